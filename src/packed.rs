//! Files that are packed with gzip, by their names and by what they hold.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

/// How a packed file begins (RFC 1952, section 2.3.1).
const MAGIC: &[u8] = b"\x1f\x8b";
/// Bytes unpacked at once.
const BUFFER: usize = 1 << 16;

/// What the name of a packed file ends in.
const ENDING: &str = "gz";
/// Formats that are written and read as streams, which may be packed.
const STREAMS: [&str; 3] = ["tmx", "tsv", "jsonl"];

/// The name of a file without the ending that says that it is packed, if it has one: `a.tmx` of `a.tmx.gz`.
///
/// ```
/// use std::path::Path;
/// assert_eq!(naranhi::unpacked_name(Path::new("a.tmx.gz")).as_deref(), Some(Path::new("a.tmx")));
/// assert_eq!(naranhi::unpacked_name(Path::new("a.xlsx.gz")), None);
/// assert_eq!(naranhi::unpacked_name(Path::new("a.tmx")), None);
/// ```
pub fn unpacked_name(path: &Path) -> Option<PathBuf> {
    let is_packed = path.extension()?.eq_ignore_ascii_case(ENDING);
    let inside = path.with_extension("");
    let ending = inside.extension()?;
    let may_be_packed = STREAMS
        .iter()
        .any(|stream| ending.eq_ignore_ascii_case(stream));
    (is_packed && may_be_packed).then_some(inside)
}

/// What tells the format of a file: the ending of its name in small letters, before `.gz` where it is packed; empty where
/// there is none.
pub(crate) fn ending(path: &Path) -> String {
    let unpacked = unpacked_name(path);
    let ending = unpacked.as_deref().unwrap_or(path).extension();
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    ending.to_string_lossy().into_owned()
}

/// What a stream holds, packed or not.
///
/// # Errors
/// Those of its beginning; where it is damaged, the stream fails there.
pub fn unpacked(mut packed: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(match packed.fill_buf()?.starts_with(MAGIC) {
        true => Box::new(BufReader::with_capacity(
            BUFFER,
            MultiGzDecoder::new(packed),
        )),
        false => Box::new(packed),
    })
}
