//! Korean predicates, which are looked for by their form in 다, and their forms in texts.

use std::sync::LazyLock;

use crate::data::{self, Classes};
use crate::syllable::{CONTRACTED, Letters, PAST};

/// Endings and irregular stems.
static PREDICATES: LazyLock<Classes> = LazyLock::new(|| Classes::of(data::PREDICATES));

/// The end of the present tense, a letter below a vowel: 늘린다.
const PRESENT: char = 'ᆫ';
/// Endings that are such letters: 늘린, 늘릴, 늘림, 늘립니다, 늘렸다.
const BELOW_VOWELS: [char; 5] = [PRESENT, 'ᆯ', 'ᆷ', 'ᆸ', PAST];
/// More vowels of stems, and what becomes of them before 어 and 아: 발표해 of 발표하다, 커 of 크다, 바빠 of 바쁘다.
const BEFORE_A: [(char, char); 3] = [('ᅡ', 'ᅢ'), ('ᅳ', 'ᅥ'), ('ᅳ', 'ᅡ')];

/// A predicate that is looked for.
pub(super) struct Predicate {
    /// What it may be a form of: 올랐다 is of 올라다, as far as its letters tell, or of 오르다.
    stems: Vec<Stem>,
}

/// What stands before 다.
struct Stem {
    /// Its syllables but the last.
    before: String,
    last: Letters,
    /// What its other forms begin with where it changes before vowels: 올라 and 올랐 of 오르다.
    changed: Vec<String>,
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
        let irregular = of_past.and_then(|past| Stem::before_change(&before, past));
        let stems = irregular.into_iter().chain([Stem::new(before, last)]);
        is_telling.then(|| Predicate {
            stems: stems.collect(),
        })
    }

    /// Whether a word is a form of it.
    pub(super) fn is_form(&self, word: &str) -> bool {
        self.stems.iter().any(|stem| stem.is_form(word))
    }
}

impl Stem {
    fn new(before: String, last: Letters) -> Stem {
        let changed = changed(&before, last).unwrap_or_default();
        Stem {
            before,
            last,
            changed,
        }
    }

    /// The stem of 르 or ㅂ of a word in the past tense, by what its last syllable would be if it were regular: 오르 of 올랐다,
    /// 어렵 of 어려웠다. A short one in ㅂ may be regular as well as not: 세웠다.
    fn before_change(before: &str, past: Letters) -> Option<Stem> {
        match (past.onset, past.vowel) {
            ('ᄅ', 'ᅡ' | 'ᅥ') => {
                let (first, open) = but_last(before)?;
                let before = format!("{first}{}", open.open()?);
                let last = Letters::of('르')?;
                (open.coda == Some('ᆯ')).then(|| Stem::new(before, last))
            }
            ('ᄋ', 'ᅮ') => {
                let (first, last) = but_last(before)?;
                let is_long = !first.is_empty() && last.coda.is_none();
                let coda = Some('ᆸ');
                is_long.then(|| Stem::new(first.to_owned(), Letters { coda, ..last }))
            }
            _ => None,
        }
    }

