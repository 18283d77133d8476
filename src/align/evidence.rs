//! The features of beads, assembled from facts about runs of segments that are computed once.

mod looks;
mod parts;

use std::ops::Range;

use super::bead::{Shape, shifted};
use super::feature::{self, Features, SkipSide};
use super::habits::Habits;
use super::words::Words;
use crate::anchor::{Concept, Kind};
use crate::article::Segment;
use looks::{Lean, Look, looks};
pub(super) use parts::Parts;

const KINDS: usize = Kind::ALL.len();
/// Concepts that one number has bits for.
const BLOCK: usize = u64::BITS as usize;
/// Half the squared length misfit counts to here: beyond, a bead is wrong whatever the misfit.
const MOST_MISFIT: f32 = 12.5;

/// A skipped segment counts as no longer than 640 characters: longer sentences are none, and say nothing more.
const MOST_SKIP_LENGTH: f32 = 8.0;

/// What a run of one to four segments holds.
struct Run {
    /// Characters without white space.
    length: f32,
    /// A bit for each concept that both articles hold.
    concepts: Vec<u64>,
    /// Their weight by kind.
    totals: [f32; KINDS],
    /// Numbers that only this article holds.
    lone_numbers: f32,
    has_quotes: bool,
    has_question: bool,
    /// Segments but the first that are a quotation which goes on, and that lean on the one before by their first word.
    joined_quotations: f32,
    joined_leaning: f32,
    /// Headings, where the run holds other segments too.
    joined_headings: f32,
    /// Paragraph breaks inside the run.
    breaks: f32,
    /// Whether the first segment begins a paragraph; `None` where the text has no paragraphs of several segments.
    begins_paragraph: Option<bool>,
}

/// One article's runs.
struct Runs {
    /// `[start * MOST + count - 1]`
    runs: Vec<Option<Run>>,
    segments: usize,
    looks: Vec<Look>,
}

impl Runs {
    fn new(
        segments: &[Segment],
        concepts_of: &[Vec<u32>],
        concepts: &Concepts,
        with_marks: bool,
    ) -> Runs {
        let has_paragraphs = with_marks
            && segments
                .windows(2)
                .any(|s| s[0].paragraph == s[1].paragraph);
        let of_segments = looks(segments, with_marks);
        let run = |range: Range<usize>| {
            let (held, totals, lone_numbers) = concepts.of_run(&concepts_of[range.clone()]);
            let looks = &of_segments[range.clone()];
            let joined = |lean: Lean| {
                let joined = looks.iter().skip(1).filter(|look| look.lean == Some(lean));
                joined.count() as f32
            };
            let breaks = segments[range.clone()]
                .windows(2)
                .filter(|s| s[0].paragraph != s[1].paragraph)
                .count();
            let begins = range.start == 0
                || segments[range.start - 1].paragraph != segments[range.start].paragraph;
            Run {
                length: looks.iter().map(|look| look.length).sum(),
                concepts: held,
                totals,
                lone_numbers,
                has_quotes: looks.iter().any(|look| look.has_quotes),
                has_question: looks.iter().any(|look| look.has_question),
                joined_quotations: joined(Lean::Quotation),
                joined_leaning: joined(Lean::Word),
                joined_headings: match looks.len() {
                    1 => 0.0,
                    _ => looks.iter().filter(|look| look.is_heading).count() as f32,
                },
                breaks: if has_paragraphs { breaks as f32 } else { 0.0 },
                begins_paragraph: has_paragraphs.then_some(begins),
            }
        };
        let runs = (0..segments.len())
            .flat_map(|start| (1..=Shape::MOST).map(move |count| start..start + count))
            .map(|range| (range.end <= segments.len()).then(|| run(range)))
            .collect();
        Runs {
            runs,
            segments: segments.len(),
            looks: of_segments,
        }
    }

    fn get(&self, range: &Range<usize>) -> Option<&Run> {
        self.runs.get(Shape::place_of_run(range))?.as_ref()
    }
}

/// The concepts of two articles, those that both hold with numbers of their own.
struct Concepts<'a> {
    all: &'a [Concept],
    /// The number of each that both articles hold.
    numbers: Vec<Option<usize>>,
    /// The concept of each number.
    shared: Vec<&'a Concept>,
}

