//! What a sheet says is said of the texts that it has, and takes nothing away that another sheet said.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{COMMENT, DECISION, TARGET, apply, sheet, sheet_of};
use common::{Folder, change_workbook};

/// The memory of the article in which he returns on another day.
fn another_day(folder: &Folder) {
    let english = folder.read("en.txt").replace("on the 30th", "on the 29th");
    folder.write("en.txt", english);
    let korean = folder.read("ko.txt").replace("30일 귀국", "29일 귀국");
    folder.write("ko.txt", korean);
    folder.run("align ko.txt en.txt -o pair.tmx -o pair.jsonl --document roh");
}

fn unit(folder: &Folder, id: &str) -> String {
    let memory = folder.read("pair.tmx");
    let mut units = memory.split("<tu ").map(str::to_owned);
    units.find(|unit| unit.contains(id)).unwrap()
}

#[test]
fn what_was_accepted_beforehand_is_not_said_of_another_text() {
    for alignment in ["", " --alignment pair.jsonl"] {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o old.xlsx --document roh --accept-above 0");
        another_day(&folder);
        let (_, said) = apply(&folder, &format!("old.xlsx --reviewer kim{alignment}"));
        let accepted = folder.read("pair.tmx").matches(">accept<").count();
        assert_eq!(accepted, 2, "{said}");
        assert!(!unit(&folder, "s-0003").contains("x-decision"), "{said}");
    }
}

#[test]
fn what_a_reviewer_decided_on_a_text_that_is_gone_is_listed() {
    for alignment in ["", " --alignment pair.jsonl"] {
        let folder = Folder::with_articles();
        sheet(&folder, "kim.csv", 3, DECISION, "accept");
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        folder.run("tmx convert pair.tmx old.xlsx");
        for name in ["pair.tmx", "pair.review.jsonl"] {
            std::fs::remove_file(folder.path(name)).unwrap();
        }
        another_day(&folder);
        let (code, said) = apply(&folder, &format!("old.xlsx --reviewer kim{alignment}"));
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("old.xlsx, row 4"), "{said}");
        assert!(!unit(&folder, "s-0003").contains("x-decision"), "{said}");
    }
}

/// The same reviewer, who accepts what another alignment has.
#[test]
fn an_acceptance_of_another_text_is_listed_whoever_speaks() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 3, DECISION, "accept");
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    let reviewed = folder.read("pair.tmx");
    std::fs::remove_file(folder.path("pair.tmx")).unwrap();
    another_day(&folder);
    sheet(&folder, "second.csv", 3, DECISION, "accept");
    folder.write("pair.tmx", &reviewed);
    let (code, said) = apply(&folder, "second.csv --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("for which accept was not said"), "{said}");
    assert_eq!(folder.read("pair.tmx"), reviewed);
}

#[test]
fn who_takes_an_edit_back_in_his_sheet_may_accept_the_text_that_was_there() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 3, TARGET, "He goes home.");
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    assert!(unit(&folder, "s-0003").contains("He goes home."));
    sheet(&folder, "kim.csv", 3, DECISION, "accept");
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(unit(&folder, "s-0003").contains("He returns home on the 30th."));
}

#[test]
fn a_text_that_another_tool_changed_is_not_said_to_be_of_the_last_sheet() {
    let folder = Folder::with_articles();
    for (name, text) in [("kim.csv", "He goes home."), ("lee.csv", "He flies home.")] {
        sheet_of(&folder, name, |rows| rows[3][TARGET] = text.into());
    }
    assert_eq!(apply(&folder, "kim.csv").0, 0);
    let memory = folder.read("pair.tmx");
    folder.write(
        "pair.tmx",
        memory.replace("He goes home.", "He sails home."),
    );
    let (code, said) = apply(&folder, "lee.csv");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("F4: the text was changed here and in the memory too"),
        "{said}"
    );
    assert!(folder.read("pair.tmx").contains("He sails home."));
}

#[test]
fn without_a_name_an_edit_of_another_sheet_stands_and_its_comment_stays() {
    let folder = Folder::with_articles();
    let edited = |name: &str, text: &str, comment: &str| {
        sheet_of(&folder, name, |rows| {
            rows[3][TARGET] = text.into();
            rows[3][COMMENT] = comment.into();
            rows[2][COMMENT] = comment.into();
        });
    };
    edited("kim.csv", "He goes home.", "at once");
    edited("lee.csv", "He flies home.", "by air");
    assert_eq!(apply(&folder, "kim.csv").0, 0);
    let (code, said) = apply(&folder, "lee.csv");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("F4: the text was changed here and in kim.csv too"),
        "{said}"
    );
    assert!(unit(&folder, "s-0003").contains("He goes home."));
    assert!(unit(&folder, "s-0002").contains("at once | by air"));
    // The sheet that it came of may change it.
    edited("kim.csv", "He goes home soon.", "at once");
    assert_eq!(apply(&folder, "./kim.csv").0, 0);
    assert!(unit(&folder, "s-0003").contains("He goes home soon."));
}

#[test]
fn who_did_not_touch_a_row_does_not_restore_an_acceptance_that_was_taken_back() {
    let folder = Folder::with_articles();
    for name in ["kim.xlsx", "lee.xlsx"] {
        folder.run(&format!(
            "align ko.txt en.txt -o {name} --document roh --accept-above 0"
        ));
    }
    change_workbook(&folder.path("kim.xlsx"), |rows| rows[3][DECISION].clear());
    for sheets in [["kim", "lee"], ["lee", "kim"]] {
        for name in ["pair.tmx", "pair.review.jsonl"] {
            let _ = std::fs::remove_file(folder.path(name));
        }
        for name in sheets {
            let (code, said) = apply(&folder, &format!("{name}.xlsx --reviewer {name}"));
            assert_eq!(code, 0, "{said}");
        }
        assert!(
            !unit(&folder, "s-0003").contains("x-decision"),
            "{sheets:?}"
        );
        assert!(unit(&folder, "s-0002").contains(">accept<"), "{sheets:?}");
        let before = folder.contents();
        for name in sheets {
            apply(&folder, &format!("{name}.xlsx --reviewer {name}"));
        }
        assert!(folder.contents() == before, "applied once more");
    }
    // And who took it back may give it again.
    change_workbook(&folder.path("kim.xlsx"), |rows| {
        rows[3][DECISION] = "accept".into()
    });
    let (code, said) = apply(&folder, "kim.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    let accepted = unit(&folder, "s-0003");
    assert!(
        accepted.contains(">accept<") && accepted.contains(">kim<"),
        "{accepted}"
    );
}
