//! The article pairs that come with naranhi are what CONTRIBUTING says they are, and the reader takes their pages apart
//! as their authors did.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, HashSet};
use std::fs;

use common::project;
use naranhi::{Aligner, Language, Role};
use serde::Deserialize;

/// Between two sentences in a cell.
const SEPARATOR: &str = " ‖ ";
const NOTES: [&str; 4] = ["headline", "moved", "background", "omitted"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    title_ko: String,
    title_en: String,
    topic: String,
    date: String,
    edits: String,
    furniture: Furniture,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    ko: Vec<String>,
    en: Vec<String>,
}

struct Pair {
    id: String,
    /// Korean, then English.
    pages: [String; 2],
    rows: Vec<Row>,
    meta: Meta,
}

struct Row {
    /// The sentences: Korean, then English.
    sides: [Vec<String>; 2],
    notes: Vec<String>,
}

impl Pair {
    fn furniture(&self, side: usize) -> &[String] {
        [&self.meta.furniture.ko, &self.meta.furniture.en][side]
    }

    fn title(&self, side: usize) -> &str {
        [&self.meta.title_ko, &self.meta.title_en][side]
    }

    fn sentences(&self, side: usize) -> impl Iterator<Item = &String> {
        self.rows.iter().flat_map(move |row| &row.sides[side])
    }
}

fn pairs() -> Vec<Pair> {
    let mut pairs: Vec<Pair> = fs::read_dir(project("pairs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|folder| {
            let read = |name: &str| {
                let path = folder.join(name);
                fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
            };
            let id = folder.file_name().unwrap().to_string_lossy().into_owned();
            Pair {
                pages: [read("ko.txt"), read("en.txt")],
                rows: rows(&id, &read("gold.tsv")),
                meta: toml::from_str(&read("meta.toml")).unwrap_or_else(|e| panic!("{id}: {e}")),
                id,
            }
        })
        .collect();
    pairs.sort_by(|a, b| a.id.cmp(&b.id));
    pairs
}

