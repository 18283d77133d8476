//! The real LibreOffice Calc, without a window: opens sheets and saves them, and every value must survive.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use naranhi::review::{Column, Sheet};

use super::{clients, naranhi};

/// What a spreadsheet program may take for something else than text, in both languages.
const TEMPTING: [(&str, &str); 11] = [
    ("=1+1은 수식이 아니다", "=1+1"),
    ("-5", "-5"),
    ("007", "007"),
    ("1/2", "1/2"),
    ("12345678901234567890", "12345678901234567890"),
    ("2025-09-04", "Sept. 4, 2025"),
    ("\"따옴표\", 쉼표; 쌍반점", "\"quotes\", commas; semicolons"),
    ("😀 🇰🇷 이모지", "👍🏽 emoji"),
    ("ᄒᆞᆫ글 ᄀᆞᆯ", "conjoining jamo"),
    ("'간다'고 했다", "'tis the season"),
    ("gildong@example.com", "@gildong +82 TRUE"),
];

/// A sheet of these rows in CSV or XLSX, as `naranhi align` writes it.
fn sheet(folder: &Path, name: &str) -> PathBuf {
    let lines = |of: fn(&(&'static str, &'static str)) -> &'static str| {
        let lines: Vec<String> = TEMPTING
            .iter()
            .enumerate()
            // Something for the aligner to see which language it is.
            .flat_map(|(index, pair)| {
                [of(pair).to_owned(), format!("{} {index}", filler(of(pair)))]
            })
            .collect();
        lines.join("\n")
    };
    fs::write(
        folder.join("ko.txt"),
        lines(|pair| pair.0) + "\n한국어 글이다.\n",
    )
    .unwrap();
    fs::write(
        folder.join("en.txt"),
        lines(|pair| pair.1) + "\nAn English text.\n",
    )
    .unwrap();
    naranhi()
        .current_dir(folder)
        .args(["align", "ko.txt", "en.txt", "--presegmented", "-o", name])
        .assert()
        .success();
    folder.join(name)
}

fn filler(text: &str) -> &'static str {
    match text.chars().any(|c| ('가'..='힣').contains(&c)) {
        true => "채움 글",
        false => "filler",
    }
}

/// Opens a file in LibreOffice and saves it in a format; the new file.
fn saved_by_libreoffice(folder: &Path, file: &Path, format: &str) -> PathBuf {
    let out = folder.join("saved");
    let profile = folder.join("profile");
    Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore"])
        // Comma, double quote, UTF-8, from line 1, each column as text (2).
        .arg(format!("--infilter=CSV:44,34,76,1,{}", text_columns()))
        .args(["--convert-to", format, "--outdir"])
        .args([&out, file])
        .write_stdin("")
        .timeout(Duration::from_secs(300))
        .assert()
        .success();
    let ending = format.split(':').next().unwrap();
    out.join(file.file_name().unwrap()).with_extension(ending)
}

fn text_columns() -> String {
    let columns: Vec<String> = (1..=Column::ALL.len()).map(|n| format!("{n}/2")).collect();
    columns.join("/")
}

/// The rows of a sheet; the confidence as the number that it is.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let sheet = Sheet::read(path).unwrap();
    let cells = |row: &naranhi::review::Row| {
        row.cells()
            .map(|(column, cell)| match (column, cell.parse::<f64>()) {
                (Column::Confidence, Ok(confidence)) => format!("{confidence:.3}"),
                _ => cell.to_owned(),
            })
            .collect()
    };
    sheet.rows.iter().map(|row| cells(&row.row)).collect()
}

#[test]
fn calc_keeps_every_value_of_a_workbook() {
    if clients().is_none() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let written = sheet(temp.path(), "pair.xlsx");
    let before = rows(&written);
    let sources: Vec<&str> = before
        .iter()
        .map(|row| &*row[Column::Source as usize])
        .collect();
    for (source, _) in TEMPTING {
        assert!(
            sources.iter().any(|found| found.contains(source)),
            "{source}"
        );
    }
    let saved = saved_by_libreoffice(temp.path(), &written, "xlsx");
    assert_eq!(rows(&saved), before);
    let kept = |path: &Path| Sheet::read(path).unwrap();
    assert_eq!(kept(&saved).as_written, kept(&written).as_written);
    assert_eq!(kept(&saved).tags, kept(&written).tags);
    let ods = saved_by_libreoffice(temp.path(), &written, "ods");
    assert_eq!(rows(&ods), before);
    // Nothing was edited, so that applying it decides nothing.
    for name in ["saved/pair.xlsx", "saved/pair.ods"] {
        let output = naranhi()
            .current_dir(temp.path())
            .args(["review", "apply", name, "-o", "pair.tmx", "--dry-run"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(!said.contains("edited"), "{name}: {said}");
    }
}

#[test]
fn calc_keeps_a_csv_whose_columns_are_read_as_text() {
    if clients().is_none() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let written = sheet(temp.path(), "pair.csv");
    let before = rows(&written);
    for format in [
        "xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
    ] {
        let saved = saved_by_libreoffice(temp.path(), &written, format);
        assert_eq!(rows(&saved), before, "{format}");
    }
}

/// What a reviewer typed in: line breaks (Alt+Enter), tabs, spaces at the ends.
#[test]
fn calc_keeps_breaks_inside_cells() {
    if clients().is_none() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let cells = [
        ("id", "decision", "source", "target"),
        ("s-0001", "", "줄\n바꿈", "a line\nand another\n\nthe last"),
        ("s-0002", "", "탭\t하나", "a tab\tinside"),
        ("s-0003", "", "두  칸", "_x000D_ is no line break"),
    ];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet().set_name("review").unwrap();
    for (line, (id, decision, source, target)) in cells.into_iter().enumerate() {
        for (column, cell) in [id, decision, source, target].into_iter().enumerate() {
            page.write_string(line as u32, column as u16, cell).unwrap();
        }
    }
    let written = temp.path().join("typed.xlsx");
    workbook.save(&written).unwrap();
    let before = rows(&written);
    let texts = |row: &Vec<String>| {
        let cell = |column: Column| row[column as usize].clone();
        (cell(Column::Source), cell(Column::Target))
    };
    for (row, (_, _, source, target)) in before.iter().zip(&cells[1..]) {
        assert_eq!(texts(row), (source.to_string(), target.to_string()));
    }
    let saved = saved_by_libreoffice(temp.path(), &written, "xlsx");
    assert_eq!(rows(&saved), before);
}
