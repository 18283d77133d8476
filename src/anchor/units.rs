//! Numbers that are told in another unit in the other language: 120m and 390 feet, 2400억 원 and $165 million.

use std::sync::LazyLock;

use super::number::{Found, is_rounding};
use crate::article::is_hangul;
use crate::data;
use crate::token::{Token, tokens};

/// A line of `data/units.tsv`.
struct Conversion {
    korean: Vec<Unit>,
    english: Vec<Unit>,
    /// How many of the English unit one of the Korean is.
    least: f64,
    most: f64,
    add: f64,
}

/// A unit of one language: the words before the number, if any, and those behind it.
#[derive(Debug)]
struct Unit {
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

/// The lines of `data/units.tsv` that speak of the unit of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Units(u32);

static CONVERSIONS: LazyLock<Vec<Conversion>> = LazyLock::new(|| {
    data::entries(data::UNITS)
        .filter_map(Conversion::parse)
        .collect()
});

/// How far a number may be from what it is converted from, as a share of it: 5km and 3 miles.
const SLACK: f64 = 0.04;

impl Units {
    /// Those of a number of a Korean text.
    pub(super) fn in_korean(tokens: &[Token], found: &Found) -> Units {
        let mut behind = behind(tokens, found);
        if is_bare_sum(tokens, found) {
            behind.insert(0, "원");
        }
        Units::of(tokens, found, &behind, |conversion| &conversion.korean)
    }

    /// Those of a number of an English text.
    pub(super) fn in_english(tokens: &[Token], found: &Found) -> Units {
        let behind = behind(tokens, found);
        Units::of(tokens, found, &behind, |conversion| &conversion.english)
    }

    fn of(
        tokens: &[Token],
        found: &Found,
        behind: &[&str],
        side: fn(&Conversion) -> &Vec<Unit>,
    ) -> Units {
        let before = &tokens[..found.tokens.0];
        let stands = |unit: &Unit| unit.stands(before, behind);
        let lines = CONVERSIONS.iter().enumerate();
        let lines = lines.filter(|(_, conversion)| side(conversion).iter().any(stands));
        Units(lines.fold(0, |units, (line, _)| units | 1 << line))
    }
}

/// The most tokens of a unit behind its number: kilometers per hour.
const LONGEST_UNIT: usize = 3;

/// What stands behind a number, as far as it may be its unit.
fn behind<'a>(tokens: &[Token<'a>], found: &Found) -> Vec<&'a str> {
    let end = found.tokens.1;
    let last = tokens[end - 1].text;
    let counted = &last[last.len() - found.counted..];
    // 390-foot
    let next = tokens[end..].iter().filter(|token| !token.is_sign("-"));
    let counted = Some(counted).filter(|counted| !counted.is_empty());
    let behind = counted.into_iter().chain(next.map(|token| token.text));
    behind.take(LONGEST_UNIT).collect()
}

/// Whether a Korean number is a sum in won without the word, as headlines tell it: 5조1800억에 수주.
fn is_bare_sum(tokens: &[Token], found: &Found) -> bool {
    const COUNTED: [&str; 7] = ["달러", "엔", "유로", "위안", "파운드", "명", "개"];
    let (number, next) = tokens.split_at(found.tokens.1);
    let last = number[number.len() - 1].text;
    let (number, counted) = last.split_at(last.len() - found.counted);
    let counted = match counted {
        "" => next.first().map_or("", |next| next.text),
        counted => counted,
    };
    number.ends_with(['억', '조']) && !COUNTED.iter().any(|word| counted.starts_with(word))
}

impl Conversion {
    fn parse(line: &'static str) -> Option<Conversion> {
        let mut fields = line.split('\t');
        let mut units = || Some(fields.next()?.split('|').map(Unit::parse).collect());
        let (korean, english) = (units()?, units()?);
        let mut number = || fields.next().and_then(|field| field.parse().ok());
        let least = number()?;
        Some(Conversion {
            korean,
            english,
            least,
            most: number().unwrap_or(least),
            add: number().unwrap_or(0.0),
        })
    }

    /// Whether a Korean number is the English one at a rate.
    fn is_told(&self, korean: f64, english: f64, rate: f64) -> bool {
        let exact = korean * rate + self.add;
        (english - exact).abs() <= SLACK * exact.abs() || is_rounding(exact, english)
    }

    /// The pairs of a Korean number and the English one that it is converted to, by the rate that most of them agree on.
    fn pairs(&self, korean: &[f64], english: &[f64]) -> Vec<(f64, f64)> {
        let at_rate = |rate: f64| {
            let told = move |&korean: &f64| {
                let exact = korean * rate + self.add;
                let told = english
                    .iter()
                    .filter(|&&english| self.is_told(korean, english, rate));
                let nearest = told.min_by(|a, b| (*a - exact).abs().total_cmp(&(*b - exact).abs()));
                nearest.map(|&english| (korean, english))
            };
            korean.iter().filter_map(told)
        };
        if self.least == self.most {
            return at_rate(self.least).collect();
        }
        let rates = korean
            .iter()
            .flat_map(|korean| english.iter().map(move |english| english / korean));
        let rates = rates.filter(|rate| (self.least..=self.most).contains(rate));
        let agreed = rates.max_by_key(|&rate| at_rate(rate).count());
        agreed.map_or_else(Vec::new, |rate| at_rate(rate).collect())
    }
}

