//! Blocks → segments: one sentence each.
//!
//! Where sentences begin is found in `boundary`; which of the pieces are no sentences of their own is told here.

use crate::language::note;
use crate::language::numbering::numbering;
use crate::language::stop::is_stop_word;
use crate::model::{Role, Segment, Span};

use super::block::Kind;
use super::boundary::{boundaries, may_hold_two};
use super::draft::Draft;
use super::enumeration;
use super::role::LeadIns;

/// Cuts the blocks of a draft into segments. Sections are not known yet. Sentences that are too long are noted.
pub(super) fn cut(draft: &mut Draft, language: Option<&str>) -> Vec<Segment> {
    let lead_ins = LeadIns::new(language);
    let language = language.unwrap_or("en");
    let mut segments = Vec::with_capacity(draft.blocks.len() * 2);
    let mut long: (usize, Option<Span>) = (0, None);
    for (block, of) in draft.blocks.iter().enumerate() {
        let text = of.span.of(&draft.text);
        let role = of.role.unwrap_or(Role::Claim);
        let mut add = |span: Span, role: Role| {
            let span = Span::new(of.span.start + span.start, of.span.start + span.end);
            let announces = role == Role::Claim && lead_ins.is_one(span.of(&draft.text));
            let role = match role {
                _ if announces => Role::LeadIn,
                // A line that parts others: "-", "..", "•".
                Role::Claim if !span.of(&draft.text).contains(char::is_alphanumeric) => Role::Navigation,
                role => role,
            };
            let pieces = draft.limits.pieces(&draft.text, span);
            if pieces.len() > 1 {
                long = (long.0 + 1, long.1.or(Some(pieces[0])));
            }
            segments.extend(pieces.into_iter().map(|span| Segment {
                span,
                lines: draft.lines(span),
                role,
                section: 0,
                block,
                listed: of.listed,
                depth: of.depth,
            }));
        };
        if of.kind.is_row() || matches!(of.kind, Kind::Heading(_) | Kind::Code | Kind::Metadata | Kind::Term) {
            add(Span::new(0, text.len()), role);
            continue;
        }
        let title = of.title.unwrap_or(0);
        if title > 0 {
            add(Span::new(0, title), if role == Role::Claim { Role::Heading } else { role });
        }
        let body = text.len() - text[title..].trim_start().len();
        for sentence in sentences(&text[body..], language) {
            for span in enumeration::parts(&text[body..], sentence) {
                add(Span::new(body + span.start, body + span.end), role);
            }
        }
    }
    if let (count, Some(first)) = long {
        draft.notes.push(draft.limits.sentences_cut(count, first));
    }
    segments
}

/// The sentences of a block: in order, without surrounding white space, everything visible in exactly one.
pub(super) fn sentences(text: &str, language: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut rest = vec![Span::new(0, text.len())];
    while let Some(part) = rest.pop() {
        let body = part.of(text);
        let number = numbering(body);
        if !may_hold_two(&body[number..]) {
            extend(&mut spans, text, part, language);
            continue;
        }
        let found = boundaries(&body[number..], language);
        let at = |index: usize| part.start + number + found[index];
        let first = Span::new(part.start, found.get(1).map_or(part.end, |_| at(1)));
        extend(&mut spans, text, first, language);
        // What begins with a number of its own is read anew: the rules do not look into the items of a list.
        for index in (1..found.len()).rev() {
            let end = if index + 1 < found.len() { at(index + 1) } else { part.end };
            rest.push(Span::new(at(index), end));
        }
        while let Some(next) = rest.pop_if(|next| numbering(next.of(text)) == 0) {
            extend(&mut spans, text, next, language);
        }
    }
    spans
}

/// Adds a sentence, or lengthens the last one with what cannot be a sentence of its own.
fn extend(spans: &mut Vec<Span>, text: &str, span: Span, language: &str) {
    let Some(span) = trimmed(text, span.start, span.end) else { return };
    match spans.last_mut() {
        Some(last)
            if belongs_to_last(last.of(text), span.of(text))
                || counts_on(last.of(text), &text[span.start..], language) =>
        {
            last.end = span.end;
        }
        _ => spans.push(span),
    }
}

