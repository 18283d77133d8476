//! Whether confidences can be trusted: of the beads with 0.9, nine in ten should be right, be they pairs or alone.

use std::collections::HashSet;
use std::fmt;

use super::{IdBead, ratio};
use crate::article::Language;
use crate::document::floored;

/// Upper ends of the classes of confidence; finer where it matters, at the top.
const CLASSES: [f64; 9] = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 1.0];

/// The precision that beads accepted unread must have.
const UNREAD_PRECISION: f64 = 0.995;

/// A bead that was found, with the probability that it is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The bead.
    pub bead: IdBead,
    /// Probability, 0 to 1, that the gold holds exactly this bead.
    pub confidence: f64,
}

/// The confidences of beads, and which of the beads were right.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    predictions: Vec<(f64, bool)>,
    gold: usize,
}

/// Beads of about one confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// The confidence that none of them exceeds.
    pub upper: f64,
    /// How many there are.
    pub beads: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
    /// By how much that share and the mean confidence would differ in the mean, were every confidence true.
    pub chance: f64,
}

/// The beads that may be accepted unread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accepted {
    /// The least confidence among them, to four digits, as every output has it.
    pub confidence: f64,
    /// The share of gold beads among them, 0 to 1.
    pub share: f64,
}

impl Calibration {
    /// Adds the pairs of a document. Beads with an empty side are left out, as in [`Scores`](super::Scores).
    pub fn add(&mut self, gold: &[IdBead], predictions: &[Prediction]) {
        let gold: HashSet<&IdBead> = gold.iter().filter(|bead| bead.is_linked()).collect();
        let linked = predictions.iter().filter(|one| one.bead.is_linked());
        self.predictions
            .extend(linked.map(|one| (one.confidence, gold.contains(&one.bead))));
        self.gold += gold.len();
    }

    /// Adds the segments alone of a document, for a calibration of their own: right are those that the gold has in no pair.
    pub fn add_alone(&mut self, gold: &[IdBead], predictions: &[Prediction]) {
        let linked = gold.iter().filter(|bead| bead.is_linked());
        let paired: HashSet<(Language, usize)> = linked.flat_map(IdBead::segments).collect();
        let is_right = |bead: &IdBead| bead.segments().all(|segment| !paired.contains(&segment));
        let alone = predictions.iter().filter(|one| !one.bead.is_linked());
        self.predictions
            .extend(alone.map(|one| (one.confidence, is_right(&one.bead))));
    }

    /// The classes that hold beads, from the least confident.
    pub fn classes(&self) -> Vec<Class> {
        let mut lower = f64::NEG_INFINITY;
        let mut classes = Vec::new();
        for upper in CLASSES {
            let all = self.predictions.iter().copied();
            let inside: Vec<(f64, bool)> = all
                .filter(|(confidence, _)| {
                    (lower..upper).contains(confidence) || (upper == 1.0 && *confidence >= 1.0)
                })
                .collect();
            if !inside.is_empty() {
                let beads = inside.len();
                let confidences: Vec<f64> =
                    inside.iter().map(|(confidence, _)| *confidence).collect();
                classes.push(Class {
                    upper,
                    beads,
                    confidence: confidences.iter().sum::<f64>() / beads as f64,
                    right: ratio(inside.iter().filter(|(_, right)| *right).count(), beads),
                    chance: mean_deviation(&confidences) / beads as f64,
                });
            }
            lower = upper;
        }
        classes
    }

    /// The expected calibration error, 0 to 1: by how much confidence and share of right beads differ, in the mean over
    /// all beads (Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian
    /// binning").
    pub fn error(&self) -> f64 {
        self.mean(|class| (class.confidence - class.right).abs())
    }

    /// The error that chance would make with so many beads, were every confidence true.
    pub fn chance(&self) -> f64 {
        self.mean(|class| class.chance)
    }

