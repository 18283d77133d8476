//! Sheets of several reviewers: what none of them may overrule unseen, and who signs.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{
    COMMENT, DECISION, SOURCE, TARGET, apply, merge, sheet, sheet_of, split, stands,
};
use common::{Folder, change_csv, change_workbook, reviewed};

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
fn what_was_accepted_is_not_changed_unseen_in_any_other_way() {
    let changes: [fn(&mut Vec<Vec<String>>); 4] = [
        |rows| rows[2][TARGET] = "Another text.".into(),
        |rows| split(rows, ["reject", "accept"]),
        |rows| merge(rows, 2),
        |rows| {
            let moved = std::mem::take(&mut rows[2][TARGET]);
            rows[3][TARGET] += &format!(" {moved}");
        },
    ];
    for change in changes {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o pair.tmx --document roh");
        sheet(&folder, "kim.csv", 2, DECISION, "accept");
        sheet_of(&folder, "lee.csv", |rows| {
            change(rows);
            // What else it says is of no account here.
            rows.retain(|row| !row[0].contains("s-0003") || row[0].contains('+'));
        });
        stands(&folder, "kim said accept of s-0002 meanwhile");
    }
}

#[test]
fn nobody_signs_a_text_that_he_has_not_seen() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 2, TARGET, "Kim's text.");
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    stands(&folder, "kim said edit of s-0002 meanwhile");
    assert!(folder.read("pair.tmx").contains("Kim's text."));
}

#[test]
fn rows_that_were_merged_or_split_do_not_come_back() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| merge(rows, 2));
    sheet(&folder, "lee.csv", 3, DECISION, "accept");
    stands(&folder, "the memory has s-0003 in s-0002+s-0003 now");

    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| split(rows, ["", "reject"]));
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    stands(&folder, "the memory has s-0002 in s-0002.1 now");

    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| merge(rows, 1));
    sheet_of(&folder, "lee.csv", |rows| merge(rows, 2));
    stands(&folder, "the memory has s-0002 in s-0001+s-0002 now");
}

#[test]
fn a_row_that_was_added_and_taken_out_does_not_come_back() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "lee.csv", |rows| {
        let mut new = vec![String::new(); rows[0].len()];
        new[SOURCE] = "새 문장이다.".into();
        new[TARGET] = "A new sentence.".into();
        rows.push(new);
    });
    apply(&folder, "lee.csv --reviewer lee");
    folder.run("tmx convert pair.tmx kim.csv");
    let converted = folder.read("kim.csv");
    let new = converted
        .lines()
        .find(|line| line.starts_with("new-"))
        .unwrap();
    let rejected = new.replacen(",edit,", ",reject,", 1);
    assert_ne!(rejected, new);
    folder.write("kim.csv", converted.replace(new, &rejected));
    assert_eq!(apply(&folder, "kim.csv --reviewer lee").0, 0);
    let log = folder
        .read("pair.review.jsonl")
        .replace("\"reviewer\":\"lee\"", "\"reviewer\":\"kim\"");
    folder.write("pair.review.jsonl", log);
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("kim said reject of new-"), "{said}");
    assert!(!folder.read("pair.tmx").contains("A new sentence."));
}

#[test]
fn a_comment_signs_nothing_and_replaces_no_other() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        rows[2][DECISION] = "accept".into();
        rows[2][COMMENT] = "as the desk has it".into();
    });
    sheet(&folder, "lee.csv", 2, COMMENT, "the river’s name?");
    apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(apply(&folder, "lee.csv --reviewer lee").0, 0);
    let before = folder.contents();
    for sheet in ["lee.csv --reviewer lee", "kim.csv --reviewer kim"] {
        apply(&folder, sheet);
    }
    assert!(folder.contents() == before);
    let memory = folder.read("pair.tmx");
    assert!(
        memory.contains(">as the desk has it | the river’s name?</prop>"),
        "{memory}"
    );
    assert!(memory.contains(">kim</prop>") && !memory.contains(">lee</prop>"));
    let log = folder.read("pair.review.jsonl");
    assert!(
        log.contains("\"reviewer\":\"lee\",\"comment\":\"the river’s name?\""),
        "{log}"
    );
}

