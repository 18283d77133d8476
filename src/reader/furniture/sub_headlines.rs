//! Which lines below a headline are its sub-headlines and standfirst.

use super::label;
use super::line::{is_short, is_text};
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
