//! Units made and changed as a row says.

use super::{Applying, SIDES, Verdict};
use crate::review::claim::{Claim, Kind};
use crate::review::origin::unit;
use crate::review::row::{Column, Row, hash};
use crate::tmx::Unit;

/// The properties that naranhi gives a unit.
const OWN_PROPS: [&str; 6] = [
    "x-document",
    "x-bead",
    "x-confidence",
    "x-decision",
    "x-reviewer",
    "x-comment",
];

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
                    .retain(|note| !note.is_prop("x-bead") && !note.is_prop("x-confidence"));
            }
        }
        self.mark(&mut unit, claim, verdict);
        if unit != old
            && let Some(date) = &self.settings.date
        {
            unit.attributes.retain(|(name, _)| name != "changedate");
            unit.attributes.push(("changedate".into(), date.clone()));
        }
        unit
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
        let tags = (&*self.settings.source_tag, &*self.settings.target_tag);
        let mut unit = unit(&claim.key, &row, tags);
        if claim.kind != Kind::Whole {
            self.take_over(&mut unit, claim);
        }
        if let Some(date) = &self.settings.date {
            unit.attributes.push(("creationdate".into(), date.clone()));
        }
        self.mark(&mut unit, claim, verdict);
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

    /// Puts the decision, the reviewer and the comment into a unit. What was decided beforehand overrules nobody, and who
    /// says the same again, or has a comment alone, does not sign for another.
    fn mark(&self, unit: &mut Unit, claim: &Claim, verdict: &Verdict) {
        let reviewer = unit.prop("x-reviewer").unwrap_or_default().into_owned();
        let is_own = reviewer == self.settings.reviewer;
        let is_open = unit.prop("x-decision").is_none();
        match verdict.decision {
            Some(decision) if verdict.is_reviewers || is_open => {
                unit.set_prop("x-decision", decision.name());
                unit.set_prop("x-reviewer", self.reviewer(verdict));
            }
            // An acceptance that nobody signed, taken back.
            None if claim.is_decided() && reviewer.is_empty() => unit.set_prop("x-decision", ""),
            _ => {}
        }
        let comment = claim.comment();
        if comment.is_empty() {
            return;
        }
        let before = unit.prop("x-comment").unwrap_or_default().into_owned();
        let is_there = before.split(BETWEEN_COMMENTS).any(|said| said == comment);
        let is_of_one = !before.contains(BETWEEN_COMMENTS);
        if before.is_empty() || is_own && is_of_one {
            unit.set_prop("x-comment", comment);
        } else if !is_there {
            unit.set_prop("x-comment", &[&*before, comment].join(BETWEEN_COMMENTS));
        }
        if is_open && verdict.decision.is_none() {
            unit.set_prop("x-reviewer", &self.settings.reviewer);
        }
    }

    /// Whether another reviewer said of a pair what a row says: the signature stays.
    pub(super) fn is_said_by_another(
        &self,
        unit: &Unit,
        claim: &Claim,
        verdict: &Verdict,
        texts: &[String; 2],
    ) -> bool {
        let prop = |name| unit.prop(name).unwrap_or_default();
        let decision = prop("x-decision");
        let is_same = verdict.decision.is_some_and(|said| said.name() == decision)
            || claim.kind != Kind::Whole && ["accept", "edit"].contains(&&*decision);
        let is_another = !["", &self.settings.reviewer].contains(&&*prop("x-reviewer"));
        let comment = claim.comment();
        is_same
            && is_another
            && (comment.is_empty() || prop("x-comment").contains(comment))
            && SIDES
                .into_iter()
                .zip(texts)
                .all(|(side, text)| hash(&self.text(unit, side)) == hash(text))
    }
}
