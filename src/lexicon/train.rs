//! Learning a lexicon from parallel text.
//!
//! IBM Model 1 (Brown, Della Pietra, Della Pietra and Mercer 1993, "The mathematics of statistical machine
//! translation") in both directions at once: the expectation of a link is the product of what each direction thinks of
//! it, so that the two teach each other to agree (Liang, Taskar and Klein 2006, "Alignment by agreement"). Neither
//! direction alone is as sharp: rare words collect whatever stands beside them.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::table::{EnglishUnit, Entry, KoreanUnit, Table};
use super::unit::{english_units, korean_units};

/// Rounds of expectation and maximisation: more change little.
const ROUNDS: usize = 6;
/// Units of a pair beyond so many are passed over: such a pair is no sentence.
const MOST_UNITS: usize = 150;
/// The parts that the text is counted in, whatever the number of processors, so that sums are always the same.
const PARTS: usize = 4;
/// Units of a language that a table can number.
const MOST_VOCABULARY: usize = u16::MAX as usize;

/// Parallel text as numbers.
#[derive(Default)]
pub(super) struct Corpus {
    english: Vocabulary,
    korean: Vocabulary,
    pairs: Vec<Pair>,
}

/// A pair of sentences: its units, each once.
struct Pair {
    english: Vec<u32>,
    korean: Vec<u32>,
}

#[derive(Default)]
struct Vocabulary {
    numbers: HashMap<String, u32>,
    units: Vec<String>,
    counts: Vec<u32>,
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

    fn total(&self) -> f32 {
        self.counts
            .iter()
            .map(|&count| f64::from(count))
            .sum::<f64>() as f32
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
}

impl Corpus {
    /// Adds a pair of sentences.
    pub(super) fn add(&mut self, english: &str, korean: &str) {
        let (mut e, mut k) = (Vec::new(), Vec::new());
        english_units(english, |unit| e.push(self.english.number(unit)));
        korean_units(korean, |unit| k.push(self.korean.number(unit)));
        if e.is_empty() || k.is_empty() {
            return;
        }
        let pair = Pair {
            english: self.english.take(e),
            korean: self.korean.take(k),
        };
        self.pairs.push(pair);
    }

    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Learns the table.
    pub(super) fn learn(&self, mut progress: impl FnMut(usize, usize)) -> Table {
        let links = Links::of(self);
        let start = vec![1.0f32; links.korean.len()];
        let mut forward = start.clone();
        let mut backward = start;
        for round in 0..ROUNDS {
            progress(round, ROUNDS);
            let counts = self.expect(&links, &forward, &backward);
            links.normalise(&counts, &mut forward, &mut backward);
        }
        self.table(&links, &forward, &backward)
    }

    /// The expected number of times that each link is made.
    fn expect(&self, links: &Links, forward: &[f32], backward: &[f32]) -> Vec<f32> {
        let size = self.pairs.len().div_ceil(PARTS).max(1);
        let parts: Vec<Vec<f32>> = self
            .pairs
            .par_chunks(size)
            .map(|pairs| {
                let mut counts = vec![0.0f32; links.korean.len()];
                let mut block = Vec::new();
                for pair in pairs {
                    links.block(pair, &mut block);
                    expect_in_pair(pair, &block, forward, backward, &mut counts);
                }
                counts
            })
            .collect();
        let mut sum = vec![0.0f32; links.korean.len()];
        for part in &parts {
            for (total, count) in sum.iter_mut().zip(part) {
                *total += count;
            }
        }
        sum
    }
}

/// Adds the expectations of a pair of sentences. A unit without a partner is explained by the empty word, which counts
/// as one partner of its mean probability.
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
            let (f, b) = (forward[at] / by_korean[k], backward[at] / by_english[e]);
            counts[at] += (f * b).sqrt();
        }
    }
}

/// The probability with which the empty word explains any unit.
const NOTHING: f32 = 1e-3;

/// The pairs of units that stand in one pair of sentences somewhere, by English unit.
struct Links {
    /// For each English unit, where its links begin; one more at the end.
    starts: Vec<u32>,
    /// The Korean unit of each link, sorted within an English unit.
    korean: Vec<u32>,
    korean_units: usize,
}

