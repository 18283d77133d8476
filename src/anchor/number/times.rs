//! Times of day in four digits: "at 0715 GMT", "shortly after 0140", (0715 GMT), 0715GMT.

use super::Found;
use super::english::is_time_zone;
use crate::token::{Token, TokenKind};

/// The hour and the minutes of the time that begins at a token, if one does.
pub(super) fn find(tokens: &[Token], at: usize) -> Option<impl Iterator<Item = Found>> {
    let here = &tokens[at];
    let is_time = here.kind == TokenKind::Digits
        && here.text.len() == 4
        && here.text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_time || is_part(tokens, at) {
        return None;
    }
    let next = tokens.get(at + 1).map_or("", |next| next.text);
    let is_in_zone = tokens.get(at + 1).is_some_and(is_time_zone);
    let is_local = next == "local" && tokens.get(at + 2).is_some_and(|third| third.text == "time");
    // 2008 alone is a year.
    if !here.text.starts_with('0') && !is_in_zone && !is_local {
        return None;
    }
    let (hour, minute) = here.text.split_at(2);
    let (hour, minute): (f64, f64) = (hour.parse().ok()?, minute.parse().ok()?);
    if hour > 24.0 || minute >= 60.0 {
        return None;
    }
    // "0333 hours" are no hours that something takes.
    let end = at + 1 + usize::from(["hours", "hrs"].contains(&next));
    // Of 12 hours: 15 is 3 p.m., and 0 is 12 a.m.
    let other = match hour {
        0.0 => Some(12.0),
        13.0..=24.0 => Some(hour - 12.0),
        _ => None,
    };
    let hour = Found::number(hour, (at, end)).or(other);
    let minute = (minute > 0.0).then(|| Found::number(minute, (at, end)));
    Some([hour].into_iter().chain(minute))
}

/// Whether the digits are part of something longer: of the telephone number 555-0140, of $0140, of 0140.5.
fn is_part(tokens: &[Token], at: usize) -> bool {
    let is_glued = |token: Option<&Token>| token.is_some_and(|token| token.attached);
    let is_after_sign = at > 0 && tokens[at].attached && !tokens[at - 1].is_sign("(");
    let ends = [".", ",", ")", ";"];
    let next = tokens.get(at + 1);
    let may_end = |next: &Token| ends.contains(&next.text) || is_time_zone(next);
    let is_before_sign = is_glued(next) && !next.is_some_and(may_end);
    is_after_sign || is_before_sign
}
