//! Numbers in one form from both languages: 1조2000억 and 1.2 trillion are 1.2e12, 세 번째 and third are 3.

mod english;
mod korean;

use std::ops::RangeInclusive;

use super::tail::Tails;
use crate::article::Language;
use crate::token::Token;

/// A number or month found in a segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) quantity: Quantity,
    /// The tokens that it stands in: first, and one past the last.
    pub(super) tokens: (usize, usize),
    /// Whether it was written in words: `세`, `third`; such numbers are often idiom.
    pub(super) in_words: bool,
    /// Whether it stands in brackets as a sum in dollars, which English editions add to sums in won.
    pub(super) is_aside: bool,
    /// The bytes at the end of the last token that say what is counted: `표` of 4만1872표.
    pub(super) counted: usize,
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
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    plain.parse().ok()
}

/// What may be a year: 2030 is no other year, rounded.
const YEARS: RangeInclusive<f64> = 1900.0..=2100.0;

/// Whether one value is the other, rounded to two significant digits or more: 1조2345억 and 1.23 trillion.
pub(super) fn is_rounding(precise: f64, rounded: f64) -> bool {
    let are_years = YEARS.contains(&precise) && YEARS.contains(&rounded);
    if precise <= 0.0 || rounded < 10.0 || are_years {
        return false;
    }
    let significant = significant_digits(rounded);
    if significant < 2 || significant >= significant_digits(precise) {
        return false;
    }
    let unit = 10f64.powf(rounded.log10().floor() + 1.0 - f64::from(significant));
    (precise - rounded).abs() <= unit / 2.0
}

/// Significant digits of a value as it would be written: 1.2e12 has two.
fn significant_digits(value: f64) -> u32 {
    let mantissa = format!("{value:e}");
    let mantissa = mantissa.split('e').next().unwrap_or_default();
    mantissa.chars().filter(char::is_ascii_digit).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn check(language: Language, text: &str, expected: &[f64]) {
        let values: Vec<f64> = find(&tokens(text), language, &Tails::default())
            .into_iter()
            .map(|found| match found.quantity {
                Quantity::Number(value) => value,
                Quantity::Month(month) => -f64::from(month),
            })
            .collect();
        assert_eq!(values, expected, "{text}");
    }

    #[test]
    fn korean_numbers() {
        for (text, expected) in [
            ("1조2000억 원", &[1.2e12][..]),
            ("1조 2000억원을", &[1.2e12]),
            ("12조3천억", &[12.3e12]),
            ("1억1천만 달러", &[1.1e8]),
            ("3만5000명", &[35_000.0]),
            ("3만 5000명", &[35_000.0]),
            ("6년 8개월", &[6.0, 8.0]),
            ("1년 3개월 만", &[1.0, 3.0, 15.0]),
            ("2023년 3개월", &[2023.0, 3.0]),
            ("82만 명", &[820_000.0]),
            ("5천여 명", &[5_000.0]),
            ("2백만 원", &[2_000_000.0]),
            ("3천5백 명", &[3_500.0]),
            ("1,234.5억", &[1_234.5e8]),
            ("12.5%", &[12.5]),
            ("세 번째", &[3.0]),
            ("두 차례", &[2.0]),
            ("열두 명", &[12.0]),
            ("스물다섯 살", &[25.0]),
            ("첫 번째", &[1.0]),
            ("사흘 동안", &[3.0]),
            ("백만 달러", &[1e6]),
            ("만 명", &[10_000.0]),
            ("9월 3일", &[-9.0, 3.0]),
            ("2019년 1월", &[2019.0, -1.0]),
            ("2025. 9. 4.", &[2025.0, 9.0, 4.0]),
            ("2025.9.4", &[2025.0, 9.0, 4.0]),
            ("오후 3시 30분", &[3.0, 30.0]),
            ("70~90%", &[70.0, 90.0]),
            ("10명 중 7명", &[10.0, 7.0]),
            ("조만간 세계는 한 시대의 두려움을 천천히", &[]),
            ("한편 정부는 서해에서 석방된 선원의 새 조건을 밝혔다", &[]),
            ("세대의 두통과 열대의 조명", &[]),
            ("세번째 두명", &[3.0, 2.0]),
            ("백만명이 만 명을", &[1e6, 10_000.0]),
            ("10월 5만 원", &[-10.0, 50_000.0]),
            ("2018년 2분기", &[2018.0, 2.0]),
            ("3분의 1", &[3.0, 1.0]),
            ("7경기에서 34경기", &[7.0, 34.0]),
            ("2천경기 1만경기", &[2000.0, 10_000.0]),
            ("헌법제66조", &[66.0]),
            ("1년 반등을", &[1.0]),
            ("6경 원", &[6e16]),
            ("제3조 2항", &[3.0, 2.0]),
            ("1년 반 동안", &[1.0, 18.0]),
            ("3시 반경", &[3.0, 30.0]),
            ("2년 반대", &[2.0]),
        ] {
            check(Language::Korean, text, expected);
        }
    }

    #[test]
    fn english_numbers() {
        for (text, expected) in [
            ("1.2 trillion won", &[1.2e12][..]),
            ("$110 million", &[1.1e8]),
            ("a $1.5bn plan", &[1.5e9]),
            ("820,000 people", &[820_000.0]),
            ("six years and eight months", &[6.0, 8.0]),
            ("twenty-five", &[25.0]),
            ("two hundred and fifty thousand", &[250_000.0]),
            ("a million", &[1e6]),
            ("the third time", &[3.0]),
            ("21st century", &[21.0]),
            ("the 1990s", &[1990.0]),
            ("Sept. 3", &[-9.0, 3.0]),
            ("January 2019", &[-1.0, 2019.0]),
            ("he may go in May", &[-5.0]),
            ("7:30 p.m.", &[7.0, 30.0]),
            ("29-year-old", &[29.0]),
            ("70-90%", &[70.0, 90.0]),
            ("seven in 10", &[7.0, 10.0]),
            ("in 2024, 3 people", &[2024.0, 3.0]),
            ("35 thousand", &[35_000.0]),
            ("two thousand five hundred residents", &[2_500.0]),
            ("5 bn won", &[5e9]),
            ("March on Washington in March 1963", &[-3.0, 1963.0]),
            ("twice", &[2.0]),
            ("two dozen", &[24.0]),
            ("batted .407 (.301) $.50", &[0.407, 0.301, 0.5]),
            ("ended.12 came", &[12.0]),
        ] {
            check(Language::English, text, expected);
        }
    }

    #[test]
    fn sums_in_dollars_in_brackets_are_asides() {
        let text = "13.2 billion won ($9.3 million, 7 percent) for 12 (US$10 each) of 20 (or $";
        let found = find(&tokens(text), Language::English, &Tails::default());
        let asides: Vec<bool> = found.iter().map(|found| found.is_aside).collect();
        assert_eq!(asides, [false, true, false, false, true, false]);
    }

    #[test]
    fn roundings_are_told_from_other_numbers() {
        assert!(is_rounding(1.2345e12, 1.23e12));
        assert!(is_rounding(1.2345e12, 1.2e12));
        assert!(!is_rounding(1.2345e12, 1.3e12));
        assert!(!is_rounding(1.2345e12, 1e12));
        assert!(!is_rounding(1.2e12, 1.2e12));
        assert!(!is_rounding(12.0, 10.0));
        assert!(!is_rounding(2035.0, 2030.0));
    }
}
