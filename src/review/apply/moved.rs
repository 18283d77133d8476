//! Texts that a reviewer moved from one row to another: neither lost nor doubled, whatever becomes of either row.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::applying::Applying;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::id::RowId;
use crate::review::problem::{Problem, WayOut};
use crate::review::row::{Column, SIDES, hash};

impl Applying<'_> {
    /// Gives a text that a row lost to the rows that gained its words; where none did, the row may not lose it, unless it is
    /// rejected.
    pub(super) fn give_away(&self, claim: &Claim, gained: &mut Gained) -> Result<(), Problem> {
        let is_emptied = |side: Column| claim.row[side].trim().is_empty();
        if claim.kind != Kind::Whole
            || claim.decision == Some(Decision::Reject)
            || !SIDES.into_iter().any(is_emptied)
        {
            return Ok(());
        }
        let Some(before) = self.before(claim) else {
            return may_be_emptied_unseen(claim, gained);
        };
        let was_a_pair = before.iter().all(|text| !text.is_empty());
        for (text, side) in before.iter().zip(SIDES) {
            if was_a_pair && is_emptied(side) && !gained.take(&claim.key.document, side, text) {
                let message = "the cell is empty and no other row took its text over; the pair stays as it was \
                               (“reject” takes it out)";
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }

    /// The words that rows have now and had not before.
    pub(super) fn gained<'c>(&self, claims: impl Iterator<Item = &'c Claim<'c>>) -> Gained {
        let mut gained = Gained::default();
        for claim in claims {
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.iter().zip(SIDES) {
                if claim.kind != Kind::Whole || self.differs(claim, side) {
                    gained.add(&claim.key.document, side, &claim.row[side], text);
                    let (cell, written) = (claim.row[side].clone(), claim.written_hash(side));
                    gained.cells.push((place(claim, side), cell, written));
                }
            }
        }
        gained
    }

    /// Adds the texts that left rows which are not applied, and so stay there.
    pub(super) fn move_out(&self, refused: &[Claim], moved: &mut MovedOut) {
        for claim in refused.iter().filter(|claim| claim.kind == Kind::Whole) {
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.iter().zip(SIDES) {
                let text = spaced(text);
                if !text.is_empty() && !spaced(&claim.row[side]).contains(&text) {
                    moved.add(claim, side, text);
                }
                // What it was may be known by its hash alone.
                if let Some(written) = claim.written_hash(side).filter(|_| claim.is_edited(side)) {
                    let id = claim.key.id.clone();
                    moved
                        .hashes
                        .insert((claim.key.document.clone(), side, written), id);
                }
            }
        }
    }

    /// Whether a row has no text that stays in another: it would stand in both.
    pub(super) fn may_take(&self, claim: &Claim, moved: &MovedOut) -> Result<(), Problem> {
        if moved.hashes.is_empty() {
            return Ok(());
        }
        let before = self.before(claim).unwrap_or_default();
        for (text, side) in before.iter().zip(SIDES) {
            if claim.kind == Kind::Whole && !self.differs(claim, side) {
                continue;
            }
            if let Some(id) = moved.taken_by(claim, side, text) {
                let message =
                    format!("its text is that of {id}, which was not applied; nor was this");
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }
}

/// Whether a row may lose a text that is known by its hash alone: where another row has it now.
fn may_be_emptied_unseen(claim: &Claim, gained: &Gained) -> Result<(), Problem> {
    let was_empty = |side| claim.written_hash(side) == Some(hash(""));
    if SIDES.into_iter().any(was_empty) {
        return Ok(()); // It was no pair.
    }
    for side in SIDES {
        let written = claim.written_hash(side);
        let is_emptied = claim.row[side].trim().is_empty();
        if let Some(written) = written.filter(|_| is_emptied)
            && !gained.has(place(claim, side), written)
        {
            let message = "the cell is empty, no other row took its text over, and this sheet alone does not know it";
            return Err(Problem {
                way_out: Some(WayOut::Alignment),
                ..claim.problem(side, message)
            });
        }
    }
    Ok(())
}

/// The hashes of what may have moved into a cell that was written with a text of the hash `written`: what it begins or ends
/// with, up to any word, and each run of sentences; its own text is one.
fn hashes_of_pieces(cell: &str, written: Option<&str>) -> Vec<String> {
    /// A moved text has no more words, nor more sentences.
    const MOST_WORDS: usize = 400;
    const MOST_SENTENCES: usize = 8;
    let gaps = || cell.match_indices(char::is_whitespace).map(|(at, _)| at);
    let mut hashes = vec![hash(cell)];
    let mut ends: BTreeSet<usize> = gaps()
        .filter(|&at| cell[..at].ends_with(['.', '?', '!', '”', '"']))
        .chain([0, cell.len()])
        .collect();
    let first = gaps().take(MOST_WORDS).map(|at| (at, &cell[..at]));
    let last = gaps().rev().take(MOST_WORDS).map(|at| (at, &cell[at..]));
    for (at, piece) in first.chain(last) {
        let piece = hash(piece);
        if Some(&*piece) == written {
            ends.insert(at);
        }
        hashes.push(piece);
    }
    let ends: Vec<usize> = ends.into_iter().collect();
    for (from, &start) in ends.iter().enumerate() {
        let to = ends[from + 1..].iter().take(MOST_SENTENCES);
        hashes.extend(to.map(|&end| hash(&cell[start..end])));
    }
    hashes
}

/// A document and a side.
type Place = (String, Column);

fn place(claim: &Claim, side: Column) -> Place {
    (claim.key.document.clone(), side)
}

/// A text with single spaces, for comparing.
pub(super) fn spaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Texts that stay where they were.
#[derive(Default)]
pub(super) struct MovedOut {
    rows: Vec<MovedRow>,
    /// The ids of rows by the hash of what they were written with.
    hashes: HashMap<(String, Column, String), RowId>,
    /// The rows of a document that have a word on a side.
    with: HashMap<Place, HashMap<String, Vec<usize>>>,
}

struct MovedRow {
    id: RowId,
    text: String,
    words: usize,
}

impl MovedOut {
    fn add(&mut self, claim: &Claim, side: Column, text: String) {
        let with = self.with.entry(place(claim, side)).or_default();
        let words: HashSet<&str> = text.split(' ').collect();
        for word in &words {
            let rows = with.entry((*word).to_owned()).or_default();
            rows.push(self.rows.len());
        }
        self.rows.push(MovedRow {
            id: claim.key.id.clone(),
            words: words.len(),
            text,
        });
    }

    /// The row whose text a row has now, and had not `before`.
    fn taken_by(&self, claim: &Claim, side: Column, before: &str) -> Option<&RowId> {
        /// A word of more texts tells nothing, and looking at all of them would take long.
        const MOST_TEXTS: usize = 50;
        let whole = (claim.key.document.clone(), side, hash(&claim.row[side]));
        if let Some(id) = self.hashes.get(&whole)
            && !claim.row[side].trim().is_empty()
            && *id != claim.key.id
        {
            return Some(id);
        }
        let with = self.with.get(&place(claim, side))?;
        let (cell, before) = (spaced(&claim.row[side]), spaced(before));
        let words: HashSet<&str> = cell.split(' ').collect();
        let rare = |word: &&str| Some(with.get(*word)?).filter(|rows| rows.len() <= MOST_TEXTS);
        let candidates: HashSet<usize> = words.iter().filter_map(rare).flatten().copied().collect();
        let taken = candidates.into_iter().filter(|&row| {
            let row = &self.rows[row];
            row.words <= words.len() && cell.contains(&row.text) && !before.contains(&row.text)
        });
        taken.min().map(|row| &self.rows[row].id)
    }
}

/// Words of each document and side, and how many of each.
#[derive(Default)]
pub(super) struct Gained {
    words: HashMap<Place, HashMap<String, usize>>,
    /// The cells that these words are in, with the hashes of what they were written with.
    cells: Vec<(Place, String, Option<String>)>,
    /// The hashes of what may have moved into these cells, once somebody has asked.
    pieces: OnceCell<HashSet<(Place, String)>>,
}

impl Gained {
    /// Adds the words of a text that were not in what stood there before.
    fn add(&mut self, document: &str, side: Column, text: &str, before: &str) {
        let mut old: HashMap<&str, usize> = HashMap::new();
        for word in before.split_whitespace() {
            *old.entry(word).or_default() += 1;
        }
        let words = self.words.entry((document.to_owned(), side)).or_default();
        for word in text.split_whitespace() {
            match old.get_mut(word) {
                Some(count) if *count > 0 => *count -= 1,
                _ => *words.entry(word.to_owned()).or_default() += 1,
            }
        }
    }

    /// Whether a text of this hash may have moved into a cell.
    fn has(&self, place: Place, text: String) -> bool {
        let all = self.pieces.get_or_init(|| {
            let pieces = |(place, cell, written): &(Place, String, Option<String>)| {
                let hashes = hashes_of_pieces(cell, written.as_deref()).into_iter();
                hashes.map(|hash| (place.clone(), hash)).collect::<Vec<_>>()
            };
            self.cells.iter().flat_map(pieces).collect()
        });
        all.contains(&(place, text))
    }

    /// Takes the words of a text, if three in four of them are there: whoever moved it may have changed it.
    fn take(&mut self, document: &str, side: Column, text: &str) -> bool {
        let Some(words) = self.words.get_mut(&(document.to_owned(), side)) else {
            return false;
        };
        let mut taken = Vec::new();
        let mut all = 0;
        for word in text.split_whitespace() {
            all += 1;
            if let Some(count) = words.get_mut(word)
                && *count > 0
            {
                *count -= 1;
                taken.push(word);
            }
        }
        let is_there = 4 * taken.len() >= 3 * all;
        if !is_there {
            for word in taken {
                *words.entry(word.to_owned()).or_default() += 1;
            }
        }
        is_there
    }
}
