//! A segment as runs of one kind of character.

use crate::article::is_hangul;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Hangul,
    Latin,
    /// Digits, with the commas and points between them.
    Digits,
    /// A single other character that is not white space.
    Sign,
}

/// A run of one kind of character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: TokenKind,
    pub(crate) text: &'a str,
    /// Whether it stands directly after the token before it.
    pub(crate) attached: bool,
}

impl Token<'_> {
    pub(crate) fn is_capitalized(&self) -> bool {
        self.kind == TokenKind::Latin && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.text == sign
    }

    /// Whether it may stand between the first number and the last: 14∼15.
    pub(crate) fn is_range_sign(&self) -> bool {
        ["~", "∼", "～", "-", "–"]
            .iter()
            .any(|sign| self.is_sign(sign))
    }
}

/// Splits a text into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut attached = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = kind_of(first);
        let Some(kind) = kind else {
            attached = false;
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let length = run_length(rest, kind, first);
        tokens.push(Token {
            kind,
            text: &rest[..length],
            attached,
        });
        attached = true;
        rest = &rest[length..];
    }
    tokens
}

/// A digit, comma or point in ASCII, whatever its width: older pages tell numbers in those as wide as Hangul, ３，０００. Other
/// characters as they are.
pub(crate) fn narrow(c: char) -> char {
    /// How far those of full width (U+FF01 to U+FF5E) are from their kin in ASCII.
    const FULL_WIDTH: u32 = 0xfee0;
    match c {
        '０'..='９' | '，' | '．' => char::from_u32(c as u32 - FULL_WIDTH).unwrap_or(c),
        _ => c,
    }
}

fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

fn kind_of(c: char) -> Option<TokenKind> {
    if c.is_whitespace() {
        None
    } else if is_hangul(c) {
        Some(TokenKind::Hangul)
    } else if is_digit(c) {
        Some(TokenKind::Digits)
    } else if c.is_alphabetic() && (c as u32) < 0x2000 {
        Some(TokenKind::Latin)
    } else {
        Some(TokenKind::Sign)
    }
}

fn run_length(text: &str, kind: TokenKind, first: char) -> usize {
    if kind == TokenKind::Sign {
        return first.len_utf8();
    }
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let Some(&(at, next)) = chars.peek() else {
            return text.len();
        };
        let continues = kind_of(next) == Some(kind)
            || kind == TokenKind::Digits && is_digit(c) && is_of_number(&text[at..]);
        if !continues {
            return at;
        }
    }
    text.len()
}

/// Whether a digit may go before this in a number: 1,234 and 12.3 are one token; "in 2024, 3 people", "2025." and 4,5월,
/// which is two months, are not.
fn is_of_number(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars.next().map(narrow);
    // Four are as many as are asked about.
    let digits = chars.take(4).take_while(|&c| is_digit(c)).count();
    match mark {
        Some(',') => digits == 3,
        Some('.') => digits > 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_kind() {
        let texts: Vec<&str> = tokens("APEC은 1,234.5억원, 3일.")
            .iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(
            texts,
            ["APEC", "은", "1,234.5", "억원", ",", "3", "일", "."]
        );
        let months: Vec<&str> = tokens("4,5월 12,3456").iter().map(|t| t.text).collect();
        assert_eq!(months, ["4", ",", "5", "월", "12", ",", "3456"]);
        let wide: Vec<&str> = tokens("３，０００명 ２０．５%")
            .iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(wide, ["３，０００", "명", "２０．５", "%"]);
        let attached: Vec<bool> = tokens("F-35 둘").iter().map(|t| t.attached).collect();
        assert_eq!(attached, [false, true, true, false]);
    }
}
