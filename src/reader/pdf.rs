//! PDF with a text layer: paragraphs out of lines as they were set.

use std::io::Cursor;
use std::panic;
use std::sync::Mutex;

use oxidize_pdf::parser::{ParseError, PdfDocument, PdfReader};
use oxidize_pdf::text::{ExtractionOptions, TextExtractor};

use super::page::Page;
use crate::article::{is_hangul, normalize};
use crate::error::{Error, Result};

/// Longest PDF, in bytes, that is read: its pictures are read with it.
const LONGEST_BYTES: usize = 128 << 20;
/// Most pages that are read: an article has a few.
const MOST_PAGES: u32 = 1_000;
/// Most bytes that say what stands on the pages, unpacked: the text of an article has a hundred thousand.
const MOST_CONTENT: usize = 16 << 20;
/// A line that is so full, beside the fullest one, had no room for more: letters are not all of one width.
const FULL: f32 = 0.9;
/// Few sentences begin with a wider word.
const USUAL_WORD: usize = 6;

/// What is said of an article that was read from a PDF.
const WARNING: &str = "read from a PDF, which has lines and no paragraphs: look whether they were put together rightly";

/// Whether a file is a PDF (ISO 32000-2, 7.5.2: readers accept the header in the first 1024 bytes).
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    const NEAR: usize = 1024;
    let near = &bytes[..bytes.len().min(NEAR)];
    near.windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Document`] for one that is damaged or encrypted, or has no text.
pub(super) fn read(bytes: Vec<u8>, name: &str) -> Result<Page> {
    if bytes.len() > LONGEST_BYTES {
        return Err(Error::TooLarge {
            name: name.into(),
            most_megabytes: LONGEST_BYTES >> 20,
        });
    }
    let error = |message: &str| Error::Document {
        name: name.into(),
        message: message.into(),
    };
    let lines = match guarded(|| lines(bytes)) {
        Some(Ok(lines)) => lines,
        Some(Err(
            ParseError::EncryptionNotSupported | ParseError::WrongPassword | ParseError::PdfLocked,
        )) => {
            return Err(error("it is encrypted; save it without a password"));
        }
        Some(Err(cause)) => return Err(error(&format!("no PDF that can be read: {cause}"))),
        None => return Err(error("no PDF that can be read: it is damaged")),
    };
    let text = paragraphs(&lines);
    if text.trim().is_empty() {
        return Err(error(
            "it has no text, only pictures; let a program for character recognition read it first",
        ));
    }
    Ok(Page {
        warning: Some(WARNING),
        ..Page::plain(text, name)
    })
}

/// Runs a reader of damaged files that panics on some. `None` when it did, without a word on the screen.
fn guarded<T>(read: impl FnOnce() -> T + panic::UnwindSafe) -> Option<T> {
    /// The hook is the whole program's.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let guard = ONE_AT_A_TIME.lock();
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(read);
    panic::set_hook(hook);
    drop(guard);
    outcome.ok()
}

/// The lines of all pages, with an empty one where a block of text ends.
fn lines(bytes: Vec<u8>) -> std::result::Result<Vec<String>, ParseError> {
    let document = PdfDocument::new(PdfReader::new(Cursor::new(bytes))?);
    let mut extractor = TextExtractor::with_options(ExtractionOptions {
        // Without it, blocks are not told.
        preserve_layout: true,
        reconstruct_paragraphs: true,
        detect_columns: true,
        merge_hyphenated: true,
        ..ExtractionOptions::default()
    });
    let mut lines = Vec::new();
    let mut content = 0;
    for page in 0..document.page_count()?.min(MOST_PAGES) {
        let streams = document.get_page_content_streams(&document.get_page(page)?)?;
        content += streams.iter().map(Vec::len).sum::<usize>();
        if content > MOST_CONTENT {
            let message = format!("more than {} MB to be set", MOST_CONTENT >> 20);
            return Err(ParseError::StreamDecodeError(message));
        }
        let mut ends_at: Option<f64> = None;
        for block in extractor.extract_from_page(&document, page)?.fragments {
            // What stands beside another block is of the same line.
            let is_beside = ends_at.is_some_and(|y| (y - block.y).abs() < 1.0);
            let mut of_block = block.text.split('\n').map(normalize);
            if is_beside
                && let Some(last) = lines
                    .last_mut()
                    .filter(|last: &&mut String| !last.is_empty())
                && let Some(first) = of_block.next()
            {
                last.push(' ');
                last.push_str(&first);
            } else if ends_at.is_some() {
                lines.push(String::new());
            }
            lines.extend(of_block);
            ends_at = Some(block.y);
        }
    }
    Ok(lines)
}

/// The lines put together to paragraphs, one a line. A line goes on in the next one if the first word of that had no
/// room in it; at the end of a block, which may stand in another column or on the next page, only if no sentence ends.
fn paragraphs(lines: &[String]) -> String {
    let fullest = lines.iter().map(|line| width(line)).max().unwrap_or(0) as f32;
    let mut text = String::new();
    let mut goes_on = false;
    for (index, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        if goes_on {
            text.push(' ');
        } else if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
        let mut rest = lines[index + 1..].iter();
        let ends_block = rest.next().is_none_or(String::is_empty);
        let next = lines[index + 1..].iter().find(|next| !next.is_empty());
        goes_on = next.is_some_and(|next| {
            let mut word = next.split(' ').next().map_or(0, width);
            if ends_sentence(line) {
                // A new paragraph may begin with an address of the web or the like.
                word = word.min(USUAL_WORD);
            }
            let is_full = (width(line) + 1 + word) as f32 >= FULL * fullest;
            let is_middle = next.starts_with(char::is_lowercase);
            (is_full || is_middle) && !(ends_block && ends_sentence(line))
        });
    }
    text.push('\n');
    text
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '!', '”', '"', '’', ':'])
}

/// The width of a line in half ems: Hangul is twice as wide as Latin letters are.
fn width(line: &str) -> usize {
    line.chars().map(|c| 1 + usize::from(is_hangul(c))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_lines_go_on() {
        let lines = [
            "The river rises by a foot",
            "",
            "The water came at night, and it came so fast that",
            "nobody slept.",
            "Boats were sent out from the towns above the old",
            "",
            "bridge in the morning, and people were saved there.",
            "",
            "1",
        ];
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(
            paragraphs(&lines),
            "The river rises by a foot\n\
             The water came at night, and it came so fast that nobody slept.\n\
             Boats were sent out from the towns above the old bridge in the morning, and people were saved there.\n\
             1\n"
        );
    }

    #[test]
    fn damaged_files_are_errors() {
        for bytes in [
            &b"%PDF-1.4"[..],
            b"%PDF-1.4\nxref\n0 2\n0000000000 65535 f\n000000\xff\xff00 00000 n\ntrailer<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF",
        ] {
            let error = read(bytes.to_vec(), "x.pdf").unwrap_err().to_string();
            assert!(error.contains("x.pdf"), "{error}");
        }
    }
}
