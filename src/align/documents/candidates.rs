//! Which articles may be editions of each other: those whose words are each other's translations, and whose numbers are the
//! same, the rarer the better.
//!
//! An English article is the terms that it holds, its words, numbers, months and Latin words; a Korean one those and, in the
//! place of its words, all that the lexicon would translate them by, each with its probability. Both are weighed by how rare
//! a term is, and compared by the cosine (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval").

use std::iter;

use foldhash::HashMap;
use rayon::prelude::*;

use crate::align::alignment::Side;
use crate::align::words::{Grouped, Vocabulary};
use crate::anchor::{AnchorFinder, Key};
use crate::lexicon::Lexicon;
use crate::token::{Token, tokens};

/// Candidates of an article.
const MOST: usize = 3;
/// Translations of less probability than this say nothing of an article.
const LEAST_PROBABILITY: f32 = 0.1;
/// How frequent a word is in any text weighs as much as in this many articles of the collection.
const PRIOR_ARTICLES: f32 = 20.0;
/// Words of an article, about.
const LENGTH: f32 = 300.0;
/// In so many articles any number is found, or any Latin word.
const KEY_CHANCE: f32 = 0.05;
/// Articles of one language that are looked at side by side: what is found of so many is held at a time.
const AT_ONCE: usize = 256;

/// The pairs of articles, by their places in these lists, that are worth a closer look.
pub(super) fn candidates(
    korean: &[(usize, &Side)],
    english: &[(usize, &Side)],
    lexicon: &Lexicon,
    finder: &AnchorFinder,
) -> Vec<(usize, usize)> {
    let collection = Collection::new(korean, english, lexicon, finder);
    let mut of_korean = vec![Best::default(); korean.len()];
    let mut of_english = vec![Best::default(); english.len()];
    for (chunk, of_korean) in of_korean.chunks_mut(AT_ONCE).enumerate() {
        let first = chunk * AT_ONCE;
        let compared = (first..first + of_korean.len()).into_par_iter();
        let alike: Vec<Vec<f32>> = compared.map(|k| collection.alike(k)).collect();
        for ((k, alike), of_korean) in (first..).zip(alike).zip(of_korean) {
            for (e, &likeness) in alike.iter().enumerate().filter(|(_, it)| **it > 0.0) {
                of_korean.offer(e, likeness);
                of_english[e].offer(k, likeness);
            }
        }
    }
    let by_korean = of_korean.iter().enumerate();
    let by_korean = by_korean.flat_map(|(k, best)| best.articles().map(move |e| (k, e)));
    let by_english = of_english.iter().enumerate();
    let by_english = by_english.flat_map(|(e, best)| best.articles().map(move |k| (k, e)));
    let mut candidates: Vec<(usize, usize)> = by_korean.chain(by_english).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// The articles that are most alike to one, with their likeness, the best first.
#[derive(Clone, Default)]
struct Best(Vec<(f32, usize)>);

impl Best {
    fn offer(&mut self, article: usize, likeness: f32) {
        let place = self.0.partition_point(|(other, _)| *other >= likeness);
        if place < MOST {
            self.0.insert(place, (likeness, article));
            self.0.truncate(MOST);
        }
    }

    fn articles(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|&(_, article)| article)
    }
}

/// What articles say: the English what stands in them, the Korean what would stand in their translations.
struct Collection<'a> {
    finder: &'a AnchorFinder,
    korean: &'a [(usize, &'a Side)],
    /// Its segments are the articles.
    vocabulary: Vocabulary,
    /// For each Korean unit, its translations.
    translations: Grouped<(u32, f32)>,
    /// The numbers of terms that are no units of the vocabulary.
    keys: HashMap<Key, u32>,
    /// For each term, the English articles that hold it.
    holders: Grouped<u32>,
    /// How much each term says, in nats.
    weights: Vec<f32>,
    /// For each English article, the length of its vector.
    lengths: Vec<f32>,
}

