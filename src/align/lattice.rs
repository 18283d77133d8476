//! The search: the best sequence of beads, and the probability of each bead.
//!
//! The lattice knows scores, not where they come from. A node is a pair of positions, reached by a linked bead, by a
//! skipped source segment or by a skipped target segment; in a run of skips, source segments come first, so that
//! each alignment has one path. Viterbi's algorithm finds the best path; forward and backward sums over all
//! paths (Rabiner 1989) give the probability of each bead under the log-linear model.

use std::ops::Range;

use super::band::Band;
use super::bead::Shape;
use super::feature::{LARGER, SkipSide};

/// A bead without what is said of it: source and target segments.
pub(super) type Step = (Range<usize>, Range<usize>);

/// Gives the scores of beads, in nats, higher is better.
pub(super) trait Scorer {
    /// The score of a linked bead of the shape `Shape::LINKED[shape]`; `-inf` where there is none.
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32;
    /// The score of a skipped segment.
    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32;
    /// What is added for a skipped segment that follows another of its side.
    fn run(&self, side: SkipSide) -> f32;
    /// Whether larger beads are worth scoring where the best of the smaller ones that end there gains so much, in nats,
    /// over leaving its segments out.
    fn tries_larger(&self, _best_gain: f32) -> bool {
        true
    }
}

const SHAPES: usize = Shape::LINKED.len();
/// How a node was reached: by a linked bead (or it is the start), by a skipped source or target segment.
const STATES: usize = 3;
const LINKED: usize = 0;
const SKIPPED_SOURCE: usize = 1;
const SKIPPED_TARGET: usize = 2;

/// A value for each state; doubles, because the sums over a book are large and their differences small.
type Node = [f64; STATES];
const UNREACHED: Node = [f64::NEG_INFINITY; STATES];

/// A linked bead that scores so many nats less than leaving all its segments out is dropped: it would have a
/// probability below one in a million.
const HOPELESS: f32 = 14.0;

/// All scores inside a band.
pub(super) struct Lattice {
    band: Band,
    /// Scores of the linked beads that end in a cell.
    linked: Vec<[f32; SHAPES]>,
    skipped_source: Vec<f32>,
    skipped_target: Vec<f32>,
    run_source: f32,
    run_target: f32,
}

/// The best path.
pub(super) struct Best {
    pub(super) steps: Vec<Step>,
    /// Whether the path comes near an edge of the band, so that a better one may lie outside.
    pub(super) touches_edge: bool,
}

impl Lattice {
    /// Scores every bead inside the band, and drops those that are nothing beside leaving their segments out.
    pub(super) fn new(band: Band, scorer: &mut impl Scorer) -> Lattice {
        let columns = *band.columns_of(band.rows() - 1).end();
        let skipped_source: Vec<f32> = (0..band.rows() - 1)
            .map(|segment| scorer.skipped(SkipSide::Source, segment))
            .collect();
        let skipped_target: Vec<f32> = (0..columns)
            .map(|segment| scorer.skipped(SkipSide::Target, segment))
            .collect();
        let (run_source, run_target) = (scorer.run(SkipSide::Source), scorer.run(SkipSide::Target));
        let run = run_source.min(0.0) + run_target.min(0.0);
        let mut linked = Vec::with_capacity(band.cells());
        for row in 0..band.rows() {
            for column in band.columns_of(row) {
                let mut scores = [f32::NEG_INFINITY; SHAPES];
                let mut best = f32::NEG_INFINITY;
                for (index, (score, shape)) in scores.iter_mut().zip(Shape::LINKED).enumerate() {
                    let (s, t) = shape.counts();
                    if index >= LARGER && !scorer.tries_larger(best) {
                        break;
                    }
                    if s <= row && t <= column && band.cell(row - s, column - t).is_some() {
                        let found = scorer.linked(index, row - s..row, column - t..column);
                        let skips: f32 = skipped_source[row - s..row]
                            .iter()
                            .chain(&skipped_target[column - t..column])
                            .map(|skip| skip + run)
                            .sum();
                        best = best.max(found - skips);
                        if found > skips - HOPELESS {
                            *score = found;
                        }
                    }
                }
                linked.push(scores);
            }
        }
        Lattice {
            linked,
            skipped_source,
            skipped_target,
            run_source,
            run_target,
            band,
        }
    }

    /// Calls `edge` for every linked bead that ends in a cell, with its shape, the cell that it comes from and its
    /// score.
    fn linked_into(&self, row: usize, column: usize, mut edge: impl FnMut(usize, usize, f32)) {
        let Some(cell) = self.band.cell(row, column) else {
            return;
        };
        for (index, shape) in Shape::LINKED.into_iter().enumerate() {
            let score = self.linked[cell][index];
            if score == f32::NEG_INFINITY {
                continue;
            }
            let (source, target) = shape.counts();
            if let Some(from) = self.band.cell(row - source, column - target) {
                edge(index, from, score);
            }
        }
    }

