//! Sheets that come back several times: what their reviewers said last is what holds.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{COMMENT, DECISION, SOURCE, TARGET, apply, merge, sheet_of};
use common::{Folder, change_csv, change_workbook, reviewed};

const MOVED: &str = " welcomed at the airport by some 50 officials.";

/// A workbook for each name, with all rows accepted beforehand.
fn accepted(names: &[&str]) -> Folder {
    let folder = Folder::with_articles();
    for name in names {
        let align = "align ko.txt en.txt --document roh --accept-above 0";
        folder.run(&format!("{align} -o {name}.xlsx"));
    }
    folder
}

/// Changes a cell of a workbook and applies it, twice: the second time changes nothing.
#[track_caller]
fn round(folder: &Folder, name: &str, row: usize, column: usize, cell: &str) {
    let file = format!("{name}.xlsx");
    change_workbook(&folder.path(&file), |rows| rows[row][column] = cell.into());
    let arguments = format!("{file} --reviewer {name}");
    let (code, said) = apply(folder, &arguments);
    assert_eq!(code, 0, "{said}");
    let before = folder.contents();
    let (code, said) = apply(folder, &arguments);
    assert_eq!(code, 0, "{said}");
    assert!(folder.contents() == before, "applied twice");
}

fn unit(folder: &Folder, id: &str) -> String {
    let memory = folder.read("pair.tmx");
    let mut units = memory.split("<tu ").map(str::to_owned);
    units.find(|unit| unit.contains(id)).unwrap_or_default()
}

#[test]
fn a_comment_decides_nothing() {
    let folder = accepted(&["kim", "lee", "han"]);
    round(&folder, "kim", 3, DECISION, "");
    round(&folder, "lee", 3, COMMENT, "fine");
    assert!(!unit(&folder, "s-0003").contains("x-decision"));
    // Nor does it take the place of a rejection.
    round(&folder, "kim", 2, COMMENT, "late");
    round(&folder, "lee", 2, DECISION, "reject");
    round(&folder, "kim", 2, COMMENT, "too late");
    let (_, said) = apply(&folder, "han.xlsx --reviewer han");
    assert_eq!(unit(&folder, "s-0002"), "", "{said}");
    for line in folder.read("pair.review.jsonl").lines() {
        assert!(
            !line.contains("reviewer\":\"kim") || !line.contains("accept"),
            "{line}"
        );
    }
}

#[test]
fn a_decision_and_an_edit_are_taken_back_in_their_sheet() {
    let folder = accepted(&["kim"]);
    let english = "He returns home on the 30th.";
    for decision in ["accept", ""] {
        round(&folder, "kim", 3, TARGET, "Wind blows.");
        assert!(unit(&folder, "s-0003").contains("Wind blows."));
        change_workbook(&folder.path("kim.xlsx"), |rows| {
            rows[3][DECISION] = decision.into()
        });
        round(&folder, "kim", 3, TARGET, english);
        let now = unit(&folder, "s-0003");
        assert!(now.contains(english), "{now}");
        assert_eq!(now.contains(">accept<"), decision == "accept", "{now}");
    }
    for (decision, is_there) in [("reject", false), ("accept", true), ("unsure", true)] {
        round(&folder, "kim", 2, DECISION, decision);
        assert_eq!(!unit(&folder, "s-0002").is_empty(), is_there);
        if is_there {
            assert!(unit(&folder, "s-0002").contains(&format!(">{decision}<")));
        }
    }
    round(&folder, "kim", 2, DECISION, "");
    let open = unit(&folder, "s-0002");
    assert!(
        !open.contains("x-decision") && !open.contains("x-reviewer"),
        "{open}"
    );
}

