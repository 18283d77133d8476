//! The scores that a lattice is made of, from evidence and weights.

use std::ops::Range;

use super::Progress;
use super::bead::shifted;
use super::evidence::{Evidence, Parts};
use super::feature::{SkipSide, skip_run};
use super::lattice::{ALL_SHAPES, Likely, Scorer};

/// A bead larger than 2-2 is tried where a smaller one that ends with it gains more than this, in nats, over leaving its
/// segments out: where nothing matches, more of it does not either.
const LARGER_FROM: f32 = -5.0;

/// Scores beads by what speaks for and against them.
pub(super) struct WeighedScorer<'a> {
    evidence: &'a Evidence<'a>,
    parts: &'a Parts,
    /// What a pass before found likely: no other linked bead is scored again.
    pub(super) likely: Option<&'a Likely>,
    progress: &'a mut dyn FnMut(Progress),
    scored: usize,
}

impl<'a> WeighedScorer<'a> {
    pub(super) fn new(
        evidence: &'a Evidence<'a>,
        parts: &'a Parts,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Self {
        WeighedScorer {
            evidence,
            parts,
            likely: None,
            progress,
            scored: 0,
        }
    }
}

impl Scorer for WeighedScorer<'_> {
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32 {
        if source.end > self.scored {
            self.scored = source.end;
            (self.progress)(Progress {
                done: self.scored,
                total: self.evidence.source_segments(),
            });
        }
        self.evidence.score(self.parts, shape, source, target)
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        self.parts.skip(side, segment)
    }

    fn run(&self, side: SkipSide) -> f32 {
        self.parts.weights()[skip_run(side)]
    }

    fn shapes(&self, row: usize, column: usize) -> u16 {
        self.likely
            .map_or(ALL_SHAPES, |likely| likely.shapes(row, column))
    }

    fn tries_larger(&self, best_gain: f32) -> bool {
        self.likely.is_some() || best_gain > LARGER_FROM
    }
}

/// Scores the beads of segments that stand in another order, or of a run of them.
pub(super) struct Rearranged<'a> {
    pub(super) scorer: WeighedScorer<'a>,
    /// The number of the first source segment.
    pub(super) source: usize,
    /// The number of each target segment. Those that are no neighbours in the text share no bead.
    pub(super) targets: &'a [usize],
}

impl Scorer for Rearranged<'_> {
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32 {
        let source = shifted(&source, self.source);
        let first = self.targets[target.start];
        let whole = first..first + target.len();
        if !self.targets[target].iter().copied().eq(whole.clone()) {
            return f32::NEG_INFINITY;
        }
        self.scorer.linked(shape, source, whole)
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        let number = match side {
            SkipSide::Source => segment + self.source,
            SkipSide::Target => self.targets[segment],
        };
        self.scorer.skipped(side, number)
    }

    fn run(&self, side: SkipSide) -> f32 {
        self.scorer.run(side)
    }

    fn tries_larger(&self, best_gain: f32) -> bool {
        self.scorer.tries_larger(best_gain)
    }
}
