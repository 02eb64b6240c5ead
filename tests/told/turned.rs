//! Sentences turned round, from active to passive or with another part in front: what else changed in them is told by its
//! own words.

use super::*;

/// What is told above minor of a sentence between others.
fn lines(old: &str, new: &str) -> Vec<String> {
    headlines(&pages(&framed(old), &framed(new))).into_iter().map(str::to_owned).collect()
}

/// The first line told says so.
fn first(old: &str, new: &str, words: &str) {
    let lines = lines(old, new);
    assert!(lines.first().is_some_and(|line| line.contains(words)), "{old} → {new}: {lines:?}");
}

#[test]
fn the_same_in_the_other_voice_is_no_news() {
    for (one, other) in [
        (
            "We report serious losses to the council within two days.",
            "Serious losses are reported by us to the council within two days.",
        ),
        ("We pay medical costs up to 500 euros.", "Medical costs are paid by us up to 500 euros."),
        ("The board elects the warden every year.", "Every year the warden is elected by the board."),
        (
            "The controller of the register is the Harbour Office.",
            "The Harbour Office is the controller of the register.",
        ),
        ("Each week the menus are put up in the hall.", "The menus are put up in the hall each week."),
    ] {
        for (old, new) in [(one, other), (other, one)] {
            assert_eq!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
        }
    }
}

#[test]
fn a_duty_in_the_other_voice_is_set_against_what_it_was() {
    first(
        "The landlord may inspect the flat once a year.",
        "Once a year, the flat must be inspected by the landlord.",
        "“may” becomes “must”",
    );
    first(
        "Our safety board can stop a release.",
        "A release can be delayed by our safety board.",
        "“stop” becomes “delayed”",
    );
    first(
        "The tenant must clean the stairs.",
        "The stairs have to be cleaned by the tenant and the owner.",
        "“and the owner”",
    );
    first(
        "The bureau may suspend the rights of a party.",
        "The rights of a party may be suspended by the bureau, after consulting the members.",
        "“after consulting the members”",
    );
    first(
        "The Fishing Committee shall examine the reports at its autumn session.",
        "At its autumn session the reports shall be examined by the Water Committee.",
        "“Fishing Committee” becomes “Water Committee”",
    );
}

#[test]
fn who_acts_on_whom_is_told_where_they_changed_places() {
    let comparison = pages(
        &framed("Parents must inform the school of an absence."),
        &framed("Parents are informed of an absence by the school."),
    );
    assert_eq!(shown(&comparison), [Kind::Agent]);
    first(
        "The tenant pays for repairs of the boiler.",
        "Repairs of the boiler are paid for by the landlord.",
        "“tenant” becomes “landlord”",
    );
    // In one voice, the same words in other places are other roles.
    for (old, new) in [
        ("Velmund invaded Aland in the spring of that year.", "Aland invaded Velmund in the spring of that year."),
        (
            "Mr Keane is head of the library and Ms Doyle is head of the harbour.",
            "Ms Doyle is head of the library and Mr Keane is head of the harbour.",
        ),
    ] {
        assert_ne!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
    }
}

#[test]
fn a_denial_put_into_a_sentence_is_not_lost_where_that_is_turned_round() {
    let lines =
        lines("The warden shall open the gate on Sundays.", "On Sundays the gate shall not be opened by the warden.");
    assert!(lines.iter().any(|line| line.contains("not")), "{lines:?}");
}

#[test]
fn figures_of_a_turned_sentence_are_set_against_each_other() {
    first(
        "The harbour may change the prices with a notice of 30 days.",
        "The prices may be changed by the harbour with 15 days of notice.",
        "“30 days” becomes “15 days”",
    );
}

#[test]
fn a_verb_alone_bids_as_a_word_for_it_does() {
    for (one, other) in [
        ("Boats must be washed after use.", "Wash boats after use."),
        ("You must bring a ticket to the desk.", "Bring a ticket to the desk."),
        ("Clean the filter every two weeks.", "The filter has to be cleaned every two weeks."),
    ] {
        for (old, new) in [(one, other), (other, one)] {
            assert_eq!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
        }
    }
    // Advice and leave are less than that.
    assert_ne!(lines("You should bring a ticket to the desk.", "Bring a ticket to the desk."), Vec::<String>::new());
    assert_ne!(lines("Boats may be washed after use.", "Wash boats after use."), Vec::<String>::new());
}

#[test]
fn a_bound_denied_is_the_other_bound() {
    for (one, other) in [
        ("A quorum requires at least ten members.", "There is no quorum with fewer than ten members."),
        ("Not more than three dogs may be kept on a berth.", "No more than three dogs may be kept on a berth."),
    ] {
        for (old, new) in [(one, other), (other, one)] {
            assert_eq!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
        }
    }
    first("No stay may last more than ten days.", "A stay may last more than ten days.", "No");
    first("No stay may last more than ten days.", "A stay may last at most twelve days.", "ten days");
}

