//! What on a page is not the article, and which line is the headline.
//!
//! The rules are data (`data/furniture.txt`). What needs the whole page is code: a headline that is repeated and the
//! menu above it, lines that are furniture because they stand beside furniture, and what follows the end.

mod facts;
mod head;
mod headline;
mod line;
mod lines;
mod main_text;
mod names;
mod passes;
mod rules;
mod top;

use std::mem;

use super::Line;
use super::page::{MarkKind, Page};
use crate::article::{Article, Language, Layout, LeftOut, Metadata, Role, normalize};
use headline::glued;
use line::is_quoted;
pub(super) use line::{begins_with_sentence, is_text, item_mark, leads_on};
use lines::Lines;
use main_text::Beside;
use names::{AFTER_THE_END, AUTHORS, FACTS, OUTSIDE_THE_TEXT, WITHIN_ARTICLES};
pub(super) use names::{BROADCAST, PHOTO};
use passes::{by_themselves, captions_above_credits, pull_quotes};
use top::Top;

pub(crate) use headline::{Rival, headline_and_rivals, take_for_headline};
pub use rules::FurnitureRules;

/// Longest tag, in characters.
const LONGEST_TAG_CHARS: usize = 30;

/// Lines below a standfirst in which byline, date and sharing stand.
const MOST_OF_HEAD: usize = 8;

/// Tells the article from the furniture of its page. `lines` are the lines that hold something.
pub(super) fn leave_out(
    page: &Page,
    language: Language,
    lines: &[Line],
    rules: &FurnitureRules,
) -> Article {
    let of_page = glued::apart(page, lines, rules);
    let texts = of_page
        .iter()
        .map(|line| normalize(&page.text[line.span.range()]));
    let mut lines = Lines::new(texts.collect());
    let marks: Vec<Option<MarkKind>> = of_page
        .iter()
        .map(|line| page.mark_at(line.span.start))
        .collect();
    by_themselves(&mut lines, &marks, rules);
    let is_headline = |&mark: &Option<MarkKind>| mark == Some(MarkKind::Headline);
    let top = match marks.iter().position(is_headline) {
        Some(headline) => Some(Top::marked(&mut lines, headline)),
        None => Top::found(&mut lines),
    };
    if let Some(top) = &top {
        headline_with_byline(&mut lines, top.headline, rules);
        about_the_author(&mut lines, &page.metadata, rules);
        outside_the_text(&mut lines, top.headline, rules);
        if let Some(sub_headlines) = &top.sub_headlines {
            head::words_above_the_text(&mut lines, top.headline, sub_headlines);
        }
        captions_above_credits(&mut lines, top.headline);
        pull_quotes(&mut lines, top.headline);
    }
    let headline = top.map(|top| top.headline);
    let article = article(page, language, &of_page, &lines, headline);
    with_facts(article, page.is_of_file)
}

/// The article of a page by the verdicts on its lines, each of which is the rule that leaves it out.
fn article(
    page: &Page,
    language: Language,
    of_page: &[Line],
    lines: &Lines,
    headline: Option<usize>,
) -> Article {
    let mut article = Article {
        text: page.text.clone(),
        language,
        paragraphs: Vec::new(),
        left_out: Vec::new(),
        layout: Layout::Page,
        metadata: page.metadata.clone(),
    };
    for (i, line) in of_page.iter().enumerate() {
        let role = match headline == Some(i) {
            true => Role::Headline,
            false => Role::Body,
        };
        match lines.rule(i) {
            Some(rule) => article.left_out.push(LeftOut {
                span: line.span,
                rule: rule.to_owned(),
            }),
            None => article.paragraphs.push(line.as_paragraph(role)),
        }
    }
    article
}

/// The article with what its lines say of it, which goes before what a program says of its file.
fn with_facts(mut article: Article, is_of_file: bool) -> Article {
    let of_file = match is_of_file {
        true => mem::take(&mut article.metadata),
        false => Metadata::default(),
    };
    facts::fill_in(&mut article);
    article.metadata.or(of_file);
    article
}

