//! The review sheet as CSV: every bead a row, in a form that Excel and LibreOffice open as it is meant.

use std::io::Write;

use super::row::{Column, Row, rows};
use crate::align::Alignment;
use crate::document::DocumentInfo;
use crate::error::{Error, Result};

/// Writes an alignment as a sheet.
///
/// # Errors
/// [`Error::Write`] when `out` fails.
pub fn write(out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let mut sheet = SheetWriter::new(out)?;
    for row in rows(alignment, info) {
        sheet.row(&row)?;
    }
    sheet.finish()
}

/// Writes a sheet row by row: UTF-8 with a byte-order mark and CRLF, so that spreadsheet programs show Korean, and each
/// cell that a spreadsheet would take for a formula made harmless by [`harmless`].
pub(crate) struct SheetWriter<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> SheetWriter<W> {
    pub(crate) fn new(mut out: W) -> Result<SheetWriter<W>> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut rows = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let head = Column::ALL.map(Column::name);
        rows.write_record(head).map_err(Error::of_csv)?;
        Ok(SheetWriter { rows })
    }

    pub(crate) fn row(&mut self, row: &Row) -> Result<()> {
        let cells = row.cells().map(|(_, cell)| harmless(cell));
        self.rows.write_record(cells).map_err(Error::of_csv)
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        Ok(self.rows.flush()?)
    }
}

/// Characters that begin a formula in some spreadsheet program, and the apostrophe, so that [`restore`] is exact.
const DANGEROUS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Puts an apostrophe before a cell that a spreadsheet program would evaluate.
///
/// ```
/// use naranhi::review::csv::{harmless, restore};
/// assert_eq!(harmless("=1+1"), "'=1+1");
/// assert_eq!(restore("'=1+1"), "=1+1");
/// ```
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(DANGEROUS) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Undoes [`harmless`], exactly.
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(DANGEROUS) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_that_begin_a_sentence_come_back() {
        for cell in ["'간다'고 했다", "''", "'=", "-5도", "@gildong", "plain", ""] {
            let written = harmless(cell);
            assert!(!written.starts_with(['=', '+', '-', '@']));
            assert_eq!(restore(&written), cell);
        }
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['=+@\\-\ta가]{0,6}.{0,8}") {
            let written = harmless(&cell);
            prop_assert_eq!(restore(&written), cell);
        }
    }
}
