//! What is known while sheets are applied.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::exchange::Exchanges;
use super::outcome::{Applied, Settings};
use crate::article::Language;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::memory::text_of;
use crate::review::origin::Origins;
use crate::review::row::Column;
use crate::review::shelf::Shelf;
use crate::tmx::Unit;

/// The memory while sheets are applied to it, and what is known of it.
pub(super) struct Applying<'a> {
    pub(super) units: Shelf,
    /// The documents that the memory has or had.
    pub(super) documents: HashSet<String>,
    /// The rows that stand for themselves.
    pub(super) wholes: HashSet<Key>,
    /// The rows that units were merged or split from before, and these units.
    pub(super) superseded: HashMap<Key, Vec<Rc<Key>>>,
    /// By the rows that were merged or split before: what was said of what they became.
    pub(super) said_of_parts: HashMap<Key, Vec<&'a Logged>>,
    pub(super) origins: &'a Origins,
    pub(super) settings: &'a Settings,
    /// What was decided last on each row.
    pub(super) said: &'a HashMap<Key, Logged>,
    /// All that was said of each row, also where nothing was decided.
    pub(super) heard: &'a HashMap<Key, Vec<Logged>>,
    pub(super) source: Language,
    /// The texts that went from row to row.
    pub(super) exchanges: Exchanges,
    pub(super) out: Applied,
}

impl Applying<'_> {
    pub(super) fn text(&self, unit: &Unit, side: Column) -> String {
        text_of(unit, self.language(side))
    }

    pub(super) fn language(&self, side: Column) -> Language {
        match side {
            Column::Source => self.source,
            _ => self.source.other(),
        }
    }
}
