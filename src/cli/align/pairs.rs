//! Pairs of articles that are not yet read.

use std::path::PathBuf;

use naranhi::Error;

use super::folder::LeftOver;
use super::line::Line;

/// Where pairs come from.
pub(super) struct Pairs {
    /// The folder or file; of several the first.
    pub(super) path: PathBuf,
    /// What the names of all documents begin with, in whose place the user's own name is put.
    pub(super) root: PathBuf,
    /// How many there are, if that is known.
    pub(super) count: Option<usize>,
    pub(super) pairs: Box<dyn Iterator<Item = Pair>>,
    /// Files that are in none of these pairs by their names; of JSON lines there are none.
    pub(super) left_over: Option<Box<LeftOver>>,
}

/// A pair of articles, not yet read.
pub(super) enum Pair {
    Files {
        korean: PathBuf,
        english: PathBuf,
    },
    Record(Line),
    /// What should be one, and is none.
    Failed(Error),
}
