//! The laws of an explanation: nothing lost, nothing silent, every quote exact.

use proptest::prelude::*;
use recension::ReadOptions;
use recension::annotate::annotate;
use recension::explain::explain;
use recension::model::{
    Alignment, Annotated, Change, Comparison, EditOp, Kind, Level, Link, Pair, Relation, Side, Span,
};
use recension::read::{GivenSegment, from_segments};

fn annotated(claims: &[String]) -> Annotated {
    let given: Vec<_> = claims.iter().map(|c| GivenSegment::claim(c)).collect();
    annotate(from_segments(&given, "test", &ReadOptions { language: Some("en".into()), ..ReadOptions::default() }))
}

/// Links claim by claim: each run of `shape` takes so many old and new segments; zero on a side leaves the
/// other's without a link.
fn link(sides: Pair<&Annotated>, shape: &[(usize, usize)]) -> Alignment {
    let (mut old, mut new) = (0, 0);
    let mut links = Vec::new();
    for &(n, m) in shape {
        let olds: Vec<_> = (old..(old + n).min(sides.old.document.segments.len())).collect();
        let news: Vec<_> = (new..(new + m).min(sides.new.document.segments.len())).collect();
        old += n;
        new += m;
        let texts = |side: &Annotated, segments: &[usize]| {
            segments.iter().map(|&s| side.document.segment_text(s).to_owned()).collect::<Vec<_>>()
        };
        let relation = match (olds.len(), news.len()) {
            (0, _) | (_, 0) => continue,
            (1, 1) if texts(sides.old, &olds) == texts(sides.new, &news) => Relation::Equal,
            (1, 1) => Relation::Reworded,
            (1, _) => Relation::Split,
            (_, 1) => Relation::Merged,
            _ => Relation::Regrouped,
        };
        links.push(Link { old: olds, new: news, relation, moved: false, confidence: 0.9, reasons: vec![] });
    }
    Alignment { links, ..Alignment::default() }
}

fn compare(old: &[String], new: &[String], shape: &[(usize, usize)]) -> Comparison {
    let sides = Pair::new(annotated(old), annotated(new));
    let alignment = link(sides.as_ref(), shape);
    explain(sides, alignment)
}

/// A headline speaks of the weightiest of many claims, and that is the one that reports quote below it.
#[test]
fn what_a_headline_speaks_of_is_what_is_quoted_below_it() {
    let series = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/nato-relations-with-ukraine");
    let sides = Pair::new("2017-07-11.txt", "undated.md").map(|name| {
        let bytes = std::fs::read(format!("{series}/{name}")).expect("the snapshots are part of the repository");
        recension::read::read(&bytes, name, &ReadOptions::default()).expect("the snapshots are texts")
    });
    let comparison = recension::compare(sides.old, sides.new);
    let mut behind_others = 0;
    for change in comparison.changes.iter().filter(|c| matches!(c.kind, Kind::Added | Kind::Removed)) {
        let side = if change.kind == Kind::Added { Side::New } else { Side::Old };
        let quote = change.leading(side).expect("it has evidence");
        let text = quote.span.of(&comparison.sides.get(side).document.text);
        let headline = change.headline.split(" under “").next().expect("it says something");
        let said = headline.split_once('“').and_then(|(_, rest)| rest.rsplit_once('”')).map(|(said, _)| said);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in said.expect("it quotes").split('…') {
            assert!(text.contains(words.trim()), "{}: {text}", change.headline);
        }
        behind_others += usize::from(change.lead.get(side).first().is_some_and(|&lead| lead > 0));
    }
    assert!(behind_others > 0, "the weightiest claim is not always the first one");
}

fn quotes(change: &Change, comparison: &Comparison, side: Side) -> Vec<String> {
    let evidence = if side == Side::Old { &change.old } else { &change.new };
    evidence.iter().map(|e| e.span.of(&comparison.sides.get(side).document.text).to_owned()).collect()
}

fn check_quotes(comparison: &Comparison) {
    for change in &comparison.changes {
        assert!(!change.old.is_empty() || !change.new.is_empty(), "{change:?} rests on nothing");
        assert!(change.headline.chars().count() <= 140, "{}", change.headline);
        for (side, evidence) in
            change.old.iter().map(|e| (Side::Old, e)).chain(change.new.iter().map(|e| (Side::New, e)))
        {
            let document = &comparison.sides.get(side).document;
            assert!(document.segments[evidence.segment].span.contains(evidence.span));
            assert!(!evidence.span.is_empty());
        }
    }
}

