//! What speaks for and against a bead, as numbers.

use super::bead::Shape;
use crate::anchor::Kind;

/// Shapes with a weight of their own; the larger ones share one.
pub(super) const OWN_SHAPES: usize = 6;
pub(super) const LARGER: usize = OWN_SHAPES;
const SHAPES: usize = OWN_SHAPES + 3;
pub(super) const KINDS: usize = Kind::ALL.len();

/// Features of a linked bead, then those of a skipped segment.
pub(super) const COUNT: usize = SHAPES + 2 + 2 * KINDS + 1 + 4 + 6 + WORDS + SKIPS;
const WORDS: usize = 2 * WORDS_SIDE;
const WORDS_SIDE: usize = 3;
const SKIPS: usize = 2 * SKIP_SIDE;
const SKIP_SIDE: usize = 10;

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
/// English sentences inside the bead that are a quotation alone, behind one that quotes.
pub(super) const JOINED_QUOTATION: usize = AFTER_ANCHORS + 8;
/// English sentences inside the bead whose first word leans on the one before.
pub(super) const JOINED_LEANING: usize = AFTER_ANCHORS + 9;
/// Headings inside the bead, beside other segments of their side.
pub(super) const JOINED_HEADING: usize = AFTER_ANCHORS + 10;
const FIRST_WORDS: usize = AFTER_ANCHORS + 11;
const FIRST_SKIP: usize = FIRST_WORDS + WORDS;

/// Which article a skipped segment, or one that the other explains, is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SkipSide {
    Source = 0,
    Target = 1,
}

impl SkipSide {
    pub(super) const BOTH: [SkipSide; 2] = [SkipSide::Source, SkipSide::Target];
}

/// What the words of a side gain by the other, in tens of nats.
pub(super) fn words_gain(side: SkipSide) -> usize {
    FIRST_WORDS + side as usize * WORDS_SIDE
}
/// What they lose.
pub(super) fn words_loss(side: SkipSide) -> usize {
    words_gain(side) + 1
}
/// What they gain by any one segment, in the mean.
pub(super) fn words_usual(side: SkipSide) -> usize {
    words_gain(side) + 2
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
/// Length of what it quotes, as the square root of characters over ten.
pub(super) fn skip_quoted(side: SkipSide) -> usize {
    skip(side) + 8
}

/// Whether it leans on the segment before.
pub(super) fn skip_leaning(side: SkipSide) -> usize {
    skip(side) + 9
}

/// Whether a feature can only speak against a bead. Learning keeps its weight at or below 0, because what few
/// examples seem to say otherwise is chance.
pub(super) fn speaks_against(feature: usize) -> bool {
    (missed(0)..=LONE_NUMBER).contains(&feature)
        || [
            words_loss(SkipSide::Source),
            words_loss(SkipSide::Target),
            LENGTH,
            LENGTH_ABSOLUTE,
            JOINED_HEADING,
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
        JOINED_QUOTATION => "joined_quotation".into(),
        JOINED_LEANING => "joined_leaning".into(),
        JOINED_HEADING => "joined_heading".into(),
        f if f < FIRST_SKIP => {
            let side = ["source", "target"][(f - FIRST_WORDS) / WORDS_SIDE];
            let what = ["gain", "loss", "usual"][(f - FIRST_WORDS) % WORDS_SIDE];
            format!("words_{side}_{what}")
        }
        f => {
            let side = ["source", "target"][(f - FIRST_SKIP) / SKIP_SIDE];
            let what = [
                "", "_run", "_length", "_strong", "_weak", "_gain", "_loss", "_usual", "_quoted",
                "_leaning",
            ][(f - FIRST_SKIP) % SKIP_SIDE];
            format!("skip_{side}{what}")
        }
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
}
