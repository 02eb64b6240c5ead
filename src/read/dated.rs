//! The two dates of a snapshot: when it was taken, and what the page says of itself.

use crate::model::Span;

/// A date that a text mentions.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; another form where it is no calendar date.
    pub(super) value: String,
}

/// The dates that a text mentions.
pub(super) fn mentions(_text: &str, _language: Option<&str>) -> Vec<Mention> {
    Vec::new()
}
