//! Korean: is this final mark the end of a sentence?

use super::marks::{Mark, Text};
use super::{Abbreviation, Splitter};
use crate::article::is_hangul;

pub(super) fn is_end(text: &Text, mark: &Mark, start: usize, lists: &Splitter) -> bool {
    // A quotation stays whole, and with the sentence that carries it.
    if text
        .enclosed_until(mark.first)
        .is_some_and(|close| close >= mark.after)
    {
        return false;
    }
    let Some(next) = text.char(mark.after) else {
        return true;
    };
    if !next.is_whitespace() {
        return glued_end(text, mark, next);
    }
    let begins = text.skip_space(mark.after);
    let Some(first) = text.char(begins) else {
        return true;
    };
    if mark.after > mark.end {
        let word = text.slice(begins, text.skip(begins, char::is_alphanumeric));
        if lists.quote_particles.contains(&word) {
            return false; // “간다.” 라고 말했다
        }
    }
    let before = text.before(mark.first);
    match text.slice(mark.first, mark.end) {
        "." => match before {
            Some(c) if c.is_ascii_digit() => !is_numbering(text, mark, start, first),
            Some(c) if c.is_alphabetic() && !is_hangul(c) => !is_abbreviation(text, mark, lists),
            _ => true,
        },
        // An ellipsis inside a headline or a list of catchwords ends nothing.
        "…" | "..." | "‥" | "……" => {
            before.is_some_and(ends_sentence) || mark.after > mark.end
        }
        _ => true,
    }
}

/// `밝혔다.다음`: the space was forgotten. Only a full stop between an ending and a Hangul word is taken for one.
fn glued_end(text: &Text, mark: &Mark, next: char) -> bool {
    text.slice(mark.first, mark.after) == "."
        && is_hangul(next)
        && text.before(mark.first).is_some_and(ends_sentence)
}

/// The syllables that end a sentence in writing: 했다, 해요, 할까, 하죠, 했음.
fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '다' | '요' | '까' | '죠' | '음' | '함' | '됨' | '임' | '라' | '자' | '네' | '지' | '오'
    )
}

/// `2025. 9. 4.`, `1. 서론`.
fn is_numbering(text: &Text, mark: &Mark, start: usize, first: char) -> bool {
    let number = text.word_before(mark.first, |c| c.is_ascii_digit());
    let opens = text.byte(mark.first) - number.len() <= start;
    // 2025. 9. 4. 서울: another number and full stop stand before this one and its space.
    let before_number = mark.first - number.len();
    let follows_number = text.before(before_number) == Some(' ')
        && text.before(before_number - 1) == Some('.')
        && text
            .before(before_number - 2)
            .is_some_and(|c| c.is_ascii_digit());
    first.is_ascii_digit() || follows_number || (opens && number.len() <= 3)
}

/// Latin abbreviations in Korean text: `St. Louis`, `Co. 대표`.
fn is_abbreviation(text: &Text, mark: &Mark, lists: &Splitter) -> bool {
    let word = text.word_before(mark.first, |c| c.is_ascii_alphabetic() || c == '.');
    let listed = matches!(
        lists.abbreviations.get(word),
        Some(Abbreviation::BeforeName | Abbreviation::Ambiguous | Abbreviation::Month)
    );
    listed || !word.is_empty() && word.split('.').all(|part| part.len() <= 1)
}
