//! The headline of a page that does not repeat it, by what it says and where it stands.

use std::ops::Range;

use super::{LAST_HEADLINE_LINE, Said, label, units};
use crate::reader::furniture::line::{
    LONGEST_HEADLINE_CHARS, is_bulleted, is_quoted, is_sentence, is_short, is_text, may_be_headline,
};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::NAVIGATION;

/// The line above the text that shares most words with it, or the first of several there, of which the others are
/// sub-headlines. What menus, tickers and notices say is not in the article.
pub(super) fn sharing_words(
    lines: &mut Lines,
    text: usize,
    said: &Said,
    is_copy: bool,
) -> Option<usize> {
    /// One may be shared by chance.
    const FEWEST: usize = 2;
    const MOST_ABOVE: usize = 30;
    const MOST_SUB_HEADLINES: usize = 3;
    const MOST_KEPT_ABOVE: usize = 8;
    let above = text.saturating_sub(MOST_ABOVE)..text;
    let is_broken = |i: usize| goes_on_below(lines, i) || i > 0 && goes_on_below(lines, i - 1);
    let could_be = |i: usize| lines.is_kept(i) && may_be_headline(&lines[i]) && !is_broken(i);
    let words = above.clone().map(|i| match could_be(i) {
        true => said.shared(&lines[i]),
        false => 0,
    });
    let words: Vec<usize> = words.collect();
    let shared = |i: usize| words[i - above.start];
    let best = above.clone().max_by_key(|&i| shared(i))?;
    if shared(best) < FEWEST {
        return None;
    }
    // Dates and bylines may stand between the headline and a sub-headline, but no menu.
    let beside = (above.start..best)
        .rev()
        .take_while(|&i| best - i <= MOST_SUB_HEADLINES || lines.rule(i) != Some(NAVIGATION))
        .filter(|&i| lines.is_kept(i));
    let top = beside.take(MOST_SUB_HEADLINES).last().unwrap_or(best);
    let is_long =
        |i: usize| lines.is_kept(i) && !is_short(&lines[i]) && !label::may_be_one(&lines[i]);
    let is_about_it = |i: usize| {
        // Further above, tickers tell of the same.
        if best - i > MOST_SUB_HEADLINES && !lines.is_fact(i + 1) {
            return shared(i) >= FEWEST && 3 * shared(i) >= 2 * shared(best);
        }
        let most = shared(best).min(units(&lines[i]).len().max(2 * FEWEST));
        let may_play = is_long(i) || is_quoted(&lines[i]);
        let least = if may_play { most / 2 } else { most };
        shared(i) > 0 && 2 * shared(i) >= least
    };
    // Right above its standfirst, a headline may have words of its own.
    let has_standfirst = |i: usize| {
        let is_shorter = lines[i].chars().count() < lines[best].chars().count();
        !is_copy && i + 1 == best && is_shorter && label::is_phrase(&lines[i])
    };
    let is_headline = |&i: &usize| {
        let is_about_it = has_standfirst(i) || is_about_it(i);
        could_be(i) && is_about_it && !label::is_one(lines, i, said)
    };
    let headline = (top..best).find(is_headline).unwrap_or(best);
    // Where no whole page was copied, what stands above the text is of the article, but for a line or two and lists of links.
    let kept_above = lines
        .kept(0..headline)
        .filter(|&i| !is_bulleted(&lines[i]))
        .count();
    if !is_copy && kept_above > MOST_KEPT_ABOVE {
        return None;
    }
    lines.leave_out_all(0..headline, NAVIGATION);
    Some(headline)
}

/// Whether a line is broken off by the width that its text is wrapped at: it ends in a word that another must follow, and
/// the next line does so too, or does not begin as one of its own.
fn goes_on_below(lines: &Lines, line: usize) -> bool {
    let goes_on = |below: &str| ends_open(below) || below.starts_with(char::is_lowercase);
    ends_open(&lines[line]) && lines.texts_from(line + 1).next().is_some_and(goes_on)
}

/// Whether a line ends in a comma or in an English word that another must follow.
fn ends_open(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line);
    line.ends_with(',') || label::is_followed(last)
}

/// The headline, if a date or a byline stands between it and the text: the nearest line above, or the topmost of several
/// that are the headline and its sub-headlines. What stands higher, apart from it by a section or a menu, is left out.
pub(super) fn above_the_date(lines: &mut Lines, first_sentence: usize) -> Option<usize> {
    let could_be = |i: usize| {
        let line = &lines[i];
        let is_entry = is_short(line) && !is_quoted(line);
        lines.is_kept(i) && !is_entry && line.chars().count() <= LONGEST_HEADLINE_CHARS
    };
    // A standfirst may stand above the date.
    let text = lines
        .kept(lines.below(first_sentence))
        .find(|&i| is_sentence(&lines[i]))
        .unwrap_or(lines.len());
    let date = (0..text.min(LAST_HEADLINE_LINE)).find(|&i| lines.is_fact(i))?;
    let last = (0..date.min(first_sentence)).rfind(|&i| could_be(i))?;
    let beside = (0..last).rev().take_while(|&i| could_be(i)).count();
    let headline = last - beside;
    lines.leave_out_all(0..headline, NAVIGATION);
    Some(headline)
}

/// The last line above the text that could be the headline, if a menu stands above it and what stands above the menu,
/// such as the newspaper's slogan, is taken for navigation.
pub(super) fn below_the_slogan(lines: &mut Lines, first_sentence: usize) -> Option<usize> {
    const FEWEST_ENTRIES: usize = 2;
    let top = 0..first_sentence.min(LAST_HEADLINE_LINE);
    let is_entry = |i: usize| match lines.rule(i) {
        Some(rule) => rule == NAVIGATION,
        None => is_short(&lines[i]) && !is_quoted(&lines[i]),
    };
    let could_be = |i: &usize| lines.is_kept(*i) && !is_short(&lines[*i]);
    let slogan = top.clone().find(could_be)?;
    let menu_end = top.clone().skip(slogan + 1).find(|&i| !is_entry(i))?;
    let headline = top.clone().skip(menu_end).find(could_be)?;
    if menu_end - slogan <= FEWEST_ENTRIES || is_sentence(&lines[headline]) {
        return None;
    }
    lines.leave_out_all(0..headline, NAVIGATION);
    Some(headline)
}

/// The first line that is no label, which what stands above it is.
pub(super) fn below_labels(lines: &mut Lines, above: Range<usize>, said: &Said) -> usize {
    let mut first = above.start;
    while first < LAST_HEADLINE_LINE && label::is_one(lines, first, said) {
        match label::below(lines, first) {
            Some(next) if next < above.end && !is_text(&lines[next]) => {
                lines.leave_out_all(first..next, NAVIGATION);
                first = next;
            }
            _ => break,
        }
    }
    first
}
