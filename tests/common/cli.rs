//! What the tests of the commands share.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::root;

/// What a run of the binary left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A command of the binary, in an environment without settings of the machine's own.
pub(crate) fn recension(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    command.args(args).current_dir(root());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "PAGER", "RECENSION_PAGER", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command with nothing on its standard input.
pub(crate) fn run(args: &[&str]) -> Run {
    run_with(recension(args), "")
}

/// Runs a command with `input` on its standard input.
pub(crate) fn run_with(mut command: Command, input: impl AsRef<[u8]>) -> Run {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("it was asked for");
    let input = input.as_ref().to_vec();
    // In a thread of its own: the binary may answer before it has read everything, or read nothing at all.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("writing does not panic");
    Run {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Runs `diff --format json` on a pair and gives its report.
pub(crate) fn json(old: &str, new: &str, more: &[&str]) -> Value {
    let args = [&["diff", "--format", "json", old, new], more].concat();
    let run = run(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("it is JSON")
}

/// Fails where a value does not match a committed schema.
pub(crate) fn assert_valid(schema: &str, value: &Value) {
    let path = root().join(format!("schema/{schema}.json"));
    let schema_text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema_value: Value = serde_json::from_str(&schema_text).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema_value).expect("a schema is a schema");
    let errors: Vec<String> =
        validator.iter_errors(value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
}
