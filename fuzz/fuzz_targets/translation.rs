//! TMX and XLIFF are read as articles or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naranhi::Layout;
use naranhi::reader::{self, FurnitureRules};

fuzz_target!(|bytes: &[u8]| {
    let page = reader::page([b"<tmx version=\"1.4\">", bytes].concat(), "fuzz", None)
        .or_else(|_| reader::page([b"<xliff version=\"1.2\">", bytes].concat(), "fuzz", None));
    if let Ok(page) = page {
        let _ = reader::read(&page, Layout::Page, &FurnitureRules::default());
    }
});
