//! The rows that there are, and those of them that no sheet has.

use std::collections::HashSet;

use crate::review::key::{Key, Names};
use crate::review::origin::Origins;
use crate::review::row::written_hashes;
use crate::review::sheet::Sheet;
use crate::tmx::Unit;

/// The units by their keys; those without a name get one, and those of one name several, so that they are told apart from
/// now on.
pub(super) fn named(units: &[Unit]) -> Vec<(Key, Unit)> {
    let mut names = Names::default();
    let named = units.iter().map(|unit| {
        let (key, is_new) = names.next_key(unit);
        let mut unit = unit.clone();
        if is_new {
            unit.set_id(key.id.as_str());
        }
        (key, unit)
    });
    named.collect()
}

/// The rows that there are, whatever the sheets make of them.
pub(super) fn known(units: &[(Key, Unit)], origins: &Origins, sheets: &[Sheet]) -> HashSet<Key> {
    let mut known: HashSet<Key> = units.iter().map(|(key, _)| key.clone()).collect();
    known.extend(origins.rows.keys().cloned());
    let in_memory: HashSet<&Key> = units.iter().map(|(key, _)| key).collect();
    // A row with its hashes was written by naranhi, also where nothing else remembers its document; a workbook remembers.
    let forgetful = sheets.iter().filter(|sheet| sheet.as_written.is_empty());
    let rows = forgetful.flat_map(|sheet| {
        let rows = sheet.rows.iter().map(|row| (row, Key::of_row(&row.row)));
        rows.filter(|(_, key)| !sheet.lacks_document(key))
    });
    for (row, key) in rows {
        // Nor is a row merged or split that was so before.
        let is_there = key.id.is_empty() || in_memory.contains(&key);
        if written_hashes(&row.row).is_none()
            || is_there
            || origins.aligned_anew.contains(&key.document)
        {
            continue;
        }
        let wholes = key.id.pieces().map(|id| id.undivided());
        known.extend(wholes.map(|id| key.sibling(id)));
    }
    known
}

/// The rows that no sheet has, of the documents that sheets have.
pub(super) fn missing(known: &HashSet<Key>, claimed: &HashSet<Key>) -> Vec<String> {
    let documents: HashSet<&str> = claimed.iter().map(|key| &*key.document).collect();
    let is_missing = |key: &&Key| documents.contains(&*key.document) && !claimed.contains(key);
    let mut missing: Vec<&Key> = known.iter().filter(is_missing).collect();
    missing.sort_by(|a, b| a.order().cmp(&b.order()));
    missing.into_iter().map(Key::name).collect()
}
