//! Tables are compared by their rows and columns: a cell stands for a cell of the same name, wherever it went.

use recension::model::{Kind, Level};

use super::{framed, headlines, pages};

/// A table by its rows, cells parted by bars.
fn table(rows: &[&str]) -> String {
    let rule = "---|".repeat(rows[0].split('|').count());
    let row = |row: &&str| format!("| {row} |\n");
    let mut rows = rows.iter().map(row);
    format!("{}|{rule}\n{}", rows.next().unwrap_or_default(), rows.collect::<String>())
}

/// The headlines above minor of two tables, in order of the alphabet.
fn told(old: &[&str], new: &[&str]) -> Vec<String> {
    let comparison = pages(&framed(&table(old)), &framed(&table(new)));
    let mut told: Vec<String> = headlines(&comparison).into_iter().map(str::to_owned).collect();
    told.sort_unstable();
    told
}

const FEES: [&str; 3] = ["Card | Grown-ups | Children", "Day | 6 euros | 3 euros", "Year | 90 euros | 45 euros"];

#[test]
fn a_column_that_comes_or_goes_is_told_once() {
    let wide = [
        "Card | Grown-ups | Students | Children",
        "Day | 6 euros | 4 euros | 3 euros",
        "Year | 90 euros | 60 euros | 45 euros",
    ];
    assert_eq!(told(&FEES, &wide), ["Adds the column “Students”"]);
    assert_eq!(told(&wide, &FEES), ["Drops the column “Students”"]);
    let comparison = pages(&framed(&table(&FEES)), &framed(&table(&wide)));
    let quotes = comparison.changes[0].new.iter().map(|quote| quote.span.of(&comparison.sides.new.document.text));
    assert_eq!(quotes.collect::<Vec<_>>(), ["Students", "4 euros", "60 euros"]);
}

#[test]
fn columns_that_move_on_by_a_year_keep_their_figures() {
    let old = ["Hall | 2022 | 2023 | 2024", "Maps | 120 | 140 | 150", "Prints | 310 | 340 | 350"];
    let new = ["Hall | 2023 | 2024 | 2025", "Maps | 140 | 150 | 170", "Prints | 340 | 365 | 380"];
    let figure = "“350” becomes “365” in “Prints”, column “2024”";
    assert_eq!(told(&old, &new), ["Adds the column “2025”", "Drops the column “2022”", figure]);
}

#[test]
fn columns_in_another_order_are_no_news_and_what_changed_in_them_is() {
    let new = ["Card | Children | Grown-ups", "Day | 3 euros | 6 euros", "Year | 50 euros | 90 euros"];
    assert_eq!(told(&FEES, &new), ["“45 euros” becomes “50 euros” in “Year”, column “Children”"]);
    let nameless = |rows: [&'static str; 3]| [rows[0].trim_start_matches("Card"), rows[1], rows[2]];
    assert_eq!(told(&nameless(FEES), &nameless(new)), told(&FEES, &new));
}

#[test]
fn names_that_change_places_above_the_same_figures_are_told() {
    let new = ["Card | Children | Grown-ups", FEES[1], FEES[2]];
    let told = told(&FEES, &new);
    assert!(told.iter().any(|line| line.starts_with("“Grown-ups” becomes “Children”")), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("“Children” becomes “Grown-ups”")), "{told:?}");
}

#[test]
fn each_cell_of_a_row_is_told_by_itself() {
    let old = ["Day | Opens | Closes", "Monday | 7:00 | 21:00", "Sunday | 9:00 | 17:00"];
    let new = ["Day | Opens | Closes", "Monday | 6:30 | 22:00", "Sunday | 9:00 | 17:00"];
    let times =
        ["“21:00” becomes “22:00” in “Monday”, column “Closes”", "“7:00” becomes “6:30” in “Monday”, column “Opens”"];
    assert_eq!(told(&old, &new), times);
    let old = ["Desk | Head | Telephone", "Maps | Anna Berg | 555 1234", "Prints | Paul Moor | 555 9876"];
    let new = ["Desk | Head | Telephone", "Maps | Anna Berg | 555 1234", "Prints | Rosa Lind | 555 9876"];
    assert_eq!(told(&old, &new), ["“Paul Moor” becomes “Rosa Lind” in “Prints”, column “Head”"]);
}

