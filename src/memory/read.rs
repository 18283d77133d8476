//! Units out of any format.

use std::io::BufRead;
use std::path::Path;

use serde::Deserialize;

use super::Format;
use super::tsv::Line;
use crate::article::Language;
use crate::error::{Error, Result};
use crate::languages::Languages;
use crate::review::{Aligned, Column, Key, Row, Sheet, signer_in_flags};
use crate::tmx::{self, Head, Losses, TmxReader, Unit, props};
use crate::xliff;

/// The units of a memory, one after another.
#[must_use = "units are read when they are asked for"]
pub struct Units {
    source: Source,
    head: Head,
    /// Of what was read at once.
    losses: Losses,
}

debug_by_name!(Units);

enum Source {
    Tmx(Box<TmxReader<Box<dyn BufRead + Send>>>),
    Other(Box<dyn Iterator<Item = Result<Unit>> + Send>),
}

impl Units {
    fn other(
        units: impl Iterator<Item = Result<Unit>> + Send + 'static,
        source_tag: &str,
    ) -> Units {
        Units {
            source: Source::Other(Box::new(units)),
            head: Head::new(source_tag, None, &[]),
            losses: Losses::default(),
        }
    }

    /// What the head of the memory says; of a TMX nothing before the first unit was read.
    pub fn head(&self) -> &Head {
        match &self.source {
            Source::Tmx(reader) => reader.head(),
            Source::Other(_) => &self.head,
        }
    }

    /// What was lost so far of what was read.
    pub fn losses(&self) -> Losses {
        match &self.source {
            Source::Tmx(reader) => reader.losses(),
            Source::Other(_) => self.losses,
        }
    }
}

impl Iterator for Units {
    type Item = Result<Unit>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.source {
            Source::Tmx(reader) => reader.next(),
            Source::Other(units) => units.next(),
        }
    }
}

/// Opens a memory in the format of its ending. TMX, TSV and JSON lines are read as a stream. The languages are given for
/// formats that do not say them.
///
/// # Errors
/// [`Error::UnknownMemory`], [`Error::Io`] and those of the format.
pub fn read(path: &Path, languages: &Languages) -> Result<Units> {
    let format = Format::of_path(path)?;
    read_stream(
        tmx::file(path)?,
        format,
        &path.display().to_string(),
        languages,
    )
}

/// Reads a memory that is not in a file, as [`read`] does: packed with gzip or not, in the encoding that it names. `name`
/// stands for it in errors.
///
/// # Errors
/// [`Error::Io`] and those of the format.
pub fn read_stream(
    mut input: impl BufRead + Send + 'static,
    format: Format,
    name: &str,
    languages: &Languages,
) -> Result<Units> {
    match format {
        Format::Tmx => Ok(Units {
            source: Source::Tmx(Box::new(TmxReader::new(
                tmx::open_stream(input, name)?,
                name,
            ))),
            head: Head::default(),
            losses: Losses::default(),
        }),
        Format::Csv | Format::Xlsx => {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(Error::io(name))?;
            sheet(Sheet::from_bytes(bytes, name)?, languages)
        }
        Format::Tsv => tsv(tmx::open_stream(input, name)?, name, languages),
        Format::Jsonl => {
            let mut aligned = Aligned::of_tags(languages.tags());
            let name = name.to_owned();
            let units = lines(tmx::open_stream(input, &name)?, &name).map(move |(number, line)| {
                json(&line?, &mut aligned).map_err(|error| Error::Data {
                    name: name.clone(),
                    line: number,
                    message: format!("not a unit: {error}"),
                })
            });
            let units = units.filter_map(Result::transpose);
            Ok(Units::other(units, languages.source_tag()))
        }
        Format::Xliff | Format::Xliff2 => {
            let content = xliff::read(tmx::open_stream(input, name)?, name)?;
            let units = content.units.into_iter().map(Ok);
            Ok(Units {
                losses: content.losses,
                ..Units::other(units, &content.source_tag)
            })
        }
    }
}

/// The unit of a JSON record, which may be a bead of an alignment; none of the documents and of what is on one side alone.
fn json(line: &str, aligned: &mut Aligned) -> serde_json::Result<Option<Unit>> {
    let error = match serde_json::from_str::<Record>(line) {
        Ok(record) => return Ok(Some(record.unit())),
        Err(error) => error,
    };
    let Ok(row) = aligned.row(line) else {
        return Err(error);
    };
    let tags = aligned.tags.as_ref();
    let is_linked = |row: &Row| !row[Column::Source].is_empty() && !row[Column::Target].is_empty();
    let unit = row.filter(is_linked).zip(tags);
    Ok(unit.map(|(row, (source, target))| of_row(&row, (source, target))))
}

