//! The weights that make one score of what speaks for and against a bead.

use serde::{Deserialize, Serialize};

use super::bead::Shape;
use super::feature::{
    COUNT, Features, KINDS, LENGTH, OWN_SHAPES, SkipSide, met, missed, name, skip,
};
use crate::error::{Error, Result};

/// No weight is greater, in nats: of greater ones, the scores of a text could not be told apart or summed up. Those learnt are
/// below 25.
const LARGEST: f32 = 1_000.0;

/// What stands above the weights in their file.
const HEADER: &str = "\
# Weights of the score of a bead, in nats: the score is the sum of feature times weight.
# Learnt by `naranhi tune`; origin and licence: see data/README.md.
#
# length.ratio           English characters that a Korean one stands for; .variance: of the misfit, a character
#
# [literal] holds the weights for a text that was translated sentence by sentence, [free] those for one that a desk wrote
# anew; a text has freedom times [free] and the rest of [literal]. Its freedom, 0 to 1, is the logistic function of
# freedom.bias + .regrouping * (share of linked beads that are not 1-1) + .looseness * (share of what its words say that
# speaks against the other text; of the English segments, the median). Before a first pass has counted beads, the share
# is expected to be .regrouping_base + .regrouping_by_looseness * looseness.
#
# shape_S_T              a bead of S source and T target segments; _larger: any above 2-2, _larger_segments: its segments
#                        beyond four, _larger_both: beyond two on the side that has fewer
# length_misfit          |d|, where d is the length misfit in standard deviations; _squared: d^2 / 2, at most 12.5
# KIND_met               weight of the anchors of a kind that both sides hold (see src/anchor.rs; rare ones weigh most)
# KIND_missed            of those that one side holds while the other article has them elsewhere
# number_lone            of numbers that the other article does not have at all
# quotes_, question_     quotation or question marks on both sides, or on one
# paragraphs_joined      paragraph breaks inside the bead; _both, _one: both sides or one begin a paragraph
# joined_quotation       English sentences inside the bead that are a quotation alone, behind one that quotes; joined_leaning:
#                        whose first word leans on the one before (data/leaning-words.txt); joined_heading: segments of either
#                        language that end as headings do, beside others of their side
# words_SIDE             how well the words of a side are explained by those of the other, in tens of nats (see
#                        src/align/words.rs): _gain of those that are, _loss of those that are not; _usual: of its segments
#                        by any one segment, in the mean, which is below 0
# skip_SIDE              a segment alone; _run: after another of its side; _length: square root of its characters / 10, at
#                        most 8; _strong, _weak: anchors in it that the other article has (weak: small numbers and terms);
#                        _gain, _loss, _usual: as words, by the segment that explains it best; _quoted: square root of the
#                        characters / 10 that it quotes; _leaning: it leans on the segment before

";

/// The weights of the score, and what is expected of lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// English characters a Korean one, without white space.
    pub(super) length_ratio: f32,
    /// Variance of the length misfit a character.
    pub(super) length_variance: f32,
    pub(super) freedom: Freedom,
    /// For a text that was translated sentence by sentence.
    pub(super) literal: Features,
    /// For a text that was written anew after the other.
    pub(super) free: Features,
}

/// What tells a free translation from a literal one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Freedom {
    pub(super) bias: f32,
    /// What the share of linked beads that are not 1-1 adds.
    pub(super) regrouping: f32,
    /// What the looseness of the words adds.
    pub(super) looseness: f32,
    /// The share of beads that are not 1-1 which is expected at looseness 0, and what looseness adds to it.
    pub(super) regrouping_base: f32,
    pub(super) regrouping_by_looseness: f32,
}

impl Freedom {
    /// How free a translation is, 0 to 1.
    pub(super) fn of(&self, regrouping: f32, looseness: f32) -> f32 {
        let logit = self.bias + self.regrouping * regrouping + self.looseness * looseness;
        1.0 / (1.0 + (-logit).exp())
    }

