//! What on a page is not the article, and which line is the headline.
//!
//! The rules are data (`data/furniture.txt`). What needs the whole page is code: a headline that is repeated and the
//! menu above it, lines that are furniture because they stand beside furniture, and what follows the end.

mod captions;
mod facts;
mod filter;
mod glued;
mod head;
mod headline;
mod label;
mod line;
mod main_text;
mod menu;
mod pull_quotes;
mod rivals;
mod rules;
mod said;

use std::mem;
use std::ops::Range;

use super::Line;
use super::page::{MarkKind, Page};
use crate::article::{Article, Language, Layout, LeftOut, Metadata, Role, normalize};
use captions::{captions_above_credits, captions_of_copies, captions_twice};
use headline::{NAVIGATION, find_headline, leave_out_repetitions};
pub(super) use line::{begins_with_sentence, is_text};
use line::{is_marked, is_quoted, is_sentence, is_short};
use main_text::{is_plain_article, main_text};
use pull_quotes::pull_quotes;
use rules::Reach;

pub(crate) use rivals::{Rival, headline_and_rivals, take_for_headline};
pub use rules::FurnitureRules;

/// The name of what left out a line that follows the end of the article.
const AFTER_THE_END: &str = "after the end";
/// The name of what leaves out a line of asterisks and the like.
const SEPARATOR: &str = "separator";
/// The name of what leaves out a word or two between headline and text.
const ABOVE_THE_TEXT: &str = "above the text";
/// The name of what leaves out a line that stands elsewhere on the page than its main text.
const ELSEWHERE: &str = "outside the article";
/// The name of what leaves out a line far from the running text.
const OUTSIDE_THE_TEXT: &str = "outside the text";
/// The names of rules, below, are those of `data/furniture.txt`; a test holds them together. These are for furniture that
/// stands between paragraphs too: an article may go on below it.
const WITHIN_ARTICLES: [&str; 3] = [PHOTO, "advertisement", BROADCAST];
/// The name of the rules for what broadcasters say of their reports.
pub(super) const BROADCAST: &str = "broadcast";
/// The names of rules for furniture that stands above headlines.
const ABOVE_HEADLINES: [&str; 3] = [facts::DATES, facts::AUTHORS, NAVIGATION];
/// The name of the rules for links to other articles.
const RELATED: &str = "related";
/// The name of the rules for photographs.
pub(super) const PHOTO: &str = "photo";

/// Longest tag, in characters.
const LONGEST_TAG_CHARS: usize = 30;

/// Lines below a standfirst in which byline, date and sharing stand.
const MOST_OF_HEAD: usize = 8;

/// Tells the article from the furniture of its page. `lines` are the lines that hold something.
pub fn leave_out(
    page: &Page,
    language: Language,
    lines: &[Line],
    rules: &FurnitureRules,
) -> Article {
    let lines = glued::apart(page, lines, rules);
    let normal: Vec<String> = lines
        .iter()
        .map(|line| normalize(&page.text[line.span.range()]))
        .collect();
    let marks: Vec<Option<MarkKind>> = lines
        .iter()
        .map(|line| page.mark_at(line.span.start))
        .collect();
    let mut verdicts = by_themselves(&normal, &marks, rules);
    let mut about_it = Vec::new();
    let headline = match marks
        .iter()
        .position(|&mark| mark == Some(MarkKind::Headline))
    {
        Some(headline) => {
            verdicts[headline] = None;
            leave_out_repetitions(&normal, &mut verdicts, headline);
            Some(headline)
        }
        None => {
            let is_copy = is_copy(&normal, &verdicts);
            captions_twice(&normal, &mut verdicts);
            if is_copy {
                captions_of_copies(&normal, &mut verdicts);
            }
            let is_plain = is_copy && is_plain_article(&normal, &verdicts);
            let mut is_text = match is_copy {
                true => main_text(&normal, &verdicts, is_plain),
                false => vec![true; normal.len()],
            };
            let start = is_text.iter().position(|&is_text| is_text).unwrap_or(0);
            let headline = find_headline(&normal, &mut verdicts, start);
            if let Some(headline) = headline {
                about_it = head::about_the_text(&normal, &verdicts, headline);
                let right_below = head::right_below(&normal, &verdicts, headline, is_plain);
                for i in right_below.iter().chain(&about_it).chain([&headline]) {
                    is_text[*i] = true;
                }
            }
            for (verdict, is_text) in verdicts.iter_mut().zip(is_text) {
                if !is_text {
                    verdict.get_or_insert(OUTSIDE_THE_TEXT);
                }
            }
            headline
        }
    };
    if let Some(headline) = headline {
        headline_with_byline(&normal, headline, rules, &mut verdicts);
        about_the_author(&normal, &page.metadata, rules, &mut verdicts);
        outside_the_text(&normal, headline, rules, &mut verdicts);
        if !marks.contains(&Some(MarkKind::Headline)) {
            head::words_above_the_text(&normal, headline, &about_it, &mut verdicts);
        }
        captions_above_credits(&normal, headline, &mut verdicts);
        pull_quotes(&normal, headline, &mut verdicts);
    }

    let mut article = Article {
        text: page.text.clone(),
        language,
        paragraphs: Vec::new(),
        left_out: Vec::new(),
        layout: Layout::Page,
        metadata: page.metadata.clone(),
    };
    for (i, (line, verdict)) in lines.iter().zip(&verdicts).enumerate() {
        match verdict {
            Some(rule) => article.left_out.push(LeftOut {
                span: line.span,
                rule: (*rule).to_owned(),
            }),
            None => article
                .paragraphs
                .push(line.as_paragraph(if headline == Some(i) {
                    Role::Headline
                } else {
                    Role::Body
                })),
        }
    }
    let of_file = match page.is_of_file {
        true => mem::take(&mut article.metadata),
        false => Metadata::default(),
    };
    facts::fill_in(&mut article);
    article.metadata.or(of_file);
    article
}

