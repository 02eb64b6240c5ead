//! What flows between the stages: plain data, no behaviour beyond accessors.
//!
//! Every offset is a byte offset into a document's reading text ([`Document::text`]), every interval is
//! half-open, every index counts from zero; source lines count from one and include both ends.

mod alignment;
mod annotated;
mod change;
mod comparison;
mod document;
mod finding;
mod history;
mod pair;
mod token;

pub use alignment::{Alignment, Alone, Link, Reason, Refused, Relation, SectionLink, SectionRelation};
pub use annotated::{Annotated, Facet, FacetKind, Vocabulary};
pub use change::{Change, Evidence, Factor, Family, Kind, Level, Nearest};
pub use comparison::{ClaimCounts, Comparison, Edit, EditOp, SideCounts, Summary, TermEntry};
pub use document::{
    Capture, Confidence, Dated, Document, Hyperlink, MediaType, Note, Precision, Role, Section, Segment, Verdict,
};
pub use finding::{Finding, Severity, Standing};
pub use history::{
    Event, Form, History, Lineage, Obtained, Problem, Quote, Revision, Step, Told, Trouble, Version, What,
};
pub use pair::{Pair, Side};
pub use token::{Span, Token, TokenKind};
