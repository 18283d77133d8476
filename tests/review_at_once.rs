//! Reviews of one memory at the same time, and reviews that are stopped on their way.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use common::team::{COMMENT, DECISION, SOURCE, TARGET, apply, merge};
use common::{Folder, change_csv, project};

/// `review apply` of a sheet of a reviewer onto the memory, begun.
fn applying(folder: &Folder, reviewer: &str) -> Child {
    let sheet = format!("{reviewer}.csv");
    Command::new(cargo_bin!("naranhi"))
        .args(["review", "apply", &sheet, "--reviewer", reviewer])
        .args(["-o", "pair.tmx"])
        .current_dir(folder.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn of_two_reviews_at_once_the_second_goes_on_from_the_first() {
    let folder = Folder::with_articles();
    let reviewers = ["kim", "lee"];
    for (row, reviewer) in reviewers.into_iter().enumerate() {
        let comment = format!("{reviewer} was here");
        common::reviewed(&folder, |rows| rows[row + 1][6] = comment);
        std::fs::rename(
            folder.path("pair.csv"),
            folder.path(&format!("{reviewer}.csv")),
        )
        .unwrap();
    }
    folder.run("align ko.txt en.txt --document roh -o written.tmx");
    let written = folder.read("written.tmx");
    let files = folder.contents().len();
    for round in 0..20 {
        // Half of the time there is no memory yet.
        let _ = std::fs::remove_file(folder.path("pair.tmx"));
        let _ = std::fs::remove_file(folder.path("pair.review.jsonl"));
        if round % 2 == 0 {
            folder.write("pair.tmx", &written);
        }
        let runs = reviewers.map(|reviewer| applying(&folder, reviewer));
        for run in runs {
            let output = run.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "{said}");
        }
        for name in ["pair.tmx", "pair.review.jsonl"] {
            let text = folder.read(name);
            for reviewer in reviewers {
                assert!(
                    text.contains(&format!("{reviewer} was here")),
                    "{name} {round}"
                );
            }
        }
        assert_eq!(folder.contents().len(), files + 2, "nothing else is left");
    }
}

#[test]
fn a_review_waits_for_whoever_holds_the_memory_and_says_so() {
    let folder = Folder::with_articles();
    common::reviewed(&folder, |rows| rows[1][1] = "accept".into());
    std::fs::rename(folder.path("pair.csv"), folder.path("kim.csv")).unwrap();
    folder.run("review apply kim.csv -o pair.tmx");
    let memory = std::fs::File::open(folder.path("pair.tmx")).unwrap();
    memory.lock().unwrap();
    folder.run("review apply kim.csv -o pair.tmx --dry-run");
    let mut run = applying(&folder, "kim");
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(
        line.contains("pair.tmx: another run is at work on it"),
        "{line}"
    );
    assert!(run.try_wait().unwrap().is_none());
    drop(memory);
    assert!(run.wait().unwrap().success());
}

/// Changes a few rows at random, as a reviewer might; the same for the same number.
fn review_at_random(rows: &mut Vec<Vec<String>>, mut number: usize) {
    let mut below = |limit: usize| {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % limit
    };
    for _ in 0..1 + below(4) {
        let row = 1 + below(rows.len() - 2);
        let text = format!("text {}", below(100));
        let is_pair = |row: &[String]| !row[SOURCE].is_empty() && !row[TARGET].is_empty();
        match below(7) {
            0 | 1 => rows[row][DECISION] = "reject".into(),
            2 => rows[row][DECISION] = "accept".into(),
            3 if is_pair(&rows[row]) => rows[row][TARGET] += &text,
            4 if is_pair(&rows[row]) && is_pair(&rows[row + 1]) => merge(rows, row),
            5 => rows[row][COMMENT] = text,
            6 => {
                let mut new = vec![String::new(); rows[row].len()];
                new[SOURCE] = "새 문장이다.".into();
                new[TARGET] = text;
                new[7..=8].clone_from_slice(&rows[row][7..=8]);
                rows.insert(row, new);
            }
            _ => {}
        }
    }
}

#[test]
fn a_review_that_was_stopped_between_its_two_files_is_completed_by_the_next() {
    let folder = Folder::with::<&str>(&[]);
    let pair = project("pairs/summit-1992");
    let texts = format!("{0}/ko.txt {0}/en.txt", pair.display());
    folder.run(&format!("align {texts} -o sheet.csv -o written.tmx"));
    let [sheet, written] = ["sheet.csv", "written.tmx"].map(|name| folder.read(name));
    let files = ["pair.tmx", "pair.review.jsonl"];
    for number in 0..60 {
        let _ = files.map(|name| std::fs::remove_file(folder.path(name)));
        if number % 3 != 0 {
            folder.write("pair.tmx", &written);
        }
        let mut before = std::fs::read(folder.path("pair.tmx")).ok();
        for round in 0..3 {
            folder.write("kim.csv", &sheet);
            let seed = 3 * number + round;
            change_csv(&folder, "kim.csv", |rows| review_at_random(rows, seed));
            let reviewer = if seed % 4 == 0 { "lee" } else { "kim" };
            let arguments = format!("kim.csv --reviewer {reviewer}");
            let (code, _) = apply(&folder, &arguments);
            let done = files.map(|name| folder.read(name));
            // The log was put in its place, the memory was not.
            match &before {
                Some(before) => folder.write("pair.tmx", before),
                None => std::fs::remove_file(folder.path("pair.tmx")).unwrap(),
            }
            let (code_again, said) = apply(&folder, &arguments);
            assert_eq!(code_again, code, "{number} {round}: {said}");
            let is_told = said.contains("pair.review.jsonl: the last review is not in pair.tmx");
            let is_changed = before.as_deref() != Some(done[0].as_bytes());
            assert!(is_told || !is_changed || done[1].is_empty(), "{said}");
            let again = files.map(|name| folder.read(name));
            assert!(again == done, "{number} {round}: {said}");
            before = Some(done[0].clone().into_bytes());
        }
    }
}

/// A decision that the memory lacks stays in the log, whoever is next, and no log is taken for that of another memory.
#[test]
fn what_a_log_holds_stays_whatever_becomes_of_the_memory() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o sheet.csv");
    let sheet = folder.read("sheet.csv");
    for (reviewer, row, decision) in [("kim", 2, "reject"), ("lee", 1, "accept")] {
        let name = format!("{reviewer}.csv");
        folder.write(&name, &sheet);
        change_csv(&folder, &name, |rows| rows[row][DECISION] = decision.into());
    }
    let log = |name: &str, reviewer: &str| folder.read(name).matches(reviewer).count();
    folder.run("review apply kim.csv -o one.tmx --log all.jsonl --reviewer kim");
    let lines = log("all.jsonl", "\"kim\"");
    assert!(lines > 0);
    folder.run("review apply lee.csv -o two.tmx --log all.jsonl --reviewer lee");
    assert_eq!(log("all.jsonl", "\"kim\""), lines);

    let (code, _) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0);
    std::fs::remove_file(folder.path("pair.tmx")).unwrap();
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("decides nothing"), "{said}");
    assert_eq!(log("pair.review.jsonl", "\"unfinished\":true"), 1, "{said}");
    // Applied again, it is as it was.
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(!folder.read("pair.tmx").contains("s-0002"), "{said}");
}
