//! What a row may not do unseen: overrule another reviewer, or lose a text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Applying, SIDES};
use crate::review::claim::{Claim, Kind, Problem};
use crate::review::decision::Decision;
use crate::review::origin::Key;
use crate::review::row::Column;

impl Applying<'_> {
    /// Whether a row may say what it says of pairs that another reviewer decided on: not the contrary, unless its sheet
    /// was written with the decision.
    pub(super) fn may_overrule(&self, claim: &Claim) -> Result<(), Problem> {
        for key in claim.replaced() {
            let Some((reviewer, decision)) = self.decided_by_another(&key) else {
                continue;
            };
            let is_contrary = match decision {
                Decision::Reject => !claim.is_silent() && claim.decision != Some(Decision::Reject),
                Decision::Edit if claim.kind != Kind::Whole => true,
                Decision::Accept | Decision::Edit => claim.decision == Some(Decision::Reject),
                Decision::Unsure => false,
            };
            if is_contrary && claim.decision_as_written() != Some(decision) {
                let message = format!(
                    "{reviewer} said {decision} of {} meanwhile, and that stands (--reviewer {reviewer} may change it)",
                    key.id
                );
                return Err(claim.problem(Column::Decision, message));
            }
        }
        Ok(())
    }

    /// What a reviewer, not the one who speaks now, said of a pair last: in the memory, or in the log of one that is there
    /// no longer.
    fn decided_by_another(&self, key: &Key) -> Option<(Cow<'_, str>, Decision)> {
        let (reviewer, decision) = match self.units.get(key) {
            Some(unit) => {
                let decision = Decision::read(&unit.prop("x-decision")?).ok()??;
                (unit.prop("x-reviewer")?, decision)
            }
            None => (self.rejected.get(key)?.into(), Decision::Reject),
        };
        let is_another = !reviewer.is_empty() && reviewer != self.settings.reviewer.as_str();
        is_another.then_some((reviewer, decision))
    }

    /// Whether a row may lose a text: only to another row, unless it is rejected.
    pub(super) fn may_be_emptied(&self, claim: &Claim, claims: &[Claim]) -> Result<(), Problem> {
        if claim.kind != Kind::Whole || claim.decision == Some(Decision::Reject) {
            return Ok(());
        }
        let Some(before) = self.before(claim) else {
            return Ok(());
        };
        let was_a_pair = before.iter().all(|text| !text.is_empty());
        for (text, side) in before.iter().zip(SIDES) {
            let is_emptied = claim.row[side].trim().is_empty();
            if was_a_pair && is_emptied && !self.is_taken_over(text, side, claim, claims) {
                let message = "the cell is empty and no other row took its text over; the pair stays as it was \
                               (“reject” takes it out)";
                return Err(claim.problem(side, message));
            }
        }
        Ok(())
    }

    /// Whether half of the words of a text, or more, are in a text that the reviewer changed.
    fn is_taken_over(&self, text: &str, side: Column, own: &Claim, claims: &[Claim]) -> bool {
        let words: Vec<&str> = text.split_whitespace().collect();
        let changed = claims.iter().filter(|claim| {
            claim.key != own.key && (claim.kind != Kind::Whole || self.differs(claim, side))
        });
        let mut cells = changed.map(|claim| &claim.row[side]);
        cells.any(|cell| {
            let here: HashSet<&str> = cell.split_whitespace().collect();
            2 * words.iter().filter(|word| here.contains(*word)).count() >= words.len()
        })
    }
}
