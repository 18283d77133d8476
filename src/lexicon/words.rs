//! Which words of two texts are translations of each other.

use std::collections::{BTreeMap, HashMap};

use super::Lexicon;
use super::places::Places;
use super::table::Table;
use super::unit::{english_units, korean_units};
use crate::token::{TokenKind, tokens};

/// A pair of words is named where the geometric mean of its probabilities is at least this.
const LEAST_PROBABILITY: f32 = 0.03;

/// An English word that is so frequent, of all words, is a function word and explains nothing to a reader.
const FUNCTION_WORD: f32 = 0.002;

/// A word is looked at so many times in a text. One that stands there more often is of no sentence, and to try each of them
/// with each word of the other text would take long.
const MOST_TIMES: usize = 30;

/// Two words that the lexicon knows as translations.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPair {
    /// The Korean word as the text has it, with its particles.
    pub korean: String,
    /// The English word as the text has it.
    pub english: String,
    /// The geometric mean, 0 to 1, of the probabilities of each where the other stands.
    pub probability: f32,
}

impl Lexicon {
    /// The words of two texts that are translations of each other, each word in one pair at most, the surest first.
    pub fn word_pairs(&self, korean: &str, english: &str) -> Vec<WordPair> {
        let korean: Vec<&str> = words(korean, TokenKind::Hangul);
        let english: Vec<&str> = words(english, TokenKind::Latin);
        let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
        for table in &self.tables {
            let (places, holders) = places(table, &korean);
            for (e, word) in english.iter().enumerate() {
                let mut best: BTreeMap<usize, f32> = BTreeMap::new();
                english_units(&tokens(word), |unit| {
                    let content = (!self.is_function_word(unit)).then(|| table.english(unit));
                    let known = content
                        .flatten()
                        .into_iter()
                        .flat_map(|unit| table.entries_where(unit, |korean| places.holds(korean)));
                    for entry in known {
                        let Some(place) = places.get(entry.korean) else {
                            continue;
                        };
                        let probability = (entry.forward * entry.backward).sqrt();
                        for &k in &holders[place as usize] {
                            let best = best.entry(k).or_default();
                            *best = best.max(probability);
                        }
                    }
                });
                let sure = best
                    .into_iter()
                    .filter(|(_, best)| *best >= LEAST_PROBABILITY);
                candidates.extend(sure.map(|(k, best)| (best, k, e)));
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut korean_taken, mut english_taken) =
            (vec![false; korean.len()], vec![false; english.len()]);
        let mut pairs = Vec::new();
        for (probability, k, e) in candidates {
            if korean_taken[k] || english_taken[e] {
                continue;
            }
            (korean_taken[k], english_taken[e]) = (true, true);
            pairs.push(WordPair {
                korean: korean[k].into(),
                english: english[e].into(),
                probability,
            });
        }
        pairs
    }

    /// Whether an English unit is one, by the first table: one of a few sentences beside it has no word that is rare.
    fn is_function_word(&self, unit: &str) -> bool {
        self.tables.first().is_some_and(|table| {
            let known = table.english(unit);
            known.is_some_and(|unit| table.english_probability(unit) >= FUNCTION_WORD)
        })
    }
}

fn words(text: &str, kind: TokenKind) -> Vec<&str> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    let of_kind = tokens(text).into_iter().filter(|token| token.kind == kind);
    let words = of_kind.map(|token| token.text).filter(|word| {
        let times = times.entry(word).or_default();
        *times += 1;
        *times <= MOST_TIMES
    });
    words.collect()
}

/// The Korean units of words that a table knows, and for each the words that hold it.
fn places(table: &Table, words: &[&str]) -> (Places, Vec<Vec<usize>>) {
    let mut places = Places::default();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    for (k, word) in words.iter().enumerate() {
        korean_units(&tokens(word), |unit| {
            let Some(number) = table.korean(unit) else {
                return;
            };
            let place = places.get(number as u16).unwrap_or_else(|| {
                let place = holders.len() as u32;
                places.insert(number as u16, place);
                holders.push(Vec::new());
                place
            });
            holders[place as usize].push(k);
        });
    }
    (places, holders)
}

#[cfg(test)]
mod tests {
    use super::MOST_TIMES;
    use crate::lexicon::Lexicon;

    #[test]
    fn words_find_their_translations() {
        let lexicon = Lexicon::built_in().unwrap();
        let pairs = lexicon.word_pairs(
            "정부는 내년 예산을 국회에 제출했다.",
            "The government submitted next year's budget to the National Assembly.",
        );
        let found = |korean: &str| {
            pairs
                .iter()
                .find(|pair| pair.korean == korean)
                .map(|pair| pair.english.as_str())
        };
        assert_eq!(found("정부는"), Some("government"), "{pairs:?}");
        assert_eq!(found("예산을"), Some("budget"), "{pairs:?}");
    }

    #[test]
    fn a_word_is_paired_no_more_often_than_a_text_needs() {
        let lexicon = Lexicon::built_in().unwrap();
        let pairs = |times| {
            let (korean, english) = ("정부 ".repeat(times), "government ".repeat(times));
            lexicon.word_pairs(&korean, &english).len()
        };
        assert_eq!((pairs(3), pairs(MOST_TIMES + 1)), (3, MOST_TIMES));
    }
}
