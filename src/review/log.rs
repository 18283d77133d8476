//! The log of all decisions, which stands beside the memory and outlives what is rejected: JSON lines.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::id::RowId;
use super::key::Key;
use super::sheet::Sheet;
use crate::error::{Error, Result};

/// A decision in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The document.
    pub document: String,
    /// The row's id.
    pub id: RowId,
    /// The decision, or `edit` where only a text was changed; none where there is a comment alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Whether a decision was taken back, also one that was made beforehand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
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
    /// The unit as it was when it left the memory, as TMX has it, where it holds more than all this says: what other tools
    /// wrote there, further languages, inline tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The digest of the memory that it was to change, where it changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onto: Option<String>,
    /// Whether its review was stopped before the memory was changed, and not applied again: it decides nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfinished: bool,
    /// The sheet.
    pub sheet: String,
    /// Its row.
    pub row: usize,
}

impl Logged {
    /// Whether it comes of a sheet, as it is now or was before.
    pub(super) fn is_of(&self, sheet: &Sheet) -> bool {
        let parts = |path| {
            let parts = Path::new(path).components();
            parts.filter(|part| *part != Component::CurDir)
        };
        parts(&self.sheet).eq(parts(&sheet.name))
    }

    /// Whether the pair left the memory with it: rejected, or with a text that went to another row.
    pub(super) fn takes_out(&self) -> bool {
        self.decision == Some(Decision::Reject) || self.after.iter().any(String::is_empty)
    }

    /// Whether it is the same decision. What stood there before may be known no longer, and the unit be gone.
    fn says_no_more_than(&self, last: &Logged) -> bool {
        let mut last = last.clone();
        last.before.clone_from(&self.before);
        last.unit.clone_from(&self.unit);
        last.onto.clone_from(&self.onto);
        *self == last
    }

    /// The row that it is on.
    pub fn key(&self) -> Key {
        Key {
            document: self.document.clone(),
            id: self.id.clone(),
        }
    }
}

/// A log as it is: every line, and what each reviewer said last of each row.
#[derive(Clone, Debug, Default)]
pub struct Log {
    text: String,
    decisions: Vec<Logged>,
}

impl Log {
    /// Where the log of a memory stands if no other place is given: `FILE.review.jsonl` beside `FILE.tmx`. Links are not
    /// followed: the memory of a link has its log where the memory is.
    pub fn beside(memory: &Path) -> PathBuf {
        let mut name = OsString::from(memory.file_stem().unwrap_or_default());
        name.push(".review.jsonl");
        memory.with_file_name(name)
    }

    /// Reads a log; one that is not there yet is empty.
    ///
    /// # Errors
    /// [`Error::Io`], and that of [`Log::parse`].
    pub fn read(path: &Path) -> Result<Log> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::io(path)(error)),
        };
        Log::parse(text, &path.display().to_string())
    }

    /// The log that a text holds.
    ///
    /// # Errors
    /// [`Error::NoLog`], and [`Error::DamagedLog`] where a line is no decision: a pair that it rejected would come back.
    pub fn parse(text: String, name: &str) -> Result<Log> {
        let (log, damaged) = Log::readable(text);
        match damaged {
            None => Ok(log),
            Some(_) if log.decisions.is_empty() => Err(Error::NoLog { name: name.into() }),
            Some((line, error)) => Err(Error::DamagedLog {
                name: name.into(),
                line,
                message: error.to_string(),
            }),
        }
    }

    /// What can be read of the log in a place, to see whether anything is in it.
    pub(super) fn skim(path: &Path) -> Log {
        let bytes = fs::read(path).unwrap_or_default();
        Log::readable(String::from_utf8_lossy(&bytes).into_owned()).0
    }

    /// What can be read of a log, and the first line that cannot, counted from 1.
    fn readable(text: String) -> (Log, Option<(usize, serde_json::Error)>) {
        // Some editors mark the beginning of a file.
        let text = match text.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => text,
        };
        let (mut decisions, mut damaged) = (Vec::new(), None);
        for (number, line) in (1..).zip(text.lines()) {
            match serde_json::from_str(line) {
                Ok(Logged {
                    unfinished: true, ..
                }) => {}
                Ok(logged) => decisions.push(logged),
                Err(error) if damaged.is_none() && !line.trim().is_empty() => {
                    damaged = Some((number, error));
                }
                Err(_) => {}
            }
        }
        (Log { text, decisions }, damaged)
    }

    /// The log without the lines of a review that was stopped before it changed the memory, and these: the last ones, where the
    /// memory is still the one that they were to change. The log and the memory are replaced one after the other; so the
    /// review is in both or in neither, and can be applied again.
    pub fn without_unfinished(mut self, memory: &str) -> (Log, Vec<Logged>) {
        let is_unfinished = |logged: &&Logged| logged.onto.as_deref() == Some(memory);
        let count = self
            .decisions
            .iter()
            .rev()
            .take_while(is_unfinished)
            .count();
        let unfinished = self.decisions.split_off(self.decisions.len() - count);
        let mut seen = 0;
        let is_left = |line: &&str| {
            let logged = serde_json::from_str(line);
            let decides = logged.is_ok_and(|logged: Logged| !logged.unfinished);
            seen += usize::from(decides);
            !decides || seen <= self.decisions.len()
        };
        self.text = self.text.split_inclusive('\n').filter(is_left).collect();
        (self, unfinished)
    }

    /// What was decided last on each row. Of several who took a pair out the first stands: the others agree.
    pub fn said(&self) -> HashMap<Key, Logged> {
        let mut said: HashMap<Key, Logged> = HashMap::new();
        for logged in self
            .decisions
            .iter()
            .filter(|logged| logged.decision.is_some())
        {
            let last = said.get(&logged.key());
            let agrees = last.is_some_and(|last| {
                last.takes_out() && logged.takes_out() && last.reviewer != logged.reviewer
            });
            if !agrees {
                said.insert(logged.key(), logged.clone());
            }
        }
        said
    }

    /// All lines on each row, also those that decide nothing.
    pub fn heard(&self) -> HashMap<Key, Vec<Logged>> {
        let mut heard: HashMap<Key, Vec<Logged>> = HashMap::new();
        for logged in &self.decisions {
            heard.entry(logged.key()).or_default().push(logged.clone());
        }
        heard
    }

    /// Writes the log as it was, and behind it those of the decisions that are not what their reviewer said last of the
    /// row.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write_with(&self, out: &mut dyn Write, decisions: &[Logged]) -> Result<()> {
        out.write_all(self.text.as_bytes())?;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        let said = |logged: &Logged| (logged.key(), logged.reviewer.clone());
        let last: HashMap<(Key, String), &Logged> = self
            .decisions
            .iter()
            .map(|logged| (said(logged), logged))
            .collect();
        for logged in decisions {
            let is_new = last
                .get(&said(logged))
                .is_none_or(|last| !logged.says_no_more_than(last));
            if is_new {
                serde_json::to_writer(&mut *out, logged).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }
}
