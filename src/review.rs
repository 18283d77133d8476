//! Sheets for reviewers: every bead a row, as CSV or XLSX, and the same rows as they come back.

mod aligned;
pub mod apply;
mod claim;
pub mod csv;
mod decision;
mod document;
mod id;
mod key;
mod log;
mod memory;
mod origin;
mod problem;
mod reviewed;
mod row;
mod sheet;
mod shelf;
mod strangers;
pub mod xlsx;

pub(crate) use aligned::Aligned;
pub use apply::apply;
pub use decision::Decision;
pub use id::RowId;
pub use key::Key;
pub(crate) use key::Names;
pub use log::{Log, Logged};
pub use memory::Memory;
pub use origin::Origins;
pub use problem::{Problem, WayOut};
pub use reviewed::Reviewed;
pub use row::{Column, Row, hash, rows};
pub(crate) use row::{
    MOVED, bead_flags, decided_by_nobody, flags, numbers_differ, said_before, signer_in_flags,
};
pub use sheet::{Sheet, SheetRow};
