//! Looking something up in a memory: a concordance of words, and the units that say nearly the same (fuzzy matches).

mod fuzzy;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::anchor::Tails;
use crate::article::{Language, normalize, tidy};
use crate::error::{Error, Result};
use crate::lexicon::english_units;
use crate::script::{ScriptCount, recognize};
use crate::tmx::Unit;
use crate::token::{Token, TokenKind, tokens};
use fuzzy::Pattern;

/// Units that are compared at a time.
const CHUNK: usize = 8192;

/// What is looked up.
pub struct Search {
    /// The words without inflection or particles, by which they are found in other texts.
    stems: Vec<String>,
    /// The words of a Korean text without the spaces between: 정상 회담 is 정상회담 as well.
    joined: Option<String>,
    pattern: Pattern,
    text: String,
    /// In which texts of a unit: that of one language, or either for a number.
    languages: Vec<Language>,
    least: f64,
    tails: Tails,
}

/// How a unit answers a [`Search`], the best first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// It says the same, but for what is lacking to 1: a share of its words.
    Similar(f64),
    /// It holds the words, one behind another.
    Phrase,
    /// It holds all of the words.
    Words,
}

/// A unit that answers a [`Search`].
#[derive(Clone, Debug)]
pub struct Match {
    /// How it does.
    pub fit: Fit,
    /// Which of the memories it is from, from 0.
    pub memory: usize,
    /// The unit.
    pub unit: Unit,
    /// Its text in the language of what was looked for.
    pub text: String,
    /// Where the words stand in it, in bytes.
    pub found: Vec<Range<usize>>,
    /// Its text in the other language.
    pub translation: String,
}

impl Search {
    /// Looks for a text, Korean or English, or a number. Units that are not as like it as `least`, from 0 to 1, must hold its
    /// words.
    ///
    /// # Errors
    /// [`Error::NothingToFind`] for a text that holds neither words of these languages nor a number.
    pub fn new(text: &str, least: f64) -> Result<Search> {
        let text = normalize(text);
        let all = tokens(&text);
        let words = words(&all);
        let languages = match recognize(&text, &text) {
            Ok(language) => vec![language],
            Err(_) if ScriptCount::of(&text).letters == 0 && !words.is_empty() => {
                vec![Language::Korean, Language::English]
            }
            Err(_) => return Err(Error::NothingToFind { text }),
        };
        let tails = Tails::default();
        let stems = words.iter().map(|&word| stem(word, &tails));
        let stems: Vec<String> = stems.collect();
        let joined = (languages == [Language::Korean]).then(|| {
            let but_last = &words[..words.len() - 1];
            let but_last = but_last.iter().map(|word| word.text);
            but_last.chain(stems.last().map(String::as_str)).collect()
        });
        Ok(Search {
            stems,
            joined,
            pattern: Pattern::new(&in_lower_case(&words)),
            text: text.to_lowercase(),
            languages,
            least,
            tails,
        })
    }

    /// The units of memories that answer, the best first, at most `most` of them; pairs of the same texts once. `progress` is told how
    /// many units were looked at.
    ///
    /// # Errors
    /// Those of the units.
    pub fn find(
        &self,
        memories: impl IntoIterator<Item = impl IntoIterator<Item = Result<Unit>>>,
        most: usize,
        mut progress: impl FnMut(usize),
    ) -> Result<Vec<Match>> {
        let units = memories.into_iter().enumerate();
        let mut units = units.flat_map(|(memory, units)| {
            let numbered = move |unit: Result<Unit>| unit.map(|unit| (memory, unit));
            units.into_iter().map(numbered)
        });
        let mut best: Vec<Match> = Vec::new();
        loop {
            let chunk: Vec<(usize, Unit)> = units.by_ref().take(CHUNK).collect::<Result<_>>()?;
            if chunk.is_empty() {
                return Ok(best);
            }
            progress(chunk.len());
            let found = chunk
                .into_par_iter()
                .filter_map(|(memory, unit)| self.answer(memory, unit));
            best.par_extend(found);
            best.sort_by(Match::compare);
            let mut seen = HashSet::new();
            best.retain(|found| seen.insert((found.text.clone(), found.translation.clone())));
            best.truncate(most);
        }
    }

    /// How a unit answers, if it does.
    fn answer(&self, memory: usize, unit: Unit) -> Option<Match> {
        let mut languages = self.languages.iter();
        languages.find_map(|&language| self.answer_in(language, memory, &unit))
    }

