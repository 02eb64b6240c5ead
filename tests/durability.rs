//! What a series is after its writer was killed, and on a disk that is full.
//!
//! `KILLS` asks for so many kills, `KILLS_SEED` for other moments:
//!
//! ```text
//! KILLS=500 cargo test --all-features --test durability
//! ```
#![cfg(all(feature = "cli", unix))]

mod common;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::cli::{recension, run};
use common::git::{commit, git};
use common::series::{listing, manifest, scratch};

/// Kills where nobody asks for more.
const KILLS: u64 = 60;

/// Moments that fall the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    /// A part of a whole, from zero to one.
    fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

fn plain(path: &Path) -> &str {
    path.to_str().expect("scratch folders have plain names")
}

fn page(number: usize) -> String {
    let rest = "The jetty is open in summer, and shut when the ice comes.\n\n".repeat(40);
    format!("# Mooring\n\nMembers must pay the mooring fee of {number} euros.\n\n{rest}")
}

/// The arguments that let a series grow in which so many snapshots are.
type Arguments = dyn Fn(&Path, usize) -> Vec<String>;

/// What is done to a series until it is killed, and how often what counts as done was.
struct Work {
    name: &'static str,
    /// How it is done.
    args: Box<Arguments>,
    /// How many snapshots the series has when all is done; `add` is never done.
    whole: Option<usize>,
}

/// Three ways in which a series grows.
fn works(place: &Path) -> Vec<Work> {
    let repo = place.join("repo");
    fs::create_dir(&repo).expect("it can be made");
    git(&repo, &["init", "-q"], "2019-12-31T00:00:00Z");
    for number in 0..28 {
        commit(&repo, "terms.md", &page(number), "Raise", &format!("2020-01-{:02}T10:00:00Z", number + 1));
    }
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<String>>();
    let (offered, tried) = (place.join("page.md"), Cell::new(0));
    let mut works = vec![
        Work {
            name: "add",
            args: Box::new(move |series, there| {
                fs::write(&offered, page(1000 + tried.get())).expect("it can be written");
                // Another day each time: whatever a killed one left, none takes its place.
                let date = format!("20{:02}-{:02}-{:02}", there % 28, tried.get() / 28 % 12 + 1, tried.get() % 28 + 1);
                tried.set(tried.get() + 1);
                words(&["add", plain(series), plain(&offered), "--date", &date])
            }),
            whole: None,
        },
        Work {
            name: "import git",
            args: Box::new(move |series, _| {
                words(&["import", "git", plain(&repo), "terms.md", "--series", plain(series)])
            }),
            whole: Some(28),
        },
    ];
    if cfg!(feature = "warc") {
        let address = "http://harbour.example/rules";
        let archive = "tests/fixtures/warc/site.warc.gz";
        works.push(Work {
            name: "import warc",
            args: Box::new(move |series, _| {
                words(&["import", "warc", archive, "--series", plain(series), "--address", address])
            }),
            whole: Some(4),
        });
    }
    works
}

