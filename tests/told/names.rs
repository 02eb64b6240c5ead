//! What is told of names, terms and definitions.

use super::*;

#[test]
fn a_name_cut_short_is_the_same_name() {
    let old = framed("The Harbour Library Council appoints two auditors for each year.");
    let new = framed("The Council appoints two auditors for each year.\n\nThe Harbour Library Council meets in May.");
    assert!(!shown(&pages(&old, &new)).contains(&Kind::Name));
}

#[test]
fn a_term_that_stands_in_the_one_that_followed_it_does_not_remain() {
    let old = framed(
        "The Harbour Group meets in May.\n\nMembers of the Harbour Group are elected.\n\nThe Harbour Group keeps the \
         seal.\n\nWrite to the Harbour Group for a key.\n\nThe office of the Harbour Group closes at noon.",
    );
    let comparison = pages(&old, &old.replace("Harbour Group", "Harbour Safety Group"));
    let renamed: Vec<&Change> = comparison.changes.iter().filter(|c| c.kind == Kind::Renamed).collect();
    assert!(renamed.len() == 1 && !renamed[0].headline.contains("remains"), "{renamed:?}");
}

#[test]
fn a_name_that_stands_in_most_places_after_its_succession_is_told_so() {
    let rules = "Members of Quayside elect the keeper.\n\nQuayside lends maps for a week.\n\nWrite to Quayside for a \
        key.\n\nQuayside keeps the seal.";
    let company = "The Quayside company is now Jetty.\n\nMore is told at the office of Jetty.\n\n";
    let comparison = pages(&framed(rules), &framed(&format!("{company}{rules}")));
    let (_, _, headline) = told(&comparison, Kind::Succession);
    assert_eq!(headline, "Says that “Quayside” gave way to “Jetty”; the old term remains 4 times");
}

#[test]
fn scare_quotes_that_go_are_told_by_the_word_they_held() {
    let old = framed("The keepers deplore the “liberation” of forty volumes from the locked case.");
    let new = framed("The keepers deplore the liberation of forty volumes from the locked case.");
    let (.., headline) = told(&pages(&old, &new), Kind::Quotation);
    assert!(headline.starts_with("No longer puts in quotes “liberation”"), "{headline}");
}

#[test]
fn what_is_between_two_parties_is_told_once_however_the_sentences_changed() {
    let old = framed(
        "Trade fell sharply after the Norland-Sudland dispute broke out.\n\nBecause of the Norland-Sudland dispute the \
         ferry no longer runs.",
    );
    let new = framed(
        "Two harbours have been closed since Norland's naval blockade of Sudland began.\n\nGrain prices doubled in the \
         first month of Norland's naval blockade of Sudland.",
    );
    let (old, new, headline) = told(&pages(&old, &new), Kind::Term);
    assert_eq!(
        headline,
        "“Norland-Sudland dispute” (2 times) gives way to “Norland's naval blockade of Sudland” (2 times)"
    );
    assert_eq!((old.len(), new.len()), (2, 2));
}

#[test]
fn what_follows_a_name_that_only_belongs_to_another_word_ties_nothing() {
    let old =
        framed("Norland's quarrel with Sudland's fishermen is old.\n\nNorland's quarrel with Sudland's guild too.");
    let new = framed("Norland's treaty with Sudland was signed in May.\n\nNorland's treaty with Sudland binds both.");
    let terms = |c: &&Change| c.kind == Kind::Term && !c.old.is_empty() && !c.new.is_empty();
    let comparison = pages(&old, &new);
    assert!(!comparison.changes.iter().any(|c| terms(&c)), "{:?}", comparison.changes);
}

#[test]
fn who_said_it_is_told_where_the_page_now_says_it_itself() {
    let old = framed("In an interview the director stressed that the collection belongs to the whole town.");
    let new = framed("The society holds that the collection belongs to the whole town.");
    let (old, _, _) = told(&pages(&old, &new), Kind::Attribution);
    assert!(old.iter().any(|q| q.contains("stressed")), "{old:?}");
}

