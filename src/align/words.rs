//! How well the words of segments explain each other, by the lexicon.
//!
//! A unit of one side is explained by the units of the other with the probability that Model 1 gives it, mixed with
//! its probability in any text; the logarithm of the ratio of the two is what speaks for the bead (gain) or against it
//! (loss). The sums for a run of segments are put together from sums for each segment, so that merging costs nothing.

mod grouped;
mod run;
mod vocabulary;

use std::ops::Range;

pub(super) use grouped::Grouped;

use super::bead::Shape;
use super::feature::SkipSide;
use crate::lexicon::Lexicon;
use crate::token::Token;
use run::Run;
use vocabulary::Units;
pub(super) use vocabulary::Vocabulary;

/// What speaks for and against, in nats; both at least 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Explained {
    pub(super) gain: f32,
    pub(super) loss: f32,
}

impl Explained {
    /// The share, 0 to 1, of what speaks against in all that is said.
    fn share_against(&self) -> f32 {
        match self.gain + self.loss {
            0.0 => 0.0,
            all => self.loss / all,
        }
    }
}

/// For each segment of one side and each run of segments of the other, how well the run explains the segment.
#[derive(Default)]
struct Explanations {
    /// `[(start * MOST + count - 1) * segments + segment]`
    of: Vec<Explained>,
    segments: usize,
    /// For each segment, the best that a single segment does.
    best: Vec<Explained>,
    /// For each segment, the mean of gain less loss over all single segments but the best; at most 0.
    usual: Vec<f32>,
}

impl Explanations {
    /// With what single segments do, of which there are `singles`.
    fn new(of: Vec<Explained>, segments: usize, singles: usize) -> Explanations {
        let net = |one: &Explained| one.gain - one.loss;
        let runs = || of.chunks_exact(segments.max(1)).step_by(Shape::MOST);
        let mut best = runs().next().unwrap_or_default().to_vec();
        let mut sums = vec![0.0; segments];
        for run in runs() {
            for ((best, sum), one) in best.iter_mut().zip(&mut sums).zip(run) {
                if net(one) >= net(best) {
                    *best = *one;
                }
                *sum += net(one);
            }
        }
        best.resize_with(segments, Explained::default);
        let others = singles.saturating_sub(1).max(1) as f32;
        let usual = sums.iter().zip(&best);
        let usual = usual.map(|(sum, best)| ((sum - net(best)) / others).min(0.0));
        let usual = usual.collect();
        Explanations {
            of,
            segments,
            best,
            usual,
        }
    }

    fn sum(&self, segments: Range<usize>, run: &Range<usize>) -> Explained {
        let row = Shape::place_of_run(run) * self.segments;
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
    looseness: f32,
}

/// What a segment says of the units of the other side: unit and sum of probabilities.
type Said = Vec<(u32, f32)>;

impl Words {
    /// The words of two articles, given as tokens of their segments.
    pub(super) fn new(korean: &[Vec<Token>], english: &[Vec<Token>], lexicon: &Lexicon) -> Words {
        let vocabulary = Vocabulary::new(korean.iter(), english.iter(), lexicon);
        let (korean, english) = (&vocabulary.korean, &vocabulary.english);
        // What each English segment says of Korean units, and the reverse.
        let english_says = said(english, korean.chance.len(), |unit| {
            let links = vocabulary.of_english(unit).iter();
            links.map(|link| (link.korean, link.forward))
        });
        let links = vocabulary.by_korean();
        let korean_says = said(korean, english.chance.len(), |unit| {
            links.of(unit).iter().copied()
        });
        let korean_explained = explain(korean, &english_says, english);
        let english_explained = explain(english, &korean_says, korean);
        let against = english_explained.best.iter().map(Explained::share_against);
        Words {
            looseness: median(against.collect()),
            korean: korean_explained,
            english: english_explained,
        }
    }

    /// How little the English keeps to the words of the Korean, 0 to 1: of its segments, each with the Korean one that
    /// explains it best, the median share of what speaks against. The median, because what a desk adds to an article
    /// that it otherwise translates does not make the rest any looser.
    pub(super) fn looseness(&self) -> f32 {
        self.looseness
    }

    /// How well the segment of the other side that explains a segment best does so.
    pub(super) fn best(&self, side: SkipSide, segment: usize) -> Explained {
        let best = self.of(side).best.get(segment);
        best.copied().unwrap_or_default()
    }

