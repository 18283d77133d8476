//! English: is this final mark the end of a sentence?

use super::marks::{Mark, Text, is_opener};
use super::{Abbreviation, Splitter};

pub(super) fn is_end(text: &Text, mark: &Mark, start: usize, lists: &Splitter) -> bool {
    let next = text.skip_space(mark.after);
    if next == mark.after && text.char(next).is_some() {
        return false; // 3.5, example.com
    }
    let begins = text.skip(next, is_opener);
    let Some(first) = text.char(begins) else {
        return true;
    };
    // "Why?" she asked; he paused. . . then went on.
    if first.is_lowercase() || matches!(first, ',' | ';' | ')' | '%' | '.') {
        return false;
    }
    // A bracket inside a sentence holds its sentences together; one that is a sentence itself does not.
    if let Some(close) = text.enclosed_until(mark.first)
        && text.char(close) == Some(')')
        && close >= mark.after
    {
        return false;
    }
    if text.slice(mark.first, mark.end) != "." || mark.after > mark.end {
        return true;
    }
    !is_abbreviation(text, mark, start, begins, first, lists)
}

fn is_abbreviation(
    text: &Text,
    mark: &Mark,
    start: usize,
    begins: usize,
    first: char,
    lists: &Splitter,
) -> bool {
    let word = text.word_before(mark.first, |c| {
        c.is_alphanumeric() || c == '.' || c == '-' || c == '&'
    });
    let following_end = text.skip(begins, char::is_alphanumeric);
    let following = text.slice(begins, following_end);
    let starts_sentence = lists.starters.binary_search(&following).is_ok();

    if word.is_empty() {
        return false;
    }
    // The number of a list: "1. Preheat the oven."
    let first_word = text.byte(mark.first) - word.len() <= start;
    if first_word && word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 3 {
        return true;
    }
    match lists.abbreviations.get(word) {
        Some(Abbreviation::BeforeName) => return true,
        Some(Abbreviation::Month) => return first.is_ascii_digit(),
        Some(Abbreviation::Ambiguous) => return !starts_sentence,
        None => {}
    }
    let mut letters = word.split(['.', '-']);
    let is_initials = letters.clone().all(|part| part.chars().count() <= 1);
    if is_initials && word.chars().any(char::is_alphabetic) {
        // J. H. Park, U.S. President, 5 a.m. Eastern; but "He lives in the U.S. The".
        return !starts_sentence || word.len() == 1 && word != "I" && following.len() <= 1;
    }
    // Ph.D., e.g.
    word.contains('.')
        && letters.next_back().is_some_and(|part| part.len() <= 2)
        && !starts_sentence
}