#[test]
fn who_has_seen_a_decision_may_take_it_back() {
    let folder = accepted(&["kim", "lee"]);
    round(&folder, "kim", 3, DECISION, "unsure");
    round(&folder, "lee", 3, COMMENT, "why?");
    let log = folder.read("pair.review.jsonl");
    let last = log
        .lines()
        .rfind(|line| line.contains("s-0003") && line.contains("decision"));
    assert!(last.unwrap().contains("unsure"), "{log}");
    folder.run("tmx convert pair.tmx han.xlsx");
    round(&folder, "han", 3, DECISION, "");
    let open = unit(&folder, "s-0003");
    assert!(
        !open.contains("x-decision") && open.contains("why?"),
        "{open}"
    );
}

/// Both rows are as they were written again; one of them has a decision.
#[test]
fn a_sentence_that_was_moved_and_moved_back_stands_once() {
    for decided in [2, 3] {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o kim.xlsx --document roh");
        let mut before = Vec::new();
        let file = folder.path("kim.xlsx");
        change_workbook(&file, |rows| {
            rows[2][TARGET] = rows[2][TARGET].replace(MOVED, "");
            rows[3][TARGET] = format!("{} {}", MOVED.trim(), rows[3][TARGET]);
        });
        reviewed(&folder, |rows| before = rows.clone());
        assert!(before[2][TARGET].contains(MOVED), "{}", before[2][TARGET]);
        let (code, said) = apply(&folder, "kim.xlsx --reviewer kim");
        assert_eq!(code, 0, "{said}");
        assert_eq!(folder.read("pair.tmx").matches(MOVED.trim()).count(), 1);
        change_workbook(&file, |rows| {
            for row in [2, 3] {
                rows[row][TARGET].clone_from(&before[row][TARGET]);
            }
            rows[decided][DECISION] = "accept".into();
        });
        let (code, said) = apply(&folder, "kim.xlsx --reviewer kim");
        assert_eq!(code, 0, "{said}");
        assert!(unit(&folder, "s-0002").contains(MOVED.trim()), "{said}");
        assert_eq!(folder.read("pair.tmx").matches(MOVED.trim()).count(), 1);
    }
}

/// What the memory lacks for no known reason is not passed over in silence.
#[test]
fn a_pair_that_could_not_be_applied_at_first_is_named_until_it_is_accepted() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| rows[3][TARGET] = "#REF!".into());
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 1);
    assert_eq!(unit(&folder, "s-0003"), "");
    sheet_of(&folder, "kim.csv", |_| {});
    let (_, said) = apply(&folder, "kim.csv --reviewer kim");
    assert!(
        said.contains("1 left out, not in the memory (roh s-0003); accept adds"),
        "{said}"
    );
    sheet_of(&folder, "kim.csv", |rows| {
        rows[3][DECISION] = "accept".into()
    });
    let (_, said) = apply(&folder, "kim.csv --reviewer kim");
    assert!(!said.contains("left out"), "{said}");
    assert!(unit(&folder, "s-0003").contains(">accept<"));
    // A rejection is a reason.
    sheet_of(&folder, "kim.csv", |rows| {
        rows[3][DECISION] = "reject".into()
    });
    apply(&folder, "kim.csv --reviewer kim");
    sheet_of(&folder, "lee.csv", |_| {});
    let (_, said) = apply(&folder, "lee.csv --reviewer lee");
    assert!(!said.contains("left out"), "{said}");
}

#[test]
fn who_merged_two_rows_may_merge_a_third() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| merge(rows, 2));
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    sheet_of(&folder, "kim.csv", |rows| {
        merge(rows, 2);
        merge(rows, 1);
        rows[1][0] = "s-0001+s-0002+s-0003".into();
    });
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 1, "{said}");
}

