//! Sheets for reviewers.

pub mod csv;
