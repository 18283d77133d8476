//! Applying reviewed sheets to a memory: a three-way merge of what was written, what the reviewer made of it, and what
//! the memory has become meanwhile.

mod outcome;
mod strangers;

use std::collections::HashSet;

use super::claim::{Claim, Kind, Problem, claims, hash_of};
use super::decision::Decision;
use super::origin::{Key, Memory, Origins, unit};
use super::row::{Column, Row, hash};
use super::sheet::Sheet;
use super::shelf::Shelf;
use crate::article::Language;
use crate::tmx::Unit;
pub(super) use strangers::without_strangers;

pub use outcome::{Applied, Logged, Settings, Summary};

/// Applies sheets to a memory. What could not be applied is left as it was and listed; the same sheets applied to the
/// outcome change nothing.
pub fn apply(memory: Memory, origins: &Origins, sheets: &[Sheet], settings: &Settings) -> Applied {
    let places = memory.units.iter().enumerate();
    let mut units: Vec<(Key, Unit)> = places
        .map(|(place, unit)| (Key::of_unit(unit, place), unit.clone()))
        .collect();
    name(&mut units);
    let source = Language::from_tag(&settings.source_tag).unwrap_or(Language::Korean);
    let (fitting, strangers) = without_strangers(&units, sheets, source);
    let known = known(&units, origins, &fitting);
    let (mut claims, mut problems) = claims(&fitting, origins, &known);
    problems.extend(strangers);
    // In the order of the ids, whatever the sheet is sorted by, so that new units find their place at the end.
    claims.sort_by(|a, b| a.key.order().cmp(&b.key.order()));
    let wholes = claims.iter().filter(|claim| claim.kind == Kind::Whole);
    let mut applying = Applying {
        documents: units.iter().map(|(key, _)| key.document.clone()).collect(),
        wholes: wholes.map(|claim| claim.key.clone()).collect(),
        units: Shelf::new(units),
        origins,
        settings,
        out: Applied {
            problems,
            ..Applied::default()
        },
        source,
    };
    let mut seen = HashSet::new();
    for claim in &claims {
        seen.extend(claim.replaced());
        applying.claim(claim);
    }
    let mut out = applying.out;
    out.summary.rows = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    out.summary.missing = known.iter().filter(|key| !seen.contains(key)).count();
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
    let documents = |keys: &mut dyn Iterator<Item = &Key>| -> HashSet<String> {
        keys.map(|key| key.document.clone()).collect()
    };
    let written = documents(&mut origins.rows.keys());
    let in_memory = documents(&mut units.iter().map(|(key, _)| key));
    // A row with its hashes was written by naranhi, also where nothing else remembers its document.
    for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
        let key = Key::of_row(&row.row);
        let has_hashes = [Column::SourceHash, Column::TargetHash]
            .iter()
            .all(|&column| !row.row[column].trim().is_empty());
        if !has_hashes || written.contains(&key.document) || key.id.is_empty() {
            continue;
        }
        let wholes = key.id.split('+').map(|id| match id.trim().split_once('.') {
            Some((whole, _)) => whole.to_owned(),
            None => id.trim().to_owned(),
        });
        // A memory that has the document says itself which rows were merged or split before.
        if in_memory.contains(&key.document) && key.id.contains(['+', '.']) {
            continue;
        }
        known.extend(wholes.map(|id| Key {
            document: key.document.clone(),
            id,
        }));
    }
    known
}

/// Gives units without a name one, and units of one name several, so that they are told apart from now on.
fn name(units: &mut [(Key, Unit)]) {
    let mut taken = HashSet::new();
    for (key, unit) in units {
        let first = key.id.clone();
        let mut number = 2;
        while !taken.insert(key.clone()) {
            key.id = format!("{first}~{number}");
            number += 1;
        }
        if unit.id().is_none() || key.id != first {
            unit.set_id(&key.id);
        }
    }
}

struct Applying<'a> {
    units: Shelf,
    /// The documents that the memory had before.
    documents: HashSet<String>,
    /// The rows that stand for themselves.
    wholes: HashSet<Key>,
    origins: &'a Origins,
    settings: &'a Settings,
    source: Language,
    out: Applied,
}

/// The properties that naranhi gives a unit.
const OWN_PROPS: [&str; 6] = [
    "x-document",
    "x-bead",
    "x-confidence",
    "x-decision",
    "x-reviewer",
    "x-comment",
];

const SIDES: [Column; 2] = [Column::Source, Column::Target];

