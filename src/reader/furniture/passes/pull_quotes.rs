//! What the article says and the page shows again: quotations in large letters, and summaries of its sentences.

use crate::reader::furniture::line::is_text;
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::PULL_QUOTE;

/// What stands around somebody's words.
const QUOTES: [char; 6] = ['“', '”', '‘', '’', '"', '\''];

/// Leaves out what the article says and the page shows again, as a line of its own.
pub(in crate::reader) fn leave_out_pull_quotes(lines: &mut Lines, headline: usize) {
    const FEWEST_CHARS: usize = 20;
    // Each is looked for in all: what is longer is no article.
    const MOST_LINES: usize = 1000;
    if lines.len() > MOST_LINES {
        return;
    }
    let quotes: Vec<usize> = lines
        .kept(lines.below(headline))
        .filter(|&i| {
            let quote = lines[i].trim_matches(QUOTES);
            let mut kept = lines.kept(lines.below(headline));
            // A summary above the text has its sentences as they stand there.
            let is_above = |j: usize| {
                j > i
                    && are_alike(&lines[i], &lines[j])
                    && (i..j).any(|between| !lines.is_kept(between))
            };
            quote.chars().count() >= FEWEST_CHARS
                && is_text(&lines[i])
                && kept.any(|j| {
                    lines[j].len() > lines[i].len() && lines[j].contains(quote) || is_above(j)
                })
        })
        .collect();
    lines.leave_out_all(quotes, PULL_QUOTE);
}

/// Whether two lines say the same, whatever quotation marks they have.
fn are_alike(one: &str, other: &str) -> bool {
    let is_said = |c: &char| !QUOTES.contains(c);
    one.chars()
        .filter(is_said)
        .eq(other.chars().filter(is_said))
}
