//! The text of a DOCX is read or refused, whatever XML it is.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    if zip.start_file("word/document.xml", options).is_err() || zip.write_all(bytes).is_err() {
        return;
    }
    let Ok(packed) = zip.finish() else { return };
    if let Ok(page) = reader::page(packed.into_inner(), "fuzz", None) {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});
