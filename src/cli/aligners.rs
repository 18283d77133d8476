//! An aligner for each form of gold.

use naranhi::align::AlignerBuilder;
use naranhi::{Aligner, Layout, Result};

/// What aligns pages, and what aligns texts whose lines are segments.
pub(super) struct Aligners {
    pages: Aligner,
    lines: Aligner,
}

impl Aligners {
    /// Two aligners that differ in the layout alone.
    pub(super) fn new(set: impl Fn(AlignerBuilder) -> AlignerBuilder) -> Result<Aligners> {
        let make = |layout| set(Aligner::builder().layout(layout)).build();
        Ok(Aligners {
            pages: make(Layout::Page)?,
            lines: make(Layout::Presegmented)?,
        })
    }

    /// The one for texts of a layout.
    pub(super) fn of(&self, layout: Layout) -> &Aligner {
        match layout {
            Layout::Presegmented => &self.lines,
            Layout::Page | Layout::KeepFurniture => &self.pages,
        }
    }
}