    /// The share of linked beads that are not 1-1, 0 to 1, as far as looseness tells.
    pub(super) fn expected_regrouping(&self, looseness: f32) -> f32 {
        (self.regrouping_base + self.regrouping_by_looseness * looseness).clamp(0.0, 1.0)
    }
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
            length_ratio: 2.0,
            length_variance: 6.0,
            freedom: Freedom {
                bias: -8.0,
                regrouping: 11.0,
                looseness: 14.0,
                regrouping_base: 0.0,
                regrouping_by_looseness: 1.0,
            },
            literal: values,
            free: values,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    length: Length,
    freedom: Freedom,
    literal: toml::Table,
    free: toml::Table,
}

#[derive(Serialize, Deserialize)]
struct Length {
    ratio: f32,
    variance: f32,
}

impl Weights {
    /// Reads weights in the form of `data/weights.toml`.
    ///
    /// # Errors
    /// [`Error::Data`] when the text is not TOML, a weight is missing, unknown or beyond all sense, or what lengths
    /// are compared by is not above 0.
    pub fn parse(text: &str, file: &str) -> Result<Weights> {
        let error = |message: String| Error::Data {
            name: file.into(),
            line: 1,
            message,
        };
        let parsed: File = toml::from_str(text).map_err(|e| error(e.to_string()))?;
        let Length { ratio, variance } = parsed.length;
        if !(ratio.is_normal() && ratio > 0.0 && variance.is_normal() && variance > 0.0) {
            return Err(error("ratio and variance of lengths are above 0".into()));
        }
        Ok(Weights {
            length_ratio: ratio,
            length_variance: variance,
            freedom: parsed.freedom,
            literal: Self::table(&parsed.literal, &error)?,
            free: Self::table(&parsed.free, &error)?,
        })
    }

    fn table(table: &toml::Table, error: &dyn Fn(String) -> Error) -> Result<Features> {
        let mut values = [0.0; COUNT];
        for (feature, value) in values.iter_mut().enumerate() {
            let name = name(feature);
            *value = table
                .get(&name)
                .and_then(|value| value.as_float())
                .map(|value| value as f32)
                .filter(|value| value.abs() <= LARGEST)
                .ok_or_else(|| {
                    error(format!(
                        "the weight {name} is missing, or no decimal number from -{LARGEST} to {LARGEST}"
                    ))
                })?;
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
            "{HEADER}[length]\nratio = {:.4}\nvariance = {:.4}\n",
            self.length_ratio, self.length_variance
        );
        let mut table = |name: &str, values: &[(String, f32)]| {
            text.push_str(&format!("\n[{name}]\n"));
            for (name, value) in values {
                text.push_str(&format!("{name} = {value:.4}\n"));
            }
        };
        let of = &self.freedom;
        table(
            "freedom",
            &[
                ("bias".into(), of.bias),
                ("regrouping".into(), of.regrouping),
                ("looseness".into(), of.looseness),
                ("regrouping_base".into(), of.regrouping_base),
                ("regrouping_by_looseness".into(), of.regrouping_by_looseness),
            ],
        );
        let named = |features: &Features| -> Vec<(String, f32)> {
            let features = features.iter().enumerate();
            features
                .map(|(feature, value)| (name(feature), *value))
                .collect()
        };
        table("literal", &named(&self.literal));
        table("free", &named(&self.free));
        text
    }

    /// The weights for a translation that is so free, 0 to 1.
    pub(super) fn at(&self, freedom: f32) -> Features {
        std::array::from_fn(|feature| {
            self.literal[feature] * (1.0 - freedom) + self.free[feature] * freedom
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn numbers_that_no_score_can_be_made_of_are_refused() {
        let text = |of: &str, value: &str| -> String {
            let line = |line: &str| match line.starts_with(&format!("{of} = ")) {
                true => format!("{of} = {value}\n"),
                false => format!("{line}\n"),
            };
            crate::data::WEIGHTS.lines().map(line).collect()
        };
        for (of, value) in [
            ("name_met", "1e300"),
            ("name_met", "3e38"),
            ("name_met", "nan"),
            ("ratio", "0.0"),
            ("variance", "-1.0"),
            ("ratio", "1e300"),
        ] {
            assert!(
                Weights::parse(&text(of, value), "w.toml").is_err(),
                "{of} = {value}"
            );
        }
        assert!(Weights::parse(&text("ratio", "2.5"), "w.toml").is_ok());
    }
}
