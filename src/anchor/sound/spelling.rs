//! Latin words, made ready for comparing.

use unicode_normalization::UnicodeNormalization;

use super::hangul::{KINDS, ONSET, VOWEL};
use super::{EDGE, LONGEST_EMISSION, SoundModel, places};

/// Longest spelling, in letters, that is compared.
pub(super) const LONGEST_SPELLING: usize = 24;
/// Positions between letters, and as many behind the last as an emission may reach: none of them is ever worth going to,
/// so that what is emitted needs no check.
pub(super) const POSITIONS: usize = LONGEST_SPELLING + 1 + LONGEST_EMISSION;

/// A Latin word made ready for comparing.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The number of letters, at least one.
    pub(super) length: usize,
    /// For each position, the numbers of the emissions of 0 to 3 letters that start there; where no unit emits them, the
    /// number of emissions.
    pub(super) emissions: [[u16; LONGEST_EMISSION + 1]; POSITIONS],
    /// Cost of the first letters by chance, up to each position.
    pub(super) by_chance: [f32; POSITIONS],
    /// The least that the letters from each position on can cost, whatever units emit them, where the next of them is an
    /// onset, a vowel, or the coda that a syllable may have; infinite behind the last position.
    pub(super) least_rest: [[f32; POSITIONS]; KINDS],
}

impl Spelling {
    /// What it costs by chance.
    pub(super) fn chance(&self) -> f32 {
        self.by_chance[self.length]
    }
}

impl SoundModel {
    /// Makes a Latin word, or several joined, ready for comparing; `None` when it has letters of another script, none,
    /// or too many.
    pub fn spelling(&self, words: &[&str]) -> Option<Spelling> {
        let letters = letters(words)?;
        let length = letters.len();
        if !(1..=LONGEST_SPELLING).contains(&length) {
            return None;
        }
        let none = self.emissions.len() as u16;
        let mut spelling = Spelling {
            length,
            emissions: [[none; LONGEST_EMISSION + 1]; POSITIONS],
            by_chance: [0.0; POSITIONS],
            least_rest: [[f32::INFINITY; POSITIONS]; KINDS],
        };
        let mut previous = EDGE;
        let mut chance = 0.0;
        for (position, emissions) in spelling.emissions[..=length].iter_mut().enumerate() {
            let rest = &letters[position..];
            let places = places(rest).map(|place| self.numbers[place]);
            for (emission, number) in emissions.iter_mut().zip(places) {
                *emission = number.unwrap_or(none);
            }
            spelling.by_chance[position] = chance;
            let letter = rest.first().copied().map_or(EDGE, usize::from);
            chance += self.background[previous][letter];
            previous = letter;
        }
        spelling.by_chance[length] = chance;
        self.bound(&mut spelling);
        Some(spelling)
    }

    /// Works out the least that the rest of a spelling can cost, from its end.
    fn bound(&self, spelling: &mut Spelling) {
        for position in (0..=spelling.length).rev() {
            let [none, emissions @ ..] = spelling.emissions[position];
            // Where the unit emits some letters.
            let mut least = [f32::INFINITY; KINDS];
            if position == spelling.length {
                least[ONSET] = 0.0;
            }
            for (count, emission) in (1..).zip(emissions) {
                for (kind, least) in least.iter_mut().enumerate() {
                    let rest = spelling.least_rest[(kind + 1) % KINDS].get(position + count);
                    let cost = self.least_cost[usize::from(emission)][kind];
                    *least = rest.map_or(*least, |rest| least.min(cost + rest));
                }
            }
            // Where it emits none, as the coda that a syllable does not have.
            let [onset, vowel, coda] = least;
            let none = self.least_cost[usize::from(none)];
            let onset = onset
                .min(none[ONSET] + vowel)
                .min(none[ONSET] + none[VOWEL] + coda);
            let coda = coda.min(onset);
            let vowel = vowel.min(none[VOWEL] + coda);
            for (rest, least) in spelling.least_rest.iter_mut().zip([onset, vowel, coda]) {
                rest[position] = least;
            }
        }
    }
}

/// The letters of Latin words, joined; `None` when another script is in them.
pub(super) fn letters(words: &[&str]) -> Option<Vec<u8>> {
    let mut letters = Vec::with_capacity(LONGEST_SPELLING);
    for word in words {
        add_letters(word, &mut letters)?;
    }
    Some(letters)
}

/// Adds the letters of a Latin word: lower case, without diacritics, hyphens and apostrophes, as `0..26`.
/// `None` when another script is in it.
fn add_letters(word: &str, letters: &mut Vec<u8>) -> Option<()> {
    if word.is_ascii() {
        let ascii = word.bytes().filter(u8::is_ascii_alphabetic);
        letters.extend(ascii.map(|c| c.to_ascii_lowercase() - b'a'));
        return Some(());
    }
    for c in word.nfkd() {
        match c.to_ascii_lowercase() {
            c @ 'a'..='z' => letters.push(c as u8 - b'a'),
            'ß' => letters.extend([18, 18]),
            'ø' | 'Ø' => letters.push(14),
            'ł' | 'Ł' => letters.push(11),
            'æ' | 'Æ' => letters.extend([0, 4]),
            'đ' | 'Đ' | 'ð' | 'Ð' => letters.push(3),
            'ı' => letters.push(8),
            c if c.is_alphabetic() => return None,
            _ => {}
        }
    }
    Some(())
}
