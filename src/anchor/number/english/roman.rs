//! Roman numerals behind a name, of which Korean tells the number: Benedict XVI is 베네딕토 16세.

use super::super::Found;
use crate::token::{Token, TokenKind};

/// The signs, the greater ones before the smaller; no king, pope or war has more than 39.
const SIGNS: [(&str, f64); 5] = [
    ("X", 10.0),
    ("IX", 9.0),
    ("V", 5.0),
    ("IV", 4.0),
    ("I", 1.0),
];

/// The number that stands behind a name at a token, which counts only where the Korean has it: a single letter may be an
/// initial, and what stands behind no name is an abbreviation.
pub(super) fn find(tokens: &[Token], at: usize) -> Option<Found> {
    let here = &tokens[at];
    let name = &tokens[at.checked_sub(1)?];
    let is_behind_name = name.is_capitalized() && !here.attached;
    if here.kind != TokenKind::Latin || here.text.len() < 2 || !is_behind_name {
        return None;
    }
    let value = value(here.text)?;
    Some(Found {
        is_weak: true,
        ..Found::number(value, (at, at + 1))
    })
}

/// The value of a numeral that is written as it should be: XIV, but not IXX.
fn value(text: &str) -> Option<f64> {
    let (mut rest, mut value) = (text, 0.0);
    for (sign, of_sign) in SIGNS {
        let most = if ["X", "I"].contains(&sign) { 3 } else { 1 };
        for _ in 0..most {
            let Some(behind) = rest.strip_prefix(sign) else {
                break;
            };
            (rest, value) = (behind, value + of_sign);
        }
    }
    rest.is_empty().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_their_values() {
        for (text, expected) in [
            ("II", Some(2.0)),
            ("IV", Some(4.0)),
            ("XIV", Some(14.0)),
            ("XVI", Some(16.0)),
            ("XXIII", Some(23.0)),
            ("IIII", None),
            ("XVV", None),
            ("VIP", None),
            ("Xi", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }
}
