//! `recension check` as CI meets it: a folder of snapshots with a policy and a list of accepted changes.
#![cfg(all(feature = "cli", feature = "junit"))]

mod common;

use std::path::{Path, PathBuf};

use common::cli::{Run, assert_valid, recension, run_with};
use common::git::{commit, git};
use common::series::scratch;
use common::{pairs, root};
use quick_xml::events::Event;
use serde_json::Value;

const RULES: &str = "\
# Rules of the bath

Everyone must shower before swimming.

A ticket costs 4 euros.

Children under six must be with an adult.
";

/// A repository with snapshots of a page, as people keep one.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("recension-check-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("snapshots/bath")).expect("the temporary folder can be written");
        let repository = Repository(folder);
        repository.write("snapshots/bath/2024-01-01.md", RULES);
        repository
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.0.join(path), text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).expect("the file is there")
    }

    /// Checks the snapshot of a date against the first one.
    fn check(&self, date: &str, more: &[&str]) -> Run {
        let new = format!("snapshots/bath/{date}.md");
        self.run(&[&["check", "snapshots/bath/2024-01-01.md", &new], more].concat())
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = recension(args);
        command.current_dir(&self.0);
        run_with(command, "")
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {} {}", run.out, run.err))
}

fn open(report: &Value) -> Vec<&Value> {
    let pairs = report["pairs"].as_array().expect("pairs");
    let findings = pairs.iter().flat_map(|pair| pair["findings"].as_array().expect("findings"));
    findings.filter(|finding| finding["standing"] == "open").collect()
}

#[test]
fn a_weaker_duty_fails_at_its_line_until_it_is_accepted() {
    let repository = Repository::new("accept");
    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("must shower", "should shower"));
    let found = repository.check("2024-02-01", &["--format", "json"]);
    assert_eq!(found.code, 1, "{}", found.err);
    let report = json(&found);
    assert_valid("findings", &report);
    let [finding] = open(&report)[..] else { panic!("one finding: {report}") };
    assert_eq!(finding["rule"], "weaker-duty");
    assert_eq!(finding["place"]["source"], "snapshots/bath/2024-02-01.md");
    assert_eq!(finding["place"]["lines"], serde_json::json!([3, 3]));

    let id = finding["change"]["id"].as_str().expect("an id");
    let accept = ["--accept", id, "--reason", "the board said so", "--date", "2024-02-02"];
    assert_eq!(repository.check("2024-02-01", &accept).code, 0);
    let list = repository.read("recension.accepted.toml");
    for told in [id, "2024-02-02", "the board said so", "Everyone must shower", "Everyone should shower"] {
        assert!(list.contains(told), "{list}");
    }
    let later = repository.check("2024-02-01", &[]);
    assert_eq!(later.code, 0);
    assert!(later.out.contains("accepted 2024-02-02: the board said so"), "{}", later.out);
}

#[test]
fn what_was_accepted_is_accepted_there_and_as_it_was() {
    let repository = Repository::new("again");
    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("must shower", "should shower"));
    assert_eq!(repository.check("2024-02-01", &["--accept-all", "--reason", "fine"]).code, 0);
    // The same words change elsewhere.
    repository.write("snapshots/bath/2024-03-01.md", &RULES.replace("must be with", "should be with"));
    let elsewhere = repository.check("2024-03-01", &[]);
    assert_eq!(elsewhere.code, 1, "{}", elsewhere.out);
    assert!(elsewhere.out.contains("accepted on") && elsewhere.out.contains("not in this pair"), "{}", elsewhere.out);
    // The accepted sentence changes again.
    repository.write("snapshots/bath/2024-04-01.md", &RULES.replace("must shower", "may shower"));
    assert_eq!(repository.check("2024-04-01", &[]).code, 1);
    // Another page with the same words is another page.
    assert_eq!(repository.check("2024-02-01", &["--page", "sauna"]).code, 1);
}

