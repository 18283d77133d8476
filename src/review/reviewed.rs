//! What reviewers did in a file that is to be written anew: no other output may replace it.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::decision::Decision;
use super::origin::Key;
use super::row::{Column, NUMBERS_DIFFER, Row, hash};
use super::sheet::Sheet;
use crate::export::Format;
use crate::tmx::{self, TmxReader, Unit};

/// The rows of a sheet, or the units of a memory, that a reviewer decided on, changed or added.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    /// Hashes of name, decision and texts.
    rows: HashSet<u64>,
}

impl Reviewed {
    /// What was reviewed in a file. One that is neither sheet nor memory, or cannot be read, holds nothing.
    pub fn of(path: &Path) -> Reviewed {
        let rows = match Format::of_path(path) {
            Ok(Format::Tmx) => of_memory(path),
            Ok(Format::Csv | Format::Xlsx) => Sheet::read(path).ok().map(|sheet| of_sheet(&sheet)),
            _ => None,
        };
        Reviewed {
            rows: rows.unwrap_or_default(),
        }
    }

    /// Whether there is nothing, or nothing that was not [written again](Self::written).
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A unit is written into the new file as well; `place` is its number among all, from 0.
    pub fn written(&mut self, unit: &Unit, place: usize) {
        if !self.rows.is_empty() {
            self.rows.remove(&of_unit(unit, place));
        }
    }
}

fn of_memory(path: &Path) -> Option<HashSet<u64>> {
    let units = TmxReader::new(tmx::open(path).ok()?, &path.display().to_string());
    let units = units.enumerate();
    let units = units.filter_map(|(place, unit)| Some((place, unit.ok()?)));
    let reviewed = units.filter(|(_, unit)| unit.prop("x-decision").is_some());
    Some(
        reviewed
            .map(|(place, unit)| of_unit(&unit, place))
            .collect(),
    )
}

fn of_unit(unit: &Unit, place: usize) -> u64 {
    let texts = unit
        .english_and_korean()
        .map_or_else(Default::default, |(english, korean)| {
            [english.into_owned(), korean.into_owned()]
        });
    let decision = unit.prop("x-decision").unwrap_or_default();
    fingerprint(&Key::of_unit(unit, place), &decision, texts)
}

fn of_row(row: &Row) -> u64 {
    let decision = match Decision::read(&row[Column::Decision]) {
        Ok(decision) => decision.map_or("", Decision::name),
        Err(written) => written,
    };
    let texts = [Column::Source, Column::Target].map(|side| row[side].trim().to_owned());
    fingerprint(&Key::of_row(row), decision, texts)
}

/// The same for a row and for the unit that it becomes, whatever language is the source.
fn fingerprint(key: &Key, decision: &str, mut texts: [String; 2]) -> u64 {
    texts.sort();
    let [first, second] = &texts;
    xxh3_64(
        [&key.name(), decision, first, second]
            .join("\u{1f}")
            .as_bytes(),
    )
}

fn of_sheet(sheet: &Sheet) -> HashSet<u64> {
    let written: HashMap<Key, &Row> = sheet
        .as_written
        .iter()
        .map(|row| (Key::of_row(row), row))
        .collect();
    let mut keys: HashSet<Key> = written.keys().cloned().collect();
    let accepted = accepted_beforehand(sheet);
    let rows = sheet.rows.iter().map(|row| &row.row);
    let reviewed = rows.filter(|row| {
        let key = Key::of_row(row);
        let is_as_written = |column| match written.get(&key) {
            Some(written) => row[column].trim() == written[column].trim(),
            None => row[column].trim().is_empty(),
        };
        let is_edited = |side, written| {
            let written = row[written].trim();
            !written.is_empty() && hash(&row[side]) != written
        };
        let is_known = match written.is_empty() {
            true => !key.id.is_empty() && !key.id.contains(['+', '.']),
            false => keys.remove(&key),
        };
        let is_accepted_beforehand = written.is_empty() && accepted.contains(&key);
        !is_known
            || !is_as_written(Column::Decision) && !is_accepted_beforehand
            || !is_as_written(Column::Comment)
            || is_edited(Column::Source, Column::SourceHash)
            || is_edited(Column::Target, Column::TargetHash)
    });
    reviewed.map(of_row).collect()
}

/// The rows of a CSV that were accepted when it was written: there nothing but their confidence tells them from those that a
/// reviewer accepted. All rows that are as sure as the least sure of them are accepted too.
fn accepted_beforehand(sheet: &Sheet) -> HashSet<Key> {
    let rows = || {
        sheet.rows.iter().filter_map(|row| {
            let row = &row.row;
            let confidence: f64 = row[Column::Confidence].trim().parse().ok()?;
            let is_accepted = row[Column::Decision].trim() == Decision::Accept.name();
            Some((row, confidence, is_accepted))
        })
    };
    let accepted = || rows().filter(|(.., is_accepted)| *is_accepted);
    let least = accepted().map(|(_, confidence, _)| confidence);
    let least = least.fold(f64::INFINITY, f64::min);
    // What is as sure as the least sure, in the digits that a sheet has, may be on either side of the limit.
    let is_passed_over = |(row, confidence, is_accepted): (&Row, f64, bool)| {
        !is_accepted && confidence > least && !row[Column::Flags].contains(NUMBERS_DIFFER)
    };
    let is_flagged = |(row, ..): (&Row, f64, bool)| row[Column::Flags].contains(NUMBERS_DIFFER);
    if rows().any(is_passed_over) || accepted().any(is_flagged) {
        return HashSet::new();
    }
    accepted().map(|(row, ..)| Key::of_row(row)).collect()
}
