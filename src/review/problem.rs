//! What could not be applied, and where it stands.

use std::fmt;

/// A row that was not applied, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub line: usize,
    /// The cell, such as `E12`.
    pub cell: String,
    /// What is wrong.
    pub message: String,
    /// What may help besides another cell.
    pub way_out: Option<WayOut>,
}

/// What may be given to [`apply`](super::apply()) so that a row is applied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WayOut {
    /// The reviewer of this name, who alone may change what was said.
    Reviewer(String),
    /// One sheet after the other, each with its reviewer.
    EachSheet,
    /// The alignment that the sheet was written of.
    Alignment,
    /// The alignment that the memory has; or a name of its own, where the sheet is of another article.
    AlignmentOrName,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, row {}, {}: {}",
            self.sheet, self.line, self.cell, self.message
        )
    }
}