    fn answer_in(&self, language: Language, memory: usize, unit: &Unit) -> Option<Match> {
        let text = tidy(&unit.variant(language)?.text());
        let translation = tidy(&unit.variant(language.other())?.text());
        let all = tokens(&text);
        let words = words(&all);
        let is_found = |word: &&&Token| self.stems.iter().any(|stem| self.is_form(word, stem));
        let (fit, found): (Fit, Vec<&Token>) =
            if let Some(similarity) = self.similarity(&text, &words) {
                (
                    Fit::Similar(similarity),
                    words.iter().filter(is_found).copied().collect(),
                )
            } else if let Some(phrase) = self.phrase(&words) {
                (Fit::Phrase, words[phrase].to_vec())
            } else if self
                .stems
                .iter()
                .all(|stem| words.iter().any(|word| self.is_form(word, stem)))
            {
                (Fit::Words, words.iter().filter(is_found).copied().collect())
            } else {
                return None;
            };
        let start = |word: &Token| word.text.as_ptr().addr() - text.as_ptr().addr();
        let found = found
            .into_iter()
            .map(|word| start(word)..start(word) + word.text.len());
        Some(Match {
            found: found.collect(),
            fit,
            memory,
            translation,
            unit: unit.clone(),
            text: text.clone(),
        })
    }

    fn similarity(&self, text: &str, words: &[&Token]) -> Option<f64> {
        /// The same words with other marks between are not quite the same.
        const MOST_OF_OTHERS: f64 = 0.99;
        let similarity = self.pattern.similarity(&in_lower_case(words), self.least)?;
        match normalize(text).to_lowercase() == self.text {
            true => Some(similarity),
            false => Some(similarity.min(MOST_OF_OTHERS)),
        }
    }

    /// The words of a text that are those that are looked for, in their order.
    fn phrase(&self, words: &[&Token]) -> Option<Range<usize>> {
        let is_form = |(stem, word): (&String, &&Token)| self.is_form(word, stem);
        let mut runs = words.windows(self.stems.len());
        let run = runs.position(|run| self.stems.iter().zip(run).all(is_form));
        if let Some(first) = run {
            return Some(first..first + self.stems.len());
        }
        let joined = self.joined.as_deref()?;
        let end = |first: usize| {
            let mut rest = joined;
            for (count, word) in words[first..].iter().enumerate() {
                if word.text.starts_with(rest) || count == 0 && word.text.contains(rest) {
                    return Some(first + count + 1);
                }
                rest = rest.strip_prefix(word.text)?;
            }
            None
        };
        (0..words.len()).find_map(|first| Some(first..end(first)?))
    }

    /// Whether a word of a text is one that is looked for in another form: meets = met is not, 정상회담에서 = 정상회담 is, and
    /// so is the 회담 of 정상회담.
    fn is_form(&self, word: &Token, stem: &str) -> bool {
        match word.kind {
            TokenKind::Hangul if stem.chars().nth(1).is_some() => word.text.contains(stem),
            TokenKind::Hangul => {
                let rest = word.text.strip_prefix(stem);
                rest.is_some_and(|rest| self.tails.is_particle(rest))
            }
            _ => self::stem(word, &self.tails) == stem,
        }
    }
}

impl Match {
    /// The better first; of those that hold the words, the shorter.
    fn compare(&self, other: &Match) -> Ordering {
        let rank = |found: &Match| match found.fit {
            Fit::Similar(similarity) => (0, -similarity, 0),
            Fit::Phrase => (1, 0.0, found.text.len()),
            Fit::Words => (2, 0.0, found.text.len()),
        };
        let (one, other) = (rank(self), rank(other));
        one.partial_cmp(&other).unwrap_or(Ordering::Equal)
    }
}

/// The tokens that are words or numbers.
fn words<'t, 's>(tokens: &'s [Token<'t>]) -> Vec<&'s Token<'t>> {
    let is_word = |token: &&Token| token.kind != TokenKind::Sign;
    tokens.iter().filter(is_word).collect()
}

fn in_lower_case(words: &[&Token]) -> Vec<String> {
    words.iter().map(|word| word.text.to_lowercase()).collect()
}