    /// How well, in nats, segments are explained by any one segment of the other side, in the mean: what a match must
    /// be set off against (Artetxe and Schwenk 2019, "Margin-based parallel corpus mining"). At most 0.
    pub(super) fn usual(&self, side: SkipSide, segments: Range<usize>) -> f32 {
        let usual = self.of(side).usual.get(segments);
        usual.unwrap_or_default().iter().sum()
    }

    fn of(&self, side: SkipSide) -> &Explanations {
        match side {
            SkipSide::Source => &self.korean,
            SkipSide::Target => &self.english,
        }
    }

    /// How well a bead's Korean is explained by its English, and the reverse.
    pub(super) fn of_bead(&self, korean: &Range<usize>, english: &Range<usize>) -> [Explained; 2] {
        [
            self.korean.sum(korean.clone(), english),
            self.english.sum(english.clone(), korean),
        ]
    }
}

/// How well the words of segments explain each other, as what they add to the score of a bead.
pub(super) struct WeighedWords {
    /// `[(start * MOST + count - 1) * (segments + 1) + segments before]`, of all Korean segments before one by English
    /// runs and the reverse, so that those of a run are a difference.
    before: [Vec<f32>; 2],
    segments: [usize; 2],
}

impl Words {
    /// Weighs gain and loss, of the Korean and of the English.
    pub(super) fn weighed(&self, weights: [[f32; 2]; 2]) -> WeighedWords {
        let weigh = |explanations: &Explanations, [gain, loss]: [f32; 2]| {
            let runs = explanations.of.chunks_exact(explanations.segments.max(1));
            let mut before = Vec::with_capacity(explanations.of.len() + runs.len());
            for run in runs {
                let mut sum = 0.0;
                before.push(sum);
                before.extend(run.iter().map(|one| {
                    sum += gain * one.gain + loss * one.loss;
                    sum
                }));
            }
            before
        };
        WeighedWords {
            before: [
                weigh(&self.korean, weights[0]),
                weigh(&self.english, weights[1]),
            ],
            segments: [self.korean.segments, self.english.segments],
        }
    }
}

impl WeighedWords {
    /// What the words add to the score of a bead.
    pub(super) fn of_bead(&self, korean: &Range<usize>, english: &Range<usize>) -> f32 {
        let sum = |side: usize, segments: &Range<usize>, run: &Range<usize>| -> f32 {
            let row = Shape::place_of_run(run) * (self.segments[side] + 1);
            let before = |segment: usize| self.before[side].get(row + segment);
            let (before, with) = (before(segments.start), before(segments.end));
            before.zip(with).map_or(0.0, |(before, with)| with - before)
        };
        sum(0, korean, english) + sum(1, english, korean)
    }
}

/// What each segment of a side says of the units of the other, of which there are `others`, by the links of each of its
/// units.
fn said<L: Iterator<Item = (u32, f32)>>(
    units: &Units,
    others: usize,
    links: impl Fn(u32) -> L,
) -> Vec<Said> {
    // The sum so far of each unit, 0 for most.
    let mut sums = vec![0.0; others];
    let of_segment = |units: &Vec<u32>| {
        let mut said: Said = Vec::new();
        for (unit, probability) in units.iter().flat_map(|&unit| links(unit)) {
            let sum: &mut f32 = &mut sums[unit as usize];
            if *sum == 0.0 {
                said.push((unit, 0.0));
            }
            *sum += probability;
        }
        for (unit, sum) in &mut said {
            *sum = std::mem::take(&mut sums[*unit as usize]);
        }
        said
    };
    units.of.iter().map(of_segment).collect()
}

/// The median; 0 of nothing.
fn median(mut of: Vec<f32>) -> f32 {
    of.sort_unstable_by(f32::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// How well each run of the side that says something explains each segment of the other.
fn explain(units: &Units, said: &[Said], by: &Units) -> Explanations {
    let nothing = run::unexplained(units);
    let mut of: Vec<Explained> = Vec::with_capacity(said.len() * Shape::MOST * nothing.len());
    let mut run = Run::new(units);
    for start in 0..said.len() {
        for segment in start..start + Shape::MOST {
            let row = of.len();
            of.extend(&nothing);
            if let Some(said) = said.get(segment) {
                run.add(said, by.of[segment].len());
                run.explain(&mut of[row..]);
            }
        }
        run.clear();
    }
    Explanations::new(of, nothing.len(), said.len())
}
