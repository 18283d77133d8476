//! How well the words of segments explain each other, by the lexicon.
//!
//! A unit of one side is explained by the units of the other with the probability that Model 1 gives it, mixed with
//! its probability in any text; the logarithm of the ratio of the two is what speaks for the bead (gain) or against it
//! (loss). The sums for a run of segments are put together from sums for each segment, so that merging costs nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::bead::Shape;
use super::feature::SkipSide;
use crate::article::Segment;
use crate::lexicon::{Lexicon, english_units, korean_units};

/// The share of units that stand for themselves, whatever the other side says.
const BACKGROUND: f32 = 0.1;
/// What one unit can say at most, in nats: one rare word is not the whole sentence.
const MOST_GAIN: f32 = 5.0;

/// What speaks for and against, in nats; both at least 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Explained {
    pub(super) gain: f32,
    pub(super) loss: f32,
}

/// For each segment of one side and each run of segments of the other, how well the run explains the segment.
#[derive(Default)]
struct Explanations {
    /// `[(start * MOST + count - 1) * segments + segment]`
    of: Vec<Explained>,
    segments: usize,
    /// For each segment, the best that a single segment does.
    best: Vec<Explained>,
    /// For each segment, the mean of gain less loss over all single segments.
    usual: Vec<f32>,
}

impl Explanations {
    fn sum(&self, segments: Range<usize>, run: &Range<usize>) -> Explained {
        let row = (run.start * Shape::MOST + run.len() - 1) * self.segments;
        let mut sum = Explained::default();
        for one in self
            .of
            .get(row + segments.start..row + segments.end)
            .unwrap_or_default()
        {
            sum.gain += one.gain;
            sum.loss += one.loss;
        }
        sum
    }
}

/// The words of two articles.
#[derive(Default)]
pub(super) struct Words {
    korean: Explanations,
    english: Explanations,
}

/// The units of one side.
#[derive(Default)]
struct Units {
    /// For each unit, the segments that hold it.
    segments_of: Vec<Vec<u32>>,
    /// The probability of each unit in any text.
    chance: Vec<f32>,
    /// For each segment, how many units it has that the lexicon knows.
    counts: Vec<usize>,
}

/// What a segment says of the units of the other side: unit and sum of probabilities.
type Said = Vec<(u32, f32)>;

impl Words {
    pub(super) fn new(korean: &[Segment], english: &[Segment], lexicon: &Lexicon) -> Words {
        let table = lexicon.table();
        let mut places: HashMap<u16, u32> = HashMap::new();
        let (mut k, mut e) = (Units::default(), Units::default());
        let mut korean_of: Vec<Vec<u32>> = Vec::new();
        for (segment, text) in korean.iter().enumerate() {
            let mut found = Vec::new();
            korean_units(&text.text, |unit| {
                if let Some(number) = table.korean(unit) {
                    let place = *places.entry(number as u16).or_insert_with(|| {
                        k.chance.push(table.korean_probability(number));
                        k.segments_of.push(Vec::new());
                        k.chance.len() as u32 - 1
                    });
                    found.push(place);
                }
            });
            found.sort_unstable();
            found.dedup();
            for &place in &found {
                k.segments_of[place as usize].push(segment as u32);
            }
            k.counts.push(found.len());
            korean_of.push(found);
        }
        let mut english_places: HashMap<usize, u32> = HashMap::new();
        let mut english_of: Vec<Vec<u32>> = Vec::new();
        // (English place, Korean place, forward, backward)
        let mut links: Vec<Vec<(u32, f32, f32)>> = Vec::new();
        for (segment, text) in english.iter().enumerate() {
            let mut found = Vec::new();
            english_units(&text.text, |unit| {
                if let Some(number) = table.english(unit) {
                    let place = *english_places.entry(number).or_insert_with(|| {
                        e.chance.push(table.english_probability(number));
                        e.segments_of.push(Vec::new());
                        links.push(
                            table
                                .entries(number)
                                .filter_map(|entry| {
                                    let place = places.get(&entry.korean)?;
                                    Some((*place, entry.forward, entry.backward))
                                })
                                .collect(),
                        );
                        e.chance.len() as u32 - 1
                    });
                    found.push(place);
                }
            });
            found.sort_unstable();
            found.dedup();
            for &place in &found {
                e.segments_of[place as usize].push(segment as u32);
            }
            e.counts.push(found.len());
            english_of.push(found);
        }
        // What each English segment says of Korean units, and the reverse.
        let english_says: Vec<Said> = english_of
            .iter()
            .map(|units| {
                let all = units
                    .iter()
                    .flat_map(|&unit| &links[unit as usize])
                    .map(|&(k, forward, _)| (k, forward));
                summed(all.collect())
            })
            .collect();
        let mut back: Vec<Vec<(u32, f32)>> = vec![Vec::new(); k.chance.len()];
        for (unit, links) in links.iter().enumerate() {
            for &(k, _, backward) in links {
                back[k as usize].push((unit as u32, backward));
            }
        }
        let korean_says: Vec<Said> = korean_of
            .iter()
            .map(|units| {
                let all = units.iter().flat_map(|&unit| &back[unit as usize]).copied();
                summed(all.collect())
            })
            .collect();
        Words {
            korean: explain(&k, &english_says, &e.counts),
            english: explain(&e, &korean_says, &k.counts),
        }
    }

