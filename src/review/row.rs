//! A row of a sheet, the same in every format.

use std::ops::{Index, IndexMut};

use xxhash_rust::xxh3::xxh3_64;

use super::decision::Decision;
use super::id::RowId;
use crate::align::{Alignment, Bead};
use crate::anchor::Difference;
use crate::document::{DocumentInfo, confidence};

/// The columns, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Column {
    /// The bead: `s-0001` is the first.
    Id,
    /// For the reviewer: accept, reject, edit, unsure or nothing.
    Decision,
    /// 0 to 1, four digits.
    Confidence,
    /// `2-1`, or `2-1 moved`.
    Type,
    /// The text in the source language.
    Source,
    /// The text in the target language.
    Target,
    /// For the reviewer.
    Comment,
    /// What to look at.
    Flags,
    /// The document's name.
    Document,
    /// [`hash`] of the source as it was written, so that what was edited can be told.
    SourceHash,
    /// The same of the target.
    TargetHash,
}

/// The columns with the texts.
pub(super) const SIDES: [Column; 2] = [Column::Source, Column::Target];

impl Column {
    /// All columns.
    pub const ALL: [Column; 11] = [
        Column::Id,
        Column::Decision,
        Column::Confidence,
        Column::Type,
        Column::Source,
        Column::Target,
        Column::Comment,
        Column::Flags,
        Column::Document,
        Column::SourceHash,
        Column::TargetHash,
    ];

    /// What stands above the column.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Decision => "decision",
            Column::Confidence => "confidence",
            Column::Type => "type",
            Column::Source => "source",
            Column::Target => "target",
            Column::Comment => "comment",
            Column::Flags => "flags",
            Column::Document => "document",
            Column::SourceHash => "source_hash",
            Column::TargetHash => "target_hash",
        }
    }
}

/// A row: a cell for each [`Column`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    cells: [String; Column::ALL.len()],
}

impl Row {
    /// The hashes of its texts, source and target.
    pub(super) fn hashes(&self) -> [String; 2] {
        SIDES.map(|side| hash(&self[side]))
    }

    /// The cells in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = (Column, &str)> {
        Column::ALL
            .into_iter()
            .zip(self.cells.iter().map(String::as_str))
    }
}

impl Index<Column> for Row {
    type Output = String;

    fn index(&self, column: Column) -> &String {
        &self.cells[column as usize]
    }
}

impl IndexMut<Column> for Row {
    fn index_mut(&mut self, column: Column) -> &mut String {
        &mut self.cells[column as usize]
    }
}

/// A short hash of a cell's text, `h` and 16 hexadecimal digits, that does not see what spreadsheet programs change on
/// their own: kinds of line ends, and white space around the text. Digits alone, or around an e, they would take for a
/// number. XXH3, 64 bits.
pub fn hash(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    format!("h{:016x}", xxh3_64(text.as_bytes()))
}

/// The digits that a [`hash`] begins with, as many as are asked for.
pub(super) fn digits_of_hash(text: &str, count: usize) -> String {
    hash(text).chars().skip(1).take(count).collect()
}

/// The rows of an alignment: every bead, also those with one side.
pub fn rows<'a>(
    alignment: &'a Alignment,
    info: &'a DocumentInfo,
) -> impl ExactSizeIterator<Item = Row> + 'a {
    let elsewhere = alignment.told_elsewhere();
    let row = move |(index, bead): (usize, &Bead)| {
        let (source, target) = (alignment.source_text(bead), alignment.target_text(bead));
        let difference = alignment.number_difference(bead);
        let is_sure = info.accept_above.is_some_and(|least| {
            let agrees = difference.is_none() && !difference.is_loose && elsewhere[index].is_none();
            bead.confidence >= least && agrees
        });
        let mut row = Row::default();
        row[Column::Id] = RowId::of_bead(index).to_string();
        if is_sure {
            row[Column::Decision] = Decision::Accept.name().to_owned();
        }
        row[Column::Confidence] = confidence(bead);
        row[Column::Type] = bead.label();
        row[Column::SourceHash] = hash(&source);
        row[Column::TargetHash] = hash(&target);
        row[Column::Source] = source;
        row[Column::Target] = target;
        let beforehand = is_sure.then(|| ACCEPTED_BEFOREHAND.to_owned());
        let of_bead = bead_flags(alignment, bead, &difference, elsewhere[index]);
        row[Column::Flags] = flags(of_bead.into_iter().chain([beforehand]));
        row[Column::Document] = info.name.clone();
        row
    };
    alignment.beads.iter().enumerate().map(row)
}

