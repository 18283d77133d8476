//! Short lines right above and right below the text that are of it: what a speaker says to an audience, and the first of
//! several subheads.

use super::is_plain_article;
use crate::article::is_hangul;
use crate::reader::furniture::headline::label;
use crate::reader::furniture::line::{WORDS, is_marked, is_text};
use crate::reader::furniture::lines::Lines;
use crate::reader::register::is_polite;

/// Tells which lines beside the text are of it.
pub(in crate::reader) struct Beside<'a> {
    lines: &'a Lines,
    /// Whether the article is told plainly.
    is_plain: bool,
}

impl<'a> Beside<'a> {
    pub(in crate::reader) fn of(lines: &'a Lines) -> Beside<'a> {
        Beside {
            lines,
            is_plain: is_plain_article(lines),
        }
    }

    /// Where the lines begin that stand right above line `text`, from line `top` on, and are of the text.
    pub(in crate::reader) fn beginning(&self, top: usize, text: usize) -> usize {
        let is_one = |&i: &usize| self.lines.is_kept(i) && self.is_spoken(&self.lines[i]);
        let first = match text > top && self.is_first_subhead(text - 1) {
            true => text - 1,
            false => text,
        };
        first - (top..first).rev().take_while(is_one).count()
    }

    /// Where the lines end that stand right below line `text` and are of the text.
    pub(in crate::reader) fn end(&self, text: usize) -> usize {
        let is_one = |&i: &usize| self.lines.is_kept(i) && self.is_spoken(&self.lines[i]);
        let below = text + 1;
        below + (below..self.lines.len()).take_while(is_one).count()
    }

    /// Whether a line is what a speaker says to an audience: 내외 귀빈 여러분, / 반갑습니다. What a page says beside a plain
    /// text is polite as well, and none of it.
    fn is_spoken(&self, line: &str) -> bool {
        let in_lower_case = line.to_lowercase();
        line.ends_with(',') && WORDS.stands_in("address", &in_lower_case)
            || WORDS.has("courtesy", in_lower_case.trim_end_matches(['.', '!']))
            || is_sentence_of_a_word(line) && !(self.is_plain && is_polite(line))
    }

    /// Whether a line is a subhead in brackets or with a mark, as another below it is.
    fn is_first_subhead(&self, line: usize) -> bool {
        let mark = self.lines[line].chars().next();
        let is_one = |i: usize| {
            let subhead = &self.lines[i];
            self.lines.is_kept(i)
                && subhead.chars().next() == mark
                && (label::is_bracketed(subhead) || is_marked(subhead))
                && !is_text(subhead)
        };
        is_one(line) && (line + 1..self.lines.len()).any(is_one)
    }
}

/// Whether a line is a Korean word that makes a sentence, with its final mark: 반갑습니다. What asks for something, such as
/// 로그인하세요, a page says.
fn is_sentence_of_a_word(line: &str) -> bool {
    const FEWEST_CHARS: usize = 3;
    let word = line.trim_end_matches(['.', '?', '!']);
    word.len() < line.len()
        && word.chars().count() >= FEWEST_CHARS
        && word.chars().all(is_hangul)
        && word.ends_with(['다', '요', '까', '죠'])
        && !word.ends_with("세요")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spoken_is_of_the_text() {
        for (line, in_plain_text, in_polite_text) in [
            ("내외 귀빈 여러분,", true, true),
            ("Ladies and gentlemen,", true, true),
            ("Thank you.", true, true),
            ("끝났다.", true, true),
            ("반갑습니다.", false, true),
            ("안녕하십니까?", false, true),
            ("안녕하세요.", true, true),
            ("로그인하세요.", false, false),
            ("감사합니다", false, false),
            ("목록.", false, false),
            ("By Hana Lim,", false, false),
            ("보도자료, 목록,", false, false),
            ("", false, false),
        ] {
            let is_spoken = |is_plain| {
                let lines = &Lines::new(Vec::new());
                Beside { lines, is_plain }.is_spoken(line)
            };
            assert_eq!(is_spoken(true), in_plain_text, "{line}");
            assert_eq!(is_spoken(false), in_polite_text, "{line}");
        }
    }
}
