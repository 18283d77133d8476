//! Which lines below a headline are its sub-headlines and standfirst.

use super::label;
use super::line::{is_short, is_text};
use super::said::Said;
use crate::reader::register::is_polite;

/// The lines right below the headline. Polite sentences there are the summary of a program or a word to readers.
pub(super) fn right_below(
    lines: &[String],
    verdicts: &[Option<&str>],
    headline: usize,
) -> Vec<usize> {
    let below = headline + 1;
    let below = (below..lines.len()).take_while(|&i| verdicts[i].is_none());
    below
        .filter(|&i| !(is_text(&lines[i]) && is_polite(&lines[i])))
        .collect()
}

/// The lines between the headline and the text of whose words the text says enough, although dates and bylines may stand
/// between.
pub(super) fn about_the_text(
    lines: &[String],
    verdicts: &[Option<&str>],
    headline: usize,
) -> Vec<usize> {
    /// Captions and other articles share a word or two by chance.
    const LEAST_SHARED: usize = 3;
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
            && !line.ends_with(')')
            && said.shared(line) >= LEAST_SHARED
    };
    (below..text).filter(is_left).filter(is_one).collect()
}
