//! The lines of a page, and what was made of each so far.

use std::ops::{Index, Range};

use super::line::is_text;
use super::names::FACTS;

/// The lines of a page, by their place, each of which is kept or left out by a rule. `lines[i]` is the text of one.
pub(super) struct Lines {
    texts: Vec<String>,
    /// Of each line, the rule that leaves it out.
    verdicts: Vec<Option<&'static str>>,
}

impl Lines {
    /// Lines of which all are kept.
    pub(super) fn new(texts: Vec<String>) -> Lines {
        Lines {
            verdicts: vec![None; texts.len()],
            texts,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The places of the lines below one.
    pub(super) fn below(&self, line: usize) -> Range<usize> {
        line + 1..self.len()
    }

    /// The texts from a line on, of lines that are left out too.
    pub(super) fn texts_from(&self, first: usize) -> impl Iterator<Item = &str> {
        self.texts.iter().skip(first).map(String::as_str)
    }

    /// The rule that leaves out a line; `None` where it is kept, and where there is none.
    pub(super) fn rule(&self, line: usize) -> Option<&'static str> {
        *self.verdicts.get(line)?
    }

    pub(super) fn is_kept(&self, line: usize) -> bool {
        self.verdicts.get(line) == Some(&None)
    }

    pub(super) fn is_kept_text(&self, line: usize) -> bool {
        self.is_kept(line) && is_text(&self[line])
    }

    /// Whether a line was left out as a date or a byline.
    pub(super) fn is_fact(&self, line: usize) -> bool {
        let rule = self.rule(line);
        rule.is_some_and(|rule| FACTS.contains(&rule))
    }

    /// Those of some lines that are kept.
    pub(super) fn kept(&self, of: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        of.filter(|&line| self.is_kept(line))
    }

    /// Those of some lines that are kept and running text.
    pub(super) fn kept_texts(&self, of: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        of.filter(|&line| self.is_kept_text(line))
    }

    /// The texts of the lines that a rule leaves out.
    pub(super) fn left_out_by(&self, rule: &str) -> impl Iterator<Item = &str> {
        let lines = self.texts.iter().zip(&self.verdicts);
        lines.filter_map(move |(text, verdict)| (*verdict == Some(rule)).then_some(text.as_str()))
    }

    /// Leaves out a line by a rule, unless another left it out before.
    pub(super) fn leave_out(&mut self, line: usize, rule: &'static str) {
        self.verdicts[line].get_or_insert(rule);
    }

    /// Leaves out those of some lines that are still kept.
    pub(super) fn leave_out_all(
        &mut self,
        lines: impl IntoIterator<Item = usize>,
        rule: &'static str,
    ) {
        for line in lines {
            self.leave_out(line, rule);
        }
    }

    /// Leaves out a line by a rule that says better what it is than the one that may have left it out before.
    pub(super) fn overrule(&mut self, line: usize, rule: &'static str) {
        self.verdicts[line] = Some(rule);
    }

    /// Keeps a line, whatever left it out before.
    pub(super) fn keep(&mut self, line: usize) {
        self.verdicts[line] = None;
    }
}

impl Index<usize> for Lines {
    type Output = str;

    fn index(&self, line: usize) -> &str {
        &self.texts[line]
    }
}
