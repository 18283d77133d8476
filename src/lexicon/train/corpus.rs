//! Parallel text as numbers.

use std::collections::HashMap;

use super::super::unit::{english_units, korean_units};
use crate::token::tokens;

/// Units of a pair beyond so many are passed over: such a pair is no sentence.
const MOST_UNITS: usize = 150;

/// Pairs of sentences to learn from.
#[derive(Default)]
pub(in crate::lexicon) struct Corpus {
    pub(super) english: Vocabulary,
    pub(super) korean: Vocabulary,
    pub(super) pairs: Vec<Pair>,
}

/// A pair of sentences: its units, each once.
pub(super) struct Pair {
    pub(super) english: Vec<u32>,
    pub(super) korean: Vec<u32>,
}

impl Corpus {
    /// Adds a pair of sentences.
    pub(in crate::lexicon) fn add(&mut self, english: &str, korean: &str) {
        let (mut e, mut k) = (Vec::new(), Vec::new());
        english_units(&tokens(english), |unit| e.push(self.english.number(unit)));
        korean_units(&tokens(korean), |unit| k.push(self.korean.number(unit)));
        if e.is_empty() || k.is_empty() {
            return;
        }
        self.pairs.push(Pair {
            english: self.english.take(e),
            korean: self.korean.take(k),
        });
    }

    pub(in crate::lexicon) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

/// The units of one language.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
    pub(super) units: Vec<String>,
    /// In how many pairs each unit stands.
    pub(super) counts: Vec<u32>,
}

impl Vocabulary {
    fn number(&mut self, unit: &str) -> u32 {
        if let Some(&number) = self.numbers.get(unit) {
            return number;
        }
        let number = self.units.len() as u32;
        self.numbers.insert(unit.to_owned(), number);
        self.units.push(unit.to_owned());
        self.counts.push(0);
        number
    }

    /// Takes the units of a pair in, each once.
    fn take(&mut self, mut numbers: Vec<u32>) -> Vec<u32> {
        numbers.truncate(MOST_UNITS);
        numbers.sort_unstable();
        numbers.dedup();
        for &number in &numbers {
            self.counts[number as usize] += 1;
        }
        numbers
    }

    /// The share of each unit in all that was counted.
    pub(super) fn probabilities(&self) -> Vec<f32> {
        let total: f64 = self.counts.iter().map(|&count| f64::from(count)).sum();
        let counts = self.counts.iter();
        counts.map(|&count| count as f32 / total as f32).collect()
    }
}
