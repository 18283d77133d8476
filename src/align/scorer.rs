//! The scores that a lattice is made of, from evidence and weights.

use std::ops::Range;

use super::Progress;
use super::evidence::{Evidence, Parts};
use super::feature::{SkipSide, skip_run};
use super::lattice::{Kept, Scorer};

/// A bead larger than 2-2 is tried where a smaller one that ends with it gains more than this, in nats, over leaving its
/// segments out: where nothing matches, more of it does not either.
const LARGER_FROM: f32 = -5.0;

/// Scores beads by what speaks for and against them.
pub(super) struct WeighedScorer<'a> {
    evidence: &'a Evidence<'a>,
    parts: &'a Parts,
    /// What a pass before left: what was hopeless then is not scored again.
    pub(super) kept: Option<&'a Kept>,
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
            kept: None,
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
        let hopeless = |kept: &Kept| kept.dropped(shape, source.end, target.end);
        if self.kept.is_some_and(hopeless) {
            return f32::NEG_INFINITY;
        }
        self.evidence.score(self.parts, shape, source, target)
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        self.parts.skip(side, segment)
    }

    fn run(&self, side: SkipSide) -> f32 {
        self.parts.weights()[skip_run(side)]
    }

    fn tries_larger(&self, best_gain: f32) -> bool {
        best_gain > LARGER_FROM
    }
}

/// Scores the beads of two runs by their places in the whole.
pub(super) struct Shifted<'a> {
    pub(super) scorer: WeighedScorer<'a>,
    pub(super) source: usize,
    pub(super) target: usize,
}

impl Scorer for Shifted<'_> {
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32 {
        self.scorer.linked(
            shape,
            source.start + self.source..source.end + self.source,
            target.start + self.target..target.end + self.target,
        )
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        let offset = match side {
            SkipSide::Source => self.source,
            SkipSide::Target => self.target,
        };
        self.scorer.skipped(side, segment + offset)
    }

    fn run(&self, side: SkipSide) -> f32 {
        self.scorer.run(side)
    }
}
