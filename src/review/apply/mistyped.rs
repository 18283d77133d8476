//! Rows whose ids nobody wrote, told by their texts.

use std::collections::{HashMap, HashSet};

use crate::article::Language;
use crate::review::key::Key;
use crate::review::memory::hashes_of;
use crate::review::row::{Column, written_hashes};
use crate::review::sheet::Sheet;
use crate::tmx::Unit;

/// The ids that rows of sheets have in which their reviewers said something, where the memory has the texts that they were
/// written with under an id that the sheet lacks; and this id. A workbook knows its rows itself.
pub(super) fn mistyped(
    units: &[(Key, Unit)],
    sheets: &[Sheet],
    source: Language,
) -> HashMap<Key, Key> {
    let in_memory: HashSet<&Key> = units.iter().map(|(key, _)| key).collect();
    let mut mistyped = HashMap::new();
    let mut by_texts: HashMap<[String; 2], Option<&Key>> = HashMap::new();
    for sheet in sheets.iter().filter(|sheet| sheet.as_written.is_empty()) {
        let ids: HashSet<Key> = sheet.rows.iter().map(|row| Key::of_row(&row.row)).collect();
        for row in &sheet.rows {
            let key = Key::of_row(&row.row);
            let is_one = !key.id.is_made();
            let Some(texts) =
                written_hashes(&row.row).filter(|_| is_one && !in_memory.contains(&key))
            else {
                continue;
            };
            let cells = row.row.hashes();
            if cells == texts && row.row[Column::Decision].trim().is_empty() {
                continue;
            }
            if by_texts.is_empty() {
                // Of texts that stand twice, nobody knows which are meant.
                for (key, unit) in units {
                    let named = by_texts.entry(hashes_of(unit, source));
                    named.and_modify(|key| *key = None).or_insert(Some(key));
                }
            }
            let meant = by_texts.get(&texts).copied().flatten().filter(|meant| {
                let is_other = meant.document != key.document || ids.contains(*meant);
                !is_other && !meant.made_of().contains(&key)
            });
            if let Some(meant) = meant {
                mistyped.insert(key, meant.clone());
            }
        }
    }
    mistyped
}
