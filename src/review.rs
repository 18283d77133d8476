//! Sheets for reviewers: every bead a row, as CSV or XLSX, and the same rows as they come back.

pub mod apply;
mod claim;
pub mod csv;
mod decision;
mod document;
mod log;
mod origin;
mod reviewed;
mod row;
mod sheet;
mod shelf;
pub mod xlsx;

pub use apply::apply;
pub use claim::Problem;
pub use decision::Decision;
pub use log::{Log, Logged};
pub use origin::{Key, Memory, Origins};
pub use reviewed::Reviewed;
pub(crate) use row::{ACCEPTED_BEFOREHAND, MOVED, flags, numbers_differ};
pub use row::{Column, Row, hash, rows};
pub use sheet::{Sheet, SheetRow};
