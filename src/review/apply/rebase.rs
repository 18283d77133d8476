//! Sheets of an article that was aligned anew since: a sentence came in above, and the pairs have other ids now.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::made::{Beads, made};
use crate::article::Language;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::memory::hashes_of;
use crate::review::origin::Origins;
use crate::review::problem::Problem;
use crate::review::reviewed::is_touched;
use crate::review::row::{Column, Row, is_signed, written_hashes};
use crate::review::sheet::{Sheet, SheetRow};
use crate::tmx::Unit;

/// Hashes of the texts of a pair, source and target.
type Texts = [String; 2];

/// Sheets of which the rows have the ids of the alignments that were given.
pub(super) struct Rebased {
    pub(super) sheets: Vec<Sheet>,
    /// What was said of pairs that are no more.
    pub(super) problems: Vec<Problem>,
    /// How many rows are of such pairs, and nothing was said of them.
    pub(super) gone: usize,
}

/// Gives rows the ids that their pairs have in the alignments that were given, where the memory has other texts under theirs.
/// A row whose pair is not there any more, and whose id another pair has now, is left out: with a problem, if its
/// reviewer said something.
pub(super) fn rebase(
    units: &[(Key, Unit)],
    origins: &Origins,
    sheets: Vec<Sheet>,
    source: Language,
) -> Rebased {
    let mut rebased = Rebased {
        sheets,
        problems: Vec::new(),
        gone: 0,
    };
    if origins.aligned_anew.is_empty() {
        return rebased;
    }
    let here: HashMap<&Key, Texts> = units
        .iter()
        .map(|(key, unit)| (key, hashes_of(unit, source)))
        .collect();
    let (pairs, beads) = (pairs(origins), Beads::new(origins));
    for sheet in &mut rebased.sheets {
        let ids = Ids::new(sheet, origins, &here, (&pairs, &beads));
        if ids.new.is_empty() && ids.made.is_empty() {
            continue;
        }
        let mut rows = Vec::new();
        for mut row in std::mem::take(&mut sheet.rows) {
            let key = Key::of_row(&row.row);
            match ids.rebased(&key) {
                Some(key) => {
                    row.row[Column::Id] = key.id.to_string();
                    rows.push(row);
                }
                None if says_something(sheet, &key, &row.row) => {
                    rebased.problems.push(lost(sheet, &row));
                }
                None => rebased.gone += 1,
            }
        }
        sheet.rows = rows;
        let written = std::mem::take(&mut sheet.as_written).into_iter();
        let written = written.filter_map(|(key, mut row)| {
            let key = ids.rebased(&key)?;
            row[Column::Id] = key.id.to_string();
            Some((key, row))
        });
        sheet.as_written = written.collect();
    }
    rebased
}

/// Where the rows of a sheet are in the alignments that were given.
struct Ids<'a> {
    /// By the rows whose pairs have other ids by now: these.
    new: HashMap<Key, Key>,
    /// The ids that these have, whatever had them before.
    taken: HashSet<Key>,
    /// By the rows that were merged or split before: their ids, as far as their texts tell.
    made: HashMap<Key, Option<Key>>,
    /// The rows that the sheet was written with, where it keeps them.
    written: HashSet<Key>,
    origins: &'a Origins,
}

