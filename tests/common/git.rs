//! Repositories for tests.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs git in a repository, at a moment of the test's own.
pub(crate) fn git(repo: &Path, args: &[&str], moment: &str) {
    let done = Command::new("git")
        .arg("-C")
        .arg(repo)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .env("GIT_COMMITTER_DATE", moment)
        .env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git is installed");
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Writes a file, and commits it.
pub(crate) fn commit(repo: &Path, file: &str, text: &str, subject: &str, moment: &str) {
    fs::write(repo.join(file), text).expect("it can be written");
    git(repo, &["add", "-A"], moment);
    git(repo, &["commit", "-q", "-m", subject], moment);
}
