//! `series.toml`: what is known of the page as a whole.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::SeriesError;

/// What is known of the page. All of it may be missing; the file is the user's to edit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What to call the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// ISO 639-1 code of its language, where it should not be found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// The name of the file.
pub(super) const FILE: &str = "series.toml";

/// What stands above the settings that the tool writes.
const HEAD: &str =
    "# What recension knows of this page. Edit it as you like: title, address, language (en, de, fr …).\n";

impl Settings {
    /// Reads the settings of a series; a missing file is an empty one.
    ///
    /// # Errors
    /// Where the file cannot be read, or holds something else.
    pub fn load(folder: &Path) -> Result<Settings, SeriesError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Settings::default()),
            text => text.map_err(SeriesError::io(&path))?,
        };
        toml::from_str(&text).map_err(|error| SeriesError::Malformed { path, message: error.to_string() })
    }

    /// The text of the file.
    pub(super) fn to_file(&self) -> String {
        format!("{HEAD}{}", toml::to_string(self).expect("three texts are TOML"))
    }
}