#[test]
fn a_tick_a_dash_and_an_empty_cell_say_something() {
    let old = ["Service | Guests | Members", "Copies | ✓ | ✓", "Loans |  | ✓"];
    let new = ["Service | Guests | Members", "Copies | – | ✓", "Loans | two books | ✓"];
    let all = told(&old, &new);
    assert!(all.contains(&"“✓” becomes “–” in “Copies”, column “Guests”".to_owned()), "{all:?}");
    assert!(all.iter().any(|line| line.contains("two") && line.ends_with("“Loans”, column “Guests”")), "{all:?}");
}

#[test]
fn values_that_change_rows_stay_with_the_names_of_these() {
    let old = ["Day | Hours", "Saturday | 10:00–14:00", "Sunday | Closed"];
    let new = ["Day | Hours", "Saturday | Closed", "Sunday | 10:00–14:00"];
    let all = told(&old, &new);
    let open = "“Closed” becomes “10:00–14:00” in “Sunday”, column “Hours”";
    assert_eq!(all, ["“10:00–14:00” becomes “Closed” in “Saturday”, column “Hours”", open]);
}

#[test]
fn rows_without_named_columns_are_compared_by_place() {
    let page = |rows: &str| framed(&format!("<table><tr><td>Day</td><td>6 euros</td><td>x</td></tr>{rows}</table>"));
    let comparison =
        pages(&page("<tr><td>Year</td><td>90 euros</td></tr>"), &page("<tr><td>Year</td><td>95 euros</td></tr>"));
    let shown = comparison.changes.iter().filter(|change| change.level > Level::Minor);
    let shown: Vec<_> = shown.map(|change| (change.kind, change.headline.as_str())).collect();
    assert_eq!(shown, [(Kind::Money, "“90 euros” becomes “95 euros” in “Year | 95 euros”")]);
}

#[test]
fn a_table_that_became_sentences_or_a_list_changes_nothing_but_its_figures() {
    let told = |old: &str, new: &str| -> Vec<String> {
        let comparison = pages(&framed(old), &framed(new));
        headlines(&comparison).into_iter().map(str::to_owned).collect()
    };
    let hours =
        table(&["Day | Hours", "Monday to Friday | 9:00 to 17:00", "Saturday | 10:00 to 14:00", "Sunday | closed"]);
    let prose = "We are open Monday to Friday from 9:00 to 17:00. On Saturday we are open from 10:00 to 13:00. On Sunday we are \
        closed.";
    let all = told(&hours, prose);
    assert!(all.len() == 1 && all[0].starts_with("“14:00” becomes “13:00” in"), "{all:?}");
    let fees = table(&["Fee | Amount", "Application | €120", "Renewal | €80", "Lost card | €25"]);
    let all = told("- Application: €120\n- Renewal: €85\n- Lost card: €25", &fees);
    assert_eq!(all, ["“€85” becomes “€80” in “Renewal”, column “Amount”"]);
    let doors = table(&["Door | Closes", "North door | 17:00", "South door | 19:00"]);
    let all = told(&doors, "The north door closes at 17:00 unless it snows.\n\nThe south door closes at 19:00.");
    assert!(all.iter().any(|line| line.contains("unless it snows")), "{all:?}");
}

#[test]
fn a_term_and_its_value_are_a_row() {
    let page = |pairs: &[[&str; 2]]| {
        let pairs: String = pairs.iter().map(|[term, value]| format!("<dt>{term}</dt>\n<dd>{value}</dd>\n")).collect();
        framed(&format!("<dl>\n{pairs}</dl>"))
    };
    let told = |old: &[[&str; 2]], new: &[[&str; 2]]| -> Vec<String> {
        let comparison = pages(&page(old), &page(new));
        headlines(&comparison).into_iter().map(str::to_owned).collect()
    };
    let posts = told(
        &[["Director", "Nora Quinn"], ["Finance", "Ben Ortiz"]],
        &[["Director", "Ben Ortiz"], ["Finance", "Nora Quinn"]],
    );
    assert_eq!(posts.len(), 2, "{posts:?}");
    assert!(posts.iter().any(|line| line.contains("Director") && line.contains("Nora Quinn")), "{posts:?}");
    let fees = told(&[["Fee", "€12"], ["Opens", "1 May"]], &[["Fee", "€14"], ["Opens", "1 May"]]);
    assert_eq!(fees, ["“€12” becomes “€14” in “Fee | €14”"]);
    // What explains a term is no value.
    let rules = told(
        &[["May I pay by card?", "Yes, at every desk."], ["May I come late?", "No."]],
        &[["May I pay by card?", "No, in cash only."], ["May I come late?", "No."]],
    );
    assert!(!rules.is_empty() && rules.iter().all(|line| !line.contains('|')), "{rules:?}");
}
