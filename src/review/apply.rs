//! Applying reviewed sheets to a memory: a three-way merge of what was written, what the reviewer made of it, and what
//! the memory has become meanwhile.

mod added;
mod applying;
mod change;
mod characters;
mod conflicts;
mod displaced;
mod exchange;
mod given;
mod heard;
mod joined;
mod known;
mod made;
mod mistyped;
mod moved;
mod outcome;
mod pasted;
mod rebase;
mod remark;
mod settle;
mod stamp;
mod texts;
mod units;

use super::claim::{Kind, claims};
use super::memory::{Memory, hashes_of};
use super::origin::Origins;
use super::sheet::Sheet;
use super::strangers::without_strangers;
use added::name_added;
use applying::Applying;
use characters::restore_characters;
use known::{known, missing, named};
use mistyped::mistyped;
use pasted::merge_pasted;
use rebase::rebase;

pub use outcome::{Applied, Settings, Summary};

/// Applies sheets to a memory. What could not be applied is left as it was and listed; the same sheets applied to the
/// outcome change nothing.
pub fn apply(memory: Memory, origins: &Origins, sheets: &[Sheet], settings: &Settings) -> Applied {
    let source = settings.languages.source();
    let units = named(&memory.units);

    // First the sheets are made what their reviewers meant. The ids come before all, because rows are found by them; and no
    // sheet of another article is put right by this memory. Rows that were pasted and added are told by their texts,
    // which must be whole by then.
    let rebased = rebase(&units, origins, sheets.to_vec(), source);
    let (mut fitting, strangers) = without_strangers(&units, rebased.sheets, source, &memory.name);
    restore_characters(&units, origins, &mut fitting, source);
    merge_pasted(&mut fitting);
    name_added(
        &units,
        &memory.heard,
        &mut fitting,
        source,
        &settings.reviewer,
    );

    // Then each row lays claim to what there is under its id, as it was left above. Of rows that claim the same, in whatever
    // sheets, only those that agree are left.
    let mistyped = mistyped(&units, &fitting, source);
    let mut known = known(&units, origins, &fitting);
    known.retain(|key| !mistyped.contains_key(key));
    let merged = units.iter().filter(|(key, _)| key.id.is_merged());
    let merged = merged.map(|(key, unit)| (key.clone(), hashes_of(unit, source)));
    let mut found = claims(&fitting, origins, &known, &merged.collect(), &mistyped);
    found.remember(&memory.heard, &settings.reviewer);

    // Then they are compared with what the memory has by now. A row that may not be applied takes others along that lean on
    // it, so that all of this is known before the memory is touched.
    let mut applying = Applying::new(units, &memory, origins, settings);
    applying.out.problems = [found.problems.as_slice(), &rebased.problems, &strangers].concat();
    let overruled = applying.without_conflicts(&mut found);

    // Then the memory is changed: in the order of the ids, whatever the sheet is sorted by, so that new units find their place
    // at the end.
    found
        .claims
        .sort_by(|a, b| a.key.order().cmp(&b.key.order()));
    let wholes = found.claims.iter();
    let wholes = wholes.filter(|claim| claim.kind == Kind::Whole);
    applying.wholes = wholes.map(|claim| claim.key.clone()).collect();
    for claim in &found.claims {
        applying.claim(claim);
    }
    // Comments come last, because they go to what their rows have become.
    for claim in &found.claims {
        applying.supersede(claim);
    }
    for claim in &overruled {
        applying.hear(claim);
    }
    for claim in &found.remarks {
        applying.hear_remark(claim);
    }

    let mut out = applying.out;
    out.memory.units = applying.units.into_units();
    out.memory.head = memory.head;
    out.summary.repeated = found.silent + found.repeated.len();
    out.summary.gone = rebased.gone;
    out.summary
        .close(sheets.iter().map(|sheet| sheet.rows.len()).sum());
    out.summary.missing = missing(&known, &found.claimed);
    out.sort(sheets);
    out
}
