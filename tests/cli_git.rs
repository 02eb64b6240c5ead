//! The recipes of docs/git.md, run in a repository.
#![cfg(all(feature = "cli", unix))]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::root;

const RULES: &str = "# Rules\n\nEveryone must shower before swimming.\n\nA ticket costs 4 euros.\n";

/// A repository in which a rule got weaker with the last commit.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("recension-git-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let repository = Repository(folder);
        for (text, message) in [(RULES.to_owned(), "first"), (RULES.replace("must", "should"), "second")] {
            std::fs::write(repository.0.join("rules.md"), text).expect("a file can be written");
            let commands = format!("git init -q . && git add . && git commit -q -m {message}");
            let done = repository.sh(&commands);
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        repository
    }

    /// Runs commands with the binary on the path, and without settings of the machine's own.
    fn sh(&self, commands: &str) -> Output {
        let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let who = [("NAME", "A Reader"), ("EMAIL", "reader@example.org")];
        let who = who.iter().flat_map(|(key, value)| {
            ["AUTHOR", "COMMITTER"].map(|role| (format!("GIT_{role}_{key}"), (*value).to_owned()))
        });
        Command::new("sh")
            .args(["-e", "-c", commands])
            .current_dir(&self.0)
            .envs(who)
            .envs([("PATH", path.as_str()), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
            .envs([("GIT_PAGER", "cat"), ("HOME", self.0.to_str().expect("a plain path"))])
            .output()
            .expect("there is a shell")
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_recipe_tells_the_claim_that_changed() {
    let text = std::fs::read_to_string(root().join("docs/git.md")).expect("the guide is there");
    let recipes: Vec<&str> = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(recipes.len() >= 4);
    for (number, recipe) in recipes.into_iter().enumerate() {
        let repository = Repository::new(&number.to_string());
        let done = repository.sh(recipe);
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success() && err.is_empty(), "{recipe}: {err}");
        // In words where it is a report; as a line that is a sentence where git compares lines.
        let told =
            out.contains("“must” becomes “should”") || out.contains("\n+Everyone should shower before swimming.\n");
        assert!(told, "{recipe}: {out}");
    }
}

#[test]
fn a_file_that_is_new_or_gone_is_no_trouble_to_git() {
    let repository = Repository::new("new");
    let recipe = "GIT_EXTERNAL_DIFF='f() { [ \"$2\" = /dev/null ] || [ \"$5\" = /dev/null ] || recension diff \"$2\" \"$5\"; }; f'";
    let commands = format!(
        "echo 'One more page.' > more.md\ngit rm -q --cached rules.md\ngit add more.md\nexport {recipe}\ngit diff --cached"
    );
    let done = repository.sh(&commands);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
