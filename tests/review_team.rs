//! Sheets of several reviewers, and what none of them may overrule or lose unseen.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Folder, change_workbook, reviewed};

/// The columns of a sheet that reviewers fill in.
const DECISION: usize = 1;
const SOURCE: usize = 4;
const TARGET: usize = 5;
const COMMENT: usize = 6;

/// A sheet under a name of its own, with one cell of the row changed.
fn sheet(folder: &Folder, name: &str, row: usize, column: usize, cell: &str) {
    sheet_of(folder, name, |rows| rows[row][column] = cell.into());
}

/// A sheet under a name of its own.
fn sheet_of(folder: &Folder, name: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    reviewed(folder, change);
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

/// `kim.csv` applied by Kim, then `lee.csv` by Lee, which is refused with `said` and changes nothing; nor does either,
/// given once more.
#[track_caller]
fn stands(folder: &Folder, said: &str) {
    assert_eq!(apply(folder, "kim.csv --reviewer kim").0, 0);
    let before = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
    for _ in 0..2 {
        let (code, message) = apply(folder, "lee.csv --reviewer lee");
        assert_eq!(code, 1, "{message}");
        assert!(message.contains(said), "{message}");
        apply(folder, "kim.csv --reviewer kim");
        let after = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
        assert_eq!(after, before);
    }
}

fn split(rows: &mut Vec<Vec<String>>, decisions: [&str; 2]) {
    let mut second = rows[2].clone();
    rows[2][0] += ".1";
    second[0] += ".2";
    rows[2][DECISION] = decisions[0].into();
    second[DECISION] = decisions[1].into();
    rows.insert(3, second);
}

fn merge(rows: &mut Vec<Vec<String>>, first: usize) {
    let next = rows.remove(first + 1);
    rows[first][0] = format!("{}+{}", rows[first][0], next[0]);
    for column in [SOURCE, TARGET] {
        rows[first][column] = format!("{} {}", rows[first][column], next[column]);
    }
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

/// The row that took a text over is not applied; then its own row must keep it.
#[test]
fn a_text_that_went_into_a_refused_row_is_not_lost() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet(&folder, "kim.csv", 3, TARGET, "Kim's text.");
    apply(&folder, "kim.csv --reviewer kim");
    sheet_of(&folder, "lee.csv", |rows| {
        let moved = std::mem::take(&mut rows[2][TARGET]);
        rows[3][TARGET] += &format!(" {moved}");
    });
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!(code, 1);
    assert!(said.contains("kim said edit of s-0003"), "{said}");
    assert!(
        said.contains("lee.csv, row 3, F3: the cell is empty"),
        "{said}"
    );
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 3);
    assert!(memory.contains("some 50 officials"));
}

#[test]
fn a_sheet_in_which_rows_were_only_accepted_is_not_replaced_either() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1..]
            .iter_mut()
            .for_each(|row| row[DECISION] = "accept".into());
    });
    let before = folder.contents();
    for least in ["", " --accept-above 0"] {
        let align = format!("align ko.txt en.txt -o pair.csv{least}");
        let output = folder.naranhi(&align).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(folder.contents() == before);
    }
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
fn a_log_is_no_output_and_nothing_else_is_a_log() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 1, DECISION, "reject");
    apply(&folder, "kim.csv");
    std::os::unix::fs::symlink("pair.tmx", folder.path("link.html")).unwrap();
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    apply(&folder, "lee.csv");
    let before = folder.contents();
    for (command, said) in [
        (
            "align ko.txt en.txt -o pair.review.jsonl",
            "holds the work of a reviewer",
        ),
        (
            "align ko.txt en.txt -o link.html",
            "holds the work of a reviewer",
        ),
        (
            "tmx convert pair.tmx pair.review.jsonl",
            "holds the work of a reviewer",
        ),
        (
            "review apply lee.csv -o new.tmx --log ko.txt",
            "is no log of decisions",
        ),
    ] {
        let output = folder.naranhi(command).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}: {message}");
        assert!(message.contains(said), "{command}: {message}");
        assert!(folder.contents() == before, "{command}");
    }
}

/// Kim's row stays, so that the texts that Lee exchanged with it must stay too.
#[test]
fn an_exchange_with_a_refused_row_is_refused_whole() {
    let changes: [fn(&mut Vec<Vec<String>>); 2] = [
        |rows| {
            let text = rows[2][TARGET].clone();
            rows[2][TARGET] = std::mem::replace(&mut rows[3][TARGET], text);
        },
        |rows| {
            let text = std::mem::take(&mut rows[2][TARGET]);
            rows[3][TARGET] += &format!(" {text}");
        },
    ];
    for change in changes {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o pair.tmx --document roh");
        sheet(&folder, "kim.csv", 2, DECISION, "accept");
        sheet_of(&folder, "lee.csv", change);
        stands(&folder, "its text is that of s-0002, which was not applied");
        let memory = folder.read("pair.tmx");
        for text in ["some 50 officials", "on the 30th"] {
            assert_eq!(memory.matches(text).count(), 1, "{memory}");
        }
    }
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
        memory.contains(">A | B, settled | B | x | y</prop>"),
        "{memory}"
    );
    assert!(!memory.contains("x-reviewer"), "{memory}");
    assert_eq!(folder.read("pair.review.jsonl").lines().count(), 5);
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

#[test]
fn one_part_alone_is_no_split() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| {
        split(rows, ["", ""]);
        rows[3][0] = "s-0002_2".into();
    });
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "kim.csv");
    assert_eq!(code, 1);
    assert!(said.contains("there is no other part of s-0002"), "{said}");
    assert_eq!(folder.read("pair.tmx"), before);
}

/// Between two applications of one sheet, the text was changed in a CAT tool.
#[test]
fn what_another_tool_changed_since_is_kept() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 2, TARGET, "Kim's text.");
    apply(&folder, "kim.csv --reviewer kim");
    let changed = folder
        .read("pair.tmx")
        .replace("Kim's text.", "A CAT tool's text.");
    folder.write("pair.tmx", &changed);
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 1);
    assert!(
        said.contains("changed here and in the memory too"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx"), changed);
}

#[test]
fn the_log_keeps_the_text_that_was_replaced() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet(&folder, "kim.csv", 3, TARGET, "He goes home.");
    for _ in 0..2 {
        apply(&folder, "kim.csv --reviewer kim");
    }
    let log = folder.read("pair.review.jsonl");
    assert_eq!(log.lines().count(), 1);
    assert!(
        log.contains(
            "\"before\":[\"노 대통령은 30일 귀국한다.\",\"He returns home on the 30th.\"]"
        ),
        "{log}"
    );
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
