//! What ODS (OpenDocument 1.3, part 3) may claim: cells, rows and spaces that are repeated, and elements that never end.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::MOST_CELLS;

/// The most bytes that cells may hold because they are repeated.
const MOST_REPEATED: u64 = 256 << 20;
/// The most columns and rows of a page.
const MOST_COLUMNS: u64 = 1 << 14;
const MOST_ROWS: u64 = 1 << 20;

/// Checks an ODS before it is read; other files pass. What is wrong with it, if anything.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let Ok(content) = archive.by_name("content.xml") else {
        return Ok(());
    };
    let mut reader = Reader::from_reader(BufReader::new(content));
    let (mut size, mut depth, mut buffer) = (Size::default(), 0_usize, Vec::new());
    loop {
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                depth += 1;
                size.open(&tag, false);
            }
            Event::Empty(tag) => {
                size.open(&tag, true);
                size.close(tag.name().as_ref());
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                size.close(tag.name().as_ref());
            }
            Event::Text(text) => size.repeat(text.len() as u64),
            Event::Eof => break,
            _ => {}
        }
        if size.is_too_large() {
            return Err(format!(
                "with what it repeats, it has more than {MOST_CELLS} cells or {} MB; delete what stands apart from the rows",
                MOST_REPEATED >> 20
            ));
        }
        buffer.clear();
    }
    match depth {
        0 => Ok(()),
        _ => Err("it is cut off or damaged: an element of its content.xml has no end".into()),
    }
}

/// How large the pages are by what was read of them.
#[derive(Default)]
struct Size {
    /// The cells of the pages before this one.
    cells: u64,
    /// The rows of this page, up to the last that is not empty, and those behind.
    rows: u64,
    empty_rows: u64,
    /// The cells of its widest row.
    widest: u64,
    /// How often this row is repeated; its cells, up to the last that is not empty, and those behind.
    row_repeats: u64,
    columns: u64,
    empty_columns: u64,
    /// How often this cell is repeated; 0 outside of cells.
    cell_repeats: u64,
    /// The bytes that cells hold because they, or spaces in them, are repeated.
    repeated: u64,
}

impl Size {
    fn open(&mut self, tag: &BytesStart, is_empty: bool) {
        match tag.name().as_ref() {
            "table:table-row" => {
                self.row_repeats = number(tag, "table:number-rows-repeated").min(MOST_ROWS);
                (self.columns, self.empty_columns) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeats = number(tag, "table:number-columns-repeated").min(MOST_COLUMNS);
                let has_value = ["office:value-type", "table:formula"]
                    .into_iter()
                    .any(|name| matches!(tag.try_get_attribute(name), Ok(Some(_))));
                if is_empty && !has_value {
                    self.empty_columns += repeats;
                    return;
                }
                self.columns += self.empty_columns + repeats;
                self.empty_columns = 0;
                self.cell_repeats = repeats;
                self.repeat(tag.len() as u64);
            }
            "text:s" => {
                let spaces = number(tag, "text:c");
                self.repeated = self.repeated.saturating_add(spaces);
                self.repeat(spaces);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.cell_repeats = 0,
            "table:table-row" if self.columns == 0 => self.empty_rows += self.row_repeats,
            "table:table-row" => {
                self.rows += self.empty_rows + self.row_repeats;
                self.empty_rows = 0;
                self.widest = self.widest.max(self.columns.min(MOST_COLUMNS));
            }
            "table:table" => {
                self.cells += self.rows.saturating_mul(self.widest);
                (self.rows, self.empty_rows, self.widest) = (0, 0, 0);
            }
            _ => {}
        }
    }

    /// Counts the bytes that a cell holds, as often as it and its row are repeated. What stands outside of cells is not.
    fn repeat(&mut self, bytes: u64) {
        let cells = self.cell_repeats * self.row_repeats.max(1);
        let repeated = bytes.saturating_mul(cells.saturating_sub(1));
        self.repeated = self.repeated.saturating_add(repeated);
    }

    fn is_too_large(&self) -> bool {
        let cells = self.rows.saturating_mul(self.widest);
        self.cells.saturating_add(cells) > MOST_CELLS || self.repeated > MOST_REPEATED
    }
}

/// A number that an element gives, 1 where it gives none.
fn number(tag: &BytesStart, name: &str) -> u64 {
    let value = tag.try_get_attribute(name).ok().flatten();
    let value = value.map(|value| value.value.trim().parse::<u64>());
    value.map_or(1, |number| number.unwrap_or(u64::MAX))
}
