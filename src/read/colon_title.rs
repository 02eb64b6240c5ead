//! Bold lines that end in a colon and are titles for all that.

use super::block::{Block, Kind};
use super::heading::{before_body, block_title, has_verb, is_formed};

/// Bold lines that end in a colon among bold titles, with sentences behind them: "**Tips for your boat:**". One that leads to
/// a list, or states something, says what the list is of.
pub(super) fn find(blocks: &[Block], bold: &[usize], text: &str, language: Option<&str>) -> Vec<usize> {
    let heads: Vec<(usize, bool)> = (0..blocks.len())
        .filter_map(|index| match bold.binary_search(&index).is_ok() {
            true => Some((index, true)),
            false => matches!(blocks[index].kind, Kind::Heading(_)).then_some((index, false)),
        })
        .collect();
    let sibling = |index: usize| {
        let next = heads.partition_point(|&(head, _)| head < index);
        let beside = [next.checked_sub(1).and_then(|before| heads.get(before)), heads.get(next)];
        beside.into_iter().flatten().any(|&(_, bold)| bold)
    };
    let leads = |index: usize| {
        let line = block_title(blocks, index, text);
        let Some(title) = line.strip_suffix([':', '：']) else { return false };
        let text_of = |next: &Block| next.kind == Kind::Paragraph && !next.listed && !next.bold && next.role.is_none();
        blocks[index].bold
            && blocks[index].kind == Kind::Paragraph
            && !blocks[index].parted
            && blocks.get(index + 1).is_some_and(|next| text_of(next) && !next.parted)
            && sibling(index)
            && before_body(blocks, index, text)
            && is_formed(blocks, index, title.trim_end(), language)
            && !has_verb(title, language)
    };
    (0..blocks.len()).filter(|&index| leads(index)).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::read::{ReadOptions, read};

    #[test]
    fn a_bold_line_with_a_colon_is_a_title_among_bold_titles() {
        let titles = |page: &str, name: &str| {
            let document = read(page.as_bytes(), name, &ReadOptions::default()).expect("it reads");
            let titles = document.segments.iter().filter(|s| s.role == Role::Heading);
            titles.map(|s| s.span.of(&document.text).to_owned()).collect::<Vec<_>>()
        };
        let sibling = "# Rules\n\n**Who may enter?**\n\nWhoever has a card may enter the harbour.\n\n";
        let body = "Keep your boat on a short line at night.\n\nAsk the keeper for a lamp.\n";
        let page = format!("{sibling}**Tips to guard your boat:**\n\n{body}");
        assert_eq!(titles(&page, "a.md"), ["Rules", "Who may enter?", "Tips to guard your boat:"]);
        let html = "<h1>Rules</h1><p><strong>Who may enter?</strong></p><p>Whoever has a card may enter the harbour.</p>\
                    <p><strong>Tips to guard your boat:</strong></p><p>Keep your boat on a short line at night.</p>";
        assert_eq!(titles(html, "a.html").len(), 3);
        for page in [
            format!("{sibling}**Tips to guard your boat:**\n\n- Keep it on a short line.\n- Ask for a lamp.\n"),
            format!("{sibling}**All of these must be true:**\n\n{body}"),
            format!("# Rules\n\nWhoever has a card may enter.\n\n**Tips to guard your boat:**\n\n{body}"),
        ] {
            assert!(titles(&page, "a.md").iter().all(|title| !title.ends_with(':')), "{page}");
        }
    }
}
