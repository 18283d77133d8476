//! Korean predicates, which are looked for by their form in 다, and their forms in texts.

use std::sync::LazyLock;

use crate::data;
use crate::syllable::{CONTRACTED, Letters, PAST};

/// How endings begin.
static ENDINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| data::entries(data::PREDICATE_ENDINGS).collect());

/// The end of the present tense, a letter below a vowel: 늘린다.
const PRESENT: char = 'ᆫ';
/// Endings that are such letters: 늘린, 늘릴, 늘림, 늘립니다, 늘렸다.
const BELOW_VOWELS: [char; 5] = [PRESENT, 'ᆯ', 'ᆷ', 'ᆸ', PAST];
/// More vowels of stems, and what becomes of them before 어 and 아: 발표해 of 발표하다, 커 of 크다, 바빠 of 바쁘다.
const BEFORE_A: [(char, char); 3] = [('ᅡ', 'ᅢ'), ('ᅳ', 'ᅥ'), ('ᅳ', 'ᅡ')];

/// A predicate that is looked for.
pub(super) struct Predicate {
    /// The syllables of its stem but the last.
    before: String,
    last: Letters,
}

impl Predicate {
    /// The predicate of a word in 다, in the present or the past. None of a stem that is a single syllable in a vowel, with which
    /// too many words begin.
    pub(super) fn of(word: &str) -> Option<Predicate> {
        let mut stem: Vec<char> = word.strip_suffix('다')?.chars().collect();
        let ends_in_consonant = |stem: &[char]| Letters::of(*stem.last()?)?.coda;
        // 읽는다, 읽었다; 하였다, 되었다.
        let is_tense = match stem.last()? {
            '는' | '았' => ends_in_consonant(&stem[..stem.len() - 1]).is_some(),
            '었' | '였' => stem.len() > 1,
            _ => false,
        };
        if is_tense {
            stem.pop();
        }
        let syllable = stem.pop()?;
        let before: String = stem.into_iter().collect();
        let of_past = Letters::of_past(syllable).filter(|_| !is_tense);
        let mut last = of_past.or_else(|| Letters::of(syllable))?;
        if last.coda == Some(PRESENT) && !before.is_empty() {
            last.coda = None;
        }
        let is_telling = !before.is_empty() || last.coda.is_some();
        is_telling.then_some(Predicate { before, last })
    }

    /// Whether a word is a form of it.
    pub(super) fn is_form(&self, word: &str) -> bool {
        let Some(rest) = word.strip_prefix(self.before.as_str()) else {
            return false;
        };
        let mut syllables = rest.chars();
        let Some(next) = syllables.next().and_then(Letters::of) else {
            return false;
        };
        let ending = syllables.as_str();
        let ends = || ending == "다" || ENDINGS.iter().any(|begin| ending.starts_with(begin));
        if next == self.last {
            return ends();
        }
        let is_inflected = self.last.coda.is_none()
            && next.onset == self.last.onset
            && next.coda.is_none_or(|coda| BELOW_VOWELS.contains(&coda));
        let vowels = (self.last.vowel, next.vowel);
        let is_contracted = CONTRACTED.contains(&vowels) || BEFORE_A.contains(&vowels);
        let may_end = match next.coda {
            // 늘려서: what is told apart by its vowel needs no more.
            None => is_contracted,
            Some(_) => ending.is_empty() || ends() || ending.starts_with(['니', '데', '지']),
        };
        is_inflected && may_end && (is_contracted || next.vowel == self.last.vowel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_one_predicate_and_nouns_have_none() {
        for (sought, forms, others) in [
            (
                "읽다",
                "읽었다 읽는 읽어 읽고 읽은 읽을 읽기 읽으며 읽습니다",
                "읽",
            ),
            ("읽었다", "읽다 읽는 읽고", ""),
            ("읽는다", "읽었다 읽는 읽고", ""),
            ("먹다", "먹었다 먹는 먹고", "먹구름"),
            ("막다", "막았다 막아 막을 막기", "막대 막내"),
            ("받다", "받았다 받은 받으면", "받침"),
            ("열다", "열었다 열고 열어", "열다섯 열차 열"),
            (
                "늘리다",
                "늘렸다 늘려 늘리기로 늘린 늘릴 늘리는 늘립니다 늘렸으며 늘린다 늘려서",
                "늘 늘어",
            ),
            ("늘렸다", "늘리기로 늘려 늘리다", "늘었다"),
            ("늘린다", "늘렸다 늘리고", ""),
            ("가지다", "가졌다 가진 가져 가질", "가장 가지 가지를 가지가"),
            ("바꾸다", "바꿨다 바꿔 바꾼 바꾸고", "바깥"),
            ("보내다", "보냈다 보낸 보내고", "보람"),
            ("있다", "있는 있었다 있고 있을", "이"),
            ("바쁘다", "바빴던 바빠서 바쁜", "바깥"),
            ("바다", "", "바다 바다에서 바다를"),
            ("갔다", "", "가다 가장"),
            ("무너졌다", "무너져 무너진 무너지고 무너질", "무너뜨렸다"),
            ("상륙했다", "상륙한 상륙하고 상륙해", "상륙정"),
            ("발표하였다", "발표했다 발표한 발표하고", "발표를"),
        ] {
            let predicate = Predicate::of(sought);
            let is_form = |word: &str| predicate.as_ref().is_some_and(|p| p.is_form(word));
            for form in forms.split_whitespace() {
                assert!(is_form(form), "{sought}: {form}");
            }
            for other in others.split_whitespace() {
                assert!(!is_form(other), "{sought}: {other}");
            }
        }
    }
}
