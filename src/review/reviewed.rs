//! What reviewers did in a file that is to be written anew: no other output may replace it.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::decision::Decision;
use super::key::Key;
use super::log::{Log, Logged};
use super::row::{Column, Row, SIDES, decided_beforehand, hash};
use super::sheet::Sheet;
use crate::packed::ending;
use crate::tmx::{self, TmxReader, Unit, props};

/// The rows of a sheet, or the units of a memory, that a reviewer decided on, changed, commented or added.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    /// By the hash of their names: the hash of all that is said of them.
    rows: HashMap<u64, u64>,
    /// The hashes of the names of pairs that were taken out of a memory, as the log beside it says.
    taken_out: HashSet<u64>,
    /// Whether one of these came back.
    came_back: bool,
    /// In a memory a later decision takes the place of an earlier one; what stands in a sheet may not have been applied.
    is_memory: bool,
}

impl Reviewed {
    /// What was reviewed in a file. One that is neither sheet nor memory nor log holds nothing, nor one that cannot be read,
    /// unless it is a workbook.
    pub fn of(path: &Path) -> Reviewed {
        // By the ending of the file itself, whatever a link to it is called.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        // A pipe would wait to be read.
        if !path.is_file() {
            return Reviewed::default();
        }
        let ending = ending(&path);
        let rows = match &*ending {
            "tmx" => of_memory(&path),
            "csv" | "xlsx" => of_sheet(&path),
            "jsonl" => of_log(&path),
            _ => None,
        };
        let is_memory = ending == "tmx";
        Reviewed {
            rows: rows.unwrap_or_default(),
            taken_out: match is_memory {
                true => taken_out(&path),
                false => HashSet::new(),
            },
            came_back: false,
            is_memory,
        }
    }

    /// Whether no reviewer did anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.taken_out.is_empty()
    }

    /// Whether all that was done was [written again](Self::written).
    pub fn is_kept(&self) -> bool {
        self.rows.is_empty() && !self.came_back
    }

    /// A unit is written into the new file as well; `place` is its number among all, from 0.
    pub fn written(&mut self, unit: &Unit, place: usize) {
        if self.is_empty() {
            return;
        }
        let (name, said) = of_unit(unit, place);
        self.came_back |= self.taken_out.contains(&name);
        let is_later = self.is_memory && unit.prop(props::DECISION).is_some();
        if is_later || self.rows.get(&name) == Some(&said) {
            self.rows.remove(&name);
        }
    }
}

fn of_memory(path: &Path) -> Option<HashMap<u64, u64>> {
    let units = TmxReader::new(tmx::open(path).ok()?, &path.display().to_string());
    let units = units.enumerate();
    let units = units.filter_map(|(place, unit)| Some((place, unit.ok()?)));
    let is_reviewed = |unit: &Unit| {
        [props::DECISION, props::COMMENT]
            .iter()
            .any(|kind| unit.prop(kind).is_some())
    };
    let reviewed = units.filter(|(_, unit)| is_reviewed(unit));
    Some(
        reviewed
            .map(|(place, unit)| of_unit(&unit, place))
            .collect(),
    )
}

/// The names of the pairs that the log beside a memory says were taken out of it, and that are not there.
fn taken_out(path: &Path) -> HashSet<u64> {
    let said = Log::skim(&Log::beside(path)).said();
    let mut taken_out: HashSet<u64> = said
        .iter()
        .filter(|(_, last)| last.takes_out())
        .map(|(key, _)| xxh3_64(key.name().as_bytes()))
        .collect();
    if !taken_out.is_empty()
        && let Ok(input) = tmx::open(path)
    {
        let units = TmxReader::new(input, &path.display().to_string());
        for (place, unit) in units.flatten().enumerate() {
            taken_out.remove(&of_unit(&unit, place).0);
        }
    }
    taken_out
}

/// A log of decisions is told by its first line; all of it counts as one.
fn of_log(path: &Path) -> Option<HashMap<u64, u64>> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?)
        .read_line(&mut line)
        .ok()?;
    let is_log = serde_json::from_str::<Logged>(&line).is_ok();
    is_log.then(|| HashMap::from([(0, 0)]))
}

