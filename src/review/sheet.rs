//! A sheet as it comes back: from Excel, LibreOffice or Google Sheets, with whatever they did to it.

mod cells;
mod workbook;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Range, Reader, Sheets};

use super::csv::restore;
use super::key::Key;
use super::row::{Column, Row, hash};
use super::xlsx::{AS_WRITTEN, REVIEW};
use crate::article::is_hangul;
use crate::error::{Error, Result};
use crate::languages::Languages;
use crate::reader;
use workbook::Book;

/// A sheet that was read.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The file's name, for messages.
    pub name: String,
    /// The rows that have anything in them.
    pub rows: Vec<SheetRow>,
    /// The rows as they were written, where the sheet keeps them.
    pub as_written: HashMap<Key, Row>,
    /// The tags of the source and target language, where the sheet says them.
    pub tags: Option<(String, String)>,
    /// Other pages of the workbook that look like a review sheet and hold another thing: they are not read.
    pub unread: Vec<String>,
    /// Whether a row names a document, or the memory does.
    pub(super) names_documents: bool,
    /// Where each column stands among those that were read, counted from 0, by the order of [`Column::ALL`].
    places: [Option<usize>; Column::ALL.len()],
    /// How many columns of the page are empty before those that were read.
    empty_columns: usize,
}

/// A row and where it stands.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// The row's number as spreadsheet programs show it: the head is 1.
    pub line: usize,
    /// Its cells.
    pub row: Row,
    /// The first column whose cell has a formula that no program has worked out, if any.
    pub unevaluated: Option<Column>,
}

/// The columns that a sheet cannot do without.
const NECESSARY: [Column; 4] = [Column::Id, Column::Decision, Column::Source, Column::Target];

impl Sheet {
    /// Reads a workbook (XLSX, ODS) or CSV, divided by commas, semicolons or tabs, in any encoding that articles may
    /// have.
    ///
    /// # Errors
    /// [`Error::Io`], and those of [`Sheet::from_bytes`].
    pub fn read(path: &Path) -> Result<Sheet> {
        let bytes = fs::read(path).map_err(Error::io(path))?;
        Sheet::from_bytes(bytes, &path.display().to_string())
    }

    /// The sheet that a file of this name holds. Two sheets that are applied together have names of their own.
    ///
    /// # Errors
    /// [`Error::NotUtf8`], and [`Error::Sheet`] when it is no sheet or lacks a column.
    pub fn from_bytes(bytes: Vec<u8>, name: &str) -> Result<Sheet> {
        let mut sheet = Sheet::parse(bytes, name)?;
        let lacking = NECESSARY.into_iter().filter(|&column| sheet.lacks(column));
        let lacking: Vec<&str> = lacking.map(Column::name).collect();
        if lacking.is_empty() {
            sheet.check_tags()?;
            sheet.name_documents();
            return Ok(sheet);
        }
        let ending = Path::new(name)
            .extension()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let message = match ending.to_str() {
            Some("tmx" | "jsonl" | "tsv" | "xlf" | "xliff") => format!(
                "{name}: is no review sheet; `naranhi tmx convert {name} FILE.xlsx` makes one of a memory or an alignment"
            ),
            _ => format!(
                "{name}: its first line does not name the columns {}; it must be that of a review sheet, saved as XLSX or \
                 CSV UTF-8",
                lacking.join(", ")
            ),
        };
        Err(Error::Sheet { message })
    }

    /// Refuses a hidden page that names other languages. Where it names none, the texts tell them, as in a CSV.
    fn check_tags(&self) -> Result<()> {
        let Some((source_tag, target_tag)) = self.tags.clone() else {
            return Ok(());
        };
        let languages = Languages::new(source_tag.as_str(), target_tag.as_str());
        languages.map(drop).map_err(|_| Error::Sheet {
            message: format!(
                "{}: row 1 of the hidden page “{AS_WRITTEN}” says “source {source_tag}” and “target {target_tag}”, but the one \
                 must be Korean and the other English, as in `source ko-KR` and `target en-US`; mend it, or delete that page",
                self.name
            ),
        })
    }

    /// Whether the sources are English, by the side on which most Hangul stands: for sheets that do not say their languages.
    pub fn is_english_first(&self) -> bool {
        const MOST_ASKED: usize = 100;
        let hangul = |side: Column| {
            let rows = self.rows.iter().take(MOST_ASKED);
            let syllables = rows.flat_map(|row| row.row[side].chars());
            syllables.filter(|&c| is_hangul(c)).count()
        };
        hangul(Column::Target) > hangul(Column::Source)
    }

