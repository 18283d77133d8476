//! Units into any format.

use std::io::Write;

use serde::Serialize;

use super::Format;
use super::read::PROPS;
use super::tags::Tags;
use crate::anchor::{Published, difference};
use crate::article::Language;
use crate::document::DocumentInfo;
use crate::error::Result;
use crate::languages::Languages;
use crate::review::{
    self, Column, Decision, Key, MOVED, Names, Row, csv::SheetWriter, decided_by_nobody, flags,
    hash, numbers_differ, said_before,
};
use crate::tmx::{Element, Head, Report, TmxWriter, Unit, props};
use crate::xliff::{Version, XliffWriter};

/// What ends a cell or a line of a table.
const ENDS: [char; 3] = ['\t', '\n', '\r'];

/// Writes a memory unit by unit.
pub struct Writer<W: Write> {
    sink: Sink<W>,
    tags: Tags,
    /// Of all units, those that are skipped too: the keys of a sheet.
    names: Names,
    /// Units written.
    rows: usize,
    /// Units that a format of two languages has no room for, because they lack one of them.
    skipped: usize,
    /// Notes and properties that the format has no room for.
    unheld: usize,
    /// Texts with tabs or line ends, of which a table makes spaces.
    respaced: usize,
}

debug_by_name!(Writer<W: Write>);

enum Sink<W: Write> {
    Tmx(Box<TmxWriter<W>>),
    Csv(Box<SheetWriter<W>>),
    /// A workbook is written as a whole.
    Xlsx(W, Vec<Row>),
    Tsv(W),
    Jsonl(W),
    Xliff(Box<XliffWriter<W>>),
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    source_lang: &'a str,
    target_lang: &'a str,
    source: &'a str,
    target: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<(String, String)>,
}

impl<W: Write> Writer<W> {
    /// Writes what stands before the units. `head` is that of the memory. The texts of other formats than TMX are those in
    /// the tags of `languages`; those that the user gave take the place of what the memory says.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when `out` fails.
    pub fn new(
        out: W,
        format: Format,
        head: &Head,
        languages: Languages,
        given: &[String],
    ) -> Result<Writer<W>> {
        let tags = Tags::new(head, languages, given);
        let languages = &tags.languages;
        let sink = match format {
            Format::Tmx => {
                let head = head.completed(&tags.source);
                Sink::Tmx(Box::new(TmxWriter::new(out, &head)?))
            }
            Format::Csv => Sink::Csv(Box::new(SheetWriter::new(out)?)),
            Format::Xlsx => Sink::Xlsx(out, Vec::new()),
            Format::Tsv => Sink::Tsv(out),
            Format::Jsonl => Sink::Jsonl(out),
            Format::Xliff => Sink::Xliff(Box::new(XliffWriter::new(
                out,
                languages.tags(),
                Version::V1,
            )?)),
            Format::Xliff2 => Sink::Xliff(Box::new(XliffWriter::new(
                out,
                languages.tags(),
                Version::V2,
            )?)),
        };
        Ok(Writer {
            sink,
            tags,
            names: Names::default(),
            rows: 0,
            skipped: 0,
            unheld: 0,
            respaced: 0,
        })
    }

