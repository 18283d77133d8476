//! The text, the styles and the notes of a DOCX, and the text of an ODT, are read or refused, whatever XML they are.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

const TEXT: &str =
    "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>It rained.</w:t></w:r></w:p>";

fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    let files: &[(&str, &[u8])] = match which % 4 {
        0 => &[("word/document.xml", bytes)],
        1 => &[
            ("word/document.xml", TEXT.as_bytes()),
            ("word/styles.xml", bytes),
        ],
        2 => &[
            ("word/document.xml", TEXT.as_bytes()),
            ("word/footnotes.xml", bytes),
        ],
        _ => &[("content.xml", bytes)],
    };
    let Ok(packed) = pack(files) else { return };
    if let Ok(page) = reader::page(packed, "fuzz", None) {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});

fn pack(files: &[(&str, &[u8])]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}