    /// Whether there is no column of this name.
    pub(super) fn lacks(&self, column: Column) -> bool {
        self.places[column as usize].is_none()
    }

    /// Reads a sheet, whatever its columns are called.
    pub(super) fn parse(bytes: Vec<u8>, name: &str) -> Result<Sheet> {
        // A ZIP archive, or the compound file of old Excel.
        let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
        if is_workbook {
            Sheet::of_workbook(bytes, name.into())
        } else {
            let text = reader::decode(bytes, name, None)?;
            Sheet::of_csv(&text, name.into())
        }
    }

    fn of_workbook(bytes: Vec<u8>, name: String) -> Result<Sheet> {
        let mut book = Book::open(bytes, &name)?;
        let pages = book.sheets.sheet_names();
        // A page may have been renamed: then it is the first.
        let page = pages.iter().find(|page| *page == REVIEW).or(pages.first());
        let Some(page) = page.cloned() else {
            return Err(Error::Sheet {
                message: format!("{name}: the workbook has no page"),
            });
        };
        let mut read = |page: &str| -> Result<Sheet> {
            let range = book.range(page)?;
            let mut sheet = Sheet::of_records(records(&range), name.clone(), false);
            sheet.empty_columns = range.start().map_or(0, |(_, column)| column as usize);
            if let Sheets::Xlsx(book) = &mut book.sheets {
                sheet.share_merged(book, page);
                sheet.find_formulas(book, page, &range);
            }
            Ok(sheet)
        };
        let mut sheet = read(&page)?;
        for other in pages
            .iter()
            .filter(|other| **other != page && **other != AS_WRITTEN)
        {
            let other_sheet = read(other)?;
            let is_sheet = !NECESSARY.iter().any(|&column| other_sheet.lacks(column));
            if is_sheet && !sheet.says_all_of(&other_sheet) {
                sheet.unread.push(other.clone());
            }
        }
        if pages.iter().any(|page| page == AS_WRITTEN) {
            sheet.keep(&book.range(AS_WRITTEN)?);
        }
        Ok(sheet)
    }

    /// Takes the hidden page in. One that was tampered with is passed over: the hashes remain.
    fn keep(&mut self, range: &Range<Data>) {
        let mut records = records(range);
        let Some((_, head)) = records.next() else {
            return;
        };
        let tag = |column: Column| {
            let name = head
                .iter()
                .find_map(|cell| cell.strip_prefix(column.name()))?;
            let tag = name.trim();
            (!tag.is_empty()).then(|| tag.to_owned())
        };
        self.tags = tag(Column::Source).zip(tag(Column::Target));
        let names: Vec<String> = head
            .iter()
            .map(|cell| cell.split(' ').next().unwrap_or_default().to_owned())
            .collect();
        let places = places(&names);
        let rows = records.map(|(_, cells)| row(&places, cells));
        self.as_written = rows.map(|row| (Key::of_row(&row), row)).collect();
    }

    fn of_csv(text: &str, name: String) -> Result<Sheet> {
        // Excel's own way of saying what divides the cells; it counts as a row.
        let (text, skipped) = match text.split_once('\n') {
            Some((first, rest)) if first.starts_with("sep=") => (rest, 1),
            _ => (text, 0),
        };
        let known = |delimiter: u8| {
            let mut reader = csv_reader(text, delimiter);
            let head = reader.records().next().and_then(std::result::Result::ok);
            let names: Vec<String> = head
                .iter()
                .flat_map(|head| head.iter().map(str::to_owned))
                .collect();
            places(&names).iter().flatten().count()
        };
        let delimiter = *b",;\t"
            .iter()
            .rev()
            .max_by_key(|&&delimiter| known(delimiter))
            .unwrap_or(&b',');
        let mut records = Vec::new();
        for (index, record) in csv_reader(text, delimiter).into_records().enumerate() {
            let record = record.map_err(|error| Error::Sheet {
                message: format!("{name}: {error}"),
            })?;
            let cells = record.iter().map(str::to_owned).collect();
            records.push((index + 1 + skipped, cells));
        }
        Ok(Sheet::of_records(records.into_iter(), name, true))
    }

