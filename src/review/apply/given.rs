//! Which rows gave texts to which, by what the cells of each sheet lost and gained.

use std::collections::BTreeMap;

use super::applying::Applying;
use super::change::{Change, is_exchange, pairs, rows_with};
use super::exchange::Exchanges;
use crate::review::claim::{Claim, Kind};
use crate::review::memory::hashes_of;
use crate::review::row::{Column, SIDES};

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
        let mut exchanges = Exchanges::new(repeated);
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
                let here = here.map(|unit| hashes_of(unit, self.source)[index].clone());
                let cells = self.exchanges.cells(claim, taker);
                here.as_ref() == cells.map(|cells| &cells[index])
            })
        })
    }
}
