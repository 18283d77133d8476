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
mod made;
mod mistyped;
mod moved;
mod outcome;
mod pasted;
mod rebase;
mod remark;
mod stamp;
mod texts;
mod units;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::claim::{Claim, Kind, claims};
use super::decision::Decision;
use super::key::{Key, Names};
use super::log::Logged;
use super::memory::{Memory, hashes_of};
use super::origin::Origins;
use super::row::{SIDES, hash, written_hashes};
use super::sheet::Sheet;
use super::shelf::Shelf;
use super::strangers::without_strangers;
use crate::tmx::{Unit, props};
use added::name_added;
use applying::Applying;
use characters::restore_characters;
use conflicts::Sorted;
use exchange::Exchanges;
use heard::is_taken_back;
use mistyped::mistyped;
use pasted::merge_pasted;
use rebase::rebase;

use outcome::Verdict;
pub use outcome::{Applied, Settings, Summary};
use stamp::untagged;

/// Applies sheets to a memory. What could not be applied is left as it was and listed; the same sheets applied to the
/// outcome change nothing.
pub fn apply(memory: Memory, origins: &Origins, sheets: &[Sheet], settings: &Settings) -> Applied {
    let units = named(&memory.units);
    let source = settings.languages.source();
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
    let mistyped = mistyped(&units, &fitting, source);
    let mut known = known(&units, origins, &fitting);
    known.retain(|key| !mistyped.contains_key(key));
    let merged = units.iter().filter(|(key, _)| key.id.is_merged());
    let merged = merged.map(|(key, unit)| (key.clone(), hashes_of(unit, source)));
    let mut found = claims(&fitting, origins, &known, &merged.collect(), &mistyped);
    let all = [
        &mut found.claims,
        &mut found.refused,
        &mut found.repeated,
        &mut found.remarks,
    ];
    for claim in all.into_iter().flatten() {
        claim.remember(&memory.heard, &settings.reviewer);
    }
    let documents = units.iter().map(|(key, _)| key);
    let documents = documents.chain(memory.said.keys());
    let mut applying = Applying {
        documents: documents.map(|key| key.document.clone()).collect(),
        wholes: HashSet::new(),
        superseded: superseded(&units),
        said_of_parts: said_of_parts(&memory.said),
        units: Shelf::new(units),
        origins,
        settings,
        said: &memory.said,
        heard: &memory.heard,
        out: Applied {
            problems: [found.problems, rebased.problems, strangers].concat(),
            ..Applied::default()
        },
        source,
        exchanges: Exchanges::default(),
    };
    let repeated = found.silent + found.repeated.len();
    let sorted = Sorted {
        claims: found.claims,
        refused: found.refused,
        repeated: found.repeated,
    };
    let (mut claims, overruled) = applying.without_conflicts(sorted, &found.parts);
    // In the order of the ids, whatever the sheet is sorted by, so that new units find their place at the end.
    claims.sort_by(|a, b| a.key.order().cmp(&b.key.order()));
    let wholes = claims.iter().filter(|claim| claim.kind == Kind::Whole);
    applying.wholes = wholes.map(|claim| claim.key.clone()).collect();
    for claim in &claims {
        applying.claim(claim);
    }
    for claim in &claims {
        applying.supersede(claim);
    }
    for claim in &overruled {
        applying.hear(claim);
    }
    for claim in &found.remarks {
        applying.hear_remark(claim);
    }
    let mut out = applying.out;
    out.summary.repeated = repeated;
    out.summary.gone = rebased.gone;
    out.summary
        .close(sheets.iter().map(|sheet| sheet.rows.len()).sum());
    out.summary.missing = missing(&known, &found.claimed);
    out.memory.head = memory.head;
    out.memory.units = applying.units.into_units();
    let order = |name: &str| sheets.iter().position(|sheet| sheet.name == name);
    out.log
        .sort_by_key(|logged| (order(&logged.sheet), logged.row));
    out.problems
        .sort_by_key(|problem| (order(&problem.sheet), problem.line));
    out
}

