//! The search for the beads of two runs of segments: two passes of the lattice in a band.

use std::ops::{Range, RangeInclusive};

use super::Progress;
use super::band::Band;
use super::bead::{Bead, Step, shifted};
use super::evidence::{Evidence, Parts};
use super::feature::SkipSide;
use super::habits::Habits;
use super::lattice::{Lattice, Likely, Scorer};
use super::scorer::{Rearranged, WeighedScorer};
use super::weights::Weights;

/// Half the width of the band at first, in segments.
const FIRST_HALF_WIDTH: usize = 60;
/// Half the width of the band around the path of the first pass.
const SECOND_HALF_WIDTH: usize = 20;
/// The band is widened by this factor when the best path touches its edge, and once when it links little.
const WIDENING: usize = 3;
/// A path on which fewer of the beads are linked than this may have found nothing because what it should have found lies
/// outside the band.
const LEAST_LINKED: f32 = 0.25;

/// The search over the beads that some evidence is of.
pub(super) struct Search<'a> {
    pub(super) evidence: Evidence<'a>,
    weights: &'a Weights,
    parts: Parts,
}

/// What aligning two runs of segments with each other gives.
#[derive(Default)]
pub(super) struct Matched {
    /// The linked beads.
    pub(super) linked: Vec<Step>,
    /// What they gain over leaving their segments out, in nats, without what runs cost: a moved paragraph leaves a run
    /// of segments over, which is no reason to leave them so.
    pub(super) gain: f64,
}

