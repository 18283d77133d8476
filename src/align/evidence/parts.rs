//! Scores of beads, put together from what their runs add up to under given weights.
//!
//! It is the sum of feature times weight that [`Evidence::linked`] and [`feature::score`] give, up to rounding, without
//! making the features of each bead.

use std::ops::Range;

use super::{Evidence, MOST_MISFIT, Run, Runs, for_shared};
use crate::align::bead::{Shape, shifted};
use crate::align::feature::{self, COUNT, Features, SkipSide};
use crate::align::weights::Weights;
use crate::align::words::WeighedWords;
use crate::anchor::Concept;

/// What is known of beads before their two sides are looked at together.
pub(in crate::align) struct Parts {
    weights: Features,
    /// What each shape adds.
    shapes: [f32; Shape::LINKED.len()],
    /// What each run adds wherever it stands, as if the other side had none of its anchors.
    source: Vec<f32>,
    target: Vec<f32>,
    /// What each anchor adds that both sides hold, over what it takes when only one does.
    concepts: Vec<f32>,
    words: WeighedWords,
    /// What quotation marks, question marks and beginnings of paragraphs add, where no side has them, one, or both: to be
    /// looked up, because a processor does not guess which it will be.
    quotes: [f32; 3],
    questions: [f32; 3],
    paragraphs: [f32; 3],
    /// The score of each segment left alone.
    skips: [Vec<f32>; 2],
}

impl Parts {
    /// The parts for a text that was edited as freely as the evidence expects.
    pub(in crate::align) fn new(evidence: &Evidence, weights: &Weights) -> Parts {
        let weights = weights.at(evidence.habits.freedom(weights));
        let shape = |index: usize| {
            let (s, t) = Shape::LINKED[index].counts();
            let own = weights[feature::shape(index)];
            if feature::shape(index) < feature::LARGER {
                return own;
            }
            own + weights[feature::LARGE_SEGMENTS] * (s + t - 4) as f32
                + weights[feature::LARGE_BOTH] * s.min(t).saturating_sub(2) as f32
        };
        let of_runs = |runs: &Runs, side: SkipSide| -> Vec<f32> {
            let run = |(place, run): (usize, &Option<Run>)| {
                let segments = Shape::run_in_place(place);
                run.as_ref()
                    .map_or(0.0, |run| evidence.run_alone(run, side, segments, &weights))
            };
            runs.runs.iter().enumerate().map(run).collect()
        };
        let source = of_runs(&evidence.source, SkipSide::Source);
        let target = of_runs(&evidence.target, SkipSide::Target);
        let concept = |concept: &&Concept| {
            let kind = concept.kind as usize;
            let gain = weights[feature::met(kind)] - 2.0 * weights[feature::missed(kind)];
            concept.weight * gain
        };
        let skips = |side: SkipSide, segments: usize| -> Vec<f32> {
            let mut features = [0.0; COUNT];
            let skip = |segment| {
                evidence.skipped(side, segment, &mut features);
                feature::score(&weights, &features)
            };
            (0..segments).map(skip).collect()
        };
        let none_one_both = |one: usize, both: usize| [0.0, weights[one], weights[both]];
        Parts {
            quotes: none_one_both(feature::QUOTES_ONE, feature::QUOTES_BOTH),
            questions: none_one_both(feature::QUESTION_ONE, feature::QUESTION_BOTH),
            paragraphs: none_one_both(feature::PARAGRAPHS_ONE, feature::PARAGRAPHS_BOTH),
            shapes: std::array::from_fn(shape),
            skips: [
                skips(SkipSide::Source, evidence.source_segments()),
                skips(SkipSide::Target, evidence.target_segments()),
            ],
            source,
            target,
            concepts: evidence.concepts.shared.iter().map(concept).collect(),
            words: evidence.words.weighed(SkipSide::BOTH.map(|side| {
                let of_side = [feature::words_gain(side), feature::words_loss(side)];
                of_side.map(|feature| weights[feature] / 10.0)
            })),
            weights,
        }
    }

    pub(in crate::align) fn weights(&self) -> &Features {
        &self.weights
    }

    /// The score of a segment left alone.
    pub(in crate::align) fn skip(&self, side: SkipSide, segment: usize) -> f32 {
        let skips = &self.skips[side as usize];
        skips.get(segment).copied().unwrap_or_default()
    }
}

