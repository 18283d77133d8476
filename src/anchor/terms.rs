//! Term pairs: the list that comes with naranhi, and the user's glossary.

use std::sync::Arc;

use foldhash::HashMap;

use super::tail::Tails;
use crate::data;
use crate::token::{Token, TokenKind, tokens};

/// A list of term pairs, ready to be looked up. A pair is known by its number.
#[derive(Clone, Default)]
pub(super) struct Terms {
    korean: HashMap<String, Vec<Phrase>>,
    english: HashMap<String, Vec<Phrase>>,
    pairs: Vec<Arc<TermPair>>,
}

/// A term in both languages: what it is called first, and its alternatives.
#[derive(Debug)]
pub(crate) struct TermPair {
    pub(crate) korean: Vec<String>,
    pub(crate) english: Vec<String>,
}

/// Longest Korean term, in characters, that is looked up; words may be longer by their particles.
const LONGEST_TERM_CHARS: usize = 24;

/// What follows the first word of a term, and its pair.
#[derive(Clone)]
struct Phrase {
    rest: Vec<String>,
    pair: u32,
}

impl Terms {
    /// The list that comes with naranhi.
    pub(super) fn built_in() -> Terms {
        let mut terms = Terms::default();
        for line in data::entries(data::TERMS) {
            if let Some((korean, english)) = line.split_once('\t') {
                let alternatives = |side: &'static str| side.split('|').collect::<Vec<_>>();
                terms.add(&alternatives(korean), &alternatives(english));
            }
        }
        terms
    }

    /// Adds a pair of terms with their alternatives.
    pub(super) fn add(&mut self, korean: &[&str], english: &[&str]) {
        let pair = self.pairs.len() as u32;
        let owned = |side: &[&str]| side.iter().map(|&term| term.to_owned()).collect();
        self.pairs.push(Arc::new(TermPair {
            korean: owned(korean),
            english: owned(english),
        }));
        for (terms, phrases) in [(korean, &mut self.korean), (english, &mut self.english)] {
            for term in terms {
                let mut words = tokens(term).into_iter().map(|token| token.text.to_owned());
                if let Some(first) = words.next() {
                    let rest = words.collect();
                    phrases
                        .entry(first)
                        .or_default()
                        .push(Phrase { rest, pair });
                }
            }
        }
    }

    /// The pair of a number.
    pub(super) fn pair(&self, pair: u32) -> &Arc<TermPair> {
        &self.pairs[pair as usize]
    }

    /// Pairs whose Korean side stands in the tokens. Of terms that overlap, only the longest counts.
    pub(super) fn in_korean(&self, tokens: &[Token], tails: &Tails, found: impl FnMut(u32)) {
        longest_first(
            tokens,
            |at, matched| {
                let token = &tokens[at];
                // A syllable after a number is its unit, not a term.
                let is_unit = at > 0 && token.attached && tokens[at - 1].kind == TokenKind::Digits;
                for (start, c) in token.text.char_indices().take(LONGEST_TERM_CHARS) {
                    let (beginning, tail) = token.text.split_at(start + c.len_utf8());
                    if start == 0 && is_unit {
                        continue;
                    }
                    for phrase in self.korean.get(beginning).into_iter().flatten() {
                        if korean_matches(phrase, start == 0, tail, &tokens[at + 1..], tails) {
                            // Of beginnings of one word, the longer comes first and has more weight.
                            matched.push((phrase.rest.len() * 100 + start, phrase));
                        }
                    }
                }
            },
            found,
        );
    }

    /// Pairs whose English side stands in the tokens. Of terms that overlap, only the longest counts.
    pub(super) fn in_english(&self, tokens: &[Token], found: impl FnMut(u32)) {
        longest_first(
            tokens,
            |at, matched| {
                // A term in lower case is found at the beginning of a sentence too.
                let text = tokens[at].text;
                let lower = tokens[at].is_capitalized().then(|| text.to_lowercase());
                let forms = [Some(text), lower.as_deref()].into_iter().flatten();
                for form in forms.flat_map(|form| [Some(form), form.strip_suffix('s')]) {
                    let phrases = form.and_then(|form| self.english.get(form));
                    for phrase in phrases.into_iter().flatten() {
                        if english_matches(phrase, &tokens[at + 1..]) {
                            matched.push((phrase.rest.len(), phrase));
                        }
                    }
                }
            },
            found,
        );
    }
}

/// Walks the tokens, reports at each the pairs of the longest phrases that begin there, and goes on behind them.
fn longest_first<'a>(
    tokens: &[Token],
    mut matches_at: impl FnMut(usize, &mut Vec<(usize, &'a Phrase)>),
    mut found: impl FnMut(u32),
) {
    let mut matched = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        matched.clear();
        matches_at(at, &mut matched);
        let longest = matched.iter().map(|&(length, _)| length).max();
        let mut taken = 1;
        for (length, phrase) in &matched {
            if Some(*length) == longest {
                found(phrase.pair);
                taken = taken.max(1 + phrase.rest.len());
            }
        }
        at += taken;
    }
}

/// Whether a Korean term goes on as it should. A term of one syllable must have nothing but a particle after it, a
/// longer one may begin any word: 미국인, 대통령실.
fn korean_matches(
    phrase: &Phrase,
    one_syllable: bool,
    tail: &str,
    following: &[Token],
    tails: &Tails,
) -> bool {
    match phrase.rest.split_last() {
        None => !one_syllable || tails.is_particle(tail),
        Some((last, middle)) => tail.is_empty() && goes_on(last, middle, following, |_| true),
    }
}

fn english_matches(phrase: &Phrase, following: &[Token]) -> bool {
    match phrase.rest.split_last() {
        None => true,
        Some((last, middle)) => goes_on(last, middle, following, |tail| matches!(tail, "" | "s")),
    }
}

/// Whether the tokens are the middle words and then one that begins with the last word.
fn goes_on(
    last: &str,
    middle: &[String],
    following: &[Token],
    may_follow: impl Fn(&str) -> bool,
) -> bool {
    following.len() > middle.len()
        && middle
            .iter()
            .zip(following)
            .all(|(word, token)| word == token.text)
        && following[middle.len()]
            .text
            .strip_prefix(last)
            .is_some_and(may_follow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(korean: &str, english: &str) -> (Vec<String>, Vec<String>) {
        let terms = Terms::built_in();
        let tails = Tails::default();
        let (mut ko, mut en) = (Vec::new(), Vec::new());
        terms.in_korean(&tokens(korean), &tails, |pair| {
            ko.push(terms.pair(pair).english[0].clone());
        });
        terms.in_english(&tokens(english), |pair| {
            en.push(terms.pair(pair).korean[0].clone())
        });
        (ko, en)
    }

    #[test]
    fn the_longest_korean_term_counts() {
        assert_eq!(pairs("한국은행은", "").0, ["Bank of Korea"]);
        assert_eq!(pairs("다음 달부터", "").0, ["next month"]);
    }

    #[test]
    fn a_term_of_one_syllable_is_no_beginning() {
        assert!(pairs("비교하면 5원", "").0.is_empty());
        assert_eq!(pairs("비가 온다", "").0, ["rain"]);
    }

    #[test]
    fn english_terms_are_whole_words() {
        assert_eq!(pairs("", "The U.S. and North Koreans").1, ["미국", "북한"]);
        assert!(pairs("", "he gave us all").1.is_empty());
    }
}
