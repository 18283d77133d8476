//! What speaks for and against a bead, as numbers, and the weights that make one score of them.

use serde::{Deserialize, Serialize};

use super::bead::Shape;
use crate::anchor::Kind;
use crate::error::{Error, Result};

/// Shapes with a weight of their own; the larger ones share one.
const OWN_SHAPES: usize = 6;
pub(super) const LARGER: usize = OWN_SHAPES;
const SHAPES: usize = OWN_SHAPES + 3;
const KINDS: usize = Kind::ALL.len();

/// Features of a linked bead, then those of a skipped segment.
pub(super) const COUNT: usize = SHAPES + 2 + 2 * KINDS + 1 + 4 + 3 + WORDS + SKIPS;
const WORDS: usize = 6;
const SKIPS: usize = 2 * SKIP_SIDE;
const SKIP_SIDE: usize = 8;

/// A value for each feature.
pub(super) type Features = [f32; COUNT];

pub(super) fn shape(index: usize) -> usize {
    index.min(OWN_SHAPES)
}
/// Segments of a larger shape beyond four.
pub(super) const LARGE_SEGMENTS: usize = OWN_SHAPES + 1;
/// Segments beyond two of the side that has fewer.
pub(super) const LARGE_BOTH: usize = OWN_SHAPES + 2;
/// Squared length misfit, halved and bounded.
pub(super) const LENGTH: usize = SHAPES;
/// Length misfit, unsquared.
pub(super) const LENGTH_ABSOLUTE: usize = SHAPES + 1;
/// Anchors that both sides hold.
pub(super) fn met(kind: usize) -> usize {
    SHAPES + 2 + kind
}
/// Anchors that one side holds, while the other article holds them elsewhere.
pub(super) fn missed(kind: usize) -> usize {
    SHAPES + 2 + KINDS + kind
}
const AFTER_ANCHORS: usize = SHAPES + 2 + 2 * KINDS;
/// Numbers that the other article does not hold at all.
pub(super) const LONE_NUMBER: usize = AFTER_ANCHORS;
pub(super) const QUOTES_BOTH: usize = AFTER_ANCHORS + 1;
pub(super) const QUOTES_ONE: usize = AFTER_ANCHORS + 2;
pub(super) const QUESTION_BOTH: usize = AFTER_ANCHORS + 3;
pub(super) const QUESTION_ONE: usize = AFTER_ANCHORS + 4;
/// Paragraph breaks inside the bead.
pub(super) const PARAGRAPHS_JOINED: usize = AFTER_ANCHORS + 5;
/// Both sides begin a paragraph.
pub(super) const PARAGRAPHS_BOTH: usize = AFTER_ANCHORS + 6;
/// One side begins a paragraph.
pub(super) const PARAGRAPHS_ONE: usize = AFTER_ANCHORS + 7;
/// What the words of one side gain or lose by the other, in tens of nats: Korean gain, loss, English gain, loss.
pub(super) const FIRST_WORDS: usize = AFTER_ANCHORS + 8;
const FIRST_SKIP: usize = FIRST_WORDS + WORDS;

/// Which article a skipped segment is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SkipSide {
    Source = 0,
    Target = 1,
}

/// A skipped segment.
pub(super) fn skip(side: SkipSide) -> usize {
    FIRST_SKIP + side as usize * SKIP_SIDE
}
/// A skipped segment after another of the same side.
pub(super) fn skip_run(side: SkipSide) -> usize {
    skip(side) + 1
}
/// Its length, as the square root of characters over ten, at most 8.
pub(super) fn skip_length(side: SkipSide) -> usize {
    skip(side) + 2
}
/// Numbers, dates, names and Latin words in it that the other article holds.
pub(super) fn skip_strong(side: SkipSide) -> usize {
    skip(side) + 3
}
/// Small numbers and terms in it that the other article holds.
pub(super) fn skip_weak(side: SkipSide) -> usize {
    skip(side) + 4
}

/// What its words gain and lose by the other segment that explains them best, in tens of nats.
pub(super) fn skip_gain(side: SkipSide) -> usize {
    skip(side) + 5
}
pub(super) fn skip_loss(side: SkipSide) -> usize {
    skip(side) + 6
}
pub(super) fn skip_usual(side: SkipSide) -> usize {
    skip(side) + 7
}

