//! A pager, as git uses one.

use std::env;
use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// A running pager.
pub(super) struct Pager {
    child: Child,
    input: BufWriter<ChildStdin>,
}

impl Pager {
    /// Starts what `RECENSION_PAGER` or `PAGER` name, else `less`, with git's settings: it ends by itself where all
    /// fits the screen, and colours pass. Nothing is started where the name is empty or `cat`, or no such program is.
    pub(super) fn start() -> Option<Pager> {
        let set = |name: &str| env::var(name).ok();
        let line = set("RECENSION_PAGER").or_else(|| set("PAGER")).unwrap_or_else(|| "less".to_owned());
        let mut words = line.split_whitespace();
        let program = words.next().filter(|&program| program != "cat")?;
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::piped());
        for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut child = command.spawn().ok()?;
        let input = BufWriter::new(child.stdin.take()?);
        Some(Pager { child, input })
    }

    /// What the pager reads from.
    pub(super) fn input(&mut self) -> &mut dyn Write {
        &mut self.input
    }

    /// Ends the report, and waits until the reader has left the pager.
    pub(super) fn wait(mut self) -> io::Result<()> {
        let flushed = self.input.flush();
        drop(self.input);
        self.child.wait()?;
        flushed
    }
}
