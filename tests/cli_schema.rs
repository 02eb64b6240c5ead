//! `recension schema`, `completions` and `man`, and the committed schemas.
#![cfg(feature = "cli")]

mod common;

use common::cli::run;
use common::root;

#[test]
fn committed_schemas_are_current() {
    let names = run(&["schema"]).out;
    for name in names.lines() {
        let committed = std::fs::read_to_string(root().join(format!("schema/{name}.json"))).unwrap_or_default();
        assert!(
            committed == run(&["schema", name]).out,
            "schema/{name}.json is not current; write it anew: cargo run -- schema {name} > schema/{name}.json"
        );
    }
    let files = std::fs::read_dir(root().join("schema")).expect("the schemas are there").count();
    assert_eq!(files, names.lines().count(), "a file under schema/ has no schema");
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, 0);
        assert!(script.out.contains("exit-code"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    assert!(run(&["man"]).out.starts_with(".ie"));
    let folder = std::env::temp_dir().join(format!("recension-man-{}", std::process::id()));
    let path = folder.to_str().expect("a plain path");
    assert_eq!(run(&["man", "--folder", path]).code, 0);
    for page in ["recension.1", "recension-diff.1", "recension-show.1", "recension-batch.1"] {
        assert!(folder.join(page).exists(), "{page}");
    }
    std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
}
