//! How sure a bead is: the probability, 0 to 1, that it is exactly right.
//!
//! - Of most beads it is their share in all paths through the lattice (`lattice::sums`).
//! - Headlines are no part of the lattice, and have odds of their own ([`of_headlines`]).
//! - Of moved runs, that share is of the beads in the places that they were moved to, and they may not belong there at all
//!   ([`of_moved`]).
//! - Between two texts that are not editions of one article no pair is surer than the share that is paired
//!   ([`Alignment::is_of_one_article`]).
//!
//! How it is written is in `document`.

use super::alignment::{Alignment, Side};
use super::bead::Bead;
use super::crossing;
use super::evidence::Evidence;
use super::feature::{COUNT, SkipSide, score, words_gain};
use super::weights::Weights;
use crate::article::Role;

/// The odds, as a logarithm, that two headlines are a pair, what a nat of their score adds, and what a nat adds that their
/// words gain by each other: fitted on the headlines of 128 articles, and on three times as many of which one had been
/// exchanged, for pages of which one in ten has another line in the place of its headline.
const ODDS: f32 = 1.57;
const ODDS_A_NAT: f32 = 0.39;
const ODDS_A_NAT_OF_WORDS: f32 = 0.10;
/// Headlines that are a pair with less than this probability stay alone. English desks rewrite headlines, so that one pair in
/// twenty has nothing in common.
pub(super) const LEAST_CONFIDENCE: f64 = 0.25;

/// Texts of fewer segments than this, without the headline, may have little in common and be one article.
const FEWEST_TOLD: usize = 4;
/// Of two editions of one article, more than this share is paired: in tests .5 at least where a third had been left out,
/// .7 else. Of articles that have nothing to do with each other .2 at most.
const LEAST_PAIRED: f64 = 0.35;

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

impl Alignment {
    /// Whether the two texts look like editions of one article; `true` where they are too short to tell, but something is
    /// paired.
    pub fn is_of_one_article(&self) -> bool {
        let is_too_short = self.shorter() < FEWEST_TOLD;
        is_too_short && self.beads.iter().any(Bead::is_linked) || self.paired() >= LEAST_PAIRED
    }

    /// The share of the shorter text, 0 to 1, that has a bead with both sides, each counted with its confidence;
    /// headlines, which are paired where they stand, are not.
    pub fn paired(&self) -> f64 {
        self.paired
    }

    fn share_paired(&self) -> f64 {
        let beads = self.beads.iter();
        let linked = beads.filter(|bead| bead.is_linked() && !self.is_of_headlines(bead));
        // Not a sum, which is -0 of nothing.
        let paired = linked.fold(0.0, |paired, bead| {
            paired + bead.confidence * bead.source.len().min(bead.target.len()) as f64
        });
        match self.shorter() {
            0 => 0.0,
            // A line that is a headline in one text alone is in a bead, but not among the segments.
            shorter => (paired / shorter as f64).min(1.0),
        }
    }

    /// Segments of the shorter text, without the headline.
    pub(super) fn shorter(&self) -> usize {
        let body = |side: &Side| {
            let segments = side.segments.iter();
            segments.filter(|it| it.role == Role::Body).count()
        };
        body(&self.source).min(body(&self.target))
    }

    fn is_of_headlines(&self, bead: &Bead) -> bool {
        let source = self.source.segments.get(bead.source.start);
        bead.is_linked() && source.is_some_and(|segment| segment.role == Role::Headline)
    }

    /// Notes how much is paired. Of two articles that are not one, no pair can be surer than that.
    pub(super) fn doubt_strangers(&mut self) {
        self.paired = self.share_paired();
        if self.is_of_one_article() {
            return;
        }
        for bead in self.beads.iter_mut().filter(|bead| bead.is_linked()) {
            bead.confidence = bead.confidence.min(self.paired);
        }
    }
}
