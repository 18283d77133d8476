//! Alignments as files: one module per format, chosen by the file's ending.

mod collection;
pub mod explain;
mod html;
mod jsonl;
mod ladder;
pub mod terminal;
pub mod tmx;
mod tsv;

pub use collection::Collection;

use std::io::Write;
use std::path::Path;

pub use crate::document::{DOUBTFUL, DocumentInfo, SURE, UNLIKELY};

use crate::align::Alignment;
use crate::error::{Error, Result};
use crate::packed::ending;
use crate::review;

/// The formats that an alignment can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// TMX 1.4: a translation memory, of the beads with both sides.
    Tmx,
    /// A sheet for reviewers: every bead, UTF-8 with a byte-order mark.
    Csv,
    /// The same sheet as an Excel workbook.
    Xlsx,
    /// JSON lines: everything.
    Jsonl,
    /// A report for the browser, in one file.
    Html,
    /// Tab-separated beads, for scripts.
    Tsv,
    /// Segment numbers alone.
    Ladder,
}

impl Format {
    const ALL: [Format; 7] = [
        Format::Tmx,
        Format::Csv,
        Format::Xlsx,
        Format::Jsonl,
        Format::Html,
        Format::Tsv,
        Format::Ladder,
    ];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Tmx => "tmx",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Jsonl => "jsonl",
            Format::Html => "html",
            Format::Tsv => "tsv",
            Format::Ladder => "ladder",
        }
    }

    /// The format that a file's ending names, before `.gz` where it is packed.
    ///
    /// # Errors
    /// [`Error::UnknownFormat`] for any other ending.
    pub fn of_path(path: &Path) -> Result<Format> {
        let ending = ending(path);
        Format::ALL
            .into_iter()
            .find(|format| format.ending() == ending)
            .ok_or_else(|| Error::UnknownFormat { path: path.into() })
    }

    /// Whether the format says why each bead was found, so that the aligner should be asked to explain.
    pub fn explains(self) -> bool {
        matches!(self, Format::Jsonl | Format::Html)
    }

    /// Whether the format is a sheet for reviewers.
    pub fn is_sheet(self) -> bool {
        matches!(self, Format::Csv | Format::Xlsx)
    }

    /// Writes an alignment.
    ///
    /// # Errors
    /// [`Error::Write`] when `out` fails, and [`Error::Sheet`] when the beads do not fit into a workbook.
    pub fn write(self, out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match self {
            Format::Tmx => tmx::write(out, alignment, info),
            Format::Csv => review::csv::write(out, alignment, info),
            Format::Xlsx => review::xlsx::write(out, alignment, info),
            Format::Jsonl => jsonl::write(out, alignment, info),
            Format::Html => html::write(out, alignment, info),
            Format::Tsv => tsv::write(out, alignment),
            Format::Ladder => ladder::write(out, alignment),
        }
    }
}
