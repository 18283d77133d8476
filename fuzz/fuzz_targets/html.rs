//! A web page, whole or in parts, is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};

fuzz_target!(|bytes: &[u8]| {
    let page = reader::page([b"<p>", bytes].concat(), "fuzz", None);
    if let Ok(page) = page {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});
