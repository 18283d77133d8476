//! Beads that cross: where the editor moved a paragraph.
//!
//! The monotone pass leaves a moved paragraph over on both sides, or lets a few of its segments be taken by beads that
//! little speaks for. Here each run of such free segments of the source is aligned with each of the target, wherever
//! the two stand; the pair that gains most over what stands is taken, if it gains enough, and the search begins again
//! with what remains. Runs are matched as wholes because one sentence that fits somewhere else is chance, and three
//! in a row are a paragraph. Two neighbouring runs that were exchanged may stand in one bead, and are looked for there.
//! The text is then aligned along the run that was found, as if the editor had moved nothing.

mod order;

use std::ops::Range;

use super::bead::{Bead, Step};
use super::search::{Matched, Search};
pub(super) use order::in_order;
use order::weigh_together;

/// What a moved run must gain over leaving its segments as they are, in nats. Chosen on development documents: from 7 on,
/// those in which nothing was moved do not get worse; below 9, what was moved is found.
pub(super) const LEAST_GAIN: f64 = 7.0;
/// A linked bead that gains less than this over leaving its segments out gives them up to a better match. Chosen on
/// development documents too: at 5 less is found, and at 12 runs that were not moved come apart.
const WEAK_GAIN: f64 = 8.0;

/// A run of free segments, on one side.
type Run = Range<usize>;

/// Finds the moved runs and puts their beads in place.
pub(super) fn cross(mut beads: Vec<Bead>, search: &Search) -> Vec<Bead> {
    let apart: Vec<Option<Vec<Step>>> = beads.iter().map(|b| exchanged(b, search)).collect();
    if apart.iter().any(Option::is_some) {
        let in_place = beads.iter().zip(apart).flat_map(|(bead, apart)| {
            put_in_place(std::slice::from_ref(bead), apart.unwrap_or_default())
        });
        beads = weigh_together(&in_place.collect::<Vec<_>>(), search);
    }
    let score = |beads: &[Bead]| beads.iter().map(|bead| bead.score).sum::<f64>();
    while let Some(moved) = best_move(&beads, search) {
        let weighed = weigh_together(&put_in_place(&beads, moved), search);
        // What gains nothing once all is weighed would be found for ever.
        if score(&weighed) <= score(&beads) {
            break;
        }
        beads = weighed;
    }
    beads
}

/// The beads of two neighbouring runs that the desk exchanged, where they gain enough over the one bead that the monotone
/// pass can hold both in.
fn exchanged(bead: &Bead, search: &Search) -> Option<Vec<Step>> {
    let (source, target) = (&bead.source, &bead.target);
    let places = (source.start + 1..source.end)
        .flat_map(|s| (target.start + 1..target.end).map(move |t| (s, t)));
    let exchanges = places.map(|(s, t)| {
        let first = search.match_runs(&(source.start..s), &(t..target.end));
        let second = search.match_runs(&(s..source.end), &(target.start..t));
        (first, second)
    });
    let gain = |(first, second): &(Matched, Matched)| first.gain + second.gain;
    let best = exchanges
        .filter(|(first, second)| !first.linked.is_empty() && !second.linked.is_empty())
        .max_by(|a, b| gain(a).total_cmp(&gain(b)))?;
    let gains_enough = gain(&best) - search.gain(bead) >= LEAST_GAIN;
    gains_enough.then(|| [best.0.linked, best.1.linked].concat())
}

/// The beads of the move that gains most, if any gains enough.
fn best_move(beads: &[Bead], search: &Search) -> Option<Vec<Step>> {
    let is_free = |bead: &Bead| !bead.is_linked() || is_weak(bead, search);
    let sources = free_runs(beads, |bead| &bead.source, is_free);
    let targets = free_runs(beads, |bead| &bead.target, is_free);
    let mut best: Option<(f64, Vec<Step>)> = None;
    for source in &sources {
        for target in &targets {
            if is_one_gap(beads, source, target) {
                continue;
            }
            let matched = search.match_runs(source, target);
            let broken: f64 = beads
                .iter()
                .filter(|bead| bead.is_linked() && is_touched(bead, &matched.linked))
                .map(|bead| search.gain(bead).max(0.0))
                .sum();
            let gain = matched.gain - broken;
            if gain >= LEAST_GAIN && best.as_ref().is_none_or(|(known, _)| gain > *known) {
                best = Some((gain, matched.linked));
            }
        }
    }
    best.map(|(_, moved)| moved)
}

