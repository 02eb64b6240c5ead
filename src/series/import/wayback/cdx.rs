//! What a CDX server lists: one capture of an address a line.
//!
//! Servers differ. The Internet Archive's answers with one JSON array whose first row names the columns, pywb and
//! OpenWayback with a JSON object or the fields of a CDXJ line each; the columns have two sets of names.

use serde_json::{Map, Value};

/// A capture as the index has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Capture {
    /// Its moment in UTC, fourteen digits: `20190501100000`.
    pub(super) moment: String,
    /// The address as it was captured.
    pub(super) address: String,
    /// Its MIME type as the index tells it.
    pub(super) media_type: String,
    /// Its HTTP status; `None` where the index does not tell, as of a reference to an earlier capture.
    pub(super) status: Option<u16>,
    /// The digest of its payload.
    pub(super) digest: String,
}

impl Capture {
    /// Its day: `2019-05-01`.
    pub(super) fn day(&self) -> String {
        format!("{}-{}-{}", &self.moment[..4], &self.moment[4..6], &self.moment[6..8])
    }

    /// Whether it may be a page that can be read: no error, no redirection, no picture.
    pub(super) fn may_be_a_page(&self) -> bool {
        let readable = super::super::page::extension(&self.media_type).is_some();
        self.status.is_none_or(|status| status == 200)
            && (readable || matches!(self.media_type.as_str(), "-" | "unk" | "warc/revisit"))
    }
}

/// Reads an answer, or says what stands in it that is no capture.
pub(super) fn captures(answer: &str) -> Result<Vec<Capture>, String> {
    let strange = |what: &str| {
        let shown: String = what.chars().take(60).collect();
        format!("its answer is no list of captures: '{shown}'")
    };
    if answer.trim_start().starts_with('[') {
        let rows: Vec<Vec<String>> = serde_json::from_str(answer).map_err(|_| strange(answer.trim_start()))?;
        let Some((names, rows)) = rows.split_first() else { return Ok(Vec::new()) };
        let capture = |row: &Vec<String>| {
            let value = |wanted: &str| Some(row.get(names.iter().position(|name| name == wanted)?)?.clone());
            capture(&value).ok_or_else(|| strange(&row.join(" ")))
        };
        return rows.iter().map(capture).collect();
    }
    let lines = answer.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| object(line).as_ref().and_then(of_object).ok_or_else(|| strange(line))).collect()
}

/// A line's JSON object; that of a CDXJ line stands behind its key and its moment.
fn object(line: &str) -> Option<Map<String, Value>> {
    let (before, json) = line.split_at(line.find('{')?);
    let mut object: Map<String, Value> = serde_json::from_str(json).ok()?;
    if let Some(moment) = before.split_whitespace().nth(1) {
        object.entry("timestamp").or_insert_with(|| moment.into());
    }
    Some(object)
}

fn of_object(object: &Map<String, Value>) -> Option<Capture> {
    capture(&|name| Some(object.get(name)?.as_str()?.to_owned()))
}

/// A capture from its values by their names in either set; `None` where it has no moment or no address.
fn capture(value: &dyn Fn(&str) -> Option<String>) -> Option<Capture> {
    let either = |one: &str, other: &str| value(one).or_else(|| value(other));
    let moment = value("timestamp")?;
    if moment.len() != 14 || !moment.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Capture {
        moment,
        address: either("original", "url")?,
        media_type: either("mimetype", "mime").unwrap_or_default().to_ascii_lowercase(),
        status: either("statuscode", "status").and_then(|status| status.parse().ok()),
        digest: value("digest").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_is_understood() {
        let table = r#"[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
            ["example,harbour)/rules","20190501100000","http://harbour.example/rules","text/html","200","F5S6","501"],
            ["example,harbour)/rules","20210501100000","http://harbour.example/rules","warc/revisit","-","F5S6","391"]]"#;
        let objects = r#"
            {"urlkey": "example,harbour)/rules", "timestamp": "20190501100000", "url": "http://harbour.example/rules", "mime": "text/html", "status": "200", "digest": "F5S6"}
            {"urlkey": "example,harbour)/rules", "timestamp": "20210501100000", "url": "http://harbour.example/rules", "mime": "warc/revisit", "digest": "F5S6"}
        "#;
        let cdxj = r#"example,harbour)/rules 20190501100000 {"url": "http://harbour.example/rules", "mime": "text/html", "status": "200", "digest": "F5S6"}
example,harbour)/rules 20210501100000 {"url": "http://harbour.example/rules", "mime": "warc/revisit", "digest": "F5S6"}"#;
        let read = captures(table).expect("it is a list");
        assert_eq!((read[0].day().as_str(), read[0].status, read[1].status), ("2019-05-01", Some(200), None));
        assert!(read.iter().all(Capture::may_be_a_page));
        assert_eq!(captures(objects), Ok(read.clone()));
        assert_eq!(captures(cdxj), Ok(read));
        for nothing in ["", "[]", "\n"] {
            assert_eq!(captures(nothing), Ok(Vec::new()));
        }
    }

    #[test]
    fn what_is_no_list_is_told_as_such() {
        for strange in [
            "<html>Blocked</html>",
            "[1, 2]",
            "{\"timestamp\": \"2019\", \"url\": \"http://a/\"}",
            "[[\"a\"], [\"b\"]]",
        ] {
            assert!(captures(strange).is_err_and(|message| message.contains("no list")), "{strange}");
        }
    }

    #[test]
    fn errors_redirections_and_pictures_are_no_pages() {
        let capture = |media_type: &str, status| Capture {
            moment: "20190501100000".into(),
            address: "http://a/".into(),
            media_type: media_type.into(),
            status,
            digest: String::new(),
        };
        assert!(capture("text/html", Some(200)).may_be_a_page());
        for other in [capture("text/html", Some(404)), capture("text/html", Some(301)), capture("image/png", Some(200))]
        {
            assert!(!other.may_be_a_page());
        }
    }
}
