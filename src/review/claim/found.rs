//! The claims of all sheets: what each row is by its id, and which of them are left out.

use std::collections::{HashMap, HashSet};

use super::rivals::{remarks_apart, without_rivals, without_silent};
use super::{Claim, Kind, Parts};
use crate::review::decision::Decision;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::origin::Origins;
use crate::review::problem::Problem;
use crate::review::row::{Column, Row, written_hashes};
use crate::review::sheet::Sheet;

/// The claims of all sheets.
#[derive(Default)]
pub(in crate::review) struct Claims<'a> {
    pub(in crate::review) claims: Vec<Claim<'a>>,
    /// The parts of the rows that were split.
    pub(in crate::review) parts: Parts,
    /// All rows that the sheets have.
    pub(in crate::review) claimed: HashSet<Key>,
    /// How many rows say nothing where another says something.
    pub(in crate::review) silent: usize,
    /// Rows that say no more than another.
    pub(in crate::review) repeated: Vec<Claim<'a>>,
    /// Rows that only comment on what another sheet says something else of.
    pub(in crate::review) remarks: Vec<Claim<'a>>,
    /// Rows that are left out.
    pub(in crate::review) refused: Vec<Claim<'a>>,
    /// Rows that claim what they cannot have.
    pub(in crate::review) problems: Vec<Problem>,
}

/// What the rows of all sheets lay claim to.
pub(in crate::review) fn claims<'a>(
    sheets: &'a [Sheet],
    origins: &'a Origins,
    known: &HashSet<Key>,
    merged: &HashMap<Key, [String; 2]>,
    mistyped: &HashMap<Key, Key>,
) -> Claims<'a> {
    let mut all = Claims::default();
    for sheet in sheets {
        for row in &sheet.rows {
            let mut key = Key::of_row(&row.row);
            let kind = match was_merged(&key, &row.row, merged) {
                true => Some(Kind::Whole),
                false => kind(&mut key, &row.row, origins, known),
            };
            let is_known = kind.is_some();
            let claim = Claim {
                sheet,
                line: row.line,
                row: &row.row,
                key,
                kind: kind.unwrap_or(Kind::Whole),
                decision: None,
                said_before: None,
            };
            match is_known {
                true => all.add(claim, row.unevaluated),
                false => all.refuse_unknown(claim, known, mistyped),
            }
        }
    }
    all.without_others_of_the_same()
}

impl<'a> Claims<'a> {
    /// All that lay claim to something, whether they may have it or not.
    pub(in crate::review) fn all(&self) -> impl Iterator<Item = &Claim<'a>> + Clone {
        let of_all = [&self.claims, &self.refused, &self.repeated];
        of_all.into_iter().flatten()
    }

    /// Takes in what was said of the rows before.
    pub(in crate::review) fn remember(
        &mut self,
        heard: &HashMap<Key, Vec<Logged>>,
        reviewer: &str,
    ) {
        let all = [
            &mut self.claims,
            &mut self.refused,
            &mut self.repeated,
            &mut self.remarks,
        ];
        for claim in all.into_iter().flatten() {
            claim.remember(heard, reviewer);
        }
    }

    /// Takes in a claim to what is there.
    fn add(&mut self, mut claim: Claim<'a>, unevaluated: Option<Column>) {
        self.claimed.extend(claim.replaced());
        self.claimed.insert(claim.key.clone());
        self.parts.add(&claim);
        if let Some(column) = unevaluated {
            let message = "the cell has a formula that no program has worked out; it was not applied (save the sheet in a \
                           spreadsheet program, or write what it says)";
            let problem = claim.problem(column, message);
            return self.refuse(claim, problem);
        }
        match Decision::read(&claim.row[Column::Decision]) {
            Ok(decision) => {
                claim.decision = decision;
                self.claims.push(claim);
            }
            Err(written) => {
                let message =
                    format!("“{written}” is no decision; write accept, reject, edit or unsure");
                let problem = claim.problem(Column::Decision, message);
                self.refuse(claim, problem);
            }
        }
    }

    /// Refuses a row whose id nothing has, as that of the row that was meant, if anybody can tell.
    fn refuse_unknown(
        &mut self,
        mut claim: Claim<'a>,
        known: &HashSet<Key>,
        mistyped: &HashMap<Key, Key>,
    ) {
        let meant = meant(claim.sheet, &claim);
        let meant = meant.or_else(|| mistyped.get(&claim.key).cloned());
        claim.key = meant.unwrap_or(claim.key);
        let problem = unknown(&claim, known);
        self.refuse(claim, problem);
    }

    /// Leaves out a row, for what is wrong with it.
    fn refuse(&mut self, claim: Claim<'a>, problem: Problem) {
        self.problems.push(problem);
        self.refused.push(claim);
    }

    /// The claims of which no other is to the same: what says nothing beside another, repeats it, or does not agree with it
    /// is left out.
    fn without_others_of_the_same(mut self) -> Claims<'a> {
        let rows = self.claims.len();
        let claims = without_silent(self.claims);
        self.silent = rows - claims.len();
        let [claims, remarks] = remarks_apart(claims);
        let [agreed, rivals, repeated] = without_rivals(claims, &mut self.problems);
        self.refused.extend(rivals);
        Claims {
            claims: agreed,
            repeated,
            remarks,
            ..self
        }
    }
}