/// Whether a linked bead has so little for it that its segments may be matched elsewhere.
fn is_weak(bead: &Bead, search: &Search) -> bool {
    !bead.is_moved && search.gain(bead) < WEAK_GAIN
}

/// The runs of neighbouring segments, on one side, that stand in free beads.
pub(super) fn free_runs(
    beads: &[Bead],
    side: impl Fn(&Bead) -> &Range<usize>,
    is_free: impl Fn(&Bead) -> bool,
) -> Vec<Run> {
    let mut segments: Vec<&Range<usize>> = beads
        .iter()
        .filter(|bead| is_free(bead))
        .map(side)
        .filter(|segments| !segments.is_empty())
        .collect();
    segments.sort_by_key(|segments| segments.start);
    let mut runs: Vec<Run> = Vec::new();
    for segments in segments {
        match runs.last_mut() {
            Some(run) if run.end == segments.start => run.end = segments.end,
            _ => runs.push(segments.clone()),
        }
    }
    runs
}

/// Whether two runs stand in the same gap between linked beads, so that nothing crosses where they match.
fn is_one_gap(beads: &[Bead], source: &Run, target: &Run) -> bool {
    let in_order = || {
        beads
            .iter()
            .filter(|bead| bead.is_linked() && !bead.is_moved)
    };
    let before = |side: fn(&Bead) -> &Range<usize>, run: &Run| {
        in_order()
            .filter(|bead| side(bead).end <= run.start)
            .count()
    };
    before(|bead| &bead.source, source) == before(|bead| &bead.target, target)
}

/// Whether a bead holds a segment that is also in one of `others`.
fn is_touched(bead: &Bead, others: &[Step]) -> bool {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    others
        .iter()
        .any(|(source, target)| overlap(&bead.source, source) || overlap(&bead.target, target))
}

