//! The anchors that both sides of a bead hold, as its texts have them.

use std::ops::Range;

use super::alignment::Alignment;
use super::bead::Bead;
use super::explanation::ExplainedAnchor;
use crate::anchor::{Concept, Kind};
use crate::article::Language;

impl Alignment {
    /// The anchors that both sides of a bead hold, each once, as its texts have them, as far as naranhi can tell.
    pub fn shared_anchors(&self, bead: &Bead) -> Vec<ExplainedAnchor> {
        let [korean, english] = self.texts_in_lower_case(bead);
        let concepts = self.shared_concepts(bead);
        let anchors = concepts.filter_map(|concept| as_written(concept, &korean, &english));
        anchors.collect()
    }

    fn shared_concepts(&self, bead: &Bead) -> impl Iterator<Item = &Concept> {
        let of = |lists: &[Vec<u32>], segments: &Range<usize>| -> Vec<u32> {
            let mut concepts = lists[segments.clone()].concat();
            concepts.sort_unstable();
            concepts.dedup();
            concepts
        };
        let mut concepts = of(&self.source_concepts, &bead.source);
        let of_target = of(&self.target_concepts, &bead.target);
        concepts.retain(|concept| of_target.binary_search(concept).is_ok());
        let concepts = concepts.into_iter();
        concepts.map(|concept| &self.concepts[concept as usize])
    }

    /// The Korean and the English of a bead, in which anchors are looked for, whatever their capitals.
    pub(super) fn texts_in_lower_case(&self, bead: &Bead) -> [String; 2] {
        let texts = [self.source_text(bead), self.target_text(bead)];
        let [source, target] = texts.map(|text| text.to_lowercase());
        match self.source.language() {
            Language::Korean => [source, target],
            Language::English => [target, source],
        }
    }
}

/// An anchor is called as its article first has it, and a term as its list has it. What these texts have in other words is
/// called as the other side has it, or in digits, if that stands here (2 = 2, of an article that says 두 before); a term
/// or a small number of which nothing stands here would only puzzle.
fn as_written(anchor: &Concept, korean: &str, english: &str) -> Option<ExplainedAnchor> {
    let digits = anchor.value.map(|value| value.to_string());
    let of_text = |text: &str, form: &str, other: &str| {
        let mut forms = [Some(form), Some(other), digits.as_deref()]
            .into_iter()
            .flatten();
        let written = forms.find(|form| is_in(form, text));
        let called = written.or_else(|| (!is_weak(anchor.kind)).then_some(form));
        called.map(str::to_owned)
    };
    Some(ExplainedAnchor {
        kind: anchor.kind,
        korean: of_text(korean, &anchor.korean, &anchor.english)?,
        english: of_text(english, &anchor.english, &anchor.korean)?,
    })
}

/// Whether an anchor says little.
pub(super) fn is_weak(kind: Kind) -> bool {
    matches!(kind, Kind::SmallNumber | Kind::Term)
}

/// Whether a text, in lower case, has an anchor in this form.
pub(super) fn is_in(form: &str, text: &str) -> bool {
    text.contains(&form.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::Aligner;

    #[test]
    fn anchors_are_called_as_the_bead_has_them() {
        let korean = "두 팀이 두 번째로 맞붙었다.\n\n경기는 3-2로 끝났다.";
        let english = "The two teams met for the second time.\n\nThe match ended 3-2.";
        let alignment = Aligner::new().align(korean, english).unwrap();
        let score = &alignment.beads[1];
        let anchors = alignment.shared_anchors(score);
        let forms = anchors
            .iter()
            .map(|a| (a.korean.as_str(), a.english.as_str()));
        assert_eq!(forms.collect::<Vec<_>>(), [("2", "2"), ("3", "3")]);
    }
}
