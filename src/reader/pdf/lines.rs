//! Lines out of pieces of text with places, and paragraphs out of lines.

use std::collections::HashSet;

use oxidize_pdf::text::TextFragment;

use crate::article::{is_hangul, normalize};

/// Two baselines so near each other, in ems, are one: exponents stand above theirs.
const SAME_BASELINE: f64 = 0.5;
/// A wider gap than this, in ems, lies between columns or cells, not between words.
const WIDEST_SPACE: f64 = 2.0;
/// Lines that begin so near each other, in ems, begin at the same margin or are indented from it.
const SAME_MARGIN: f64 = 3.0;
/// A line that begins further in than the last one by this, in ems, is the first of a paragraph.
const INDENT: f64 = 0.7;
/// The distance of two baselines, in those of the text's lines, from which a paragraph ends.
const PARAGRAPH_GAP: f64 = 1.25;
/// So many lines before and behind a line show how wide its column is.
const AROUND: usize = 30;

/// A line as it was set. Lengths are in points; `y` grows upwards.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    page: usize,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    text: String,
}

/// The lines of a document in the order in which they are read.
pub(super) struct Lines {
    lines: Vec<Line>,
    page: usize,
    space: f64,
    /// Whether there is more than these.
    pub(super) are_cut: bool,
}

impl Lines {
    /// None yet. Between pieces that are further apart than `space` ems a space is put.
    pub(super) fn new(space: f64) -> Lines {
        Lines {
            lines: Vec::new(),
            page: 0,
            space,
            are_cut: false,
        }
    }

    pub(super) fn turn_page(&mut self) {
        self.page += 1;
    }

    /// The next piece of text on the page.
    pub(super) fn push(&mut self, piece: &TextFragment) {
        let right = piece.x + piece.width;
        if let Some(line) = self.lines.last_mut().filter(|line| {
            let gap = piece.x - line.right;
            line.page == self.page
                && (line.y - piece.y).abs() < SAME_BASELINE * line.size
                && (-line.size..WIDEST_SPACE * line.size).contains(&gap)
        }) {
            if piece.x - line.right > self.space * line.size {
                line.text.push(' ');
            }
            line.text.push_str(&piece.text);
            line.right = line.right.max(right);
            return;
        }
        self.lines.push(Line {
            page: self.page,
            left: piece.x,
            right,
            y: piece.y,
            size: piece.font_size.abs(),
            text: piece.text.clone(),
        });
    }

    /// Whether words are told apart: no language has twenty letters to a word.
    pub(super) fn have_spaces(&self) -> bool {
        let count = |of: fn(char) -> bool| -> usize {
            let texts = self.lines.iter().map(|line| line.text.trim());
            texts
                .map(|text| text.chars().filter(|&c| of(c)).count())
                .sum()
        };
        count(char::is_whitespace) * 20 >= count(char::is_alphanumeric)
    }
}

/// The lines put together to paragraphs, one a line.
pub(super) fn paragraphs(lines: &Lines) -> String {
    let lines = without_page_numbers(&lines.lines);
    let compounds: HashSet<&str> = lines
        .iter()
        .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|word| word.trim_matches('-').contains('-'))
        .collect();
    let measures = Measures::of(&lines);
    let mut paragraphs: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if measures.goes_on(index - 1) => {
                join(paragraph, &line.text, &compounds);
            }
            _ => paragraphs.push(line.text.clone()),
        }
    }
    paragraphs.join("\n") + "\n"
}

/// The lines that have text, normalised, but for numbers alone at the top and the foot of a page.
fn without_page_numbers(lines: &[Line]) -> Vec<Line> {
    let lines: Vec<Line> = lines
        .iter()
        .map(|line| Line {
            text: normalize(&line.text),
            ..*line
        })
        .filter(|line| !line.text.is_empty())
        .collect();
    let is_on_page = |index: usize, page| lines.get(index).is_some_and(|line| line.page == page);
    let is_number = |c: char| c.is_ascii_digit() || "-–/ ".contains(c);
    let is_kept = |&(index, line): &(usize, &Line)| {
        let is_inside =
            is_on_page(index.wrapping_sub(1), line.page) && is_on_page(index + 1, line.page);
        is_inside || !line.text.chars().all(is_number)
    };
    let kept = lines.iter().enumerate().filter(is_kept);
    kept.map(|(_, line)| line.clone()).collect()
}

/// Puts the text of a line behind that of the one before.
fn join(text: &mut String, next: &str, compounds: &HashSet<&str>) {
    let last = text.chars().next_back();
    let first = next.chars().next();
    let is_followed_by = |of: fn(char) -> bool| first.is_some_and(of);
    if let Some(stem) = text.strip_suffix('-')
        && stem.ends_with(char::is_alphabetic)
        && is_followed_by(char::is_alphabetic)
    {
        let of_word = |c: char| !c.is_alphanumeric() && c != '-';
        let begun = text.rsplit(of_word).next().unwrap_or_default();
        let rest = next.split(of_word).next().unwrap_or_default();
        let is_compound = compounds.contains(format!("{begun}{rest}").as_str());
        if !is_compound && is_followed_by(char::is_lowercase) {
            text.pop();
        }
    } else if match last {
        Some('-' | '(' | '[' | '“' | '‘') => false,
        // Korean lines are broken within 16일 and “...”라고.
        Some('0'..='9') => !is_followed_by(char::is_alphanumeric) || !next.contains(is_hangul),
        Some('”' | '’' | ')') => !is_followed_by(is_hangul),
        _ => true,
    } {
        text.push(' ');
    }
    text.push_str(next);
}

