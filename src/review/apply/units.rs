//! Units made and changed as a row says.

use super::applying::Applying;
use super::outcome::Verdict;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::key::Key;
use crate::review::memory::{kept, restored, unit};
use crate::review::row::{Column, Row, SIDES, hash};
use crate::tmx::{Unit, props};

/// What stands between the comments of several reviewers.
const BETWEEN_COMMENTS: &str = " | ";

impl Applying<'_> {
    /// A unit that is there already, with what the row says. One that the row leaves as it is stays as it is.
    pub(super) fn changed(
        &self,
        old: Unit,
        claim: &Claim,
        verdict: &Verdict,
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
                    .retain(|note| !note.is_prop(props::BEAD) && !note.is_prop(props::CONFIDENCE));
            }
        }
        self.mark(&mut unit, claim, verdict);
        if unit != old {
            self.stamp(&mut unit, &old);
        }
        unit
    }

    /// The unit of a row that was taken out of the memory, as it was there, where the log keeps it; none where the rows are
    /// there that it was made of.
    pub(super) fn restored(&self, claim: &Claim) -> Option<Unit> {
        let mut replaced = claim.replaced().into_iter();
        let is_made_anew = claim.kind != Kind::Whole
            && replaced.any(|key| self.units.now_or_before(&key).is_some());
        let lines = self.heard.get(&claim.key)?.iter().filter(|_| !is_made_anew);
        let kept = lines.rev().find_map(|line| line.unit.as_deref())?;
        restored(kept)
    }

    /// What the log is to keep of a row that is taken out of the memory: its unit, or that which would have been made of it.
    pub(super) fn kept(
        &self,
        claim: &Claim,
        old: Option<Unit>,
        texts: &[String; 2],
    ) -> Option<String> {
        let undecided = Verdict {
            decision: None,
            is_edited: false,
            is_reviewers: false,
        };
        let is_made = claim.kind != Kind::Whole && texts.iter().all(|text| !text.is_empty());
        let made = || is_made.then(|| self.made(claim, &undecided, texts));
        kept(&old.or_else(made)?, self.settings.languages.tags())
    }

    /// A unit with the comment of a row that is not applied; none where it has it.
    pub(super) fn commented(&self, mut unit: Unit, claim: &Claim) -> Option<Unit> {
        let before = unit.clone();
        unit.set_prop(props::COMMENT, &self.comment(&unit, claim)?);
        self.stamp(&mut unit, &before);
        Some(unit)
    }

    /// Takes the comment of a row whose pair was merged with others before, or split, into the units that it became.
    pub(super) fn comment_on_what_it_became(&mut self, claim: &Claim) {
        let became = self.superseded.get(&claim.key).cloned();
        for key in became.into_iter().flatten() {
            let unit = self.units.get(&key).cloned();
            if let Some(unit) = unit.and_then(|unit| self.commented(unit, claim)) {
                self.units.put(Key::clone(&key), unit, &[]);
            }
        }
    }

    /// A unit that was not there.
    pub(super) fn made(&self, claim: &Claim, verdict: &Verdict, texts: &[String; 2]) -> Unit {
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
        let mut unit = unit(&claim.key, &row, self.settings.languages.tags());
        if claim.kind != Kind::Whole && self.take_over(&mut unit, claim) {
            // Other texts than these were dated before.
            let mut before = unit.clone();
            before
                .variants
                .iter_mut()
                .for_each(|text| text.set_text(""));
            self.stamp(&mut unit, &before);
        } else if let Some(date) = &self.settings.date {
            unit.attributes.push(("creationdate".into(), date.clone()));
        }
        self.mark(&mut unit, claim, verdict);
        unit
    }

    /// Puts the decision, the reviewer and the comment into a unit. What was decided beforehand overrules nobody, and a
    /// comment signs nothing.
    fn mark(&self, unit: &mut Unit, claim: &Claim, verdict: &Verdict) {
        let is_open = unit.prop(props::DECISION).is_none();
        let is_signed = unit.prop(props::REVIEWER).is_some();
        match verdict.decision {
            Some(decision) if verdict.is_reviewers => {
                unit.set_prop(props::DECISION, decision.name());
                unit.set_prop(props::REVIEWER, &self.settings.reviewer);
            }
            Some(decision) if is_open => {
                unit.set_prop(props::DECISION, decision.name());
                unit.set_prop(
                    props::REVIEWER,
                    &claim.signer_who_stands().unwrap_or_default(),
                );
            }
            // A decision that nobody signed, or the same reviewer, or that the sheet has seen, is taken back, with the text
            // that it was of.
            None if claim.is_decided()
                && self.has_texts(unit, &SIDES.map(|side| claim.row[side].clone()))
                && (!is_signed
                    || self.is_own(unit, &claim.key, claim)
                    || Decision::of_unit(unit)
                        .is_some_and(|said| claim.has_seen(&claim.key, said))) =>
            {
                unit.set_prop(props::DECISION, "");
                unit.set_prop(props::REVIEWER, "");
            }
            _ => {}
        }
        if let Some(comment) = self.comment(unit, claim) {
            unit.set_prop(props::COMMENT, &comment);
        }
    }

    /// The comments that a unit should have; none where it has them. What the same reviewer said in the same sheet before gives
    /// way to what it says now; what the sheet was written with does not.
    fn comment(&self, unit: &Unit, claim: &Claim) -> Option<String> {
        let reviewer = &self.settings.reviewer;
        let mut lines = self.heard.get(&claim.key).into_iter().flatten();
        let last = lines.rfind(|line| line.is_of(claim.sheet) && line.reviewer == *reviewer);
        let last = last.map_or("", |last| &*last.comment);
        let written = claim.comment_as_written();
        let stays = |piece: &&str| written.split(BETWEEN_COMMENTS).any(|stays| stays == *piece);
        let pieces = last.split(BETWEEN_COMMENTS).filter(|piece| !stays(piece));
        let before = unit.prop(props::COMMENT).unwrap_or_default();
        with_comment(&before, claim.comment(), &pieces.collect::<Vec<_>>())
    }

    pub(super) fn has_texts(&self, unit: &Unit, texts: &[String; 2]) -> bool {
        let mut sides = SIDES.into_iter().zip(texts);
        sides.all(|(side, text)| hash(&self.text(unit, side)) == hash(text))
    }

    /// Whether another reviewer said of a pair what a row says: the signature stays. What a sheet was written with may be
    /// confirmed.
    pub(super) fn is_said_by_another(
        &self,
        unit: &Unit,
        claim: &Claim,
        verdict: &Verdict,
        texts: &[String; 2],
    ) -> bool {
        let (Some(decision), Some(said)) = (Decision::of_unit(unit), verdict.decision) else {
            return false;
        };
        let keeps = |decision| matches!(decision, Decision::Accept | Decision::Edit);
        let is_same = said == decision || keeps(said) && keeps(decision);
        let is_answer = claim.is_decided() && claim.has_seen(&claim.key, decision);
        let is_named = unit.prop(props::REVIEWER).is_some();
        is_same
            && is_named
            && !self.is_own(unit, &claim.key, claim)
            && !is_answer
            && self.has_texts(unit, texts)
    }

    /// Whether a unit has all that a row says, decision and comment. (Whoever changes a text says so.)
    pub(super) fn has_all_of(&self, unit: &Unit, claim: &Claim, verdict: &Verdict) -> bool {
        let is_decided = verdict.decision.is_none() || Decision::of_unit(unit).is_some();
        is_decided && !verdict.is_reviewers && self.comment(unit, claim).is_none()
    }
}

/// The comments on a pair and another, which takes the place of what its reviewer said before; none where that changes
/// nothing.
pub(super) fn with_comment(before: &str, comment: &str, said_before: &[&str]) -> Option<String> {
    let pieces = |text: &str| -> Vec<String> {
        let pieces = text
            .split(BETWEEN_COMMENTS)
            .filter(|piece| !piece.is_empty());
        pieces.map(str::to_owned).collect()
    };
    let new = pieces(comment);
    let mut said = pieces(before);
    let count = said.len();
    said.retain(|piece| new.contains(piece) || !said_before.contains(&&**piece));
    let is_all_said_anew = said.iter().all(|piece| new.contains(piece));
    let added: Vec<String> = new
        .into_iter()
        .filter(|piece| !said.contains(piece))
        .collect();
    if added.is_empty() && said.len() == count {
        return None;
    }
    Some(match !added.is_empty() && is_all_said_anew {
        true => comment.to_owned(),
        false => [said, added].concat().join(BETWEEN_COMMENTS),
    })
}
