//! Texts that reviewers move from row to row: in both rows or in neither, whoever decided what meanwhile.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{DECISION, SOURCE, TARGET, apply, merge, sheet, sheet_of, split, stands};
use common::{Folder, change_workbook};

/// The end of the second row's target.
const MOVED: &str = "welcomed at the airport by some 50 officials.";
/// All of the third row's target.
const RETURN: &str = "He returns home on the 30th.";

type Rows = Vec<Vec<String>>;

fn folder() -> Folder {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    folder
}

/// Moves the end of the second row's target into the third row.
fn move_down(rows: &mut Rows) {
    let kept = rows[2][TARGET]
        .strip_suffix(MOVED)
        .unwrap()
        .trim()
        .to_owned();
    rows[2][TARGET] = kept;
    rows[3][TARGET] = format!("{MOVED} {}", rows[3][TARGET]);
}

fn count(folder: &Folder, text: &str) -> usize {
    folder.read("pair.tmx").matches(text).count()
}

/// A folder whose English lacks what the Korean says of the return.
fn without_return() -> Folder {
    let folder = Folder::with_articles();
    folder.write("en.txt", folder.read("en.txt").replace(RETURN, ""));
    let korean = folder.read("ko.txt");
    let longer = "30일 상하이의 임시정부 청사를 둘러본 뒤 특별기 편으로 귀국한다.";
    folder.write("ko.txt", korean.replace("30일 귀국한다.", longer));
    folder
}

#[test]
fn a_sentence_moved_between_cells_goes_with_both_rows_or_with_none() {
    for (decided, said) in [
        (
            3,
            "lee.csv, row 3, F3: its text went to s-0003, which was not applied; nor was this",
        ),
        (
            2,
            "lee.csv, row 4, F4: its text is that of s-0002, which was not applied; nor was this",
        ),
    ] {
        let folder = folder();
        sheet(&folder, "kim.csv", decided, DECISION, "accept");
        sheet_of(&folder, "lee.csv", move_down);
        stands(&folder, said);
        assert_eq!(count(&folder, MOVED), 1);
    }
    let folder = folder();
    sheet_of(&folder, "lee.csv", move_down);
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!((code, count(&folder, MOVED)), (0, 1), "{said}");
    assert!(said.contains("2 edited"), "{said}");
}

#[test]
fn a_text_that_two_reviewers_move_to_different_rows_stays_with_the_first() {
    let moved_to = |row: usize| {
        move |rows: &mut Rows| {
            let text = std::mem::take(&mut rows[3][TARGET]);
            rows[row][TARGET] += &format!(" {text}");
        }
    };
    let folder = folder();
    sheet_of(&folder, "kim.csv", moved_to(2));
    sheet_of(&folder, "lee.csv", moved_to(1));
    stands(&folder, "kim said edit of s-0003 meanwhile");
    assert_eq!(count(&folder, RETURN), 1);
}

#[test]
fn a_text_that_two_sheets_move_to_different_rows_stays_where_it_was() {
    let folder = folder();
    for (name, row) in [("kim.csv", 2), ("lee.csv", 1)] {
        sheet_of(&folder, name, |rows| {
            let text = std::mem::take(&mut rows[3][TARGET]);
            rows[row][TARGET] += &format!(" {text}");
        });
    }
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "kim.csv lee.csv");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("its text went to s-0002 here and to s-0001 in"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx"), before);
}

#[test]
fn a_text_that_a_merged_or_split_row_gave_stays_where_that_row_is_refused() {
    let merged: fn(&mut Rows) = |rows| {
        merge(rows, 2);
        let text = rows[2][TARGET].replace(RETURN, "");
        rows[1][TARGET] += &format!(" {RETURN}");
        rows[2][TARGET] = text.trim().to_owned();
    };
    let parts: fn(&mut Rows) = |rows| {
        split(rows, ["", ""]);
        rows[2][TARGET] = rows[2][TARGET].replace(MOVED, "").trim().to_owned();
        rows[3][TARGET] = std::mem::replace(&mut rows[4][TARGET], MOVED.to_owned());
    };
    for (change, text) in [(merged, RETURN), (parts, RETURN), (parts, MOVED)] {
        let folder = folder();
        sheet(&folder, "kim.csv", 2, DECISION, "accept");
        sheet_of(&folder, "lee.csv", change);
        stands(&folder, "kim said accept of s-0002 meanwhile");
        assert_eq!(count(&folder, text), 1);
    }
}

