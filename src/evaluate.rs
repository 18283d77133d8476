//! How well beads agree with beads made by hand.
//!
//! `strict` counts a predicted bead when the gold holds exactly that bead, `lax` when one gold bead shares a pair of
//! segments with it, `link` counts single pairs of segments (Véronis and Langlais 2000, "Evaluation of parallel text
//! alignment systems", and the scorer of vecalign). Beads with an empty side are left out of all three.

mod calibration;
mod gold;
mod ladder;
mod predicted;
mod table;

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use crate::article::Language;
pub use calibration::{Accepted, Calibration, Class, Prediction};
pub use gold::GoldDocument;
pub use ladder::parse_ladder;
pub use predicted::{Predictions, read_predictions};

/// A bead as segment numbers from 0, which need not be neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdBead {
    /// English segments, in order.
    pub english: Vec<usize>,
    /// Korean segments, in order.
    pub korean: Vec<usize>,
}

impl IdBead {
    /// A bead of segments in any order, which means nothing.
    pub fn new(mut english: Vec<usize>, mut korean: Vec<usize>) -> IdBead {
        english.sort_unstable();
        korean.sort_unstable();
        IdBead { english, korean }
    }

    fn segments(&self) -> impl Iterator<Item = (Language, usize)> + '_ {
        let english = self.english.iter().map(|&id| (Language::English, id));
        english.chain(self.korean.iter().map(|&id| (Language::Korean, id)))
    }

    /// Whether it has segments on both sides.
    pub fn is_linked(&self) -> bool {
        !self.english.is_empty() && !self.korean.is_empty()
    }

    fn links(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.english
            .iter()
            .flat_map(|&e| self.korean.iter().map(move |&k| (e, k)))
    }

    /// Korean and English segments: `2-1`.
    fn shape(&self) -> (usize, usize) {
        (self.korean.len(), self.english.len())
    }
}

/// Right, predicted and gold items of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Predicted items that are right.
    pub right_of_predicted: usize,
    /// Items predicted.
    pub predicted: usize,
    /// Gold items that were found.
    pub found_of_gold: usize,
    /// Items in the gold.
    pub gold: usize,
}

impl Count {
    /// Share of predicted items that are right, 0 to 1; 0 where there are none.
    pub fn precision(&self) -> f64 {
        ratio(self.right_of_predicted, self.predicted)
    }

    /// Share of gold items that were found, 0 to 1; 0 where there are none.
    pub fn recall(&self) -> f64 {
        ratio(self.found_of_gold, self.gold)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The scores of one or more documents.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Documents counted.
    pub documents: usize,
    /// Beads exactly as in the gold.
    pub strict: Count,
    /// Beads that share a link with the gold.
    pub lax: Count,
    /// Single pairs of segments.
    pub link: Count,
    /// Strict counts by shape, Korean first.
    pub by_shape: BTreeMap<(usize, usize), Count>,
}

impl Scores {
    /// Adds a document.
    pub fn add(&mut self, gold: &[IdBead], predicted: &[IdBead]) {
        let gold: Vec<&IdBead> = gold.iter().filter(|bead| bead.is_linked()).collect();
        let predicted: Vec<&IdBead> = predicted.iter().filter(|bead| bead.is_linked()).collect();
        let gold_beads: HashSet<&IdBead> = gold.iter().copied().collect();
        let predicted_beads: HashSet<&IdBead> = predicted.iter().copied().collect();
        let gold_links: HashSet<_> = gold.iter().flat_map(|bead| bead.links()).collect();
        let predicted_links: HashSet<_> = predicted.iter().flat_map(|bead| bead.links()).collect();

        self.documents += 1;
        for bead in &predicted {
            let right = usize::from(gold_beads.contains(bead));
            let lax = bead.links().any(|link| gold_links.contains(&link));
            for count in [
                &mut self.strict,
                self.by_shape.entry(bead.shape()).or_default(),
            ] {
                count.predicted += 1;
                count.right_of_predicted += right;
            }
            self.lax.predicted += 1;
            self.lax.right_of_predicted += usize::from(lax);
        }
        for bead in &gold {
            let found = usize::from(predicted_beads.contains(bead));
            let lax = bead.links().any(|link| predicted_links.contains(&link));
            for count in [
                &mut self.strict,
                self.by_shape.entry(bead.shape()).or_default(),
            ] {
                count.gold += 1;
                count.found_of_gold += found;
            }
            self.lax.gold += 1;
            self.lax.found_of_gold += usize::from(lax);
        }
        let right = predicted_links.intersection(&gold_links).count();
        self.link.predicted += predicted_links.len();
        self.link.gold += gold_links.len();
        self.link.right_of_predicted += right;
        self.link.found_of_gold += right;
    }

    /// One line with all three F1 scores.
    pub fn summary(&self) -> String {
        format!(
            "strict F1 {:.4}  lax F1 {:.4}  link F1 {:.4}",
            self.strict.f1(),
            self.lax.f1(),
            self.link.f1()
        )
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents", self.documents)?;
        writeln!(
            f,
            "{:8} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "", "precision", "recall", "F1", "predicted", "gold"
        )?;
        let mut row = |name: &str, count: &Count| {
            writeln!(
                f,
                "{name:8} {:>9.4} {:>9.4} {:>9.4} {:>9} {:>9}",
                count.precision(),
                count.recall(),
                count.f1(),
                count.predicted,
                count.gold
            )
        };
        row("strict", &self.strict)?;
        row("lax", &self.lax)?;
        row("link", &self.link)?;
        for ((korean, english), count) in &self.by_shape {
            row(&format!("  {korean}-{english}"), count)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beads(ladder: &str) -> Vec<IdBead> {
        parse_ladder(ladder, "x").unwrap()
    }

    #[test]
    fn counts_by_hand() {
        let mut scores = Scores::default();
        scores.add(
            &beads("[0]:[0]\n[1, 2]:[1]\n[]:[2]\n[3]:[3]"),
            &beads("[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[]"),
        );
        // Predicted 0:0 1:1 2:2, gold 0:0 12:1 3:3.
        assert_eq!(scores.strict.precision(), 1.0 / 3.0);
        assert_eq!(scores.strict.recall(), 1.0 / 3.0);
        assert_eq!(scores.lax.precision(), 2.0 / 3.0);
        assert_eq!(scores.lax.recall(), 2.0 / 3.0);
        // Links: predicted 3, gold 4, right 2.
        assert_eq!(
            scores.link.f1(),
            2.0 * (2.0 / 3.0) * 0.5 / (2.0 / 3.0 + 0.5)
        );
        assert_eq!(scores.by_shape[&(1, 2)].recall(), 0.0);
    }

    #[test]
    fn no_more_is_found_than_there_is() {
        let bead = IdBead::new(vec![1, 0], vec![0]);
        let mut scores = Scores::default();
        scores.add(&beads("[0, 1]:[0]"), &[bead.clone(), bead]);
        assert_eq!(scores.strict.recall(), 1.0);
    }

    #[test]
    fn nothing_scores_nothing() {
        let mut scores = Scores::default();
        scores.add(&[], &[]);
        assert_eq!(scores.strict.f1(), 0.0);
    }
}
