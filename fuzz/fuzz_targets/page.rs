//! Any bytes are read as a page or refused, whatever format they seem to have.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(page) = reader::page(bytes.to_vec(), "fuzz", None) {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});