impl Applying<'_> {
    fn text(&self, unit: &Unit, side: Column) -> String {
        let variant = unit.variant(self.language(side));
        variant
            .map(|variant| variant.text().into_owned())
            .unwrap_or_default()
    }

    fn language(&self, side: Column) -> Language {
        match (side, self.source) {
            (Column::Source, language) => language,
            (_, Language::Korean) => Language::English,
            (_, Language::English) => Language::Korean,
        }
    }

    /// The texts that a row replaces, as far as they are known: joined where it merges several.
    fn before(&self, claim: &Claim) -> Option<[String; 2]> {
        let mut joined: [Vec<String>; 2] = Default::default();
        for key in claim.replaced() {
            let origin = self.origins.rows.get(&key);
            let unit = self.units.get(&key);
            for (texts, side) in joined.iter_mut().zip(SIDES) {
                let text = match (origin, unit) {
                    (Some(origin), _) => origin[side].clone(),
                    (None, Some(unit)) => self.text(unit, side),
                    (None, None) => return None,
                };
                texts.push(text);
            }
        }
        let texts = joined.map(|texts| {
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            texts.join(" ")
        });
        (claim.kind != Kind::New).then_some(texts)
    }

    fn claim(&mut self, claim: &Claim) {
        match self.texts(claim) {
            Ok(texts) => self.settle(claim, texts),
            Err(problem) => self.out.problems.push(problem),
        }
    }

    /// The texts that the memory should have for a row, or why nobody can say.
    fn texts(&self, claim: &Claim) -> Result<[String; 2], Problem> {
        let before = self.before(claim);
        let mut texts = <[String; 2]>::default();
        for (text, (index, side)) in texts.iter_mut().zip(SIDES.into_iter().enumerate()) {
            let cell = claim.row[side].trim();
            *text = match (&claim.kind, &before) {
                // The cell still is that of one of the rows that are merged here.
                (Kind::Merged(_), Some(before)) if !claim.is_edited(side) => before[index].clone(),
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

    /// The text of a side of a row that stands for itself.
    fn whole(&self, claim: &Claim, side: Column, cell: &str) -> Result<String, Problem> {
        let Some(unit) = self.units.get(&claim.key) else {
            return Ok(cell.to_owned());
        };
        let now = self.text(unit, side);
        let written = claim.row[hash_of(side)].trim();
        if written.is_empty() || hash(&now) == written || hash(&now) == hash(cell) {
            return Ok(cell.to_owned());
        }
        // The memory has another text than the sheet was written with.
        let is_reviewed = unit.prop("x-decision").is_some();
        let is_own = is_reviewed
            && unit.prop("x-reviewer").unwrap_or_default() == self.settings.reviewer.as_str();
        if claim.is_edited(side) {
            if is_own {
                return Ok(cell.to_owned());
            }
            let message = "the text was changed here and in the memory too; the memory's was kept";
            return Err(claim.problem(side, message));
        }
        match claim.decision {
            // An edit that its reviewer takes back. (A merged row's cell may still be that of one part.)
            Some(Decision::Edit) if is_own && !claim.key.id.contains('+') => Ok(cell.to_owned()),
            None | Some(Decision::Accept) if is_reviewed => Ok(now),
            None => Ok(now),
            Some(decision) => {
                let message =
                    format!("the memory has another text now, for which {decision} was not said");
                Err(claim.problem(side, message))
            }
        }
    }

    fn settle(&mut self, claim: &Claim, texts: [String; 2]) {
        let summary = &mut self.out.summary;
        match &claim.kind {
            Kind::Whole => {}
            Kind::Merged(_) => summary.merged += 1,
            Kind::Part(_) => summary.parts += 1,
            Kind::New => summary.added += 1,
        }
        let is_edited =
            claim.kind != Kind::Whole || SIDES.iter().any(|&side| self.differs(claim, side));
        let decision = claim.decision.or(is_edited.then_some(Decision::Edit));
        let summary = &mut self.out.summary;
        match claim.decision {
            Some(Decision::Accept) => summary.accepted += 1,
            Some(Decision::Reject) => summary.rejected += 1,
            Some(Decision::Unsure) => summary.unsure += 1,
            _ if is_edited => {}
            _ => summary.undecided += 1,
        }
        summary.edited += usize::from(is_edited && claim.kind == Kind::Whole);
        self.log(claim, decision, &texts);

        let is_alone = texts.iter().any(String::is_empty);
        let own = claim.key.clone();
        let old = self.units.get(&own).cloned();
        // What is replaced goes; a row that has parts stays while it has a row of its own.
        for key in claim.replaced() {
            let stays = matches!(claim.kind, Kind::Part(_)) && self.wholes.contains(&key);
            if key != own && !stays {
                self.units.remove(&key);
            }
        }
        if decision == Some(Decision::Reject) || is_alone {
            self.out.summary.alone += usize::from(decision != Some(Decision::Reject));
            self.units.remove(&own);
            return;
        }
        let unit = match old {
            Some(old) => self.changed(old, claim, decision, &texts),
            None if self.stays_out(claim, is_edited) => return,
            None => self.made(claim, decision, &texts),
        };
        self.units.put(own, unit, &claim.replaced());
    }

    /// Whether a text is another than the one that was written, by the hash, else by what is known of it.
    fn differs(&self, claim: &Claim, side: Column) -> bool {
        if !claim.row[hash_of(side)].trim().is_empty() {
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

    /// A row that the memory lacks, of a document that it has, and that nobody asks for was taken out before, by another
    /// sheet.
    fn stays_out(&self, claim: &Claim, is_edited: bool) -> bool {
        let is_new = !self.documents.contains(&claim.key.document);
        if is_new || claim.kind != Kind::Whole || is_edited {
            return false;
        }
        claim.decision.is_none() || self.is_accepted_beforehand(claim)
    }

    /// Whether a row is accepted, but not by the reviewer.
    fn is_accepted_beforehand(&self, claim: &Claim) -> bool {
        let accept = Decision::Accept;
        let was_accepted = |row: &Row| row[Column::Decision] == accept.name();
        let origin = self.origins.rows.get(&claim.key);
        claim.decision == Some(accept) && origin.is_some_and(was_accepted)
    }

    /// A unit that is there already, with what the row says. One that the row leaves as it is stays as it is.
    fn changed(
        &self,
        old: Unit,
        claim: &Claim,
        decision: Option<Decision>,
        texts: &[String; 2],
    ) -> Unit {
        let mut unit = old.clone();
        for (side, text) in SIDES.into_iter().zip(texts) {
            if hash(&self.text(&unit, side)) != hash(text)
                && let Some(variant) = unit.variant_mut(self.language(side))
            {
                variant.set_text(text);
                // They are of the bead as it was.
                unit.notes
                    .retain(|note| !note.is_prop("x-bead") && !note.is_prop("x-confidence"));
            }
        }
        self.mark(&mut unit, claim, decision);
        if unit != old
            && let Some(date) = &self.settings.date
        {
            unit.attributes.retain(|(name, _)| name != "changedate");
            unit.attributes.push(("changedate".into(), date.clone()));
        }
        unit
    }

    /// A unit that was not there.
    fn made(&self, claim: &Claim, decision: Option<Decision>, texts: &[String; 2]) -> Unit {
        let mut row = Row::default();
        for (side, text) in SIDES.into_iter().zip(texts) {
            row[side].clone_from(text);
        }
        let is_as_written = SIDES.iter().all(|&side| !self.differs(claim, side));
        if claim.kind == Kind::Whole && is_as_written {
            for column in [Column::Type, Column::Confidence] {
                row[column].clone_from(&claim.row[column]);
            }
        }
        let tags = (&*self.settings.source_tag, &*self.settings.target_tag);
        let mut unit = unit(&claim.key, &row, tags);
        if claim.kind != Kind::Whole {
            self.take_over(&mut unit, claim);
        }
        if let Some(date) = &self.settings.date {
            unit.attributes.push(("creationdate".into(), date.clone()));
        }
        self.mark(&mut unit, claim, decision);
        unit
    }

    /// Gives a unit what other tools said of those that it replaces: notes and properties that are not naranhi's, each
    /// once.
    fn take_over(&self, unit: &mut Unit, claim: &Claim) {
        for key in claim.replaced() {
            let replaced = self.units.now_or_before(&key);
            for note in replaced.iter().flat_map(|replaced| &replaced.notes) {
                if !OWN_PROPS.iter().any(|kind| note.is_prop(kind)) && !unit.notes.contains(note) {
                    unit.notes.push(note.clone());
                }
            }
        }
    }

    /// Puts the decision, the reviewer and the comment into a unit.
    fn mark(&self, unit: &mut Unit, claim: &Claim, decision: Option<Decision>) {
        let comment = claim.row[Column::Comment].trim();
        let is_decided = unit.prop("x-decision").is_some();
        if comment.is_empty()
            && (decision.is_none() || is_decided && self.is_accepted_beforehand(claim))
        {
            return;
        }
        if let Some(decision) = decision {
            unit.set_prop("x-decision", decision.name());
        }
        unit.set_prop("x-reviewer", self.reviewer_of(claim));
        if !comment.is_empty() {
            unit.set_prop("x-comment", comment);
        }
    }

    /// Who decided on a row: nobody did on one that was accepted beforehand and has no comment.
    fn reviewer_of(&self, claim: &Claim) -> &str {
        let is_decided = !self.is_accepted_beforehand(claim)
            || SIDES.iter().any(|&side| self.differs(claim, side))
            || !claim.row[Column::Comment].trim().is_empty();
        if is_decided {
            &self.settings.reviewer
        } else {
            ""
        }
    }

    fn log(&mut self, claim: &Claim, decision: Option<Decision>, texts: &[String; 2]) {
        let Some(decision) = decision else { return };
        let before = claim
            .replaced()
            .iter()
            .all(|key| self.origins.rows.contains_key(key))
            .then(|| self.before(claim))
            .flatten();
        self.out.log.push(Logged {
            document: claim.key.document.clone(),
            id: claim.key.id.clone(),
            decision: decision.name(),
            reviewer: self.reviewer_of(claim).to_owned(),
            comment: claim.row[Column::Comment].trim().to_owned(),
            before,
            after: texts.clone(),
            sheet: claim.sheet.name.clone(),
            row: claim.line,
        });
    }
}
