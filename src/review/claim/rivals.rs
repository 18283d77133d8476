//! Rows that claim the same: two sheets of one alignment, or a row that stands twice in a sheet.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ptr;

use super::{Claim, Kind};
use crate::review::key::Key;
use crate::review::problem::{Problem, WayOut};
use crate::review::row::Column;
use crate::review::sheet::Sheet;

/// Leaves out rows that are as they were written where another reviewer's sheet says something of the same.
pub(super) fn without_silent(mut claims: Vec<Claim>) -> Vec<Claim> {
    let mut speakers: HashMap<Key, Vec<*const Sheet>> = HashMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_silent()) {
        for key in claim.replaced() {
            let speakers = speakers.entry(key).or_default();
            if speakers.last() != Some(&ptr::from_ref(claim.sheet)) {
                speakers.push(claim.sheet);
            }
        }
    }
    claims.retain(|claim| {
        let speakers = speakers.get(&claim.key).map_or(&[][..], Vec::as_slice);
        let is_spoken_for = speakers
            .iter()
            .any(|&sheet| sheet != ptr::from_ref(claim.sheet));
        !(claim.is_silent() && is_spoken_for)
    });
    claims
}

/// The claims, and apart from them those of which only a comment is new, to rows that another sheet says something else of, and
/// their own does not: they are no rivals, and the comment goes along.
pub(super) fn remarks_apart(claims: Vec<Claim>) -> [Vec<Claim>; 2] {
    let mut speakers: HashMap<Key, Vec<&Claim>> = HashMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_silent()) {
        for key in claim.replaced() {
            speakers.entry(key).or_default().push(claim);
        }
    }
    let is_remark = |claim: &Claim| {
        if !claim.is_undecided() || claim.is_silent() {
            return false;
        }
        let speakers = speakers.get(&claim.key).map_or(&[][..], Vec::as_slice);
        let is_of_sheet = |other: &&&Claim| ptr::eq(other.sheet, claim.sheet);
        let is_only_one = speakers.iter().filter(is_of_sheet).count() == 1;
        // Of comments alone, the first stands for its row.
        let decided = speakers.iter().find(|other| !other.is_undecided());
        let first = decided.or(speakers.first());
        is_only_one && first.is_some_and(|first| !is_of_sheet(&first) && !first.agrees(claim))
    };
    let is_remark: Vec<bool> = claims.iter().map(is_remark).collect();
    let mut apart = <[Vec<Claim>; 2]>::default();
    for (claim, is_remark) in claims.into_iter().zip(is_remark) {
        apart[usize::from(is_remark)].push(claim);
    }
    apart
}

/// Leaves out rows that claim the same and do not agree; of rows that agree the first stays. The claims that are left, those
/// that do not agree, and those that are left out because another says the same.
pub(super) fn without_rivals<'a>(
    claims: Vec<Claim<'a>>,
    problems: &mut Vec<Problem>,
) -> [Vec<Claim<'a>>; 3] {
    let mut rivalry = Rivalry {
        claims: &claims,
        problems,
        at_odds: HashSet::new(),
        repeated: HashSet::new(),
    };
    for (key, claimants) in claimants(&claims) {
        rivalry.settle(&key, &claimants);
    }
    let Rivalry {
        at_odds, repeated, ..
    } = rivalry;
    let [mut agreed, mut rivals, mut repeats] = <[Vec<Claim>; 3]>::default();
    for (index, claim) in claims.into_iter().enumerate() {
        let kind = match (at_odds.contains(&index), repeated.contains(&index)) {
            (true, _) => &mut rivals,
            (false, true) => &mut repeats,
            (false, false) => &mut agreed,
        };
        kind.push(claim);
    }
    [agreed, rivals, repeats]
}

/// The claims to each row, by their places.
fn claimants(claims: &[Claim]) -> BTreeMap<Key, Vec<usize>> {
    let mut claimants: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        let mut keys = claim.replaced();
        // Two new rows of one text have one key.
        if keys.is_empty() {
            keys.push(claim.key.clone());
        }
        for key in keys {
            claimants.entry(key).or_default().push(index);
        }
    }
    claimants
}

/// What becomes of claims to the same rows.
struct Rivalry<'c, 'a> {
    claims: &'c [Claim<'a>],
    problems: &'c mut Vec<Problem>,
    /// The claims that do not agree with another.
    at_odds: HashSet<usize>,
    /// The claims that say no more than another.
    repeated: HashSet<usize>,
}

impl<'c> Rivalry<'c, '_> {
    /// Settles which of the claims to a row stand.
    fn settle(&mut self, key: &Key, claimants: &[usize]) {
        let merging = self.sheets_that_merge(claimants);
        let forms = self.forms(key, claimants, &merging);
        // A row and its parts, or two parts, stand side by side in a sheet.
        let Some((&first, others)) = forms.split_first() else {
            return;
        };
        let is_beside =
            |&other: &usize| ptr::eq(self.claims[other].sheet, self.claims[first].sheet);
        if !merging.is_empty() || !others.iter().all(is_beside) {
            for &other in others {
                self.refuse(key, other, first);
            }
        }
    }

    /// The sheets in which a row is merged with others.
    fn sheets_that_merge(&self, claimants: &[usize]) -> Vec<*const Sheet> {
        let claims = claimants.iter().map(|&index| &self.claims[index]);
        let merging = claims.filter(|claim| matches!(claim.kind, Kind::Merged(_)));
        merging.map(|claim| ptr::from_ref(claim.sheet)).collect()
    }

    /// The first of the claims to a row in each form of its id: as a whole, merged, or in parts. The others repeat it or are
    /// at odds with it, and a row that its sheet merges says nothing where it is given up.
    fn forms(&mut self, key: &Key, claimants: &[usize], merging: &[*const Sheet]) -> Vec<usize> {
        let claims: &'c [Claim] = self.claims;
        let mut forms = Vec::new();
        let mut first_of: HashMap<&Key, usize> = HashMap::new();
        for &index in claimants {
            let claim = &claims[index];
            let is_given_up = claim.kind == Kind::Whole && claim.is_given_up();
            if is_given_up && merging.contains(&ptr::from_ref(claim.sheet)) {
                self.repeated.insert(index);
                continue;
            }
            match first_of.entry(&claim.key) {
                Entry::Vacant(entry) => {
                    entry.insert(index);
                    forms.push(index);
                }
                Entry::Occupied(first) => {
                    let first = *first.get();
                    let are_silent = claims[first].is_silent() && claim.is_silent();
                    if claims[first].agrees(claim) || are_silent {
                        self.repeated.insert(index);
                    } else {
                        self.refuse(key, index, first);
                    }
                }
            }
        }
        forms
    }

    /// Leaves out two claims to a row, and says so.
    fn refuse(&mut self, key: &Key, index: usize, other: usize) {
        self.at_odds.extend([index, other]);
        let rival = &self.claims[other];
        let way_out = match ptr::eq(rival.sheet, self.claims[index].sheet) {
            true => None,
            false => Some(WayOut::EachSheet),
        };
        let message = format!(
            "{} is in {} of {} too, and they do not agree; neither was applied",
            key.id,
            rival.sheet.cell(Column::Id, rival.line),
            rival.sheet.name
        );
        self.problems.push(Problem {
            way_out,
            ..self.claims[index].problem(Column::Id, message)
        });
    }
}
