//! What is written to a file.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::rc::Rc;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What is written to a file, packed where its name says so. All clones write to the same file.
#[derive(Clone)]
pub(in crate::cli) struct Content(Rc<RefCell<Stream>>);

enum Stream {
    Plain(BufWriter<File>),
    Packed(Box<GzEncoder<BufWriter<File>>>),
}

impl Content {
    pub(super) fn new(file: File, is_packed: bool) -> Content {
        let file = BufWriter::new(file);
        Content(Rc::new(RefCell::new(match is_packed {
            true => Stream::Packed(Box::new(GzEncoder::new(file, Compression::default()))),
            false => Stream::Plain(file),
        })))
    }

    /// Writes what is held back, and what ends a packed file.
    pub(super) fn complete(&self) -> io::Result<()> {
        match &mut *self.0.borrow_mut() {
            Stream::Plain(file) => file.flush(),
            Stream::Packed(packed) => {
                packed.try_finish()?;
                packed.get_mut().flush()
            }
        }
    }
}

impl Write for Content {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *self.0.borrow_mut() {
            Stream::Plain(file) => file.write(bytes),
            Stream::Packed(packed) => packed.write(bytes),
        }
    }

    /// Nothing is held back from [`complete`](Content::complete); until then, to write in small pieces would only cost time.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
