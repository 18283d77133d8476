//! Learning the weights of the score from documents with gold.
//!
//! The weights maximise the conditional likelihood of the gold beads under the log-linear model that the lattice sums
//! over, with a Gaussian prior (Lafferty, McCallum and Pereira 2001, "Conditional random fields"), by gradient
//! ascent with the step sizes of Adam (Kingma and Ba 2015). Because the model is the one that confidences are
//! taken from, weights learnt so give confidences that are probabilities.
//!
//! Literal and free translations have weights of their own, learnt together as related tasks (Evgeniou and Pontil 2004,
//! "Regularized multi-task learning"), and so is what tells the two kinds of text from each other.

mod example;

use rayon::prelude::*;

use super::band::Band;
use super::bead::{Shape, Step};
use super::evidence::{Evidence, Parts};
use super::feature::{self, COUNT, Features, SkipSide, score};
use super::habits::Habits;
use super::lattice::Lattice;
use super::scorer::WeighedScorer;
use super::weights::{Freedom, Weights};
pub use example::Example;
use example::Part;

/// Twice: once with the habits that are expected of a text, then with those that the first weights find in each.
const STAGES: usize = 2;
const ROUNDS: usize = 150;
const STEP: f64 = 0.05;
/// Of what tells how free a translation is, in which numbers are larger.
const FREEDOM_STEP: f64 = 0.1;
/// Precision of the Gaussian prior on the weights, around 0.
const PRIOR: f64 = 0.3;
/// Precision of the prior on the difference of the weights for literal and for free translations, around 0: what little
/// free text there is says only where it differs.
const PRIOR_DIFFERENCE: f64 = 3.0;

/// Learns weights, starting from `start`. `progress` is told of each round: its number from 1, and the mean
/// log-likelihood of a bead.
pub fn tune(
    examples: &[&Example],
    start: &Weights,
    mut progress: impl FnMut(usize, usize, f64),
) -> Weights {
    let mut weights = start.clone();
    learn_lengths(examples, &mut weights);
    learn_expected_regrouping(examples, &mut weights.freedom);
    for stage in 0..STAGES {
        let habits: Vec<Habits> = examples
            .par_iter()
            .map(|example| match stage {
                0 => Habits::expected(&weights, example.looseness()),
                _ => example.habits(&weights),
            })
            .collect();
        ascend(examples, &habits, &mut weights, |round, likelihood| {
            progress(stage * ROUNDS + round, STAGES * ROUNDS, likelihood);
        });
    }
    weights
}

/// Gradient ascent from the weights as they are.
fn ascend(
    examples: &[&Example],
    habits: &[Habits],
    weights: &mut Weights,
    mut progress: impl FnMut(usize, f64),
) {
    let beads: usize = examples
        .iter()
        .flat_map(|example| &example.parts)
        .map(|part| part.steps.len())
        .sum();
    let (mut literal, mut free) = (Adam::<COUNT>::new(STEP), Adam::<COUNT>::new(STEP));
    let mut freedom = Adam::<3>::new(FREEDOM_STEP);
    for round in 1..=ROUNDS {
        // Collected in order, so that the sums are always the same.
        let of_each: Vec<(f64, Slopes)> = examples
            .par_iter()
            .zip(habits)
            .map(|(example, habits)| {
                let mut slopes = [0.0f64; COUNT];
                let parts = example.parts.iter();
                let likelihood =
                    parts.map(|part| add_gradient(example, part, *habits, weights, &mut slopes));
                (likelihood.sum(), slopes)
            })
            .collect();
        let likelihood: f64 = of_each.iter().map(|(of_one, _)| of_one).sum();
        let mut gradient = Gradient::of_priors(weights);
        for ((_, slopes), habits) in of_each.iter().zip(habits) {
            gradient.add(slopes, habits, weights);
        }
        literal.ascend(round, &gradient.literal, weights.literal.each_mut());
        free.ascend(round, &gradient.free, weights.free.each_mut());
        let of = &mut weights.freedom;
        let parameters = [&mut of.bias, &mut of.regrouping, &mut of.looseness];
        freedom.ascend(round, &gradient.freedom, parameters);
        for values in [&mut weights.literal, &mut weights.free] {
            for (feature, value) in values.iter_mut().enumerate() {
                if feature::speaks_against(feature) {
                    *value = value.min(0.0);
                }
            }
        }
        progress(round, likelihood / beads.max(1) as f64);
    }
}

