//! Explains the beads of an alignment.

use super::alignment::Alignment;
use super::bead::Bead;
use super::explanation::{ExplainedAnchor, Explanation};
use crate::anchor::{Concept, Kind};
use crate::article::Language;
use crate::lexicon::Lexicon;

/// Word pairs of a bead that are named at most.
const MOST_WORDS: usize = 12;

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
    let (source_alone, target_alone) = alignment.lone_concepts(bead);
    let concepts = |indices: Vec<u32>| -> Vec<&Concept> {
        let indices = indices.into_iter();
        indices
            .map(|index| &alignment.concepts[index as usize])
            .collect()
    };
    let language = alignment.source.language();
    let (korean_alone, english_alone) =
        language.korean_first(concepts(source_alone), concepts(target_alone));
    if !bead.is_linked() {
        return Explanation {
            korean_only: telling(&korean_alone, Language::Korean),
            english_only: telling(&english_alone, Language::English),
            ..Explanation::default()
        };
    }
    let (korean, english) = alignment.korean_and_english(bead);
    let shared = alignment.shared_anchors(bead);
    let mut words = lexicon.word_pairs(&korean, &english);
    let mut met = [String::new(), String::new()];
    let anchors = shared
        .iter()
        .map(|anchor| [&anchor.korean, &anchor.english]);
    let pairs = words.iter().map(|pair| [&pair.korean, &pair.english]);
    for forms in anchors.chain(pairs) {
        for (met, form) in met.iter_mut().zip(forms) {
            met.push('\n');
            met.push_str(&form.to_lowercase());
        }
    }
    let in_lower_case = [&korean, &english].map(|text| text.to_lowercase());
    let korean_only = against(korean_alone, &in_lower_case[0], &met[0], Language::Korean);
    let english_only = against(english_alone, &in_lower_case[1], &met[1], Language::English);
    let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count() as f64;
    words.truncate(MOST_WORDS);
    Explanation {
        shared,
        korean_only,
        english_only,
        words,
        length: Some(length(&english) / (length(&korean) * length_ratio).max(1.0)),
    }
}

/// Of the anchors of a segment that stands alone, those that say much.
fn telling(alone: &[&Concept], language: Language) -> Vec<ExplainedAnchor> {
    let telling = alone.iter().filter(|concept| !is_weak(concept.kind));
    telling
        .map(|concept| explained(concept, language))
        .collect()
}

/// An anchor of a text in a language.
fn explained(concept: &Concept, language: Language) -> ExplainedAnchor {
    let form = |text: &str, of: Language| match concept.is_shared || of == language {
        true => text.to_owned(),
        false => String::new(),
    };
    ExplainedAnchor {
        kind: concept.kind,
        korean: form(&concept.korean, Language::Korean),
        english: form(&concept.english, Language::English),
    }
}

/// Of the anchors that one side of a bead has alone, those that speak against it. A small number or a term that this text
/// has in other words, or that stands in what both sides have (the China of South Korea-China, the president of a
/// company), would only puzzle.
fn against(
    alone: Vec<&Concept>,
    text: &str,
    met: &str,
    language: Language,
) -> Vec<ExplainedAnchor> {
    let is_plain = |anchor: &ExplainedAnchor| {
        let form = language.korean_first(&anchor.korean, &anchor.english).0;
        !is_weak(anchor.kind) || is_in(form, text) && !is_in(form, met)
    };
    alone
        .into_iter()
        .filter(|concept| concept.is_shared || concept.kind == Kind::Number)
        .map(|concept| explained(concept, language))
        .filter(is_plain)
        .collect()
}

/// Whether an anchor says little.
fn is_weak(kind: Kind) -> bool {
    matches!(kind, Kind::SmallNumber | Kind::Term)
}

/// Whether a text, in lower case, has an anchor in this form.
fn is_in(form: &str, text: &str) -> bool {
    text.contains(&form.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aligner;

    #[test]
    fn what_is_said_of_terms_stands_in_the_texts() {
        let korean = "두 나라의 한중 정상회담이 열렸다.\n\n\
            한국은행 총재는 금리가 2%라고 다음 달 한국 대통령에게 보고한다.";
        let english = "The two countries held a Korea-China summit, China's first.\n\n\
            The president of the Bank of Korea will report to Korea's president next month that the rate is 2 percent, \
            one says.";
        let aligner = Aligner::builder().explain(true).build().unwrap();
        let alignment = aligner.align(korean, english).unwrap();
        let [summit, bank] = &alignment.explanations[..] else {
            panic!("{:?}", alignment.explanations);
        };
        let terms = |explanation: &Explanation| -> Vec<(String, String)> {
            let shared = explanation.shared.iter();
            let terms = shared.filter(|anchor| anchor.kind == Kind::Term).cloned();
            terms
                .map(|anchor| (anchor.korean, anchor.english))
                .collect()
        };
        let pair = |korean: &str, english: &str| (korean.to_owned(), english.to_owned());
        // Not 한중 = South Korea-China, nor 금리 = interest rate.
        let of_summit = [pair("한중", "Korea-China"), pair("정상회담", "summit")];
        assert_eq!(terms(summit), of_summit);
        let of_bank = [
            pair("한국", "Korea"),
            pair("한국은행", "Bank of Korea"),
            pair("대통령", "president"),
            pair("총재", "president"),
            pair("다음 달", "next month"),
            pair("금리", "rate"),
        ];
        assert_eq!(terms(bank), of_bank);
        // Neither the China of Korea-China, nor the president of a bank, nor a first that is written one.
        for explanation in [summit, bank] {
            assert_eq!(
                (&explanation.korean_only, &explanation.english_only),
                (&vec![], &vec![])
            );
        }
        let number = &bank.shared[0];
        assert_eq!((number.kind, &*number.korean), (Kind::SmallNumber, "2"));
    }
}