/// Whether a feature can only speak against a bead. Learning keeps its weight at or below 0, because what few
/// examples seem to say otherwise is chance.
pub(super) fn speaks_against(feature: usize) -> bool {
    (missed(0)..=LONE_NUMBER).contains(&feature)
        || [
            FIRST_WORDS + 1,
            FIRST_WORDS + 4,
            LENGTH,
            LENGTH_ABSOLUTE,
            QUOTES_ONE,
            QUESTION_ONE,
        ]
        .contains(&feature)
}

/// The name of a feature in `data/weights.toml`.
pub(super) fn name(feature: usize) -> String {
    let kind = |index: usize| Kind::ALL[index].name();
    match feature {
        OWN_SHAPES => "shape_larger".into(),
        LARGE_SEGMENTS => "shape_larger_segments".into(),
        LARGE_BOTH => "shape_larger_both".into(),
        f if f < OWN_SHAPES => format!(
            "shape_{}_{}",
            Shape::LINKED[f].source,
            Shape::LINKED[f].target
        ),
        LENGTH => "length_misfit_squared".into(),
        LENGTH_ABSOLUTE => "length_misfit".into(),
        f if f < missed(0) => format!("{}_met", kind(f - met(0))),
        f if f < AFTER_ANCHORS => format!("{}_missed", kind(f - missed(0))),
        LONE_NUMBER => "number_lone".into(),
        QUOTES_BOTH => "quotes_both".into(),
        QUOTES_ONE => "quotes_one".into(),
        QUESTION_BOTH => "question_both".into(),
        QUESTION_ONE => "question_one".into(),
        PARAGRAPHS_JOINED => "paragraphs_joined".into(),
        PARAGRAPHS_BOTH => "paragraphs_both".into(),
        PARAGRAPHS_ONE => "paragraphs_one".into(),
        f if f < FIRST_SKIP => {
            let side = ["source", "target"][(f - FIRST_WORDS) / 3];
            let what = ["gain", "loss", "usual"][(f - FIRST_WORDS) % 3];
            format!("words_{side}_{what}")
        }
        f => {
            let side = ["source", "target"][(f - FIRST_SKIP) / SKIP_SIDE];
            let what = [
                "", "_run", "_length", "_strong", "_weak", "_gain", "_loss", "_usual",
            ][(f - FIRST_SKIP) % SKIP_SIDE];
            format!("skip_{side}{what}")
        }
    }
}

/// What stands above the weights in their file.
const HEADER: &str = "\
# Weights of the score of a bead, in nats: the score is the sum of feature times weight.
# Learnt by `naranhi tune`; origin and licence: see data/README.md.
#
# length.ratio           English characters that a Korean one stands for; .variance: of the misfit, a character;
#        .freedom        the share of linked beads that are not 1-1, in the mean: how freely texts are edited
# [weights] + freedom * [freer] are the weights for a text, freedom being that of its own beads in a first pass.
#
# shape_S_T              a bead of S source and T target segments; _larger: any above 2-2, _larger_segments: its segments
#                        beyond four, _larger_both: beyond two on the side that has fewer
# length_misfit          |d|, where d is the length misfit in standard deviations; _squared: d^2 / 2, at most 12.5
# KIND_met               weight of the anchors of a kind that both sides hold (see src/anchor.rs; rare ones weigh most)
# KIND_missed            of those that one side holds while the other article has them elsewhere
# number_lone            of numbers that the other article does not have at all
# quotes_, question_     quotation or question marks on both sides, or on one
# paragraphs_joined      paragraph breaks inside the bead; _both, _one: both sides or one begin a paragraph
# words_SIDE             how well the words of a side are explained by those of the other, in tens of nats (see
#                        src/align/words.rs): _gain of those that are, _loss of those that are not; _usual: of its segments
#                        by any one segment, in the mean, which is below 0
# skip_SIDE              a segment alone; _run: after another of its side; _length: square root of its characters / 10, at
#                        most 8; _strong, _weak: anchors in it that the other article has (weak: small numbers and terms);
#                        _gain, _loss, _usual: as words, by the segment that explains it best

";

/// The weights of the score, and what is expected of lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    pub(super) values: Features,
    /// English characters a Korean one, without white space.
    pub(super) length_ratio: f32,
    /// Variance of the length misfit a character.
    pub(super) length_variance: f32,
    /// What is added to the weights times how freely the text was edited.
    pub(super) freer: Features,
    /// How freely texts are edited in the mean.
    pub(super) freedom: f32,
}

