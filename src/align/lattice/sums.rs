//! Sums over all paths through a lattice, and the probability of each bead that comes of them.
//!
//! Forward and backward in the scaled form of Rabiner (1989), "A tutorial on hidden Markov models": a cell keeps the
//! logarithm of what reaches it, and numbers of ordinary size in relation to that, so that an edge takes one exponential.

use std::ops::Range;

use super::{
    Edge, LINKED, Lattice, Likely, Node, SKIPPED_SOURCE, SKIPPED_TARGET, STATES, Shape, Step,
};

/// Sums over all paths through a lattice.
pub(in crate::align) struct Sums<'a> {
    lattice: &'a Lattice,
    /// For each cell, the logarithm of the sum over all paths that reach it; `-inf` where none does.
    reached: Vec<f64>,
    /// For each cell, the share of that sum that comes by each state.
    shares: Vec<Node>,
    /// For each state of a cell, the sum over all paths from there to the end, times e^(reached - total).
    onward: Vec<Node>,
    /// For each linked bead, its share in the sum over all paths that reach the cell where it ends.
    linked: Vec<f32>,
    /// For each cell, what the skip of a source and of a target segment that lead there pass on of what reached the cell
    /// that they come from, in relation to what reached this one.
    skips: Vec<[f64; 2]>,
    /// e^run of each side.
    run_source: f64,
    run_target: f64,
    /// Logarithm of the sum over all paths.
    pub(in crate::align) total: f64,
}

/// A bead with its probability, and whether it is a skip that continues a run.
pub(in crate::align) struct WeighedEdge {
    pub(in crate::align) source: Range<usize>,
    pub(in crate::align) target: Range<usize>,
    pub(in crate::align) shape: Option<usize>,
    pub(in crate::align) continues_run: bool,
    pub(in crate::align) probability: f64,
}

