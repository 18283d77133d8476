//! What holds for any text at all, tried on random ones: sentences tile the paragraph, every segment is in exactly one
//! bead, and no character that can be seen is lost.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use naranhi::align::Side;
use naranhi::segment::Splitter;
use naranhi::{Aligner, Alignment, Error, Language, Layout, Role, normalize};
use proptest::prelude::*;
use proptest::sample::Index;

/// Numbers, and what makes dates, times, sums, units and shares of them, in both languages.
const NUMBERS: &[&str] = &[
    "0715",
    "1534",
    "GMT",
    "Sept.",
    "May",
    "2",
    "3",
    "19",
    "2025",
    "2025.9.4",
    "1,234.5",
    "$",
    "bn",
    "(",
    ")",
    "percent",
    "%",
    "half",
    "XVI",
    "Benedict",
    "last year",
    "Tuesday",
    "3rd",
    "km",
    "bp",
    "and",
    "two",
    "million",
    "9월",
    "3일",
    "일",
    "월",
    "년",
    "지난해",
    "조",
    "억",
    "원",
    "만",
    "명 중",
    "하루",
    "반",
    "시",
    "분",
    "9.11",
    "911",
    "테러",
    "할",
    "푼",
    "세 명",
    "14∼15",
    "㎿",
    "법",
    "만에",
    "kg",
    "°C",
    "-",
    "영하",
    "7년 6개월",
];

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];
const LAYOUTS: [Layout; 3] = [Layout::Page, Layout::KeepFurniture, Layout::Presegmented];

/// What both languages have in common and rules look at: marks, quotes, brackets, digits, white space of every kind,
/// characters that cannot be seen, letters not composed, and characters of four bytes.
const COMMON: &[&str] = &[
    ".",
    ".",
    ". ",
    "? ",
    "! ",
    "…",
    "...",
    "。",
    ",",
    ":",
    ";",
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "(",
    ")",
    "[",
    "]",
    "「",
    "」",
    "<",
    ">",
    "·",
    "-",
    "—",
    "=",
    "%",
    "$",
    "&",
    "@",
    "0",
    "1",
    "12",
    "3.5",
    "1,200",
    "2025",
    "9:05",
    " ",
    " ",
    " ",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{1112}\u{1161}",
    "e\u{301}",
    "\u{301}",
    "\u{1}",
    "\u{fffe}",
    "😀",
    "𠀀",
    "漢",
    "ⓒ",
];

const KOREAN: &[&str] = &[
    "대통령이 ",
    "했다.",
    "했다. ",
    "말했다.",
    "고 말했다. ",
    "라고",
    "며 ",
    "1조2000억 원",
    "3만5000명",
    "세 번째 ",
    "9월 3일 ",
    "오후 3시 30분",
    "박병광 ",
    "베이징에서 ",
    "북한은 ",
    "APEC ",
    "K팝",
    "가",
    "이",
    "ㄱ",
    "ㅋㅋ",
    "십",
    "본문 바로가기\n",
    "입력 2025-09-04 07:38\n",
    "홍길동 기자 gildong@example.com\n",
    "많이 본 뉴스\n",
    "노태우 베이징 도착\n",
];

const ENGLISH: &[&str] = &[
    "The president ",
    "said. ",
    "said.",
    "arrived in Beijing ",
    "Mr. ",
    "U.S. ",
    "Sept. 3 ",
    "a.m. ",
    "Inc. ",
    "No. ",
    "A. ",
    "p. ",
    "two trillion ",
    "twenty-first ",
    "3.2 billion won ",
    "Park Byeong-kwang ",
    "APEC ",
    "I",
    "x",
    "half ",
    "O'Neil ",
    "Go to contents\n",
    "Posted September. 04, 2025 07:38\n",
    "Na-Ri Shin journari@example.com\n",
    "Most viewed\n",
    "Roh arrives in Beijing\n",
];

/// Text of up to `most` pieces out of a list and of those that all have in common.
fn text_of(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(pieces),
        2 => prop::sample::select(COMMON),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// A paragraph for the splitter: any characters at all, or what its rules look at.
fn paragraph() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        "[가-힣a-zA-Z .?!…“”‘’\"'()\\[\\]0-9\n]{0,80}",
        text_of(KOREAN, 40),
        text_of(ENGLISH, 40),
    ]
}

