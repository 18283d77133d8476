#![doc = include_str!("lib.md")]

#[macro_use]
mod debug;

pub mod align;
pub mod anchor;
mod article;
mod data;
mod distinct;
mod document;
mod error;
pub mod evaluate;
pub mod export;
mod extra;
mod languages;
pub mod lexicon;
pub mod memory;
mod packed;
pub mod reader;
pub mod review;
mod script;
pub mod segment;
mod syllable;
pub mod tmx;
mod token;
mod xliff;

pub use align::{Aligner, AlignerBuilder, Alignment, Bead};
pub use article::{
    Article, Language, Layout, LeftOut, Metadata, Paragraph, Role, Segment, Span, normalize, tidy,
};
pub use distinct::Distinct;
pub use error::{Error, Result};
pub use extra::Extra;
pub use languages::{Languages, default_tag};
pub use packed::{unpacked, unpacked_name};