fn check_edits(comparison: &Comparison) {
    for (link, edits) in comparison.alignment.links.iter().zip(&comparison.edits) {
        for side in Side::BOTH {
            let document = &comparison.sides.get(side).document;
            let segments = if side == Side::Old { &link.old } else { &link.new };
            let mut covered: Vec<Span> = edits.iter().map(|e| if side == Side::Old { e.old } else { e.new }).collect();
            covered.retain(|s| !s.is_empty());
            assert!(covered.windows(2).all(|w| w[0].end <= w[1].start), "in document order, disjoint");
            for span in &covered {
                assert!(segments.iter().any(|&s| document.segments[s].span.contains(*span)), "inside one segment");
            }
            for &segment in segments {
                let mut at = document.segments[segment].span.start;
                for span in covered.iter().filter(|s| document.segments[segment].span.contains(**s)) {
                    assert!(document.text[at..span.start].trim().is_empty());
                    at = span.end;
                }
                assert!(document.text[at..document.segments[segment].span.end].trim().is_empty());
            }
        }
    }
}

fn check_told(comparison: &Comparison) {
    for side in Side::BOTH {
        let told = |segment: usize| {
            comparison.changes.iter().any(|c| {
                let evidence = if side == Side::Old { &c.old } else { &c.new };
                evidence.iter().any(|e| e.segment == segment)
            })
        };
        for segment in 0..comparison.sides.get(side).document.segments.len() {
            let links: Vec<_> = comparison
                .alignment
                .links
                .iter()
                .filter(|l| if side == Side::Old { l.old.contains(&segment) } else { l.new.contains(&segment) })
                .collect();
            let empty = comparison.sides.get(side).document.segments[segment].span.is_empty();
            assert!(empty || !links.is_empty() || told(segment), "segment {segment} of {side:?} is lost");
        }
    }
    for (link, edits) in comparison.alignment.links.iter().zip(&comparison.edits) {
        if link.relation != Relation::Equal && edits.iter().any(|e| e.op != EditOp::Equal) {
            let told = comparison.changes.iter().any(|c| {
                c.old.iter().any(|e| link.old.contains(&e.segment))
                    || c.new.iter().any(|e| link.new.contains(&e.segment))
            });
            assert!(told, "{link:?} is silent");
        }
    }
}

/// The edits of one comparison are those of the other with the sides exchanged.
fn check_mirrored(there: &Comparison, back: &Comparison) {
    for (one, two) in there.edits.iter().zip(&back.edits) {
        let turned: Vec<_> = two.iter().map(|e| (e.new, e.old)).collect();
        assert_eq!(one.iter().map(|e| (e.old, e.new)).collect::<Vec<_>>(), turned);
    }
}

fn claims() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("the"),
        Just("may"),
        Just("must"),
        Just("not"),
        Just("Council"),
        Just("fee"),
        Just("10"),
        Just("EUR 5"),
        Just("“annexation”"),
        Just("of"),
        Just("data,"),
        Just("Überwachung"),
        Just("用户"),
        Just("NATO’s"),
        Just("a\u{200b}b"),
        Just("July 2017"),
        Just("–"),
        Just("(see"),
        Just("consent)"),
    ];
    let claim = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    prop::collection::vec(claim, 1..6)
}

proptest! {
    #[test]
    fn laws_hold_for_any_alignment(
        old in claims(),
        new in claims(),
        shape in prop::collection::vec((0..3usize, 0..3usize), 1..6),
    ) {
        let comparison = compare(&old, &new, &shape);
        check_quotes(&comparison);
        check_edits(&comparison);
        check_told(&comparison);
    }

    #[test]
    fn exchanged_sides_mirror_the_edits(
        old in claims(),
        new in claims(),
        shape in prop::collection::vec((0..3usize, 0..3usize), 1..6),
    ) {
        let mirrored: Vec<_> = shape.iter().map(|&(n, m)| (m, n)).collect();
        let there = compare(&old, &new, &shape);
        let back = compare(&new, &old, &mirrored);
        check_mirrored(&there, &back);
        let presence = |c: &Comparison, kind| c.changes.iter().filter(|c| c.kind == kind).count();
        prop_assert_eq!(presence(&there, Kind::Added), presence(&back, Kind::Removed));
        prop_assert_eq!(presence(&there, Kind::Removed), presence(&back, Kind::Added));
    }

    #[test]
    fn the_same_twice_tells_nothing(claims in claims()) {
        let shape = vec![(1, 1); claims.len()];
        let comparison = compare(&claims, &claims, &shape);
        prop_assert!(comparison.changes.is_empty(), "{:?}", comparison.changes);
        prop_assert!(comparison.summary.verdict.starts_with("No claim changed"));
    }
}

#[test]
fn an_insertion_is_quoted_with_the_place_it_was_put_in() {
    let old = vec!["Risks to the economic outlook remain.".to_owned()];
    let new = vec!["Risks to the economic outlook remain, including from new variants of the virus.".to_owned()];
    let comparison = compare(&old, &new, &[(1, 1)]);
    let change = comparison.changes.iter().find(|c| c.level > Level::Minor).expect("an insertion is shown");
    assert_eq!(quotes(change, &comparison, Side::New), ["including from new variants of the virus"]);
    assert_eq!(quotes(change, &comparison, Side::Old), ["outlook remain"]);
}