fn of_unit(unit: &Unit, place: usize) -> (u64, u64) {
    let texts = unit
        .english_and_korean()
        .map_or_else(Default::default, |(english, korean)| {
            [english.into_owned(), korean.into_owned()]
        });
    let prop = |kind| unit.prop(kind).unwrap_or_default();
    let [decision, comment] = [prop(props::DECISION), prop(props::COMMENT)];
    fingerprint(&Key::of_unit(unit, place), &decision, &comment, texts)
}

fn of_row(row: &Row) -> (u64, u64) {
    let decision = match Decision::read(&row[Column::Decision]) {
        Ok(decision) => decision.map_or("", Decision::name),
        Err(written) => written,
    };
    let texts = SIDES.map(|side| row[side].clone());
    fingerprint(&Key::of_row(row), decision, &row[Column::Comment], texts)
}

/// The same for a row and for the unit that it becomes, whatever language is the source.
fn fingerprint(key: &Key, decision: &str, comment: &str, mut texts: [String; 2]) -> (u64, u64) {
    texts.sort();
    let [first, second] = &texts;
    let name = key.name();
    let said = [
        &*name,
        decision,
        comment.trim(),
        first.trim(),
        second.trim(),
    ]
    .join("\u{1f}");
    (xxh3_64(name.as_bytes()), xxh3_64(said.as_bytes()))
}

fn of_sheet(path: &Path) -> Option<HashMap<u64, u64>> {
    let bytes = fs::read(path).ok()?;
    let is_workbook = bytes.starts_with(b"PK");
    let sheet = match Sheet::parse(bytes, &path.display().to_string()) {
        Ok(sheet) => sheet,
        // What cannot be read of a workbook may be anybody's work.
        Err(_) if is_workbook => return Some(HashMap::from([(0, 0)])),
        Err(_) => return None,
    };
    if !sheet.unread.is_empty() {
        return Some(HashMap::from([(0, 0)]));
    }
    let rows = sheet.rows.iter().map(|row| &row.row);
    // Who renamed the column knows what it says.
    if sheet.lacks(Column::Decision) {
        return Some(rows.map(of_row).collect());
    }
    let mut seen = HashSet::new();
    let reviewed = rows.filter(|row| {
        let key = Key::of_row(row);
        let is_touched = match sheet.as_written.get(&key) {
            Some(written) => is_touched(row, written),
            None if !sheet.as_written.is_empty() => true,
            None => is_touched(row, &beforehand(row, &key)),
        };
        // A row that stands twice was copied.
        is_touched || !seen.insert(key)
    });
    Some(reviewed.map(of_row).collect())
}

/// Whether a row says another thing than it was written with.
pub(super) fn is_touched(row: &Row, written: &Row) -> bool {
    let is_same = |column| row[column].trim() == written[column].trim();
    let is_edited = |side, hash_of_it| {
        let kept = written[side].trim();
        let hashed = row[hash_of_it].trim();
        let is_other = |written: &str| hash(&row[side]) != written;
        !kept.is_empty() && is_other(&hash(kept)) || !hashed.is_empty() && is_other(hashed)
    };
    !is_same(Column::Id)
        || !is_same(Column::Decision)
        || !is_same(Column::Comment)
        || is_edited(Column::Source, Column::SourceHash)
        || is_edited(Column::Target, Column::TargetHash)
}

/// The row of a CSV as it was written, as far as it says itself.
fn beforehand(row: &Row, key: &Key) -> Row {
    let mut written = Row::default();
    if let Some(decision) = decided_beforehand(row) {
        written[Column::Decision] = decision.name().to_owned();
    }
    // Of the aligner's own ids, those were merged, split or added.
    let is_made = key.id.is_empty() || key.id.is_of_alignment() && key.id.is_made();
    written[Column::Id] = match is_made {
        true => String::from("another"),
        false => row[Column::Id].clone(),
    };
    written
}
