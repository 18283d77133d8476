//! Latin words of a segment.

use std::borrow::Cow;

use crate::token::{Token, TokenKind};

/// A Latin word, with the words joined to it by hyphens: `Byeong-kwang`.
pub(super) struct LatinWord<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) is_capitalized: bool,
    /// Whether only white space stands between it and the Latin word before it.
    pub(super) follows_word: bool,
    /// Whether it is one of the frequent words that are no names; set by who knows the list.
    pub(super) is_common: bool,
}

/// The Latin words of a segment, in order.
pub(super) fn latin_words<'a>(tokens: &[Token<'a>]) -> Vec<LatinWord<'a>> {
    let is_latin = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Latin);
    let is_hyphen = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| t.attached && (t.is_sign("-") || t.is_sign("‑")))
    };
    let mut words: Vec<LatinWord> = Vec::new();
    let mut last_end = None;
    let mut at = 0;
    while at < tokens.len() {
        let start = at;
        at += 1;
        if !is_latin(start) {
            continue;
        }
        let mut text = Cow::Borrowed(tokens[start].text);
        while is_hyphen(at) && is_latin(at + 1) && tokens[at + 1].attached {
            text = format!("{text}-{}", tokens[at + 1].text).into();
            at += 2;
        }
        words.push(LatinWord {
            text,
            is_capitalized: tokens[start].is_capitalized(),
            follows_word: last_end == Some(start) && !tokens[start].attached,
            is_common: false,
        });
        last_end = Some(at);
    }
    words
}
