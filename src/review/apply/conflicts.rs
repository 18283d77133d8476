//! What a row may not do unseen: overrule another reviewer, or lose a text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Applying, SIDES};
use crate::review::claim::{Claim, Kind, Parts, Problem};
use crate::review::decision::Decision;
use crate::review::origin::Key;
use crate::review::row::{Column, hash};
use crate::tmx::Unit;

impl Applying<'_> {
    /// The claims that can be applied. What is left out may be what another row leans on: the other part of a row, or the
    /// row that took its text over.
    pub(super) fn without_conflicts<'c>(
        &mut self,
        claims: Vec<Claim<'c>>,
        parts: &Parts,
    ) -> Vec<Claim<'c>> {
        let mut problems = Vec::new();
        let mut claims = left(claims, &mut problems, |claim| {
            self.may_speak(claim).and_then(|()| self.texts(claim))
        });
        loop {
            let before = claims.len();
            claims = parts.without_halves(claims, &mut problems);
            let mut gained = self.gained(&claims);
            claims = left(claims, &mut problems, |claim| {
                self.may_be_emptied(claim, &mut gained)
            });
            if claims.len() == before {
                self.out.problems.extend(problems);
                return claims;
            }
        }
    }

    /// Whether a row may say what it says: not of pairs that another reviewer decided on, unless its sheet was written
    /// with the decision, and not of pairs that are parts of others by now.
    fn may_speak(&self, claim: &Claim) -> Result<(), Problem> {
        if claim.is_undecided() {
            return Ok(());
        }
        let mut keys = claim.replaced();
        if claim.kind != Kind::Whole {
            keys.push(claim.key.clone());
        }
        for key in keys {
            let is_there = self.units.get(&key).is_some();
            if let Some(other) = self.superseded.get(&key)
                && !is_there
                && !is_of_the_same_row(claim, other)
            {
                let message = format!("the memory has {} in {} now", key.id, other.id);
                return Err(claim.problem(Column::Id, message));
            }
            let Some((reviewer, decision)) = self.decided_by_another(&key) else {
                continue;
            };
            if decision == Decision::Unsure
                || claim.has_seen(&key, decision)
                || self.agrees(claim, &key, decision)
            {
                continue;
            }
            let message = format!(
                "{reviewer} said {decision} of {} meanwhile, and that stands (--reviewer {reviewer} may change it)",
                key.id
            );
            return Err(claim.problem(Column::Decision, message));
        }
        Ok(())
    }

    /// What a reviewer, not the one who speaks now, said of a pair last: in the memory, or in the log of one that is there
    /// no longer.
    fn decided_by_another(&self, key: &Key) -> Option<(Cow<'_, str>, Decision)> {
        let (reviewer, decision) = match self.units.get(key) {
            Some(unit) => (unit.prop("x-reviewer")?, decision_of(unit)?),
            None => (self.rejected.get(key)?.into(), Decision::Reject),
        };
        let is_another = !reviewer.is_empty() && reviewer != self.settings.reviewer.as_str();
        is_another.then_some((reviewer, decision))
    }

    /// Whether a row says of a pair what was decided on it: the same texts, or to take it out.
    fn agrees(&self, claim: &Claim, key: &Key, decision: Decision) -> bool {
        let is_rejected = self.verdict(claim).decision == Some(Decision::Reject);
        match decision {
            Decision::Reject => is_rejected,
            _ if is_rejected || claim.key != *key => false,
            _ if claim.decision == Some(Decision::Unsure) => false,
            _ => self.units.get(key).is_some_and(|unit| {
                SIDES
                    .into_iter()
                    .all(|side| hash(&self.text(unit, side)) == hash(&claim.row[side]))
            }),
        }
    }

    /// Whether a row may lose a text: only to other rows, unless it is rejected.
    fn may_be_emptied(&self, claim: &Claim, gained: &mut Gained) -> Result<(), Problem> {
        let is_emptied = |side: Column| claim.row[side].trim().is_empty();
        if claim.kind != Kind::Whole
            || claim.decision == Some(Decision::Reject)
            || !SIDES.into_iter().any(is_emptied)
        {
            return Ok(());
        }
        let Some(before) = self.before(claim) else {
            return Ok(());
        };
        let was_a_pair = before.iter().all(|text| !text.is_empty());
        for (text, side) in before.iter().zip(SIDES) {
            if was_a_pair && is_emptied(side) && !gained.take(&claim.key.document, side, text) {
                let message = "the cell is empty and no other row took its text over; the pair stays as it was \
                               (“reject” takes it out)";
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }

    /// The words that rows have now and had not before.
    fn gained(&self, claims: &[Claim]) -> Gained {
        let mut gained = Gained::default();
        for claim in claims {
            let before = self.before(claim).unwrap_or_default();
            for (text, side) in before.iter().zip(SIDES) {
                if claim.kind != Kind::Whole || self.differs(claim, side) {
                    gained.add(&claim.key.document, side, &claim.row[side], text);
                }
            }
        }
        gained
    }
}

/// The claims that pass; the problems of the others.
fn left<'c, T>(
    claims: Vec<Claim<'c>>,
    problems: &mut Vec<Problem>,
    mut check: impl FnMut(&Claim<'c>) -> Result<T, Problem>,
) -> Vec<Claim<'c>> {
    let passes = |claim: &Claim<'c>| {
        check(claim)
            .map_err(|problem| problems.push(problem))
            .is_ok()
    };
    claims.into_iter().filter(passes).collect()
}

fn decision_of(unit: &Unit) -> Option<Decision> {
    Decision::read(&unit.prop("x-decision")?).ok().flatten()
}

/// Whether a unit is what a row makes of its rows, or another part of the same row.
fn is_of_the_same_row(claim: &Claim, unit: &Key) -> bool {
    match &claim.kind {
        Kind::Part(whole) => unit
            .id
            .strip_prefix(whole.as_str())
            .is_some_and(|rest| rest.starts_with('.')),
        _ => claim.key == *unit,
    }
}

/// Words of each document and side, and how many of each.
#[derive(Default)]
struct Gained {
    words: HashMap<(String, Column), HashMap<String, usize>>,
}

impl Gained {
    /// Adds the words of a text that were not in what stood there before.
    fn add(&mut self, document: &str, side: Column, text: &str, before: &str) {
        let mut old: HashMap<&str, usize> = HashMap::new();
        for word in before.split_whitespace() {
            *old.entry(word).or_default() += 1;
        }
        let words = self.words.entry((document.to_owned(), side)).or_default();
        for word in text.split_whitespace() {
            match old.get_mut(word) {
                Some(count) if *count > 0 => *count -= 1,
                _ => *words.entry(word.to_owned()).or_default() += 1,
            }
        }
    }

    /// Takes the words of a text, if three in four of them are there: whoever moved it may have changed it.
    fn take(&mut self, document: &str, side: Column, text: &str) -> bool {
        let Some(words) = self.words.get_mut(&(document.to_owned(), side)) else {
            return false;
        };
        let mut taken = Vec::new();
        let mut all = 0;
        for word in text.split_whitespace() {
            all += 1;
            if let Some(count) = words.get_mut(word)
                && *count > 0
            {
                *count -= 1;
                taken.push(word);
            }
        }
        let is_there = 4 * taken.len() >= 3 * all;
        if !is_there {
            for word in taken {
                *words.entry(word.to_owned()).or_default() += 1;
            }
        }
        is_there
    }
}