    /// Writes a unit. In TMX its tags take their usual form, or that which the user gave, and the source comes first;
    /// everything else stays. The other formats hold the texts without inline tags.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails.
    pub fn unit(&mut self, unit: &Unit) -> Result<()> {
        if let Sink::Tmx(writer) = &mut self.sink {
            let mut unit = unit.clone();
            self.tags.put_in_order(&mut unit);
            self.rows += 1;
            return writer.unit(&unit);
        }
        let key = match &self.sink {
            Sink::Csv(_) | Sink::Xlsx(..) => self.names.next_key(unit).0,
            _ => Key::of_unit(unit, self.rows + self.skipped),
        };
        let languages = &self.tags.languages;
        let Some((source, target)) = languages.texts(unit) else {
            self.skipped += 1;
            return Ok(());
        };
        self.rows += 1;
        self.unheld += self.count_unheld(unit);
        let language = languages.source();
        match &mut self.sink {
            Sink::Tmx(_) => {}
            Sink::Csv(writer) => writer.row(&row(unit, key, source, target, language))?,
            Sink::Xlsx(_, rows) => rows.push(row(unit, key, source, target, language)),
            Sink::Tsv(out) => {
                let texts = [source, target];
                self.respaced += texts.iter().filter(|text| text.contains(ENDS)).count();
                let [source, target] = texts.map(|text| text.replace(ENDS, " "));
                writeln!(out, "{source}\t{target}")?;
            }
            Sink::Jsonl(out) => {
                let record = Record {
                    id: &key.name(),
                    source_lang: &self.tags.tag(unit, languages.source_tag()),
                    target_lang: &self.tags.tag(unit, languages.target_tag()),
                    source: &source,
                    target: &target,
                    props: unit.props(),
                };
                serde_json::to_writer(&mut *out, &record).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Sink::Xliff(writer) => writer.unit(&key.name(), unit, &source, &target)?,
        }
        Ok(())
    }

    /// How many notes and properties of the units the format has no room for, so far.
    pub fn unheld(&self) -> usize {
        self.unheld
    }

    /// How many texts of the units have tabs or line ends that stand as spaces, so far.
    pub fn respaced(&self) -> usize {
        self.respaced
    }

    /// A sheet shows properties of our own; JSON lines hold all properties, XLIFF all that is said of a whole unit. What is said
    /// of one of its languages only TMX holds. Nobody looks for any of it in a table of texts.
    fn count_unheld(&self, unit: &Unit) -> usize {
        let is_held: fn(&&Element) -> bool = match &self.sink {
            Sink::Tmx(_) | Sink::Tsv(_) => return 0,
            Sink::Csv(_) | Sink::Xlsx(..) => {
                |note| props::OWN.iter().any(|kind| note.is_prop(kind))
            }
            Sink::Jsonl(_) => |note| note.name == "prop",
            Sink::Xliff(_) => |_| true,
        };
        let of_variants: usize = unit.variants.iter().map(|of| of.notes.len()).sum();
        unit.notes.len() - unit.notes.iter().filter(is_held).count() + of_variants
    }

    /// Writes what stands behind the units; what was written, and how many units were skipped. `name` is the title of
    /// a workbook.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails, [`Error::Sheet`](crate::Error::Sheet) when a
    /// workbook does not hold the rows.
    pub fn finish(self, name: &str) -> Result<(Report, usize)> {
        let report = |forbidden| Report {
            units: self.rows,
            forbidden,
        };
        let report = match self.sink {
            Sink::Tmx(writer) => writer.finish()?,
            Sink::Csv(writer) => {
                writer.finish()?;
                report(0)
            }
            Sink::Xlsx(out, rows) => {
                let info = DocumentInfo {
                    name: name.to_owned(),
                    languages: self.tags.languages,
                    ..DocumentInfo::default()
                };
                review::xlsx::write_rows(out, &rows, &info)?;
                report(0)
            }
            Sink::Tsv(mut out) | Sink::Jsonl(mut out) => {
                out.flush()?;
                report(0)
            }
            Sink::Xliff(writer) => report(writer.finish()?),
        };
        Ok((report, self.skipped))
    }
}

fn row(unit: &Unit, key: Key, source: String, target: String, language: Language) -> Row {
    let mut row = Row::default();
    for (column, kind) in PROPS {
        row[column] = unit.prop(kind).unwrap_or_default().into_owned();
    }
    let reviewer = unit.prop(props::REVIEWER);
    let said = Decision::of_unit(unit).and_then(|decision| match &reviewer {
        Some(reviewer) => said_before(reviewer, decision),
        None => Some(decided_by_nobody(decision)),
    });
    let (korean, english) = language.korean_first(&source, &target);
    let difference = difference(korean, english, Published::default());
    row[Column::Flags] = flags([
        row[Column::Type].ends_with(MOVED).then(|| MOVED.to_owned()),
        difference.listed(language).map(numbers_differ),
        said,
    ]);
    row[Column::Id] = key.id.to_string();
    row[Column::SourceHash] = hash(&source);
    row[Column::TargetHash] = hash(&target);
    row[Column::Source] = source;
    row[Column::Target] = target;
    row
}
