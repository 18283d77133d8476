//! Rows that claim the same: two sheets of one alignment, or a row that stands twice in a sheet.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Claim, Kind, Problem};
use crate::review::origin::Key;
use crate::review::row::Column;
use crate::review::sheet::Sheet;

/// Leaves out rows that are as they were written where another reviewer's sheet says something of the same.
pub(super) fn without_silent(mut claims: Vec<Claim>) -> Vec<Claim> {
    let mut speakers: HashMap<Key, Vec<*const Sheet>> = HashMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_silent()) {
        for key in claim.replaced() {
            speakers.entry(key).or_default().push(claim.sheet);
        }
    }
    claims.retain(|claim| {
        let speakers = speakers.get(&claim.key).map_or(&[][..], Vec::as_slice);
        let is_spoken_for = speakers
            .iter()
            .any(|&sheet| sheet != std::ptr::from_ref(claim.sheet));
        !(claim.is_silent() && is_spoken_for)
    });
    claims
}

/// Leaves out rows that claim the same and do not agree; of rows that agree the first stays. The claims that are left, and
/// how many rows are left out because another says the same.
pub(super) fn without_rivals<'a>(
    mut claims: Vec<Claim<'a>>,
    problems: &mut Vec<Problem>,
) -> (Vec<Claim<'a>>, usize) {
    let mut claimants: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        let keys = claim.replaced();
        // Two new rows of one text have one key.
        let keys = if keys.is_empty() {
            vec![claim.key.clone()]
        } else {
            keys
        };
        for key in keys {
            claimants.entry(key).or_default().push(index);
        }
    }
    let mut repeated = HashSet::new();
    let mut left_out = HashSet::new();
    for (key, rivals) in &claimants {
        let merges = |index: &&usize| matches!(claims[**index].kind, Kind::Merged(_));
        let is_merged = rivals.iter().any(|index| merges(&index));
        for (nth, &index) in rivals.iter().enumerate() {
            let claim = &claims[index];
            if is_merged && claim.kind == Kind::Whole && claim.is_given_up() {
                repeated.insert(index);
                continue;
            }
            for &other in &rivals[..nth] {
                let rival = &claims[other];
                if is_merged && rival.kind == Kind::Whole && rival.is_given_up() {
                    continue;
                }
                // A row and its parts, or two parts, stand side by side.
                let is_part = |claim: &Claim| matches!(claim.kind, Kind::Part(_));
                let may_both = claim.key != rival.key
                    && !matches!(claim.kind, Kind::Merged(_))
                    && !matches!(rival.kind, Kind::Merged(_))
                    && (is_part(claim) || is_part(rival));
                if may_both {
                    continue;
                }
                if claim.key == rival.key && claim.agrees(rival) {
                    repeated.insert(index);
                    continue;
                }
                left_out.extend([index, other]);
                let message = format!(
                    "{} is in {} of {} too, and they do not agree; neither was applied",
                    key.id,
                    rival.sheet.cell(Column::Id, rival.line),
                    rival.sheet.name
                );
                problems.push(claim.problem(Column::Id, message));
            }
        }
    }
    let mut index = 0;
    claims.retain(|_| {
        index += 1;
        !left_out.contains(&(index - 1)) && !repeated.contains(&(index - 1))
    });
    (claims, repeated.difference(&left_out).count())
}
