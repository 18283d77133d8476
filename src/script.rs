//! The language of a text, from its letters.

use crate::article::{Language, is_hangul};
use crate::error::{Error, Result};

/// Letters of a text by script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScriptCount {
    /// Letters of any script.
    pub letters: usize,
    /// Hangul syllables and letters.
    pub hangul: usize,
    /// Latin letters, with or without diacritics.
    pub latin: usize,
}

impl ScriptCount {
    /// Counts the letters of `text`.
    pub fn of(text: &str) -> ScriptCount {
        let mut count = ScriptCount::default();
        for c in text.chars() {
            // Nearly all letters are of these two scripts, which are told at once.
            let (hangul, latin) = (is_hangul(c), is_latin(c));
            count.hangul += usize::from(hangul);
            count.latin += usize::from(latin);
            let is_letter = hangul || latin || !c.is_ascii() && c.is_alphabetic();
            count.letters += usize::from(is_letter);
        }
        count
    }
}

/// Whether it is a Latin letter, with or without diacritics.
pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && !matches!(c, '×' | '÷')
}

/// A Hangul syllable does the work of this many Latin letters, so that a Korean text full of product names and an
/// English one with a few names in Hangul are both told rightly.
const LATIN_LETTERS_PER_SYLLABLE: usize = 3;

/// Recognises Korean or English.
///
/// # Errors
/// [`Error::UnknownLanguage`] when neither script makes up half of the letters.
///
/// ```
/// use naranhi::{Language, reader::recognize};
/// assert_eq!(recognize("OpenAI, 서울에 사무소 연다", "ko.txt").unwrap(), Language::Korean);
/// assert!(recognize("東京で会談", "ja.txt").is_err());
/// ```
pub fn recognize(text: &str, name: &str) -> Result<Language> {
    let count = ScriptCount::of(text);
    let korean = count.hangul * LATIN_LETTERS_PER_SYLLABLE;
    let other = count.letters - count.hangul - count.latin;
    if korean > count.latin && korean > other {
        Ok(Language::Korean)
    } else if count.latin > 0 && count.latin > other {
        Ok(Language::English)
    } else {
        Err(Error::UnknownLanguage {
            name: name.into(),
            letters: count.letters,
            hangul: count.hangul,
            latin: count.latin,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_text_may_quote_hangul() {
        assert_eq!(
            recognize("Chaebol (재벌) are family-run conglomerates.", "x").unwrap(),
            Language::English
        );
    }

    #[test]
    fn digits_alone_are_no_language() {
        assert!(recognize("2025. 9. 4.", "x").is_err());
    }
}
