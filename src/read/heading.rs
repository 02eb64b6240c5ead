//! Blocks that are headings by their look: bold lines, bold beginnings, and, where a page marks no headings, short
//! lines before a paragraph.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::facet::alone;
use crate::language::note;
use crate::language::numbering::numbering;
use crate::language::stop::is_stop_word;
use crate::language::token::fold;
use crate::language::{cue, date};
use crate::model::FacetKind;

use super::block::{Block, Kind};
use super::colon_title;
use super::draft::Draft;
use super::part;

/// Longest title in bytes and in words.
const LONGEST: (usize, usize) = (160, 16);

/// A numbered line up to this length in bytes may be a title that ends with a full stop.
const SHORT: usize = 60;

/// With fewer marked headings than this, unmarked ones are looked for.
const FEW: usize = 3;

/// Turns blocks that are headings by their look into headings.
pub(super) fn find(draft: &mut Draft, language: Option<&str>) {
    let levels = draft.blocks.iter().filter_map(|block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    });
    let (mut found, deepest) = levels.fold((0, 0), |(count, deepest), level| (count + 1, deepest.max(level)));
    let text = std::mem::take(&mut draft.text);
    let labels = labels(&draft.blocks, &text, language);
    let bold: Vec<usize> = (0..draft.blocks.len())
        .filter(|&index| is_bold_title(&draft.blocks, index, &text, language))
        .filter(|&index| !labels.contains(draft.blocks[index].span.of(&text)))
        .collect();
    let colons = colon_title::find(&draft.blocks, &bold, &text, language);
    found += bold.len() + colons.len();
    for index in bold.into_iter().chain(colons) {
        draft.blocks[index].kind = Kind::Heading(deepest + 1);
    }
    found += part::find(draft, &text, language, deepest);
    run_in(draft, &text, deepest + 2, language);
    if found < FEW && !draft.wrap.is_of_markup() {
        bare_lines(&mut draft.blocks, &text, language, &labels);
    }
    draft.text = text;
}

/// Lines that stand again and again where numbered lines are the titles: "In short" below each of them.
fn labels<'t>(blocks: &[Block], text: &'t str, language: Option<&str>) -> FxHashSet<&'t str> {
    /// So often a label stands, and so many titles have a number.
    const SEVERAL: usize = 3;
    let short = |block: &&Block| block.span.len() <= SHORT && matches!(block.kind, Kind::Paragraph | Kind::Item);
    let mut lines: FxHashMap<&str, usize> = FxHashMap::default();
    blocks.iter().filter(short).for_each(|block| *lines.entry(block.span.of(text)).or_default() += 1);
    lines.retain(|line, count| *count >= SEVERAL && numbering(line) == 0);
    if lines.is_empty() {
        return FxHashSet::default();
    }
    let numbered =
        |index: &usize| numbering(blocks[*index].span.of(text)) > 0 && is_title(blocks, *index, text, language);
    let titles = (0..blocks.len()).filter(numbered).take(SEVERAL).count();
    if titles < SEVERAL { FxHashSet::default() } else { lines.into_keys().collect() }
}

/// A bold line of its own. Several bold lines in one paragraph are an address or a stressed text.
fn is_bold_title(blocks: &[Block], index: usize, text: &str, language: Option<&str>) -> bool {
    let block = &blocks[index];
    let run =
        (block.parted && blocks[index - 1].bold) || blocks.get(index + 1).is_some_and(|next| next.parted && next.bold);
    // "**How We Settle Disputes.**" is one too where a full stop ends what is set as titles are.
    let title = block.span.of(text);
    let stopped = || {
        let free = block.role.is_none() && block.kind == Kind::Paragraph && before_body(blocks, index, text);
        free && title.ends_with('.') && title.len() <= SHORT && is_set_as_title(title, language)
    };
    // One item may have a text of its own below its title, and its neighbour begin with it on the same line.
    let heads = || heads_item(blocks, index, text) && is_set_as_title(title, language);
    block.bold && !run && (is_title(blocks, index, text, language) || stopped() || heads())
}

/// Whether the text of an item begins on a line of its own behind this one: "* **Your crew.**", "We keep a list of all
/// sailors."
fn heads_item(blocks: &[Block], index: usize, text: &str) -> bool {
    let (block, next) = (&blocks[index], blocks.get(index + 1));
    let text_of = |next: &Block| matches!(next.kind, Kind::Paragraph | Kind::Item) && !next.listed && !next.bold;
    block.kind == Kind::Item && block.listed && next.is_some_and(text_of) && before_body(blocks, index, text)
}

