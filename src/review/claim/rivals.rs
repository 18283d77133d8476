//! Rows that claim the same: two sheets of one alignment, or a row that stands twice in a sheet.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Claim, Kind};
use crate::review::key::Key;
use crate::review::problem::Problem;
use crate::review::row::Column;
use crate::review::sheet::Sheet;

/// Leaves out rows that are as they were written where another reviewer's sheet says something of the same.
pub(super) fn without_silent(mut claims: Vec<Claim>) -> Vec<Claim> {
    let mut speakers: HashMap<Key, Vec<*const Sheet>> = HashMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_silent()) {
        for key in claim.replaced() {
            let speakers = speakers.entry(key).or_default();
            if speakers.last() != Some(&std::ptr::from_ref(claim.sheet)) {
                speakers.push(claim.sheet);
            }
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

/// Leaves out rows that claim the same and do not agree; of rows that agree the first stays. The claims that are left, those
/// that do not agree, and those that are left out because another says the same.
pub(super) fn without_rivals<'a>(
    claims: Vec<Claim<'a>>,
    problems: &mut Vec<Problem>,
) -> [Vec<Claim<'a>>; 3] {
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
    let mut refuse = |key: &Key, index: usize, other: usize| {
        left_out.extend([index, other]);
        let rival = &claims[other];
        let way_out = match std::ptr::eq(rival.sheet, claims[index].sheet) {
            true => "",
            false => " (apply the sheets one after the other, each with its --reviewer)",
        };
        let message = format!(
            "{} is in {} of {} too, and they do not agree; neither was applied{way_out}",
            key.id,
            rival.sheet.cell(Column::Id, rival.line),
            rival.sheet.name
        );
        problems.push(claims[index].problem(Column::Id, message));
    };
    for (key, rivals) in &claimants {
        let merging = rivals.iter().map(|&index| &claims[index]);
        let merging: Vec<_> = merging
            .filter(|claim| matches!(claim.kind, Kind::Merged(_)))
            .map(|claim| std::ptr::from_ref(claim.sheet))
            .collect();
        let mut forms: Vec<usize> = Vec::new();
        let mut first_of: HashMap<&Key, usize> = HashMap::new();
        for &index in rivals {
            let claim = &claims[index];
            let is_given_up = claim.kind == Kind::Whole && claim.is_given_up();
            if is_given_up && merging.contains(&std::ptr::from_ref(claim.sheet)) {
                repeated.insert(index);
                continue;
            }
            match first_of.entry(&claim.key) {
                Entry::Vacant(entry) => {
                    entry.insert(index);
                    forms.push(index);
                }
                Entry::Occupied(first)
                    if claims[*first.get()].agrees(claim)
                        || claims[*first.get()].is_silent() && claim.is_silent() =>
                {
                    repeated.insert(index);
                }
                Entry::Occupied(first) => refuse(key, index, *first.get()),
            }
        }
        // A row and its parts, or two parts, stand side by side in a sheet.
        let Some((&first, others)) = forms.split_first() else {
            continue;
        };
        let is_one_sheet =
            |other: &&usize| std::ptr::eq(claims[**other].sheet, claims[first].sheet);
        if !merging.is_empty() || !others.iter().all(|other| is_one_sheet(&other)) {
            for &other in others {
                refuse(key, other, first);
            }
        }
    }
    let [mut agreed, mut rivals, mut repeats] = <[Vec<Claim>; 3]>::default();
    for (index, claim) in claims.into_iter().enumerate() {
        let kind = match (left_out.contains(&index), repeated.contains(&index)) {
            (true, _) => &mut rivals,
            (false, true) => &mut repeats,
            (false, false) => &mut agreed,
        };
        kind.push(claim);
    }
    [agreed, rivals, repeats]
}