fn start(args: &[String]) -> Command {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut command = recension(&args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The snapshots of a series by their names, as far as its manifest tells: unfinished lines count for nothing.
fn recorded(series: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(series.join("manifest.jsonl")).unwrap_or_default();
    let finished = text.rfind('\n').map_or("", |end| &text[..end]);
    let entry = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("a finished line is JSON");
        (line["file"].as_str().expect("a name").to_owned(), line["hash"].as_str().expect("a hash").to_owned())
    };
    finished.lines().map(entry).collect()
}

#[test]
fn a_writer_that_is_killed_at_any_moment_leaves_a_sound_series() {
    let place = scratch();
    let works = works(place.path());
    let (kills, mut dice) = (asked("KILLS").unwrap_or(KILLS), Dice(asked("KILLS_SEED").unwrap_or(1997)));
    let mut killed_inside = 0;
    for (index, work) in works.iter().enumerate() {
        let share = kills / works.len() as u64 + u64::from((index as u64) < kills % works.len() as u64);
        let mut generation = 0;
        let mut series = place.path().join(format!("{}-{generation}", work.name.replace(' ', "-")));
        // How long it takes, as far as is known: the moments of the kills are spread over it.
        let start_of = Instant::now();
        let trial = place.path().join(format!("trial-{index}"));
        start(&(work.args)(&trial, 0)).status().expect("the binary starts");
        let mut takes = start_of.elapsed();
        for kill in 0..share {
            let before = recorded(&series);
            let mut child = start(&(work.args)(&series, before.len())).spawn().expect("the binary starts");
            std::thread::sleep(takes.mul_f64(dice.part()).min(Duration::from_secs(5)));
            let _ = child.kill();
            let ended = child.wait().expect("it ends");
            killed_inside += u64::from(ended.code().is_none());
            // On a machine that is busy now and idle then, some kills are to come in time, and some late.
            takes = takes.mul_f64(if ended.code().is_none() { 1.1 } else { 0.9 });
            let after = recorded(&series);
            let told = || format!("{}, kill {kill}: {after:?}", work.name);
            assert!(before.iter().all(|(file, hash)| after.get(file) == Some(hash)), "lost: {}", told());
            if !after.is_empty() {
                let verified = run(&["verify", plain(&series)]);
                assert_eq!(verified.code, 0, "{}: {}{}", told(), verified.out, verified.err);
            }
            if ended.success() && work.whole.is_none() {
                assert_eq!(after.len(), before.len() + 1, "{}", told());
            }
            // What is whole is begun again elsewhere.
            if work.whole == Some(after.len()) {
                generation += 1;
                series = place.path().join(format!("{}-{generation}", work.name.replace(' ', "-")));
            }
        }
        // Whatever was left behind, the next writer goes on from it.
        let there = recorded(&series).len();
        assert!(start(&(work.args)(&series, there)).status().expect("the binary starts").success(), "{}", work.name);
        assert_eq!(manifest(&series).len(), work.whole.unwrap_or(there + 1), "{}", work.name);
        assert_eq!(run(&["verify", plain(&series)]).code, 0, "{}", work.name);
        let left = |name: &String| name.starts_with('.');
        assert_eq!(listing(&series).iter().filter(|name| left(name)).count(), 0, "{}: drafts are left", work.name);
    }
    // A test that kills nobody tells nothing.
    assert!(killed_inside * 8 > kills, "{killed_inside} of {kills} kills came before the end");
}

/// Runs a command that may write no file of more than so many blocks of 512 bytes.
fn on_a_full_disk(blocks: usize, args: &[&str]) -> (Option<i32>, String) {
    // The attempt is an error instead of a signal.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let done = Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_recension")])
        .args(args)
        .current_dir(common::root())
        .output()
        .expect("there is a shell");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

/// A series with one snapshot, and what its manifest says.
fn begun(place: &Path) -> (PathBuf, Vec<u8>) {
    let (series, first) = (place.join("rules"), place.join("first.md"));
    fs::write(&first, "# Rules\n\nThe gate of the harbour is open.\n").expect("it can be written");
    assert_eq!(run(&["add", plain(&series), plain(&first), "--date", "2000-01-01"]).code, 0);
    let manifest = fs::read(series.join("manifest.jsonl")).expect("it is there");
    (series, manifest)
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let place = scratch();
    let (series, before) = begun(place.path());
    let long = place.path().join("long.md");
    fs::write(&long, "The gate of the harbour is open.\n\n".repeat(4000)).expect("it can be written");
    let (code, told) = on_a_full_disk(8, &["add", plain(&series), plain(&long), "--date", "2021-01-02"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("2021-01-02.md") && told.contains("arge"), "it says which file, and why: {told}");
    assert_eq!(fs::read(series.join("manifest.jsonl")).expect("it is there"), before);
    assert_eq!(run(&["verify", plain(&series)]).code, 0);
    assert_eq!(listing(&series), ["2000-01-01.md", "manifest.jsonl", "series.toml"]);
}

#[test]
fn a_disk_that_fills_up_during_an_import_keeps_what_was_recorded() {
    let place = scratch();
    let (series, before) = begun(place.path());
    let repo = place.path().join("repo");
    fs::create_dir(&repo).expect("it can be made");
    git(&repo, &["init", "-q"], "2019-12-31T00:00:00Z");
    for number in 0..28 {
        commit(&repo, "terms.md", &page(number), "Raise", &format!("2020-01-{:02}T10:00:00Z", number + 1));
    }
    let import = ["import", "git", plain(&repo), "terms.md", "--series", plain(&series)];
    // Each snapshot fits, and not all the lines of the manifest.
    let (code, told) = on_a_full_disk(12, &import);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("manifest.jsonl"), "{told}");
    let after = fs::read(series.join("manifest.jsonl")).expect("it is there");
    assert!(after.starts_with(&before) && after.ends_with(b"\n"));
    assert_eq!(run(&["verify", plain(&series)]).code, 0);
    // With room again, the import goes on.
    assert_eq!(run(&import).code, 0);
    assert_eq!(manifest(&series).len(), 29);
    assert_eq!(run(&["verify", plain(&series)]).code, 0);
}
