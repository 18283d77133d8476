//! Why a bead was found: what speaks for it and against it, in words that a translator understands.

use crate::anchor::Kind;
use crate::lexicon::WordPair;

/// What speaks for and against a bead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Anchors that both sides hold.
    pub shared: Vec<ExplainedAnchor>,
    /// Anchors of the Korean side alone, which speak against the bead: numbers that the English article does not have, and
    /// whatever it has elsewhere. Of a segment alone, what the English article does not have speaks for it.
    pub korean_only: Vec<ExplainedAnchor>,
    /// The same of the English side.
    pub english_only: Vec<ExplainedAnchor>,
    /// Words that the lexicon knows as translations, the surest first.
    pub words: Vec<WordPair>,
    /// How long the English is, compared with what is expected of the Korean: 1 is just right, 2 is twice as long.
    /// `None` for a segment alone.
    pub length: Option<f64>,
}

/// An anchor, as each language has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedAnchor {
    /// Its kind.
    pub kind: Kind,
    /// As Korean has it; empty where only the English article holds it.
    pub korean: String,
    /// As English has it; empty where only the Korean article holds it.
    pub english: String,
}
