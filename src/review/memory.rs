//! The memory that sheets are applied to, and its units as rows.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3Default;

use super::key::Key;
use super::log::Logged;
use super::row::{Column, Row, hash};
use crate::article::Language;
use crate::error::{Error, Result};
use crate::tmx::{self, Element, Head, TmxReader, Unit, Variant, props};

/// A memory that sheets are applied to.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// What it is called in messages.
    pub name: String,
    /// Its head.
    pub head: Head,
    /// Its units.
    pub units: Vec<Unit>,
    /// What was decided last on each row, as the log says.
    pub said: HashMap<Key, Logged>,
    /// All that was said of each row, also where nothing was decided.
    pub heard: HashMap<Key, Vec<Logged>>,
}

impl Memory {
    /// What tells a memory from another one, also from itself before it was changed: the hash of its name without the folder,
    /// and of what stands in the file, which may be a draft of it. Where there is none yet, nothing does.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io).
    pub fn digest(memory: &Path, path: &Path) -> Result<String> {
        let mut hash = Xxh3Default::new();
        hash.update(memory.file_name().unwrap_or_default().as_encoded_bytes());
        let copied = match File::open(path) {
            Ok(mut file) => io::copy(&mut file, &mut hash),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        };
        copied.map_err(Error::io(path))?;
        Ok(format!("{:016x}", hash.digest()))
    }
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

/// A unit as the log keeps it; none for one that a row tells all of.
pub(super) fn kept(unit: &Unit, tags: (&str, &str)) -> Option<String> {
    let is_told = |note: &Element| {
        let mut told = props::OWN.iter().filter(|kind| **kind != props::COMMENT);
        told.any(|kind| note.is_prop(kind))
    };
    let is_date = |name: &str| matches!(name, "creationdate" | "changedate");
    let is_plain = |variant: &Variant| *variant == Variant::new(tag_of(variant), &variant.text());
    let is_told = unit.notes.iter().all(is_told)
        && (unit.attributes.iter()).all(|(name, _)| name == "tuid" || is_date(name))
        && unit.variants.iter().all(is_plain)
        && unit.variants.iter().map(tag_of).eq([tags.0, tags.1]);
    match is_told {
        true => None,
        false => tmx::element_of(unit).ok(),
    }
}

fn tag_of(variant: &Variant) -> &str {
    variant.tag().unwrap_or_default()
}

/// A unit that the log kept.
pub(super) fn restored(kept: &str) -> Option<Unit> {
    let memory = format!("<tmx><body>{kept}</body></tmx>");
    TmxReader::new(memory.as_bytes(), "").next()?.ok()
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