impl<'a> Collection<'a> {
    fn new(
        korean: &'a [(usize, &'a Side)],
        english: &[(usize, &Side)],
        lexicon: &Lexicon,
        finder: &'a AnchorFinder,
    ) -> Collection<'a> {
        let vocabulary = Vocabulary::new(
            korean.iter().map(|(_, side)| tokens_of(side)),
            english.iter().map(|(_, side)| tokens_of(side)),
            lexicon,
        );
        let units = &vocabulary.english;
        let mut keys = HashMap::default();
        let mut terms = units.of.clone();
        for (articles, terms) in english.chunks(AT_ONCE).zip(terms.chunks_mut(AT_ONCE)) {
            let keys_of_each = articles.par_iter().map(|(_, side)| keys_of(side, finder));
            for (of_article, terms) in keys_of_each.collect::<Vec<_>>().into_iter().zip(terms) {
                for key in of_article {
                    let next = (units.chance.len() + keys.len()) as u32;
                    terms.push(*keys.entry(key).or_insert(next));
                }
            }
        }
        let held = terms.iter().zip(0..);
        let held = held.flat_map(|(terms, article)| terms.iter().map(move |&term| (term, article)));
        let holders = Grouped::new(units.chance.len() + keys.len(), held);
        let of_units = units
            .chance
            .iter()
            .map(|chance| 1.0 - (-LENGTH * chance).exp());
        let of_keys = iter::repeat_n(KEY_CHANCE, keys.len());
        let weight = |(term, chance): (u32, f32)| {
            let held = holders.of(term).len() as f32 + PRIOR_ARTICLES * chance;
            -(held / (english.len() as f32 + PRIOR_ARTICLES)).ln()
        };
        let weights: Vec<f32> = (0..).zip(of_units.chain(of_keys)).map(weight).collect();
        let length = |terms: &Vec<u32>| {
            let squares = terms.iter().map(|&term| weights[term as usize].powi(2));
            squares.sum::<f32>().sqrt()
        };
        Collection {
            lengths: terms.iter().map(length).collect(),
            translations: vocabulary.by_korean(),
            finder,
            korean,
            vocabulary,
            keys,
            holders,
            weights,
        }
    }

    /// How alike each English article is to a Korean one, 0 to 1.
    fn alike(&self, korean: usize) -> Vec<f32> {
        let mut alike = vec![0.0; self.lengths.len()];
        let mut squares = 0.0;
        for (term, probability) in self.translated(korean) {
            let weight = self.weights[term as usize];
            squares += (probability * weight).powi(2);
            for &article in self.holders.of(term) {
                alike[article as usize] += probability * weight * weight;
            }
        }
        let length = squares.sqrt();
        for (likeness, other) in alike.iter_mut().zip(&self.lengths) {
            if *likeness > 0.0 {
                *likeness /= length * other;
            }
        }
        alike
    }

    /// The terms that may stand in the translation of a Korean article, each with its greatest probability.
    fn translated(&self, korean: usize) -> Vec<(u32, f32)> {
        let units = self.vocabulary.korean.of[korean].iter();
        let translations = units.flat_map(|&unit| self.translations.of(unit));
        let mut likely: Vec<(u32, f32)> = translations
            .filter(|(_, probability)| *probability >= LEAST_PROBABILITY)
            .copied()
            .collect();
        likely.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        likely.dedup_by_key(|(unit, _)| *unit);
        let keys = keys_of(self.korean[korean].1, self.finder);
        let known = keys.iter().filter_map(|key| self.keys.get(key));
        likely.extend(known.map(|&term| (term, 1.0)));
        likely
    }
}

/// What an article would be known by, each once, in an order that is always the same. Numbers end with their segment.
fn keys_of(side: &Side, finder: &AnchorFinder) -> Vec<Key> {
    let segments = side.segments.iter();
    let keys = segments.flat_map(|segment| finder.keys(&tokens(&segment.text), side.language()));
    let mut keys: Vec<Key> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn tokens_of(side: &Side) -> Vec<Token<'_>> {
    let segments = side.segments.iter();
    segments.flat_map(|segment| tokens(&segment.text)).collect()
}