/// Titles at the beginning of a block, before its text: bold ones, "**2.1 Order Form.** You may order …", and, where
/// several blocks have one, numbered ones: "2. Scope. These terms …".
fn run_in(draft: &mut Draft, text: &str, level: usize, language: Option<&str>) {
    const SEVERAL: usize = 3;
    let free = |block: &Block| block.role.is_none() && matches!(block.kind, Kind::Paragraph | Kind::Item);
    let numbered: Vec<Option<usize>> = draft
        .blocks
        .iter()
        .map(|block| numbered_title(block.span.of(text), language).filter(|_| free(block)))
        .collect();
    let several = numbered.iter().flatten().count() >= SEVERAL;
    let broken: Vec<bool> = (0..draft.blocks.len()).map(|index| heads_item(&draft.blocks, index, text)).collect();
    let mut depths: Vec<usize> = Vec::new();
    for ((block, numbered), broken) in draft.blocks.iter_mut().zip(numbered).zip(broken) {
        let title = |bold| bold_title(block.span.of(text), bold, broken, language);
        let bold = block.title.filter(|_| free(block)).and_then(title);
        block.title = bold.or(numbered.filter(|_| several));
        if block.title.is_some() && !depths.contains(&block.depth) {
            depths.push(block.depth);
        }
    }
    depths.sort_unstable();
    for block in &mut draft.blocks {
        block.title_level = level + depths.binary_search(&block.depth).unwrap_or(0);
    }
}

/// Bytes of the title that the bold beginning of a block is, its full stop included; `broken` where the text that it is
/// the title of follows in the next block.
fn bold_title(text: &str, bold: usize, broken: bool, language: Option<&str>) -> Option<usize> {
    let rest = &text[bold..];
    let mark = rest.len() - rest.trim_start_matches(['.', ' ', '"', '”']).len();
    let mark = if rest[..mark].contains('.') { rest[..mark].trim_end().len() } else { 0 };
    let title = text[..bold + mark].trim_end();
    let follows = rest[mark..].chars().any(char::is_alphanumeric) || (broken && rest[mark..].trim().is_empty());
    let formed = title.ends_with('.') && title.len() <= LONGEST.0 && is_set_as_title(title, language);
    (follows && formed).then_some(title.len())
}

/// Bytes of the title that a block begins with after its number, its full stop included.
fn numbered_title(text: &str, language: Option<&str>) -> Option<usize> {
    const LONGEST_WORDS: usize = 8;
    const ABBREVIATION: usize = 3;
    let number = numbering(text);
    let stop = number + text.get(number..)?.find(['.', ';', ':', '?', '!'])?;
    let title = text.get(..stop + 1).filter(|title| number > 0 && title.ends_with('.'))?;
    let words: Vec<&str> = title[number..].split_whitespace().collect();
    let last = words.last().is_some_and(|word| word.trim_end_matches('.').len() > ABBREVIATION);
    let follows = text[stop + 1..].starts_with(char::is_whitespace);
    (last && follows && words.len() <= LONGEST_WORDS && is_set_as_title(title, language)).then_some(title.len())
}

/// Whether all words that carry a topic begin with a capital, and no word after them tells that it is a sentence. There
/// is such a word: "No." is an answer.
fn is_set_as_title(title: &str, language: Option<&str>) -> bool {
    let words = title[numbering(title)..].split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let (mut count, mut topical) = (0, false);
    for word in words {
        count += 1;
        topical |= !is_stop_word(language, &fold(word));
        let small = word.starts_with(char::is_lowercase);
        if small && (word.len() > 4 || !is_stop_word(language, word)) {
            return false;
        }
    }
    topical && count <= LONGEST.1
}

/// Lines that stand before a paragraph as titles do. Their levels follow their indentation.
fn bare_lines(blocks: &mut [Block], text: &str, language: Option<&str>, labels: &FxHashSet<&str>) {
    // The place of a press release, as a link before its date, is the title of nothing.
    let dated = |index: usize| {
        let next = blocks.get(index + 1).map(|next| next.span.of(text));
        blocks[index].linked && next.is_some_and(|line| is_date(line, language))
    };
    let label = |index: usize| labels.contains(blocks[index].span.of(text)) || dated(index);
    let titles: Vec<bool> =
        (0..blocks.len()).map(|index| !label(index) && is_title(blocks, index, text, language)).collect();
    let mut found: Vec<usize> = Vec::new();
    for index in 0..blocks.len() {
        if !titles[index] {
            continue;
        }
        // A numbered title may follow the lines of an address.
        let form = |at: usize| (blocks[at].depth, blocks[at].listed, numbering(blocks[at].span.of(text)) > 0);
        let alike = |other: usize| titles[other] && form(other) == form(index);
        let before = (0..index).rev().take_while(|&other| alike(other)).take(3).count();
        let after = (index + 1..blocks.len()).take_while(|&other| alike(other)).take(3).count();
        let announced = index > before && blocks[index - before - 1].span.of(text).ends_with([':', '：']);
        let heads = match (before, after) {
            (_, 0) if before < 2 => before_body(blocks, index, text),
            // The title of a section and the title of its first part.
            (0, 1) => before_body(blocks, index + 1, text),
            _ => false,
        };
        if heads && !(announced && before + after > 0) {
            found.push(index);
        }
    }
    let mut depths: Vec<usize> = found.iter().map(|&index| blocks[index].depth).collect();
    depths.sort_unstable();
    depths.dedup();
    for (nth, &index) in found.iter().enumerate() {
        let level = depths.binary_search(&blocks[index].depth).unwrap_or(0);
        let is_page_title = nth == 0 && blocks[..index].iter().all(|block| block.role.is_some());
        blocks[index].kind = Kind::Heading(if is_page_title { 1 } else { 2 + level });
    }
}

