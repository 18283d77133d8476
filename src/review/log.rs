//! The log of all decisions, which stands beside the memory and outlives what is rejected: JSON lines.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::origin::Key;
use crate::error::{Error, Result};

/// A decision in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The document.
    pub document: String,
    /// The row's id.
    pub id: String,
    /// The decision, or `edit` where only a text was changed.
    pub decision: Decision,
    /// Who reviewed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// The reviewer's comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// The texts as they were written, where that is known: source and target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<[String; 2]>,
    /// The texts as they are in the sheet.
    pub after: [String; 2],
    /// The sheet.
    pub sheet: String,
    /// Its row.
    pub row: usize,
}

impl Logged {
    fn key(&self) -> Key {
        Key {
            document: self.document.clone(),
            id: self.id.clone(),
        }
    }
}

/// A log as it is: every line, and what was said last of each row.
#[derive(Clone, Debug, Default)]
pub struct Log {
    text: String,
    last: HashMap<Key, Logged>,
}

impl Log {
    /// Reads a log; one that is not there yet is empty. Lines that are no decisions stay, and say nothing.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn read(path: &Path) -> Result<Log> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::io(path)(error)),
        };
        let decisions = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        let last = decisions.map(|logged: Logged| (logged.key(), logged));
        Ok(Log {
            last: last.collect(),
            text,
        })
    }

    /// The pairs that were rejected last, and who did it.
    pub fn rejected(&self) -> HashMap<Key, String> {
        let rejected = self
            .last
            .iter()
            .filter(|(_, logged)| logged.decision == Decision::Reject);
        rejected
            .map(|(key, logged)| (key.clone(), logged.reviewer.clone()))
            .collect()
    }

    /// Writes the log as it was, and behind it those of the decisions that are not what was said last of their rows.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write_with(&self, out: &mut dyn Write, decisions: &[Logged]) -> Result<()> {
        out.write_all(self.text.as_bytes())?;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        for logged in decisions {
            if self.last.get(&logged.key()) != Some(logged) {
                serde_json::to_writer(&mut *out, logged).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }
}
