//! Sentences, by the cases in `tests/cases/split`: a new case needs no code.

#![allow(missing_docs)]

use naranhi::segment::Splitter;
use naranhi::{Language, normalize};
use unicode_normalization::UnicodeNormalization;

/// Stands in a case where a sentence ends.
const BOUNDARY: char = '⏎';

fn check(cases: &str, language: Language) {
    let splitter = Splitter::default();
    let mut count = 0;
    let mut wrong = Vec::new();
    for case in cases.lines() {
        if case.is_empty() || case.starts_with('#') {
            continue;
        }
        count += 1;
        let paragraph = case.replace(BOUNDARY, "");
        let sentences: Vec<&str> = splitter
            .split(&paragraph, language)
            .into_iter()
            .map(|span| &paragraph[span.range()])
            .collect();
        let split = sentences.join(&BOUNDARY.to_string());
        if split != case {
            wrong.push(format!("expected {case}\n   found {split}"));
        }
    }
    assert!(count >= 150, "only {count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(include_str!("cases/split/en.txt"), Language::English);
}

#[test]
fn korean() {
    check(include_str!("cases/split/ko.txt"), Language::Korean);
}

/// Files from a Mac hold the letters of a syllable one by one.
#[test]
fn letters_that_are_not_composed_split_as_syllables_do() {
    let composed = "“간다. 온다.” 라고 했다. 비가 왔다… 눈도 왔다.다음 날은 맑았다.";
    let decomposed: String = composed.nfd().collect();
    let splitter = Splitter::default();
    let sentences = |text: &str| {
        let spans = splitter.split(text, Language::Korean);
        let sentences = spans.iter().map(|span| normalize(&text[span.range()]));
        sentences.collect::<Vec<_>>()
    };
    assert_eq!(sentences(composed).len(), 4);
    assert_eq!(sentences(&decomposed), sentences(composed));
}
