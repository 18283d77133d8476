//! Articles from files and from standard input.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::{display, tell};
use naranhi::reader::{self, Encoding, Page};
use naranhi::{Error, Result};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Whether an input is standard input.
pub(super) fn is_standard(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// The name of an input in messages and outputs.
pub(super) fn name(path: &Path) -> String {
    if is_standard(path) {
        "standard input".to_owned()
    } else if cfg!(windows) {
        // A document has one name, wherever it is aligned.
        display(path).replace('\\', "/")
    } else {
        display(path)
    }
}

/// Reads an article in the format and encoding that it has; `encoding` overrules the one found out.
pub(super) fn read(path: &Path, encoding: Option<Encoding>) -> Result<Page> {
    let page = load(path, encoding)?;
    warn(&page);
    Ok(page)
}

/// The article that some bytes are, which were read of a path.
pub(super) fn page(bytes: Vec<u8>, path: &Path, encoding: Option<Encoding>) -> Result<Page> {
    let page = reader::page(bytes, &name(path), encoding)?;
    warn(&page);
    Ok(page)
}

/// Reads two articles side by side.
pub(super) fn read_both(
    first: &Path,
    second: &Path,
    encoding: Option<Encoding>,
) -> Result<(Page, Page)> {
    let (first, second) = rayon::join(|| load(first, encoding), || load(second, encoding));
    let (first, second) = (first?, second?);
    warn(&first);
    warn(&second);
    Ok((first, second))
}

/// Reads an article without a word.
pub(super) fn load(path: &Path, encoding: Option<Encoding>) -> Result<Page> {
    let read = if is_standard(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = read.map_err(|source| match source.kind() {
        ErrorKind::IsADirectory => Error::NoArticle { name: name(path) },
        ErrorKind::NotFound if name(path).contains("://") => Error::Address { name: name(path) },
        _ => Error::Io {
            path: path.into(),
            source,
        },
    })?;
    reader::page(bytes, &name(path), encoding)
}

/// Says what may be wrong with an article.
pub(super) fn warn(page: &Page) {
    if let Some(warning) = page.warning {
        tell(&format!("{}: {warning}", page.name));
    }
    let forbidden = page.forbidden();
    if forbidden > 0 {
        tell(&format!(
            "{}: control characters were taken out, which no memory can hold: {forbidden}",
            page.name
        ));
    }
    let lost = page.text.matches(char::REPLACEMENT_CHARACTER).count();
    if lost > 0 {
        tell(&format!(
            "{}: characters were lost before it came here, and stand as {} in it: {lost}; save the article anew",
            page.name,
            char::REPLACEMENT_CHARACTER
        ));
    }
    if let Some(found) = reader::mojibake(&page.text) {
        tell(&format!(
            "{}: {} {} mojibake, {} that was taken for {}, first line {}; save the article anew, or give the \
             encoding with --encoding",
            page.name,
            found.lines,
            if found.lines == 1 {
                "line is"
            } else {
                "lines are"
            },
            found.was,
            found.taken_for,
            found.first
        ));
    }
}
