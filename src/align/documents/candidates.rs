//! Which articles may be editions of each other: those whose words are each other's translations, the rarer the better.
//!
//! An English article is the words that it holds, a Korean one the words that the lexicon would translate it by, each with
//! its probability; both weighed by how rare they are, and compared by the cosine of the two (Salton and Buckley 1988,
//! "Term-weighting approaches in automatic text retrieval").

use rayon::prelude::*;

use crate::align::alignment::Side;
use crate::align::words::{Grouped, Vocabulary};
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
/// Korean articles that are compared at a time: what each has in common with all English ones is held for so many.
const AT_ONCE: usize = 256;

/// The pairs of articles, Korean and English, that are worth a closer look.
pub(super) fn candidates(
    korean: &[Side],
    english: &[Side],
    lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    let collection = Collection::new(korean, english, lexicon);
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

/// The words of all articles.
struct Collection {
    /// Its segments are the articles.
    vocabulary: Vocabulary,
    /// For each Korean unit, its translations.
    translations: Grouped<(u32, f32)>,
    /// How much each English unit says, in nats.
    weights: Vec<f32>,
    /// For each English article, the length of its vector.
    lengths: Vec<f32>,
}

impl Collection {
    fn new(korean: &[Side], english: &[Side], lexicon: &Lexicon) -> Collection {
        let vocabulary = Vocabulary::new(
            korean.iter().map(tokens_of),
            english.iter().map(tokens_of),
            lexicon,
        );
        let units = &vocabulary.english;
        let weight = |(unit, chance): (u32, &f32)| {
            let expected = PRIOR_ARTICLES * (1.0 - (-LENGTH * chance).exp());
            let held = units.segments_of.of(unit).len() as f32;
            -((held + expected) / (english.len() as f32 + PRIOR_ARTICLES)).ln()
        };
        let weights: Vec<f32> = (0..).zip(&units.chance).map(weight).collect();
        let squares = |units: &Vec<u32>| {
            let weights = units.iter().map(|&unit| weights[unit as usize]);
            weights.map(|weight| weight * weight).sum::<f32>()
        };
        Collection {
            lengths: units.of.iter().map(|units| squares(units).sqrt()).collect(),
            translations: vocabulary.by_korean(),
            weights,
            vocabulary,
        }
    }

    /// How alike each English article is to a Korean one, 0 to 1.
    fn alike(&self, korean: usize) -> Vec<f32> {
        let mut alike = vec![0.0; self.lengths.len()];
        let mut squares = 0.0;
        for (unit, probability) in self.translated(korean) {
            let weight = self.weights[unit as usize];
            squares += (probability * weight).powi(2);
            for &article in self.vocabulary.english.segments_of.of(unit) {
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

    /// The English units that a Korean article may be translated by, each with its greatest probability.
    fn translated(&self, korean: usize) -> Vec<(u32, f32)> {
        let units = self.vocabulary.korean.of[korean].iter();
        let translations = units.flat_map(|&unit| self.translations.of(unit));
        let mut likely: Vec<(u32, f32)> = translations
            .filter(|(_, probability)| *probability >= LEAST_PROBABILITY)
            .copied()
            .collect();
        likely.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        likely.dedup_by_key(|(unit, _)| *unit);
        likely
    }
}

fn tokens_of(side: &Side) -> Vec<Token<'_>> {
    let segments = side.segments.iter();
    segments.flat_map(|segment| tokens(&segment.text)).collect()
}
