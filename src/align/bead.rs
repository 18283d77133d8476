//! Beads: segments of two texts that belong together.

use std::fmt;
use std::ops::Range;

/// How many source and target segments a bead holds: 1-1, 2-1, 1-0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shape {
    /// Source segments.
    pub source: u8,
    /// Target segments.
    pub target: u8,
}

impl Shape {
    /// The shapes with both sides that the aligner tries. The order matters: the first ones have a weight of their own, and of
    /// paths that are worth the same, that of the earlier shapes is taken. Lattices hold a bit for each in 16.
    pub const LINKED: [Shape; 16] = [
        Shape::new(1, 1),
        Shape::new(1, 2),
        Shape::new(2, 1),
        Shape::new(1, 3),
        Shape::new(3, 1),
        Shape::new(2, 2),
        Shape::new(2, 3),
        Shape::new(3, 2),
        Shape::new(1, 4),
        Shape::new(4, 1),
        Shape::new(3, 3),
        Shape::new(2, 4),
        Shape::new(4, 2),
        Shape::new(3, 4),
        Shape::new(4, 3),
        Shape::new(4, 4),
    ];
    /// The most segments that one side of a bead may have.
    pub const MOST: usize = 4;

    /// A shape.
    pub const fn new(source: u8, target: u8) -> Shape {
        Shape { source, target }
    }

    /// The place of a run of up to [`Shape::MOST`] segments among all that a text has: those that begin at a segment stand
    /// together, by their length.
    pub(super) fn place_of_run(run: &Range<usize>) -> usize {
        run.start * Shape::MOST + run.len() - 1
    }

    /// The run in [that place](Shape::place_of_run).
    pub(super) fn run_in_place(place: usize) -> Range<usize> {
        let start = place / Shape::MOST;
        start..start + place % Shape::MOST + 1
    }

    /// Which of [`Shape::LINKED`] the bead of a step has; none for one that is not tried.
    pub(super) fn index_of((source, target): &Step) -> Option<usize> {
        let counts = (source.len(), target.len());
        let mut shapes = Shape::LINKED.into_iter();
        shapes.position(|shape| shape.counts() == counts)
    }

    /// Source and target segments.
    pub(super) const fn counts(self) -> (usize, usize) {
        (self.source as usize, self.target as usize)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.source, self.target)
    }
}

/// The type of a bead as outputs have it, by its shape as they have that.
pub(crate) fn label_of(shape: &str, is_moved: bool) -> String {
    match is_moved {
        true => format!("{shape} moved"),
        false => shape.to_owned(),
    }
}

/// A bead without what is said of it: source and target segments.
pub(super) type Step = (Range<usize>, Range<usize>);

/// Segments of a part of a text, which begins at segment `begin`, as segments of the whole.
pub(super) fn shifted(segments: &Range<usize>, begin: usize) -> Range<usize> {
    segments.start + begin..segments.end + begin
}

/// Source segments and the target segments that translate them. Never empty on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Indices of source segments; empty where the target has no source.
    pub source: Range<usize>,
    /// Indices of target segments; empty where the source was not translated.
    pub target: Range<usize>,
    /// Probability, 0 to 1, that the bead is exactly right.
    pub confidence: f64,
    /// The aligner's score in nats: higher is better, comparable between beads of one shape.
    pub score: f64,
    /// Whether its target stands elsewhere in the article than its source does, so that it crosses other beads.
    pub is_moved: bool,
}

impl Bead {
    pub(super) fn step(&self) -> Step {
        (self.source.clone(), self.target.clone())
    }

    /// Its shape.
    pub fn shape(&self) -> Shape {
        Shape::new(self.source.len() as u8, self.target.len() as u8)
    }

    /// Its type as outputs have it: `2-1`, or `2-1 moved`.
    pub fn label(&self) -> String {
        label_of(&self.shape().to_string(), self.is_moved)
    }

    /// Whether it has segments on both sides.
    pub fn is_linked(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}
