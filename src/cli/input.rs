//! Articles from files and from standard input.

use std::io::Read;
use std::path::Path;

use naranhi::reader::{self, Encoding, Page};
use naranhi::{Error, Result};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The name of an input in messages and outputs.
pub(super) fn name(path: &Path) -> String {
    if path == Path::new(STANDARD_INPUT) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Reads an article in the format and encoding that it has; `encoding` overrules the one found out.
pub(super) fn read(path: &Path, encoding: Option<Encoding>) -> Result<Page> {
    let text = if path == Path::new(STANDARD_INPUT) {
        read_standard_input(path, encoding)?
    } else {
        reader::read_file(path, encoding)?
    };
    reader::page(text, &name(path))
}

fn read_standard_input(path: &Path, encoding: Option<Encoding>) -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Io {
            path: path.into(),
            source,
        })?;
    reader::decode(bytes, &name(path), encoding)
}
