//! naranhi
pub mod align;
pub mod anchor;
mod article;
mod data;
mod error;
pub mod evaluate;
pub mod reader;
pub mod segment;

pub use align::{Aligner, Alignment, Bead};
pub use article::{normalize, Article, Language, LeftOut, Paragraph, Role, Segment, Span};
pub use error::{Error, Result};