fn is_title(blocks: &[Block], index: usize, text: &str, language: Option<&str>) -> bool {
    is_formed(blocks, index, block_title(blocks, index, text), language)
}

/// A block as a title: a sentence ends before what leads to its note.
pub(super) fn block_title<'t>(blocks: &[Block], index: usize, text: &'t str) -> &'t str {
    note::without(blocks[index].span.of(text)).trim_end()
}

/// Whether a block with this title has the form of one.
pub(super) fn is_formed(blocks: &[Block], index: usize, title: &str, language: Option<&str>) -> bool {
    let block = &blocks[index];
    let enclosed = title.starts_with('(') && title.ends_with(')') && numbering(title) == 0;
    // "1. Definitions." is a title in spite of its full stop; "2. Guests are let in." is none.
    let number = numbering(title);
    let stops = title[number..].matches(". ").count();
    let is_numbered = block.span.len() <= SHORT
        && number > 0
        && title.ends_with('.')
        && !title.contains(',')
        && stops == 0
        && !has_verb(title, language);
    // "(1) Guests are": what is numbered so is no title where it states something.
    let states = || number > 0 && title.starts_with('(') && has_verb(title, language);
    matches!(block.kind, Kind::Paragraph | Kind::Item)
        && block.role.is_none()
        && block.span.len() <= LONGEST.0
        && title.split_whitespace().count() <= LONGEST.1
        && (is_numbered || !title.ends_with(['.', '!', ':', ';', ',', '…', '。', '：', '；', '，', '、']))
        && !title[numbering(title)..].trim_start_matches([' ', '(', '"', '“', '‘']).starts_with(char::is_lowercase)
        && title.chars().any(char::is_alphabetic)
        && !enclosed
        && !is_label(title)
        && !has_siblings(blocks, index)
        && !states()
}

/// Whether a line states something: it has a verb in a form that the lexicon knows.
pub(super) fn has_verb(line: &str, language: Option<&str>) -> bool {
    let facets = alone(line, language.or(Some("en")), cue::annotate);
    facets.iter().any(|facet| matches!(facet.kind, FacetKind::Tense | FacetKind::Modal))
}

/// Whether a line is a date and nothing else.
fn is_date(line: &str, language: Option<&str>) -> bool {
    line.len() <= SHORT && alone(line, language, date::annotate).iter().any(|date| date.span.len() == line.len())
}

/// A label that only leads to something: "[RFC2026]", "<https://example.org/>".
fn is_label(line: &str) -> bool {
    let enclosed = |open, close| line.starts_with(open) && line.ends_with(close);
    !line.contains(' ') && (enclosed('[', ']') || enclosed('<', '>'))
}

/// Whether a block is an item among others of its list, or the only one below an item.
fn has_siblings(blocks: &[Block], index: usize) -> bool {
    let item = &blocks[index];
    let above = index.checked_sub(1).map(|before| &blocks[before]);
    if item.listed && above.is_some_and(|above| above.kind == Kind::Item && above.listed && above.depth < item.depth) {
        return true;
    }
    let like = |other: Option<&Block>| other.is_some_and(|o| o.kind == Kind::Item && o.listed && o.depth == item.depth);
    item.kind == Kind::Item
        && item.listed
        && (like(blocks.get(index + 1)) || (index > 0 && like(blocks.get(index - 1))))
}

