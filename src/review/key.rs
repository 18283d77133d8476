//! The names of rows among all documents, and of units among those of a memory.

use std::collections::HashSet;

use super::id::RowId;
use super::row::{Column, Row};
use crate::distinct::Distinct;
use crate::tmx::{Unit, props};

/// The name of a row among all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The document.
    pub document: String,
    /// The row in it.
    pub id: RowId,
}

impl Key {
    /// The key of a row.
    pub fn of_row(row: &Row) -> Key {
        Key {
            document: row[Column::Document].trim().to_owned(),
            id: row[Column::Id].trim().into(),
        }
    }

    /// The key of a unit: its document and its name without the document. Units of other tools without a name get one
    /// from their place, counted from 0.
    pub fn of_unit(unit: &Unit, place: usize) -> Key {
        let document = unit.prop(props::DOCUMENT).unwrap_or_default();
        let document = document.trim().to_owned();
        let id = match unit.id().map(str::trim) {
            None | Some("") => RowId::of_nameless(place + 1),
            Some(name) => {
                let id = name.strip_prefix(&format!("{document} "));
                id.unwrap_or(name).into()
            }
        };
        Key { document, id }
    }

    /// The key that a name stands for, where the document is not known: what stands behind the last space is the id.
    pub(crate) fn of_name(name: &str) -> Key {
        let (document, id) = name.rsplit_once(' ').unwrap_or(("", name));
        Key {
            document: document.to_owned(),
            id: id.into(),
        }
    }

    pub(super) fn names_document(&self) -> bool {
        !self.document.is_empty()
    }

    /// The row of this id in another document.
    pub(super) fn of_document(&self, document: &str) -> Key {
        Key {
            document: document.to_owned(),
            id: self.id.clone(),
        }
    }

    /// Another row of the same document.
    pub(super) fn sibling(&self, id: RowId) -> Key {
        Key {
            document: self.document.clone(),
            id,
        }
    }

    /// The rows that a row was merged or split from, and those that these were, as its id tells.
    pub(super) fn made_of(&self) -> HashSet<Key> {
        let ids = self.id.made_of().into_iter();
        ids.map(|id| self.sibling(id)).collect()
    }

    /// The name of a unit: the document and the id.
    pub fn name(&self) -> String {
        match self.names_document() {
            true => format!("{} {}", self.document, self.id),
            false => self.id.to_string(),
        }
    }

    /// What to sort by: the documents, and the [order](RowId::order) of the ids.
    pub(super) fn order(&self) -> (&str, impl Ord) {
        (&self.document, self.id.order())
    }
}

/// The keys of the units of a memory, one after another: of several of one name, all but the first have a number behind it, so
/// that a sheet and the memory call each the same.
#[derive(Default)]
pub(crate) struct Names {
    units: usize,
    taken: Distinct,
}

impl Names {
    /// The key of the next unit, and whether it is not the name that the unit has.
    pub(crate) fn next_key(&mut self, unit: &Unit) -> (Key, bool) {
        let mut key = Key::of_unit(unit, self.units);
        self.units += 1;
        let has_name = unit.id().is_some_and(|id| !id.trim().is_empty());
        let name = [&*key.document, key.id.as_str()].join("\u{1f}");
        let ending = self.taken.take(&name);
        key.id = key.id.followed_by(&ending);
        (key, !has_name || !ending.is_empty())
    }
}
