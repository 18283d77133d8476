//! TMX: the beads with both sides as units of a translation memory.

use std::io::Write;

use crate::align::{Alignment, Bead};
use crate::document::{DocumentInfo, confidence};
use crate::error::Result;
use crate::review::RowId;
use crate::tmx::{Head, TmxWriter, Unit, props};

/// The translation units of an alignment: the beads that have both sides.
///
/// Properties are `x-document`, `x-bead` (the type: `2-1`, or `2-1 moved`) and `x-confidence`. (`file` would not do for
/// the document: OmegaT takes a unit with it for an alternative translation of that file.)
pub fn units<'a>(
    alignment: &'a Alignment,
    info: &'a DocumentInfo,
) -> impl Iterator<Item = Unit> + 'a {
    let linked = |(_, bead): &(usize, &Bead)| bead.is_linked();
    let beads = alignment.beads.iter().enumerate().filter(linked);
    beads.map(|(index, bead)| {
        let mut unit = Unit::new(
            &format!("{} {}", info.name, RowId::of_bead(index)),
            (info.languages.source_tag(), &alignment.source_text(bead)),
            (info.languages.target_tag(), &alignment.target_text(bead)),
        );
        if let Some(date) = &info.date {
            let date = date.as_str().to_owned();
            unit.attributes.push(("creationdate".into(), date));
        }
        unit.set_prop(props::DOCUMENT, &info.name);
        unit.set_prop(props::BEAD, &bead.label());
        unit.set_prop(props::CONFIDENCE, &confidence(bead));
        unit
    })
}

/// Writes an alignment as a translation memory.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let props = header_props(alignment);
    let head = Head::new(info.languages.source_tag(), info.date.as_ref(), &props);
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
