//! Text that was set in pages: which of its lines only say where one page ends and the next begins.

use std::collections::BTreeMap;

/// A line that stands at the head or the foot of fewer pages is a line of the text.
const PAGES: usize = 3;

/// What a line of a text is to its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Part of the text.
    Text,
    /// A running head or foot, with a number or a title of the document.
    Running,
    /// A blank line around them.
    Gap,
}

/// Tells the lines of a text that form feeds part into pages, from what stands around them: a line that comes again at
/// the foot, or at the head, of several pages with other numbers at most is none of the text. The blank lines around
/// such lines part no paragraphs.
pub(super) fn places(lines: &[&str]) -> Vec<Place> {
    let mut places = vec![Place::Text; lines.len()];
    let breaks: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].contains('\u{c}')).collect();
    if breaks.len() + 1 < PAGES {
        return places;
    }
    let written = |line: &usize| !lines[*line].trim().is_empty();
    let feet: Vec<Option<usize>> =
        breaks.iter().map(|&at| (0..at + usize::from(lines[at].ends_with('\u{c}'))).rfind(written)).collect();
    let heads: Vec<Option<usize>> =
        breaks.iter().map(|&at| (at + usize::from(lines[at].ends_with('\u{c}'))..lines.len()).find(written)).collect();
    for edges in [feet, heads] {
        let mut shapes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for line in edges.into_iter().flatten() {
            let known = shapes.entry(shape(lines[line])).or_default();
            if known.last() != Some(&line) {
                known.push(line);
            }
        }
        for line in shapes.into_values().filter(|alike| alike.len() + 1 >= PAGES).flatten() {
            places[line] = Place::Running;
        }
    }
    for (line, text) in lines.iter().enumerate() {
        let near = |line: usize| places.get(line).is_some_and(|place| *place != Place::Text);
        if text.trim().is_empty() && line.checked_sub(1).is_some_and(near) {
            places[line] = Place::Gap;
        }
    }
    for line in (0..lines.len().saturating_sub(1)).rev() {
        if lines[line].trim().is_empty() && places[line + 1] != Place::Text {
            places[line] = Place::Gap;
        }
    }
    places
}

/// A line without the numbers and the spaces that differ from page to page.
fn shape(line: &str) -> String {
    let bare: String = line.chars().map(|c| if c.is_numeric() { ' ' } else { c }).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_heads_and_feet_are_told_from_the_text() {
        let page = |number: usize| {
            format!(
                "The harbour of page {number}\nis open.\n\n\nPort Office     Rules     [Page {number}]\n\u{c}\nRules 12     Port     May 2005\n\n\n"
            )
        };
        let text: String = (1..5).map(page).collect();
        let lines: Vec<&str> = text.lines().collect();
        let kept: Vec<&str> = lines
            .iter()
            .zip(places(&lines))
            .filter(|(_, place)| *place == Place::Text)
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(kept.len(), 8, "{kept:?}");
        assert!(kept.iter().all(|line| line.starts_with("The harbour") || *line == "is open."));
    }

    #[test]
    fn a_page_without_a_head_ends_a_paragraph() {
        let text = "Ships pay.\n\n\u{c}\nNO WARRANTY\n\nDogs stay out.\n\u{c}\nCrews do not.\n";
        assert!(places(&text.lines().collect::<Vec<_>>()).iter().all(|place| *place == Place::Text));
    }

    #[test]
    fn a_text_without_pages_has_lines_only() {
        let lines = ["Rules", "", "Rules", "", "Rules", "", "Rules"];
        assert!(places(&lines).iter().all(|place| *place == Place::Text));
    }
}
