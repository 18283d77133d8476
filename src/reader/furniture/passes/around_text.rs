//! What stands between headline and text, and below the text.

use crate::reader::furniture::line::{is_quoted, is_short, is_text};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::main_text::Beside;
use crate::reader::furniture::names::{
    ABOVE_THE_TEXT, AFTER_THE_END, OUTSIDE_THE_TEXT, WITHIN_ARTICLES,
};
use crate::reader::furniture::rules::FurnitureRules;

/// Longest tag, in characters.
const LONGEST_TAG_CHARS: usize = 30;

/// Lines below a standfirst in which byline, date and sharing stand.
const MOST_OF_HEAD: usize = 8;

/// Leaves out, of the lines between headline and text and below the text, those that a rule matches beside one that is left
/// out.
pub(in crate::reader) fn leave_out_beside_furniture(
    lines: &mut Lines,
    headline: usize,
    rules: &FurnitureRules,
) {
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

/// Leaves out what follows the line below the text that ends the article, where one does.
pub(in crate::reader) fn leave_out_after_the_end(lines: &mut Lines, headline: usize) {
    let Some(last) = lines.kept_texts(lines.below(headline)).next_back() else {
        return;
    };
    let ends_article = |name: &str| !WITHIN_ARTICLES.contains(&name);
    let below = Beside::of(lines).end(last)..lines.len();
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

/// Leaves out a word or two between headline and text, and whatever is neither text nor sub-headline beside a date or a
/// byline there: what no rule knows of a page that does not say what its lines are.
pub(in crate::reader) fn leave_out_words_above_text(
    lines: &mut Lines,
    headline: usize,
    sub_headlines: &[usize],
) {
    /// Below a date longer lines may be text that lacks its full stop.
    const LONGEST_CHARS: usize = 80;
    let below = headline + 1;
    // Without text, nothing tells what is above it.
    let Some(text) = lines.kept_texts(below..lines.len()).next() else {
        return;
    };
    let facts: Vec<usize> = (below..text).filter(|&i| lines.is_fact(i)).collect();
    let first = Beside::of(lines).beginning(below, text);
    for i in below..first {
        let line = &lines[i];
        let is_above = facts.last().is_some_and(|&last| i < last);
        let is_below = facts.first().is_some_and(|&first| i > first);
        let is_close = is_below && line.chars().count() <= LONGEST_CHARS;
        if !sub_headlines.contains(&i)
            && (is_above || (is_short(line) || is_close) && !is_quoted(line))
        {
            lines.leave_out(i, ABOVE_THE_TEXT);
        }
    }
}