/// Whether what was cut off as a sentence belongs to the one before it. A mark alone is no sentence. After a
/// number alone the sentence has not begun. An enumeration inside a sentence does not end it. Nor does an
/// abbreviation that only a name or a zone follows ("2 p.m. EDT").
fn belongs_to_last(last: &str, next: &str) -> bool {
    let wordless = !next.chars().any(char::is_alphanumeric);
    let number_only = numbering(last) == last.len();
    let inside = numbering(next) > 0 && !is_ended(last);
    let abbreviated = last.rsplit(' ').next().is_some_and(|word| word.trim_end_matches('.').contains('.'));
    let tail = !is_ended(next) && next.split_whitespace().count() <= 2;
    // "Articles L. 3142-14": the letter belongs to the number.
    let lettered = next.starts_with(|c: char| c.is_ascii_digit())
        && last.rsplit([' ', '\u{a0}', '(']).next().is_some_and(|word| {
            word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase())
        });
    lettered || wordless || number_only || inside || (abbreviated && tail)
}

/// Whether what was cut off ends with the number of a first item, which a word leads to that ends no sentence, and a second
/// one follows: "rules on 1. limits and 2. a duty".
fn counts_on(last: &str, behind: &str, language: &str) -> bool {
    let Some(before) = last.strip_suffix(" 1.") else { return false };
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let leads = word.chars().all(char::is_lowercase) && is_stop_word(Some(language), word);
    // No further than to the next stop: many a text counts on and on.
    leads && behind.find(". ").is_some_and(|stop| behind[..stop].ends_with(" 2"))
}

