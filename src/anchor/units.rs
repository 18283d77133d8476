//! What a number is told in: in another unit in the other language, 120m and 390 feet, or, by mistake, as another thing,
//! 오후 3시 and 3 a.m.

mod table;

use std::collections::{BTreeMap, HashSet};

use super::number::{Found, Quantity, is_currency, rests};
use super::tail::Tails;
use crate::token::{Token, TokenKind};
use table::{Form, Forms, TABLE, Unit};

/// What a number is told in, wherever a text has it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Units {
    /// The lines of `data/units.tsv` that it may be told in, a bit a line.
    lines: u64,
    /// Whether it stands somewhere without a unit, or with one that is not known.
    is_bare: bool,
    /// How the first of them is written.
    form: Option<&'static Form>,
}

/// How far a number may be from what it is converted from, as a share of it, which is what two digits make of any: 5km and
/// 3 miles.
const SLACK: f64 = 0.05;

/// The most rates of exchange that are tried: a table of sums is no article.
const MOST_RATES: usize = 200;

/// The most tokens of a unit behind its number: p.m., with its points.
const LONGEST_UNIT: usize = 4;

impl Units {
    /// Those of a number of a Korean text.
    pub(super) fn in_korean(tokens: &[Token], found: &Found, tails: &Tails) -> Units {
        let around = Around::of(tokens, found);
        // 3분의 2 are no three minutes.
        if around.behind.first() == Some(&"분의") {
            return Units::bare();
        }
        let Quantity::Number(value) = found.quantity else {
            return Units::bare();
        };
        // 이틀 are two days.
        if found.in_words && rests("day", tokens[found.tokens.0].text).next().is_some() {
            return Units {
                lines: TABLE.days,
                ..Units::default()
            };
        }
        let is_of_value = |line: usize| TABLE.units[line].is_of(value);
        let units = around.units(&TABLE.korean, is_of_value, |tail| ends_unit(tail, tails));
        match units.lines == 0 && is_bare_sum(tokens, found) {
            true => Units {
                lines: TABLE.won,
                ..units
            },
            false => units,
        }
    }

    /// Those of a number of a Korean text that the other text counts otherwise: of 15시, 3 p.m.
    pub(super) fn of_hour(tokens: &[Token], found: &Found, tails: &Tails) -> Units {
        let mut units = Units::in_korean(tokens, found, tails);
        let hours = units.lines().filter(|(_, unit)| unit.is_of_some());
        units.lines = hours.fold(0, |lines, (line, _)| lines | 1 << line);
        units.is_bare = units.lines == 0;
        units
    }

    /// Those of a number of an English text.
    pub(super) fn in_english(tokens: &[Token], found: &Found) -> Units {
        Around::of(tokens, found).units(&TABLE.english, |_| true, str::is_empty)
    }

    /// A number without one.
    pub(super) fn bare() -> Units {
        Units {
            is_bare: true,
            ..Units::default()
        }
    }

    /// Whether the number is told in years, wherever it stands.
    pub(super) fn are_years(&self) -> bool {
        self.lines == TABLE.years && !self.is_bare
    }

    /// Whether the number is told in nothing that is known, wherever it stands.
    pub(super) fn are_none(&self) -> bool {
        self.lines == 0
    }

    /// What the same number is told in elsewhere as well.
    pub(super) fn add(&mut self, other: Units) {
        self.lines |= other.lines;
        self.is_bare |= other.is_bare;
        self.form = self.form.or(other.form);
    }

    /// Whether the number is one thing wherever it stands here, and another wherever it stands in the other language:
    /// 오후 3시 and 3 a.m.
    pub(super) fn differ(&self, other: &Units) -> bool {
        let is_told = |units: &Units| units.lines != 0 && !units.is_bare;
        is_told(self) && is_told(other) && self.lines & other.lines == 0
    }

    /// A number with its unit: 오후 3시, 3 a.m., $200 million.
    pub(super) fn of_number(&self, number: &str) -> String {
        let Some(form) = self.form else {
            return number.to_owned();
        };
        let (before, behind) = form.written;
        let gap = |is_apart: bool| if is_apart { " " } else { "" };
        let before_gap = gap(before.ends_with(char::is_alphanumeric));
        let behind_gap = gap(behind.starts_with(|c: char| c.is_ascii_alphabetic()));
        format!("{before}{before_gap}{number}{behind_gap}{behind}")
    }

    /// The lines of the table that it may be told in.
    fn lines(self) -> impl Iterator<Item = (usize, &'static Unit)> {
        let units = TABLE.units.iter().enumerate();
        units.filter(move |(line, _)| self.lines & 1 << line != 0)
    }
}