/// Whether a row was merged before, and so is one: where it was written with the texts that the memory has of it.
fn was_merged(key: &Key, row: &Row, merged: &HashMap<Key, [String; 2]>) -> bool {
    let texts = merged.get(key);
    texts.is_some() && texts == written_hashes(row).as_ref()
}

/// What is wrong with a row whose id nothing has.
fn unknown(claim: &Claim, known: &HashSet<Key>) -> Problem {
    let id = claim.row[Column::Id].trim();
    let document = &claim.key.document;
    if claim.sheet.lacks_document(&claim.key) {
        let message = format!("the document of {id} is not named, and several may have such a row");
        return claim.problem(Column::Document, message);
    }
    let is_document = document.is_empty() || known.iter().any(|key| key.document == *document);
    if is_document {
        let place = if document.is_empty() {
            "the memory"
        } else {
            document
        };
        let message = format!("there is no row {id} in {place}; for a new row leave the id empty");
        return claim.problem(Column::Id, message);
    }
    let message = format!("there is no document {document}; name the one that {id} is of");
    claim.problem(Column::Document, message)
}

/// The row of a workbook that a row with a mistyped id was written as, by its texts, if no other row of the sheet has its id.
fn meant(sheet: &Sheet, claim: &Claim) -> Option<Key> {
    let texts = claim.hashes_as_written(&claim.key)?;
    let is_meant = |row: &Row| row.hashes() == texts;
    let mut meant = sheet.as_written.iter().filter(|(_, row)| is_meant(row));
    let (key, _) = meant.next()?;
    let is_there = sheet.rows.iter().any(|row| Key::of_row(&row.row) == *key);
    (meant.next().is_none() && !is_there).then(|| key.clone())
}

/// What an id lays claim to; none for an id that nothing has.
fn kind(key: &mut Key, row: &Row, origins: &Origins, known: &HashSet<Key>) -> Option<Kind> {
    let is_known = |id: &RowId| known.contains(&key.sibling(id.clone()));
    if origins.rows.contains_key(key) && known.contains(key) {
        return Some(Kind::Whole);
    }
    if let Some(ids) = key.id.merged(is_known) {
        key.id = RowId::merging(&ids);
        return Some(Kind::Merged(ids));
    }
    if let Some(whole) = key.id.whole().filter(is_known) {
        return Some(Kind::Part(whole));
    }
    if known.contains(key) {
        return Some(Kind::Whole);
    }
    key.id.is_added().then(|| {
        key.id = RowId::of_added(row);
        Kind::New
    })
}
