//! What a service that embeds naranhi relies on.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::Cursor;

use common::team::{TARGET, sheet};
use common::{ENGLISH, Folder, KOREAN};
use naranhi::anchor::Glossary;
use naranhi::anchor::sound::SoundModel;
use naranhi::export::{DocumentInfo, Format};
use naranhi::lexicon::Lexicon;
use naranhi::memory::search::Search;
use naranhi::memory::{self, Units, clean::Cleaner, merge::Merger};
use naranhi::reader::{self, FurnitureRules, Page};
use naranhi::review::apply::Settings;
use naranhi::review::{self, Log, Memory, Origins, Sheet, WayOut};
use naranhi::segment::Splitter;
use naranhi::{Aligner, AlignerBuilder, Alignment, Article, Error, Languages};

/// That this compiles is the test.
#[test]
fn what_is_long_lived_goes_to_other_threads() {
    fn is_send<T: Send>() {}
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Aligner>();
    is_shared::<AlignerBuilder>();
    is_shared::<Alignment>();
    is_shared::<Article>();
    is_shared::<Error>();
    is_shared::<FurnitureRules>();
    is_shared::<Glossary>();
    is_shared::<Lexicon>();
    is_shared::<Page>();
    is_shared::<Search>();
    is_shared::<SoundModel>();
    is_shared::<Splitter>();
    is_shared::<(Sheet, Memory, Origins, Log)>();
    // What is read or fed one unit after the other is of one thread at a time.
    is_send::<Units>();
    is_send::<(Cleaner, Merger)>();
}

/// What helps is the caller's to say: the library has no command line.
#[test]
fn no_error_names_an_option_of_the_program() {
    let folder = Folder::with(&[
        ("english.tsv", "It rained.\t비가 왔다.\n"),
        ("log.jsonl", "no decision\n"),
    ]);
    let furniture = Aligner::new().align("Go to contents\n", "서울에 비가 내렸다.");
    let given = Some("euc-kr".parse().unwrap());
    let errors = [
        furniture.unwrap_err(),
        reader::decode("비".into(), "ko.txt", given).unwrap_err(),
        reader::decode(b"\x89PNG\r\n\x1a\n".into(), "ko.txt", None).unwrap_err(),
        memory::read(&folder.path("english.tsv"), &Languages::default())
            .err()
            .unwrap(),
        Log::read(&folder.path("log.jsonl")).unwrap_err(),
    ];
    for error in errors {
        assert!(!error.to_string().contains("--"), "{error}");
    }
}

#[test]
fn a_row_that_two_sheets_have_says_what_may_help() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 1, TARGET, "Roh is in Beijing.");
    sheet(&folder, "lee.csv", 1, TARGET, "Roh comes to Beijing.");
    let sheets = ["kim.csv", "lee.csv"].map(|name| Sheet::read(&folder.path(name)).unwrap());
    let origins = Origins::of_sheets(&sheets);
    let applied = review::apply(Memory::default(), &origins, &sheets, &Settings::default());
    let [problem] = &applied.problems[..] else {
        panic!("{:?}", applied.problems);
    };
    assert_eq!(problem.way_out, Some(WayOut::EachSheet));
    assert!(!problem.to_string().contains("--"), "{problem}");
}

/// A service has what was uploaded, and no files.
#[test]
fn what_is_read_needs_no_files() {
    let alignment = Aligner::new().align(KOREAN, ENGLISH).unwrap();
    let info = DocumentInfo::new("roh", &alignment);
    let written = |format: Format| {
        let mut bytes = Vec::new();
        format.write(&mut bytes, &alignment, &info).unwrap();
        bytes
    };
    let sheet = Sheet::from_bytes(written(Format::Xlsx), "roh.xlsx").unwrap();
    assert_eq!(sheet.rows.len(), 3);
    let sheets = [sheet];
    let mut origins = Origins::of_sheets(&sheets);
    let records = written(Format::Jsonl);
    origins
        .add_alignment(&records[..], "roh.jsonl", &sheets)
        .unwrap();
    let applied = review::apply(Memory::default(), &origins, &sheets, &Settings::default());
    assert_eq!(applied.problems, []);
    let mut log = Vec::new();
    Log::default().write_with(&mut log, &applied.log).unwrap();
    let log = Log::parse(String::from_utf8(log).unwrap(), "roh.review.jsonl").unwrap();
    assert_eq!(log.said().len(), applied.log.len());
    for (format, as_memory) in [
        (Format::Tmx, memory::Format::Tmx),
        (Format::Jsonl, memory::Format::Jsonl),
        (Format::Csv, memory::Format::Csv),
    ] {
        let bytes = Cursor::new(written(format));
        let units = memory::read_stream(bytes, as_memory, "roh", &Languages::default()).unwrap();
        assert_eq!(units.map(Result::unwrap).count(), 3, "{format:?}");
    }
}
