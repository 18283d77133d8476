//! English numbers: digits, number words, scales, ordinals, months.

mod roman;
mod shares;
mod words;

use super::{Found, Quantity, century_of_range, digits, may_be_exchanged, times};
use crate::token::{Token, TokenKind};
pub(super) use words::is_time_zone;
use words::{Word, word};

pub(super) fn find(tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut in_brackets = false;
    let mut at = 0;
    while at < tokens.len() {
        let here = &tokens[at];
        in_brackets = match here.text {
            "(" => true,
            ")" => false,
            _ => in_brackets,
        };
        if let Some(time) = times::find(tokens, at) {
            found.extend(time);
            at = found[found.len() - 1].tokens.1;
            continue;
        }
        at = match number(tokens, at) {
            Some(mut number) => {
                let is_sum = at > 0 && words::is_currency(&tokens[at - 1]);
                number.is_weak |= in_brackets && is_sum && !is_wrong(tokens, &found, &number);
                number.about = words::about(&tokens[..at - usize::from(is_sum)]);
                let next = number.tokens.1;
                let share = shares::find(tokens, &number);
                found.push(number);
                found.extend(share);
                // The half of "two and a half minutes" is 30 seconds.
                if let Some((Word::Loose(_), _)) = word(&tokens[next - 1]) {
                    found.extend(loose(tokens, next - 1));
                }
                next
            }
            None => {
                found.extend(loose(tokens, at).or_else(|| roman::find(tokens, at)));
                at + 1
            }
        };
    }
    found
}

/// Whether a number of dollars, or of other money, is not what the sum in won right before it comes to.
fn is_wrong(tokens: &[Token], found: &[Found], dollars: &Found) -> bool {
    let won = found.last().filter(|won| {
        let between = &tokens[won.tokens.1..dollars.tokens.0];
        between.first().is_some_and(|word| word.text == "won") && between.len() <= MOST_BETWEEN
    });
    match (won.map(|won| won.quantity), dollars.quantity) {
        (Some(Quantity::Number(won)), Quantity::Number(value)) => {
            let mut readings = dollars.others.iter().chain([&value]);
            !readings.any(|&value| may_be_exchanged(won, value))
        }
        _ => false,
    }
}

/// The most tokens between a sum and what it comes to: won (about US$
const MOST_BETWEEN: usize = 5;

/// The number or month that begins at a token, if one does.
fn number(tokens: &[Token], at: usize) -> Option<Found> {
    let here = &tokens[at];
    if here.kind == TokenKind::Digits {
        let decimal = decimals(tokens, at);
        let value = decimal.or_else(|| digits(here.text))?;
        let first = at - usize::from(decimal.is_some());
        let (scaled, next) = words::scaled(tokens, at + 1, value);
        if next > at + 1 {
            let is_money = first > 0 && words::is_currency(&tokens[first - 1]);
            // 100m is a hundred meters as well.
            let plain = (tokens[next - 1].text.len() == 1 && !is_money).then_some(value);
            return Some(Found::number(scaled, (first, next)).or(plain));
        }
        let others = [
            scale_of_range(tokens, next).map(|scale| value * scale),
            year_of_range(tokens, at, value),
            is_basis_points(tokens, next).then_some(value / 100.0),
        ];
        let number = and_a_half(tokens, value, (first, next));
        return Some(number.or(others.into_iter().flatten()));
    }
    let (word, others) = word(here)?;
    // A 30-second advertisement.
    let is_unit = here.text == "second" && at > 1 && tokens[at - 1].is_sign("-");
    if is_unit && tokens[at - 2].kind == TokenKind::Digits {
        return None;
    }
    let number = |(value, next)| Found::number(value, (at, next)).in_words(true);
    let month = |month| Found::new(Quantity::Month(month), (at, at + 1));
    match word {
        Word::Value(_) => {
            let (value, next) = words::read(tokens, at);
            let is_alone = next == at + 1;
            let number = and_a_half(tokens, value, (at, next)).in_words(true);
            Some(number.or(others.iter().copied().filter(|_| is_alone)))
        }
        // "a million", "hundred"; "hundreds" is not in the list.
        Word::Scale(scale) if here.text.len() > 2 => {
            Some(number(words::scaled(tokens, at + 1, scale)).or(others.iter().copied()))
        }
        Word::Alone(value) => Some(number((value, at + 1))),
        Word::Month(of) if here.is_capitalized() => Some(month(of)),
        Word::Ambiguous(of) if here.is_capitalized() && is_month_here(tokens, at) => {
            Some(month(of))
        }
        Word::Loose(_) => of_a_scale(tokens, at).map(number),
        _ => None,
    }
}

