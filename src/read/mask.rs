//! What other dialects write in Markdown, made into what its parser knows. Offsets stay.

use std::borrow::Cow;

/// Makes a line of backticks as long as the line of text above it the underline of a title, as reStructuredText has it:
/// to CommonMark code would begin there, and the rest of the page be that.
pub(super) fn underlines(text: &str) -> Cow<'_, str> {
    /// So many marks are a fence of code as a rule.
    const FENCE: usize = 3;
    let mut masked = Cow::Borrowed(text);
    let mut open: Option<&str> = None;
    let (mut at, mut above) = (0, (0, 0));
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let marks = if bare.starts_with('~') { bare.trim_start_matches('~') } else { bare.trim_start_matches('`') };
        let (fence, info) = bare.split_at(bare.len() - marks.len());
        let indent = line.len() - line.trim_start().len();
        let here = (indent, bare.chars().count());
        if fence.len() >= FENCE {
            match open {
                Some(opened) if info.is_empty() && fence.starts_with(opened) => open = None,
                None if info.is_empty() && here == above && fence.len() > FENCE => {
                    let place = at + indent..at + indent + fence.len();
                    masked.to_mut().replace_range(place, &"-".repeat(fence.len()));
                }
                None if !info.contains('`') => open = Some(fence),
                _ => {}
            }
        }
        above = here;
        at += line.len();
    }
    masked
}

/// Closes the gaps of a text that was set with a blank line behind every line, as pages made of a PDF are: there two and
/// more part paragraphs. A text is such a one where gaps of one line stand in the middle of sentences, and others are
/// wider. Offsets stay.
pub(super) fn spaced(text: &str) -> Cow<'_, str> {
    /// So many sentences must be broken …
    const MANY: usize = 8;
    /// … at one of so many narrow gaps at least.
    const ONE_OF: usize = 4;
    let bytes = text.as_bytes();
    let mut narrow = Vec::new();
    let (mut wide, mut broken, mut at) = (0, 0, 0);
    while let Some(gap) = text[at..].find("\n\n").map(|gap| at + gap) {
        let length = bytes[gap..].iter().take_while(|&&byte| byte == b'\n').count();
        at = gap + length;
        if length > 2 {
            wide += 1;
            continue;
        }
        narrow.push(gap + 1);
        let ended = text[..gap].trim_end().ends_with(['.', '!', '?', ':', ';', '…', '|', '*', '#']);
        broken += usize::from(!ended && text[at..].starts_with(char::is_lowercase));
    }
    if broken < MANY || broken * ONE_OF < narrow.len() || wide == 0 {
        return Cow::Borrowed(text);
    }
    let mut closed = text.to_owned();
    for gap in narrow {
        closed.replace_range(gap..gap + 1, " ");
    }
    Cow::Owned(closed)
}

/// Sets the mark of an item that nothing follows on its line before the text below it, as converters of HTML mean it: to
/// CommonMark the item is empty, and what is indented below it is code. Offsets stay.
pub(super) fn items(text: &str) -> Cow<'_, str> {
    /// More spaces between the mark and the text would begin code.
    const MOST: usize = 4;
    let mut masked = Cow::Borrowed(text);
    let mut open: Option<(usize, &str)> = None;
    let (mut at, mut gap) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        match open.filter(|_| !bare.is_empty()) {
            Some((mark_at, mark)) => {
                let width = mark.len() + 1;
                let place = indent.saturating_sub(MOST);
                if gap && indent >= width {
                    let room = masked.to_mut();
                    room.replace_range(mark_at..mark_at + mark.len(), &" ".repeat(mark.len()));
                    let place = at + place.min(indent - width);
                    room.replace_range(place..place + mark.len(), mark);
                }
                (open, gap) = (None, false);
            }
            None => gap |= bare.is_empty(),
        }
        if is_mark(bare) {
            (open, gap) = (Some((at + indent, bare)), false);
        }
        at += line.len();
    }
    masked
}

