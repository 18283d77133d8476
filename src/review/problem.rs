//! What could not be applied, and where it stands.

use std::fmt;

/// A row that was not applied, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub line: usize,
    /// The cell, such as `E12`.
    pub cell: String,
    /// What is wrong.
    pub message: String,
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
