//! What the article says and the page shows again: quotations in large letters, and summaries of its sentences.

use super::line::is_text;

/// The name of what leaves out a line that repeats a part of another.
const PULL_QUOTE: &str = "pull quote";
/// What stands around somebody's words.
const QUOTES: [char; 6] = ['“', '”', '‘', '’', '"', '\''];

/// Leaves out what the article says and the page shows again, as a line of its own.
pub(super) fn pull_quotes(lines: &[String], headline: usize, verdicts: &mut [Option<&str>]) {
    const FEWEST_CHARS: usize = 20;
    // Each is looked for in all: what is longer is no article.
    const MOST_LINES: usize = 1000;
    if lines.len() > MOST_LINES {
        return;
    }
    let quotes: Vec<usize> = (headline + 1..lines.len())
        .filter(|&i| verdicts[i].is_none())
        .filter(|&i| {
            let quote = lines[i].trim_matches(QUOTES);
            let mut kept = (headline + 1..lines.len()).filter(|&j| verdicts[j].is_none());
            // A summary above the text has its sentences as they stand there.
            let is_above = |j: usize| {
                j > i
                    && are_alike(&lines[i], &lines[j])
                    && verdicts[i..j].iter().any(Option::is_some)
            };
            quote.chars().count() >= FEWEST_CHARS
                && is_text(&lines[i])
                && kept.any(|j| {
                    lines[j].len() > lines[i].len() && lines[j].contains(quote) || is_above(j)
                })
        })
        .collect();
    for i in quotes {
        verdicts[i] = Some(PULL_QUOTE);
    }
}

/// Whether two lines say the same, whatever quotation marks they have.
fn are_alike(one: &str, other: &str) -> bool {
    let is_said = |c: &char| !QUOTES.contains(c);
    one.chars()
        .filter(is_said)
        .eq(other.chars().filter(is_said))
}