    /// Calls `edge` for every skip that ends in a cell, with the cell and state that it comes from, the state that it
    /// leads to and its score.
    fn skips_into(
        &self,
        row: usize,
        column: usize,
        mut edge: impl FnMut(usize, usize, usize, f32),
    ) {
        if row > 0
            && let Some(from) = self.band.cell(row - 1, column)
        {
            let score = self.skipped_source[row - 1];
            edge(from, LINKED, SKIPPED_SOURCE, score);
            edge(
                from,
                SKIPPED_SOURCE,
                SKIPPED_SOURCE,
                score + self.run_source,
            );
        }
        if column > 0
            && let Some(from) = self.band.cell(row, column - 1)
        {
            let score = self.skipped_target[column - 1];
            edge(from, LINKED, SKIPPED_TARGET, score);
            edge(from, SKIPPED_SOURCE, SKIPPED_TARGET, score);
            edge(
                from,
                SKIPPED_TARGET,
                SKIPPED_TARGET,
                score + self.run_target,
            );
        }
    }

    /// The best path. Of paths with equal scores, the one whose last beads come first in [`Shape::LINKED`] wins, so
    /// that the outcome does not depend on anything but the scores.
    pub(super) fn best(&self) -> Best {
        let mut scores = vec![UNREACHED; self.band.cells()];
        let mut back = vec![[0u8; STATES]; self.band.cells()];
        scores[0][LINKED] = 0.0;
        for row in 0..self.band.rows() {
            for column in self.band.columns_of(row) {
                let Some(cell) = self.band.cell(row, column) else {
                    continue;
                };
                let mut here = scores[cell];
                let mut pointer = back[cell];
                let mut reach = |from: usize, state, to: usize, shape: usize, score| {
                    let total = scores[from][state] + f64::from(score);
                    if total > here[to] {
                        here[to] = total;
                        pointer[to] = (shape * STATES + state) as u8;
                    }
                };
                self.linked_into(row, column, |shape, from, score| {
                    for state in 0..STATES {
                        reach(from, state, LINKED, shape, score);
                    }
                });
                self.skips_into(row, column, |from, state, to, score| {
                    reach(from, state, to, SHAPES, score);
                });
                scores[cell] = here;
                back[cell] = pointer;
            }
        }
        self.trace(&scores, &back)
    }

    fn trace(&self, scores: &[Node], back: &[[u8; STATES]]) -> Best {
        /// An edge this many columns away may hide a better path.
        const MARGIN: usize = 8;
        let mut row = self.band.rows() - 1;
        let mut column = *self.band.columns_of(row).end();
        let last = scores.last().copied().unwrap_or(UNREACHED);
        let mut state = (0..STATES)
            .max_by(|&a, &b| last[a].total_cmp(&last[b]).then(b.cmp(&a)))
            .unwrap_or(LINKED);
        let mut steps = Vec::new();
        let mut touches_edge = false;
        while let Some(cell) = self.band.cell(row, column)
            && (row > 0 || column > 0)
        {
            touches_edge |= self.band.is_near_edge(row, column, MARGIN);
            let pointer = usize::from(back[cell][state]);
            let (source, target) = match (Shape::LINKED.get(pointer / STATES), state) {
                (Some(shape), _) => shape.counts(),
                (None, SKIPPED_SOURCE) => (1, 0),
                (None, _) => (0, 1),
            };
            steps.push((row - source..row, column - target..column));
            row -= source;
            column -= target;
            state = pointer % STATES;
        }
        steps.reverse();
        Best {
            steps,
            touches_edge,
        }
    }

    /// The score of a bead, for a skip without what a run adds; `-inf` outside the band.
    pub(super) fn score(&self, step: &Step) -> f32 {
        let (source, target) = step;
        if target.is_empty() {
            return self.skipped_source[source.start];
        }
        if source.is_empty() {
            return self.skipped_target[target.start];
        }
        let shape = Shape::LINKED
            .iter()
            .position(|shape| *shape == Shape::new(source.len() as u8, target.len() as u8));
        let cell = self.band.cell(source.end, target.end);
        match (shape, cell) {
            (Some(shape), Some(cell)) => self.linked[cell][shape],
            _ => f32::NEG_INFINITY,
        }
    }

