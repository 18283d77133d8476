//! Learning the weights of the score from documents with gold.
//!
//! The weights maximise the conditional likelihood of the gold beads under the log-linear model that the lattice sums
//! over, with a Gaussian prior (Lafferty, McCallum and Pereira 2001, "Conditional random fields"), by gradient
//! ascent with the step sizes of Adam (Kingma and Ba 2015). Because the model is the one that confidences are
//! taken from, weights learnt so give confidences that are probabilities.

use std::ops::Range;

use rayon::prelude::*;

use super::band::Band;
use super::bead::Shape;
use super::evidence::{Evidence, Habits, Parts};
use super::feature::{self, COUNT, Features, SkipSide, Weights, score};
use super::lattice::{Lattice, Step};
use super::search::{Means, Search, Stretch, Texts, WeighedScorer};
use super::{Aligner, Side, headline, published};
use crate::error::Result;
use crate::evaluate::GoldDocument;

/// Twice: once with the habits of any text, then with those that the first weights find in each.
const STAGES: usize = 2;
const ROUNDS: usize = 150;
const STEP: f64 = 0.05;
/// Precision of the Gaussian prior on the weights, around 0.
const PRIOR: f64 = 0.3;
/// The same for what freely edited texts add.
const PRIOR_FREER: f64 = 1.0;
/// Documents are small; one with more cells than this would take a minute a round.
const MOST_CELLS: usize = 250_000;

/// A document to learn from, taken apart.
pub struct Example<'a> {
    aligner: &'a Aligner,
    source: Side,
    target: Side,
    /// The anchors.
    stretch: Stretch,
    parts: Vec<Part>,
}

/// A stretch of a document with a monotone path through it.
struct Part {
    source: Range<usize>,
    target: Range<usize>,
    /// In the order of the lattice, relative to the part.
    steps: Vec<Step>,
}

