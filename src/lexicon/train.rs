//! Learning a lexicon from parallel text.
//!
//! IBM Model 1 (Brown, Della Pietra, Della Pietra and Mercer 1993, "The mathematics of statistical machine
//! translation") in both directions at once, so that the two teach each other: the expectation of a link is the
//! geometric mean of what each direction thinks of it. Either direction alone lets rare words collect whatever stands
//! beside them; the product of the two (Liang, Taskar and Klein 2006, "Alignment by agreement") loses links of one
//! word with two. Of the three, the mean aligns best.

mod corpus;
mod links;
mod selection;

use rayon::prelude::*;

pub(super) use corpus::Corpus;
use corpus::Pair;
use links::Links;

use super::table::Table;

/// Rounds of expectation and maximisation: more change little.
const ROUNDS: usize = 6;
/// The parts that the text is counted in, whatever the number of processors, so that sums are always the same.
const PARTS: usize = 4;
/// The probability with which the empty word explains any unit.
const NOTHING: f32 = 1e-3;

/// Learns a table. `progress` is told of each round, from 0, and of how many there are.
pub(super) fn learn(corpus: &Corpus, mut progress: impl FnMut(usize, usize)) -> Table {
    let links = Links::of(corpus);
    let start = vec![1.0f32; links.count()];
    let mut forward = start.clone();
    let mut backward = start;
    for round in 0..ROUNDS {
        progress(round, ROUNDS);
        let counts = expect(corpus, &links, &forward, &backward);
        links.normalise(&counts, &mut forward, &mut backward);
    }
    selection::table(corpus, &links, &forward, &backward)
}

/// The expected number of times that each link is made.
fn expect(corpus: &Corpus, links: &Links, forward: &[f32], backward: &[f32]) -> Vec<f32> {
    let size = corpus.pairs.len().div_ceil(PARTS).max(1);
    let parts: Vec<Vec<f32>> = corpus
        .pairs
        .par_chunks(size)
        .map(|pairs| {
            let mut counts = vec![0.0f32; links.count()];
            let mut block = Vec::new();
            for pair in pairs {
                links.block(pair, &mut block);
                expect_in_pair(pair, &block, forward, backward, &mut counts);
            }
            counts
        })
        .collect();
    let mut sum = vec![0.0f32; links.count()];
    for part in &parts {
        for (total, count) in sum.iter_mut().zip(part) {
            *total += count;
        }
    }
    sum
}

/// Adds the expectations of a pair of sentences, whose links stand in `block`, a row for each English unit.
fn expect_in_pair(
    pair: &Pair,
    block: &[u32],
    forward: &[f32],
    backward: &[f32],
    counts: &mut [f32],
) {
    let width = pair.korean.len();
    let mut by_korean = vec![NOTHING; width];
    let mut by_english = vec![NOTHING; pair.english.len()];
    for (e, row) in block.chunks_exact(width).enumerate() {
        for (k, &link) in row.iter().enumerate() {
            by_korean[k] += forward[link as usize];
            by_english[e] += backward[link as usize];
        }
    }
    for (e, row) in block.chunks_exact(width).enumerate() {
        for (k, &link) in row.iter().enumerate() {
            let at = link as usize;
            let forward = forward[at] / by_korean[k];
            let backward = backward[at] / by_english[e];
            counts[at] += (forward * backward).sqrt();
        }
    }
}
