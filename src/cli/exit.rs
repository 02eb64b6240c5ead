//! Exit codes, and how trouble is told.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is well: 0.
    Success,
    /// What the user asked to be told about was found: 1.
    Found,
}

/// The exit code of a command; its trouble goes to standard error. A reader that closed the pipe early (`| head`)
/// is no trouble.
pub(super) fn code(done: anyhow::Result<Exit>) -> ExitCode {
    match done {
        Ok(Exit::Success) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed too there is nobody left to tell.
            let _ = writeln!(anstream::stderr(), "recension: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
