//! The pairs of units that are counted.

use std::ops::Range;

use rayon::prelude::*;

use super::corpus::{Corpus, Pair};

/// Expectation that is taken to go elsewhere, so that what was seen once is not certain.
const SMOOTHING: f64 = 0.1;

/// The pairs of units that stand in one pair of sentences somewhere, by English unit.
pub(super) struct Links {
    /// For each English unit, where its links begin; one more at the end.
    starts: Vec<u32>,
    /// The Korean unit of each link, sorted within an English unit.
    pub(super) korean: Vec<u32>,
    korean_units: usize,
}

impl Links {
    pub(super) fn of(corpus: &Corpus) -> Links {
        let mut partners: Vec<Vec<u32>> = vec![Vec::new(); corpus.english.units.len()];
        for pair in &corpus.pairs {
            for &e in &pair.english {
                let partners = &mut partners[e as usize];
                partners.extend(&pair.korean);
                // Frequent words meet the same units again and again.
                if partners.len() > 1 << 16 && partners.len() == partners.capacity() {
                    partners.sort_unstable();
                    partners.dedup();
                }
            }
        }
        partners.par_iter_mut().for_each(|partners| {
            partners.sort_unstable();
            partners.dedup();
        });
        let mut links = Links {
            starts: vec![0],
            korean: Vec::new(),
            korean_units: corpus.korean.units.len(),
        };
        for partners in partners {
            links.korean.extend(partners);
            links.starts.push(links.korean.len() as u32);
        }
        links
    }

    pub(super) fn count(&self) -> usize {
        self.korean.len()
    }

    /// The numbers of the links of an English unit.
    pub(super) fn range(&self, english: usize) -> Range<usize> {
        self.starts[english] as usize..self.starts[english + 1] as usize
    }

    /// The links of a pair of sentences, a row for each English unit.
    pub(super) fn block(&self, pair: &Pair, block: &mut Vec<u32>) {
        block.clear();
        for &e in &pair.english {
            let range = self.range(e as usize);
            let mut rest = &self.korean[range.clone()];
            let mut at = range.start;
            for k in &pair.korean {
                let step = rest.partition_point(|other| other < k);
                at += step;
                rest = &rest[step..];
                block.push(at as u32);
            }
        }
    }

    /// Turns expectations into probabilities.
    pub(super) fn normalise(&self, counts: &[f32], forward: &mut [f32], backward: &mut [f32]) {
        let mut by_korean = vec![0.0f64; self.korean_units];
        for (&k, &count) in self.korean.iter().zip(counts) {
            by_korean[k as usize] += f64::from(count);
        }
        for english in 0..self.starts.len() - 1 {
            let range = self.range(english);
            let sum: f64 = counts[range.clone()].iter().copied().map(f64::from).sum();
            for at in range {
                let count = f64::from(counts[at]);
                let share = |sum: f64| (count / (sum + SMOOTHING)) as f32;
                forward[at] = share(sum);
                backward[at] = share(by_korean[self.korean[at] as usize]);
            }
        }
    }
}
