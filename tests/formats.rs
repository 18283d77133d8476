//! Articles in PDF, and the segments of TMX and XLIFF as articles; damaged files of every format.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{Cursor, Read, Write};

use common::{Folder, project};
use naranhi::reader::{self, FurnitureRules};
use naranhi::segment::Splitter;
use naranhi::{Layout, Segment};
use predicates::prelude::*;
use predicates::str::contains;
use proptest::prelude::*;
use proptest::sample::Index;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn case(name: &str) -> Vec<u8> {
    fs::read(project("tests/cases/pdf").join(name)).unwrap()
}

fn segments(bytes: Vec<u8>, name: &str) -> Vec<Segment> {
    let page = reader::page(bytes, name, None).unwrap();
    let article = reader::read(&page, Layout::Page, &FurnitureRules::default()).unwrap();
    Splitter::default().segments(&article)
}

/// The page of `pairs/heat-wave` as LibreOffice sets it: how many of its sentences come out whole.
#[test]
fn sentences_of_a_pdf_come_out() {
    let gold = fs::read_to_string(project("pairs/heat-wave/gold.tsv")).unwrap();
    for (name, column, least) in [
        ("ko-printed.pdf", 0, 30),
        ("ko-columns.pdf", 0, 31),
        ("en-columns.pdf", 1, 27),
    ] {
        let found: HashSet<String> = segments(case(name), name)
            .into_iter()
            .map(|segment| segment.text)
            .collect();
        let sentences: Vec<&str> = gold
            .lines()
            .skip(1)
            .flat_map(|row| row.split('\t').nth(column).unwrap().split(" ‖ "))
            .filter(|sentence| !sentence.is_empty())
            .collect();
        let whole = sentences.iter().filter(|s| found.contains(**s)).count();
        assert!(
            whole >= least,
            "{name}: {whole} of {} sentences",
            sentences.len()
        );
    }
}

/// The pages of `pairs` wrapped at 72 columns, as mail is: nearly all sentences come out as they do of the pages.
#[test]
fn sentences_of_wrapped_text_come_out_whole() {
    let texts = fs::read_dir(project("pairs")).unwrap().flat_map(|pair| {
        let pair = pair.unwrap().path();
        ["ko.txt", "en.txt"].map(|name| fs::read_to_string(pair.join(name)))
    });
    let width = textwrap::Options::new(72)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    let (mut whole, mut sentences) = (0, 0);
    for text in texts.flatten() {
        let wrapped = textwrap::fill(&text, &width);
        let found: HashSet<String> = segments(wrapped.into_bytes(), "wrapped.txt")
            .into_iter()
            .map(|segment| segment.text)
            .collect();
        for segment in segments(text.into_bytes(), "page.txt") {
            whole += usize::from(found.contains(&segment.text));
            sentences += 1;
        }
    }
    println!("{whole} of {sentences} sentences");
    assert!(sentences > 1000, "{sentences} sentences");
    assert!(
        whole * 100 >= sentences * 99,
        "{whole} of {sentences} sentences"
    );
}

#[test]
fn a_pdf_is_aligned_with_a_warning() {
    let folder = Folder::with(&[
        ("ko.pdf", case("ko-printed.pdf")),
        ("en.pdf", case("en-columns.pdf")),
    ]);
    folder
        .naranhi("align ko.pdf en.pdf -o out.tsv")
        .assert()
        .success()
        .stderr(contains("ko.pdf: read from a PDF").and(contains("en.pdf: read from a PDF")));
    assert!(
        folder
            .read("out.tsv")
            .contains("The Korean Peninsula baked")
    );
}

