//! What a number is told in: in another unit in the other language, 120m and 390 feet, or, by mistake, as another thing,
//! 오후 3시 and 3 a.m.

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::number::Found;
use super::tail::Tails;
use crate::article::is_hangul;
use crate::data;
use crate::token::{Token, TokenKind, tokens};

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
    written: (&'static str, &'static str),
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

/// What a number is told in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Units {
    /// The lines of `data/units.tsv` that convert it, a bit a line.
    converted: u64,
    /// Those in which it is the same in both languages.
    same: u64,
    /// A unit of one of the latter.
    own: Option<&'static Unit>,
}

static CONVERSIONS: LazyLock<Vec<Conversion>> = LazyLock::new(|| {
    data::entries(data::UNITS)
        .filter_map(Conversion::parse)
        .collect()
});

/// How far a number may be from what it is converted from, as a share of it, which is what two digits make of any: 5km and
/// 3 miles.
const SLACK: f64 = 0.05;

/// The most rates of exchange that are tried: a table of sums is no article.
const MOST_RATES: usize = 200;

impl Units {
    /// Those of a number of a Korean text.
    pub(super) fn in_korean(tokens: &[Token], found: &Found, tails: &Tails) -> Units {
        let before = &tokens[..found.tokens.0];
        let behind = behind(tokens, found);
        let stands = |unit: &Unit| unit.stands(before, &behind, |tail| ends_unit(tail, tails));
        // 3분의 2 are no three minutes.
        if behind.first() == Some(&"분의") {
            return Units::default();
        }
        let mut units = Units::of(|conversion| &conversion.korean, stands);
        if units.own.is_none() && is_bare_sum(tokens, found) {
            let won = |unit: &Unit| unit.stands(before, &["원"], str::is_empty);
            units.converted |= Units::of(|conversion| &conversion.korean, won).converted;
        }
        units
    }

    /// Those of a number of an English text.
    pub(super) fn in_english(tokens: &[Token], found: &Found) -> Units {
        let before = &tokens[..found.tokens.0];
        let behind = behind(tokens, found);
        let stands = |unit: &Unit| unit.stands(before, &behind, str::is_empty);
        Units::of(|conversion| &conversion.english, stands)
    }

    /// Those of which a unit stands at the number.
    fn of(side: fn(&Conversion) -> &Vec<Unit>, stands: impl Fn(&Unit) -> bool) -> Units {
        let lines = CONVERSIONS.iter().enumerate();
        let lines = lines.filter_map(|(line, conversion)| {
            let units = side(conversion).iter().filter(|unit| stands(unit));
            Some((line, conversion, units.max_by_key(|unit| unit.len())?))
        });
        let mut units = Units::default();
        for (line, conversion, unit) in lines {
            // %포인트 is no %, and 영하 3도 no 3도.
            if conversion.is_same() {
                match units.own.map_or(0, Unit::len).cmp(&unit.len()) {
                    Ordering::Less => units.same = 0,
                    Ordering::Equal => {}
                    Ordering::Greater => continue,
                }
                units.own = Some(unit);
                units.same |= 1 << line;
            } else {
                units.converted |= 1 << line;
            }
        }
        units
    }

    /// What the same number is told in elsewhere as well.
    pub(super) fn add(&mut self, other: Units) {
        self.converted |= other.converted;
        self.same |= other.same;
        self.own = self.own.or(other.own);
    }

    /// Whether the number is one thing here and another in the other language: 오후 3시 and 3 a.m.
    pub(super) fn differ(&self, other: &Units) -> bool {
        self.same != 0 && other.same != 0 && self.same & other.same == 0
    }

    /// A number with its unit: 오후 3시, 3 a.m., $200 million.
    pub(super) fn of_number(&self, number: &str) -> String {
        let Some(unit) = self.own else {
            return number.to_owned();
        };
        let (before, behind) = unit.written;
        let gap = |is_apart: bool| if is_apart { " " } else { "" };
        let before_gap = gap(before.ends_with(char::is_alphanumeric));
        let behind_gap = gap(behind.starts_with(|c: char| c.is_ascii_alphabetic()));
        format!("{before}{before_gap}{number}{behind_gap}{behind}")
    }
}

