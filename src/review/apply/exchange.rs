//! Texts that went from row to row in a sheet: a sentence that was moved into the next cell, two targets that were
//! exchanged. What one row lost and another gained is applied in both or in neither.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Applying, SIDES, texts_of};
use crate::review::claim::{Claim, Kind, Problem};
use crate::review::origin::Key;
use crate::review::row::{Column, hash};

/// Which rows gave texts to which.
#[derive(Default)]
pub(super) struct Exchanges {
    /// By row: those that gave it a text, and the side.
    givers: HashMap<Key, BTreeSet<(Key, Column)>>,
    /// By row, side and sheet: those that took a text from it.
    takers: HashMap<(Key, Column), BTreeMap<String, BTreeSet<Key>>>,
    /// By sheet and row of those that took a text: the hashes of what is in their cells.
    cells: HashMap<(String, Key), [String; 2]>,
}

/// The words that a cell lost or gained, and how many of each.
type Words = HashMap<String, usize>;

/// What a row lost and gained on a side.
#[derive(Clone)]
struct Change<'c> {
    claim: &'c Claim<'c>,
    side: Column,
    before: String,
    lost: Words,
    gained: Words,
}

impl<'c> Change<'c> {
    fn new(claim: &'c Claim<'c>, side: Column, before: String) -> Change<'c> {
        let cell = &claim.row[side];
        Change {
            claim,
            side,
            lost: more(&before, cell),
            gained: more(cell, &before),
            before,
        }
    }

    fn cell(&self) -> &str {
        &self.claim.row[self.side]
    }
}

impl Applying<'_> {
    /// The exchanges within each sheet among all of its rows, applied or not.
    pub(super) fn exchanges<'c>(
        &self,
        claims: impl Iterator<Item = &'c Claim<'c>> + Clone,
    ) -> Exchanges {
        let mut lost: HashMap<(&str, Column), Vec<Change>> = HashMap::new();
        let mut gained: HashMap<(&str, Column), Vec<Change>> = HashMap::new();
        for claim in claims.clone() {
            let is_other = |&side: &Column| claim.kind != Kind::Whole || self.differs(claim, side);
            if !SIDES.iter().any(is_other) {
                continue;
            }
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.into_iter().zip(SIDES) {
                let change = Change::new(claim, side, text);
                let place = (&*claim.sheet.name, side);
                if !change.lost.is_empty() {
                    lost.entry(place).or_default().push(change.clone());
                }
                if !change.gained.is_empty() {
                    gained.entry(place).or_default().push(change);
                }
            }
        }
        let mut exchanges = Exchanges::default();
        for (&(sheet, side), lost) in &lost {
            let gained = gained.get(&(sheet, side)).map_or(&[][..], Vec::as_slice);
            let pairs = pairs(lost, gained);
            let of_sheet = claims.clone().filter(|claim| claim.sheet.name == sheet);
            let cells = of_sheet.map(|claim| &*claim.row[side]);
            let rows_with = rows_with(&pairs, cells);
            for (giver, taker) in pairs {
                if is_exchange(giver, taker, &rows_with) {
                    exchanges.add(giver, taker);
                }
            }
        }
        exchanges
    }

    /// Whether what a row gave to others went there already: not where another reviewer sent it elsewhere.
    pub(super) fn is_as_sent(&self, claim: &Claim, exchanges: &Exchanges) -> bool {
        SIDES.into_iter().enumerate().all(|(index, side)| {
            let takers = exchanges.takers(claim, side);
            takers.into_iter().flatten().all(|taker| {
                let here = self.units.get(taker);
                let here = here.map(|unit| texts_of(unit, self.source)[index].clone());
                let cells = exchanges
                    .cells
                    .get(&(claim.sheet.name.clone(), taker.clone()));
                here.as_ref() == cells.map(|cells| &cells[index])
            })
        })
    }
}

impl Exchanges {
    fn add(&mut self, giver: &Change, taker: &Change) {
        let [from, to] = [giver, taker].map(|change| change.claim.key.clone());
        let cells = SIDES.map(|side| hash(&taker.claim.row[side]));
        let sheet = taker.claim.sheet.name.clone();
        self.cells.insert((sheet, to.clone()), cells);
        let givers = self.givers.entry(to.clone()).or_default();
        givers.insert((from.clone(), giver.side));
        let takers = self.takers.entry((from, giver.side)).or_default();
        let takers = takers.entry(giver.claim.sheet.name.clone()).or_default();
        takers.insert(to);
    }

    fn takers(&self, claim: &Claim, side: Column) -> Option<&BTreeSet<Key>> {
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
                let first = |keys: &BTreeSet<Key>| {
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
        for word in change.gained.keys() {
            with.entry(word).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for giver in lost {
        let rows = giver.lost.keys().filter_map(|word| with.get(&**word));
        let rare = rows.filter(|rows| rows.len() <= MOST_ROWS);
        let takers: HashSet<usize> = rare.flatten().copied().collect();
        pairs.extend(takers.into_iter().map(|taker| (giver, &gained[taker])));
    }
    pairs
}

/// In how many cells each word is that a row of some pairs lost.
fn rows_with<'c>(pairs: &[(&Change, &Change)], cells: impl Iterator<Item = &'c str>) -> Words {
    let words = pairs.iter().flat_map(|(giver, _)| giver.lost.keys());
    let mut rows_with: Words = words.map(|word| (word.clone(), 0)).collect();
    if rows_with.is_empty() {
        return rows_with;
    }
    for cell in cells {
        for word in cell.split_whitespace().collect::<HashSet<_>>() {
            if let Some(count) = rows_with.get_mut(word) {
                *count += 1;
            }
        }
    }
    rows_with
}

/// Whether what one row lost is what another gained, for the most part: whoever moved it may have changed it. A word must be
/// among it that no other cell has, by how many have each.
fn is_exchange(giver: &Change, taker: &Change, rows_with: &Words) -> bool {
    /// Fewer words are the same by chance, but where they are all that the cell had.
    const FEWEST: usize = 3;
    /// Of so many, one in four may have been changed on the way.
    const ENOUGH: usize = 6;
    let all = |words: &Words| words.values().sum::<usize>();
    let both = giver.lost.iter().filter_map(|(word, &count)| {
        let of_taker = *taker.gained.get(word)?;
        Some((word, count.min(of_taker)))
    });
    let is_its_own = both
        .clone()
        .any(|(word, _)| rows_with.get(word) == Some(&1));
    let both: usize = both.map(|(_, count)| count).sum();
    let is_all = giver.cell().trim().is_empty() && both == all(&giver.lost);
    let least = all(&giver.lost).min(all(&taker.gained));
    let is_most = both == least && both >= FEWEST || both >= ENOUGH && 4 * both >= 3 * least;
    let is_moved = || is_all || is_most && is_its_own && has_run(giver, taker, FEWEST);
    giver.claim.key != taker.claim.key && is_moved()
}

/// Whether some words stand one after the other in what one row had and in what another has now.
fn has_run(giver: &Change, taker: &Change, length: usize) -> bool {
    let [before, now, then] = [&giver.before, taker.cell(), &taker.before].map(words);
    let runs: HashSet<&[&str]> = before.windows(length).collect();
    let known: HashSet<&[&str]> = then.windows(length).collect();
    let mut runs = now.windows(length).filter(|run| runs.contains(run));
    runs.any(|run| !known.contains(run))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}
