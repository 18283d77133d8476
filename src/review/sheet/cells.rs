//! What a page of a workbook holds besides values: cells that were merged over several rows, and formulas that no program
//! has worked out.

use std::collections::HashSet;
use std::io::{Read, Seek};

use calamine::{Data, Range, Xlsx};

use super::Sheet;
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

// What cannot be read of either leaves the values as they are.
impl Sheet {
    /// Gives each row what stands in a cell that was merged over it and others, which a file has in the first of them alone.
    pub(super) fn share_merged<R: Read + Seek>(&mut self, book: &mut Xlsx<R>, page: &str) {
        for region in book.merge_cells_by_sheet_name(page).unwrap_or_default() {
            let place = region.start.1 as usize;
            let is_of = |column: &Column| self.place_on_page(*column) == Some(place);
            let Some(column) = SHARED.into_iter().find(is_of) else {
                continue;
            };
            let [first, last] = [region.start.0, region.end.0].map(|row| row as usize + 1);
            let begin = self.rows.partition_point(|row| row.line < first);
            let end = self.rows.partition_point(|row| row.line <= last);
            // A broken file may have one upside down.
            let rows = self.rows.get_mut(begin..end).unwrap_or_default();
            if let Some((shown, rows)) = rows.split_first_mut()
                && shown.line == first
            {
                let cell = &shown.row[column];
                rows.iter_mut()
                    .for_each(|row| row.row[column].clone_from(cell));
            }
        }
    }

    /// Names the cells that have a formula and no value.
    pub(super) fn find_formulas<R: Read + Seek>(
        &mut self,
        book: &mut Xlsx<R>,
        page: &str,
        values: &Range<Data>,
    ) {
        let formulas = formulas(book, page);
        let places = NEEDED.map(|column| (column, self.place_on_page(column)));
        for row in &mut self.rows {
            let is_unevaluated = |(_, place): &(Column, Option<usize>)| {
                let Some(place) = *place else {
                    return false;
                };
                let cell = (row.line as u32 - 1, place as u32);
                // One that gave an empty text has that.
                let has_no_value = matches!(values.get_value(cell), None | Some(Data::Empty));
                has_no_value && formulas.contains(&cell)
            };
            let unevaluated = places.into_iter().find(is_unevaluated);
            row.unevaluated = unevaluated.map(|(column, _)| column);
        }
    }
}

/// Where the formulas of a page stand.
fn formulas<R: Read + Seek>(book: &mut Xlsx<R>, page: &str) -> HashSet<(u32, u32)> {
    let mut places = HashSet::new();
    let Ok(mut cells) = book.worksheet_cells_reader(page) else {
        return places;
    };
    while let Ok(Some(formula)) = cells.next_formula() {
        if !formula.get_value().is_empty() {
            places.insert(formula.get_position());
        }
    }
    places
}
