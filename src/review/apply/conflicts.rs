//! What a row may not do: overrule another reviewer unseen, or speak of texts that are others by now.

use std::borrow::Cow;
use std::mem;
use std::slice;

use super::applying::Applying;
use super::exchange::Refused;
use super::moved::{MovedOut, spaced};
use crate::review::claim::{Claim, Claims, Kind, Parts};
use crate::review::decision::Decision;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::memory::hashes_of;
use crate::review::problem::{Problem, WayOut};
use crate::review::row::{Column, SIDES, hash};
use crate::tmx::{Unit, props};

impl Applying<'_> {
    /// Leaves the claims that can be applied. What is left out may be what another row leans on: the other part of a row, the
    /// row that took its text over, or the row that it took its text from. The outcome are those that another reviewer
    /// overrules, and that have a comment.
    pub(super) fn without_conflicts<'c>(&mut self, found: &mut Claims<'c>) -> Vec<Claim<'c>> {
        self.exchanges = self.exchanges_of(found.all(), &found.repeated);
        let displaced = self.displaced(found.all());
        let mut sifter = Sifter {
            refused: mem::take(&mut found.refused),
            problems: Vec::new(),
        };
        let mut overruled = Vec::new();
        let mut claims = sifter.sift(mem::take(&mut found.claims), |claim| {
            let may_speak = self.may_speak(claim);
            if may_speak.is_err() && self.may_comment(claim) {
                overruled.push(claim.clone());
            }
            may_speak?;
            displaced.check(claim)?;
            self.exchanges.check_takers(claim)?;
            self.texts(claim).map(drop)
        });
        let mut moved = MovedOut::default();
        let mut known = 0;
        loop {
            let before = claims.len();
            let mut left = Parts::default();
            claims.iter().for_each(|claim| left.add(claim));
            claims = sifter.sift(claims, |claim| {
                found.parts.check(claim, &left)?;
                self.shares_out(claim, &found.parts)
            });
            let refused = Refused::new(&sifter.refused);
            claims = sifter.sift(claims, |claim| self.exchanges.check(claim, &refused));
            // Texts may have gone from row to row: down the sheet, and up.
            for _ in 0..2 {
                self.move_out(&sifter.refused[known..], &mut moved);
                claims = sifter.sift(claims, |claim| {
                    let may_take = self.may_take(claim, &moved);
                    // Its own text then stays where it was as well.
                    may_take.inspect_err(|_| self.move_out(slice::from_ref(claim), &mut moved))
                });
                known = sifter.refused.len();
                claims.reverse();
            }
            let refused = Refused::new(&sifter.refused);
            let same = found.repeated.iter().filter(|claim| !refused.has(claim));
            let mut gained = self.gained(claims.iter().chain(same));
            claims = sifter.sift(claims, |claim| self.give_away(claim, &mut gained));
            if claims.len() == before {
                self.out.problems.extend(sifter.problems);
                found.claims = claims;
                found.refused = sifter.refused;
                return overruled;
            }
        }
    }

    /// Whether a row may say what it says: not of pairs that another reviewer decided on, unless its sheet was written
    /// with the decision, and not of pairs that are parts of others by now.
    fn may_speak(&self, claim: &Claim) -> Result<(), Problem> {
        if claim.is_undecided() {
            self.has_its_pair(claim)?;
        }
        if claim.is_silent() {
            return Ok(());
        }
        if claim.is_undecided() {
            return self.has_its_texts(claim, &claim.key);
        }
        let mut keys = claim.replaced();
        if claim.kind != Kind::Whole {
            keys.push(claim.key.clone());
        }
        for key in keys {
            let is_there = self.units.get(&key).is_some();
            let became = self.superseded.get(&key);
            if let Some(other) = became.and_then(|units| units.last())
                && !is_there
                && !is_of_the_same_row(claim, other)
            {
                let message = format!("the memory has {} in {} now", key.id, other.id);
                return Err(claim.problem(Column::Id, message));
            }
            self.has_its_texts(claim, &key)?;
            let Some((reviewer, decision)) = self.decided_by_another(&key) else {
                continue;
            };
            // No sheet that has a pair has seen it leave.
            let is_open = decision == Decision::Unsure || claim.has_seen(&key, decision);
            if is_there && is_open || self.agrees(claim, &key, decision) && self.is_as_sent(claim) {
                continue;
            }
            let message = format!(
                "{reviewer} said {decision} of {} meanwhile, and that stands",
                key.id
            );
            return Err(Problem {
                way_out: Some(WayOut::Reviewer(reviewer.into_owned())),
                ..claim.problem(Column::Decision, message)
            });
        }
        Ok(())
    }

    /// Whether a row that another reviewer overrules has a comment on the pair as it is.
    fn may_comment(&self, claim: &Claim) -> bool {
        claim.kind == Kind::Whole
            && !claim.comment().is_empty()
            && self.decided_by_another(&claim.key).is_some()
            && self.has_its_texts(claim, &claim.key).is_ok()
    }

    /// Whether the memory has the pair of a row that its sheet was written with a reviewer's decision on, or somebody took
    /// it out.
    fn has_its_pair(&self, claim: &Claim) -> Result<(), Problem> {
        let key = &claim.key;
        let is_there = self.units.get(key).is_some()
            || self.superseded.contains_key(key)
            || self.said.get(key).is_some_and(Logged::takes_out);
        if is_there || !claim.is_signed_as_written() {
            return Ok(());
        }
        let message = format!(
            "the memory has no {}; what was decided on it was not applied",
            key.id
        );
        Err(claim.problem(Column::Id, message))
    }

    /// Whether a row was split without losing text; what another row took over is not lost.
    fn shares_out(&self, claim: &Claim, parts: &Parts) -> Result<(), Problem> {
        let before = self
            .before(claim)
            .filter(|_| matches!(claim.kind, Kind::Part(_)));
        let Some(before) = before else {
            return Ok(());
        };
        let mut sides = SIDES.into_iter().zip(&before);
        sides.try_for_each(|(side, whole)| match self.exchanges.takers(claim, side) {
            Some(_) => Ok(()),
            None => parts.share_out(claim, side, whole),
        })
    }

    /// What a reviewer, not the one who speaks now, said of a pair last: in the memory, or in the log of one that is there
    /// no longer.
    fn decided_by_another(&self, key: &Key) -> Option<(Cow<'_, str>, Decision)> {
        let (reviewer, decision) = match self.units.get(key) {
            Some(unit) => (unit.prop(props::REVIEWER)?, Decision::of_unit(unit)?),
            None => {
                let last = self.said.get(key).filter(|last| last.takes_out());
                let parts = self.said_of_parts.get(key).into_iter().flatten();
                let mut parts = parts.copied().filter(|part| {
                    let is_own = part.reviewer == self.settings.reviewer;
                    part.decision == Some(Decision::Reject) && !is_own
                });
                let last = last.or_else(|| parts.next())?;
                // Whatever else was said of a pair whose text went to another row.
                let decision = match last.decision? {
                    Decision::Reject => Decision::Reject,
                    _ => Decision::Edit,
                };
                (last.reviewer.as_str().into(), decision)
            }
        };
        let is_another = !reviewer.is_empty() && reviewer != self.settings.reviewer.as_str();
        is_another.then_some((reviewer, decision))
    }

    /// Whether a row says of a pair what was decided on it: to take it out, or the same texts, also where one of them went to
    /// another row.
    fn agrees(&self, claim: &Claim, key: &Key, decision: Decision) -> bool {
        let here = match (self.units.get(key), self.said.get(key)) {
            (Some(unit), _) => hashes_of(unit, self.source),
            (None, Some(last)) => [0, 1].map(|side| hash(&last.after[side])),
            (None, None) => return false,
        };
        let keeps = !matches!(
            claim.decision,
            Some(Decision::Reject) | Some(Decision::Unsure)
        );
        let is_same = claim.row.hashes() == here;
        match decision {
            Decision::Reject => claim.decision == Some(Decision::Reject),
            _ => keeps && claim.key == *key && is_same,
        }
    }

    /// Whether the memory still has of a row the texts that the sheet was written with. (Of a row that stands for itself, the
    /// texts are merged, if there are any.)
    pub(super) fn has_its_texts(&self, claim: &Claim, key: &Key) -> Result<(), Problem> {
        let unit = self.units.get(key);
        let Some(written) = claim.hashes_as_written(key) else {
            return match unit {
                Some(unit) => self.holds(claim, key, unit),
                None => Ok(()),
            };
        };
        let has_another = match (unit, self.origins.rows.get(key)) {
            (Some(unit), _) => {
                let is_own = Decision::of_unit(unit).is_some() && self.is_own(unit, key, claim);
                let texts = hashes_of(unit, self.source);
                let is_anew = self.origins.aligned_anew.contains(&key.document);
                let is_replaced = claim.kind != Kind::Whole && *key != claim.key;
                (is_replaced || is_anew && claim.is_undecided()) && !is_own && texts != written
            }
            (None, Some(row)) if self.origins.aligned_anew.contains(&key.document) => {
                row.hashes() != written
            }
            _ => false,
        };
        match has_another {
            true => {
                let message = format!(
                    "the texts of {} are others by now; it was not applied",
                    key.id
                );
                Err(claim.problem(Column::Id, message))
            }
            false => Ok(()),
        }
    }

    /// Whether a merged row of a sheet that does not keep what it was written with holds a text of an article that was aligned
    /// anew: nobody could tell what the reviewer changed from what the article did.
    fn holds(&self, claim: &Claim, key: &Key, unit: &Unit) -> Result<(), Problem> {
        let is_anew = self.origins.aligned_anew.contains(&key.document);
        let is_merged = matches!(claim.kind, Kind::Merged(_)) && *key != claim.key;
        for side in SIDES.into_iter().filter(|&side| claim.is_edited(side)) {
            let has_text = spaced(&claim.row[side]).contains(&spaced(&self.text(unit, side)));
            if is_anew && is_merged && !has_text {
                let message = format!("it does not hold the text that {} has by now", key.id);
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }

    /// Whether it was the reviewer who speaks now who decided on a unit last. One without a name is known by the sheet.
    pub(super) fn is_own(&self, unit: &Unit, key: &Key, claim: &Claim) -> bool {
        let is_of_sheet = || {
            let last = self.said.get(key);
            last.is_none_or(|last| last.is_of(claim.sheet))
        };
        let reviewer = unit.prop(props::REVIEWER).unwrap_or_default();
        reviewer == self.settings.reviewer.as_str() && (!reviewer.is_empty() || is_of_sheet())
    }
}

/// Tells the claims that pass a check from those that do not.
struct Sifter<'c> {
    refused: Vec<Claim<'c>>,
    problems: Vec<Problem>,
}

impl<'c> Sifter<'c> {
    fn sift(
        &mut self,
        claims: Vec<Claim<'c>>,
        mut check: impl FnMut(&Claim<'c>) -> Result<(), Problem>,
    ) -> Vec<Claim<'c>> {
        let mut left = Vec::with_capacity(claims.len());
        for claim in claims {
            match check(&claim) {
                Ok(()) => left.push(claim),
                Err(problem) => {
                    self.problems.push(problem);
                    self.refused.push(claim);
                }
            }
        }
        left
    }
}

/// Whether a unit is what a row makes of its rows, or another part of the same row.
fn is_of_the_same_row(claim: &Claim, unit: &Key) -> bool {
    match &claim.kind {
        Kind::Part(whole) => unit.id.whole().as_ref() == Some(whole),
        _ => claim.key == *unit,
    }
}
