//! The search: the best sequence of beads, and the probability of each bead.
//!
//! The lattice knows scores, not where they come from. A node is a pair of positions, reached by a linked bead, by a
//! skipped source segment or by a skipped target segment; in a run of skips, source segments come first, so that
//! each alignment has one path. Viterbi's algorithm finds the best path; forward and backward sums over all
//! paths (Rabiner 1989) give the probability of each bead under the log-linear model.

mod sums;

use std::ops::Range;

use super::band::Band;
use super::bead::{Shape, Step};
use super::feature::{LARGER, SkipSide};
pub(super) use sums::Sums;

/// Gives the scores of beads, in nats, higher is better.
pub(super) trait Scorer {
    /// The score of a linked bead of the shape `Shape::LINKED[shape]`; `-inf` where there is none.
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32;
    /// The score of a skipped segment.
    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32;
    /// What is added for a skipped segment that follows another of its side.
    fn run(&self, side: SkipSide) -> f32;
    /// Which shapes of linked beads that end at a row and a column are worth scoring, a bit for each.
    fn shapes(&self, _row: usize, _column: usize) -> u16 {
        ALL_SHAPES
    }
    /// Whether larger beads are worth scoring where the best of the smaller ones that end there gains so much, in nats,
    /// over leaving its segments out.
    fn tries_larger(&self, _best_gain: f32) -> bool {
        true
    }
}

const SHAPES: usize = Shape::LINKED.len();
// Each has a bit in a cell.
const _: () = assert!(SHAPES <= u16::BITS as usize);
/// The bits of all shapes.
pub(super) const ALL_SHAPES: u16 = u16::MAX >> (u16::BITS as usize - SHAPES);
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

/// A linked bead, by the cell that it comes from.
#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    /// In nats.
    score: f32,
}

/// All scores inside a band.
pub(super) struct Lattice {
    band: Band,
    /// The linked beads that are not hopeless, by the cell that they end in, then by shape.
    edges: Vec<Edge>,
    /// For each cell, where its edges begin, and behind the last where they end.
    first_edges: Vec<u32>,
    /// For each cell, a bit for each shape of an edge that ends there.
    shapes: Vec<u16>,
    skipped_source: Vec<f32>,
    skipped_target: Vec<f32>,
    run_source: f32,
    run_target: f32,
}

/// Which linked beads of a lattice are likely enough to be scored once more.
pub(super) struct Likely {
    band: Band,
    /// For each cell, a bit for each shape of a bead that ends there.
    shapes: Vec<u16>,
}

impl Likely {
    /// The band that they were scored in.
    pub(super) fn band(&self) -> &Band {
        &self.band
    }

    /// The shapes of linked beads that end at a row and a column, a bit for each; all outside the band, where none was
    /// scored.
    pub(super) fn shapes(&self, row: usize, column: usize) -> u16 {
        let cell = self.band.cell(row, column);
        cell.map_or(ALL_SHAPES, |cell| self.shapes[cell])
    }
}