impl<'a> Concepts<'a> {
    fn new(all: &'a [Concept]) -> Concepts<'a> {
        let mut shared = Vec::new();
        let number = |concept: &'a Concept| {
            concept.is_shared.then(|| {
                shared.push(concept);
                shared.len() - 1
            })
        };
        Concepts {
            all,
            numbers: all.iter().map(number).collect(),
            shared,
        }
    }

    /// What a run holds: bits of those that both articles hold, their weight by kind, and that of other numbers.
    fn of_run(&self, of_segments: &[Vec<u32>]) -> (Vec<u64>, [f32; KINDS], f32) {
        let mut bits = vec![0; self.shared.len().div_ceil(BLOCK)];
        let mut totals = [0.0; KINDS];
        let mut lone_numbers = 0.0;
        for (place, of_segment) in of_segments.iter().enumerate() {
            for index in of_segment {
                let concept = &self.all[*index as usize];
                if let Some(number) = self.numbers[*index as usize] {
                    let (block, bit) = (&mut bits[number / BLOCK], 1 << (number % BLOCK));
                    if *block & bit == 0 {
                        totals[concept.kind as usize] += concept.weight;
                    }
                    *block |= bit;
                } else if concept.kind == Kind::Number
                    && !of_segments[..place]
                        .iter()
                        .any(|before| before.contains(index))
                {
                    lone_numbers += concept.weight;
                }
            }
        }
        (bits, totals, lone_numbers)
    }
}

/// Calls `found` for each concept that two runs share.
fn for_shared(source: &[u64], target: &[u64], mut found: impl FnMut(usize)) {
    for (block, (source, target)) in source.iter().zip(target).enumerate() {
        let mut shared = source & target;
        while shared != 0 {
            found(block * BLOCK + shared.trailing_zeros() as usize);
            shared &= shared - 1;
        }
    }
}

