//! Long texts, a window at a time.
//!
//! A book is aligned in windows of about an article's length, each beginning where the last sure beads of the one
//! before it end. So time and memory grow linearly with the text, anchors are weighed within the neighbourhood where
//! they are rare, and the weights, which are learnt from articles, hold.

use super::Progress;
use super::bead::{Bead, shifted};
use super::stretch::{Means, Stretch, Texts};
use crate::article::Segment;

/// Texts of up to this many segments on the longer side are aligned as a whole.
const LONGEST_WHOLE: usize = 300;
/// Source segments of a window.
const WINDOW: usize = 160;
/// Target segments of a window, beyond what the rest of the text has on average for its source segments.
const SLACK: usize = 30;
/// A window that holds no place to cut is widened by this factor, up to [`WIDEST`] source segments.
const WIDENING: usize = 2;
const WIDEST: usize = 8 * WINDOW;
/// A cut is made within this share of the window, so that the unknown end of it has no part in the outcome.
const CUT_WITHIN: f64 = 0.75;
/// A cut is made behind this many neighbouring beads that are all this sure.
const SURE_BEADS: usize = 3;
const SURE: f64 = 0.9;

impl Means<'_> {
    /// Aligns two texts of any length.
    pub(super) fn align_any(&self, texts: Texts, progress: &mut dyn FnMut(Progress)) -> Stretch {
        let (sources, targets) = (texts.source.len(), texts.target.len());
        if sources.max(targets) <= LONGEST_WHOLE {
            return self.align(texts, progress);
        }
        let mut whole = Stretch::default();
        let (mut s, mut t) = (0, 0);
        let mut width = WINDOW;
        loop {
            progress(Progress {
                done: s,
                total: sources,
            });
            let (source, target) = window(texts, s, t, width);
            let is_last = s + source.len() == sources && t + target.len() == targets;
            let headlines = texts
                .headlines
                .filter(|h| s == 0 && t == 0 && h.0 < source.len() && h.1 < target.len());
            let stretch = self.align(
                Texts {
                    source,
                    target,
                    headlines,
                    may_cross: false,
                    published: texts.published,
                },
                &mut |_| {},
            );
            let beads = if is_last {
                stretch.beads.len()
            } else if let Some(beads) = cut(&stretch.beads, source.len()) {
                beads
            } else if width < WIDEST {
                width *= WIDENING;
                continue;
            } else {
                // Nothing here can be told for sure: go on from the middle of what there is.
                stretch.beads.len().div_ceil(2)
            };
            width = WINDOW;
            (s, t) = whole.append(stretch, beads);
            if is_last {
                return whole;
            }
        }
    }
}

/// The window that begins at a pair of positions.
fn window<'a>(
    texts: Texts<'a>,
    s: usize,
    t: usize,
    width: usize,
) -> (&'a [Segment], &'a [Segment]) {
    let (source, target) = (&texts.source[s..], &texts.target[t..]);
    // The end of a text goes into one window with what is before it.
    if source.len().max(target.len()) <= width.max(LONGEST_WHOLE) {
        return (source, target);
    }
    let ratio = (target.len() as f64 / source.len().max(1) as f64).clamp(0.5, 2.0);
    let targets = (width as f64 * ratio) as usize + SLACK * width / WINDOW;
    (
        &source[..width.min(source.len())],
        &target[..targets.min(target.len())],
    )
}

/// How many beads of a window to keep: up to the last place where a few in a row are sure.
fn cut(beads: &[Bead], source_segments: usize) -> Option<usize> {
    let limit = (source_segments as f64 * CUT_WITHIN) as usize;
    beads
        .windows(SURE_BEADS)
        .rposition(|run| {
            run.iter()
                .all(|bead| bead.is_linked() && bead.confidence >= SURE && bead.source.end <= limit)
        })
        .map(|first| first + SURE_BEADS)
}

impl Stretch {
    /// Appends the first beads of another stretch that begins where this one ends, with their anchors; returns the
    /// positions behind them.
    fn append(&mut self, other: Stretch, beads: usize) -> (usize, usize) {
        let (s, t) = (self.source_concepts.len(), self.target_concepts.len());
        let offset = self.concepts.len() as u32;
        let kept = &other.beads[..beads];
        let reached = |side: fn(&Bead) -> usize| kept.iter().map(side).max().unwrap_or(0);
        let (sources, targets) = (
            reached(|bead| bead.source.end),
            reached(|bead| bead.target.end),
        );
        self.concepts.extend(other.concepts);
        for (lists, new, count) in [
            (&mut self.source_concepts, &other.source_concepts, sources),
            (&mut self.target_concepts, &other.target_concepts, targets),
        ] {
            let shifted = |list: &Vec<u32>| list.iter().map(|concept| concept + offset).collect();
            lists.extend(new[..count].iter().map(shifted));
        }
        self.beads.extend(kept.iter().map(|bead| Bead {
            source: shifted(&bead.source, s),
            target: shifted(&bead.target, t),
            ..bead.clone()
        }));
        (s + sources, t + targets)
    }
}