#[test]
fn a_short_word_that_asks_for_something_is_no_less_a_condition() {
    let late = "a report is late, the office writes to the party.";
    first(&format!("If {late}"), &format!("Unless {late}"), "“If” becomes “Unless”");
    for other in ["In the event that", "When"] {
        assert_eq!(lines(&format!("If {late}"), &format!("{other} {late}")), Vec::<String>::new());
    }
}

#[test]
fn the_one_figure_of_its_unit_is_set_against_the_one_that_a_merger_gives() {
    first(
        "A ticket is valid for three hours. Those who stay longer pay €1 for every half hour.",
        "With a ticket you may stay for two hours; every half hour beyond that costs €1.",
        "becomes",
    );
    let lines = lines(
        "A ticket is valid for three hours. Those who stay longer pay €1 for every half hour.",
        "With a ticket you may stay for two hours; every half hour beyond that costs €1.",
    );
    assert!(lines.iter().any(|line| line.starts_with("“three hours” becomes “two hours”")), "{lines:?}");
}

#[test]
fn a_duty_beside_the_same_words_in_another_order_is_told() {
    first(
        "A warden who finds a boat in use at night may keep it until the morning.",
        "If a boat is in use at night, the warden who finds it must keep it until the morning.",
        "“may” becomes “must”",
    );
    let lines =
        lines("Dogs that bite shall be muzzled in public.", "If a dog bites, it shall wear a muzzle in public.");
    assert!(!lines.iter().any(|line| line.contains("who acts")), "{lines:?}");
}

#[test]
fn the_same_words_in_other_roles_are_never_passed_over() {
    for (old, new) in [
        (
            "The supplier must indemnify the customer against all claims.",
            "Against all claims, the supplier must be indemnified by the customer.",
        ),
        ("The customer must pay within ten days.", "Within ten days, the customer must be paid."),
        ("The trustee transfers the shares to the heir.", "The shares are transferred to the trustee by the heir."),
        ("The landlord keeps the tenant's deposit.", "The landlord's deposit is kept by the tenant."),
        ("Guests may smoke on the terrace during dinner.", "After dinner, guests may smoke on the terrace."),
        ("The ministry sends the goods from Aland to Borg.", "From Borg to Aland the goods are sent by the ministry."),
        ("The court may fine or imprison the director.", "The director may be fined and imprisoned by the court."),
        ("The warden searches visitors who carry knives.", "Visitors are searched by the warden, who carries knives."),
    ] {
        assert_ne!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
    }
}

#[test]
fn who_acts_is_no_verb_and_no_adverb() {
    for (old, new) in [
        ("The storm probably destroyed the bridge.", "The bridge was destroyed by the storm."),
        ("The army still occupies the port.", "The port is occupied by the army."),
        ("All members elect the chair every two years.", "Every two years, the chair is elected by some members."),
    ] {
        let lines = lines(old, new);
        assert!(!lines.iter().any(|line| line.contains("who acts")), "{old} → {new}: {lines:?}");
    }
    first("The storm probably destroyed the bridge.", "The bridge was destroyed by the storm.", "“probably”");
}

#[test]
fn what_is_bid_of_another_verb_is_no_news_of_the_first() {
    first("Rowers must wear a life jacket.", "Life jackets have to be worn by rowers and by guests.", "guests");
    let lines = lines("The work must be carried out by a sworn builder.", "A sworn builder has to do the work.");
    assert!(!lines.iter().any(|line| line.starts_with("Drops") || line.starts_with("Adds")), "{lines:?}");
}

#[test]
fn what_two_sentences_exchange_where_they_are_merged_is_told() {
    for (old, new) in [
        (
            "Bicycles are forbidden in the park. Barbecues are allowed in the park.",
            "Barbecues are forbidden and bicycles are allowed in the park.",
        ),
        ("Members may vote. Guests may speak.", "Members may speak and guests may vote."),
        (
            "Cats may enter the hall. Dogs may not enter the hall.",
            "Dogs may enter the hall, cats may not enter the hall.",
        ),
    ] {
        assert_ne!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
    }
    for (old, new) in [
        ("Members may vote. Guests may speak.", "Members may vote and guests may speak."),
        (
            "The drug was tested on mice. It was approved by the agency in 2011.",
            "The drug was tested on mice and was approved by the agency in 2011.",
        ),
    ] {
        assert_eq!(lines(old, new), Vec::<String>::new(), "{old} → {new}");
    }
}
