//! Which line is the headline, its repetitions, and the menu above it.

pub(super) mod glued;
pub(super) mod label;
mod rivals;
mod said;

use std::collections::HashMap;
use std::ops::Range;

use super::line::{
    LONGEST_HEADLINE_CHARS, is_bulleted, is_quoted, is_sentence, is_short, is_text, may_be_headline,
};
use super::lines::Lines;
use super::names::{HEADLINE_AGAIN, NAVIGATION, PHOTO, RELATED};
pub(crate) use rivals::{Rival, headline_and_rivals, take_for_headline};
pub(super) use said::Said;
use said::units;

/// A headline stands within so many lines of the page's beginning.
const LAST_HEADLINE_LINE: usize = 100;

/// Finds the headline, and marks its repetitions and the menu above it as left out.
///
/// `text` is the first line of the main text, 0 where all of the page is. Lines written as menus, of whose words the text
/// says little, are left out. A line that stands twice or more and is no sentence is the headline; without one, the line
/// above the text that shares words with it; without any, the one above the date, or the first that is left, provided that
/// it is short, is no sentence, and that something follows it. A word or two above a line that is much longer are the menu,
/// and what the headline belongs to, such as a paper, is not the headline.
pub(super) fn find_headline(lines: &mut Lines, text: usize) -> Option<usize> {
    let looks_like =
        |line: &str| line.chars().count() <= LONGEST_HEADLINE_CHARS && !is_sentence(line);
    let first_sentence = lines
        .kept(text..lines.len())
        .find(|&i| is_sentence(&lines[i]))
        .unwrap_or(lines.len());
    let is_copy = text > 0;
    let above = if is_copy { text } else { first_sentence };
    let said = Said::by(lines.texts_from(above));
    keep_if_repeated(lines, above, &said);
    let is_repeated = are_repeated(lines);
    leave_out_menus(lines, above, &said, &is_repeated);
    let top = 0..first_sentence.min(LAST_HEADLINE_LINE);
    let repeated = lines.kept(top).find(|&i| {
        looks_like(&lines[i])
            && !is_short(&lines[i])
            && (!is_copy || said.shared(&lines[i]) > 0)
            && (is_repeated[i] || with_site_name(lines, i).next().is_some())
    });
    let headline = match repeated {
        Some(headline) => {
            for i in 0..headline {
                let is_entry = is_short(&lines[i]) && !is_quoted(&lines[i])
                    || is_in_menu(lines, i)
                    || label::is_name(&lines[i], &lines[headline])
                    || label::may_be_one(&lines[i]) && label::is_one(lines, i, &said);
                if is_entry {
                    lines.leave_out(i, NAVIGATION);
                }
            }
            // A line longer than a menu entry above the repeated headline is the same headline with the
            // site's name, or a sentence of its own that must stay.
            headline
        }
        None => {
            lines.leave_out_all(menu_above(lines), NAVIGATION);
            let first = sharing_words(lines, above, &said, is_copy)
                .or_else(|| above_the_date(lines, first_sentence))
                .or_else(|| below_the_slogan(lines, first_sentence))
                .or_else(|| lines.kept(0..lines.len()).next())?;
            let first = below_labels(lines, first..first_sentence, &said);
            let is_last = lines.kept(lines.below(first)).next().is_none();
            if is_last || !looks_like(&lines[first]) {
                return None;
            }
            first
        }
    };
    let headline = whole(lines, headline);
    leave_out_repetitions(lines, headline);
    Some(headline)
}

/// Which lines are kept twice or more.
fn are_repeated(lines: &Lines) -> Vec<bool> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for i in lines.kept(0..lines.len()) {
        *count.entry(&lines[i]).or_default() += 1;
    }
    let is_repeated = |line: &str| count.get(line).is_some_and(|&count| count > 1);
    lines.texts_from(0).map(is_repeated).collect()
}

/// Keeps the lines above the text that are written as links to videos and photographs are, but stand there twice and share
/// words with the text: headlines of such pages.
fn keep_if_repeated(lines: &mut Lines, text: usize, said: &Said) {
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

/// Marks the lines above the text that are written as menus, and of whose words the text says less than half: none, of
/// those that a headline may be written as.
fn leave_out_menus(lines: &mut Lines, text: usize, said: &Said, is_repeated: &[bool]) {
    if said.is_empty() {
        return;
    }
    let above = 0..text.min(LAST_HEADLINE_LINE);
    let is_menu = |i: usize| {
        let shared = said.shared(&lines[i]);
        let is_plain = label::has_entries(&lines[i]) && !is_repeated[i];
        label::may_be_menu(&lines[i])
            && (shared == 0 || is_plain && 2 * shared < units(&lines[i]).len())
    };
    let kept = || lines.kept(above.clone());
    let menus: Vec<usize> = kept().filter(|&i| is_menu(i)).collect();
    let is_headline = |i: usize| !is_short(&lines[i]) && !menus.contains(&i);
    if kept().any(is_headline) {
        lines.leave_out_all(menus, NAVIGATION);
    }
}

/// The headline, if what was taken for it is its beginning, such as the title of the page: the next line goes on.
fn whole(lines: &mut Lines, beginning: usize) -> usize {
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

/// Marks what repeats the headline, alone or with the name of the site.
pub(super) fn leave_out_repetitions(lines: &mut Lines, headline: usize) {
    let again: Vec<usize> = lines
        .kept(0..lines.len())
        .filter(|&i| i != headline && lines[i] == lines[headline])
        .chain(with_site_name(lines, headline))
        .collect();
    lines.leave_out_all(again, HEADLINE_AGAIN);
}

/// The line above the text that shares most words with it, or the first of several there, of which the others are
/// sub-headlines. What menus, tickers and notices say is not in the article.
fn sharing_words(lines: &mut Lines, text: usize, said: &Said, is_copy: bool) -> Option<usize> {
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
fn above_the_date(lines: &mut Lines, first_sentence: usize) -> Option<usize> {
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

/// The first line that is no label, which what stands above it is.
fn below_labels(lines: &mut Lines, above: Range<usize>, said: &Said) -> usize {
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

/// The last line above the text that could be the headline, if a menu stands above it and what stands above the menu,
/// such as the newspaper's slogan, is taken for navigation.
fn below_the_slogan(lines: &mut Lines, first_sentence: usize) -> Option<usize> {
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

/// Whether a line stands between the entries of a menu, and is no sentence.
fn is_in_menu(lines: &Lines, line: usize) -> bool {
    let is_entry = |i: usize| lines.rule(i) == Some(NAVIGATION);
    line > 0 && is_entry(line - 1) && is_entry(line + 1) && !is_sentence(&lines[line])
}

/// The lines at the top that are too short for a headline, if the first that is not is much longer and no sentence.
fn menu_above(lines: &Lines) -> Vec<usize> {
    let chars = |i: usize| lines[i].chars().count();
    let mut menu = Vec::new();
    for i in lines.kept(0..lines.len()) {
        if !is_short(&lines[i]) || is_quoted(&lines[i]) {
            let longest = menu.iter().map(|&i| chars(i)).max().unwrap_or(0);
            if is_short(&lines[i]) || is_sentence(&lines[i]) || chars(i) < 2 * longest {
                menu.clear();
            }
            return menu;
        }
        menu.push(i);
    }
    Vec::new()
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