fn tsv(text: impl BufRead + Send + 'static, name: &str, languages: &Languages) -> Result<Units> {
    let of_units = languages.clone();
    let mut lines = lines(text, name);
    let first: Vec<_> = lines.by_ref().take(MOST_ASKED).collect();
    let asked = first.iter().filter_map(|(_, line)| line.as_ref().ok());
    refuse_reversed(asked, languages, name)?;
    let name = name.to_owned();
    let units = first
        .into_iter()
        .chain(lines)
        .filter_map(move |(number, line)| {
            let line = match line {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            let data = |message: String| Error::Data {
                name: name.clone(),
                line: number,
                message,
            };
            let Some(line) = Line::parse(&line) else {
                return Some(Err(data("no tab between source and target".into())));
            };
            (!line.is_alone()).then(|| Ok(line.unit(number, of_units.tags())))
        });
    Ok(Units::other(units, languages.source_tag()))
}

/// Of a table, so many lines are asked for the languages of its columns.
const MOST_ASKED: usize = 100;

/// Refuses a table of which most lines have the other language first.
fn refuse_reversed<'a>(
    lines: impl Iterator<Item = &'a String>,
    languages: &Languages,
    name: &str,
) -> Result<()> {
    let told = lines.filter_map(|line| Line::parse(line)?.languages());
    let told: Vec<Language> = told.map(|[first, _]| first).collect();
    let reversed = told.iter().filter(|&&first| first != languages.source());
    match 2 * reversed.count() > told.len() {
        true => Err(Error::Reversed {
            name: name.to_owned(),
            source_tag: languages.source_tag().to_owned(),
            first: languages.target(),
        }),
        false => Ok(()),
    }
}

/// The lines of a text that have anything in them, with their numbers from 1.
fn lines<R: BufRead>(
    text: R,
    name: &str,
) -> impl Iterator<Item = (usize, Result<String>)> + use<R> {
    let name = name.to_owned();
    let lines = text.lines().enumerate();
    let numbered = lines.map(move |(index, line)| {
        let line = line.map_err(Error::io(&name));
        let bare = |line: String| {
            let line = line.trim_start_matches('\u{feff}');
            line.trim_end_matches('\r').to_owned()
        };
        (index + 1, line.map(bare))
    });
    numbered.filter(|(_, line)| !matches!(line, Ok(line) if line.trim().is_empty()))
}

/// A unit as a JSON record.
#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    props: Vec<(String, String)>,
    source_lang: String,
    target_lang: String,
    source: String,
    target: String,
}

impl Record {
    fn unit(&self) -> Unit {
        let mut unit = Unit::new(
            &self.id,
            (&self.source_lang, &self.source),
            (&self.target_lang, &self.target),
        );
        for (kind, value) in &self.props {
            unit.set_prop(kind, value);
        }
        unit
    }
}

/// The columns of a sheet that are properties of a unit.
pub(super) const PROPS: [(Column, &str); 5] = [
    (Column::Document, props::DOCUMENT),
    (Column::Type, props::BEAD),
    (Column::Confidence, props::CONFIDENCE),
    (Column::Decision, props::DECISION),
    (Column::Comment, props::COMMENT),
];

/// The rows of a sheet, decided or not: taking decisions over is what `review apply` does.
fn sheet(sheet: Sheet, languages: &Languages) -> Result<Units> {
    let is_english_first = languages.source() == Language::English;
    let languages = match sheet.tags.clone() {
        Some((source_tag, target_tag)) => Languages::new(source_tag, target_tag)?,
        None if sheet.is_english_first() != is_english_first => languages.turned(),
        None => languages.clone(),
    };
    let source_tag = languages.source_tag().to_owned();
    let units = (1..).zip(sheet.rows).map(move |(number, mut row)| {
        // A row that a reviewer added has a name of its own.
        if row.row[Column::Id].trim().is_empty() {
            row.row[Column::Id] = format!("new {number}");
        }
        Ok(of_row(&row.row, languages.tags()))
    });
    Ok(Units::other(units, &source_tag))
}

/// The unit that a row tells of.
fn of_row(row: &Row, tags: (&str, &str)) -> Unit {
    let mut unit = Unit::new(
        &Key::of_row(row).name(),
        (tags.0, &row[Column::Source]),
        (tags.1, &row[Column::Target]),
    );
    for (column, kind) in PROPS {
        unit.set_prop(kind, row[column].trim());
    }
    if let Some(reviewer) = signer_in_flags(row) {
        unit.set_prop(props::REVIEWER, &reviewer);
    }
    unit
}
