//! What is written to a file.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::rc::Rc;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What is written to a file, packed where its name says so. All clones write to the same file.
#[derive(Clone)]
pub(in crate::cli) struct Content(Rc<RefCell<Option<Stream>>>);

enum Stream {
    Plain(BufWriter<File>),
    Packed(Box<GzEncoder<BufWriter<File>>>),
}

impl Content {
    pub(super) fn new(file: File, is_packed: bool) -> Content {
        let file = BufWriter::new(file);
        Content(Rc::new(RefCell::new(Some(match is_packed {
            true => Stream::Packed(Box::new(GzEncoder::new(file, Compression::default()))),
            false => Stream::Plain(file),
        }))))
    }

    /// Puts on the disk what is held back, and what ends a packed file. Nothing is left to do a second time, and nothing can
    /// be written any more.
    pub(super) fn complete(&self) -> io::Result<()> {
        let mut file = match self.0.borrow_mut().take() {
            Some(Stream::Plain(file)) => file,
            Some(Stream::Packed(packed)) => packed.finish()?,
            None => return Ok(()),
        };
        file.flush()?;
        file.get_ref().sync_all()
    }
}

impl Write for Content {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *self.0.borrow_mut() {
            Some(Stream::Plain(file)) => file.write(bytes),
            Some(Stream::Packed(packed)) => packed.write(bytes),
            None => Err(io::Error::other("the file is complete")),
        }
    }

    /// Nothing is held back from [`complete`](Content::complete); until then, to write in small pieces would only cost time.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