fn rows(id: &str, table: &str) -> Vec<Row> {
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("ko\ten\tnote"), "{id}");
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[ko, en, note] = cells.as_slice() else {
                panic!("{id}: not three cells: {line}");
            };
            let sentences = |cell: &str| -> Vec<String> {
                let cell = Some(cell).filter(|cell| !cell.is_empty());
                let parts = cell.into_iter().flat_map(|cell| cell.split(SEPARATOR));
                parts.map(str::to_owned).collect()
            };
            Row {
                sides: [sentences(ko), sentences(en)],
                notes: note.split_whitespace().map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// Runs a check on every pair and reports all that it complains of, so that one run shows every fault.
#[track_caller]
fn check(complaints: impl Fn(&Pair) -> Vec<String>) {
    let all: Vec<String> = pairs()
        .iter()
        .flat_map(|pair| {
            let named = |complaint| format!("{}: {complaint}", pair.id);
            complaints(pair).into_iter().map(named).collect::<Vec<_>>()
        })
        .collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// Lines and how often each stands there.
fn multiset<'a>(lines: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut count = BTreeMap::new();
    for line in lines {
        *count.entry(line.trim()).or_default() += 1;
    }
    count
}

#[test]
fn there_are_enough_of_them() {
    let pairs = pairs();
    assert!(pairs.len() >= 8, "{} pairs", pairs.len());
    let is_moved = |pair: &&Pair| {
        pair.rows
            .iter()
            .any(|row| row.notes.contains(&"moved".into()))
    };
    assert!(pairs.iter().filter(is_moved).count() >= 2);
    let topics: HashSet<&str> = pairs.iter().map(|pair| pair.meta.topic.as_str()).collect();
    assert!(topics.len() >= 8, "{topics:?}");
}

#[test]
fn descriptions_are_filled_in() {
    check(|pair| {
        let meta = &pair.meta;
        let mut complaints = Vec::new();
        if meta.date.parse::<naranhi::tmx::Date>().is_err() {
            complaints.push(format!("not a date: {}", meta.date));
        }
        for (name, value) in [("topic", &meta.topic), ("edits", &meta.edits)] {
            if value.trim().is_empty() {
                complaints.push(format!("{name} is empty"));
            }
        }
        complaints
    });
}

#[test]
fn beads_are_well_formed() {
    check(|pair| {
        let mut complaints = Vec::new();
        for row in &pair.rows {
            let [ko, en] = &row.sides;
            let what = || format!("{ko:?} - {en:?}: ");
            if ko.is_empty() && en.is_empty() {
                complaints.push("a bead without any side".into());
            }
            for sentence in ko.iter().chain(en) {
                if sentence.trim() != sentence || sentence.is_empty() {
                    complaints.push(what() + "a sentence that is empty or not trimmed");
                }
            }
            for note in &row.notes {
                let fits = match note.as_str() {
                    // A headline below the first may be on one page alone.
                    "headline" => ko.len() <= 1 && en.len() <= 1,
                    "background" => ko.is_empty(),
                    "omitted" => en.is_empty(),
                    note => NOTES.contains(&note),
                };
                if !fits {
                    complaints.push(what() + "cannot be " + note);
                }
            }
        }
        let is_title = |row: &&Row| {
            row.notes.contains(&"headline".into())
                && [0, 1]
                    .iter()
                    .all(|&side| row.sides[side] == [pair.title(side)])
        };
        if pair.rows.iter().filter(is_title).count() != 1 {
            complaints.push("the titles are not one bead".into());
        }
        complaints
    });
}

#[test]
fn beads_furniture_and_white_space_make_up_the_pages() {
    check(|pair| {
        let mut complaints = Vec::new();
        for side in [0, 1] {
            let mut lines: Vec<String> = pair.pages[side]
                .lines()
                .map(|line| line.trim().to_owned())
                .collect();
            for furniture in pair.furniture(side) {
                match lines.iter().position(|line| line == furniture.trim()) {
                    Some(at) => drop(lines.remove(at)),
                    None => complaints.push(format!("furniture that is not there: {furniture}")),
                }
            }
            let mut seen = HashSet::new();
            for sentence in pair.sentences(side) {
                if !seen.insert(sentence) {
                    complaints.push(format!("twice in the gold: {sentence}"));
                }
                // Sentences are taken out of their lines, so that none can stand for a part of another.
                match lines
                    .iter_mut()
                    .find(|line| line.contains(sentence.as_str()))
                {
                    Some(line) => *line = line.replacen(sentence.as_str(), "\n", 1),
                    None => complaints.push(format!("not on the page: {sentence}")),
                }
            }
            let left = lines.iter().filter(|line| !line.trim().is_empty());
            complaints.extend(left.map(|line| format!("in no bead: {}", line.trim())));
        }
        complaints
    });
}

#[test]
fn korean_sentences_are_in_order() {
    check(|pair| {
        let body = pair
            .rows
            .iter()
            .filter(|row| !row.notes.contains(&"headline".into()));
        let places: Vec<Option<usize>> = body
            .flat_map(|row| &row.sides[0])
            .map(|sentence| pair.pages[0].find(sentence.as_str()))
            .collect();
        let is_sorted = places.is_sorted();
        (!is_sorted)
            .then(|| "the Korean is not in order".to_owned())
            .into_iter()
            .collect()
    });
}

#[test]
fn the_reader_leaves_out_furniture_and_nothing_else() {
    let aligner = Aligner::new();
    check(|pair| {
        let mut complaints = Vec::new();
        for (side, language) in [Language::Korean, Language::English]
            .into_iter()
            .enumerate()
        {
            let read = match aligner.segments(&pair.pages[side], &pair.id) {
                Ok(read) => read,
                Err(error) => {
                    complaints.push(error.to_string());
                    continue;
                }
            };
            if read.language() != language {
                complaints.push(format!("taken for {}", read.language()));
            }
            let article = &read.article;
            let left_out = article
                .left_out
                .iter()
                .map(|l| &article.text[l.span.range()]);
            let (left_out, furniture) = (
                multiset(left_out),
                multiset(pair.furniture(side).iter().map(String::as_str)),
            );
            for line in left_out
                .keys()
                .chain(furniture.keys())
                .collect::<HashSet<_>>()
            {
                let counts =
                    [left_out.get(line), furniture.get(line)].map(|c| c.copied().unwrap_or(0));
                if counts[0] != counts[1] {
                    complaints.push(format!(
                        "left out {} times, not {}: {line}",
                        counts[0], counts[1]
                    ));
                }
            }
            let headlines: Vec<&str> = read
                .segments
                .iter()
                .filter(|segment| segment.role == Role::Headline)
                .map(|segment| segment.text.as_str())
                .collect();
            if headlines != [pair.title(side)] {
                complaints.push(format!(
                    "headlines {headlines:?}, not {:?}",
                    pair.title(side)
                ));
            }
        }
        complaints
    });
}
