//! Translation memories: TMX 1.4b (LISA OSCAR, 2005).

pub mod check;
mod date;
mod entities;
mod name;
pub(crate) mod props;
mod reader;
mod source;
mod unit;
mod writer;

pub use date::Date;
pub use entities::Losses;
pub use reader::TmxReader;
pub use source::{Place, open};
pub use unit::{Attributes, Element, Head, Unit, Variant};
pub use writer::{Report, TmxWriter};

pub(crate) use entities::{Entities, Meaning};
pub(crate) use source::{file, labelled, open_stream};
pub(crate) use writer::{allowed, element_of};
