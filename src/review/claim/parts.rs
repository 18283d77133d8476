//! A row split into parts is split whole or not at all.

use std::collections::{HashMap, HashSet};

use super::{Claim, Kind, Problem};
use crate::review::origin::Key;
use crate::review::row::Column;

/// The parts of each row that was split.
#[derive(Default)]
pub(in crate::review) struct Parts {
    of: HashMap<Key, HashSet<Key>>,
}

impl Parts {
    /// Takes a claim in, if it is of a part.
    pub(super) fn add(&mut self, claim: &Claim) {
        if matches!(claim.kind, Kind::Part(_)) {
            for whole in claim.replaced() {
                self.of.entry(whole).or_default().insert(claim.key.clone());
            }
        }
    }

    /// Leaves out the parts of a row of which another part is not among the claims: its text would be lost.
    pub(in crate::review) fn without_halves<'a>(
        &self,
        mut claims: Vec<Claim<'a>>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Claim<'a>> {
        let mut left = Parts::default();
        claims.iter().for_each(|claim| left.add(claim));
        claims.retain(|claim| {
            let Kind::Part(whole) = &claim.kind else {
                return true;
            };
            let is_whole = claim
                .replaced()
                .iter()
                .all(|key| self.of.get(key) == left.of.get(key));
            if !is_whole {
                let message =
                    format!("another part of {whole} cannot be applied, nor can this one");
                problems.push(claim.problem(Column::Id, message));
            }
            is_whole
        });
        claims
    }
}
