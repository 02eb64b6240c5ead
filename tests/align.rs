//! What the aligner promises, on pages of our own writing: in every language that has letters.

use recension::align::align;
use recension::annotate::annotate;
use recension::model::{Alignment, Pair, Relation, SectionRelation, Side};
use recension::read::{GivenSegment, ReadOptions, from_segments, read};

/// Aligns two lists of claims.
fn aligned(language: &str, old: &[&str], new: &[&str]) -> Alignment {
    let options = ReadOptions { language: Some(language.to_owned()), ..ReadOptions::default() };
    let sides = Pair::new(old, new).map(|claims| {
        let given: Vec<GivenSegment> = claims.iter().map(|claim| GivenSegment::claim(claim)).collect();
        annotate(from_segments(&given, "claims", &options))
    });
    align(sides.as_ref())
}

/// Relation and ends of every link, in order.
fn shape(alignment: &Alignment) -> Vec<(Relation, Vec<usize>, Vec<usize>)> {
    alignment.links.iter().map(|link| (link.relation, link.old.clone(), link.new.clone())).collect()
}

#[test]
fn a_reworded_claim_is_linked_and_a_new_one_is_not() {
    let old = [
        "The harbour office opens at eight on weekdays.",
        "Members shall file a report every year.",
        "Dogs are welcome on the pier.",
    ];
    let new = [
        "The harbour office opens at nine on weekdays.",
        "A lighthouse keeper was appointed.",
        "Members may file a report every two years.",
        "Dogs are welcome on the pier.",
    ];
    let alignment = aligned("en", &old, &new);
    let expected = [
        (Relation::Reworded, vec![0], vec![0]),
        (Relation::Reworded, vec![1], vec![2]),
        (Relation::Equal, vec![2], vec![3]),
    ];
    assert_eq!(shape(&alignment), expected);
}

#[test]
fn a_sentence_cut_in_two_is_a_split_and_the_reverse_a_merger() {
    let one = [
        "The council was founded in 1987 in Velmund and coordinates the work of all twelve fishing villages.",
        "It meets in spring.",
        "Its archive is open to everybody.",
    ];
    let two = [
        "The council was founded in 1987 in Velmund.",
        "It coordinates the work of all twelve fishing villages.",
        "It meets in spring.",
        "Its archive is open to everybody.",
    ];
    assert_eq!(shape(&aligned("en", &one, &two))[0], (Relation::Split, vec![0], vec![0, 1]));
    assert_eq!(shape(&aligned("en", &two, &one))[0], (Relation::Merged, vec![0, 1], vec![0]));
}

#[test]
fn a_claim_said_twice_is_a_repeat_and_never_new() {
    let old = ["The fund supports forty projects in the region.", "It is financed by the members."];
    let new = [
        "The fund supports forty projects in the region.",
        "It is financed by the members.",
        "The fund supports forty projects in the region.",
    ];
    let alignment = aligned("en", &old, &new);
    assert!(shape(&alignment).contains(&(Relation::Repeat, vec![0], vec![2])), "{:?}", shape(&alignment));
}

#[test]
fn a_claim_with_a_refused_rival_is_held_gone_less_surely() {
    let old = [
        "The harbour office keeps a list of all boats that winter in the basin.",
        "Tolls are paid at the gate before noon.",
        "Nobody may fish from the northern breakwater.",
        "Carts give way to riders.",
    ];
    let new = [
        "Tolls are paid at the gate before noon.",
        "Carts give way to riders.",
        "Boats in the museum are shown to all who ask.",
        "The pilots have elected a new master.",
    ];
    let alignment = aligned("en", &old, &new);
    assert_eq!(shape(&alignment), [(Relation::Equal, vec![1], vec![0]), (Relation::Equal, vec![3], vec![1])]);
    let sure = |segment: usize| alignment.alone(Side::Old, segment);
    let (rivalled, single) = (sure(0).expect("it is gone"), sure(2).expect("it is gone"));
    assert!(rivalled + 0.02 < single && single <= 1.0, "{rivalled} {single}");
    assert_eq!(sure(1), None);
    assert_eq!(aligned("en", &new, &old).alone, alignment.alone.swap());
}

#[test]
fn a_claim_in_another_place_has_moved_and_the_others_have_not() {
    let claims = [
        "The first bridge was built of oak.",
        "The second bridge was built of granite.",
        "A toll is taken in summer.",
        "Carts must give way to riders.",
        "The keeper lives in the tower.",
    ];
    let mut other = claims.to_vec();
    let first = other.remove(0);
    other.push(first);
    let alignment = aligned("en", &claims, &other);
    let moved: Vec<_> = alignment.links.iter().filter(|l| l.moved).map(|l| l.old[0]).collect();
    assert_eq!(moved, [0]);
}

