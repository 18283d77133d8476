//! The search for the beads of two runs of segments: two passes of the lattice in a band.

use std::ops::Range;

use super::Progress;
use super::band::Band;
use super::bead::{Bead, Step, shifted};
use super::evidence::{Evidence, Parts};
use super::feature::SkipSide;
use super::habits::Habits;
use super::lattice::{Best, Lattice, Likely, Scorer, Sums};
use super::scorer::{Rearranged, WeighedScorer};
use super::weights::Weights;

/// Half the width of the band at first, in segments.
const HALF_WIDTH: usize = 60;
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
        // In the same band, so that all is weighed again. Where the path touches its edge now, the first stands.
        self.align_in_band(likely.band().clone(), Some(&likely), progress)
            .map_or(first, |(second, _)| second)
    }

    /// Aligns as any text is aligned.
    fn align_once(&self, progress: &mut dyn FnMut(Progress)) -> (Vec<Bead>, Likely) {
        let (rows, columns) = (
            self.evidence.source_segments(),
            self.evidence.target_segments(),
        );
        let diagonal: Vec<usize> = (0..=rows).map(|row| row * columns / rows.max(1)).collect();
        let mut half_width = HALF_WIDTH;
        loop {
            let band = Band::around(&diagonal, columns, half_width);
            let found = self.align_in_band(band, None, progress);
            let is_first = half_width == HALF_WIDTH && half_width < rows.max(columns);
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
        band: Band,
        likely: Option<&Likely>,
        progress: &mut dyn FnMut(Progress),
    ) -> Option<(Vec<Bead>, Likely)> {
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
        let mut silent = |_| {};
        let mut scorer = Rearranged {
            scorer: WeighedScorer::new(&self.evidence, &self.parts, &mut silent),
            source: 0,
            targets: &targets,
        };
        let band = Band::whole(self.evidence.source_segments(), targets.len());
        let lattice = Lattice::new(band, &mut scorer);
        let mut along = beads_of(&lattice, lattice.best(), &lattice.sums());
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
    Some((beads_of(&lattice, best, &sums), sums.likely()))
}

/// The beads of a path, each with its probability among all.
fn beads_of(lattice: &Lattice, best: Best, sums: &Sums) -> Vec<Bead> {
    let bead = |step: Step| Bead {
        confidence: sums.probability(&step),
        score: lattice.score(&step).into(),
        source: step.0,
        target: step.1,
        is_moved: false,
    };
    best.steps.into_iter().map(bead).collect()
}

fn links_little(beads: &[Bead]) -> bool {
    let linked = beads.iter().filter(|bead| bead.is_linked()).count();
    (linked as f32) < LEAST_LINKED * beads.len() as f32
}

#[cfg(test)]
mod tests {
    use crate::{Aligner, Layout};

    /// Ten pairs that are sure, two sentences that may be one, with so many between them on either side that stand alone, and
    /// ten more: how sure the two are.
    fn confidence(alone: usize) -> f64 {
        let aligner = Aligner::builder()
            .layout(Layout::Presegmented)
            .build()
            .unwrap();
        let sure = |numbers: std::ops::Range<usize>| -> [String; 2] {
            let lines = numbers.map(|n| {
                let visitors = 1011 + 37 * n;
                (
                    format!("부산의 공장에 {visitors}명이 왔다.\n"),
                    format!("{visitors} people came to a factory in Busan.\n"),
                )
            });
            let (korean, english): (Vec<String>, Vec<String>) = lines.unzip();
            [korean.concat(), english.concat()]
        };
        let ([above, over], [below, under]) = (sure(0..10), sure(10..20));
        let numbers = 10..10 + alone;
        let cats = numbers.clone();
        let cats = cats.map(|n| format!("고양이 {n}3마리가 지붕에서 잠을 잤다고 이웃이 전했다.\n"));
        let storms = numbers.map(|n| format!("In 17{n} a storm sank {n}8 ships off the coast.\n"));
        let korean = format!(
            "{above}시민들은 반겼다.\n{}{below}",
            cats.collect::<String>()
        );
        let english = format!(
            "{over}{}Residents were happy about it.\n{under}",
            storms.collect::<String>()
        );
        let alignment = aligner.align(&korean, &english).unwrap();
        let beads = alignment.beads.iter();
        let mut of_segment = beads.filter(|bead| bead.source.contains(&10));
        let bead = of_segment.next().unwrap();
        assert!(bead.is_linked(), "{bead:?}");
        bead.confidence
    }

    /// That all stands alone is weighed too, however much it is.
    #[test]
    fn what_stands_between_makes_no_pair_surer() {
        let confidences = [10, 19, 20, 21, 30, 40].map(confidence);
        assert!(
            confidences.is_sorted_by(|nearer, farther| nearer > farther),
            "{confidences:?}"
        );
    }
}
