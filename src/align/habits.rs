//! What is expected of the beads of a text: as of any, then as a first pass finds them.

use super::bead::{Bead, Shape};
use super::weights::Weights;

/// Below this probability a bead says nothing of the lengths of its articles.
const SURE: f64 = 0.8;
/// The prior ratio of lengths weighs as much as this many Korean characters.
const PRIOR_CHARACTERS: f32 = 1_500.0;
/// The prior variance of lengths weighs as much as this many beads.
const PRIOR_BEADS: f32 = 30.0;
/// The regrouping that is expected weighs as much as this many beads.
const PRIOR_LINKED: f32 = 4.0;

/// What is expected of beads, in any text or in this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Habits {
    /// English characters a Korean one.
    pub(super) ratio: f32,
    /// Variance of the length misfit a character.
    pub(super) variance: f32,
    /// The share, 0 to 1, of linked beads that are not 1-1.
    pub(super) regrouping: f32,
    /// How little the words of the English keep to those of the Korean, 0 to 1.
    pub(super) looseness: f32,
}

impl Habits {
    /// What is expected of texts whose words are so loose.
    pub(super) fn expected(weights: &Weights, looseness: f32) -> Habits {
        Habits {
            ratio: weights.length_ratio,
            variance: weights.length_variance,
            regrouping: weights.freedom.expected_regrouping(looseness),
            looseness,
        }
    }

    /// How free the translation is, 0 to 1.
    pub(super) fn freedom(&self, weights: &Weights) -> f32 {
        weights.freedom.of(self.regrouping, self.looseness)
    }

    /// The habits of this text: lengths, Korean and English, from its surest beads, regrouping from all, and what is
    /// expected.
    pub(super) fn of(
        beads: &[Bead],
        lengths: impl Fn(&Bead) -> (f32, f32),
        expected: Habits,
    ) -> Habits {
        let (mut korean, mut english) = (PRIOR_CHARACTERS, PRIOR_CHARACTERS * expected.ratio);
        let sure = || {
            beads
                .iter()
                .filter(|bead| bead.is_linked() && bead.confidence >= SURE)
                .map(&lengths)
        };
        for (k, e) in sure() {
            korean += k;
            english += e;
        }
        let ratio = english / korean;
        let (mut squares, mut count) = (PRIOR_BEADS * expected.variance, PRIOR_BEADS);
        for (k, e) in sure() {
            let stands_for = k * ratio;
            squares += (e - stands_for).powi(2) / ((e + stands_for).max(2.0) / 2.0);
            count += 1.0;
        }
        let linked = beads.iter().filter(|bead| bead.is_linked()).count() as f32;
        let regrouped = beads
            .iter()
            .filter(|bead| bead.is_linked() && bead.shape() != Shape::new(1, 1))
            .count() as f32;
        Habits {
            ratio,
            variance: squares / count,
            regrouping: (regrouped + PRIOR_LINKED * expected.regrouping) / (linked + PRIOR_LINKED),
            looseness: expected.looseness,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    fn freedom(weights: &Weights, looseness: f32, regrouping: Option<f32>) -> f32 {
        let mut habits = Habits::expected(weights, looseness);
        habits.regrouping = regrouping.unwrap_or(habits.regrouping);
        habits.freedom(weights)
    }

    #[test]
    fn loose_words_and_merged_sentences_tell_a_free_translation() {
        let weights = Weights::parse(data::WEIGHTS, "weights.toml").unwrap();
        assert!(freedom(&weights, 0.2, None) < 0.05);
        assert!(freedom(&weights, 0.5, None) > 0.8);
        assert!(freedom(&weights, 0.35, Some(0.0)) < 0.2);
        assert!(freedom(&weights, 0.35, Some(0.6)) > 0.8);
        for looseness in [0.0, 1.0] {
            let regrouping = Habits::expected(&weights, looseness).regrouping;
            assert!((0.0..=1.0).contains(&regrouping), "{regrouping}");
        }
    }

    #[test]
    fn the_freer_a_text_the_more_it_has_of_the_weights_for_free_ones() {
        let weights = Weights::parse(data::WEIGHTS, "weights.toml").unwrap();
        assert_eq!(weights.at(0.0), weights.literal);
        assert_eq!(weights.at(1.0), weights.free);
        assert_ne!(weights.literal, weights.free);
    }
}
