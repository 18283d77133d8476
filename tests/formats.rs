//! Articles in PDF, and the segments of TMX and XLIFF as articles.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashSet;
use std::fs;

use common::{Folder, project};
use naranhi::reader::{self, FurnitureRules};
use naranhi::segment::Splitter;
use naranhi::{Layout, Segment};
use predicates::prelude::*;
use predicates::str::contains;
use proptest::prelude::*;

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

proptest! {
    /// Files that were damaged anywhere are read or refused.
    #[test]
    fn damaged_files_are_read_or_refused(
        file in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        kept in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = match file {
            0 => case("en-columns.pdf"),
            1 => fs::read(project("tm/ai-startup.tmx")).unwrap(),
            _ => b"<xliff version=\"1.2\"><file source-language=\"ko\"><body><trans-unit id=\"1\"><source>\xea\xb0\x80\
                </source><target>a</target></trans-unit></body></file></xliff>".to_vec(),
        };
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(kept.index(bytes.len()));
        }
        if let Ok(page) = reader::page(bytes, "damaged", None) {
            let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
        }
    }
}
