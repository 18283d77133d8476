//! What no sheet and no command may lose: texts, decisions, the log.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{DECISION, SOURCE, TARGET, apply, merge, sheet, sheet_of, split, stands};
use common::{Folder, change_csv, reviewed};

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
fn a_text_that_a_csv_alone_no_longer_has_is_named_as_lost() {
    let folder = Folder::with_articles();
    sheet(&folder, "emptied.csv", 2, TARGET, "");
    let (code, said) = apply(&folder, "emptied.csv");
    assert_eq!(code, 1);
    assert!(
        said.contains("emptied.csv, row 3, F3: the cell is empty, no other row took its text over, and this sheet"),
        "{said}"
    );
    // Where another row took it over, it is there: before its own text, or behind it and another that moved.
    let moves: [fn(&mut Vec<Vec<String>>); 2] = [
        |rows| {
            let text = std::mem::take(&mut rows[2][TARGET]);
            rows[3][TARGET] = format!("{text} {}", rows[3][TARGET]);
        },
        |rows| {
            let (second, third) = (rows[2][TARGET].clone(), rows[3][TARGET].clone());
            rows[2][TARGET].clear();
            rows[3][TARGET].clear();
            rows[1][TARGET] = format!("{} {second} {third}", rows[1][TARGET]);
        },
    ];
    for change in moves {
        let folder = Folder::with_articles();
        sheet_of(&folder, "moved.csv", change);
        let (code, said) = apply(&folder, "moved.csv");
        assert_eq!(code, 0, "{said}");
        assert!(folder.read("pair.tmx").contains("some 50 officials"));
    }
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

#[test]
fn a_row_whose_parts_hold_little_of_it_is_not_split() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let split_in = |target: [&str; 2]| {
        sheet_of(&folder, "kim.csv", |rows| {
            split(rows, ["", ""]);
            rows[2][TARGET] = target[0].into();
            rows[3][TARGET] = target[1].into();
        });
        apply(&folder, "kim.csv --reviewer kim")
    };
    let (code, said) = split_in(["Park", "welcomed"]);
    assert_eq!(code, 1, "{said}");
    let message = "kim.csv, row 3, F3: the parts of s-0002 hold less than half of its text";
    assert!(said.contains(message), "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 3);
    let (code, said) = split_in([
        "President Park was welcomed",
        "at the airport by some 50 officials, with flowers.",
    ]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 4);
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
        said.contains("lee.csv, row 3, F3: its text went to s-0003, which was not applied"),
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
fn a_memory_in_which_something_was_only_rejected_or_commented_is_not_replaced_either() {
    for (column, cell) in [(1, "reject"), (6, "too free")] {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o other.tmx --document roh");
        reviewed(&folder, |rows| rows[2][column] = cell.into());
        folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
        let before = folder.read("pair.tmx");
        for arguments in [
            "align ko.txt en.txt -o pair.tmx --document roh",
            "tmx convert other.tmx pair.tmx",
        ] {
            let output = folder.naranhi(arguments).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
            assert!(said.contains("the work of a reviewer"), "{said}");
            assert_eq!(folder.read("pair.tmx"), before);
        }
        folder.run("tmx convert pair.tmx copy.tmx");
        folder.run("tmx convert copy.tmx pair.tmx");
    }
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

#[test]
fn a_merged_row_that_holds_little_of_its_rows_is_not_merged() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let merged_with = |target: &str| {
        sheet_of(&folder, "kim.csv", |rows| {
            merge(rows, 2);
            if !target.is_empty() {
                rows[2][TARGET] = target.into();
            }
        });
        apply(&folder, "kim.csv --reviewer kim")
    };
    let (code, said) = merged_with("Park");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("kim.csv, row 3, F3: the row holds little of what"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 3);
    let (code, said) = merged_with("");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 2);
}

#[test]
fn a_merged_row_that_is_rejected_may_hold_anything() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| {
        merge(rows, 2);
        rows[2][DECISION] = "reject".into();
        rows[2][TARGET] = "x".into();
    });
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 1);
}

