//! Aligning a stretch of text: its anchors, its headlines, and the search above and below them.

use std::ops::Range;

use super::Progress;
use super::bead::{Bead, shifted};
use super::clue::Clue;
use super::confidence::{LEAST_CONFIDENCE, of_headlines};
use super::crossing::cross;
use super::evidence::Evidence;
use super::habits::Habits;
use super::search::Search;
use super::weights::Weights;
use super::words::Words;
use crate::anchor::{AnchorFinder, Concept, Published};
use crate::article::Segment;
use crate::lexicon::Lexicon;
use crate::token::{Token, tokens};

/// So many bytes of a segment are looked at for anchors and words. No sentence is as long, and one that is stands in many
/// windows, which would each look at all of it.
const LONGEST_SEGMENT: usize = 30_000;

/// Two runs of segments to be aligned. Here and in all that follows the Korean is the source, so that the weights,
/// which are learnt so, hold; an alignment the other way is turned round at the end.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) source: &'a [Segment],
    pub(super) target: &'a [Segment],
    /// The headlines, which are one bead unless they have nothing to do with each other.
    pub(super) headlines: Option<(usize, usize)>,
    /// Whether beads may cross. Those of a window of a longer text may not, because its end is not known.
    pub(super) may_cross: bool,
    /// When they were published.
    pub(super) published: Published,
}

/// The beads of two runs of segments, and the anchors that they were found by.
#[derive(Default)]
pub(super) struct Stretch {
    pub(super) beads: Vec<Bead>,
    pub(super) concepts: Vec<Concept>,
    pub(super) source_concepts: Vec<Vec<u32>>,
    pub(super) target_concepts: Vec<Vec<u32>>,
    pub(super) words: Words,
}

/// What aligning needs besides the texts.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) finder: &'a AnchorFinder,
    pub(super) lexicon: &'a Lexicon,
    pub(super) weights: &'a Weights,
    pub(super) clues: &'a [Clue],
}

impl Means<'_> {
    /// Finds the anchors of two runs of segments: no beads yet.
    pub(super) fn anchors(
        &self,
        source: &[Segment],
        target: &[Segment],
        published: Published,
    ) -> Stretch {
        let source: Vec<Vec<Token>> = source.iter().map(first_tokens).collect();
        let target: Vec<Vec<Token>> = target.iter().map(first_tokens).collect();
        let anchors = self.finder.find(&source, &target, published);
        let mut stretch = Stretch {
            beads: Vec::new(),
            concepts: anchors.concepts,
            source_concepts: anchors.korean,
            target_concepts: anchors.english,
            words: Words::default(),
        };
        if self.clues.contains(&Clue::Words) {
            stretch.words = Words::new(&source, &target, self.lexicon);
        }
        let concepts = &stretch.concepts;
        let is_wanted = |concept: &u32| {
            let kind = concepts[*concept as usize].kind;
            self.clues.contains(&Clue::of(kind))
        };
        for of_segment in stretch
            .source_concepts
            .iter_mut()
            .chain(&mut stretch.target_concepts)
        {
            of_segment.retain(is_wanted);
        }
        stretch
    }

    /// Aligns two texts as a whole.
    pub(super) fn align(&self, texts: Texts, progress: &mut dyn FnMut(Progress)) -> Stretch {
        let mut stretch = self.anchors(texts.source, texts.target, texts.published);
        let whole = (0..texts.source.len(), 0..texts.target.len());
        let Some((s, t)) = texts.headlines else {
            stretch.beads = self.align_part(&stretch, texts, whole, progress);
            return stretch;
        };
        let above = self.align_part(&stretch, texts, (0..s, 0..t), progress);
        let below = (s + 1..whole.0.end, t + 1..whole.1.end);
        let below = self.align_part(&stretch, texts, below, progress);
        let headlines = self.headlines(&stretch, texts, (s, t));
        stretch.beads = [above, headlines, below].concat();
        stretch
    }

    /// The headlines as one bead, or each alone.
    fn headlines(&self, stretch: &Stretch, texts: Texts, (s, t): (usize, usize)) -> Vec<Bead> {
        let evidence = self.evidence(stretch, texts, s..s + 1, t..t + 1);
        let bead = |source, target, confidence| Bead {
            source,
            target,
            confidence,
            score: 0.0,
            is_moved: false,
        };
        match of_headlines(&evidence, self.weights) {
            confidence if confidence >= LEAST_CONFIDENCE => {
                vec![bead(s..s + 1, t..t + 1, confidence)]
            }
            confidence => vec![
                bead(s..s + 1, t..t, 1.0 - confidence),
                bead(s + 1..s + 1, t..t + 1, 1.0 - confidence),
            ],
        }
    }

    /// Aligns a part of two texts whose anchors are known.
    fn align_part(
        &self,
        stretch: &Stretch,
        texts: Texts,
        (source, target): (Range<usize>, Range<usize>),
        progress: &mut dyn FnMut(Progress),
    ) -> Vec<Bead> {
        let evidence = self.evidence(stretch, texts, source.clone(), target.clone());
        let mut search = Search::new(evidence, self.weights);
        let mut beads = search.align_twice(progress);
        if texts.may_cross {
            beads = cross(beads, &search);
        }
        for bead in &mut beads {
            bead.source = shifted(&bead.source, source.start);
            bead.target = shifted(&bead.target, target.start);
        }
        beads
    }

    /// The evidence for a part of two texts, with the lengths expected of any text.
    pub(super) fn evidence<'a>(
        &self,
        stretch: &'a Stretch,
        texts: Texts,
        source: Range<usize>,
        target: Range<usize>,
    ) -> Evidence<'a> {
        Evidence::new(
            (
                &texts.source[source.clone()],
                &stretch.source_concepts[source.clone()],
            ),
            (
                &texts.target[target.clone()],
                &stretch.target_concepts[target.clone()],
            ),
            &stretch.concepts,
            self.clues.contains(&Clue::Marks),
            (&stretch.words, (source.start, target.start)),
            Habits::expected(self.weights, stretch.words.looseness()),
        )
    }
}

/// The tokens of a segment, as far as it is looked at.
fn first_tokens(segment: &Segment) -> Vec<Token<'_>> {
    let mut end = LONGEST_SEGMENT.min(segment.text.len());
    while !segment.text.is_char_boundary(end) {
        end -= 1;
    }
    tokens(&segment.text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;

    #[test]
    fn what_is_longer_than_any_sentence_is_looked_at_in_part() {
        let text = format!("The won rose 3.5 percent {}", "가 ".repeat(LONGEST_SEGMENT));
        let segments = Aligner::new().segments(&text, "en").unwrap().segments;
        let tokens = first_tokens(&segments[0]);
        let length: usize = tokens.iter().map(|token| token.text.len()).sum();
        assert!(length < LONGEST_SEGMENT);
        assert_eq!(tokens[3].text, "3.5");
    }
}