/// Whether what follows a line is a text that it can be the title of: a sentence, or a list.
pub(super) fn before_body(blocks: &[Block], index: usize, text: &str) -> bool {
    let Some(next) = (index + 1..blocks.len()).find(|&next| blocks[next].role.is_none()) else { return false };
    let (next, second) = (&blocks[next], blocks.get(next + 1));
    let body = next.span.of(text);
    let sentence =
        body.ends_with(['.', '!', '?', ':', '。', '：', '”', '"', ')']) && body.split_whitespace().count() >= 4;
    let list = !blocks[index].listed && next.listed && second.is_some_and(|second| second.listed);
    let unspaced = body.len() > 60 && body.ends_with(['。', '：']);
    sentence || list || unspaced || body.len() > LONGEST.0
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::read::{ReadOptions, read};

    #[test]
    fn the_label_of_an_item_is_a_title_where_its_text_begins_on_the_next_line() {
        let page = "# Notice\n\n* **Your Profile**. You give us a name when you sign on.\n\
                    * **Your Crew**.  \n    You may list all sailors of your boat.\n* Ask the keeper.\n";
        let document = read(page.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        let titles = document.segments.iter().filter(|s| s.role == Role::Heading).map(|s| s.span.of(&document.text));
        assert_eq!(titles.collect::<Vec<_>>(), ["Notice", "Your Profile.", "Your Crew."]);
    }

    #[test]
    fn a_label_that_stands_below_each_numbered_title_is_none() {
        let rule = |number: usize, rule: &str| {
            format!(
                "{number}\\. {rule}\n\n*   Readers keep to this rule at the desk.\n    \n    **In short**\n    \n    Keep to it.\n\n"
            )
        };
        let page: String = [(1, "Borrowing"), (2, "Fines"), (3, "Disputes")].map(|(n, title)| rule(n, title)).concat();
        let document = read(page.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        let titles = document.segments.iter().filter(|s| s.role == Role::Heading).map(|s| s.span.of(&document.text));
        assert_eq!(titles.collect::<Vec<_>>(), ["1. Borrowing", "2. Fines", "3. Disputes"]);
    }

    #[test]
    fn a_numbered_title_may_follow_the_lines_of_an_address() {
        let page = "1. Copying\n\nWrite to our agent about every copy that you find:\n\nHarbour Ltd.\n\nQuay 4\n\n\
                    agent@harbour.example\n\n2. Ending These Terms\n\nThe terms apply until you or we end them.\n";
        let document = read(page.as_bytes(), "a.txt", &ReadOptions::default()).expect("it reads");
        let titles = document.segments.iter().filter(|s| s.role == Role::Heading).map(|s| s.span.of(&document.text));
        assert_eq!(titles.collect::<Vec<_>>(), ["1. Copying", "2. Ending These Terms"]);
    }

    #[test]
    fn a_bold_line_set_as_titles_are_is_one_in_spite_of_its_full_stop() {
        let page = "# Terms\n\n**How We Settle Disputes.**\n\nWhoever has a dispute writes to us first.\n\n\
                    **You must not sell the keys.**\n\nKeys are lent to crews alone.\n";
        let document = read(page.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        let titles = document.segments.iter().filter(|s| s.role == Role::Heading).map(|s| s.span.of(&document.text));
        assert_eq!(titles.collect::<Vec<_>>(), ["Terms", "How We Settle Disputes."]);
    }

    #[test]
    fn a_numbered_line_that_states_something_is_no_title() {
        let titles = |page: &str, language: &str| {
            let options = ReadOptions { language: Some(language.into()), ..ReadOptions::default() };
            let document = read(page.as_bytes(), "a.md", &options).expect("it reads");
            let titles = document.segments.iter().filter(|s| s.role == Role::Heading);
            titles.map(|s| s.span.of(&document.text).to_owned()).collect::<Vec<_>>()
        };
        let page = "# Club\n\n2.1. You must be a member to join.\n\n2.2. Guests use the pool with a member at their \
                    side. It closes at nine.\n\n2.3. Scope of the card.\n\nThe card opens every door of the club.\n";
        assert_eq!(titles(page, "en"), ["Club", "2.3. Scope of the card."]);
        let page = "# Markt\n\n(1) Im Sinne dieser Satzung ist\n\n1. ein Stand jede Fläche, die dem Verkauf dient;\n";
        assert_eq!(titles(page, "de"), ["Markt"]);
    }

    #[test]
    fn an_item_with_a_text_below_it_is_a_title_beside_one_that_begins_with_its_own() {
        let page = "# Club\n\n5. **Passwords and Access.** Keep your key where nobody finds it.\n    \n6. **Miscellaneous**  \n\
                    \x20     \n    6.1. Law. These rules stand under the law of the land.\n";
        let document = read(page.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        let titles = document.segments.iter().filter(|s| s.role == Role::Heading).map(|s| s.span.of(&document.text));
        assert_eq!(titles.collect::<Vec<_>>(), ["Club", "5. Passwords and Access.", "6. Miscellaneous"]);
    }
}