impl Evidence<'_> {
    /// What a run adds to any bead, as if the other side had none of its anchors.
    fn run_alone(
        &self,
        run: &Run,
        side: SkipSide,
        segments: Range<usize>,
        weights: &Features,
    ) -> f32 {
        let usual = feature::words_usual(side);
        let begin = match side {
            SkipSide::Source => self.begin.0,
            SkipSide::Target => self.begin.1,
        };
        let missed: f32 = run
            .totals
            .iter()
            .enumerate()
            .map(|(kind, total)| weights[feature::missed(kind)] * total)
            .sum();
        let segments = shifted(&segments, begin);
        missed
            + weights[feature::LONE_NUMBER] * run.lone_numbers
            + weights[feature::PARAGRAPHS_JOINED] * run.breaks
            + weights[feature::JOINED_HEADING] * run.joined_headings
            + match side {
                SkipSide::Source => 0.0,
                SkipSide::Target => {
                    weights[feature::JOINED_QUOTATION] * run.joined_quotations
                        + weights[feature::JOINED_LEANING] * run.joined_leaning
                }
            }
            + weights[usual] * self.words.usual(side, segments) / 10.0
    }

    /// The score of a linked bead of the shape `Shape::LINKED[shape]`; `-inf` where it does not fit the articles.
    pub(in crate::align) fn score(
        &self,
        parts: &Parts,
        shape: usize,
        source: Range<usize>,
        target: Range<usize>,
    ) -> f32 {
        let (Some(s), Some(t)) = (self.source.get(&source), self.target.get(&target)) else {
            return f32::NEG_INFINITY;
        };
        let weights = &parts.weights;
        let sides = |s: bool, t: bool| usize::from(s) + usize::from(t);
        let misfit = self.misfit(s.length, t.length);
        let paragraphs = match (s.begins_paragraph, t.begins_paragraph) {
            (Some(s), Some(t)) => parts.paragraphs[sides(s, t)],
            _ => 0.0,
        };
        let quotes = parts.quotes[sides(s.has_quotes, t.has_quotes)];
        let question = parts.questions[sides(s.has_question, t.has_question)];
        let mut shared = 0.0;
        for_shared(&s.concepts, &t.concepts, |concept| {
            shared += parts.concepts[concept]
        });
        let from =
            parts.source[Shape::place_of_run(&source)] + parts.target[Shape::place_of_run(&target)];
        let source = shifted(&source, self.begin.0);
        let target = shifted(&target, self.begin.1);
        let words = parts.words.of_bead(&source, &target);
        parts.shapes[shape]
            + from
            + weights[feature::LENGTH] * (misfit * misfit / 2.0).min(MOST_MISFIT)
            + weights[feature::LENGTH_ABSOLUTE] * misfit.abs().min(2.0 * MOST_MISFIT)
            + shared
            + quotes
            + question
            + paragraphs
            + words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;
    use crate::align::stretch::Texts;
    use crate::anchor::Published;

    #[test]
    fn scores_are_the_sum_of_features_times_weights() {
        let aligner = Aligner::new();
        let korean = "박병광 소장은 3일 “7%가 늘었다”고 했다. 왜 그런가? 수출이 1조2000억 원이다.\n\n그는 \
            베이징에 갔다.\n\n비가 온다\n\n길이 막힌다.";
        let english = "Exports are 1.2 trillion won.\n\n\"It grew 7 percent,\" Park Byeong-kwang said. Why is \
            that? He went to Beijing, where 99 people live. \"It rose,\" she said. \"It will rise again.\"";
        let source = aligner.segments(korean, "ko").unwrap().segments;
        let target = aligner.segments(english, "en").unwrap().segments;
        let means = aligner.means();
        let stretch = means.anchors(&source, &target, Published::default());
        let texts = Texts {
            source: &source,
            target: &target,
            headlines: None,
            may_cross: false,
            published: Published::default(),
        };
        let evidence = means.evidence(&stretch, texts, 0..source.len(), 0..target.len());
        let parts = Parts::new(&evidence, &aligner.weights);
        let mut compared = 0;
        for (index, shape) in Shape::LINKED.into_iter().enumerate() {
            let (s, t) = shape.counts();
            for from in 0..=source.len() {
                for to in 0..=target.len() {
                    let (source, target) = (from..from + s, to..to + t);
                    let mut features = [0.0; COUNT];
                    let fits =
                        evidence.linked(index, source.clone(), target.clone(), &mut features);
                    let expected = match fits {
                        true => feature::score(parts.weights(), &features),
                        false => f32::NEG_INFINITY,
                    };
                    let score = evidence.score(&parts, index, source, target);
                    assert!(
                        score == expected || (score - expected).abs() < 1e-3,
                        "{shape:?} at {from}, {to}: {score} instead of {expected}"
                    );
                    compared += usize::from(fits);
                }
            }
        }
        assert!(compared > 50);
        let joined = |from: usize| evidence.target.get(&(from..from + 2));
        let joined: Vec<&Run> = (0..target.len()).filter_map(joined).collect();
        assert!(joined.iter().any(|run| run.joined_quotations > 0.0));
        assert!(joined.iter().any(|run| run.joined_leaning > 0.0));
        let headings = (0..source.len()).filter_map(|from| evidence.source.get(&(from..from + 2)));
        assert!(headings.map(|run| run.joined_headings).sum::<f32>() > 0.0);
    }
}