/// Rows of a workbook that nobody touched say nothing, also where the memory has changed since it was written.
#[test]
fn an_old_workbook_that_nobody_touched_changes_nothing() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        rows[1][DECISION] = "unsure".into();
        rows[2][DECISION] = "reject".into();
        rows[3][COMMENT] = "see the archive".into();
    });
    apply(&folder, "kim.csv --reviewer kim");
    folder.run("tmx convert pair.tmx lead.xlsx");
    sheet(&folder, "lee.csv", 1, DECISION, "accept");
    assert_eq!(apply(&folder, "lee.csv --reviewer lee").0, 0);
    let before = folder.contents();
    assert_eq!(apply(&folder, "lead.xlsx --reviewer lead").0, 0);
    assert_eq!(
        String::from_utf8_lossy(&before["pair.tmx"]),
        folder.read("pair.tmx")
    );
    assert!(folder.contents() == before);
    // Nor where all rows were rejected.
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o lee.xlsx --document roh");
    sheet_of(&folder, "kim.csv", |rows| {
        rows[1..]
            .iter_mut()
            .for_each(|row| row[DECISION] = "reject".into());
    });
    apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(apply(&folder, "lee.xlsx --reviewer lee").0, 0);
    assert!(!folder.read("pair.tmx").contains("<tu "));
}

#[test]
fn of_two_sheets_given_together_one_merges_what_the_other_rejects() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| merge(rows, 2));
    sheet(&folder, "lee.csv", 2, DECISION, "reject");
    let (code, said) = apply(&folder, "kim.csv lee.csv");
    assert_eq!(code, 1);
    assert!(said.contains("do not agree"), "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 3);
}

#[test]
fn what_was_accepted_beforehand_is_signed_by_nobody_in_a_csv_too() {
    let folder = Folder::with_articles();
    for _ in 0..2 {
        folder.run("align ko.txt en.txt -o pair.csv --document roh --accept-above 0");
    }
    apply(&folder, "pair.csv --reviewer kim");
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches(">accept</prop>").count(), 3);
    assert!(!memory.contains("kim"), "{memory}");
    // Another reviewer may still take out what nobody looked at.
    sheet(&folder, "lee.csv", 1, DECISION, "reject");
    assert_eq!(apply(&folder, "lee.csv --reviewer lee").0, 0);
}

#[test]
fn who_was_confirmed_does_not_take_it_back_unseen() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 2, TARGET, "Kim's text.");
    apply(&folder, "kim.csv --reviewer kim");
    folder.run("tmx convert pair.tmx lead.csv");
    let sheet = folder.read("lead.csv").replace(",edit,", ",accept,");
    folder.write("lead.csv", sheet);
    // As a workbook would say of it, the decision was seen.
    let accepted = folder
        .read("pair.tmx")
        .replace(">edit</prop>", ">accept</prop>")
        .replace(">kim</prop>", ">lead</prop>");
    folder.write("pair.tmx", &accepted);
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    assert_eq!(folder.read("pair.tmx"), accepted);
    assert_eq!(apply(&folder, "lead.csv --reviewer lead").0, 0);
    assert_eq!(folder.read("pair.tmx"), accepted);
}

#[test]
fn comments_do_not_grow() {
    let folder = Folder::with_articles();
    for (name, comment) in [
        ("kim", "A"),
        ("choi", "B"),
        ("lead", "A | B, settled"),
        ("lee", "B"),
        ("park", "x | y"),
    ] {
        sheet(&folder, &format!("{name}.csv"), 1, COMMENT, comment);
        for _ in 0..2 {
            apply(&folder, &format!("{name}.csv --reviewer {name}"));
        }
    }
    let before = folder.contents();
    for name in ["kim", "choi", "lead", "lee", "park"] {
        apply(&folder, &format!("{name}.csv --reviewer {name}"));
    }
    assert!(folder.contents() == before);
    let memory = folder.read("pair.tmx");
    assert!(
        memory.contains(">A | B | B, settled | x | y</prop>"),
        "{memory}"
    );
    assert!(!memory.contains("x-reviewer"), "{memory}");
    // What Lee says is there already.
    assert_eq!(folder.read("pair.review.jsonl").lines().count(), 4);
}

