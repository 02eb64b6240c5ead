//! Bytes → text: by byte order mark, by declaration, by detection.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::model::Note;

use super::ReadError;

/// Where a `<meta>` declaration may stand: the HTML standard looks at the first 1024 bytes, real pages have
/// comments before it.
const DECLARATION_WITHIN: usize = 4096;

/// Bytes that go into detection; more make it no better.
const DETECT_WITHIN: usize = 64 * 1024;

/// Decodes the bytes of a snapshot. A byte order mark is left out.
pub(crate) fn decode<'a>(bytes: &'a [u8], notes: &mut Vec<Note>) -> Result<Cow<'a, str>, ReadError> {
    decode_told(bytes, None, notes)
}

/// Decodes the bytes of a snapshot of which a server told the charset. What the bytes themselves show comes first.
pub(super) fn decode_told<'a>(
    bytes: &'a [u8],
    told: Option<&str>,
    notes: &mut Vec<Note>,
) -> Result<Cow<'a, str>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(kind) = signature(bytes) {
        return Err(ReadError::NotText(format!("the bytes are those of {kind}")));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, &bytes[mark..], notes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { refuse_binary(bytes).map(|()| Cow::Borrowed(text)) } else { Ok(text.into()) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(decode_as(encoding, bytes, notes));
    }
    refuse_binary(bytes)?;
    let told = told.and_then(|label| Encoding::for_label(label.as_bytes()));
    // No text in UTF-8 comes this far, whatever is said of it.
    let encoding = told.or_else(|| declared(bytes)).filter(|&e| e != UTF_8).unwrap_or_else(|| detect(bytes));
    Ok(decode_as(encoding, bytes, notes))
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], notes: &mut Vec<Note>) -> Cow<'a, str> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let message = format!("some bytes are not valid {} and are shown as U+FFFD", encoding.name());
        notes.push(Note { code: "undecodable", message, span: None });
    }
    text
}

/// Files that are no text, by their first bytes.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF document: convert it to text first"),
        (b"PK\x03\x04", "a ZIP archive or an office document: convert it to text first"),
        (b"\x1f\x8b", "a gzip archive: unpack it first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document: convert it to text first"),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name)
}

/// Refuses bytes that are no text in any charset: text holds next to no control characters.
fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(DETECT_WITHIN)];
    let control = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0xc | 0x1b)).count();
    if control * 50 > head.len() || head.iter().filter(|&&b| b == 0).count() * 500 > head.len() {
        return Err(ReadError::NotText("the bytes are those of a binary file".into()));
    }
    Ok(())
}

/// UTF-16 without a mark: every second byte of a western text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DETECT_WITHIN) & !1];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// The charset that a page declares: `<meta charset=…>`, `content="…; charset=…"` or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_WITHIN)].to_ascii_lowercase();
    for key in [&b"charset="[..], b"encoding="] {
        let mut from = 0;
        while let Some(at) = head[from..].windows(key.len()).position(|window| window == key) {
            from += at + key.len();
            let rest = &head[from..];
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end =
                rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
            // Who could read this far does not read UTF-16, whatever is said; the HTML standard has it so too.
            if let Some(encoding) = Encoding::for_label(&rest[..end]).filter(|e| e.is_ascii_compatible()) {
                return Some(encoding);
            }
        }
    }
    None
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    let head = &bytes[..bytes.len().min(DETECT_WITHIN)];
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, &mut Vec::new()).expect("it is text").into_owned()
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(text(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
        assert_eq!(text(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(text(b"\xfe\xff\0h\0i"), "hi");
    }

    #[test]
    fn declarations_come_before_detection() {
        assert_eq!(
            text(b"<meta charset=\"windows-1252\"><p>caf\xe9 \x93x\x94"),
            "<meta charset=\"windows-1252\"><p>café “x”"
        );
        let koi = b"<meta http-equiv=content-type content='text/html; charset=koi8-r'>\xf0\xf2\xe9\xf7\xe5\xf4";
        assert!(text(koi).ends_with("ПРИВЕТ"));
        let lie = b"<meta charset=utf-16le><p>The fee is 10 euros at the caf\xe9.";
        assert!(text(lie).ends_with("The fee is 10 euros at the café."));
    }

    #[test]
    fn undeclared_text_is_detected() {
        let german = "Für die Änderung der Gebühren gelten die übrigen Vorschriften. ".repeat(4);
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&german);
        assert_eq!(text(&bytes), german);
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        let told = |bytes: &[u8]| decode(bytes, &mut Vec::new()).unwrap_err().to_string();
        assert_eq!(told(b""), "it is empty");
        assert!(told(b"%PDF-1.7 ...").contains("PDF"));
        assert!(told(&[0, 159, 146, 150, 0, 1, 2, 3, 255, 254]).contains("binary"));
    }
}
