//! What speaks for and against a bead, as numbers.
//!
//! Each feature has a place among [`Features`] and a name in `data/weights.toml`, both told by the lists below.

use super::bead::Shape;
use crate::anchor::Kind;

/// A value for each feature.
pub(super) type Features = [f32; COUNT];

/// Shapes with a weight of their own; the larger ones share one.
pub(super) const OWN_SHAPES: usize = 6;
pub(super) const KINDS: usize = Kind::ALL.len();

/// Features one behind the other, each with its name; their places, their names and the place behind them.
macro_rules! features {
    ($places:ident, $names:ident, $first:expr => $end:ident: $($(#[$doc:meta])* $feature:ident $name:literal)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        enum $places { $($feature),+ }
        $($(#[$doc])* pub(super) const $feature: usize = $first + $places::$feature as usize;)+
        const $names: &[&str] = &[$($name),+];
        const $end: usize = $first + $names.len();
    };
}

/// The same of features that each side has, those of the source first.
macro_rules! features_of_sides {
    ($places:ident, $names:ident, $first:expr => $end:ident: $($(#[$doc:meta])* $feature:ident $name:literal)+) => {
        #[allow(non_camel_case_types)]
        enum $places { $($feature),+ }
        $($(#[$doc])* pub(super) fn $feature(side: SkipSide) -> usize {
            $first + side as usize * $names.len() + $places::$feature as usize
        })+
        const $names: &[&str] = &[$($name),+];
        const $end: usize = $first + SkipSide::BOTH.len() * $names.len();
    };
}

/// The shape `Shape::LINKED[index]`.
pub(super) fn shape(index: usize) -> usize {
    index.min(LARGER)
}

features! { OfShape, SHAPE_NAMES, OWN_SHAPES => FIRST_MET:
    LARGER "shape_larger"
    /// Segments of a larger shape beyond four.
    LARGE_SEGMENTS "shape_larger_segments"
    /// Segments beyond two of the side that has fewer.
    LARGE_BOTH "shape_larger_both"
    /// Squared length misfit, halved and bounded.
    LENGTH "length_misfit_squared"
    /// Length misfit, unsquared.
    LENGTH_ABSOLUTE "length_misfit"
}

/// Anchors of a kind that both sides hold.
pub(super) fn met(kind: usize) -> usize {
    FIRST_MET + kind
}
/// Anchors that one side holds, while the other article holds them elsewhere.
pub(super) fn missed(kind: usize) -> usize {
    FIRST_MISSED + kind
}
const FIRST_MISSED: usize = FIRST_MET + KINDS;
const FIRST_MARK: usize = FIRST_MISSED + KINDS;

features! { OfMarks, MARK_NAMES, FIRST_MARK => FIRST_WORDS:
    /// Numbers that the other article does not hold at all.
    LONE_NUMBER "number_lone"
    QUOTES_BOTH "quotes_both"
    QUOTES_ONE "quotes_one"
    QUESTION_BOTH "question_both"
    QUESTION_ONE "question_one"
    /// Paragraph breaks inside the bead.
    PARAGRAPHS_JOINED "paragraphs_joined"
    /// Both sides begin a paragraph.
    PARAGRAPHS_BOTH "paragraphs_both"
    /// One side begins a paragraph.
    PARAGRAPHS_ONE "paragraphs_one"
    /// English sentences inside the bead that are a quotation alone, behind one that quotes.
    JOINED_QUOTATION "joined_quotation"
    /// English sentences inside the bead whose first word leans on the one before.
    JOINED_LEANING "joined_leaning"
    /// Headings inside the bead, beside other segments of their side.
    JOINED_HEADING "joined_heading"
}

/// Which article a skipped segment, or one that the other explains, is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SkipSide {
    Source = 0,
    Target = 1,
}

impl SkipSide {
    pub(super) const BOTH: [SkipSide; 2] = [SkipSide::Source, SkipSide::Target];
}

features_of_sides! { OfWords, WORDS_NAMES, FIRST_WORDS => FIRST_SKIP:
    /// What the words of a side gain by the other, in tens of nats.
    words_gain "gain"
    /// What they lose.
    words_loss "loss"
    /// What they gain by any one segment, in the mean.
    words_usual "usual"
}

features_of_sides! { OfSkips, SKIP_NAMES, FIRST_SKIP => END:
    /// A skipped segment.
    skip ""
    /// A skipped segment after another of the same side.
    skip_run "_run"
    /// Its length, as the square root of characters over ten, at most 8.
    skip_length "_length"
    /// Numbers, dates, names and Latin words in it that the other article holds.
    skip_strong "_strong"
    /// Small numbers and terms in it that the other article holds.
    skip_weak "_weak"
    /// What its words gain by the other segment that explains them best, in tens of nats.
    skip_gain "_gain"
    /// What they lose by it.
    skip_loss "_loss"
    /// What they gain by any one segment, in the mean.
    skip_usual "_usual"
    /// Length of what it quotes, as the square root of characters over ten.
    skip_quoted "_quoted"
    /// Whether it leans on the segment before.
    skip_leaning "_leaning"
}

/// Features of a linked bead, then those of a skipped segment.
pub(super) const COUNT: usize = END;

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
    let of_side = |place: usize, names: &[&'static str]| {
        let side = ["source", "target"][place / names.len()];
        (side, names[place % names.len()])
    };
    let kind = |index: usize| Kind::ALL[index].name();
    match feature {
        ..OWN_SHAPES => {
            let shape = Shape::LINKED[feature];
            format!("shape_{}_{}", shape.source, shape.target)
        }
        OWN_SHAPES..FIRST_MET => SHAPE_NAMES[feature - OWN_SHAPES].into(),
        FIRST_MET..FIRST_MISSED => format!("{}_met", kind(feature - FIRST_MET)),
        FIRST_MISSED..FIRST_MARK => format!("{}_missed", kind(feature - FIRST_MISSED)),
        FIRST_MARK..FIRST_WORDS => MARK_NAMES[feature - FIRST_MARK].into(),
        FIRST_WORDS..FIRST_SKIP => {
            let (side, name) = of_side(feature - FIRST_WORDS, WORDS_NAMES);
            format!("words_{side}_{name}")
        }
        FIRST_SKIP.. => {
            let (side, name) = of_side(feature - FIRST_SKIP, SKIP_NAMES);
            format!("skip_{side}{name}")
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
