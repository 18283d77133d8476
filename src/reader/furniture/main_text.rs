//! Where on a page that was copied the running text of the article is.
//!
//! Each line counts for its text or against it, and the article is the stretch of lines with the greatest sum (maximum
//! subsequence segmentation: Pasternack and Roth 2009, "Extracting article text from the web with maximum subsequence
//! segmentation"). Comments and teasers have sentences too, but names, dates and buttons stand between them.

mod beside;

use std::ops::Range;

use super::line::{is_quotation, is_text, item_mark, leads_on};
use super::lines::Lines;
use super::names::{AUTHORS, ENDS};
use crate::article::is_hangul;
use crate::reader::register::{is_plain, is_polite};
pub(super) use beside::Beside;

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
/// What each stretch but the first costs: a list of links or a survey may stand between two, but few do.
const ANOTHER: f32 = 250.0;
/// The longest lines, by which the register of the article is told.
const LONGEST: usize = 10;

/// The lines of the main text of a page, of an article that is told plainly or not.
pub(super) fn main_text(lines: &Lines, is_plain: bool) -> Vec<bool> {
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
pub(super) fn is_plain_article(lines: &Lines) -> bool {
    let texts = lines.kept_texts(0..lines.len());
    let mut longest: Vec<&str> = texts.map(|i| &lines[i]).collect();
    longest.sort_by_key(|line| std::cmp::Reverse(line.len()));
    is_plain(longest.into_iter().take(LONGEST))
}

/// Which lines are in the stretches whose sum is greatest, when each but the first costs [`ANOTHER`].
fn stretches(worths: impl Iterator<Item = f32>) -> Vec<bool> {
    let mut sums = Sums {
        inside: f32::NEG_INFINITY,
        between: f32::NEG_INFINITY,
    };
    // For each line, the best place before it: of a line inside of a stretch, and of one behind a stretch.
    let mut before: Vec<[Place; 2]> = Vec::new();
    for worth in worths {
        let begins = (sums.between - ANOTHER).max(0.0);
        let to_inside = if sums.inside >= begins {
            Place::Inside
        } else if begins > 0.0 {
            Place::Between
        } else {
            Place::Before
        };
        let to_between = if sums.inside >= sums.between {
            Place::Inside
        } else {
            Place::Between
        };
        before.push([to_inside, to_between]);
        sums = Sums {
            inside: sums.inside.max(begins) + worth,
            between: sums.between.max(sums.inside),
        };
    }
    let mut place = if sums.inside >= sums.between {
        Place::Inside
    } else {
        Place::Between
    };
    let mut is_inside = vec![false; before.len()];
    for (is_inside, [to_inside, to_between]) in is_inside.iter_mut().zip(before).rev() {
        *is_inside = place == Place::Inside;
        place = match place {
            Place::Before => Place::Before,
            Place::Inside => to_inside,
            Place::Between => to_between,
        };
    }
    is_inside
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Above all stretches.
    Before,
    /// In a stretch.
    Inside,
    /// Below a stretch.
    Between,
}

/// The greatest sums of the lines so far, where the last is in a stretch and where it is below one.
struct Sums {
    inside: f32,
    between: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(worths: &[f32]) -> String {
        let is_inside = stretches(worths.iter().copied());
        is_inside
            .iter()
            .map(|&is| if is { 'x' } else { '.' })
            .collect()
    }

    #[test]
    fn stretches_are_where_the_text_is() {
        assert_eq!(found(&[-80.0, 200.0, 300.0, -80.0]), ".xx.");
        // A heading, and a list of links.
        assert_eq!(found(&[300.0, -80.0, 300.0]), "xxx");
        let mut links = vec![-80.0; 6];
        links.insert(0, 350.0);
        links.extend([300.0, 300.0]);
        assert_eq!(found(&links), "x......xx");
        // A sentence far below is not worth a stretch of its own.
        links.truncate(7);
        links.push(120.0);
        assert_eq!(found(&links), "x.......");
        assert_eq!(found(&[]), "");
    }

    /// The sum of a choice of stretches.
    fn sum(worths: &[f32], is_inside: &[bool]) -> f32 {
        let begins = |i: usize| is_inside[i] && (i == 0 || !is_inside[i - 1]);
        let stretches = (0..worths.len()).filter(|&i| begins(i)).count();
        let inside = worths.iter().zip(is_inside).filter(|(_, is)| **is);
        inside.map(|(worth, _)| worth).sum::<f32>() - ANOTHER * stretches.saturating_sub(1) as f32
    }

    #[test]
    fn no_other_choice_is_better() {
        let mut random = 1u32;
        for _ in 0..300 {
            let mut next = || {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (random >> 16) as f32 / 65_536.0
            };
            let worths: Vec<f32> = (0..9).map(|_| 900.0 * next() - 450.0).collect();
            let choices = (1..1u32 << worths.len())
                .map(|choice| (0..worths.len()).map(|i| choice >> i & 1 == 1).collect());
            let best = choices
                .map(|choice: Vec<bool>| sum(&worths, &choice))
                .fold(f32::MIN, f32::max);
            let found = sum(&worths, &stretches(worths.iter().copied()));
            assert!((found - best).abs() < 0.01, "{worths:?}: {found} {best}");
        }
    }
}
