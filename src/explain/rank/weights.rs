//! The one table of what makes a change important. Points add up to a change's score.

use crate::model::{FacetKind, Kind};

/// Changes with at least this score may be headlines.
pub(super) const HEADLINE: f64 = 2.2;

/// Changes with at least this score are shown.
pub(super) const NOTABLE: f64 = 1.2;

/// A first screen: so many headlines in a pair that changed little.
pub(super) const FIRST_SCREEN: usize = 9;

/// For so many changed claims the first screen has one more line …
pub(super) const CLAIMS_FOR_A_LINE: usize = 50;

/// … up to this length.
pub(super) const LONGEST_SCREEN: usize = 24;

/// For each word of substance that the other version has nowhere.
pub(super) const NEWS: f64 = 0.2;

/// All such words together.
pub(super) const NEWS_MOST: f64 = 1.0;

/// For each word of substance.
pub(super) const EXTENT: f64 = 0.05;

/// All words together.
pub(super) const EXTENT_MOST: f64 = 0.5;

/// For each word that says that rights, lives, safety, money or power are touched.
pub(super) const STAKES: f64 = 0.6;

/// All such words together.
pub(super) const STAKES_MOST: f64 = 1.8;

/// For each such word that stands in the sentence beside what is quoted …
pub(super) const AROUND: f64 = 0.1;

/// … all of them together …
pub(super) const AROUND_MOST: f64 = 0.8;

/// … and together with those that are quoted, where these are not worth more by themselves.
pub(super) const AROUND_REACH: f64 = 1.2;

/// For a sentence that points at another one or at a paragraph: of several that come or go together another one counts
/// first …
pub(super) const POINTS_BACK: f64 = -0.8;

/// … and the more so for what is quoted of them: nobody knows alone what "Paragraphs 1 to 4" or "they" are.
pub(super) const UNCLEAR: f64 = -0.7;

/// For each unit of probability that a claim which went is one of the other version after all, where several went
/// together: what is said there nowhere is quoted first.
pub(super) const NEAR: f64 = -3.0;

/// For the first of several claims that come or go together: the others follow from it, as a rule.
pub(super) const OPENS: f64 = 0.4;

/// For code, a row of a table or a legend: where sentences come or go with it, those are quoted.
pub(super) const NO_SENTENCE: f64 = -1.5;

/// For code that comes or goes by itself.
pub(super) const CODE: f64 = -2.0;

/// For the alternative text of a picture that comes or goes by itself.
pub(super) const PICTURE: f64 = -2.0;

/// For quoted words that say what somebody must, may or should.
pub(super) const BINDING_WORDS: f64 = 0.5;

/// For all places together.
pub(super) const BREADTH_MOST: f64 = 2.0;

/// For each doubling of the number of places.
pub(super) const BREADTH: f64 = 0.3;

/// For a change at the very beginning of a document; what stands further down gets the less the further.
pub(super) const LEAD: f64 = 1.0;

/// For a change in a section that itself tells what is new ("What has changed").
pub(super) const NEWS_SECTION: f64 = 1.6;

/// For a change in a section that all documents of a kind have in the same words ("Copyright Notice").
pub(super) const BOILERPLATE: f64 = -1.6;

/// For a name or figure that gives way to another one in such a section.
pub(super) const BOILERPLATE_FACT: f64 = -0.6;

/// For a sentence that offers to tell readers of what is new.
pub(super) const OFFERS: f64 = -2.0;

/// For a section that comes or goes and holds no claims.
pub(super) const HOLDS_NOTHING: f64 = -3.5;

/// For what goes from a section that tells what is new: it was new once, and is no longer.
pub(super) const OLD_NEWS: f64 = -1.5;

/// For a change of a heading.
pub(super) const HEADING: f64 = 0.8;

/// For a section of the outermost level, a chapter among articles.
pub(super) const OUTERMOST: f64 = 0.3;

/// For each unit of probability that is missing to [`SURE`].
pub(super) const DOUBT: f64 = 2.0;

