//! What applying is told, and what comes of it.

use serde::Serialize;

use crate::review::claim::Problem;
use crate::review::origin::Memory;

/// How sheets are applied.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Who reviewed: goes into the memory and the log.
    pub reviewer: String,
    /// The tag of the source language.
    pub source_tag: String,
    /// The tag of the target language.
    pub target_tag: String,
    /// The date of a change, in the form of TMX.
    pub date: Option<String>,
}

/// What the sheets made of the memory, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read.
    pub rows: usize,
    /// Rows accepted.
    pub accepted: usize,
    /// Rows rejected.
    pub rejected: usize,
    /// Rows with an edited text.
    pub edited: usize,
    /// Rows that somebody else should look at.
    pub unsure: usize,
    /// Rows without a decision and as they were.
    pub undecided: usize,
    /// Rows that hold several merged ones.
    pub merged: usize,
    /// Rows that are parts of one.
    pub parts: usize,
    /// Rows that were added.
    pub added: usize,
    /// Rows that have one side, and so no unit.
    pub alone: usize,
    /// Rows of the alignment that no sheet has. They are left as they were.
    pub missing: usize,
}

/// A decision in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logged {
    /// The document.
    pub document: String,
    /// The row's id.
    pub id: String,
    /// The decision, or `edit` where only a text was changed.
    pub decision: &'static str,
    /// Who reviewed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// The reviewer's comment.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// The texts as they were written, where that is known: source and target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<[String; 2]>,
    /// The texts as they are in the sheet.
    pub after: [String; 2],
    /// The sheet.
    pub sheet: String,
    /// Its row.
    pub row: usize,
}

/// The outcome.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The memory.
    pub memory: Memory,
    /// What was decided, in the order of the sheets.
    pub log: Vec<Logged>,
    /// What could not be applied.
    pub problems: Vec<Problem>,
    /// How many of each.
    pub summary: Summary,
}