/// The facts about two articles from which the features of any bead are made.
pub(super) struct Evidence<'a> {
    source: Runs,
    target: Runs,
    concepts: Concepts<'a>,
    words: &'a Words,
    /// Where the two runs begin in the texts that the words are of.
    begin: (usize, usize),
    habits: Habits,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        source: (&[Segment], &[Vec<u32>]),
        target: (&[Segment], &[Vec<u32>]),
        concepts: &'a [Concept],
        with_marks: bool,
        (words, begin): (&'a Words, (usize, usize)),
        habits: Habits,
    ) -> Evidence<'a> {
        let concepts = Concepts::new(concepts);
        Evidence {
            source: Runs::new(source.0, source.1, &concepts, with_marks),
            target: Runs::new(target.0, target.1, &concepts, with_marks),
            concepts,
            words,
            begin,
            habits,
        }
    }

    pub(super) fn source_segments(&self) -> usize {
        self.source.segments
    }

    pub(super) fn target_segments(&self) -> usize {
        self.target.segments
    }

    pub(super) fn looseness(&self) -> f32 {
        self.words.looseness()
    }

    /// Expects the habits of this text from now on.
    pub(super) fn set_habits(&mut self, habits: Habits) {
        self.habits = habits;
    }

    /// Lengths of a bead in characters without white space: Korean, English.
    pub(super) fn lengths(&self, source: &Range<usize>, target: &Range<usize>) -> (f32, f32) {
        let length = |runs: &Runs, range| runs.get(range).map_or(0.0, |run| run.length);
        (length(&self.source, source), length(&self.target, target))
    }

    /// How far the lengths are from what is expected, in standard deviations: the delta of Gale and Church (1993), "A
    /// program for aligning sentences in bilingual corpora", with the variance taken at the mean of both lengths so
    /// that it is the same in both directions.
    fn misfit(&self, korean: f32, english: f32) -> f32 {
        let expected = korean * self.habits.ratio;
        (english - expected) / (self.habits.variance * (english + expected).max(2.0) / 2.0).sqrt()
    }

    /// The features of a linked bead of the shape `Shape::LINKED[shape]`; `false` where it does not fit the articles.
    pub(super) fn linked(
        &self,
        shape: usize,
        source: Range<usize>,
        target: Range<usize>,
        features: &mut Features,
    ) -> bool {
        let (Some(s), Some(t)) = (self.source.get(&source), self.target.get(&target)) else {
            return false;
        };
        features.fill(0.0);
        features[feature::shape(shape)] = 1.0;
        if feature::shape(shape) == feature::LARGER {
            features[feature::LARGE_SEGMENTS] = (source.len() + target.len() - 4) as f32;
            let fewer = source.len().min(target.len());
            features[feature::LARGE_BOTH] = fewer.saturating_sub(2) as f32;
        }
        let misfit = self.misfit(s.length, t.length);
        features[feature::LENGTH] = (misfit * misfit / 2.0).min(MOST_MISFIT);
        features[feature::LENGTH_ABSOLUTE] = misfit.abs().min(2.0 * MOST_MISFIT);
        let mut met = [0.0; KINDS];
        for_shared(&s.concepts, &t.concepts, |concept| {
            let concept = self.concepts.shared[concept];
            met[concept.kind as usize] += concept.weight;
        });
        for (kind, &met) in met.iter().enumerate() {
            features[feature::met(kind)] = met;
            features[feature::missed(kind)] = s.totals[kind] + t.totals[kind] - 2.0 * met;
        }
        features[feature::LONE_NUMBER] = s.lone_numbers + t.lone_numbers;
        let mut both_or_one = |both: usize, one: usize, s: bool, t: bool| {
            features[both] = f32::from(s && t);
            features[one] = f32::from(s != t);
        };
        both_or_one(
            feature::QUOTES_BOTH,
            feature::QUOTES_ONE,
            s.has_quotes,
            t.has_quotes,
        );
        both_or_one(
            feature::QUESTION_BOTH,
            feature::QUESTION_ONE,
            s.has_question,
            t.has_question,
        );
        if let (Some(s), Some(t)) = (s.begins_paragraph, t.begins_paragraph) {
            both_or_one(feature::PARAGRAPHS_BOTH, feature::PARAGRAPHS_ONE, s, t);
        }
        features[feature::JOINED_QUOTATION] = t.joined_quotations;
        features[feature::JOINED_LEANING] = t.joined_leaning;
        features[feature::JOINED_HEADING] = s.joined_headings + t.joined_headings;
        features[feature::PARAGRAPHS_JOINED] = s.breaks + t.breaks;
        let source = shifted(&source, self.begin.0);
        let target = shifted(&target, self.begin.1);
        let words = self.words.of_bead(&source, &target);
        for ((side, explained), run) in SkipSide::BOTH.into_iter().zip(words).zip([source, target])
        {
            features[feature::words_gain(side)] = explained.gain / 10.0;
            features[feature::words_loss(side)] = explained.loss / 10.0;
            features[feature::words_usual(side)] = self.words.usual(side, run) / 10.0;
        }
        true
    }

    /// The features of a skipped segment, without those of a run.
    pub(super) fn skipped(&self, side: SkipSide, segment: usize, features: &mut Features) {
        features.fill(0.0);
        let runs = match side {
            SkipSide::Source => &self.source,
            SkipSide::Target => &self.target,
        };
        let Some(run) = runs.get(&(segment..segment + 1)) else {
            return;
        };
        let weak = run.totals[Kind::SmallNumber as usize] + run.totals[Kind::Term as usize];
        features[feature::skip(side)] = 1.0;
        features[feature::skip_length(side)] = (run.length / 10.0).sqrt().min(MOST_SKIP_LENGTH);
        features[feature::skip_quoted(side)] = (runs.looks[segment].quoted / 10.0)
            .sqrt()
            .min(MOST_SKIP_LENGTH);
        features[feature::skip_leaning(side)] = f32::from(runs.looks[segment].lean.is_some());
        features[feature::skip_strong(side)] = run.totals.iter().sum::<f32>() - weak;
        features[feature::skip_weak(side)] = weak;
        let begin = match side {
            SkipSide::Source => self.begin.0,
            SkipSide::Target => self.begin.1,
        };
        let best = self.words.best(side, segment + begin);
        features[feature::skip_gain(side)] = best.gain / 10.0;
        features[feature::skip_loss(side)] = best.loss / 10.0;
        features[feature::skip_usual(side)] =
            self.words.usual(side, segment + begin..segment + begin + 1) / 10.0;
    }
}
