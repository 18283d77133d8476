//! Aligning a stretch of text: anchors, then two passes of the lattice in a band.

use std::ops::Range;

use super::Progress;
use super::band::Band;
use super::bead::Bead;
use super::clue::Clue;
use super::crossing::{LEAST_GAIN, cross};
use super::evidence::{Evidence, Parts};
use super::feature::{SkipSide, skip_run};
use super::habits::Habits;
use super::lattice::{Lattice, Scorer, Step};
use super::weights::Weights;
use super::words::Words;
use crate::anchor::{AnchorFinder, Concept, Published};
use crate::article::Segment;
use crate::lexicon::Lexicon;
use crate::token::{Token, tokens};

/// Half the width of the band at first, in segments.
const FIRST_HALF_WIDTH: usize = 60;
/// Half the width of the band around the path of the first pass.
const SECOND_HALF_WIDTH: usize = 20;
/// The band is widened by this factor when the best path touches its edge, and once when it links little.
const WIDENING: usize = 3;
/// A path on which fewer of the beads are linked than this may have found nothing because what it should have found lies
/// outside the band.
const LEAST_LINKED: f32 = 0.25;
/// A bead larger than 2-2 is tried where a smaller one that ends with it gains more than this, in nats, over leaving its
/// segments out: where nothing matches, more of it does not either.
const LARGER_FROM: f32 = -5.0;
/// The confidence of a pair of headlines, which are paired whatever they say. English desks rewrite headlines, so that
/// about one pair in twenty has nothing in common.
const HEADLINE_CONFIDENCE: f64 = 0.95;

/// Two runs of segments to be aligned. Here and in all that follows the Korean is the source, so that the weights,
/// which are learnt so, hold; an alignment the other way is turned round at the end.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) source: &'a [Segment],
    pub(super) target: &'a [Segment],
    /// The headlines, which are one bead whatever they say.
    pub(super) headlines: Option<(usize, usize)>,
    /// Whether beads may cross. Those of a window of a longer text may not, because its end is not known.
    pub(super) may_cross: bool,
    /// When they were published.
    pub(super) published: Published,
}

/// The beads of two runs of segments, and the anchors that they were found by.
#[derive(Default)]
pub(super) struct Stretch {
    pub(super) beads: Vec<Bead>,
    pub(super) concepts: Vec<Concept>,
    pub(super) source_concepts: Vec<Vec<u32>>,
    pub(super) target_concepts: Vec<Vec<u32>>,
    pub(super) words: Words,
}

/// What aligning needs besides the texts.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) finder: &'a AnchorFinder,
    pub(super) lexicon: &'a Lexicon,
    pub(super) weights: &'a Weights,
    pub(super) clues: &'a [Clue],
}

