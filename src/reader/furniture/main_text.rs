//! Where on a page that was copied the running text of the article is.
//!
//! Each line counts for its text or against it, and the article is the stretch of lines with the greatest sum (maximum
//! subsequence segmentation: Pasternack and Roth 2009, "Extracting article text from the web with maximum subsequence
//! segmentation"). Comments and teasers have sentences too, but names, dates and buttons stand between them.

mod beside;
mod stretches;

use std::ops::Range;

use super::line::{is_quotation, is_text, item_mark, leads_on};
use super::lines::Lines;
use super::names::{AUTHORS, BROADCAST, ENDS, OUTSIDE_THE_TEXT, SEPARATOR};
use crate::article::is_hangul;
use crate::reader::register::{is_plain, is_polite};
pub(super) use beside::Beside;
use stretches::stretches;

/// What a line of text counts at most; a letter counts 1.
const MOST: f32 = 300.0;
/// What a syllable of Hangul counts: it says as much as two letters.
const SYLLABLE: f32 = 2.0;
/// What a line counts against the text that a rule leaves out: such stand between paragraphs too.
const KNOWN: f32 = -10.0;
/// What a date or a byline counts: they stand beside the teasers of other articles.
const FACT: f32 = -80.0;
/// What one counts that stands where articles end: more than a line of text.
const END: f32 = -400.0;
/// What the lines of a run count against the text that are no text and do not lead on to any, first, second and further: one
/// may be a heading, and more are a box between two paragraphs as often as the links below the last one.
const OTHERS: [f32; 3] = [-80.0, -40.0, -10.0];
/// What a text counts besides that stands right below the byline, or right above the end.
const AT_EDGE: f32 = 150.0;
/// The longest lines, by which the register of the article is told.
const LONGEST: usize = 10;

/// Whether the lines are those of a whole page, by how many of them are furniture above the end of the text; else it is an
/// article with its headline, and all of it is the text. What stands below a text, a form for comments, says nothing.
pub(super) fn is_copy(lines: &Lines) -> bool {
    const FEWEST_KNOWN: usize = 5;
    let last = lines.kept_texts(0..lines.len()).next_back();
    let above = 0..last.unwrap_or(lines.len());
    // Transcripts of broadcasts have lines of their own between paragraphs.
    let is_of_pages = |name: &&str| ![SEPARATOR, BROADCAST].contains(name);
    let known = above.filter_map(|i| lines.rule(i)).filter(is_of_pages);
    known.count() >= FEWEST_KNOWN
}

/// Which lines of a page are its main text.
pub(super) struct MainText {
    is_of_text: Vec<bool>,
    /// Whether the page is a copy, and its article told plainly.
    is_plain: bool,
}

impl MainText {
    /// That of a whole page that was copied, or of an article alone: all of it.
    pub(super) fn find(lines: &Lines, is_copy: bool) -> MainText {
        let is_plain = is_copy && is_plain_article(lines);
        let is_of_text = match is_copy {
            true => lines_of_text(lines, is_plain),
            false => vec![true; lines.len()],
        };
        MainText {
            is_of_text,
            is_plain,
        }
    }

    /// Its first line; 0 where there is none.
    pub(super) fn start(&self) -> usize {
        let is_of_text = |&is: &bool| is;
        self.is_of_text.iter().position(is_of_text).unwrap_or(0)
    }

    /// Adds the headline, its sub-headlines and what stands right below it.
    pub(super) fn add_head(&mut self, lines: &Lines, headline: usize, sub_headlines: &[usize]) {
        for i in right_below(lines, headline, self.is_plain) {
            self.is_of_text[i] = true;
        }
        for &i in sub_headlines {
            self.is_of_text[i] = true;
        }
        self.is_of_text[headline] = true;
    }
}

/// Leaves out the lines far from the text: all but those of it and what is said right above and right below its stretches.
pub(super) fn leave_out_far_from_text(lines: &mut Lines, mut text: MainText) {
    add_beside(lines, &mut text.is_of_text);
    let outside = (0..lines.len()).filter(|&i| !text.is_of_text[i]);
    lines.leave_out_all(outside, OUTSIDE_THE_TEXT);
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

/// The lines right below the headline. In a plain article, polite sentences there are a summary or a word to readers.
fn right_below(lines: &Lines, headline: usize, is_plain: bool) -> Vec<usize> {
    lines
        .below(headline)
        .take_while(|&i| lines.is_kept(i))
        .filter(|&i| !(is_plain && is_text(&lines[i]) && is_polite(&lines[i])))
        .collect()
}

/// The lines of the main text of a page, of an article that is told plainly or not.
fn lines_of_text(lines: &Lines, is_plain: bool) -> Vec<bool> {
    let parts = Parts::new(lines, is_plain);
    let worths = parts.worths();
    let mut is_of_text = stretches(worths.into_iter());
    for run in parts.boxes() {
        is_of_text[run].fill(false);
    }
    for (i, part) in parts.0.iter().enumerate() {
        is_of_text[i] &= *part != Part::Plea;
    }
    is_of_text
}

/// What each line of a page is to its text.
struct Parts(Vec<Part>);

/// What a line is to the text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// It is text, and counts so much for it.
    Text(f32),
    /// A rule leaves it out, and it counts so much against it.
    Furniture(f32),
    /// It is none, but stands between lines of text rather than among links.
    LeadsOn,
    /// It is no text, and no rule knows it.
    Other,
    /// It is polite in a plain article, and so never of it.
    Plea,
}

