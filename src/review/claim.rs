//! What the rows of the sheets lay claim to: a row of the alignment as it is, several of them merged, a part of one, or
//! nothing that was there before.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::decision::Decision;
use super::origin::{Key, NEW, Origins};
use super::row::{Column, Row, hash};
use super::sheet::Sheet;

/// A row that was not applied, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub line: usize,
    /// The cell, such as `E12`.
    pub cell: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, row {}, {}: {}",
            self.sheet, self.line, self.cell, self.message
        )
    }
}

/// A row of a sheet that is to be applied.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) line: usize,
    pub(super) row: &'a Row,
    pub(super) key: Key,
    pub(super) kind: Kind,
    pub(super) decision: Option<Decision>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A row as it was written.
    Whole,
    /// `s-0012+s-0013`: the ids.
    Merged(Vec<String>),
    /// `s-0012.1`: the id of what it is part of.
    Part(String),
    /// A row that the reviewer added.
    New,
}

impl Claim<'_> {
    /// Whether a text is another than the one that was written. Without a hash nobody knows, and it counts as edited.
    pub(super) fn is_edited(&self, side: Column) -> bool {
        hash(&self.row[side]) != self.row[hash_of(side)].trim()
    }

    /// The keys of what was there before and is replaced by this row.
    pub(super) fn replaced(&self) -> Vec<Key> {
        let key = |id: &String| Key {
            document: self.key.document.clone(),
            id: id.clone(),
        };
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
        }
    }
}

/// The column with the hash of a text.
pub(super) fn hash_of(side: Column) -> Column {
    match side {
        Column::Source => Column::SourceHash,
        _ => Column::TargetHash,
    }
}

/// The claims of all sheets, and the rows that claim what they cannot have.
pub(super) fn claims<'a>(
    sheets: &'a [Sheet],
    origins: &Origins,
    known: &HashSet<Key>,
) -> (Vec<Claim<'a>>, Vec<Problem>) {
    let mut claims = Vec::new();
    let mut problems = Vec::new();
    for sheet in sheets {
        let document = only_document(sheet);
        for row in &sheet.rows {
            let mut key = Key::of_row(&row.row);
            if key.document.is_empty() {
                key.document = document.unwrap_or_default().to_owned();
            }
            let kind = kind(&mut key, &row.row, origins, known);
            let mut claim = Claim {
                sheet,
                line: row.line,
                row: &row.row,
                key,
                kind: kind.clone().unwrap_or(Kind::Whole),
                decision: None,
            };
            match Decision::read(&row.row[Column::Decision]) {
                Ok(decision) => claim.decision = decision,
                Err(written) => {
                    let message =
                        format!("“{written}” is no decision; write accept, reject, edit or unsure");
                    problems.push(claim.problem(Column::Decision, message));
                }
            }
            match kind {
                Some(_) => claims.push(claim),
                None => {
                    let message = format!(
                        "there is no row {} in {}; for a new row leave the id empty",
                        claim.key.id,
                        if claim.key.document.is_empty() {
                            "the memory"
                        } else {
                            &claim.key.document
                        }
                    );
                    problems.push(claim.problem(Column::Id, message));
                }
            }
        }
    }
    (without_rivals(claims, &mut problems), problems)
}

/// The document of a sheet that has one only: rows that were added may not name it.
fn only_document(sheet: &Sheet) -> Option<&str> {
    let rows = sheet.as_written.iter();
    let rows = rows.chain(sheet.rows.iter().map(|row| &row.row));
    let mut documents = rows
        .map(|row| row[Column::Document].trim())
        .filter(|document| !document.is_empty());
    let first = documents.next()?;
    documents.all(|other| other == first).then_some(first)
}

/// What an id lays claim to; none for an id that nothing has.
fn kind(key: &mut Key, row: &Row, origins: &Origins, known: &HashSet<Key>) -> Option<Kind> {
    let is_known = |id: &str| {
        known.contains(&Key {
            document: key.document.clone(),
            id: id.to_owned(),
        })
    };
    let id = key.id.clone();
    if origins.rows.contains_key(key) {
        return Some(Kind::Whole);
    }
    if id.is_empty() || id.to_lowercase().starts_with("new") {
        let texts = [Column::Source, Column::Target].map(|side| row[side].trim());
        key.id = format!("{NEW}{}", &hash(&texts.join("\u{1f}"))[..8]);
        return Some(Kind::New);
    }
    if id.contains('+') {
        let ids: Vec<String> = id.split('+').map(|id| id.trim().to_owned()).collect();
        let distinct: HashSet<&String> = ids.iter().collect();
        if distinct.len() == ids.len() && ids.iter().all(|id| is_known(id)) {
            key.id = ids.join("+");
            return Some(Kind::Merged(ids));
        }
    }
    if let Some((whole, number)) = id.rsplit_once('.') {
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        if is_number && is_known(whole) {
            return Some(Kind::Part(whole.to_owned()));
        }
    }
    is_known(&id).then_some(Kind::Whole)
}

/// Leaves out rows that claim the same and do not agree; of rows that agree the first stays.
fn without_rivals<'a>(claims: Vec<Claim<'a>>, problems: &mut Vec<Problem>) -> Vec<Claim<'a>> {
    let mut claimants: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        let keys = claim.replaced();
        // Two new rows of one text have one key.
        let keys = if keys.is_empty() {
            vec![claim.key.clone()]
        } else {
            keys
        };
        for key in keys {
            claimants.entry(key).or_default().push(index);
        }
    }
    let mut left_out = HashSet::new();
    for (key, rivals) in &claimants {
        let merges = |index: &&usize| matches!(claims[**index].kind, Kind::Merged(_));
        let is_merged = rivals.iter().any(|index| merges(&index));
        for (nth, &index) in rivals.iter().enumerate() {
            let claim = &claims[index];
            if is_merged && claim.kind == Kind::Whole && claim.is_given_up() {
                left_out.insert(index);
                continue;
            }
            for &other in &rivals[..nth] {
                let rival = &claims[other];
                if is_merged && rival.kind == Kind::Whole && rival.is_given_up() {
                    continue;
                }
                // A row and its parts, or two parts, stand side by side.
                let is_part = |claim: &Claim| matches!(claim.kind, Kind::Part(_));
                let may_both = claim.key != rival.key
                    && !matches!(claim.kind, Kind::Merged(_))
                    && !matches!(rival.kind, Kind::Merged(_))
                    && (is_part(claim) || is_part(rival));
                if may_both {
                    continue;
                }
                if claim.key == rival.key && claim.agrees(rival) {
                    left_out.insert(index);
                    continue;
                }
                left_out.extend([index, other]);
                let message = format!(
                    "{} is in {} of {} too, and they do not agree; neither was applied",
                    key.id,
                    rival.sheet.cell(Column::Id, rival.line),
                    rival.sheet.name
                );
                problems.push(claim.problem(Column::Id, message));
            }
        }
    }
    let mut index = 0;
    let mut claims = claims;
    claims.retain(|_| {
        index += 1;
        !left_out.contains(&(index - 1))
    });
    claims
}
