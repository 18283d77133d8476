//! A column that was sorted without the others, or pasted beside its rows: row after row holds what another held, and nobody
//! meant it.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::applying::Applying;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::problem::Problem;
use crate::review::row::{Column, SIDES, hash};

/// Whoever puts targets right exchanges two of them, or moves some into the next rows; a column that was moved by mistake
/// takes more along.
const MOST_MEANT: usize = 3;

/// The cells of columns that were moved: by sheet, row and side, the id of the row whose text each holds.
#[derive(Default)]
pub(super) struct Displaced(HashMap<(String, Key, Column), RowId>);

impl Displaced {
    /// Whether the texts of a row are not those of another by such a mistake.
    pub(super) fn check(&self, claim: &Claim) -> Result<(), Problem> {
        for side in SIDES.into_iter().filter(|_| !self.0.is_empty()) {
            let place = (claim.sheet.name.clone(), claim.key.clone(), side);
            if let Some(giver) = self.0.get(&place) {
                // A row that was written with the word needs another to say so.
                let word = match claim.is_edit_as_written() {
                    true => "edited",
                    false => "edit",
                };
                let message = format!(
                    "it holds the text of {giver}, and so on: the column {} was sorted or pasted beside its rows, and what it \
                     changed there was not applied (undo that; where it is meant, write {word} as the decision)",
                    side.name()
                );
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }
}

impl Applying<'_> {
    /// What stands in another row than it did, in columns that were moved.
    pub(super) fn displaced<'c>(
        &self,
        claims: impl Iterator<Item = &'c Claim<'c>> + Clone,
    ) -> Displaced {
        let mut columns: BTreeMap<(&str, &str, Column), Vec<Cell>> = BTreeMap::new();
        for claim in claims.clone().filter(|claim| claim.kind == Kind::Whole) {
            for (index, side) in SIDES.into_iter().enumerate() {
                let known = || Some(hash(&self.before(claim)?[index]));
                let cell = Cell {
                    claim,
                    before: claim.written_hash(side).or_else(known).unwrap_or_default(),
                    now: hash(&claim.row[side]),
                    beside: hash(&claim.row[SIDES[1 - index]]),
                };
                let place = (&*claim.sheet.name, &*claim.key.document, side);
                columns.entry(place).or_default().push(cell);
            }
        }
        let lengths = LazyCell::new(|| self.lengths_of_documents(claims.map(|claim| &claim.key)));
        let mut displaced = Displaced::default();
        for ((sheet, document, side), mut cells) in columns {
            cells.sort_by_key(|cell| cell.claim.line);
            let rows = || lengths.get(document).copied().unwrap_or_default();
            for (taker, giver) in taken_by_mistake(&cells, rows) {
                let key = cells[taker].claim.key.clone();
                let giver = cells[giver].claim.key.id.clone();
                displaced.0.insert((sheet.to_owned(), key, side), giver);
            }
        }
        displaced
    }

    /// How many rows each document has, by all that is known of it: a sheet may have been cut down to some of them.
    fn lengths_of_documents<'k>(
        &'k self,
        in_sheets: impl Iterator<Item = &'k Key>,
    ) -> HashMap<&'k str, usize> {
        let known = self.units.keys().chain(self.origins.rows.keys());
        let known: HashSet<&Key> = known.chain(in_sheets).collect();
        let mut lengths = HashMap::new();
        for key in known {
            *lengths.entry(&*key.document).or_default() += 1;
        }
        lengths
    }
}

/// A cell of a column, with the hashes of what it held, of what it holds, and of what stands on the other side.
struct Cell<'c> {
    claim: &'c Claim<'c>,
    before: String,
    now: String,
    beside: String,
}

impl Cell<'_> {
    fn is_rejected(&self) -> bool {
        self.claim.decision == Some(Decision::Reject)
    }
}