/// From here on nothing is gained by more certainty.
pub(super) const SURE: f64 = 0.9;

/// For a change of a sentence that a stronger change quotes.
pub(super) const TOLD_ALREADY: f64 = -1.0;

/// What says nearly the same shares so much of the longer one's words.
pub(super) const SAID_NEARLY: f64 = 0.85;

/// A claim of so many words of substance is a long one.
pub(super) const SAID_LONG: usize = 10;

/// For an addition or removal that says nearly the same as a stronger one.
pub(super) const SAID_ALREADY: f64 = -2.0;

/// For each price or share beside the first one that takes the place of another in a sentence …
pub(in crate::explain) const FURTHER_FIGURE: f64 = 0.4;

/// … up to this.
pub(in crate::explain) const FURTHER_MOST: f64 = 0.8;

/// For an amount or a date that takes the place of another in such a sentence.
pub(super) const FACT_TOLD_ALREADY: f64 = -0.6;

/// For a claim or section that comes or goes, where all the others do too; where only a share of them does, that share
/// of it.
pub(super) const TURNOVER: f64 = -1.5;

/// Of a change of many sentences so many pairs count as told together.
pub(super) const PAIRS: usize = 64;

/// An addition or removal says again what a stronger one says where it shares so much of its words.
pub(super) const SAID_AGAIN: f64 = 0.7;

/// … or where it holds so much of the words of the stronger one: the second of two accounts of one rule is the longer one.
pub(super) const SAID_WITHIN: f64 = 0.8;

/// A claim of fewer words of substance is said again only by one that is as short.
pub(super) const SAID_WORDS: usize = 4;

/// For each change of the same kind that comes before.
pub(super) const OF_ITS_KIND: f64 = -0.15;

/// All of them together.
pub(super) const OF_ITS_KIND_MOST: f64 = -1.2;

/// No more of that than this makes a change minor: the tenth rewording is told after the others, and told.
pub(super) const OF_ITS_KIND_HIDES: f64 = -0.6;

/// So many claims of a section that comes or goes are quoted …
pub(in crate::explain) const OF_A_SECTION: usize = 3;

/// … and so many of several that come or go beside each other.
pub(super) const OF_A_GROUP: usize = 2;

/// For a new claim that something was suspended, abolished, withdrawn or closed.
pub(super) const ENDED: f64 = 0.5;

/// What the quoted words express: a factor's name, its points, and the facets of which one suffices.
pub(super) const CUES: [(&str, f64, &[FacetKind]); 4] = [
    ("denies", 0.2, &[FacetKind::Negation]),
    ("names an amount of money", 0.6, &[FacetKind::Money]),
    ("names a figure", 0.3, &[FacetKind::Number, FacetKind::Percent]),
    ("judges", 0.2, &[FacetKind::Evaluation, FacetKind::Certainty]),
];

/// What each kind is worth before anything is known of its words.
pub(in crate::explain) const fn kind(kind: Kind) -> f64 {
    match kind {
        Kind::Capture => 100.0,
        Kind::Succession | Kind::Consolidation => 7.0,
        Kind::Polarity => 4.5,
        Kind::Modality => 3.3,
        Kind::SectionAdded => 3.4,
        Kind::SectionRemoved => 3.2,
        Kind::Renamed => 3.5,
        Kind::Money | Kind::Percent | Kind::Number => 3.0,
        Kind::Added | Kind::Removed | Kind::Restored => 1.9,
        Kind::Scope | Kind::Condition => 2.4,
        Kind::Direction | Kind::Degree | Kind::Certainty => 2.0,
        Kind::Agent => 3.0,
        Kind::Definition | Kind::Invisible => 2.4,
        Kind::Attribution | Kind::Evaluation | Kind::Quotation | Kind::ListItem => 2.2,
        Kind::Name | Kind::Date | Kind::Tense => 1.8,
        Kind::SectionSplit => 2.4,
        Kind::SectionRenamed | Kind::SectionMerged => 2.0,
        Kind::Wording => 1.7,
        Kind::SilentEdit | Kind::Term | Kind::LinkTarget | Kind::ImageText => 1.5,
        Kind::Reference | Kind::SectionMoved | Kind::Moved | Kind::Order => 0.5,
        Kind::Visibility => 0.0,
        Kind::Split | Kind::Merged => -1.0,
        Kind::Cosmetic => -2.0,
    }
}

