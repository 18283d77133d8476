//! Which line is the headline.

mod by_place;
pub(super) mod glued;
pub(super) mod label;
mod menus;
mod repeated;
mod rivals;
mod said;

use super::line::{LONGEST_HEADLINE_CHARS, is_sentence, is_short};
use super::lines::Lines;
use super::names::NAVIGATION;
use by_place::{above_the_date, below_labels, below_the_slogan, sharing_words};
use menus::{leave_out_above_repeated, leave_out_menus, menu_above};
use repeated::{are_repeated, keep_if_repeated, repeated, whole};
pub(super) use repeated::{leave_out_repetition_with_byline, leave_out_repetitions};
pub(crate) use rivals::{Rival, headline_and_rivals, take_for_headline};
pub(super) use said::Said;
use said::units;

/// A headline stands within so many lines of the page's beginning.
const LAST_HEADLINE_LINE: usize = 100;

/// Finds the headline, and leaves out the menu above it.
///
/// `text` is the first line of the main text, 0 where all of the page is. Lines written as menus, of whose words the text
/// says little, are left out. A line that stands twice or more and is no sentence is the headline; without one, the line
/// above the text that shares words with it; without any, the one above the date, or the first that is left, provided that
/// it is short, is no sentence, and that something follows it. A word or two above a line that is much longer are the menu,
/// and what the headline belongs to, such as a paper, is not the headline.
pub(super) fn find_headline(lines: &mut Lines, text: usize) -> Option<usize> {
    let first_sentence = lines
        .kept(text..lines.len())
        .find(|&i| is_sentence(&lines[i]))
        .unwrap_or(lines.len());
    let is_copy = text > 0;
    let above = if is_copy { text } else { first_sentence };
    let said = Said::by(lines.texts_from(above));

    keep_if_repeated(lines, above, &said);
    // A menu that is left out may be what a line repeats.
    let is_repeated = are_repeated(lines);
    leave_out_menus(lines, above, &said, &is_repeated);

    let top = 0..first_sentence.min(LAST_HEADLINE_LINE);
    let is_about_it = |&i: &usize| !is_copy || said.shared(&lines[i]) > 0;
    let repeated = repeated(lines, top, &is_repeated).find(is_about_it);
    let headline = match repeated {
        Some(headline) => {
            leave_out_above_repeated(lines, headline, &said);
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
            if is_last || !looks_like_one(&lines[first]) {
                return None;
            }
            first
        }
    };
    Some(whole(lines, headline))
}

/// Whether a line is as short as headlines are, and no sentence.
fn looks_like_one(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADLINE_CHARS && !is_sentence(line)
}

/// The lines between the headline and the text of whose words the text says enough, although dates and bylines may stand
/// between. Where there are many, they are links to articles on the same.
pub(super) fn find_sub_headlines(lines: &Lines, headline: usize) -> Vec<usize> {
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
