//! HTML → blocks: a walk of the whole body, in order, without recursion.

mod class;
#[cfg(feature = "selectors")]
pub(super) mod select;
mod sink;
mod subtree;
mod walk;

use super::ReadOptions;
use super::draft::Draft;
use super::front_matter;

/// Reads a page.
pub(super) fn read(text: &str, options: &ReadOptions, draft: &mut Draft) {
    // What builds pages of HTML reads front matter before it, too.
    let behind = front_matter::read(text, draft);
    let tree = parse(&text[behind..], draft);
    walk::walk(&tree, &ignored(&tree, options, draft), text[..behind].lines().count(), draft);
    draft.close();
}

/// The tree of a page, as deep as the limits allow.
fn parse(text: &str, draft: &mut Draft) -> sink::Tree {
    let tree = sink::parse(text, draft.limits.depth);
    if tree.is_cut && !draft.notes.iter().any(|note| note.code == "deep_nesting") {
        draft.notes.push(draft.limits.elements_passed_over());
    }
    tree
}

/// Which nodes are to be ignored; none where nothing is said of it.
#[cfg(feature = "selectors")]
fn ignored(tree: &sink::Tree, options: &ReadOptions, draft: &mut Draft) -> Vec<bool> {
    let Some(selectors) = &options.selectors else { return Vec::new() };
    let (ignored, found) = selectors.ignored(tree);
    if !found {
        draft.notes.push(crate::model::Note {
            code: "keep_unmatched",
            message: "no selector of what is to be kept matches anything, so the whole page is kept".into(),
            span: None,
        });
    }
    ignored
}

#[cfg(not(feature = "selectors"))]
fn ignored(_: &sink::Tree, _: &ReadOptions, _: &mut Draft) -> Vec<bool> {
    Vec::new()
}

/// Reads HTML whose first line is the given line of the source.
pub(super) fn read_fragment(text: &str, first_line: usize, draft: &mut Draft) {
    let tree = parse(text, draft);
    walk::walk(&tree, &[], first_line - 1, draft);
    draft.close();
}

#[cfg(test)]
mod tests {
    use crate::model::{Document, Role};
    use crate::read::{ReadOptions, read};

    fn page(html: &str) -> Document {
        read(html.as_bytes(), "page.html", &ReadOptions::default()).expect("it reads")
    }

    fn segments(document: &Document) -> Vec<(Role, &str)> {
        (0..document.segments.len()).map(|at| (document.segments[at].role, document.segment_text(at))).collect()
    }

    #[test]
    fn front_matter_before_the_page_is_none_of_its_text() {
        let document = page("---\ntitle: \"Bathing\"\ntags: [\"lake\"]\n---\n\n<p>Dogs stay out.</p>");
        let claims: Vec<_> = segments(&document).into_iter().filter(|(role, _)| *role == Role::Claim).collect();
        assert_eq!(claims, [(Role::Claim, "Dogs stay out.")]);
        assert_eq!(document.segments.last().map(|segment| segment.lines), Some((6, 6)));
    }

    #[test]
    fn a_heading_with_inner_boxes_is_one_block() {
        let document = page(
            "<body><h2><div>Scope</div> <span>of the</span><div>rules</div></h2><p>They bind <b>all</b> of us.</p>",
        );
        assert_eq!(segments(&document), [(Role::Heading, "Scope of the rules"), (Role::Claim, "They bind all of us.")]);
        assert_eq!(document.sections[0].title, "Scope of the rules");
    }

    #[test]
    fn what_is_hidden_inside_a_sentence_is_read_without_its_scripts() {
        let document = page(
            "<body>The northern gate is open <b hidden>not <img alt='to all'><script>now()</script><svg><title>x</title></svg></b>daily.",
        );
        assert_eq!(
            segments(&document),
            [(Role::Claim, "The northern gate is open daily."), (Role::Hidden, "not to all")]
        );
    }