    fn of_records(
        mut records: impl Iterator<Item = (usize, Vec<String>)>,
        name: String,
        is_csv: bool,
    ) -> Sheet {
        let head = records.next().map(|(_, cells)| cells).unwrap_or_default();
        let places = places(&head);
        let rows = records
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|(line, cells)| {
                let mut row = row(&places, cells);
                unprotect(&mut row, is_csv);
                SheetRow {
                    line,
                    row,
                    unevaluated: None,
                }
            })
            .collect();
        Sheet {
            name,
            rows,
            places,
            ..Sheet::default()
        }
    }

    /// Whether its rows say what those of a copy of it say, which may lack some.
    fn says_all_of(&self, copy: &Sheet) -> bool {
        /// What a reviewer writes.
        const SAID: [Column; 4] = [
            Column::Decision,
            Column::Source,
            Column::Target,
            Column::Comment,
        ];
        let own = self
            .rows
            .iter()
            .map(|row| (Key::of_row(&row.row), &row.row));
        let own: HashMap<Key, &Row> = own.collect();
        copy.rows.iter().all(|row| {
            let said = SAID.into_iter().filter(|&column| !copy.lacks(column));
            let own = own.get(&Key::of_row(&row.row));
            own.is_some_and(|own| {
                said.into_iter()
                    .all(|column| own[column] == row.row[column])
            })
        })
    }

    /// A cell as messages name it: `E12`, or `row 12` where the sheet lacks the column.
    pub fn cell(&self, column: Column, line: usize) -> String {
        match self.place_on_page(column) {
            Some(place) => format!("{}{line}", letters(place)),
            None => format!("row {line}"),
        }
    }

    /// Where a column stands on its page, counted from 0.
    fn place_on_page(&self, column: Column) -> Option<usize> {
        Some(self.places[column as usize]? + self.empty_columns)
    }
}

/// Takes the apostrophe away that made a cell harmless. A CSV that was saved as a workbook has it too: the hash tells.
fn unprotect(row: &mut Row, is_csv: bool) {
    for (text, written) in [
        (Column::Source, Column::SourceHash),
        (Column::Target, Column::TargetHash),
    ] {
        let restored = restore(&row[text]).to_owned();
        if hash(&row[text]) != row[written] && (is_csv || hash(&restored) == row[written]) {
            row[text] = restored;
        }
    }
    if is_csv {
        for column in [Column::Comment, Column::Document, Column::Id] {
            row[column] = restore(&row[column]).to_owned();
        }
    }
}

fn csv_reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
}

/// The rows of a page with their numbers.
fn records(range: &Range<Data>) -> impl Iterator<Item = (usize, Vec<String>)> {
    let first = range.start().map_or(0, |(row, _)| row as usize);
    range.rows().enumerate().map(move |(index, cells)| {
        let cells = cells.iter().map(ToString::to_string).collect();
        (first + index + 1, cells)
    })
}

/// Where each column stands, by its name in the head; case and spaces do not matter.
fn places(head: &[String]) -> [Option<usize>; Column::ALL.len()] {
    Column::ALL.map(|column| {
        head.iter().position(|cell| {
            let name: String = cell.trim().to_lowercase().replace([' ', '-'], "_");
            name == column.name()
        })
    })
}

fn row(places: &[Option<usize>; Column::ALL.len()], mut cells: Vec<String>) -> Row {
    let mut row = Row::default();
    for column in Column::ALL {
        if let Some(cell) = places[column as usize].and_then(|place| cells.get_mut(place)) {
            row[column] = match cell.contains('\r') {
                true => cell.replace("\r\n", "\n").replace('\r', "\n"),
                false => std::mem::take(cell),
            };
        }
    }
    row
}

/// A column as spreadsheet programs name it: A, B, … Z, AA.
fn letters(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (place % 26) as u8));
        match (place / 26).checked_sub(1) {
            Some(next) => place = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (place, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(place), name);
        }
    }

    #[test]
    fn any_delimiter_and_any_order_of_columns() {
        for delimiter in [",", ";", "\t"] {
            let text = format!(
                "\u{feff}Target{delimiter}extra{delimiter}ID{delimiter} source {delimiter}Decision\r\n'=b{delimiter}{delimiter}s-0001{delimiter}가{delimiter}\r\n\r\n"
            );
            let sheet = Sheet::of_csv(&text, "s.csv".into()).unwrap();
            assert_eq!(sheet.rows.len(), 1);
            let row = &sheet.rows[0].row;
            assert_eq!(row[Column::Id], "s-0001");
            assert_eq!(row[Column::Source], "가");
            assert_eq!(row[Column::Target], "=b");
            assert_eq!(sheet.cell(Column::Source, 2), "D2");
            assert_eq!(sheet.cell(Column::Comment, 2), "row 2");
        }
    }
}
