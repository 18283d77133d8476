//! What digits and the units between them come to: 1조2000억, 3천5백, 천5백.

use crate::anchor::number::digits;
use crate::token::{Token, TokenKind};

/// What multiplies the digits before it, within a section of four digits.
pub(super) fn small_unit(c: char) -> Option<f64> {
    match c {
        '십' => Some(10.0),
        '백' => Some(100.0),
        '천' => Some(1_000.0),
        _ => None,
    }
}

/// What multiplies all before it down to the unit above.
pub(super) fn great_unit(c: char) -> Option<f64> {
    match c {
        '만' => Some(1e4),
        '억' => Some(1e8),
        '조' => Some(1e12),
        '경' => Some(1e16),
        _ => None,
    }
}

/// The unit without digits that the digits at `first` go on from: 천5백, 만 2천 대, 백20권; but not of an age, 만 20세.
pub(super) fn bare_unit(tokens: &[Token], first: usize) -> Option<f64> {
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

/// A number as far as it is read.
pub(super) struct Amount {
    /// What the greater units have made.
    total: f64,
    /// What the smaller units of this section have made: 3천 of 3천5백.
    thousands: f64,
    /// The digits that no unit has multiplied.
    section: f64,
    /// Whether a unit may still multiply them.
    is_pending: bool,
    last_great: f64,
}

impl Amount {
    /// The number that begins with digits, behind a unit without any.
    pub(super) fn new(bare: Option<f64>, section: f64) -> Amount {
        let great = bare.filter(|&unit| unit >= 1e4);
        let total = great.unwrap_or(0.0);
        Amount {
            total,
            thousands: bare.unwrap_or(0.0) - total,
            section,
            is_pending: true,
            last_great: great.unwrap_or(f64::INFINITY),
        }
    }

    pub(super) fn value(&self) -> f64 {
        self.total + self.thousands + self.section
    }

    /// Reads on for as long as units and digits follow each other, but no unit that is forbidden; returns where to go on,
    /// and what follows the number in its eojeol.
    pub(super) fn read_on<'t>(
        &mut self,
        tokens: &[Token<'t>],
        mut at: usize,
        forbids: &[char],
    ) -> (usize, &'t str) {
        while let Some(token) = tokens.get(at) {
            let may_be_unit = match self.is_pending {
                true => token.attached,
                false => self.leaves_room_for_unit(tokens, at),
            };
            if let Some(digits) = self.digits_that_follow(token, tokens.get(at + 1)) {
                self.section = digits;
                self.is_pending = true;
            } else if may_be_unit
                && token.kind == TokenKind::Hangul
                && !token.text.starts_with(forbids)
            {
                let after = self.multiply(token.text);
                if !after.is_empty() {
                    return (at + 1, after);
                }
            } else {
                break;
            }
            at += 1;
        }
        (at, "")
    }

    /// Multiplies by the units that a text begins with; returns the rest of it.
    fn multiply<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        self.is_pending = false;
        while let Some(c) = rest.chars().next() {
            // Seven games, 7경기, are no seventy quadrillion.
            if rest.starts_with("경기") {
                break;
            } else if let Some(unit) = small_unit(c) {
                let times = if self.section == 0.0 {
                    1.0
                } else {
                    self.section
                };
                self.thousands += times * unit;
            } else if let Some(unit) = great_unit(c).filter(|&unit| unit < self.last_great) {
                self.total += (self.thousands + self.section) * unit;
                self.thousands = 0.0;
                self.last_great = unit;
            } else {
                break;
            }
            self.section = 0.0;
            rest = &rest[c.len_utf8()..];
        }
        rest
    }

    /// Whether a unit without digits goes on the number: the 천 of 5만 천5백.
    fn leaves_room_for_unit(&self, tokens: &[Token], at: usize) -> bool {
        let unit = tokens.get(at + 1).and_then(|_| bare_unit(tokens, at + 1));
        self.total > 0.0 && self.thousands == 0.0 && unit.is_some_and(|unit| unit < self.last_great)
    }

    /// The digits of a token that goes on the number behind a unit: 1조2000억, 3천5백; after a space only what a greater
    /// unit leaves room for: 1조 2000억; but not in 2조 3경기, 1억 20명 and 10만 3곳, which are two numbers each.
    fn digits_that_follow(&self, token: &Token, next: Option<&Token>) -> Option<f64> {
        let may_follow = token.attached || self.last_great.is_finite();
        if self.is_pending || token.kind != TokenKind::Digits || !may_follow {
            return None;
        }
        let leaves_room = self.total > 0.0;
        let has_unit = || {
            let unit = next.filter(|next| next.attached && !next.text.starts_with("경기"));
            let unit = unit.and_then(|next| next.text.chars().next());
            unit.is_some_and(|c| small_unit(c).or_else(|| great_unit(c)).is_some())
        };
        let is_of_the_same =
            token.attached || has_unit() || self.last_great <= 1e4 && token.text.len() > 1;
        digits(token.text)
            .filter(|_| is_of_the_same)
            .filter(|&value| value < self.last_great && (leaves_room || value < self.thousands))
    }
}
