//! Names that are one by their sound, across the whole pair of articles.
//!
//! Every Hangul word is compared with every capitalised English word, with pairs of them joined (박병광 = Park
//! Byeong-kwang, 신나리 = Na-Ri Shin), and with lower-case words that may be loanwords (로봇 = robot). A word
//! links to the spelling that it fits best. A family name alone stands for the person once the whole name is known
//! (Xi, 시 주석).

mod candidate;
mod family;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use foldhash::{HashMap, HashSet};

use super::sound::{SoundModel, WordTree};
use super::tail::Tails;
use crate::token::{Token, TokenKind};
use candidate::{Candidate, candidates};
use family::{Aliases, families, family_name};

/// The score at which a name counts fully.
const CERTAIN: f32 = 12.0;
/// Longest Hangul word, in syllables, that may be a name with its particles.
const LONGEST_WORD: usize = 24;
/// So many pairs of a Hangul word and an English candidate are compared: more than any window of a book has. Lists of names
/// would take long; of those the first are found.
const MOST_COMPARED: usize = 100_000_000;
/// Syllables that the Hangul of a joined name may have: 이황 to 남궁민수.
const JOINED_SYLLABLES: RangeInclusive<usize> = 2..=5;

/// A name that stands in both articles, and the segments where it stands in each.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) korean: String,
    pub(super) english: String,
    /// How surely the two are one: 0 to 1.
    pub(super) certainty: f32,
    pub(super) korean_segments: Vec<usize>,
    pub(super) english_segments: Vec<usize>,
}

/// A Hangul word that is the name of a candidate.
struct Link<'a> {
    /// The word without its particles and titles.
    stem: &'a str,
    score: f32,
    segments: &'a [usize],
}

/// Finds the names of two articles, given as tokens of their segments.
pub(super) fn find(
    korean: &[Vec<Token>],
    english: &[Vec<Token>],
    sound: &SoundModel,
    tails: &Tails,
    common_words: &HashSet<String>,
) -> Vec<Name> {
    let mut candidates = candidates(english, common_words);
    let words = hangul_words(korean);
    candidates.truncate(MOST_COMPARED / words.len().max(1));
    let mut links: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    let fits = best_fits(&words, &candidates, sound, tails);
    for (fit, (_, segments)) in fits.into_iter().zip(&words) {
        if let Some(fit) = fit {
            links.entry(fit.candidate).or_default().push(Link {
                stem: fit.stem,
                score: fit.score,
                segments,
            });
        }
    }
    let mut names: Vec<Name> = Vec::with_capacity(links.len());
    let mut english_aliases = Aliases::default();
    let mut korean_aliases = Aliases::default();
    for (&candidate, links) in &links {
        let candidate = &candidates[candidate];
        let Some(surest) = links.iter().max_by(|a, b| a.score.total_cmp(&b.score)) else {
            continue;
        };
        if let Some(second) = &candidate.second {
            english_aliases.add(&candidate.first, names.len());
            english_aliases.add(second, names.len());
            korean_aliases.add(family_name(surest.stem), names.len());
        }
        names.push(Name {
            korean: surest.stem.to_owned(),
            english: candidate.text(),
            certainty: (surest.score / CERTAIN).min(1.0),
            korean_segments: links
                .iter()
                .flat_map(|link| link.segments)
                .copied()
                .collect(),
            english_segments: candidate.segments.clone(),
        });
    }
    for (index, candidate) in candidates.iter().enumerate() {
        if !links.contains_key(&index)
            && !candidate.is_joined()
            && let Some(name) = english_aliases.get(&candidate.first)
        {
            names[name].english_segments.extend(&candidate.segments);
        }
    }
    for (segment, tokens) in korean.iter().enumerate() {
        for name in families(tokens, &korean_aliases, tails) {
            names[name].korean_segments.push(segment);
        }
    }
    for name in &mut names {
        for segments in [&mut name.korean_segments, &mut name.english_segments] {
            segments.sort_unstable();
            segments.dedup();
        }
    }
    names
}