fn is_ended(text: &str) -> bool {
    let text = note::without(text);
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'))
        .ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = &text[start..end];
    let inner = part.trim();
    let lead = part.len() - part.trim_start().len();
    (!inner.is_empty()).then(|| Span::new(start + lead, start + lead + inner.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
        sentences(text, language).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_dates_and_initials_hold() {
        for text in [
            "The U.S. forces left on 11 Jul. 2017 at noon.",
            "Some uses, e.g. research, are free.",
            "Members were Ben S. Bernanke, Chairman; and Timothy F. Geithner, Vice Chairman.",
            "See 15 C.F.R. Parts 730-774 for the rules.",
        ] {
            assert_eq!(cut(text, "en"), [text]);
        }
    }

    #[test]
    fn a_sentence_may_begin_without_a_space() {
        let text = "No inn takes bookings for leisure.Inns may offer beds.Ask first.";
        assert_eq!(cut(text, "en"), ["No inn takes bookings for leisure.", "Inns may offer beds.", "Ask first."]);
        for text in
            ["See harbour.Example.org for it.", "Call console.WriteLine or map.Get(key) here.", "Use Node.Js here."]
        {
            assert_eq!(cut(text, "en").len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_belong_to_their_sentence() {
        assert_eq!(cut("1. Scope. These terms apply.", "en"), ["1. Scope.", "These terms apply."]);
        assert_eq!(
            cut("(2) All are equal. No one is above the law.", "en"),
            ["(2) All are equal.", "No one is above the law."]
        );
    }

    #[test]
    fn the_number_of_an_item_inside_a_sentence_ends_none() {
        let text = "Die Stadt erlässt Vorschriften über 1. Höchstbeträge und Fristen und 2. eine Pflicht zur Meldung.";
        assert_eq!(cut(text, "de"), [text]);
        assert_eq!(cut("Das Nähere steht in Absatz 1. Die Stadt erlässt Vorschriften.", "de").len(), 2);
    }

    #[test]
    fn code_is_not_cut_and_what_stands_between_two_pieces_is_no_quote() {
        let told = "See `the issues`_ to know whether it was reported. If it was, do not tell it again, but see \
                    :ref:`how to help <help>` with it.";
        assert_eq!(cut(told, "en").len(), 2, "{:?}", cut(told, "en"));
        assert_eq!(cut("Fork ``branches/releases/1.0.X`` and see `memory safety`_. We want more.", "en").len(), 2);
        assert_eq!(cut("Call ``./tox.cover.sh $pkg`` directly.", "en").len(), 1);
        assert_eq!(cut("Ticks ``` are `odd. Nothing` ends ``` here.", "en").len(), 2, "a space ends a sentence");
    }

    #[test]
    fn a_quotation_with_two_kinds_of_marks_ends_where_it_ends() {
        let text = "Es heißt „niedriges“ oder „unbekanntes Risiko\" hier. Es ist eine Schätzung. Bei „hohem“ Risiko warnt sie.";
        assert_eq!(cut(text, "de").len(), 3, "{:?}", cut(text, "de"));
        let text = "They call it “safe\" here. It is a guess. The “high” risk is told.";
        assert_eq!(cut(text, "en").len(), 3, "{:?}", cut(text, "en"));
    }

    #[test]
    fn a_stop_inside_of_the_marks_of_a_quote_ends_a_sentence() {
        let text =
            "Only offices use general names, like \"parks.gov,\" and \"permits.gov.\" However, a name may do. End.";
        assert_eq!(cut(text, "en").len(), 3, "{:?}", cut(text, "en"));
        let text = "He said “I will go home.” The gate was shut.";
        assert_eq!(cut(text, "en").len(), 2, "{:?}", cut(text, "en"));
        assert_eq!(cut("The \"U.S.\" Government agrees.", "en").len(), 1);
    }

    #[test]
    fn a_paragraph_that_is_a_quotation_has_sentences() {
        for text in [
            "\"The increase is likely to push prices up. The bank does not expect it to last. It will be watched.\"",
            "“The increase is likely to push prices up. The bank does not expect it to last. It will be watched.",
        ] {
            assert_eq!(cut(text, "en").len(), 3, "{:?}", cut(text, "en"));
        }
        let text = "“I will go. I will not come back,” he said.";
        assert_eq!(cut(text, "en"), [text]);
    }

    #[test]
    fn a_sentence_in_brackets_ends_with_them() {
        let text =
            "Bring a card. (One queue serves both desks.) (Ask first.) Requests may be made in person (or not). End.";
        let sentences = ["Bring a card.", "(One queue serves both desks.)", "(Ask first.)"];
        assert_eq!(cut(text, "en")[..3], sentences);
        assert_eq!(cut(text, "en").len(), 5, "{:?}", cut(text, "en"));
    }

    #[test]
    fn what_a_small_letter_follows_is_abbreviated() {
        let text =
            "Le billet de NovaBus Polska sp. z o.o. ou de NovaBus CZ s.r.o. et de la Cie. est remboursé. Il est cher.";
        assert_eq!(cut(text, "fr").len(), 2, "{:?}", cut(text, "fr"));
    }

    #[test]
    fn no_sentence_begins_with_a_small_word_where_others_begin_with_capitals() {
        let text =
            "Core Prices [1] Core Prices leave out the cost of rent. eased to 3.4% in July, well below their peak.";
        assert_eq!(cut(text, "en"), [text]);
        assert_eq!(cut("We sell ropes. eBay sells them as well. Is it so? yes it is.", "en").len(), 4);
        assert_eq!(cut("The licence is free.6. e. Fees: None are due.", "en").len(), 2, "an item");
        assert_eq!(cut("we sell ropes in town. others sell them as well.", "en").len(), 2);
    }

    #[test]
    fn what_leads_to_a_note_belongs_to_the_sentence_before() {
        let text =
            "The port was built in 1999.[1] It is open.[2][3] “It is free.”⁴ Ask first. [5] Fees are due²; pay them.";
        let sentences = [
            "The port was built in 1999.[1]",
            "It is open.[2][3]",
            "“It is free.”⁴",
            "Ask first. [5]",
            "Fees are due²; pay them.",
        ];
        assert_eq!(cut(text, "en"), sentences);
        assert_eq!(cut("It lies in the U.S.[3] and in Mexico.", "en").len(), 1);
    }

    #[test]
    fn marks_belong_to_the_sentence_before() {
        assert_eq!(cut("For release at 2:00 p.m. EDT", "en").len(), 1);
        assert_eq!(cut("We sent a code. . Enter it.", "en"), ["We sent a code. .", "Enter it."]);
    }
}