fn splitter() -> &'static Splitter {
    static SPLITTER: OnceLock<Splitter> = OnceLock::new();
    SPLITTER.get_or_init(Splitter::default)
}

/// The aligner with given settings. Reading the word lists takes longer than a case does, so that each is made once.
fn aligner(source: Language, layout: Layout) -> &'static Aligner {
    static ALIGNERS: OnceLock<Vec<Aligner>> = OnceLock::new();
    let position = LANGUAGES.iter().position(|&l| l == source).unwrap() * LAYOUTS.len()
        + LAYOUTS.iter().position(|&l| l == layout).unwrap();
    &ALIGNERS.get_or_init(|| {
        let build = |source, layout| {
            let builder = Aligner::builder().source_language(source).layout(layout);
            builder.build().unwrap()
        };
        LANGUAGES
            .iter()
            .flat_map(|&source| LAYOUTS.map(|layout| build(source, layout)))
            .collect()
    })[position]
}

/// Paragraphs and what was left out hold everything that can be seen, once and in order; segments hold the paragraphs.
fn check_side(side: &Side, text: &str) -> Result<(), TestCaseError> {
    let article = &side.article;
    prop_assert_eq!(&article.text, text);
    let mut spans: Vec<_> = article.paragraphs.iter().map(|p| p.span).collect();
    prop_assert!(spans.is_sorted_by_key(|span| span.start));
    spans.extend(article.left_out.iter().map(|left_out| left_out.span));
    spans.sort_by_key(|span| span.start);
    check_gaps(text, 0..text.len(), spans.iter().map(|span| span.range()))?;

    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        let segments = side.segments.iter().filter(|s| s.paragraph == index);
        check_gaps(
            text,
            paragraph.span.range(),
            segments.map(|s| s.span.range()),
        )?;
    }
    for segment in &side.segments {
        prop_assert_eq!(&segment.text, &normalize(&text[segment.span.range()]));
        prop_assert!(!segment.text.is_empty());
        prop_assert_eq!(segment.role, article.paragraphs[segment.paragraph].role);
    }
    prop_assert!(side.segments.is_sorted_by_key(|segment| segment.span.start));
    let headlines = article
        .paragraphs
        .iter()
        .filter(|p| p.role == Role::Headline);
    prop_assert!(headlines.count() <= 1);
    Ok(())
}

/// `parts` must lie within `whole`, in order and apart, with nothing between them that can be seen.
fn check_gaps(
    text: &str,
    whole: std::ops::Range<usize>,
    parts: impl Iterator<Item = std::ops::Range<usize>>,
) -> Result<(), TestCaseError> {
    let mut reached = whole.start;
    for part in parts.chain(std::iter::once(whole.end..whole.end)) {
        prop_assert!(reached <= part.start && part.start <= part.end && part.end <= whole.end);
        let gap = &text[reached..part.start];
        prop_assert!(normalize(gap).is_empty(), "lost: {:?}", gap);
        reached = part.end;
    }
    Ok(())
}

/// Every segment is in exactly one bead, and each bead is one that can be.
fn check_beads(alignment: &Alignment) -> Result<(), TestCaseError> {
    let mut targets = Vec::new();
    let mut reached = 0;
    for bead in &alignment.beads {
        prop_assert!(!bead.source.is_empty() || !bead.target.is_empty());
        prop_assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
        prop_assert!(bead.score.is_finite(), "{bead:?}");
        // Beads are in the order of the source.
        if !bead.source.is_empty() {
            prop_assert_eq!(bead.source.start, reached);
            reached = bead.source.end;
        }
        targets.extend(bead.target.clone());
    }
    prop_assert!((0.0..=1.0).contains(&alignment.paired()));
    prop_assert_eq!(reached, alignment.source.segments.len());
    targets.sort_unstable();
    prop_assert!(targets.into_iter().eq(0..alignment.target.segments.len()));
    Ok(())
}

