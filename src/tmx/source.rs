//! Where a memory's bytes come from: unpacked, in UTF-8, with the line and column that has been reached.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::{Error, Result};
use crate::packed::unpacked;

/// Bytes read at once.
const BUFFER: usize = 1 << 16;
/// An XML declaration ends within so many bytes.
const DECLARATION: usize = 256;

/// Opens a memory: packed with gzip or not, in the encoding that a byte-order mark or its XML declaration names, else
/// UTF-8.
///
/// # Errors
/// [`Error::Io`].
pub fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    open_stream(file(path)?, &path.display().to_string())
}

pub(crate) fn file(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(Error::io(path))?;
    Ok(BufReader::with_capacity(BUFFER, file))
}

/// [`open`] of what is in no file.
pub(crate) fn open_stream(
    packed: impl BufRead + Send + 'static,
    name: &str,
) -> Result<Box<dyn BufRead + Send>> {
    unpacked(packed).and_then(decoded).map_err(Error::io(name))
}

fn decoded(mut bytes: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut start = Vec::new();
    // A buffer may hold less than what was asked for, a packed one above all.
    while start.len() < DECLARATION {
        let wanted = (DECLARATION - start.len()) as u64;
        if (&mut bytes).take(wanted).read_to_end(&mut start)? == 0 {
            break;
        }
    }
    let (encoding, label) = encoding(&start);
    let whole = io::Cursor::new(start).chain(bytes);
    if encoding == UTF_8 && label.is_none() {
        return Ok(Box::new(BufReader::with_capacity(
            BUFFER,
            WithoutMark::new(whole),
        )));
    }
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .build(whole);
    // UTF-16 may hold U+FFFD itself.
    if [UTF_16LE, UTF_16BE].contains(&encoding) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    let strict = Strict {
        input: decoder,
        message: match label {
            Some(label) => {
                format!("it declares the encoding {label}, which is not known; convert it to UTF-8")
            }
            None => format!(
                "it is not in {}, which it declares: it has bytes that are nothing there",
                encoding.name()
            ),
        },
        matched: 0,
    };
    Ok(Box::new(BufReader::with_capacity(BUFFER, strict)))
}

/// Fails where the decoder put U+FFFD in the place of bytes that are nothing in the encoding.
struct Strict<R> {
    input: R,
    message: String,
    /// How many bytes of U+FFFD were the last.
    matched: usize,
}

impl<R: Read> Read for Strict<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let replacement = "\u{fffd}".as_bytes();
        let read = self.input.read(buffer)?;
        for &byte in &buffer[..read] {
            self.matched = match byte == replacement[self.matched] {
                true => self.matched + 1,
                false => usize::from(byte == replacement[0]),
            };
            if self.matched == replacement.len() {
                self.matched = 0;
                let message = self.message.as_str();
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
        }
        Ok(read)
    }
}

/// The encoding of a label, also of those that the Encoding Standard leaves out.
pub(crate) fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = match label.trim().to_ascii_lowercase().as_str() {
        "cp949" | "ms949" | "uhc" | "949" => "euc-kr".to_owned(),
        "utf16" => "utf-16".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a memory that begins so; UTF-8 with the label that it declares where that is not known.
fn encoding(start: &[u8]) -> (&'static Encoding, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return (encoding, None);
    }
    if start.starts_with(b"<\0") {
        return (UTF_16LE, None);
    }
    if start.starts_with(b"\0<") {
        return (UTF_16BE, None);
    }
    let declaration = String::from_utf8_lossy(start);
    let label = declaration
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|declaration| declaration.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, rest)| rest.trim_start_matches([' ', '=']).get(1..))
        .and_then(|rest| rest.split(['"', '\'']).next());
    match label.map(labelled) {
        // A file that is read byte by byte is not in UTF-16, whatever it says.
        Some(Some(encoding)) if encoding.is_ascii_compatible() => (encoding, None),
        Some(None) => (UTF_8, label.map(str::to_owned)),
        // It decodes nothing.
        Some(Some(encoding)) if encoding == REPLACEMENT => (encoding, label.map(str::to_owned)),
        _ => (UTF_8, None),
    }
}

/// Passes over the byte-order mark of UTF-8.
struct WithoutMark<R> {
    input: R,
    has_begun: bool,
}

impl<R: Read> WithoutMark<R> {
    fn new(input: R) -> Self {
        WithoutMark {
            input,
            has_begun: false,
        }
    }
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if !self.has_begun && buffer[..read].starts_with(b"\xef\xbb\xbf") {
            buffer.copy_within(3..read, 0);
            self.has_begun = true;
            return Ok(read - 3);
        }
        self.has_begun = true;
        Ok(read)
    }
}

/// A place in a memory, both from 1; columns are counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// An input that knows its place.
pub(super) struct Counted<R> {
    input: R,
    /// The place of the next byte.
    pub(super) place: Place,
}

impl<R> Counted<R> {
    pub(super) fn new(input: R) -> Self {
        Counted {
            input,
            place: Place { line: 1, column: 1 },
        }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let length = held.len().min(buffer.len());
        buffer[..length].copy_from_slice(&held[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(held) = self.input.fill_buf() {
            let passed = &held[..amount.min(held.len())];
            let lines = memchr::memchr_iter(b'\n', passed).count();
            let rest = match memchr::memrchr(b'\n', passed) {
                Some(end) => {
                    self.place.line += lines;
                    self.place.column = 1;
                    &passed[end + 1..]
                }
                None => passed,
            };
            let is_start = |&&byte: &&u8| byte & 0xc0 != 0x80;
            self.place.column += rest.iter().filter(is_start).count();
        }
        self.input.consume(amount);
    }
}
