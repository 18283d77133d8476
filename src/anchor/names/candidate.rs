//! English words that may be names.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use crate::anchor::latin::{LatinWord, latin_words};
use crate::anchor::sound::{SoundModel, Spelling};
use crate::token::Token;

/// Least score, in nats, of a name. Among the 100 to 10,000 comparisons that a word takes part in, chance reaches this
/// about once in a hundred words.
const LEAST_FOR_NAME: f32 = 5.5;
/// Least score of a loanword in lower case: there are many more words than names.
const LEAST_FOR_LOANWORD: f32 = 8.0;
/// Shortest spelling, in letters, that stands for itself; shorter ones are compared only joined: Xi Jinping.
const SHORTEST_NAME: usize = 3;
/// Shortest loanword in lower case.
const SHORTEST_LOANWORD: usize = 4;

/// An English word, or two joined, and the segments where it stands.
pub(super) struct Candidate<'a> {
    pub(super) first: Cow<'a, str>,
    /// The second word of a joined name.
    pub(super) second: Option<Cow<'a, str>>,
    /// Least score at which it is a name.
    pub(super) least: f32,
    pub(super) segments: Vec<usize>,
}

impl<'a> Candidate<'a> {
    /// A candidate that stands nowhere yet.
    fn new(first: Cow<'a, str>, second: Option<Cow<'a, str>>) -> Self {
        let least = match &second {
            None => least_score(&first),
            Some(_) => LEAST_FOR_NAME,
        };
        Candidate {
            first,
            second,
            least,
            segments: Vec::new(),
        }
    }

    /// As it is written, and with the last word first.
    pub(super) fn spellings(&self, sound: &SoundModel) -> impl Iterator<Item = Spelling> {
        let first: &str = &self.first;
        let second = self.second.as_deref();
        let written = match second {
            Some(second) => sound.spelling(&[first, second]),
            None => sound.spelling(&[first]),
        };
        let turned = second.and_then(|second| sound.spelling(&[second, first]));
        [written, turned].into_iter().flatten()
    }

    pub(super) fn is_joined(&self) -> bool {
        self.second.is_some()
    }

    pub(super) fn text(&self) -> String {
        match &self.second {
            Some(second) => format!("{} {second}", self.first),
            None => self.first.to_string(),
        }
    }
}

/// The English words and pairs of words that may be names.
pub(super) fn candidates<'a>(
    english: &[Vec<Token<'a>>],
    common_words: &HashSet<String>,
) -> Vec<Candidate<'a>> {
    let mut places: HashMap<(Cow<str>, Option<Cow<str>>), usize> = HashMap::default();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (segment, tokens) in english.iter().enumerate() {
        let mut words = latin_words(tokens);
        words
            .iter_mut()
            .for_each(|word| word.is_common = is_common(&word.text, common_words));
        let mut add = |first: &Cow<'a, str>, second: Option<&Cow<'a, str>>| {
            let key = (first.clone(), second.cloned());
            let place = *places.entry(key).or_insert_with(|| {
                candidates.push(Candidate::new(first.clone(), second.cloned()));
                candidates.len() - 1
            });
            let segments = &mut candidates[place].segments;
            if segments.last() != Some(&segment) {
                segments.push(segment);
            }
        };
        for (index, word) in words.iter().enumerate().filter(|(_, word)| !word.is_common) {
            add(&word.text, None);
            let next = words.get(index + 1).filter(|next| is_joined(word, next));
            if let Some(next) = next {
                add(&word.text, Some(&next.text));
            }
        }
    }
    candidates
}

fn is_common(word: &str, common_words: &HashSet<String>) -> bool {
    if word.bytes().all(|c| c.is_ascii_lowercase()) {
        common_words.contains(word)
    } else {
        common_words.contains(&word.to_lowercase())
    }
}

fn is_joined(word: &LatinWord, next: &LatinWord) -> bool {
    word.is_capitalized && next.is_capitalized && next.follows_word && !next.is_common
}

fn least_score(text: &str) -> f32 {
    let letters = text.chars().count();
    if text.starts_with(char::is_uppercase) {
        if letters >= SHORTEST_NAME {
            LEAST_FOR_NAME
        } else {
            f32::INFINITY
        }
    } else if letters >= SHORTEST_LOANWORD {
        LEAST_FOR_LOANWORD
    } else {
        f32::INFINITY
    }
}
