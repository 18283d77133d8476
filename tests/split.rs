//! Sentences, by the cases in `tests/cases/split`: a new case needs no code.

#![allow(missing_docs)]

use naranhi::Language;
use naranhi::segment::Splitter;

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