impl Means<'_> {
    /// Finds the anchors of two runs of segments: no beads yet.
    pub(super) fn anchors(
        &self,
        source: &[Segment],
        target: &[Segment],
        published: Published,
    ) -> Stretch {
        let source: Vec<Vec<Token>> = source.iter().map(|s| tokens(&s.text)).collect();
        let target: Vec<Vec<Token>> = target.iter().map(|s| tokens(&s.text)).collect();
        let anchors = self.finder.find(&source, &target, published);
        let mut stretch = Stretch {
            beads: Vec::new(),
            concepts: anchors.concepts,
            source_concepts: anchors.korean,
            target_concepts: anchors.english,
            words: Words::default(),
        };
        if self.clues.contains(&Clue::Words) {
            stretch.words = Words::new(&source, &target, self.lexicon);
        }
        let concepts = &stretch.concepts;
        let is_wanted = |concept: &u32| {
            let kind = concepts[*concept as usize].kind;
            self.clues.contains(&Clue::of(kind))
        };
        for of_segment in stretch
            .source_concepts
            .iter_mut()
            .chain(&mut stretch.target_concepts)
        {
            of_segment.retain(is_wanted);
        }
        stretch
    }

    /// Aligns two texts as a whole.
    pub(super) fn align(&self, texts: Texts, progress: &mut dyn FnMut(Progress)) -> Stretch {
        let mut stretch = self.anchors(texts.source, texts.target, texts.published);
        let whole = (0..texts.source.len(), 0..texts.target.len());
        let Some((s, t)) = texts.headlines else {
            stretch.beads = self.align_part(&stretch, texts, whole, progress);
            return stretch;
        };
        let above = self.align_part(&stretch, texts, (0..s, 0..t), progress);
        let below = (s + 1..whole.0.end, t + 1..whole.1.end);
        let below = self.align_part(&stretch, texts, below, progress);
        stretch.beads = above;
        stretch.beads.push(Bead {
            source: s..s + 1,
            target: t..t + 1,
            confidence: HEADLINE_CONFIDENCE,
            score: 0.0,
            is_moved: false,
        });
        stretch.beads.extend(below);
        stretch
    }

    /// Aligns a part of two texts whose anchors are known.
    fn align_part(
        &self,
        stretch: &Stretch,
        texts: Texts,
        (source, target): (Range<usize>, Range<usize>),
        progress: &mut dyn FnMut(Progress),
    ) -> Vec<Bead> {
        let evidence = self.evidence(stretch, texts, source.clone(), target.clone());
        let mut search = Search::new(evidence, self.weights);
        let mut beads = search.align_twice(progress);
        if texts.may_cross {
            beads = cross(beads, &search);
        }
        for bead in &mut beads {
            for (side, offset) in [
                (&mut bead.source, source.start),
                (&mut bead.target, target.start),
            ] {
                *side = side.start + offset..side.end + offset;
            }
        }
        beads
    }

    /// The evidence for a part of two texts, with the lengths expected of any text.
    pub(super) fn evidence<'a>(
        &self,
        stretch: &'a Stretch,
        texts: Texts,
        source: Range<usize>,
        target: Range<usize>,
    ) -> Evidence<'a> {
        Evidence::new(
            (
                &texts.source[source.clone()],
                &stretch.source_concepts[source.clone()],
            ),
            (
                &texts.target[target.clone()],
                &stretch.target_concepts[target.clone()],
            ),
            &stretch.concepts,
            self.clues.contains(&Clue::Marks),
            (&stretch.words, (source.start, target.start)),
            Habits::expected(self.weights, stretch.words.looseness()),
        )
    }
}

/// Scores beads by what speaks for and against them.
pub(super) struct WeighedScorer<'a> {
    evidence: &'a Evidence<'a>,
    parts: &'a Parts,
    /// The scores of a pass before: what was hopeless then is not scored again.
    before: Option<&'a Lattice>,
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
            before: None,
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
        let hopeless = |before: &Lattice| before.dropped(shape, source.end, target.end);
        if self.before.is_some_and(hopeless) {
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

/// The search over the beads that some evidence is of.
pub(super) struct Search<'a> {
    pub(super) evidence: Evidence<'a>,
    weights: &'a Weights,
    parts: Parts,
}

/// What aligning two runs of segments with each other gives.
pub(super) struct Matched {
    /// The linked beads.
    pub(super) beads: Vec<Bead>,
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
    fn align_twice(&mut self, progress: &mut dyn FnMut(Progress)) -> Vec<Bead> {
        let (first, lattice) = self.align_once(progress);
        let habits = Habits::of(&first, &self.evidence, self.weights);
        self.evidence.set_habits(habits);
        self.parts = Parts::new(&self.evidence, self.weights);
        let line = line_through(&first, self.evidence.source_segments());
        // The second pass stays near the path of the first. Where it touches the edge even so, the first stands.
        self.align_in_band(&line, SECOND_HALF_WIDTH, Some(&lattice), progress)
            .map_or(first, |(second, _)| second)
    }

    /// Aligns as any text is aligned.
    fn align_once(&self, progress: &mut dyn FnMut(Progress)) -> (Vec<Bead>, Lattice) {
        let (rows, columns) = (
            self.evidence.source_segments(),
            self.evidence.target_segments(),
        );
        let diagonal: Vec<usize> = (0..=rows).map(|row| row * columns / rows.max(1)).collect();
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
        Habits::of(&first, &self.evidence, self.weights)
    }

