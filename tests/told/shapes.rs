//! The same said in another shape is no news: sentences that became one, lists that became sentences, denials put
//! otherwise. What a line above a list turns round is.

use recension::model::{Kind, Level};

use super::{framed, headlines, headlines_of, pages, shown};

/// Nothing above minor is told of any of these pairs, in either direction.
fn quiet(pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        for (old, new) in [(one, other), (other, one)] {
            let comparison = pages(&framed(old), &framed(new));
            assert_eq!(headlines(&comparison), Vec::<&str>::new(), "{old} → {new}");
        }
    }
}

/// Nothing of this kind above minor is told of any of these pairs, in either direction.
fn without(kinds: &[Kind], pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        for (old, new) in [(one, other), (other, one)] {
            let comparison = pages(&framed(old), &framed(new));
            let shown = shown(&comparison);
            assert!(!shown.iter().any(|kind| kinds.contains(kind)), "{old} → {new}: {:?}", headlines(&comparison));
        }
    }
}

#[test]
fn what_several_sentences_begin_or_end_with_is_said_once_for_all_of_them() {
    quiet(&[
        (
            "Do not bring glass bottles. Do not bring food. Do not bring pets to the tables.",
            "Do not bring glass bottles, food or pets to the tables.",
        ),
        (
            "You must not run on the wet floor. You must not climb on the shelves.",
            "You must not run on the wet floor or climb on the shelves.",
        ),
        (
            "Glass bottles may not be brought in. Food may not be brought in.",
            "Glass bottles and food may not be brought in.",
        ),
        (
            "Members may:\n\n- rent a boat for two hours\n- invite one guest on Sundays\n- use the sauna",
            "- Members may rent a boat for two hours.\n- Members may invite one guest on Sundays.\n\
             - Members may use the sauna.",
        ),
    ]);
}

