//! Text that is meant to break a splitter: it comes back whole, and in time that grows with its length.
#![allow(missing_docs, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use naranhi::Language;
use naranhi::segment::Splitter;
use proptest::prelude::*;

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

/// A megabyte of each takes milliseconds; a splitter that looks back or ahead without end takes hours. Tests are built
/// without optimisation and run beside others, which the rest of the time is for.
const LONGEST: Duration = Duration::from_secs(20);

fn splitters() -> [Splitter; 2] {
    [Splitter::default(), Splitter::default().informal(true)]
}

/// Sentences must tile the text.
fn check_tiles(text: &str, splitter: &Splitter, language: Language) {
    let mut reached = 0;
    for sentence in splitter.split(text, language) {
        assert_eq!(sentence.start, reached);
        assert!(sentence.start < sentence.end);
        assert!(text.is_char_boundary(sentence.end));
        reached = sentence.end;
    }
    assert_eq!(reached, text.len());
}

#[test]
fn a_megabyte_of_anything_takes_linear_time() {
    let pieces = [
        ".",
        "?",
        "…",
        "。",
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "(",
        ")",
        "<",
        "[",
        "「",
        "a",
        "가",
        "1",
        " ",
        ". ",
        " .",
        "a.",
        "A. ",
        "1. ",
        "1.",
        "(.",
        ".)",
        "\".",
        "“.",
        ".”",
        ".\" ",
        ".[1]",
        "했다.[",
        "[1",
        ". (",
        ". (a) ",
        "다.",
        "다. ",
        "다 ",
        "요 ",
        "ㅋ",
        "다.ㅋ",
        "a) ",
        "• 1. ",
        "1 a.m. ",
        "p.m. ",
        "다.” 그가 ",
        "?\" Kim ",
        "\u{200b}",
        "\u{1112}\u{1161}",
        "“가. 나. 다.” ",
        "\u{301}",
        "\"가. 나. ",
        "'a' ",
        "U.S. ",
        "Mr. ",
    ];
    let splitters = splitters();
    for piece in pieces {
        let text = piece.repeat(1_000_000 / piece.len());
        for language in LANGUAGES {
            for splitter in &splitters {
                let start = Instant::now();
                check_tiles(&text, splitter, language);
                let took = start.elapsed();
                assert!(took < LONGEST, "{piece:?}, {language}: {took:?}");
            }
        }
    }
}

#[test]
fn long_runs_between_marks_take_linear_time() {
    let spaces = " ".repeat(300_000);
    let letters = "가".repeat(300_000);
    for filling in [spaces, letters] {
        let text = format!("((((“““다.{filling}”.{filling})).) \"{filling}\". {filling}끝.");
        for language in LANGUAGES {
            let start = Instant::now();
            check_tiles(&text, &Splitter::default(), language);
            assert!(start.elapsed() < LONGEST);
        }
    }
}

#[test]
fn an_opening_mark_that_never_closes_swallows_nothing() {
    for open in ["\"", "“", "‘", "(", "[", "「", "『", "〈", "《", "<", "【"] {
        let text = format!("{open}비가 왔다. 눈이 왔다. 해가 났다.");
        let sentences = Splitter::default().split(&text, Language::Korean);
        assert_eq!(sentences.len(), 3, "{open}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_come_back_whole(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for language in LANGUAGES {
            for splitter in splitters_once() {
                check_tiles(&text, splitter, language);
            }
        }
    }

    #[test]
    fn each_judgement_is_a_place_in_the_text(text in "[가-힣a-zA-Z .?!…“”‘’\"'()\\[\\]0-9ㅋ~•]{0,120}") {
        for language in LANGUAGES {
            for splitter in splitters_once() {
                let judgements = splitter.explain(&text, language);
                prop_assert!(judgements.is_sorted_by_key(|judgement| judgement.at));
                let ends: Vec<usize> = judgements
                    .iter()
                    .filter(|judgement| judgement.is_end())
                    .map(|judgement| judgement.at)
                    .collect();
                let mut split: Vec<usize> =
                    splitter.split(&text, language).iter().map(|span| span.end).collect();
                split.pop();
                prop_assert_eq!(ends, split);
                prop_assert!(judgements.iter().all(|judgement| text.is_char_boundary(judgement.at)));
            }
        }
    }
}

/// The splitters, their lists read once.
fn splitters_once() -> &'static [Splitter; 2] {
    static SPLITTERS: std::sync::OnceLock<[Splitter; 2]> = std::sync::OnceLock::new();
    SPLITTERS.get_or_init(splitters)
}

/// Every run of seven out of a few characters: marks of one byte and of several, side by side.
#[test]
fn runs_of_marks_of_any_width_are_cut_between_characters() {
    const PIECES: [char; 4] = ['.', '…', ' ', ']'];
    let splitter = Splitter::default();
    for number in 0..PIECES.len().pow(7) {
        let digit = |place: u32| number / PIECES.len().pow(place) % PIECES.len();
        let run: String = (0..7).map(|place| PIECES[digit(place)]).collect();
        for language in LANGUAGES {
            check_tiles(&format!("a{run}"), &splitter, language);
        }
    }
}
