//! How sure a bead is: the probability, 0 to 1, that it is exactly right.
//!
//! - Of most beads it is their share in all paths through the lattice (`lattice::sums`).
//! - Headlines are no part of the lattice, and have odds of their own ([`of_headlines`]).
//! - Of moved runs, that share is of the beads in the places that they were moved to, and they may not belong there at all
//!   ([`of_moved`]).
//! - Between two texts that are not editions of one article no pair is surer than `strangers` allow.
//!
//! How it is written is in `document`.

use super::crossing;
use super::evidence::Evidence;
use super::feature::{COUNT, SkipSide, score, words_gain};
use super::weights::Weights;

/// The odds, as a logarithm, that two headlines are a pair, what a nat of their score adds, and what a nat adds that their
/// words gain by each other: fitted on the headlines of 128 articles, and on three times as many of which one had been
/// exchanged, for pages of which one in ten has another line in the place of its headline.
const ODDS: f32 = 1.57;
const ODDS_A_NAT: f32 = 0.39;
const ODDS_A_NAT_OF_WORDS: f32 = 0.10;
/// Headlines that are a pair with less than this probability stay alone. English desks rewrite headlines, so that one pair in
/// twenty has nothing in common.
pub(super) const LEAST_CONFIDENCE: f64 = 0.25;

/// The probability, 0 to 1, that the headlines of an article, the only segments of some evidence, are a pair.
pub(super) fn of_headlines(evidence: &Evidence, weights: &Weights) -> f64 {
    // A desk writes headlines anew, whatever it does with the text.
    let weights = weights.at(1.0);
    let mut features = [0.0; COUNT];
    evidence.linked(0, 0..1, 0..1, &mut features);
    let gains = SkipSide::BOTH.map(|side| features[words_gain(side)]);
    // Features are in tens of nats.
    let words = 10.0 * gains.iter().sum::<f32>();
    let odds = ODDS + ODDS_A_NAT * score(&weights, &features) + ODDS_A_NAT_OF_WORDS * words;
    1.0 / (1.0 + f64::from(-odds).exp())
}

/// The probability that moved runs belong together at all, by the odds that what they gain, in nats, has against nothing.
pub(super) fn of_moved(gain: f64) -> f64 {
    1.0 / (1.0 + (crossing::LEAST_GAIN - gain).exp())
}
