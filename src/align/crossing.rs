//! Beads that cross: where the editor moved a paragraph.
//!
//! The monotone pass leaves a moved paragraph over on both sides. Here each run of segments that was left over in the
//! source is aligned with each run left over in the target, wherever the two stand; the pair that gains most over
//! leaving both out is taken, if it gains enough, and what remains of the runs is tried again. Runs are matched as
//! wholes because one sentence that fits somewhere else is chance, and three in a row are a paragraph.

use std::ops::Range;

use super::bead::Bead;
use super::search::Search;

/// What a moved run must gain over leaving its segments out, in nats. Chosen on development documents in which nothing
/// was moved: from 5 on they do not get worse, and what was moved gains more than 6 in nearly all cases.
pub(super) const LEAST_GAIN: f64 = 6.0;

/// A run of segments that no bead links, on one side.
type Run = Range<usize>;

/// Finds the moved runs among the segments that `beads` leave over, and puts their beads in place.
pub(super) fn cross(beads: Vec<Bead>, search: &Search) -> Vec<Bead> {
    let (mut sources, mut targets) = leftover(&beads);
    let mut moved: Vec<Bead> = Vec::new();
    loop {
        let best = sources
            .iter()
            .flat_map(|source| targets.iter().map(move |target| (source, target)))
            .filter(|(source, target)| !is_one_gap(&beads, source, target))
            .map(|(source, target)| (search.match_runs(source, target), source, target))
            .filter(|(matched, ..)| matched.gain >= LEAST_GAIN)
            .max_by(|a, b| a.0.gain.total_cmp(&b.0.gain))
            .map(|(matched, source, target)| (matched.beads, source.clone(), target.clone()));
        let Some((found, source, target)) = best else {
            break;
        };
        let Some((first, last)) = found.first().zip(found.last()) else {
            break;
        };
        remove(&mut sources, &source, first.source.start..last.source.end);
        remove(&mut targets, &target, first.target.start..last.target.end);
        moved.extend(found);
    }
    if moved.is_empty() {
        return beads;
    }
    put_in_place(beads, moved)
}

/// The runs of segments that no bead links: in the source, in the target.
fn leftover(beads: &[Bead]) -> (Vec<Run>, Vec<Run>) {
    let runs = |of: fn(&Bead) -> Option<&Range<usize>>| {
        let mut runs: Vec<Run> = Vec::new();
        for segment in beads.iter().filter_map(of) {
            match runs.last_mut() {
                Some(run) if run.end == segment.start => run.end = segment.end,
                _ => runs.push(segment.clone()),
            }
        }
        runs
    };
    (
        runs(|bead| bead.target.is_empty().then_some(&bead.source)),
        runs(|bead| bead.source.is_empty().then_some(&bead.target)),
    )
}

/// Whether two runs stand in the same gap between linked beads, where the monotone pass has already found that they
/// do not match.
fn is_one_gap(beads: &[Bead], source: &Run, target: &Run) -> bool {
    let linked_before = |side: fn(&Bead) -> &Range<usize>, run: &Run| {
        beads
            .iter()
            .filter(|bead| bead.is_linked() && side(bead).end <= run.start)
            .count()
    };
    linked_before(|bead| &bead.source, source) == linked_before(|bead| &bead.target, target)
}

/// Takes the part of a run that was matched out of the runs; what is before and behind it stays.
fn remove(runs: &mut Vec<Run>, run: &Run, matched: Range<usize>) {
    runs.retain(|other| other != run);
    runs.extend(
        [run.start..matched.start, matched.end..run.end]
            .into_iter()
            .filter(|rest| !rest.is_empty()),
    );
}

/// Replaces the skips that moved beads cover, and puts the moved beads where their sources stand.
fn put_in_place(mut beads: Vec<Bead>, mut moved: Vec<Bead>) -> Vec<Bead> {
    let covered = |side: fn(&Bead) -> &Range<usize>, bead: &Bead| {
        moved
            .iter()
            .any(|m| side(m).start <= side(bead).start && side(bead).end <= side(m).end)
    };
    beads.retain(|bead| {
        if bead.target.is_empty() {
            !covered(|b| &b.source, bead)
        } else if bead.source.is_empty() {
            !covered(|b| &b.target, bead)
        } else {
            true
        }
    });
    moved.sort_by_key(|bead| bead.source.start);
    for bead in moved {
        let at = beads
            .iter()
            .position(|other| !other.source.is_empty() && other.source.start > bead.source.start)
            .unwrap_or(beads.len());
        beads.insert(at, bead);
    }
    beads
}

#[cfg(test)]
mod tests {
    use crate::{Aligner, Alignment, Layout};

    const KOREAN: &str = "\
김민수 대표는 3월 5일 부산에서 새 공장을 열었다.
공장에는 1조2000억 원이 들었다.
직원 3500명이 일한다.
회사는 1987년 대구에서 시작했다.
창업자 박영호 회장은 2011년 세상을 떠났다.
주가는 4.7% 올랐다.";

    fn align(english: &str) -> Alignment {
        let aligner = Aligner::builder()
            .layout(Layout::Presegmented)
            .build()
            .unwrap();
        aligner.align(KOREAN, english).unwrap()
    }

    #[test]
    fn a_moved_run_is_found() {
        let english = "\
Kim Min-su opened a new plant in Busan on March 5.
The company was founded in Daegu in 1987.
Its founder, Park Young-ho, died in 2011.
The plant cost 1.2 trillion won.
It employs 3,500 people.
Shares rose 4.7 percent.";
        let alignment = align(english);
        let links: Vec<(usize, usize, bool)> = alignment
            .beads
            .iter()
            .filter(|bead| bead.is_linked())
            .map(|bead| (bead.source.start, bead.target.start, bead.is_moved))
            .collect();
        let place = |source: usize| links.iter().find(|link| link.0 == source).unwrap();
        assert_eq!(links.len(), 6, "{links:?}");
        for (source, target) in [(0, 0), (1, 3), (2, 4), (3, 1), (4, 2), (5, 5)] {
            assert_eq!(place(source).1, target, "{links:?}");
        }
        // One of the two runs was moved; which one is a matter of view.
        assert_eq!(links.iter().filter(|link| link.2).count(), 2);
    }

    #[test]
    fn what_is_missing_is_not_moved() {
        let english = "\
Kim Min-su opened a new plant in Busan on March 5.
Critics said it would bring too many trucks into the old town.
Shares rose 4.7 percent.";
        let alignment = align(english);
        assert!(alignment.beads.iter().all(|bead| !bead.is_moved));
    }
}
