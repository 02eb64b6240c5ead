//! An archive of our own making, which is busy at times.

use std::collections::BTreeMap;

use super::*;
use crate::series::Settings;

const RULES: &str = "http://harbour.example/rules";
const INDEX: &str = "http://archive.example/cdx?url=http%3A%2F%2Fharbour.example%2Frules";

/// Answers from a table, each answer of an address once, the last one for ever.
#[derive(Default)]
struct Table {
    answers: BTreeMap<String, Vec<io::Result<Answer>>>,
    asked: Vec<String>,
}

impl Table {
    fn at(&mut self, address: &str, answer: io::Result<Answer>) {
        self.answers.entry(address.to_owned()).or_default().push(answer);
    }
}

impl Fetch for Table {
    fn get(&mut self, address: &str) -> io::Result<Answer> {
        self.asked.push(address.to_owned());
        let answers = self.answers.get_mut(address).unwrap_or_else(|| panic!("nobody should ask for {address}"));
        let last = |answer: &io::Result<Answer>| match answer {
            Ok(answer) => Ok(answer.clone()),
            Err(error) => Err(error.kind().into()),
        };
        if answers.len() > 1 { answers.remove(0) } else { last(&answers[0]) }
    }
}

/// A clock on which only waiting takes time.
struct Watch {
    now: Timestamp,
    waited: Vec<u64>,
}

impl Clock for Watch {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn wait(&mut self, pause: Duration) {
        self.waited.push(pause.as_secs());
        self.now += pause;
    }
}

fn watch() -> Watch {
    Watch { now: "2024-01-01T00:00:00Z".parse().expect("a date"), waited: Vec::new() }
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> io::Result<Answer> {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Answer { status, headers, body: body.as_bytes().to_vec() })
}

fn html(body: &str) -> io::Result<Answer> {
    answer(200, &[("Content-Type", "text/html; charset=utf-8")], body)
}

