//! Reviews of one memory at the same time, and reviews that are stopped on their way.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use common::Folder;

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
