//! Explains the beads of an alignment.

use super::alignment::{Alignment, SharedAnchor};
use super::bead::Bead;
use super::explanation::{ExplainedAnchor, Explanation};
use crate::anchor::{Concept, Kind};
use crate::article::Language;
use crate::lexicon::Lexicon;

/// Word pairs of a bead that are named at most.
const MOST_WORDS: usize = 12;

impl From<SharedAnchor<'_>> for ExplainedAnchor {
    fn from(anchor: SharedAnchor) -> Self {
        ExplainedAnchor {
            kind: anchor.kind,
            korean: anchor.korean.into(),
            english: anchor.english.into(),
        }
    }
}

/// Explains each bead. `length_ratio` is the number of English characters that a Korean one stands for.
pub(super) fn explain(
    alignment: &Alignment,
    lexicon: &Lexicon,
    length_ratio: f64,
) -> Vec<Explanation> {
    let of_bead = |bead| explain_bead(alignment, bead, lexicon, length_ratio);
    alignment.beads.iter().map(of_bead).collect()
}

fn explain_bead(
    alignment: &Alignment,
    bead: &Bead,
    lexicon: &Lexicon,
    length_ratio: f64,
) -> Explanation {
    if !bead.is_linked() {
        return Explanation::default();
    }
    let texts = (alignment.source_text(bead), alignment.target_text(bead));
    let (source_alone, target_alone) = alignment.lone_concepts(bead);
    let concepts = |indices: Vec<u32>| -> Vec<&Concept> {
        let indices = indices.into_iter();
        indices
            .map(|index| &alignment.concepts[index as usize])
            .collect()
    };
    let (source_alone, target_alone) = (concepts(source_alone), concepts(target_alone));
    let alone = (against(source_alone), against(target_alone));
    let is_korean_first = alignment.source.language() == Language::Korean;
    let (korean, english) = if is_korean_first {
        texts
    } else {
        (texts.1, texts.0)
    };
    let (korean_only, english_only) = if is_korean_first {
        alone
    } else {
        (alone.1, alone.0)
    };
    let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count() as f64;
    let mut words = lexicon.word_pairs(&korean, &english);
    words.truncate(MOST_WORDS);
    Explanation {
        shared: alignment
            .shared_anchors(bead)
            .into_iter()
            .map(ExplainedAnchor::from)
            .collect(),
        korean_only,
        english_only,
        words,
        length: Some(length(&english) / (length(&korean) * length_ratio).max(1.0)),
    }
}

/// Of the anchors that one side has alone, those that speak against the bead.
fn against(alone: Vec<&Concept>) -> Vec<ExplainedAnchor> {
    alone
        .into_iter()
        .filter(|concept| concept.is_shared || concept.kind == Kind::Number)
        .map(ExplainedAnchor::from)
        .collect()
}
