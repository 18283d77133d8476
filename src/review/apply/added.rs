//! Rows that a reviewer added before, and corrected since: they have no id that tells which unit they became.

use std::collections::{HashMap, HashSet};

use crate::article::Language;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::memory::hashes_of;
use crate::review::row::Column;
use crate::review::sheet::Sheet;
use crate::tmx::Unit;

/// Gives added rows the ids of the units that the same reviewer made of the same sheet and that have one of their texts.
pub(super) fn name_added(
    units: &[(Key, Unit)],
    heard: &HashMap<Key, Vec<Logged>>,
    sheets: &mut [Sheet],
    source: Language,
    reviewer: &str,
) {
    let known: HashSet<&Key> = units.iter().map(|(key, _)| key).collect();
    for sheet in sheets {
        let keys = sheet.rows.iter().map(|row| {
            let key = Key::of_row(&row.row);
            match key.id.is_added() && !known.contains(&key) {
                true => key.sibling(RowId::of_added(&row.row)),
                false => key,
            }
        });
        let keys: Vec<Key> = keys.collect();
        if !keys.iter().any(|key| key.id.is_given()) {
            continue;
        }
        let is_own = |key: &Key| {
            let mut lines = heard.get(key).into_iter().flatten();
            let last = lines.rfind(|line| line.decision.is_some());
            last.is_some_and(|last| last.is_of(sheet) && last.reviewer == reviewer)
        };
        let here: HashSet<&Key> = keys.iter().collect();
        let is_left = |key: &Key| key.id.is_given() && !here.contains(key) && is_own(key);
        let left = units.iter().filter(|(key, _)| is_left(key));
        let left = left.map(|(key, unit)| (key, hashes_of(unit, source)));
        let mut left: Vec<(&Key, [String; 2])> = left.collect();
        // First those that say the same still.
        for same_texts in [2, 1] {
            for (row, key) in sheet.rows.iter_mut().zip(&keys) {
                let is_named = RowId::from(row.row[Column::Id].as_str()).is_given();
                if is_named || !key.id.is_given() || known.contains(key) {
                    continue;
                }
                let cells = row.row.hashes();
                let is_it = |(unit, texts): &(&Key, [String; 2])| {
                    let same = (0..2).filter(|&side| texts[side] == cells[side]);
                    unit.document == key.document && same.count() >= same_texts
                };
                if let Some(place) = left.iter().position(is_it) {
                    row.row[Column::Id] = left.swap_remove(place).0.id.to_string();
                }
            }
        }
    }
}
