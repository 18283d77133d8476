//! Any bytes, as far as they are UTF-8 and with the rest replaced: splitting never panics, and always tiles.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use naranhi::Language;
use naranhi::segment::Splitter;

static SPLITTERS: LazyLock<[Splitter; 2]> =
    LazyLock::new(|| [Splitter::default(), Splitter::default().informal(true)]);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for splitter in SPLITTERS.iter() {
        for language in [Language::Korean, Language::English] {
            let mut reached = 0;
            for sentence in splitter.split(&text, language) {
                assert_eq!(sentence.start, reached);
                assert!(sentence.start < sentence.end && text.is_char_boundary(sentence.end));
                reached = sentence.end;
            }
            assert_eq!(reached, text.len());
        }
    }
});
