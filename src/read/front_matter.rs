//! Front matter: fields that an author or an extractor put before the text.

use super::draft::{Draft, Kind};
use super::piece::Style;

/// Lines that front matter may have; a longer one is text between two rulers.
const LONGEST: usize = 400;

/// Reads the front matter at the beginning of a text into blocks and fields, and gives the offset behind it.
///
/// Known are YAML between `---`, TOML between `+++` and the title block of Pandoc (`% title`).
pub(super) fn read(text: &str, draft: &mut Draft) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[start..];
    let first = body.lines().next().unwrap_or_default().trim_end();
    match first {
        "---" | "+++" => fenced(text, start, first, draft),
        _ if first.starts_with("% ") => title_block(text, start, draft),
        _ => 0,
    }
}

fn fenced(text: &str, start: usize, fence: &str, draft: &mut Draft) -> usize {
    let mut at = start;
    let mut end = None;
    for (number, line) in text[start..].split_inclusive('\n').enumerate().take(LONGEST) {
        at += line.len();
        let bare = line.trim_end();
        if number > 0 && (bare == fence || (fence == "---" && bare == "...")) {
            end = Some((number, at));
            break;
        }
    }
    let Some((closing, behind)) = end else { return 0 };
    let fields: Vec<&str> = text[start..behind].lines().collect();
    if !fields[1..closing].iter().any(|line| field(line).is_some()) && closing > 1 {
        return 0;
    }
    for (number, line) in fields[..closing].iter().enumerate().skip(1) {
        let continues = line.starts_with([' ', '\t', '-']);
        if !continues || !draft.is_open() {
            draft.open(Kind::Metadata);
        } else {
            draft.push(" ", number + 1, Style::default());
        }
        draft.push(line, number + 1, Style::default());
        if let Some((key, value)) = field(line) {
            note_field(draft, key, value);
        }
    }
    draft.close();
    behind
}

fn title_block(text: &str, start: usize, draft: &mut Draft) -> usize {
    let mut at = start;
    let mut title = String::new();
    let mut field = 0;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        if let Some(content) = line.strip_prefix('%') {
            field += 1;
            draft.open(Kind::Metadata);
            draft.push(content, number + 1, Style::default());
            if field == 3 {
                draft.meta.dates.push(("date".into(), content.trim().into()));
            }
        } else if line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            draft.push(" ", number + 1, Style::default());
            draft.push(line, number + 1, Style::default());
        } else {
            break;
        }
        if field == 1 {
            title.push(' ');
            title.push_str(line.trim_start_matches('%').trim());
        }
        at += line.len();
    }
    draft.close();
    draft.meta.title = Some(title.trim().to_owned()).filter(|t| !t.is_empty());
    at
}

/// `key: value` or `key = value` without indentation.
fn field(line: &str) -> Option<(&str, &str)> {
    let end = line.find([':', '='])?;
    let key = line[..end].trim_end();
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'));
    plain.then(|| (key, line[end + 1..].trim().trim_matches(['"', '\''])))
}

fn note_field(draft: &mut Draft, key: &str, value: &str) {
    let key = key.to_ascii_lowercase();
    match key.as_str() {
        _ if value.is_empty() => {}
        "title" => draft.meta.title = Some(value.to_owned()),
        "lang" | "language" | "locale" => draft.meta.language = Some(value.to_owned()),
        _ => draft.meta.dates.push((key, value.to_owned())),
    }
}
