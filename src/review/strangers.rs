//! Sheets of another article than the memory has under the same name: `ko.txt` of one folder and `ko.txt` of another.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use super::key::Key;
use super::memory::hashes_of;
use super::problem::{Problem, WayOut};
use super::row::{Column, Row, written_hashes};
use super::sheet::Sheet;
use crate::article::Language;
use crate::tmx::Unit;

/// Of so many rows or more, more than half must have another text in both languages: a reviewer changes one, and that
/// in a few. So many rows, whose ids are off by the same number, are another alignment: nobody mistypes two alike.
const FEWEST: usize = 2;

/// Of a document in a sheet, the rows that can be compared, those whose texts are others, and those whose texts stand
/// under another id, by how far that is away.
#[derive(Default)]
struct Compared {
    rows: usize,
    strange: usize,
    shifted: HashMap<i64, usize>,
    line: usize,
}

impl Compared {
    fn is_of_another(&self) -> bool {
        let is_shifted = self.shifted.values().any(|&rows| rows >= FEWEST);
        is_shifted || self.strange >= FEWEST && 2 * self.strange > self.rows
    }
}

/// The texts of rows by their ids, and the ids of an alignment by their texts.
#[derive(Default)]
struct Known {
    texts: HashMap<Key, [String; 2]>,
    /// By the hash of the document and the texts; none where several have them.
    ids: HashMap<u64, Option<Key>>,
}

impl Known {
    fn add(&mut self, key: Key, texts: [String; 2]) {
        if key.id.is_of_alignment() {
            self.ids
                .entry(place(&key.document, &texts))
                .and_modify(|other| *other = other.take().filter(|other| *other == key))
                .or_insert_with(|| Some(key.clone()));
        }
        self.texts.entry(key).or_insert(texts);
    }

    /// How far away from a row its texts stand, under the id of another one.
    fn shift(&self, key: &Key, texts: &[String; 2]) -> Option<i64> {
        if self.texts.get(key) == Some(texts) {
            return None;
        }
        let elsewhere = self.ids.get(&place(&key.document, texts))?.as_ref()?;
        let shift = elsewhere.id.number()? - key.id.number()?;
        (shift != 0).then_some(shift)
    }
}

fn place(document: &str, [source, target]: &[String; 2]) -> u64 {
    xxh3_64([document, source, target].join("\u{1f}").as_bytes())
}

/// How many rows of a sheet were written with each pair of texts.
fn counted(sheet: &Sheet) -> HashMap<[String; 2], usize> {
    let mut counted = HashMap::new();
    for texts in sheet.rows.iter().filter_map(|row| written_hashes(&row.row)) {
        *counted.entry(texts).or_default() += 1;
    }
    counted
}

/// The sheets without the documents whose rows do not fit what the memory, or a sheet before, has under their names; and
/// a problem for each of these, which may name the memory.
pub(in crate::review) fn without_strangers(
    units: &[(Key, Unit)],
    sheets: Vec<Sheet>,
    source: Language,
    memory: &str,
) -> (Vec<Sheet>, Vec<Problem>) {
    let mut known = Known::default();
    for (key, unit) in units {
        known.add(key.clone(), hashes_of(unit, source));
    }
    let (mut kept, mut problems) = (Vec::new(), Vec::new());
    for mut sheet in sheets {
        let mut strangers = compared(&sheet, &known);
        strangers.retain(|_, compared| compared.is_of_another());
        for (document, compared) in &strangers {
            problems.push(problem(&sheet, document, compared.line, memory));
        }
        take_out(&mut sheet, &strangers);
        for row in &sheet.rows {
            if let Some(written) = written_hashes(&row.row) {
                known.add(Key::of_row(&row.row), written);
            }
        }
        kept.push(sheet);
    }
    (kept, problems)
}

/// How the rows of each document in a sheet compare with those that are known.
fn compared(sheet: &Sheet, known: &Known) -> BTreeMap<String, Compared> {
    let mut documents: BTreeMap<String, Compared> = BTreeMap::new();
    let times = LazyCell::new(|| counted(sheet));
    for row in &sheet.rows {
        let key = Key::of_row(&row.row);
        let Some(written) = written_hashes(&row.row) else {
            continue;
        };
        // Texts that stand twice tell nothing.
        let shift = known.shift(&key, &written);
        let shift = shift.filter(|_| times[&written] == 1);
        let here = known.texts.get(&key);
        if here.is_none() && shift.is_none() {
            continue;
        }
        let cells = row.row.hashes();
        let is_strange = here.is_some_and(|here| {
            (0..2).all(|side| ![&written[side], &cells[side]].contains(&&here[side]))
        });
        let compared = documents.entry(key.document).or_default();
        if let Some(shift) = shift.filter(|_| here != Some(&cells)) {
            *compared.shifted.entry(shift).or_default() += 1;
        }
        compared.rows += 1;
        compared.strange += usize::from(is_strange);
        if compared.line == 0 {
            compared.line = row.line;
        }
    }
    documents
}

/// What is wrong with a document of a sheet whose first row is in `line`.
fn problem(sheet: &Sheet, document: &str, line: usize, memory: &str) -> Problem {
    let (message, way_out) = match document.is_empty() {
        true => (
            format!(
                "nothing was applied: {memory} has other texts by now under the ids of the sheet; make the sheet of it anew \
                 (`naranhi tmx convert {memory} FILE.xlsx`)"
            ),
            None,
        ),
        false => (
            format!(
                "nothing of {document} was applied: under this name there is another alignment of the article already, or \
                 another article"
            ),
            Some(WayOut::AlignmentOrName),
        ),
    };
    Problem {
        sheet: sheet.name.clone(),
        line,
        cell: sheet.cell(Column::Document, line),
        message,
        way_out,
    }
}

/// Takes documents out of a sheet.
fn take_out(sheet: &mut Sheet, documents: &BTreeMap<String, Compared>) {
    let is_kept = |row: &Row| match row[Column::Document].trim() {
        // A new row, of the only document of the sheet.
        "" => documents.is_empty(),
        document => !documents.contains_key(document),
    };
    sheet.rows.retain(|row| is_kept(&row.row));
    sheet.as_written.retain(|_, row| is_kept(row));
}