/// Whether the lines are those of a whole page, by how many of them are furniture above the end of the text; else it is an
/// article with its headline, and all of it is the text. What stands below a text, a form for comments, says nothing.
fn is_copy(lines: &[String], verdicts: &[Option<&str>]) -> bool {
    const FEWEST_KNOWN: usize = 5;
    let last = (0..lines.len()).rfind(|&i| verdicts[i].is_none() && is_text(&lines[i]));
    let above = &verdicts[..last.unwrap_or(lines.len())];
    // Transcripts of broadcasts have lines of their own between paragraphs.
    let is_of_pages = |name: &&&str| ![SEPARATOR, BROADCAST].contains(*name);
    above.iter().flatten().filter(is_of_pages).count() >= FEWEST_KNOWN
}

/// The lines that a rule leaves out for what they hold, or the format of the page for where they stand, and the lists of
/// other articles below them.
fn by_themselves<'r>(
    lines: &[String],
    marks: &[Option<MarkKind>],
    rules: &'r FurnitureRules,
) -> Vec<Option<&'r str>> {
    let mut verdicts = vec![None; lines.len()];
    let (mut in_rest, mut is_first, mut has_begun, mut has_ended) = (false, true, false, false);
    let mut last_credit = None;
    let mut spared = None;
    let mut link_follows = false;
    let mut boxes = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match marks[i] {
            Some(MarkKind::Outside(rule)) => {
                verdicts[i] = Some(rule);
                continue;
            }
            Some(MarkKind::Elsewhere) => {
                // A rule of the lists says better what it is.
                let rule = rules.matching(line, false);
                has_ended |= rule.is_some_and(|rule| rule.reach == Reach::End) && has_begun;
                verdicts[i] = Some(rule.map_or(ELSEWHERE, |rule| rule.name));
                continue;
            }
            Some(MarkKind::Headline) | None => {}
        }
        if has_ended {
            verdicts[i] = Some(AFTER_THE_END);
            continue;
        }
        if !line.contains(char::is_alphanumeric) {
            verdicts[i] = Some(SEPARATOR);
            continue;
        }
        in_rest &= !is_text(line) && !is_marked(line);
        let is_link = mem::take(&mut link_follows) && !is_text(line);
        match rules.matching(line, is_first) {
            Some(rule) => {
                verdicts[i] = Some(rule.name);
                if rule.reach == Reach::Box {
                    boxes.push((i, rule.name));
                }
                if rule.reach == Reach::Above && has_begun {
                    if is_text(&lines[i - 1]) {
                        link_follows = rule.name == RELATED;
                    } else {
                        verdicts[i - 1].get_or_insert(rule.name);
                    }
                }
                in_rest |= rule.reach == Reach::Rest && has_begun;
                has_ended = rule.reach == Reach::End && has_begun;
                if rule.reach == Reach::Credit && line.contains(". ") {
                    last_credit = Some(i);
                }
            }
            None if in_rest => verdicts[i] = Some(AFTER_THE_END),
            None if is_link => verdicts[i] = Some(RELATED),
            None => {
                // A line that was spared, because it may be the headline, is none above another that may.
                if let Some((first, name)) = spared.take()
                    && !is_text(line)
                    && !is_short(line)
                {
                    verdicts[first] = Some(name);
                }
                if is_first {
                    let rule = rules.matching(line, false).map(|rule| rule.name);
                    let rule = rule.filter(|name| ABOVE_HEADLINES.contains(name));
                    spared = rule.map(|name| (i, name));
                }
                // A kicker above the headline is not yet the headline.
                is_first &= is_short(line);
                has_begun |= is_sentence(line);
                if is_text(line) {
                    last_credit = None;
                }
            }
        }
    }
    for (top, name) in boxes {
        for i in in_box(lines, &verdicts, top + 1) {
            verdicts[i] = Some(name);
        }
    }
    // Without text below it, the line is the article's end with the agency that it is from.
    if let Some(end) = last_credit {
        verdicts[end] = None;
    }
    verdicts
}

