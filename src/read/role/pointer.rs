//! Sections that only point at other pages: teasers below a title that is a link, and lists of links.

use crate::model::Role;
use crate::read::block::{Block, Kind};
use crate::read::draft::Draft;

use super::LARGEST_PART;

/// Fewer links under a title are no list.
const LIST: usize = 2;

/// Labels what stands under a title as links where the title leads to another page, and what it stands above is told
/// there; or where all that stands under it is links. Where that would be most of the page, it is the page.
pub(super) fn label(draft: &Draft, roles: &mut [Option<Role>]) {
    let blocks = &draft.blocks;
    let titles: Vec<usize> = (0..blocks.len()).filter(|&index| is_title(&blocks[index])).collect();
    let mut chosen: Vec<usize> = Vec::new();
    for (nth, &title) in titles.iter().enumerate() {
        let end = titles.get(nth + 1).copied().unwrap_or(blocks.len());
        let under = || (title + 1..end).filter(|&index| roles[index].is_none());
        let teaser = blocks[title].linked && leads_elsewhere(draft, title);
        let list =
            under().count() >= LIST && under().all(|index| blocks[index].linked && leads_elsewhere(draft, index));
        if teaser || list {
            chosen.extend(under());
        }
    }
    let bytes: usize = chosen.iter().map(|&index| blocks[index].span.len()).sum();
    if bytes * 100 <= draft.text.len() * LARGEST_PART {
        chosen.into_iter().for_each(|index| roles[index] = Some(Role::Link));
    }
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading(_))
}

/// Whether the first link of a block leads to another page, and not to a place on this one.
fn leads_elsewhere(draft: &Draft, index: usize) -> bool {
    let span = draft.blocks[index].span;
    let first = draft.hyperlinks.partition_point(|link| link.span.end <= span.start);
    draft.hyperlinks.get(first).is_some_and(|link| link.span.start < span.end && !link.address.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::read::{ReadOptions, read};

    fn roles(page: &str, role: Role) -> Vec<String> {
        let document = read(page.as_bytes(), "a.html", &ReadOptions::default()).expect("it reads");
        let of = |at: &usize| document.segments[*at].role == role;
        (0..document.segments.len()).filter(of).map(|at| document.segment_text(at).to_owned()).collect()
    }

    const TEXT: &str = "<h1>Fees of the port</h1><p>Every ship that comes into the port pays a fee of 25 euros to the \
        harbour master, who keeps a list of all ships.</p><p>Yachts that stay for less than a day pay nothing.</p>";

    #[test]
    fn teasers_and_lists_of_links_only_point_elsewhere() {
        let page = format!(
            "<!DOCTYPE html><body>{TEXT}<h2>More</h2><ul><li><h3><a href='/pilots'>Pilots</a></h3><p>Pilots are paid by \
             the hour.</p></li></ul><h2>Of use</h2><ul><li><a href='/a'>The list of all ships</a></li><li><a \
             href='/b'>The tides</a></li></ul>"
        );
        assert_eq!(roles(&page, Role::Link), ["Pilots are paid by the hour.", "The list of all ships", "The tides"]);
    }

    #[test]
    fn a_title_with_an_anchor_to_itself_is_one() {
        let page = format!("<!DOCTYPE html><body>{TEXT}<h2><a href='#pilots'>Pilots</a></h2><p>Pilots are paid.</p>");
        assert!(roles(&page, Role::Link).is_empty());
    }

    #[test]
    fn a_page_of_teasers_is_a_page() {
        let teaser = "<h2><a href='/x'>Fees</a></h2><p>The port raises its fees by ten euros a ship in May.</p>";
        assert!(roles(&format!("<!DOCTYPE html><body>{}", teaser.repeat(3)), Role::Link).is_empty());
    }
}
