//! What applying is told, and what comes of it.

use crate::languages::Languages;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::log::Logged;
use crate::review::memory::Memory;
use crate::review::problem::Problem;
use crate::review::sheet::Sheet;

/// How sheets are applied.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Who reviewed: goes into the memory and the log.
    pub reviewer: String,
    /// The languages of the memory.
    pub languages: Languages,
    /// The date of a change, in the form of TMX.
    pub date: Option<String>,
}

/// What a row says in the end.
pub(super) struct Verdict {
    pub(super) decision: Option<Decision>,
    /// Whether a text is another than the one that was written.
    pub(super) is_edited: bool,
    /// Whether it is the reviewer who says so.
    pub(super) is_reviewers: bool,
}

/// What the sheets made of the memory. Each row is counted once, by what was decided on it in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Rows read: the sum of all that follow, up to `refused`.
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
    /// Rows that say no more than another row.
    pub repeated: usize,
    /// Rows that say nothing, of pairs that the article, aligned anew, has no longer.
    pub gone: usize,
    /// Rows that were not applied.
    pub refused: usize,
    /// Of the rows that were applied, those that have one side, and so no unit.
    pub alone: usize,
    /// Texts that lost their inline tags, because they were edited.
    pub untagged: usize,
    /// Texts in further languages that rows which were merged or split have no place for.
    pub further: usize,
    /// The pairs that nobody decided on and the memory lacks, though nobody took them out. They are left out.
    pub absent: Vec<String>,
    /// The rows of the alignment that no sheet has, in order. They are left as they were.
    pub missing: Vec<String>,
}

impl Summary {
    /// Counts a row that was applied.
    pub(super) fn count(&mut self, claim: &Claim, verdict: &Verdict) {
        let counter = match (verdict.decision, &claim.kind) {
            (Some(Decision::Reject), _) => &mut self.rejected,
            (Some(Decision::Unsure), _) => &mut self.unsure,
            (_, Kind::Merged(_)) => &mut self.merged,
            (_, Kind::Part(_)) => &mut self.parts,
            (_, Kind::New) => &mut self.added,
            (Some(Decision::Accept), Kind::Whole) if !verdict.is_edited => &mut self.accepted,
            (Some(_), Kind::Whole) => &mut self.edited,
            (None, Kind::Whole) => &mut self.undecided,
        };
        *counter += 1;
    }

    /// Counts what is left of all rows as not applied.
    pub(super) fn close(&mut self, rows: usize) {
        let applied = self.accepted
            + self.rejected
            + self.edited
            + self.unsure
            + self.undecided
            + self.merged
            + self.parts
            + self.added;
        self.rows = rows;
        self.refused = rows.saturating_sub(applied + self.repeated + self.gone);
    }
}

/// The outcome.
#[derive(Clone, Debug, Default)]
#[must_use = "the memory that was given is not changed"]
#[non_exhaustive]
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

impl Applied {
    /// Puts what is told of rows in their order.
    pub(super) fn sort(&mut self, sheets: &[Sheet]) {
        let order = |name: &str| sheets.iter().position(|sheet| sheet.name == name);
        self.log
            .sort_by_key(|logged| (order(&logged.sheet), logged.row));
        self.problems
            .sort_by_key(|problem| (order(&problem.sheet), problem.line));
    }
}
