//! What a PDF must not be before it is read: nested without end, or a bomb.

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::error::Error;

/// Deepest nesting of arrays and dictionaries: they are read by recursion, and the stack has an end.
const DEEPEST: usize = 500;
/// Longest stream but for pictures, in bytes: the text of a page has some thousand, a Korean font some million. Of
/// what draws a page, the reader keeps about a hundred times as much.
const LONGEST_STREAM: u64 = 16 << 20;

/// Refuses what would take the stack or the memory, and is no article.
///
/// # Errors
/// [`Error::TooLarge`] and [`Error::TooDeep`].
pub(super) fn check(bytes: &[u8], name: &str) -> Result<(), Error> {
    let too_deep = || Error::TooDeep {
        name: name.into(),
        most: DEEPEST,
    };
    let mut rest = bytes;
    while let Some((objects, stream, behind)) = next_stream(rest) {
        // The dictionary of a stream stands before it.
        let start = memmem::rfind(objects, b"obj").unwrap_or_default();
        let says = |word: &[u8]| memmem::find(&objects[start..], word).is_some();
        let mut content: Box<dyn Read> = match says(b"/FlateDecode") {
            true => Box::new(ZlibDecoder::new(stream).take(LONGEST_STREAM + 1)),
            false => Box::new(stream.take(LONGEST_STREAM + 1)),
        };
        let mut packed = Vec::new();
        // What cannot be unpacked is for the reader to complain about.
        let length = match (says(b"/ObjStm"), says(b"/Image")) {
            (true, _) => content.read_to_end(&mut packed).map(|length| length as u64),
            (false, false) => copy(&mut content, &mut sink()),
            (false, true) => Ok(0),
        };
        if length.is_ok_and(|length| length > LONGEST_STREAM) {
            return Err(Error::TooLarge {
                name: name.into(),
                most_megabytes: LONGEST_STREAM as usize >> 20,
            });
        }
        if is_deep(objects) || is_deep(&packed) {
            return Err(too_deep());
        }
        rest = behind;
    }
    match is_deep(rest) {
        true => Err(too_deep()),
        false => Ok(()),
    }
}

/// What stands before the next stream, the stream, and what stands behind it.
fn next_stream(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (begin, end) = (&b"stream"[..], &b"endstream"[..]);
    let at = memmem::find(bytes, begin)?;
    let content = bytes[at + begin.len()..].trim_ascii_start();
    let length = memmem::find(content, end)?;
    let behind = &content[length + end.len()..];
    Some((&bytes[..at], &content[..length], behind))
}

/// Whether arrays and dictionaries nest too deep; strings and comments hold none (ISO 32000-2, 7.2 and 7.3.4).
fn is_deep(objects: &[u8]) -> bool {
    let (mut depth, mut in_string) = (0_usize, 0_usize);
    let mut bytes = objects.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'(' => in_string += 1,
            b')' => in_string = in_string.saturating_sub(1),
            _ if in_string > 0 => {}
            b'%' => drop(bytes.find(|&&byte| byte == b'\n' || byte == b'\r')),
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // A dictionary has two brackets.
        if depth > 2 * DEEPEST {
            return true;
        }
    }
    false
}
