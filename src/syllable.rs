//! The letters of Hangul syllables, and what the past tense makes of them.

use unicode_normalization::char::{compose, decompose_canonical};

/// The letters of a syllable (Unicode names them in section 3.12).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letters {
    /// The first consonant.
    pub(crate) onset: char,
    pub(crate) vowel: char,
    /// The consonants below the vowel, if any.
    pub(crate) coda: Option<char>,
}

/// What marks the past tense, below a vowel.
pub(crate) const PAST: char = 'ᆻ';

/// Words that have the same letter below their vowel in every tense: to be there, and will.
const NO_PAST: [char; 2] = ['있', '겠'];

/// Vowels of stems, and what they grow together to with the past tense: 그렸다 is of 그리다, 봤다 of 보다, 줬다 of 주다, 됐다
/// of 되다.
pub(crate) const CONTRACTED: [(char, char); 4] = [('ᅵ', 'ᅧ'), ('ᅩ', 'ᅪ'), ('ᅮ', 'ᅯ'), ('ᅬ', 'ᅫ')];

impl Letters {
    /// Of a syllable; none of another character.
    pub(crate) fn of(syllable: char) -> Option<Letters> {
        if !('가'..='힣').contains(&syllable) {
            return None;
        }
        let mut letters = [None; 3];
        let mut places = letters.iter_mut();
        decompose_canonical(syllable, |letter| {
            if let Some(place) = places.next() {
                *place = Some(letter);
            }
        });
        let [onset, vowel, coda] = letters;
        Some(Letters {
            onset: onset?,
            vowel: vowel?,
            coda,
        })
    }

    /// Of a syllable in the past tense, those of the stem that it grew together with; none of one that is in none.
    pub(crate) fn of_past(syllable: char) -> Option<Letters> {
        let letters = Letters::of(syllable)?;
        if letters.coda != Some(PAST) || NO_PAST.contains(&syllable) {
            return None;
        }
        let vowel = match (letters.onset, letters.vowel) {
            // 했다 alone: 보냈다 is of 보내다.
            ('ᄒ', 'ᅢ') => 'ᅡ',
            (_, vowel) => {
                let known = CONTRACTED.iter().find(|(_, past)| *past == vowel);
                known.map_or(vowel, |(stem, _)| *stem)
            }
        };
        Some(Letters {
            vowel,
            coda: None,
            ..letters
        })
    }

    /// The syllable without the consonants below its vowel.
    pub(crate) fn open(self) -> Option<char> {
        compose(self.onset, self.vowel)
    }

    /// The syllable.
    pub(crate) fn syllable(self) -> Option<char> {
        let open = self.open()?;
        match self.coda {
            Some(coda) => compose(open, coda),
            None => Some(open),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_taken_apart_and_the_past_is_undone() {
        let letters = Letters::of('렸').unwrap();
        assert_eq!((letters.onset, letters.vowel), ('ᄅ', 'ᅧ'));
        assert_eq!(letters.coda, Some(PAST));
        assert_eq!(Letters::of('려').unwrap().coda, None);
        for other in ['ㄹ', 'é', 'a', '力'] {
            assert_eq!(Letters::of(other), None);
        }
        for (past, stem) in [
            ('렸', Some('리')),
            ('봤', Some('보')),
            ('했', Some('하')),
            ('냈', Some('내')),
            ('갔', Some('가')),
            ('있', None),
            ('려', None),
        ] {
            assert_eq!(Letters::of_past(past).and_then(Letters::open), stem);
        }
    }
}
