//! Rows that were merged or split, of an article that was aligned anew since: their ids are made of ids that other pairs may
//! have by now, so that their texts alone tell which pairs are theirs.

use std::collections::{BTreeMap, HashMap};

use super::moved::spaced;
use crate::review::id::RowId;
use crate::review::key::Key;
use crate::review::origin::Origins;
use crate::review::row::{Column, Row, SIDES, written_hashes};
use crate::review::sheet::Sheet;

/// The pairs of the alignments that were given, by their documents and in their order, with texts in single spaces.
pub(super) struct Beads<'a> {
    of: HashMap<&'a str, Vec<(&'a Key, [String; 2])>>,
}

impl<'a> Beads<'a> {
    pub(super) fn new(origins: &'a Origins) -> Beads<'a> {
        let mut of: HashMap<&str, Vec<_>> = HashMap::new();
        for (key, row) in &origins.rows {
            if origins.aligned_anew.contains(&key.document) {
                let beads = of.entry(&key.document).or_default();
                beads.push((key, SIDES.map(|side| spaced(&row[side]))));
            }
        }
        for beads in of.values_mut() {
            beads.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        }
        Beads { of }
    }

    /// The id of the pairs side by side that together hold these texts and nothing else; none where there are no such pairs,
    /// or where several might be meant.
    fn holding(&self, document: &str, texts: &[String; 2], fewest: usize) -> Option<Key> {
        let beads = self.of.get(document)?;
        let starts = 0..beads.len();
        let mut found = starts.filter_map(|first| {
            let count = count_holding(&beads[first..], texts)?;
            Some(&beads[first..first + count])
        });
        let run = found.next().filter(|run| run.len() >= fewest)?;
        let ids: Vec<RowId> = run.iter().map(|(key, _)| key.id.clone()).collect();
        found
            .next()
            .is_none()
            .then(|| run[0].0.sibling(RowId::merging(&ids)))
    }

    /// Whether a pair has this id and these texts.
    fn has(&self, key: &Key, texts: &[String; 2]) -> bool {
        let mut beads = self.of.get(&*key.document).into_iter().flatten();
        beads.any(|(bead, held)| *bead == key && held == texts)
    }
}

/// How many of the first pairs hold these texts, if any number does.
fn count_holding(beads: &[(&Key, [String; 2])], texts: &[String; 2]) -> Option<usize> {
    let mut rest = [&*texts[0], &*texts[1]];
    for (index, (_, held)) in beads.iter().enumerate() {
        for (rest, held) in rest.iter_mut().zip(held) {
            let behind = rest.strip_prefix(&**held)?;
            let is_whole = held.is_empty() || behind.is_empty() || behind.starts_with(' ');
            *rest = behind.strip_prefix(' ').unwrap_or(behind);
            if !is_whole {
                return None;
            }
        }
        if rest.iter().all(|rest| rest.is_empty()) {
            return Some(index + 1);
        }
    }
    None
}

/// By the merged and split rows of a sheet whose texts say where they are now: their ids, or none where nobody can tell.
/// `is_there` knows the rows that the memory has under the ids that they have.
pub(super) fn made(
    sheet: &Sheet,
    beads: &Beads,
    is_there: impl Fn(&Key, &Row) -> bool,
) -> HashMap<Key, Option<Key>> {
    let is_made = |key: &Key| {
        let is_aligned = key.id.is_of_alignment() && beads.of.contains_key(&*key.document);
        is_aligned && key.id.is_made()
    };
    let in_sheet = sheet
        .rows
        .iter()
        .map(|row| (Key::of_row(&row.row), &row.row));
    let in_sheet = in_sheet.filter(|(key, _)| is_made(key));
    let stays = |(key, row): &(Key, &Row)| is_there(key, row);
    let mut found: HashMap<Key, Option<Key>> = HashMap::new();
    let mut made: Vec<(Key, &Row)> = in_sheet.clone().filter(stays).collect();
    let written = sheet.as_written.iter().filter(|(key, _)| is_made(key));
    made.extend(written.map(|(key, row)| (key.clone(), row)));
    if sheet.as_written.is_empty() {
        let (before, here): (Vec<_>, Vec<_>) =
            in_sheet.partition(|(_, row)| was_made_before(sheet, row));
        made.extend(before);
        let here = here.into_iter();
        found.extend(here.filter_map(|(key, row)| made_in_sheet(beads, key, row)));
    }
    let (there, elsewhere): (Vec<_>, Vec<_>) = made.into_iter().partition(stays);
    let there: HashMap<Key, Option<Key>> = there
        .into_iter()
        .map(|(key, _)| (key.clone(), Some(key)))
        .collect();
    let elsewhere = elsewhere.into_iter();
    let elsewhere = elsewhere.filter(|(key, _)| !there.contains_key(key));
    found.extend(made_before(beads, elsewhere.collect()));
    found.extend(there);
    found
}

/// Whether a row of a sheet that does not keep what it was written with was merged or split before: a pair of the aligner has
/// a type.
fn was_made_before(sheet: &Sheet, row: &Row) -> bool {
    let is_as_written = written_hashes(row).is_some_and(|written| written == row.hashes());
    is_as_written && row[Column::Type].trim().is_empty() && !sheet.lacks(Column::Type)
}

/// Where the rows are that were merged or split when their sheet was written. The parts of one may be parts of a pair again.
fn made_before(beads: &Beads, made: Vec<(Key, &Row)>) -> HashMap<Key, Option<Key>> {
    let mut found = HashMap::new();
    let mut parts: BTreeMap<Key, Vec<(Key, [String; 2])>> = BTreeMap::new();
    for (key, row) in made {
        let texts = texts_of(row);
        found.insert(key.clone(), beads.holding(&key.document, &texts, 1));
        if let Some(whole) = key.id.whole() {
            let parts = parts.entry(key.sibling(whole)).or_default();
            parts.push((key, texts));
        }
    }
    for (before, mut parts) in parts.into_iter().filter(|(_, parts)| parts.len() > 1) {
        parts.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
        let joined = [0, 1].map(|side| {
            let texts: Vec<&str> = parts.iter().map(|(_, texts)| &*texts[side]).collect();
            texts.join(" ")
        });
        let whole = beads.holding(&before.document, &joined, 1);
        let Some(whole) = whole.filter(|whole| !whole.id.is_merged()) else {
            continue;
        };
        for (key, _) in parts {
            let part = whole.sibling(key.id.part_of(&before.id, &whole.id));
            found.insert(key, Some(part));
        }
    }
    found
}

/// Where a row is that a reviewer merged in a sheet that does not keep its rows: with the pairs whose texts it holds. One
/// whose cells are still those of one row must have these under its first id: nothing else tells which rows were meant.
fn made_in_sheet(beads: &Beads, key: Key, row: &Row) -> Option<(Key, Option<Key>)> {
    let texts = texts_of(row);
    if let Some(now) = beads.holding(&key.document, &texts, 2) {
        return Some((key, Some(now)));
    }
    let is_filled_in = written_hashes(row).is_none_or(|written| written != row.hashes());
    let first = key.id.pieces().next().unwrap_or_default();
    let has_its_texts = beads.has(&key.sibling(first), &texts);
    let is_lost = key.id.is_merged() && !is_filled_in && !has_its_texts;
    is_lost.then_some((key, None))
}

fn texts_of(row: &Row) -> [String; 2] {
    SIDES.map(|side| spaced(&row[side]))
}