fn listing(captures: &[(&str, &str, &str)]) -> io::Result<Answer> {
    let line = |(moment, digest, status): &(&str, &str, &str)| {
        format!(
            r#"{{"timestamp":"{moment}","url":"{RULES}","mime":"text/html","status":"{status}","digest":"{digest}"}}"#
        )
    };
    answer(200, &[], &captures.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn raw(moment: &str) -> String {
    format!("http://archive.example/{moment}id_/{RULES}")
}

fn index(range: &str) -> String {
    format!("{INDEX}{range}&output=json&collapse=digest")
}

fn query() -> Query {
    Query { address: Some(RULES.into()), ..Query::default() }
}

struct Place(std::path::PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn place(name: &str) -> Place {
    let folder = std::env::temp_dir().join(format!("recension-wayback-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    Place(folder)
}

fn run(place: &Place, table: &mut Table, watch: &mut Watch, query: &Query) -> Result<Imported, SeriesError> {
    let mut writer = Writer::open(&place.0, &Settings::default())?;
    let archive = Archive::at("http://archive.example/");
    import(&mut writer, &archive, query, (table, watch), Pace::default(), &mut |_| {})
}

#[test]
fn a_run_of_the_same_page_is_fetched_once_and_a_return_again() {
    let place = place("run");
    let mut table = Table::default();
    let captures = [
        ("20190101000000", "A", "200"),
        ("20190201000000", "A", "200"),
        ("20190301000000", "E", "503"),
        ("20190401000000", "A", "200"),
        ("20200101000000", "B", "200"),
        ("20210101000000", "A", "200"),
    ];
    table.at(&index("&from=2019&to=2021"), listing(&captures));
    for (moment, text) in
        [("20190101000000", "Fee: 40."), ("20200101000000", "Fee: 45."), ("20210101000000", "Fee: 40.")]
    {
        table.at(&raw(moment), html(text));
    }
    let mut watch = watch();
    let query = Query { since: Some("2019".into()), until: Some("2021".into()), ..query() };
    let done = run(&place, &mut table, &mut watch, &query).expect("the archive answers");
    assert_eq!((done.recorded, done.known, done.skipped.len()), (3, 0, 0));
    assert_eq!(watch.waited, [4, 4, 4], "one request after the other, apart from each other");
    let series = crate::series::Series::open(&place.0).expect("it is a series");
    let told: Vec<_> = series.snapshots.iter().map(|entry| (entry.file.as_str(), entry.archived.as_deref())).collect();
    assert_eq!(
        told[1],
        ("2020-01-01.html", Some("http://archive.example/20200101000000/http://harbour.example/rules"))
    );
    assert_eq!(series.snapshots[2].captured.as_deref(), Some("2021-01-01T00:00:00Z"));
    assert_eq!(series.snapshots[2].media_type, "text/html; charset=utf-8");
}

#[test]
fn a_busy_archive_is_asked_again_when_it_says() {
    let place = place("busy");
    let mut table = Table::default();
    table.at(&index(""), Err(io::ErrorKind::ConnectionReset.into()));
    table.at(&index(""), answer(503, &[], ""));
    table.at(&index(""), listing(&[("20190101000000", "A", "200")]));
    table.at(&raw("20190101000000"), answer(429, &[("retry-after", "30")], ""));
    table.at(&raw("20190101000000"), answer(429, &[("Retry-After", "Mon, 01 Jan 2024 00:01:00 GMT")], ""));
    table.at(&raw("20190101000000"), html("Fee: 40."));
    let mut watch = watch();
    let done = run(&place, &mut table, &mut watch, &query()).expect("it answers at last");
    assert_eq!(done.recorded, 1);
    // 2 and 4 of our own, with what is missing to the pace; then, after 4 seconds, as asked: 30, and until 00:01:00.
    assert_eq!(watch.waited, [2, 2, 4, 4, 30, 18]);
}

#[test]
fn an_archive_that_stays_busy_ends_the_import_which_goes_on_where_it_stopped() {
    let place = place("resume");
    let mut table = Table::default();
    table.at(&index(""), listing(&[("20190101000000", "A", "200"), ("20200101000000", "B", "200")]));
    table.at(&raw("20190101000000"), html("Fee: 40."));
    table.at(&raw("20200101000000"), answer(503, &[], ""));
    let stopped = run(&place, &mut table, &mut watch(), &query()).expect_err("it is busy").to_string();
    assert!(stopped.contains("20200101000000id_") && stopped.contains("it answers 503, 6 times"), "{stopped}");
    let mut table = Table::default();
    table.at(&index(""), listing(&[("20190101000000", "A", "200"), ("20200101000000", "B", "200")]));
    table.at(&raw("20200101000000"), html("Fee: 45."));
    let done = run(&place, &mut table, &mut watch(), &query()).expect("it answers");
    assert_eq!((done.recorded, done.known, table.asked.len()), (1, 1, 2));
    // Who is asked to come back tomorrow says so, and does not sit and wait.
    let mut table = Table::default();
    table.at(&index(""), answer(429, &[("retry-after", "86400")], ""));
    let stopped = run(&place, &mut table, &mut watch(), &query()).expect_err("it asks to wait").to_string();
    assert!(stopped.contains("it answers 429, and asks to wait for 1440 minutes"), "{stopped}");
    // Nor who never got an answer at all.
    let mut table = Table::default();
    table.at(&index(""), Err(io::ErrorKind::TimedOut.into()));
    let mut watch = watch();
    assert!(run(&place, &mut table, &mut watch, &query()).is_err());
    assert_eq!((table.asked.len(), watch.waited.iter().sum::<u64>()), (2, 4));
}

#[test]
fn what_the_archive_lost_and_what_is_no_page_is_left_out_and_named() {
    let place = place("lost");
    let mut table = Table::default();
    let moments = ["20190101000000", "20190201000000", "20190301000000", "20190401000000", "20190501000000"];
    table.at(&index(""), listing(&moments.map(|moment| (moment, moment, "200"))));
    let elsewhere = format!("/20180101000000id_/{RULES}");
    table.at(&raw(moments[0]), answer(302, &[("Location", &elsewhere)], ""));
    table.at(&raw(moments[1]), answer(404, &[], "Not in the archive."));
    table.at(&raw(moments[2]), answer(200, &[("Content-Type", "image/png")], "x"));
    table.at(&raw(moments[3]), answer(200, &[("Content-Encoding", "br")], "x"));
    // The same capture under its address with another scheme is the same capture.
    let other = format!("/{}id_/https://harbour.example/rules", moments[4]);
    table.at(&raw(moments[4]), answer(302, &[("Location", &other)], ""));
    table.at(&format!("http://archive.example{other}"), html("Fee: 40."));
    let done = run(&place, &mut table, &mut watch(), &query()).expect("the archive answers");
    let reasons: Vec<&str> = done.skipped.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "the archive leads to another capture instead",
            "the archive answers 404",
            "it is of type image/png",
            "its body is packed with br, which is not read",
        ]
    );
    assert_eq!(done.recorded, 1);
}

#[test]
fn an_archive_that_is_none_is_told_and_nothing_is_begun() {
    for (answered, reason) in
        [(html("<p>Welcome</p>"), "no list of captures"), (answer(404, &[], ""), "it answers 404")]
    {
        let place = place("none");
        let mut table = Table::default();
        table.at(&index(""), answered);
        let error = run(&place, &mut table, &mut watch(), &query()).expect_err("it is none").to_string();
        assert!(error.contains(reason), "{error}");
        assert!(!place.0.exists());
    }
    let place = place("nothing");
    let mut table = Table::default();
    table.at(&index(""), listing(&[]));
    assert_eq!(run(&place, &mut table, &mut watch(), &query()).expect("it answers"), Imported::default());
    assert!(!place.0.exists(), "where there is nothing no series is begun");
}

#[test]
fn addresses_are_escaped_inside_of_others() {
    let capture = Capture {
        moment: "20190101000000".into(),
        address: "http://a.example/ü x?q=1&r=#f".into(),
        media_type: String::new(),
        status: None,
        digest: String::new(),
    };
    assert_eq!(
        Archive::default().raw(&capture),
        "https://web.archive.org/web/20190101000000id_/http://a.example/%C3%BC%20x?q=1&r=%23f"
    );
    assert_eq!(resolved("/web/1", "https://web.archive.org/web"), "https://web.archive.org/web/1");
    assert_eq!(resolved("//b.example/1", "https://web.archive.org/web"), "https://b.example/1");
}