/// Puts moved beads where their sources stand. Beads that lose a segment to them are broken up, and what they keep is
/// left alone.
fn put_in_place(beads: &[Bead], moved: Vec<Step>) -> Vec<Step> {
    let mut placed: Vec<Step> = Vec::with_capacity(beads.len() + moved.len());
    for bead in beads {
        if !is_touched(bead, &moved) {
            placed.push(bead.step());
            continue;
        }
        let (s, t) = (bead.source.start, bead.target.end);
        let sources = bead
            .source
            .clone()
            .filter(|i| !moved.iter().any(|m| m.0.contains(i)));
        placed.extend(sources.map(|segment| (segment..segment + 1, t..t)));
        let targets = bead
            .target
            .clone()
            .filter(|i| !moved.iter().any(|m| m.1.contains(i)));
        placed.extend(targets.map(|segment| (s..s, segment..segment + 1)));
    }
    for step in moved {
        let is_before = |other: &Step| !other.0.is_empty() && other.0.start < step.0.start;
        let at = placed.iter().rposition(is_before).map_or(0, |at| at + 1);
        placed.insert(at, step);
    }
    placed
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
    fn what_stands_beside_a_move_is_as_sure_as_without_it() {
        let in_order = "\
Kim Min-su opened a new plant in Busan on March 5.
The plant cost 1.2 trillion won.
It employs 3,500 people.
The company was founded in Daegu in 1987.
Its founder, Park Young-ho, died in 2011.
Critics said it would bring too many trucks into the old town.
Shares rose 4.7 percent.";
        let lines: Vec<&str> = in_order.lines().collect();
        let moved: Vec<&str> = [0, 3, 4, 5, 1, 2, 6].map(|line| lines[line]).into();
        let (in_order, moved) = (align(in_order), align(&moved.join("\n")));
        let confidence = |alignment: &Alignment, source: usize| {
            let mut beads = alignment.beads.iter();
            let bead = beads.find(|bead| bead.source == (source..source + 1));
            bead.map(|bead| bead.confidence).unwrap()
        };
        assert!(moved.beads.iter().any(|bead| bead.is_moved));
        for source in 0..6 {
            let (expected, found) = (confidence(&in_order, source), confidence(&moved, source));
            assert!(
                (expected - found).abs() < 0.01,
                "segment {source}: {found} instead of {expected}"
            );
        }
    }

    #[test]
    fn however_much_was_added_what_stands_beside_a_move_is_sure() {
        let added: String = (10..40)
            .map(|n| format!("In 17{n} a storm sank {n}8 ships off the coast.\n"))
            .collect();
        let english = format!(
            "Kim Min-su opened a new plant in Busan on March 5.\n\
             The company was founded in Daegu in 1987.\n\
             Its founder, Park Young-ho, died in 2011.\n\
             {added}\
             The plant cost 1.2 trillion won.\n\
             It employs 3,500 people.\n\
             Shares rose 4.7 percent."
        );
        let alignment = align(&english);
        let linked = alignment.beads.iter().filter(|bead| bead.is_linked());
        let sure = linked.filter(|bead| bead.confidence > 0.85);
        assert_eq!(sure.count(), 6, "{:?}", alignment.beads);
        assert!(alignment.beads.iter().any(|bead| bead.is_moved));
    }

    #[test]
    fn neighbours_that_were_exchanged_are_told_apart() {
        let korean = "\
타워는 1층부터 9층까지 쇼핑몰이, 10층부터 41층까지 사무실이, 나머지에는 호텔과 주거시설이 들어간다.
호텔은 객실 420실 규모로 홍콩계 체인 만다린가든이 운영한다.
“북항은 한 세기 넘게 시민이 들어갈 수 없는 땅이었다. 이제 바다를 돌려드릴 때가 됐다.”
부산항만공사 정태인 사장은 이날 오전 10시 반 협약식에서 이렇게 말했다.";
        let english = "\
\"For over a century the North Port was closed to the people of Busan,\" Jung Tae-in, the port's president, said at 10:30 a.m.
\"The time has come to give them back the sea.\"
Shops will fill the first nine floors and offices the next 32.
Above them are to be homes and a 420-room hotel run by Mandarin Garden, a chain based in Hong Kong.";
        let aligner = Aligner::builder()
            .layout(Layout::Presegmented)
            .build()
            .unwrap();
        let alignment = aligner.align(korean, english).unwrap();
        let links: Vec<(usize, usize)> = alignment
            .beads
            .iter()
            .map(|bead| (bead.source.start, bead.target.start))
            .collect();
        assert!(links.contains(&(0, 2)), "{links:?}");
        assert!(links.contains(&(2, 0)), "{links:?}");
        assert!(alignment.beads.iter().any(|bead| bead.is_moved));
    }

    #[test]
    fn what_exchanged_runs_do_not_link_is_left_alone() {
        let korean = "박병광 대통령이 홍길동 기자 gildong@example.com\n입력 2025-09-04 07:38\n가입력 2025-09-04 07:38\n\
            1조2000억 원며 대통령이 대통령이 대통령이 박병광 9월 3일 1대통령이 .했다.대통령이 ";
        let english = "Posted September. 04, 2025 07:38\nThe president two trillion The president The president The \
            president The president The president 1The president The president The president Sept. 3 Mr. Most viewed\n\
            twenty-first Na-Ri Shin journari@example.com\n.Posted September. 04, 2025 07:38\n";
        let aligner = Aligner::builder()
            .layout(Layout::Presegmented)
            .build()
            .unwrap();
        let alignment = aligner.align(korean, english).unwrap();
        let mut targets: Vec<usize> = alignment
            .beads
            .iter()
            .flat_map(|bead| bead.target.clone())
            .collect();
        targets.sort_unstable();
        assert!(targets.into_iter().eq(0..4));
    }

    #[test]
    fn a_long_move_has_a_confidence() {
        let places = [
            ("부산", "Busan"),
            ("대구", "Daegu"),
            ("광주", "Gwangju"),
            ("제주", "Jeju"),
            ("도쿄", "Tokyo"),
            ("파리", "Paris"),
            ("런던", "London"),
        ];
        let buildings = [
            ("공장", "factory"),
            ("병원", "hospital"),
            ("도서관", "library"),
            ("박물관", "museum"),
            ("시장", "market"),
        ];
        let counted = |n: usize| (n * 37 + 1_011, places[n % 7], buildings[n % 5]);
        let (korean, english): (Vec<String>, Vec<String>) = (0..140)
            .map(counted)
            .map(|(count, place, building)| {
                (
                    format!("{}의 {}에 {count}명이 왔다.", place.0, building.0),
                    format!("{count} people came to a {} in {}.", building.1, place.1),
                )
            })
            .unzip();
        let swapped = [&english[50..], &english[..50]].concat();
        let aligner = Aligner::builder()
            .layout(Layout::Presegmented)
            .build()
            .unwrap();
        let alignment = aligner
            .align(&korean.join("\n"), &swapped.join("\n"))
            .unwrap();
        let moved = alignment.beads.iter().filter(|bead| bead.is_moved);
        assert_eq!(moved.count(), 50);
        let mut confidences = alignment.beads.iter().map(|bead| bead.confidence);
        assert!(confidences.all(|confidence| (0.9..=1.0).contains(&confidence)));
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