/// A word that may tell a number, such as `half`, `midnight` and `decade`.
fn loose(tokens: &[Token], at: usize) -> Option<Found> {
    let (Word::Loose(value) | Word::Years(value), others) = word(&tokens[at])? else {
        return None;
    };
    let is_years = matches!(word(&tokens[at]), Some((Word::Years(_), _)));
    let is_ordinal = || at > 0 && words::is_ordinal(&tokens[at - 1]);
    // "decades" are no ten years, and the 19th century is no hundred.
    if is_years && (tokens[at].text.ends_with('s') || is_ordinal()) {
        return None;
    }
    let others = others.iter().copied();
    Some(match half_more(tokens, at) {
        Some(span) => Found::weak(span, (at, at + 1)).or([value]).or(others),
        None => Found::weak(value, (at, at + 1)).or(others),
    })
}

/// The 90 minutes of "an hour and a half", and the 18 months of "a year and a half".
fn half_more(tokens: &[Token], at: usize) -> Option<f64> {
    let [unit, and, a, half] = tokens.get(at.checked_sub(3)?..=at)? else {
        return None;
    };
    if (and.text, a.text, half.text) != ("and", "a", "half") {
        return None;
    }
    match unit.text {
        "hour" => Some(90.0),
        "year" => Some(18.0),
        _ => None,
    }
}

/// "half a million", "half-century", "a quarter of a million".
fn of_a_scale(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let share = match tokens[at].text.to_ascii_lowercase().as_str() {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    let skipped = tokens[at + 1..]
        .iter()
        .take(2)
        .take_while(|token| ["of", "a", "-"].contains(&token.text))
        .count();
    let scale = tokens.get(at + 1 + skipped)?;
    match word(scale)?.0 {
        Word::Scale(value) if value >= 1_000.0 && scale.text.len() > 1 => {
            Some(words::scaled(tokens, at + 2 + skipped, share * value))
        }
        Word::Years(value) if !scale.text.ends_with('s') => Some((share * value, at + 2 + skipped)),
        _ => None,
    }
}

/// A number, and half of one more where "and a half" is behind it: "two and a half".
fn and_a_half(tokens: &[Token], value: f64, (first, next): (usize, usize)) -> Found {
    let more = match tokens.get(next..next + 3) {
        Some([and, a, half]) if and.text == "and" && a.text == "a" => match half.text {
            "half" => Some(0.5),
            "quarter" => Some(0.25),
            _ => None,
        },
        _ => None,
    };
    match more {
        Some(more) => {
            // "two and a half million" is no two.
            let (scaled, end) = words::scaled(tokens, next + 3, value + more);
            let whole = (end == next + 3).then_some(value);
            Found::number(scaled, (first, end)).or(whole)
        }
        None => Found::number(value, (first, next)),
    }
}

/// The scale of a range's end, which its beginning has too: "2.2 to 3.1 trillion".
fn scale_of_range(tokens: &[Token], next: usize) -> Option<f64> {
    let [sign, rest @ ..] = tokens.get(next..)? else {
        return None;
    };
    if !["to", "-", "–", "and", "or"].contains(&sign.text) {
        return None;
    }
    let money = usize::from(rest.first()?.is_sign("$"));
    let end = rest.get(money)?;
    if end.kind != TokenKind::Digits {
        return None;
    }
    let (scale, _) = words::scaled(rest, money + 1, 1.0);
    (scale > 1.0).then_some(scale)
}

/// The 2026 of "2025-26".
fn year_of_range(tokens: &[Token], at: usize, value: f64) -> Option<f64> {
    let [begin, sign] = tokens.get(at.checked_sub(2)?..at)? else {
        return None;
    };
    let is_range = ["-", "–"].iter().any(|range| sign.is_sign(range)) && tokens[at].attached;
    let century = century_of_range(Some(begin.text).filter(|_| is_range), value)?;
    Some(century + value)
}

/// 25 basis points are 0.25 percent.
fn is_basis_points(tokens: &[Token], next: usize) -> bool {
    let behind = tokens.get(next..).unwrap_or_default();
    match behind {
        [short, ..] if ["bp", "bps"].contains(&short.text) => true,
        [basis, points, ..] => basis.text == "basis" && points.text.starts_with("point"),
        _ => false,
    }
}

/// The value of `.407`, a batting average, or of `$.50`.
fn decimals(tokens: &[Token], at: usize) -> Option<f64> {
    let (point, before) = (tokens.get(at.checked_sub(1)?)?, at.checked_sub(2));
    let before = before
        .map(|before| &tokens[before])
        .filter(|_| point.attached);
    let is_free = before.is_none_or(|token| token.kind == TokenKind::Sign);
    let is_decimal = point.is_sign(".") && is_free && tokens[at].attached;
    let value = is_decimal.then(|| format!("0.{}", tokens[at].text));
    value?.parse().ok()
}

/// Whether "May" or "March" is the month: beside a number, or after a word that goes before months.
fn is_month_here(tokens: &[Token], at: usize) -> bool {
    let number = |index: Option<usize>| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| token.kind == TokenKind::Digits)
    };
    number(Some(at + 1))
        || number(at.checked_sub(1))
        || at > 0 && words::is_before_month(&tokens[at - 1])
}
