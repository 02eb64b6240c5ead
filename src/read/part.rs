//! Lines that number the parts of a law, a contract or a licence: "Section 2 – Scope.", "Artikel 12a".

use crate::language::token::fold;

use super::block::{Block, Kind};
use super::draft::Draft;
use super::rules::wordings;

/// A page has so many parts of a kind at least; fewer such lines may be references.
const SEVERAL: usize = 3;

/// Longest line in bytes.
const LONGEST: usize = 120;

/// Makes headings of such lines, below the level `above`; gives how many there are. The kinds of parts are the levels, in
/// the order they come in.
pub(super) fn find(draft: &mut Draft, text: &str, language: Option<&str>, above: usize) -> usize {
    let known: Vec<&String> = wordings(language).into_iter().flat_map(|wording| &wording.part).collect();
    let kind_of = |block: &Block| -> Option<usize> {
        let free = block.role.is_none() && block.kind == Kind::Paragraph && !block.listed;
        let word = part(block.span.of(text)).filter(|_| free)?;
        known.iter().position(|name| **name == fold(word))
    };
    let kinds: Vec<Option<usize>> = draft.blocks.iter().map(kind_of).collect();
    let mut levels: Vec<usize> = Vec::new();
    let several = |kind: usize| kinds.iter().filter(|k| **k == Some(kind)).count() >= SEVERAL;
    for kind in kinds.iter().flatten() {
        if !levels.contains(kind) && several(*kind) {
            levels.push(*kind);
        }
    }
    let mut found = 0;
    for (block, kind) in draft.blocks.iter_mut().zip(&kinds) {
        if let Some(level) = kind.and_then(|kind| levels.iter().position(|&known| known == kind)) {
            block.kind = Kind::Heading(above + 1 + level);
            found += 1;
        }
    }
    found
}

/// The first word of a line that numbers a part: a number follows it, and then nothing, or a mark with a title.
fn part(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(' ').filter(|_| line.len() <= LONGEST)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, title) = rest.split_at(end);
    let counts = number.starts_with(|c: char| c.is_ascii_digit())
        || (!number.is_empty() && number.chars().all(|c| "IVXLC".contains(c)))
        || (number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase()));
    let bare = title.trim_start_matches([' ', '.', ':', '–', '—', '-']);
    let set_off = bare.is_empty() || title.trim_start().len() > bare.len();
    // "Section 2 applies." and "Section 2: see below" are sentences; a title begins with a capital.
    (counts && set_off && !bare.starts_with(char::is_lowercase)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_its_number_and_a_title_make_a_part() {
        for line in ["Section 1 – Definitions.", "Article 12a", "Chapter IV. Of the harbour", "ANNEX B: Fees"] {
            assert!(part(line).is_some(), "{line}");
        }
        for line in
            ["Section 2 applies to crews.", "Section on fees", "Part 3, as amended, is void.", "Article 5: see below"]
        {
            assert!(part(line).is_none(), "{line}");
        }
    }
}