    /// How well the segment of the other side that explains a segment best does so.
    pub(super) fn best(&self, side: SkipSide, segment: usize) -> Explained {
        let explanations = match side {
            SkipSide::Source => &self.korean,
            SkipSide::Target => &self.english,
        };
        explanations.best.get(segment).copied().unwrap_or_default()
    }

    pub(super) fn usual(&self, side: SkipSide, segments: Range<usize>) -> f32 {
        let explanations = match side {
            SkipSide::Source => &self.korean,
            SkipSide::Target => &self.english,
        };
        explanations
            .usual
            .get(segments)
            .unwrap_or_default()
            .iter()
            .sum()
    }

    /// How well a bead's Korean is explained by its English, and the reverse.
    pub(super) fn of_bead(&self, korean: &Range<usize>, english: &Range<usize>) -> [Explained; 2] {
        [
            self.korean.sum(korean.clone(), english),
            self.english.sum(english.clone(), korean),
        ]
    }
}

/// Adds up what is said of one unit.
fn summed(mut said: Said) -> Said {
    said.sort_unstable_by_key(|&(unit, _)| unit);
    said.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    said
}

/// How well each run of the side that says something explains each segment of the other.
fn explain(units: &Units, said: &[Said], counts: &[usize]) -> Explanations {
    let segments = units.counts.len();
    let nothing: Vec<Explained> = units
        .counts
        .iter()
        .map(|&count| Explained {
            gain: 0.0,
            loss: -BACKGROUND.ln() * count as f32,
        })
        .collect();
    let mut of: Vec<Explained> = Vec::with_capacity(said.len() * Shape::MOST * segments);
    let mut sums = vec![0.0f32; units.chance.len()];
    for start in 0..said.len() {
        let mut total = 0;
        let mut met: Vec<u32> = Vec::new();
        for count in 1..=Shape::MOST {
            let row = of.len();
            of.extend(&nothing);
            let Some(segment) = said.get(start + count - 1) else {
                continue;
            };
            total += counts[start + count - 1];
            for &(unit, probability) in segment {
                if sums[unit as usize] == 0.0 {
                    met.push(unit);
                }
                sums[unit as usize] += probability;
            }
            for &unit in &met {
                let said = sums[unit as usize] / total as f32;
                let ratio = said / units.chance[unit as usize] * (1.0 - BACKGROUND) + BACKGROUND;
                let says = ratio.ln().min(MOST_GAIN);
                for &segment in &units.segments_of[unit as usize] {
                    let one = &mut of[row + segment as usize];
                    one.gain += says.max(0.0);
                    one.loss += BACKGROUND.ln() - says.min(0.0);
                }
            }
        }
        for unit in met {
            sums[unit as usize] = 0.0;
        }
    }
    let best = (0..segments)
        .map(|segment| {
            of.iter()
                .skip(segment)
                .step_by(segments * Shape::MOST)
                .copied()
                .max_by(|a, b| (a.gain - a.loss).total_cmp(&(b.gain - b.loss)))
                .unwrap_or_default()
        })
        .collect();
    let usual = (0..segments)
        .map(|segment| {
            let singles = of.iter().skip(segment).step_by(segments * Shape::MOST);
            singles.map(|one| one.gain - one.loss).sum::<f32>() / said.len().max(1) as f32
        })
        .collect();
    Explanations {
        of,
        segments,
        best,
        usual,
    }
}
