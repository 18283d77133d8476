//! What speaks for and against beads, besides lengths; each kind can be left out to see what it is worth.

use crate::anchor::Kind;

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clue {
    /// Quotation and question marks, and paragraphs.
    Marks,
    /// Numbers and dates.
    Numbers,
    /// Names by their sound.
    Names,
    /// Latin words, and terms of the glossary.
    Terms,
    /// Words of the lexicon.
    Words,
    /// Beads that cross.
    Moves,
}

impl Clue {
    /// Every clue, in the order in which the table of what each is worth adds them.
    pub const ALL: [Clue; 6] = [
        Clue::Marks,
        Clue::Numbers,
        Clue::Names,
        Clue::Terms,
        Clue::Words,
        Clue::Moves,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Clue::Marks => "marks",
            Clue::Numbers => "numbers",
            Clue::Names => "names",
            Clue::Terms => "terms",
            Clue::Words => "lexicon",
            Clue::Moves => "crossing",
        }
    }

    /// The clue that an anchor is.
    pub(super) fn of(kind: Kind) -> Clue {
        match kind {
            Kind::SmallNumber | Kind::Number | Kind::Date => Clue::Numbers,
            Kind::Name => Clue::Names,
            Kind::Latin | Kind::Term => Clue::Terms,
        }
    }
}