impl Parts {
    fn new(lines: &Lines, is_plain: bool) -> Parts {
        let first_text = lines.kept_texts(0..lines.len()).next();
        let part = |i: usize| match lines.rule(i) {
            Some(_) if is_end(lines, i) => Part::Furniture(END),
            Some(_) if lines.is_fact(i) => Part::Furniture(FACT),
            Some(_) => Part::Furniture(KNOWN),
            None if is_plain && is_plea(lines, i) => Part::Plea,
            None if is_text(&lines[i]) => {
                let is_lead = || first_text == Some(i) && is_below_fact(lines, i);
                let is_at_edge = is_end(lines, i + 1) || is_lead();
                let of_char = |c: char| if is_hangul(c) { SYLLABLE } else { 1.0 };
                let worth = lines[i].chars().map(of_char).sum::<f32>().min(MOST);
                Part::Text(worth + if is_at_edge { AT_EDGE } else { 0.0 })
            }
            None if leads_on(&lines[i]) || is_answered(lines, i) || is_item(lines, i) => {
                Part::LeadsOn
            }
            None => Part::Other,
        };
        Parts((0..lines.len()).map(part).collect())
    }

    /// What each line counts for the text.
    fn worths(&self) -> Vec<f32> {
        let mut run = 0;
        let worth = |part: &Part| match *part {
            Part::Text(worth) => {
                run = 0;
                worth
            }
            Part::Furniture(worth) => worth,
            Part::LeadsOn => 0.0,
            Part::Other | Part::Plea => {
                run += 1;
                OTHERS[run.min(OTHERS.len()) - 1]
            }
        };
        self.0.iter().map(worth).collect()
    }

    /// The runs of lines without text of which more than one is known by no rule: one may be a heading.
    fn boxes(&self) -> Vec<Range<usize>> {
        let is_text = |part: &Part| matches!(part, Part::Text(_) | Part::LeadsOn);
        let is_other = |part: &&Part| matches!(part, Part::Other | Part::Plea);
        let mut boxes = Vec::new();
        let mut end = 0;
        for run in self.0.split_inclusive(is_text) {
            let first = end;
            end += run.len();
            if run.iter().filter(is_other).count() > 1 {
                // The line of text that ends the run is none of it.
                boxes.push(first..end - usize::from(run.last().is_some_and(is_text)));
            }
        }
        boxes
    }
}

/// Whether a line stands where articles end.
fn is_end(lines: &Lines, i: usize) -> bool {
    let is_address = |rule| rule == AUTHORS && lines[i].contains('@');
    lines
        .rule(i)
        .is_some_and(|rule| ENDS.contains(&rule) || is_address(rule))
}

/// Whether a date or a byline is among the lines right above that are left out.
fn is_below_fact(lines: &Lines, i: usize) -> bool {
    let mut above = (0..i).rev().take_while(|&i| lines.rule(i).is_some());
    above.any(|i| lines.is_fact(i))
}

/// Whether a line asks the reader for something: it is polite, and neither somebody's words nor a question that such answer.
fn is_plea(lines: &Lines, i: usize) -> bool {
    is_polite(&lines[i]) && !is_quotation(&lines[i]) && !is_answered(lines, i)
}

/// Whether a line is a question that the next line answers in quotation marks.
fn is_answered(lines: &Lines, i: usize) -> bool {
    lines[i].ends_with('?') && i + 1 < lines.len() && is_quotation(&lines[i + 1])
}

/// Whether a line is an item of a list, as the one above or below it is.
fn is_item(lines: &Lines, i: usize) -> bool {
    let mark = item_mark(&lines[i]);
    let is_another = |i: usize| lines.is_kept(i) && item_mark(&lines[i]) == mark;
    mark.is_some() && (is_another(i + 1) || i > 0 && is_another(i - 1))
}

/// Whether the article is told plainly, by its longest lines.
fn is_plain_article(lines: &Lines) -> bool {
    let texts = lines.kept_texts(0..lines.len());
    let mut longest: Vec<&str> = texts.map(|i| &lines[i]).collect();
    longest.sort_by_key(|line| std::cmp::Reverse(line.len()));
    is_plain(longest.into_iter().take(LONGEST))
}
