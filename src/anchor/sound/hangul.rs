//! Hangul syllables as the units that a sound model counts: onset, vowel, coda.

use std::ops::Range;

/// Number of units: 19 onsets, 21 vowels, 27 codas.
pub(super) const UNITS: usize = 19 + 21 + 27;
/// Kinds of units, in the order in which they stand in a syllable.
pub(super) const KINDS: usize = 3;
pub(super) const ONSET: usize = 0;
pub(super) const VOWEL: usize = 1;
/// The units of each kind.
pub(super) const UNITS_OF_KIND: [Range<usize>; KINDS] = [0..19, 19..40, 40..UNITS];

const ONSETS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];
const CODAS: [char; 27] = [
    'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ',
    'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// The units of a syllable, or `None` for a character that is no Hangul syllable (Unicode, section 3.12).
pub(super) fn units(syllable: char) -> Option<Syllable> {
    let index = (syllable as usize)
        .checked_sub(0xac00)
        .filter(|&index| index < 19 * 21 * 28)?;
    let coda = index % 28;
    Some(Syllable {
        onset: (index / 588) as u8,
        vowel: (19 + index / 28 % 21) as u8,
        coda: (coda > 0).then(|| (19 + 21 + coda - 1) as u8),
    })
}

/// A syllable as units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    pub(super) onset: u8,
    pub(super) vowel: u8,
    pub(super) coda: Option<u8>,
}

impl Syllable {
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        [Some(self.onset), Some(self.vowel), self.coda]
            .into_iter()
            .flatten()
    }
}

/// A unit as the table writes it: `ㄱ-` an onset, `-ㅏ-` a vowel, `-ㄱ` a coda.
pub(super) fn unit_name(unit: u8) -> String {
    match usize::from(unit) {
        u @ 0..19 => format!("{}-", ONSETS[u]),
        u @ 19..40 => format!("-{}-", VOWELS[u - 19]),
        u => format!("-{}", CODAS[u - 40]),
    }
}

/// The unit of a name in the table.
pub(super) fn unit_of_name(name: &str) -> Option<u8> {
    let letter = name.chars().find(|&c| c != '-')?;
    let find = |letters: &[char]| letters.iter().position(|&l| l == letter);
    let index = match (name.starts_with('-'), name.ends_with('-')) {
        (false, true) => find(&ONSETS)?,
        (true, true) => 19 + find(&VOWELS)?,
        (true, false) => 40 + find(&CODAS)?,
        (false, false) => return None,
    };
    Some(index as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_come_apart() {
        let han: Vec<String> = units('한').unwrap().iter().map(unit_name).collect();
        assert_eq!(han, ["ㅎ-", "-ㅏ-", "-ㄴ"]);
        assert_eq!(units('힣').unwrap().onset, 18);
        assert_eq!(units('가').unwrap().coda, None);
        assert!(units('ㄱ').is_none() && units('a').is_none() && units('\u{d7a4}').is_none());
    }

    #[test]
    fn names_of_units_read_back() {
        assert!((0..UNITS as u8).all(|unit| unit_of_name(&unit_name(unit)) == Some(unit)));
    }
}
