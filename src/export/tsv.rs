//! Tab-separated beads: id, confidence, shape, source, target. Among the beads of many documents the id is that of the
//! translation units: the document and the bead.

use std::io::Write;

use crate::align::Alignment;
use crate::article::tidy;
use crate::document::confidence;
use crate::error::{Error, Result};
use crate::review::RowId;

pub(super) fn write(out: impl Write, alignment: &Alignment) -> Result<()> {
    write_rows(out, alignment, |index| RowId::of_bead(index).to_string())
}

/// Writes the beads of one document among many.
pub(super) fn write_among_others(
    out: impl Write,
    alignment: &Alignment,
    document: &str,
) -> Result<()> {
    let document = tidy(document);
    write_rows(out, alignment, |index| {
        format!("{document} {}", RowId::of_bead(index))
    })
}

fn write_rows(out: impl Write, alignment: &Alignment, id: impl Fn(usize) -> String) -> Result<()> {
    let mut rows = csv::WriterBuilder::new()
        .delimiter(b'\t')
        // Segments hold neither tabs nor line breaks, so that nothing need be quoted, and nothing is.
        .quote_style(csv::QuoteStyle::Never)
        .from_writer(out);
    for (index, bead) in alignment.beads.iter().enumerate() {
        rows.write_record([
            id(index),
            confidence(bead),
            bead.label(),
            alignment.source_text(bead),
            alignment.target_text(bead),
        ])
        .map_err(Error::of_csv)?;
    }
    rows.flush()?;
    Ok(())
}
