//! The alignments of many articles in one file, written one after the other.

use std::io::Write;

use super::{Format, jsonl, tmx, tsv};
use crate::align::Alignment;
use crate::document::DocumentInfo;
use crate::error::{Error, Result};
use crate::review::csv::SheetWriter;
use crate::review::{self, Row};
use crate::tmx::{Head, TmxWriter};

/// A file that takes the alignments of many articles.
pub struct Collection<W: Write> {
    file: File<W>,
}

debug_by_name!(Collection<W: Write>);

enum File<W: Write> {
    Tmx(Box<TmxWriter<W>>),
    Csv(Box<SheetWriter<W>>),
    /// A workbook is written at the end.
    Xlsx {
        out: W,
        rows: Vec<Row>,
        info: Box<DocumentInfo>,
    },
    Jsonl(W),
    Tsv(W),
}

impl<W: Write> Collection<W> {
    /// Begins a file. `info` names the collection.
    ///
    /// # Errors
    /// [`Error::OneArticle`] for a format that holds no more than one, and [`Error::Write`] when `out` fails.
    pub fn new(format: Format, out: W, info: &DocumentInfo) -> Result<Collection<W>> {
        let file = match format {
            Format::Tmx => {
                let head = Head::new(info.languages.source_tag(), info.date.as_ref(), &[]);
                File::Tmx(Box::new(TmxWriter::new(out, &head)?))
            }
            Format::Csv => File::Csv(Box::new(SheetWriter::new(out)?)),
            Format::Xlsx => File::Xlsx {
                out,
                rows: Vec::new(),
                info: Box::new(info.clone()),
            },
            Format::Jsonl => File::Jsonl(out),
            Format::Tsv => File::Tsv(out),
            Format::Html | Format::Ladder => {
                return Err(Error::OneArticle {
                    ending: format.ending(),
                });
            }
        };
        Ok(Collection { file })
    }

    /// Refuses a document that would not let a workbook be written at the end.
    ///
    /// # Errors
    /// [`Error::Sheet`] when the workbook is full, or a text longer than a cell.
    pub fn check(&self, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match &self.file {
            File::Xlsx { rows, .. } => {
                let added: Vec<Row> = review::rows(alignment, info).collect();
                review::xlsx::fits(&info.name, rows.len(), &added)
            }
            _ => Ok(()),
        }
    }

    /// Adds a document.
    ///
    /// # Errors
    /// [`Error::Write`] when the output fails.
    pub fn add(&mut self, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match &mut self.file {
            File::Tmx(writer) => tmx::write_units(writer, alignment, info)?,
            File::Csv(sheet) => {
                for row in review::rows(alignment, info) {
                    sheet.row(&row)?;
                }
            }
            File::Xlsx { rows, .. } => rows.extend(review::rows(alignment, info)),
            File::Jsonl(out) => jsonl::write(out, alignment, info)?,
            File::Tsv(out) => tsv::write_among_others(out, alignment, &info.name)?,
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`Collection::add`], and [`Error::Sheet`] for a workbook with documents that [`Collection::check`] refuses.
    pub fn finish(self) -> Result<()> {
        match self.file {
            File::Tmx(writer) => {
                writer.finish()?;
            }
            File::Csv(sheet) => sheet.finish()?,
            File::Xlsx { out, rows, info } => {
                return review::xlsx::write_rows(out, &rows, &info);
            }
            File::Jsonl(mut out) | File::Tsv(mut out) => out.flush()?,
        }
        Ok(())
    }
}