/// What was accepted when a workbook was written is no decision of a reviewer that its own reviewer saw.
#[test]
fn a_workbook_with_rows_accepted_beforehand_has_seen_no_decision() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o lee.xlsx --document roh --accept-above 0");
    change_workbook(&folder.path("lee.xlsx"), |rows| {
        rows[2][DECISION] = "reject".into()
    });
    sheet(&folder, "kim.csv", 2, DECISION, "accept");
    apply(&folder, "kim.csv --reviewer kim");
    let (code, said) = apply(&folder, "lee.xlsx --reviewer lee");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("kim said accept of s-0002 meanwhile"),
        "{said}"
    );
    // Nor is it signed by who gets it out of the memory.
    folder.run("tmx convert pair.tmx lead.csv");
    let before = folder.read("pair.tmx");
    apply(&folder, "lead.csv --reviewer lead");
    assert_eq!(folder.read("pair.tmx"), before);
}

#[test]
fn a_pair_whose_texts_went_to_another_row_does_not_come_back() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        for column in [SOURCE, TARGET] {
            let text = std::mem::take(&mut rows[3][column]);
            rows[2][column] += &format!(" {text}");
        }
    });
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet(&folder, "lee.csv", 3, DECISION, "accept");
    stands(&folder, "kim said edit of s-0003 meanwhile");
    assert_eq!(folder.read("pair.tmx").matches("30일 귀국").count(), 1);
}

/// Moves the target of the last row into the one above.
fn move_up(rows: &mut [Vec<String>]) {
    let text = std::mem::take(&mut rows[3][TARGET]);
    rows[2][TARGET] += &format!(" {text}");
}

/// What is unsure is open to others, but not once its text went to another row.
#[test]
fn a_text_that_went_elsewhere_does_not_come_back_where_a_row_is_unsure() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet(&folder, "lee.csv", 3, DECISION, "unsure");
    assert_eq!(apply(&folder, "lee.csv --reviewer lee").0, 0);
    folder.run("tmx convert pair.tmx kim.xlsx");
    change_workbook(&folder.path("kim.xlsx"), |rows| move_up(rows));
    assert_eq!(apply(&folder, "kim.xlsx --reviewer kim").0, 0);
    let before = folder.contents();
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("kim said edit of s-0003 meanwhile"), "{said}");
    assert!(folder.contents() == before);
    assert_eq!(folder.read("pair.tmx").matches("on the 30th").count(), 1);
}

#[test]
fn a_reject_does_not_reach_a_pair_whose_text_went_elsewhere() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| move_up(rows));
    sheet(&folder, "lee.csv", 3, DECISION, "reject");
    stands(&folder, "kim said edit of s-0003 meanwhile");
}

#[test]
fn who_agrees_with_a_reject_does_not_take_it_over() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 2, DECISION, "reject");
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(apply(&folder, "kim.csv --reviewer lee").0, 0);
    stands(&folder, "kim said reject of s-0002 meanwhile");
    assert_eq!(folder.read("pair.review.jsonl").lines().count(), 2);
}

/// Comments on rows go with them into the row that they are merged into, whichever came first.
#[test]
fn comments_on_rows_that_are_merged_are_in_the_unit_that_they_become() {
    for order in [["lee.csv", "kim.csv"], ["kim.csv", "lee.csv"]] {
        let folder = Folder::with_articles();
        sheet(&folder, "lee.csv", 3, COMMENT, "is this the whole day?");
        sheet_of(&folder, "kim.csv", |rows| {
            merge(rows, 2);
            rows[2][COMMENT] = "one sentence in Korean".into();
        });
        for _ in 0..2 {
            for name in order {
                let reviewer = name.strip_suffix(".csv").unwrap();
                let (code, said) = apply(&folder, &format!("{name} --reviewer {reviewer}"));
                assert_eq!(code, 0, "{said}");
            }
            let memory = folder.read("pair.tmx");
            let merged = memory.split("<tu ").nth(2).unwrap();
            assert!(merged.contains("s-0002+s-0003\""), "{memory}");
            for comment in ["is this the whole day?", "one sentence in Korean"] {
                assert_eq!(merged.matches(comment).count(), 1, "{memory}");
            }
            // Who comments signs nothing.
            assert!(!merged.contains(">lee<"), "{memory}");
        }
        // Another comment of the same sheet takes the place of the first.
        sheet(&folder, "lee.csv", 3, COMMENT, "the whole day, then");
        apply(&folder, "lee.csv --reviewer lee");
        let memory = folder.read("pair.tmx");
        assert!(memory.contains("the whole day, then"), "{memory}");
        assert!(!memory.contains("is this the whole day?"), "{memory}");
    }
}

