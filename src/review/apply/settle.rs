//! What becomes of the unit of a row that may be applied.

use super::applying::Applying;
use super::heard::is_taken_back;
use super::outcome::Verdict;
use super::stamp::untagged;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::log::Logged;
use crate::review::row::{SIDES, hash};
use crate::tmx::{Unit, props};

impl Applying<'_> {
    /// Applies a row.
    pub(super) fn claim(&mut self, claim: &Claim) {
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
