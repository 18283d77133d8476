//! Which articles are editions of each other, told by what they say: document alignment (Buck and Koehn 2016, "Findings of
//! the WMT 2016 bilingual document alignment shared task").
//!
//! The articles that share most words and numbers (`candidates`) are aligned: of two editions of one article more is paired
//! than of two articles on one subject, and their numbers are the same. The pairs that are most alike come first, and each
//! article is in one at most (competitive linking: Melamed 2000, "Models of translational equivalence among words").

mod candidates;

use std::sync::atomic::{AtomicUsize, Ordering};

use foldhash::HashSet;
use rayon::prelude::*;

use super::alignment::{Alignment, Side};
use super::{Aligner, Progress};
use crate::anchor::Kind;
use candidates::candidates;

/// Of two editions, at least this share is the same, by [`Alignment::likeness`]. In tests .49 at least of nearly all editions;
/// and .54 at most of others, of stories of one day on one event, which are more like their own editions.
const LEAST_ALIKE: f64 = 0.46;
/// Two texts are taken for so many segments longer, which are not paired: of a few segments, half may be paired by chance.
const MORE_SEGMENTS: f64 = 2.0;

/// How often the articles that are left are compared, as long as more than one in so many finds its other edition.
const MOST_ROUNDS: usize = 10;
const WORTH_A_ROUND: usize = 10;

/// Two articles that are editions of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DocumentPair {
    /// Index of the Korean article.
    pub korean: usize,
    /// Index of the English article.
    pub english: usize,
    /// The share of the shorter one that is paired, as [`Alignment::paired`].
    pub paired: f64,
}

/// Which of many articles say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentPairs {
    /// The editions of each other, in the order of the Korean articles; each article is in one pair at most.
    pub pairs: Vec<DocumentPair>,
    /// Pairs that say the same too, but of which one article is more like another: the same told twice, or in two parts.
    pub others: Vec<DocumentPair>,
}

impl Aligner {
    /// Finds the articles that are editions of each other, among Korean and English ones in any order. `progress` is told of
    /// each comparison, and begins anew where the articles that are left are compared.
    ///
    /// ```
    /// use naranhi::Aligner;
    /// use naranhi::reader::Page;
    /// let aligner = Aligner::new();
    /// let side = |text| aligner.side(&Page::plain(text, "an article"));
    /// let korean = [
    ///     side("한국은행은 금리를 3.5%로 올렸다. 환율은 1320원이었다. 물가는 4% 올랐다. 주가는 내렸다.")?,
    ///     side("박 대통령은 3일 베이징에 도착했다. 시 주석이 맞았다. 두 사람은 만찬을 했다. 그는 4일 돌아온다.")?,
    /// ];
    /// let english = [side(
    ///     "President Park arrived in Beijing on the 3rd. President Xi met her. The two had dinner. She returns on the 4th.",
    /// )?];
    /// let found = aligner.pair_documents(&korean, &english, |_| {});
    /// assert_eq!(found.pairs.len(), 1);
    /// assert_eq!((found.pairs[0].korean, found.pairs[0].english), (1, 0));
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    pub fn pair_documents(
        &self,
        korean: &[Side],
        english: &[Side],
        progress: impl Fn(Progress) + Sync,
    ) -> DocumentPairs {
        let (mut koreans, mut englishes) = (HashSet::default(), HashSet::default());
        let mut found = DocumentPairs::default();
        for _ in 0..MOST_ROUNDS {
            let left = (free(korean, &koreans), free(english, &englishes));
            if left.0.is_empty() || left.1.is_empty() {
                break;
            }
            let alike = self.alike(&left.0, &left.1, &progress);
            let before = found.pairs.len();
            for pair in alike {
                let is_free = !koreans.contains(&pair.korean) && !englishes.contains(&pair.english);
                if is_free {
                    koreans.insert(pair.korean);
                    englishes.insert(pair.english);
                    found.pairs.push(pair);
                } else {
                    found.others.push(pair);
                }
            }
            // What is told more often than an article has candidates finds its other edition when those are taken; where few
            // do, the rest has none.
            let found = found.pairs.len() - before;
            if found * WORTH_A_ROUND <= left.0.len().min(left.1.len()) {
                break;
            }
        }
        found.pairs.sort_unstable_by_key(|pair| pair.korean);
        found
    }

    /// The pairs of articles that say the same, those that are most alike first.
    fn alike(
        &self,
        korean: &[(usize, &Side)],
        english: &[(usize, &Side)],
        progress: &(impl Fn(Progress) + Sync),
    ) -> Vec<DocumentPair> {
        let candidates = candidates(korean, english, &self.lexicon, &self.finder);
        let total = candidates.len();
        let done = AtomicUsize::new(0);
        let compared = candidates.into_par_iter().filter_map(|(k, e)| {
            let ((k, korean), (e, english)) = (korean[k], english[e]);
            let alignment = self.align_sides(korean.clone(), english.clone(), &mut |_| {});
            let done = 1 + done.fetch_add(1, Ordering::Relaxed);
            progress(Progress { done, total });
            let pair = DocumentPair {
                korean: k,
                english: e,
                paired: alignment.paired(),
            };
            let likeness = alignment.likeness();
            (likeness >= LEAST_ALIKE).then_some((likeness, pair))
        });
        let mut alike: Vec<(f64, DocumentPair)> = compared.collect();
        // Those that are as much alike stay in the order of the articles.
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        alike.into_iter().map(|(_, pair)| pair).collect()
    }
}

/// The articles that are in no pair yet, with their indices.
fn free<'a>(articles: &'a [Side], taken: &HashSet<usize>) -> Vec<(usize, &'a Side)> {
    let articles = articles.iter().enumerate();
    articles
        .filter(|(index, _)| !taken.contains(index))
        .collect()
}

impl Alignment {
    /// Whether the two texts say the same: so much of them is paired, and so many of their numbers are the same, that they
    /// are taken for editions of one article if nothing else tells.
    pub fn says_the_same(&self) -> bool {
        self.likeness() >= LEAST_ALIKE
    }

    /// The share, 0 to 1, of the shorter text that is paired, each number counted as a segment: of two days' weather all
    /// may be paired.
    fn likeness(&self) -> f64 {
        let segments = self.shorter() as f64;
        let numbers = |lists: &[Vec<u32>]| -> HashSet<u32> {
            let is_number = |&concept: &u32| self.concepts[concept as usize].kind == Kind::Number;
            lists.iter().flatten().copied().filter(is_number).collect()
        };
        let (source, target) = (
            numbers(&self.source_concepts),
            numbers(&self.target_concepts),
        );
        let shared = source.intersection(&target).count() as f64;
        let fewer = source.len().min(target.len()) as f64;
        (self.paired() * segments + shared) / (segments + fewer + MORE_SEGMENTS)
    }
}