/// The rows that there are, whatever the sheets make of them.
fn known(units: &[(Key, Unit)], origins: &Origins, sheets: &[Sheet]) -> HashSet<Key> {
    let mut known: HashSet<Key> = units.iter().map(|(key, _)| key.clone()).collect();
    known.extend(origins.rows.keys().cloned());
    let in_memory: HashSet<&Key> = units.iter().map(|(key, _)| key).collect();
    // A row with its hashes was written by naranhi, also where nothing else remembers its document; a workbook remembers.
    let forgetful = sheets.iter().filter(|sheet| sheet.as_written.is_empty());
    let rows = forgetful.flat_map(|sheet| {
        let rows = sheet.rows.iter().map(|row| (row, Key::of_row(&row.row)));
        rows.filter(|(_, key)| !sheet.lacks_document(key))
    });
    for (row, key) in rows {
        // Nor is a row merged or split that was so before.
        let is_there = key.id.is_empty() || in_memory.contains(&key);
        if written_hashes(&row.row).is_none()
            || is_there
            || origins.aligned_anew.contains(&key.document)
        {
            continue;
        }
        let wholes = key.id.pieces().map(|id| id.trimmed().undivided());
        known.extend(wholes.map(|id| key.sibling(id)));
    }
    known
}

/// The rows that no sheet has, of the documents that sheets have.
fn missing(known: &HashSet<Key>, claimed: &HashSet<Key>) -> Vec<String> {
    let documents: HashSet<&str> = claimed.iter().map(|key| &*key.document).collect();
    let is_missing = |key: &&Key| documents.contains(&*key.document) && !claimed.contains(key);
    let mut missing: Vec<&Key> = known.iter().filter(is_missing).collect();
    missing.sort_by(|a, b| a.order().cmp(&b.order()));
    missing.into_iter().map(Key::name).collect()
}

/// The rows that units were merged or split from, and these units.
fn superseded(units: &[(Key, Unit)]) -> HashMap<Key, Vec<Rc<Key>>> {
    let mut superseded: HashMap<Key, Vec<Rc<Key>>> = HashMap::new();
    for (key, _) in units {
        let made_of = key.made_of();
        let key = Rc::new(key.clone());
        for of in made_of {
            superseded.entry(of).or_default().push(Rc::clone(&key));
        }
    }
    superseded
}

/// By the rows that were merged or split: what was said of what they became.
fn said_of_parts(said: &HashMap<Key, Logged>) -> HashMap<Key, Vec<&Logged>> {
    let mut of_parts: HashMap<Key, Vec<&Logged>> = HashMap::new();
    for (key, logged) in said {
        for of in key.made_of() {
            of_parts.entry(of).or_default().push(logged);
        }
    }
    for logged in of_parts.values_mut() {
        logged.sort_by(|a, b| a.id.cmp(&b.id));
    }
    of_parts
}

/// The units by their keys; those without a name get one, and those of one name several, so that they are told apart from
/// now on.
fn named(units: &[Unit]) -> Vec<(Key, Unit)> {
    let mut names = Names::default();
    let named = units.iter().map(|unit| {
        let (key, is_new) = names.next_key(unit);
        let mut unit = unit.clone();
        if is_new {
            unit.set_id(key.id.as_str());
        }
        (key, unit)
    });
    named.collect()
}

