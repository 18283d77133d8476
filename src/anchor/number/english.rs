//! English numbers: digits, number words, scales, ordinals, months.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Found, Quantity, digits};
use crate::data;
use crate::token::{Token, TokenKind};

#[derive(Clone, Copy, PartialEq)]
enum Word {
    Value(f64),
    Scale(f64),
    Alone(f64),
    Month(u8),
    /// A month that is also a common word.
    Ambiguous(u8),
}

/// `data/numbers-en.txt` by word.
static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    data::entries(data::NUMBERS_EN)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (kind, word) = (fields.next()?, fields.next()?);
            let value: f64 = fields.next()?.parse().ok()?;
            Some((
                word,
                match kind {
                    "value" => Word::Value(value),
                    "scale" => Word::Scale(value),
                    "alone" => Word::Alone(value),
                    "month" => Word::Month(value as u8),
                    _ => Word::Ambiguous(value as u8),
                },
            ))
        })
        .collect()
});

fn word(token: &Token) -> Option<Word> {
    if token.kind != TokenKind::Latin || token.text.len() > 12 {
        return None;
    }
    WORDS.get(token.text.to_ascii_lowercase().as_str()).copied()
}

pub(super) fn find(tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut in_brackets = false;
    while at < tokens.len() {
        let here = &tokens[at];
        in_brackets = match here.text {
            "(" => true,
            ")" => false,
            _ => in_brackets,
        };
        let is_in_dollars = at > 0 && tokens[at - 1].is_sign("$");
        let decimal = decimals(tokens, at);
        let (quantity, next) = match (here.kind, word(here)) {
            (TokenKind::Digits, _) => match decimal.or_else(|| digits(here.text)) {
                Some(value) => {
                    let (value, next) = scaled(tokens, at + 1, value);
                    (Some(Quantity::Number(value)), next)
                }
                None => (None, at + 1),
            },
            (_, Some(Word::Value(_))) => {
                let (value, next) = words(tokens, at);
                (Some(Quantity::Number(value)), next)
            }
            // "a million", "hundred"; "hundreds" is not in the list.
            (_, Some(Word::Scale(scale))) if here.text.len() > 2 => {
                let (value, next) = scaled(tokens, at + 1, scale);
                (Some(Quantity::Number(value)), next)
            }
            (_, Some(Word::Alone(value))) => (Some(Quantity::Number(value)), at + 1),
            (_, Some(Word::Month(month))) if here.is_capitalized() => {
                (Some(Quantity::Month(month)), at + 1)
            }
            (_, Some(Word::Ambiguous(month)))
                if here.is_capitalized() && is_month_here(tokens, at) =>
            {
                (Some(Quantity::Month(month)), at + 1)
            }
            _ => (None, at + 1),
        };
        if let Some(quantity) = quantity {
            found.push(Found {
                quantity,
                tokens: (at - usize::from(decimal.is_some()), next),
                counted: 0,
                in_words: here.kind == TokenKind::Latin && matches!(quantity, Quantity::Number(_)),
                is_aside: in_brackets && is_in_dollars,
            });
        }
        at = next;
    }
    found
}

/// The value of `.407`, a batting average, or of `$.50`.
fn decimals(tokens: &[Token], at: usize) -> Option<f64> {
    let (point, before) = (tokens.get(at.checked_sub(1)?)?, at.checked_sub(2));
    let before = before
        .map(|before| &tokens[before])
        .filter(|_| point.attached);
    let is_free = before.is_none_or(|token| token.kind == TokenKind::Sign);
    let is_decimal = point.is_sign(".") && is_free && tokens[at].attached;
    let value = is_decimal.then(|| format!("0.{}", tokens[at].text));
    value?.parse().ok()
}

/// Multiplies by the scales that follow: "1.2 trillion", "$1.5bn", "12-million", "two hundred thousand".
fn scaled(tokens: &[Token], mut at: usize, mut value: f64) -> (f64, usize) {
    loop {
        let skip = usize::from(
            tokens
                .get(at)
                .is_some_and(|token| token.is_sign("-") && token.attached),
        );
        match tokens.get(at + skip).map(|token| (token, word(token))) {
            // One letter is a scale only when it is attached: 5m, $3k.
            Some((token, Some(Word::Scale(scale))))
                if token.text.len() > 1 || token.attached && skip == 0 =>
            {
                value *= scale;
                at += skip + 1;
            }
            _ => return (value, at),
        }
    }
}

/// Reads number words: "twenty-five", "two hundred and fifty thousand", "twenty-first".
fn words(tokens: &[Token], first: usize) -> (f64, usize) {
    let mut total = 0.0; // thousands and above
    let mut section = 0.0; // below thousand
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        match word(token) {
            Some(Word::Value(value)) => {
                // Numbers that follow each other are put together only as 20 + 5 and 200 + 50 are.
                let fits = at == first
                    || value < 10.0 && section % 100.0 >= 20.0 && section % 10.0 == 0.0
                    || section >= 100.0 && section % 100.0 == 0.0
                    || section == 0.0 && total > 0.0;
                if !fits {
                    break;
                }
                section += value;
            }
            Some(Word::Scale(scale)) if token.text.len() > 2 => {
                section *= scale;
                if scale >= 1_000.0 {
                    total += section;
                    section = 0.0;
                }
            }
            _ => break,
        }
        at += 1;
        // A hyphen or "and" goes on only before another number word that fits.
        let joins = tokens.get(at).is_some_and(|t| {
            t.is_sign("-") || t.text == "and" && section >= 100.0 && section % 100.0 == 0.0
        });
        if joins {
            let fits = match tokens.get(at + 1).and_then(word) {
                Some(Word::Value(value)) => {
                    section >= 100.0 || section >= 20.0 && section % 10.0 == 0.0 && value < 10.0
                }
                Some(Word::Scale(_)) => true,
                _ => false,
            };
            if !fits {
                break;
            }
            at += 1;
        }
    }
    (total + section, at)
}

/// Whether "May" or "March" is the month: beside a number, or after a word that goes before months.
fn is_month_here(tokens: &[Token], at: usize) -> bool {
    const BEFORE: [&str; 13] = [
        "in", "of", "last", "next", "since", "until", "this", "early", "late", "mid", "from", "by",
        "to",
    ];
    let number = |index: Option<usize>| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| token.kind == TokenKind::Digits)
    };
    number(Some(at + 1))
        || number(at.checked_sub(1))
        || at > 0 && BEFORE.contains(&tokens[at - 1].text.to_ascii_lowercase().as_str())
}