#[test]
fn what_begins_alike_and_binds_otherwise_is_told() {
    let old = "You must not run on the wet floor or climb on the shelves.";
    let told = headlines_of(old, "You must not run on the wet floor. You may climb on the shelves.", Kind::Modality);
    assert_eq!(told.len(), 1, "{told:?}");
    let old = "Glass bottles and food may not be brought in.";
    let told = headlines_of(old, "Glass bottles may not be brought in. Food may be brought in.", Kind::Modality);
    assert_eq!(told.len(), 1, "{told:?}");
    let old = "Members must not smoke in the hall. Members must not eat in the hall.";
    let told = headlines_of(old, "Members must not smoke in the hall. Members must eat in the hall.", Kind::Modality);
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_clause_that_became_a_sentence_names_again_what_it_is_about() {
    quiet(&[(
        "You can report a problem to the harbour office, which answers within five days and keeps the report.",
        "You can report a problem to the harbour office. The office answers within five days. It keeps the report.",
    )]);
    let old = "You can report a problem to the harbour office, which answers within five days and keeps the report.";
    let new =
        "You can report a problem to the harbour office. The office answers within nine days. It keeps the report.";
    let comparison = pages(&framed(old), &framed(new));
    assert_eq!(shown(&comparison), [Kind::Number], "{:?}", headlines(&comparison));
}

#[test]
fn items_in_other_forms_are_the_words_of_the_sentence_that_took_them_up() {
    without(
        &[Kind::Added, Kind::Removed, Kind::ListItem],
        &[(
            "We remove content that:\n\n- praises a crime\n- shows how to make a weapon\n\
             - threatens a person with violence\n- sells drugs",
            "We remove posts that praise a crime, show how to make a weapon, threaten people with violence or sell \
             drugs.",
        )],
    );
}

#[test]
fn the_line_above_a_list_is_the_beginning_of_the_sentence_that_it_was_cut_from() {
    let old = "Members may rent a boat for two hours, invite one guest on Sundays and use the sauna.";
    let new = "Members may:\n\n- rent a boat for two hours\n- invite one guest on Sundays";
    let comparison = pages(&framed(old), &framed(new));
    let told = headlines(&comparison);
    assert!(told.len() == 1 && told[0].starts_with("Drops “use the sauna”"), "{told:?}");
}

#[test]
fn active_and_passive_with_another_form_of_the_verb_say_the_same() {
    quiet(&[(
        "The harbour office answers every letter within five days.",
        "Every letter is answered by the harbour office within five days.",
    )]);
}

#[test]
fn a_denial_in_another_form_reverses_nothing() {
    without(
        &[Kind::Polarity, Kind::Modality, Kind::Condition],
        &[
            ("No member shall be fined for being late.", "Members shall not be fined for being late."),
            ("None of the boats are insured.", "The boats are not insured."),
            (
                "Neither food nor drinks may be taken into the sauna.",
                "Food and drinks may not be taken into the sauna.",
            ),
            ("You may not enter the hall without a ticket.", "You may enter the hall only with a ticket."),
            ("You may not bring a dog unless the keeper agrees.", "You may bring a dog only if the keeper agrees."),
        ],
    );
}

#[test]
fn a_denial_that_goes_or_changes_sides_reverses() {
    for (old, new) in [
        ("No member shall be fined for being late.", "Members shall be fined for being late."),
        ("Members may swim at night, but guests may not.", "No member may swim at night, but guests may."),
        ("You may not enter the hall without a ticket.", "You may enter the hall without a ticket."),
        ("You may not bring a dog unless the keeper agrees.", "You may bring a dog unless the keeper agrees."),
    ] {
        assert_eq!(headlines_of(old, new, Kind::Polarity).len(), 1, "{old} → {new}");
    }
}

#[test]
fn an_item_below_a_line_that_binds_otherwise_is_news() {
    let old = "You may bring:\n\n- towels\n- food\n\nYou may not bring:\n\n- glass\n- dogs on a lead";
    let new = "You may bring:\n\n- towels\n- food\n- dogs on a lead\n\nYou may not bring:\n\n- glass";
    let comparison = pages(&framed(old), &framed(new));
    let first = comparison.changes.first().map(|change| (change.kind, change.level, change.headline.as_str()));
    let told = "Moves “dogs on a lead” from “You may not bring:” to “You may bring:”";
    assert_eq!(first, Some((Kind::Moved, Level::Headline, told)));
    // Another line that binds alike turns nothing round.
    let new = "You may bring:\n\n- towels\n- food\n\nYou must not carry:\n\n- glass\n- dogs on a lead";
    assert!(headlines_of(old, new, Kind::Moved).is_empty());
}

#[test]
fn an_item_below_a_line_that_binds_more_is_news() {
    let must = "Every boat must carry:\n\n- a flare\n- a life jacket for each person";
    let old = format!("{must}\n\nWe recommend that you also carry:\n\n- a radio\n- a first-aid kit");
    let new = format!("{must}\n- a radio\n- a first-aid kit");
    let told = headlines_of(&old, &new, Kind::Moved);
    let line = "Moves “a radio” and 1 more from “We recommend that you also carry:” to “Every boat must carry:”";
    assert_eq!(told, [line]);
}

#[test]
fn an_irregular_verb_tells_its_time() {
    let told = headlines_of(
        "The town will build a second pool by the river.",
        "The town built a second pool by the river.",
        Kind::Tense,
    );
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_word_that_points_back_stands_for_what_is_named_before_it() {
    let old =
        "The council meets in June. The council's later decisions will keep the fees low for as long as necessary.";
    let new = "The council meets in June. They will keep the fees low for as long as necessary.";
    assert!(headlines_of(old, new, Kind::Scope).is_empty());
}

/// Sections of which each says the same two sentences.
fn sections(parts: &[(&str, &str)]) -> String {
    let part = |(title, text): &(&str, &str)| format!("## {title}\n\nShow your pass at the gate. {text}\n\n");
    framed(&parts.iter().map(part).collect::<String>())
}

#[test]
fn a_copy_that_changes_in_its_section_is_compared_with_what_stood_there() {
    let may = "You may take photographs in the yard.";
    let mays = [("Visitors", may), ("Contractors", may), ("Press", may)];
    for at in 0..mays.len() {
        let mut parts = mays;
        parts[at].1 = "You may not take photographs in the yard.";
        let comparison = pages(&sections(&mays), &sections(&parts));
        assert_eq!(shown(&comparison), [Kind::Polarity, Kind::Modality], "{:?}", headlines(&comparison));
    }
}

#[test]
fn a_claim_that_one_of_several_sections_drops_is_told_with_both() {
    let right = "You have the right to appeal to the ombudsman within six weeks.";
    let (both, one) = ([("Residents", right), ("Visitors", right)], [("Residents", right), ("Visitors", "")]);
    let told = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        let comparison = pages(&sections(old), &sections(new));
        let shown: Vec<String> = headlines(&comparison).into_iter().map(str::to_owned).collect();
        assert_eq!(shown.len(), 1, "{shown:?}");
        shown[0].clone()
    };
    let less = told(&both, &one);
    assert!(less.starts_with("No longer says under “Visitors”, as it does under “Residents”: “You have"), "{less}");
    let more = told(&one, &both);
    assert!(more.starts_with("Says under “Visitors” too what it says under “Residents”: “You have"), "{more}");
}

#[test]
fn an_answer_that_turns_is_told_though_other_questions_have_both() {
    let page = |first: &str| {
        format!(
            "# Card\n\n## Can I use the card abroad?\n\n{first}\n\n## Can I use it online?\n\nYes.\n\n## Can I lend it?\n\nNo.\n"
        )
    };
    let comparison = pages(&page("Yes."), &page("No."));
    assert!(
        headlines(&comparison).iter().any(|line| line.contains("“Yes") && line.contains("“No")),
        "{:?}",
        comparison.changes
    );
}

#[test]
fn a_duty_in_another_voice_or_a_denial_in_another_form_is_none_dropped() {
    let kinds = [Kind::Scope, Kind::Modality, Kind::Polarity, Kind::Condition, Kind::Removed, Kind::Added];
    without(
        &kinds,
        &[
            ("Dogs must be kept on a lead at all times.", "You must keep dogs on a lead at all times."),
            ("Bicycles must be locked to the rack.", "You must lock bicycles to the rack."),
            ("A nurse will examine you before the walk.", "You will be examined by a nurse before the walk."),
            ("We will not disclose your name unless you agree.", "We will only disclose your name if you agree."),
        ],
    );
    let told = headlines_of("Dogs must be kept on a lead.", "You may keep dogs on a lead.", Kind::Modality);
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn who_pays_and_what_else_gave_way_beside_a_figure_is_told() {
    let said = |old: &str, new: &str, words: &str| {
        let comparison = pages(&framed(old), &framed(new));
        let told = headlines(&comparison);
        assert!(told.iter().any(|line| line.contains(words)), "{told:?}");
    };
    let repairs = "The landlord must repair the boiler within 14 days.";
    said(repairs, "The tenant must repair the boiler within 21 days.", "“landlord” becomes “tenant”");
    let parcels = "A fee of £20 is charged for domestic parcels.";
    said(parcels, "A fee of £25 is charged for foreign parcels.", "“domestic” becomes “foreign”");
    let returns = "The seller pays the cost of returning faulty goods. The buyer pays the cost of returning goods that are \
        not wanted.";
    let merged = "The buyer pays the cost of returning faulty goods and goods that are not wanted.";
    said(returns, merged, "“The seller pays the cost of returning faulty goods” becomes");
    let posts = "Mr Keane is Minister of Health and Ms Doyle is Minister of Finance.";
    said(
        posts,
        "Ms Doyle is Minister of Health and Mr Keane is Minister of Finance.",
        "“Mr Keane is Minister of Health",
    );
    let family = "“Family member” means a spouse, partner, child, parent, grandparent or sibling.";
    said(family, "“Family member” means a spouse, child or parent.", "“partner”, “grandparent”, “sibling”");
}