impl Applying<'_> {
    fn claim(&mut self, claim: &Claim) {
        match self.texts(claim) {
            Ok(texts) => self.settle(claim, texts),
            Err(problem) => self.out.problems.push(problem),
        }
    }

    fn settle(&mut self, claim: &Claim, texts: [String; 2]) {
        let mut verdict = self.verdict(claim, &texts);
        self.out.summary.count(claim, &verdict);
        let own = claim.key.clone();
        let old = self.units.get(&own).cloned();
        if let Some(old) = &old
            && self.is_said_by_another(old, claim, &verdict, &texts)
        {
            verdict.is_reviewers = false;
        }
        // Another text that is no edit is one taken back.
        verdict.is_reviewers |= old
            .as_ref()
            .is_some_and(|old| claim.kind == Kind::Whole && !self.has_texts(old, &texts));
        let stays = match &old {
            Some(old) => claim.kind == Kind::Whole && self.has_all_of(old, claim, &verdict),
            None => self.stays_out(claim, &verdict),
        };
        let logged = self.logged(claim, &verdict, &texts);
        if stays {
            // Of a pair that is not there, only what was said besides.
            let heard = logged.into_iter().filter(|line| line.decision.is_none());
            self.out.log.extend(heard.filter(|_| old.is_none()));
            if old.is_none() {
                self.comment_on_what_it_became(claim);
            }
            let has_both = texts.iter().all(|text| !text.is_empty());
            if old.is_none() && has_both && !self.is_explained(&claim.key) {
                self.out.summary.absent.push(claim.key.name());
            }
            return;
        }
        let is_rejected = verdict.decision == Some(Decision::Reject);
        let is_alone = texts.iter().any(String::is_empty);
        // What is replaced goes; a row that has parts stays while it has a row of its own.
        let mut replaced = claim.replaced();
        replaced.retain(|key| {
            let stays = matches!(claim.kind, Kind::Part(_)) && self.wholes.contains(key);
            *key != own && !stays
        });
        let lost = replaced.iter().filter_map(|key| self.units.get(key));
        let lost: Vec<Unit> = lost.cloned().collect();
        self.count_lost(claim, &lost, !is_rejected && !is_alone);
        replaced.iter().for_each(|key| self.units.remove(key));
        if is_rejected || is_alone {
            self.out.summary.alone += usize::from(!is_rejected);
            let kept = self.kept(claim, old, &texts);
            self.out.log.extend(logged.into_iter().map(|line| Logged {
                unit: kept.clone().filter(|_| line.decision.is_some()),
                ..line
            }));
            self.units.remove(&own);
            return;
        }
        let before = old.clone().or_else(|| self.restored(claim));
        let unit = match before {
            Some(before) => {
                let unit = self.changed(before.clone(), claim, &verdict, &texts);
                self.out.summary.untagged += untagged(&unit, &before);
                unit
            }
            None => self.made(claim, &verdict, &texts),
        };
        if old.as_ref() != Some(&unit) || is_taken_back(claim, &verdict) {
            // What nobody signed is said only where nobody said anything, and taken back only what is there no longer.
            let is_signed = unit.prop(props::REVIEWER).is_some();
            let is_open = unit.prop(props::DECISION).is_none();
            let is_heard = |line: &Logged| match line.decision {
                Some(_) => !line.reviewer.is_empty() || !is_signed,
                None => !line.taken_back || is_open,
            };
            self.out.log.extend(logged.into_iter().filter(is_heard));
        }
        self.units.put(own, unit, &claim.replaced());
    }

    fn verdict(&self, claim: &Claim, texts: &[String; 2]) -> Verdict {
        let is_edited =
            claim.kind != Kind::Whole || SIDES.iter().any(|&side| self.differs(claim, side));
        // What a row was written with is said of its texts, and of no others that the memory has by now.
        let is_of_others = || {
            let mut sides = SIDES.into_iter().zip(texts);
            sides.any(|(side, text)| hash(&claim.row[side]) != hash(text))
        };
        let is_void = || {
            !is_edited && !claim.is_decided() && (is_of_others() || self.is_left_open(&claim.key))
        };
        let decision = claim.decision.filter(|_| !is_void());
        Verdict {
            decision: decision.or(is_edited.then_some(Decision::Edit)),
            is_edited,
            is_reviewers: is_edited || claim.is_decided(),
        }
    }

    /// A row that the memory lacks, of a document that it has, and that nobody asks for was taken out before, by another
    /// sheet. Who takes a reject back asks for the pair.
    fn stays_out(&self, claim: &Claim, verdict: &Verdict) -> bool {
        let is_new = !self.documents.contains(&claim.key.document);
        let is_decided = claim.decision.is_some() && claim.is_decided();
        !is_new && !verdict.is_edited && !is_decided && !claim.takes_reject_back()
    }
}
