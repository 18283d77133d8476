//! What was said of a row before, and what is said of it now, in the log.

use std::rc::Rc;

use super::applying::Applying;
use super::outcome::Verdict;
use crate::review::claim::{Claim, Kind};
use crate::review::decision::Decision;
use crate::review::key::Key;
use crate::review::log::Logged;
use crate::review::row::{Column, SIDES};

impl Applying<'_> {
    /// Whether it is known why the memory lacks a pair: it was taken out, or is a part of another by now.
    pub(super) fn is_explained(&self, key: &Key) -> bool {
        let mut lines = self.heard.get(key).into_iter().flatten();
        let was_taken_out = lines.any(|line| line.decision.is_some() && line.takes_out());
        was_taken_out || self.superseded.contains_key(key) || self.said_of_parts.contains_key(key)
    }

    /// Whether somebody took back what was accepted beforehand, and nobody decided anything since.
    pub(super) fn is_left_open(&self, key: &Key) -> bool {
        let mut lines = self.heard.get(key).into_iter().flatten().rev();
        let last = lines.find(|line| line.taken_back || line.decision.is_some());
        last.is_some_and(|last| last.taken_back)
    }

    /// Notes what a row made of others, so that comments on these find it.
    pub(super) fn supersede(&mut self, claim: &Claim) {
        if self.units.get(&claim.key).is_none() || claim.kind == Kind::Whole {
            return;
        }
        let made = Rc::new(claim.key.clone());
        for key in claim.replaced() {
            let became = self.superseded.entry(key).or_default();
            if !became.contains(&made) {
                became.push(Rc::clone(&made));
            }
        }
    }

    /// Takes the comment of a row that another sheet says something else of into what it became.
    pub(super) fn hear_remark(&mut self, claim: &Claim) {
        match self.has_its_texts(claim, &claim.key) {
            Ok(()) => {
                self.out.summary.undecided += 1;
                self.hear(claim);
            }
            Err(problem) => self.out.problems.push(problem),
        }
    }

    /// Takes the comment of a row that another reviewer overrules into the unit, if it is there, and into the log.
    pub(super) fn hear(&mut self, claim: &Claim) {
        let mut texts = SIDES.map(|side| claim.row[side].clone());
        if let Some(unit) = self.units.get(&claim.key).cloned() {
            texts = SIDES.map(|side| self.text(&unit, side));
            let Some(unit) = self.commented(unit, claim) else {
                return;
            };
            self.units.put(claim.key.clone(), unit, &[]);
        } else {
            self.comment_on_what_it_became(claim);
        }
        let verdict = Verdict {
            decision: None,
            is_edited: false,
            is_reviewers: false,
        };
        let logged = self.logged(claim, &verdict, &texts).into_iter();
        self.out.log.extend(logged.map(|line| Logged {
            taken_back: false,
            ..line
        }));
    }

    /// What the log has to say of a row: the decision, and apart from it the comment of who did not decide.
    pub(super) fn logged(
        &self,
        claim: &Claim,
        verdict: &Verdict,
        texts: &[String; 2],
    ) -> Vec<Logged> {
        let taken_back = is_taken_back(claim, verdict);
        let comment = claim.row[Column::Comment].trim();
        let has_comment = !claim.comment().is_empty();
        let line = |decision: Option<Decision>, reviewer: &str, comment: &str| Logged {
            document: claim.key.document.clone(),
            id: claim.key.id.clone(),
            decision,
            taken_back: taken_back && decision.is_none(),
            reviewer: reviewer.to_owned(),
            comment: comment.to_owned(),
            before: self.before(claim),
            after: texts.clone(),
            unit: None,
            onto: None,
            unfinished: false,
            sheet: claim.sheet.name.clone(),
            row: claim.line,
        };
        let reviewer = &*self.settings.reviewer;
        if verdict.is_reviewers {
            let is_news = verdict.decision.is_some()
                || has_comment
                || taken_back && !self.is_left_open(&claim.key);
            let line = is_news.then(|| line(verdict.decision, reviewer, comment));
            return line.into_iter().collect();
        }
        let decided = verdict.decision.map(|decision| {
            line(
                Some(decision),
                &claim.signer_who_stands().unwrap_or_default(),
                "",
            )
        });
        let commented = has_comment.then(|| line(None, reviewer, comment));
        decided.into_iter().chain(commented).collect()
    }
}

/// Whether a row says no longer what it was written with.
pub(super) fn is_taken_back(claim: &Claim, verdict: &Verdict) -> bool {
    verdict.decision.is_none() && claim.is_decided()
}
