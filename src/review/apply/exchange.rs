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
    /// By sheet and row: the rows that gave it a text, and the side.
    givers: HashMap<Place, BTreeSet<(Key, Column)>>,
    /// By row, side and sheet: those that took a text from it.
    takers: HashMap<(Key, Column), BTreeMap<String, BTreeSet<Key>>>,
    /// Of those that took a text: the hashes of what is in their cells.
    cells: HashMap<Place, [String; 2]>,
    /// The rows that say no more than one of another sheet, and share its fate.
    repeated: HashSet<Place>,
}

/// A sheet, and a row of it.
type Place = (String, Key);

fn place(claim: &Claim) -> Place {
    (claim.sheet.name.clone(), claim.key.clone())
}

/// The rows that are not applied.
pub(super) struct Refused {
    places: HashSet<Place>,
    keys: HashSet<Key>,
}

impl Refused {
    pub(super) fn new(claims: &[Claim]) -> Refused {
        Refused {
            places: claims.iter().map(place).collect(),
            keys: claims.iter().map(|claim| claim.key.clone()).collect(),
        }
    }

    /// Whether a row of any sheet that has the id of this one is among them.
    pub(super) fn has(&self, claim: &Claim) -> bool {
        self.keys.contains(&claim.key)
    }
}

/// The words that a cell lost or gained, and how many of each.
type Words = HashMap<String, usize>;

/// What a row lost and gained on a side.
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
    pub(super) fn exchanges_of<'c>(
        &self,
        claims: impl Iterator<Item = &'c Claim<'c>> + Clone,
        repeated: &[Claim],
    ) -> Exchanges {
        let mut changes: BTreeMap<(&str, Column), Vec<Change>> = BTreeMap::new();
        for claim in claims.clone() {
            let is_other = |&side: &Column| claim.kind != Kind::Whole || self.differs(claim, side);
            if !SIDES.iter().any(is_other) {
                continue;
            }
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.into_iter().zip(SIDES) {
                let of_sheet = changes.entry((&claim.sheet.name, side)).or_default();
                of_sheet.push(Change::new(claim, side, text));
            }
        }
        let mut exchanges = Exchanges {
            repeated: repeated.iter().map(place).collect(),
            ..Exchanges::default()
        };
        for (&(sheet, side), changes) in &changes {
            let pairs = pairs(changes);
            if pairs.is_empty() {
                continue;
            }
            let of_sheet = claims.clone().filter(|claim| claim.sheet.name == sheet);
            let rows_with = rows_with(&pairs, of_sheet.map(|claim| &*claim.row[side]));
            for (giver, taker) in pairs {
                if is_exchange(giver, taker, &rows_with) {
                    exchanges.add(giver, taker);
                }
            }
        }
        exchanges
    }

    /// Whether what a row gave to others went there already: not where another reviewer sent it elsewhere.
    pub(super) fn is_as_sent(&self, claim: &Claim) -> bool {
        SIDES.into_iter().enumerate().all(|(index, side)| {
            let takers = self.exchanges.takers(claim, side);
            takers.into_iter().flatten().all(|taker| {
                let here = self.units.get(taker);
                let here = here.map(|unit| texts_of(unit, self.source)[index].clone());
                let cells = self
                    .exchanges
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
        self.cells.entry(place(taker.claim)).or_insert(cells);
        let givers = self.givers.entry(place(taker.claim)).or_default();
        givers.insert((from.clone(), giver.side));
        let takers = self.takers.entry((from, giver.side)).or_default();
        let takers = takers.entry(giver.claim.sheet.name.clone()).or_default();
        takers.insert(to);
    }

    /// The rows that took a text from a row of the same sheet.
    pub(super) fn takers(&self, claim: &Claim, side: Column) -> Option<&BTreeSet<Key>> {
        let of_sheets = self.takers.get(&(claim.key.clone(), side))?;
        of_sheets.get(&claim.sheet.name)
    }

    /// Whether all rows that a row exchanged texts with can be applied.
    pub(super) fn check(&self, claim: &Claim, refused: &Refused) -> Result<(), Problem> {
        let is_refused = |key: &Key| {
            let place = (claim.sheet.name.clone(), key.clone());
            let is_repeated = || self.repeated.contains(&place) && refused.keys.contains(key);
            refused.places.contains(&place) || is_repeated()
        };
        let mut givers = self.givers.get(&place(claim)).into_iter().flatten();
        if let Some((giver, side)) = givers.find(|(giver, _)| is_refused(giver)) {
            let message = format!(
                "its text is that of {}, which was not applied; nor was this",
                giver.id
            );
            return Err(claim.problem(*side, message));
        }
        for side in SIDES {
            let mut takers = self.takers(claim, side).into_iter().flatten();
            if let Some(taker) = takers.find(|taker| is_refused(taker)) {
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

/// The rows that lost some words in a row, and those that gained them.
fn pairs<'p, 'c>(changes: &'p [Change<'c>]) -> Vec<(&'p Change<'c>, &'p Change<'c>)> {
    /// What more rows gained is a phrase of its own.
    const MOST_ROWS: usize = 5;
    let mut with: HashMap<[&str; RUN], BTreeSet<usize>> = HashMap::new();
    for (index, change) in changes.iter().enumerate() {
        for run in new_runs(change.cell(), &change.before) {
            with.entry(run).or_default().insert(index);
        }
    }
    let mut pairs = Vec::new();
    for giver in changes {
        let runs = new_runs(&giver.before, giver.cell());
        let rows = runs.filter_map(|run| with.get(&run).filter(|rows| rows.len() <= MOST_ROWS));
        let takers: BTreeSet<usize> = rows.flatten().copied().collect();
        pairs.extend(takers.into_iter().map(|taker| (giver, &changes[taker])));
    }
    pairs
}

/// So many words one after the other are not the same by chance.
const RUN: usize = 3;

/// The runs of words that a text has and another has not.
fn new_runs<'t>(text: &'t str, other: &'t str) -> impl Iterator<Item = [&'t str; RUN]> {
    let known: HashSet<[&str; RUN]> = runs(other).collect();
    runs(text).filter(move |run| !known.contains(run))
}

fn runs(text: &str) -> impl Iterator<Item = [&str; RUN]> {
    let words = text.split_whitespace();
    let (second, third) = (words.clone().skip(1), words.clone().skip(2));
    words.zip(second).zip(third).map(|((a, b), c)| [a, b, c])
}

/// In how many cells each word is that a row of some pairs lost.
fn rows_with<'c>(pairs: &[(&Change, &Change)], cells: impl Iterator<Item = &'c str>) -> Words {
    let words = pairs.iter().flat_map(|(giver, _)| giver.lost.keys());
    let mut rows_with: Words = words.map(|word| (word.clone(), 0)).collect();
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
    /// Of so many, one in four may have been changed on the way.
    const ENOUGH: usize = 4;
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
    let is_most = both == least || both >= ENOUGH && 4 * both >= 3 * least;
    giver.claim.key != taker.claim.key && (is_all || is_most && is_its_own)
}