/// The cells of a column that hold what others held, each with the other, where the column was moved. What is said to be
/// edited is meant; where most of a column was moved, that must have been said of it since the sheet was written.
fn taken_by_mistake(
    cells: &[Cell],
    rows_of_document: impl FnOnce() -> usize,
) -> Vec<(usize, usize)> {
    let mut taken = taken(cells);
    let mut rows = Chains((0..cells.len()).collect());
    for &(taker, giver) in &taken {
        rows.link(taker, giver);
    }
    let is_said = |taker: usize| cells[taker].claim.is_said_to_be_edited();
    taken.retain(|&(taker, _)| !is_said(taker) || cells[taker].claim.is_edit_as_written());
    let are_more_than_half = |rows: usize| 2 * taken.len() > rows;
    if taken.len() > MOST_MEANT
        && are_more_than_half(cells.len())
        && are_more_than_half(rows_of_document())
    {
        return taken;
    }
    taken.retain(|&(taker, _)| !is_said(taker));
    let mut chains: HashMap<usize, Vec<usize>> = HashMap::new();
    for &(taker, _) in &taken {
        chains.entry(rows.of(taker)).or_default().push(taker);
    }
    let times = Times::new(cells);
    let is_moved = |chain: &&Vec<usize>| {
        let texts: HashSet<&str> = chain.iter().map(|&taker| &*cells[taker].now).collect();
        let is_copied = texts.len() > 1 && texts.iter().any(|text| times.is_doubled(text));
        chain.len() > MOST_MEANT || is_copied
    };
    let moved = chains.values().filter(is_moved).flatten().copied();
    // What two rows between them exchanged was moved along with them.
    let (first, last) = (moved.clone().min(), moved.max());
    taken.retain(|&(taker, _)| first <= Some(taker) && Some(taker) <= last);
    taken
}

/// The cells that hold what others held, each with the nearest of these, first among those that hold it no longer.
fn taken(cells: &[Cell]) -> Vec<(usize, usize)> {
    let nothing = hash("");
    let mut holders: HashMap<&str, [Vec<usize>; 2]> = HashMap::new();
    for (index, cell) in cells.iter().enumerate() {
        let has_it_still = usize::from(cell.before == cell.now);
        holders.entry(&cell.before).or_default()[has_it_still].push(index);
    }
    // What is said twice is translated alike.
    let pairs: HashSet<[&str; 2]> = cells
        .iter()
        .filter(|cell| cell.now == cell.before)
        .map(|cell| [&*cell.now, &*cell.beside])
        .collect();
    let takers = cells.iter().enumerate().filter(|(_, cell)| {
        let is_new = cell.now != cell.before && cell.now != nothing;
        is_new && !cell.is_rejected() && !pairs.contains(&[&*cell.now, &*cell.beside])
    });
    let taken = takers.filter_map(|(taker, cell)| {
        let holders = holders.get(&*cell.now)?;
        let nearest = |holders: &Vec<usize>| {
            let below = holders.partition_point(|&holder| holder < taker);
            let both = holders[below.saturating_sub(1)..].iter().take(2).copied();
            both.min_by_key(|holder| holder.abs_diff(taker))
        };
        Some((taker, holders.iter().find_map(nearest)?))
    });
    taken.collect()
}

/// How often each text stood in a column, and stands there.
struct Times<'c>(HashMap<&'c str, [usize; 2]>);

impl<'c> Times<'c> {
    fn new(cells: &'c [Cell]) -> Times<'c> {
        let mut times: HashMap<&str, [usize; 2]> = HashMap::new();
        for cell in cells {
            times.entry(&cell.before).or_default()[0] += 1;
            times.entry(&cell.now).or_default()[1] += usize::from(!cell.is_rejected());
        }
        Times(times)
    }

    fn is_doubled(&self, text: &str) -> bool {
        self.0.get(text).is_some_and(|[before, now]| now > before)
    }
}

/// Rows that took texts from one another, directly or not: for each, another of its chain, or itself.
struct Chains(Vec<usize>);

impl Chains {
    /// The row that stands for the chain of a row.
    fn of(&mut self, mut row: usize) -> usize {
        while self.0[row] != row {
            self.0[row] = self.0[self.0[row]];
            row = self.0[row];
        }
        row
    }

    fn link(&mut self, row: usize, other: usize) {
        let (row, other) = (self.of(row), self.of(other));
        self.0[row] = other;
    }
}
