//! PDF with a text layer: the pieces of text as they were set, on lines, and the lines put together to paragraphs.

mod bounds;
mod lines;

use std::cell::Cell;
use std::io::Cursor;
use std::panic;
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use oxidize_pdf::parser::{ParseError, ParseResult, PdfDocument, PdfReader};
use oxidize_pdf::text::{ExtractionOptions, TextExtractor};

use super::page::Page;
use crate::article::{Metadata, normalize};
use crate::error::{Error, Result};
use lines::{Lines, paragraphs};

/// Longest PDF, in bytes, that is read: its pictures are read with it.
const LONGEST_BYTES: usize = 128 << 20;
/// Most pages that are read, and most bytes of text on one of them: an article has a few of them with a few thousand.
const MOST_PAGES: u32 = 1_000;
const MOST_BYTES_A_PAGE: usize = 1 << 20;

/// Longest time for a PDF: a whole newspaper takes a second, on a busy machine some more.
const LONGEST_TIME: Duration = Duration::from_secs(15);

/// What is said of an article that was read from a PDF.
const WARNING: &str = "read from a PDF, which has lines and no paragraphs: look whether columns, and words at the \
                       ends of lines, were put together rightly";

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
    let too_large = |most: usize| Error::TooLarge {
        name: name.into(),
        most_megabytes: most >> 20,
    };
    let error = |message: String| Error::Document {
        name: name.into(),
        message,
    };
    if bytes.len() > LONGEST_BYTES {
        return Err(too_large(LONGEST_BYTES));
    }
    bounds::check(&bytes, name)?;
    let damaged = "a PDF that cannot be read, damaged or cut off";
    let (lines, metadata) = match apart(|| open(bytes)) {
        Ok(Ok(read)) => read,
        Ok(Err(
            ParseError::EncryptionNotSupported | ParseError::WrongPassword | ParseError::PdfLocked,
        )) => return Err(error("it is encrypted; save it without a password".into())),
        Ok(Err(cause)) => return Err(error(format!("{damaged}: {cause}"))),
        Err(RecvTimeoutError::Disconnected) => return Err(error(damaged.into())),
        Err(RecvTimeoutError::Timeout) => {
            return Err(error(format!(
                "a PDF that takes longer than {} seconds to read: damaged, or no article; save the pages with the \
                 article alone, or its text",
                LONGEST_TIME.as_secs()
            )));
        }
    };
    if lines.are_cut {
        return Err(too_large(MOST_BYTES_A_PAGE));
    }
    let text = paragraphs(&lines);
    if text.trim().is_empty() {
        return Err(error(
            "it has no text, only pictures; let a program for character recognition read it first"
                .into(),
        ));
    }
    Ok(Page {
        metadata,
        is_of_file: true,
        warning: Some(WARNING),
        ..Page::plain(text, name)
    })
}

/// Runs a reader that on some damaged files panics, without a word on the screen, and on some goes on without end.
///
/// # Errors
/// `Disconnected` where it panicked, `Timeout` where it took longer than [`LONGEST_TIME`].
fn apart<T: Send + 'static>(
    read: impl FnOnce() -> T + Send + 'static,
) -> std::result::Result<T, RecvTimeoutError> {
    thread_local! {
        static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    }
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                hook(info);
            }
        }));
    });
    let (sender, receiver) = mpsc::channel();
    let reader = thread::Builder::new().name("PDF".into());
    // Where there is no thread to be had, the sender is dropped.
    let _ = reader.spawn(move || {
        IS_QUIET.set(true);
        sender.send(read())
    });
    receiver.recv_timeout(LONGEST_TIME)
}

fn open(bytes: Vec<u8>) -> ParseResult<(Lines, Metadata)> {
    let reader = PdfReader::new(Cursor::new(bytes))?;
    if reader.is_encrypted() && !reader.is_unlocked() {
        return Err(ParseError::PdfLocked);
    }
    let document = PdfDocument::new(reader);
    // In ems: no gap between two words on a line is so wide, but letters may be spaced out to fill a narrow column.
    let mut lines = lines(&document, 3.0)?;
    if !lines.have_spaces() {
        // Some programs write no spaces and move on instead. The width is that between the letters of a word and words.
        lines = self::lines(&document, 0.2)?;
    }
    let properties = document.metadata()?;
    let field = |field: Option<String>| {
        field
            .map(|text| normalize(&text))
            .filter(|text| !text.is_empty())
    };
    let metadata = Metadata {
        title: field(properties.title),
        author: field(properties.author),
        ..Metadata::default()
    };
    Ok((lines, metadata))
}

/// The lines of all pages; a gap of `space` ems within one is a space.
fn lines(document: &PdfDocument<Cursor<Vec<u8>>>, space: f64) -> ParseResult<Lines> {
    let mut extractor = TextExtractor::with_options(ExtractionOptions {
        // Pieces with their places.
        preserve_layout: true,
        detect_columns: true,
        merge_hyphenated: false,
        space_threshold: space,
        tj_space_threshold: space,
        max_extracted_bytes: Some(MOST_BYTES_A_PAGE),
        ..ExtractionOptions::default()
    });
    let mut lines = Lines::new(space);
    let pages = document.page_count()?;
    lines.are_cut = pages > MOST_PAGES;
    for page in 0..pages.min(MOST_PAGES) {
        lines.turn_page();
        let text = extractor.extract_from_page(document, page)?;
        lines.are_cut |= text.truncated;
        for piece in &text.fragments {
            lines.push(piece);
        }
    }
    Ok(lines)
}
