//! A row split into parts is split whole or not at all.

use std::collections::HashMap;

use super::{Claim, Kind};
use crate::review::key::Key;
use crate::review::problem::Problem;
use crate::review::row::{Column, SIDES};

/// The parts of each row that was split, with the lengths of their texts.
#[derive(Default)]
pub(in crate::review) struct Parts {
    of: HashMap<Key, HashMap<Key, [usize; 2]>>,
}

impl Parts {
    /// Takes a claim in, if it is of a part.
    pub(in crate::review) fn add(&mut self, claim: &Claim) {
        if matches!(claim.kind, Kind::Part(_)) {
            for whole in claim.replaced() {
                let lengths = SIDES.map(|side| length(&claim.row[side]));
                let parts = self.of.entry(whole).or_default();
                parts.insert(claim.key.clone(), lengths);
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
            let is_left = |part: &Key| {
                left.of
                    .get(&key)
                    .is_some_and(|left| left.contains_key(part))
            };
            if !parts.is_some_and(|parts| parts.keys().all(is_left)) {
                let message =
                    format!("another part of {whole} cannot be applied, nor can this one");
                return Err(claim.problem(Column::Id, message));
            }
        }
        Ok(())
    }

    /// Whether the parts of a row hold most of what it held: its text would be lost else, by an oversight.
    pub(in crate::review) fn share_out(
        &self,
        claim: &Claim,
        side: Column,
        whole: &str,
    ) -> Result<(), Problem> {
        /// The parts hold one in so many of its characters, or more.
        const SHARE: usize = 2;
        let index = usize::from(side == Column::Target);
        for key in claim.replaced() {
            let parts = self.of.get(&key).into_iter().flat_map(HashMap::values);
            let held: usize = parts.map(|lengths| lengths[index]).sum();
            if SHARE * held < length(whole) {
                let message = format!(
                    "the parts of {} hold less than half of its text; give what is to go a part that is rejected",
                    key.id
                );
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }
}

/// Whether a row that merges others holds a good part of what they held: whoever merges may condense.
pub(in crate::review) fn is_whole(merged: &str, before: &str) -> bool {
    const SHARE: usize = 4;
    SHARE * length(merged) >= length(before)
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
