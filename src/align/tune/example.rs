//! Documents with gold, taken apart into what weights are learnt from.

use std::ops::Range;

use crate::align::alignment::published;
use crate::align::bead::{Shape, Step};
use crate::align::crossing::in_order;
use crate::align::evidence::Evidence;
use crate::align::habits::Habits;
use crate::align::search::Search;
use crate::align::stretch::{Means, Stretch, Texts};
use crate::align::weights::Weights;
use crate::align::{Aligner, Side, headline};

/// Documents are small; a part with more cells than this would take a minute a round.
const MOST_CELLS: usize = 250_000;

/// A document to learn from, taken apart.
pub struct Example<'a> {
    aligner: &'a Aligner,
    source: Side,
    target: Side,
    /// The anchors.
    stretch: Stretch,
    pub(super) parts: Vec<Part>,
    /// Beads that it was given.
    given: usize,
}

debug_by_name!(Example<'_>);

/// A stretch of a document with a monotone path through it.
pub(super) struct Part {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    /// In the order of the lattice, relative to the part.
    pub(super) steps: Vec<Step>,
}

impl<'a> Example<'a> {
    /// The example of two texts with the beads that they should be given: runs of neighbouring segments, of source and
    /// target, sorted. Beads that the aligner does not try, and beads that cross, are left out.
    pub fn new(
        aligner: &'a Aligner,
        source: Side,
        target: Side,
        beads: &[(Range<usize>, Range<usize>)],
    ) -> Example<'a> {
        let stretch = aligner.means().anchors(
            &source.segments,
            &target.segments,
            published(&source, &target),
        );
        let end = (source.segments.len(), target.segments.len());
        let mut example = Example {
            aligner,
            source,
            target,
            stretch,
            parts: Vec::new(),
            given: beads.len(),
        };
        example.parts = parts(beads, example.begin(), end);
        example
    }

    /// How many beads are learnt from.
    pub fn beads(&self) -> usize {
        let parts = self.parts.iter().filter(|part| !part.is_too_large());
        let steps = parts.flat_map(|part| &part.steps);
        steps
            .filter(|step| !step.0.is_empty() && !step.1.is_empty())
            .count()
    }

    /// How many of the beads that were given are not learnt from: those of headlines, those that cross, those that the
    /// aligner does not try, and those of parts that are too long.
    pub fn left_out(&self) -> usize {
        self.given - self.beads()
    }

    /// The share of the document's linked gold beads that are not 1-1, 0 to 1; `None` where there are none.
    pub(super) fn regrouping(&self) -> Option<f32> {
        let steps = self.parts.iter().flat_map(|part| &part.steps);
        let shapes = steps.map(|step| (step.0.len(), step.1.len()));
        let linked: Vec<_> = shapes.filter(|shape| shape.0 > 0 && shape.1 > 0).collect();
        let regrouped = linked.iter().filter(|shape| **shape != (1, 1)).count();
        (!linked.is_empty()).then(|| regrouped as f32 / linked.len() as f32)
    }

    pub(super) fn looseness(&self) -> f32 {
        self.stretch.words.looseness()
    }

    /// The habits of the document, as a first pass with weights as far as they are known finds them.
    pub(super) fn habits(&self, weights: &Weights) -> Habits {
        let begin = self.begin();
        let whole = Part {
            source: begin.0..self.source.segments.len(),
            target: begin.1..self.target.segments.len(),
            steps: Vec::new(),
        };
        let evidence = self.evidence(&whole, weights);
        Search::new(evidence, weights).habits()
    }

    /// Where the text begins, below the headlines.
    fn begin(&self) -> (usize, usize) {
        match (
            headline(&self.source.segments),
            headline(&self.target.segments),
        ) {
            (Some(s), Some(t)) => (s + 1, t + 1),
            _ => (0, 0),
        }
    }

    pub(super) fn evidence(&self, part: &Part, weights: &Weights) -> Evidence<'_> {
        let means = Means {
            weights,
            ..self.aligner.means()
        };
        let texts = Texts {
            source: &self.source.segments,
            target: &self.target.segments,
            headlines: None,
            may_cross: false,
            published: published(&self.source, &self.target),
        };
        means.evidence(
            &self.stretch,
            texts,
            part.source.clone(),
            part.target.clone(),
        )
    }
}

/// Cuts a document into parts with a path each. A bead that the aligner does not try, and a segment of a bead that
/// crosses, ends one part and begins another, because neither was skipped.
fn parts(steps: &[Step], begin: (usize, usize), end: (usize, usize)) -> Vec<Part> {
    let is_in_order = in_order(steps);
    let of_chain = |wanted: bool| {
        let steps = steps.iter().zip(&is_in_order);
        steps.filter(move |(_, is_in_order)| **is_in_order == wanted)
    };
    let crossing: Vec<&Step> = of_chain(false).map(|(step, _)| step).collect();
    let mut cutter = Cutter {
        parts: Vec::new(),
        part: Part::at(begin),
    };
    for step in of_chain(true)
        .map(|(step, _)| step)
        .filter(|step| step.0.start >= begin.0 && step.1.start >= begin.1)
    {
        cutter.skip_to((step.0.start, step.1.start), &crossing);
        if Shape::index_of(step).is_some() {
            cutter.part.push(step.clone());
        } else {
            cutter.cut((step.0.end, step.1.end));
        }
    }
    cutter.skip_to(end, &crossing);
    cutter.cut(end);
    cutter.parts
}

/// The parts so far, and the one that is being made.
struct Cutter {
    parts: Vec<Part>,
    part: Part,
}

impl Cutter {
    /// Ends the part and begins another elsewhere.
    fn cut(&mut self, next: (usize, usize)) {
        let part = std::mem::replace(&mut self.part, Part::at(next));
        if !part.steps.is_empty() {
            self.parts.push(part);
        }
    }

    /// Skips the segments up to a pair of positions, the source's first.
    fn skip_to(&mut self, to: (usize, usize), crossing: &[&Step]) {
        while self.part.source.end < to.0 {
            let (s, t) = (self.part.source.end, self.part.target.end);
            if crossing.iter().any(|step| step.0.contains(&s)) {
                self.cut((s + 1, t));
            } else {
                self.part.push((s..s + 1, t..t));
            }
        }
        while self.part.target.end < to.1 {
            let (s, t) = (self.part.source.end, self.part.target.end);
            if crossing.iter().any(|step| step.1.contains(&t)) {
                self.cut((s, t + 1));
            } else {
                self.part.push((s..s, t..t + 1));
            }
        }
    }
}

impl Part {
    /// An empty part.
    fn at((s, t): (usize, usize)) -> Part {
        Part {
            source: s..s,
            target: t..t,
            steps: Vec::new(),
        }
    }

    /// Whether it is passed over because of the time that it would take.
    pub(super) fn is_too_large(&self) -> bool {
        (self.source.len() + 1) * (self.target.len() + 1) > MOST_CELLS
    }

    /// Adds a step, given by its places in the document, behind the others.
    fn push(&mut self, (source, target): Step) {
        let (s, t) = (self.source.start, self.target.start);
        self.source.end = source.end;
        self.target.end = target.end;
        self.steps.push((
            source.start - s..source.end - s,
            target.start - t..target.end - t,
        ));
    }
}
