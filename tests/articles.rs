//! Pages as people save them, in `tests/cases/articles`: of NAME.html exactly the lines of NAME.txt are the article.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use common::{Folder, project};
use naranhi::reader::{self, FurnitureRules, Page};
use naranhi::segment::Splitter;
use naranhi::{Article, Layout, Role};
use proptest::prelude::*;

fn read(html: &str) -> Article {
    let page = reader::page(html.into(), "page", None).unwrap();
    reader::read(&page, Layout::Page, &FurnitureRules::default()).unwrap()
}

fn paragraphs(article: &Article) -> Vec<&str> {
    let text = |span: naranhi::Span| &article.text[span.range()];
    article.paragraphs.iter().map(|p| text(p.span)).collect()
}

/// The sentences of an article, each with how often it stands there.
fn sentences(article: &Article) -> BTreeMap<String, usize> {
    let mut sentences = BTreeMap::new();
    for segment in Splitter::default().segments(article) {
        *sentences.entry(segment.text).or_default() += 1;
    }
    sentences
}

/// What was reached on pages that no rule was made for; to be raised.
const PRECISION_UNSEEN: f64 = 0.864;
const RECALL_UNSEEN: f64 = 0.984;
/// The same on the oddest of them.
const PRECISION_ODDEST: f64 = 0.740;
const RECALL_ODDEST: f64 = 0.955;
/// What was reached on pages that were copied whole, which rules were made for; to be raised.
const PRECISION_COPIED: f64 = 0.886;
const RECALL_COPIED: f64 = 0.986;

/// Pages as browsers save them, and as they are copied (`.pasted`), of a folder, with their paths, in order.
fn pages(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(project(folder)).unwrap();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| {
        ["html", "pasted", "docx", "odt", "pdf"]
            .iter()
            .any(|e| path.extension() == Some(e.as_ref()))
    });
    pages.sort();
    pages
}

/// What comes out of the pages of a folder, beside what should.
#[derive(Default)]
struct Comparison {
    right: usize,
    missing: Vec<String>,
    too_much: Vec<String>,
    wrong_headlines: Vec<String>,
}

impl Comparison {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.too_much.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missing.len()) as f64
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "precision {:.4}, recall {:.4} of {} sentences\nmissing:\n{}\ntoo much:\n{}\nwrong headlines:\n{}",
            self.precision(),
            self.recall(),
            self.right,
            self.missing.join("\n"),
            self.too_much.join("\n"),
            self.wrong_headlines.join("\n")
        )
    }
}

fn compare(folder: &str) -> Comparison {
    let mut all = Comparison::default();
    for path in pages(folder) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let page = reader::page(fs::read(&path).unwrap(), &name, None).unwrap();
        let rules = FurnitureRules::default();
        let article = reader::read(&page, Layout::Page, &rules).unwrap();
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let headline = expected.lines().next().unwrap();
        let expected = reader::read(
            &Page::plain(expected.as_str(), "x"),
            Layout::KeepFurniture,
            &rules,
        );
        let mut expected = expected.unwrap();
        expected.paragraphs[0].role = Role::Headline;
        let (found, expected) = (sentences(&article), sentences(&expected));
        for (sentence, &count) in &expected {
            let times = found.get(sentence).copied().unwrap_or_default();
            all.right += count.min(times);
            all.missing
                .extend((times..count).map(|_| format!("{name}: {sentence}")));
        }
        for (sentence, &count) in &found {
            let times = expected.get(sentence).copied().unwrap_or_default();
            all.too_much
                .extend((times..count).map(|_| format!("{name}: {sentence}")));
        }
        let first = article.paragraphs[0];
        if first.role != Role::Headline || paragraphs(&article)[0] != headline {
            all.wrong_headlines
                .push(format!("{name}: {}", paragraphs(&article)[0]));
        }
    }
    all
}

/// Of all sentences that come out, 99 % must be the articles'; of all that the articles have, 99.9 % must come out.
#[test]
fn of_each_page_its_article_comes_out() {
    let all = compare("tests/cases/articles");
    assert!(
        all.precision() >= 0.99 && all.recall() >= 0.999 && all.wrong_headlines.is_empty(),
        "{all}"
    );
}

/// Pages that no rule was made for: the figures are those that were reached, rounded down.
#[test]
fn of_pages_never_seen_the_articles_come_out_too() {
    let all = compare("tests/cases/unseen");
    assert!(
        all.precision() >= PRECISION_UNSEEN && all.recall() >= RECALL_UNSEEN,
        "{all}"
    );
}

#[test]
fn of_the_oddest_pages_most_of_the_article_comes_out() {
    let all = compare("tests/cases/oddest");
    assert!(
        all.precision() >= PRECISION_ODDEST && all.recall() >= RECALL_ODDEST,
        "{all}"
    );
}

#[test]
fn of_pages_copied_whole_the_articles_come_out_too() {
    let all = compare("tests/cases/copied");
    assert!(
        all.precision() >= PRECISION_COPIED && all.recall() >= RECALL_COPIED,
        "{all}"
    );
}

