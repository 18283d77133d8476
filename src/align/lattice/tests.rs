//! The search against trying everything, and scores worked out by hand.

use super::*;
use proptest::prelude::*;

/// Scores from a table: any bead's score is looked up by where it begins and its shape.
struct Table {
    linked: Vec<f32>,
    skipped: Vec<f32>,
    run: f32,
}

impl Scorer for Table {
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32 {
        let key = source.start * 31 + target.start * 7 + shape * 13;
        self.linked[key % self.linked.len()]
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        self.skipped[(segment * 2 + side as usize) % self.skipped.len()]
    }

    fn run(&self, _: SkipSide) -> f32 {
        self.run
    }
}

/// All alignments of two texts, by recursion; in a run of skips, source segments come first.
fn all(s: usize, t: usize, rows: usize, columns: usize, after_target: bool) -> Vec<Vec<Step>> {
    if (s, t) == (rows, columns) {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    let mut extend = |s2: usize, t2: usize, after_target: bool| {
        if s2 <= rows && t2 <= columns {
            for mut rest in all(s2, t2, rows, columns, after_target) {
                rest.insert(0, (s..s2, t..t2));
                found.push(rest);
            }
        }
    };
    for shape in Shape::LINKED {
        extend(
            s + usize::from(shape.source),
            t + usize::from(shape.target),
            false,
        );
    }
    if !after_target {
        extend(s + 1, t, false);
    }
    extend(s, t + 1, true);
    found
}

fn score(table: &mut Table, steps: &[Step]) -> f64 {
    let mut total = 0.0;
    let mut previous: Option<&Step> = None;
    for step in steps {
        let (source, target) = step.clone();
        let shape = Shape::new(source.len() as u8, target.len() as u8);
        total += f64::from(if target.is_empty() {
            table.skipped(SkipSide::Source, source.start)
        } else if source.is_empty() {
            table.skipped(SkipSide::Target, target.start)
        } else {
            let index = Shape::LINKED.iter().position(|s| *s == shape).unwrap();
            table.linked(index, source, target)
        });
        let continues = previous.is_some_and(|p| {
            (p.0.is_empty() && step.0.is_empty()) || (p.1.is_empty() && step.1.is_empty())
        });
        if continues {
            total += f64::from(table.run);
        }
        previous = Some(step);
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_search_agrees_with_trying_everything(
        rows in 0usize..5,
        columns in 0usize..5,
        linked in prop::collection::vec(-4.0f32..4.0, 97),
        skipped in prop::collection::vec(-3.0f32..1.0, 11),
        run in -1.0f32..2.0,
    ) {
        let mut table = Table { linked, skipped, run };
        let lattice = Lattice::new(Band::whole(rows, columns), &mut table);
        let best = lattice.best();
        let sums = lattice.sums();
        let alignments = all(0, 0, rows, columns, false);
        let scores: Vec<f64> = alignments.iter().map(|a| score(&mut table, a)).collect();
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert!((score(&mut table, &best.steps) - highest).abs() < 1e-3);

        let total: f64 = scores.iter().map(|s| s.exp()).sum();
        prop_assert!((sums.total - total.ln()).abs() < 1e-3);
        for step in &best.steps {
            let with: f64 = alignments
                .iter()
                .zip(&scores)
                .filter(|(alignment, _)| alignment.contains(step))
                .map(|(_, score)| score.exp())
                .sum();
            prop_assert!((sums.probability(step) - with / total).abs() < 1e-3);
        }
    }
}

#[test]
fn scores_by_hand() {
    // Two source segments, one target segment; every linked bead scores 1, every skip -1, a run nothing:
    //   2-1 = 1;  1-1 + 1-0 = 0 (two ways);  0-1 and two 1-0 = -3 (one way, source first).
    let mut table = Table {
        linked: vec![1.0],
        skipped: vec![-1.0],
        run: 0.0,
    };
    let lattice = Lattice::new(Band::whole(2, 1), &mut table);
    assert_eq!(lattice.best().steps, [(0..2, 0..1)]);
    let total = 1f64.exp() + 2.0 + (-3f64).exp();
    assert!((lattice.sums().total - total.ln()).abs() < 1e-6);
}
