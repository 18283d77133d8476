//! The ids of rows: all that may stand in the first column of a sheet, and what it says of the row.

use std::collections::HashSet;
use std::fmt;
use std::iter;

use serde::{Deserialize, Serialize};

use super::row::{Row, SIDES, digits_of_hash};

/// The id of a row in its document. In sheets of an alignment there are
///
/// - `s-0012`, a bead;
/// - `s-0012+s-0013`, rows that a reviewer merged, each of which may be any of these;
/// - `s-0012.1`, a part of a row that a reviewer split, and `s-0012.1.2`, a part of that;
/// - `new-ccd5848e`, a row that a reviewer added, whose cell was empty or had `new` or `new 2`.
///
/// In sheets of a memory there is whatever another tool called the unit, `u-0012` where it has no name, and `NAME~2` where
/// a unit before it has the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowId(String);

/// What the ids of beads begin with.
const BEAD: &str = "s-";
/// What the ids of rows begin with that a reviewer added.
const NEW: &str = "new-";
/// What stands between the ids of rows that were merged.
const AND: char = '+';
/// What stands before the number of a part.
const PART: char = '.';

impl From<&str> for RowId {
    fn from(id: &str) -> RowId {
        RowId(id.to_owned())
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl RowId {
    /// The id of a bead, which is counted from 0.
    pub(crate) fn of_bead(index: usize) -> RowId {
        RowId(format!("{BEAD}{:04}", index + 1))
    }

    /// The id of a unit without a name, which is counted from 1.
    pub(crate) fn of_nameless(number: usize) -> RowId {
        RowId(format!("u-{number:04}"))
    }

    /// The id of a row that a reviewer added, made of its texts.
    pub(super) fn of_added(row: &Row) -> RowId {
        let texts = SIDES.map(|side| row[side].trim());
        RowId(format!("{NEW}{}", digits_of_hash(&texts.join("\u{1f}"), 8)))
    }

    /// The id of a row that merges others.
    pub(super) fn merging(ids: &[RowId]) -> RowId {
        let ids: Vec<&str> = ids.iter().map(RowId::as_str).collect();
        RowId(ids.join(&AND.to_string()))
    }

    /// The id with something behind it, which tells it from others.
    pub(super) fn followed_by(&self, ending: &str) -> RowId {
        RowId(format!("{self}{ending}"))
    }

    /// As it stands in the cell.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is of a row of an alignment, not of a memory of another tool.
    pub(super) fn is_of_alignment(&self) -> bool {
        self.0.starts_with(BEAD)
    }

    /// The number of a bead: of `s-0012`, 12. What was merged or split has none.
    pub(crate) fn number(&self) -> Option<i64> {
        let digits = self.0.strip_prefix(BEAD)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number)
    }

    /// Whether it is of a row that a reviewer added: none, or one like new, new 2 or new-ccd5848e, but not news-2 or
    /// new-york-2.
    pub(super) fn is_added(&self) -> bool {
        let id = self.0.to_lowercase();
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit());
        let is_behind = |behind: &str| {
            behind.starts_with(' ') || is_number(behind.trim_start_matches(['-', '_', '#']))
        };
        id.is_empty() || id.strip_prefix("new").is_some_and(is_behind)
    }

    /// Whether it is one that [was given](RowId::of_added) to an added row.
    pub(super) fn is_given(&self) -> bool {
        self.0.starts_with(NEW)
    }

    /// Whether it is of a row that was merged or split.
    pub(super) fn is_made(&self) -> bool {
        self.is_merged() || self.is_split()
    }

    /// Whether it is of a row that merges others.
    pub(super) fn is_merged(&self) -> bool {
        self.0.contains(AND)
    }

    /// Whether it is of a part, or merges one.
    pub(super) fn is_split(&self) -> bool {
        self.0.contains(PART)
    }

    /// The ids that it puts together, one by one, without the white space that a reviewer wrote between them: itself, where
    /// it is not merged.
    pub(super) fn pieces(&self) -> impl Iterator<Item = RowId> {
        let is_merged = self.is_merged();
        let piece = move |id: &str| {
            if is_merged {
                id.trim().into()
            } else {
                id.into()
            }
        };
        self.0.split(AND).map(piece)
    }

