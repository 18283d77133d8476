//! Which of the learnt translations are kept.

use std::collections::{HashMap, HashSet};

use super::super::table::{EnglishUnit, Entry, KoreanUnit, Table};
use super::corpus::{Corpus, Vocabulary};
use super::links::Links;

/// A translation is kept where the greater of its two probabilities is at least this.
const LEAST_PROBABILITY: f32 = 0.0003;
/// And where both are so many times what chance would give.
const LEAST_LIFT: f32 = 2.0;
/// The translations that are kept at most, 4 bytes each.
const MOST_ENTRIES: usize = 1_000_000;
/// Units of a language that a table can number.
const MOST_UNITS: usize = u16::MAX as usize;

/// A translation that may be kept.
struct Candidate {
    /// What it adds to the scores of all text learnt from, roughly, in nats.
    worth: f32,
    english: u32,
    /// Its number among the links.
    link: usize,
}

/// The table of the translations that say most.
pub(super) fn table(corpus: &Corpus, links: &Links, forward: &[f32], backward: &[f32]) -> Table {
    let kept = select(corpus, links, forward, backward);
    let chances = (
        corpus.english.probabilities(),
        corpus.korean.probabilities(),
    );
    let english = Ranking::of(&corpus.english, kept.iter().map(|c| c.english));
    let korean = Ranking::of(&corpus.korean, kept.iter().map(|c| links.korean[c.link]));
    let mut entries: Vec<Vec<Entry>> = vec![Vec::new(); english.units.len()];
    for candidate in &kept {
        let place = english.places.get(&candidate.english);
        if let Some((&e, &k)) = place.zip(korean.places.get(&links.korean[candidate.link])) {
            entries[usize::from(e)].push(Entry {
                korean: k,
                forward: forward[candidate.link],
                backward: backward[candidate.link],
            });
        }
    }
    let english: Vec<EnglishUnit> = english
        .units
        .iter()
        .zip(entries)
        .map(|(&unit, mut entries)| {
            entries.sort_unstable_by_key(|entry| entry.korean);
            EnglishUnit {
                text: corpus.english.units[unit as usize].clone(),
                probability: chances.0[unit as usize],
                entries,
            }
        })
        .collect();
    let korean: Vec<KoreanUnit> = korean
        .units
        .iter()
        .map(|&unit| KoreanUnit {
            text: corpus.korean.units[unit as usize].clone(),
            probability: chances.1[unit as usize],
        })
        .collect();
    Table::build(&english, &korean)
}

/// The translations to keep, the most telling first.
fn select(corpus: &Corpus, links: &Links, forward: &[f32], backward: &[f32]) -> Vec<Candidate> {
    let (english, korean) = (&corpus.english, &corpus.korean);
    let chances = (english.probabilities(), korean.probabilities());
    let mut kept: Vec<Candidate> = Vec::new();
    for (e, &chance_e) in chances.0.iter().enumerate() {
        let count_e = english.counts[e] as f32;
        for link in links.range(e) {
            let k = links.korean[link] as usize;
            let (count_k, chance_k) = (korean.counts[k] as f32, chances.1[k]);
            let (f, b) = (forward[link], backward[link]);
            if f.max(b) < LEAST_PROBABILITY
                || f < LEAST_LIFT * chance_k
                || b < LEAST_LIFT * chance_e
            {
                continue;
            }
            kept.push(Candidate {
                worth: count_e * f * (f / chance_k).ln() + count_k * b * (b / chance_e).ln(),
                english: e as u32,
                link,
            });
        }
    }
    kept.sort_unstable_by(|a, b| b.worth.total_cmp(&a.worth).then(a.link.cmp(&b.link)));
    kept.truncate(MOST_ENTRIES);
    kept
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
            .take(MOST_UNITS)
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