    fn mean(&self, of: impl Fn(&Class) -> f64) -> f64 {
        let classes = self.classes();
        // Not a sum, which is -0 of nothing.
        let sum = classes
            .iter()
            .fold(0.0, |sum, class| sum + class.beads as f64 * of(class));
        sum / self.predictions.len().max(1) as f64
    }

    /// The most beads, taken from the surest down, of which at least the share `precision` is right; `None` where even
    /// the surest are not.
    pub fn accepted(&self, precision: f64) -> Option<Accepted> {
        let written = |(confidence, right): &(f64, bool)| (floored(*confidence), *right);
        let mut sorted: Vec<(f64, bool)> = self.predictions.iter().map(written).collect();
        sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut right, mut best) = (0, None);
        for (index, (confidence, is_right)) in sorted.iter().enumerate() {
            right += usize::from(*is_right);
            // Beads of one confidence are accepted together.
            let is_last = sorted
                .get(index + 1)
                .is_none_or(|next| next.0 < *confidence);
            if is_last && ratio(right, index + 1) >= precision {
                best = Some(Accepted {
                    confidence: *confidence,
                    share: ratio(right, self.gold),
                });
            }
        }
        best
    }

    /// The share that can be accepted unread, as a sentence.
    pub fn unread(&self) -> String {
        let precision = 100.0 * UNREAD_PRECISION;
        match self.accepted(UNREAD_PRECISION) {
            Some(accepted) => format!(
                "{:.1} % of the gold beads can be accepted unread at a precision of {precision:.1} %: those of confidence {:.4} and more",
                100.0 * accepted.share,
                accepted.confidence
            ),
            None => format!("no beads can be accepted unread at a precision of {precision:.1} %"),
        }
    }

    /// One line: the expected calibration error, and the share that can be accepted unread.
    pub fn summary(&self) -> String {
        let share = self
            .accepted(UNREAD_PRECISION)
            .map_or(0.0, |accepted| accepted.share);
        format!(
            "calibration error {:.4} (chance {:.4})  unread {share:.4}",
            self.error(),
            self.chance()
        )
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:18} {:>9} {:>9} {:>9}",
            "confidence below", "beads", "mean", "right"
        )?;
        for class in self.classes() {
            let upper = if class.upper < 1.0 {
                class.upper.to_string()
            } else {
                "or up to 1".into()
            };
            writeln!(
                f,
                "{upper:18} {:>9} {:>9.4} {:>9.4}",
                class.beads, class.confidence, class.right
            )?;
        }
        writeln!(
            f,
            "expected calibration error {:.4}; with so many beads chance makes {:.4}, were every confidence true",
            self.error(),
            self.chance()
        )
    }
}