impl Unit {
    fn parse(unit: &'static str) -> Unit {
        let (before, behind) = unit.split_once('_').unwrap_or(("", unit));
        let words = |text: &'static str| tokens(text).iter().map(|token| token.text).collect();
        Unit {
            before: words(before),
            behind: words(behind),
        }
    }

    /// Whether a number between these tokens and words is told in it.
    fn stands(&self, before: &[Token], behind: &[&str]) -> bool {
        // 120미터의, and 120m
        let begins = |(unit, text): (&&str, &&str)| match unit.starts_with(is_hangul) {
            true => text.starts_with(unit),
            false => text.eq_ignore_ascii_case(unit),
        };
        behind.len() >= self.behind.len()
            && self.behind.iter().zip(behind).all(begins)
            && before.len() >= self.before.len()
            && self
                .before
                .iter()
                .rev()
                .zip(before.iter().rev())
                .all(|(unit, token)| token.text == *unit)
    }
}

/// The numbers of two texts, each with its units, of which the English one tells the Korean one in another unit.
pub(super) fn conversions(korean: &[(f64, Units)], english: &[(f64, Units)]) -> Vec<(f64, f64)> {
    let of_line = |numbers: &[(f64, Units)], line: usize| -> Vec<f64> {
        let numbers = numbers
            .iter()
            .filter(|(_, Units(units))| units & 1 << line != 0);
        numbers.map(|&(value, _)| value).collect()
    };
    let lines = CONVERSIONS.iter().enumerate();
    lines
        .flat_map(|(line, conversion)| {
            conversion.pairs(&of_line(korean, line), &of_line(english, line))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::number::{self, Quantity};
    use crate::anchor::tail::Tails;
    use crate::article::Language;

    fn numbers(text: &str, language: Language) -> Vec<(f64, Units)> {
        let tokens = tokens(text);
        let units: fn(&[Token], &Found) -> Units = match language {
            Language::Korean => Units::in_korean,
            Language::English => Units::in_english,
        };
        let found = number::find(&tokens, language, &Tails::default());
        let of_number = |found: &Found| match found.quantity {
            Quantity::Number(value) => Some((value, units(&tokens, found))),
            Quantity::Month(_) => None,
        };
        found.iter().filter_map(of_number).collect()
    }

    fn check(korean: &str, english: &str, expected: &[(f64, f64)]) {
        let korean_numbers = numbers(korean, Language::Korean);
        let english_numbers = numbers(english, Language::English);
        let found = conversions(&korean_numbers, &english_numbers);
        assert_eq!(found, expected, "{korean} | {english}");
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(CONVERSIONS.len(), data::entries(data::UNITS).count());
        assert!(CONVERSIONS.len() <= u32::BITS as usize);
        for conversion in CONVERSIONS.iter() {
            let units = conversion.korean.iter().chain(&conversion.english);
            for unit in units {
                assert!(unit.behind.len() <= LONGEST_UNIT, "{unit:?}");
                assert!(!unit.behind.is_empty() || !unit.before.is_empty());
            }
            assert!(conversion.least <= conversion.most);
        }
    }

    #[test]
    fn quantities_told_in_another_unit() {
        for (korean, english, expected) in [
            (
                "2400억 원이 든다",
                "about $165 million",
                &[(2.4e11, 1.65e8)][..],
            ),
            ("2100억 유치", "raises $147 mln", &[(2.1e11, 1.47e8)]),
            ("5조1800억에 수주", "$3.6 billion", &[(5.18e12, 3.6e9)]),
            ("2500원이다", "1.7 dollars", &[(2500.0, 1.7)]),
            ("120m 상공에서", "390 feet above", &[(120.0, 390.0)]),
            ("키 2미터의", "6.6-foot", &[(2.0, 6.6)]),
            (
                "32평 아파트",
                "a 106-square-meter apartment",
                &[(32.0, 106.0)],
            ),
            ("84㎡ 아파트", "904 square feet", &[(84.0, 904.0)]),
            ("84m² 아파트", "904 square feet", &[(84.0, 904.0)]),
            ("5km를 달렸다", "ran 3 miles", &[(5.0, 3.0)]),
            ("100㎏짜리", "220 pounds", &[(100.0, 220.0)]),
            (
                "최대풍속 초속 47m의",
                "169 kilometers per hour",
                &[(47.0, 169.0)],
            ),
            ("시속 100km로", "62 mph", &[(100.0, 62.0)]),
            ("33도까지", "91 degrees", &[(33.0, 91.0)]),
        ] {
            check(korean, english, expected);
        }
    }

    #[test]
    fn other_quantities_are_no_conversions() {
        for (korean, english) in [
            ("2400억 원", "$400 million"),
            ("2400억 엔", "$165 million"),
            ("2400억달러", "$165 million"),
            ("2400억 원", "165 million people"),
            ("120m", "450 feet"),
            ("120m", "390 miles"),
            ("32도", "32 percent"),
            ("47m", "169 kilometers per hour"),
        ] {
            check(korean, english, &[]);
        }
    }

    #[test]
    fn the_rate_of_exchange_is_that_of_most_sums() {
        check(
            "3000만 원, 4000만 원, 5000만 원",
            "$20,400, $27,200 and $34,000, and $25,000",
            &[(3e7, 20_400.0), (4e7, 27_200.0), (5e7, 34_000.0)],
        );
    }
}
