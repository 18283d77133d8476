//! Sheets of another article than the memory has under the same name: `ko.txt` of one folder and `ko.txt` of another.

use std::collections::{BTreeMap, HashMap};

use super::{SIDES, texts_of};
use crate::article::Language;
use crate::review::claim::{Problem, written};
use crate::review::origin::Key;
use crate::review::row::{Column, Row, hash};
use crate::review::sheet::Sheet;
use crate::tmx::Unit;

/// Of so many rows or more, more than half must have another text in both languages: a reviewer changes one, and that
/// in a few.
const FEWEST: usize = 2;

/// Of a document in a sheet, the rows that can be compared, and those whose texts are others.
#[derive(Default)]
struct Compared {
    rows: usize,
    strange: usize,
    line: usize,
}

/// The sheets without the documents whose rows do not fit what the memory, or a sheet before, has under their names; and
/// a problem for each of these.
pub(in crate::review) fn without_strangers(
    units: &[(Key, Unit)],
    sheets: Vec<Sheet>,
    source: Language,
) -> (Vec<Sheet>, Vec<Problem>) {
    let mut known: HashMap<Key, [String; 2]> = units
        .iter()
        .map(|(key, unit)| (key.clone(), texts_of(unit, source)))
        .collect();
    let (mut kept, mut problems) = (Vec::new(), Vec::new());
    for mut sheet in sheets {
        let mut documents: BTreeMap<String, Compared> = BTreeMap::new();
        for row in &sheet.rows {
            let key = Key::of_row(&row.row);
            let (Some(here), Some(written)) = (known.get(&key), written(&row.row)) else {
                continue;
            };
            let cells = SIDES.map(|side| hash(&row.row[side]));
            let is_strange =
                (0..2).all(|side| ![&written[side], &cells[side]].contains(&&here[side]));
            let compared = documents.entry(key.document).or_default();
            compared.rows += 1;
            compared.strange += usize::from(is_strange);
            if compared.line == 0 {
                compared.line = row.line;
            }
        }
        documents.retain(|_, it| it.strange >= FEWEST && 2 * it.strange > it.rows);
        for (document, compared) in &documents {
            problems.push(Problem {
                sheet: sheet.name.clone(),
                line: compared.line,
                cell: sheet.cell(Column::Document, compared.line),
                message: format!(
                    "nothing of {document} was applied: under this name there is another article already, or another \
                     alignment of it; align again with a name of its own (--document)"
                ),
            });
        }
        let is_kept = |row: &Row| match row[Column::Document].trim() {
            // A new row, of the only document of the sheet.
            "" => documents.is_empty(),
            document => !documents.contains_key(document),
        };
        sheet.rows.retain(|row| is_kept(&row.row));
        sheet.as_written.retain(|_, row| is_kept(row));
        for row in &sheet.rows {
            if let Some(written) = written(&row.row) {
                known.entry(Key::of_row(&row.row)).or_insert(written);
            }
        }
        kept.push(sheet);
    }
    (kept, problems)
}