/// The most tokens of a unit behind its number: p.m., with its points.
const LONGEST_UNIT: usize = 4;

/// What stands behind a number, as far as it may be its unit.
fn behind<'a>(tokens: &[Token<'a>], found: &Found) -> Vec<&'a str> {
    let (first, end) = found.tokens;
    // Of 7:42 p.m. the 7 has a unit.
    if first > 0 && tokens[first].attached && tokens[first - 1].is_sign(":") {
        return Vec::new();
    }
    let last = tokens[end - 1].text;
    let counted = &last[last.len() - found.counted..];
    // The minutes are passed over, and the hyphen of 390-foot.
    let minutes = match &tokens[end..] {
        [colon, minutes, ..] if colon.is_sign(":") && minutes.kind == TokenKind::Digits => 2,
        _ => 0,
    };
    let next = tokens[end + minutes..]
        .iter()
        .filter(|token| !token.is_sign("-"));
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

    /// Whether the unit is the same in both languages.
    fn is_same(&self) -> bool {
        (self.least, self.most) == (1.0, 1.0)
    }

    /// Whether a Korean number is the English one at a rate.
    fn is_told(&self, korean: f64, english: f64, rate: f64) -> bool {
        let exact = korean * rate + self.add;
        (english - exact).abs() <= SLACK * exact.abs()
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
        let rates = rates.take(MOST_RATES);
        let agreed = rates.max_by_key(|&rate| at_rate(rate).count());
        agreed.map_or_else(Vec::new, |rate| at_rate(rate).collect())
    }
}

impl Unit {
    fn parse(unit: &'static str) -> Unit {
        let written = unit.split_once('_').unwrap_or(("", unit));
        let words = |text: &'static str| tokens(text).iter().map(|token| token.text).collect();
        Unit {
            written,
            before: words(written.0),
            behind: words(written.1),
        }
    }

    fn len(&self) -> usize {
        self.before.len() + self.behind.len()
    }

    /// Whether a number between these tokens and words is told in it; `ends` says what a Korean word may end with.
    fn stands(&self, before: &[Token], behind: &[&str], ends: impl Fn(&str) -> bool) -> bool {
        let is = |(unit, text): (&&str, &&str)| match unit.starts_with(is_hangul) {
            true => text.strip_prefix(unit).is_some_and(&ends),
            false => text.eq_ignore_ascii_case(unit),
        };
        let mut words_before = self.before.iter().rev().zip(before.iter().rev());
        behind.len() >= self.behind.len()
            && self.behind.iter().zip(behind).all(is)
            && before.len() >= self.before.len()
            && words_before.all(|(unit, token)| token.text == *unit)
    }
}

/// Whether a unit may end with it in Korean: 120미터의, 3년간은, 2만원대에, but not 20주년.
fn ends_unit(tail: &str, tails: &Tails) -> bool {
    const MORE: [&str; 14] = [
        "간", "가량", "쯤", "정도", "여", "짜리", "당", "째", "씩", "대", "어치", "남짓", "이상",
        "이하",
    ];
    let mut more = MORE.iter().filter_map(|more| tail.strip_prefix(more));
    tails.is_particle(tail) || more.any(|rest| tails.is_particle(rest))
}

/// The numbers of two texts, each with what it is told in, of which the English one tells the Korean one in another unit.
pub(super) fn conversions(korean: &[(f64, Units)], english: &[(f64, Units)]) -> Vec<(f64, f64)> {
    let of_line = |numbers: &[(f64, Units)], line: usize| -> Vec<f64> {
        let numbers = numbers
            .iter()
            .filter(|(_, units)| units.converted & 1 << line != 0);
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
    use crate::article::Language;

    fn numbers(text: &str, language: Language) -> Vec<(f64, Units)> {
        let tokens = tokens(text);
        let tails = Tails::default();
        let units = |tokens: &[Token], found: &Found| match language {
            Language::Korean => Units::in_korean(tokens, found, &tails),
            Language::English => Units::in_english(tokens, found),
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
        assert!(CONVERSIONS.len() <= u64::BITS as usize);
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
