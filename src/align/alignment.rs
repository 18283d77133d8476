//! The outcome: two articles, and the beads that pair their segments.

use std::collections::HashMap;
use std::ops::Range;

use super::bead::Bead;
use super::explanation::Explanation;
use crate::anchor::{Concept, Difference, Kind, Published, difference};
use crate::article::{Article, Language, Layout, Segment, tidy};

/// One side of an alignment.
#[derive(Clone, Debug)]
pub struct Side {
    /// The page as it was read.
    pub article: Article,
    /// What was aligned.
    pub segments: Vec<Segment>,
}

impl Side {
    /// The language.
    pub fn language(&self) -> Language {
        self.article.language
    }

    /// The number of a segment where segments are counted from outside: its line, empty ones counted, where the text
    /// was presegmented, else its index.
    pub fn number(&self, segment: usize) -> usize {
        match self.article.layout {
            Layout::Presegmented => self.article.paragraphs[self.segments[segment].paragraph].line,
            Layout::Page | Layout::KeepFurniture => segment,
        }
    }

    /// The text of a segment as its file has it, [`tidy`].
    pub fn written(&self, segment: usize) -> String {
        tidy(&self.article.text[self.segments[segment].span.range()])
    }

    /// The text of a run of segments as their file has it, joined by spaces.
    pub fn text(&self, segments: Range<usize>) -> String {
        let texts: Vec<String> = segments.map(|segment| self.written(segment)).collect();
        texts.join(" ")
    }
}

/// When a Korean and an English article were published.
pub(super) fn published(korean: &Side, english: &Side) -> Published {
    Published {
        korean: korean.article.metadata.day(),
        english: english.article.metadata.day(),
    }
}

/// Two articles and the beads that pair their segments. Every segment is in exactly one bead; beads are in the order
/// of the source.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The source article.
    pub source: Side,
    /// The target article.
    pub target: Side,
    /// The beads.
    pub beads: Vec<Bead>,
    /// Why each bead was found; empty unless the aligner was asked to explain.
    pub explanations: Vec<Explanation>,
    /// See [`Self::paired`].
    pub(super) paired: f64,
    /// What stands in both articles.
    pub(super) concepts: Vec<Concept>,
    /// For each source segment, its concepts.
    pub(super) source_concepts: Vec<Vec<u32>>,
    /// For each target segment, its concepts.
    pub(super) target_concepts: Vec<Vec<u32>>,
}

impl Alignment {
    /// The same alignment with source and target exchanged.
    pub(super) fn turned_round(self) -> Alignment {
        let mut beads: Vec<Bead> = self
            .beads
            .into_iter()
            .map(|bead| Bead {
                source: bead.target,
                target: bead.source,
                ..bead
            })
            .collect();
        // What has no source stands before the next segment that has one.
        beads.sort_by_key(|bead| (bead.source.start, !bead.source.is_empty()));
        Alignment {
            source: self.target,
            target: self.source,
            beads,
            explanations: self.explanations,
            paired: self.paired,
            concepts: self.concepts,
            source_concepts: self.target_concepts,
            target_concepts: self.source_concepts,
        }
    }

    /// The text of a bead's source segments, joined by spaces; empty where it has none.
    pub fn source_text(&self, bead: &Bead) -> String {
        self.source.text(bead.source.clone())
    }

    /// The text of a bead's target segments, joined by spaces; empty where it has none.
    pub fn target_text(&self, bead: &Bead) -> String {
        self.target.text(bead.target.clone())
    }

    /// The texts of a bead, the Korean first.
    pub(super) fn korean_and_english(&self, bead: &Bead) -> (String, String) {
        let (source, target) = (self.source_text(bead), self.target_text(bead));
        self.source.language().korean_first(source, target)
    }

    /// The numbers that only one side of a bead has; none for a bead with one side.
    pub fn number_difference(&self, bead: &Bead) -> Difference {
        if !bead.is_linked() {
            return Difference::default();
        }
        let (korean, english) = self.korean_and_english(bead);
        let sides = (&self.source, &self.target);
        let of_sides = self.source.language().korean_first(sides.0, sides.1);
        difference(&korean, &english, published(of_sides.0, of_sides.1))
    }

    /// For each bead with one side, the pair that has a number of it on its other side alone: what stands in the bead may
    /// have been told there.
    pub fn told_elsewhere(&self) -> Vec<Option<usize>> {
        let numbers = |bead: &Bead| {
            let is_number = |&concept: &u32| self.concepts[concept as usize].kind == Kind::Number;
            let (source, target) = self.lone_concepts(bead);
            [source, target].map(|side| side.into_iter().filter(is_number).collect::<Vec<u32>>())
        };
        // The pair that has a number in its source alone, and in its target alone.
        let mut pairs = [HashMap::new(), HashMap::new()];
        for (index, bead) in self.beads.iter().enumerate() {
            if bead.is_linked() {
                for (pairs, numbers) in pairs.iter_mut().zip(numbers(bead)) {
                    for number in numbers {
                        pairs.entry(number).or_insert(index);
                    }
                }
            }
        }
        let [in_source, in_target] = pairs;
        let elsewhere = |bead: &Bead| {
            if bead.is_linked() {
                return None;
            }
            let [source, target] = numbers(bead);
            let found = source.iter().filter_map(|number| in_target.get(number));
            let found = found.chain(target.iter().filter_map(|number| in_source.get(number)));
            found.min().copied()
        };
        self.beads.iter().map(elsewhere).collect()
    }

    /// The indices of the concepts of a bead's source that its target does not have, and the other way round, each once.
    pub(super) fn lone_concepts(&self, bead: &Bead) -> (Vec<u32>, Vec<u32>) {
        let source = &self.source_concepts[bead.source.clone()];
        let target = &self.target_concepts[bead.target.clone()];
        let alone = |side: &[Vec<u32>], other: &[Vec<u32>]| -> Vec<u32> {
            let mut alone: Vec<u32> = side.concat();
            alone.sort_unstable();
            alone.dedup();
            alone.retain(|concept| other.iter().all(|segment| !segment.contains(concept)));
            alone
        };
        (alone(source, target), alone(target, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;

    #[test]
    fn a_sentence_alone_names_the_pair_that_has_its_numbers() {
        let aligner = Aligner::new();
        let korean = "박민수가 결승골을 넣었다. 관중은 2만3750명이었다. 비가 내렸다.";
        let english = "Watched by 23,750 people, Park Min-su scored.";
        let mut alignment = aligner.align(korean, english).unwrap();
        assert_eq!(
            (
                alignment.source.segments.len(),
                alignment.target.segments.len()
            ),
            (3, 1)
        );
        let bead = |source, target| Bead {
            source,
            target,
            ..alignment.beads[0].clone()
        };
        let beads = vec![bead(0..1, 0..1), bead(1..2, 1..1), bead(2..3, 1..1)];
        alignment.beads = beads;
        assert_eq!(alignment.told_elsewhere(), [None, Some(0), None]);
        let turned = alignment.clone().turned_round();
        assert_eq!(turned.told_elsewhere(), [None, Some(0), None]);
        // A pair that has the number on both sides needs no other.
        let bead = |source, target| Bead {
            source,
            target,
            ..alignment.beads[0].clone()
        };
        let beads = vec![bead(0..2, 0..1), bead(2..3, 1..1)];
        alignment.beads = beads;
        assert_eq!(alignment.told_elsewhere(), [None, None]);
    }
}