impl<'a> Search<'a> {
    pub(super) fn new(evidence: Evidence<'a>, weights: &'a Weights) -> Search<'a> {
        Search {
            parts: Parts::new(&evidence, weights),
            evidence,
            weights,
        }
    }

    /// Aligns twice: once expecting lengths as in any text, then as the surest beads of this one have them.
    pub(super) fn align_twice(&mut self, progress: &mut dyn FnMut(Progress)) -> Vec<Bead> {
        let (first, likely) = self.align_once(progress);
        let habits = self.habits_of(&first);
        self.evidence.set_habits(habits);
        self.parts = Parts::new(&self.evidence, self.weights);
        let steps: Vec<Step> = first.iter().map(Bead::step).collect();
        let path = columns_passed(&steps, self.evidence.source_segments());
        // The second pass stays near the path of the first. Where it touches the edge even so, the first stands.
        self.align_in_band(&path, SECOND_HALF_WIDTH, Some(&likely), progress)
            .map_or(first, |(second, _)| second)
    }

    /// Aligns as any text is aligned.
    fn align_once(&self, progress: &mut dyn FnMut(Progress)) -> (Vec<Bead>, Likely) {
        let (rows, columns) = (
            self.evidence.source_segments(),
            self.evidence.target_segments(),
        );
        let diagonal: Vec<RangeInclusive<usize>> = (0..=rows)
            .map(|row| row * columns / rows.max(1))
            .map(|column| column..=column)
            .collect();
        let mut half_width = FIRST_HALF_WIDTH;
        loop {
            let found = self.align_in_band(&diagonal, half_width, None, progress);
            let is_first = half_width == FIRST_HALF_WIDTH && half_width < rows.max(columns);
            match found {
                Some(found) if !(is_first && links_little(&found.0)) => return found,
                _ => half_width *= WIDENING,
            }
        }
    }

    /// The habits of the text, as a first pass finds them.
    pub(super) fn habits(&self) -> Habits {
        let (first, _) = self.align_once(&mut |_| {});
        self.habits_of(&first)
    }

    fn habits_of(&self, beads: &[Bead]) -> Habits {
        let lengths = |bead: &Bead| self.evidence.lengths(&bead.source, &bead.target);
        let expected = Habits::expected(self.weights, self.evidence.looseness());
        Habits::of(beads, lengths, expected)
    }

    /// The best beads inside a band, and which linked beads are likely; `None` when their path comes near its edge, so
    /// that a better one may lie outside. Of linked beads, only those are scored that an earlier pass found `likely`.
    fn align_in_band(
        &self,
        path: &[RangeInclusive<usize>],
        half_width: usize,
        likely: Option<&Likely>,
        progress: &mut dyn FnMut(Progress),
    ) -> Option<(Vec<Bead>, Likely)> {
        let band = Band::around(path, self.evidence.target_segments(), half_width);
        let mut scorer = WeighedScorer::new(&self.evidence, &self.parts, progress);
        scorer.likely = likely;
        best_beads(band, &mut scorer)
    }

    /// Aligns a run of source segments with a run of target segments, wherever they stand.
    pub(super) fn match_runs(&self, source: &Range<usize>, target: &Range<usize>) -> Matched {
        let band = Band::whole(source.len(), target.len());
        let mut silent = |_| {};
        let targets: Vec<usize> = target.clone().collect();
        let mut scorer = Rearranged {
            scorer: WeighedScorer::new(&self.evidence, &self.parts, &mut silent),
            source: source.start,
            targets: &targets,
        };
        let lattice = Lattice::new(band, &mut scorer);
        let best = lattice.best();
        let is_linked = |step: &Step| !step.0.is_empty() && !step.1.is_empty();
        let mut matched = Matched::default();
        for step in best.steps.into_iter().filter(is_linked) {
            let score = lattice.score(&step).into();
            let step = (
                shifted(&step.0, source.start),
                shifted(&step.1, target.start),
            );
            matched.gain += self.gain_of(&step, score);
            matched.linked.push(step);
        }
        matched
    }

    /// Aligns anew along steps of which some cross, with the target segments in the order that these give them. Only so
    /// does a segment beside a moved run have the choice between a bead of the run and one of its neighbours, and only so
    /// is the confidence of either weighed against the other. None is marked as moved.
    pub(super) fn align_along(&self, steps: &[Step]) -> Vec<Bead> {
        let targets: Vec<usize> = steps.iter().flat_map(|step| step.1.clone()).collect();
        let path = columns_passed(steps, self.evidence.source_segments());
        let mut half_width = SECOND_HALF_WIDTH;
        let mut along = loop {
            let band = Band::around(&path, targets.len(), half_width);
            let mut silent = |_| {};
            let mut scorer = Rearranged {
                scorer: WeighedScorer::new(&self.evidence, &self.parts, &mut silent),
                source: 0,
                targets: &targets,
            };
            match best_beads(band, &mut scorer) {
                Some((along, _)) => break along,
                None => half_width *= WIDENING,
            }
        };
        for bead in &mut along {
            let first = targets.get(bead.target.start);
            let first = first.copied().unwrap_or(targets.len());
            bead.target = first..first + bead.target.len();
        }
        along
    }

    /// What a linked bead gains over leaving its segments out, in nats, without what runs cost.
    pub(super) fn gain(&self, bead: &Bead) -> f64 {
        self.gain_of(&bead.step(), bead.score)
    }

    fn gain_of(&self, (source, target): &Step, score: f64) -> f64 {
        let alone = |side, segments: &Range<usize>| -> f64 {
            segments
                .clone()
                .map(|segment| f64::from(self.parts.skip(side, segment)))
                .sum()
        };
        score - alone(SkipSide::Source, source) - alone(SkipSide::Target, target)
    }
}

/// The best beads inside a band, and which linked beads are likely; `None` when their path comes near its edge.
fn best_beads(band: Band, scorer: &mut impl Scorer) -> Option<(Vec<Bead>, Likely)> {
    let lattice = Lattice::new(band, scorer);
    let best = lattice.best();
    if best.touches_edge {
        return None;
    }
    let sums = lattice.sums();
    let bead = |step: Step| Bead {
        confidence: sums.probability(&step),
        score: lattice.score(&step).into(),
        source: step.0,
        target: step.1,
        is_moved: false,
    };
    let beads = best.steps.into_iter().map(bead).collect();
    Some((beads, sums.likely()))
}

/// How many target segments a path has passed at each row: more than one number where it skips some.
fn columns_passed(steps: &[Step], rows: usize) -> Vec<RangeInclusive<usize>> {
    let mut columns = vec![0..=0; rows + 1];
    let (mut row, mut passed) = (0, 0);
    for (source, target) in steps {
        passed += target.len();
        if source.is_empty() {
            columns[row] = *columns[row].start()..=passed;
        } else {
            columns[source.start + 1..=source.end].fill(passed..=passed);
            row = source.end;
        }
    }
    columns
}

fn links_little(beads: &[Bead]) -> bool {
    let linked = beads.iter().filter(|bead| bead.is_linked()).count();
    (linked as f32) < LEAST_LINKED * beads.len() as f32
}
