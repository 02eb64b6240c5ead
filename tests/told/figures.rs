//! What is told of figures.

use super::*;

#[test]
fn who_else_a_rule_applies_to_is_its_scope_and_no_figure() {
    let old = framed("The fee is waived for students of the town college.");
    let new = framed("The fee is waived for students of the town college or visitors aged 18 or under.");
    let comparison = pages(&old, &new);
    told(&comparison, Kind::Scope);
    assert!(!shown(&comparison).contains(&Kind::Number), "{:?}", shown(&comparison));
}

#[test]
fn a_figure_in_a_table_is_told_with_its_row_and_column() {
    let table = "| Room | Places | Opens |\n|---|---|---|\n| Maps | 12 | at 9 |\n| Prints | 8 | at 10 |\n";
    let comparison = pages(&framed(table), &framed(&table.replace("| 8 |", "| 6 |")));
    assert_eq!(comparison.changes[0].headline, "“8” becomes “6” in “Prints”, column “Places”");
    // Which of two rows without figures is the head cannot be told where the source marks none.
    let row = |cells: [&str; 3]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
    let rows = [["Room", "Places", "Opens"], ["Maps", "none", "never"], ["Prints", "8", "at 10"]].map(row).concat();
    let doubtful = format!("<table>{rows}</table>");
    let comparison = pages(&framed(&doubtful), &framed(&doubtful.replace(">8<", ">6<")));
    assert_eq!(comparison.changes[0].headline, "“8” becomes “6” in “Prints | 6 | at 10”");
}

#[test]
fn a_figure_is_set_against_that_of_its_own_column() {
    let table = "| Room | Places | Lamps |\n|---|---|---|\n| Maps | 12 | 24 |\n| Prints | 8 | 9 |\n";
    let comparison = pages(&framed(table), &framed(&table.replace("| 12 | 24 |", "| 24 | 48 |")));
    let (old, new, headline) = told(&comparison, Kind::Number);
    assert_eq!((old, new), (vec!["12".to_owned()], vec!["24".to_owned()]));
    assert_eq!(headline, "“12” becomes “24” in “Maps”, column “Places”");
    assert!(comparison.changes.iter().any(|c| c.headline == "“24” becomes “48” in “Maps”, column “Lamps”"));
}

#[test]
fn what_both_versions_say_before_a_figure_is_not_marked() {
    let old = framed("The map room holds about 71 maps of the town, more than 12 of them coloured.");
    let comparison = pages(&old, &old.replace("71", "76").replace("more than 12", "fewer than 14"));
    let edits: Vec<_> = comparison.edits.iter().flatten().collect();
    let marked = |side: Side| -> Vec<&str> {
        let text = &comparison.sides.get(side).document.text;
        let place = |edit: &Edit| if side == Side::Old { edit.old } else { edit.new };
        edits.iter().filter(|edit| edit.op != EditOp::Equal).map(|edit| place(edit).of(text)).collect()
    };
    assert_eq!((marked(Side::Old), marked(Side::New)), (vec!["71", "more than 12"], vec!["76", "fewer than 14"]));
}

#[test]
fn figures_are_told_one_beside_the_other_each_at_its_place() {
    let old = framed("The tolls of the bridge, the ferry and the lock stay at 0.00%, 0.25% and -0.50% respectively.");
    let new = framed("The tolls of the bridge, the ferry and the lock stay at 0.50%, 0.75% and 0.00% respectively.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Percent);
    assert!(headline.starts_with("“0.00%”, “0.25%”, “-0.50%” become “0.50%”, “0.75%”, “0.00%”"), "{headline}");
    let old = framed("Readers keep a map for 3 days and a book for 14 days.");
    let new = framed("Readers of all ages keep a map for 5 days and a book for 21 days.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Number);
    assert!(headline.starts_with("“3 days”, “14 days” become “5 days”, “21 days”"), "{headline}");
}

#[test]
fn claims_that_measure_the_same_are_set_against_each_other() {
    let old =
        framed("PPI inflation slowed to 3.6% in January, with easing in cost pressures across farms and factories.");
    let new = framed("PPI inflation was 1.4% in August, the same as at the time of the June report.");
    let comparison = pages(&old, &new);
    let (old, new, _) = told(&comparison, Kind::Percent);
    assert!(old[0].contains("3.6%") && new[0].contains("1.4%"), "{old:?} {new:?}");
    assert!(!shown(&comparison).contains(&Kind::Removed), "{:?}", shown(&comparison));
}

#[test]
fn other_numbers_of_notes_are_no_change_of_a_claim() {
    let page = |first: usize| framed(&format!("The wing was built in 1999.[{first}] It is open.[{}]", first + 1));
    let comparison = pages(&page(3), &page(4));
    let all: Vec<_> = comparison.changes.iter().map(|change| (change.kind, change.headline.as_str())).collect();
    assert_eq!(all, [(Kind::Cosmetic, "Gives other numbers to titles, items or notes in 2 places")]);
}

#[test]
fn a_figure_becomes_a_figure_and_no_words_that_hold_none() {
    let old = "Sales are likely to grow by around 3.5% this year. Against this backdrop, the guild expects sales growth of \
               around 3% for 2022.";
    let new = "For this year, the guild anticipates sales growth of around 2%.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“around 3%” becomes “around 2%” in"), "{told:?}");
    let old = "The guild is keeping the harbour fee of all boats at 1%, and remains willing to act in the strait.";
    let told = headlines_of(old, "The guild is also willing to be active in the strait.", Kind::Percent);
    assert!(told.iter().all(|line| line.starts_with("Drops the figure “1%”")), "{told:?}");
    // A word that stands where the figure alone stood says how often, too.
    let told = headlines_of(
        "Accounts are closed at least once every 180 days without a login.",
        "Accounts are closed at least once every year without a login.",
        Kind::Number,
    );
    assert!(told.len() == 1 && told[0].starts_with("“every 180 days” becomes “every year”"), "{told:?}");
}

