//! Pairs of neighbouring syllables of Korean words.
//!
//! Korean words change their endings more than anything else, and what stays are the syllables in front. Pairs of
//! syllables find what stays without a morphological analyser: of 정상회담을 the pairs 정상 and 회담 are words of their
//! own, and what the others are worth is learnt. Two changes reach into the stem itself and are undone first: the past
//! tense, which grows together with a vowel before it (높였다 is of 높이다), and the endings that are no more than a
//! consonant below the last vowel (그린, 그릴, 그림).

use unicode_normalization::char::{compose, decompose_canonical};

use crate::token::{Token, TokenKind};

/// What marks the past tense, below a vowel (Unicode names the letters of a syllable in section 3.12).
const PAST: char = 'ᆻ';

/// Words that have the same letter below their vowel in every tense: to be there, and will.
const NO_PAST: [char; 2] = ['있', '겠'];

/// Syllables of the past tense that stand behind a stem which ends in a consonant.
const PAST_ALONE: [char; 2] = ['았', '었'];

/// Vowels that grew together with the past tense, and those of their stems: 그렸다 is of 그리다, 봤다 of 보다, 줬다 of
/// 주다, 됐다 of 되다.
const CONTRACTED: [(char, char); 4] = [('ᅧ', 'ᅵ'), ('ᅪ', 'ᅩ'), ('ᅯ', 'ᅮ'), ('ᅫ', 'ᅬ')];

/// Endings of a word that are a consonant below its last vowel.
const ENDINGS: [char; 4] = ['ᆫ', 'ᆯ', 'ᆷ', 'ᆸ'];

/// Calls `unit` for each pair of syllables in the Hangul of a text, and for each word of one syllable.
pub(crate) fn korean_units(tokens: &[Token], mut unit: impl FnMut(&str)) {
    let mut word = String::new();
    for token in tokens {
        if token.kind != TokenKind::Hangul {
            continue;
        }
        uninflected(token.text, &mut word);
        let starts = || word.char_indices().map(|(at, _)| at);
        let ends = starts().skip(2).chain([word.len()]);
        for (start, end) in starts().zip(ends) {
            unit(&word[start..end]);
        }
    }
}

/// Writes a word without what inflection does to its syllables. What is left need be no word, only the same for the
/// forms of one.
fn uninflected(text: &str, word: &mut String) {
    word.clear();
    let mut syllables = text.chars().peekable();
    while let Some(syllable) = syllables.next() {
        let is_last = syllables.peek().is_none();
        match Letters::of(syllable) {
            Some(letters) if letters.coda == PAST && !NO_PAST.contains(&syllable) => {
                if word.is_empty() || !PAST_ALONE.contains(&syllable) {
                    word.extend(letters.present());
                }
            }
            Some(letters) if is_last && !word.is_empty() && ENDINGS.contains(&letters.coda) => {
                word.extend(compose(letters.onset, letters.vowel));
            }
            _ => word.push(syllable),
        }
    }
}

/// The letters of a syllable with a consonant below its vowel.
struct Letters {
    onset: char,
    vowel: char,
    coda: char,
}

impl Letters {
    fn of(syllable: char) -> Option<Letters> {
        let mut letters = ['\0'; 3];
        let mut count = 0;
        decompose_canonical(syllable, |letter| {
            if let Some(place) = letters.get_mut(count) {
                *place = letter;
            }
            count += 1;
        });
        let [onset, vowel, coda] = letters;
        (count == 3).then_some(Letters { onset, vowel, coda })
    }

    /// The syllable of the stem that the past tense grew together with.
    fn present(&self) -> Option<char> {
        let vowel = match (self.onset, self.vowel) {
            ('ᄒ', 'ᅢ') => 'ᅡ',
            (_, vowel) => {
                let known = CONTRACTED.iter().find(|(past, _)| *past == vowel);
                known.map_or(vowel, |(_, stem)| *stem)
            }
        };
        compose(self.onset, vowel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn units(text: &str) -> Vec<String> {
        let mut units = Vec::new();
        korean_units(&tokens(text), |unit| units.push(unit.to_owned()));
        units
    }

    #[test]
    fn pairs_of_syllables() {
        assert_eq!(
            units("그 정상회담도 APEC에서, 3일."),
            ["그", "정상", "상회", "회담", "담도", "에서", "일"]
        );
    }

    #[test]
    fn forms_of_a_verb_have_one_stem() {
        for (past, present) in [
            ("높였다", "높이다"),
            ("봤다", "보다"),
            ("줬다", "주다"),
            ("됐다", "되다"),
            ("갔다", "가다"),
            ("제출했다", "제출하다"),
            ("먹었다", "먹다"),
            ("높았다", "높다"),
        ] {
            assert_eq!(units(past), units(present), "{past}");
        }
        for form in ["그린", "그릴", "그림"] {
            assert_eq!(units(form), ["그리"], "{form}");
        }
    }

    #[test]
    fn words_that_only_look_so_are_kept() {
        assert_eq!(units("있다"), ["있다"]);
        assert_eq!(units("하겠다"), ["하겠", "겠다"]);
        assert_eq!(units("돈"), ["돈"]);
    }
}
