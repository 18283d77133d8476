//! What the rows of the sheets lay claim to: a row of the alignment as it is, several of them merged, a part of one, or
//! nothing that was there before.

mod found;
mod parts;
mod rivals;

use std::collections::HashMap;

use super::decision::Decision;
use super::id::RowId;
use super::key::Key;
use super::log::Logged;
use super::problem::Problem;
use super::row::{
    Column, Row, decided_beforehand, hash, hash_of, is_signed, signed_before, signer_in_flags,
    written_decision, written_hashes,
};
use super::sheet::Sheet;
pub(super) use found::{Claims, claims};
pub(super) use parts::{Parts, is_whole};

/// A row of a sheet that is to be applied.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) line: usize,
    pub(super) row: &'a Row,
    pub(super) key: Key,
    pub(super) kind: Kind,
    pub(super) decision: Option<Decision>,
    /// What the same reviewer said in the same sheet before, if anything.
    said_before: Option<Option<Decision>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A row as it was written.
    Whole,
    /// `s-0012+s-0013`: the ids.
    Merged(Vec<RowId>),
    /// `s-0012.1`: the id of what it is part of.
    Part(RowId),
    /// A row that the reviewer added.
    New,
}

impl Claim<'_> {
    /// Whether a text is another than the one that was written. Where nobody knows, it counts as edited.
    pub(super) fn is_edited(&self, side: Column) -> bool {
        self.written_hash(side) != Some(hash(&self.row[side]))
    }

    /// The hash of the text that the row was written with: the row has it, or the hidden page of its sheet.
    pub(super) fn written_hash(&self, side: Column) -> Option<String> {
        let hash_in_row = self.row[hash_of(side)].trim();
        if !hash_in_row.is_empty() {
            return Some(hash_in_row.to_owned());
        }
        let written = self.sheet.as_written.get(&self.key)?;
        Some(hash(&written[side]))
    }

    /// Whether the decision is the reviewer's: another than the row was written with, or than the reviewer said before.
    pub(super) fn is_decided(&self) -> bool {
        let is_changed = self
            .said_before
            .is_some_and(|before| before != self.decision);
        is_changed || self.decision != self.decision_as_written()
    }

    /// Whether the row says that its text is meant as it stands, also where it was written so: nobody could say it again.
    pub(super) fn is_said_to_be_edited(&self) -> bool {
        self.decision == Some(Decision::Edit)
    }

    /// Whether the row says so in the word that it was written with.
    pub(super) fn is_edit_as_written(&self) -> bool {
        self.decision_as_written() == Some(Decision::Edit)
            && self.row[Column::Decision].trim() == Decision::Edit.name()
    }

    /// Whether the reviewer rejected the row in this sheet before, and does so no longer.
    pub(super) fn takes_reject_back(&self) -> bool {
        self.decision.is_none() && self.said_before == Some(Some(Decision::Reject))
    }

    /// Takes in what was said of the row before.
    fn remember(&mut self, heard: &HashMap<Key, Vec<Logged>>, reviewer: &str) {
        // Rows that were merged or split count as edited without a word.
        if self.key.id.is_made() {
            return;
        }
        let lines = heard.get(&self.key).into_iter().flatten();
        let mut own = lines.filter(|line| line.is_of(self.sheet) && line.reviewer == reviewer);
        let last = own.rfind(|line| line.decision.is_some() || line.taken_back);
        let said_before = last.map(|last| last.decision);
        // So does a row that was added, which no sheet was written with, also when it is corrected.
        let is_added = self.key.id.is_given() && self.written_hash(Column::Source).is_none();
        self.said_before = said_before.filter(|said| !is_added || *said != Some(Decision::Edit));
    }

    /// The decision that the row was written with, where its sheet keeps it.
    fn decision_as_written(&self) -> Option<Decision> {
        match self.sheet.as_written.get(&self.key) {
            Some(row) => written_decision(row),
            None => decided_beforehand(self.row),
        }
    }

    /// Who decided what the row says, if that was before its sheet was written, and its reviewer left it so.
    pub(super) fn signer_who_stands(&self) -> Option<String> {
        let written = self.sheet.as_written.get(&self.key).unwrap_or(self.row);
        signer_in_flags(written).filter(|_| !self.is_decided())
    }

    /// Whether the sheet was written with a decision of a reviewer on the row.
    pub(super) fn is_signed_as_written(&self) -> bool {
        self.seen(&self.key).is_some()
    }

    /// Whether the sheet was written with this decision of a reviewer on a row.
    pub(super) fn has_seen(&self, key: &Key, decision: Decision) -> bool {
        self.seen(key) == Some(decision)
    }

    /// The decision of a reviewer that the sheet was written with on a row, if any.
    fn seen(&self, key: &Key) -> Option<Decision> {
        if let Some(row) = self.sheet.as_written.get(key) {
            return written_decision(row).filter(|_| is_signed(row));
        }
        // A row of naranhi's says itself what was decided on it, and on no other.
        let was_row = match &self.kind {
            Kind::Part(whole) if !self.was_part() => key.id == *whole,
            Kind::Whole | Kind::Part(_) => *key == self.key,
            Kind::Merged(_) | Kind::New => false,
        };
        let (_, decision) = signed_before(self.row)?;
        (was_row && written_hashes(self.row).is_some()).then_some(decision)
    }

    /// The hashes of the texts that a row was written with which this one replaces, where they are known.
    pub(super) fn hashes_as_written(&self, key: &Key) -> Option<[String; 2]> {
        if let Some(row) = self.sheet.as_written.get(key) {
            return Some(row.hashes());
        }
        // The hashes of a merged row are those of one of its rows, and those of what was a part before are its own.
        let is_of_one = match self.kind {
            Kind::Part(_) => !self.was_part(),
            _ => self.kind == Kind::Whole,
        };
        written_hashes(self.row).filter(|_| is_of_one)
    }

    /// Whether a part was one when its sheet was written: what the aligner wrote has a type.
    fn was_part(&self) -> bool {
        let has_type = !self.row[Column::Type].trim().is_empty();
        let is_forgetful = self.sheet.as_written.is_empty() && !self.sheet.lacks(Column::Type);
        self.sheet.as_written.contains_key(&self.key) || is_forgetful && !has_type
    }

    /// The comment, where it is the reviewer's; else empty.
    pub(super) fn comment(&self) -> &str {
        let comment = self.row[Column::Comment].trim();
        match comment == self.comment_as_written() {
            true => "",
            false => comment,
        }
    }

    /// The comment that the row was written with, where its sheet keeps it.
    pub(super) fn comment_as_written(&self) -> &str {
        let written = self.sheet.as_written.get(&self.key);
        written.map_or("", |row| row[Column::Comment].trim())
    }

    /// Whether the texts are those that the row was written with, and nothing was decided on it.
    pub(super) fn is_undecided(&self) -> bool {
        self.kind == Kind::Whole
            && !self.is_decided()
            && !self.is_edited(Column::Source)
            && !self.is_edited(Column::Target)
    }

    /// Whether the row is as it was written: its reviewer said nothing of it.
    pub(super) fn is_silent(&self) -> bool {
        self.is_undecided() && self.comment().is_empty()
    }

    /// The keys of what was there before and is replaced by this row.
    pub(super) fn replaced(&self) -> Vec<Key> {
        let key = |id: &RowId| self.key.sibling(id.clone());
        match &self.kind {
            Kind::Whole => vec![self.key.clone()],
            Kind::Merged(ids) => ids.iter().map(key).collect(),
            Kind::Part(whole) => vec![key(whole)],
            Kind::New => Vec::new(),
        }
    }

    /// Whether two rows say the same.
    fn agrees(&self, other: &Claim) -> bool {
        self.kind == other.kind
            && self.decision == other.decision
            && [Column::Source, Column::Target, Column::Comment]
                .into_iter()
                .all(|column| hash(&self.row[column]) == hash(&other.row[column]))
    }

    /// Whether the row is there only because nobody deleted it: rejected, or emptied.
    fn is_given_up(&self) -> bool {
        let is_empty = |column| self.row[column].trim().is_empty();
        self.decision == Some(Decision::Reject)
            || (is_empty(Column::Source) && is_empty(Column::Target))
    }

    pub(super) fn problem(&self, column: Column, message: impl Into<String>) -> Problem {
        Problem {
            sheet: self.sheet.name.clone(),
            line: self.line,
            cell: self.sheet.cell(column, self.line),
            message: message.into(),
            way_out: None,
        }
    }
}
