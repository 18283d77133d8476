//! CSV that was saved in an encoding which lacks some of its characters: each became a question mark.

use std::collections::HashMap;

use encoding_rs::EUC_KR;

use crate::article::Language;
use crate::review::key::Key;
use crate::review::memory::text_of;
use crate::review::origin::Origins;
use crate::review::row::{Column, hash, hash_of};
use crate::review::sheet::Sheet;
use crate::tmx::Unit;

/// What a character becomes that an encoding lacks.
const REPLACEMENT: char = '?';

/// Puts the texts that lost nothing but characters back as they were written, where the memory or the alignment has them.
pub(super) fn restore_characters(
    units: &[(Key, Unit)],
    origins: &Origins,
    sheets: &mut [Sheet],
    source: Language,
) {
    let in_memory: HashMap<&Key, &Unit> = units.iter().map(|(key, unit)| (key, unit)).collect();
    // A workbook is in UTF-8.
    for sheet in sheets
        .iter_mut()
        .filter(|sheet| sheet.as_written.is_empty())
    {
        for row in &mut sheet.rows {
            let row = &mut row.row;
            let key = Key::of_row(row);
            for (side, language) in [(Column::Source, source), (Column::Target, source.other())] {
                if !row[side].contains(REPLACEMENT) {
                    continue;
                }
                let origin = origins.rows.get(&key).map(|row| row[side].clone());
                let unit = in_memory.get(&key).map(|unit| text_of(unit, language));
                let known = [origin, unit].into_iter().flatten();
                let mut written = known.filter(|text| hash(text) == row[hash_of(side)].trim());
                if let Some(written) = written.find(|text| lost_characters(text, &row[side])) {
                    row[side] = written;
                }
            }
        }
    }
}

/// Whether a cell is a text with question marks for the characters that the encoding of Korean Windows lacks, and nothing
/// else.
fn lost_characters(written: &str, cell: &str) -> bool {
    let (written, cell) = (written.trim(), cell.trim());
    let mut both = written.chars().zip(cell.chars());
    written != cell
        && written.chars().count() == cell.chars().count()
        && both.all(|(a, b)| a == b || b == REPLACEMENT && is_rare(a))
}

/// Whether a text was changed, and characters were lost besides: what is left of it is no edit of anybody's.
pub(super) fn lost_characters_besides(written: &str, cell: &str) -> bool {
    let marks = |text: &str| text.matches(REPLACEMENT).count();
    let rare = |text: &str| text.chars().filter(|&c| is_rare(c)).count();
    let lost = rare(written).saturating_sub(rare(cell));
    lost > 0 && marks(cell) >= marks(written) + lost
}

fn is_rare(character: char) -> bool {
    EUC_KR.encode(character.encode_utf8(&mut [0; 4])).2
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
        // Korean Windows has both: whoever wrote a question mark meant it.
        assert!(!lost_characters("갔을까？ 그래…", "갔을까? 그래?"));
        assert!(lost_characters_besides("a café", "the caf?"));
        assert!(!lost_characters_besides("a café", "a café?"));
        assert!(!lost_characters_besides("a cafe", "a cafe?"));
    }
}