    /// Sums over all paths.
    pub(super) fn sums(&self) -> Sums<'_> {
        let cells = self.band.cells();
        let (mut forward, mut reached) = (vec![UNREACHED; cells], vec![f64::NEG_INFINITY; cells]);
        forward[0][LINKED] = 0.0;
        reached[0] = 0.0;
        for row in 0..self.band.rows() {
            for column in self.band.columns_of(row) {
                let Some(cell) = self.band.cell(row, column) else {
                    continue;
                };
                let mut here = forward[cell];
                let mut linked = LogSum::default();
                self.linked_into(row, column, |_, from, score| {
                    linked.add(reached[from] + f64::from(score));
                });
                here[LINKED] = log_add(here[LINKED], linked.value());
                self.skips_into(row, column, |from, state, to, score| {
                    here[to] = log_add(here[to], forward[from][state] + f64::from(score));
                });
                forward[cell] = here;
                reached[cell] = here.into_iter().fold(f64::NEG_INFINITY, log_add);
            }
        }
        let backward = self.backward();
        let total = reached[cells - 1];
        Sums {
            lattice: self,
            forward,
            reached,
            backward,
            total,
        }
    }

    fn backward(&self) -> Vec<Node> {
        let cells = self.band.cells();
        let mut backward = vec![UNREACHED; cells];
        // Linked beads go on from any state alike.
        let mut from_any = vec![f64::NEG_INFINITY; cells];
        from_any[cells - 1] = 0.0;
        for row in (0..self.band.rows()).rev() {
            for column in self.band.columns_of(row).rev() {
                let Some(cell) = self.band.cell(row, column) else {
                    continue;
                };
                let mut here = backward[cell];
                for state in &mut here {
                    *state = log_add(*state, from_any[cell]);
                }
                backward[cell] = here;
                self.linked_into(row, column, |_, from, score| {
                    from_any[from] = log_add(from_any[from], here[LINKED] + f64::from(score));
                });
                self.skips_into(row, column, |from, state, to, score| {
                    backward[from][state] =
                        log_add(backward[from][state], here[to] + f64::from(score));
                });
            }
        }
        backward
    }
}

/// Sums over all paths through a lattice.
pub(super) struct Sums<'a> {
    lattice: &'a Lattice,
    forward: Vec<Node>,
    /// The sum over the states of a node.
    reached: Vec<f64>,
    backward: Vec<Node>,
    /// Logarithm of the sum over all paths.
    pub(super) total: f64,
}

/// A bead with its probability, and whether it is a skip that continues a run.
pub(super) struct WeighedEdge {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    pub(super) shape: Option<usize>,
    pub(super) continues_run: bool,
    pub(super) probability: f64,
}

impl Sums<'_> {
    /// Calls `edge` for each bead that ends at a row and column, with its probability.
    fn edges_at(&self, row: usize, column: usize, mut edge: impl FnMut(WeighedEdge)) {
        let Some(cell) = self.lattice.band.cell(row, column) else {
            return;
        };
        let after = &self.backward[cell];
        self.lattice.linked_into(row, column, |shape, from, score| {
            let log = self.reached[from] + f64::from(score) + after[LINKED] - self.total;
            let (source, target) = Shape::LINKED[shape].counts();
            edge(WeighedEdge {
                source: row - source..row,
                target: column - target..column,
                shape: Some(shape),
                continues_run: false,
                probability: log.exp(),
            });
        });
        self.lattice
            .skips_into(row, column, |from, state, to, score| {
                let log = self.forward[from][state] + f64::from(score) + after[to] - self.total;
                let (source, target) = if to == SKIPPED_SOURCE { (1, 0) } else { (0, 1) };
                edge(WeighedEdge {
                    source: row - source..row,
                    target: column - target..column,
                    shape: None,
                    continues_run: state == to,
                    probability: log.exp(),
                });
            });
    }

    /// The probability of a bead, 0 to 1.
    pub(super) fn probability(&self, step: &Step) -> f64 {
        let mut sum = 0.0;
        self.edges_at(step.0.end, step.1.end, |edge| {
            if edge.source == step.0 && edge.target == step.1 {
                sum += edge.probability;
            }
        });
        sum.clamp(0.0, 1.0)
    }

    /// Calls `edge` for every bead of the lattice.
    pub(super) fn for_each(&self, mut edge: impl FnMut(WeighedEdge)) {
        for row in 0..self.lattice.band.rows() {
            for column in self.lattice.band.columns_of(row) {
                self.edges_at(row, column, &mut edge);
            }
        }
    }
}

/// What is so much smaller than another, in nats, adds nothing to it.
const NEGLIGIBLE: f64 = 37.0;

/// The logarithm of a sum of many exponentials.
struct LogSum {
    highest: f64,
    /// The sum of the exponentials, each less the highest.
    sum: f64,
}

impl Default for LogSum {
    fn default() -> Self {
        LogSum {
            highest: f64::NEG_INFINITY,
            sum: 0.0,
        }
    }
}

impl LogSum {
    fn add(&mut self, log: f64) {
        let over = log - self.highest;
        if over > 0.0 {
            self.sum = self.sum * (-over).exp() + 1.0;
            self.highest = log;
        } else if over > -NEGLIGIBLE {
            self.sum += over.exp();
        }
    }

    fn value(&self) -> f64 {
        self.highest + self.sum.ln()
    }
}

/// ln(e^a + e^b).
fn log_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low - high < -NEGLIGIBLE || low == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}

#[cfg(test)]
mod tests;