/// What stands around a number, as far as it may be its unit.
struct Around<'a, 'b> {
    before: &'b [Token<'a>],
    /// Of the end of a range, what stands before its beginning: the 15 of 영하 10∼15도 is below zero too, or not.
    before_range: Option<&'b [Token<'a>]>,
    behind: Vec<&'a str>,
    /// Whether that stands behind the end of a range, of which this is the beginning: the 10 of 10∼15도 is told in it, but the
    /// 11 of 11 to 1 p.m. is not.
    is_behind_range: bool,
}

impl<'a, 'b> Around<'a, 'b> {
    fn of(tokens: &'b [Token<'a>], found: &Found) -> Around<'a, 'b> {
        let (first, end) = found.tokens;
        let before = &tokens[..first];
        let before_range = match before {
            [start @ .., number, sign] if is_number(number) && joins_range(sign) => Some(start),
            _ => None,
        };
        let last = tokens[end - 1].text;
        // 13만여㎡: what is a little more is told in the same unit.
        let counted = last[last.len() - found.counted..].trim_start_matches('여');
        let next = match &tokens[end..] {
            [sign, number, ..] if is_number(number) => Some(sign),
            _ => None,
        };
        let is_behind_range = counted.is_empty() && next.is_some_and(joins_range);
        // The minutes are passed over as well, and the hyphen of 390-foot.
        let passed = match is_behind_range || next.is_some_and(|sign| sign.is_sign(":")) {
            true => 2,
            false => 0,
        };
        let behind = tokens[end + passed..]
            .iter()
            .filter(|token| !token.is_sign("-"));
        let counted = Some(counted).filter(|counted| !counted.is_empty());
        let behind = counted.into_iter().chain(behind.map(|token| token.text));
        // Of 7:42 p.m. the 7 has a unit.
        let is_of_minutes = first > 0 && tokens[first].attached && tokens[first - 1].is_sign(":");
        let most = if is_of_minutes { 0 } else { LONGEST_UNIT };
        Around {
            before,
            before_range,
            behind: behind.take(most).collect(),
            is_behind_range,
        }
    }

    fn units(
        &self,
        forms: &'static Forms,
        is_of_value: impl Fn(usize) -> bool,
        ends: impl Fn(&str) -> bool,
    ) -> Units {
        let of = |before| forms.of((before, &*self.behind), &is_of_value, &ends);
        let (lines, form) = of(self.before);
        let lines = lines | self.before_range.map_or(0, |before| of(before).0);
        Units {
            lines,
            is_bare: lines == 0 || self.is_behind_range,
            form,
        }
    }
}

fn is_number(token: &Token) -> bool {
    token.kind == TokenKind::Digits
}

/// Whether a token stands between the two numbers of a range.
fn joins_range(token: &Token) -> bool {
    token.is_range_sign() || token.text == "to"
}

/// Whether a Korean number is a sum in won without the word, as headlines tell it: 5조1800억에 수주.
fn is_bare_sum(tokens: &[Token], found: &Found) -> bool {
    const COUNTED: [&str; 2] = ["명", "개"];
    let (number, next) = tokens.split_at(found.tokens.1);
    let last = number[number.len() - 1].text;
    let (number, counted) = last.split_at(last.len() - found.counted);
    let counted = match counted {
        "" => next.first().map_or("", |next| next.text),
        counted => counted,
    };
    let is_counted = is_currency(counted) || COUNTED.iter().any(|word| counted.starts_with(word));
    number.ends_with(['억', '조']) && !is_counted
}

/// Whether a unit may end with it in Korean: 120미터의, 3년간은, 2만원대에, but not 20주년.
fn ends_unit(tail: &str, tails: &Tails) -> bool {
    tails.is_particle(tail) || rests("in-unit", tail).any(|rest| tails.is_particle(rest))
}

/// A Korean number, and the English one that may tell it in another unit.
struct Conversion {
    korean: f64,
    english: f64,
    /// The line of the English unit.
    line: usize,
    /// How far it is from exact, as a share of how far it may be: 0 to 1.
    deviation: f64,
}