/// For a change of what somebody must, may or should.
pub(in crate::explain) const BINDS: f64 = 0.5;

/// For a change of what somebody does with a thing: raises it, keeps it, lowers it.
pub(in crate::explain) const ACT: f64 = 1.5;

/// For whether somebody is asked before something is done to what is theirs.
pub(in crate::explain) const CONSENT: f64 = 0.6;

/// For a standard that an act is held to, which comes or goes.
pub(in crate::explain) const STANDARD: f64 = 0.5;

/// For a change between "will", "would", "can" and "might".
pub(in crate::explain) const BINDS_NOBODY: f64 = -1.3;

/// For an amount, a date or a name that has no counterpart on the other side.
pub(in crate::explain) const ONE_SIDED: f64 = -0.8;

/// For "the first quarter" that becomes "the second quarter".
pub(in crate::explain) const WHICH: f64 = -1.2;

/// For a label before a sentence that comes or goes.
pub(in crate::explain) const LABEL: f64 = -0.6;

/// For a word that says how far a statement reaches ("all", "only", "for such purposes").
pub(in crate::explain) const LIMITS: f64 = 0.5;

/// For "only" that comes or goes: what was all that may be done is one thing among others.
pub(in crate::explain) const ONLY: f64 = 1.0;

/// For an address that is put beside the name of somebody, or of a page, or taken away.
pub(in crate::explain) const ADDRESS: f64 = -2.0;

/// For the address of a page that becomes another one, or a part of it.
pub(in crate::explain) const IN_ADDRESS: f64 = -1.0;

/// For a claim that came or went whose words of substance all stand in a few sentences of the other version where its
/// neighbours do …
pub(super) const ECHOED: f64 = -2.5;

/// … of which nothing is counted up to this share of them.
pub(super) const ECHOED_FROM: f64 = 0.5;

/// For the number of a version in a title, which is another one in every version.
pub(super) const VERSION: f64 = -2.5;

/// For a title that has all words of what the section was called before, or the other way round.
pub(super) const TITLE_STAYS: f64 = -0.8;

/// For items that stand below a line which forbids what the line above them let be, or the other way round: as much as a
/// sentence that says otherwise what is allowed.
pub(in crate::explain) const TURNED: f64 = 3.3;

/// For a claim that one of several sections no longer says, or one more says now: shown, and a headline where much is at
/// stake.
pub(in crate::explain) const COPIED: f64 = 0.9;

/// For a phrase that says otherwise what is between two parties.
pub(in crate::explain) const RELATION: f64 = 3.5;

/// For a new section that takes less than half of what another one held.
pub(in crate::explain) const TAKES_LITTLE: f64 = -1.2;

/// For a new section that is but a title above text that stays where it stood.
pub(in crate::explain) const STAYS: f64 = -2.0;

/// For a claim that goes into a new section.
pub(in crate::explain) const NEW_PLACE: f64 = 1.9;

/// For a term that stood in many places and stands in none, another one having taken its place.
pub(in crate::explain) const GONE: f64 = 1.0;

/// A name stands in many places for another one that is not gone: less than a new name, more than a word.
pub(in crate::explain) const NAMED: f64 = 1.0;

/// For a term whose exchange another one tells.
pub(in crate::explain) const TERM_TOLD_ALREADY: f64 = -3.0;

/// For scare quotes that come or go.
pub(in crate::explain) const DISTANCE: f64 = 1.5;

/// For a difference inside a sentence of which little is kept.
pub(in crate::explain) const REWRITTEN: f64 = -0.8;
