//! Columns that were sorted without the others, or pasted beside their rows, and texts that reviewers move on purpose.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{DECISION, SOURCE, TARGET, apply, merge, sheet_of};
use common::{Folder, change_csv, change_workbook};

const KOREAN: &str = "\
회의는 3일 서울에서 열렸다. 장관 12명이 회의에 참석했다. 정부는 예산 450억 원을 늘리기로 했다. \
새 다리는 2027년에 완공된다. 지난해 관광객은 86만 명이었다. 철도 요금은 7퍼센트 오른다. \
학교 24곳이 내년에 문을 연다. 다음 회의는 19일 부산에서 열린다.";
const ENGLISH: &str = "\
The meeting was held in Seoul on the 3rd. The meeting was attended by 12 ministers. \
The government will raise the budget by 45 billion won. The new bridge will be finished in 2027. \
Last year there were 860,000 tourists. Railway fares will go up by 7 percent. \
Next year 24 schools will open. The next meeting will be held in Busan on the 19th.";

type Rows = Vec<Vec<String>>;
/// What a reviewer does to a sheet, and what is said of it.
type Move = (&'static str, fn(&mut Rows));

/// A workbook and a memory of eight pairs, a sentence each.
fn folder() -> Folder {
    let folder = Folder::with(&[("ko.txt", KOREAN), ("en.txt", ENGLISH)]);
    folder.run("align ko.txt en.txt -o pair.xlsx -o pair.tmx --document roh");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 8);
    folder
}

fn sort(rows: &mut Rows, column: usize) {
    let mut cells: Vec<String> = rows[1..].iter().map(|row| row[column].clone()).collect();
    cells.sort();
    for (row, cell) in rows[1..].iter_mut().zip(cells) {
        row[column] = cell;
    }
}

/// Copies the cells of some rows into those below them.
fn paste_below(rows: &mut Rows, column: usize, from: usize, to: usize) {
    for row in (from..=to).rev() {
        rows[row + 1][column] = rows[row][column].clone();
    }
}

/// Applies the workbook; twice, since it must not become right by being said again.
fn apply_twice(folder: &Folder) -> (i32, String) {
    let first = apply(folder, "pair.xlsx --reviewer kim");
    let memory = folder.read("pair.tmx");
    apply(folder, "pair.xlsx --reviewer kim");
    assert_eq!(folder.read("pair.tmx"), memory);
    first
}

#[test]
fn a_column_that_was_moved_alone_changes_nothing() {
    let moves: [Move; 7] = [
        ("target", |rows| sort(rows, TARGET)),
        ("source", |rows| sort(rows, SOURCE)),
        ("target", |rows| paste_below(rows, TARGET, 1, 7)),
        ("target", |rows| paste_below(rows, TARGET, 3, 4)),
        // Its cell deleted, and those below moved up.
        ("target", |rows| {
            for row in 2..8 {
                rows[row][TARGET] = rows[row + 1][TARGET].clone();
            }
            rows[8][TARGET].clear();
        }),
        // One text drawn down over the others.
        ("target", |rows| {
            for row in 2..=8 {
                rows[row][TARGET] = rows[1][TARGET].clone();
            }
        }),
        // Sorted after one of the texts was edited, whose words tell where it went.
        ("target", |rows| {
            rows[8][TARGET] = format!("According to plan, {}", rows[8][TARGET]);
            sort(rows, TARGET);
        }),
    ];
    for (column, change) in moves {
        let folder = folder();
        let before = folder.read("pair.tmx");
        change_workbook(&folder.path("pair.xlsx"), change);
        let (code, said) = apply_twice(&folder);
        assert_eq!(code, 1, "{said}");
        assert!(
            said.contains(&format!("the column {column} was sorted or pasted")),
            "{said}"
        );
        assert!(said.contains("it holds the text of s-000"), "{said}");
        assert!(!said.contains("edited"), "{said}");
        assert_eq!(folder.read("pair.tmx"), before, "{said}");
    }
}

#[test]
fn what_else_was_said_in_the_sheet_is_applied() {
    let folder = folder();
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        paste_below(rows, TARGET, 4, 7);
        rows[1][DECISION] = "accept".into();
        rows[2][TARGET] = "Twelve ministers were there, 12 in all.".into();
    });
    let (code, said) = apply_twice(&folder);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("1 accepted, 1 edited, 2 undecided, 4 not applied"),
        "{said}"
    );
    assert!(
        said.contains("row 6, F6: it holds the text of s-0004"),
        "{said}"
    );
}

#[test]
fn whoever_moves_a_column_on_purpose_says_edit() {
    let folder = folder();
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        sort(rows, TARGET);
        for row in &mut rows[1..] {
            row[DECISION] = "수정".into();
        }
    });
    let (code, said) = apply_twice(&folder);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("8 edited"), "{said}");
}

/// Exchanges the targets of two rows.
fn exchange(rows: &mut Rows, row: usize, other: usize) {
    let cell = rows[row][TARGET].clone();
    rows[row][TARGET] = std::mem::replace(&mut rows[other][TARGET], cell);
}