#[test]
fn a_common_word_inside_a_name_is_told_with_the_name() {
    let page = |policy: &str| {
        framed(&format!(
            "Readers agree to the {policy}.\n\nWe keep data on paper.\n\nSee the {policy} for details.\n\nThe {policy} \
             applies to all data.\n"
        ))
    };
    let comparison = pages(&page("Data Policy"), &page("Privacy Policy"));
    let (_, _, headline) = told(&comparison, Kind::Renamed);
    assert_eq!(headline, "“Data Policy” becomes “Privacy Policy” in 3 places");
}

#[test]
fn an_acronym_that_is_written_out_is_still_mentioned() {
    let old = framed("The FTC licenses lanterns.\n\nAsk the FTC first.\n\nThe FTC visits the library every spring.");
    let new = framed("Whoever wants a lantern asks the U.S. Federal Trade Commission first.");
    let comparison = pages(&old, &new);
    assert!(comparison.changes.iter().all(|c| !c.headline.contains("mentions")), "{:?}", comparison.changes);
}

#[test]
fn a_name_and_its_acronym_in_brackets_are_one_mention() {
    let once = framed("The keys are kept by the Deputy Keeper of Manuscripts (DKM), and nobody else has any.");
    let gone = framed("The keys are kept in a box by the door, and nobody else has any.");
    let comparison = pages(&once, &gone);
    assert!(!headlines(&comparison).iter().any(|line| line.contains("times")), "{:?}", headlines(&comparison));
    let twice = format!("{once}\nVisitors who lost a card write to the DKM.\n");
    let comparison = pages(&twice, &format!("{gone}\nVisitors who lost a card write to the office.\n"));
    let (_, _, headline) = told(&comparison, Kind::Term);
    assert_eq!(headline, "No longer mentions “Deputy Keeper of Manuscripts” (2 times before)");
}