/// The headline once more, with date and byline behind it in the same line.
fn headline_with_byline(lines: &mut Lines, headline: usize, rules: &FurnitureRules) {
    for i in lines.below(headline) {
        let rest = lines[i].strip_prefix(&lines[headline]);
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let rest = rest.map(|rest| rest.trim_start_matches(['.', ' ', '|', '-', '–', '—', '·']));
        let rule = rest.and_then(|rest| rules.matching(rest, false));
        if let Some(rule) = rule.filter(|rule| FACTS.contains(&rule.name)) {
            lines.leave_out(i, rule.name);
        }
    }
}

/// The lines that say who the author is, at the end of the article.
fn about_the_author(lines: &mut Lines, metadata: &Metadata, rules: &FurnitureRules) {
    let Some(author) = facts::author_of(metadata, lines.left_out_by(AUTHORS)) else {
        return;
    };
    for i in (0..lines.len()).rev() {
        if !lines.is_kept_text(i) {
            continue;
        }
        let behind = lines[i]
            .get(..author.len())
            .filter(|start| start.eq_ignore_ascii_case(&author));
        let behind = behind.map(|_| lines[i][author.len()..].trim_start());
        let Some(rule) = behind.and_then(|behind| rules.matching_author(behind)) else {
            return;
        };
        lines.leave_out(i, rule.name);
    }
}

/// The lines between headline and text, and below the text, that are furniture for where they stand.
fn outside_the_text(lines: &mut Lines, headline: usize, rules: &FurnitureRules) {
    let texts = || lines.kept_texts(lines.below(headline));
    let (Some(first), Some(last)) = (texts().next(), texts().next_back()) else {
        return;
    };
    // A standfirst may stand above byline and date.
    let below_standfirst =
        (first + 1..last.min(first + MOST_OF_HEAD)).take_while(|&i| !is_text(&lines[i]));
    let outside: Vec<usize> = (headline + 1..first)
        .chain(below_standfirst)
        .chain(lines.below(last))
        .collect();

    spread(lines, &outside, last, rules);
    let below = Beside::of(lines).end(last);
    end_the_article(lines, below);
}

/// Leaves out, of the lines outside the text, those that a rule matches beside one that is left out. Each line that goes
/// may be what the next one stands beside.
fn spread(lines: &mut Lines, outside: &[usize], last: usize, rules: &FurnitureRules) {
    let mut is_outside = vec![false; lines.len()];
    outside.iter().for_each(|&i| is_outside[i] = true);
    let mut waiting: Vec<usize> = outside.iter().rev().copied().collect();
    while let Some(i) = waiting.pop() {
        // A rule says better what stands far from the text: a name, whose it is.
        let is_open = lines.rule(i).is_none_or(|name| name == OUTSIDE_THE_TEXT);
        if is_open
            && (lines.rule(i - 1).is_some() || lines.rule(i + 1).is_some())
            && let Some(rule) = rules.matching_beside(&lines[i], i > last)
        {
            lines.overrule(i, rule.name);
            let beside = [i - 1, i + 1].into_iter();
            waiting.extend(beside.filter(|&i| is_outside.get(i) == Some(&true)));
        }
    }
}

/// Leaves out what follows the line below the text that ends the article, where one does. `below` is the first line below
/// the text.
fn end_the_article(lines: &mut Lines, below: usize) {
    let ends_article = |name: &str| !WITHIN_ARTICLES.contains(&name);
    let below = below..lines.len();
    let Some(end) = below
        .clone()
        .find(|&i| lines.rule(i).is_some_and(ends_article))
    else {
        return;
    };
    for i in below {
        // Above it as well, what is too short for a paragraph is a tag or a name.
        let is_tag = |line: &str| line.chars().count() <= LONGEST_TAG_CHARS && !is_quoted(line);
        if i >= end || is_tag(&lines[i]) {
            lines.leave_out(i, AFTER_THE_END);
        }
    }
}

#[cfg(test)]
mod tests;
