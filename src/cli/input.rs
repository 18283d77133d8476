//! Articles from files and from standard input.

use std::io::Read;
use std::path::Path;

use naranhi::reader::{self, Encoding};
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

/// Reads a text in the encoding that is given or else found out.
pub(super) fn read(path: &Path, encoding: Option<Encoding>) -> Result<String> {
    if path != Path::new(STANDARD_INPUT) {
        return reader::read_file(path, encoding);
    }
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
