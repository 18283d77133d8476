//! `naranhi split` and its options, as a person uses them.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;

use assert_cmd::Command;
use predicates::str::contains;
use tempfile::TempDir;

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.txt"), text).unwrap();
    folder
}

fn split(folder: &TempDir, options: &[&str]) -> assert_cmd::assert::Assert {
    let mut naranhi: Command = assert_cmd::cargo::cargo_bin_cmd!("naranhi");
    naranhi
        .current_dir(folder.path())
        .args(["split", "text.txt"])
        .args(options)
        .assert()
}

#[test]
fn lines_are_trimmed_as_those_of_an_alignment_are() {
    let folder = folder("  Rain\u{a0} fell.  Wind rose. \r\n\r\nIt stopped.\n");
    split(&folder, &[])
        .success()
        .stdout("Rain fell.\nWind rose.\n\nIt stopped.\n");
}

#[test]
fn a_folder_is_no_article() {
    let mut naranhi: Command = assert_cmd::cargo::cargo_bin_cmd!("naranhi");
    let folder = folder("It rained.\n");
    naranhi
        .current_dir(folder.path())
        .args(["split", "."])
        .assert()
        .code(2)
        .stderr(contains(
            "a folder; give an article (`naranhi align` takes folders",
        ));
}

#[test]
fn explain_names_the_rule_of_each_mark() {
    let folder = folder("Mr. Park left. \"Why?\" Lim asked.\n");
    split(&folder, &["--explain"]).success().stdout(
        "Mr.\tno end: abbreviation before a name\n\
         Park left.\tend: final mark\n\
         \"Why?\"\tno end: verb of saying after a quotation\n\
         Lim asked.\tend: end of the line\n",
    );
}

#[test]
fn abbreviations_of_the_user_count() {
    let folder = folder("She met Ptr. Kim in Gyo. Hall.\n");
    split(&folder, &[])
        .success()
        .stdout("She met Ptr.\nKim in Gyo.\nHall.\n");
    fs::write(folder.path().join("mine.txt"), "# Mine\ntitle\tPtr.\nGyo\n").unwrap();
    split(&folder, &["--abbreviations", "mine.txt"])
        .success()
        .stdout("She met Ptr. Kim in Gyo. Hall.\n");
}

#[test]
fn an_abbreviation_of_no_class_is_refused_with_its_line() {
    let folder = folder("It rained.\n");
    fs::write(folder.path().join("mine.txt"), "Ptr\ntitel\tGyo\n").unwrap();
    split(&folder, &["--abbreviations", "mine.txt"])
        .code(2)
        .stderr(contains(
            "mine.txt, line 2: titel\tGyo: not an abbreviation",
        ));
}

#[test]
fn informal_endings_count_only_when_asked_for() {
    let folder = folder("정말 맛있었어요ㅎㅎ 다음에 또 갈게요\n");
    split(&folder, &[])
        .success()
        .stdout("정말 맛있었어요ㅎㅎ 다음에 또 갈게요\n");
    split(&folder, &["--informal"])
        .success()
        .stdout("정말 맛있었어요ㅎㅎ\n다음에 또 갈게요\n");
}

#[test]
fn srx_is_the_same_every_time_and_knows_the_abbreviations_of_the_user() {
    let folder = folder("");
    fs::write(folder.path().join("mine.txt"), "title\tPtr\n").unwrap();
    let srx = || {
        let mut naranhi: Command = assert_cmd::cargo::cargo_bin_cmd!("naranhi");
        naranhi
            .current_dir(folder.path())
            .args(["split", "--srx", "--abbreviations", "mine.txt"])
            .assert()
            .success()
            .get_output()
            .stdout
            .clone()
    };
    let first = srx();
    assert!(first == srx());
    assert!(String::from_utf8(first).unwrap().contains("|Ptr|"));
}