#[test]
fn a_row_that_was_added_can_be_corrected_in_its_sheet() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o kim.xlsx --document roh");
    let file = folder.path("kim.xlsx");
    change_workbook(&file, |rows| {
        let mut added = vec![String::new(); rows[0].len()];
        added[SOURCE] = "비가 왔다.".into();
        added[TARGET] = "It raind.".into();
        rows.push(added);
    });
    let mut said = apply(&folder, "kim.xlsx --reviewer kim");
    assert!(said.0 == 0 && said.1.contains("1 new"), "{said:?}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 4);
    for (target, units) in [("It rained.", 4), ("It was raining.", 4), ("It rained.", 4)] {
        change_workbook(&file, |rows| rows[4][TARGET] = target.into());
        for _ in 0..2 {
            said = apply(&folder, "kim.xlsx --reviewer kim");
            assert_eq!(said.0, 0, "{said:?}");
            let memory = folder.read("pair.tmx");
            assert_eq!(memory.matches("<tu ").count(), units, "{said:?}");
            assert!(memory.contains(target), "{memory}");
        }
    }
    // Another row of one of its texts is another row.
    change_workbook(&file, |rows| {
        let mut other = rows[4].clone();
        other[TARGET] = "There was rain.".into();
        rows.push(other);
    });
    assert_eq!(apply(&folder, "kim.xlsx --reviewer kim").0, 0);
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 5);
    change_workbook(&file, |rows| rows[4][DECISION] = "reject".into());
    assert_eq!(apply(&folder, "kim.xlsx --reviewer kim").0, 0);
    let memory = folder.read("pair.tmx");
    assert!(
        !memory.contains("It rained.") && memory.contains("There was rain."),
        "{memory}"
    );
}

#[test]
fn a_reject_that_is_taken_back_brings_the_pair_back() {
    let folder = Folder::with_articles();
    for name in ["kim", "lee"] {
        folder.run(&format!(
            "align ko.txt en.txt --document roh -o {name}.xlsx"
        ));
    }
    folder.run("align ko.txt en.txt --document roh -o pair.tmx --date 20250904T073800Z");
    round(&folder, "kim", 2, DECISION, "reject");
    assert_eq!(unit(&folder, "s-0002"), "");
    // Nobody else brings it back.
    round(&folder, "lee", 3, COMMENT, "fine");
    assert_eq!(unit(&folder, "s-0002"), "");
    round(&folder, "kim", 2, DECISION, "");
    let back = unit(&folder, "s-0002");
    assert!(!back.is_empty() && !back.contains("x-decision"), "{back}");
    round(&folder, "kim", 2, DECISION, "reject");
    assert_eq!(unit(&folder, "s-0002"), "");
    change_workbook(&folder.path("kim.xlsx"), |rows| rows[2][DECISION].clear());
    round(&folder, "kim", 2, COMMENT, "after all");
    let back = unit(&folder, "s-0002");
    assert!(
        back.contains(">after all<") && !back.contains("x-decision"),
        "{back}"
    );
}

/// Who changes a comment in the same sheet, or deletes it, does not say both.
#[test]
fn a_comment_that_is_changed_takes_the_place_of_what_its_reviewer_said() {
    let folder = accepted(&["kim", "lee"]);
    round(&folder, "lee", 2, COMMENT, "lee’s");
    round(&folder, "kim", 2, COMMENT, "one");
    round(&folder, "kim", 2, COMMENT, "two");
    assert!(unit(&folder, "s-0002").contains(">lee’s | two<"));
    round(&folder, "kim", 2, COMMENT, "");
    assert!(unit(&folder, "s-0002").contains(">lee’s<"));
    round(&folder, "lee", 2, COMMENT, "");
    assert!(!unit(&folder, "s-0002").contains("x-comment"));
}

/// What a row decides against another reviewer does not hold, and what it says of the pair is heard.
#[test]
fn the_comment_of_who_is_overruled_is_kept() {
    for decision in ["accept", "reject"] {
        let folder = Folder::with_articles();
        sheet_of(&folder, "kim.csv", |rows| {
            rows[2][DECISION] = decision.into()
        });
        sheet_of(&folder, "lee.csv", |rows| {
            rows[2][DECISION] = "unsure".into();
            rows[2][COMMENT] = "six hours, not eight".into();
        });
        apply(&folder, "kim.csv --reviewer kim");
        let mut before = Default::default();
        for _ in 0..2 {
            let (code, said) = apply(&folder, "lee.csv --reviewer lee");
            assert_eq!(code, 1, "{said}");
            let log = folder.read("pair.review.jsonl");
            assert_eq!(log.matches("six hours").count(), 1, "{log}");
            assert!(
                !log.contains("unsure") && !log.contains("taken_back"),
                "{log}"
            );
            let unit = unit(&folder, "s-0002");
            assert_eq!(
                unit.contains(">six hours, not eight<"),
                decision == "accept"
            );
            assert!(!unit.contains(">lee<"), "{unit}");
            let now = folder.contents();
            assert!(before == now || before == std::collections::BTreeMap::new());
            before = now;
        }
    }
}