#[test]
fn what_a_page_says_of_itself_is_read() {
    let article = read(&fs::read_to_string(project("tests/cases/articles/menus.html")).unwrap());
    let metadata = article.metadata;
    assert_eq!(
        metadata.title.as_deref(),
        Some("해오름시, 폐교를 도서관으로")
    );
    assert_eq!(metadata.author.as_deref(), Some("홍길동"));
    assert_eq!(metadata.date.as_deref(), Some("2025-03-04T09:12:00+09:00"));
    assert_eq!(metadata.section.as_deref(), Some("사회"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.com/news/1"));
}

#[test]
fn what_is_left_out_of_a_page_leaves_a_trace() {
    let article = read(&fs::read_to_string(project("tests/cases/articles/menus.html")).unwrap());
    let rules: Vec<(&str, &str)> = article
        .left_out
        .iter()
        .map(|left_out| (left_out.rule.as_str(), &article.text[left_out.span.range()]))
        .collect();
    for expected in [
        ("navigation", "날씨는 오늘 맑다."),
        (
            "photo",
            "4일 해오름시청에서 열린 발표회 모습이다. 해오름시 제공",
        ),
        ("aside", "해오름시, 버스 요금을 올린다."),
        ("outside the article", "어제 산불이 꺼졌다."),
        ("page footer", "무단전재 및 재배포 금지"),
    ] {
        assert!(
            rules.contains(&expected),
            "{expected:?} is not in {rules:?}"
        );
    }
}

#[test]
fn a_saved_page_is_aligned_as_its_text_is() {
    let folder = Folder::with_articles();
    let page = |text: &str| {
        let paragraphs: Vec<String> = text.lines().map(|line| format!("<p>{line}</p>")).collect();
        format!("<html><body>{}</body></html>", paragraphs.join("\n"))
    };
    folder.write("ko.html", page(common::KOREAN));
    folder.write(
        "en.html",
        encoding_rs::UTF_8.encode(&page(common::ENGLISH)).0,
    );
    let plain = folder.run("align ko.txt en.txt --document x").out;
    assert_eq!(folder.run("align ko.html en.html --document x").out, plain);
    let cp949 = format!("<meta charset='euc-kr'>{}", page(common::KOREAN));
    folder.write("old.html", encoding_rs::EUC_KR.encode(&cp949).0);
    assert_eq!(folder.run("align old.html en.txt --document x").out, plain);
}

#[test]
fn the_language_is_that_of_the_main_text() {
    let menu = "<li>Another headline of the day in English</li>".repeat(100);
    let article = "<p>해오름시가 폐교를 도서관으로 바꾼다. 시장은 4일 이렇게 밝혔다.</p>".repeat(3);
    let html =
        format!("<html><body><nav><ul>{menu}</ul></nav><article>{article}</article></body></html>");
    assert_eq!(read(&html).language, naranhi::Language::Korean);
}

#[test]
fn the_outputs_say_where_the_article_is_from() {
    let folder = Folder::with_articles();
    let pages = project("tests/cases/articles");
    let [korean, english] = ["menus.html", "breaks.html"].map(|name| pages.join(name));
    let arguments = format!(
        "align {} {} -o x.jsonl -o x.tmx",
        korean.display(),
        english.display()
    );
    folder.run(&arguments);
    let lines = folder.read("x.jsonl");
    let document: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(document["source"]["date"], "2025-03-04T09:12:00+09:00");
    assert_eq!(document["source"]["author"], "홍길동");
    // The second page says nothing in its elements; its byline does.
    assert_eq!(document["target"]["author"], "Gil-dong Hong");
    assert!(document["target"]["url"].is_null());
    let memory = folder.read("x.tmx");
    let header = &memory[..memory.find("<body>").unwrap()];
    assert!(header.contains(r#"<prop type="x-source-url">https://example.com/news/1</prop>"#));
    assert!(header.contains(r#"<prop type="x-target-title">"#) && !header.contains("x-target-url"));
    assert!(header.trim_end().ends_with("</header>"));
}

proptest! {
    /// Markup cut and glued anywhere is read or refused, and every mark is a line of the text.
    #[test]
    fn broken_pages_are_read_or_refused(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div", ">", "<nav>", "</nav>", "<h1>", "</h1>", "<table><tr>", "<b><i></b>", "<!--", "-->",
            "<script>", "&amp;", "&#0;", "&nbsp", "비가 왔다. ", "It rained.", "\"", "<svg>", "<template>", "</html>",
            "WEBVTT", "\n\n1\n00:01.000 --> 00:02.000\n", "\u{feff}", "{\\an8", "<title>", "<frameset>",
        ]), 0..40),
    ) {
        let text = format!("<p>{}", parts.concat());
        for text in [text.as_str(), &text[3..]] {
            let page = reader::page(text.into(), "page", None).unwrap();
            for mark in &page.marks {
                prop_assert!(!page.text[mark.span.range()].contains('\n'));
            }
            let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
        }
    }

    /// What begins as a zip or as UTF-16 and goes on anyhow is read or refused.
    #[test]
    fn broken_bytes_are_read_or_refused(
        head in prop::sample::select(vec![&b"PK\x03\x04"[..], b"\xff\xfe", b"\xfe\xff", b"<meta charset=euc-kr>", b""]),
        tail in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        if let Ok(page) = reader::page([head, &tail].concat(), "page", None) {
            let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
        }
    }
}
