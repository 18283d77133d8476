//! Korean numbers: digits mixed with 십 백 천 만 억 조, months, and what follows from the unit: 23시, 12초89, 70년대.

mod amount;
mod spans;
mod words;

use std::sync::LazyLock;

use foldhash::HashMap;

use super::{Found, Quantity, YEARS, century_of_range, digits, may_be_exchanged, times};
use crate::anchor::tail::Tails;
use crate::data;
use crate::token::{Token, TokenKind};
use amount::{Amount, bare_unit, great_unit, small_unit};

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
        if let Some(time) = times::find(tokens, at) {
            found.extend(time);
            at = found[found.len() - 1].tokens.1;
            continue;
        }
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

/// Whether tokens begin with 조 of won or dollars.
fn is_money(tokens: &[Token]) -> bool {
    let [trillions, rest @ ..] = tokens else {
        return false;
    };
    let after = trillions.text.strip_prefix('조').unwrap_or_default();
    let counted = match after {
        "" => rest.first().map_or("", |next| next.text),
        after => after,
    };
    rests("money", counted).next().is_some()
}

/// The days that events are named after: 6·25전쟁 is the Korean War, and seldom told by its day in English. With a point or
/// nothing between they are only before such an event: 6.25% is none, and neither are 625명.
fn named_day(tokens: &[Token], first: usize, found: &mut Vec<Found>) -> Option<usize> {
    let event = tokens.get(first + 1).map_or("", |next| next.text);
    if rests("named-event", event).next().is_some()
        && let Some((month, day)) = written_as_one(tokens[first].text)
    {
        let weak = |quantity| Found {
            is_weak: true,
            ..Found::new(quantity, (first, first + 1))
        };
        // As it is written, where the English copies it.
        let as_written = digits(tokens[first].text);
        found.push(weak(Quantity::Month(month.parse().ok()?)).or(as_written));
        found.push(weak(Quantity::Number(digits(day)?)));
        return Some(first + 1);
    }
    let [month, dot, day, ..] = &tokens[first..] else {
        return None;
    };
    let is_named = || {
        let mut days = entries("named-day", month.text);
        let (month, day) = (month.text, day.text);
        days.any(|(name, _)| name.split_once('.') == Some((month, day)))
    };
    let is_dot = ["·", "ㆍ", "‧", "∙", "・", "•"].contains(&dot.text);
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

/// The month and the day of one of those days in one token: 9.11, 911.
fn written_as_one(text: &str) -> Option<(&'static str, &'static str)> {
    let mut days =
        entries("named-day", text.get(..1)?).filter_map(|(name, _)| name.split_once('.'));
    days.find(|(month, day)| {
        let behind = text.strip_prefix(month);
        let behind = behind.map(|behind| behind.strip_prefix('.').unwrap_or(behind));
        behind == Some(day) && text.len() > 2
    })
}

/// Whether a word is the name of a law: 헌법, 근로기준법, but not 방법.
fn is_law(word: &str) -> bool {
    entries("law", word).any(|(law, _)| law == word)
}

/// What stands before a number decides whether a unit may follow it, and whether it counts.
struct Before<'a> {
    /// Article 3 of a law, 제3조, is no trillion; neither is 1조 of 2인 1조, a team of two, nor 10분의 1만, only a tenth,
    /// ten thousand; and article 9 of a law is also written 헌법 9조.
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
            } else if text == "인" || is_law(text) && !is_money(&tokens[first + 1..]) {
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

/// Reads the number that begins with the digits at `first`; returns where to go on.
fn number(
    tokens: &[Token],
    first: usize,
    in_brackets: bool,
    tails: &Tails,
    found: &mut Vec<Found>,
) -> usize {
    let Some(section) = digits(tokens[first].text) else {
        // 2025.9.4: a date, or something like it.
        let parts: Vec<f64> = tokens[first].text.split('.').filter_map(digits).collect();
        let is_date = matches!(parts[..], [year, _, day] if YEARS.contains(&year) && day <= 31.0);
        let month = |at: usize, value| month(value, "월", &[]).filter(|_| is_date && at == 1);
        found.extend(parts.iter().enumerate().map(|(at, &value)| {
            let month = month(at, value).map(Quantity::Month);
            let quantity = month.unwrap_or(Quantity::Number(value));
            Found::new(quantity, (first, first + 1))
        }));
        return first + 1;
    };
    let bare = bare_unit(tokens, first);
    let start = first - usize::from(bare.is_some());
    let before = Before::of(tokens, start);
    let mut amount = Amount::new(bare, section);
    let (mut at, mut after) = amount.read_on(tokens, first + 1, before.forbids);
    let mut value = amount.value();
    let month = month(value, after, &tokens[at..]);
    if let Some(fraction) = fraction_of_a_second(after, tokens.get(at)) {
        value += fraction;
        at += 1;
        after = "";
    }
    let quantity = month.map_or(Quantity::Number(value), Quantity::Month);
    let is_added = in_brackets
        && is_in_won(after, tokens.get(at))
        && may_be_left_out(tokens, found, start, value);
    // 30 percent, or a batting average of .300.
    let others = match are_tenths(after, tails) {
        true => vec![10.0 * value, value / 10.0],
        false => {
            let (written, next) = (tokens[first].text, &tokens[at..]);
            let other = other_reading(value, written, after, &before, next, tails);
            other.into_iter().collect()
        }
    };
    found.push(Found {
        others,
        // What is added in brackets: 5억 달러(약 6600억 원).
        is_weak: before.is_name || is_added,
        counted: after.len(),
        ..Found::new(quantity, (start, at))
    });
    at
}

/// The month that a number is, by what follows it.
fn month(value: f64, after: &str, next: &[Token]) -> Option<u8> {
    let is_told = after.starts_with('월') || is_range_of_months(next) && after.is_empty();
    let is_month = is_told && (1.0..=12.0).contains(&value) && value.fract() == 0.0;
    is_month.then_some(value as u8)
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

/// The year that is told by its last two digits, where they are no likely number of years: 87년, 05년.
fn year_of_two_digits(written: &str) -> Option<f64> {
    let value = digits(written).filter(|_| written.len() == 2)?;
    match value {
        0.0..=9.0 => Some(2000.0 + value),
        60.0..=99.0 => Some(1900.0 + value),
        _ => None,
    }
}

/// Whether what is counted are tenths: 3할.
fn are_tenths(after: &str, tails: &Tails) -> bool {
    after
        .strip_prefix('할')
        .is_some_and(|tail| tails.is_particle(tail))
}

/// What else the number may be in the other language, where its unit or a range says so.
fn other_reading(
    value: f64,
    written: &str,
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
    // 87년: 1987; but 87년 만 and 87년간 last so long, and 20년 is told of spans more often than of 2020.
    if let Some(tail) = after.strip_prefix('년') {
        let lasting = |text: &str| rests("lasting", text).next().is_some();
        let is_year = tails.is_particle(tail)
            && !(tail.is_empty() && next.first().is_some_and(|next| lasting(next.text)));
        return year_of_two_digits(written).filter(|_| is_year && !lasting(tail));
    }
    // 1세기 만에: after 100 years.
    if after.starts_with("세기") && value == 1.0 {
        return Some(100.0);
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
