//! Rows of a sheet that do not name their document: those that were added, and those whose cell was emptied.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::id::RowId;
use super::key::Key;
use super::memory::Memory;
use super::row::{Column, Row};
use super::sheet::{Sheet, SheetRow};

impl Sheet {
    /// Names the document of each row that does not: of an added one and a part, that of the row above; of another, the one
    /// that it stands between rows of, or the only one that may have such a row and has not.
    pub(super) fn name_documents(&mut self) {
        let in_rows = self.rows.iter().map(|row| Key::of_row(&row.row));
        let is_whole = in_rows.clone().all(|key| key.names_document());
        if is_whole {
            self.names_documents = !self.rows.is_empty();
            return;
        }
        let taken: HashSet<Key> = in_rows.filter(Key::names_document).collect();
        let named = taken.iter().chain(self.as_written.keys());
        let named = named.filter(|key| key.names_document());
        let documents: BTreeSet<String> = named.map(|key| key.document.clone()).collect();
        let below = below(&self.rows);
        let first = below.first().cloned().flatten();
        let Some(mut above) = first.or_else(|| documents.first().cloned()) else {
            return;
        };
        self.names_documents = true;
        let may_have = MayHave {
            taken_ids: counted(taken.iter()),
            written_ids: counted(self.as_written.keys()),
            documents: &documents,
            as_written: &self.as_written,
            taken: &taken,
        };
        let mut id_above = RowId::default();
        for (row, below) in self.rows.iter_mut().zip(below) {
            let mut key = Key::of_row(&row.row);
            if !key.names_document() {
                let whole = key.id.whole();
                let is_part = whole.is_some() && whole == id_above.whole();
                let is_between = below.is_some_and(|below| below == above);
                let is_beside = key.id.is_added()
                    || is_part
                    || is_between
                        && key.id.is_of_alignment()
                        && may_have.is_free(&key.of_document(&above));
                if is_beside {
                    key.document.clone_from(&above);
                } else if key.id.is_of_alignment() {
                    key.document = may_have.only(&key).unwrap_or_default();
                }
                row.row[Column::Document].clone_from(&key.document);
            }
            if key.names_document() {
                above = key.document;
            }
            id_above = key.id;
        }
    }

    /// Names the document of all rows of an alignment, if the sheet names none and the memory has but one. Of several, no
    /// row can tell which is its own.
    pub fn name_documents_by(&mut self, memory: &Memory) {
        let in_memory = memory.units.iter().enumerate();
        let in_memory = in_memory.map(|(place, unit)| Key::of_unit(unit, place).document);
        let documents: BTreeSet<String> =
            in_memory.filter(|document| !document.is_empty()).collect();
        if self.names_documents || documents.is_empty() {
            return;
        }
        self.names_documents = true;
        let mut documents = documents.into_iter();
        if let (Some(document), None) = (documents.next(), documents.next()) {
            for row in &mut self.rows {
                let key = Key::of_row(&row.row);
                if key.id.is_of_alignment() || key.id.is_added() {
                    row.row[Column::Document].clone_from(&document);
                }
            }
        }
    }

    /// Whether it names documents, but not that of this row of an alignment.
    pub(super) fn lacks_document(&self, key: &Key) -> bool {
        self.names_documents && !key.names_document() && key.id.is_of_alignment()
    }
}

/// Which documents may have a row that does not name its own.
struct MayHave<'a> {
    documents: &'a BTreeSet<String>,
    taken: &'a HashSet<Key>,
    /// The rows that a workbook was written with.
    as_written: &'a HashMap<Key, Row>,
    taken_ids: HashMap<RowId, usize>,
    written_ids: HashMap<RowId, usize>,
}

impl MayHave<'_> {
    /// Whether no other row is this, and the sheet was written with it, as far as it knows.
    fn is_free(&self, key: &Key) -> bool {
        let is_kept = self.written_ids.contains_key(&key.id);
        !self.taken.contains(key) && (!is_kept || self.as_written.contains_key(key))
    }

    /// The document of a row, if no other can have a row of this id; of a merged or split row, by what it was made of.
    fn only(&self, key: &Key) -> Option<String> {
        let first = key.id.pieces().next().unwrap_or_default();
        let id = first.undivided();
        let all = self.written_ids.get(&id).copied();
        let all = all.unwrap_or(self.documents.len());
        if self.taken_ids.get(&id).copied().unwrap_or_default() + 1 != all {
            return None;
        }
        let of = key.sibling(id);
        let is_it = |document: &&String| self.is_free(&of.of_document(document));
        self.documents.iter().find(is_it).cloned()
    }
}

/// For each row, the document of the next one below that names its own.
fn below(rows: &[SheetRow]) -> Vec<Option<String>> {
    let mut next = None;
    let mut below: Vec<Option<String>> = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        below.push(next.clone());
        let key = Key::of_row(&row.row);
        if key.names_document() {
            next = Some(key.document);
        }
    }
    below.reverse();
    below
}

/// How many rows have each id.
fn counted<'a>(keys: impl Iterator<Item = &'a Key>) -> HashMap<RowId, usize> {
    let mut counted = HashMap::new();
    for key in keys {
        *counted.entry(key.id.clone()).or_default() += 1;
    }
    counted
}