#[test]
fn memories_and_xliff_are_read_as_segments() {
    let folder = Folder::with_articles();
    folder
        .naranhi("align ko.txt en.txt -o m.tmx")
        .assert()
        .success();
    for file in ["m.tmx", "m.xlf", "m.xliff"] {
        if file != "m.tmx" {
            let convert = format!("tmx convert m.tmx {file}");
            folder.naranhi(&convert).assert().success();
        }
        // Both languages of one file are aligned anew; one side of it, with an article in another file.
        for (inputs, out) in [
            (file.to_owned(), "both.tsv"),
            (format!("{file} en.txt"), "one.tsv"),
        ] {
            folder
                .naranhi(&format!("align {inputs} -o {out}"))
                .assert()
                .success();
            let rows = folder.read(out);
            let row = "2-1\t노태우 대통령이 27일 오후 베이징에 도착했다. 공항에는 관계자 50여 명이 나왔다.\t";
            assert!(
                rows.contains(row) || rows.contains(&row.replace("2-1", "1-1")),
                "{inputs}: {rows}"
            );
            assert!(rows.contains("노 대통령은 30일 귀국한다.\tHe returns home on the 30th."));
        }
    }
    folder.write("cut.tmx", &folder.read("m.tmx")[..700]);
    folder
        .naranhi("align cut.tmx en.txt -o out.tsv")
        .assert()
        .code(2)
        .stderr(contains("cut.tmx"));
}

/// A file of each format, with what its name must end in. Of documents, the XML that is packed in them.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let read = |path: &str| fs::read(project(path)).unwrap();
    let unpacked = |path: &str, part: &str| {
        let mut zip = ZipArchive::new(Cursor::new(read(path))).unwrap();
        let mut xml = Vec::new();
        zip.by_name(part).unwrap().read_to_end(&mut xml).unwrap();
        xml
    };
    let articles = "tests/cases/articles";
    vec![
        ("pdf", case("en-columns.pdf")),
        ("pdf", case("ko-printed.pdf")),
        ("tmx", read("tm/ai-startup.tmx")),
        (
            "xlf",
            "<xliff version='1.2'><file source-language='ko'><body><trans-unit id='1'><source>비<g id='1'>가</g></source>\
             <target>a&amp;</target></trans-unit></body></file></xliff>"
                .into(),
        ),
        ("html", read(&format!("{articles}/menus.html"))),
        ("html", read(&format!("{articles}/ko-utf16.html"))),
        ("txt", read(&format!("{articles}/ko-donga.pasted"))),
        ("md", "# 제목\n\n비가 *왔다*. [눈](http://x)\n\n> 인용\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |\n".into()),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\n<i>비가</i> {\\an8}왔다.\n\n2\n00:00:03,000 --> 00:00:04,000\n눈.\n".into()),
        ("docx", unpacked(&format!("{articles}/ko-report.docx"), DOCX)),
        ("odt", unpacked(&format!("{articles}/en-report.odt"), ODT)),
    ]
}

const DOCX: &str = "word/document.xml";
const ODT: &str = "content.xml";

fn packed(xml: &[u8], part: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    zip.write_all(xml).unwrap();
    zip.finish().unwrap().into_inner()
}

/// What happens to a file: a byte is another one, a part is gone, a part comes twice.
#[derive(Clone, Debug)]
enum Damage {
    Byte(Index, u8),
    Gone(Index, usize),
    Twice(Index, usize),
}

impl Damage {
    fn befall(&self, bytes: &mut Vec<u8>) {
        let whole = bytes.len();
        let part = |place: &Index, length: usize| {
            let start = place.index(whole);
            start..whole.min(start + length)
        };
        match self {
            _ if bytes.is_empty() => {}
            Damage::Byte(place, byte) => bytes[part(place, 0).start] = *byte,
            Damage::Gone(place, length) => drop(bytes.drain(part(place, *length))),
            Damage::Twice(place, length) => bytes.extend_from_within(part(place, *length)),
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(place, byte)| Damage::Byte(place, byte)),
        1 => (any::<Index>(), 1..3000_usize).prop_map(|(place, length)| Damage::Gone(place, length)),
        1 => (any::<Index>(), 1..3000_usize).prop_map(|(place, length)| Damage::Twice(place, length)),
    ]
}

proptest! {
    /// Files that were damaged anywhere are read or refused, whatever format they are in.
    #[test]
    fn damaged_files_are_read_or_refused(
        file in prop::sample::select(files()),
        damages in prop::collection::vec(damage(), 1..20),
    ) {
        let (ending, mut bytes) = file;
        for damage in damages {
            damage.befall(&mut bytes);
        }
        let bytes = match ending {
            "docx" => packed(&bytes, DOCX),
            "odt" => packed(&bytes, ODT),
            _ => bytes,
        };
        if let Ok(page) = reader::page(bytes, &format!("damaged.{ending}"), None) {
            let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
            let _ = reader::apart(&page);
        }
    }
}
