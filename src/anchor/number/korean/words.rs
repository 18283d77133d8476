//! Korean numbers in words: 세 번째, 스물다섯 살, 일흔에, 사흘, 백만 달러, 오십 분.

use super::{Found, entries, great_unit, rests, small_unit};
use crate::anchor::tail::Tails;
use crate::token::{Token, TokenKind};

const DIGITS: [char; 9] = ['일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];

/// Reads the number in words that begins at a token, if one does; returns where to go on.
pub(super) fn read(tokens: &[Token], at: usize, tails: &Tails, found: &mut Vec<Found>) -> usize {
    let word = tokens[at].text;
    if tokens[at].attached && at > 0 && tokens[at - 1].kind != TokenKind::Sign {
        return at + 1;
    }
    let next = tokens
        .get(at + 1)
        .filter(|next| next.kind == TokenKind::Hangul)
        .map(|next| next.text);
    if let Some((value, rest)) = day_word(word, tails) {
        found.push(Found {
            counted: rest.len(),
            ..Found::number(value, (at, at + 1)).in_words(true)
        });
        return at + 1;
    }
    let (value, counted) = match native(word, next, tails) {
        Some((value, rest)) => (Some(value), rest.len()),
        None => (of_units(word, next, tails), 0),
    };
    let after_next = tokens.get(at + 2).map(|token| token.text);
    let (value, end) = match (value, next) {
        (None, Some(next)) => (in_two_words(word, next, after_next, tails), at + 2),
        _ => (value, at + 1),
    };
    found.extend(value.map(|value| Found {
        counted,
        ..Found::number(value, (at, end)).in_words(true)
    }));
    if value.is_some() { end } else { at + 1 }
}

/// 만 이천 명, 삼십오만 육천 원: a great unit stands by itself.
fn in_two_words(word: &str, next: &str, after: Option<&str>, tails: &Tails) -> Option<f64> {
    let is_numeral =
        |c: char| DIGITS.contains(&c) || small_unit(c).or_else(|| great_unit(c)).is_some();
    let is_age = word == "만" && after.is_some_and(|after| after.starts_with(['세', '살']));
    let is_great = word.chars().all(is_numeral) && word.ends_with(['만', '억', '조']) && !is_age;
    is_great.then(|| of_units(&format!("{word}{next}"), after, tails))?
}

/// 사흘, 열흘간의, 반세기: a span of time, which needs no counter; and what stands behind it in its eojeol.
fn day_word<'t>(word: &'t str, tails: &Tails) -> Option<(f64, &'t str)> {
    let words = entries("day", word).chain(entries("years", word));
    words
        .filter_map(|(day, value)| {
            let behind = word.strip_prefix(day)?;
            let rest = behind.strip_prefix(['간', '째', '만']).unwrap_or(behind);
            tails.is_particle(rest).then_some((value, behind))
        })
        .next()
}

/// A native numeral before a counter, or an age that needs none: 세 명, 일흔에, 쉰여섯 나이에; and what stands behind it in its
/// eojeol: 두명.
fn native<'t>(word: &'t str, next: Option<&str>, tails: &Tails) -> Option<(f64, &'t str)> {
    let longest = |kind: &'static str, text: &str| {
        entries(kind, text)
            .filter(|(numeral, _)| text.starts_with(numeral))
            .max_by_key(|(numeral, _)| numeral.len())
            .unwrap_or(("", 0.0))
    };
    let (tens_word, tens) = longest("tens", word);
    let rest = &word[tens_word.len()..];
    let (ones_word, ones) = longest("digit", rest);
    let rest = &rest[ones_word.len()..];
    let value = tens + ones;
    let last = if ones_word.is_empty() {
        tens_word
    } else {
        ones_word
    };
    let is_plain = value >= 2.0 && entries("plain", last).any(|(numeral, _)| numeral == last);
    let is_counted = if rest.is_empty() {
        let is_free = || entries("free", word).any(|(numeral, _)| numeral == word);
        is_plain || next.is_some_and(|next| is_free() || starts_with_counter(next, tails))
    } else {
        // 세번째, 두명; but 서해, 석방, 세대 and 한편 are words of their own.
        is_plain && tails.is_particle(rest.strip_prefix('인').unwrap_or(rest))
            // 서명, 석명: words of their own.
            || !["서", "석", "넉"].contains(&ones_word)
                && rests("glued", rest).any(|rest| tails.is_particle(rest))
            || value <= 12.0 && is_hour(rest, next, tails)
    };
    (value > 0.0 && is_counted).then_some((value, rest))
}

/// 세시에, 열한시쯤, 두시 반; but 한시적 and 세시 풍속 are words of their own.
fn is_hour(rest: &str, next: Option<&str>, tails: &Tails) -> bool {
    let minutes = |next: &str| next.starts_with('반') || of_units(next, None, tails).is_some();
    rest.strip_prefix('시').is_some_and(|tail| match tail {
        "" => next.is_some_and(minutes),
        tail => rests("hour", tail).any(|rest| tails.is_particle(rest)),
    })
}

fn starts_with_counter(word: &str, tails: &Tails) -> bool {
    // 세 번째의, 스무 살가량; but not 세 시장.
    rests("counter", word)
        .any(|rest| tails.is_particle(rests("about", rest).next().unwrap_or(rest)))
}

/// 백만 달러, 만 명, 오십 분, 사십일 분: units without digits, before what they count.
fn of_units(word: &str, next: Option<&str>, tails: &Tails) -> Option<f64> {
    let (mut great, mut thousands, mut ones) = (0.0, 0.0, 0.0);
    let mut units = 0;
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = small_unit(c) {
            thousands += f64::max(ones, 1.0) * unit;
            (ones, units) = (0.0, units + 1);
        } else if let Some(unit) = great_unit(c).filter(|_| great == 0.0) {
            great = f64::max(thousands + ones, 1.0) * unit;
            (thousands, ones, units) = (0.0, 0.0, units + 1);
        } else if let Some(digit) = DIGITS.iter().position(|&digit| digit == c)
            && ones == 0.0
        {
            ones = digit as f64 + 1.0;
        } else {
            break;
        }
        rest = &rest[c.len_utf8()..];
    }
    let counted = |word: &str| rests("unit-counter", word).any(|rest| tails.is_particle(rest));
    let is_money = |word: &str| rests("money", word).next().is_some();
    if units == 1 && great >= 1e12 && !next.filter(|_| rest.is_empty()).is_some_and(is_money) {
        return None;
    }
    // 만 세 살: three years of age.
    if word == "만" && next.is_some_and(|next| next.starts_with(['세', '살'])) {
        return None;
    }
    // 조건, 만개 and 천대 are words; 백만명 and 만 명 are numbers.
    let is_counted = if ["", "여"].contains(&rest) {
        next.is_some_and(counted)
    } else {
        word.len() - rest.len() > '만'.len_utf8() && counted(rest)
    };
    (is_counted && units > 0).then_some(great + thousands + ones)
}
