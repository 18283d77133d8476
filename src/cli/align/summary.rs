//! What is said when the work is done.

use naranhi::export::DOUBTFUL;
use naranhi::{Alignment, Bead, Language};

use crate::cli::counted;

/// The beads of one or more alignments, counted.
#[derive(Default)]
pub(super) struct Tally {
    pairs: usize,
    doubtful: usize,
    source_alone: usize,
    target_alone: usize,
}

impl Tally {
    pub(super) fn add(&mut self, alignment: &Alignment) {
        let count = |wanted: &dyn Fn(&&Bead) -> bool| alignment.beads.iter().filter(wanted).count();
        self.pairs += count(&|bead| bead.is_linked());
        self.doubtful += count(&|bead| bead.is_linked() && bead.confidence < DOUBTFUL);
        self.source_alone += count(&|bead| bead.target.is_empty());
        self.target_alone += count(&|bead| bead.source.is_empty());
    }

    /// In words; `languages` are those of source and target.
    pub(super) fn said(&self, languages: [Language; 2]) -> String {
        format!(
            "{}, {} of them below {DOUBTFUL} confidence; {} {} and {} {} segments alone",
            counted(self.pairs, "pair"),
            self.doubtful,
            self.source_alone,
            languages[0],
            self.target_alone,
            languages[1],
        )
    }
}
