//! Translation memories: TMX 1.4b (LISA OSCAR, 2005).

pub mod check;
mod date;
mod reader;
mod source;
mod unit;
mod writer;

use std::io::Write;

use crate::align::Alignment;
use crate::error::Result;
use crate::export::{DocumentInfo, bead_id, confidence};

pub use date::Date;
pub use reader::TmxReader;
pub use source::{Place, open};
pub use unit::{Attributes, Element, Head, Unit, Variant};
pub use writer::{Report, TmxWriter};

pub(crate) use reader::attributes;
pub(crate) use writer::allowed;

/// The translation units of an alignment: the beads that have both sides.
///
/// Properties are `x-document`, `x-bead` (the type: `2-1`, or `2-1 moved`) and `x-confidence`. (`file` would not do for
/// the document: OmegaT takes a unit with it for an alternative translation of that file.)
pub fn units<'a>(
    alignment: &'a Alignment,
    info: &'a DocumentInfo,
) -> impl Iterator<Item = Unit> + 'a {
    let linked = |(_, bead): &(usize, &crate::Bead)| bead.is_linked();
    let beads = alignment.beads.iter().enumerate().filter(linked);
    beads.map(|(index, bead)| {
        let mut unit = bead_unit(
            info,
            &bead_id(index),
            &alignment.source_text(bead),
            &alignment.target_text(bead),
        );
        unit.set_prop("x-bead", &bead.label());
        unit.set_prop("x-confidence", &confidence(bead));
        unit
    })
}

/// A unit that is named after its document and its bead.
pub(crate) fn bead_unit(info: &DocumentInfo, id: &str, source: &str, target: &str) -> Unit {
    let mut unit = Unit::new(
        &format!("{} {id}", info.name),
        (&info.source_tag, source),
        (&info.target_tag, target),
    );
    if let Some(date) = &info.date {
        let date = date.as_str().to_owned();
        unit.attributes.push(("creationdate".into(), date));
    }
    unit.set_prop("x-document", &info.name);
    unit
}

/// Writes an alignment as a translation memory.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let props = header_props(alignment);
    let head = Head::new(&info.source_tag, info.date.as_ref(), &props);
    let mut writer = TmxWriter::new(out, &head)?;
    write_units(&mut writer, alignment, info)?;
    writer.finish()?;
    Ok(())
}

/// Writes the units of an alignment into a memory that has been begun.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when the output fails.
pub fn write_units(
    writer: &mut TmxWriter<impl Write>,
    alignment: &Alignment,
    info: &DocumentInfo,
) -> Result<()> {
    units(alignment, info).try_for_each(|unit| writer.unit(&unit))
}

/// What the pages say of their articles: `x-source-title`, `x-target-url` and the like.
fn header_props(alignment: &Alignment) -> Vec<(String, String)> {
    let sides = [
        ("source", &alignment.source.article),
        ("target", &alignment.target.article),
    ];
    let props = sides.into_iter().flat_map(|(side, article)| {
        let fields = article.metadata.fields();
        fields.map(move |(name, value)| (format!("x-{side}-{name}"), value.to_owned()))
    });
    props.collect()
}