    fn is_form(&self, word: &str) -> bool {
        let is_changed = |begin: &String| {
            let ending = word.strip_prefix(begin.as_str());
            ending.is_some_and(|ending| may_end_changed(begin, ending))
        };
        if self.changed.iter().any(is_changed) {
            return true;
        }
        let Some(rest) = word.strip_prefix(self.before.as_str()) else {
            return false;
        };
        let mut syllables = rest.chars();
        let Some(next) = syllables.next().and_then(Letters::of) else {
            return false;
        };
        let ending = syllables.as_str();
        let ends = || ending == "다" || PREDICATES.begins("ending", ending);
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

/// Whether a form that begins so may end so: 들어서 is of 듣다, 들어갔다 is another predicate, and 매우 is none.
fn may_end_changed(begin: &str, ending: &str) -> bool {
    let class = match begin.ends_with(['라', '러', '아', '어', '와', '워']) {
        true => "behind 어",
        false => "behind others",
    };
    match ending {
        "" => !begin.ends_with(['우', '으']),
        _ => PREDICATES.begins(class, ending),
    }
}

/// What the forms of an irregular stem begin with where a vowel follows.
fn changed(before: &str, last: Letters) -> Option<Vec<String>> {
    let stem = format!("{before}{}", last.syllable()?);
    let (root, follows): (String, &[&str]) = match last.coda {
        None if stem.ends_with('르') && !PREDICATES.ends("regular 르", &stem) => {
            let (first, open) = but_last(before)?;
            let follows: &[&str] = match (open.coda, open.vowel) {
                (Some(_), _) => return None,
                (None, 'ᅡ' | 'ᅩ') => &["라", "랐"],
                (None, _) => &["러", "렀"],
            };
            let coda = Some('ᆯ');
            let closed = Letters { coda, ..open }.syllable()?;
            (format!("{first}{closed}"), follows)
        }
        Some('ᆸ') if !PREDICATES.ends("regular ㅂ", &stem) => (
            format!("{before}{}", last.open()?),
            &["와", "왔", "워", "웠", "우", "운", "울", "움"],
        ),
        // None that a noun in ㄹ has as well: 물을.
        Some('ᆮ') if PREDICATES.ends("other ㄷ", &stem) => {
            let coda = Some('ᆯ');
            let closed = Letters { coda, ..last }.syllable()?;
            (
                format!("{before}{closed}"),
                &["아", "았", "어", "었", "으", "음"],
            )
        }
        Some('ᆺ') if PREDICATES.ends("other ㅅ", &stem) => (
            format!("{before}{}", last.open()?),
            &["아", "았", "어", "었", "으", "은", "을", "음"],
        ),
        _ => return None,
    };
    Some(follows.iter().map(|next| format!("{root}{next}")).collect())
}

/// The last syllable of a text, and what stands before it.
fn but_last(text: &str) -> Option<(&str, Letters)> {
    let (at, last) = text.char_indices().next_back()?;
    Some((&text[..at], Letters::of(last)?))
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
            (
                "오르다",
                "올랐다 올라 올라서 오른 오를 오르고",
                "올해 오리 오락",
            ),
            ("올랐다", "올라 오르다 오른 오르며", "올해 오리"),
            ("오른다", "올랐다 오르는", ""),
            ("흐르다", "흘렀다 흘러", "흘린"),
            ("따르다", "따라 따랐다 따르면", "딸라"),
            ("모르다", "몰랐다 몰라 모른다", "몰린 모르핀"),
            ("달렸다", "달리고 달려", "다르다 다른"),
            (
                "어렵다",
                "어려운 어려워 어려웠다 어렵게 어려움을",
                "어려서 어렸을",
            ),
            ("어려웠다", "어려운 어렵다 어렵게", "어렵사리"),
            ("돕다", "도왔다 도와 도운 도울 도움을 돕기", "도서 도로"),
            ("잡다", "잡았다 잡아", "자우"),
            ("좁다", "좁은 좁아", "조우했다"),
            ("세웠다", "세우고 세워", "셉"),
            ("듣다", "들었다 들어 들으며 듣고", "들고 들을 들판"),
            ("깨닫다", "깨달았다 깨달아", "깨다"),
            ("닫다", "닫았다 닫고", "달을 달아"),
            ("받다", "받아", "발음 발을"),
            ("짓다", "지었다 지은 지을 짓고", "지금 지난"),
            ("웃다", "웃었다 웃는", "우은"),
            ("맵다", "매운 매웠다 맵고", "매우"),
            ("다르다", "달라 달라진 달라졌다 달라서", "달라고 달라이"),
            ("듣다", "들었다며 들어서", "들어갔다 들어오는 들어섰다"),
            ("낫다", "나아졌다 나은", "나아갔다"),
            ("마르다", "말라 말랐다", "말라리아"),
            ("잇다", "이어 이어서 이었다", "이어폰"),
            ("묻다", "물었다 물어", "물음표 물을"),
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
