//! Front matter: fields that an author or an extractor put before the text.

use super::block::Kind;
use super::draft::Draft;
use super::piece::Style;

/// Lines that front matter may have; a longer one is text between two rulers.
const LONGEST: usize = 400;

/// Reads the front matter at the beginning of a text into blocks and fields, and gives the offset behind it.
///
/// Known are YAML between `---`, or above it, TOML between `+++` and the title block of Pandoc (`% title`).
pub(super) fn read(text: &str, draft: &mut Draft) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[start..];
    let first = body.lines().next().unwrap_or_default().trim_end();
    match first {
        "---" | "+++" => fenced(text, start, first, draft),
        _ if first.starts_with("% ") => title_block(text, start, draft),
        _ if field(first).is_some() => unfenced(text, start, draft),
        _ => 0,
    }
}

/// The line that ends front matter, and the offset behind it.
fn end(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    text[start..].split_inclusive('\n').enumerate().take(LONGEST).find_map(|(number, line)| {
        at += line.len();
        let bare = line.trim_end();
        (number > 0 && (bare == fence || (fence == "---" && bare == "..."))).then_some((number, at))
    })
}

fn fenced(text: &str, start: usize, fence: &str, draft: &mut Draft) -> usize {
    let Some((closing, behind)) = end(text, start, fence) else { return 0 };
    let fields: Vec<&str> = text[start..behind].lines().collect();
    if !fields[1..closing].iter().any(|line| field(line).is_some()) && closing > 1 {
        return 0;
    }
    note_fields(&fields[..closing], 1, draft);
    behind
}

/// Fields whose first fence was lost: nothing but fields, and a gap between them and the ruler, which else would make a
/// title of the last one.
fn unfenced(text: &str, start: usize, draft: &mut Draft) -> usize {
    const FEWEST: usize = 2;
    let Some((closing, behind)) = end(text, start, "---") else { return 0 };
    let fields: Vec<&str> = text[start..behind].lines().collect();
    let (gap, fields) = match fields[..closing].split_last() {
        Some((last, fields)) => (last.trim().is_empty(), fields),
        None => return 0,
    };
    let told = fields.iter().all(|line| field(line).is_some() || line.starts_with([' ', '\t']));
    if !gap || !told || fields.len() < FEWEST {
        return 0;
    }
    note_fields(fields, 0, draft);
    behind
}

fn note_fields(fields: &[&str], first: usize, draft: &mut Draft) {
    for (number, line) in fields.iter().enumerate().skip(first) {
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

#[cfg(test)]
mod tests {
    use crate::ReadOptions;
    use crate::model::Role;
    use crate::read::read;

    #[test]
    fn fields_without_their_first_fence_are_front_matter() {
        let fields = "Title: Rules of the garden\nslug: garden\nlayout: default\n";
        let roles = |text: &str| {
            let document = read(text.as_bytes(), "page.md", &ReadOptions::default()).expect("it is a text");
            (document.title, document.segments.iter().map(|s| s.role).collect::<Vec<_>>())
        };
        let text = format!("{fields}\n---\n\nGuests may stay.\n");
        let (title, found) = roles(&text);
        assert_eq!(title.as_deref(), Some("Rules of the garden"));
        assert_eq!(found, [Role::Metadata, Role::Metadata, Role::Metadata, Role::Claim]);
        assert_eq!(roles(&format!("---\n{text}")).1, found);
        let (_, found) = roles("Note: this is a rule.\nIt has two lines.\n\n---\n\nGuests may stay.\n");
        assert!(!found.contains(&Role::Metadata), "{found:?}");
    }
}