#[test]
fn punctuation_and_numbering_are_cosmetic_but_a_year_is_not() {
    let old = ["2. Members shall report – in writing – every year.", "2014: The office was closed."];
    let new = ["3. Members shall report, in writing, every year.", "2015: The office was closed."];
    let relations: Vec<_> = aligned("en", &old, &new).links.iter().map(|l| l.relation).collect();
    assert_eq!(relations, [Relation::Cosmetic, Relation::Reworded]);
}

/// One reworded, one swapped and one replaced claim in languages with and without spaces, cases and compounds.
#[test]
fn every_language_with_letters_can_be_aligned() {
    let pages: [(&str, [&str; 3], [&str; 3]); 5] = [
        (
            "de",
            [
                "Der Ausschuss muss die Haushaltsmittel jährlich prüfen.",
                "Die Hafenverwaltung wurde 1954 gegründet.",
                "Hunde sind auf der Mole erlaubt.",
            ],
            [
                "Die Hafenverwaltung wurde im Jahr 1954 gegründet.",
                "Der Ausschuss soll die Haushaltsmittel alle zwei Jahre prüfen.",
                "Der Leuchtturm wird von Freiwilligen betreut.",
            ],
        ),
        (
            "fr",
            [
                "Le conseil doit examiner le budget chaque année.",
                "L’administration du port a été fondée en 1954.",
                "Les chiens sont admis sur la jetée.",
            ],
            [
                "L'administration portuaire a été fondée en 1954.",
                "Le conseil peut examiner le budget tous les deux ans.",
                "Le phare est tenu par des bénévoles.",
            ],
        ),
        (
            "uk",
            [
                "Рада повинна щороку перевіряти бюджет громади.",
                "Адміністрацію порту було засновано 1954 року.",
                "Собакам дозволено гуляти на молу.",
            ],
            [
                "Адміністрація порту була заснована у 1954 році.",
                "Рада може перевіряти бюджет громади раз на два роки.",
                "Маяк доглядають добровольці.",
            ],
        ),
        (
            "ar",
            [
                "يجب على المجلس مراجعة الميزانية كل عام.",
                "تأسست إدارة الميناء في عام 1954.",
                "يسمح للكلاب بالتنزه على الرصيف.",
            ],
            ["تأسست إدارة الميناء عام 1954.", "يجوز للمجلس مراجعة الميزانية كل عامين.", "يعتني المتطوعون بالمنارة."],
        ),
        (
            "zh",
            ["理事会必须每年审查预算。", "港口管理局成立于1954年。", "狗可以在码头上散步。"],
            ["港口管理局于1954年成立。", "理事会可以每两年审查预算。", "志愿者照看灯塔。"],
        ),
    ];
    for (language, old, new) in pages {
        let alignment = aligned(language, &old, &new);
        let pairs: Vec<_> = alignment.links.iter().map(|l| (l.old.clone(), l.new.clone())).collect();
        assert_eq!(pairs, [(vec![1], vec![0]), (vec![0], vec![1])], "{language}: {:?}", shape(&alignment));
    }
}

#[test]
fn a_renumbered_section_is_kept_and_a_retitled_one_renamed() {
    let page = |titles: [&str; 3]| {
        format!(
            "# The harbour\n\n## {}\n\nBoats enter on the flood tide. A pilot is taken by ships of more than forty feet.\n\n\
             ## {}\n\nThe toll is two crowns for a boat. Fishers of the parish pay nothing.\n\n\
             ## {}\n\nThe bell is rung in fog. Two lamps burn on the pier from dusk to dawn.\n",
            titles[0], titles[1], titles[2]
        )
    };
    let sides =
        Pair::new(page(["1. Entry", "2. Tolls", "3. Signals"]), page(["2. Entry", "3. Tolls", "4. Lights and bells"]))
            .map(|text| annotate(read(text.as_bytes(), "page.md", &ReadOptions::default()).expect("it is text")));
    let alignment = align(sides.as_ref());
    let relation = |title: &str| {
        let old = sides.old.document.sections.iter().position(|s| s.title.contains(title)).expect("the section");
        alignment.sections.iter().find(|s| s.old.contains(&old)).map(|s| s.relation)
    };
    assert_eq!(relation("Entry"), Some(SectionRelation::Kept));
    assert_eq!(relation("Tolls"), Some(SectionRelation::Kept));
    assert_eq!(relation("Signals"), Some(SectionRelation::Renamed));
}
