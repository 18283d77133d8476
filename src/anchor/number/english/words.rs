//! English number words, and how they are put together.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::anchor::number::About;
use crate::data::{self, Classes};
use crate::token::{Token, TokenKind};

/// What a word says, by the kinds of `data/numbers-en.txt`.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Word {
    Value(f64),
    Scale(f64),
    /// A scale that counts years, which an ordinal does not multiply: two centuries, but the second century.
    Years(f64),
    Alone(f64),
    /// A word that may tell a number.
    Loose(f64),
    Month(u8),
    /// A month that is also a common word.
    Ambiguous(u8),
}

/// `data/numbers-en.txt` by word: what it says, and what else it may.
static WORDS: LazyLock<HashMap<&'static str, (Word, Vec<f64>)>> = LazyLock::new(|| {
    data::entries(data::NUMBERS_EN)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (kind, word) = (fields.next()?, fields.next()?);
            let value: f64 = fields.next()?.parse().ok()?;
            let others = fields.filter_map(|other| other.parse().ok()).collect();
            let meaning = match kind {
                "value" => Word::Value(value),
                "scale" => Word::Scale(value),
                "years" => Word::Years(value),
                "alone" => Word::Alone(value),
                "loose" => Word::Loose(value),
                "month" => Word::Month(value as u8),
                "month-word" => Word::Ambiguous(value as u8),
                _ => return None,
            };
            Some((word, (meaning, others)))
        })
        .collect()
});

/// The words of `data/numbers-en.txt` that stand beside months, numbers and times.
static BESIDE: LazyLock<Classes> = LazyLock::new(|| Classes::of(data::NUMBERS_EN));

/// No word of the list is longer, in bytes.
const LONGEST: usize = 16;

/// What a token says, and what else it may say.
pub(super) fn word(token: &Token) -> Option<(Word, &'static [f64])> {
    if token.kind != TokenKind::Latin || token.text.len() > LONGEST {
        return None;
    }
    let lower = token.text.to_ascii_lowercase();
    // thirtyfold
    let lower = lower.strip_suffix("fold").unwrap_or(&lower);
    WORDS
        .get(lower)
        .map(|(word, others)| (*word, others.as_slice()))
}

/// Whether a word stands before months: in, last.
pub(super) fn is_before_month(token: &Token) -> bool {
    BESIDE.has("before-month", &token.text.to_ascii_lowercase())
}

/// Whether a token is a time zone, as it stands behind a time: 1534 GMT.
pub(in crate::anchor::number) fn is_time_zone(token: &Token) -> bool {
    BESIDE.has("zone", token.text)
}

/// Whether a token is the sign of a currency.
pub(super) fn is_currency(token: &Token) -> bool {
    BESIDE.has("currency", token.text)
}

/// How exact the number is that stands behind some tokens: more than, nearly.
pub(super) fn about(before: &[Token]) -> Option<About> {
    let (last, above) = before.split_last()?;
    let word = last.text.to_ascii_lowercase();
    let two = above
        .last()
        .map(|token| format!("{} {word}", token.text.to_ascii_lowercase()));
    let says =
        |class| BESIDE.has(class, &word) || two.as_ref().is_some_and(|two| BESIDE.has(class, two));
    let classes = [
        ("near", About::Near),
        ("above", About::Above),
        ("below", About::Below),
    ];
    classes
        .into_iter()
        .find_map(|(class, about)| says(class).then_some(about))
}

/// Whether a number word, or what stands behind digits, is that of an ordinal: sixth, twenty-first, 21st.
pub(super) fn is_ordinal(token: &Token) -> bool {
    let text = token.text.to_ascii_lowercase();
    let is_ending = token.attached && ["st", "nd", "rd", "th"].contains(&text.as_str());
    let is_word = || {
        let mut endings = ["first", "second", "third", "th"].iter();
        matches!(word(token), Some((Word::Value(_), _)))
            && endings.any(|&ending| text.ends_with(ending))
    };
    is_ending || is_word()
}

/// Multiplies by the scales that follow: "1.2 trillion", "$1.5bn", "12-million", "two hundred thousand", "two decades".
pub(super) fn scaled(tokens: &[Token], mut at: usize, mut value: f64) -> (f64, usize) {
    loop {
        let skip = usize::from(
            tokens
                .get(at)
                .is_some_and(|token| token.is_sign("-") && token.attached),
        );
        match tokens.get(at + skip).map(|token| (token, word(token))) {
            // One letter is a scale only when it is attached: 5m, $3k.
            Some((token, Some((Word::Scale(scale), _))))
                if token.text.len() > 1 || token.attached && skip == 0 =>
            {
                value *= scale;
                at += skip + 1;
            }
            _ => return years(tokens, at, value),
        }
    }
}

/// Reads number words: "twenty-five", "two hundred and fifty thousand", "twenty-first".
pub(super) fn read(tokens: &[Token], first: usize) -> (f64, usize) {
    let mut total = 0.0; // thousands and above
    let mut section = 0.0; // below thousand
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        match word(token) {
            Some((Word::Value(value), _)) => {
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
            Some((Word::Scale(scale), _)) if token.text.len() > 2 => {
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
                Some((Word::Value(value), _)) => {
                    section >= 100.0 || section >= 20.0 && section % 10.0 == 0.0 && value < 10.0
                }
                Some((Word::Scale(_), _)) => true,
                _ => false,
            };
            if !fits {
                break;
            }
            at += 1;
        }
    }
    years(tokens, at, total + section)
}

/// "two decades", but not "the second decade".
fn years(tokens: &[Token], at: usize, value: f64) -> (f64, usize) {
    let skip = usize::from(tokens.get(at).is_some_and(|token| token.is_sign("-")));
    match tokens.get(at + skip).and_then(word) {
        Some((Word::Years(years), _)) if !is_ordinal(&tokens[at - 1]) => {
            (value * years, at + skip + 1)
        }
        _ => (value, at),
    }
}
