//! Hangul words as a tree of their sounds, so that what many words begin with is compared once.

use std::ops::Range;

use super::hangul::units;

/// Onset, vowel and coda.
pub(super) const UNITS_OF_SYLLABLE: usize = 3;

/// Hangul words by their sounds.
#[derive(Default)]
pub(in crate::anchor) struct WordTree {
    /// In the order in which they are come by: what goes on from a node stands behind it, up to its `end`.
    pub(super) nodes: Vec<Node>,
    /// For each word, in the order of the tree, its place among those that were given.
    places: Vec<usize>,
}

/// What some words begin with.
pub(super) struct Node {
    /// The last of its sounds: an onset, a vowel, or a coda; none where a syllable has no coda.
    pub(super) unit: Option<u8>,
    /// How many sounds it has, those that are none counted: three a syllable.
    pub(super) depth: usize,
    /// The number of the first node behind those that go on from it.
    pub(super) end: usize,
    /// The words that begin so.
    pub(super) words: Range<usize>,
}

impl WordTree {
    /// The tree of words; those that have another character than Hangul syllables are left out.
    pub(in crate::anchor) fn new<'w>(words: impl Iterator<Item = &'w str>) -> WordTree {
        // The first bytes as a number settle most comparisons.
        let beginning = |word: &str| {
            let mut bytes = [0; 8];
            bytes
                .iter_mut()
                .zip(word.bytes())
                .for_each(|(to, byte)| *to = byte);
            u64::from_be_bytes(bytes)
        };
        let mut sorted: Vec<(u64, &str, usize)> = words
            .zip(0..)
            .map(|(word, place)| (beginning(word), word, place))
            .collect();
        sorted.sort_unstable();
        let mut tree = WordTree::default();
        let (mut before, mut sounds) = (Vec::new(), Vec::new());
        let mut open: Vec<usize> = Vec::new();
        for (_, word, place) in sorted {
            sounds.clear();
            if !word.chars().all(|syllable| sound(syllable, &mut sounds)) {
                continue;
            }
            let same = sounds.iter().zip(&before).take_while(|(a, b)| a == b);
            let same = same.count();
            tree.close(&mut open, same);
            for (depth, &unit) in sounds.iter().enumerate().skip(same) {
                open.push(tree.nodes.len());
                tree.nodes.push(Node {
                    unit,
                    depth: depth + 1,
                    end: 0,
                    words: tree.places.len()..0,
                });
            }
            tree.places.push(place);
            std::mem::swap(&mut before, &mut sounds);
        }
        tree.close(&mut open, 0);
        tree
    }

    /// Nothing more goes on from the open nodes but the first `kept`.
    fn close(&mut self, open: &mut Vec<usize>, kept: usize) {
        for node in open.drain(kept..) {
            self.nodes[node].end = self.nodes.len();
            self.nodes[node].words.end = self.places.len();
        }
    }

    /// The places of a run of words among those that were given.
    pub(in crate::anchor) fn places(&self, words: Range<usize>) -> &[usize] {
        &self.places[words]
    }
}

/// Adds the sounds of a syllable; `false` where the character is none.
fn sound(syllable: char, sounds: &mut Vec<Option<u8>>) -> bool {
    let Some(syllable) = units(syllable) else {
        return false;
    };
    sounds.extend([Some(syllable.onset), Some(syllable.vowel), syllable.coda]);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_alike_share_nodes() {
        let tree = WordTree::new(["간다", "가", "a", "간", "나"].into_iter());
        // ㄱ ㅏ - | ㄱ ㅏ ㄴ | ㄷ ㅏ - | ㄴ ㅏ -
        let nodes: Vec<(usize, usize, Range<usize>)> = tree
            .nodes
            .iter()
            .map(|node| (node.depth, node.end, node.words.clone()))
            .collect();
        assert_eq!(
            nodes,
            [
                (1, 7, 0..3),
                (2, 7, 0..3),
                (3, 3, 0..1),
                (3, 7, 1..3),
                (4, 7, 2..3),
                (5, 7, 2..3),
                (6, 7, 2..3),
                (1, 10, 3..4),
                (2, 10, 3..4),
                (3, 10, 3..4),
            ]
        );
        assert_eq!(tree.places(0..4), [1, 3, 0, 4]);
    }
}
