//! Rows whose texts were pasted into a neighbour before they were deleted: the two are merged, as if the id said so.

use std::collections::HashMap;

use super::moved::spaced;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::row::{Column, Row, SIDES};
use crate::review::sheet::Sheet;

/// Gives a row that holds both texts of one beside it, which its workbook was written with and has no longer, the ids of
/// both.
pub(super) fn merge_pasted(sheets: &mut [Sheet]) {
    sheets.iter_mut().for_each(merge_in);
}

fn merge_in(sheet: &mut Sheet) {
    // Where the sheet has each row, on its own, merged or in parts.
    let mut places: HashMap<Key, usize> = HashMap::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        let key = Key::of_row(&row.row);
        places.extend(key.made_of().into_iter().map(|key| (key, place)));
        places.insert(key, place);
    }
    let has_both = |row: &Row| SIDES.iter().all(|&side| !row[side].trim().is_empty());
    let written = sheet.as_written.iter();
    let mut written: Vec<(&Key, &Row)> = written.filter(|(_, row)| has_both(row)).collect();
    // A row that was merged before may have been merged further.
    let place_of = |key: &Key| {
        let merged = || {
            let mut pieces = key.id.pieces().map(|id| places.get(&key.sibling(id)));
            let first = pieces.next().flatten();
            first.filter(|_| pieces.all(|place| place.is_some()))
        };
        places.get(key).or_else(merged).copied()
    };
    if written.iter().all(|(key, _)| place_of(key).is_some()) {
        return;
    }
    written.sort_by_cached_key(|(key, _)| key.order());
    let above = nearest(written.iter().map(|(key, _)| place_of(key)));
    let below = nearest(written.iter().rev().map(|(key, _)| place_of(key)));
    let beside = above.into_iter().zip(below.into_iter().rev());
    for ((key, texts), (above, below)) in written.into_iter().zip(beside) {
        if place_of(key).is_some() {
            continue;
        }
        let takes = |place: &usize| {
            let row = &sheet.rows[*place].row;
            let own = Key::of_row(row);
            let pieces = own.id.pieces().map(|id| own.sibling(id));
            let before: Vec<&Row> = match sheet.as_written.get(&own) {
                Some(written) => vec![written],
                None => pieces
                    .filter_map(|key| sheet.as_written.get(&key))
                    .collect(),
            };
            let times = |row: &Row, side: Column| {
                let text = spaced(&texts[side]);
                spaced(&row[side]).matches(&text).count()
            };
            let takes = |side| {
                let held: usize = before.iter().map(|row| times(row, side)).sum();
                times(row, side) > held
            };
            let is_of_document =
                own.document == key.document && own.id.is_of_alignment() && !own.id.is_split();
            is_of_document && SIDES.into_iter().all(takes)
        };
        if let Some(place) = [above, below].into_iter().flatten().find(takes) {
            let row = &mut sheet.rows[place].row;
            let own = Key::of_row(row);
            let mut ids: Vec<RowId> = own.id.pieces().collect();
            ids.push(key.id.clone());
            ids.sort_by(|a, b| a.order().cmp(&b.order()));
            row[Column::Id] = RowId::merging(&ids).to_string();
        }
    }
}

/// For each row, the place of the last one so far that has one.
fn nearest(places: impl Iterator<Item = Option<usize>>) -> Vec<Option<usize>> {
    let last = places.scan(None, |last, place| {
        *last = place.or(*last);
        Some(*last)
    });
    last.collect()
}