impl Default for Weights {
    /// The weights that learning starts from: guesses of the right sign.
    fn default() -> Self {
        let mut values = [0.0; COUNT];
        for (index, shape) in Shape::LINKED.into_iter().enumerate().take(OWN_SHAPES) {
            values[index] = 2.0 - f32::from(shape.source + shape.target);
        }
        values[OWN_SHAPES] = -3.0;
        values[LENGTH] = -0.5;
        for kind in 0..KINDS {
            values[met(kind)] = 2.0;
            values[missed(kind)] = -0.5;
        }
        values[skip(SkipSide::Source)] = -2.0;
        values[skip(SkipSide::Target)] = -3.0;
        Weights {
            values,
            length_ratio: 2.0,
            length_variance: 6.0,
            freer: [0.0; COUNT],
            freedom: 0.2,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    length: Length,
    weights: toml::Table,
    freer: toml::Table,
}

#[derive(Serialize, Deserialize)]
struct Length {
    ratio: f32,
    variance: f32,
    freedom: f32,
}

impl Weights {
    /// Reads weights in the form of `data/weights.toml`.
    ///
    /// # Errors
    /// [`Error::Data`] when the text is not TOML, or a weight is missing or unknown.
    pub fn parse(text: &str, file: &str) -> Result<Weights> {
        let error = |message: String| Error::Data {
            name: file.into(),
            line: 1,
            message,
        };
        let parsed: File = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        let values = Self::table(&parsed.weights, &error)?;
        let freer = Self::table(&parsed.freer, &error)?;
        Ok(Weights {
            values,
            length_ratio: parsed.length.ratio,
            length_variance: parsed.length.variance,
            freer,
            freedom: parsed.length.freedom,
        })
    }

    fn table(table: &toml::Table, error: &dyn Fn(String) -> Error) -> Result<Features> {
        let mut values = [0.0; COUNT];
        for (feature, value) in values.iter_mut().enumerate() {
            let name = name(feature);
            *value = table
                .get(&name)
                .and_then(|value| value.as_float())
                .filter(|value| value.is_finite())
                .ok_or_else(|| {
                    error(format!(
                        "the weight {name} is missing, or no finite decimal number"
                    ))
                })? as f32;
        }
        if table.len() != COUNT {
            return Err(error(format!(
                "{} weights stand here, {COUNT} are known",
                table.len()
            )));
        }
        Ok(values)
    }

    /// Writes the weights in the form that [`Weights::parse`] reads.
    pub fn to_toml(&self) -> String {
        let mut text = format!(
            "{HEADER}[length]\nratio = {:.4}\nvariance = {:.4}\nfreedom = {:.4}\n\n[weights]\n",
            self.length_ratio, self.length_variance, self.freedom
        );
        for (feature, value) in self.values.iter().enumerate() {
            text.push_str(&format!("{} = {value:.4}\n", name(feature)));
        }
        text.push_str("\n[freer]\n");
        for (feature, value) in self.freer.iter().enumerate() {
            text.push_str(&format!("{} = {value:.4}\n", name(feature)));
        }
        text
    }

    /// The weights for a text that was edited so freely.
    pub(super) fn at(&self, freedom: f32) -> Features {
        let mut weights = self.values;
        for (feature, (weight, freer)) in weights.iter_mut().zip(self.freer).enumerate() {
            *weight += freer * freedom;
            if speaks_against(feature) {
                *weight = weight.min(0.0);
            }
        }
        weights
    }
}

/// The score of a bead in nats.
pub(super) fn score(weights: &Features, features: &Features) -> f32 {
    /// Sums side by side, which the processor adds at once.
    const LANES: usize = 8;
    let mut sums = [0.0f32; LANES];
    let (weights, features) = (weights.chunks_exact(LANES), features.chunks_exact(LANES));
    let rest = weights.remainder().iter().zip(features.remainder());
    let rest: f32 = rest.map(|(weight, feature)| weight * feature).sum();
    for (weights, features) in weights.zip(features) {
        for lane in 0..LANES {
            sums[lane] += weights[lane] * features[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_distinct() {
        let names: HashSet<String> = (0..COUNT).map(name).collect();
        assert_eq!(names.len(), COUNT);
    }

    #[test]
    fn weights_read_back() {
        let weights = Weights::parse(crate::data::WEIGHTS, "weights.toml").unwrap();
        assert_eq!(
            Weights::parse(&weights.to_toml(), "again").unwrap(),
            weights
        );
    }

    #[test]
    fn a_missing_weight_is_named() {
        let text = crate::data::WEIGHTS.replace("name_met", "nam_met");
        let error = Weights::parse(&text, "w.toml").unwrap_err().to_string();
        assert!(error.contains("name_met"), "{error}");
    }
}
