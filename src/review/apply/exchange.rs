//! Texts that went from row to row in a sheet: a sentence that was moved into the next cell, two targets that were
//! exchanged. What one row lost and another gained is applied in both or in neither.

use std::collections::{HashMap, HashSet};

use super::{Applying, SIDES, texts_of};
use crate::review::claim::{Claim, Problem};
use crate::review::origin::Key;
use crate::review::row::{Column, hash};

/// Which rows gave texts to which.
#[derive(Default)]
pub(super) struct Exchanges {
    /// By row: those that gave it a text, and the side.
    givers: HashMap<Key, HashSet<(Key, Column)>>,
    /// By row, side and sheet: those that took a text from it.
    takers: HashMap<(Key, Column), HashMap<String, HashSet<Key>>>,
}

/// The words that a cell lost or gained, and how many of each.
type Words = HashMap<String, usize>;

/// What a row lost or gained on a side.
struct Change<'c> {
    claim: &'c Claim<'c>,
    side: Column,
    before: String,
    words: Words,
    /// Whether nothing is left in the cell.
    is_whole: bool,
}

impl Applying<'_> {
    /// The exchanges within each sheet among all of its rows, applied or not.
    pub(super) fn exchanges<'c>(&self, claims: impl Iterator<Item = &'c Claim<'c>>) -> Exchanges {
        let mut lost: HashMap<(&str, Column), Vec<Change>> = HashMap::new();
        let mut gained: HashMap<(&str, Column), Vec<Change>> = HashMap::new();
        let mut rows_with: HashMap<(&str, Column), Words> = HashMap::new();
        for claim in claims {
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.iter().zip(SIDES) {
                let cell = &claim.row[side];
                let rows_with = rows_with.entry((&claim.sheet.name, side)).or_default();
                for word in text.split_whitespace().collect::<HashSet<_>>() {
                    *rows_with.entry(word.to_owned()).or_default() += 1;
                }
                if hash(text) == hash(cell) {
                    continue;
                }
                for (changes, from, to) in [(&mut lost, text, cell), (&mut gained, cell, text)] {
                    let words = more(from, to);
                    if !words.is_empty() {
                        let of_sheet = changes.entry((&claim.sheet.name, side)).or_default();
                        let is_whole = cell.trim().is_empty();
                        of_sheet.push(Change {
                            claim,
                            side,
                            before: text.clone(),
                            words,
                            is_whole,
                        });
                    }
                }
            }
        }
        let mut exchanges = Exchanges::default();
        for (place, lost) in &lost {
            let gained = gained.get(place).map_or(&[][..], Vec::as_slice);
            let rows_with = &rows_with[place];
            for (giver, taker) in pairs(lost, gained) {
                if is_exchange(giver, taker, rows_with) {
                    exchanges.add(giver, taker);
                }
            }
        }
        exchanges
    }

    /// Whether what a row gave to others went there already: not where another reviewer sent it elsewhere.
    pub(super) fn is_as_sent(&self, claim: &Claim, exchanges: &Exchanges, claims: &Cells) -> bool {
        SIDES.into_iter().enumerate().all(|(index, side)| {
            let takers = exchanges.takers(claim, side);
            takers.into_iter().flatten().all(|taker| {
                let here = self.units.get(taker);
                let cell = claims.get(&(claim.sheet.name.clone(), taker.clone()));
                let here = here.map(|unit| texts_of(unit, self.source)[index].clone());
                cell.is_none_or(|cells| here.as_ref() == Some(&cells[index]))
            })
        })
    }
}

/// By sheet and row: the hashes of its texts as they are in the cells.
pub(super) type Cells = HashMap<(String, Key), [String; 2]>;

/// The cells of all rows.
pub(super) fn cells<'c>(claims: impl Iterator<Item = &'c Claim<'c>>) -> Cells {
    let cell = |claim: &Claim| {
        let texts = SIDES.map(|side| hash(&claim.row[side]));
        ((claim.sheet.name.clone(), claim.key.clone()), texts)
    };
    claims.map(cell).collect()
}

impl Exchanges {
    fn add(&mut self, giver: &Change, taker: &Change) {
        let [from, to] = [giver, taker].map(|change| change.claim.key.clone());
        let givers = self.givers.entry(to.clone()).or_default();
        givers.insert((from.clone(), giver.side));
        let takers = self.takers.entry((from, giver.side)).or_default();
        let takers = takers.entry(giver.claim.sheet.name.clone()).or_default();
        takers.insert(to);
    }

    fn takers(&self, claim: &Claim, side: Column) -> Option<&HashSet<Key>> {
        let of_sheets = self.takers.get(&(claim.key.clone(), side))?;
        of_sheets.get(&claim.sheet.name)
    }

