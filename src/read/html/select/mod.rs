//! CSS selectors: which parts of a page are kept, and which are ignored.
//!
//! What is ignored is read all the same, and labelled as such: it is compared, told at most as minor, and shown.

mod element;

use cssparser::Parser as Input;
use selectors::matching::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
    matches_selector,
};
use selectors::parser::{ParseRelative, SelectorList};

use super::sink::{Data, NONE, Tree};
use element::{Css, Element, Syntax};

/// Which parts of an HTML page are the page: those that a selector of `keep` matches, the whole page where there is none,
/// without those that a selector of `ignore` matches.
#[derive(Debug, Clone)]
pub struct Selectors {
    keep: Vec<SelectorList<Css>>,
    ignore: Vec<SelectorList<Css>>,
}

/// A text that is no selector.
#[derive(Debug, thiserror::Error)]
#[error(
    "'{selector}' is no CSS selector that can be used here (tags, .class, #id, [attribute], :is, :not, :has, :nth-child)"
)]
pub struct SelectorError {
    /// The text.
    pub selector: String,
}

impl Selectors {
    /// Reads selectors.
    ///
    /// # Errors
    /// With the first text that is no selector.
    pub fn parse(keep: &[String], ignore: &[String]) -> Result<Selectors, SelectorError> {
        let one = |text: &String| {
            SelectorList::parse(&Syntax, &mut Input::new(text), ParseRelative::No)
                .map_err(|_| SelectorError { selector: text.clone() })
        };
        let all = |texts: &[String]| texts.iter().map(one).collect::<Result<Vec<_>, _>>();
        Ok(Selectors { keep: all(keep)?, ignore: all(ignore)? })
    }

    /// For each node whether it is ignored, as far as that is told of elements; and whether what was to be kept is there.
    pub(super) fn ignored(&self, tree: &Tree) -> (Vec<bool>, bool) {
        let mut caches = SelectorCaches::default();
        let mut matched = |lists: &[SelectorList<Css>]| -> Vec<bool> {
            let mut context = MatchingContext::new(
                MatchingMode::Normal,
                None,
                &mut caches,
                QuirksMode::NoQuirks,
                NeedsSelectorFlags::No,
                MatchingForInvalidation::No,
            );
            let matches = |node: usize, context: &mut MatchingContext<'_, Css>| {
                let element = Element { tree, node: node as u32 };
                let mut selectors = lists.iter().flat_map(|list| list.slice());
                matches!(tree.nodes[node].data, Data::Element { .. })
                    && selectors.any(|selector| matches_selector(selector, 0, None, element, context))
            };
            (0..tree.nodes.len()).map(|node| matches(node, &mut context)).collect()
        };
        let (kept, out) = (matched(&self.keep), matched(&self.ignore));
        // A page without what is to be kept was built anew: better all of it than nothing.
        let found = self.keep.is_empty() || kept.contains(&true);
        let mut ignored = vec![false; tree.nodes.len()];
        // Whether a node stands in what is kept, and in what is ignored: parents come before their children in the walk.
        let mut inside = vec![(self.keep.is_empty() || !found, false); tree.nodes.len()];
        let mut at = 0;
        while at != NONE {
            let node = at as usize;
            if at != 0 {
                inside[node] = inside[tree.nodes[node].parent as usize];
            }
            inside[node].0 |= kept[node];
            inside[node].1 |= out[node];
            ignored[node] = inside[node].1 || !inside[node].0;
            at = tree.following(at, 0);
        }
        (ignored, found)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Document, Role};
    use crate::read::{ReadOptions, Selectors, read};

    fn page(html: &str, keep: &[&str], ignore: &[&str]) -> Document {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let selectors = Selectors::parse(&owned(keep), &owned(ignore)).expect("they are selectors");
        let options = ReadOptions { selectors: Some(selectors), ..ReadOptions::default() };
        read(html.as_bytes(), "page.html", &options).expect("it reads")
    }

    fn roles(document: &Document) -> Vec<(Role, &str)> {
        (0..document.segments.len()).map(|at| (document.segments[at].role, document.segment_text(at))).collect()
    }

    const RULES: &str = "<body><div class='box teaser'><h2>Offers</h2><p>Boats are on sale.</p></div>\
        <main id=rules><h1>Rules</h1><p>The gate <span class=badge>new</span> is open. <b>It shuts at six.</b></p>\
        <div class=box><p>Ask the harbour master.</p></div></main><p>Anything else.</p></body>";

    #[test]
    fn what_is_ignored_is_read_and_labelled() {
        let ignored = |text| (Role::Ignored, text);
        assert_eq!(
            roles(&page(RULES, &[], &[".teaser", "span.badge"])),
            [
                ignored("Offers"),
                ignored("Boats are on sale."),
                (Role::Heading, "Rules"),
                (Role::Claim, "The gate is open."),
                (Role::Claim, "It shuts at six."),
                ignored("new"),
                (Role::Claim, "Ask the harbour master."),
                (Role::Claim, "Anything else."),
            ]
        );
    }

    #[test]
    fn of_what_is_kept_the_rest_is_ignored() {
        let document = page(RULES, &["main"], &["main > .box"]);
        let claims: Vec<&str> =
            roles(&document).into_iter().filter(|(role, _)| *role == Role::Claim).map(|o| o.1).collect();
        assert_eq!(claims, ["The gate new is open.", "It shuts at six."]);
        let ignored = roles(&document).into_iter().filter(|(role, _)| *role == Role::Ignored).count();
        assert_eq!(ignored, 4, "{:?}", roles(&document));
        assert_eq!(document.sections.iter().map(|section| section.title.as_str()).collect::<Vec<_>>(), ["", "Rules"]);
    }

    #[test]
    fn where_nothing_is_to_be_kept_the_whole_page_is_and_it_is_told() {
        let document = page(RULES, &["article"], &[]);
        assert!(roles(&document).iter().all(|(role, _)| *role != Role::Ignored));
        assert!(document.notes.iter().any(|note| note.code == "keep_unmatched"), "{:?}", document.notes);
        assert!(page(RULES, &["#rules"], &[]).notes.is_empty());
    }

    #[test]
    fn most_of_a_page_may_be_ignored() {
        let document = page(RULES, &[], &["main", ".teaser"]);
        let claims = roles(&document).into_iter().filter(|(role, _)| *role == Role::Claim).count();
        assert_eq!(claims, 1, "{:?}", roles(&document));
    }

    #[test]
    fn selectors_are_those_of_style_sheets() {
        for selector in
            ["main > p:not(.x)", "div:has(> a)", "[data-kind^='ad' i]", "li:nth-child(2n+1), footer", ":is(nav, aside)"]
        {
            assert!(Selectors::parse(&[], &[selector.to_owned()]).is_ok(), "{selector}");
        }
        for wrong in ["", "p:hover", "a::before", "main >", "<p>", "p["] {
            let error = Selectors::parse(&[wrong.to_owned()], &[]).expect_err(wrong);
            assert!(error.to_string().contains(&format!("'{wrong}'")), "{error}");
        }
        let second = "<ul><li>One.<li>Two.<li>Three.</ul>";
        let document = page(second, &[], &["li:nth-child(2)"]);
        assert_eq!(roles(&document)[1], (Role::Ignored, "Two."));
    }
}