impl Links {
    fn of(corpus: &Corpus) -> Links {
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

    fn range(&self, english: usize) -> std::ops::Range<usize> {
        self.starts[english] as usize..self.starts[english + 1] as usize
    }

    /// The links of a pair of sentences, a row for each English unit.
    fn block(&self, pair: &Pair, block: &mut Vec<u32>) {
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
    fn normalise(&self, counts: &[f32], forward: &mut [f32], backward: &mut [f32]) {
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

/// Expectation that is taken to go elsewhere, so that what was seen once is not certain.
const SMOOTHING: f64 = 0.1;

/// A translation is kept when the two units explain each other better than chance, and one of them well.
const LEAST_PROBABILITY: f32 = 0.0003;
/// How often a unit must have been met to be kept.
const MOST_ENTRIES: usize = 1_000_000;

impl Corpus {
    /// Keeps what says most.
    fn table(&self, links: &Links, forward: &[f32], backward: &[f32]) -> Table {
        let english_total: f32 = self.english.total();
        let korean_total: f32 = self.korean.total();
        // What an entry adds to the scores of all texts, roughly: how often it is met times what it then says.
        let mut kept: Vec<(f32, u32, u32)> = Vec::new();
        for english in 0..self.english.units.len() {
            let count_e = self.english.counts[english] as f32;
            for at in links.range(english) {
                let korean = links.korean[at] as usize;
                let count_k = self.korean.counts[korean] as f32;
                let chance_k = count_k / korean_total;
                let chance_e = count_e / english_total;
                let (f, b) = (forward[at], backward[at]);
                if f.max(b) < LEAST_PROBABILITY || f < 2.0 * chance_k || b < 2.0 * chance_e {
                    continue;
                }
                let worth = count_e * f * (f / chance_k).ln() + count_k * b * (b / chance_e).ln();
                kept.push((worth, english as u32, at as u32));
            }
        }
        kept.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        kept.truncate(MOST_ENTRIES);
        let english = Ranking::of(&self.english, kept.iter().map(|&(_, e, _)| e));
        let korean = Ranking::of(
            &self.korean,
            kept.iter().map(|&(.., at)| links.korean[at as usize]),
        );
        let mut units: Vec<EnglishUnit> = english
            .units
            .iter()
            .map(|&unit| EnglishUnit {
                text: self.english.units[unit as usize].clone(),
                probability: self.english.counts[unit as usize] as f32 / english_total,
                entries: Vec::new(),
            })
            .collect();
        for &(_, e, at) in &kept {
            let at = at as usize;
            if let (Some(&e), Some(&k)) =
                (english.places.get(&e), korean.places.get(&links.korean[at]))
            {
                units[usize::from(e)].entries.push(Entry {
                    korean: k,
                    forward: forward[at],
                    backward: backward[at],
                });
            }
        }
        for unit in &mut units {
            unit.entries.sort_unstable_by_key(|entry| entry.korean);
        }
        let korean_units: Vec<KoreanUnit> = korean
            .units
            .iter()
            .map(|&unit| KoreanUnit {
                text: self.korean.units[unit as usize].clone(),
                probability: self.korean.counts[unit as usize] as f32 / korean_total,
            })
            .collect();
        Table::build(&units, &korean_units)
    }
}

/// The units that a table holds, sorted by their text, and the place of each.
struct Ranking {
    units: Vec<u32>,
    places: HashMap<u32, u16>,
}

impl Ranking {
    /// Takes the units that come first, as many as a table can number.
    fn of(vocabulary: &Vocabulary, units: impl Iterator<Item = u32>) -> Ranking {
        let mut seen = HashSet::new();
        let mut units: Vec<u32> = units
            .filter(|&unit| seen.insert(unit))
            .take(MOST_VOCABULARY)
            .collect();
        units.sort_unstable_by(|&a, &b| {
            vocabulary.units[a as usize].cmp(&vocabulary.units[b as usize])
        });
        let places = units
            .iter()
            .zip(0..)
            .map(|(&unit, place)| (unit, place))
            .collect();
        Ranking { units, places }
    }
}