impl<'a> Ids<'a> {
    fn new(
        sheet: &Sheet,
        origins: &'a Origins,
        here: &HashMap<&Key, Texts>,
        (pairs, beads): (&Pairs, &Beads),
    ) -> Ids<'a> {
        let new = new_ids(sheet, origins, here, pairs);
        let is_there = |key: &Key, row: &Row| here.get(key) == Some(&row.hashes());
        Ids {
            taken: new.values().cloned().collect(),
            new,
            made: made(sheet, beads, is_there),
            written: sheet.as_written.keys().cloned().collect(),
            origins,
        }
    }

    /// The key of a row by now; none where its pair is there no longer, or nobody can tell which is its own.
    fn rebased(&self, key: &Key) -> Option<Key> {
        if let Some(made) = self.made.get(key) {
            return made.clone();
        }
        let is_one = |id: &RowId| {
            let was_made = || self.made.contains_key(&key.sibling(id.clone()));
            !id.is_merged() || was_made()
        };
        let ids = key.id.merged(is_one);
        let ids = ids.unwrap_or_else(|| key.id.pieces().collect());
        let ids = ids.into_iter();
        let ids = ids.map(|id| self.piece(key.sibling(id), key.id.is_made()));
        let ids: Vec<RowId> = ids.collect::<Option<_>>()?;
        Some(key.sibling(RowId::merging(&ids)))
    }

    /// The id by now of one of the rows that a row is made of: one that was merged before, a row, or a part of either.
    fn piece(&self, key: Key, is_made: bool) -> Option<RowId> {
        if let Some(made) = self.made.get(&key) {
            return made.clone().map(|key| key.id);
        }
        if let Some(whole) = key.id.whole()
            && let Some(made) = self.made.get(&key.sibling(whole.clone()))
        {
            let made = made.as_ref();
            return made.map(|made| key.id.part_of(&whole, &made.id));
        }
        let whole = key.sibling(key.id.undivided());
        let new = self.new.get(&whole);
        let is_unknown = !self.written.is_empty() && !self.written.contains(&whole);
        let is_lost = self.taken.contains(&whole) && new.is_none();
        let is_there = self.origins.aligned_anew.contains(&whole.document)
            && self.origins.rows.contains_key(&whole);
        let is_of_another = is_made && is_unknown && is_there;
        let now = new.unwrap_or(&whole);
        (!is_lost && !is_of_another).then(|| key.id.part_of(&whole.id, &now.id))
    }
}

/// The pairs of a document that have the same texts, in order.
type Pairs<'a> = HashMap<(String, Texts), Vec<Cow<'a, Key>>>;

/// The pairs of the alignments that were given.
fn pairs(origins: &Origins) -> Pairs<'_> {
    let mut pairs = Pairs::new();
    for (key, row) in &origins.rows {
        if origins.aligned_anew.contains(&key.document) {
            let texts = row.hashes();
            let same = pairs.entry((key.document.clone(), texts)).or_default();
            same.push(Cow::Borrowed(key));
        }
    }
    in_order(pairs)
}

fn in_order(mut pairs: Pairs) -> Pairs {
    for same in pairs.values_mut() {
        same.sort_by(|a, b| a.order().cmp(&b.order()));
        same.dedup();
    }
    pairs
}

/// By the rows of a sheet whose pairs the memory has elsewhere: where it has them.
fn new_ids(
    sheet: &Sheet,
    origins: &Origins,
    here: &HashMap<&Key, Texts>,
    pairs: &Pairs,
) -> HashMap<Key, Key> {
    let rows = sheet.rows.iter().filter_map(|row| {
        let key = Key::of_row(&row.row);
        // The hashes of a merged row are those of one of its rows.
        let texts = written_hashes(&row.row).filter(|_| !key.id.is_merged())?;
        Some((key.sibling(key.id.undivided()), texts))
    });
    let kept = sheet.as_written.iter();
    let kept = kept.map(|(key, row)| (key.clone(), row.hashes()));
    let mut before = Pairs::new();
    for (key, texts) in rows.chain(kept) {
        if origins.aligned_anew.contains(&key.document) {
            let same = before.entry((key.document.clone(), texts)).or_default();
            same.push(Cow::Owned(key));
        }
    }
    let mut found = HashMap::new();
    for (place, same) in in_order(before) {
        let now = pairs.get(&place).map_or(&[][..], Vec::as_slice);
        // Of pairs that stand several times, the first is the first still, if all are there.
        for (key, new) in same.iter().zip(now) {
            let is_moved = here.get(&**key) != Some(&place.1);
            if same.len() == now.len() && is_moved {
                found.insert(key.clone().into_owned(), new.clone().into_owned());
            }
        }
    }
    // Where no id has changed, the memory has another text for another reason.
    found.retain(|key, new| key != new);
    found
}

/// Whether a reviewer said something of a row, in the sheet or before it was written.
fn says_something(sheet: &Sheet, key: &Key, row: &Row) -> bool {
    if sheet.as_written.get(key).is_some_and(is_signed) {
        return true;
    }
    // What was merged or split in the sheet says so by its id.
    if key.id.is_made() && !sheet.as_written.contains_key(key) {
        return true;
    }
    let mut untouched = Row::default();
    untouched[Column::Id] = key.id.to_string();
    is_touched(row, sheet.as_written.get(key).unwrap_or(&untouched))
}

fn lost(sheet: &Sheet, row: &SheetRow) -> Problem {
    Problem {
        sheet: sheet.name.clone(),
        line: row.line,
        cell: sheet.cell(Column::Id, row.line),
        message: "the article, aligned anew, has no pair of these texts; it was not applied".into(),
        way_out: None,
    }
}