#[test]
fn figures_of_a_series_are_set_against_those_of_the_same_label() {
    let old = "The survey puts the harvest at 0.4% for 2019, 1.1% for 2020 and 0.9% for 2021.";
    let new = "The survey puts wages at 3.2% for 2020, 2.6% for 2021 and 1.8% for 2022.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“1.1%”, “0.9%” become “3.2%”, “2.6%” in"), "{told:?}");
    assert!(headlines_of(old, new, Kind::Date).is_empty());
    let old = "The survey puts the harvest at 0.4% for 2019 and 1.1% for 2020.";
    let new = "The survey puts the harvest at 3.2% for 2019 and 2.6% for 2020.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“0.4%”, “1.1%” become “3.2%”, “2.6%” in"), "{told:?}");
}

#[test]
fn a_figure_is_told_with_the_way_it_goes_where_that_turns() {
    let told = headlines_of(
        "The orchard grew by 0.8% in Q3, following a 1.4% contraction in Q2.",
        "The orchard grew by 1.0% in Q3, up from 0.1% in Q2.",
        Kind::Percent,
    );
    assert!(told.len() == 1 && told[0].starts_with("“0.8%”, “1.4% contraction” become “1.0%”, “0.1%”"), "{told:?}");
}

#[test]
fn a_figure_of_the_same_thing_in_another_clause_is_what_it_became() {
    let old = "The guild is keeping the key toll and the harbour fee at 1%, and remains willing to act as necessary in \
               the strait.";
    let new = "The guild is raising the key toll by 0.75 percentage points to 2%. It is also willing to be active as \
               necessary in the strait.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“1%” becomes “2%”"), "{told:?}");
    let new = "The guild is raising the pilot fee of the north by 0.75 percentage points to 2%. It is also willing to be \
               active as necessary in the strait.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(!told.iter().any(|line| line.contains("becomes “2%”")), "{told:?}");
}

#[test]
fn a_number_that_tells_things_apart_is_quoted_with_the_thing() {
    let told = headlines_of(
        "The island is on Tier 3 of the register of harbours.",
        "The island is on Tier 2 of the register of harbours.",
        Kind::Number,
    );
    assert!(told.len() == 1 && told[0].starts_with("“Tier 3” becomes “Tier 2”"), "{told:?}");
    let old = "The register rates the island as a place with serious problems (2010).";
    let new = "The register rates the island as a place with serious problems (2015).";
    assert!(headlines_of(old, new, Kind::Date).is_empty());
    let old = "The treaty between the two islands was signed (in 2010).";
    let new = "The treaty between the two islands was signed (in 2015).";
    assert_eq!(headlines_of(old, new, Kind::Date).len(), 1);
}

#[test]
fn figures_of_several_clauses_are_several_changes() {
    let page = |weavers: &str, join: &str, sailors: &str| {
        format!(
            "The river is a border; the town houses {weavers} weavers from the north{join} {sailors} sailors by the sea."
        )
    };
    let told =
        |join: &str| headlines_of(&page("29,000", join, "140,000"), &page("91,000", join, "100,000"), Kind::Number);
    assert_eq!(told("; the guards build a fence; camps house").len(), 2);
    assert_eq!(told(" and").len(), 1);
}

#[test]
fn a_date_in_a_table_of_dates_is_none_of_the_page() {
    let page = |end: &str| {
        framed(&format!("| Species | Season |\n|---|---|\n| Pike | May to October |\n| Trout | April to {end} |"))
    };
    let told = told(&pages(&page("September"), &page("August")), Kind::Date);
    assert!(told.2.contains("Trout"), "{told:?}");
}

