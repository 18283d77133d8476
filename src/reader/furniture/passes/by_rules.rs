//! What a line is for what it holds, or for where the format of the page says that it stands, and what this makes of the
//! lines around it: the lists of other articles below, a box, a link.

use std::mem;
use std::ops::Range;

use crate::reader::furniture::line::{is_bulleted, is_marked, is_sentence, is_short, is_text};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::{
    ABOVE_HEADLINES, AFTER_THE_END, ELSEWHERE, RELATED, SEPARATOR,
};
use crate::reader::furniture::rules::{FurnitureRules, Reach, Rule};
use crate::reader::page::MarkKind;

/// Leaves out the lines that a rule knows by what they hold, or the format of the page by where they stand, and the lists of
/// other articles below them.
pub(in crate::reader) fn leave_out_by_rules(
    lines: &mut Lines,
    marks: &[Option<MarkKind>],
    rules: &FurnitureRules,
) {
    let mut reading = Reading::new(lines, rules);
    for (i, &mark) in marks.iter().enumerate() {
        match mark {
            Some(MarkKind::Outside(rule)) => reading.lines.leave_out(i, rule),
            Some(MarkKind::Elsewhere) => reading.read_elsewhere(i),
            Some(MarkKind::Headline) | None => reading.read(i),
        }
    }
    reading.finish();
}

/// A page as it is read from its top, with what the lines so far say of those that follow.
struct Reading<'a> {
    lines: &'a mut Lines,
    rules: &'a FurnitureRules,
    /// Whether no line above was kept but kickers.
    is_first: bool,
    /// Whether a sentence was kept.
    has_begun: bool,
    /// Whether all that follows is left out.
    has_ended: bool,
    /// Whether what follows is left out down to the next text.
    in_rest: bool,
    /// Whether the line above announces a link to another article.
    link_follows: bool,
    /// The first line that was kept, and the rule that would leave it out below another one.
    spared: Option<(usize, &'static str)>,
    /// The last sentence with a credit behind it that no text follows.
    last_credit: Option<usize>,
    /// The lines at the top of boxes, and the rules that leave them out.
    boxes: Vec<(usize, &'static str)>,
}

impl<'a> Reading<'a> {
    fn new(lines: &'a mut Lines, rules: &'a FurnitureRules) -> Reading<'a> {
        Reading {
            lines,
            rules,
            is_first: true,
            has_begun: false,
            has_ended: false,
            in_rest: false,
            link_follows: false,
            spared: None,
            last_credit: None,
            boxes: Vec::new(),
        }
    }

    /// Reads a line outside the main text, of which a rule of the lists says better what it is.
    fn read_elsewhere(&mut self, i: usize) {
        let rule = self.rules.matching(&self.lines[i], false);
        self.has_ended |= rule.is_some_and(|rule| rule.reach == Reach::End) && self.has_begun;
        let name = rule.map_or(ELSEWHERE, |rule| rule.name);
        self.lines.leave_out(i, name);
    }

    /// Reads a line of which the format says nothing, or that it is the headline.
    fn read(&mut self, i: usize) {
        let line = &self.lines[i];
        if self.has_ended {
            self.lines.leave_out(i, AFTER_THE_END);
            return;
        }
        if !line.contains(char::is_alphanumeric) {
            self.lines.leave_out(i, SEPARATOR);
            return;
        }
        self.in_rest &= !is_text(line) && !is_marked(line);
        let is_link = mem::take(&mut self.link_follows) && !is_text(line);
        match self.rules.matching(line, self.is_first) {
            Some(rule) => self.leave_out(i, rule),
            None if self.in_rest => self.lines.leave_out(i, AFTER_THE_END),
            None if is_link => self.lines.leave_out(i, RELATED),
            None => self.keep(i),
        }
    }

    /// Leaves out a line by a rule, which may reach farther than the line.
    fn leave_out(&mut self, i: usize, rule: &Rule) {
        self.lines.leave_out(i, rule.name);
        match rule.reach {
            Reach::Box => self.boxes.push((i, rule.name)),
            Reach::Above if self.has_begun => self.leave_out_above(i, rule),
            Reach::Rest => self.in_rest |= self.has_begun,
            Reach::End => self.has_ended = self.has_begun,
            Reach::Credit if self.lines[i].contains(". ") => self.last_credit = Some(i),
            _ => {}
        }
    }

    /// Leaves out the line above one as well, if it is no text; what follows the text then may be what is announced.
    fn leave_out_above(&mut self, i: usize, rule: &Rule) {
        if is_text(&self.lines[i - 1]) {
            self.link_follows = rule.name == RELATED;
        } else {
            self.lines.leave_out(i - 1, rule.name);
        }
    }

    /// Keeps a line that no rule leaves out.
    fn keep(&mut self, i: usize) {
        let line = &self.lines[i];
        // A line that was spared, because it may be the headline, is none above another that may.
        let spared = self.spared.take();
        let spared = spared.filter(|_| !is_text(line) && !is_short(line));
        if self.is_first {
            let rule = self.rules.matching(line, false).map(|rule| rule.name);
            let rule = rule.filter(|name| ABOVE_HEADLINES.contains(name));
            self.spared = rule.map(|name| (i, name));
        }
        // A kicker above the headline is not yet the headline.
        self.is_first &= is_short(line);
        self.has_begun |= is_sentence(line);
        if is_text(line) {
            self.last_credit = None;
        }
        if let Some((first, name)) = spared {
            self.lines.overrule(first, name);
        }
    }

    /// What is told only once all lines are read.
    fn finish(self) {
        for (top, name) in self.boxes {
            let sentences = in_box(self.lines, top + 1);
            self.lines.leave_out_all(sentences, name);
        }
        // Without text below it, the line is the article's end with the agency that it is from.
        if let Some(end) = self.last_credit {
            self.lines.keep(end);
        }
    }
}

/// The sentences and points of a box that begin at line `first`; none where no line that is left out ends it.
fn in_box(lines: &Lines, first: usize) -> Range<usize> {
    const MOST_LINES: usize = 5;
    const LONGEST_CHARS: usize = 100;
    let is_open = |i: &usize| {
        let line = &lines[*i];
        let is_point = is_sentence(line) || is_bulleted(line);
        lines.is_kept(*i) && is_point && line.chars().count() <= LONGEST_CHARS
    };
    let count = (first..lines.len()).take_while(is_open).count();
    let end = first + count;
    let is_closed = lines.rule(end).is_some();
    if is_closed && count <= MOST_LINES {
        first..end
    } else {
        first..first
    }
}
