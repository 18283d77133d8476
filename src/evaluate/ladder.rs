//! Ladders: beads as segment numbers, `[English]:[Korean]` a line, from 0.

use std::collections::HashMap;
use std::path::Path;

use super::IdBead;
use crate::article::{Language, normalize};
use crate::error::{Error, Result};

/// A ladder with what its messages name.
pub(super) struct Ladder {
    name: String,
    /// Each bead with its line, from 1.
    beads: Vec<(usize, IdBead)>,
}

impl Ladder {
    pub(super) fn read(path: &Path) -> Result<Ladder> {
        Ladder::parse(&super::gold::read_text(path)?, &path.display().to_string())
    }

    fn parse(text: &str, name: &str) -> Result<Ladder> {
        let mut ladder = Ladder {
            name: name.into(),
            beads: Vec::new(),
        };
        let mut lines = HashMap::new();
        for (index, row) in text.lines().enumerate() {
            if row.trim().is_empty() {
                continue;
            }
            let line = index + 1;
            let bead = bead(row).ok_or_else(|| ladder.error(line, NO_BEAD))?;
            for (language, id) in bead.segments() {
                if let Some(other) = lines.insert((language, id), line) {
                    let message = format!(
                        "{language} segment {id} is in the bead of line {other} already; a segment is in one bead, once"
                    );
                    return Err(ladder.error(line, &message));
                }
            }
            ladder.beads.push((line, bead));
        }
        Ok(ladder)
    }

    /// Refuses numbers that no line of the two texts has, or one that is blank.
    pub(super) fn must_fit(&self, korean: &str, english: &str) -> Result<()> {
        let lines = |text: &str| -> Vec<bool> {
            let lines = text.lines();
            lines.map(|line| normalize(line).is_empty()).collect()
        };
        let (korean, english) = (lines(korean), lines(english));
        self.must_be_within(korean.len(), english.len())?;
        for (line, bead) in &self.beads {
            let is_blank = |(language, id): (Language, usize)| match language {
                Language::Korean => korean[id],
                Language::English => english[id],
            };
            if let Some((language, id)) = bead.segments().find(|&segment| is_blank(segment)) {
                let message =
                    format!("{language} segment {id} is a blank line; lines are counted from 0");
                return Err(self.error(*line, &message));
            }
        }
        Ok(())
    }

    /// Refuses numbers beyond the segments that there are.
    pub(super) fn must_be_within(&self, korean: usize, english: usize) -> Result<()> {
        let beyond = |korean: usize, english: usize| {
            self.beads.iter().find_map(|(line, bead)| {
                let mut segments = bead.segments();
                let segment = segments.find(|&(language, id)| match language {
                    Language::Korean => id >= korean,
                    Language::English => id >= english,
                })?;
                Some((*line, segment))
            })
        };
        let Some((line, (language, id))) = beyond(korean, english) else {
            return Ok(());
        };
        let count = match language {
            Language::Korean => korean,
            Language::English => english,
        };
        // With the sides exchanged it would fit.
        let way_out = match beyond(english, korean) {
            None => "; in a ladder the English comes first",
            Some(_) => "",
        };
        let message = format!(
            "{language} segment {id} is not there: there are {count}, counted from 0{way_out}"
        );
        Err(self.error(line, &message))
    }

    pub(super) fn into_beads(self) -> Vec<IdBead> {
        self.beads.into_iter().map(|(_, bead)| bead).collect()
    }

    fn error(&self, line: usize, message: &str) -> Error {
        Error::Data {
            name: self.name.clone(),
            line,
            message: message.into(),
        }
    }
}

const NO_BEAD: &str = "not of the form [0, 1]:[2]: numbers of English segments, a colon, numbers of Korean ones, from 0; \
                       a second colon and what follows it, such as vecalign's cost, is passed over";

fn bead(row: &str) -> Option<IdBead> {
    let ids = |side: &str| -> Option<Vec<usize>> {
        let inner = side.trim().strip_prefix('[')?.strip_suffix(']')?;
        let ids = inner.split(',').map(str::trim).filter(|id| !id.is_empty());
        ids.map(|id| id.parse().ok()).collect()
    };
    let mut sides = row.split(':');
    let (english, korean) = (ids(sides.next()?)?, ids(sides.next()?)?);
    Some(IdBead::new(english, korean))
}

/// Parses a ladder: `[0, 1]:[2]` a line, English first; what follows a second colon is passed over.
///
/// # Errors
/// [`Error::Data`] with the line that is not of that form, or that names a segment which a bead above it has, or twice.
///
/// ```
/// let beads = naranhi::evaluate::parse_ladder("[1, 0]:[0]\n[]:[1]\n", "x.ladder")?;
/// assert_eq!(beads[0].english, [0, 1]);
/// # Ok::<(), naranhi::Error>(())
/// ```
pub fn parse_ladder(text: &str, name: &str) -> Result<Vec<IdBead>> {
    Ladder::parse(text, name).map(Ladder::into_beads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(ladder: &str, expected: &str) {
        let error = parse_ladder(ladder, "x").unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn other_forms_are_read() {
        let beads = parse_ladder("[0]:[0]:0.5\r\n\n [2,1] : [] \n", "x").unwrap();
        assert_eq!(
            beads,
            [
                IdBead::new(vec![0], vec![0]),
                IdBead::new(vec![1, 2], vec![])
            ]
        );
    }

    #[test]
    fn a_line_that_is_no_bead_is_refused() {
        for line in ["([0], [0])", "0\t0", "# comment", "[-1]:[0]", "[0]"] {
            refused(&format!("[5]:[5]\n{line}"), "x, line 2: not of the form");
        }
    }

    #[test]
    fn numbers_must_be_those_of_lines() {
        let fit = |ladder: &str| {
            let fits = Ladder::parse(ladder, "x").and_then(|it| it.must_fit("가\n\n나\n", "a\n"));
            fits.map_err(|error| error.to_string())
        };
        assert_eq!(fit("[0]:[0, 2]"), Ok(()));
        let refused = |ladder: &str| fit(ladder).unwrap_err();
        assert_eq!(
            refused("[0]:[0]\n[]:[3]"),
            "x, line 2: Korean segment 3 is not there: there are 3, counted from 0"
        );
        assert!(refused("[0, 2]:[0]").ends_with("in a ladder the English comes first"));
        assert!(refused("[]:[1]").contains("Korean segment 1 is a blank line"));
    }

    #[test]
    fn a_segment_is_in_one_bead_once() {
        refused("[0]:[0]\n[0]:[0]", "x, line 2: English segment 0");
        refused("[0]:[0]\n\n[]:[0]", "x, line 3: Korean segment 0");
        refused("[0]:[1, 1]", "the bead of line 1 already");
    }
}
