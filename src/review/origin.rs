//! What a sheet is compared with: the rows as the aligner wrote them, and the memory as it is now.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use super::apply::without_strangers;
use super::claim::hash_of;
use super::log::Logged;
use super::row::{Column, Row, hash};
use super::sheet::{Sheet, SheetRow};
use crate::article::Language;
use crate::document::BEAD;
use crate::error::{Error, Result};
use crate::reader;
use crate::tmx::{Head, Unit};

/// The name of a row among all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The document.
    pub document: String,
    /// The bead in it.
    pub id: String,
}

/// What the ids of rows begin with that a reviewer added.
pub(super) const NEW: &str = "new-";

/// Rows as they were written, by their keys.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    pub(super) rows: HashMap<Key, Row>,
    /// The documents of the alignments that were given beside the sheets.
    pub(super) aligned_anew: HashSet<String>,
    /// The tags of the source and target language.
    pub tags: Option<(String, String)>,
}

/// A memory that sheets are applied to.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Its head.
    pub head: Head,
    /// Its units.
    pub units: Vec<Unit>,
    /// What was decided last on each row, as the log says.
    pub said: HashMap<Key, Logged>,
    /// All that was said of each row, also where nothing was decided.
    pub heard: HashMap<Key, Vec<Logged>>,
}

#[derive(Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record {
    Document {
        document: String,
        source: Side,
        target: Side,
    },
    Bead {
        id: String,
        #[serde(rename = "type")]
        shape: String,
        moved: bool,
        confidence: f64,
        source: Vec<Segment>,
        target: Vec<Segment>,
    },
}

#[derive(Deserialize)]
struct Side {
    language: String,
}

#[derive(Deserialize)]
struct Segment {
    text: String,
}

impl Origins {
    /// The rows that workbooks keep on their hidden page, and those of other sheets whose texts are as they were written.
    pub fn of_sheets(sheets: &[Sheet]) -> Origins {
        // Of two articles under one name, the first is that which is applied.
        let (fitting, _) = without_strangers(&[], sheets.to_vec(), Language::Korean);
        let kept = || fitting.iter().flat_map(|sheet| &sheet.as_written);
        // A workbook keeps its rows itself.
        let forgetful = fitting.iter().filter(|sheet| sheet.as_written.is_empty());
        let untouched = forgetful.flat_map(|sheet| {
            let rows = sheet.rows.iter().filter_map(untouched);
            let rows = rows.map(|row| (Key::of_row(&row), row));
            rows.filter(|(key, _)| !sheet.lacks_document(key))
        });
        let kept = kept().map(|(key, row)| (key.clone(), row.clone()));
        Origins {
            rows: untouched.chain(kept).collect(),
            aligned_anew: HashSet::new(),
            tags: sheets.iter().find_map(|sheet| sheet.tags.clone()),
        }
    }

    /// Takes in what `naranhi align -o FILE.jsonl` wrote, for some sheets. It overrules what is there of its documents.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Data`] with the line that is no such record, and [`Error::Sheet`] if it is of other
    /// documents than the sheets.
    pub fn add_alignment(&mut self, path: &Path, sheets: &[Sheet]) -> Result<()> {
        let text = reader::read_file(path, None)?;
        let mut document = String::new();
        let mut rows = HashMap::new();
        let mut documents = HashSet::new();
        for (index, line) in text.lines().enumerate() {
            let record = serde_json::from_str(line).map_err(|error| Error::Data {
                name: path.display().to_string(),
                line: index + 1,
                message: format!("not a record that `naranhi align` writes: {error}"),
            })?;
            match record {
                Record::Document {
                    document: name,
                    source,
                    target,
                } => {
                    documents.insert(name.clone());
                    document = name;
                    self.tags = Some((source.language, target.language));
                }
                Record::Bead {
                    id,
                    shape,
                    moved,
                    confidence,
                    source,
                    target,
                } => {
                    let mut row = Row::default();
                    row[Column::Id] = id;
                    row[Column::Document].clone_from(&document);
                    row[Column::Type] = shape + if moved { " moved" } else { "" };
                    row[Column::Confidence] = format!("{confidence:.3}");
                    row[Column::Source] = joined(source);
                    row[Column::Target] = joined(target);
                    rows.insert(Key::of_row(&row), row);
                }
            }
        }
        let rows_of_sheets = sheets.iter().flat_map(|sheet| &sheet.rows);
        let mut in_sheets = rows_of_sheets.map(|row| row.row[Column::Document].trim());
        let is_meant = |name: &str| name.is_empty() || documents.contains(name);
        if !in_sheets.clone().any(is_meant)
            && let Some(in_sheets) = in_sheets.next()
        {
            return Err(Error::Sheet {
                message: format!(
                    "{}: it is not an alignment of {in_sheets}, nor of another document of the sheets; name the .jsonl that was \
                     written of it",
                    path.display()
                ),
            });
        }
        self.rows
            .retain(|key, _| !documents.contains(&key.document));
        self.rows.extend(rows);
        self.aligned_anew.extend(documents);
        Ok(())
    }

