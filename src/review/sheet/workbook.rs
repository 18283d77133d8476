//! Workbooks, read within bounds: a small file may claim more cells than any memory holds, and a damaged one would be read
//! without end.

mod ods;

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Range, Reader, Sheets, XlsxError, open_workbook_auto_from_rs};

use super::letters;
use crate::error::{Error, Result};

/// The most cells of a page, with the empty ones between others: all rows that a page may have, and more columns than a sheet.
const MOST_CELLS: u64 = 16 << 20;

/// A workbook that was opened.
pub(super) struct Book<'a> {
    name: &'a str,
    pub(super) sheets: Sheets<Cursor<Vec<u8>>>,
}

impl<'a> Book<'a> {
    pub(super) fn open(bytes: Vec<u8>, name: &'a str) -> Result<Book<'a>> {
        ods::check(&bytes).map_err(|message| broken(name, message))?;
        let sheets = open_workbook_auto_from_rs(Cursor::new(bytes));
        Ok(Book {
            name,
            sheets: sheets.map_err(|error| broken(name, error))?,
        })
    }

    /// The cells of a page.
    pub(super) fn range(&mut self, page: &str) -> Result<Range<Data>> {
        let broken = |error: calamine::Error| broken(self.name, error);
        let cells = match &mut self.sheets {
            Sheets::Xlsx(book) => match book.worksheet_cells_reader(page) {
                Ok(mut reader) => filled(|| reader.next_cell()).map_err(calamine::Error::Xlsx),
                // A page that is a chart.
                Err(XlsxError::NotAWorksheet(_)) => Ok(Vec::new()),
                Err(error) => Err(calamine::Error::Xlsx(error)),
            },
            Sheets::Xlsb(book) => book
                .worksheet_cells_reader(page)
                .and_then(|mut reader| filled(|| reader.next_cell()))
                .map_err(calamine::Error::Xlsb),
            // Old Excel has few rows and columns, and of ODS all cells were counted.
            other => return other.worksheet_range(page).map_err(broken),
        };
        let cells = cells.map_err(broken)?;
        self.check_extent(page, &cells)?;
        Ok(Range::from_sparse(cells))
    }

    /// Refuses a page that a cell far out makes larger than anybody fills.
    fn check_extent(&self, page: &str, cells: &[Cell<Data>]) -> Result<()> {
        let extent = |place: fn((u32, u32)) -> u32| {
            let places = || cells.iter().map(|cell| place(cell.get_position()));
            let [first, last] = [places().min(), places().max()].map(Option::unwrap_or_default);
            u64::from(last - first) + 1
        };
        let size = extent(|(row, _)| row).saturating_mul(extent(|(_, column)| column));
        let outermost = cells.iter().map(Cell::get_position);
        let outermost = outermost.max_by_key(|&(row, column)| (column, row));
        match outermost.filter(|_| size > MOST_CELLS) {
            None => Ok(()),
            Some((row, column)) => Err(Error::Sheet {
                message: format!(
                    "{}: cell {}{} of the page “{page}” makes it {size} cells large, but at most {MOST_CELLS} are read; delete \
                     what stands apart from the rows, and save it as .xlsx anew",
                    self.name,
                    letters(column as usize),
                    u64::from(row) + 1
                ),
            }),
        }
    }
}

/// The cells that hold anything.
fn filled<'a, E>(
    mut next: impl FnMut() -> std::result::Result<Option<Cell<DataRef<'a>>>, E>,
) -> std::result::Result<Vec<Cell<Data>>, E> {
    let mut cells = Vec::new();
    while let Some(cell) = next()? {
        if *cell.get_value() != DataRef::Empty {
            let value = Data::from(cell.get_value().clone());
            cells.push(Cell::new(cell.get_position(), value));
        }
    }
    Ok(cells)
}

fn broken(name: &str, error: impl Display) -> Error {
    Error::Sheet {
        message: format!("{name}: cannot be read as a workbook: {error}; save it as .xlsx anew"),
    }
}
