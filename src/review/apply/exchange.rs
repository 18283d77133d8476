//! Texts that went from row to row in a sheet: a sentence that was moved into the next cell, two targets that were
//! exchanged. What one row lost and another gained is applied in both or in neither.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::change::Change;
use crate::review::claim::Claim;
use crate::review::key::Key;
use crate::review::problem::Problem;
use crate::review::row::{Column, SIDES};

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

impl Exchanges {
    /// None yet, of sheets with rows that say no more than one of another.
    pub(super) fn new(repeated: &[Claim]) -> Exchanges {
        Exchanges {
            repeated: repeated.iter().map(place).collect(),
            ..Exchanges::default()
        }
    }

    pub(super) fn add(&mut self, giver: &Change, taker: &Change) {
        let [from, to] = [giver, taker].map(|change| change.claim.key.clone());
        let cells = taker.claim.row.hashes();
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

    /// The hashes of what is in the cells of a row that took a text from a row of the same sheet.
    pub(super) fn cells(&self, giver: &Claim, taker: &Key) -> Option<&[String; 2]> {
        let place = (giver.sheet.name.clone(), taker.clone());
        self.cells.get(&place)
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
