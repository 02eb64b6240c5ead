//! What is made safe stays the same text.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;
use recension::report::safe;

/// Text in which every other character means something to Markdown.
fn text() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(r"*_`[]()<>#+-=.!|~$&\:@/ 12aw".chars().collect::<Vec<_>>());
    let some = prop_oneof![6 => marks, 1 => any::<char>()];
    prop_oneof![
        prop::collection::vec(some, 1..40).prop_map(|all| all.into_iter().collect()),
        prop::sample::select(
            &[
                "1. one",
                "12) two",
                "www.a.bc",
                "https://a.bc/d",
                "a@b.cd",
                ".@.a",
                "a@-b.c",
                "&amp;&#60;",
                "<!-- a",
                "===",
                "~~~"
            ][..]
        )
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn a_line_of_markdown_is_read_as_its_text(text in text()) {
        let shown = safe::terminal(&text).trim().to_owned();
        prop_assume!(!shown.is_empty());
        let arena = Arena::new();
        let mut options = Options::default();
        let on = &mut options.extension;
        (on.strikethrough, on.table, on.autolink, on.footnotes, on.math_dollars) = (true, true, true, true, true);
        // As a report writes it: a line of a quote, after a word of its own or not.
        for before in ["", "old: "] {
            let line = format!("> {before}{}\n", safe::markdown(&shown));
            let mut read = String::new();
            for node in parse_document(&arena, &line, &options).descendants() {
                match &node.data.borrow().value {
                    NodeValue::Text(text) => read.push_str(text),
                    NodeValue::Document | NodeValue::BlockQuote | NodeValue::Paragraph => {}
                    other => prop_assert!(false, "{other:?} in {line:?}"),
                }
            }
            prop_assert_eq!(read.replace('\u{200b}', ""), format!("{before}{shown}").replace('\u{200b}', ""));
        }
    }

    #[test]
    fn a_cell_is_its_text_and_no_formula(text in "[=+@\t -]{0,3}[a-z=+-]{0,5}") {
        let cell = safe::cell(&text);
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
        let terminal = safe::terminal(&text);
        prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), terminal.as_ref());
    }
}
