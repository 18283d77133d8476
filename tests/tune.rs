//! `naranhi tune` learns from what gold there is, says from how much, and writes nothing where there is too little.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Folder;

const KOREAN: &str = "비가 왔다.\n바람이 불었다.\n눈은 오지 않았다.\n해가 떴다.\n";
const ENGLISH: &str = "It rained.\nThe wind blew.\nIt did not snow.\nThe sun rose.\n";

/// A folder of documents, each with these gold beads.
fn folder(golds: &[&str]) -> Folder {
    let folder = Folder::with::<&str>(&[]);
    for (index, gold) in golds.iter().enumerate() {
        folder.write(&format!("{index}.ko"), KOREAN);
        folder.write(&format!("{index}.en"), ENGLISH);
        folder.write(&format!("{index}.gold"), gold);
    }
    folder
}

#[track_caller]
fn refused(golds: &[&str], arguments: &str, expected: &str) {
    let folder = folder(golds);
    let output = folder.naranhi(&format!("tune . {arguments}")).output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "{said}");
    assert!(!folder.path("w.toml").exists());
}

#[test]
fn it_says_from_how_much_it_learnt() {
    let apart = "[0]:[0]\n[1, 3]:[1]\n[2]:[2]\n";
    let crossing = "[0]:[0]\n[1]:[1]\n[3]:[2]\n[2]:[3]\n";
    let folder = folder(&[apart, crossing]);
    let said = folder.run("tune . -o w.toml").err;
    for expected in [
        "learnt from 5 beads of 2 documents; wrote w.toml",
        "not learnt from: 1 bead whose sentences are not neighbours",
        "not learnt from: 1 bead of headlines, of moved passages",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(folder.path("w.toml").exists());
}

#[test]
fn without_beads_to_learn_from_nothing_is_written() {
    let alone = "[0]:[]\n[]:[0]\n";
    refused(
        &[alone, "[0, 2]:[0]\n"],
        "-o w.toml",
        "no beads to learn from",
    );
    let folds = "--folds 2 -o w.toml";
    refused(&[alone, "[0]:[0]\n"], folds, "all but part 2 of 2");
}

#[test]
fn there_are_no_more_parts_than_documents() {
    let folds = "--folds 2 -o w.toml";
    refused(
        &["[0]:[0]\n"],
        folds,
        "1 document cannot be put into 2 parts",
    );
}

#[test]
fn what_cannot_be_measured_leaves_no_table_behind() {
    let folder = folder(&["[0]:[0]\n"]);
    let output = folder.naranhi("tune . --folds 2 --ablation").output();
    let output = output.unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
}
