//! Names and terms of the whole document: what they are called, how often, and what replaced what.

pub(super) mod acronym;
mod collocation;
pub(super) mod ledger;
pub(super) mod names;
pub(super) mod relation;
mod rename;
pub(super) mod stated;
mod statement;
pub(super) mod substitution;
pub(super) mod succession;
