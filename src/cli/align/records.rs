//! Pairs of articles as JSON lines: an object a line, with the texts as `ko` and `en`, and a name as `document` or `id`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use naranhi::reader::{self, Page};
use naranhi::{Error, Result, tidy};
use serde::Deserialize;
use serde_json::Value;

use super::many::{Pair, Pairs};
use crate::cli::input;

/// What the names of such files end in.
const ENDING: &str = "jsonl";
/// How the alignments begin that `align -o FILE.jsonl` writes.
const ALIGNED: &[u8] = b"{\"record\":";
/// What some programs write at the beginning of UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A line of a file.
pub(super) struct Line {
    file: String,
    /// From 1.
    number: usize,
    text: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Record {
    document: Option<Value>,
    id: Option<Value>,
    ko: String,
    en: String,
}

impl Line {
    /// The name of the document, and its articles.
    ///
    /// # Errors
    /// [`Error::Data`] for what is no such record, and those of [`reader::text_page`].
    pub(super) fn read(&self) -> Result<(String, Page, Page)> {
        let text = self.text.strip_prefix(BYTE_ORDER_MARK);
        let record: Record = serde_json::from_slice(text.unwrap_or(&self.text))
            .map_err(|error| self.is_no_record(&error))?;
        let page = |text: &str, language: &str| {
            let name = format!("{}, line {} ({language})", self.file, self.number);
            reader::text_page(text, &name)
        };
        let (korean, english) = (page(&record.ko, "ko")?, page(&record.en, "en")?);
        let name = match record.document.or(record.id) {
            Some(Value::String(name)) => tidy(&name),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let name = match name.is_empty() {
            true => format!("{}:{}", self.file, self.number),
            false => name,
        };
        Ok((name, korean, english))
    }

    fn is_no_record(&self, error: &serde_json::Error) -> Error {
        // The line that the parser names is always the first.
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default();
        Error::Data {
            name: self.file.clone(),
            line: self.number,
            message: format!(
                "not a pair of articles, which is {{\"document\": NAME, \"ko\": TEXT, \"en\": TEXT}}: {why} (column {})",
                error.column()
            ),
        }
    }
}

/// The pairs of a file of JSON lines, or of standard input; `None` for what is none.
///
/// # Errors
/// [`Error::Io`], and [`Error::Data`] for what is an alignment already.
pub(super) fn open(path: &Path) -> Result<Option<Pairs>> {
    let failed = |source| Error::Io {
        path: path.into(),
        source,
    };
    // What else there is, such as a pipe, can be read only once.
    let is_readable_again = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    if !input::is_standard(path) && !is_readable_again {
        return Ok(None);
    }
    // What is looked at of standard input stays in its buffer, for whoever reads it next.
    let mut lines: Box<dyn BufRead> = match input::is_standard(path) {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(path).map_err(failed)?)),
    };
    let begin = lines.fill_buf().map_err(failed)?;
    if begin.starts_with(ALIGNED) {
        return Err(Error::Data {
            name: input::name(path),
            line: 1,
            message: "an alignment, not pairs of articles; `naranhi review apply` takes it as --alignment".into(),
        });
    }
    let is_called_so = path.extension().is_some_and(|ending| ending == ENDING);
    // A part of a corpus may have nothing in it.
    let is_nothing = input::is_standard(path) && begin.is_empty();
    if !is_called_so && !is_nothing && !begins_with_object(begin) {
        return Ok(None);
    }
    let file = input::name(path);
    let unread = path.to_owned();
    let lines = lines.split(b'\n').zip(1..).map(move |(line, number)| {
        let text = line.map_err(|source| Error::Io {
            path: unread.clone(),
            source,
        })?;
        let file = file.clone();
        Ok(Line { file, number, text })
    });
    let is_blank =
        |line: &Result<Line>| matches!(line, Ok(line) if line.text.trim_ascii().is_empty());
    Ok(Some(Pairs {
        path: path.to_owned(),
        count: None,
        pairs: Box::new(
            lines
                .filter(move |line| !is_blank(line))
                .map(|line| line.map(Pair::Record)),
        ),
    }))
}

/// Whether a text begins as an object of JSON does, and not as RTF.
fn begins_with_object(text: &[u8]) -> bool {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\""))
}
