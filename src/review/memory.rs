//! The memory that sheets are applied to, and its units as rows.

use std::collections::HashMap;

use super::key::Key;
use super::log::Logged;
use super::row::{Column, Row, hash};
use crate::article::Language;
use crate::tmx::{Head, Unit, props};

/// A memory that sheets are applied to.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Its head.
    pub head: Head,
    /// Its units.
    pub units: Vec<Unit>,
    /// What was decided last on each row, as the log says.
    pub said: HashMap<Key, Logged>,
    /// All that was said of each row, also where nothing was decided.
    pub heard: HashMap<Key, Vec<Logged>>,
}

/// A unit of our own for a row.
pub(super) fn unit(key: &Key, row: &Row, tags: (&str, &str)) -> Unit {
    let mut unit = Unit::new(
        &key.name(),
        (tags.0, &row[Column::Source]),
        (tags.1, &row[Column::Target]),
    );
    unit.set_prop(props::DOCUMENT, &key.document);
    unit.set_prop(props::BEAD, &row[Column::Type]);
    unit.set_prop(props::CONFIDENCE, &row[Column::Confidence]);
    unit
}

/// The hashes of a unit's texts, source and target.
pub(super) fn hashes_of(unit: &Unit, source: Language) -> [String; 2] {
    [source, source.other()].map(|language| hash(&text_of(unit, language)))
}

/// The text of a unit in a language; empty where it has none.
pub(super) fn text_of(unit: &Unit, language: Language) -> String {
    let variant = unit.variant(language);
    variant
        .map(|variant| variant.text().into_owned())
        .unwrap_or_default()
}
