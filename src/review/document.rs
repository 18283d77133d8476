//! Rows of a sheet that do not name their document: those that were added, and those whose cell was emptied.

use std::collections::{HashMap, HashSet};

use super::origin::Key;
use super::row::Column;
use super::sheet::Sheet;

impl Sheet {
    /// Names the document of each row that does not: of an added one, that of the row above, or else below; of another, the
    /// only one that has no row of this id.
    pub(super) fn name_documents(&mut self) {
        let in_rows = self.rows.iter().map(|row| Key::of_row(&row.row));
        let taken: HashSet<Key> = in_rows.clone().filter(Key::names_document).collect();
        let kept = self.as_written.keys().cloned();
        let mut seen = HashSet::new();
        let documents: Vec<String> = in_rows
            .chain(kept)
            .filter(Key::names_document)
            .filter_map(|key| seen.insert(key.document.clone()).then_some(key.document))
            .collect();
        let Some(mut above) = documents.first().cloned() else {
            return;
        };
        self.names_documents = true;
        let taken_ids = counted(taken.iter());
        let written_ids = counted(self.as_written.keys());
        for row in &mut self.rows {
            let key = Key::of_row(&row.row);
            if key.names_document() {
                above = key.document;
                continue;
            }
            if key.is_added() {
                row.row[Column::Document].clone_from(&above);
                continue;
            }
            if !key.is_of_alignment() {
                continue;
            }
            // A workbook knows which documents have the id; one that was merged or split is new.
            let is_kept = written_ids.contains_key(&key.id);
            let all = written_ids.get(&key.id).copied();
            let all = all.unwrap_or(documents.len());
            if taken_ids.get(&key.id).copied().unwrap_or_default() + 1 != all {
                continue;
            }
            let is_it = |document: &&String| {
                let key = key.of_document(document);
                !taken.contains(&key) && (!is_kept || self.as_written.contains_key(&key))
            };
            if let Some(document) = documents.iter().find(is_it) {
                row.row[Column::Document].clone_from(document);
                above.clone_from(document);
            }
        }
    }

    /// Whether it names documents, but not that of this row of an alignment.
    pub(super) fn lacks_document(&self, key: &Key) -> bool {
        self.names_documents && !key.names_document() && key.is_of_alignment()
    }
}

/// How many rows have each id.
fn counted<'a>(keys: impl Iterator<Item = &'a Key>) -> HashMap<String, usize> {
    let mut counted = HashMap::new();
    for key in keys {
        *counted.entry(key.id.clone()).or_default() += 1;
    }
    counted
}
