//! Sheets for reviewers: every bead a row, as CSV or XLSX, and the same rows as they come back.

pub mod csv;
mod row;
pub mod xlsx;

pub use row::{Column, Row, hash, rows};