/// The best path.
pub(super) struct Best {
    pub(super) steps: Vec<Step>,
    /// Whether the path comes near an edge of the band, so that a better one may lie outside; or there is none inside.
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
        // All skips before a segment, each as in a run, so that those of a bead are a difference.
        let run = run_source.min(0.0) + run_target.min(0.0);
        let before = |skips: &[f32]| -> Vec<f64> {
            let sums = skips.iter().scan(0.0, |sum, skip| {
                *sum += f64::from(skip + run);
                Some(*sum)
            });
            [0.0].into_iter().chain(sums).collect()
        };
        let (before_source, before_target) = (before(&skipped_source), before(&skipped_target));
        let mut edges = Vec::with_capacity(band.cells());
        let mut first_edges = Vec::with_capacity(band.cells() + 1);
        let mut shapes = Vec::with_capacity(band.cells());
        for row in 0..band.rows() {
            for column in band.columns_of(row) {
                first_edges.push(edges.len() as u32);
                let mut best = f32::NEG_INFINITY;
                let mut kept = 0;
                for index in bits(scorer.shapes(row, column)) {
                    let (s, t) = Shape::LINKED[index].counts();
                    if index >= LARGER && !scorer.tries_larger(best) {
                        break;
                    }
                    if s > row || t > column {
                        continue;
                    }
                    let Some(from) = band.cell(row - s, column - t) else {
                        continue;
                    };
                    let score = scorer.linked(index, row - s..row, column - t..column);
                    let skips = (before_source[row] - before_source[row - s]
                        + before_target[column]
                        - before_target[column - t]) as f32;
                    best = best.max(score - skips);
                    if score > skips - HOPELESS {
                        kept |= 1 << index;
                        edges.push(Edge {
                            from: from as u32,
                            score,
                        });
                    }
                }
                shapes.push(kept);
            }
        }
        first_edges.push(edges.len() as u32);
        Lattice {
            edges,
            first_edges,
            shapes,
            skipped_source,
            skipped_target,
            run_source,
            run_target,
            band,
        }
    }

    /// The places of the edges that end in a cell.
    fn edges_into(&self, cell: usize) -> Range<usize> {
        self.first_edges[cell] as usize..self.first_edges[cell + 1] as usize
    }

    /// The edges that end in a cell, each with the number of its shape in [`Shape::LINKED`].
    fn shaped_edges_into(&self, cell: usize) -> impl Iterator<Item = (usize, &Edge)> {
        bits(self.shapes[cell]).zip(&self.edges[self.edges_into(cell)])
    }

    /// The cell from which a skipped source segment leads to a cell, and the score of that.
    fn skipped_source_into(&self, row: usize, column: usize) -> Option<(usize, f32)> {
        let segment = row.checked_sub(1)?;
        let from = self.band.cell(segment, column)?;
        Some((from, self.skipped_source[segment]))
    }

    /// The same of a skipped target segment.
    fn skipped_target_into(&self, row: usize, column: usize) -> Option<(usize, f32)> {
        let segment = column.checked_sub(1)?;
        let from = self.band.cell(row, segment)?;
        Some((from, self.skipped_target[segment]))
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
                for (shape, edge) in self.shaped_edges_into(cell) {
                    for state in 0..STATES {
                        reach(edge.from as usize, state, LINKED, shape, edge.score);
                    }
                }
                if let Some((from, score)) = self.skipped_source_into(row, column) {
                    reach(from, LINKED, SKIPPED_SOURCE, SHAPES, score);
                    let score = score + self.run_source;
                    reach(from, SKIPPED_SOURCE, SKIPPED_SOURCE, SHAPES, score);
                }
                if let Some((from, score)) = self.skipped_target_into(row, column) {
                    reach(from, LINKED, SKIPPED_TARGET, SHAPES, score);
                    reach(from, SKIPPED_SOURCE, SKIPPED_TARGET, SHAPES, score);
                    let score = score + self.run_target;
                    reach(from, SKIPPED_TARGET, SKIPPED_TARGET, SHAPES, score);
                }
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
        // Skips come in one order, and so need not fit into a narrow band even where they are all that is left.
        let mut touches_edge = last[state] == f64::NEG_INFINITY;
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
        let shape = Shape::index_of(step);
        let (source, target) = step;
        if target.is_empty() {
            return self.skipped_source[source.start];
        }
        if source.is_empty() {
            return self.skipped_target[target.start];
        }
        let cell = self.band.cell(source.end, target.end);
        let edge = shape.zip(cell).and_then(|(shape, cell)| {
            let mut edges = self.shaped_edges_into(cell);
            edges.find(|(found, _)| *found == shape)
        });
        edge.map_or(f32::NEG_INFINITY, |(_, edge)| edge.score)
    }

    /// Sums over all paths; of a lattice whose best path stays away from the edge of the band, because they leave out what
    /// is nothing beside the best that reaches a cell.
    pub(super) fn sums(&self) -> Sums<'_> {
        Sums::new(self)
    }
}

/// The places of the bits that are set.
fn bits(mut of: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (of != 0).then(|| of.trailing_zeros() as usize);
        of &= of.wrapping_sub(1);
        lowest
    })
}

#[cfg(test)]
mod tests;
