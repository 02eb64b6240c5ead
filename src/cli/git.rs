//! Asking git: it is started, and what it prints is read.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command};

use anyhow::bail;

/// A command of git in a folder.
pub(super) fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    // A path is a path, whatever characters it has.
    command.arg("--literal-pathspecs").arg("-C").arg(folder).args(args);
    command
}

/// What is said where git cannot be started.
pub(super) fn missing() -> &'static str {
    "git cannot be started; is it installed?"
}

/// Waits for git, and gives what it complained of as an error.
pub(super) fn ended(mut child: Child) -> anyhow::Result<()> {
    let mut complaint = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut complaint)?;
    }
    if child.wait()?.success() {
        return Ok(());
    }
    bail!("git: {}", complaint.lines().next().unwrap_or("it failed").trim_start_matches("fatal: "))
}