/// A word without inflection or particles.
fn stem(word: &Token, tails: &Tails) -> String {
    match word.kind {
        TokenKind::Latin => {
            let mut stem = String::new();
            english_units(std::slice::from_ref(word), |unit| stem.push_str(unit));
            stem
        }
        TokenKind::Hangul => {
            let ends = word.text.char_indices().map(|(at, _)| at).skip(2);
            let stems = ends.map(|end| word.text.split_at(end));
            let mut stems = stems.filter(|(_, rest)| tails.is_particle(rest));
            stems.next().map_or(word.text, |(stem, _)| stem).to_owned()
        }
        _ => word.text.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: [(&str, &str); 5] = [
        (
            "항구가 사흘 만에 다시 열렸다.",
            "The harbor reopened after three days.",
        ),
        (
            "두 나라는 정상 회담에서 항구 공동 이용에 뜻을 모았다.",
            "The two agreed at the summit to share the port.",
        ),
        (
            "남북정상회담은 4월에 열린다.",
            "The inter-Korean summit meeting is in April.",
        ),
        (
            "회담은 열리지 않았고 두 정상은 편지를 나눴다.",
            "There was no meeting; the two leaders exchanged letters.",
        ),
        (
            "시장은 선물로 물을 샀다.",
            "The mayor bought water as a gift for 2,100 won.",
        ),
    ];

    /// The texts that answer, each with how, and the words that were found there.
    fn found(text: &str, least: f64) -> Vec<(Fit, String, String)> {
        let unit = |&(korean, english): &(&str, &str)| {
            Ok(Unit::new("u", ("ko-KR", korean), ("en-US", english)))
        };
        let found = Search::new(text, least).unwrap();
        let found = found.find([PAIRS.iter().map(unit)], 10, |_| {}).unwrap();
        let words = |found: &Match| {
            let words = found.found.iter().map(|range| &found.text[range.clone()]);
            words.collect::<Vec<_>>().join("|")
        };
        let found = found
            .iter()
            .map(|found| (found.fit, words(found), found.text.clone()));
        found.collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Fit, &str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|&(fit, words, text)| (fit, words.to_owned(), text.to_owned()))
            .collect();
        assert_eq!(found(text, 0.7), expected);
    }

    #[test]
    fn korean_words_stand_in_compounds_and_before_particles() {
        let [(reopened, _), (agreed, _), (april, _), (letters, _), _] = PAIRS;
        check(
            "정상회담을",
            &[
                (Fit::Phrase, "남북정상회담은", april),
                (Fit::Phrase, "정상|회담에서", agreed),
            ],
        );
        check(
            "정상 회담",
            &[
                (Fit::Phrase, "남북정상회담은", april),
                (Fit::Phrase, "정상|회담에서", agreed),
                (Fit::Words, "회담은|정상은", letters),
            ],
        );
        check(
            "항구",
            &[
                (Fit::Phrase, "항구가", reopened),
                (Fit::Phrase, "항구", agreed),
            ],
        );
        // A single syllable stands in too many words: 선물.
        check("물", &[(Fit::Phrase, "물을", PAIRS[4].0)]);
    }

    #[test]
    fn english_words_stand_in_any_form() {
        check(
            "exchanging letter",
            &[(Fit::Phrase, "exchanged|letters", PAIRS[3].1)],
        );
        check(
            "meetings summits",
            &[(Fit::Words, "summit|meeting", PAIRS[2].1)],
        );
        check("2,100", &[(Fit::Phrase, "2,100", PAIRS[4].1)]);
        check("harbour", &[]);
    }

    #[test]
    fn sentences_find_what_is_nearly_the_same() {
        let harbor = PAIRS[0].0;
        check(
            harbor,
            &[(Fit::Similar(1.0), "항구가|사흘|만에|다시|열렸다", harbor)],
        );
        // The same words without a mark.
        let found = found("항구가 사흘 만에 다시 열렸다", 0.7);
        assert_eq!(found[0].0, Fit::Similar(0.99));
        // Of five words one letter of three and one of two differ.
        let similar = 1.0 - (1.0 / 3.0 + 1.0 / 2.0) / 5.0;
        let found = self::found("항구는 나흘 만에 다시 열렸다.", 0.7);
        let Fit::Similar(share) = found[0].0 else {
            panic!("{found:?}")
        };
        assert!((share - similar).abs() < 1e-9, "{share}");
    }

    #[test]
    fn the_same_pair_is_found_once_and_the_best_are_kept() {
        let search = Search::new("항구", 0.7).unwrap();
        let unit =
            |&(korean, english): &(&str, &str)| Ok(Unit::new("u", ("ko", korean), ("en", english)));
        let twice = || [PAIRS.iter().map(unit), PAIRS.iter().map(unit)];
        let mut looked_at = 0;
        let all = search.find(twice(), 10, |units| looked_at += units);
        assert_eq!(all.unwrap().len(), 2);
        assert_eq!(looked_at, 10);
        let best = search.find(twice(), 1, |_| {}).unwrap();
        assert_eq!((&*best[0].text, best[0].memory), (PAIRS[0].0, 0));
        for nothing in ["", "?!", "日本", "\u{feff}"] {
            assert!(matches!(
                Search::new(nothing, 0.7),
                Err(Error::NothingToFind { .. })
            ));
        }
    }
}
