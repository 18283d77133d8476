//! Cells that say something of a text and hold none: “삭제”, “확인 필요?”, “(번역 없음)”, “-”.

use super::applying::Applying;
use crate::data;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::row::{Column, SIDES};

impl Applying<'_> {
    /// Whether a reviewer wrote a remark where a text belongs: a decision, a remark or a mark, and too short for what stood there and
    /// for what stands beside it. `before` are the texts of the row, where they are known.
    pub(super) fn is_remark(
        &self,
        claim: &Claim,
        side: Column,
        before: Option<&[String; 2]>,
    ) -> bool {
        let cell = &claim.row[side];
        let is_new = claim.kind != Kind::Whole || self.differs(claim, side);
        if !is_new || !says_no_text(cell) || claim.is_said_to_be_edited() {
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

/// Whether a cell holds a word of a decision, a remark that is known, or nothing but signs.
fn says_no_text(cell: &str) -> bool {
    let words = cell.trim_matches(|c: char| !c.is_alphanumeric());
    let is_remark = || {
        let spaceless: String = words.split_whitespace().collect();
        let spaceless = spaceless.to_lowercase();
        data::entries(data::REMARKS).any(|remark| remark == spaceless)
    };
    !cell.trim().is_empty() && (Decision::read(words).is_ok() || is_remark())
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
    fn remarks_are_words_of_decisions_known_ones_and_signs() {
        for cell in ["삭제", " 확인 필요? ", "(reject)", "OK", "-", "…", "?!"] {
            assert!(says_no_text(cell), "{cell}");
        }
        for cell in [
            "삭제 요망",
            "삭제바람",
            "확인요망!",
            "없음",
            "(번역 없음)",
            "위와 같음",
            "N/A",
            "skip",
            "TBD",
        ] {
            assert!(says_no_text(cell), "{cell}");
        }
        for cell in [
            "",
            " ",
            "삭제됐다.",
            "It is OK.",
            "7",
            "100%",
            "변함없음",
            "번역은 없다.",
            "위와 같다.",
            "Skip it.",
            "NATO",
        ] {
            assert!(!says_no_text(cell), "{cell}");
        }
    }

    #[test]
    fn short_texts_are_translated_by_short_ones() {
        for (text, cell) in [
            ("네.", "I do."),
            ("좋아.", "OK."),
            ("없음", "None"),
            ("No.", "아니다."),
        ] {
            assert!(!is_much_longer(text, cell) && !is_much_longer(cell, text));
        }
        assert!(is_much_longer("He returns home on the 30th.", "삭제"));
    }
}
