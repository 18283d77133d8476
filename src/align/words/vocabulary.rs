//! The words of two texts, and what the lexicon says that they mean.

use std::collections::HashMap;

use crate::article::Segment;
use crate::lexicon::{Lexicon, english_units, korean_units};

/// The units of one side that the lexicon knows, numbered as they are met.
#[derive(Clone, Default)]
pub(super) struct Units {
    /// For each segment, its units, each once, sorted.
    pub(super) of: Vec<Vec<u32>>,
    /// For each unit, the segments that hold it.
    pub(super) segments_of: Vec<Vec<u32>>,
    /// The probability of each unit in any text.
    pub(super) chance: Vec<f32>,
}

impl Units {
    /// Takes the units of a segment in.
    fn add_segment(&mut self, mut units: Vec<u32>) {
        units.sort_unstable();
        units.dedup();
        for &unit in &units {
            self.segments_of[unit as usize].push(self.of.len() as u32);
        }
        self.of.push(units);
    }

    /// Gives a unit the next number.
    fn push(&mut self, chance: f32) -> u32 {
        self.chance.push(chance);
        self.segments_of.push(Vec::new());
        self.chance.len() as u32 - 1
    }
}

/// Two units that may be translations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) korean: u32,
    /// Probability of the Korean unit where the English one stands.
    pub(super) forward: f32,
    /// Probability of the English unit where the Korean one stands.
    pub(super) backward: f32,
}

/// The units of two texts.
#[derive(Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) korean: Units,
    pub(super) english: Units,
    /// For each English unit, its translations in the Korean text.
    pub(super) links: Vec<Vec<Link>>,
}

impl Vocabulary {
    pub(super) fn new(korean: &[Segment], english: &[Segment], lexicon: &Lexicon) -> Vocabulary {
        let table = lexicon.table();
        let mut this = Vocabulary::default();
        let mut korean_numbers: HashMap<u16, u32> = HashMap::new();
        for segment in korean {
            let mut found = Vec::new();
            korean_units(&segment.text, |unit| {
                if let Some(number) = table.korean(unit) {
                    let unit = korean_numbers
                        .entry(number as u16)
                        .or_insert_with(|| this.korean.push(table.korean_probability(number)));
                    found.push(*unit);
                }
            });
            this.korean.add_segment(found);
        }
        let mut english_numbers: HashMap<usize, u32> = HashMap::new();
        for segment in english {
            let mut found = Vec::new();
            english_units(&segment.text, |unit| {
                if let Some(number) = table.english(unit) {
                    let unit = english_numbers.entry(number).or_insert_with(|| {
                        let links = table.entries(number).filter_map(|entry| {
                            Some(Link {
                                korean: *korean_numbers.get(&entry.korean)?,
                                forward: entry.forward,
                                backward: entry.backward,
                            })
                        });
                        this.links.push(links.collect());
                        this.english.push(table.english_probability(number))
                    });
                    found.push(*unit);
                }
            });
            this.english.add_segment(found);
        }
        this
    }
}
