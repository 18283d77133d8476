//! Segment numbers alone: `[English]:[Korean]` a line, from 0, as scorers of sentence alignment read them. Where the
//! texts were presegmented the numbers are those of their lines.

use std::io::Write;
use std::ops::Range;

use crate::align::{Alignment, Side};
use crate::error::Result;

pub(super) fn write(mut out: impl Write, alignment: &Alignment) -> Result<()> {
    for bead in &alignment.beads {
        let numbers = |side: &Side, segments: &Range<usize>| -> Vec<usize> {
            segments
                .clone()
                .map(|segment| side.number(segment))
                .collect()
        };
        let source = numbers(&alignment.source, &bead.source);
        let target = numbers(&alignment.target, &bead.target);
        let (korean, english) = alignment.source.language().korean_first(source, target);
        writeln!(out, "{english:?}:{korean:?}")?;
    }
    out.flush()?;
    Ok(())
}
