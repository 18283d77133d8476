//! Comparing a Latin word with many Hangul words at once.

use std::ops::Range;

use super::hangul::{KINDS, ONSET};
use super::spelling::{POSITIONS, Spelling};
use super::tree::{UNITS_OF_SYLLABLE, WordTree};
use super::{LONGEST_EMISSION, SoundModel};

/// A path that is this much worse than chance, in nats, does not recover.
const HOPELESS: f32 = 1.0;

/// Where any score is asked for.
const NO_LEAST: f32 = -1e9;

/// What a path may cost at each position.
type Hope = [f32; POSITIONS];

/// The cheapest ways to emit the first letters of a spelling by the first sounds of a word.
#[derive(Clone, Copy)]
struct Path {
    /// For each position; what is outside of `first..=last` means nothing.
    costs: [f32; POSITIONS],
    /// The positions that have hope.
    first: usize,
    last: usize,
}

impl Default for Path {
    fn default() -> Self {
        let mut costs = [f32::INFINITY; POSITIONS];
        costs[0] = 0.0;
        Path {
            costs,
            first: 0,
            last: 0,
        }
    }
}

impl SoundModel {
    /// A bit for each unit that may follow the first onset of a spelling: any that costs little where an emission of
    /// the onset may end.
    fn vowels(&self, spelling: &Spelling) -> u128 {
        let positions = 0..=LONGEST_EMISSION.min(spelling.length);
        positions.fold(0, |units, position| {
            units | self.cheap_at(spelling, position)
        })
    }

    /// A bit for each unit that costs little at a position of a spelling.
    fn cheap_at(&self, spelling: &Spelling, position: usize) -> u128 {
        let emissions = spelling.emissions[position].iter();
        emissions.fold(0, |units, &emission| {
            units | self.cheap[usize::from(emission)]
        })
    }

    /// Compares a Latin word with every beginning of Hangul words, because what follows a name in its eojeol is a
    /// particle or a title. Calls `found` with the words that begin so, the number of syllables and the score in nats of
    /// each beginning that scores at least `least`.
    pub(in crate::anchor) fn compare(
        &self,
        words: &WordTree,
        spelling: &Spelling,
        least: f32,
        mut found: impl FnMut(Range<usize>, usize, f32),
    ) {
        let length = spelling.length;
        let by_chance = spelling.chance();
        if by_chance - spelling.least_rest[ONSET][0] < least {
            return;
        }
        let (onsets, vowels) = (self.cheap_at(spelling, 0), self.vowels(spelling));
        // Little worse than chance, and enough left for the rest.
        let hope: [Hope; KINDS] = spelling.least_rest.map(|rests| {
            std::array::from_fn(|position| {
                let rest = rests[position];
                (spelling.by_chance[position] + HOPELESS).min(by_chance - least - rest)
            })
        });
        // The paths to the node that is looked at: of no sounds, of its first one, of its first two ...
        let mut paths = vec![Path::default()];
        let mut at = 0;
        while let Some(node) = words.nodes.get(at) {
            if paths.len() == node.depth {
                paths.push(Path::default());
            }
            let [before, here, ..] = &mut paths[node.depth - 1..] else {
                break;
            };
            // Kinds of units go round.
            let hope = &hope[node.depth % KINDS];
            let goes_on = match (node.depth, node.unit) {
                (1, Some(onset)) if onsets >> onset & 1 == 0 => false,
                (2, Some(vowel)) if vowels >> vowel & 1 == 0 => false,
                (_, Some(unit)) => self.advance(before, here, unit, spelling, hope),
                (_, None) => {
                    *here = *before;
                    true
                }
            };
            if !goes_on {
                at = node.end;
                continue;
            }
            let score = by_chance - here.costs[length];
            if node.depth % UNITS_OF_SYLLABLE == 0 && here.last == length && score >= least {
                found(node.words.clone(), node.depth / UNITS_OF_SYLLABLE, score);
            }
            at += 1;
        }
    }

    /// The path on by a sound; `false` when nothing of it costs at most what its position has hope at.
    fn advance(
        &self,
        path: &Path,
        next: &mut Path,
        unit: u8,
        spelling: &Spelling,
        hope: &Hope,
    ) -> bool {
        let costs = usize::from(unit) * (self.emissions.len() + 1);
        let cost_of = &self.cost_by_unit[costs..=costs + self.emissions.len()];
        let mut found = None;
        // What is emitted from the positions so far, by the position where it ends: this one, the next ...
        let mut emitted = [f32::INFINITY; LONGEST_EMISSION + 1];
        let onward = path.first..path.last + LONGEST_EMISSION + 1;
        let slots = next.costs[onward.clone()].iter_mut();
        for ((position, slot), &hope) in onward.clone().zip(slots).zip(&hope[onward]) {
            if position <= path.last {
                let so_far = path.costs[position];
                for (least, emission) in emitted.iter_mut().zip(spelling.emissions[position]) {
                    let cost = so_far + cost_of[usize::from(emission)];
                    // Not `min`, which takes longer because it thinks of what is no number.
                    *least = if cost < *least { cost } else { *least };
                }
            }
            let [cost, ends @ ..] = emitted;
            *slot = cost;
            if cost <= hope {
                let (first, _) = found.unwrap_or((position, position));
                found = Some((first, position));
            }
            emitted = [ends[0], ends[1], ends[2], f32::INFINITY];
        }
        if let Some((first, last)) = found {
            (next.first, next.last) = (first, last);
        }
        found.is_some()
    }

    /// The score of a whole Hangul word against a Latin word, in nats, or `None` when they cannot be compared.
    pub fn score(&self, hangul: &str, latin: &str) -> Option<f32> {
        let words = WordTree::new([hangul].into_iter());
        let spelling = self.spelling(&[latin])?;
        let syllables = hangul.chars().count();
        let mut whole = None;
        self.compare(&words, &spelling, NO_LEAST, |_, compared, score| {
            if compared == syllables {
                whole = Some(score);
            }
        });
        whole
    }
}
