//! The one table of what makes a change important. Points add up to a change's score.

use crate::model::Kind;

/// Changes with at least this score may be headlines.
pub(super) const HEADLINE: f64 = 4.0;

/// Changes with at least this score are shown.
pub(super) const NOTABLE: f64 = 1.5;

/// A first screen: so many headlines in a pair that changed little.
pub(super) const FIRST_SCREEN: usize = 10;

/// For so many changed claims the first screen has one more line …
pub(super) const CLAIMS_FOR_A_LINE: usize = 20;

/// … up to this length.
pub(super) const LONGEST_SCREEN: usize = 24;

/// What each kind is worth before anything is known of its words.
pub(super) fn kind(kind: Kind) -> f64 {
    match kind {
        Kind::Capture => 100.0,
        Kind::Succession | Kind::Consolidation => 7.0,
        Kind::Polarity => 4.0,
        Kind::Modality => 3.5,
        Kind::SectionAdded | Kind::SectionRemoved => 3.5,
        Kind::Money | Kind::Percent | Kind::Number => 3.0,
        Kind::Renamed => 3.5,
        Kind::Added | Kind::Removed | Kind::Restored => 2.5,
        Kind::Scope | Kind::Condition | Kind::Direction | Kind::Degree | Kind::Certainty => 2.5,
        Kind::Agent | Kind::Definition | Kind::Attribution | Kind::Evaluation | Kind::Quotation => 2.5,
        Kind::Term | Kind::Name | Kind::Date | Kind::Tense | Kind::Invisible => 2.0,
        Kind::SectionRenamed | Kind::SectionSplit | Kind::SectionMerged => 2.0,
        Kind::ListItem | Kind::Wording | Kind::SilentEdit => 1.5,
        Kind::Reference | Kind::SectionMoved | Kind::Moved | Kind::Order => 0.5,
        Kind::Split | Kind::Merged | Kind::LinkTarget | Kind::Visibility | Kind::ImageText => 0.0,
        Kind::Cosmetic => -2.0,
    }
}
