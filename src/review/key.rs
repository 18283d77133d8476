//! The names of rows: the id of a bead, ids put together where rows were merged, parts of one where a row was split.

use std::collections::{HashMap, HashSet};
use std::iter;

use xxhash_rust::xxh3::xxh3_64;

use super::row::{Column, Row};
use crate::document::BEAD;
use crate::tmx::{Unit, props};

/// The name of a row among all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The document.
    pub document: String,
    /// The bead in it.
    pub id: String,
}

/// What the ids of rows begin with that a reviewer added.
pub(super) const NEW: &str = "new-";

impl Key {
    /// The key of a row.
    pub fn of_row(row: &Row) -> Key {
        Key {
            document: row[Column::Document].trim().to_owned(),
            id: row[Column::Id].trim().to_owned(),
        }
    }

    /// The key of a unit: its document and its name without the document. Units of other tools without a name get one
    /// from their place, counted from 0.
    pub fn of_unit(unit: &Unit, place: usize) -> Key {
        let document = unit.prop(props::DOCUMENT).unwrap_or_default();
        let document = document.trim().to_owned();
        let id = match unit.id().map(str::trim) {
            None | Some("") => format!("u-{:04}", place + 1),
            Some(id) => id
                .strip_prefix(&format!("{document} "))
                .unwrap_or(id)
                .to_owned(),
        };
        Key { document, id }
    }

    pub(super) fn names_document(&self) -> bool {
        !self.document.is_empty()
    }

    /// Whether it is of a row that a reviewer added: without an id, or one like new, new 2 or new-ccd5848e, but not news-2 or
    /// new-york-2.
    pub(super) fn is_added(&self) -> bool {
        let id = self.id.to_lowercase();
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit());
        let is_behind = |behind: &str| {
            behind.starts_with(' ') || is_number(behind.trim_start_matches(['-', '_', '#']))
        };
        id.is_empty() || id.strip_prefix("new").is_some_and(is_behind)
    }

    /// Whether it is of a row of an alignment, not of a memory of another tool.
    pub(super) fn is_of_alignment(&self) -> bool {
        self.id.starts_with(BEAD)
    }

    /// The number of a row of an alignment: of `s-0012`, 12.
    pub(super) fn number(&self) -> Option<i64> {
        self.id.strip_prefix(BEAD)?.parse().ok()
    }

    /// The row of this id in another document.
    pub(super) fn of_document(&self, document: &str) -> Key {
        Key {
            document: document.to_owned(),
            id: self.id.clone(),
        }
    }

    /// Another row of the same document.
    pub(super) fn sibling(&self, id: &str) -> Key {
        Key {
            document: self.document.clone(),
            id: id.to_owned(),
        }
    }

    /// The name of a unit: the document and the id.
    pub fn name(&self) -> String {
        match self.document.is_empty() {
            true => self.id.clone(),
            false => format!("{} {}", self.document, self.id),
        }
    }

    /// What to sort by: numbers in ids by their value, and new rows behind all others.
    pub(super) fn order(&self) -> (&str, bool, Vec<(u64, &str)>) {
        let is_digit = |c: char| c.is_ascii_digit();
        let mut pieces = Vec::new();
        let mut rest = self.id.as_str();
        while !rest.is_empty() {
            let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let letters = after.find(is_digit).unwrap_or(after.len());
            let (text, after) = after.split_at(letters);
            pieces.push((number.parse().unwrap_or_default(), text));
            rest = after;
        }
        (&self.document, self.id.starts_with(NEW), pieces)
    }
}

/// The keys of the units of a memory, one after another: of several of one name, all but the first have a number behind it, so
/// that a sheet and the memory call each the same.
#[derive(Default)]
pub(crate) struct Names {
    units: usize,
    /// The hashes of the keys that units have.
    taken: HashSet<u64>,
    /// Of names that several units have, the next number.
    next: HashMap<Key, usize>,
}

impl Names {
    /// The key of the next unit, and whether it is not the name that the unit has.
    pub(crate) fn next_key(&mut self, unit: &Unit) -> (Key, bool) {
        let mut key = Key::of_unit(unit, self.units);
        self.units += 1;
        let has_name = unit.id().is_some_and(|id| !id.trim().is_empty());
        if self.take(&key) {
            return (key, !has_name);
        }
        let first = key.id.clone();
        let mut number = self.next.get(&key).copied().unwrap_or(2);
        let of = key.clone();
        loop {
            key.id = format!("{first}~{number}");
            number += 1;
            if self.take(&key) {
                self.next.insert(of, number);
                return (key, true);
            }
        }
    }

    /// Whether no other unit had a key, which is taken from now on.
    fn take(&mut self, key: &Key) -> bool {
        let hash = xxh3_64([&*key.document, &*key.id].join("\u{1f}").as_bytes());
        self.taken.insert(hash)
    }
}

/// What a part was: of `s-0006.1`, `s-0006`.
pub(super) fn whole_of(id: &str) -> Option<&str> {
    let (whole, part) = id.rsplit_once('.')?;
    let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_part.then_some(whole)
}

/// The rows that a row was merged or split from, and those that these were, as its id tells: of `s-0006.1+s-0006.2`, the
/// parts and `s-0006`.
pub(super) fn made_of(key: &Key) -> HashSet<Key> {
    let pieces = key.id.split('+').filter(|_| key.id.contains('+'));
    let merged = pieces.flat_map(|piece| [piece].into_iter().chain(wholes(piece)));
    merged
        .chain(wholes(&key.id))
        .map(|id| key.sibling(id))
        .collect()
}

/// What the parts of parts were: of `s-0006.1.2`, `s-0006.1` and `s-0006`.
fn wholes(id: &str) -> impl Iterator<Item = &str> {
    /// Nobody splits a row more often; what looks like it is the id of another tool.
    const MOST: usize = 8;
    iter::successors(whole_of(id), |id| whole_of(id)).take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_added_rows_are_told_from_those_of_units() {
        let is_added = |id: &str| {
            let (document, id) = (String::new(), id.to_owned());
            Key { document, id }.is_added()
        };
        assert!(
            ["", "new", "NEW 2", "new-ccd5848e", "new3"]
                .into_iter()
                .all(is_added)
        );
        assert!(
            !["news-2", "new-york-2", "newspaper", "renew", "s-0001"]
                .into_iter()
                .any(is_added)
        );
    }

    #[test]
    fn ids_sort_by_their_numbers() {
        let key = |id: &str| Key {
            document: "a".into(),
            id: id.into(),
        };
        let sorted = [
            "s-0002",
            "s-0009",
            "s-0012",
            "s-0012.2",
            "s-0012.10",
            "s-10000",
        ];
        for pair in sorted.windows(2) {
            assert!(key(pair[0]).order() < key(pair[1]).order(), "{pair:?}");
        }
    }
}