    /// Whether all rows that a row exchanged texts with can be applied.
    pub(super) fn check(&self, claim: &Claim, refused: &HashSet<Key>) -> Result<(), Problem> {
        let mut givers = self.givers.get(&claim.key).into_iter().flatten();
        if let Some((giver, side)) = givers.find(|(giver, _)| refused.contains(giver)) {
            let message = format!(
                "its text is that of {}, which was not applied; nor was this",
                giver.id
            );
            return Err(claim.problem(*side, message));
        }
        for side in SIDES {
            let mut takers = self.takers(claim, side).into_iter().flatten();
            if let Some(taker) = takers.find(|taker| refused.contains(taker)) {
                let message = format!(
                    "its text went to {}, which was not applied; nor was this",
                    taker.id
                );
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }

    /// Whether a row gave its text to the same rows in all sheets.
    pub(super) fn check_takers(&self, claim: &Claim) -> Result<(), Problem> {
        for side in SIDES {
            let Some(of_sheets) = self.takers.get(&(claim.key.clone(), side)) else {
                continue;
            };
            let here = of_sheets.get(&claim.sheet.name);
            let mut others = of_sheets.iter().filter(|(_, takers)| Some(*takers) != here);
            if let (Some(here), Some((sheet, there))) = (here, others.next()) {
                let first = |keys: &HashSet<Key>| {
                    let ids = keys.iter().map(|key| key.id.clone());
                    ids.min().unwrap_or_default()
                };
                let message = format!(
                    "its text went to {} here and to {} in {sheet}; neither was applied",
                    first(here),
                    first(there)
                );
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }
}

/// The words that a text has more often than another.
fn more(text: &str, than: &str) -> Words {
    let mut words = Words::new();
    for word in text.split_whitespace() {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    for word in than.split_whitespace() {
        if let Some(count) = words.get_mut(word) {
            *count -= 1;
            if *count == 0 {
                words.remove(word);
            }
        }
    }
    words
}

/// The rows that lost words and those that gained some of them.
fn pairs<'p, 'c>(
    lost: &'p [Change<'c>],
    gained: &'p [Change<'c>],
) -> Vec<(&'p Change<'c>, &'p Change<'c>)> {
    /// A word of more rows tells nothing, and looking at all of them would take long.
    const MOST_ROWS: usize = 50;
    let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, change) in gained.iter().enumerate() {
        for word in change.words.keys() {
            with.entry(word).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for giver in lost {
        let rows = giver.words.keys().filter_map(|word| with.get(&**word));
        let rare = rows.filter(|rows| rows.len() <= MOST_ROWS);
        let takers: HashSet<usize> = rare.flatten().copied().collect();
        pairs.extend(takers.into_iter().map(|taker| (giver, &gained[taker])));
    }
    pairs
}

/// Whether what one row lost is what another gained, for the most part: whoever moved it may have changed it. A word must be
/// among it that no other row had, by how many rows had each.
fn is_exchange(giver: &Change, taker: &Change, rows_with: &Words) -> bool {
    /// Fewer words are the same by chance, but where they are all that the cell had.
    const FEWEST: usize = 3;
    /// Of so many, one in four may have been changed on the way.
    const ENOUGH: usize = 6;
    let all = |words: &Words| words.values().sum::<usize>();
    let both = giver.words.iter().filter_map(|(word, &count)| {
        let of_taker = *taker.words.get(word)?;
        Some((word, count.min(of_taker)))
    });
    let is_its_own = both
        .clone()
        .any(|(word, _)| rows_with.get(word) == Some(&1));
    let both: usize = both.map(|(_, count)| count).sum();
    let is_all = giver.is_whole && both == all(&giver.words);
    let least = all(&giver.words).min(all(&taker.words));
    let is_most = both == least && both >= FEWEST || both >= ENOUGH && 4 * both >= 3 * least;
    let is_moved = || is_all || is_most && is_its_own && has_run(giver, taker, FEWEST);
    giver.claim.key != taker.claim.key && is_moved()
}

/// Whether some words stand one after the other in what one row had and in what another has now.
fn has_run(giver: &Change, taker: &Change, length: usize) -> bool {
    let cell = &taker.claim.row[taker.side];
    let [before, now, then] = [&giver.before, cell, &taker.before].map(|text| words(text));
    let runs: HashSet<&[&str]> = before.windows(length).collect();
    let known: HashSet<&[&str]> = then.windows(length).collect();
    let mut runs = now.windows(length).filter(|run| runs.contains(run));
    runs.any(|run| !known.contains(run))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
