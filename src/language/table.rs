//! Files of the lexicon that have one table for each language.
//!
//! A page needs the table of its language: to read all of them would take longer than to read the page.

use std::sync::LazyLock;

use serde::de::DeserializeOwned;

/// The tables of a file by their names, each read when it is first asked for.
pub(crate) type Tables<T, const N: usize> = [(&'static str, LazyLock<T>); N];

/// The [`Tables`] of a file: `tables!(FILE: "de" "en")`.
macro_rules! tables {
    ($file:ident: $($name:literal)*) => {
        [$(($name, std::sync::LazyLock::new(|| $crate::language::table::table($file, $name)))),*]
    };
}
pub(crate) use tables;

/// The table of a name, if there is one.
pub(crate) fn find<T, const N: usize>(tables: &'static Tables<T, N>, name: &str) -> Option<&'static T> {
    tables.iter().find(|(known, _)| *known == name).map(|(_, table)| &**table)
}

/// One table of a file, with those that are part of it.
pub(crate) fn table<T: DeserializeOwned>(file: &str, name: &str) -> T {
    let start = file.find(&format!("\n[{name}]\n")).expect("every table has its head") + name.len() + 4;
    let end = file[start..].find("\n[").map_or(file.len(), |end| start + end + 1);
    toml::from_str(&file[start..end]).expect("the tests parse every table")
}
