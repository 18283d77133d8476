//! Korean numbers: digits mixed with 십 백 천 만 억 조, months, and native numerals before counters.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Found, Quantity, digits};
use crate::anchor::tail::Tails;
use crate::data;
use crate::token::{Token, TokenKind};

pub(super) fn find(tokens: &[Token], tails: &Tails) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = match tokens[at].kind {
            TokenKind::Digits => number(tokens, at, &mut found),
            TokenKind::Hangul => in_words(tokens, at, tails, &mut found),
            _ => at + 1,
        };
        at = next;
    }
    let months = in_months(tokens, &found);
    let halves = halves(tokens, &found, tails);
    found.extend(months);
    found.extend(halves);
    found
}

/// Beyond it, years are not counted in months.
const MOST_YEARS: f64 = 5.0;

/// 1년 반 as 18 months, and 3시 반 as the 30 of 3:30.
fn halves(tokens: &[Token], found: &[Found], tails: &Tails) -> Vec<Found> {
    let half = |number: &Found| {
        let (first, end) = number.tokens;
        let behind = tokens.get(end)?.text.strip_prefix('반')?;
        // 3시 반경: at about 3:30.
        let behind = behind.strip_prefix('경').unwrap_or(behind);
        // 반등, 반란, 반대: words of their own.
        if behind.starts_with(['등', '란', '대']) {
            return None;
        }
        let Quantity::Number(value) = number.quantity else {
            return None;
        };
        let half = match tokens[end - 1].text {
            "년" if value <= MOST_YEARS => 12.0 * value + 6.0,
            "시" => 30.0,
            _ => return None,
        };
        tails.is_particle(behind).then_some(Found {
            quantity: Quantity::Number(half),
            tokens: (first, end + 1),
            in_words: true,
            is_aside: false,
            counted: 0,
        })
    };
    found.iter().filter_map(half).collect()
}

/// 1년 3개월 as 15, which is how months are counted in English; years and months by themselves are found as well.
fn in_months(tokens: &[Token], found: &[Found]) -> Vec<Found> {
    let unit = |number: &Found| tokens[number.tokens.1 - 1].text;
    let spans = found.windows(2).filter_map(|pair| {
        let (years, months) = (&pair[0], &pair[1]);
        let is_span = years.tokens.1 == months.tokens.0
            && unit(years) == "년"
            && unit(months).starts_with("개월");
        match (years.quantity, months.quantity) {
            (Quantity::Number(y), Quantity::Number(m)) if is_span && y <= MOST_YEARS => {
                Some(Found {
                    quantity: Quantity::Number(12.0 * y + m),
                    tokens: (years.tokens.0, months.tokens.1),
                    // Whoever counts years and months has said it with these.
                    in_words: true,
                    is_aside: false,
                    counted: 0,
                })
            }
            _ => None,
        }
    });
    spans.collect()
}

fn small_unit(c: char) -> Option<f64> {
    match c {
        '십' => Some(10.0),
        '백' => Some(100.0),
        '천' => Some(1_000.0),
        _ => None,
    }
}

fn great_unit(c: char) -> Option<f64> {
    match c {
        '만' => Some(1e4),
        '억' => Some(1e8),
        '조' => Some(1e12),
        '경' => Some(1e16),
        _ => None,
    }
}

/// Reads the number that begins with the digits at `first`; returns where to go on.
fn number(tokens: &[Token], first: usize, found: &mut Vec<Found>) -> usize {
    let Some(mut section) = digits(tokens[first].text) else {
        // 2025.9.4: a date, or something like it.
        let parts = tokens[first].text.split('.').filter_map(digits);
        found.extend(parts.map(|value| Found {
            quantity: Quantity::Number(value),
            tokens: (first, first + 1),
            in_words: false,
            is_aside: false,
            counted: 0,
        }));
        return first + 1;
    };
    let mut total = 0.0; // what the greater units have made
    let mut thousands = 0.0; // of this section: 3천 of 3천5백
    let mut pending = true; // whether `section` is still to be multiplied
    let mut last_great = f64::INFINITY;
    let mut at = first + 1;
    let mut after = ""; // what follows the number in its eojeol
    // Article 3 of a law, 제3조, is no trillion.
    let is_counted = first > 0 && tokens[first].attached && tokens[first - 1].text.ends_with('제');
    while let Some(token) = tokens.get(at) {
        match token.kind {
            TokenKind::Hangul if token.attached && pending && !is_counted => {
                let mut rest = token.text;
                while let Some(c) = rest.chars().next() {
                    // Seven games, 7경기, are no seventy quadrillion.
                    if rest.starts_with("경기") {
                        break;
                    } else if let Some(unit) = small_unit(c) {
                        thousands += if section == 0.0 { 1.0 } else { section } * unit;
                        section = 0.0;
                    } else if let Some(unit) = great_unit(c).filter(|&unit| unit < last_great) {
                        total += (thousands + section) * unit;
                        last_great = unit;
                        (thousands, section) = (0.0, 0.0);
                    } else {
                        break;
                    }
                    rest = &rest[c.len_utf8()..];
                }
                pending = false;
                at += 1;
                after = rest;
                if !rest.is_empty() || rest.len() == token.text.len() {
                    break;
                }
            }
            // 1조2000억, 3천5백; after a space only what a greater unit leaves room for: 1조 2000억.
            TokenKind::Digits if !pending && (token.attached || last_great.is_finite()) => {
                match digits(token.text) {
                    Some(value) if value < last_great && (total > 0.0 || value < thousands) => {
                        section = value;
                        pending = true;
                        at += 1;
                    }
                    _ => break,
                }
            }
            _ => break,
        }
    }
    let value = total + thousands + section;
    let is_month = after.starts_with('월') && (1.0..=12.0).contains(&value) && value.fract() == 0.0;
    found.push(Found {
        quantity: if is_month {
            Quantity::Month(value as u8)
        } else {
            Quantity::Number(value)
        },
        tokens: (first, at),
        in_words: false,
        is_aside: false,
        counted: after.len(),
    });
    at
}

