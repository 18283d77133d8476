//! What a workbook may hold besides values: formulas, and cells that were merged; and more than anybody can read.

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
    change_part(folder, PAGE, change);
}

/// Changes a part of the workbook; all else stays.
fn change_part(folder: &Folder, part: &str, change: impl Fn(String) -> String) {
    let path = folder.path("pair.xlsx");
    let mut before = ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let mut after = ZipWriter::new(File::create(folder.path("new.xlsx")).unwrap());
    for index in 0..before.len() {
        let mut file = before.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
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

/// The page with a row of one cell behind all others.
fn with_last_row(page: &str, row: usize, cell: &str) -> String {
    let row = format!("<row r=\"{row}\">{cell}</row></sheetData>");
    page.replace("</sheetData>", &row)
}

#[test]
fn a_cell_that_makes_a_page_too_large_is_named() {
    let folder = folder();
    let before = folder.read("pair.tmx");
    change_page(&folder, |page| {
        with_last_row(&page, 900_000, "<c r=\"A900000\"><v>1</v></c>")
    });
    let (_, said) = apply(&folder, "pair.xlsx");
    assert!(said.contains("row 900000"), "{said}");
    change_page(&folder, |page| {
        with_last_row(&page, 1_048_576, "<c r=\"XFD1048576\"><v>1</v></c>")
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 2, "{said}");
    for part in [
        "pair.xlsx: cell XFD1048576 of the page “review”",
        "delete",
        ".xlsx anew",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(folder.read("pair.tmx"), before);
    // Nor is it replaced, because nobody knows what is in it.
    let align = "align ko.txt en.txt -o pair.xlsx";
    let output = folder.naranhi(align).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_formula_far_out_takes_no_room() {
    let folder = folder();
    change_page(&folder, |page| {
        with_last_row(
            &page,
            1_048_576,
            "<c r=\"XFD1048576\"><f>1+1</f><v></v></c>",
        )
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 0, "{said}");
}

/// The rows of the sheet as LibreOffice writes them, in an ODS that `change` had its hands on.
fn ods(folder: &Folder, change: impl Fn(String) -> String) {
    folder.run("align ko.txt en.txt -o pair.csv --document roh");
    let cell = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &csv::StringRecord| {
        let cells: String = cells.iter().map(cell).collect();
        let rest = "<table:table-cell table:number-columns-repeated=\"16373\"/>";
        format!("<table:table-row>{cells}{rest}</table:table-row>")
    };
    let csv = folder.read("pair.csv");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: String = reader.records().map(|cells| row(&cells.unwrap())).collect();
    let names = ["office", "table", "text"];
    let names = names
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content{}><office:body><office:spreadsheet><table:table table:name=\"review\">{rows}\
         <table:table-row table:number-rows-repeated=\"1048572\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row></table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        names.concat()
    );
    let mut zip = ZipWriter::new(File::create(folder.path("pair.ods")).unwrap());
    for (name, content) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"m\"/>",
        ),
        ("content.xml", &change(content)),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn an_ods_that_claims_too_much_or_never_ends_is_refused() {
    let folder = folder();
    let before = folder.read("pair.tmx");
    ods(&folder, |content| content);
    let (code, said) = apply(&folder, "pair.ods");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("3 rows: 3 undecided"), "{said}");
    let in_each_row = |cell: &str| {
        let cell = format!("{cell}<table:table-cell table:number-columns-repeated=\"16373\"/>");
        move |content: String| {
            content.replacen(
                "<table:table-cell table:number-columns-repeated=\"16373\"/>",
                &cell,
                1,
            )
        }
    };
    let repeated = |columns: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{columns}\">\
             <text:p>{text}</text:p></table:table-cell>"
        )
    };
    let wide = format!(
        "<table:table-row table:number-rows-repeated=\"2000\">{}</table:table-row></table:table>",
        repeated("16384", "x")
    );
    let changes: [&dyn Fn(String) -> String; 6] = [
        &|content| content[..content.find("</table:table>").unwrap()].to_owned(),
        &|content| content.replacen("<text:p>", "<office:annotation><text:p>", 1),
        &|content| content.replacen("</table:table>", &wide, 1),
        &in_each_row(&repeated("10000", &"long ".repeat(10_000))),
        &in_each_row(&repeated("1", "<text:s text:c=\"99999999999\"/>")),
        &|content| content.replacen("</text:p>", "", 1),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        ods(&folder, change);
        let (code, said) = apply(&folder, "pair.ods");
        assert_eq!(code, 2, "{number}: {said}");
        let is_told = said.contains("pair.ods: cannot be read") && said.contains("as .xlsx anew");
        assert!(is_told, "{number}: {said}");
        assert_eq!(folder.read("pair.tmx"), before);
    }
}

#[test]
fn a_hidden_page_that_names_other_languages_is_named_and_one_that_names_none_is_read() {
    for (head, expected) in [(">source fr-FR<", 2), (">source<", 0)] {
        let folder = folder();
        change_part(&folder, "xl/sharedStrings.xml", |texts| {
            assert!(texts.contains(">source ko-KR<"));
            texts.replace(">source ko-KR<", head)
        });
        for command in [
            "tmx convert pair.xlsx out.csv",
            "review apply pair.xlsx -o pair.tmx",
        ] {
            let output = folder.naranhi(command).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(expected), "{said}");
            let is_named = said.contains("pair.xlsx: row 1 of the hidden page “as written”");
            assert_eq!(is_named, expected == 2, "{said}");
        }
    }
}
