//! Sheets that were saved in an encoding which lacks some of their characters: each became a question mark.

use std::collections::HashMap;

use super::text_of;
use crate::article::Language;
use crate::review::claim::{Problem, hash_of};
use crate::review::origin::{Key, Origins};
use crate::review::row::{Column, hash};
use crate::review::sheet::{Sheet, SheetRow};
use crate::tmx::Unit;

/// What a character becomes that an encoding lacks.
const REPLACEMENT: char = '?';

/// Puts the texts that lost nothing but characters back as they were written, where the memory or the alignment has them.
/// A row whose text was changed besides is left out, with a problem.
pub(super) fn restore_characters(
    units: &[(Key, Unit)],
    origins: &Origins,
    sheets: &mut [Sheet],
    source: Language,
) -> Vec<Problem> {
    let in_memory: HashMap<&Key, &Unit> = units.iter().map(|(key, unit)| (key, unit)).collect();
    let mut problems = Vec::new();
    for sheet in sheets {
        let mut rows = std::mem::take(&mut sheet.rows);
        rows.retain_mut(|SheetRow { line, row }| {
            let key = Key::of_row(row);
            for (side, language) in [(Column::Source, source), (Column::Target, source.other())] {
                let origin = origins.rows.get(&key).map(|row| row[side].clone());
                let unit = in_memory.get(&key).map(|unit| text_of(unit, language));
                let known = [origin, unit].into_iter().flatten();
                let mut written = known.filter(|text| hash(text) == row[hash_of(side)].trim());
                let Some(written) = written.next() else {
                    continue;
                };
                if lost_characters(&written, &row[side]) {
                    row[side] = written;
                } else if marks(&row[side]) > marks(&written) && has_rare(&written) {
                    problems.push(Problem {
                        sheet: sheet.name.clone(),
                        line: *line,
                        cell: sheet.cell(side, *line),
                        message: "characters may have become “?” when the sheet was saved; it was not applied (save it as \
                                  CSV UTF-8 or as XLSX)"
                            .into(),
                    });
                    return false;
                }
            }
            true
        });
        sheet.rows = rows;
    }
    problems
}

fn marks(text: &str) -> usize {
    text.matches(REPLACEMENT).count()
}

/// Whether a cell is a text with question marks for some of its characters, and nothing else.
fn lost_characters(written: &str, cell: &str) -> bool {
    let (written, cell) = (written.trim(), cell.trim());
    let mut both = written.chars().zip(cell.chars());
    written != cell
        && written.chars().count() == cell.chars().count()
        && both.all(|(a, b)| a == b || b == REPLACEMENT && !a.is_ascii())
}

/// Whether a text has a character that the encoding of Korean Windows lacks.
fn has_rare(text: &str) -> bool {
    encoding_rs::EUC_KR.encode(text).2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_mark_for_a_character_is_no_edit() {
        assert!(lost_characters("a café – 값", "a caf? ? 값"));
        for cell in ["a café – 값", "a cafe – 값", "a caf? – 값?", "? café – 값"] {
            assert!(!lost_characters("a café – 값", cell), "{cell}");
        }
        assert!(has_rare("café") && !has_rare("값 “좋다”"));
    }
}
