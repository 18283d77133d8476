//! Pairs of articles as JSON lines: an object a line, with the texts as `ko` and `en`, and a name as `document` or `id`.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use naranhi::reader::{self, Page};
use naranhi::{Error, Result, tidy};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::pairs::{Line, Pair, Pairs};
use crate::cli::input;

/// What the names of such files end in.
const ENDING: &str = "jsonl";
/// How the alignments begin that `align -o FILE.jsonl` writes.
const ALIGNED: &[u8] = b"{\"record\":";
/// How rows of Spark and tuples of Python begin when they are printed.
const PYTHON: [&[u8]; 2] = [b"Row(", b"('"];
/// What some programs write at the beginning of UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// The same of UTF-16.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

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

/// What a file, a pipe or standard input is.
pub(super) enum Opened {
    /// JSON lines.
    Pairs(Pairs),
    /// Another thing, of what can be read only once.
    Other(Vec<u8>),
    /// Another thing, in a file, which can be read again.
    File,
}

/// Tells whether a file, a pipe or standard input is JSON lines.
///
/// # Errors
/// [`Error::Io`], and [`Error::Data`] for what is an alignment already, printed by Python, or not in UTF-8.
pub(super) fn open(path: &Path) -> Result<Opened> {
    let failed = |source| Error::Io {
        path: path.into(),
        source,
    };
    let is_standard = input::is_standard(path);
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut rest: Box<dyn Read> = match is_standard {
        true => Box::new(io::stdin().lock()),
        // What is not there is named by whoever reads it as an article.
        false => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(_) => return Ok(Opened::File),
        },
    };
    let (mut begin, is_records) = begin(&mut rest).map_err(failed)?;
    let data = |message: &str| Error::Data {
        name: input::name(path),
        line: 1,
        message: message.into(),
    };
    if begin.starts_with(ALIGNED) {
        return Err(data(
            "an alignment, not pairs of articles; `naranhi review apply` takes it as --alignment",
        ));
    }
    if PYTHON.iter().any(|row| begin.starts_with(row)) {
        return Err(data(
            "rows as Python prints them, not JSON lines; in Spark, `df.toJSON()` makes these",
        ));
    }
    let is_called_so = path.extension().is_some_and(|ending| ending == ENDING);
    if is_called_so && UTF_16.iter().any(|mark| begin.starts_with(mark)) {
        return Err(data(
            "UTF-16, and JSON lines are in UTF-8; convert the file, for example with `iconv -f UTF-16 -t UTF-8`",
        ));
    }
    // A part of a corpus may have nothing in it.
    let is_nothing = is_standard && begin.iter().all(u8::is_ascii_whitespace);
    if !is_called_so && !is_nothing && !is_records {
        if is_file {
            return Ok(Opened::File);
        }
        rest.read_to_end(&mut begin).map_err(failed)?;
        return Ok(Opened::Other(begin));
    }
    let lines = BufReader::new(Cursor::new(begin).chain(rest));
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
    Ok(Opened::Pairs(Pairs {
        path: path.to_owned(),
        count: None,
        pairs: Box::new(
            lines
                .filter(move |line| !is_blank(line))
                .map(|line| line.map(Pair::Record)),
        ),
    }))
}

/// The beginning of a text, no more than is needed to tell whether it is JSON lines; and whether it is.
fn begin(text: &mut impl Read) -> io::Result<(Vec<u8>, bool)> {
    /// An article in JSON is seldom longer; where the first line is cut off, the second tells.
    const MOST: usize = 1 << 20;
    let mut begin = Vec::new();
    let mut chunk = [0; 1 << 16];
    loop {
        let read = text.read(&mut chunk)?;
        begin.extend_from_slice(&chunk[..read]);
        let is_records = is_records(&begin);
        if is_records.is_some() || read == 0 || begin.len() > MOST {
            // The last line may lack its end.
            let is_last = || {
                begin
                    .rsplit(|&byte| byte == b'\n')
                    .next()
                    .is_some_and(is_object)
            };
            let is_records = is_records.unwrap_or_else(is_last);
            return Ok((begin, is_records));
        }
    }
}

/// Whether a text that begins so is JSON lines, of which the first may be broken; `None` where more of it must be seen.
fn is_records(begin: &[u8]) -> Option<bool> {
    /// In so many lines there is one that is whole.
    const MOST_LINES: usize = 10;
    let begin = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(begin);
    let mut lines = begin.split(|&byte| byte == b'\n');
    let mut last = lines.next_back()?;
    let mut whole = lines.filter(|line| !line.trim_ascii().is_empty());
    if let Some(first) = whole.next() {
        let is_empty = || [&b"null"[..], b"{}"].contains(&first.trim_ascii());
        if begins_with_object(first) || is_empty() || whole.clone().take(MOST_LINES).any(is_object)
        {
            return Some(true);
        }
        return (whole.count() >= MOST_LINES).then_some(false);
    }
    last = last.trim_ascii_start();
    begins_with_object(last).then_some(true)
}

/// Whether a line is an object with an article.
fn is_object(line: &[u8]) -> bool {
    let object = || serde_json::from_slice::<HashMap<String, IgnoredAny>>(line);
    let is_named =
        |object: HashMap<String, _>| ["ko", "en"].iter().any(|key| object.contains_key(*key));
    begins_with_object(line) && object().is_ok_and(is_named)
}

/// Whether a text begins as an object of JSON does, and not as RTF.
fn begins_with_object(text: &[u8]) -> bool {
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\""))
}
