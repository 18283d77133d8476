//! What is known while sheets are applied.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::exchange::Exchanges;
use super::outcome::{Applied, Settings};
use crate::article::Language;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::memory::{Memory, text_of};
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

impl<'a> Applying<'a> {
    pub(super) fn new(
        units: Vec<(Key, Unit)>,
        memory: &'a Memory,
        origins: &'a Origins,
        settings: &'a Settings,
    ) -> Applying<'a> {
        let documents = units.iter().map(|(key, _)| key);
        let documents = documents.chain(memory.said.keys());
        Applying {
            documents: documents.map(|key| key.document.clone()).collect(),
            wholes: HashSet::new(),
            superseded: superseded(&units),
            said_of_parts: said_of_parts(&memory.said),
            units: Shelf::new(units),
            origins,
            settings,
            said: &memory.said,
            heard: &memory.heard,
            source: settings.languages.source(),
            exchanges: Exchanges::default(),
            out: Applied::default(),
        }
    }

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

/// The rows that units were merged or split from, and these units.
fn superseded(units: &[(Key, Unit)]) -> HashMap<Key, Vec<Rc<Key>>> {
    let mut superseded: HashMap<Key, Vec<Rc<Key>>> = HashMap::new();
    for (key, _) in units {
        let made_of = key.made_of();
        let key = Rc::new(key.clone());
        for of in made_of {
            superseded.entry(of).or_default().push(Rc::clone(&key));
        }
    }
    superseded
}

/// By the rows that were merged or split: what was said of what they became.
fn said_of_parts(said: &HashMap<Key, Logged>) -> HashMap<Key, Vec<&Logged>> {
    let mut of_parts: HashMap<Key, Vec<&Logged>> = HashMap::new();
    for (key, logged) in said {
        for of in key.made_of() {
            of_parts.entry(of).or_default().push(logged);
        }
    }
    for logged in of_parts.values_mut() {
        logged.sort_by(|a, b| a.id.cmp(&b.id));
    }
    of_parts
}
