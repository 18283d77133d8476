//! What is said when the work is done.

use std::collections::BTreeMap;
use std::fmt;

use naranhi::export::DOUBTFUL;
use naranhi::{Alignment, Bead, Error, Languages};

use crate::cli::counted;

/// The beads of one or more alignments, counted.
#[derive(Default)]
pub(super) struct Tally {
    pairs: usize,
    doubtful: usize,
    source_alone: usize,
    target_alone: usize,
    documents: usize,
    strangers: usize,
}

impl Tally {
    pub(super) fn add(&mut self, alignment: &Alignment) {
        let count = |wanted: &dyn Fn(&&Bead) -> bool| alignment.beads.iter().filter(wanted).count();
        self.pairs += count(&|bead| bead.is_linked());
        self.doubtful += count(&|bead| bead.is_linked() && bead.confidence < DOUBTFUL);
        self.source_alone += count(&|bead| bead.target.is_empty());
        self.target_alone += count(&|bead| bead.source.is_empty());
        self.documents += 1;
        self.strangers += usize::from(alignment.doubt().is_some());
    }

    /// In words.
    pub(super) fn said(&self, languages: &Languages) -> String {
        // Of one pair that is said above.
        let strangers = match self.strangers {
            0 => String::new(),
            _ if self.documents == 1 => String::new(),
            count => format!("; of other articles, as far as can be told: {count}"),
        };
        format!(
            "{}, {} of them below {DOUBTFUL} confidence; {} {} and {} {} segments alone{strangers}",
            counted(self.pairs, "pair"),
            self.doubtful,
            self.source_alone,
            languages.source(),
            self.target_alone,
            languages.target(),
        )
    }
}

/// Pairs of articles that were passed over, counted by what was wrong with them.
#[derive(Default)]
pub(super) struct PassedOver(BTreeMap<&'static str, usize>);

impl PassedOver {
    pub(super) fn add(&mut self, error: &Error) {
        let cause = match error {
            Error::Data { .. } => "no pairs of articles",
            Error::Empty { .. } => "empty",
            Error::OnlyFurniture { .. } => "nothing but furniture",
            Error::SameLanguage { .. } => "both in one language",
            Error::UnknownLanguage { .. } => "in another language",
            Error::NoPartner { .. } | Error::NoEdition { .. } => "without another edition",
            Error::Taken { .. } => "that say what others say",
            Error::Sheet { .. } => "too much for a workbook",
            _ => "not to be read",
        };
        *self.0.entry(cause).or_default() += 1;
    }
}

/// What stands behind how many were aligned.
impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let all: usize = self.0.values().sum();
        let causes = self
            .0
            .iter()
            .map(|(cause, count)| format!("{count} {cause}"));
        match all {
            0 => Ok(()),
            _ => write!(
                f,
                "; {all} passed over: {}",
                causes.collect::<Vec<_>>().join(", ")
            ),
        }
    }
}
