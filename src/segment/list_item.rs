//! Items of a list that stand in one line: `1. Milk 2. Bread`, `a) Milk b) Bread`, `• 9. Milk • 10. Bread`.

use super::text::{Text, is_gap};

/// The number or letter of an item, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    bullet: Option<char>,
    value: u32,
    is_letter: bool,
    /// `.`, `)` or `.)`.
    style: &'a str,
    /// One past the style.
    pub(super) end: usize,
}

impl<'a> Label<'a> {
    /// The label at `start`, where a sentence begins.
    pub(super) fn at(text: Text<'a>, start: usize) -> Option<Label<'a>> {
        let first = text.after(start)?;
        let bullet = is_bullet(first).then_some(first);
        let name_start = match bullet {
            Some(bullet) => text.skip_gap(start + bullet.len_utf8()),
            None => start,
        };
        let name = text.word_after(name_start, |c| c.is_ascii_alphanumeric());
        let is_letter = name.len() == 1 && name.starts_with(|c: char| c.is_ascii_lowercase());
        let value = match name.bytes().next() {
            Some(letter) if is_letter => u32::from(letter),
            _ if name.len() <= 3 => name.parse().ok()?,
            _ => return None,
        };
        let style_start = name_start + name.len();
        let style = text.word_after(style_start, |c| matches!(c, '.' | ')'));
        let end = style_start + style.len();
        (matches!(style, "." | ")" | ".)") && text.after(end).is_some_and(is_gap)).then_some(
            Label {
                bullet,
                value,
                is_letter,
                style,
                end,
            },
        )
    }

    /// Where the label begins whose `.` or `)` stands at `mark`, if it is the one after this. What stands before it is
    /// a small letter or a mark, so that the 2 of `Section 2.` is none.
    pub(super) fn followed_by(self, text: Text<'a>, mark: usize) -> Option<(usize, Label<'a>)> {
        let name = text.word_before(mark, |c| c.is_ascii_alphanumeric());
        if name.is_empty() || name.len() > 3 {
            return None;
        }
        let mut start = mark - name.len();
        if self.bullet.is_some() {
            start = text.back_over_gap(start);
            start -= text.before(start).filter(|&c| is_bullet(c))?.len_utf8();
        }
        let next = Label::at(text, start)?;
        let continues = next.value == self.value + 1
            && (next.is_letter, next.bullet, next.style)
                == (self.is_letter, self.bullet, self.style);
        let end_of_item = text.back_over_gap(start);
        let item = text.word_before(end_of_item, |c| !is_gap(c));
        let after_item = end_of_item < start
            && (self.bullet.is_some()
                || self.style != "."
                || item.ends_with(|c: char| !c.is_alphanumeric())
                || item.starts_with(|c: char| c.is_lowercase()));
        let begins = text.after(text.skip_gap(next.end))?;
        (continues && after_item && !begins.is_lowercase()).then_some((start, next))
    }
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '‣'
            | '◦'
            | '▪'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▲'
            | '▶'
            | '◆'
            | '◇'
            | '※'
            | '·'
    )
}