/// What should be looked at in a bead; `elsewhere` is the pair that its numbers were told in.
pub(crate) fn bead_flags(
    alignment: &Alignment,
    bead: &Bead,
    difference: &Difference,
    elsewhere: Option<usize>,
) -> [Option<String>; 4] {
    let lone_numbers = difference.listed(alignment.source.language());
    [
        (!bead.is_linked()).then(|| "alone".to_owned()),
        bead.is_moved.then(|| MOVED.to_owned()),
        lone_numbers.map(numbers_differ),
        elsewhere.map(|pair| format!("its numbers are in {}", RowId::of_bead(pair))),
    ]
}

/// What a reviewer should look at, in one cell.
pub(crate) fn flags(flags: impl IntoIterator<Item = Option<String>>) -> String {
    let flags: Vec<String> = flags.into_iter().flatten().collect();
    flags.join(BETWEEN_FLAGS)
}

const BETWEEN_FLAGS: &str = "; ";

/// The flag of numbers that only one side has.
pub(crate) fn numbers_differ(numbers: String) -> String {
    format!("numbers differ: {numbers}")
}

/// The flag of a bead that crosses others, and the end of its type.
pub(crate) const MOVED: &str = "moved";

/// The flag of a row that no reviewer accepted.
pub(crate) const ACCEPTED_BEFOREHAND: &str = "accepted beforehand";

/// The flag of a row that was decided on before it was written, and that nobody signed.
pub(crate) fn decided_by_nobody(decision: Decision) -> String {
    match decision {
        Decision::Accept => ACCEPTED_BEFOREHAND.to_owned(),
        _ => format!("{decision}{BEFOREHAND}"),
    }
}

const BEFOREHAND: &str = " beforehand";

/// What stands between a reviewer and the decision in the flag of a row that was decided on before it was written.
const SAID: &str = " said ";

/// What stands in the flag of a name for what would divide flags: a wide space, which Korean code pages have too.
const WITHIN_FLAG: &str = ";\u{3000}";

/// The flag of what a reviewer decided before.
pub(crate) fn said_before(reviewer: &str, decision: Decision) -> Option<String> {
    let flag = || format!("{reviewer}{SAID}{decision}").replace(BETWEEN_FLAGS, WITHIN_FLAG);
    (!reviewer.is_empty()).then(flag)
}

/// Who decided what before a row was written.
pub(super) fn signed_before(row: &Row) -> Option<(String, Decision)> {
    let mut flags = row[Column::Flags].split(BETWEEN_FLAGS);
    flags.find_map(|flag| {
        let flag = flag.replace(WITHIN_FLAG, BETWEEN_FLAGS);
        let (reviewer, decision) = flag.rsplit_once(SAID)?;
        Some((reviewer.to_owned(), Decision::read(decision).ok()??))
    })
}

/// Who decided what a row says, if that was before it was written, and of the same texts.
pub(crate) fn signer_in_flags(row: &Row) -> Option<String> {
    let (reviewer, decision) = signed_before(row)?;
    let is_of_texts = written_hashes(row).is_none_or(|texts| texts == row.hashes());
    (is_of_texts && written_decision(row) == Some(decision)).then_some(reviewer)
}

/// Whether a row was accepted and no reviewer did so.
fn is_accepted_beforehand(row: &Row) -> bool {
    row[Column::Flags].contains(ACCEPTED_BEFOREHAND)
}

/// The decision that a row itself says it was written with.
pub(super) fn decided_beforehand(row: &Row) -> Option<Decision> {
    let signed = || signed_before(row).map(|(_, decision)| decision);
    let mut flags = row[Column::Flags].split(BETWEEN_FLAGS);
    let unsigned = flags.find_map(|flag| {
        let decision = flag.trim().strip_suffix(BEFOREHAND)?;
        Decision::read(decision).ok()?
    });
    unsigned.or_else(signed)
}

/// Whether a row as it was written has a decision of a reviewer.
pub(super) fn is_signed(row: &Row) -> bool {
    written_decision(row).is_some() && !is_accepted_beforehand(row)
}

/// The decision that a row was written with.
pub(super) fn written_decision(row: &Row) -> Option<Decision> {
    Decision::read(&row[Column::Decision]).ok().flatten()
}

/// The column with the hash of a text.
pub(super) fn hash_of(side: Column) -> Column {
    match side {
        Column::Source => Column::SourceHash,
        _ => Column::TargetHash,
    }
}

/// The hashes of the texts that a row was written with, where it still has both.
pub(super) fn written_hashes(row: &Row) -> Option<[String; 2]> {
    let hashes =
        [Column::SourceHash, Column::TargetHash].map(|column| row[column].trim().to_owned());
    hashes.iter().all(|hash| !hash.is_empty()).then_some(hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_does_not_see_what_spreadsheets_change() {
        assert_eq!(hash("가\r\n나 "), hash("가\n나"));
        assert_ne!(hash("가 나"), hash("가나"));
        assert_eq!(hash(""), hash(" "));
    }
}
