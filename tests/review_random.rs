//! Thousands of sheets reviewed at random, against a model of what was done to them: nothing is lost, nothing is
//! applied that was not asked for, and applying a sheet twice changes nothing.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use naranhi::review::apply::Settings;
use naranhi::review::csv::harmless;
use naranhi::review::{Column, Memory, Origins, Row, Sheet, apply, hash};
use naranhi::tmx::{Head, Unit};
use rust_xlsxwriter::Workbook;

const DOCUMENT: &str = "article.txt";

/// A generator of numbers that is the same everywhere (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn text(&mut self, pieces: &[&str]) -> String {
        let words: Vec<&str> = (0..1 + self.below(4))
            .map(|_| pieces[self.below(pieces.len())])
            .collect();
        format!("{} {}", words.join(" "), self.below(1_000_000))
    }

    fn korean(&mut self) -> String {
        self.text(&[
            "=합계",
            "-5도",
            "\"따옴표\"",
            "쉼표, 그리고",
            "한글",
            "ᄒᆞᆫ글",
            "줄\n바꿈",
            "'간다'",
        ])
    }

    fn english(&mut self) -> String {
        self.text(&[
            "=SUM",
            "+1",
            "@home",
            "a \"quote\"",
            "semi;colon",
            "tab\tbed",
            "😀",
            "007",
            "it's",
        ])
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// What a memory should hold of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
struct Expected {
    source: String,
    target: String,
    decision: String,
    comment: String,
}

/// A sheet on a reviewer's desk, and what should come of it.
struct Desk {
    dice: Dice,
    as_written: Vec<Row>,
    rows: Vec<Row>,
    /// By id; rows that were added by their texts.
    expected: BTreeMap<String, Expected>,
    problems: usize,
}

impl Desk {
    fn new(seed: u64) -> Desk {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut as_written = Vec::new();
        for index in 0..4 + dice.below(9) {
            let mut row = Row::default();
            row[Column::Id] = format!("s-{:04}", index + 1);
            row[Column::Document] = DOCUMENT.into();
            row[Column::Type] = "1-1".into();
            row[Column::Confidence] = "0.900".into();
            // Every sixth or so stands alone on one side.
            let alone = dice.below(12);
            if alone != 0 {
                row[Column::Source] = dice.korean();
            }
            if alone != 1 {
                row[Column::Target] = dice.english();
            }
            row[Column::SourceHash] = hash(&row[Column::Source]);
            row[Column::TargetHash] = hash(&row[Column::Target]);
            as_written.push(row);
        }
        Desk {
            dice,
            rows: Vec::new(),
            as_written,
            expected: BTreeMap::new(),
            problems: 0,
        }
    }

    /// Reviews the rows one after another; `forgets` is whether what is deleted from the sheet is known nowhere else.
    fn review(&mut self, forgets: bool) {
        let mut rest: Vec<Row> = self.as_written.iter().rev().cloned().collect();
        while let Some(mut row) = rest.pop() {
            let id = row[Column::Id].clone();
            let is_linked = !row[Column::Source].is_empty() && !row[Column::Target].is_empty();
            match self.dice.below(14) {
                0 => {
                    row[Column::Source] = self.dice.korean();
                    self.keep(row, "edit");
                }
                1 => {
                    row[Column::Target] = self.dice.english();
                    row[Column::Decision] = "Edited".into();
                    self.keep(row, "edit");
                }
                2 => {
                    row[Column::Decision] = "반려".into();
                    self.rows.push(row);
                }
                3 => {
                    row[Column::Decision] = "OK".into();
                    row[Column::Comment] = self.dice.english();
                    self.keep(row, "accept");
                }
                4 => {
                    row[Column::Decision] = "unsure".into();
                    self.keep(row, "unsure");
                }
                // Merged with the next; the cells hold both texts, or still those of the first.
                5 if is_linked
                    && rest.last().is_some_and(|next| {
                        !next[Column::Source].is_empty() && !next[Column::Target].is_empty()
                    }) =>
                {
                    let next = rest.pop().unwrap();
                    let joined = [Column::Source, Column::Target]
                        .map(|side| format!("{} {}", row[side], next[side]));
                    row[Column::Id] = format!("{id}+{}", next[Column::Id]);
                    // Without the next row's text nobody could join them.
                    let types_out = forgets || self.dice.below(2) == 0;
                    let shown = row.clone();
                    [row[Column::Source], row[Column::Target]] = joined;
                    self.expect(&row, "edit");
                    self.rows.push(if types_out { row } else { shown });
                }
                // Split in two; parts that hold little of the row would be refused.
                6 if is_linked => {
                    for part in 1..=2 {
                        let mut piece = row.clone();
                        piece[Column::Id] = format!("{id}.{part}");
                        for side in [Column::Source, Column::Target] {
                            piece[side] += &format!(" {}", self.dice.below(1_000_000));
                        }
                        self.keep(piece, "edit");
                    }
                }
                // The target is cut and pasted behind that of the next.
                7 if is_linked && !rest.is_empty() => {
                    let mut next = rest.pop().unwrap();
                    let moved = std::mem::take(&mut row[Column::Target]);
                    next[Column::Target] = format!("{moved} {}", next[Column::Target]);
                    self.keep(row, "edit");
                    self.keep(next, "edit");
                }
                8 => {
                    if !forgets {
                        self.expect(&row, "");
                    }
                }
                9 => {
                    let mut new = Row::default();
                    new[Column::Source] = self.dice.korean();
                    new[Column::Target] = self.dice.english();
                    self.keep(new, "edit");
                    self.keep(row, "");
                }
                10 => {
                    self.rows.push(row.clone());
                    self.keep(row, "");
                }
                11 => {
                    let mut unknown = row.clone();
                    unknown[Column::Id] = "s-7777+s-8888".into();
                    // With nothing to compare with, the hashes alone tell that a row is naranhi's.
                    unknown[Column::SourceHash].clear();
                    self.problems += 1;
                    self.rows.push(unknown);
                    self.keep(row, "");
                }
                // Twice, and not the same: neither is applied, and what was there stays.
                12 if !forgets => {
                    let mut other = row.clone();
                    other[Column::Target] = self.dice.english();
                    self.problems += 1;
                    self.rows.push(other);
                    self.expect(&row, "");
                    self.rows.push(row);
                }
                _ => self.keep(row, ""),
            }
        }
        self.dice.shuffle(&mut self.rows);
    }

    fn keep(&mut self, row: Row, decision: &str) {
        self.expect(&row, decision);
        self.rows.push(row);
    }

    fn expect(&mut self, row: &Row, decision: &str) {
        if row[Column::Source].is_empty() || row[Column::Target].is_empty() {
            return;
        }
        let name = match row[Column::Id].as_str() {
            "" => format!("new {}", row[Column::Source]),
            id => id.to_owned(),
        };
        let expected = Expected {
            source: row[Column::Source].trim().to_owned(),
            target: row[Column::Target].trim().to_owned(),
            decision: decision.to_owned(),
            comment: row[Column::Comment].clone(),
        };
        self.expected.insert(name, expected);
    }

    /// The memory as it was before the review.
    fn memory(&self) -> Memory {
        let linked = self
            .as_written
            .iter()
            .filter(|row| !row[Column::Source].is_empty() && !row[Column::Target].is_empty());
        let unit = |row: &Row| {
            let name = format!("{DOCUMENT} {}", row[Column::Id]);
            let mut unit = Unit::new(
                &name,
                ("ko-KR", &row[Column::Source]),
                ("en-US", &row[Column::Target]),
            );
            unit.set_prop("x-document", DOCUMENT);
            unit.set_prop("x-of-another-tool", "stays");
            unit
        };
        Memory {
            head: Head::new("ko-KR", None, &[]),
            units: linked.map(unit).collect(),
            ..Memory::default()
        }
    }

    /// The sheet as CSV, with the columns in any order and one more, divided by anything, with any line ends.
    fn csv(&mut self, path: &Path) {
        let mut columns: Vec<Option<Column>> = Column::ALL.into_iter().map(Some).collect();
        columns.push(None);
        self.dice.shuffle(&mut columns);
        let delimiter = b",;\t"[self.dice.below(3)];
        let terminator = match self.dice.below(2) {
            0 => csv::Terminator::CRLF,
            _ => csv::Terminator::Any(b'\n'),
        };
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(Vec::new());
        let name = |column: &Option<Column>| column.map_or("my own", Column::name);
        out.write_record(columns.iter().map(name)).unwrap();
        for row in &self.rows {
            let cell = |column: &Option<Column>| {
                column.map_or("?".into(), |column| harmless(&row[column]))
            };
            out.write_record(columns.iter().map(cell)).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        let bytes = match self.dice.below(3) {
            0 => text.into_bytes(),
            1 => format!("\u{feff}{text}").into_bytes(),
            _ => format!("\u{feff}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        };
        fs::write(path, bytes).unwrap();
    }

    /// The sheet as a workbook with its hidden page.
    fn xlsx(&self, path: &Path) {
        let mut workbook = Workbook::new();
        for (name, rows) in [("review", &self.rows), ("as written", &self.as_written)] {
            let page = workbook.add_worksheet().set_name(name).unwrap();
            for column in Column::ALL {
                let at = column as u16;
                page.write_string(0, at, column.name()).unwrap();
                for (index, row) in rows.iter().enumerate() {
                    page.write_string(index as u32 + 1, at, &row[column])
                        .unwrap();
                }
            }
        }
        workbook.save(path).unwrap();
    }
}

/// The ids of the units that the reviewer did not add, in their order.
fn ids(memory: &Memory) -> Vec<&str> {
    let ids = memory.units.iter().map(|unit| unit.id().unwrap());
    ids.filter(|id| !id.contains(" new-")).collect()
}

fn found(memory: &Memory) -> BTreeMap<String, Expected> {
    let mut found = BTreeMap::new();
    for unit in &memory.units {
        let prop = |name| unit.prop(name).unwrap_or_default().into_owned();
        let (english, korean) = unit.english_and_korean().unwrap();
        let id = unit.id().unwrap().strip_prefix("article.txt ").unwrap();
        let name = match id.starts_with("new-") {
            true => format!("new {korean}"),
            false => id.to_owned(),
        };
        let expected = Expected {
            source: korean.into_owned(),
            target: english.into_owned(),
            decision: prop("x-decision"),
            comment: prop("x-comment"),
        };
        assert!(
            found.insert(name, expected).is_none(),
            "{id} is there twice"
        );
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    CsvOntoMemory,
    CsvAlone,
    Workbook,
}

fn check(seed: u64, way: Way, folder: &Path) {
    let mut desk = Desk::new(seed);
    desk.review(way == Way::CsvAlone);
    let path = match way {
        Way::Workbook => folder.join("sheet.xlsx"),
        _ => folder.join("sheet.csv"),
    };
    match way {
        Way::Workbook => desk.xlsx(&path),
        _ => desk.csv(&path),
    }
    if desk.rows.is_empty() {
        return;
    }
    let sheets = [Sheet::read(&path).unwrap()];
    let origins = Origins::of_sheets(&sheets);
    let memory = match way {
        Way::CsvOntoMemory => desk.memory(),
        _ => origins.memory(("ko-KR", "en-US")),
    };
    let settings = Settings::default();
    let first = apply(memory, &origins, &sheets, &settings);
    assert_eq!(found(&first.memory), desk.expected, "seed {seed}, {way:?}");
    let ids = ids(&first.memory);
    assert!(ids.is_sorted(), "seed {seed}, {way:?}: {ids:?}");
    let problems = &first.problems;
    assert_eq!(
        problems.len(),
        desk.problems,
        "seed {seed}, {way:?}: {problems:?}"
    );
    if way == Way::CsvOntoMemory {
        for unit in &first.memory.units {
            let id = unit.id().unwrap().strip_prefix("article.txt ").unwrap();
            let was_there = desk.as_written.iter().any(|row| {
                id.contains(&row[Column::Id])
                    && !row[Column::Source].is_empty()
                    && !row[Column::Target].is_empty()
            });
            let says = unit.prop("x-of-another-tool").is_some();
            assert_eq!(says, was_there, "seed {seed}: {id}");
        }
    }

    let again = apply(first.memory.clone(), &origins, &sheets, &settings);
    assert_eq!(
        again.memory.units, first.memory.units,
        "seed {seed}, {way:?}: twice"
    );
}

#[test]
fn ten_thousand_sheets_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..7_000 {
        check(seed, Way::CsvOntoMemory, folder.path());
    }
    for seed in 7_000..10_000 {
        check(seed, Way::CsvAlone, folder.path());
    }
}

#[test]
fn hundreds_of_workbooks() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 10_000..10_500 {
        check(seed, Way::Workbook, folder.path());
    }
}