#[test]
fn an_exchange_with_a_row_of_a_mistyped_id_is_refused_whole() {
    let folder = folder();
    folder.run("align ko.txt en.txt -o pair.xlsx --document roh");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        let text = std::mem::take(&mut rows[2][TARGET]);
        rows[2][TARGET] = std::mem::replace(&mut rows[3][TARGET], text);
        rows[3][0] = "s-O003".into();
    });
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("there is no row s-O003"), "{said}");
    assert!(
        said.contains("its text is that of s-0003, which was not applied"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx"), before);
}

#[test]
fn a_pair_rejected_in_parts_or_merged_does_not_come_back() {
    let parts: fn(&mut Rows) = |rows| split(rows, ["reject", "reject"]);
    let merged: fn(&mut Rows) = |rows| {
        merge(rows, 2);
        rows[2][DECISION] = "reject".into();
    };
    for change in [parts, merged] {
        let folder = folder();
        sheet_of(&folder, "kim.csv", change);
        sheet(&folder, "lee.csv", 2, DECISION, "accept");
        stands(&folder, "kim said reject of s-0002 meanwhile");
        assert_eq!(count(&folder, MOVED), 0);
    }
}

#[test]
fn a_pair_that_was_split_and_merged_again_is_not_added_once_more() {
    let parts: fn(&mut Rows) = |rows| split(rows, ["", ""]);
    let again: fn(&mut Rows) = |rows| {
        let at = rows.iter().position(|row| row[0] == "s-0002.1").unwrap();
        merge(rows, at);
    };
    let deeper: fn(&mut Rows) = |rows| {
        for id in ["s-0002.1", "s-0002.2"] {
            let at = rows.iter().position(|row| row[0] == id).unwrap();
            let mut second = rows[at].clone();
            rows[at][0] += ".1";
            second[0] += ".2";
            rows.insert(at + 1, second);
        }
    };
    for second in [again, deeper] {
        let folder = folder();
        sheet_of(&folder, "kim.csv", parts);
        assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
        folder.run("tmx convert pair.tmx kim2.xlsx");
        change_workbook(&folder.path("kim2.xlsx"), second);
        let (code, said) = apply(&folder, "kim2.xlsx --reviewer kim");
        assert_eq!(code, 0, "{said}");
        let before = folder.read("pair.tmx");
        sheet(&folder, "lee.csv", 2, TARGET, "Lee's text of the arrival.");
        let (code, said) = apply(&folder, "lee.csv --reviewer lee");
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("the memory has s-0002 in s-0002."), "{said}");
        assert_eq!(folder.read("pair.tmx"), before);
    }
}

#[test]
fn an_added_row_can_be_merged_split_and_edited_later() {
    let added = |folder: &Folder| {
        sheet_of(folder, "kim.csv", |rows| {
            let mut row = vec![String::new(); rows[0].len()];
            row[SOURCE] = "새 문장이다. 또 하나다.".into();
            row[TARGET] = "A new one. One more.".into();
            rows.push(row);
        });
        assert_eq!(apply(folder, "kim.csv --reviewer kim").0, 0);
        folder.run("tmx convert pair.tmx lead.xlsx");
    };
    let merged: fn(&mut Rows) = |rows| {
        let last = rows.len() - 1;
        rows.swap(last, last - 1);
        merge(rows, last - 1);
    };
    let parts: fn(&mut Rows) = |rows| {
        let mut second = rows.pop().unwrap();
        let mut first = second.clone();
        first[0] += ".1";
        first[SOURCE] = "새 문장이다.".into();
        first[TARGET] = "A new one.".into();
        second[0] += ".2";
        second[SOURCE] = "또 하나다.".into();
        second[TARGET] = "One more.".into();
        rows.extend([first, second]);
    };
    for (change, units) in [(merged, 3), (parts, 5)] {
        let folder = folder();
        added(&folder);
        change_workbook(&folder.path("lead.xlsx"), change);
        let (code, said) = apply(&folder, "lead.xlsx --reviewer lead");
        assert_eq!(code, 0, "{said}");
        assert_eq!(count(&folder, "One more."), 1);
        assert_eq!(count(&folder, "<tu "), units);
    }
    let folder = folder();
    added(&folder);
    folder.run("tmx convert pair.tmx lead.csv");
    let edited = folder
        .read("lead.csv")
        .replace("One more.", "One more edited.");
    folder.write("lead.csv", edited);
    let (code, said) = apply(&folder, "lead.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert_eq!((count(&folder, "One more"), count(&folder, "<tu ")), (1, 4));
}

#[test]
fn an_emptied_cell_is_compared_with_what_its_own_sheet_was_written_with() {
    let folder = without_return();
    folder.run("align ko.txt en.txt -o pair.tmx -o first.xlsx -o pair.jsonl --document roh");
    // The pair was none in the first sheet.
    sheet(
        &folder,
        "kim.csv",
        3,
        TARGET,
        "He goes home at the end of the month.",
    );
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    assert_eq!(count(&folder, "He goes home"), 1);
    folder.run("tmx convert pair.tmx lead.xlsx");
    change_workbook(&folder.path("lead.xlsx"), |rows| rows[3][TARGET].clear());
    let before = folder.read("pair.tmx");
    for beside in ["", "first.xlsx", "--alignment pair.jsonl"] {
        let (code, said) = apply(&folder, &format!("lead.xlsx {beside} --reviewer lead"));
        assert_eq!(code, 1, "{beside}: {said}");
        assert!(said.contains("the cell is empty"), "{beside}: {said}");
        assert_eq!(folder.read("pair.tmx"), before, "{beside}");
    }
}

#[test]
fn sheets_of_different_age_that_nobody_touched_say_nothing() {
    let folder = folder();
    sheet_of(&folder, "old.csv", |_| {});
    sheet(
        &folder,
        "kim.csv",
        3,
        TARGET,
        "He goes home at the end of the month.",
    );
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    folder.run("tmx convert pair.tmx new.xlsx");
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "new.xlsx old.csv --reviewer lee");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx"), before);
}

