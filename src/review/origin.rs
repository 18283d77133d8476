//! What a sheet is compared with: the rows as the aligner wrote them, and the memory as it is now.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use super::aligned::Aligned;
use super::key::Key;
use super::memory::{Memory, unit};
use super::row::{Column, Row, SIDES, hash, hash_of};
use super::sheet::{Sheet, SheetRow};
use super::strangers::without_strangers;
use crate::article::Language;
use crate::error::{Error, Result};
use crate::tmx::{Head, props};

/// Rows as they were written, by their keys.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    pub(super) rows: HashMap<Key, Row>,
    /// The documents of the alignments that were given beside the sheets.
    pub(super) aligned_anew: HashSet<String>,
    /// The tags of the source and target language.
    pub tags: Option<(String, String)>,
}

impl Origins {
    /// The rows that workbooks keep on their hidden page, and those of other sheets whose texts are as they were written.
    pub fn of_sheets(sheets: &[Sheet]) -> Origins {
        // Of two articles under one name, the first is that which is applied.
        let (fitting, _) = without_strangers(&[], sheets.to_vec(), Language::Korean, "");
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

    /// Takes in what [`Format::Jsonl`](crate::export::Format::Jsonl) wrote, for some sheets. It overrules what is there of
    /// its documents. `name` stands for it in errors.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Data`] with the line that is no such record, and [`Error::Sheet`] if it is of other
    /// documents than the sheets.
    pub fn add_alignment(
        &mut self,
        mut input: impl Read,
        name: &str,
        sheets: &[Sheet],
    ) -> Result<()> {
        let mut text = String::new();
        let read = input.read_to_string(&mut text);
        read.map_err(Error::io(name))?;
        let mut aligned = Aligned::default();
        let mut rows = HashMap::new();
        let mut documents = HashSet::new();
        for (index, line) in text.lines().enumerate() {
            let row = aligned.row(line).map_err(|error| Error::Data {
                name: name.into(),
                line: index + 1,
                message: format!("not a record that `naranhi align` writes: {error}"),
            })?;
            match row {
                Some(row) => {
                    rows.insert(Key::of_row(&row), row);
                }
                None => {
                    documents.insert(aligned.document.clone());
                }
            }
        }
        self.tags = aligned.tags.or_else(|| self.tags.take());
        let rows_of_sheets = sheets.iter().flat_map(|sheet| &sheet.rows);
        let mut in_sheets = rows_of_sheets.map(|row| row.row[Column::Document].trim());
        let is_meant = |document: &str| document.is_empty() || documents.contains(document);
        if !in_sheets.clone().any(is_meant)
            && let Some(in_sheets) = in_sheets.next()
        {
            return Err(Error::Sheet {
                message: format!(
                    "{name}: it is not an alignment of {in_sheets}, nor of another document of the sheets; name the .jsonl \
                     that was written of it"
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
        let has_both = |row: &Row| SIDES.iter().all(|&side| !row[side].is_empty());
        let linked = sorted.into_iter().filter(|(_, row)| has_both(row));
        let made = |(key, row): (&Key, &Row)| {
            let mut unit = unit(key, row, tags);
            unit.set_prop(props::COMMENT, row[Column::Comment].trim());
            unit
        };
        Memory {
            head: Head::new(tags.0, None, &[]),
            units: linked.map(made).collect(),
            ..Memory::default()
        }
    }
}

/// A row with the texts that it was written with, as far as it is known from its hashes; none for one with another text.
fn untouched(row: &SheetRow) -> Option<Row> {
    let is_as_written = |side| hash(&row.row[side]) == row.row[hash_of(side)].trim();
    let is_untouched = is_as_written(Column::Source) && is_as_written(Column::Target);
    // The cells of a merged row may still be those of one of its rows.
    let is_one = !Key::of_row(&row.row).id.is_made();
    (is_untouched && is_one).then(|| {
        let mut row = row.row.clone();
        row[Column::Decision].clear();
        row[Column::Comment].clear();
        row
    })
}
