//! What cells of a sheet lost and gained, and whether what one lost is what another gained.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::review::claim::Claim;
use crate::review::row::Column;

/// The words that a cell lost or gained, and how many of each.
type Words = HashMap<String, usize>;

/// What a row lost and gained on a side.
pub(super) struct Change<'c> {
    pub(super) claim: &'c Claim<'c>,
    pub(super) side: Column,
    before: String,
    lost: Words,
    gained: Words,
}

impl<'c> Change<'c> {
    pub(super) fn new(claim: &'c Claim<'c>, side: Column, before: String) -> Change<'c> {
        let cell = &claim.row[side];
        Change {
            claim,
            side,
            lost: more(&before, cell),
            gained: more(cell, &before),
            before,
        }
    }

    pub(super) fn cell(&self) -> &str {
        &self.claim.row[self.side]
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
pub(super) fn pairs<'p, 'c>(changes: &'p [Change<'c>]) -> Vec<(&'p Change<'c>, &'p Change<'c>)> {
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
pub(super) fn rows_with<'c>(
    pairs: &[(&Change, &Change)],
    cells: impl Iterator<Item = &'c str>,
) -> Words {
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
pub(super) fn is_exchange(giver: &Change, taker: &Change, rows_with: &Words) -> bool {
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
