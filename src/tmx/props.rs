//! The names of the properties that naranhi gives the units of a memory.

/// The document that a unit is of.
pub(crate) const DOCUMENT: &str = "x-document";
/// The type of its bead: `2-1`, or `2-1 moved`.
pub(crate) const BEAD: &str = "x-bead";
/// How sure its bead is.
pub(crate) const CONFIDENCE: &str = "x-confidence";
/// What was decided on it.
pub(crate) const DECISION: &str = "x-decision";
/// Who decided.
pub(crate) const REVIEWER: &str = "x-reviewer";
/// What reviewers wrote beside it.
pub(crate) const COMMENT: &str = "x-comment";

/// All of these.
pub(crate) const OWN: [&str; 6] = [DOCUMENT, BEAD, CONFIDENCE, DECISION, REVIEWER, COMMENT];
