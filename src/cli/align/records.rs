//! Pairs of articles as JSON lines: an object a line, with the texts as `ko` and `en`, and a name as `document` or `id`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use naranhi::reader::{self, Page};
use naranhi::{Error, Result};
use serde::Deserialize;
use serde_json::Value;

use super::many::{Pair, Pairs};
use crate::cli::input;

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
struct Record {
    #[serde(alias = "id")]
    document: Option<Value>,
    ko: String,
    en: String,
}

impl Line {
    /// The name of the document, and its articles.
    ///
    /// # Errors
    /// [`Error::Data`] for what is no such record, and those of [`reader::page`].
    pub(super) fn read(&self) -> Result<(String, Page, Page)> {
        let record: Record =
            serde_json::from_slice(self.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.text)).map_err(|error| Error::Data {
                name: self.file.clone(),
                line: self.number,
                message: format!(
                    "not a pair of articles, which is {{\"document\": NAME, \"ko\": TEXT, \"en\": TEXT}}: {error}"
                ),
            })?;
        let name = match record.document {
            Some(Value::String(name)) => name,
            Some(Value::Null) | None => format!("{}:{}", self.file, self.number),
            Some(other) => other.to_string(),
        };
        let page = |text: String, language: &str| {
            reader::page(text.into_bytes(), &format!("{name} ({language})"), None)
        };
        let (korean, english) = (page(record.ko, "ko")?, page(record.en, "en")?);
        Ok((name, korean, english))
    }
}

/// The pairs of a file of JSON lines, or of standard input; `None` for what is none.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn open(path: &Path) -> Result<Option<Pairs>> {
    let failed = |source| Error::Io {
        path: path.into(),
        source,
    };
    // What is looked at of standard input stays in its buffer, for whoever reads it next.
    let mut lines: Box<dyn BufRead> = match input::is_standard(path) {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(path).map_err(failed)?)),
    };
    if !begins_with_object(lines.fill_buf().map_err(failed)?) {
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
