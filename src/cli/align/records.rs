//! Pairs of articles as JSON lines: an object a line, with the texts as `ko` and `en`, and a name as `document` or `id`.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::iter;
use std::path::{Path, PathBuf};

use naranhi::{Error, Result, unpacked};
use serde::de::IgnoredAny;

use super::line::Line;
use super::pairs::{Pair, Pairs};
use crate::cli::input;

/// What the names of such files end in.
const ENDINGS: [&str; 2] = [".jsonl", ".jsonl.gz"];
/// How the alignments begin that `align -o FILE.jsonl` writes.
const ALIGNED: &[u8] = b"{\"record\":";
/// How rows of Spark and tuples of Python begin when they are printed.
const PYTHON: [&[u8]; 2] = [b"Row(", b"('"];
/// In so many lines there is one that is whole.
const MOST_LINES: usize = 10;
/// So many bytes of a file are looked at: what has a longer line is not of articles.
const MOST_LOOKED_AT: u64 = 8 << 20;
/// What some programs write at the beginning of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// The same of UTF-16.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

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
    let is_called_so = is_called_so(path);
    let is_standard = input::is_standard(path);
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let packed: Box<dyn BufRead + Send> = match is_standard {
        true => Box::new(BufReader::new(io::stdin())),
        false => match File::open(path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(source) if is_called_so => return Err(failed(source)),
            // What is not there is named by whoever reads it as an article.
            Err(_) => return Ok(Opened::File),
        },
    };
    let mut rest = unpacked(packed).map_err(failed)?;
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
    Ok(Opened::Pairs(Pairs {
        path: path.to_owned(),
        root: path.to_owned(),
        count: None,
        left_over: None,
        pairs: Box::new(pairs(path, Cursor::new(begin).chain(rest))),
    }))
}

/// Opens several files of JSON lines, one behind the other.
pub(super) fn open_all(paths: Vec<PathBuf>) -> impl Iterator<Item = Pair> {
    paths.into_iter().flat_map(|path| {
        let failed = match open(&path) {
            Ok(Opened::Pairs(pairs)) => return pairs.pairs,
            Ok(Opened::File | Opened::Other(_)) => Error::Data {
                name: input::name(&path),
                line: 1,
                message: "no JSON lines".into(),
            },
            Err(error) => error,
        };
        Box::new(iter::once(Pair::Failed(failed)))
    })
}

/// Whether a file is called one of JSON lines.
pub(super) fn is_called_so(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a file holds pairs of articles as JSON lines, of which the first may be broken. A folder has other files that are
/// called so. Of a pipe nothing is read: that would be lost to whoever reads it next.
pub(super) fn holds_pairs(path: &Path) -> bool {
    let first_lines = || -> io::Result<bool> {
        let mut text = unpacked(BufReader::new(File::open(path)?))?;
        let begin = text.fill_buf()?;
        let begin = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(begin);
        if !begin.trim_ascii_start().starts_with(b"{") {
            return Ok(false);
        }
        for line in text.take(MOST_LOOKED_AT).split(b'\n').take(MOST_LINES) {
            let line = line?;
            if is_object(line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&line)) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    path.is_file() && first_lines().unwrap_or_default()
}

/// The pairs of a text. What breaks off is named, and what was read of it before stays.
fn pairs(path: &Path, text: impl Read + 'static) -> impl Iterator<Item = Pair> + 'static {
    let file = input::name(path);
    let mut is_broken = false;
    let lines = BufReader::new(text).split(b'\n').zip(1..);
    let pairs = lines.map_while(move |(line, number)| {
        if is_broken {
            return None;
        }
        Some(match line {
            Ok(text) => Pair::Record(Line {
                file: file.clone(),
                number,
                text,
            }),
            Err(error) => {
                is_broken = true;
                Pair::Failed(Error::Data {
                    name: file.clone(),
                    line: number,
                    message: format!("it breaks off here, and nothing below was read: {error}"),
                })
            }
        })
    });
    let is_blank =
        |pair: &Pair| matches!(pair, Pair::Record(line) if line.text.trim_ascii().is_empty());
    pairs.filter(move |pair| !is_blank(pair))
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
