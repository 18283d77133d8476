//! Looking something up in a memory: a concordance of words, and the units that say nearly the same (fuzzy matches).

mod fuzzy;
mod predicate;
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
use crate::tmx::{Unit, Variant};
use crate::token::{Token, TokenKind, tokens};
use fuzzy::Pattern;
use sought::{Nearness, Sought, word};

/// Units that are compared at a time.
const CHUNK: usize = 8192;
/// The longest text that is looked for, in characters: what is compared grows with its length times that of the memory.
const LONGEST_CHARS: usize = 1000;

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

debug_by_name!(Search);

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
    /// [`Error::NothingToFind`] for a text that holds neither words of these languages nor a number,
    /// [`Error::TooLongToFind`] for more than 1,000 characters.
    pub fn new(text: &str, least: f64) -> Result<Search> {
        let text = normalize(text);
        if text.chars().count() > LONGEST_CHARS {
            return Err(Error::TooLongToFind {
                most: LONGEST_CHARS,
            });
        }
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
        let patterns = patterns.map(|part| Pattern::new(&comparable(part)));
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
        let is_rejected = Decision::of_unit(unit) == Some(Decision::Reject);
        let languages = self.languages.iter().filter(|_| !is_rejected);
        // A unit may have several texts in a language: en-US and en-GB.
        let mut variants = languages.flat_map(|&language| {
            let variants = unit.variants.iter();
            let of_language = variants.filter(move |of| of.language() == Some(language));
            of_language.map(move |variant| (language, variant))
        });
        variants.find_map(|(language, variant)| self.answer_in(language, variant, memory, unit))
    }

    fn answer_in(
        &self,
        language: Language,
        variant: &Variant,
        memory: usize,
        unit: &Unit,
    ) -> Option<Match> {
        // Letters may be decomposed, as in files from macOS.
        let text = normalize(&variant.text());
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
        if text.to_lowercase() == self.text {
            return Some(1.0);
        }
        let parts = with_sentences(text, language, &self.splitter).map(comparable);
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
        let mut nearest: Option<(Range<usize>, Nearness)> = None;
        for (first, run) in words.windows(count).enumerate() {
            if let Some(nearness) = of_run(run)
                && nearest.as_ref().is_none_or(|(_, least)| nearness < *least)
            {
                nearest = Some((first..first + count, nearness));
                if nearness == Nearness::Same {
                    break;
                }
            }
        }
        nearest.or_else(|| Some((self.joined(words)?, Nearness::Compound)))
    }

    /// The words of a Korean text that are those that are looked for, but for the spaces between.
    fn joined(&self, words: &[&Token]) -> Option<Range<usize>> {
        let joined = self.joined.as_deref()?;
        let end = |first: usize| {
            let mut rest = joined;
            for (count, word) in words[first..].iter().enumerate() {
                // A single syllable begins too many words: 한국 is no 한 국가.
                let is_part = |part: &str| part.chars().nth(1).is_some();
                let behind = word.text.strip_prefix(rest).filter(|_| is_part(rest));
                let ends = behind.is_some_and(|behind| self.tails.is_particle(behind));
                if ends || count == 0 && word.text.contains(rest) {
                    return Some(first + count + 1);
                }
                rest = rest
                    .strip_prefix(word.text)
                    .filter(|_| is_part(word.text))?;
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
fn with_sentences<'t>(
    text: &'t str,
    language: Language,
    splitter: &Splitter,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let sentences = splitter.split(text, language);
    let is_split = sentences.len() > 1;
    let sentences = sentences.into_iter().filter(move |_| is_split);
    std::iter::once(text).chain(sentences.map(|span| &text[span.range()]))
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
    let joined: String = but_last.chain(sought.last().map(Sought::part)).collect();
    joined.chars().nth(1).is_some().then_some(joined)
}

#[cfg(test)]
mod tests;
