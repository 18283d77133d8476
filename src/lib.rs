//! naranhi
pub mod anchor;
mod article;
mod data;
mod error;
pub mod reader;
pub mod segment;

pub use article::{normalize, Article, Language, LeftOut, Paragraph, Role, Segment, Span};
pub use error::{Error, Result};