impl<'a> Example<'a> {
    /// Reads a document with gold. Beads that the aligner does not try, and beads that cross, are left out.
    ///
    /// # Errors
    /// Those of [`Aligner::align`] for the texts.
    pub fn new(aligner: &'a Aligner, document: &GoldDocument) -> Result<Example<'a>> {
        let source = aligner.segments(&document.korean, &document.name)?;
        let target = aligner.segments(&document.english, &document.name)?;
        let stretch = aligner.means().anchors(
            &source.segments,
            &target.segments,
            published(&source, &target),
        );
        let beads = gold_steps(document, &source, &target);
        let end = (source.segments.len(), target.segments.len());
        let mut example = Example {
            aligner,
            source,
            target,
            stretch,
            parts: Vec::new(),
        };
        example.parts = parts(&beads, example.begin(), end);
        Ok(example)
    }

    /// What is expected of the document's beads: by a first pass with weights as far as they are known.
    fn habits(&self, weights: &Weights) -> Habits {
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

    fn evidence(&self, part: &Part, weights: &Weights) -> Evidence<'_> {
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

/// The gold beads of a document as runs of neighbouring segments; those that are not are left out.
fn gold_steps(document: &GoldDocument, source: &Side, target: &Side) -> Vec<Step> {
    let (source, target) = (document.numbers(source), document.numbers(target));
    let run = |ids: &[usize], numbers: &[usize]| -> Option<Range<usize>> {
        let places: Option<Vec<usize>> = ids
            .iter()
            .map(|id| numbers.iter().position(|number| number == id))
            .collect();
        let places = places?;
        let (first, last) = (*places.iter().min()?, *places.iter().max()?);
        (last - first + 1 == places.len()).then_some(first..last + 1)
    };
    let mut steps: Vec<Step> = document
        .beads
        .iter()
        .filter_map(|bead| Some((run(&bead.korean, &source)?, run(&bead.english, &target)?)))
        .collect();
    steps.sort_by_key(|step| (step.0.start, step.1.start));
    steps
}

/// Cuts a document into parts with a path each. A bead that the aligner does not try, and a segment of a bead that
/// crosses, ends one part and begins another, because neither was skipped.
fn parts(steps: &[Step], begin: (usize, usize), end: (usize, usize)) -> Vec<Part> {
    let chain = heaviest_chain(steps);
    let crossing: Vec<&Step> = steps.iter().filter(|step| !chain.contains(step)).collect();
    let mut cutter = Cutter {
        parts: Vec::new(),
        part: Part::at(begin),
    };
    for step in chain
        .iter()
        .filter(|step| step.0.start >= begin.0 && step.1.start >= begin.1)
    {
        cutter.skip_to((step.0.start, step.1.start), &crossing);
        let shape = Shape::new(step.0.len() as u8, step.1.len() as u8);
        if Shape::LINKED.contains(&shape) {
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

/// Of beads in the order of the source, the ones that are in the order of the target too and hold the most segments.
fn heaviest_chain(steps: &[Step]) -> Vec<Step> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let weight = step.0.len() + step.1.len();
        let before = (0..index)
            .filter(|&i| steps[i].0.end <= step.0.start && steps[i].1.end <= step.1.start)
            .max_by_key(|&i| best[i].0);
        best.push((weight + before.map_or(0, |i| best[i].0), before));
    }
    let mut chain = Vec::new();
    let mut at = (0..best.len()).max_by_key(|&i| best[i].0);
    while let Some(index) = at {
        chain.push(steps[index].clone());
        at = best[index].1;
    }
    chain.reverse();
    chain
}

/// Learns weights, starting from `start`. `progress` is told of each round: its number from 1, and the mean
/// log-likelihood of a bead.
pub fn tune(
    examples: &[&Example],
    start: &Weights,
    mut progress: impl FnMut(usize, usize, f64),
) -> Weights {
    let mut weights = start.clone();
    learn_lengths(examples, &mut weights);
    for stage in 0..STAGES {
        let habits: Vec<Option<Habits>> = examples
            .par_iter()
            .map(|example| (stage > 0).then(|| example.habits(&weights)))
            .collect();
        weights.freedom = mean_freedom(&habits).unwrap_or(weights.freedom);
        ascend(examples, &habits, &mut weights, |round, likelihood| {
            progress(stage * ROUNDS + round, STAGES * ROUNDS, likelihood);
        });
    }
    weights
}

/// Gradient ascent from the weights as they are.
fn ascend(
    examples: &[&Example],
    habits: &[Option<Habits>],
    weights: &mut Weights,
    mut progress: impl FnMut(usize, f64),
) {
    let beads: usize = examples
        .iter()
        .flat_map(|example| &example.parts)
        .map(|part| part.steps.len())
        .sum();
    let (mut mean, mut square) = ([0.0f64; 2 * COUNT], [0.0f64; 2 * COUNT]);
    for round in 1..=ROUNDS {
        let mut gradient = [0.0f64; 2 * COUNT];
        let mut likelihood = 0.0;
        // Collected in order, so that the sums are always the same.
        let of_each: Vec<(f64, [f64; COUNT])> = examples
            .par_iter()
            .zip(habits)
            .map(|(example, habits)| {
                let mut gradient = [0.0f64; COUNT];
                let parts = example.parts.iter();
                let likelihood =
                    parts.map(|part| add_gradient(example, part, *habits, weights, &mut gradient));
                (likelihood.sum(), gradient)
            })
            .collect();
        for ((of_one, slopes), habits) in of_each.iter().zip(habits) {
            likelihood += of_one;
            // In the first stage nothing is known of how freely a text was edited.
            let freedom = habits.map_or(0.0, |habits| f64::from(habits.freedom));
            for (feature, slope) in slopes.iter().enumerate() {
                gradient[feature] += slope;
                gradient[COUNT + feature] += slope * freedom;
            }
        }
        // Adam, ascending; the step shrinks over the last half so that the outcome is still.
        let fade = (2.0 * (1.0 - round as f64 / ROUNDS as f64)).clamp(0.02, 1.0);
        for parameter in 0..2 * COUNT {
            let (weight, prior) = match parameter.checked_sub(COUNT) {
                None => (&mut weights.values[parameter], PRIOR),
                Some(feature) => (&mut weights.freer[feature], PRIOR_FREER),
            };
            let slope = gradient[parameter] - prior * f64::from(*weight);
            mean[parameter] = 0.9 * mean[parameter] + 0.1 * slope;
            square[parameter] = 0.99 * square[parameter] + 0.01 * slope * slope;
            let mean = mean[parameter] / (1.0 - 0.9f64.powi(round as i32));
            let square = square[parameter] / (1.0 - 0.99f64.powi(round as i32));
            *weight += (STEP * fade * mean / (square.sqrt() + 1e-8)) as f32;
            if parameter < COUNT && feature::speaks_against(parameter) {
                *weight = weight.min(0.0);
            }
        }
        progress(round, likelihood / beads.max(1) as f64);
    }
}

fn mean_freedom(habits: &[Option<Habits>]) -> Option<f32> {
    let all: Option<Vec<f32>> = habits
        .iter()
        .map(|habits| habits.map(|habits| habits.freedom))
        .collect();
    let all = all.filter(|all| !all.is_empty())?;
    Some(all.iter().sum::<f32>() / all.len() as f32)
}

/// The length ratio and variance of all gold beads.
fn learn_lengths(examples: &[&Example], weights: &mut Weights) {
    let lengths: Vec<(f32, f32)> = examples
        .iter()
        .flat_map(|example| example.parts.iter().map(move |part| (example, part)))
        .flat_map(|(example, part)| {
            let evidence = example.evidence(part, weights);
            part.steps
                .iter()
                .filter(|step| !step.0.is_empty() && !step.1.is_empty())
                .map(|step| evidence.lengths(&step.0, &step.1))
                .collect::<Vec<_>>()
        })
        .collect();
    let (korean, english) = lengths
        .iter()
        .fold((0.0, 0.0), |sum, l| (sum.0 + l.0, sum.1 + l.1));
    if korean == 0.0 {
        return;
    }
    weights.length_ratio = english / korean;
    let squares: f32 = lengths
        .iter()
        .map(|(k, e)| {
            let expected = k * weights.length_ratio;
            (e - expected).powi(2) / ((e + expected).max(2.0) / 2.0)
        })
        .sum();
    weights.length_variance = squares / lengths.len() as f32;
}

/// Adds the gradient of a part's log-likelihood, and returns the log-likelihood.
fn add_gradient(
    example: &Example,
    part: &Part,
    habits: Option<Habits>,
    weights: &Weights,
    gradient: &mut [f64; COUNT],
) -> f64 {
    let (rows, columns) = (part.source.len(), part.target.len());
    if (rows + 1) * (columns + 1) > MOST_CELLS {
        return 0.0;
    }
    let mut evidence = example.evidence(part, weights);
    if let Some(habits) = habits {
        evidence.set_habits(habits);
    }
    let band = Band::around(&vec![0; rows + 1], columns, columns);
    let mut silent = |_| {};
    let parts = Parts::new(&evidence, weights);
    let mut scorer = WeighedScorer::new(&evidence, &parts, &mut silent);
    let lattice = Lattice::new(band, &mut scorer);
    let sums = lattice.sums();

    let effective = parts.weights();
    let mut features = [0.0; COUNT];
    let mut gold = 0.0;
    let mut previous: Option<&Step> = None;
    for step in &part.steps {
        let continues = previous.is_some_and(|p| {
            p.0.is_empty() == step.0.is_empty() && p.1.is_empty() == step.1.is_empty()
        });
        let shape = Shape::LINKED
            .iter()
            .position(|shape| *shape == Shape::new(step.0.len() as u8, step.1.len() as u8));
        set_features(&evidence, step, shape, continues, &mut features);
        gold += f64::from(score(effective, &features));
        add(gradient, &features, 1.0);
        previous = Some(step);
    }
    sums.for_each(|edge| {
        if edge.probability > 1e-6 {
            let step = (edge.source, edge.target);
            set_features(
                &evidence,
                &step,
                edge.shape,
                edge.continues_run,
                &mut features,
            );
            add(gradient, &features, -edge.probability);
        }
    });
    gold - sums.total
}

fn add(gradient: &mut [f64; COUNT], features: &Features, times: f64) {
    for (slope, feature) in gradient.iter_mut().zip(features) {
        *slope += times * f64::from(*feature);
    }
}

fn set_features(
    evidence: &Evidence,
    step: &Step,
    shape: Option<usize>,
    continues_run: bool,
    features: &mut Features,
) {
    if let Some(shape) = shape {
        evidence.linked(shape, step.0.clone(), step.1.clone(), features);
        return;
    }
    let (side, segment) = if step.1.is_empty() {
        (SkipSide::Source, step.0.start)
    } else {
        (SkipSide::Target, step.1.start)
    };
    evidence.skipped(side, segment, features);
    if continues_run {
        features[feature::skip_run(side)] = 1.0;
    }
}
