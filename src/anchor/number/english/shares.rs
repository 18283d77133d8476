//! Shares that Korean tells in percent: "nine in ten", "four out of five", "seven tenths".

use super::super::{Found, Quantity, digits};
use super::words::{Word, word};
use crate::token::{Token, TokenKind};

/// The most that a share is told in: nine in ten, 87 out of 100.
const MOST: f64 = 100.0;

/// The share in percent that begins with a number.
pub(super) fn find(tokens: &[Token], number: &Found) -> Option<Found> {
    let (first, next) = number.tokens;
    let Quantity::Number(part) = number.quantity else {
        return None;
    };
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let whole = match (text(next), text(next + 1)) {
        ("out", "of") => next + 2,
        ("in" | "-", _) => next + 1,
        _ => next,
    };
    let token = tokens.get(whole)?;
    let is_out_of = ["in", "out"].contains(&text(next));
    let value = match word(token) {
        // "seven tenths" and "nine-tenths", but "seven in ten".
        Some((Word::Value(value), _)) if is_out_of != token.text.ends_with('s') => value,
        None if token.kind == TokenKind::Digits && is_out_of => digits(token.text)?,
        _ => return None,
    };
    let percent = 100.0 * part / value;
    let is_share = part < value && (2.0..=MOST).contains(&value);
    is_share.then(|| Found::weak(percent, (first, whole + 1)))
}
