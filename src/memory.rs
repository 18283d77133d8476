//! Translation memories in any format: read from one, written to another, one unit after the other.

pub mod clean;
pub mod merge;
mod read;
pub mod search;
mod tags;
pub mod tsv;
mod write;

use std::path::Path;

pub use read::{Units, read, read_stream};
pub use write::Writer;

use crate::error::{Error, Result};
use crate::packed::ending;

/// The formats of memories. TMX, TSV and JSON lines may be packed with gzip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// TMX.
    Tmx,
    /// A review sheet as CSV.
    Csv,
    /// A review sheet as a workbook.
    Xlsx,
    /// A line for each unit, source and target with a tab between: what statistical translation systems read. Of the
    /// alignments in such tables, the pairs are read.
    Tsv,
    /// A JSON record for each unit. Of the alignments in such records, the pairs are read.
    Jsonl,
    /// XLIFF 1.2 (OASIS, 2008), for bilingual review in CAT tools. 2.x is read, too.
    Xliff,
    /// XLIFF 2.1 (OASIS, 2018).
    Xliff2,
}

impl Format {
    /// The format that a file's ending names. `.xlf` is XLIFF 1.2 where it is written, and any XLIFF where it is read;
    /// `.xliff` is XLIFF 2.1.
    ///
    /// # Errors
    /// [`Error::UnknownMemory`] for any other ending.
    pub fn of_path(path: &Path) -> Result<Format> {
        Ok(match &*ending(path) {
            "tmx" => Format::Tmx,
            "csv" => Format::Csv,
            "xlsx" | "ods" => Format::Xlsx,
            "tsv" => Format::Tsv,
            "jsonl" => Format::Jsonl,
            "xlf" => Format::Xliff,
            "xliff" => Format::Xliff2,
            _ => return Err(Error::UnknownMemory { path: path.into() }),
        })
    }

    /// The format that a file is written in. A sheet of LibreOffice (`.ods`) is read alone.
    ///
    /// # Errors
    /// [`Error::UnknownMemory`] for any other ending.
    pub fn of_output(path: &Path) -> Result<Format> {
        match &*ending(path) {
            "ods" => Err(Error::UnknownMemory { path: path.into() }),
            _ => Format::of_path(path),
        }
    }
}
