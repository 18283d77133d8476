//! What is moved, by the order that the beads have in the end.

use super::Search;
use crate::align::bead::{Bead, Step};
use crate::align::confidence::of_moved;

/// Aligns along steps of which some cross, so that each is weighed against all others, and marks those that are moved:
/// what crosses the most that is in order.
pub(super) fn weigh_together(steps: &[Step], search: &Search) -> Vec<Bead> {
    let mut along = search.align_along(steps);
    let linked: Vec<usize> = (0..along.len()).filter(|&i| along[i].is_linked()).collect();
    let steps: Vec<Step> = linked.iter().map(|&i| along[i].step()).collect();
    let is_in_order = in_order(&steps);
    // How many beads in order stand before the place that a bead was moved to.
    let place = |moved: &Step| {
        let in_order = steps.iter().zip(&is_in_order).filter(|(_, is)| **is);
        in_order
            .filter(|(step, _)| step.1.end <= moved.1.start)
            .count()
    };
    let places: Vec<Option<usize>> = steps
        .iter()
        .zip(&is_in_order)
        .map(|(step, is_in_order)| (!is_in_order).then(|| place(step)))
        .collect();
    let mut linked = &linked[..];
    // What stands together on both sides is one run.
    for places in places.chunk_by(|a, b| a == b) {
        let (run, rest) = linked.split_at(places.len());
        linked = rest;
        if places[0].is_none() {
            continue;
        }
        let gain: f64 = run.iter().map(|&i| search.gain(&along[i])).sum();
        for &i in run {
            along[i].is_moved = true;
            along[i].confidence *= of_moved(gain);
        }
    }
    along
}

/// Of steps in the order of the source, which are in the order of the target too: those of the chain that holds the most
/// segments.
pub(in crate::align) fn in_order(steps: &[Step]) -> Vec<bool> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let weight = step.0.len() + step.1.len();
        let before = (0..index)
            .filter(|&i| steps[i].0.end <= step.0.start && steps[i].1.end <= step.1.start)
            .max_by_key(|&i| best[i].0);
        best.push((weight + before.map_or(0, |i| best[i].0), before));
    }
    let mut is_in_order = vec![false; steps.len()];
    let mut at = (0..best.len()).max_by_key(|&i| best[i].0);
    while let Some(index) = at {
        is_in_order[index] = true;
        at = best[index].1;
    }
    is_in_order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_chain_is_in_order() {
        let steps = [
            (0..1, 0..1),
            (1..2, 4..5),
            (2..4, 1..2),
            (4..5, 2..4),
            (5..6, 5..6),
        ];
        assert_eq!(in_order(&steps), [true, false, true, true, true]);
        assert!(in_order(&[]).is_empty());
    }
}