/// A comment that holds the words of another is not that other.
#[test]
fn a_comment_whose_words_another_has_too_stays() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        rows[1][COMMENT] = "확인".into();
        rows[2][COMMENT] = "날짜".into();
        rows[3][COMMENT] = "날짜 틀림".into();
    });
    sheet_of(&folder, "lee.csv", |rows| {
        rows[1][COMMENT] = "확인했음".into();
        merge(rows, 2);
    });
    for name in ["kim", "lee"] {
        let (code, said) = apply(&folder, &format!("{name}.csv --reviewer {name}"));
        assert_eq!(code, 0, "{said}");
    }
    let memory = folder.read("pair.tmx");
    for comments in ["확인 | 확인했음", "날짜 | 날짜 틀림"] {
        assert!(memory.contains(&format!(">{comments}</prop>")), "{memory}");
    }
}

/// The flags of a CSV that was made of the memory say what the hidden page of a workbook says.
#[test]
fn who_has_a_sheet_of_the_memory_in_any_format_has_seen_what_was_decided() {
    let edit: fn(&mut Vec<Vec<String>>) = |rows| rows[2][TARGET] += " So it is said.";
    let share_out: fn(&mut Vec<Vec<String>>) = |rows| split(rows, ["", ""]);
    for change in [edit, share_out] {
        for name in ["conv.xlsx", "conv.csv"] {
            let folder = Folder::with_articles();
            sheet(&folder, "kim.csv", 2, DECISION, "accept");
            apply(&folder, "kim.csv --reviewer kim");
            folder.run(&format!("tmx convert pair.tmx {name}"));
            match name.ends_with(".csv") {
                true => change_csv(&folder, name, change),
                false => change_workbook(&folder.path(name), change),
            }
            let (code, said) = apply(&folder, &format!("{name} --reviewer lee"));
            assert_eq!(code, 0, "{said}");
            assert!(folder.read("pair.tmx").contains(">lee<"), "{said}");
        }
    }
}

#[test]
fn a_comment_on_a_row_that_was_split_is_in_all_of_its_parts() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| split(rows, ["", ""]));
    sheet(&folder, "lee.csv", 2, COMMENT, "the airport’s name?");
    for name in ["kim", "lee", "lee"] {
        let (code, said) = apply(&folder, &format!("{name}.csv --reviewer {name}"));
        assert_eq!(code, 0, "{said}");
    }
    let memory = folder.read("pair.tmx");
    let units = memory.split("<tu ").skip(1);
    let commented: Vec<bool> = units
        .map(|unit| unit.contains(">the airport’s name?</prop>"))
        .collect();
    // The first, two parts of the second, the third.
    assert_eq!(commented, [false, true, true, false], "{memory}");
}

/// The flags of a sheet are divided by semicolons, and memories of other tools have such names too.
#[test]
fn names_with_semicolons_go_through_sheets() {
    for reviewer in ["Kim; Lee", "Kim;", "kim;lee"] {
        for name in ["conv.csv", "conv.xlsx"] {
            let folder = Folder::with_articles();
            sheet(&folder, "kim.csv", 2, DECISION, "accept");
            let mut command = folder.naranhi("review apply kim.csv -o pair.tmx --reviewer");
            command.arg(reviewer).assert().success();
            let signed = format!("x-reviewer\">{reviewer}<");
            assert!(folder.read("pair.tmx").contains(&signed));
            folder.run(&format!("tmx convert pair.tmx {name}"));
            folder.run(&format!("tmx convert {name} copy.tmx"));
            folder.run(&format!("review apply {name} -o new.tmx"));
            for memory in ["copy.tmx", "new.tmx"] {
                let memory = folder.read(memory);
                assert_eq!(memory.matches(&signed).count(), 1, "{name}: {memory}");
            }
        }
    }
}