#[test]
fn both_ends_of_a_range_and_all_times_of_a_sentence_are_told() {
    let told = |old: &str, new: &str| headlines_of(old, new, Kind::Date);
    let hours =
        told("The desk is open Monday to Friday, 9am to 5pm.", "The desk is open Monday to Thursday, 10am to 4pm.");
    assert!(
        hours.len() == 1 && hours[0].starts_with("“Friday”, “9am”, “5pm” become “Thursday”, “10am”, “4pm” in"),
        "{hours:?}"
    );
    // An hour is not what a day became.
    let due = told("Return the form by 5pm on Friday 3 May.", "Return the form by noon on Thursday 2 May.");
    assert!(
        due.len() == 1 && due[0].starts_with("“5pm”, “Friday 3 May” become “noon”, “Thursday 2 May” in"),
        "{due:?}"
    );
    let season = told(
        "The fair is held on the square from April to October.",
        "From May to October the fair is held on the square.",
    );
    assert!(season.len() == 1 && season[0].starts_with("“April to October” becomes “May to October” in"), "{season:?}");
}

#[test]
fn a_figure_that_a_clause_took_along_is_set_against_what_it_was() {
    let told = |old: &str, new: &str, kind: Kind| headlines_of(old, new, kind);
    let fee = told(
        "You have 14 days to appeal. The fee is £50.",
        "You have 14 days to appeal, for which the fee is £75.",
        Kind::Money,
    );
    assert!(fee.len() == 1 && fee[0].starts_with("“£50” becomes “£75” in"), "{fee:?}");
    let share = told("Pupils get 10% off.", "There is a discount of 15% for pupils.", Kind::Percent);
    assert!(share.len() == 1 && share[0].starts_with("“10%” becomes “15%” in"), "{share:?}");
    let dose = told(
        "Water the ferns every 4 to 6 hours. Leave at least 4 hours between two rounds.",
        "Water the ferns every 6 to 8 hours, leaving at least 6 hours between two rounds.",
        Kind::Number,
    );
    let pairs = "“every 4 to 6 hours”, “at least 4 hours” become “every 6 to 8 hours”, “at least 6 hours” in";
    assert!(dose.len() == 1 && dose[0].starts_with(pairs), "{dose:?}");
}

#[test]
fn twice_is_two_times() {
    let told = |new: &str| headlines_of("The board meets twice a year.", new, Kind::Number);
    assert!(told("The board meets two times a year.").is_empty());
    assert_eq!(told("The board meets four times a year.").len(), 1);
}

#[test]
fn which_one_is_told_beside_how_many() {
    let old = "Northport is the largest port of the coast and sees 40 ships a day.";
    let told =
        headlines_of(old, "Northport is the third largest port of the coast and sees 35 ships a day.", Kind::Number);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("Adds the figure “third”")), "{told:?}");
}

#[test]
fn of_like_sentences_each_keeps_its_own_figure() {
    let old = "Class A lorries pay 12 euros. Class B lorries pay 20 euros. Class C lorries pay 30 euros.";
    let comparison = pages(&framed(old), &framed("Class A lorries pay 12 euros. Class C lorries pay 35 euros."));
    let told = headlines(&comparison);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("“30 euros” becomes “35 euros” in")), "{told:?}");
    assert!(told.contains(&"No longer says “Class B lorries pay 20 euros.”"), "{told:?}");
    let old = "Adults pay 12 euros. Children pay 6 euros.";
    let told = headlines_of(old, "Adults pay 14 euros and children enter free.", Kind::Money);
    assert!(told.len() == 2 && told[1].starts_with("“pay 6 euros” becomes “enter free” in"), "{told:?}");
}

#[test]
fn what_a_number_counts_tells_which_one_it_was() {
    let told = |old: &str, new: &str, words: &str| told_once(old, new, Kind::Number, words);
    let members = "“nine”, “five” become “seven”, “two” in";
    told(
        "The board has nine members, of whom five are women.",
        "Of the seven members of the board, two are women.",
        members,
    );
    let ages = "“63” becomes “64” in";
    told("Women retire at 63 and men retire at 65.", "Men retire at 65 and women retire at 64.", ages);
}

#[test]
fn figures_that_measure_unlike_things_do_not_become_each_other() {
    let told = headlines_of(
        "Whoever destroys a record is liable to a fine not exceeding one thousand pounds.",
        "The maximum penalty for destroying a record is two years' imprisonment.",
        Kind::Number,
    );
    assert!(told.iter().all(|line| !line.contains("becomes")), "{told:?}");
    let told = headlines_of(
        "The bureau in Velmund is open from Sunday to Thursday.",
        "The bureau in Velmund suspended its services in August 2021.",
        Kind::Date,
    );
    assert!(told.iter().all(|line| !line.contains("becomes")), "{told:?}");
}

#[test]
fn a_figure_that_is_given_again_of_another_case_gave_way_to_the_one_in_its_place() {
    let told = headlines_of(
        "Refunds are available within 30 days of purchase.",
        "Refunds are available within 14 days of purchase, or 30 days for members.",
        Kind::Number,
    );
    assert!(told.len() == 1 && told[0].starts_with("“30 days” becomes “14 days”"), "{told:?}");
}

#[test]
fn words_that_bring_a_date_along_are_no_date() {
    let told = headlines_of(
        "The league cooperates with Velmund on rescue at sea.",
        "All cooperation with Velmund, including on rescue at sea, was suspended in April 2014.",
        Kind::Date,
    );
    assert!(told.iter().all(|line| !line.starts_with("Adds the date “was")), "{told:?}");
}
