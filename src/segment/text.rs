//! A paragraph, looked at from any byte of it. Positions are byte offsets on character boundaries.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::article::{is_hangul, is_invisible};

/// No word that a rule looks for is longer than this, in bytes: looking at one takes bounded time.
const LONGEST_WORD: usize = 60;

/// A paragraph.
#[derive(Clone, Copy)]
pub(super) struct Text<'a>(pub(super) &'a str);

impl<'a> Text<'a> {
    pub(super) fn slice(self, from: usize, to: usize) -> &'a str {
        self.0.get(from..to).unwrap_or_default()
    }

    /// The character that begins at `at`.
    pub(super) fn after(self, at: usize) -> Option<char> {
        self.0.get(at..)?.chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn before(self, at: usize) -> Option<char> {
        self.0.get(..at)?.chars().next_back()
    }

    /// Where the run of characters from `at` ends that are all `wanted`.
    pub(super) fn skip(self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = self.0.get(at..).unwrap_or_default();
        at + rest.find(|c| !wanted(c)).unwrap_or(rest.len())
    }

    /// Where the white space from `at` ends, with what cannot be seen.
    pub(super) fn skip_gap(self, at: usize) -> usize {
        self.skip(at, is_gap)
    }

    /// Where the white space before `at` begins.
    pub(super) fn back_over_gap(self, at: usize) -> usize {
        let before = self.0.get(..at).unwrap_or_default();
        before.trim_end_matches(is_gap).len()
    }

    /// The run of `wanted` characters before `end`; of a long run only the last part.
    pub(super) fn word_before(self, end: usize, wanted: impl Fn(char) -> bool) -> &'a str {
        let before = self.0.get(..end).unwrap_or_default();
        let mut start = end;
        for (at, c) in before.char_indices().rev() {
            if !wanted(c) || end - at > LONGEST_WORD {
                break;
            }
            start = at;
        }
        self.slice(start, end)
    }

    /// The run of `wanted` characters from `start`; of a long run only the first part.
    pub(super) fn word_after(self, start: usize, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.0.get(start..).unwrap_or_default();
        let length = rest
            .char_indices()
            .take_while(|&(at, c)| at < LONGEST_WORD && wanted(c))
            .last()
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.slice(start, start + length)
    }
}

/// White space, and what cannot be seen.
pub(super) fn is_gap(c: char) -> bool {
    c == ' ' || c.is_whitespace() || is_invisible(c)
}

/// A Korean word as the lists have it, composed to syllables.
pub(super) fn composed(word: &str) -> Cow<'_, str> {
    let is_part = |c: char| matches!(c, '\u{1100}'..='\u{11ff}');
    if word.contains(is_part) {
        word.nfc().collect::<String>().into()
    } else {
        word.into()
    }
}

/// The Hangul before `end`, composed.
pub(super) fn hangul_before(text: Text<'_>, end: usize) -> Cow<'_, str> {
    composed(text.word_before(end, is_hangul))
}

impl Text<'_> {
    /// Where the footnote marks from `at` end: `[2]`, `[3][note 4]`, `¹²`.
    pub(super) fn skip_footnotes(self, mut at: usize) -> usize {
        const LONGEST: usize = 24;
        at = self.skip(at, |c| {
            matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
        });
        while self.after(at) == Some('[') {
            let inside = self.word_after(at + 1, |c| c != ']' && c != '[');
            let numbered = inside.ends_with(|c: char| c.is_ascii_digit())
                && inside.chars().all(|c| c.is_alphanumeric() || c == ' ');
            let close = at + 1 + inside.len();
            if inside.len() > LONGEST || !numbered || self.after(close) != Some(']') {
                break;
            }
            at = close + 1;
        }
        at
    }
}
