//! What a workbook may hold besides values: formulas, and cells that were merged.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs::File;
use std::io::{Read, Write};

use common::Folder;
use common::team::apply;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The first page of a workbook.
const PAGE: &str = "xl/worksheets/sheet1.xml";

fn folder() -> Folder {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx -o pair.tmx --document roh");
    folder
}

/// Changes the XML of the page that is reviewed; all else stays.
fn change_page(folder: &Folder, change: impl Fn(String) -> String) {
    let path = folder.path("pair.xlsx");
    let mut before = ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let mut after = ZipWriter::new(File::create(folder.path("new.xlsx")).unwrap());
    for index in 0..before.len() {
        let mut file = before.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == PAGE {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        after
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        after.write_all(&content).unwrap();
    }
    after.finish().unwrap();
    std::fs::rename(folder.path("new.xlsx"), path).unwrap();
}

/// The page with another cell under an address.
fn with_cell(page: &str, address: &str, content: &str) -> String {
    let start = page.find(&format!("<c r=\"{address}\"")).unwrap();
    let rest = &page[start..];
    let tag = rest.find('>').unwrap() + 1;
    let end = match rest[..tag].ends_with("/>") {
        true => tag,
        false => rest.find("</c>").unwrap() + "</c>".len(),
    };
    format!(
        "{}<c r=\"{address}\" {content}</c>{}",
        &page[..start],
        &rest[end..]
    )
}

/// The page with what it says of merged cells, which stands behind the filter.
fn with_merged(page: &str, merged: &str) -> String {
    let filter = page.find("<autoFilter").unwrap();
    let behind = filter + page[filter..].find("/>").unwrap() + "/>".len();
    format!("{}{merged}{}", &page[..behind], &page[behind..])
}

/// The page with an empty column before the others.
fn moved_right(page: &str) -> String {
    // From the last to the first, so that none is moved twice.
    let columns = "ABCDEFGHIJKL".as_bytes().windows(2).rev();
    columns.fold(page.to_owned(), |page, columns| {
        let [here, next] = [columns[0], columns[1]].map(char::from);
        page.replace(&format!("<c r=\"{here}"), &format!("<c r=\"{next}"))
    })
}

/// As openpyxl writes it, which works nothing out.
#[test]
fn a_formula_without_a_value_is_listed() {
    for (column, what) in [("B", "decision"), ("F", "target"), ("G", "comment")] {
        let folder = folder();
        let before = folder.read("pair.tmx");
        let formula = "><f>IF(C3&gt;0,\"reject\",\"\")</f><v></v>";
        change_page(&folder, |page| {
            with_cell(&page, &format!("{column}3"), formula)
        });
        let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
        assert_eq!(code, 1, "{what}: {said}");
        let expected = format!("row 3, {column}3: the cell has a formula");
        assert!(said.contains(&expected), "{what}: {said}");
        assert!(said.contains("2 undecided, 1 not applied"), "{said}");
        assert_eq!(folder.read("pair.tmx"), before, "{what}");
    }
}

#[test]
fn a_formula_that_was_worked_out_counts_as_its_value() {
    let folder = folder();
    change_page(&folder, |page| {
        let rejects = "t=\"str\"><f>IF(C3&gt;0,\"reject\",\"\")</f><v>reject</v>";
        let says_nothing = "t=\"str\"><f>IF(C4&lt;0,\"reject\",\"\")</f><v></v>";
        with_cell(&with_cell(&page, "B3", rejects), "B4", says_nothing)
    });
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 rejected, 2 undecided"), "{said}");
}

/// Excel keeps what stands in the first of merged cells alone, and shows it for all of them.
#[test]
fn what_is_said_in_merged_cells_is_said_of_all_their_rows() {
    let folder = folder();
    change_page(&folder, |page| {
        let accepts = "t=\"inlineStr\"><is><t>accept</t></is>";
        let comments = "t=\"inlineStr\"><is><t>well done</t></is>";
        let page = with_cell(&with_cell(&page, "B3", accepts), "G2", comments);
        let merged = "<mergeCells count=\"3\"><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"G2:G3\"/>\
                      <mergeCell ref=\"A20:Z1048576\"/></mergeCells>";
        with_merged(&page, merged)
    });
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 accepted, 1 undecided"), "{said}");
    let memory = folder.read("pair.tmx");
    let units: Vec<&str> = memory.split("<tu ").skip(1).collect();
    let has = |text: &str| -> Vec<bool> { units.iter().map(|unit| unit.contains(text)).collect() };
    assert_eq!(has(">accept<"), [false, true, true], "{memory}");
    assert_eq!(has("well done"), [true, true, false], "{memory}");
}

#[test]
fn an_empty_column_before_the_others_hides_nothing() {
    let folder = folder();
    change_page(&folder, |page| {
        let accepts = "t=\"inlineStr\"><is><t>accept</t></is>";
        let formula = "><f>IF(C4&gt;0,\"reject\",\"\")</f><v></v>";
        let page = with_cell(&with_cell(&page, "B2", accepts), "B4", formula);
        let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C2:C3\"/></mergeCells>";
        with_merged(&moved_right(&page), merged)
    });
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("2 accepted, 1 not applied"), "{said}");
    assert!(said.contains("row 4, C4: the cell has a formula"), "{said}");
}

#[test]
fn merged_cells_that_end_before_they_begin_are_passed_over() {
    let folder = folder();
    change_page(&folder, |page| {
        let accepts = "t=\"inlineStr\"><is><t>accept</t></is>";
        let merged = "<mergeCells count=\"1\"><mergeCell ref=\"B4:B2\"/></mergeCells>";
        with_merged(&with_cell(&page, "B4", accepts), merged)
    });
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 accepted, 2 undecided"), "{said}");
}
