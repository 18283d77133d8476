//! What a page of a workbook holds besides values: cells that were merged over several rows, and formulas that no program
//! has worked out.

use std::io::{Read, Seek};

use calamine::{Data, Range, Reader, Xlsx, XlsxError};

use super::{Sheet, SheetRow};
use crate::review::row::Column;

/// What a reviewer may say of several rows at once.
const SHARED: [Column; 2] = [Column::Decision, Column::Comment];

/// What matters where a formula has no value.
const NEEDED: [Column; 5] = [
    Column::Id,
    Column::Decision,
    Column::Source,
    Column::Target,
    Column::Comment,
];

impl Sheet {
    /// Gives each row what stands in a cell that was merged over it and others, which a file has in the first of them alone.
    pub(super) fn share_merged<R: Read + Seek>(
        &mut self,
        book: &mut Xlsx<R>,
        page: &str,
    ) -> Result<(), XlsxError> {
        for region in book.merge_cells_by_sheet_name(page)? {
            let is_of =
                |column: &Column| self.places[*column as usize] == Some(region.start.1 as usize);
            let Some(column) = SHARED.into_iter().find(is_of) else {
                continue;
            };
            let [first, last] = [region.start.0, region.end.0].map(|row| row as usize + 1);
            let begin = self.rows.partition_point(|row| row.line < first);
            let end = self.rows.partition_point(|row| row.line <= last);
            let mut rows = self.rows[begin..end].iter_mut();
            let Some(shown) = rows.next().filter(|row| row.line == first) else {
                continue;
            };
            rows.for_each(|row| row.row[column].clone_from(&shown.row[column]));
        }
        Ok(())
    }

    /// Names the cells that have a formula and no value.
    pub(super) fn find_formulas<R: Read + Seek>(
        &mut self,
        book: &mut Xlsx<R>,
        page: &str,
        values: &Range<Data>,
    ) -> Result<(), XlsxError> {
        let formulas = book.worksheet_formula(page)?;
        let places = self.places;
        for SheetRow {
            line, unevaluated, ..
        } in &mut self.rows
        {
            let is_unevaluated = |column: &Column| {
                let Some(place) = places[*column as usize] else {
                    return false;
                };
                let cell = (*line as u32 - 1, place as u32);
                let has_formula = formulas
                    .get_value(cell)
                    .is_some_and(|formula| !formula.is_empty());
                // One that gave an empty text has that.
                has_formula && matches!(values.get_value(cell), None | Some(Data::Empty))
            };
            *unevaluated = NEEDED.into_iter().find(is_unevaluated);
        }
        Ok(())
    }
}
