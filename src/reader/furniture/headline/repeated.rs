//! The headline that stands on its page more than once: alone, with the name of the site, or with its byline.

use std::collections::HashMap;
use std::ops::Range;

use super::{LAST_HEADLINE_LINE, Said, looks_like_one};
use crate::reader::furniture::line::{
    LONGEST_HEADLINE_CHARS, is_sentence, is_short, may_be_headline,
};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::{FACTS, HEADLINE_AGAIN, PHOTO, RELATED};
use crate::reader::furniture::rules::FurnitureRules;

/// Keeps the lines above the text that are written as links to videos and photographs are, but stand there twice and share
/// words with the text: headlines of such pages.
pub(super) fn keep_if_repeated(lines: &mut Lines, text: usize, said: &Said) {
    const FEWEST_SHARED: usize = 2;
    let above = 0..text.min(LAST_HEADLINE_LINE);
    let may_be_one = |&i: &usize| {
        // A photograph's headline has a tag: [포토].
        let is_tagged = lines.rule(i) == Some(PHOTO) && lines[i].starts_with('[');
        (is_tagged || lines.rule(i) == Some(RELATED)) && may_be_headline(&lines[i])
    };
    let links: Vec<usize> = above.filter(may_be_one).collect();
    for &i in &links {
        let times = links.iter().filter(|&&other| lines[other] == lines[i]);
        if times.count() > 1 && said.shared(&lines[i]) >= FEWEST_SHARED {
            lines.keep(i);
        }
    }
}

/// Which lines are kept twice or more.
pub(super) fn are_repeated(lines: &Lines) -> Vec<bool> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for i in lines.kept(0..lines.len()) {
        *count.entry(&lines[i]).or_default() += 1;
    }
    let is_repeated = |line: &str| count.get(line).is_some_and(|&count| count > 1);
    lines.texts_from(0).map(is_repeated).collect()
}

/// Those of some lines that are repeated or stand there with the name of the site as well, and look like headlines.
pub(super) fn repeated(
    lines: &Lines,
    among: Range<usize>,
    is_repeated: &[bool],
) -> impl Iterator<Item = usize> {
    lines.kept(among).filter(|&i| {
        looks_like_one(&lines[i])
            && !is_short(&lines[i])
            && (is_repeated[i] || with_site_name(lines, i).next().is_some())
    })
}

/// The headline, if what was taken for it is its beginning, such as the title of the page: the next line goes on.
pub(super) fn whole(lines: &mut Lines, beginning: usize) -> usize {
    let start = lines[beginning].trim_end_matches(['…', '.']);
    let next = lines.kept(lines.below(beginning)).next();
    let goes_on = |i: &usize| {
        let rest = lines[*i].strip_prefix(start);
        let goes_on = rest.is_some_and(|rest| rest.starts_with(['…', ',', '.', '·', ' ']));
        goes_on
            && !is_sentence(&lines[*i])
            && lines[*i].chars().count() <= LONGEST_HEADLINE_CHARS
            && !with_site_name(lines, beginning).any(|with_name| with_name == *i)
    };
    match next.filter(goes_on) {
        Some(whole) => {
            lines.leave_out(beginning, HEADLINE_AGAIN);
            whole
        }
        None => beginning,
    }
}

/// Leaves out what repeats the headline, alone or with the name of the site.
pub(in crate::reader) fn leave_out_repetitions(lines: &mut Lines, headline: usize) {
    let again: Vec<usize> = lines
        .kept(0..lines.len())
        .filter(|&i| i != headline && lines[i] == lines[headline])
        .chain(with_site_name(lines, headline))
        .collect();
    lines.leave_out_all(again, HEADLINE_AGAIN);
}

/// Leaves out the headline where it stands once more, with date and byline behind it in the same line.
pub(in crate::reader) fn leave_out_repetition_with_byline(
    lines: &mut Lines,
    headline: usize,
    rules: &FurnitureRules,
) {
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

/// The lines that are line `headline` and the name of the site or the section: `Headline | The Daily`, `[사설] Headline`.
fn with_site_name(lines: &Lines, headline: usize) -> impl Iterator<Item = usize> {
    const SEPARATORS: [char; 10] = ['|', '-', '–', '—', ':', '<', '>', '«', '·', '/'];
    const LONGEST_SITE_CHARS: usize = 40;
    lines.kept(0..lines.len()).filter(move |&i| {
        let (line, headline) = (&lines[i], &lines[headline]);
        let is_site = |behind: &str| {
            behind.chars().count() <= LONGEST_SITE_CHARS
                && behind.starts_with(' ')
                && behind.trim_start().starts_with(SEPARATORS)
        };
        let is_section = |before: &str| {
            let Some(before) = before.strip_suffix(' ') else {
                return false;
            };
            let is_site = before.ends_with(['|', ':', '-', '>', '›']) && !is_short(headline);
            let is_tag = before.starts_with('[') && before.ends_with(']');
            before.chars().count() <= LONGEST_SITE_CHARS
                && (is_site || is_tag && before.matches('[').count() == 1)
        };
        line.strip_prefix(headline).is_some_and(is_site)
            || line.strip_suffix(headline).is_some_and(is_section)
    })
}