/// Slopes of a document's log-likelihood by the weights that it has.
type Slopes = [f64; COUNT];

/// Slopes of what is maximised by all that is learnt.
struct Gradient {
    literal: Slopes,
    free: Slopes,
    /// By what tells how free a translation is: bias, regrouping, looseness.
    freedom: [f64; 3],
}

impl Gradient {
    /// Of the priors alone.
    fn of_priors(weights: &Weights) -> Gradient {
        let slope = |one: f32, other: f32| {
            let (one, other) = (f64::from(one), f64::from(other));
            -PRIOR * one - PRIOR_DIFFERENCE * (one - other)
        };
        let (literal, free) = (&weights.literal, &weights.free);
        Gradient {
            literal: std::array::from_fn(|f| slope(literal[f], free[f])),
            free: std::array::from_fn(|f| slope(free[f], literal[f])),
            freedom: [0.0; 3],
        }
    }

    /// Adds the slopes of a document with these habits.
    fn add(&mut self, slopes: &Slopes, habits: &Habits, weights: &Weights) {
        let share = f64::from(habits.freedom(weights));
        let mut by_share = 0.0;
        for (feature, slope) in slopes.iter().enumerate() {
            self.literal[feature] += slope * (1.0 - share);
            self.free[feature] += slope * share;
            by_share += slope * f64::from(weights.free[feature] - weights.literal[feature]);
        }
        let by_logit = by_share * share * (1.0 - share);
        let inputs = [1.0, habits.regrouping, habits.looseness];
        for (slope, input) in self.freedom.iter_mut().zip(inputs) {
            *slope += by_logit * f64::from(input);
        }
    }
}

/// The step sizes of Adam, ascending.
struct Adam<const N: usize> {
    step: f64,
    mean: [f64; N],
    square: [f64; N],
}

impl<const N: usize> Adam<N> {
    fn new(step: f64) -> Self {
        Adam {
            step,
            mean: [0.0; N],
            square: [0.0; N],
        }
    }

    /// Takes the step of a round, counted from 1. Steps shrink over the last half so that the outcome is still.
    fn ascend(&mut self, round: usize, gradient: &[f64; N], parameters: [&mut f32; N]) {
        let fade = (2.0 * (1.0 - round as f64 / ROUNDS as f64)).clamp(0.02, 1.0);
        for (index, parameter) in parameters.into_iter().enumerate() {
            let slope = gradient[index];
            let (mean, square) = (&mut self.mean[index], &mut self.square[index]);
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.99 * *square + 0.01 * slope * slope;
            let mean = *mean / (1.0 - 0.9f64.powi(round as i32));
            let square = *square / (1.0 - 0.99f64.powi(round as i32));
            *parameter += (self.step * fade * mean / (square.sqrt() + 1e-8)) as f32;
        }
    }
}

/// How the share of beads that are not 1-1 goes with looseness: the line of least squares through all documents.
fn learn_expected_regrouping(examples: &[&Example], freedom: &mut Freedom) {
    let points: Vec<(f32, f32)> = examples
        .iter()
        .filter_map(|example| Some((example.looseness(), example.regrouping()?)))
        .collect();
    let count = points.len().max(1) as f32;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f32>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f32>() / count;
    let (product, square) = points.iter().fold((0.0, 0.0), |sum, (x, y)| {
        let from_mean = x - mean_x;
        (
            sum.0 + from_mean * (y - mean_y),
            sum.1 + from_mean * from_mean,
        )
    });
    let slope = if square > 0.0 { product / square } else { 0.0 };
    freedom.regrouping_by_looseness = slope;
    freedom.regrouping_base = mean_y - slope * mean_x;
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
    habits: Habits,
    weights: &Weights,
    gradient: &mut Slopes,
) -> f64 {
    if part.is_too_large() {
        return 0.0;
    }
    let (rows, columns) = (part.source.len(), part.target.len());
    let mut evidence = example.evidence(part, weights);
    evidence.set_habits(habits);
    let band = Band::whole(rows, columns);
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
        let shape = Shape::index_of(step);
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

fn add(gradient: &mut Slopes, features: &Features, times: f64) {
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