    /// The memory that these rows make: those with both sides, in the order of their keys.
    pub fn memory(&self, tags: (&str, &str)) -> Memory {
        let mut sorted: Vec<(&Key, &Row)> = self.rows.iter().collect();
        sorted.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        let has_both = |row: &Row| {
            let sides = [Column::Source, Column::Target];
            sides.iter().all(|&side| !row[side].is_empty())
        };
        let linked = sorted.into_iter().filter(|(_, row)| has_both(row));
        Memory {
            head: Head::new(tags.0, None, &[]),
            units: linked.map(|(key, row)| unit(key, row, tags)).collect(),
            ..Memory::default()
        }
    }
}

/// A row with the texts that it was written with, as far as it is known from its hashes; none for one with another text.
fn untouched(row: &SheetRow) -> Option<Row> {
    let is_as_written = |side| hash(&row.row[side]) == row.row[hash_of(side)].trim();
    let is_untouched = is_as_written(Column::Source) && is_as_written(Column::Target);
    // The cells of a merged row may still be those of one of its rows.
    let is_one = !row.row[Column::Id].contains(['+', '.']);
    (is_untouched && is_one).then(|| {
        let mut row = row.row.clone();
        row[Column::Decision].clear();
        row[Column::Comment].clear();
        row
    })
}

fn joined(segments: Vec<Segment>) -> String {
    let texts: Vec<String> = segments.into_iter().map(|segment| segment.text).collect();
    texts.join(" ")
}

impl Key {
    /// The key of a row.
    pub fn of_row(row: &Row) -> Key {
        Key {
            document: row[Column::Document].trim().to_owned(),
            id: row[Column::Id].trim().to_owned(),
        }
    }

    /// The key of a unit: its document and its name without the document. Units of other tools without a name get one
    /// from their place, counted from 0.
    pub fn of_unit(unit: &Unit, place: usize) -> Key {
        let document = unit.prop("x-document").unwrap_or_default().into_owned();
        let id = match unit.id() {
            Some(id) => id
                .strip_prefix(&format!("{document} "))
                .unwrap_or(id)
                .to_owned(),
            None => format!("u-{:04}", place + 1),
        };
        Key { document, id }
    }

    pub(super) fn names_document(&self) -> bool {
        !self.document.is_empty()
    }

    /// Whether it is of a row that a reviewer added.
    pub(super) fn is_added(&self) -> bool {
        self.id.is_empty() || self.id.to_lowercase().starts_with("new")
    }

    /// Whether it is of a row of an alignment, not of a memory of another tool.
    pub(super) fn is_of_alignment(&self) -> bool {
        self.id.starts_with(BEAD)
    }

    /// The number of a row of an alignment: of `s-0012`, 12.
    pub(super) fn number(&self) -> Option<i64> {
        self.id.strip_prefix(BEAD)?.parse().ok()
    }

    /// The row of this id in another document.
    pub(super) fn of_document(&self, document: &str) -> Key {
        Key {
            document: document.to_owned(),
            id: self.id.clone(),
        }
    }

    /// Another row of the same document.
    pub(super) fn sibling(&self, id: &str) -> Key {
        Key {
            document: self.document.clone(),
            id: id.to_owned(),
        }
    }

    /// The name of a unit: the document and the id.
    pub fn name(&self) -> String {
        match self.document.is_empty() {
            true => self.id.clone(),
            false => format!("{} {}", self.document, self.id),
        }
    }

    /// What to sort by: numbers in ids by their value, and new rows behind all others.
    pub(super) fn order(&self) -> (&str, bool, Vec<(u64, &str)>) {
        let is_digit = |c: char| c.is_ascii_digit();
        let mut pieces = Vec::new();
        let mut rest = self.id.as_str();
        while !rest.is_empty() {
            let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let letters = after.find(is_digit).unwrap_or(after.len());
            let (text, after) = after.split_at(letters);
            pieces.push((number.parse().unwrap_or_default(), text));
            rest = after;
        }
        (&self.document, self.id.starts_with(NEW), pieces)
    }
}

/// A unit of our own for a row.
pub(super) fn unit(key: &Key, row: &Row, tags: (&str, &str)) -> Unit {
    let mut unit = Unit::new(
        &key.name(),
        (tags.0, &row[Column::Source]),
        (tags.1, &row[Column::Target]),
    );
    unit.set_prop("x-document", &key.document);
    unit.set_prop("x-bead", &row[Column::Type]);
    unit.set_prop("x-confidence", &row[Column::Confidence]);
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_their_numbers() {
        let key = |id: &str| Key {
            document: "a".into(),
            id: id.into(),
        };
        let sorted = [
            "s-0002",
            "s-0009",
            "s-0012",
            "s-0012.2",
            "s-0012.10",
            "s-10000",
        ];
        for pair in sorted.windows(2) {
            assert!(key(pair[0]).order() < key(pair[1]).order(), "{pair:?}");
        }
    }
}
