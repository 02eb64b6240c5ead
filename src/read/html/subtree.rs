//! What an element of a page holds, all in all.

use html5ever::{LocalName, local_name};

use super::class::{Class, class};
use super::sink::{Data, NONE, Tree};

impl Tree {
    /// Whether a table lays out the page: its cells hold headings, tables or long text. Its cells are then read
    /// as containers, otherwise each row is one block.
    pub(super) fn is_layout(&self, table: u32) -> bool {
        const LONG_CELL: usize = 400;
        let mut at = self.nodes[table as usize].first;
        let (mut cell, mut cells, mut rows) = (0, 0, 0);
        while at != NONE {
            let node = &self.nodes[at as usize];
            match &node.data {
                Data::Text(text) => {
                    cell += text.trim().len();
                    if cell > LONG_CELL {
                        return true;
                    }
                }
                Data::Element { name, html, .. } => match class(name, *html) {
                    Class::Table | Class::Heading(_) | Class::Quote | Class::Pre => return true,
                    Class::Cell => (cell, cells) = (0, cells + 1),
                    Class::Row => rows += 1,
                    _ => {}
                },
                Data::Other => {}
            }
            at = self.following(at, table);
        }
        cells <= rows.min(1)
    }

    /// Whether a row names the columns of its table: it is of the table's head, or all of its cells are heads, more than
    /// one.
    pub(super) fn names_columns(&self, row: u32) -> bool {
        let node = &self.nodes[row as usize];
        let (mut at, mut heads, mut others) = (node.first, 0, 0);
        while at != NONE {
            heads += usize::from(self.is_named(at, &local_name!("th")));
            others += usize::from(self.is_named(at, &local_name!("td")));
            at = self.nodes[at as usize].next;
        }
        heads + others > 1 && (others == 0 || self.is_named(node.parent, &local_name!("thead")))
    }

    /// Whether a node is an element of that name.
    fn is_named(&self, at: u32, wanted: &LocalName) -> bool {
        matches!(&self.nodes[at as usize].data, Data::Element { name, .. } if name == wanted)
    }

    /// The value that alone stands behind a term of a definition list, in a few words: "Director", "Nora Quinn". What
    /// explains a term is no value.
    pub(super) fn value(&self, term: u32) -> Option<u32> {
        /// A value has no more bytes, and ends no sentence.
        const LONGEST: usize = 60;
        let element = |mut at: u32| {
            while at != NONE && !matches!(self.nodes[at as usize].data, Data::Element { .. }) {
                at = self.nodes[at as usize].next;
            }
            at
        };
        let value = element(self.nodes[term as usize].next);
        let is_value = |at: u32| at != NONE && self.is_named(at, &local_name!("dd"));
        if !is_value(value) || is_value(element(self.nodes[value as usize].next)) {
            return None;
        }
        let mut at = self.nodes[value as usize].first;
        while at != NONE {
            if let Data::Element { name, html, .. } = &self.nodes[at as usize].data
                && !matches!(class(name, *html), Class::Inline | Class::Bold | Class::Link | Class::Time)
            {
                return None;
            }
            at = self.following(at, value);
        }
        let (term, text) = (self.inner_text(term), self.inner_text(value));
        let short = |text: &str| !text.is_empty() && text.len() <= LONGEST && !text.ends_with(['.', '!', '?', '。']);
        (short(&term) && short(&text)).then_some(value)
    }

    /// The text inside an element, whatever that is itself: with the alternative texts of pictures, without scripts and
    /// the like.
    pub(super) fn inner_text(&self, element: u32) -> String {
        let mut text = String::new();
        let mut at = self.nodes[element as usize].first;
        while at != NONE {
            match &self.nodes[at as usize].data {
                Data::Text(part) if self.is_text(at, element) => text.push_str(part),
                Data::Element { name, html, .. }
                    if class(name, *html) == Class::Picture && self.is_text(at, element) =>
                {
                    let alternative = self.attribute(at, &local_name!("alt")).unwrap_or_default();
                    text.extend([" ", alternative, " "]);
                }
                _ => {}
            }
            at = self.following(at, element);
        }
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether what stands at a node inside `root` is text: neither code nor part of a drawing.
    fn is_text(&self, mut at: u32, root: u32) -> bool {
        let mut lettered = false;
        loop {
            at = self.nodes[at as usize].parent;
            if at == root || at == NONE {
                return true;
            }
            let Data::Element { name, html, .. } = &self.nodes[at as usize].data else { continue };
            match class(name, *html) {
                Class::Skip | Class::Script | Class::Noscript | Class::Title | Class::Meta => return false,
                Class::Svg if !lettered => return false,
                _ => lettered |= *name == local_name!("text"),
            }
        }
    }
}