#[test]
fn the_newest_pair_of_every_page_is_checked() {
    let repository = Repository::new("all");
    repository.write("snapshots/bath/2024-02-01.md", RULES);
    repository.write("snapshots/bath/2024-03-01.md", &RULES.replace("must shower", "should shower"));
    std::fs::create_dir_all(repository.0.join("snapshots/new")).expect("a folder can be made");
    repository.write("snapshots/new/2024-03-01.md", RULES);
    for args in [&["check"][..], &["check", "snapshots"], &["check", "snapshots/bath"]] {
        let found = repository.run(&[args, &["-f", "json"]].concat());
        assert_eq!(found.code, 1, "{args:?} {}", found.err);
        let report = json(&found);
        assert_eq!(open(&report).len(), 1, "{report}");
        assert_eq!(report["pairs"].as_array().expect("pairs").len(), 1, "a page with one snapshot has no pair");
        assert_eq!(report["pairs"][0]["page"], "bath");
        let file = report["pairs"][0]["findings"][0]["place"]["source"].as_str().expect("a path");
        assert!(file.ends_with("snapshots/bath/2024-03-01.md") && !file.starts_with('/'), "{file}");
    }
    assert_eq!(repository.run(&["check", "snapshots/bath@2024-01..2024-02"]).code, 0);
    assert_eq!(repository.run(&["check", "--accept-all"]).code, 0);
    assert_eq!(repository.run(&["check"]).code, 0);
    std::fs::remove_dir_all(repository.0.join("snapshots")).expect("it can be removed");
    assert_eq!(repository.run(&["check"]).code, 2);
}

#[test]
fn a_suspect_page_does_not_hide_what_is_found_on_others() {
    let repository = Repository::new("two");
    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("must shower", "should shower"));
    std::fs::create_dir_all(repository.0.join("snapshots/wall")).expect("a folder can be made");
    repository.write("snapshots/wall/2024-01-01.md", RULES);
    repository.write(
        "snapshots/wall/2024-02-01.md",
        "Just a moment...\n\nChecking your browser before accessing.\n\nEnable JavaScript and cookies to continue.\n",
    );
    let done = repository.run(&["check"]);
    assert_eq!(done.code, 2);
    assert!(done.out.contains("weaker-duty"), "{}", done.out);
    assert!(done.err.contains("wall/2024-02-01.md: a suspect capture"), "{}", done.err);
}

#[test]
fn nothing_new_is_nothing_flagged() {
    let repository = Repository::new("same");
    repository.write("snapshots/bath/2024-02-01.md", RULES);
    let same = repository.check("2024-02-01", &[]);
    assert_eq!((same.code, same.out.as_str()), (0, "nothing is flagged\n"));
}