#[test]
fn a_sentence_that_stands_inside_another_is_not_added() {
    let old = vec!["Rules apply to all. You must carry a pass.".to_owned()];
    let new = vec!["Rules apply to all.".to_owned(), "You must carry a pass.".to_owned()];
    let comparison = compare(&old, &new, &[(1, 1), (0, 1)]);
    assert!(comparison.changes.iter().all(|c| c.kind != Kind::Added), "{:?}", comparison.changes);
}

#[test]
fn words_that_lose_their_quotation_marks_are_what_is_quoted() {
    let told = |old: &str, new: &str| {
        let comparison = compare(&[old.to_owned()], &[new.to_owned()], &[(1, 1)]);
        let change = comparison.changes.iter().find(|c| c.kind == Kind::Quotation).expect("it is told").clone();
        (quotes(&change, &comparison, Side::Old), quotes(&change, &comparison, Side::New))
    };
    let (old, new) = told(
        "The council denounced the illegal and illegitimate “annexation” of the harbour in spring.",
        "The council denounced the illegal and illegitimate annexation of the harbour in spring.",
    );
    assert_eq!((old, new), (vec!["“annexation”".to_owned()], vec!["annexation".to_owned()]));
}

/// Sixty-four characters on each side are one more than the line has room for.
#[test]
fn sentences_of_the_same_length_share_the_room_of_a_headline() {
    for length in 50..80 {
        let sentence = |end: &str| {
            let sailors = "sailors and ".repeat(length);
            let sailors = &sailors[..length - "Members and  sail.".len() - end.len()];
            format!("Members and {sailors} {end} sail.")
        };
        let comparison = compare(&[sentence("may also")], &[sentence("must not")], &[(1, 1)]);
        assert!(comparison.changes.iter().any(|c| c.headline.contains("becomes")));
        check_quotes(&comparison);
    }
}

#[test]
fn a_quote_does_not_leave_a_bracket_open() {
    let old = "Members meet in the Harbour Commission (HC) every spring.".to_owned();
    let new = "Members meet in the Harbour Council (HCO) every spring.".to_owned();
    let comparison = compare(&[old], &[new], &[(1, 1)]);
    assert!(!comparison.changes.is_empty());
    for change in &comparison.changes {
        for quote in quotes(change, &comparison, Side::Old).iter().chain(&quotes(change, &comparison, Side::New)) {
            assert_eq!(quote.matches('(').count(), quote.matches(')').count(), "{quote}");
        }
    }
}

#[test]
fn a_name_and_the_longer_one_it_is_the_beginning_of_are_told_apart() {
    let page = |company: &str, app: &str, all: &str| -> Vec<String> {
        [
            format!("{company} pays for the servers in every country."),
            format!("{company} answers letters within a month of their arrival."),
            format!("People only write on {app} if they feel safe."),
            format!("What you may write on {app} is set out in the rules."),
            format!("Photographs are part of the {all} that we offer."),
            format!("Guests may use the {all} without an account."),
        ]
        .into()
    };
    let old = page("Quill", "Quill", "Quill Services");
    let new = page("Norra", "Norra Services", "Norra Services");
    let comparison = compare(&old, &new, &[(1, 1); 6]);
    let renamed = comparison.changes.iter().filter(|c| c.kind == Kind::Renamed);
    let told: Vec<(&str, usize)> = renamed.map(|c| (c.headline.split(" in ").next().unwrap_or(""), c.count)).collect();
    // "Quill Services" is "Quill" with what stays.
    assert_eq!(told, [("“Quill” becomes “Norra”", 4), ("“Quill” becomes “Norra Services”", 2)]);
}

#[test]
fn what_is_quoted_first_does_not_point_at_what_is_not_shown() {
    let read =
        |text: &str| recension::read::read(text.as_bytes(), "room.md", &ReadOptions::default()).expect("it is a text");
    let old = "# Rules\n\nThe reading room opens at nine.\n\nIt closes at six.\n";
    let came = "To prevent this, guests must leave their coats, bags and umbrellas at the desk. Guests who bring food must \
                leave it at the desk.";
    let comparison = recension::compare(read(old), read(&old.replace("It closes", &format!("{came}\n\nIt closes"))));
    let added = comparison.changes.iter().find(|c| c.kind == Kind::Added).expect("two sentences came");
    assert!(added.headline.contains("Guests who bring food"), "{}", added.headline);
}

#[test]
fn what_goes_and_what_comes_at_one_place_mirror_too() {
    let old = ["(see “annexation” 用户 July 2017 data, (see –", "NATO’s"].map(str::to_owned);
    let new = ["July 2017 (see “annexation” must", "用户 用户 July 2017 – July 2017 10"].map(str::to_owned);
    let there = compare(&old, &new, &[(1, 2)]);
    let back = compare(&new, &old, &[(2, 1)]);
    check_mirrored(&there, &back);
}
