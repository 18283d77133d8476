//! The texts of a row, merged three ways: as they were written, as the reviewer left them, as the memory has them now.

use super::applying::Applying;
use super::characters::lost_characters_besides;
use crate::review::claim::{Claim, Kind, is_whole};
use crate::review::decision::Decision;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::problem::Problem;
use crate::review::row::{Column, SIDES, hash};

/// What spreadsheet programs show in place of what they cannot evaluate.
const ERRORS: [&str; 7] = [
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
];
/// What LibreOffice shows begins with this; a number follows.
const ERROR: &str = "Err:";

fn is_error(cell: &str) -> bool {
    let number = cell.strip_prefix(ERROR);
    ERRORS.contains(&cell) || number.is_some_and(|number| number.parse::<u16>().is_ok())
}

impl Applying<'_> {
    /// The texts that a row replaces, as far as they are known: joined where it merges several.
    pub(super) fn before(&self, claim: &Claim) -> Option<[String; 2]> {
        let mut joined: [Vec<String>; 2] = Default::default();
        for key in claim.replaced() {
            for (texts, side) in joined.iter_mut().zip(SIDES) {
                texts.push(self.as_written(claim, &key, side)?);
            }
        }
        let texts = joined.map(|texts| {
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            texts.join(" ")
        });
        (claim.kind != Kind::New).then_some(texts)
    }

    /// The text of a row that the sheet of a claim was written with: by what the sheet keeps, else by its hash, else as far
    /// as anything is known of the row.
    fn as_written(&self, claim: &Claim, key: &Key, side: Column) -> Option<String> {
        if let Some(row) = claim.sheet.as_written.get(key) {
            return Some(row[side].clone());
        }
        let index = usize::from(side == Column::Target);
        let origin = self.origins.rows.get(key).map(|row| row[side].clone());
        let unit = self.units.get(key).map(|unit| self.text(unit, side));
        let written = claim.hashes_as_written(key).and_then(|texts| {
            let parts = self.said_of_parts.get(key).into_iter().flatten().copied();
            let said = self.said.get(key).into_iter().chain(parts);
            let said = said.flat_map(|said| said.before.iter().chain([&said.after]));
            let (cell, nothing) = (&claim.row[side], String::new());
            let known = [&origin, &unit].into_iter().flatten();
            let known = known.chain(said.map(|texts| &texts[index]));
            let mut known = known.chain([cell, &nothing]);
            known.find(|text| hash(text) == texts[index]).cloned()
        });
        written.or(origin).or(unit)
    }

    /// The texts that the memory should have for a row, or why nobody can say.
    pub(super) fn texts(&self, claim: &Claim) -> Result<[String; 2], Problem> {
        let before = self.before(claim);
        let mut texts = <[String; 2]>::default();
        for (text, (index, side)) in texts.iter_mut().zip(SIDES.into_iter().enumerate()) {
            let cell = claim.row[side].trim();
            let is_rejected = claim.decision == Some(Decision::Reject);
            if is_error(cell) && !is_rejected {
                let message = "the spreadsheet program has an error in the cell and no text; it was not applied";
                return Err(claim.problem(side, message));
            }
            if !is_rejected && self.is_remark(claim, side, before.as_ref()) {
                let message = format!(
                    "“{cell}” is no text; it was not applied (what is decided goes into the column decision, what is remarked \
                     into comment; where it is the text, write edit as the decision)"
                );
                return Err(claim.problem(side, message));
            }
            let is_csv = claim.sheet.as_written.is_empty();
            if let (Kind::Whole, Some(before)) = (&claim.kind, &before)
                && is_csv
                && !is_rejected
                && lost_characters_besides(&before[index], cell)
            {
                let message = "characters became “?” when the sheet was saved; it was not applied (save it as CSV UTF-8 or \
                               as XLSX)";
                return Err(claim.problem(side, message));
            }
            *text = match (&claim.kind, &before) {
                // The cell still is that of one of the rows that are merged here.
                (Kind::Merged(_), Some(before)) if self.is_not_filled_in(claim, side) => {
                    before[index].clone()
                }
                (Kind::Merged(_), Some(before))
                    if !is_rejected
                        && self.exchanges.takers(claim, side).is_none()
                        && !is_whole(cell, &before[index]) =>
                {
                    let message = "the row holds little of what the rows held that it merges; leave what is to go in a row that is rejected";
                    return Err(claim.problem(side, message));
                }
                (Kind::Whole, _) => self.whole(claim, side, cell)?,
                _ => cell.to_owned(),
            };
        }
        if claim.kind == Kind::New && texts.iter().any(String::is_empty) {
            let side = SIDES[usize::from(!texts[0].is_empty())];
            return Err(claim.problem(side, "a new row needs both texts"));
        }
        Ok(texts)
    }

    /// Whether the cell of a merged row still is that of one of its rows: not where the others gave their texts away.
    fn is_not_filled_in(&self, claim: &Claim, side: Column) -> bool {
        !claim.is_edited(side) && self.exchanges.takers(claim, side).is_none()
    }

    /// The text of a side of a row that stands for itself.
    fn whole(&self, claim: &Claim, side: Column, cell: &str) -> Result<String, Problem> {
        let Some(unit) = self.units.get(&claim.key) else {
            return Ok(cell.to_owned());
        };
        let now = self.text(unit, side);
        let here = hash(&now);
        if claim
            .written_hash(side)
            .is_none_or(|written| written == here)
            || hash(cell) == here
        {
            return Ok(cell.to_owned());
        }
        // The memory has another text than the sheet was written with.
        let is_own = Decision::of_unit(unit).is_some()
            && self.is_own(unit, &claim.key, claim)
            && self.is_as_left(&claim.key, side, &now);
        if claim.is_edited(side) {
            if is_own {
                return Ok(cell.to_owned());
            }
            let last = self.said.get(&claim.key);
            // Another tool may have changed it since.
            let is_last = |last: &&Logged| {
                !last.is_of(claim.sheet) && self.is_as_left(&claim.key, side, &now)
            };
            let last = last.filter(is_last);
            let place = last.map_or("the memory", |last| &last.sheet);
            let message =
                format!("the text was changed here and in {place} too; the memory's was kept");
            return Err(claim.problem(side, message));
        }
        // The sheet that the edit came of has it no longer. (Without a name it may be another's sheet.)
        let is_same_sheet = !self.settings.reviewer.is_empty() && self.is_of_sheet(claim);
        if is_own && is_same_sheet && !claim.key.id.is_merged() {
            return Ok(cell.to_owned());
        }
        match claim.decision {
            // An edit that its reviewer takes back. (A merged row's cell may still be that of one part.)
            Some(Decision::Edit) if is_own && !claim.key.id.is_merged() => Ok(cell.to_owned()),
            // Nobody said it here, and somebody or nobody said something else there.
            Some(Decision::Accept)
                if !claim.is_decided()
                    && (Decision::of_unit(unit).is_some() || !claim.is_signed_as_written()) =>
            {
                Ok(now)
            }
            None => Ok(now),
            Some(decision) => {
                let way_out = match is_own {
                    true => " (write edit to have the text of the sheet)",
                    false => "",
                };
                let message = format!(
                    "the memory has another text now, for which {decision} was not said{way_out}"
                );
                Err(claim.problem(side, message))
            }
        }
    }

    /// Whether what was decided last on a row came of the same sheet.
    fn is_of_sheet(&self, claim: &Claim) -> bool {
        let last = self.said.get(&claim.key);
        last.is_some_and(|last| last.is_of(claim.sheet))
    }

    /// Whether a text of the memory is the one that the last decision on the pair left there, as far as the log says: another
    /// tool may have changed it since.
    fn is_as_left(&self, key: &Key, side: Column, now: &str) -> bool {
        let index = usize::from(side == Column::Target);
        let last = self.said.get(key);
        last.is_none_or(|last| hash(&last.after[index]) == hash(now))
    }

    /// Whether a text is another than the one that was written, by the hash, else by what is known of it.
    pub(super) fn differs(&self, claim: &Claim, side: Column) -> bool {
        if claim.written_hash(side).is_some() {
            return claim.is_edited(side);
        }
        let cell = hash(&claim.row[side]);
        match (
            self.origins.rows.get(&claim.key),
            self.units.get(&claim.key),
        ) {
            (Some(origin), _) => hash(&origin[side]) != cell,
            (None, Some(unit)) => hash(&self.text(unit, side)) != cell,
            (None, None) => false,
        }
    }
}
