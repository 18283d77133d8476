//! Segment numbers alone: `[English]:[Korean]` a line, from 0, as scorers of sentence alignment read them. Where the
//! texts were presegmented the numbers are those of their lines.

use std::io::Write;
use std::ops::Range;

use crate::align::{Alignment, Side};
use crate::article::Language;
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
        match alignment.source.language() {
            Language::Korean => writeln!(out, "{target:?}:{source:?}")?,
            Language::English => writeln!(out, "{source:?}:{target:?}")?,
        }
    }
    out.flush()?;
    Ok(())
}