/// Unique Hangul words of two syllables or more, and the segments where they stand.
fn hangul_words<'a>(korean: &[Vec<Token<'a>>]) -> Vec<(&'a str, Vec<usize>)> {
    let mut places: HashMap<&str, usize> = HashMap::default();
    let mut words: Vec<(&str, Vec<usize>)> = Vec::new();
    for (segment, tokens) in korean.iter().enumerate() {
        for token in tokens {
            if token.kind != TokenKind::Hangul {
                continue;
            }
            let syllables = token.text.chars().take(LONGEST_WORD + 1).count();
            if (2..=LONGEST_WORD).contains(&syllables) {
                let place = *places.entry(token.text).or_insert_with(|| {
                    words.push((token.text, Vec::new()));
                    words.len() - 1
                });
                let segments = &mut words[place].1;
                if segments.last() != Some(&segment) {
                    segments.push(segment);
                }
            }
        }
    }
    words
}

/// The candidate that a Hangul word fits best.
#[derive(Clone, Copy)]
struct Fit<'a> {
    candidate: usize,
    /// The word without its tail.
    stem: &'a str,
    /// In nats.
    score: f32,
}

/// For each Hangul word, the candidate that it fits best.
fn best_fits<'a>(
    words: &[(&'a str, Vec<usize>)],
    candidates: &[Candidate],
    sound: &SoundModel,
    tails: &Tails,
) -> Vec<Option<Fit<'a>>> {
    let mut best: Vec<Option<Fit>> = vec![None; words.len()];
    let tree = WordTree::new(words.iter().map(|(word, _)| *word));
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.least.is_infinite() {
            continue;
        }
        let is_joined = candidate.is_joined();
        for spelling in candidate.spellings(sound) {
            sound.compare(
                &tree,
                &spelling,
                candidate.least,
                |run, syllables, score| {
                    if syllables < 2 || is_joined && !JOINED_SYLLABLES.contains(&syllables) {
                        return;
                    }
                    for &place in tree.places(run) {
                        let word = words[place].0;
                        let end = word.char_indices().nth(syllables);
                        let (stem, tail) = word.split_at(end.map_or(word.len(), |(at, _)| at));
                        let best = &mut best[place];
                        if best.is_none_or(|known| score > known.score) && tails.follows_name(tail)
                        {
                            *best = Some(Fit {
                                candidate: index,
                                stem,
                                score,
                            });
                        }
                    }
                },
            );
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn names(korean: &[&str], english: &[&str]) -> Vec<(String, String, Vec<usize>, Vec<usize>)> {
        let tokens = |texts: &[&'static str]| -> Vec<Vec<Token>> {
            texts.iter().map(|text| tokens(text)).collect()
        };
        let leak = |texts: &[&str]| -> Vec<&'static str> {
            texts.iter().map(|text| &*text.to_string().leak()).collect()
        };
        find(
            &tokens(&leak(korean)),
            &tokens(&leak(english)),
            &SoundModel::parse(crate::data::SOUND),
            &Tails::default(),
            &HashSet::default(),
        )
        .into_iter()
        .map(|name| {
            (
                name.korean,
                name.english,
                name.korean_segments,
                name.english_segments,
            )
        })
        .collect()
    }

    #[test]
    fn a_person_is_known_by_the_family_name_too() {
        let found = names(
            &["시진핑 국가주석은 베이징에서", "시 주석은"],
            &["President Xi Jinping in Beijing", "Xi said"],
        );
        let xi = found.iter().find(|name| name.1 == "Xi Jinping").unwrap();
        assert_eq!(
            (&xi.0[..], &xi.2[..], &xi.3[..]),
            ("시진핑", &[0, 1][..], &[0, 1][..])
        );
        assert!(
            found
                .iter()
                .any(|name| name.0 == "베이징" && name.1 == "Beijing")
        );
    }

    #[test]
    fn family_name_first_or_last() {
        for english in ["Park Byeong-kwang said", "Byeong-Kwang Park said"] {
            let found = names(&["박병광 소장은"], &[english]);
            assert_eq!(found[0].0, "박병광", "{english}");
        }
    }

    #[test]
    fn a_family_name_of_two_people_stands_for_neither() {
        let found = names(
            &["김민수 감독과 김영철 감독", "김 감독은"],
            &["Kim Min-su and Kim Young-chul", "Kim said"],
        );
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|name| name.2 == [0] && name.3 == [0]));
    }
}
