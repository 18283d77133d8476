//! `gold.tsv`: a bead a row, by the sentences of two pages.

use std::collections::HashMap;
use std::path::Path;

use super::IdBead;
use super::gold::read_text;
use crate::align::Side;
use crate::article::normalize;
use crate::error::{Error, Result};

/// Between two sentences in a cell.
const SEPARATOR: &str = " ‖ ";
/// Characters of a sentence that a message shows.
const MOST_SHOWN: usize = 40;

/// The beads of a table, in numbers that its sentences have.
pub(super) struct Table {
    pub(super) beads: Vec<IdBead>,
    pub(super) korean: Ids,
    pub(super) english: Ids,
}

impl Table {
    /// Reads a table, each of whose sentences must stand in its page.
    pub(super) fn read(path: &Path, korean: &str, english: &str) -> Result<Table> {
        let error = |line: usize, message: String| Error::Data {
            name: path.display().to_string(),
            line,
            message,
        };
        let pages = [("ko.txt", key(korean)), ("en.txt", key(english))];
        let mut ids = [Ids::default(), Ids::default()];
        let mut beads = Vec::new();
        for (index, row) in read_text(path)?.lines().enumerate() {
            let line = index + 1;
            if row.trim().is_empty() {
                continue;
            }
            let mut cells = row.split('\t');
            let (Some(korean), Some(english)) = (cells.next(), cells.next()) else {
                let message = "fewer than two columns; give Korean, English and a note, with tabs between them";
                return Err(error(line, message.into()));
            };
            if index == 0 {
                match (korean.trim(), english.trim()) {
                    ("ko", "en") => continue,
                    ("en", "ko") => return Err(error(line, SWAPPED.into())),
                    _ => return Err(error(line, NO_HEADER.into())),
                }
            }
            let mut sides = [Vec::new(), Vec::new()];
            for (side, cell) in [korean, english].into_iter().enumerate() {
                let sentences = cell.split(SEPARATOR);
                for sentence in sentences.filter(|sentence| !sentence.trim().is_empty()) {
                    sides[side].push(ids[side].add(sentence));
                    if let Some(fault) = fault(sentence, &ids[side], &pages, side) {
                        let shown = match sentence.char_indices().nth(MOST_SHOWN) {
                            Some((end, _)) => format!("{}…", &sentence[..end]),
                            None => sentence.to_owned(),
                        };
                        return Err(error(line, format!("“{shown}” {fault}")));
                    }
                }
            }
            let [korean, english] = sides;
            if !korean.is_empty() || !english.is_empty() {
                beads.push(IdBead::new(english, korean));
            }
        }
        let [korean, english] = ids;
        Ok(Table {
            beads,
            korean,
            english,
        })
    }
}

const NO_HEADER: &str = "no header; the first line is ko, en and note, with tabs between them";
const SWAPPED: &str = "the columns are swapped; the Korean comes first, then the English";

/// What is wrong with a sentence of a side, the last that was added to its numbers; `None` where it stands in its page as
/// often as in the gold.
fn fault(sentence: &str, ids: &Ids, pages: &[(&str, String); 2], side: usize) -> Option<String> {
    let key = key(sentence);
    let (name, page) = &pages[side];
    let (other_name, other) = &pages[1 - side];
    match (page.matches(&key).count(), ids.numbers[&key].len()) {
        (0, _) if other.contains(&key) => Some(format!("is in {other_name}: {SWAPPED}")),
        (0, _) => Some(format!(
            "is not in {name}; write sentences as the page has them, and “{SEPARATOR}” between two"
        )),
        (there, wanted) if there < wanted => Some(format!(
            "is in a bead already, and in {name} {}; a segment is in one bead, once",
            match there {
                1 => "once".to_owned(),
                _ => format!("{there} times"),
            }
        )),
        _ => None,
    }
}

/// From the text of a segment, without white space, to its numbers in the gold.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    numbers: HashMap<String, Vec<usize>>,
    count: usize,
}

impl Ids {
    fn add(&mut self, text: &str) -> usize {
        let number = self.count;
        self.count += 1;
        self.numbers.entry(key(text)).or_default().push(number);
        number
    }

    /// The gold number of each segment of a side; a segment that the gold does not have gets a number of its own.
    pub(super) fn of(&self, side: &Side) -> Vec<usize> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        side.segments
            .iter()
            .enumerate()
            .map(|(index, segment)| {
                let key = key(&segment.text);
                let nth = seen.entry(key.clone()).or_default();
                let number = self.numbers.get(&key).and_then(|numbers| numbers.get(*nth));
                *nth += 1;
                number.copied().unwrap_or(self.count + index)
            })
            .collect()
    }
}

fn key(text: &str) -> String {
    normalize(text).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a table of two pages of two sentences each.
    fn read(rows: &str) -> Result<Table> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.tsv");
        std::fs::write(&path, rows).unwrap();
        Table::read(
            &path,
            "비가 왔다. 바람이\n불었다.",
            "It rained. The wind blew.",
        )
    }

    #[track_caller]
    fn refused(rows: &str, expected: &str) {
        let error = read(rows).err().map(|error| error.to_string());
        assert!(
            error.as_ref().is_some_and(|it| it.contains(expected)),
            "{error:?}"
        );
    }

    #[test]
    fn sentences_are_found_whatever_their_white_space() {
        let table = read(
            "\u{feff}ko\ten\tnote\r\n비가 왔다. ‖ 바람이 불었다.\tIt  rained.\t\r\n\tThe wind blew.\t\n\n",
        );
        let beads = [
            IdBead::new(vec![0], vec![0, 1]),
            IdBead::new(vec![1], vec![]),
        ];
        assert_eq!(table.unwrap().beads, beads);
    }

    #[test]
    fn what_does_not_fit_its_page_is_refused() {
        refused("비가 왔다.\tIt rained.\t\n", "line 1: no header");
        refused("en\tko\tnote\n", "line 1: the columns are swapped");
        refused(
            "ko\ten\nIt rained.\t비가 왔다.\n",
            "line 2: “It rained.” is in en.txt: the columns are swapped",
        );
        refused(
            "ko\ten\n비가 왔다. || 바람이 불었다.\t\n",
            "is not in ko.txt; write sentences as the page has them, and “ ‖ ”",
        );
        refused(
            "ko\ten\n비가 왔다.\tIt rained.\n비가 왔다.\t\n",
            "line 3: “비가 왔다.” is in a bead already, and in ko.txt once; a segment is in one bead, once",
        );
        refused("ko\ten\n비가 왔다.\n", "line 2: fewer than two columns");
    }
}