/// A comment says nothing against it.
#[test]
fn a_comment_goes_along_when_another_sheet_merges_or_splits_its_row() {
    let merge_first: fn(&mut Vec<Vec<String>>) = |rows| merge(rows, 1);
    let share_out: fn(&mut Vec<Vec<String>>) = |rows| split(rows, ["", ""]);
    for (change, commented, rows) in [
        (merge_first, 1, "1 merged"),
        (share_out, 2, "2 made by splitting"),
    ] {
        for sheets in ["kim.csv lee.csv", "lee.csv kim.csv"] {
            let folder = Folder::with_articles();
            sheet_of(&folder, "kim.csv", change);
            sheet(&folder, "lee.csv", 2, COMMENT, "the airport’s name?");
            for _ in 0..2 {
                let (code, said) = apply(&folder, sheets);
                assert_eq!(code, 0, "{said}");
                assert!(said.contains(rows), "{said}");
                let memory = folder.read("pair.tmx");
                let comments = memory.matches(">the airport’s name?</prop>").count();
                assert_eq!(comments, commented, "{memory}");
                let log = folder.read("pair.review.jsonl");
                assert_eq!(log.matches("the airport’s name?").count(), 1, "{log}");
            }
        }
    }
}

#[test]
fn comments_of_several_sheets_on_one_row_are_all_taken() {
    for decided in ["", "accept"] {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o pair.tmx --document roh");
        sheet(&folder, "kim.csv", 2, COMMENT, "who?");
        sheet_of(&folder, "lee.csv", |rows| {
            rows[2][COMMENT] = "when?".into();
            rows[2][DECISION] = decided.into();
        });
        sheet(&folder, "han.csv", 2, COMMENT, "who?");
        for _ in 0..2 {
            let (code, said) = apply(&folder, "kim.csv lee.csv han.csv");
            assert_eq!(code, 0, "{said}");
            let memory = folder.read("pair.tmx");
            let comment = memory.lines().find(|line| line.contains("x-comment"));
            let comment = comment.unwrap();
            assert!(
                comment.contains("who?") && comment.contains("when?"),
                "{comment}"
            );
            assert_eq!(comment.matches("who?").count(), 1, "{comment}");
            assert_eq!(memory.contains(">accept<"), !decided.is_empty(), "{memory}");
        }
    }
}

#[cfg(unix)]
#[test]
fn by_a_link_to_the_memory_its_own_log_is_read_and_written() {
    let folder = Folder::with_articles();
    std::fs::create_dir(folder.path("real")).unwrap();
    std::os::unix::fs::symlink("real/m.tmx", folder.path("link.tmx")).unwrap();
    sheet(&folder, "kim.csv", 1, DECISION, "reject");
    sheet(&folder, "lee.csv", 1, DECISION, "accept");
    folder.run("review apply kim.csv --reviewer kim -o link.tmx");
    assert!(!folder.path("link.review.jsonl").exists());
    let log = folder.read("real/m.review.jsonl");
    assert!(log.contains("\"reject\""), "{log}");
    for memory in ["real/m.tmx", "link.tmx"] {
        for (command, code, expected) in [
            (
                "review apply lee.csv --reviewer lee -o",
                1,
                "kim said reject of s-0001 meanwhile",
            ),
            (
                "align ko.txt en.txt --document roh -o",
                2,
                "holds the work of a reviewer",
            ),
        ] {
            let output = folder.naranhi(&format!("{command} {memory}")).output();
            let output = output.unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{said}");
            assert!(said.contains(expected), "{said}");
        }
    }
    // What is wrong with the log is told of where it stands.
    folder.write("real/m.review.jsonl", "no log");
    let output = folder.naranhi("review apply lee.csv -o link.tmx").output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(said.contains("real/m.review.jsonl: is no log"), "{said}");
}
