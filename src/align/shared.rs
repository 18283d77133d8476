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
        let (korean, english) = self.korean_and_english(bead);
        let texts = [korean, english].map(Text::new);
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

    /// The first of some forms that stands in it, whatever its capitals, with those that it has here.
    fn first_of<'f>(&'f self, forms: impl Iterator<Item = &'f str>) -> Option<&'f str> {
        let mut found = forms.filter_map(|form| {
            let in_lower_case = form.to_lowercase();
            let at = self.in_lower_case.find(&in_lower_case)?;
            // Letters whose other case has more bytes move those behind them.
            let written = self.written.get(at..at + in_lower_case.len());
            let written = written.filter(|written| written.to_lowercase() == in_lower_case);
            Some(written.unwrap_or(form))
        });
        found.next()
    }

    /// The longest of some terms that stands in it.
    fn longest_of<'f>(&self, terms: &'f [String], language: Language) -> Option<&'f str> {
        let found = terms.iter().filter(|term| has_term(self, term, language));
        found.max_by_key(|term| term.len()).map(String::as_str)
    }
}

/// An anchor is called as its article first has it. What these texts have in other words is called as the other side has
/// it, or in digits, if that stands here (2 = 2, of an article that says 두 before), and a term as the text has it. A small
/// number of which nothing stands here would only puzzle.
fn as_written(anchor: &Concept, [korean, english]: &[Text; 2]) -> Option<ExplainedAnchor> {
    let (of_korean, of_english) = (anchor.korean.as_str(), anchor.english.as_str());
    let digits = match anchor.known_as {
        KnownAs::Number(value) => Some(value.to_string()),
        KnownAs::Term(_) | KnownAs::Nothing => None,
    };
    let or_digits = |own, other| [own, other].into_iter().chain(digits.as_deref());
    let (in_korean, in_english) = match &anchor.known_as {
        KnownAs::Term(pair) => (
            korean.longest_of(&pair.korean, Language::Korean),
            english.longest_of(&pair.english, Language::English),
        ),
        KnownAs::Number(_) | KnownAs::Nothing => (
            korean.first_of(or_digits(of_korean, of_english)),
            english.first_of(or_digits(of_english, of_korean)),
        ),
    };
    let called = |form: Option<&str>, name: &str| {
        let form = form.or_else(|| (anchor.kind != Kind::SmallNumber).then_some(name));
        form.map(str::to_owned)
    };
    Some(ExplainedAnchor {
        kind: anchor.kind,
        korean: called(in_korean, of_korean)?,
        english: called(in_english, of_english)?,
    })
}

/// Whether a text has a term: in no word of its own language, a Korean one with anything behind it. What has capitals in
/// the list has them in the text.
fn has_term(text: &Text, term: &str, language: Language) -> bool {
    let text = match term.contains(char::is_uppercase) {
        true => &text.written,
        false => &text.in_lower_case,
    };
    let is_of_word = |c: char| c.is_alphabetic() && is_hangul(c) == (language == Language::Korean);
    let mut found = text.match_indices(term);
    found.any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + term.len()..]);
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        let ends = language == Language::Korean || !behind.starts_with(is_of_word);
        !before.ends_with(is_of_word) && ends
    })
}

#[cfg(test)]
mod tests {
    use crate::Aligner;
    use crate::anchor::Glossary;

    /// The anchors of the last bead of two texts, each form with what it is in the other language.
    fn anchors(aligner: &Aligner, korean: &str, english: &str) -> Vec<(String, String)> {
        let alignment = aligner.align(korean, english).unwrap();
        let anchors = alignment.shared_anchors(alignment.beads.last().unwrap());
        anchors.into_iter().map(|a| (a.korean, a.english)).collect()
    }

    #[test]
    fn anchors_are_called_as_the_bead_has_them() {
        let glossary = Glossary::read("LG화학,LG Chem".as_bytes(), "terms.csv").unwrap();
        let aligner = Aligner::builder().glossary(glossary).build().unwrap();
        let (head, headline) = (
            "두 팀이 두 번째로 맞붙었다.",
            "The two teams met for the second time.",
        );
        for (korean, english, expected) in [
            (
                "경기는 3-2로 끝났다.",
                "The match ended 3-2.",
                &[("2", "2"), ("3", "3"), ("경기", "match")][..],
            ),
            // Neither the United States, nor the us of discussed.
            (
                "미국인 감독은 7일 떠났다.",
                "The American coach discussed it, and left on the 7th.",
                &[("7", "7"), ("미국", "American"), ("감독", "coach")],
            ),
            (
                "LG화학은 정상회담을 도왔다.",
                "LG Chem helped with the SUMMIT.",
                &[("LG", "LG"), ("정상회담", "summit"), ("LG화학", "LG Chem")],
            ),
        ] {
            let (korean, english) = (
                format!("{head}\n\n{korean}"),
                format!("{headline}\n\n{english}"),
            );
            let found = anchors(&aligner, &korean, &english);
            let found: Vec<(&str, &str)> = found.iter().map(|(k, e)| (&**k, &**e)).collect();
            assert_eq!(found, expected, "{korean}");
        }
    }
}