/// The numbers of two texts, each with what it is told in, of which the English one tells the Korean one in another unit;
/// each of the English tells one, and each of the Korean is told in a unit once.
pub(super) fn conversions(korean: &[(f64, Units)], english: &[(f64, Units)]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    // By the line of the currency, with the rates.
    let mut exchanges: BTreeMap<usize, Vec<(Conversion, f64)>> = BTreeMap::new();
    let pairs = korean
        .iter()
        .flat_map(|a| english.iter().map(move |b| (a, b)));
    for (&(korean, of_korean), &(english, of_english)) in pairs {
        for ((from, unit), (line, other)) in convertible(of_korean, of_english) {
            let conversion = |deviation: f64| Conversion {
                korean,
                english,
                line,
                deviation,
            };
            let (currency, rate) = match (unit.changes(), other.changes()) {
                (true, _) => (from, english * other.size.0 / korean),
                (_, true) => (line, korean * unit.size.0 / english),
                (false, false) => {
                    let deviation = deviation(unit, other, korean, english);
                    found.extend((deviation <= 1.0).then(|| conversion(deviation)));
                    continue;
                }
            };
            let (least, most) = TABLE.units[currency].size;
            if (least..=most).contains(&rate) {
                let of_currency = exchanges.entry(currency).or_default();
                of_currency.push((conversion(0.0), rate));
            }
        }
    }
    found.extend(exchanges.into_values().flat_map(at_one_rate));
    found.sort_by(|a, b| a.deviation.total_cmp(&b.deviation));
    let (mut told, mut telling) = (HashSet::new(), HashSet::new());
    found.retain(|it| {
        let (korean, english) = (it.korean.to_bits(), it.english.to_bits());
        let is_free = !telling.contains(&english) && !told.contains(&(korean, it.line));
        if is_free {
            telling.insert(english);
            told.insert((korean, it.line));
        }
        is_free
    });
    found.iter().map(|it| (it.korean, it.english)).collect()
}

/// The units of a Korean number and an English one between which numbers are converted.
fn convertible(
    korean: Units,
    english: Units,
) -> impl Iterator<Item = ((usize, &'static Unit), (usize, &'static Unit))> {
    let pairs = korean
        .lines()
        .flat_map(move |a| english.lines().map(move |b| (a, b)));
    pairs.filter(|((a, unit), (b, other))| a != b && unit.kind.is_some() && unit.kind == other.kind)
}

/// How far a number is from another that it is converted from, as a share of how far it may be.
fn deviation(unit: &Unit, other: &Unit, value: f64, told: f64) -> f64 {
    let exact = unit.convert(value, other);
    (told - exact).abs() / (SLACK * exact.abs())
}

/// The sums that are converted at the rate that most of them agree on, and best.
fn at_one_rate(sums: Vec<(Conversion, f64)>) -> Vec<Conversion> {
    let deviation = |rate: f64, agreed: f64| (rate / agreed - 1.0).abs() / SLACK;
    let agreement = |agreed: f64| {
        let mut nearest: BTreeMap<u64, f64> = BTreeMap::new();
        for (sum, rate) in &sums {
            let deviation = deviation(*rate, agreed);
            if deviation <= 1.0 {
                let nearest = nearest.entry(sum.english.to_bits()).or_insert(deviation);
                *nearest = nearest.min(deviation);
            }
        }
        (nearest.len(), -nearest.values().sum::<f64>())
    };
    let rates = sums
        .iter()
        .take(MOST_RATES)
        .map(|&(_, rate)| (rate, agreement(rate)));
    let best = rates.max_by(|(_, a), (_, b)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let Some((agreed, _)) = best else {
        return Vec::new();
    };
    let with_deviation = sums.into_iter().map(|(sum, rate)| Conversion {
        deviation: deviation(rate, agreed),
        ..sum
    });
    with_deviation.filter(|sum| sum.deviation <= 1.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::number;
    use crate::article::Language;
    use crate::token::tokens;

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
            ("13만여㎡의", "a 32-acre site", &[(130_000.0, 32.0)]),
            ("5km를 달렸다", "ran 3 miles", &[(5.0, 3.0)]),
            ("100㎏짜리", "220 pounds", &[(100.0, 220.0)]),
            (
                "최대풍속 초속 47m의",
                "169 kilometers per hour",
                &[(47.0, 169.0)],
            ),
            ("시속 100km로", "62 mph", &[(100.0, 62.0)]),
            ("33도까지", "91 degrees", &[(33.0, 91.0)]),
            ("하루 전", "24 hours earlier", &[(1.0, 24.0)]),
            ("사흘 만에", "72 hours later", &[(3.0, 72.0)]),
            ("높이 30m의", "a 98ft tower", &[(30.0, 98.0)]),
            ("200평방미터", "2,150 sq. ft.", &[(200.0, 2150.0)]),
            ("1400㎿급 원전", "a 1.4-gigawatt reactor", &[(1400.0, 1.4)]),
            ("2기가와트의", "2,000 MW", &[(2.0, 2000.0)]),
            ("3천톤급", "6.6 million pounds", &[(3000.0, 6.6e6)]),
            ("41.5도", "107F", &[(41.5, 107.0)]),
            ("40평방킬로미터의", "15 square miles", &[(40.0, 15.0)]),
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
            ("이틀", "24 hours"),
            ("1400㎿", "140 gigawatts"),
            ("1400MWh", "1.4 gigawatts"),
            ("반세기", "1,200 hours"),
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
