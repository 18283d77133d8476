//! Whether a file holds what a reviewer did, which no new alignment may replace.

use std::collections::HashMap;
use std::path::Path;

use super::decision::Decision;
use super::origin::Key;
use super::row::{Column, Row, hash};
use super::sheet::Sheet;
use crate::export::Format;
use crate::tmx::{self, TmxReader};

/// Whether a memory holds decisions, or a sheet other decisions, comments or texts than it was written with. A file that
/// is neither, or cannot be read, holds none.
pub fn is_reviewed(path: &Path) -> bool {
    match Format::of_path(path) {
        Ok(Format::Tmx) => is_reviewed_memory(path),
        _ => Sheet::read(path).is_ok_and(|sheet| is_reviewed_sheet(&sheet)),
    }
}

fn is_reviewed_memory(path: &Path) -> bool {
    let Ok(input) = tmx::open(path) else {
        return false;
    };
    let mut units = TmxReader::new(input, &path.display().to_string());
    units.any(|unit| unit.is_ok_and(|unit| unit.prop("x-decision").is_some()))
}

fn is_reviewed_sheet(sheet: &Sheet) -> bool {
    let written: HashMap<Key, &Row> = sheet
        .as_written
        .iter()
        .map(|row| (Key::of_row(row), row))
        .collect();
    sheet.rows.iter().map(|row| &row.row).any(|row| {
        let is_as_written = |column| match written.get(&Key::of_row(row)) {
            Some(written) => row[column].trim() == written[column].trim(),
            // Such a sheet may have been written with sure rows accepted.
            None => ["", Decision::Accept.name()].contains(&row[column].trim()),
        };
        let is_edited = |side, written| {
            let written = row[written].trim();
            !written.is_empty() && hash(&row[side]) != written
        };
        !is_as_written(Column::Decision)
            || !is_as_written(Column::Comment)
            || is_edited(Column::Source, Column::SourceHash)
            || is_edited(Column::Target, Column::TargetHash)
    })
}
