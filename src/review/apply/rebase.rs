//! Sheets of an article that was aligned anew since: a sentence came in above, and the pairs have other ids now.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::article::Language;
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

/// Gives rows the ids that their pairs have in the alignments that were given, where the memory has other texts under theirs.
/// A row whose pair is not there any more, and whose id another pair has now, is left out: with a problem, if its
/// reviewer said something.
pub(super) fn rebase(
    units: &[(Key, Unit)],
    origins: &Origins,
    mut sheets: Vec<Sheet>,
    source: Language,
) -> (Vec<Sheet>, Vec<Problem>) {
    let mut problems = Vec::new();
    if origins.aligned_anew.is_empty() {
        return (sheets, problems);
    }
    let here: HashMap<&Key, Texts> = units
        .iter()
        .map(|(key, unit)| (key, hashes_of(unit, source)))
        .collect();
    let pairs = pairs(origins);
    for sheet in &mut sheets {
        let new_ids = new_ids(sheet, origins, &here, &pairs);
        let taken: HashSet<&Key> = new_ids.values().collect();
        let is_lost = |key: &Key| taken.contains(key) && !new_ids.contains_key(key);
        // The rows that an id is made of: several where they were merged, and the whole of a part.
        let rebased = |key: &Key| -> Option<Key> {
            let mut ids = Vec::new();
            for id in key.id.split('+') {
                let (whole, part) = match id.split_once('.') {
                    Some((whole, part)) => (whole, format!(".{part}")),
                    None => (id, String::new()),
                };
                let whole = key.sibling(whole);
                if is_lost(&whole) {
                    return None;
                }
                ids.push(format!(
                    "{}{part}",
                    new_ids.get(&whole).unwrap_or(&whole).id
                ));
            }
            Some(key.sibling(&ids.join("+")))
        };
        if new_ids.is_empty() {
            continue;
        }
        let mut rows = Vec::new();
        for mut row in std::mem::take(&mut sheet.rows) {
            let key = Key::of_row(&row.row);
            match rebased(&key) {
                Some(key) => {
                    row.row[Column::Id] = key.id;
                    rows.push(row);
                }
                None if says_something(sheet, &key, &row.row) => problems.push(lost(sheet, &row)),
                None => {}
            }
        }
        sheet.rows = rows;
        let written = std::mem::take(&mut sheet.as_written).into_iter();
        let written = written.filter_map(|(key, mut row)| {
            let key = rebased(&key)?;
            row[Column::Id].clone_from(&key.id);
            Some((key, row))
        });
        sheet.as_written = written.collect();
    }
    (sheets, problems)
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
        let whole = key.id.split_once('.').map_or(&*key.id, |(whole, _)| whole);
        // The hashes of a merged row are those of one of its rows.
        let is_one = !key.id.contains('+');
        Some((
            key.sibling(whole),
            written_hashes(&row.row).filter(|_| is_one)?,
        ))
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
    let mut untouched = Row::default();
    untouched[Column::Id].clone_from(&key.id);
    is_touched(row, sheet.as_written.get(key).unwrap_or(&untouched))
}

fn lost(sheet: &Sheet, row: &SheetRow) -> Problem {
    Problem {
        sheet: sheet.name.clone(),
        line: row.line,
        cell: sheet.cell(Column::Id, row.line),
        message: "the article, aligned anew, has no pair of these texts; it was not applied".into(),
    }
}
