//! Headlines with the date of the page glued to them.

use crate::article::{Span, normalize};
use crate::reader::furniture::facts::is_whole_date;
use crate::reader::furniture::line::{WORDS, may_be_headline};
use crate::reader::furniture::names::DATES;
use crate::reader::furniture::rules::FurnitureRules;
use crate::reader::{Line, Page};

/// Longest line, in bytes, that is looked into.
const LONGEST: usize = 400;
/// No word before a date is longer.
const LONGEST_LABEL_CHARS: usize = 12;

/// The lines, those that are a headline and a date taken apart: Harbor reopens Updated: 2025-09-04 07:38:00 KST.
pub(in crate::reader) fn apart(page: &Page, lines: &[Line], rules: &FurnitureRules) -> Vec<Line> {
    let cut = |line: &Line| match date(&page.text[line.span.range()], rules) {
        Some((headline, date)) if page.mark_at(line.span.start).is_none() => {
            let part = |start, end| Line {
                span: Span::from(start..end),
                ..*line
            };
            let start = line.span.start;
            vec![
                part(start, start + headline),
                part(start + date, line.span.end),
            ]
        }
        _ => vec![*line],
    };
    lines.iter().flat_map(cut).collect()
}

/// Where the headline of a line ends and where the date behind it begins, in bytes, if it is both and nothing else.
fn date(line: &str, rules: &FurnitureRules) -> Option<(usize, usize)> {
    if line.len() > LONGEST || !has_year(line) {
        return None;
    }
    let label = |(at, _): (usize, &str)| {
        let behind = line[at..].trim_start().chars().take(LONGEST_LABEL_CHARS);
        let behind: String = behind.flat_map(char::to_lowercase).collect();
        let is_label = WORDS.begins("published", &behind) || WORDS.begins("updated", &behind);
        is_label.then_some(at)
    };
    let end = line.match_indices(' ').find_map(label)?;
    let start = line.len() - line[end..].trim_start().len();
    let name = |part: &str| {
        rules
            .matching(&normalize(part), false)
            .map(|rule| rule.name)
    };
    let headline = line[..end].trim_end();
    let is_both = may_be_headline(headline)
        && name(&line[start..]) == Some(DATES)
        && is_whole_date(&line[start..])
        && name(line).is_none()
        && name(headline).is_none();
    is_both.then_some((headline.len(), start))
}

/// Whether a line has four digits, as every whole date has.
fn has_year(line: &str) -> bool {
    let mut fours = line.as_bytes().windows(4);
    fours.any(|four| four.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_behind_a_headline_is_none_of_it() {
        for (line, expected) in [
            (
                "Harbor reopens after the flood  Updated: 2025-09-04 07:38:00 KST",
                Some((
                    "Harbor reopens after the flood",
                    "Updated: 2025-09-04 07:38:00 KST",
                )),
            ),
            ("Harbor reopens after the flood", None),
            ("Updated: 2025-09-04 07:38:00 KST", None),
            (
                "Plan updated: 3 harbors to be closed in 2025 and 2026",
                None,
            ),
            ("New guide to harbor fees updated 2025", None),
            ("Bank of Hanbit earnings posted 3.2", None),
            (
                "The harbor was closed. Updated: 2025-09-04 07:38:00 KST",
                None,
            ),
        ] {
            let found = date(line, &FurnitureRules::default());
            let found = found.map(|(end, start)| (&line[..end], &line[start..]));
            assert_eq!(found, expected, "{line}");
        }
    }
}