/// Joins a line that begins with a number to the one before where a bracket is still open there: "(paragraph 4 sentence",
/// "1) of the law" is no item. Offsets stay.
pub(super) fn brackets(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if open && digits > 0 && bare[digits..].starts_with([')', '.']) {
            masked.to_mut().replace_range(at - 1..at, " ");
        }
        open = line.rfind('(').is_some_and(|open| !line[open..].contains(')')) && line.ends_with('\n');
        at += line.len();
    }
    masked
}

/// Whether a line is the mark of an item alone: `*`, `-`, `+`, `3.`.
fn is_mark(line: &str) -> bool {
    /// CommonMark reads no longer numbers.
    const DIGITS: usize = 9;
    let number = line.trim_end_matches(['.', ')']);
    let counts = number.len() + 1 == line.len()
        && (1..=DIGITS).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    matches!(line, "*" | "-" | "+") || counts
}

/// Blanks attribute lists out, `{#anchor}`, `{.class}`, `{: target="_blank"}`: they are no text. Offsets stay.
pub(super) fn attributes(text: &str) -> Cow<'_, str> {
    if !["{#", "{.", "{:"].iter().any(|open| text.contains(open)) {
        return Cow::Borrowed(text);
    }
    const LONGEST: usize = 200;
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    // What makes no tag of "<img {#id}>" is text; without it there would be one.
    let (mut line, mut inside_tag) = (0, false);
    for (at, mark) in text.match_indices(['{', '<', '>', '\n']) {
        match mark {
            "\n" => (line, inside_tag) = (at + 1, false),
            "{" => {}
            _ => inside_tag = mark == "<",
        }
        if at < copied || mark != "{" {
            continue;
        }
        let Some(length) = text[at..].bytes().take(LONGEST).position(|b| b == b'}') else { continue };
        // Before a text on its line it is none, and blanks in its place would make another block of what follows.
        let follows = || text[at + length + 1..].lines().next().is_some_and(|rest| !rest.trim().is_empty());
        let opens = text[at + 1..].starts_with(['#', '.', ':']);
        let none = inside_tag || !opens || (is_empty_but_for_markers(&text[line..at]) && follows());
        let list = || is_attribute_list(&text[at + 1..at + length], text[..at].chars().next_back());
        if !none && list() {
            masked.push_str(&text[copied..at]);
            masked.extend(std::iter::repeat_n(' ', length + 1));
            copied = at + length + 1;
        }
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

/// Closes the gaps of addresses that a template fills in, `[rooms]({% page "/rooms/" %})`: to CommonMark one with spaces or
/// quotation marks makes no link. Offsets stay.
pub(super) fn templates(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    for (open, close) in [("]({%", "%}"), ("]({{", "}}")] {
        for (at, _) in text.match_indices(open) {
            let start = at + "](".len();
            let line = text[start..].split(['\n', ']']).next().unwrap_or_default();
            let Some(filled) = line.find(close) else { continue };
            // An address may go on behind what is filled in, up to the bracket that ends it.
            let end = start + filled + close.len();
            if line[filled + close.len()..]
                .find([')', ' '])
                .is_none_or(|stop| !line[filled + close.len()..][stop..].starts_with(')'))
            {
                continue;
            }
            let closed = text[start..end].replace([' ', '\t', '"', '(', ')', '<', '>', '\\'], "_");
            if closed.len() == end - start {
                masked.to_mut().replace_range(start..end, &closed);
            }
        }
    }
    masked
}

/// Blanks out what a template does, where that is all of a line: `{{< note >}}`, `{% include box.html %}`. It is no text.
/// Offsets stay.
pub(super) fn shortcodes(text: &str) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let fenced = |open: &str, close: &str| {
            let inside = bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            inside.is_some_and(|inside| !inside.contains(close))
        };
        if fenced("{{<", ">}}") || fenced("{{%", "%}}") || fenced("{%", "%}") {
            let start = at + (line.len() - line.trim_start().len());
            masked.to_mut().replace_range(start..start + bare.len(), &" ".repeat(bare.len()));
        }
        at += line.len();
    }
    masked
}

