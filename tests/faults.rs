//! What a machine, a file system or another process does to a run: a clear message, exit 2, nothing lost.
#![cfg(all(unix, feature = "cli"))]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use common::cli::{recension, run, run_with};
use common::series::{copy, listing, scratch};

const PAGE: &str = "# Rules\n\nThe gate is open to everyone.\n";

fn text(path: &Path) -> &str {
    path.to_str().expect("plain")
}

/// Whether this user may write where nobody may: then permissions keep nothing from the test.
fn is_root() -> bool {
    let place = scratch();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o500)).expect("it is ours");
    fs::write(place.path().join("x"), "").is_ok()
}

#[test]
fn a_source_without_an_end_has_one() {
    for source in ["/dev/zero", "/dev/urandom"] {
        let done = run(&["diff", source, "README.md", "--limit", "bytes=1M"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.contains("it has more than 1048576 bytes; --limit bytes=N reads more"), "{}", done.err);
    }
}

#[test]
fn a_bound_may_be_as_large_as_a_number() {
    let pair = ["diff", "tests/fixtures/harbour/old.txt", "tests/fixtures/harbour/new.txt"];
    let bound = format!("bytes={}", u64::MAX);
    let done = run(&[&pair[..], &["--limit", &bound]].concat());
    assert_eq!((done.code, done.out), (0, run(&pair).out), "{}", done.err);
}

#[test]
fn a_name_that_is_no_text_can_be_read_and_is_shown() {
    let place = scratch();
    let name = OsStr::from_bytes(b"2020-01-01-\xff\xfe\x1b[31m.md");
    let path = place.path().join(name);
    if fs::write(&path, PAGE).is_err() {
        return; // A file system that takes no such names.
    }
    let mut command = recension(&["diff", "README.md"]);
    command.arg(&path);
    let done = run_with(command, "");
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(!done.out.contains('\u{1b}') && done.out.contains("\\u{1b}[31m"), "{}", done.out);
    let mut command = recension(&["diff", "README.md"]);
    command.arg(place.path().join(OsStr::from_bytes(b"gone-\xff\x1b[2J.md")));
    let done = run_with(command, "");
    assert!(done.code == 2 && done.err.contains("there is no such file"), "{done:?}");
    assert!(!done.err.contains('\u{1b}'), "{:?}", done.err);
}

#[test]
fn a_folder_that_vanished_is_told() {
    let place = scratch();
    let series = copy("fee", place.path());
    let path = text(&series).to_owned();
    fs::remove_dir_all(&series).expect("it is ours");
    for args in [vec!["log", &path], vec!["blame", &path], vec!["verify", &path], vec!["trace", &path, "fee"]] {
        let done = run(&args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains("fee") && done.err.starts_with("recension: "), "{args:?}: {}", done.err);
    }
    // From a folder that was removed under it.
    let gone = place.path().join("gone");
    fs::create_dir(&gone).expect("it can be made");
    let script = "cd \"$1\" && rmdir \"$1\" && exec \"$2\" check";
    let binary = env!("CARGO_BIN_EXE_recension");
    let done = std::process::Command::new("sh").args(["-c", script, "sh", text(&gone), binary]).output().expect("sh");
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_series_that_cannot_be_written_can_be_read() {
    let place = scratch();
    let series = copy("fee", place.path());
    let before = listing(&series);
    for file in &before {
        fs::set_permissions(series.join(file), fs::Permissions::from_mode(0o400)).expect("it is ours");
    }
    fs::set_permissions(&series, fs::Permissions::from_mode(0o500)).expect("it is ours");
    let log = run(&["log", text(&series)]);
    assert_eq!((log.code, log.err.as_str()), (0, ""), "what cannot be kept is compared anew");
    assert!(log.out.contains("2018-01-15"), "{}", log.out);
    if !is_root() {
        let done = run_with(recension(&["add", text(&series), "-", "--date", "2020-01-02"]), PAGE);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.contains("fee"), "{}", done.err);
        assert_eq!(listing(&series), before);
    }
    fs::set_permissions(&series, fs::Permissions::from_mode(0o700)).expect("it is ours");
}

#[test]
fn two_that_read_and_one_that_writes_agree() {
    let place = scratch();
    let series = copy("fee", place.path());
    let first = run(&["log", text(&series), "--no-cache"]).out;
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                // All of them write the same digests at once.
                assert_eq!(run(&["log", text(&series)]).out, first);
            });
        }
    });
    assert_eq!(run(&["log", text(&series)]).out, first, "what was kept is whole");
}