/// A memory that went through a sheet into a new memory: who decided what, and the comments, are in it.
#[test]
fn a_sheet_of_a_memory_brings_reviewers_and_comments_into_a_new_one() {
    for name in ["second.xlsx", "second.csv"] {
        let folder = Folder::with_articles();
        sheet_of(&folder, "kim.csv", |rows| {
            rows[1][DECISION] = "accept".into();
            rows[1][COMMENT] = "well done".into();
            rows[2][DECISION] = "unsure".into();
        });
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        folder.run(&format!("tmx convert pair.tmx {name}"));
        folder.run(&format!("tmx convert {name} converted.tmx"));
        folder.run(&format!(
            "review apply {name} --reviewer lee -o applied.tmx"
        ));
        // Of each unit, in any order.
        let props = |memory: &str| -> Vec<Vec<String>> {
            let is_said = |line: &&str| {
                let kinds = ["x-decision", "x-reviewer", "x-comment"];
                kinds.iter().any(|kind| line.contains(kind))
            };
            let of_unit = |unit: &str| {
                let mut props: Vec<String> =
                    unit.lines().filter(is_said).map(str::to_owned).collect();
                props.sort();
                props
            };
            folder
                .read(memory)
                .split("<tu ")
                .skip(1)
                .map(of_unit)
                .collect()
        };
        let expected = props("pair.tmx");
        assert_eq!([3, 2, 0], [0, 1, 2].map(|unit| expected[unit].len()));
        for memory in ["converted.tmx", "applied.tmx"] {
            assert_eq!(props(memory), expected, "{name}, {memory}");
        }
    }
}

/// What a reviewer says now is signed by that reviewer, not by whoever decided before.
#[test]
fn another_decision_in_a_sheet_of_a_memory_has_another_reviewer() {
    for name in ["second.xlsx", "second.csv"] {
        let folder = Folder::with_articles();
        sheet_of(&folder, "kim.csv", |rows| {
            rows[2][DECISION] = "unsure".into()
        });
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        folder.run(&format!("tmx convert pair.tmx {name}"));
        if name.ends_with("xlsx") {
            change_workbook(&folder.path(name), |rows| {
                rows[2][DECISION] = "accept".into()
            });
        } else {
            folder.write(name, folder.read(name).replace(",unsure,", ",accept,"));
        }
        folder.run(&format!("review apply {name} --reviewer lee -o new.tmx"));
        let memory = folder.read("new.tmx");
        assert!(
            memory.contains(">accept<") && memory.contains(">lee<"),
            "{memory}"
        );
        assert!(!memory.contains("kim"), "{memory}");
    }
}

#[test]
fn a_new_row_that_was_corrected_stays_so() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt --document roh -o sheet.csv");
    for text in ["A new sentence.", "A new line."] {
        folder.write("kim.csv", folder.read("sheet.csv"));
        change_csv(&folder, "kim.csv", |rows| {
            let mut new = vec![String::new(); rows[1].len()];
            new[SOURCE] = "새 문장이다.".into();
            new[TARGET] = text.into();
            rows.push(new);
        });
        let mut before = None;
        for _ in 0..3 {
            let (code, said) = apply(&folder, "kim.csv --reviewer kim");
            assert_eq!(code, 0, "{said}");
            let after = folder.contents();
            assert!(before.is_none_or(|before| before == after), "{said}");
            let memory = folder.read("pair.tmx");
            let unit = memory.split("<tu ").find(|unit| unit.contains(text));
            assert!(unit.unwrap().contains(">edit<"), "{memory}");
            before = Some(after);
        }
    }
}
