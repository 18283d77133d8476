//! Sheets of an article that was aligned anew since: a sentence came in above, and the pairs have other ids now.

use std::collections::{HashMap, HashSet};

use super::{SIDES, texts_of};
use crate::article::Language;
use crate::review::claim::{Problem, is_signed, written};
use crate::review::origin::{Key, Origins};
use crate::review::reviewed::is_touched;
use crate::review::row::{Column, Row, hash};
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
        .map(|(key, unit)| (key, texts_of(unit, source)))
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

/// The pairs of the alignments that were given; none for what stands there twice.
fn pairs(origins: &Origins) -> HashMap<(String, Texts), Option<&Key>> {
    let mut pairs = HashMap::new();
    for (key, row) in &origins.rows {
        if origins.aligned_anew.contains(&key.document) {
            let texts = SIDES.map(|side| hash(&row[side]));
            pairs
                .entry((key.document.clone(), texts))
                .and_modify(|pair| *pair = None)
                .or_insert(Some(key));
        }
    }
    pairs
}

/// By the rows of a sheet whose pairs the memory has elsewhere: where it has them.
fn new_ids(
    sheet: &Sheet,
    origins: &Origins,
    here: &HashMap<&Key, Texts>,
    pairs: &HashMap<(String, Texts), Option<&Key>>,
) -> HashMap<Key, Key> {
    let rows = sheet.rows.iter().filter_map(|row| {
        let key = Key::of_row(&row.row);
        let whole = key.id.split_once('.').map_or(&*key.id, |(whole, _)| whole);
        // The hashes of a merged row are those of one of its rows.
        let is_one = !key.id.contains('+');
        Some((key.sibling(whole), written(&row.row).filter(|_| is_one)?))
    });
    let kept = sheet.as_written.iter();
    let kept = kept.map(|(key, row)| (key.clone(), SIDES.map(|side| hash(&row[side]))));
    let mut found = HashMap::new();
    for (key, texts) in rows.chain(kept) {
        if !origins.aligned_anew.contains(&key.document) || here.get(&key) == Some(&texts) {
            continue;
        }
        if let Some(Some(new)) = pairs.get(&(key.document.clone(), texts)) {
            found.insert(key, (*new).clone());
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
