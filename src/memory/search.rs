//! Looking something up in a memory: a concordance of words, and the units that say nearly the same (fuzzy matches).

mod fuzzy;
mod sought;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::anchor::Tails;
use crate::article::{Language, normalize, tidy};
use crate::error::{Error, Result};
use crate::review::Decision;
use crate::script::{ScriptCount, recognize};
use crate::segment::Splitter;
use crate::tmx::{Unit, props};
use crate::token::{Token, TokenKind, tokens};
use fuzzy::Pattern;
use sought::{Nearness, Sought, word};

/// Units that are compared at a time.
const CHUNK: usize = 8192;

/// What is looked up.
pub struct Search {
    sought: Vec<Sought>,
    /// The words of a Korean text without the spaces between: 정상 회담 is 정상회담 as well.
    joined: Option<String>,
    /// The whole of it and, where there are several, its sentences.
    patterns: Vec<Pattern>,
    text: String,
    /// In which texts of a unit, the first that answers.
    languages: Vec<Language>,
    least: f64,
    splitter: Splitter,
    tails: Tails,
}

/// How a unit answers a [`Search`], the best first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// It, or a sentence of it, says the same but for what is lacking to 1.
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
    nearness: Nearness,
}

impl Search {
    /// Looks for a text, Korean or English, or a number. Units that are not as like it as `least`, from 0 to 1, must hold
    /// its words.
    ///
    /// # Errors
    /// [`Error::NothingToFind`] for a text that holds neither words of these languages nor a number.
    pub fn new(text: &str, least: f64) -> Result<Search> {
        let text = normalize(text);
        let all = tokens(&text);
        let words = words(&all);
        let languages = match recognize(&text, &text) {
            _ if words.is_empty() => return Err(Error::NothingToFind { text }),
            Ok(Language::Korean) => vec![Language::Korean],
            // Latin words stand in Korean as well: MOU.
            Ok(Language::English) => vec![Language::English, Language::Korean],
            Err(_) if ScriptCount::of(&text).letters == 0 => {
                vec![Language::Korean, Language::English]
            }
            Err(_) => return Err(Error::NothingToFind { text }),
        };
        let tails = Tails::default();
        let splitter = Splitter::default();
        let sought = words.iter().map(|word| Sought::new(word, &tails));
        let sought: Vec<Sought> = sought.collect();
        let patterns = with_sentences(&text, languages[0], &splitter);
        let patterns = patterns.map(|part| Pattern::new(&comparable(&part)));
        Ok(Search {
            joined: joined(&words, &sought).filter(|_| languages == [Language::Korean]),
            patterns: patterns.collect(),
            sought,
            text: text.to_lowercase(),
            languages,
            least,
            splitter,
            tails,
        })
    }

    /// The units of memories that answer, the best first, at most `most` of them; pairs of the same texts once, and none that
    /// a reviewer rejected. `progress` is told how many units were looked at.
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
                .filter_map(|(memory, unit)| self.answer(memory, &unit));
            best.par_extend(found);
            best.sort_by(Match::compare);
            let mut seen = HashSet::new();
            best.retain(|found| seen.insert((found.text.clone(), found.translation.clone())));
            best.truncate(most);
        }
    }

    /// How a unit answers, if it does.
    fn answer(&self, memory: usize, unit: &Unit) -> Option<Match> {
        let decision = unit.prop(props::DECISION);
        let is_rejected = decision.is_some_and(|decision| {
            Decision::read(&decision).is_ok_and(|decision| decision == Some(Decision::Reject))
        });
        let mut languages = self.languages.iter().filter(|_| !is_rejected);
        languages.find_map(|&language| self.answer_in(language, memory, unit))
    }

    fn answer_in(&self, language: Language, memory: usize, unit: &Unit) -> Option<Match> {
        let text = tidy(&unit.variant(language)?.text());
        let translation = tidy(&unit.variant(language.other())?.text());
        let all = tokens(&text);
        let words = words(&all);
        let nearness = |word: &&Token| {
            self.sought
                .iter()
                .filter_map(|sought| sought.nearness(word, &self.tails))
                .min()
        };
        let forms = || {
            words
                .iter()
                .copied()
                .filter(|word| nearness(word).is_some())
        };
        let (fit, nearness, found): (Fit, Nearness, Vec<&Token>) =
            if let Some(similarity) = self.similarity(&text, language) {
                (Fit::Similar(similarity), Nearness::Same, forms().collect())
            } else if let Some((phrase, nearness)) = self.phrase(&words) {
                (Fit::Phrase, nearness, words[phrase].to_vec())
            } else {
                (Fit::Words, self.all(&words)?, forms().collect())
            };
        let start = |word: &Token| word.text.as_ptr().addr() - text.as_ptr().addr();
        let found = found
            .iter()
            .map(|word| start(word)..start(word) + word.text.len());
        let is_whole = !text.is_empty() && !translation.is_empty();
        is_whole.then(|| Match {
            found: found.collect(),
            fit,
            memory,
            unit: unit.clone(),
            text: text.clone(),
            translation,
            nearness,
        })
    }

    /// How like the text, or a sentence of it, what is looked for is.
    fn similarity(&self, text: &str, language: Language) -> Option<f64> {
        /// The same words with other marks between, or in another context, are not quite the same.
        const MOST_OF_OTHERS: f64 = 0.99;
        if normalize(text).to_lowercase() == self.text {
            return Some(1.0);
        }
        let parts = with_sentences(text, language, &self.splitter).map(|part| comparable(&part));
        let similarities = parts.flat_map(|part| {
            let patterns = self.patterns.iter();
            patterns.filter_map(move |pattern| pattern.similarity(&part, self.least))
        });
        similarities
            .max_by(f64::total_cmp)
            .map(|most| most.min(MOST_OF_OTHERS))
    }

    /// The words of a text that are those that are looked for, in their order, the nearest of several.
    fn phrase(&self, words: &[&Token]) -> Option<(Range<usize>, Nearness)> {
        let count = self.sought.len();
        let of_run = |run: &[&Token]| {
            let pairs = self.sought.iter().zip(run);
            let each = pairs.map(|(sought, word)| sought.nearness(word, &self.tails));
            each.collect::<Option<Vec<Nearness>>>()?.into_iter().max()
        };
        let runs = words.windows(count).enumerate();
        let runs = runs.filter_map(|(first, run)| Some((first..first + count, of_run(run)?)));
        let joined = || Some((self.joined(words)?, Nearness::Compound));
        runs.min_by_key(|(_, nearness)| *nearness).or_else(joined)
    }

    /// The words of a Korean text that are those that are looked for, but for the spaces between.
    fn joined(&self, words: &[&Token]) -> Option<Range<usize>> {
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

    /// How near the words of a text come to those that are looked for, the farthest of them, if none lacks.
    fn all(&self, words: &[&Token]) -> Option<Nearness> {
        let nearest = |sought: &Sought| {
            let forms = words.iter();
            forms
                .filter_map(|word| sought.nearness(word, &self.tails))
                .min()
        };
        let nearest: Option<Vec<Nearness>> = self.sought.iter().map(nearest).collect();
        nearest?.into_iter().max()
    }
}