    /// The best beads inside a band, and all scores; `None` when their path comes near its edge, so that a better one
    /// may lie outside. `before` are the scores of an earlier pass.
    fn align_in_band(
        &self,
        line: &[usize],
        half_width: usize,
        before: Option<&Lattice>,
        progress: &mut dyn FnMut(Progress),
    ) -> Option<(Vec<Bead>, Lattice)> {
        let band = Band::around(line, self.evidence.target_segments(), half_width);
        let mut scorer = WeighedScorer::new(&self.evidence, &self.parts, progress);
        scorer.before = before;
        let lattice = Lattice::new(band, &mut scorer);
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
        Some((beads, lattice))
    }

    /// Aligns a run of source segments with a run of target segments, wherever they stand.
    pub(super) fn match_runs(&self, source: &Range<usize>, target: &Range<usize>) -> Matched {
        let band = Band::around(&vec![0; source.len() + 1], target.len(), target.len());
        let mut silent = |_| {};
        let mut scorer = Shifted {
            scorer: WeighedScorer::new(&self.evidence, &self.parts, &mut silent),
            source: source.start,
            target: target.start,
        };
        let lattice = Lattice::new(band, &mut scorer);
        let sums = lattice.sums();
        let best = lattice.best();
        let mut beads: Vec<Bead> = best
            .steps
            .into_iter()
            .filter(|step| !step.0.is_empty() && !step.1.is_empty())
            .map(|step| Bead {
                confidence: sums.probability(&step),
                score: lattice.score(&step).into(),
                source: step.0.start + source.start..step.0.end + source.start,
                target: step.1.start + target.start..step.1.end + target.start,
                is_moved: true,
            })
            .collect();
        let gain: f64 = beads.iter().map(|bead| self.gain(bead)).sum();
        // The probability that the runs belong together at all, by the odds that this alignment has against nothing.
        let together = 1.0 / (1.0 + (LEAST_GAIN - gain).exp());
        for bead in &mut beads {
            bead.confidence *= together;
        }
        Matched { beads, gain }
    }
}

impl Search<'_> {
    /// What a linked bead gains over leaving its segments out, in nats, without what runs cost.
    pub(super) fn gain(&self, bead: &Bead) -> f64 {
        let alone = |side, segments: &Range<usize>| -> f64 {
            segments
                .clone()
                .map(|segment| f64::from(self.parts.skip(side, segment)))
                .sum()
        };
        bead.score - alone(SkipSide::Source, &bead.source) - alone(SkipSide::Target, &bead.target)
    }

    /// A segment left alone.
    pub(super) fn alone(
        &self,
        source: Range<usize>,
        target: Range<usize>,
        confidence: f64,
    ) -> Bead {
        let score = if target.is_empty() {
            self.parts.skip(SkipSide::Source, source.start)
        } else {
            self.parts.skip(SkipSide::Target, target.start)
        };
        Bead {
            source,
            target,
            confidence,
            score: score.into(),
            is_moved: false,
        }
    }
}

/// Scores the beads of two runs by their places in the whole.
struct Shifted<'a> {
    scorer: WeighedScorer<'a>,
    source: usize,
    target: usize,
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

/// The column at which a path crosses each row.
fn line_through(beads: &[Bead], rows: usize) -> Vec<usize> {
    let mut line = vec![0; rows + 1];
    let mut reached = 0;
    for bead in beads {
        reached = bead.target.end;
        line[bead.source.start + 1..=bead.source.end].fill(reached);
    }
    if let Some(last) = line.last_mut() {
        *last = reached;
    }
    line
}

fn links_little(beads: &[Bead]) -> bool {
    let linked = beads.iter().filter(|bead| bead.is_linked()).count();
    (linked as f32) < LEAST_LINKED * beads.len() as f32
}
