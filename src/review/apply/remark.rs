//! Cells that say something of a text and hold none: “삭제”, “확인 필요?”, “-”.

use super::applying::Applying;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::row::{Column, SIDES};

impl Applying<'_> {
    /// Whether a reviewer wrote a remark where a text belongs: a decision or a mark, and too short for what stood there and
    /// for what stands beside it. `before` are the texts of the row, where they are known.
    pub(super) fn is_remark(
        &self,
        claim: &Claim,
        side: Column,
        before: Option<&[String; 2]>,
    ) -> bool {
        let cell = &claim.row[side];
        let is_new = claim.kind != Kind::Whole || self.differs(claim, side);
        if !is_new || !is_word_of_decision(cell) || claim.is_said_to_be_edited() {
            return false;
        }
        let own = usize::from(side == Column::Target);
        let text_before = |index: usize| before.map_or("", |texts| &*texts[index]);
        let beside = match text_before(1 - own) {
            "" => &*claim.row[SIDES[1 - own]],
            text => text,
        };
        let may_be = [text_before(own), beside].into_iter();
        may_be
            .filter(|text| !text.is_empty())
            .all(|text| is_much_longer(text, cell))
    }
}

/// Whether a cell holds a word of a decision, or nothing but signs.
fn is_word_of_decision(cell: &str) -> bool {
    let word = cell.trim_matches(|c: char| !c.is_alphanumeric());
    !cell.trim().is_empty() && Decision::read(word).is_ok()
}

/// Whether a text is too long for another to be its translation or a new wording of it.
fn is_much_longer(text: &str, than: &str) -> bool {
    /// “네.” is “I do.”, and “No.” is “그렇지 않습니다.”
    const TIMES: usize = 4;
    let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    length(text) > TIMES * length(than)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_words_of_decisions_and_signs() {
        for cell in ["삭제", " 확인 필요? ", "(reject)", "OK", "-", "…", "?!"] {
            assert!(is_word_of_decision(cell), "{cell}");
        }
        for cell in ["", " ", "삭제됐다.", "It is OK.", "7", "100%"] {
            assert!(!is_word_of_decision(cell), "{cell}");
        }
    }

    #[test]
    fn short_texts_are_translated_by_short_ones() {
        for (text, cell) in [("네.", "I do."), ("좋아.", "OK."), ("No.", "아니다.")] {
            assert!(!is_much_longer(text, cell) && !is_much_longer(cell, text));
        }
        assert!(is_much_longer("He returns home on the 30th.", "삭제"));
    }
}