/// By how much the number of right beads differs from the one expected, in the mean, where each is right with its
/// probability: by the distribution of the number (Poisson binomial), to which one bead is added after the other. Where
/// many may be wrong, or there are very many, it is the normal distribution, near enough, and takes no time that grows with
/// the square.
fn mean_deviation(probabilities: &[f64]) -> f64 {
    const NORMAL: f64 = 100.0;
    const MOST: usize = 10_000;
    let variance: f64 = probabilities.iter().map(|p| p * (1.0 - p)).sum();
    if variance > NORMAL || probabilities.len() > MOST {
        return (2.0 * variance / std::f64::consts::PI).sqrt();
    }
    let mut of_number = vec![1.0];
    for p in probabilities {
        of_number.push(0.0);
        for number in (0..of_number.len()).rev() {
            let one_less = number.checked_sub(1).map_or(0.0, |less| of_number[less]);
            of_number[number] = of_number[number] * (1.0 - p) + one_less * p;
        }
    }
    let expected: f64 = probabilities.iter().sum();
    let deviations = of_number.iter().enumerate();
    deviations.fold(0.0, |sum, (number, p)| {
        sum + p * (number as f64 - expected).abs()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(id: usize) -> IdBead {
        IdBead {
            english: vec![id],
            korean: vec![id],
        }
    }

    /// Ten gold beads; predictions of the given confidences, of which those below `right` are in the gold.
    fn calibration(confidences: &[f64], right: usize) -> Calibration {
        let gold: Vec<IdBead> = (0..10).map(bead).collect();
        let predictions: Vec<Prediction> = confidences
            .iter()
            .enumerate()
            .map(|(index, &confidence)| Prediction {
                bead: bead(if index < right { index } else { 100 + index }),
                confidence,
            })
            .collect();
        let mut calibration = Calibration::default();
        calibration.add(&gold, &predictions);
        calibration
    }

    #[test]
    fn the_error_is_the_mean_difference() {
        // One class: mean confidence 0.85, three in four right.
        let one = calibration(&[0.85; 4], 3);
        assert!((one.error() - 0.1).abs() < 1e-9, "{}", one.error());
        // Certain and right: no error.
        assert_eq!(calibration(&[1.0; 4], 4).error(), 0.0);
    }

    #[test]
    fn what_the_gold_has_in_no_pair_is_rightly_alone() {
        let alone = |english: &[usize], korean: &[usize]| Prediction {
            bead: IdBead::new(english.to_vec(), korean.to_vec()),
            confidence: 0.75,
        };
        // The gold may put segments that are alone together; numbers of one language say nothing of the other's.
        let gold = [
            IdBead::new(vec![0], vec![0]),
            IdBead::new(vec![1, 2], vec![]),
        ];
        let predictions = [
            alone(&[0], &[]),
            alone(&[1], &[]),
            alone(&[2], &[]),
            alone(&[], &[1]),
        ];
        let mut calibration = Calibration::default();
        calibration.add_alone(&gold, &predictions);
        // A pair is no segment alone.
        calibration.add_alone(&gold, &[alone(&[1], &[1])]);
        let classes = calibration.classes();
        assert_eq!(classes.len(), 1);
        assert_eq!((classes[0].beads, classes[0].right), (4, 0.75));
        assert_eq!(calibration.error(), 0.0);
    }

    #[test]
    fn with_few_beads_chance_makes_an_error() {
        // Two of 0.8 are both right in 0.64, one in 0.32 and none in 0.04 of cases, where 1.6 are expected.
        let two = calibration(&[0.8; 2], 2).chance();
        let deviation = 0.64 * 0.4 + 0.32 * 0.6 + 0.04 * 1.6;
        assert!((two - deviation / 2.0).abs() < 1e-12, "{two}");
        // Of many the number is distributed normally, and deviates by √(2/π) standard deviations, here of 0.02.
        let many = calibration(&[0.8; 400], 320).chance();
        assert!((many - 0.0160).abs() < 1e-4, "{many}");
        // As exact as by counting each, of so many that this is not done.
        let (few, more) = (calibration(&[0.5; 399], 200), calibration(&[0.5; 401], 200));
        let ratio = few.chance() / more.chance();
        assert!((ratio - (401.0f64 / 399.0).sqrt()).abs() < 1e-3, "{ratio}");
        assert_eq!(calibration(&[1.0; 4], 4).chance(), 0.0);
    }

    #[test]
    fn the_surest_beads_are_accepted() {
        let found = calibration(&[0.9999, 0.98, 0.97, 0.60007, 0.5], 4)
            .accepted(0.99)
            .unwrap();
        assert_eq!(
            found,
            Accepted {
                confidence: 0.6,
                share: 0.4
            }
        );
        // And printed as they are written.
        let printed = calibration(&[0.98646; 2], 2).unread();
        assert!(printed.contains("confidence 0.9864 and more"), "{printed}");
        // As they are written, both are .9000.
        assert_eq!(calibration(&[0.90009, 0.90001], 1).accepted(0.99), None);
    }

    #[test]
    fn nothing_has_no_error() {
        assert_eq!(
            Calibration::default().summary(),
            "calibration error 0.0000 (chance 0.0000)  unread 0.0000"
        );
    }
}