    /// The ids of the rows that it merges, each once; one that was merged before is one of these. None for an id that merges
    /// nothing, or what nobody knows.
    pub(super) fn merged(&self, is_known: impl Fn(&RowId) -> bool) -> Option<Vec<RowId>> {
        /// The most rows that one row was merged of before.
        const MOST: usize = 16;
        let pieces: Vec<RowId> = self.pieces().collect();
        let mut ids: Vec<RowId> = Vec::new();
        let mut rest = &pieces[..];
        while !rest.is_empty() {
            // The longest, but not all: merged with more, a row that was merged before is one.
            let most = rest.len().min(pieces.len() - 1).min(MOST);
            let lengths = (1..=most).rev();
            let mut joined = lengths.map(|count| (count, RowId::merging(&rest[..count])));
            let (count, id) = joined.find(|(_, id)| is_known(id))?;
            ids.push(id);
            rest = &rest[count..];
        }
        let distinct: HashSet<&RowId> = ids.iter().collect();
        (ids.len() > 1 && distinct.len() == ids.len()).then_some(ids)
    }

    /// What a part was: of `s-0006.1`, `s-0006`.
    pub(super) fn whole(&self) -> Option<RowId> {
        let (whole, part) = self.0.rsplit_once(PART)?;
        let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_part.then(|| whole.into())
    }

    /// What a part, or a part of a part, was in the beginning: of `s-0006.1.2`, `s-0006`.
    pub(super) fn undivided(&self) -> RowId {
        self.0.split(PART).next().unwrap_or_default().into()
    }

    /// The same part of another row: `s-0006.1` of `s-0006` is `s-0007.1` of `s-0007`.
    pub(super) fn part_of(&self, whole: &RowId, other: &RowId) -> RowId {
        let part = self.0.strip_prefix(&whole.0).unwrap_or_default();
        RowId(format!("{other}{part}"))
    }

    /// The ids of what it was merged or split from, and of what these were: of `s-0006.1+s-0006.2`, the parts and `s-0006`.
    pub(super) fn made_of(&self) -> HashSet<RowId> {
        let pieces = self.pieces().filter(|_| self.is_merged());
        let pieces = pieces.flat_map(|id| iter::once(id.clone()).chain(id.wholes()));
        pieces.chain(self.wholes()).collect()
    }

    /// What the parts of parts were: of `s-0006.1.2`, `s-0006.1` and `s-0006`.
    fn wholes(&self) -> impl Iterator<Item = RowId> + use<> {
        /// Nobody splits a row more often; what looks like it is the id of another tool.
        const MOST: usize = 8;
        iter::successors(self.whole(), RowId::whole).take(MOST)
    }

    /// What to sort by: numbers by their value, and new rows behind all others; `s-1` and `s-0001` as they are written.
    pub(super) fn order(&self) -> (bool, Vec<(u64, &str)>, &str) {
        let is_digit = |c: char| c.is_ascii_digit();
        let mut pieces = Vec::new();
        let mut rest = self.as_str();
        while !rest.is_empty() {
            let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let letters = after.find(is_digit).unwrap_or(after.len());
            let (text, after) = after.split_at(letters);
            pieces.push((number.parse().unwrap_or_default(), text));
            rest = after;
        }
        (self.is_given(), pieces, self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_added_rows_are_told_from_those_of_units() {
        let is_added = |id: &str| RowId::from(id).is_added();
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
        let sorted = [
            "s-0002",
            "s-0009",
            "s-0012",
            "s-0012.2",
            "s-0012.10",
            "s-10000",
        ]
        .map(RowId::from);
        for pair in sorted.windows(2) {
            assert!(pair[0].order() < pair[1].order(), "{pair:?}");
        }
    }

    #[test]
    fn an_id_says_what_it_was_made_of() {
        for (id, expected) in [
            ("s-0006", &[][..]),
            ("s-0006.1.2", &["s-0006", "s-0006.1"]),
            ("s-0006+s-0007", &["s-0006", "s-0007"]),
            // Two rows merged, or a part of two.
            (
                "s-0006+s-0007.1",
                &["s-0006", "s-0007", "s-0007.1", "s-0006+s-0007"],
            ),
            ("3.a", &[]),
        ] {
            let expected = expected.iter().copied().map(RowId::from).collect();
            assert_eq!(RowId::from(id).made_of(), expected, "{id}");
        }
    }
}
