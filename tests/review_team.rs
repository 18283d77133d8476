//! Sheets of several reviewers, and what none of them may overrule or lose unseen.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Folder, reviewed};

/// The columns of a sheet that reviewers fill in.
const DECISION: usize = 1;
const SOURCE: usize = 4;
const TARGET: usize = 5;

/// A sheet under a name of its own, with one cell of the row changed.
fn sheet(folder: &Folder, name: &str, row: usize, column: usize, cell: &str) {
    reviewed(folder, |rows| rows[row][column] = cell.into());
    std::fs::rename(folder.path("pair.csv"), folder.path(name)).unwrap();
}

/// Runs `review apply` onto `pair.tmx`; the exit code and what was said.
fn apply(folder: &Folder, arguments: &str) -> (i32, String) {
    let command = format!("review apply {arguments} -o pair.tmx --date 20250904T073800Z");
    let output = folder.naranhi(&command).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn two_reviewers_share_the_rows_of_an_article() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 1, DECISION, "accept");
    sheet(&folder, "lee.csv", 2, DECISION, "reject");
    let (code, said) = apply(&folder, "kim.csv lee.csv");
    assert_eq!(code, 0, "{said}");
    let counts = "6 rows: 1 accepted, 1 rejected, 1 undecided, 3 said by another row";
    assert!(said.contains(counts), "{said}");
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 2);
    assert_eq!(memory.matches("x-decision").count(), 1);
}

#[test]
fn two_sheets_that_contradict_one_another_are_not_applied_there() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 1, DECISION, "accept");
    sheet(&folder, "lee.csv", 1, DECISION, "reject");
    let (code, said) = apply(&folder, "kim.csv lee.csv");
    assert_eq!(code, 1);
    assert!(said.contains("do not agree; neither was applied"), "{said}");
    assert!(said.contains("2 not applied"), "{said}");
    let memory = folder.read("pair.tmx");
    assert_eq!(
        (
            memory.matches("<tu ").count(),
            memory.matches("x-decision").count()
        ),
        (3, 0)
    );
}

#[test]
fn a_decision_of_another_reviewer_stands_until_it_is_seen() {
    for (first, second) in [
        ("accept", "reject"),
        ("reject", "accept"),
        ("reject", "unsure"),
    ] {
        let folder = Folder::with_articles();
        sheet(&folder, "kim.csv", 1, DECISION, first);
        sheet(&folder, "lee.csv", 1, DECISION, second);
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        let before = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
        let (code, said) = apply(&folder, "lee.csv --reviewer lee");
        assert_eq!(code, 1, "{said}");
        let expected = format!("lee.csv, row 2, B2: kim said {first} of s-0001 meanwhile");
        assert!(said.contains(&expected), "{said}");
        let after = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
        assert_eq!(after, before);
        // Kim may change their mind.
        assert_eq!(apply(&folder, "lee.csv --reviewer kim").0, 0);
        assert_ne!(folder.read("pair.tmx"), before.0);
        // The log says each turn, also the one that was there before.
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        let log = folder.read("pair.review.jsonl");
        assert_eq!(log.lines().count(), 3, "{log}");
    }
}

/// A sheet made out of the memory shows what others decided: whoever decides anew knows it.
#[test]
fn who_has_seen_a_decision_may_change_it_and_signs_nothing_else() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][DECISION] = "accept".into();
        rows[2][DECISION] = "accept".into();
    });
    apply(&folder, "pair.csv --reviewer kim");
    folder.run("tmx convert pair.tmx second.xlsx");
    assert_eq!(apply(&folder, "second.xlsx --reviewer lee").0, 0);
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches(">kim</prop>").count(), 2);
    assert!(!memory.contains("lee") && !folder.read("pair.review.jsonl").contains("lee"));
    // The same as a CSV, which does not keep what it was written with.
    folder.run("tmx convert pair.tmx second.csv");
    assert_eq!(apply(&folder, "second.csv --reviewer lee").0, 0);
    assert_eq!(folder.read("pair.tmx"), memory);
}

#[test]
fn a_text_that_is_emptied_is_named_unless_another_row_took_it_over() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet(&folder, "emptied.csv", 2, TARGET, "");
    let (code, said) = apply(&folder, "emptied.csv");
    assert_eq!(code, 1);
    assert!(
        said.contains("emptied.csv, row 3, F3: the cell is empty"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 3);

    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        for column in [SOURCE, TARGET] {
            let text = std::mem::take(&mut rows[3][column]);
            rows[2][column] += &format!(" {text}");
        }
    });
    let (code, said) = apply(&folder, "pair.csv");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 2);
}

#[test]
fn a_row_is_split_whole_or_not_at_all() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        let mut second = rows[2].clone();
        rows[2][0] += ".1";
        second[0] += ".2";
        second[DECISION] = "perhaps".into();
        rows.insert(3, second);
    });
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let (code, said) = apply(&folder, "pair.csv");
    assert_eq!(code, 1);
    assert!(
        said.contains("another part of s-0002 cannot be applied"),
        "{said}"
    );
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 3);
    assert!(!memory.contains("s-0002."), "{memory}");
}

/// In a CSV nothing tells an accepted row from one that was accepted beforehand, but that these are the surest.
#[test]
fn a_sheet_in_which_rows_were_only_accepted_is_not_replaced_either() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.csv --document roh");
    let text = folder.read("pair.csv");
    let confidence = |line: &str| -> f64 { line.split(',').nth(2).unwrap().parse().unwrap() };
    let surest = text.lines().skip(1).map(confidence).fold(0.0, f64::max);
    let doubtful = text
        .lines()
        .skip(1)
        .find(|line| confidence(line) < surest)
        .unwrap();
    let accepted = doubtful.replacen(",,", ",accept,", 1);
    folder.write("pair.csv", text.replace(doubtful, &accepted));
    let before = folder.contents();
    let output = folder
        .naranhi("align ko.txt en.txt -o pair.csv")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(folder.contents() == before);
}

#[test]
fn no_memory_command_replaces_what_a_reviewer_did() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o other.tmx --document roh");
    sheet(&folder, "kim.csv", 1, DECISION, "reject");
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    apply(&folder, "lee.csv");
    let before = folder.contents();
    for command in [
        "tmx convert other.tmx kim.csv",
        "tmx convert other.tmx pair.tmx",
        "tmx merge other.tmx -o pair.tmx",
        "tmx clean other.tmx -o pair.tmx",
    ] {
        let output = folder.naranhi(command).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}: {said}");
        assert!(said.contains("holds the work of a reviewer"), "{said}");
        assert!(folder.contents() == before, "{command}");
    }
    // What is written again is not lost.
    for command in [
        "tmx merge pair.tmx -o all.tmx",
        "tmx convert pair.tmx pair.csv",
    ] {
        folder.run(command);
        folder.run(command);
    }
}