impl<'a> Sums<'a> {
    pub(super) fn new(lattice: &'a Lattice) -> Sums<'a> {
        let cells = lattice.band.cells();
        let mut sums = Sums {
            lattice,
            reached: vec![f64::NEG_INFINITY; cells],
            shares: vec![[0.0; STATES]; cells],
            onward: vec![[0.0; STATES]; cells],
            linked: vec![0.0; lattice.edges.len()],
            skips: vec![[0.0; 2]; cells],
            run_source: f64::from(lattice.run_source).exp(),
            run_target: f64::from(lattice.run_target).exp(),
            total: f64::NEG_INFINITY,
        };
        sums.forward();
        sums.total = sums.reached[cells - 1];
        sums.backward();
        sums
    }

    fn forward(&mut self) {
        let lattice = self.lattice;
        let band = &lattice.band;
        self.reached[0] = 0.0;
        self.shares[0][LINKED] = 1.0;
        for row in 0..band.rows() {
            for column in band.columns_of(row) {
                let Some(cell) = band.cell(row, column).filter(|&cell| cell > 0) else {
                    continue;
                };
                let edges = lattice.edges_into(cell);
                let log = |edge: &Edge| self.reached[edge.from as usize] + f64::from(edge.score);
                let of_cell = &lattice.edges[edges.clone()];
                let linked = of_cell.iter().map(log).fold(f64::NEG_INFINITY, f64::max);
                let mut logs = [linked, f64::NEG_INFINITY, f64::NEG_INFINITY];
                let mut here = [0.0; STATES];
                if let Some((from, score)) = lattice.skipped_source_into(row, column) {
                    let [linked, source, _] = self.shares[from];
                    logs[SKIPPED_SOURCE] = self.reached[from] + f64::from(score);
                    here[SKIPPED_SOURCE] = linked + source * self.run_source;
                }
                if let Some((from, score)) = lattice.skipped_target_into(row, column) {
                    let [linked, source, target] = self.shares[from];
                    logs[SKIPPED_TARGET] = self.reached[from] + f64::from(score);
                    here[SKIPPED_TARGET] = linked + source + target * self.run_target;
                }
                let highest = logs.into_iter().fold(f64::NEG_INFINITY, f64::max);
                if highest == f64::NEG_INFINITY {
                    continue;
                }
                let skips = [SKIPPED_SOURCE, SKIPPED_TARGET].map(|state| {
                    let passed = exponential(logs[state] - highest);
                    here[state] *= passed;
                    passed
                });
                let shares = &mut self.linked[edges];
                for (share, edge) in shares.iter_mut().zip(of_cell) {
                    *share = exponential(log(edge) - highest) as f32;
                    here[LINKED] += f64::from(*share);
                }
                let sum: f64 = here.iter().sum();
                if sum > 0.0 {
                    self.reached[cell] = highest + sum.ln();
                    self.shares[cell] = here.map(|share| share / sum);
                    shares
                        .iter_mut()
                        .for_each(|share| *share = (f64::from(*share) / sum) as f32);
                    self.skips[cell] = skips.map(|passed| passed / sum);
                }
            }
        }
    }

    fn backward(&mut self) {
        let lattice = self.lattice;
        let last = self.onward.len() - 1;
        self.onward[last] = [1.0; STATES];
        for row in (0..lattice.band.rows()).rev() {
            for column in lattice.band.columns_of(row).rev() {
                let Some(cell) = lattice.band.cell(row, column) else {
                    continue;
                };
                let here = self.onward[cell];
                if here == [0.0; STATES] {
                    continue;
                }
                let edges = lattice.edges_into(cell);
                for (edge, share) in lattice.edges[edges.clone()].iter().zip(&self.linked[edges]) {
                    // Linked beads go on from any state alike.
                    for state in &mut self.onward[edge.from as usize] {
                        *state += f64::from(*share) * here[LINKED];
                    }
                }
                let [passed_source, passed_target] = self.skips[cell];
                if let Some((from, _)) = lattice.skipped_source_into(row, column) {
                    let onward = passed_source * here[SKIPPED_SOURCE];
                    self.onward[from][LINKED] += onward;
                    self.onward[from][SKIPPED_SOURCE] += onward * self.run_source;
                }
                if let Some((from, _)) = lattice.skipped_target_into(row, column) {
                    let onward = passed_target * here[SKIPPED_TARGET];
                    self.onward[from][LINKED] += onward;
                    self.onward[from][SKIPPED_SOURCE] += onward;
                    self.onward[from][SKIPPED_TARGET] += onward * self.run_target;
                }
            }
        }
    }

    /// Calls `edge` for each bead that ends at a row and column, with its probability.
    fn edges_at(&self, row: usize, column: usize, mut edge: impl FnMut(WeighedEdge)) {
        let lattice = self.lattice;
        let Some(cell) = lattice.band.cell(row, column) else {
            return;
        };
        let after = &self.onward[cell];
        let edges = lattice.edges_into(cell);
        for ((shape, _), share) in lattice.shaped_edges_into(cell).zip(&self.linked[edges]) {
            let (source, target) = Shape::LINKED[shape].counts();
            edge(WeighedEdge {
                source: row - source..row,
                target: column - target..column,
                shape: Some(shape),
                continues_run: false,
                probability: f64::from(*share) * after[LINKED],
            });
        }
        let mut skip = |from: usize, passed: f64, to: usize, run: f64| {
            let (source, target) = if to == SKIPPED_SOURCE { (1, 0) } else { (0, 1) };
            for state in LINKED..=to {
                let share = self.shares[from][state];
                // A state that nothing reaches may lead to what cannot be told in numbers.
                if share > 0.0 {
                    edge(WeighedEdge {
                        source: row - source..row,
                        target: column - target..column,
                        shape: None,
                        continues_run: state == to,
                        probability: share
                            * passed
                            * after[to]
                            * if state == to { run } else { 1.0 },
                    });
                }
            }
        };
        let [passed_source, passed_target] = self.skips[cell];
        if let Some((from, _)) = lattice.skipped_source_into(row, column) {
            skip(from, passed_source, SKIPPED_SOURCE, self.run_source);
        }
        if let Some((from, _)) = lattice.skipped_target_into(row, column) {
            skip(from, passed_target, SKIPPED_TARGET, self.run_target);
        }
    }

    /// The probability of a bead, 0 to 1.
    pub(in crate::align) fn probability(&self, step: &Step) -> f64 {
        let mut sum = 0.0;
        self.edges_at(step.0.end, step.1.end, |edge| {
            if edge.source == step.0 && edge.target == step.1 {
                sum += edge.probability;
            }
        });
        sum.clamp(0.0, 1.0)
    }

    /// Which linked beads are worth scoring once more, by other weights.
    pub(in crate::align) fn likely(&self) -> Likely {
        /// Below this probability, what another pass changes does not bring a bead back.
        const LEAST: f64 = 1e-9;
        let of_cell = |(cell, onward): (usize, &Node)| {
            let shares = &self.linked[self.lattice.edges_into(cell)];
            let edges = self.lattice.shaped_edges_into(cell).zip(shares);
            edges.fold(0, |shapes, ((shape, _), &share)| {
                let is_likely = f64::from(share) * onward[LINKED] > LEAST;
                shapes | u16::from(is_likely) << shape
            })
        };
        Likely {
            band: self.lattice.band.clone(),
            shapes: self.onward.iter().enumerate().map(of_cell).collect(),
        }
    }

    /// Calls `edge` for every bead of the lattice.
    pub(in crate::align) fn for_each(&self, mut edge: impl FnMut(WeighedEdge)) {
        for row in 0..self.lattice.band.rows() {
            for column in self.lattice.band.columns_of(row) {
                self.edges_at(row, column, &mut edge);
            }
        }
    }
}

/// The exponential of what is at most 0; of what is so small that it adds nothing to 1, none.
fn exponential(log: f64) -> f64 {
    const NEGLIGIBLE: f64 = -37.0;
    if log > NEGLIGIBLE { log.exp() } else { 0.0 }
}
