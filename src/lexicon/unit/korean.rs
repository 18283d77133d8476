//! Pairs of neighbouring syllables of Korean words.
//!
//! Korean words change their endings more than anything else, and what stays are the syllables in front. Pairs of
//! syllables find what stays without a morphological analyser: of 정상회담을 the pairs 정상 and 회담 are words of their
//! own, and what the others are worth is learnt. Two changes reach into the stem itself and are undone first: the past
//! tense, which grows together with a vowel before it (높였다 is of 높이다), and the endings that are no more than a
//! consonant below the last vowel (그린, 그릴, 그림).

use crate::syllable::Letters;
use crate::token::{Token, TokenKind};

/// Syllables of the past tense that stand behind a stem which ends in a consonant.
const PAST_ALONE: [char; 2] = ['았', '었'];

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
        if let Some(stem) = Letters::of_past(syllable) {
            if word.is_empty() || !PAST_ALONE.contains(&syllable) {
                word.extend(stem.open());
            }
            continue;
        }
        let may_end = is_last && !word.is_empty();
        let last = may_end.then(|| Letters::of(syllable)).flatten();
        match last.filter(|last| last.coda.is_some_and(|coda| ENDINGS.contains(&coda))) {
            Some(letters) => word.extend(letters.open()),
            None => word.push(syllable),
        }
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
