//! Translation memories: TMX 1.4b (LISA OSCAR, 2005).

mod date;
mod reader;
mod writer;

use std::io::Write;

use crate::align::Alignment;
use crate::error::Result;
use crate::export::{DocumentInfo, Report, bead_id, confidence};

pub use date::Date;
pub use reader::{TmxReader, Variants, english_and_korean};
pub use writer::{Header, TmxWriter};

/// A pair of texts in a translation memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranslationUnit {
    /// Its name in the file: the document and the bead.
    pub id: String,
    /// Properties, as type and value. Types of our own begin with `x-`.
    pub props: Vec<(String, String)>,
    /// The text in the source language.
    pub source: String,
    /// The text in the target language.
    pub target: String,
}

/// The translation units of an alignment: the beads that have both sides.
///
/// Properties are `x-document`, `x-bead` (the type: `2-1`, or `2-1 moved`) and `x-confidence`. (`file` would not do for the document: OmegaT
/// takes a unit with it for an alternative translation of that file.)
pub fn units<'a>(
    alignment: &'a Alignment,
    info: &'a DocumentInfo,
) -> impl Iterator<Item = TranslationUnit> + 'a {
    let linked = |(_, bead): &(usize, &crate::Bead)| bead.is_linked();
    alignment
        .beads
        .iter()
        .enumerate()
        .filter(linked)
        .map(|(index, bead)| TranslationUnit {
            id: format!("{} {}", info.name, bead_id(index)),
            props: vec![
                ("x-document".into(), info.name.clone()),
                ("x-bead".into(), bead.label()),
                ("x-confidence".into(), confidence(bead)),
            ],
            source: alignment.source_text(bead),
            target: alignment.target_text(bead),
        })
}

/// Writes an alignment as a translation memory.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<Report> {
    let props = header_props(alignment);
    let header = Header {
        source_tag: &info.source_tag,
        target_tag: &info.target_tag,
        date: info.date.as_ref(),
        props: &props,
    };
    let mut writer = TmxWriter::new(out, header)?;
    for unit in units(alignment, info) {
        writer.unit(&unit)?;
    }
    writer.finish()
}

/// What the pages say of their articles: `x-source-title`, `x-target-url` and the like.
fn header_props(alignment: &Alignment) -> Vec<(&'static str, String)> {
    let (source, target) = (
        &alignment.source.article.metadata,
        &alignment.target.article.metadata,
    );
    let said = [
        ("x-source-title", &source.title),
        ("x-source-author", &source.author),
        ("x-source-date", &source.date),
        ("x-source-updated", &source.updated),
        ("x-source-section", &source.section),
        ("x-source-url", &source.url),
        ("x-target-title", &target.title),
        ("x-target-author", &target.author),
        ("x-target-date", &target.date),
        ("x-target-updated", &target.updated),
        ("x-target-section", &target.section),
        ("x-target-url", &target.url),
    ];
    said.into_iter()
        .filter_map(|(kind, value)| Some((kind, value.clone()?)))
        .collect()
}
