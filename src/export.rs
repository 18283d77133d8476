//! Alignments as files: one module per format, chosen by the file's ending.

mod collection;
pub mod explain;
mod html;
mod jsonl;
mod ladder;
pub mod terminal;
mod tsv;

pub use collection::Collection;
pub(crate) use tsv::csv_error;

use std::io::Write;
use std::path::Path;

use crate::align::{Alignment, Bead};
use crate::article::Language;
use crate::error::{Error, Result};
use crate::review;
use crate::tmx::{self, Date};

/// What outputs say of the pair of articles besides the beads.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentInfo {
    /// The document's name: goes into `x-document` and into the sheet.
    pub name: String,
    /// BCP 47 tag of the source, such as `ko-KR`.
    pub source_tag: String,
    /// BCP 47 tag of the target, such as `en-US`.
    pub target_tag: String,
    /// Date of creation, or none, so that outputs do not depend on a clock.
    pub date: Option<Date>,
    /// Confidence, 0 to 1, from which on the rows of a sheet are accepted before anybody has looked at them; none
    /// where all are asked for.
    pub accept_above: Option<f64>,
}

impl DocumentInfo {
    /// The information for an alignment with the default tags, `ko-KR` and `en-US`, and no date.
    pub fn new(name: impl Into<String>, alignment: &Alignment) -> DocumentInfo {
        let tag = |language| default_tag(language).to_owned();
        DocumentInfo {
            name: name.into(),
            source_tag: tag(alignment.source.language()),
            target_tag: tag(alignment.target.language()),
            date: None,
            accept_above: None,
        }
    }
}

/// The tag that a language has unless the user gives another.
pub fn default_tag(language: Language) -> &'static str {
    match language {
        Language::Korean => "ko-KR",
        Language::English => "en-US",
    }
}

/// The formats that an alignment can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// The format that a file's ending names.
    ///
    /// # Errors
    /// [`Error::UnknownFormat`] for any other ending.
    pub fn of_path(path: &Path) -> Result<Format> {
        let ending = path.extension().unwrap_or_default();
        Format::ALL
            .into_iter()
            .find(|format| ending.eq_ignore_ascii_case(format.ending()))
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

/// What the names of beads begin with.
pub(crate) const BEAD: &str = "s-";

/// The name of a bead in every output: `s-0001` is the first.
pub(crate) fn bead_id(index: usize) -> String {
    format!("{BEAD}{:04}", index + 1)
}

/// A confidence as every output has it: three digits, never rounded up to certainty.
pub(crate) fn confidence(bead: &Bead) -> String {
    format!("{:.3}", floored(bead.confidence))
}

fn floored(confidence: f64) -> f64 {
    (confidence * 1000.0).floor() / 1000.0
}
