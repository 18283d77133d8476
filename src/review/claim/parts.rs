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
    pub(in crate::review) fn add(&mut self, claim: &Claim) {
        if matches!(claim.kind, Kind::Part(_)) {
            for whole in claim.replaced() {
                self.of.entry(whole).or_default().insert(claim.key.clone());
            }
        }
    }

    /// Whether all parts of a row are among the claims, by `left`, the parts of these: its text would be lost else.
    pub(in crate::review) fn check(&self, claim: &Claim, left: &Parts) -> Result<(), Problem> {
        let Kind::Part(whole) = &claim.kind else {
            return Ok(());
        };
        for key in claim.replaced() {
            let parts = self.of.get(&key);
            if parts.is_none_or(|parts| parts.len() < 2) {
                let message = format!("there is no other part of {whole}; its text would be lost");
                return Err(claim.problem(Column::Id, message));
            }
            if parts != left.of.get(&key) {
                let message =
                    format!("another part of {whole} cannot be applied, nor can this one");
                return Err(claim.problem(Column::Id, message));
            }
        }
        Ok(())
    }
}
