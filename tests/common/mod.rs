//! What the tests of the program share: a folder of its own for each test, and a pair of short articles.

// Each test file uses its own part of this module.
#![allow(dead_code)]

pub mod team;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// Settings that make outputs depend on nothing but the texts.
pub const FIXED: &str = "--date 20250904T073800Z --document roh";

/// A Korean page: a headline, a line of furniture, three sentences.
pub const KOREAN: &str = "노태우 대통령, 베이징 도착
입력 1992-09-28 03:00
노태우 대통령이 27일 오후 베이징에 도착했다. 공항에는 관계자 50여 명이 나왔다. 노 대통령은 30일 귀국한다.
";

/// The English edition of [`KOREAN`]: its first two sentences are one.
pub const ENGLISH: &str = "Roh arrives in Beijing
Posted September. 28, 1992 07:40
President Roh Tae-woo arrived in Beijing on the afternoon of Sept. 27, welcomed at the airport by some 50 officials. \
He returns home on the 30th.
";

/// A folder with the files of one test.
pub struct Folder {
    temporary: TempDir,
}

impl Folder {
    /// A folder that holds `files`, each a name and its content.
    pub fn with<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Folder {
        let folder = Folder {
            temporary: tempfile::tempdir().unwrap(),
        };
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    /// A folder that holds [`KOREAN`] as `ko.txt` and [`ENGLISH`] as `en.txt`.
    pub fn with_articles() -> Folder {
        Folder::with(&[("ko.txt", KOREAN), ("en.txt", ENGLISH)])
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Reads a file of the folder as UTF-8.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every entry by its name, hidden ones too; files with their content.
    pub fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        fs::read_dir(self.temporary.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, fs::read(entry.path()).unwrap_or_default())
            })
            .collect()
    }

    /// The program, with arguments separated by white space, to be run in the folder.
    pub fn naranhi(&self, arguments: &str) -> Command {
        let mut command = cargo_bin_cmd!("naranhi");
        command
            .current_dir(self.temporary.path())
            .args(arguments.split_whitespace());
        command
    }

    /// Runs the program, which must do all that it was asked to; what it printed.
    pub fn run(&self, arguments: &str) -> Printed {
        let output = self.naranhi(arguments).output().unwrap();
        let printed = Printed {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments}: {}",
            printed.err
        );
        printed
    }
}

/// What a run of the program printed.
pub struct Printed {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A path in the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The rows of a CSV output, which begins with a byte-order mark, read as spreadsheet programs read them.
pub fn rows(sheet: &str) -> Vec<csv::StringRecord> {
    let sheet = sheet.strip_prefix('\u{feff}').unwrap();
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(sheet.as_bytes())
        .records()
        .map(|row| row.unwrap())
        .collect()
}

/// Writes `pair.csv`, a sheet of three rows out of [`KOREAN`] and its edition, with its lines changed.
pub fn reviewed(folder: &Folder, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    let _ = std::fs::remove_file(folder.path("pair.csv"));
    folder.run("align ko.txt en.txt -o pair.csv --document roh");
    change_csv(folder, "pair.csv", change);
}

/// Changes the lines of a CSV sheet.
pub fn change_csv(folder: &Folder, name: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    let text = folder.read(name);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    let mut rows: Vec<Vec<String>> = records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect();
    change(&mut rows);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    folder.write(name, writer.into_inner().unwrap());
}

/// Changes the rows of a workbook; the hidden page stays.
pub fn change_workbook(path: &Path, change: impl Fn(&mut Vec<Vec<String>>)) {
    let mut before: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let mut after = Workbook::new();
    for name in ["review", "as written"] {
        let range = before.worksheet_range(name).unwrap();
        let rows = range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect());
        let mut rows: Vec<Vec<String>> = rows.collect();
        if name == "review" {
            change(&mut rows);
        }
        let page = after.add_worksheet().set_name(name).unwrap();
        for (line, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                page.write_string(line as u32, column as u16, cell).unwrap();
            }
        }
    }
    after.save(path).unwrap();
}