/// A memory of another tool, with what people wrote into it.
const NOTED: &str = r#"<tmx version="1.4"><header srclang="ko-KR"/><body>
<tu tuid="1"><note>of one</note><prop type="client">X</prop>
<tuv xml:lang="ko-KR"><note>of 비</note><seg>비가 온다.</seg></tuv><tuv xml:lang="en-US"><seg>It is raining.</seg></tuv></tu>
<tu tuid="2"><prop type="x-comment">so?</prop>
<tuv xml:lang="ko-KR"><seg>눈이 온다.</seg></tuv><tuv xml:lang="en-US"><note>of snow</note><seg>It is snowing.</seg></tuv></tu>
</body></tmx>"#;

#[test]
fn notes_of_other_tools_stay_in_their_memory_and_are_missed_aloud_elsewhere() {
    let left_by = [
        ("csv", 4),
        ("xlsx", 4),
        ("jsonl", 3),
        ("xlf", 2),
        ("tsv", 0),
        ("tmx", 0),
    ];
    let folder = Folder::with(&[("a.tmx", NOTED)]);
    for (ending, left) in left_by {
        let convert = format!("tmx convert a.tmx b.{ending}");
        let said = folder.run(&convert).err;
        let count = format!("notes and properties that it has no place for: {left}");
        assert_eq!(said.contains(&count), left > 0, "{convert}: {said}");
        assert_eq!(said.contains("no place"), left > 0, "{convert}: {said}");
    }
    for sheet in ["b.csv", "b.xlsx"] {
        folder.write("same.tmx", NOTED);
        folder.run(&format!(
            "review apply {sheet} -o same.tmx --log {sheet}.jsonl"
        ));
        let memory = folder.read("same.tmx");
        for note in ["of one", "X", "of 비", "of snow", "so?"] {
            assert_eq!(memory.matches(&format!(">{note}<")).count(), 1, "{memory}");
        }
    }
}

#[test]
fn notes_on_a_text_stay_with_it_when_its_row_is_merged() {
    let folder = Folder::with(&[("a.tmx", NOTED)]);
    folder.run("tmx convert a.tmx b.csv");
    change_csv(&folder, "b.csv", |rows| merge(rows, 1));
    folder.run("review apply b.csv -o a.tmx");
    let memory = folder.read("a.tmx");
    assert_eq!(memory.matches("<tu ").count(), 1, "{memory}");
    for note in ["of one", "X", "of 비", "of snow", "so?"] {
        assert_eq!(memory.matches(&format!(">{note}<")).count(), 1, "{memory}");
    }
}

/// What a damaged line said, such as a rejection, would else be forgotten.
#[test]
fn a_log_with_a_damaged_line_is_named_and_nothing_applied() {
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 2, DECISION, "reject");
    sheet(&folder, "lee.csv", 2, DECISION, "accept");
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    let log = folder.read("pair.review.jsonl");
    // A mark of an editor and empty lines do no harm.
    folder.write("pair.review.jsonl", format!("\u{feff}{log}\r\n\n"));
    let (code, said) = apply(&folder, "lee.csv --reviewer lee");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("kim said reject"), "{said}");
    for damaged in [format!("{log}{}", &log[..40]), format!("{log}\n{{}}\n")] {
        folder.write("pair.review.jsonl", &damaged);
        let before = folder.contents();
        for arguments in ["lee.csv --reviewer lee", "lee.csv --dry-run"] {
            let (code, said) = apply(&folder, arguments);
            assert_eq!(code, 2, "{said}");
            assert!(said.contains("pair.review.jsonl, line "), "{said}");
        }
        let align = "align ko.txt en.txt --document roh -o pair.tmx";
        assert_eq!(
            folder.naranhi(align).output().unwrap().status.code(),
            Some(2)
        );
        assert!(folder.contents() == before);
    }
}
