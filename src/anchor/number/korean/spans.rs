//! What two Korean numbers make together: 1년 3개월 is 15 months, 1시간 30분 is 90 minutes, 3시 반 is half past three, and
//! 10명 중 7명 are 70 percent.

use super::{Found, Quantity, entries};
use crate::anchor::tail::Tails;
use crate::token::{Token, TokenKind};

/// Beyond it, years are not counted in months.
const MOST_YEARS: f64 = 5.0;
/// Beyond it, hours are not counted in minutes.
const MOST_HOURS: f64 = 3.0;

/// The spans and halves among the numbers found; each counts only where the other article has it, but the half of an hour.
pub(super) fn find(tokens: &[Token], found: &[Found], tails: &Tails) -> Vec<Found> {
    let spans = found.windows(2).filter_map(|pair| span(tokens, pair));
    let shares = found.windows(2).filter_map(|pair| share(tokens, pair));
    let halves = found
        .iter()
        .filter_map(|number| half(tokens, number, tails));
    let averages = found.windows(2).enumerate();
    let averages = averages.filter_map(|(at, _)| average(tokens, &found[at..]));
    spans.chain(shares).chain(halves).chain(averages).collect()
}

/// 3할1푼2리, a batting average of .312, or 31.2 percent; 2할9리 is .209.
fn average(tokens: &[Token], found: &[Found]) -> Option<Found> {
    let mut units = [("할", 0.1), ("푼", 0.01), ("리", 0.001)].into_iter();
    let (first, mut end) = (found.first()?.tokens.0, found.first()?.tokens.0);
    let mut value = 0.0;
    for number in found
        .iter()
        .take_while(|number| tokens[number.tokens.1 - 1].kind == TokenKind::Hangul)
    {
        let text = tokens[number.tokens.1 - 1].text;
        let unit = units.find(|(unit, _)| text.starts_with(unit));
        let (Quantity::Number(digit), Some((_, share))) = (number.quantity, unit) else {
            break;
        };
        if number.tokens.0 != end {
            break;
        }
        value += digit * share;
        end = number.tokens.1;
    }
    let begins = tokens[found[0].tokens.1 - 1].text.starts_with('할');
    // As it would be read from its digits.
    let percent = format!("{:.1}", 100.0 * value).parse().ok();
    let value = format!("{value:.3}").parse().ok()?;
    (begins && end > found[0].tokens.1).then(|| Found::weak(value, (first, end)).or(percent))
}

fn span(tokens: &[Token], pair: &[Found]) -> Option<Found> {
    let unit = |number: &Found| tokens[number.tokens.1 - 1].text;
    let [great, small] = pair else { return None };
    let (Quantity::Number(of_great), Quantity::Number(of_small)) = (great.quantity, small.quantity)
    else {
        return None;
    };
    if great.tokens.1 != small.tokens.0 {
        return None;
    }
    let (smaller, most) = match (unit(great), unit(small)) {
        ("년", months) if months.starts_with("개월") => (12.0, MOST_YEARS),
        ("시간", minutes) if minutes.starts_with('분') => (60.0, MOST_HOURS),
        _ => return None,
    };
    let whole = (of_great <= most).then_some(smaller * of_great + of_small);
    // 2년 6개월: two and a half years.
    let half = (2.0 * of_small == smaller).then_some(of_great + 0.5);
    let mut values = whole.into_iter().chain(half);
    let span = Found::weak(values.next()?, (great.tokens.0, small.tokens.1));
    Some(span.or(values))
}

/// The greatest whole that a share is told of: 50명 중 3명.
const LARGEST_WHOLE: f64 = 100.0;

/// 10명 중 7명 as 70 percent, 4분의 3 as 75 percent.
fn share(tokens: &[Token], pair: &[Found]) -> Option<Found> {
    let [whole, part] = pair else { return None };
    let (Quantity::Number(of_whole), Quantity::Number(of_part)) = (whole.quantity, part.quantity)
    else {
        return None;
    };
    let between = tokens.get(whole.tokens.1..part.tokens.0)?;
    let is_of = match between.split_last() {
        Some((of, counted)) => {
            counted.len() == usize::from(is_apart(whole))
                && entries("share", of.text).any(|(word, _)| word == of.text)
        }
        None => tokens[whole.tokens.1 - 1].text == "분의",
    };
    let is_share = is_of && of_part < of_whole && (2.0..=LARGEST_WHOLE).contains(&of_whole);
    let percent = 100.0 * of_part / of_whole;
    is_share.then(|| Found::weak(percent, (whole.tokens.0, part.tokens.1)))
}

/// Whether the unit of a number is a token of its own: 열 명, but not 열명 or 10명.
fn is_apart(number: &Found) -> bool {
    number.in_words && number.counted == 0
}

/// 1년 반 as 18 months, 한 시간 반 as 90 minutes, and 3시 반 as the 30 of 3:30.
fn half(tokens: &[Token], number: &Found, tails: &Tails) -> Option<Found> {
    let Quantity::Number(value) = number.quantity else {
        return None;
    };
    let (first, mut end) = number.tokens;
    end += usize::from(is_apart(number));
    let after = tokens.get(end)?.text.strip_prefix('반')?;
    // 3시 반경: at about 3:30.
    let behind = after.strip_prefix('경').unwrap_or(after);
    // 반등, 반란, 반대: words of their own.
    if behind.starts_with(['등', '란', '대']) || !tails.is_particle(behind) {
        return None;
    }
    let half = |value: f64| Found::weak(value, (first, end + 1));
    let unit = tokens[end - 1].text;
    let unit = match number.in_words && !is_apart(number) {
        true => &unit[unit.len() - number.counted..],
        false => unit,
    };
    match unit {
        "년" if value <= MOST_YEARS => Some(half(12.0 * value + 6.0).or([value + 0.5])),
        "시간" if value <= MOST_HOURS => Some(half(60.0 * value + 30.0).or([value + 0.5])),
        "년" | "시간" | "개월" | "달" | "주" | "배" => Some(half(value + 0.5)),
        "시" => Some(Found {
            counted: after.len(),
            ..Found::number(30.0, (end, end + 1)).in_words(true)
        }),
        _ => None,
    }
}