/// Counters that stand without a space after a numeral in words.
const GLUED_COUNTERS: [&str; 8] = ["명", "번째", "차례", "달", "살", "가지", "시간", "개월"];

/// 세 번째, 스물다섯 살, 사흘, 백만 달러.
fn in_words(tokens: &[Token], at: usize, tails: &Tails, found: &mut Vec<Found>) -> usize {
    let word = tokens[at].text;
    if tokens[at].attached && at > 0 && tokens[at - 1].kind != TokenKind::Sign {
        return at + 1;
    }
    let next = tokens
        .get(at + 1)
        .filter(|next| next.kind == TokenKind::Hangul);
    let before_counter = |rest: &str| {
        if rest.is_empty() {
            next.is_some_and(|next| starts_with_counter(next.text, tails))
        } else {
            // 세번째, 두명; but 서해, 석방, 세대 and 한편 are words of their own.
            GLUED_COUNTERS.iter().any(|counter| {
                rest.strip_prefix(counter)
                    .is_some_and(|rest| tails.is_particle(rest))
            })
        }
    };
    let value = day_word(word, tails)
        .or_else(|| native(word).and_then(|(value, rest)| before_counter(rest).then_some(value)))
        .or_else(|| units_alone(word, next.map(|next| next.text), tails));
    if let Some(value) = value {
        found.push(Found {
            quantity: Quantity::Number(value),
            tokens: (at, at + 1),
            in_words: true,
            is_aside: false,
            counted: 0,
        });
    }
    at + 1
}

/// A word and its value.
type Entry = (&'static str, f64);

/// `data/numbers-ko.txt`: the words of each kind and first character.
static WORDS: LazyLock<HashMap<(&str, char), Vec<Entry>>> = LazyLock::new(|| {
    let mut words: HashMap<_, Vec<Entry>> = HashMap::default();
    for line in data::entries(data::NUMBERS_KO) {
        let mut fields = line.split('\t');
        if let (Some(kind), Some(word)) = (fields.next(), fields.next())
            && let Some(first) = word.chars().next()
        {
            let value = fields.next().and_then(|value| value.parse().ok());
            let alike = words.entry((kind, first)).or_default();
            alike.push((word, value.unwrap_or(0.0)));
        }
    }
    words
});

/// The words of a kind that a text may begin with: those that have its first character.
fn entries(kind: &'static str, text: &str) -> impl Iterator<Item = Entry> {
    let first = text.chars().next();
    let words = first.and_then(|first| WORDS.get(&(kind, first)));
    words.into_iter().flatten().copied()
}

/// 사흘, 열흘간의: a span of days, which needs no counter.
fn day_word(word: &str, tails: &Tails) -> Option<f64> {
    entries("day", word).find_map(|(day, value)| {
        let rest = word.strip_prefix(day)?;
        let rest = rest.strip_prefix(['간', '째', '만']).unwrap_or(rest);
        tails.is_particle(rest).then_some(value)
    })
}

/// A native numeral at the beginning of a word, and the rest of the word.
fn native(word: &str) -> Option<(f64, &str)> {
    let longest = |kind: &'static str, text: &str| {
        entries(kind, text)
            .filter(|(numeral, _)| text.starts_with(numeral))
            .max_by_key(|(numeral, _)| numeral.len())
    };
    let (tens, rest) = match longest("tens", word) {
        Some((numeral, value)) => (value, &word[numeral.len()..]),
        None => (0.0, word),
    };
    match longest("digit", rest) {
        Some((numeral, value)) => Some((tens + value, &rest[numeral.len()..])),
        None => (tens > 0.0).then_some((tens, rest)),
    }
}

fn starts_with_counter(word: &str, tails: &Tails) -> bool {
    entries("counter", word).any(|(counter, _)| {
        word.strip_prefix(counter).is_some_and(|rest| {
            // 세 번째의; but not 세 시장.
            tails.is_particle(rest.strip_prefix('째').unwrap_or(rest))
        })
    })
}

/// 백만 달러, 천만 명, 만 명: units without digits.
fn units_alone(word: &str, next: Option<&str>, tails: &Tails) -> Option<f64> {
    let mut thousands = 0.0;
    let mut value = 0.0;
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = small_unit(c).filter(|_| value == 0.0) {
            thousands += unit;
        } else if let Some(unit) = great_unit(c).filter(|_| value == 0.0) {
            value = if thousands == 0.0 { 1.0 } else { thousands } * unit;
        } else {
            break;
        }
        rest = &rest[c.len_utf8()..];
    }
    let counted = |word: &str| {
        [
            "명", "원", "달러", "개", "건", "대", "년", "엔", "유로", "마리", "가구", "번",
        ]
        .iter()
        .any(|counter| {
            word.strip_prefix(counter)
                .is_some_and(|rest| tails.is_particle(rest))
        })
    };
    // 조건, 만개 and 천대 are words; 백만명 and 만 명 are numbers.
    let is_counted = if rest.is_empty() {
        next.is_some_and(counted)
    } else {
        word.len() - rest.len() > '만'.len_utf8() && counted(rest)
    };
    (is_counted && rest.len() < word.len()).then_some(value.max(thousands))
}
