//! The anchors that both sides of a bead hold, as its texts have them.

use std::ops::Range;

use super::alignment::Alignment;
use super::bead::Bead;
use super::explanation::ExplainedAnchor;
use crate::anchor::{Concept, Kind, KnownAs};
use crate::article::{Language, is_hangul};

impl Alignment {
    /// The anchors that both sides of a bead hold, each once, as its texts have them, as far as naranhi can tell.
    pub fn shared_anchors(&self, bead: &Bead) -> Vec<ExplainedAnchor> {
        let texts = self.korean_and_english(bead).map(Text::new);
        let concepts = self.shared_concepts(bead);
        let anchors = concepts.filter_map(|concept| as_written(concept, &texts));
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

    /// The texts of a bead, the Korean first.
    pub(super) fn korean_and_english(&self, bead: &Bead) -> [String; 2] {
        let (source, target) = (self.source_text(bead), self.target_text(bead));
        match self.source.language() {
            Language::Korean => [source, target],
            Language::English => [target, source],
        }
    }
}

/// One side of a bead.
struct Text {
    written: String,
    in_lower_case: String,
}

impl Text {
    fn new(written: String) -> Text {
        Text {
            in_lower_case: written.to_lowercase(),
            written,
        }
    }

    /// The first of some forms that stands in it, whatever its capitals.
    fn first_of<'f>(&self, mut forms: impl Iterator<Item = &'f str>) -> Option<&'f str> {
        forms.find(|form| is_in(form, &self.in_lower_case))
    }

    /// The longest of some terms that stands in it.
    fn longest_of<'f>(&self, terms: &'f [String]) -> Option<&'f str> {
        let found = terms.iter().filter(|term| has_term(&self.written, term));
        found.max_by_key(|term| term.len()).map(String::as_str)
    }
}

/// An anchor is called as its article first has it. What these texts have in other words is called as the other side has
/// it, or in digits, if that stands here (2 = 2, of an article that says 두 before), and a term as the text has it. A term
/// or a small number of which nothing stands here would only puzzle.
fn as_written(anchor: &Concept, [korean, english]: &[Text; 2]) -> Option<ExplainedAnchor> {
    let (of_korean, of_english) = (anchor.korean.as_str(), anchor.english.as_str());
    let digits = match anchor.known_as {
        KnownAs::Number(value) => Some(value.to_string()),
        KnownAs::Term(_) | KnownAs::Nothing => None,
    };
    let or_digits = |own, other| [own, other].into_iter().chain(digits.as_deref());
    let (in_korean, in_english) = match &anchor.known_as {
        KnownAs::Term(pair) => (
            korean.longest_of(&pair.korean),
            english.longest_of(&pair.english),
        ),
        KnownAs::Number(_) | KnownAs::Nothing => (
            korean.first_of(or_digits(of_korean, of_english)),
            english.first_of(or_digits(of_english, of_korean)),
        ),
    };
    let called = |form: Option<&str>, name: &str| {
        let form = form.or_else(|| (!is_weak(anchor.kind)).then_some(name));
        form.map(str::to_owned)
    };
    Some(ExplainedAnchor {
        kind: anchor.kind,
        korean: called(in_korean, of_korean)?,
        english: called(in_english, of_english)?,
    })
}

/// Whether a text has a term: a Korean one at the beginning of a word, an English one as words, with the first letter as
/// at the beginning of a sentence too.
fn has_term(text: &str, term: &str) -> bool {
    let mut letters = term.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let capitalized: String = first.chain(letters).collect();
    let is_one = |(at, found): (usize, &str)| {
        let (before, behind) = (&text[..at], &text[at + found.len()..]);
        if term.starts_with(is_hangul) {
            return !before.ends_with(is_hangul);
        }
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    };
    text.match_indices(term).any(is_one) || text.match_indices(&capitalized).any(is_one)
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
        let korean =
            "두 팀이 두 번째로 맞붙었다.\n\n경기는 3-2로 끝났다.\n\n미국인 감독은 7일 떠났다.";
        let english = "The two teams met for the second time.\n\nThe match ended 3-2.\n\n\
            The American coach discussed it, and left on the 7th.";
        let alignment = Aligner::new().align(korean, english).unwrap();
        let anchors = |bead: usize| -> Vec<(String, String)> {
            let anchors = alignment.shared_anchors(&alignment.beads[bead]);
            anchors.into_iter().map(|a| (a.korean, a.english)).collect()
        };
        let pair = |korean: &str, english: &str| (korean.to_owned(), english.to_owned());
        let of_score = [pair("2", "2"), pair("3", "3"), pair("경기", "match")];
        assert_eq!(anchors(1), of_score);
        // Neither South Korea nor the United States, nor the us of discussed.
        let of_coach = [
            pair("7", "7"),
            pair("미국", "American"),
            pair("감독", "coach"),
        ];
        assert_eq!(anchors(2), of_coach);
    }
}