#[test]
fn a_text_moved_to_a_row_that_had_none_is_known_when_the_sheet_is_given_again() {
    let folder = without_return();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| {
        rows[3][TARGET] = std::mem::take(&mut rows[2][TARGET]);
    });
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!((code, count(&folder, MOVED)), (0, 1), "{said}");
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx"), before);
}

#[test]
fn what_the_second_of_two_merged_rows_gave_away_does_not_come_back() {
    let folder = folder();
    sheet_of(&folder, "kim.csv", |rows| {
        // The sources are joined; the target that is left is that of the first row.
        let second = rows.remove(2);
        rows[1][0] = "s-0001+s-0002".into();
        rows[1][SOURCE] += &format!(" {}", second[SOURCE]);
        rows[2][TARGET] = format!("{} {}", second[TARGET], rows[2][TARGET]);
    });
    for _ in 0..2 {
        let (code, said) = apply(&folder, "kim.csv --reviewer kim");
        assert_eq!((code, count(&folder, MOVED)), (0, 1), "{said}");
    }
}

#[test]
fn a_mistyped_id_in_a_csv_makes_no_second_unit() {
    let folder = folder();
    let before = folder.read("pair.tmx");
    sheet_of(&folder, "kim.csv", |rows| {
        rows[2][0] = "s-9002".into();
        rows[2][DECISION] = "accept".into();
    });
    sheet_of(&folder, "lee.csv", |rows| {
        move_down(rows);
        rows[2][0] = "s-9002".into();
    });
    for name in ["kim.csv", "lee.csv"] {
        let (code, said) = apply(&folder, name);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("there is no row s-9002"), "{said}");
        assert_eq!(folder.read("pair.tmx"), before);
    }
}

#[test]
fn a_merged_row_can_be_merged_further() {
    let folder = folder();
    sheet_of(&folder, "kim.csv", |rows| merge(rows, 1));
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    folder.run("tmx convert pair.tmx lead.xlsx");
    change_workbook(&folder.path("lead.xlsx"), |rows| merge(rows, 1));
    let (code, said) = apply(&folder, "lead.xlsx --reviewer lead");
    assert_eq!((code, count(&folder, "<tu ")), (0, 1), "{said}");
}

#[test]
fn a_typing_error_in_one_sheet_stops_no_exchange_in_another() {
    let folder = folder();
    sheet_of(&folder, "kim.csv", move_down);
    sheet(&folder, "lee.csv", 2, DECISION, "acept");
    let (code, said) = apply(&folder, "kim.csv lee.csv");
    assert_eq!((code, count(&folder, MOVED)), (1, 1), "{said}");
    assert!(
        said.contains("2 edited") && said.contains("1 not applied"),
        "{said}"
    );
}
