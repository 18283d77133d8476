//! Where the article begins on its page: the headline, and what leads from it to the text.

use super::head;
use super::headline::{find_headline, leave_out_repetitions};
use super::lines::Lines;
use super::main_text::{Beside, is_plain_article, main_text};
use super::names::{BROADCAST, OUTSIDE_THE_TEXT, SEPARATOR};
use super::passes::{captions_of_copies, captions_twice, leave_out_others};

/// Where the article begins.
pub(super) struct Top {
    pub(super) headline: usize,
    /// The lines below the headline that are about the text, where the page does not say what its lines are.
    pub(super) sub_headlines: Option<Vec<usize>>,
}

impl Top {
    /// Takes the headline that the page marks, and leaves out what repeats it.
    pub(super) fn marked(lines: &mut Lines, headline: usize) -> Top {
        lines.keep(headline);
        leave_out_repetitions(lines, headline);
        Top {
            headline,
            sub_headlines: None,
        }
    }

    /// Finds the headline by what the lines are, and leaves out those far from the text, also where there is no headline.
    pub(super) fn found(lines: &mut Lines) -> Option<Top> {
        let is_copy = is_copy(lines);
        captions_twice(lines);
        leave_out_others(lines);
        if is_copy {
            captions_of_copies(lines);
        }
        let is_plain = is_copy && is_plain_article(lines);
        let mut is_text = match is_copy {
            true => main_text(lines, is_plain),
            false => vec![true; lines.len()],
        };
        let start = is_text.iter().position(|&is_text| is_text).unwrap_or(0);
        let headline = find_headline(lines, start);
        let top = headline.map(|headline| Top {
            headline,
            sub_headlines: Some(head::about_the_text(lines, headline)),
        });
        if let Some(top) = &top {
            let right_below = head::right_below(lines, top.headline, is_plain);
            let sub_headlines = top.sub_headlines.iter().flatten();
            for &i in right_below
                .iter()
                .chain(sub_headlines)
                .chain([&top.headline])
            {
                is_text[i] = true;
            }
        }
        add_beside(lines, &mut is_text);
        let outside = (0..lines.len()).filter(|&i| !is_text[i]);
        lines.leave_out_all(outside, OUTSIDE_THE_TEXT);
        top
    }
}

/// Adds to the lines of the text those right above and right below its stretches that are of it.
fn add_beside(lines: &Lines, is_of_text: &mut [bool]) {
    let beside = Beside::of(lines);
    let edges = (1..lines.len()).filter(|&i| is_of_text[i] != is_of_text[i - 1]);
    for edge in edges.collect::<Vec<usize>>() {
        let of_text = match is_of_text[edge] {
            true => beside.beginning(0, edge)..edge,
            false => edge..beside.end(edge - 1),
        };
        is_of_text[of_text].fill(true);
    }
}

/// Whether the lines are those of a whole page, by how many of them are furniture above the end of the text; else it is an
/// article with its headline, and all of it is the text. What stands below a text, a form for comments, says nothing.
fn is_copy(lines: &Lines) -> bool {
    const FEWEST_KNOWN: usize = 5;
    let last = lines.kept_texts(0..lines.len()).next_back();
    let above = 0..last.unwrap_or(lines.len());
    // Transcripts of broadcasts have lines of their own between paragraphs.
    let is_of_pages = |name: &&str| ![SEPARATOR, BROADCAST].contains(name);
    let known = above.filter_map(|i| lines.rule(i)).filter(is_of_pages);
    known.count() >= FEWEST_KNOWN
}