#[test]
fn a_name_is_counted_inside_longer_ones_too() {
    let old = framed(
        "Write to the Archivist.\n\nThe council moved the Archivist of Zembla to report to the palace in spring.\n\n\
         Ask the Archivist for maps, and an archivist of the town for plans.",
    );
    let new = framed("The lending desk is new.\n\nThe council sold its boats.\n\nMaps are sold at noon.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Term);
    assert_eq!(headline, "No longer mentions “Archivist” (3 times before)");
}

#[test]
fn other_marks_around_a_defined_term_are_no_change_of_what_it_means() {
    let old = framed(
        "* \"Reader\" refers to any person with a \"blue card\" of the society.\n\
         * \"Loan\" refers to the act of taking a book home.",
    );
    let new = framed(
        "* *Reader* refers to any person with a stamped card of the society or of the town.\n\
         * *Loan* refers to the act of taking a book home.",
    );
    let comparison = pages(&old, &new);
    let (old, _, headline) = told(&comparison, Kind::Definition);
    assert!(!old.iter().any(|quote| quote.contains("Loan")), "{old:?} {headline}");
    assert!(!headline.contains("cannot be quoted"), "{headline}");
    assert_eq!(shown(&comparison), [Kind::Definition], "{:?}", headlines(&comparison));
}

#[test]
fn a_rename_is_told_once_with_all_forms_of_the_term() {
    let page = |one: &str, many: &str| {
        framed(&format!(
            "{many} never talk about a rescue in the hall.\n\nA {one} with a night card opens the gate.\n\n\
             Bags of non-{many} are searched by any {one}.\n\nOld {one} Reports are kept for ten years in the tower.\n\n\
             Before a tour, {many} look at the sky.\n\nThe tower is open to all {many}.\n\nAsk a {one} for the way."
        ))
    };
    let comparison = pages(&page("Pilot", "Pilots"), &page("Warden", "Wardens"));
    assert_eq!(shown(&comparison), [Kind::Renamed], "{:?}", headlines(&comparison));
    assert_eq!(headlines(&comparison), ["“Pilots” becomes “Wardens” in 8 places"]);
}

#[test]
fn a_term_that_mostly_stays_became_nothing_else() {
    let stays: String = (1..=9).map(|day| format!("On day {day} the Ledger is read aloud in the hall.\n\n")).collect();
    let page = |term: &str| {
        framed(&format!("{stays}Guests sign the {term} by the gate.\n\nLost cards are noted in the {term} at noon."))
    };
    let comparison = pages(&page("Ledger"), &page("Register"));
    assert!(!shown(&comparison).contains(&Kind::Renamed), "{:?}", headlines(&comparison));
    let (_, _, headline) = told(&comparison, Kind::Term);
    assert_eq!(headline, "In 2 places says “Register” where it said “Ledger”; the old term remains 9 times");
}

#[test]
fn all_that_gave_way_in_a_sentence_is_told_of_its_kind() {
    told_once(
        "Anna Berg leads the office in Vienna.",
        "Tom Hale leads the office in Dublin.",
        Kind::Name,
        "“Anna Berg”, “Vienna” become “Tom Hale”, “Dublin” in",
    );
    let badges = "Members must pay the fee and must wear a badge.";
    let duties = "“must”, “must” become “may”, “should” in";
    told_once(badges, "Members may pay the fee and should wear a badge.", Kind::Modality, duties);
    told_once(
        "The fee is not refunded and the ticket is not transferable.",
        "The fee is refunded and the ticket is transferable.",
        Kind::Polarity,
        "Drops “not refunded”, “not transferable” in",
    );
    told_once(
        "The motion was carried by five votes to four.",
        "The motion was lost by four votes to five.",
        Kind::Wording,
        "“carried” becomes “lost” in",
    );
}

#[test]
fn a_clause_that_changed_places_binds_as_it_did_or_is_told() {
    let answer = "The council must answer if a resident asks a question.";
    let told = headlines_of(answer, "If a resident asks a question, the council may answer.", Kind::Modality);
    assert!(told.len() == 1 && told[0].starts_with("“must” becomes “may” in"), "{told:?}");
    let turned = pages(&framed(answer), &framed("If a resident asks a question, the council must answer."));
    assert_eq!(headlines(&turned), Vec::<&str>::new());
    let fees = "Adults pay 12 euros, children 6 euros and students 8 euros.";
    let told = headlines_of(fees, "Students pay 9 euros, adults 12 euros and children 6 euros.", Kind::Money);
    assert!(told.len() == 1 && told[0].starts_with("“8 euros” becomes “9 euros” in"), "{told:?}");
}

#[test]
fn who_holds_an_office_is_told_however_the_sentence_is_turned() {
    let told = |old: &str, new: &str, words: &str| told_once(old, new, Kind::Name, words);
    let marsh = "“Ellen Marsh” becomes “Dev Patel” in";
    told("Our data protection officer is Ellen Marsh.", "Dev Patel is our data protection officer.", marsh);
    told("Lena Koch is head of finance.", "Our head of finance is Tim Frey.", "“Lena Koch” becomes “Tim Frey” in");
    // All pages have such a section, and each its own people.
    let contact = |name: &str| format!("{FRAME}\n## Contact\n\nThe director is {name}. Letters go to the desk.\n");
    let comparison = pages(&contact("Anna Reis"), &contact("Owen Daly"));
    assert_eq!(headlines(&comparison).len(), 1);
}

#[test]
fn another_order_of_the_same_german_words_is_no_other_agent() {
    let page = |text: &str| {
        format!(
            "# Lesesaal\n\nDer Lesesaal ist für alle Mitglieder geöffnet.\n\n{text}\n\nDer Saal schließt um acht.\n"
        )
    };
    let options = ReadOptions { language: Some("de".into()), ..ReadOptions::default() };
    let read = |text: &str| read::read(page(text).as_bytes(), "saal.md", &options).expect("a page that can be read");
    for (old, new) in [
        ("Bei Fieber wird die Impfung verschoben.", "Die Impfung wird bei Fieber verschoben."),
        (
            "Der Vermieter muss die Kaution nach dem Auszug zurückzahlen.",
            "Nach dem Auszug muss der Vermieter die Kaution zurückzahlen.",
        ),
        (
            "Der Mieter muss den Schaden melden, wenn er ihn verursacht hat.",
            "Wenn er ihn verursacht hat, muss der Mieter den Schaden melden.",
        ),
    ] {
        assert_eq!(headlines(&compare(read(old), read(new))), Vec::<&str>::new(), "{old}");
    }
    let told = compare(read("Der Mieter muss den Vermieter fragen."), read("Den Mieter muss der Vermieter fragen."));
    assert_eq!(shown(&told), [Kind::Agent]);
}
