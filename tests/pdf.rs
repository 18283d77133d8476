//! PDF that is no article: a clear error, soon, and no panic. Articles in PDF are among `tests/cases/articles`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::project;
use naranhi::reader;

/// A PDF of one page that is drawn by `content`; `more` are further objects, from number 6.
fn pdf(content: &str, resources: &str, more: &[&str]) -> Vec<u8> {
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    );
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        &page,
        &stream,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (index, object) in objects.iter().chain(more).enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let size = objects.len() + more.len() + 1;
    let place = file.len();
    file += &format!("xref\n0 {size}\n0000000000 65535 f \n{table}");
    file += &format!("trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{place}\n%%EOF\n");
    file.into_bytes()
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    let started = Instant::now();
    let page = reader::page(bytes, "x.pdf", None);
    assert!(started.elapsed() < Duration::from_secs(20));
    page.map(|page| page.text)
        .map_err(|error| error.to_string())
}

#[track_caller]
fn refuses(bytes: Vec<u8>, part: &str) {
    let message = text(bytes).unwrap_err();
    assert!(
        message.contains("x.pdf") && message.contains(part),
        "{message}"
    );
}

#[test]
fn the_text_of_a_page() {
    let content = "BT /F 12 Tf 50 700 Td (It rained all night) Tj 0 -14 Td (in the town.) Tj ET";
    assert_eq!(
        text(pdf(content, "", &[])).unwrap(),
        "It rained all night in the town.\n"
    );
}

#[test]
fn programs_that_write_no_spaces_move_on() {
    let content = "BT /F 12 Tf 50 700 Td [(It)-300(rained)-300(in)-300(the)-300(town.)] TJ ET";
    assert_eq!(
        text(pdf(content, "", &[])).unwrap(),
        "It rained in the town.\n"
    );
}

#[test]
fn pictures_alone() {
    refuses(pdf("0 0 100 100 re f", "", &[]), "character recognition");
}

#[test]
fn a_password() {
    let bytes = fs::read(project("tests/cases/pdf/encrypted.pdf")).unwrap();
    refuses(bytes, "encrypted; save it without a password");
}

#[test]
fn a_file_that_is_cut_off() {
    let whole = fs::read(project("tests/cases/articles/en-columns.pdf")).unwrap();
    for length in [9, 1000, whole.len() / 2] {
        refuses(whole[..length].to_vec(), "damaged or cut off");
    }
}

#[test]
fn nesting_without_end() {
    refuses(pdf("", "", &[&"[".repeat(1_000_000)]), "nested");
    refuses(pdf("", "", &[&"<</A".repeat(1_000_000)]), "nested");
}

#[test]
fn more_than_a_page_can_hold() {
    let line = "(It rained in the town.) Tj 0 -1 Td ";
    let content = |times| format!("BT /F 12 Tf {} ET", line.repeat(times));
    refuses(pdf(&content(50_000), "", &[]), "more than 1 MB");
    refuses(pdf(&content(500_000), "", &[]), "more than 16 MB");
}

#[test]
fn forms_that_draw_themselves() {
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 12>>\
                stream\n/X Do /X Do \nendstream";
    let resources = "/XObject<</X 6 0 R>>";
    refuses(pdf("/X Do", resources, &[form]), "no text");
}

#[test]
fn a_table_of_objects_that_claims_billions() {
    let bytes = String::from_utf8(pdf("", "", &[])).unwrap();
    refuses(
        bytes
            .replace("xref\n0 6", "xref\n0 4294967295")
            .into_bytes(),
        "damaged",
    );
}