#[test]
fn what_is_meant_beside_a_column_that_was_moved_is_applied() {
    let moves: [Move; 2] = [
        // Rows 4 to 8 hold what those above them held; the others are said to be meant.
        ("2 edited, 1 undecided, 5 not applied", |rows| {
            paste_below(rows, TARGET, 3, 7);
            exchange(rows, 1, 2);
            rows[1][DECISION] = "edit".into();
            rows[2][DECISION] = "edit".into();
        }),
        // Two copied down, and two others exchanged that are not between them: no more than half of all.
        ("2 edited, 4 undecided, 2 not applied", |rows| {
            paste_below(rows, TARGET, 6, 7);
            exchange(rows, 1, 2);
        }),
    ];
    for (expected, change) in moves {
        let folder = folder();
        change_workbook(&folder.path("pair.xlsx"), change);
        let (code, said) = apply_twice(&folder);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

/// The decision of a row that was edited before reads `edit` already.
#[test]
fn who_edited_rows_before_may_move_their_texts() {
    let folder = folder();
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        for row in &mut rows[1..=4] {
            row[TARGET] = format!("As planned: {}", row[TARGET]);
        }
    });
    apply_twice(&folder);
    folder.run("tmx convert pair.tmx conv.xlsx");
    change_workbook(&folder.path("conv.xlsx"), |rows| {
        for row in 1..4 {
            exchange(rows, row, row + 1);
        }
    });
    let (code, said) = apply(&folder, "conv.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("4 edited"), "{said}");
}

#[test]
fn a_sheet_of_the_rows_that_were_worked_on_tells_nothing_of_the_others() {
    let folder = folder();
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        exchange(rows, 1, 2);
        exchange(rows, 4, 5);
        rows.truncate(1 + 6);
    });
    let (code, said) = apply_twice(&folder);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("4 edited, 2 undecided"), "{said}");
}

#[test]
fn texts_that_were_moved_on_purpose_stay_moved() {
    let moves: [Move; 6] = [
        // Two targets exchanged, and two others.
        ("4 edited", |rows| {
            exchange(rows, 1, 2);
            exchange(rows, 5, 7);
        }),
        // Three that went round.
        ("3 edited", |rows| {
            let cell = rows[3][TARGET].clone();
            rows[3][TARGET] = rows[4][TARGET].clone();
            rows[4][TARGET] = rows[5][TARGET].clone();
            rows[5][TARGET] = cell;
        }),
        // One cut and pasted over the next, which was pasted behind another.
        ("3 edited", |rows| {
            let cell = std::mem::take(&mut rows[6][TARGET]);
            let next = std::mem::replace(&mut rows[7][TARGET], cell);
            rows[8][TARGET] = format!("{next} {}", rows[8][TARGET]);
        }),
        // One that was rejected gives its text to its neighbour.
        ("1 rejected, 1 edited", |rows| {
            rows[4][TARGET] = rows[5][TARGET].clone();
            rows[5][DECISION] = "reject".into();
        }),
        // Merged rows hold the texts of others.
        ("2 merged", |rows| {
            merge(rows, 1);
            merge(rows, 4);
        }),
        // The same sentence said four times.
        ("4 edited", |rows| {
            for row in [2, 3, 4, 5] {
                rows[row][SOURCE] = rows[1][SOURCE].clone();
                rows[row][TARGET] = rows[1][TARGET].clone();
            }
        }),
    ];
    for (expected, change) in moves {
        let folder = folder();
        change_workbook(&folder.path("pair.xlsx"), change);
        let (code, said) = apply_twice(&folder);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

/// A sheet without a hidden page tells by the hashes in its rows what they were written with.
#[test]
fn a_column_of_a_csv_that_was_sorted_changes_nothing() {
    let folder = folder();
    let before = folder.read("pair.tmx");
    sheet_of(&folder, "kim.csv", |rows| sort(rows, TARGET));
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the column target was sorted"), "{said}");
    assert_eq!(folder.read("pair.tmx"), before);
}

/// That all rows read `edit` says nothing of a column that was sorted since; the word written anew does.
#[test]
fn a_column_of_a_sheet_that_reads_edit_is_guarded_too() {
    for reviewer in ["", " --reviewer kim"] {
        for name in ["conv.csv", "conv.xlsx"] {
            let folder = folder();
            change_workbook(&folder.path("pair.xlsx"), |rows| {
                for row in &mut rows[1..] {
                    row[TARGET] = format!("{} So it is.", row[TARGET]);
                }
            });
            apply(&folder, &format!("pair.xlsx{reviewer}"));
            folder.run(&format!("tmx convert pair.tmx {name}"));
            let change = |change: fn(&mut Rows)| match name.ends_with(".csv") {
                true => change_csv(&folder, name, change),
                false => change_workbook(&folder.path(name), change),
            };
            let before = folder.read("pair.tmx");
            assert_eq!(before.matches(">edit<").count(), 8);
            change(|rows| sort(rows, TARGET));
            let (code, said) = apply(&folder, &format!("{name}{reviewer}"));
            assert_eq!(code, 1, "{said}");
            assert!(said.contains("write edited as the decision"), "{said}");
            assert_eq!(folder.read("pair.tmx"), before);
            change(|rows| {
                for row in &mut rows[1..] {
                    row[DECISION] = "edited".into();
                }
            });
            let (code, said) = apply(&folder, &format!("{name}{reviewer}"));
            assert_eq!(code, 0, "{said}");
            assert!(said.contains("8 edited"), "{said}");
            assert_ne!(folder.read("pair.tmx"), before);
        }
    }
}