fn check_alignment(
    alignment: &Alignment,
    korean: &str,
    english: &str,
    source: Language,
) -> Result<(), TestCaseError> {
    let (source_text, target_text) = match source {
        Language::Korean => (korean, english),
        Language::English => (english, korean),
    };
    prop_assert_eq!(alignment.source.language(), source);
    check_side(&alignment.source, source_text)?;
    check_side(&alignment.target, target_text)?;
    check_beads(alignment)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn sentences_tile_the_paragraph(text in paragraph()) {
        for language in LANGUAGES {
            let mut reached = 0;
            for sentence in splitter().split(&text, language) {
                prop_assert_eq!(sentence.start, reached);
                prop_assert!(sentence.start < sentence.end);
                prop_assert!(text.is_char_boundary(sentence.end));
                // White space between two sentences belongs to the first.
                let begins_blank = text[sentence.range()].starts_with(char::is_whitespace);
                prop_assert!(reached == 0 || !begins_blank);
                reached = sentence.end;
            }
            prop_assert_eq!(reached, text.len());
        }
    }

    #[test]
    fn nothing_seen_is_lost_from_a_page(
        text in prop_oneof![text_of(KOREAN, 60), text_of(ENGLISH, 60), any::<String>()],
        layout in prop::sample::select(&LAYOUTS),
    ) {
        match aligner(Language::Korean, layout).segments(&text, "x") {
            Ok(side) => check_side(&side, &text)?,
            Err(Error::Empty { .. }) => prop_assert!(normalize(&text).is_empty()),
            Err(Error::OnlyFurniture { .. }) => prop_assert_eq!(layout, Layout::Page),
            Err(Error::UnknownLanguage { .. }) => {}
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_two_strings_are_aligned_or_refused(
        first in any::<String>(),
        second in any::<String>(),
        layout in prop::sample::select(&LAYOUTS),
    ) {
        // Few of them are articles; a line in each language makes them such.
        let (korean, english) = (format!("{first}\n한국이 이겼다."), format!("Korea won.\n{second}"));
        for (first, second) in [(&first, &second), (&korean, &english)] {
            if let Ok(alignment) = aligner(Language::Korean, layout).align(first, second) {
                check_beads(&alignment)?;
            }
        }
    }

    #[test]
    fn numbers_and_dates_in_any_order_are_aligned(
        korean in prop::collection::vec(prop::sample::select(NUMBERS), 0..12),
        english in prop::collection::vec(prop::sample::select(NUMBERS), 0..12),
        joined in prop::sample::select(&["", " ", "-", ".", ", "]),
    ) {
        // The days that words name are known where the pages say when they were published; and the languages, whatever
        // letters the numbers have, where there is more than them.
        let korean = format!(
            "예산 확정\n입력 2025-09-04 03:00\n\n정부가 어제 {} 썼다.\n\n{}",
            korean.join(joined),
            "국회는 이번 주부터 정부가 낸 예산안을 상임위원회마다 꼼꼼히 살펴보고 처리할 방침이라고 밝혔다. ".repeat(4)
        );
        let english = format!(
            "Budget is set\nPosted September. 04, 2025 07:40\n\nThe government spent {} yesterday.\n\n{}",
            english.join(joined),
            "Lawmakers said they would look at the budget line by line before they pass it. ".repeat(4)
        );
        let alignment = aligner(Language::Korean, Layout::Page).align(&korean, &english).unwrap();
        prop_assert!(alignment.source.article.metadata.day().is_some());
        check_beads(&alignment)?;
        for bead in &alignment.beads {
            alignment.number_difference(bead);
            alignment.shared_anchors(bead);
        }
    }

    #[test]
    fn every_segment_is_in_exactly_one_bead(
        korean in text_of(KOREAN, 80),
        english in text_of(ENGLISH, 80),
        source in prop::sample::select(&LANGUAGES),
        layout in prop::sample::select(&LAYOUTS),
        english_first in any::<bool>(),
    ) {
        let aligner = aligner(source, layout);
        let alignment = match english_first {
            true => aligner.align(&english, &korean),
            false => aligner.align(&korean, &english),
        };
        // Proptest gives up when too many are refused, so that most are surely aligned.
        prop_assume!(alignment.is_ok());
        check_alignment(&alignment.unwrap(), &korean, &english, source)?;
    }
}

/// The sentences of the articles in `pairs/`, in Korean and in English.
fn sentences() -> &'static Vec<[Vec<String>; 2]> {
    static SENTENCES: OnceLock<Vec<[Vec<String>; 2]>> = OnceLock::new();
    SENTENCES.get_or_init(|| {
        let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("pairs")).unwrap();
        let mut golds: Vec<PathBuf> = folders
            .map(|folder| folder.unwrap().path().join("gold.tsv"))
            .filter(|gold| gold.is_file())
            .collect();
        golds.sort_unstable();
        let read = |gold: PathBuf| {
            let text = fs::read_to_string(gold).unwrap();
            let column = |number| {
                let beads = text
                    .lines()
                    .skip(1)
                    .flat_map(move |l| l.split('\t').nth(number));
                let sentences = beads.flat_map(|bead| bead.split(" ‖ "));
                sentences
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            [column(0), column(1)]
        };
        golds.into_iter().map(read).collect()
    })
}

/// Runs of sentences, each of an article, that follow each other in any order: what the desk moved, added and left out, and
/// worse. A run ends with its article.
type Runs = Vec<(Index, usize, usize)>;

fn runs(how_many: Range<usize>) -> impl Strategy<Value = Runs> {
    prop::collection::vec((any::<Index>(), 0usize..10, 5usize..40), how_many)
}

fn text_of_runs(runs: &Runs, side: usize) -> String {
    let run = |(article, first, count): &(Index, usize, usize)| {
        let sentences = &article.get(sentences())[side];
        sentences.iter().skip(*first).take(*count)
    };
    runs.iter()
        .flat_map(run)
        .map(|s| format!("{s}\n"))
        .collect()
}

fn check_runs(korean: &Runs, english: &Runs, source: Language) -> Result<(), TestCaseError> {
    let (korean, english) = (text_of_runs(korean, 0), text_of_runs(english, 1));
    prop_assume!(!korean.is_empty() && !english.is_empty());
    let aligner = aligner(source, Layout::Presegmented);
    let alignment = aligner.align(&korean, &english).unwrap();
    check_alignment(&alignment, &korean, &english, source)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost_where_much_was_moved(
        korean in runs(1..6),
        english in runs(1..6),
        source in prop::sample::select(&LANGUAGES),
    ) {
        check_runs(&korean, &english, source)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Longer than what is aligned as a whole.
    #[test]
    fn nothing_is_lost_of_a_book(
        korean in runs(25..35),
        english in runs(25..35),
        source in prop::sample::select(&LANGUAGES),
    ) {
        check_runs(&korean, &english, source)?;
    }
}

/// Makes captions, which are left out, of some lines.
fn with_credits(text: &str, are_captions: &[bool], credit: &str) -> String {
    let lines = text.lines().zip(are_captions.iter().cycle());
    lines
        .map(|(line, is_caption)| match is_caption {
            true => format!("{line} {credit}\n"),
            false => format!("{line}\n"),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost_where_captions_come_back(
        runs in runs(1..3),
        korean_captions in prop::collection::vec(any::<bool>(), 1..9),
        english_captions in prop::collection::vec(any::<bool>(), 1..9),
        source in prop::sample::select(&LANGUAGES),
    ) {
        let [korean, english] = [0, 1].map(|side| text_of_runs(&runs, side));
        let korean = with_credits(&korean, &korean_captions, "/사진=한여울 기자");
        let english = with_credits(&english, &english_captions, "Photo by Han Yeo-ul");
        let alignment = aligner(source, Layout::Page).align(&korean, &english);
        prop_assume!(alignment.is_ok());
        check_alignment(&alignment.unwrap(), &korean, &english, source)?;
    }
}

#[test]
fn a_line_in_one_language_only_is_refused_by_what_it_is() {
    let refused = |first: &str, second: &str| Aligner::new().align(first, second).unwrap_err();
    assert!(matches!(refused("비가 왔다.", ""), Error::Empty { .. }));
    assert!(matches!(
        refused("비가 왔다.", "눈이 왔다."),
        Error::SameLanguage { .. }
    ));
}
