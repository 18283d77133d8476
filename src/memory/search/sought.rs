//! A word that is looked for, and which words of a text are forms of it.

use super::predicate::Predicate;
use crate::anchor::Tails;
use crate::lexicon::english_units;
use crate::token::{Token, TokenKind, narrow};

/// How near a word of a text is to one that is looked for; the nearer is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// It is the word, with particles or without: 정상회담에서 of 정상회담.
    Same,
    /// It is another form of it: met of meeting is not, but meets is, and 무너져 of 무너졌다.
    Form,
    /// It is a compound that holds the word: 남북정상회담.
    Compound,
}

/// A word that is looked for.
pub(super) struct Sought {
    /// As it is written, in lower case; a number without commas.
    word: String,
    /// Without inflection or particles.
    stem: String,
    /// Of a Korean word in 다.
    predicate: Option<Predicate>,
}

impl Sought {
    pub(super) fn new(token: &Token, tails: &Tails) -> Sought {
        Sought {
            word: word(token),
            stem: stem(token, tails),
            predicate: Predicate::of(token.text),
        }
    }

    /// What a compound may hold of it: the word without particles, unless what is left is so short that they may be none,
    /// as 도 of 여의도.
    pub(super) fn part(&self) -> &str {
        const SHORTEST: usize = 3;
        match self.stem.chars().count() >= SHORTEST {
            true => &self.stem,
            false => &self.word,
        }
    }

    /// How near a word of a text is to this one, if it is a form of it.
    pub(super) fn nearness(&self, token: &Token, tails: &Tails) -> Option<Nearness> {
        match token.kind {
            TokenKind::Hangul => self.nearness_of_hangul(token.text, tails),
            TokenKind::Latin if self.word == word(token) => Some(Nearness::Same),
            TokenKind::Latin => self.is_inflected(token, tails).then_some(Nearness::Form),
            _ => (self.word == word(token)).then_some(Nearness::Same),
        }
    }

    fn nearness_of_hangul(&self, text: &str, tails: &Tails) -> Option<Nearness> {
        let begins = |with: &str| {
            let rest = text.strip_prefix(with);
            rest.is_some_and(|rest| tails.is_particle(rest))
        };
        // A single syllable stands in too many words.
        let holds = |word: &str| word.chars().nth(1).is_some() && text.contains(word);
        if begins(&self.word) {
            Some(Nearness::Same)
        } else if begins(&self.stem) || self.predicate.as_ref().is_some_and(|of| of.is_form(text)) {
            Some(Nearness::Form)
        } else {
            (holds(&self.word) || holds(self.part())).then_some(Nearness::Compound)
        }
    }

    /// Whether a Latin word differs in an ending: meets of meeting, and died of die, whose stem would be too short.
    fn is_inflected(&self, token: &Token, tails: &Tails) -> bool {
        let is_past = |present: &str, past: &str| {
            present.ends_with("ie") && past.strip_prefix(present) == Some("d")
        };
        let other = word(token);
        self.stem == stem(token, tails)
            || is_past(&self.word, &other)
            || is_past(&other, &self.word)
    }
}

/// A word in the form in which words are compared.
pub(super) fn word(token: &Token) -> String {
    match token.kind {
        TokenKind::Digits => {
            let digits = token.text.chars().map(narrow);
            digits.filter(|&c| c != ',').collect()
        }
        _ => token.text.to_lowercase(),
    }
}

fn stem(token: &Token, tails: &Tails) -> String {
    match token.kind {
        TokenKind::Latin => {
            let mut stem = String::new();
            english_units(std::slice::from_ref(token), |unit| stem.push_str(unit));
            stem
        }
        TokenKind::Hangul => {
            let ends = token.text.char_indices().map(|(at, _)| at).skip(2);
            let stems = ends.map(|end| token.text.split_at(end));
            let mut stems = stems.filter(|(_, rest)| tails.is_particle(rest));
            stems.next().map_or(token.text, |(stem, _)| stem).to_owned()
        }
        _ => word(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    #[test]
    fn forms_of_words() {
        use Nearness::{Compound, Form, Same};
        let tails = Tails::default();
        for (sought, word, expected) in [
            ("정상회담", "정상회담에서는", Some(Same)),
            ("정상회담을", "정상회담에서", Some(Form)),
            ("정상회담", "남북정상회담이", Some(Compound)),
            ("정상회담", "정상", None),
            ("정상회담을", "남북정상회담이", Some(Compound)),
            ("물", "물을", Some(Same)),
            ("물", "선물", None),
            ("피해자", "피해자는", Some(Same)),
            ("무너졌다", "무너져", Some(Form)),
            ("무너졌다", "무너진", Some(Form)),
            ("무너졌다", "무너뜨렸다", None),
            ("상륙했다", "상륙한", Some(Form)),
            ("가졌다", "가장", None),
            ("여의도", "참여의", None),
            ("갔다", "가다", None),
            ("바다", "바다에서", Some(Same)),
            ("meeting", "meetings", Some(Form)),
            ("die", "died", Some(Form)),
            ("die", "dice", None),
            ("us", "used", None),
            ("BOK", "bok", Some(Same)),
            ("12000", "12,000", Some(Same)),
            ("12", "１２", Some(Same)),
            ("12", "12,000", None),
        ] {
            let sought = Sought::new(&tokens(sought)[0], &tails);
            assert_eq!(
                sought.nearness(&tokens(word)[0], &tails),
                expected,
                "{word}"
            );
        }
    }
}
