//! Numbers in one form from both languages: 1조2000억 and 1.2 trillion are 1.2e12, 세 번째 and third are 3.

mod english;
mod korean;
mod times;

pub(super) use korean::{is_currency, rests};
use std::ops::RangeInclusive;

use super::tail::Tails;
use crate::article::Language;
use crate::token::{Token, narrow};

/// A number or month found in a segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) quantity: Quantity,
    /// What may be meant as well, the likeliest first: 23시 is 11 in an English text that counts to twelve.
    pub(super) others: Vec<f64>,
    /// The tokens that it stands in: first, and one past the last.
    pub(super) tokens: (usize, usize),
    /// Whether it was written in words: `세`, `third`; such numbers are often idiom.
    pub(super) in_words: bool,
    /// Whether it counts only where the other article has the number and nothing else here is it: `half` may be 50
    /// percent or 30 minutes, and what stands in brackets is often added for the readers of one language.
    pub(super) is_weak: bool,
    /// What the words before it say of how exact it is: nearly 5,000.
    pub(super) about: Option<About>,
    /// The bytes at the end of the last token that say what is counted: `표` of 4만1872표.
    pub(super) counted: usize,
}

/// Where the exact number lies that a round one is told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// `about`, `some`: on either side.
    Near,
    /// `more than`, `over`.
    Above,
    /// `nearly`, `less than`.
    Below,
}

impl About {
    /// Whether a round number with such words before it may tell an exact one: nearly 5,000 is 4860, more than 600 is 612.
    pub(super) fn tells(self, exact: f64, round: f64) -> bool {
        if round <= 0.0 || significant_digits(round) >= significant_digits(exact) {
            return false;
        }
        let more = (exact - round) / round;
        match self {
            About::Near => more.abs() <= 0.1,
            About::Above => (0.0..=0.25).contains(&more),
            About::Below => (0.0..=0.2).contains(&-more),
        }
    }
}

impl Found {
    fn new(quantity: Quantity, tokens: (usize, usize)) -> Found {
        Found {
            quantity,
            others: Vec::new(),
            tokens,
            in_words: false,
            is_weak: false,
            about: None,
            counted: 0,
        }
    }

    fn number(value: f64, tokens: (usize, usize)) -> Found {
        Found::new(Quantity::Number(value), tokens)
    }

    /// A number that is written otherwise: 1년 반 for 18 months.
    fn weak(value: f64, tokens: (usize, usize)) -> Found {
        Found {
            in_words: true,
            is_weak: true,
            ..Found::number(value, tokens)
        }
    }

    fn in_words(mut self, in_words: bool) -> Found {
        self.in_words = in_words;
        self
    }

    fn or(mut self, others: impl IntoIterator<Item = f64>) -> Found {
        self.others.extend(others);
        self
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Quantity {
    /// A value without its unit.
    Number(f64),
    /// A month, 1 to 12.
    Month(u8),
}

/// The numbers and months of a segment, in order.
pub(super) fn find(tokens: &[Token], language: Language, tails: &Tails) -> Vec<Found> {
    match language {
        Language::Korean => korean::find(tokens, tails),
        Language::English => english::find(tokens),
    }
}

/// The value of a digit token: `1,234.5`, and `4.000.000` or `2025.9.4` as no single number.
fn digits(text: &str) -> Option<f64> {
    let plain: String = text.chars().map(narrow).filter(|&c| c != ',').collect();
    plain.parse().ok()
}

/// The century of the year that a range begins with, where the range ends with its last two digits: 2025-26, 1960∼70.
fn century_of_range(begin: Option<&str>, end: f64) -> Option<f64> {
    let begin = begin.filter(|text| text.len() == 4).and_then(digits)?;
    let is_year = YEARS.contains(&begin) && (begin % 100.0..100.0).contains(&end);
    is_year.then_some(begin - begin % 100.0)
}

/// Whether a sum in won may be one in dollars, at any rate of exchange since 1964.
fn may_be_exchanged(won: f64, dollars: f64) -> bool {
    (200.0..=2_000.0).contains(&(won / dollars))
}

/// What may be a year: 2030 is no other year, rounded.
pub(super) const YEARS: RangeInclusive<f64> = 1900.0..=2100.0;

/// Whether one value is the other, rounded to two significant digits or more: 1조2345억 and 1.23 trillion.
pub(super) fn is_rounding(precise: f64, rounded: f64) -> bool {
    let are_years = YEARS.contains(&precise) && YEARS.contains(&rounded);
    if precise <= 0.0 || rounded <= 0.0 || are_years {
        return false;
    }
    let is_shorter = significant_digits(rounded) < significant_digits(precise);
    is_shorter && rounding_slack(rounded).is_some_and(|slack| (precise - rounded).abs() <= slack)
}

/// How far a number may be from its rounding; none for what is no rounding: two significant digits are the fewest.
pub(super) fn rounding_slack(rounded: f64) -> Option<f64> {
    let significant = significant_digits(rounded);
    let unit = 10f64.powf(rounded.log10().floor() + 1.0 - f64::from(significant));
    (significant >= 2).then_some(unit / 2.0)
}

/// The roundings of a number, the nearest first.
pub(super) fn roundings(precise: f64) -> impl Iterator<Item = f64> {
    let digits = 2..significant_digits(precise) as usize;
    let rounded = move |digits: usize| format!("{precise:.*e}", digits - 1).parse().ok();
    let rounded = digits.rev().filter_map(rounded);
    rounded.filter(move |&rounded| is_rounding(precise, rounded))
}

/// Significant digits of a value as it would be written: 1.2e12 has two.
fn significant_digits(value: f64) -> u32 {
    let mantissa = format!("{value:e}");
    let mantissa = mantissa.split('e').next().unwrap_or_default();
    mantissa.chars().filter(char::is_ascii_digit).count() as u32
}

#[cfg(test)]
mod tests;