    #[test]
    fn the_whole_body_is_read_in_order() {
        let document = page(
            "<title>T</title><body>Loose text.<details><summary>Details of it</summary>Folded text.</details>\
             <dl><dt>Fee</dt><dd>What you pay.</dd></dl><blockquote>Quoted text.</blockquote>\
             <figure><img src=x alt='A map'><figcaption>The map of the port.</figcaption></figure>\
             <pre>a  b\n c</pre><ul><li>One<ul><li>Inner</ul><li>Two</ul>",
        );
        assert_eq!(
            segments(&document),
            [
                (Role::Claim, "Loose text."),
                (Role::Claim, "Details of it"),
                (Role::Claim, "Folded text."),
                (Role::Claim, "Fee"),
                (Role::Claim, "What you pay."),
                (Role::Claim, "Quoted text."),
                (Role::Caption, "A map"),
                (Role::Caption, "The map of the port."),
                (Role::Code, "a  b\n c"),
                (Role::Claim, "One"),
                (Role::Claim, "Inner"),
                (Role::Claim, "Two"),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("T"));
    }

    #[test]
    fn scripts_styles_and_templates_are_no_text() {
        let document = page(
            "<body><script>var a = 'x';</script><style>p { }</style><template><p>T</p></template>\
             <noscript>No scripts.</noscript><svg><title>Icon</title><text>12 km</text></svg><p>Text.<!-- gone -->",
        );
        assert_eq!(segments(&document), [(Role::Claim, "12 km"), (Role::Claim, "Text.")]);
    }

    #[test]
    fn raised_digits_are_no_digits_of_the_word_before() {
        let document = page(
            "<p>The quay has 10<sup>6</sup> stones on 40 km<sup>2</sup>.<sup><a href=#n>12</a></sup> The 1<sup>st</sup> is white.",
        );
        let claims = ["The quay has 10⁶ stones on 40 km².¹²", "The 1st is white."];
        assert_eq!(segments(&document), claims.map(|claim| (Role::Claim, claim)));
    }

    #[test]
    fn pictures_of_bullets_say_nothing() {
        let document =
            page("<p><img src=dot.png alt='-'> Ships pay.</p><p><img src=key.png alt='A key'> Yachts pay.</p>");
        assert_eq!(
            segments(&document),
            [(Role::Claim, "Ships pay."), (Role::Caption, "A key"), (Role::Claim, "Yachts pay.")]
        );
    }

    #[test]
    fn hidden_text_is_read_and_labelled() {
        let document = page(
            "<body><p>Shown.</p><div hidden><p>Attribute.</p></div><p style='display: none'>Style.</p>\
             <div aria-hidden=true>Aria.</div><p>A word <span hidden>inside</span> stays.</p>\
             <p>Text that is long enough to be most of the page, so that no region is the page itself.</p>",
        );
        let roles: Vec<Role> = document.segments.iter().map(|segment| segment.role).collect();
        let hidden = Role::Hidden;
        assert_eq!(roles, [Role::Claim, hidden, hidden, hidden, Role::Claim, hidden, Role::Claim]);
    }

    #[test]
    fn a_hidden_remark_stands_beside_its_line() {
        let document = page(
            "<p>Read the rules <span class=sr-only>(new window)</span> first.</p><p>All of the rules bind us.</p>",
        );
        assert_eq!(
            segments(&document),
            [
                (Role::Claim, "Read the rules first."),
                (Role::Hidden, "(new window)"),
                (Role::Claim, "All of the rules bind us."),
            ]
        );
    }

    #[test]
    fn a_heading_in_a_control_is_a_heading() {
        let text = "<p>The port is open on all days of the year, and every ship may enter it then.</p>";
        for heading in ["<h2><button>Fees</button></h2>", "<button><h2>Fees</h2></button>"] {
            let document = page(&format!("<h1>Port</h1>{text}{heading}{text}"));
            assert_eq!(segments(&document)[2], (Role::Heading, "Fees"), "{heading}");
        }
    }

    #[test]
    fn links_in_the_footer_are_no_claims_and_its_text_is() {
        let text = "<p>The port is open on all days of the year, and every ship may enter it then.</p>";
        let document = page(&format!(
            "<header><a href=/>Velmund</a></header>{text}<h2>Members</h2><ul><li><a href=a>Aland</a><li><a href=b>Borg</a></ul>\
             <footer><ul><li><a href=/terms>Terms</a></ul><p>All texts are free to use by everyone.</p></footer>"
        ));
        let roles: Vec<Role> = document.segments.iter().map(|segment| segment.role).collect();
        let expected =
            [Role::Navigation, Role::Claim, Role::Heading, Role::Claim, Role::Claim, Role::Navigation, Role::Claim];
        assert_eq!(roles, expected);
    }

    #[test]
    fn rows_of_a_table_are_blocks_and_cells_of_a_layout_are_not() {
        let data =
            page("<table><caption>Fees</caption><tr><th>Ship<th>Fee<tr><td>Small<td>10 €<tr><td><td>12 €</table>");
        assert_eq!(
            segments(&data),
            [
                (Role::Caption, "Fees"),
                (Role::Table, "Ship | Fee"),
                (Role::Table, "Small | 10 €"),
                (Role::Table, "12 €"),
            ]
        );
        let layout =
            page("<table><tr><td><h1>Title</h1><p>First. Second.</p></td><td><p>Beside.</p></td></tr></table>");
        assert_eq!(
            segments(&layout),
            [(Role::Heading, "Title"), (Role::Claim, "First."), (Role::Claim, "Second."), (Role::Claim, "Beside."),]
        );
    }

    #[test]
    fn markup_labels_what_surrounds_the_text() {
        let text =
            "The port is open on all days of the year, and ships may enter it at any hour of the day. ".repeat(8);
        let document = page(&format!(
            "<body><nav><a href=/>Home</a><a href=/p>Ports</a></nav><div class='CookieBanner'><p>We use cookies.</p>\
             <button>Accept</button></div><main><p>{text}</p></main><ul class=related-links><li><a href=x>Other</a></ul>"
        ));
        let roles: Vec<Role> = document.segments.iter().map(|segment| segment.role).collect();
        assert_eq!(roles[..3], [Role::Navigation, Role::Notice, Role::Navigation]);
        assert!(roles[3..11].iter().all(|&role| role == Role::Claim));
        assert_eq!(roles[11], Role::Link);
    }

    #[test]
    fn a_region_that_holds_most_of_the_page_is_the_page() {
        let document = page("<body><nav><h1>Rules</h1><p>The port is open on all days of the year.</p></nav>");
        assert_eq!(document.segments[1].role, Role::Claim);
    }

    #[test]
    fn every_block_knows_its_lines() {
        let document = page("<html>\n<body>\n<p>One\ntwo\nthree.</p>\n\n<ul>\n<li>Four.\n<li>Five.</ul>");
        let lines: Vec<(usize, usize)> = document.segments.iter().map(|segment| segment.lines).collect();
        assert_eq!(lines, [(3, 5), (8, 8), (9, 9)]);
    }

    #[test]
    fn a_tag_of_several_lines_lies_in_the_file() {
        let document = page("<p>Text.\n<img alt='a\nmap\nof it'>");
        assert_eq!(segments(&document)[1], (Role::Caption, "a map of it"));
        assert_eq!(document.segments[1].lines, (4, 4));
    }

    #[test]
    fn line_breaks_part_what_is_no_running_sentence() {
        let document = page("<p>12 Harbour Street<br>Old Town<br><br>Open daily,<br>except in winter.</p>");
        let texts: Vec<&str> = segments(&document).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["12 Harbour Street", "Old Town", "Open daily, except in winter."]);
    }

    #[test]
    fn deep_nesting_overflows_nothing() {
        let document = page(&("<div><b><ul><li>".repeat(25_000) + "deep"));
        assert_eq!(segments(&document), [(Role::Claim, "deep")]);
    }
}