#[test]
fn a_policy_of_ones_own_takes_the_place_of_the_usual_rules() {
    let repository = Repository::new("policy");
    repository.write(
        "recension.toml",
        "\
[[rule]]
id = \"dear\"
level = \"error\"
when = { kinds = [\"money\"], by-more-than = 20 }

[[watch]]
id = \"children\"
level = \"error\"
claim = \"Children under six have to be with an adult\"
allow = [\"wording\"]

[[term]]
id = \"sponsor\"
level = \"warning\"
text = \"Acme\"
must = \"not-appear\"

[[term]]
id = \"showers\"
level = \"warning\"
text = \"shower\"
must = \"stay\"

[[ignore]]
reason = \"the treasurer watches these\"
when = { section = \"^Prices\" }
",
    );
    let rules = |text: &str| -> Vec<String> {
        repository.write("snapshots/bath/2024-02-01.md", text);
        let report = json(&repository.check("2024-02-01", &["-f", "json"]));
        open(&report).iter().map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
    };
    assert_eq!(rules(&RULES.replace("4 euros", "5 euros")), ["dear"]);
    assert_eq!(rules(&RULES.replace("4 euros", "4.20 euros")), Vec::<String>::new());
    assert_eq!(rules(&RULES.replace("must be with", "should be with")), ["children"]);
    assert_eq!(rules(&RULES.replace("\nChildren under six must be with an adult.\n", "")), ["children"]);
    assert_eq!(rules(&format!("{RULES}\nAcme pays for the towels.\n")), ["sponsor"]);
    assert_eq!(rules(&RULES.replace("shower before swimming", "wash before swimming")), ["showers"]);
    let moved = RULES.replace("A ticket", "## Prices\n\nA ticket").replace("4 euros", "8 euros");
    assert_eq!(rules(&moved), Vec::<String>::new(), "the section is of no interest");

    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("4 euros", "5 euros"));
    let policy = repository.read("recension.toml");
    repository.write("recension.toml", &format!("{policy}\n[page.bath.level]\ndear = \"note\"\n"));
    assert_eq!(repository.check("2024-02-01", &[]).code, 0);
    assert_eq!(repository.check("2024-02-01", &["--fail-on", "note"]).code, 1);
    repository.write("recension.toml", &format!("{policy}\n[page.bath]\noff = [\"dear\"]\n"));
    assert_eq!(repository.check("2024-02-01", &["--fail-on", "note"]).code, 0);
}

#[test]
fn trouble_with_a_policy_has_a_line_and_a_mark() {
    let repository = Repository::new("trouble");
    repository.write("snapshots/bath/2024-02-01.md", RULES);
    repository.write("recension.toml", "[[rule]]\nid = \"a\"\nlevel = \"error\"\nwhne = {}\n");
    let refused = repository.check("2024-02-01", &[]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    for told in ["recension.toml:4:1", "4 | whne = {}", "^^^^", "did you mean `when`?"] {
        assert!(refused.err.contains(told), "{}", refused.err);
    }
    let missing = repository.check("2024-02-01", &["--policy", "no-such.toml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no-such.toml"), "{}", missing.err);
}

#[test]
fn a_suspect_capture_is_not_checked_unless_forced() {
    let repository = Repository::new("suspect");
    let wall = "Just a moment...\n\nChecking your browser before accessing the site.\n\nEnable JavaScript and cookies to continue.\n";
    repository.write("snapshots/bath/2024-02-01.md", wall);
    let refused = repository.check("2024-02-01", &[]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.out);
    assert!(refused.err.contains("suspect capture") && refused.err.contains("--force"), "{}", refused.err);
    assert_ne!(repository.check("2024-02-01", &["--force"]).code, 2);
}

#[test]
fn an_id_that_is_not_flagged_cannot_be_accepted() {
    let repository = Repository::new("id");
    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("must shower", "should shower"));
    let refused = repository.check("2024-02-01", &["--accept", "0123456789ab"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("0123456789ab"), "{}", refused.err);
    assert!(!repository.0.join("recension.accepted.toml").exists());
}

/// All formats of the findings of the pairs, with a policy that flags every change.
fn all(format: &str) -> Vec<(String, String)> {
    let place = scratch();
    let policy = place.path().join("recension.toml");
    std::fs::write(&policy, "[[rule]]\nid = \"all\"\nlevel = \"warning\"\n").expect("a file can be written");
    let path = policy.to_str().expect("a plain path");
    pairs()
        .into_iter()
        .map(|(old, new)| {
            let args = ["check", &old, &new, "--policy", path, "--force", "--format", format];
            let run = run_with(recension(&args), "");
            assert!(run.code < 2, "{old}: {}", run.err);
            (old, run.out)
        })
        .collect()
}

#[test]
fn sarif_keeps_to_its_schema() {
    let schema = std::fs::read_to_string(root().join("tests/schema/sarif-2.1.0.json")).expect("the schema is there");
    // The schema's pattern for languages is no regular expression: it has a bracket too many.
    let schema: Value = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema is a schema");
    for (old, written) in all("sarif") {
        let log: Value = serde_json::from_str(&written).expect("it is JSON");
        let errors: Vec<String> = validator.iter_errors(&log).take(3).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{old}: {errors:?}");
        for result in log["runs"][0]["results"].as_array().expect("results") {
            let place = &result["locations"][0]["physicalLocation"];
            let file = root().join(place["artifactLocation"]["uri"].as_str().expect("a path"));
            let lines = std::fs::read_to_string(&file).unwrap_or_default().lines().count() as u64;
            let last = place["region"]["endLine"].as_u64().expect("a line");
            assert!((1..=lines).contains(&last), "{}: line {last} of {lines}", Path::display(&file));
        }
    }
}

/// What an element of JUnit's XML may hold, as Jenkins reads it: its attributes (those that must be there first, before a
/// bar), then its children. `scripts/check-xml` asks Jenkins' own schema.
const JUNIT: [(&str, &str, &str); 5] = [
    ("testsuites", "| name tests failures errors disabled time", "testsuite"),
    (
        "testsuite",
        "name | tests failures errors skipped disabled time timestamp hostname id package",
        "properties testcase system-out system-err",
    ),
    ("testcase", "name classname | time assertions status", "skipped error failure system-out system-err"),
    ("failure", "| type message", ""),
    ("system-out", "|", ""),
];

#[test]
fn junit_is_what_jenkins_reads() {
    for (old, written) in all("junit") {
        let mut reader = quick_xml::Reader::from_str(&written);
        let mut open: Vec<String> = Vec::new();
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{old}: {error}"));
            let (tag, is_open) = match &event {
                Event::Eof => break,
                Event::Start(tag) => (tag, true),
                Event::Empty(tag) => (tag, false),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                _ => continue,
            };
            let name = tag.name().as_ref().to_owned();
            let (_, attributes, _) =
                JUNIT.iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("{old}: <{name}>"));
            let parent = open.last().and_then(|parent| JUNIT.iter().find(|(known, ..)| known == parent));
            let fits = parent.map_or(name == "testsuites", |(_, _, children)| children.split(' ').any(|c| c == name));
            assert!(fits, "{old}: <{name}> in {open:?}");
            let (musts, mays) = attributes.split_once('|').expect("there is a bar");
            let told: Vec<String> =
                tag.attributes().map(|attribute| attribute.expect("it is sound").key.as_ref().to_owned()).collect();
            assert!(musts.split_whitespace().all(|must| told.iter().any(|name| name == must)), "{old}: {told:?}");
            let known = |name: &String| musts.split_whitespace().chain(mays.split_whitespace()).any(|one| one == name);
            assert!(told.iter().all(known), "{old}: <{name}> has {told:?}");
            if is_open {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{old}");
    }
}

#[test]
fn junit_is_xml_whose_counts_are_right() {
    for (old, written) in all("junit") {
        let mut reader = quick_xml::Reader::from_str(&written);
        let (mut cases, mut failures, mut told) = (0, 0, String::new());
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{old}: {error}")) {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    "testsuites" => {
                        let count = tag.try_get_attribute("failures").expect("attributes").expect("it is counted");
                        told = count.value.into_owned();
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        assert_eq!((cases, told), (1, failures.to_string()), "{old}");
    }
}

#[test]
fn annotations_are_a_line_each_and_say_nothing_else() {
    for (old, written) in all("github") {
        for line in written.lines() {
            assert!(line.starts_with("::warning file="), "{old}: {line}");
            assert!(line.contains(",title=all::"), "{old}: {line}");
        }
    }
    let schema = std::fs::read_to_string(root().join("tests/schema/gitlab-code-quality.json")).expect("it is there");
    let schema: Value = serde_json::from_str(&schema).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema is a schema");
    for (old, written) in all("gitlab") {
        let issues: Value = serde_json::from_str(&written).expect("it is JSON");
        let errors: Vec<String> = validator.iter_errors(&issues).take(3).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{old}: {errors:?}");
        let issues = issues.as_array().expect("a list");
        let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().expect("a name")).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), issues.len(), "{old}");
    }
}

/// The commands of a guide, as a shell takes them: the lines of its `sh` blocks.
#[cfg(unix)]
fn commands(guide: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(guide)).expect("the guide is there");
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_guides_can_be_run() {
    let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    for guide in ["docs/ci.md", "docs/policy.md"] {
        let commands = commands(guide);
        assert!(!commands.is_empty(), "{guide}");
        for block in commands {
            let repository = Repository::new("guide");
            let moment = "2024-02-01T00:00:00Z";
            git(&repository.0, &["init", "-q"], moment);
            commit(&repository.0, "README.md", "Pages that are watched.\n", "Begin", moment);
            git(&repository.0, &["update-ref", "refs/remotes/origin/main", "HEAD"], moment);
            let weak = RULES.replace("must shower", "should shower");
            commit(&repository.0, "snapshots/bath/2024-02-01.md", &weak, "February", moment);
            let run = std::process::Command::new("sh")
                .args(["-c", &block])
                .env("PATH", &path)
                .current_dir(&repository.0)
                .output()
                .expect("there is a shell");
            let err = String::from_utf8_lossy(&run.stderr);
            assert!(matches!(run.status.code(), Some(0 | 1)), "{guide}: {block}: {:?}: {err}", run.status);
            assert_eq!(err, "", "{guide}: {block}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_policies_of_the_guide_are_policies() {
    let text = std::fs::read_to_string(root().join("docs/policy.md")).expect("the guide is there");
    let policies: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(policies.len() > 2);
    for policy in policies {
        if let Err(error) = recension::policy::Policy::parse(policy) {
            panic!("{error}: {policy}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_action_checks_and_writes_the_summary_of_the_job() {
    let repository = Repository::new("action");
    repository.write("snapshots/bath/2024-02-01.md", &RULES.replace("must shower", "should shower"));
    let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let run = |snapshots: &str| {
        let mut command = std::process::Command::new("bash");
        command.arg(root().join("scripts/check-pages")).current_dir(&repository.0);
        command.envs([("PATH", path.as_str()), ("SNAPSHOTS", snapshots), ("GITHUB_STEP_SUMMARY", "summary.md")]);
        command.output().expect("there is a shell")
    };
    for snapshots in ["snapshots", "snapshots/bath"] {
        let done = run(snapshots);
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        assert_eq!(done.status.code(), Some(1), "{out} {}", String::from_utf8_lossy(&done.stderr));
        assert!(out.starts_with("::error file=snapshots/bath/2024-02-01.md,line=3,"), "{out}");
        let summary = repository.read("summary.md");
        assert_eq!(summary.matches("# What changed: Rules of the bath").count(), 1, "{summary}");
        std::fs::remove_file(repository.0.join("summary.md")).expect("it can be removed");
    }
    // What the action asks for is what the script reads.
    let action = std::fs::read_to_string(root().join("action.yml")).expect("the action is there");
    let script = std::fs::read_to_string(root().join("scripts/check-pages")).expect("the script is there");
    for name in ["SNAPSHOTS", "POLICY", "FAIL_ON", "FORMAT"] {
        assert!(
            action.contains(&format!("{name}: ${{{{ inputs.")) && script.contains(&format!("${{{name}:")),
            "{name}"
        );
    }
}

#[test]
fn every_snapshot_that_commits_added_is_held_to_the_one_before() {
    let repository = Repository::new("since");
    let moment = "2024-01-01T00:00:00Z";
    git(&repository.0, &["init", "-q"], moment);
    std::fs::create_dir(repository.0.join("snapshots/sauna")).expect("it can be made");
    commit(&repository.0, "snapshots/sauna/2024-01-01.md", "# Sauna\n\nTowels must be used.\n", "Begin", moment);
    git(&repository.0, &["checkout", "-q", "-b", "week"], moment);
    let weak = RULES.replace("must shower", "should shower");
    let dear = weak.replace("4 euros", "9 euros");
    commit(&repository.0, "snapshots/bath/2024-02-01.md", &weak, "February", moment);
    commit(&repository.0, "snapshots/bath/2024-03-01.md", &dear, "March", moment);
    std::fs::create_dir(repository.0.join("snapshots/pool")).expect("it can be made");
    commit(&repository.0, "snapshots/pool/2024-03-01.md", "# Pool\n\nSwimmers must rest.\n", "A new page", moment);

    // The newest pair has lost sight of what the branch weakened.
    let newest = repository.run(&["check", "snapshots/bath", "--format", "json"]);
    assert!(!newest.out.contains("should"), "{}", newest.out);
    let checked = repository.run(&["check", "--since", "main", "--format", "github"]);
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    assert_eq!(checked.out.matches("file=snapshots/bath/2024-02-01.md,line=3").count(), 1, "{}", checked.out);
    let report = repository.run(&["check", "--since", "main..week", "--format", "json"]);
    let report: Value = serde_json::from_str(&report.out).expect("it is JSON");
    assert_valid("findings", &report);
    // What is accepted in one pair of a page is not stale because it is not in the other.
    let accepted = repository.run(&["check", "--since", "main", "--accept-all", "--reason", "agreed"]);
    assert_eq!(accepted.code, 0, "{}{}", accepted.out, accepted.err);
    let again = repository.run(&["check", "--since", "main"]);
    assert!(again.code == 0 && !again.out.contains("and not in"), "{}", again.out);

    let nothing = repository.run(&["check", "--since", "HEAD"]);
    assert_eq!((nothing.code, nothing.err.as_str()), (0, ""), "{}", nothing.out);
    for (args, reason) in [
        (["check", "--since", "no-such-branch"].to_vec(), "git: "),
        (["check", "--since=--output=x"].to_vec(), "--output=x"),
        (["check", "snapshots/bath/2024-02-01.md", "--since", "main"].to_vec(), "name a series"),
    ] {
        let done = repository.run(&args);
        assert!(done.code == 2 && done.err.contains(reason), "{done:?}");
    }
}
