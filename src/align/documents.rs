//! Which articles are editions of each other, told by what they say: document alignment (Buck and Koehn 2016, "Findings of
//! the WMT 2016 bilingual document alignment shared task").
//!
//! The articles that share most words (`candidates`) are aligned: of two editions of one article more is paired than of two
//! articles on one subject. The surest pairs come first, and each article is in one at most (competitive linking: Melamed
//! 2000, "Models of translational equivalence among words").

mod candidates;

use std::sync::atomic::{AtomicUsize, Ordering};

use foldhash::HashSet;
use rayon::prelude::*;

use super::alignment::Side;
use super::confidence::{share_paired, shorter};
use super::{Aligner, Progress};
use candidates::candidates;

/// Of two editions, at least this share of the shorter is paired, were it so many segments longer that are not: of a few
/// segments, half may be paired by chance. In tests .48 at least of editions, and .44 at most of others, also of stories of
/// one day on one event.
const LEAST_PAIRED: f64 = 0.46;
const MORE_SEGMENTS: f64 = 2.0;

/// Two articles that are editions of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DocumentPair {
    /// Index of the Korean article.
    pub korean: usize,
    /// Index of the English article.
    pub english: usize,
    /// The share of the shorter one that is paired, as [`Alignment::paired`](super::Alignment::paired).
    pub paired: f64,
}

impl Aligner {
    /// Finds the articles that are editions of each other, among Korean and English ones in any order. The pairs are in the
    /// order of the Korean articles; an article without another edition is in none. `progress` is told of each comparison.
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
    /// let pairs = aligner.pair_documents(&korean, &english, |_| {});
    /// assert_eq!((pairs.len(), pairs[0].korean, pairs[0].english), (1, 1, 0));
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    pub fn pair_documents(
        &self,
        korean: &[Side],
        english: &[Side],
        progress: impl Fn(Progress) + Sync,
    ) -> Vec<DocumentPair> {
        let candidates = candidates(korean, english, &self.lexicon);
        let total = candidates.len();
        let done = AtomicUsize::new(0);
        let compared = candidates.into_par_iter().filter_map(|(k, e)| {
            let paired = self.paired(&korean[k], &english[e]);
            let done = 1 + done.fetch_add(1, Ordering::Relaxed);
            progress(Progress { done, total });
            let shorter = shorter(&korean[k].segments, &english[e].segments) as f64;
            let likeness = paired * shorter / (shorter + MORE_SEGMENTS);
            let pair = DocumentPair {
                korean: k,
                english: e,
                paired,
            };
            (likeness >= LEAST_PAIRED).then_some((likeness, pair))
        });
        let mut alike: Vec<(f64, DocumentPair)> = compared.collect();
        // Those of one likeness stay in the order of the articles.
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut taken = [HashSet::default(), HashSet::default()];
        let mut pairs: Vec<DocumentPair> = alike.into_iter().map(|(_, pair)| pair).collect();
        pairs.retain(|pair| {
            let is_free = !taken[0].contains(&pair.korean) && !taken[1].contains(&pair.english);
            if is_free {
                taken[0].insert(pair.korean);
                taken[1].insert(pair.english);
            }
            is_free
        });
        pairs.sort_unstable_by_key(|pair| pair.korean);
        pairs
    }

    /// The share of the shorter of two articles that is paired, were they editions of each other.
    fn paired(&self, korean: &Side, english: &Side) -> f64 {
        let beads = self.stretch(korean, english, &mut |_| {}).beads;
        share_paired(&korean.segments, &english.segments, &beads)
    }
}
