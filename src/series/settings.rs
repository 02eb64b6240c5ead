//! `series.toml`: what is known of the page as a whole.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{SeriesError, store};
use crate::read::ReadOptions;
#[cfg(feature = "selectors")]
use crate::read::Selectors;

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
    /// How its snapshots are read.
    #[serde(default, skip_serializing_if = "Reading::is_usual")]
    pub read: Reading,
}

/// How the snapshots of a page are read, as CSS selectors: they count for all snapshots that are HTML, old and new alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// What is the page; all of it where nothing is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<String>,
    /// What of it is ignored: read and shown, and no part of what the page says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

impl Reading {
    fn is_usual(&self) -> bool {
        *self == Reading::default()
    }

    /// Enters what is to be kept and ignored into the options of a reader, or says what is wrong.
    #[cfg(feature = "selectors")]
    fn enter(&self, options: &mut ReadOptions) -> Result<(), String> {
        if options.selectors.is_none() && !self.is_usual() {
            let selectors = Selectors::parse(&self.keep, &self.ignore).map_err(|error| error.to_string())?;
            options.selectors = Some(selectors);
        }
        Ok(())
    }

    #[cfg(not(feature = "selectors"))]
    fn enter(&self, _: &mut ReadOptions) -> Result<(), String> {
        if self.is_usual() { Ok(()) } else { Err("keep and ignore need a build with the feature selectors".into()) }
    }
}

/// The name of the file.
pub(super) const FILE: &str = "series.toml";

/// What stands above the settings that the tool writes.
const HEAD: &str = "# What recension knows of this page. Edit it as you like: title, address, language (en, de, fr …), and under [read]\n\
     # CSS selectors of what is the page (keep = [\"main\"]) and of what is not (ignore = [\".teaser\"]).\n";

impl Settings {
    /// Reads the settings of a series; a missing file is an empty one.
    ///
    /// # Errors
    /// Where the file cannot be read, or holds something else.
    pub fn load(folder: &Path) -> Result<Settings, SeriesError> {
        let path = folder.join(FILE);
        let Some(bytes) = store::told(&path)? else { return Ok(Settings::default()) };
        let malformed = |message: String| SeriesError::Malformed { path: path.clone(), message };
        let text = String::from_utf8(bytes).map_err(|error| malformed(error.to_string()))?;
        let settings: Settings = toml::from_str(&text).map_err(|error| malformed(error.to_string()))?;
        settings.read.enter(&mut ReadOptions::default()).map_err(malformed)?;
        Ok(settings)
    }

    /// How a snapshot is read: what the settings say, where `options` do not.
    pub(super) fn options(&self, options: &ReadOptions) -> ReadOptions {
        let mut options = options.clone();
        options.language = options.language.or_else(|| self.language.clone());
        // Settings that were loaded are sound; those of a new series name no selectors.
        let _ = self.read.enter(&mut options);
        options
    }

    /// The text of the file.
    pub(super) fn to_file(&self) -> String {
        format!("{HEAD}{}", toml::to_string(self).expect("texts are TOML"))
    }
}
