//! What is wrong with a policy file, and where.

use std::ops::Range;

/// Why a policy file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PolicyError {
    /// What is wrong.
    pub message: String,
    /// Where in the file, in bytes.
    pub span: Option<Range<usize>>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// From this likeness on, of one at most, a name may have been meant.
const ALIKE: f64 = 0.75;

/// So many names are listed even where it is clear which was meant.
const FEW: usize = 8;

impl PolicyError {
    /// What the TOML reader says, with the place of the word that it stumbled over.
    pub(super) fn from_toml(error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        // serde quotes what it met first, then what it expected.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let met = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let suggestion = if message.starts_with("unknown") { closest(&met, &known) } else { None };
        // A long list of names helps nobody who meant one of them.
        let short = message.split(", expected").next().filter(|_| suggestion.is_some() && known.len() > FEW);
        PolicyError { message: short.unwrap_or(&message).to_owned(), span: error.span(), suggestion }
    }

    /// Trouble with a name at the last place where the file has it.
    pub(super) fn at(source: &str, name: &str, message: String) -> Self {
        let span = source.rfind(name).map(|start| start..start + name.len());
        PolicyError { message, span, suggestion: None }
    }

    /// A name of something that is not there.
    pub(super) fn unknown(source: &str, name: &str, what: &str, known: &[&str]) -> Self {
        let suggestion = closest(name, known);
        PolicyError { suggestion, ..PolicyError::at(source, name, format!("there is no {what} of the name `{name}`")) }
    }
}

/// The known name that is most like a name, if one is.
fn closest(name: &str, known: &[&str]) -> Option<String> {
    let alike = |one: &&str| strsim::jaro_winkler(name, one);
    let best = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(best) >= ALIKE).then(|| (*best).to_owned())
}