/// The sentences of a box that begin at line `first`; none where no line that is left out ends it.
fn in_box(lines: &[String], verdicts: &[Option<&str>], first: usize) -> Range<usize> {
    const MOST_LINES: usize = 5;
    const LONGEST_CHARS: usize = 100;
    let is_open = |i: &usize| {
        let line = &lines[*i];
        verdicts[*i].is_none() && is_sentence(line) && line.chars().count() <= LONGEST_CHARS
    };
    let count = (first..lines.len()).take_while(is_open).count();
    let end = first + count;
    let is_closed = verdicts.get(end).is_some_and(Option::is_some);
    if is_closed && count <= MOST_LINES {
        first..end
    } else {
        first..first
    }
}

/// The headline once more, with date and byline behind it in the same line.
fn headline_with_byline<'r>(
    lines: &[String],
    headline: usize,
    rules: &'r FurnitureRules,
    verdicts: &mut [Option<&'r str>],
) {
    for (line, verdict) in lines.iter().zip(verdicts).skip(headline + 1) {
        let rest = line.strip_prefix(lines[headline].as_str());
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let rest = rest.map(|rest| rest.trim_start_matches(['.', ' ', '|', '-', '–', '—', '·']));
        let rule = rest.and_then(|rest| rules.matching(rest, false));
        let is_fact = |name: &&str| facts::RULES.contains(name);
        *verdict = verdict.or(rule.map(|rule| rule.name).filter(is_fact));
    }
}

/// The lines that say who the author is, at the end of the article.
fn about_the_author<'r>(
    lines: &[String],
    metadata: &Metadata,
    rules: &'r FurnitureRules,
    verdicts: &mut [Option<&'r str>],
) {
    let bylines = (0..lines.len()).filter(|&i| verdicts[i] == Some(facts::AUTHORS));
    let Some(author) = facts::author_of(metadata, bylines.map(|i| lines[i].as_str())) else {
        return;
    };
    for i in (0..lines.len()).rev().filter(|&i| is_text(&lines[i])) {
        if verdicts[i].is_some() {
            continue;
        }
        let behind = lines[i]
            .get(..author.len())
            .filter(|start| start.eq_ignore_ascii_case(&author));
        let behind = behind.map(|_| lines[i][author.len()..].trim_start());
        let Some(rule) = behind.and_then(|behind| rules.matching_author(behind)) else {
            return;
        };
        verdicts[i] = Some(rule.name);
    }
}

/// The lines between headline and text, and below the text, that are furniture for where they stand.
fn outside_the_text<'r>(
    lines: &[String],
    headline: usize,
    rules: &'r FurnitureRules,
    verdicts: &mut [Option<&'r str>],
) {
    let is_kept_text =
        |verdicts: &[Option<&str>], i: usize| verdicts[i].is_none() && is_text(&lines[i]);
    let Some(first) = (headline + 1..lines.len()).find(|&i| is_kept_text(verdicts, i)) else {
        return;
    };
    let last = (first..lines.len())
        .rfind(|&i| is_kept_text(verdicts, i))
        .unwrap_or(first);
    // A standfirst may stand above byline and date.
    let below_standfirst =
        (first + 1..last.min(first + MOST_OF_HEAD)).take_while(|&i| !is_text(&lines[i]));
    let outside: Vec<usize> = (headline + 1..first)
        .chain(below_standfirst)
        .chain(last + 1..lines.len())
        .collect();

    // Each line that goes may be what the next one stands beside.
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for &i in &outside {
            let is_left_out = |i: usize| verdicts.get(i).is_some_and(Option::is_some);
            // A rule says better what stands far from the text: a name, whose it is.
            let is_open = verdicts[i].is_none_or(|name| name == OUTSIDE_THE_TEXT);
            if is_open
                && (is_left_out(i - 1) || is_left_out(i + 1))
                && let Some(rule) = rules.matching_beside(&lines[i], i > last)
            {
                verdicts[i] = Some(rule.name);
                has_changed = true;
            }
        }
    }

    let ends_article = |name: &str| !WITHIN_ARTICLES.contains(&name);
    let below = &mut verdicts[last + 1..];
    if let Some(end) = below
        .iter()
        .position(|verdict| verdict.is_some_and(ends_article))
    {
        // Above it as well, what is too short for a paragraph is a tag or a name.
        for (line, verdict) in lines[last + 1..].iter().zip(below.iter_mut()).take(end) {
            if line.chars().count() <= LONGEST_TAG_CHARS && !is_quoted(line) {
                verdict.get_or_insert(AFTER_THE_END);
            }
        }
        for verdict in &mut below[end..] {
            verdict.get_or_insert(AFTER_THE_END);
        }
    }
}

#[cfg(test)]
mod tests;
