//! What stands between headline and text: sub-headlines and a standfirst, which belong to the article, and other lines.

use super::headline::{Said, label};
use super::line::{is_quoted, is_short, is_text};
use super::lines::Lines;
use super::main_text::Beside;
use super::names::ABOVE_THE_TEXT;
use crate::reader::register::is_polite;

/// The lines right below the headline. In a plain article, polite sentences there are a summary or a word to readers.
pub(super) fn right_below(lines: &Lines, headline: usize, is_plain: bool) -> Vec<usize> {
    lines
        .below(headline)
        .take_while(|&i| lines.is_kept(i))
        .filter(|&i| !(is_plain && is_text(&lines[i]) && is_polite(&lines[i])))
        .collect()
}

/// The lines between the headline and the text of whose words the text says enough, although dates and bylines may stand
/// between. Where there are many, they are links to articles on the same.
pub(super) fn about_the_text(lines: &Lines, headline: usize) -> Vec<usize> {
    /// Captions and other articles share a word or two by chance.
    const LEAST_SHARED: usize = 3;
    const MOST_SUB_HEADLINES: usize = 3;
    let Some(text) = lines.kept_texts(lines.below(headline)).next() else {
        return Vec::new();
    };
    let said = Said::by(lines.texts_from(text));
    let is_one = |&i: &usize| {
        let line = &lines[i];
        !is_short(line)
            && !label::is_trail(line)
            && !label::is_bracketed(line)
            && !line.ends_with(')')
            && said.shared(line) >= LEAST_SHARED
    };
    let found = lines.kept(headline + 1..text).filter(is_one);
    let found: Vec<usize> = found.take(MOST_SUB_HEADLINES + 1).collect();
    match found.len() {
        ..=MOST_SUB_HEADLINES => found,
        _ => Vec::new(),
    }
}

/// A word or two between headline and text, and whatever is neither text nor sub-headline beside a date or a byline there:
/// what no rule knows of a page that does not say what its lines are.
pub(super) fn words_above_the_text(lines: &mut Lines, headline: usize, sub_headlines: &[usize]) {
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
