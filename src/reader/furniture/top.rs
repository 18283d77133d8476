//! Where the article begins on its page: the headline, and what leads from it to the text.

use super::beside::Beside;
use super::captions::{captions_of_copies, captions_twice};
use super::head;
use super::headline::{find_headline, leave_out_repetitions};
use super::leads::leave_out_others;
use super::line::is_text;
use super::main_text::{is_plain_article, main_text};
use super::{BROADCAST, OUTSIDE_THE_TEXT, SEPARATOR};

/// Where the article begins.
pub(super) struct Top {
    pub(super) headline: usize,
    /// The lines below the headline that are about the text, where the page does not say what its lines are.
    pub(super) sub_headlines: Option<Vec<usize>>,
}

impl Top {
    /// Takes the headline that the page marks, and leaves out what repeats it.
    pub(super) fn marked(lines: &[String], headline: usize, verdicts: &mut [Option<&str>]) -> Top {
        verdicts[headline] = None;
        leave_out_repetitions(lines, verdicts, headline);
        Top {
            headline,
            sub_headlines: None,
        }
    }

    /// Finds the headline by what the lines are, and leaves out those far from the text, also where there is no headline.
    pub(super) fn found(lines: &[String], verdicts: &mut [Option<&str>]) -> Option<Top> {
        let is_copy = is_copy(lines, verdicts);
        captions_twice(lines, verdicts);
        leave_out_others(lines, verdicts);
        if is_copy {
            captions_of_copies(lines, verdicts);
        }
        let is_plain = is_copy && is_plain_article(lines, verdicts);
        let mut is_text = match is_copy {
            true => main_text(lines, verdicts, is_plain),
            false => vec![true; lines.len()],
        };
        let start = is_text.iter().position(|&is_text| is_text).unwrap_or(0);
        let headline = find_headline(lines, verdicts, start);
        let top = headline.map(|headline| Top {
            headline,
            sub_headlines: Some(head::about_the_text(lines, verdicts, headline)),
        });
        if let Some(top) = &top {
            let right_below = head::right_below(lines, verdicts, top.headline, is_plain);
            let sub_headlines = top.sub_headlines.iter().flatten();
            for &i in right_below
                .iter()
                .chain(sub_headlines)
                .chain([&top.headline])
            {
                is_text[i] = true;
            }
        }
        add_beside(lines, verdicts, &mut is_text);
        for (verdict, is_text) in verdicts.iter_mut().zip(is_text) {
            if !is_text {
                verdict.get_or_insert(OUTSIDE_THE_TEXT);
            }
        }
        top
    }
}

/// Adds to the lines of the text those right above and right below its stretches that are of it.
fn add_beside(lines: &[String], verdicts: &[Option<&str>], is_of_text: &mut [bool]) {
    let beside = Beside::of(lines, verdicts);
    let edges = (1..lines.len()).filter(|&i| is_of_text[i] != is_of_text[i - 1]);
    for edge in edges.collect::<Vec<usize>>() {
        let of_text = match is_of_text[edge] {
            true => beside.beginning(verdicts, 0, edge)..edge,
            false => edge..beside.end(verdicts, edge - 1),
        };
        is_of_text[of_text].fill(true);
    }
}

/// Whether the lines are those of a whole page, by how many of them are furniture above the end of the text; else it is an
/// article with its headline, and all of it is the text. What stands below a text, a form for comments, says nothing.
fn is_copy(lines: &[String], verdicts: &[Option<&str>]) -> bool {
    const FEWEST_KNOWN: usize = 5;
    let last = (0..lines.len()).rfind(|&i| verdicts[i].is_none() && is_text(&lines[i]));
    let above = &verdicts[..last.unwrap_or(lines.len())];
    // Transcripts of broadcasts have lines of their own between paragraphs.
    let is_of_pages = |name: &&&str| ![SEPARATOR, BROADCAST].contains(*name);
    above.iter().flatten().filter(is_of_pages).count() >= FEWEST_KNOWN
}
