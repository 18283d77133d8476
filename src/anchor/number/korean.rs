//! Korean numbers: digits mixed with 십 백 천 만 억 조, months, and what follows from the unit: 23시, 12초89, 70년대.

mod spans;
mod words;

use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Found, Quantity, century_of_range, digits, may_be_exchanged};
use crate::anchor::tail::Tails;
use crate::data;
use crate::token::{Token, TokenKind};

pub(super) fn find(tokens: &[Token], tails: &Tails) -> Vec<Found> {
    let mut found = Vec::new();
    let mut in_brackets = false;
    let mut at = 0;
    while at < tokens.len() {
        in_brackets = match tokens[at].text {
            "(" => true,
            ")" => false,
            _ => in_brackets,
        };
        at = match tokens[at].kind {
            TokenKind::Digits => {
                let next = named_day(tokens, at, &mut found);
                next.unwrap_or_else(|| number(tokens, at, in_brackets, tails, &mut found))
            }
            TokenKind::Hangul => words::read(tokens, at, tails, &mut found),
            _ => at + 1,
        };
    }
    let spans = spans::find(tokens, &found, tails);
    found.extend(spans);
    found
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

/// What a text goes on with behind each word of a kind that it begins with.
pub(in crate::anchor) fn rests<'t>(
    kind: &'static str,
    text: &'t str,
) -> impl Iterator<Item = &'t str> {
    entries(kind, text).filter_map(move |(word, _)| text.strip_prefix(word))
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

/// Whether a sum is in won, by what follows the number in its eojeol, and the next token.
fn is_in_won(after: &str, next: Option<&Token>) -> bool {
    let next = next.filter(|_| after.is_empty());
    next.map_or(after, |next| next.text).starts_with('원')
}

/// Whether a number of won in brackets may be what the foreign sum right before it comes to, or a detail that the other
/// text may leave out: (4310억 원), but not 비트코인 30개(약 42억 원).
fn may_be_left_out(tokens: &[Token], found: &[Found], at: usize, won: f64) -> bool {
    let is_about = at > 0 && tokens[at - 1].text == "약";
    let Some(sum) = found.last() else {
        return !is_about;
    };
    let between = &tokens[sum.tokens.1..at];
    let last = tokens[sum.tokens.1 - 1].text;
    let counted = match (&last[last.len() - sum.counted..], between.first()) {
        ("", Some(next)) => next.text,
        (counted, _) => counted,
    };
    let may_be = match sum.quantity {
        Quantity::Number(dollars) if counted.starts_with("달러") => {
            may_be_exchanged(won, dollars)
        }
        _ => true,
    };
    match is_currency(counted) && between.len() <= MOST_BETWEEN {
        true => may_be,
        false => !is_about,
    }
}

/// Whether what a number counts is money of another country: 달러, 홍콩달러, 유로.
pub(in crate::anchor) fn is_currency(counted: &str) -> bool {
    counted.contains("달러") || rests("currency", counted).next().is_some()
}

/// The most tokens between a sum and what it comes to: 달러(약
const MOST_BETWEEN: usize = 4;

/// The days that events are named after: 6·25전쟁 is the Korean War, and seldom told by its day in English.
fn named_day(tokens: &[Token], first: usize, found: &mut Vec<Found>) -> Option<usize> {
    let [month, dot, day, ..] = &tokens[first..] else {
        return None;
    };
    let is_named = || {
        let mut days = entries("named-day", month.text);
        let (month, day) = (month.text, day.text);
        days.any(|(name, _)| name.split_once('.') == Some((month, day)))
    };
    let is_dot = ["·", "ㆍ", "‧", "∙", "・"].contains(&dot.text);
    if !(is_dot && dot.attached && day.attached && is_named()) {
        return None;
    }
    let month = month.text.parse().ok()?;
    let weak = |quantity, at| Found {
        is_weak: true,
        ..Found::new(quantity, (at, at + 1))
    };
    found.push(weak(Quantity::Month(month), first));
    found.push(weak(Quantity::Number(digits(day.text)?), first + 2));
    Some(first + 3)
}

/// What stands before a number decides whether a unit may follow it, and whether it counts.
struct Before<'a> {
    /// Article 3 of a law, 제3조, is no trillion; neither is 1조 of 2인 1조, a team of two, nor 10분의 1만, only a tenth,
    /// ten thousand.
    forbids: &'static [char],
    /// The 19 of 코로나19.
    is_name: bool,
    /// The number that a range begins with: 1960 of 1960∼70년대.
    range: Option<&'a str>,
}

