//! Articles whose names do not tell which belong together: they are paired by what they say.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use common::{ENGLISH, Folder, KOREAN};
use serde_json::Value;

/// The files, Korean first, that an alignment says it was made of.
fn paired(alignments: &str) -> BTreeSet<[String; 2]> {
    let records = alignments
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let documents = records.filter(|record: &Value| record["record"] == "document");
    let file = |side: &Value| {
        let path = Path::new(side["file"].as_str().unwrap());
        path.file_name().unwrap().to_str().unwrap().to_owned()
    };
    let files = documents.map(|record| [file(&record["source"]), file(&record["target"])]);
    files.collect()
}

/// The pairs that belong together, Korean first.
fn gold(set: &str) -> BTreeSet<[String; 2]> {
    let gold = fs::read_to_string(format!("{set}/gold.tsv")).unwrap();
    let pairs = gold.lines().map(|line| line.split_once('\t').unwrap());
    pairs
        .map(|(korean, english)| [korean.to_owned(), english.to_owned()])
        .collect()
}

/// What is found of two folders, and is right; and what is not.
fn scored(set: &str) -> (usize, usize) {
    let set = format!("{}/tests/cases/{set}", env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::with::<&str>(&[]);
    let output = folder
        .naranhi(&format!("align {set}/ko {set}/en -o found.jsonl"))
        .output()
        .unwrap();
    // Some have no other edition.
    assert_eq!(output.status.code(), Some(1));
    let (found, gold) = (paired(&folder.read("found.jsonl")), gold(&set));
    (
        found.intersection(&gold).count(),
        found.difference(&gold).count(),
    )
}

#[test]
fn of_stories_of_one_day_the_editions_find_each_other() {
    assert_eq!(scored("same-day"), (22, 0));
    assert_eq!(scored("same-day-unseen"), (21, 0));
}

/// Pages of articles as they were copied, in one folder and under numbers that say nothing; how many articles there are.
fn numbered(wanted: &[(&str, Range<usize>)]) -> (Folder, usize) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets = [
        "pairs",
        "tests/cases/newsroom",
        "tests/cases/editions",
        "tests/cases/whole",
    ];
    let entries = sets.map(|set| fs::read_dir(project.join(set)).unwrap());
    let paths = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    let mut articles: Vec<_> = paths.filter(|path| path.join("ko.txt").exists()).collect();
    articles.sort();
    let folder = Folder::with::<&str>(&[]);
    fs::create_dir(folder.path("news")).unwrap();
    for (language, wanted) in wanted {
        for index in wanted.clone().filter(|&index| index < articles.len()) {
            let text = fs::read(articles[index].join(format!("{language}.txt"))).unwrap();
            folder.write(&format!("news/{}", number(language, index)), text);
        }
    }
    (folder, articles.len())
}

fn number(language: &str, article: usize) -> String {
    match language {
        "ko" => format!("{}.txt", 1000 + article),
        _ => format!("{}.txt", 9000 - article),
    }
}

#[test]
fn copied_pages_without_names_find_their_editions() {
    let (folder, count) = numbered(&[("ko", 0..999), ("en", 0..999)]);
    let said = folder.run("align news -v -o all.jsonl").err;
    let expected = (0..count).map(|index| ["ko", "en"].map(|language| number(language, index)));
    assert_eq!(paired(&folder.read("all.jsonl")), expected.collect());
    assert!(
        count > 130 && said.contains(&format!("not by their names: {count} pairs")),
        "{said}"
    );
    assert!(
        said.contains("news/1000.txt and news/9000.txt say the same: "),
        "{said}"
    );
}

#[test]
fn articles_whose_editions_are_not_there_find_none() {
    let (folder, _) = numbered(&[("ko", 0..66), ("en", 66..999)]);
    let output = folder.naranhi("align news -o all.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no pair of articles in it that the names tell, or what they say"),
        "{said}"
    );
}

#[test]
fn what_the_names_tell_is_asked_no_further() {
    let folder = Folder::with::<&str>(&[]);
    for name in ["ko", "en"] {
        fs::create_dir(folder.path(name)).unwrap();
    }
    let other = "오늘 날씨\n\n오늘은 맑겠다. 내일은 비가 오겠다. 모레는 흐리겠다.\n";
    folder.write("ko/1.txt", KOREAN);
    folder.write("en/1.txt", ENGLISH);
    // The same article again, and one of its name that says something else.
    folder.write("ko/a.txt", other);
    folder.write("ko/7.txt", KOREAN);
    folder.write("en/8.txt", ENGLISH);
    folder.write("en/picture.jpg", "no article");
    let output = folder.naranhi("align ko en ./ko -o all.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let pair = |korean: &str, english: &str| [korean.to_owned(), english.to_owned()];
    let expected = BTreeSet::from([pair("1.txt", "1.txt"), pair("7.txt", "8.txt")]);
    assert_eq!(paired(&folder.read("all.jsonl")), expected);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ko/a.txt: not one of a pair"), "{said}");
}
