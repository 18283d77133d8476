//! What stands between headline and text: sub-headlines and a standfirst, which belong to the article, and other lines.

use super::ABOVE_THE_TEXT;
use super::beside::Beside;
use super::facts;
use super::label;
use super::line::{is_quoted, is_short, is_text};
use super::said::Said;
use crate::reader::register::is_polite;

/// The lines right below the headline. In a plain article, polite sentences there are a summary or a word to readers.
pub(super) fn right_below(
    lines: &[String],
    verdicts: &[Option<&str>],
    headline: usize,
    is_plain: bool,
) -> Vec<usize> {
    let below = headline + 1;
    let below = (below..lines.len()).take_while(|&i| verdicts[i].is_none());
    below
        .filter(|&i| !(is_plain && is_text(&lines[i]) && is_polite(&lines[i])))
        .collect()
}

/// The lines between the headline and the text of whose words the text says enough, although dates and bylines may stand
/// between. Where there are many, they are links to articles on the same.
pub(super) fn about_the_text(
    lines: &[String],
    verdicts: &[Option<&str>],
    headline: usize,
) -> Vec<usize> {
    /// Captions and other articles share a word or two by chance.
    const LEAST_SHARED: usize = 3;
    const MOST_SUB_HEADLINES: usize = 3;
    let is_left = |i: &usize| verdicts[*i].is_none();
    let below = headline + 1;
    let Some(text) = (below..lines.len()).find(|i| is_left(i) && is_text(&lines[*i])) else {
        return Vec::new();
    };
    let said = Said::by(lines, text);
    let is_one = |&i: &usize| {
        let line = &lines[i];
        !is_short(line)
            && !label::is_trail(line)
            && !label::is_bracketed(line)
            && !line.ends_with(')')
            && said.shared(line) >= LEAST_SHARED
    };
    let found = (below..text).filter(is_left).filter(is_one);
    let found: Vec<usize> = found.take(MOST_SUB_HEADLINES + 1).collect();
    match found.len() {
        ..=MOST_SUB_HEADLINES => found,
        _ => Vec::new(),
    }
}

/// A word or two between headline and text, and whatever is neither text nor sub-headline beside a date or a byline there:
/// what no rule knows of a page that does not say what its lines are.
pub(super) fn words_above_the_text(
    lines: &[String],
    headline: usize,
    sub_headlines: &[usize],
    verdicts: &mut [Option<&str>],
) {
    /// Below a date longer lines may be text that lacks its full stop.
    const LONGEST_CHARS: usize = 80;
    let is_fact = |rule: &Option<&str>| rule.is_some_and(|rule| facts::RULES.contains(&rule));
    let below = headline + 1;
    // Without text, nothing tells what is above it.
    let Some(text) = (below..lines.len()).find(|&i| verdicts[i].is_none() && is_text(&lines[i]))
    else {
        return;
    };
    let facts: Vec<usize> = (below..text).filter(|&i| is_fact(&verdicts[i])).collect();
    let first = Beside::of(lines, verdicts).beginning(verdicts, below, text);
    for i in below..first {
        let line = &lines[i];
        let is_above = facts.last().is_some_and(|&last| i < last);
        let is_below = facts.first().is_some_and(|&first| i > first);
        let is_close = is_below && line.chars().count() <= LONGEST_CHARS;
        if !sub_headlines.contains(&i)
            && (is_above || (is_short(line) || is_close) && !is_quoted(line))
        {
            verdicts[i].get_or_insert(ABOVE_THE_TEXT);
        }
    }
}