impl<'a> Before<'a> {
    fn of(tokens: &[Token<'a>], first: usize) -> Before<'a> {
        let before = first.checked_sub(1).map(|at| &tokens[at]);
        let text = before.map_or("", |token| token.text);
        let is_glued = tokens[first].attached;
        Before {
            forbids: if is_glued && text.ends_with('제') || text.ends_with("분의") {
                &['십', '백', '천', '만', '억', '조', '경']
            } else if text == "인" {
                &['조']
            } else {
                &[]
            },
            is_name: is_glued && entries("named", text).any(|(name, _)| name == text),
            range: before
                .filter(|sign| sign.is_range_sign() && is_glued)
                .and_then(|_| tokens.get(first.checked_sub(2)?))
                .map(|token| token.text),
        }
    }
}

/// The unit without digits that the digits at `first` go on from: 천5백, 만 2천 대, 백20권; but not of an age, 만 20세.
fn bare_unit(tokens: &[Token], first: usize) -> Option<f64> {
    let start = first.checked_sub(1)?;
    let mut chars = tokens[start].text.chars();
    let (Some(unit), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let is_own = !tokens[start].attached || tokens[start.checked_sub(1)?].kind == TokenKind::Sign;
    let value = small_unit(unit).or_else(|| great_unit(unit).filter(|_| unit == '만'))?;
    let rest = digits(tokens[first].text).filter(|_| is_own)?;
    let next = tokens.get(first + 1).filter(|next| next.attached);
    let next = next.and_then(|next| small_unit(next.text.chars().next()?));
    let is_rest = match next {
        Some(next) => rest * next < value,
        None => tokens[first].attached && unit != '만' && rest < value,
    };
    is_rest.then_some(value)
}

/// Reads the number that begins with the digits at `first`; returns where to go on.
fn number(
    tokens: &[Token],
    first: usize,
    in_brackets: bool,
    tails: &Tails,
    found: &mut Vec<Found>,
) -> usize {
    let Some(mut section) = digits(tokens[first].text) else {
        // 2025.9.4: a date, or something like it.
        let parts = tokens[first].text.split('.').filter_map(digits);
        found.extend(parts.map(|value| Found::number(value, (first, first + 1))));
        return first + 1;
    };
    let bare = bare_unit(tokens, first);
    let start = first - usize::from(bare.is_some());
    let before = Before::of(tokens, start);
    let great = bare.filter(|&unit| unit >= 1e4);
    let mut total = great.unwrap_or(0.0); // what the greater units have made
    let mut thousands = bare.unwrap_or(0.0) - total; // of this section: 3천 of 3천5백
    let mut pending = true; // whether `section` is still to be multiplied
    let mut last_great = great.unwrap_or(f64::INFINITY);
    let mut at = first + 1;
    let mut after = ""; // what follows the number in its eojeol
    while let Some(token) = tokens.get(at) {
        match token.kind {
            TokenKind::Hangul
                if token.attached && pending && !token.text.starts_with(before.forbids) =>
            {
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
    let mut value = total + thousands + section;
    let is_month = (after.starts_with('월')
        || is_range_of_months(&tokens[at..]) && after.is_empty())
        && (1.0..=12.0).contains(&value)
        && value.fract() == 0.0;
    if let Some(fraction) = fraction_of_a_second(after, tokens.get(at)) {
        value += fraction;
        at += 1;
        after = "";
    }
    let quantity = if is_month {
        Quantity::Month(value as u8)
    } else {
        Quantity::Number(value)
    };
    let others = other_readings(value, after, &before, &tokens[at..], tails);
    found.push(Found {
        others: others.into_iter().collect(),
        // What is added in brackets: 5억 달러(약 6600억 원).
        is_weak: before.is_name
            || in_brackets
                && is_in_won(after, tokens.get(at))
                && may_be_left_out(tokens, found, start, value),
        counted: after.len(),
        ..Found::new(quantity, (start, at))
    });
    at
}

/// The ∼12월 of 10∼12월.
fn is_range_of_months(next: &[Token]) -> bool {
    let [sign, end, month, ..] = next else {
        return false;
    };
    sign.is_range_sign() && end.kind == TokenKind::Digits && month.text.starts_with('월')
}

/// The .89 of 12초89.
fn fraction_of_a_second(after: &str, next: Option<&Token>) -> Option<f64> {
    let next = next.filter(|next| next.kind == TokenKind::Digits && next.attached)?;
    (after == "초").then(|| format!("0.{}", next.text).parse().ok())?
}

/// What else the number may be in the other language, where its unit or a range says so.
fn other_readings(
    value: f64,
    after: &str,
    before: &Before,
    next: &[Token],
    tails: &Tails,
) -> Option<f64> {
    // 23시: 11 p.m.; 0시 and 24시: 12 a.m.
    let of_the_day = |tail: &str| {
        let tail = tail.trim_start_matches(['께', '경', '쯤']);
        !tail.starts_with('간') && tails.is_particle(tail)
    };
    if after.strip_prefix('시').is_some_and(of_the_day) {
        return match value {
            0.0 => Some(12.0),
            13.0..=24.0 => Some(value - 12.0),
            _ => None,
        };
    }
    // 70년대, and 1960∼70년대: the 1970s; 2025-26시즌.
    let century = century_of_range(before.range, value);
    if after.starts_with("년대") && value < 100.0 {
        return Some(century.unwrap_or(1900.0) + value);
    }
    if let Some(century) = century {
        return Some(century + value);
    }
    // 6할: 60 percent.
    if after
        .strip_prefix('할')
        .is_some_and(|tail| tails.is_particle(tail))
    {
        return Some(10.0 * value);
    }
    // 36개월: three years.
    if after.starts_with("개월") && value > 12.0 && value % 12.0 == 0.0 {
        return Some(value / 12.0);
    }
    // 2∼3조 원: the 2 is two trillion.
    let [sign, end, unit, ..] = next else {
        return None;
    };
    let is_range = after.is_empty() && sign.is_range_sign() && end.kind == TokenKind::Digits;
    let units = unit.text.chars();
    let units: Vec<f64> = units
        .map_while(|c| small_unit(c).or_else(|| great_unit(c)))
        .collect();
    (is_range && unit.attached && !units.is_empty()).then(|| value * units.iter().product::<f64>())
}