/// How the document is set.
struct Measures<'a> {
    lines: &'a [Line],
    /// Between the baselines of two lines, in ems.
    leading: f64,
}

impl Measures<'_> {
    fn of(lines: &[Line]) -> Measures<'_> {
        let leadings = lines.windows(2).filter_map(|pair| {
            let leading = (pair[0].y - pair[1].y) / pair[0].size;
            (pair[0].page == pair[1].page && leading > SAME_BASELINE).then_some(leading)
        });
        Measures {
            lines,
            leading: quantile(leadings, 0.25).unwrap_or(f64::INFINITY),
        }
    }

    /// Whether a line and the next one are of the same paragraph: the next one's first word had no room in the line.
    fn goes_on(&self, index: usize) -> bool {
        let (line, next) = (&self.lines[index], &self.lines[index + 1]);
        let is_same_size = (line.size - next.size).abs() <= 0.05 * line.size;
        let down = (line.y - next.y) / line.size;
        let is_below = line.page == next.page && down > 0.0;
        let ends_sentence = line.text.ends_with(['.', '?', '!', '”', '"', '’', ':']);
        let is_apart = if is_below {
            down > PARAGRAPH_GAP * self.leading || next.left > line.left + INDENT * line.size
        } else {
            // In the next column or on the next page there is no telling.
            ends_sentence
        };
        is_same_size && !is_apart && self.is_full(index, &next.text)
    }

    fn is_full(&self, index: usize, next: &str) -> bool {
        let line = &self.lines[index];
        let word = next.split(' ').next().unwrap_or_default();
        let width_of_one = (line.right - line.left) / width(&line.text).max(1) as f64;
        line.right + width_of_one * (1 + width(word)) as f64 > self.edge(index)
    }

    /// Where the lines around this one end that begin where it does.
    fn edge(&self, index: usize) -> f64 {
        let line = &self.lines[index];
        let around = index.saturating_sub(AROUND)..self.lines.len().min(index + AROUND);
        let of_column = self.lines[around].iter().filter(|other| {
            (other.left - line.left).abs() < SAME_MARGIN * line.size
                && (other.size - line.size).abs() <= 0.05 * line.size
        });
        quantile(of_column.map(|line| line.right), 0.75).unwrap_or(line.right)
    }
}

fn quantile(values: impl Iterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get((values.len() as f64 * share) as usize).copied()
}

/// The width of a text in half ems: Hangul is twice as wide as Latin letters are.
fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_hangul(c))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten points in a column from `left` to the end of the longest, each with its place from the top.
    fn column(left: f64, lines: &[(f64, &str)]) -> Vec<Line> {
        let line = |&(down, text): &(f64, &str)| Line {
            page: 1,
            left,
            right: left + 5.0 * width(text) as f64,
            y: 700.0 - down,
            size: 10.0,
            text: text.into(),
        };
        lines.iter().map(line).collect()
    }

    #[track_caller]
    fn check(columns: &[Vec<Line>], expected: &[&str]) {
        let lines = Lines {
            lines: columns.concat(),
            page: 1,
            space: 3.0,
            are_cut: false,
        };
        let found = paragraphs(&lines);
        assert_eq!(found.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_goes_on_when_the_next_word_had_no_room() {
        let lines = [
            (0.0, "The water came at night, and it came so"),
            (12.0, "fast that nobody slept."),
            (24.0, "Boats were sent out in the morning, when"),
            (36.0, "the rain had ended."),
        ];
        let first = "The water came at night, and it came so fast that nobody slept.";
        let second = "Boats were sent out in the morning, when the rain had ended.";
        check(&[column(50.0, &lines)], &[first, second]);
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let left = [
            (0.0, "물은 밤에 들어왔고 너무 빨라서"),
            (12.0, "아무도 잠들지 못했다. 주민 3"),
        ];
        let right = [(0.0, "2명이 배를 탔다.")];
        let whole = "물은 밤에 들어왔고 너무 빨라서 아무도 잠들지 못했다. 주민 32명이 배를 탔다.";
        check(&[column(50.0, &left), column(300.0, &right)], &[whole]);
    }

    #[test]
    fn hyphens_of_compounds_stay() {
        let lines = [
            (0.0, "A long-term plan for the reser-"),
            (12.0, "voirs was made, and this long-"),
            (24.0, "term plan is for both Anglo-"),
            (36.0, "American states."),
        ];
        let whole = "A long-term plan for the reservoirs was made, and this long-term plan is for both \
                     Anglo-American states.";
        check(&[column(50.0, &lines)], &[whole]);
    }

    #[test]
    fn larger_gaps_end_paragraphs_and_page_numbers_go() {
        let lines = [
            (0.0, "The water came at night, and it came so"),
            (12.0, "fast that nobody slept, nor was there a"),
            (30.0, "boat to be had. A line of the second one"),
            (42.0, "- 1 -"),
        ];
        let first =
            "The water came at night, and it came so fast that nobody slept, nor was there a";
        check(
            &[column(50.0, &lines)],
            &[first, "boat to be had. A line of the second one"],
        );
    }
}