/// Whether nothing stands in the beginning of a line but what begins blocks: the marks of quotes and items, and the label of
/// a footnote.
fn is_empty_but_for_markers(line: &str) -> bool {
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let label = rest.strip_prefix("[^").and_then(|label| label.split_once("]:"));
        rest = match rest.as_bytes()[0] {
            b'>' | b'-' | b'*' | b'+' => &rest[1..],
            _ if number > 0 && rest[number..].starts_with(['.', ')']) => &rest[number + 1..],
            _ => match label {
                Some((label, behind)) if !label.contains(']') => behind,
                _ => return false,
            },
        }
        .trim_start();
    }
    true
}

/// Whether what stands in braces only names anchors, classes and attributes: `#anchor`, `.class`, `: target="_blank"`.
fn is_attribute_list(inner: &str, before: Option<char>) -> bool {
    // A tag or code in it begins markup of its own, and no list goes on in another line.
    if inner.contains(['<', '`', '\n']) {
        return false;
    }
    let name = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
    let is_name = |word: &str| word.contains(char::is_alphanumeric) && word.chars().all(name);
    let named = |word: &str| word.strip_prefix(['#', '.']).is_some_and(is_name);
    let valued = |word: &str| word.split_once('=').is_some_and(|(key, _)| is_name(key));
    let stands = before.is_none_or(|c| c.is_whitespace() || "])*_".contains(c));
    let words = inner.strip_prefix(':').unwrap_or(inner).split_ascii_whitespace();
    let list = words.clone().all(|word| named(word) || valued(word)) && words.clone().next().is_some();
    stands && list && (inner.starts_with(':') || words.clone().any(named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    fn texts(markdown: &str) -> Vec<String> {
        let document = read(markdown.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        (0..document.segments.len()).map(|at| document.segment_text(at).to_owned()).collect()
    }

    #[test]
    fn an_attribute_list_does_not_mend_a_tag() {
        assert_eq!(texts("Ships pay <img {#id} onerror=x> for each night.\n").len(), 1);
        assert!(texts("Ships pay <img {#id} onerror=x> for each night.\n")[0].contains("onerror"));
    }

    #[test]
    fn attribute_lists_are_no_text() {
        assert_eq!(
            texts("## Fees {#fees}\n\nThe fee{: .x} is [due](y){:target=\"_blank\"} {see below}."),
            ["Fees", "The fee{: .x} is due {see below}."]
        );
        assert_eq!(texts("The fee {#a<b>b} is due."), ["The fee {#ab} is due."]);
        assert_eq!(texts("The fee {.`a .b}` is due."), ["The fee {.a .b} is due."]);
        assert_eq!(texts("The fee {...} is due {: |x=y}."), ["The fee {...} is due {: |x=y}."]);
    }

    #[test]
    fn lines_with_a_gap_behind_each_are_joined() {
        let line = "who keeps a boat at the quay\n\nof the harbour\n\n";
        let text = format!("{}ends here.\n\n\n\nThe next one.", line.repeat(6));
        let closed = spaced(&text);
        assert_eq!(closed.len(), text.len());
        assert!(closed.starts_with("who keeps a boat at the quay\n of the harbour\n who"), "{closed}");
        assert!(closed.ends_with("ends here.\n\n\n\nThe next one."), "{closed}");
        let prose = "Boats lie at the quay.\n\n";
        assert!(matches!(spaced(&prose.repeat(20)), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_template_does_is_no_text() {
        let page =
            "{{< note title=\"Fees\" >}}\nFees rise.\n  {{< /note >}}\n{% include box.html %}\nSee {% page %} here.\n";
        let masked = shortcodes(page);
        assert_eq!(masked.len(), page.len());
        assert_eq!(masked.split_whitespace().collect::<Vec<_>>().join(" "), "Fees rise. See {% page %} here.");
    }

    #[test]
    fn an_address_that_a_template_fills_in_is_one() {
        let page = "See [rooms]({% page \"/rooms/\" %}#top), [maps]({{ site.base }}/maps) and [x]({% y.";
        assert_eq!(
            templates(page),
            "See [rooms]({%_page__/rooms/__%}#top), [maps]({{_site.base_}}/maps) and [x]({% y."
        );
        assert!(matches!(templates("See [rooms](/rooms)."), Cow::Borrowed(_)));
    }
}