impl Match {
    /// The better first; of those that hold the words, those in the nearer form, and then the shorter.
    fn compare(&self, other: &Match) -> Ordering {
        let rank = |found: &Match| match found.fit {
            Fit::Similar(similarity) => (0, -similarity, found.nearness, 0),
            Fit::Phrase => (1, 0.0, found.nearness, found.text.len()),
            Fit::Words => (2, 0.0, found.nearness, found.text.len()),
        };
        let (one, other) = (rank(self), rank(other));
        one.partial_cmp(&other).unwrap_or(Ordering::Equal)
    }
}

/// A text and, where it has several, its sentences.
fn with_sentences(
    text: &str,
    language: Language,
    splitter: &Splitter,
) -> impl Iterator<Item = String> {
    let sentences = splitter.split(text, language);
    let parts = sentences.iter().map(|span| text[span.range()].to_owned());
    let parts: Vec<String> = parts.filter(|_| sentences.len() > 1).collect();
    std::iter::once(text.to_owned()).chain(parts)
}

/// The tokens that are words or numbers.
fn words<'t, 's>(tokens: &'s [Token<'t>]) -> Vec<&'s Token<'t>> {
    let is_word = |token: &&Token| token.kind != TokenKind::Sign;
    tokens.iter().filter(is_word).collect()
}

/// The words of a text in the form in which they are compared.
fn comparable(text: &str) -> Vec<String> {
    let all = tokens(text);
    words(&all).into_iter().map(word).collect()
}

/// Words without the spaces between, the last without particles; none where that is a single syllable.
fn joined(words: &[&Token], sought: &[Sought]) -> Option<String> {
    let (_, but_last) = words.split_last()?;
    let but_last = but_last.iter().map(|word| word.text);
    let joined: String = but_last.chain(sought.last().map(Sought::stem)).collect();
    joined.chars().nth(1).is_some().then_some(joined)
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
                // As it is written, although the text is longer.
                (Fit::Phrase, "정상|회담에서", agreed),
                (Fit::Phrase, "남북정상회담은", april),
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
    fn a_sentence_of_several_is_found() {
        let merged = format!("{} {}", PAIRS[0].0, PAIRS[4].0);
        let unit = |korean: &str| Ok(Unit::new("u", ("ko", korean), ("en", "Both.")));
        let fits = |text: &str, unit_text: &str| {
            let found = Search::new(text, 0.7)
                .unwrap()
                .find([[unit(unit_text)]], 1, |_| {});
            found.unwrap().first().map(|found| found.fit)
        };
        assert_eq!(fits(PAIRS[0].0, &merged), Some(Fit::Similar(0.99)));
        assert_eq!(fits(&merged, PAIRS[0].0), Some(Fit::Similar(0.99)));
        assert_eq!(fits(&merged, &merged), Some(Fit::Similar(1.0)));
        assert_eq!(fits(PAIRS[2].0, &merged), None);
    }

    #[test]
    fn latin_words_stand_in_korean_and_what_was_rejected_is_no_answer() {
        let mut unit = Unit::new(
            "u",
            ("ko", "양해각서(MOU)를 맺었다."),
            ("en", "They signed it."),
        );
        let find = |unit: &Unit| {
            let found = Search::new("MOU", 0.7)
                .unwrap()
                .find([[Ok(unit.clone())]], 1, |_| {});
            found
                .unwrap()
                .into_iter()
                .map(|found| found.translation)
                .collect::<Vec<_>>()
        };
        assert_eq!(find(&unit), ["They signed it."]);
        unit.set_prop(props::DECISION, "reject");
        assert!(find(&unit).is_empty());
        unit.set_prop(props::DECISION, "accept");
        unit.variants[1].set_text(" ");
        assert!(find(&unit).is_empty());
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