#[test]
fn digests_that_are_damaged_are_made_anew() {
    let place = scratch();
    let series = copy("fee", place.path());
    let first = run(&["log", text(&series)]).out;
    let kept = series.join(".recension");
    let mut files = vec![kept];
    let mut damaged = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(path).expect("listed").map(|entry| entry.expect("listed").path()));
        } else {
            let bytes = fs::read(&path).expect("it is there");
            let torn = if damaged % 2 == 0 { bytes[..bytes.len() / 2].to_vec() } else { vec![0xff; bytes.len()] };
            fs::write(&path, torn).expect("it can be written");
            damaged += 1;
        }
    }
    assert!(damaged > 3, "there are digests");
    let again = run(&["log", text(&series)]);
    assert_eq!((again.code, again.out), (0, first));
}

#[test]
fn no_file_of_a_manifest_or_a_link_leads_out_of_a_series() {
    let place = scratch();
    let series = copy("fee", place.path());
    let secret = place.path().join("2019-01-15.txt");
    fs::write(&secret, "The secret is out.").expect("it can be written");
    for file in ["../2019-01-15.txt", text(&secret), "./../2019-01-15.txt", "2019-01-15.txt/../../2019-01-15.txt"] {
        let line = serde_json::json!({
            "file": file, "obtained": "file", "media_type": "text/plain", "hash": "blake3:00",
            "date": {"value": "2019-01-15", "precision": "day", "basis": "file name", "confidence": "given"},
        });
        fs::write(series.join("manifest.jsonl"), format!("{line}\n")).expect("it can be written");
        let done = run(&["log", text(&series)]);
        assert!(done.code == 2 && done.err.contains("is no name of a snapshot"), "{file}: {done:?}");
        assert!(!done.out.contains("secret"), "{file}");
    }
    fs::remove_file(series.join("manifest.jsonl")).expect("it is there");
    symlink(&secret, series.join("2019-01-15.txt")).expect("links can be made");
    let done = run(&["log", text(&series)]);
    assert!(done.code == 2 && done.err.contains("links are not followed"), "{done:?}");
}

#[test]
fn what_a_series_tells_of_itself_is_read_through_no_link_and_nothing_is_written_through_one() {
    for file in ["manifest.jsonl", "series.toml"] {
        let place = scratch();
        let series = copy("fee", place.path());
        let _ = fs::remove_file(series.join(file));
        symlink("/dev/zero", series.join(file)).expect("links can be made");
        let done = run(&["log", text(&series)]);
        assert!(done.code == 2 && done.err.contains("links are not followed"), "{file}: {done:?}");
    }
    // Neither a folder of digests that lies elsewhere, nor a link in it.
    let place = scratch();
    let series = copy("fee", place.path());
    let first = run(&["log", text(&series), "--no-cache"]).out;
    let elsewhere = place.path().join("elsewhere");
    let _ = fs::remove_dir_all(series.join(".recension"));
    fs::create_dir(&elsewhere).expect("it can be made");
    symlink(&elsewhere, series.join(".recension")).expect("links can be made");
    let done = run(&["log", text(&series)]);
    assert_eq!((done.code, done.out, done.err.as_str()), (0, first.clone(), ""));
    assert_eq!(fs::read_dir(&elsewhere).expect("it is there").count(), 0, "nothing was kept elsewhere");
    fs::remove_file(series.join(".recension")).expect("it is a link");
    fs::create_dir(series.join(".recension")).expect("it can be made");
    symlink(elsewhere.join("made"), series.join(".recension/.gitignore")).expect("links can be made");
    assert_eq!(run(&["log", text(&series)]).out, first);
    assert_eq!(fs::read_dir(&elsewhere).expect("it is there").count(), 0, "nothing was made elsewhere");
}

#[test]
fn a_policy_without_an_end_has_one() {
    let place = scratch();
    let policy = place.path().join("recension.toml");
    symlink("/dev/zero", &policy).expect("links can be made");
    let pair = ["tests/fixtures/harbour/old.txt", "tests/fixtures/harbour/new.txt"];
    let done = run(&[&["check"], &pair[..], &["--policy", text(&policy)]].concat());
    assert!(done.code == 2 && done.err.contains("it has more than"), "{done:?}");
    let done = run(&[&["check"], &pair[..], &["--accepted", text(&policy)]].concat());
    assert!(done.code == 2 && done.err.contains("it has more than"), "{done:?}");
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let pair = ["diff", "tests/fixtures/harbour/old.txt", "tests/fixtures/harbour/new.txt"];
    let done = run(&[&pair[..], &["-o", "/no/such/place/report.txt"]].concat());
    assert!(done.code == 2 && done.err.contains("/no/such/place/report.txt"), "{done:?}");
    if Path::new("/dev/full").exists() {
        let script = "exec \"$0\" \"$@\" > /dev/full";
        let binary = env!("CARGO_BIN_EXE_recension");
        let mut command = std::process::Command::new("sh");
        let done = command.current_dir(common::root()).args(["-c", script, binary]).args(pair).output().expect("sh");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && told.contains("recension: "), "{told}");
    }
}
