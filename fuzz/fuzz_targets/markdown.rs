//! Markdown is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};

fuzz_target!(|bytes: &[u8]| {
    let page = reader::page(bytes.to_vec(), "fuzz.md", None);
    if let Ok(page) = page {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});
