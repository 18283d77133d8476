//! What a service that embeds naranhi relies on.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use naranhi::anchor::Glossary;
use naranhi::anchor::sound::SoundModel;
use naranhi::lexicon::Lexicon;
use naranhi::memory::search::Search;
use naranhi::memory::{Units, clean::Cleaner, merge::Merger};
use naranhi::reader::{FurnitureRules, Page};
use naranhi::review::{Log, Memory, Origins, Sheet};
use naranhi::segment::Splitter;
use naranhi::{Aligner, AlignerBuilder, Alignment, Article, Error};

/// That this compiles is the test.
#[test]
fn what_is_long_lived_goes_to_other_threads() {
    fn is_send<T: Send>() {}
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Aligner>();
    is_shared::<AlignerBuilder>();
    is_shared::<Alignment>();
    is_shared::<Article>();
    is_shared::<Error>();
    is_shared::<FurnitureRules>();
    is_shared::<Glossary>();
    is_shared::<Lexicon>();
    is_shared::<Page>();
    is_shared::<Search>();
    is_shared::<SoundModel>();
    is_shared::<Splitter>();
    is_shared::<(Sheet, Memory, Origins, Log)>();
    // What is read or fed one unit after the other is of one thread at a time.
    is_send::<Units>();
    is_send::<(Cleaner, Merger)>();
}
