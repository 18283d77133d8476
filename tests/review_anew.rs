//! Sheets of an article that was aligned anew since: the review goes with its pairs, and with nothing else.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{SOURCE, TARGET, apply, merge};
use common::{Folder, change_workbook, reviewed};

/// A sentence came in at the top: every pair has another id, and the review goes with the pairs.
#[test]
fn a_review_goes_with_the_pairs_of_an_article_that_was_aligned_anew() {
    for name in ["old.xlsx", "old.csv"] {
        let folder = Folder::with_articles();
        folder.run(&format!(
            "align ko.txt en.txt -o {name} --document roh --accept-above 0"
        ));
        reviewed(&folder, |rows| {
            rows[2][1] = "unsure".into();
            rows[3][5] = "He goes home on Sept. 30.".into();
        });
        if name.ends_with("csv") {
            std::fs::rename(folder.path("pair.csv"), folder.path(name)).unwrap();
        }
        let insert = |name: &str, text: &str, before: &str| {
            let article = folder
                .read(name)
                .replace(before, &format!("{text} {before}"));
            folder.write(name, article);
        };
        insert(
            "ko.txt",
            "한국과 중국은 8월 24일 수교했다.",
            "노태우 대통령이 27일",
        );
        insert(
            "en.txt",
            "Korea and China set up ties on Aug. 24.",
            "President Roh Tae-woo",
        );
        folder.run("align ko.txt en.txt -o new.jsonl -o new.csv --document roh");
        assert!(folder.read("new.csv").contains("s-0004"));
        let apply = format!("review apply {name} --alignment new.jsonl -o m.tmx --reviewer kim");
        folder.run(&apply);
        let memory = folder.read("m.tmx");
        let units: Vec<&str> = memory.split("<tu ").skip(1).collect();
        assert_eq!(units.len(), 4, "{memory}");
        assert!(units[1].contains("8월 24일") && !units[1].contains("x-decision"));
        if name.ends_with("csv") {
            assert!(
                units[2].contains("s-0003") && units[2].contains(">unsure<"),
                "{memory}"
            );
            assert!(units[3].contains("s-0004") && units[3].contains("on Sept. 30."));
        } else {
            assert_eq!(memory.matches(">accept<").count(), 3, "{memory}");
            assert!(!memory.contains("kim"), "{memory}");
        }
        let before = folder.contents();
        folder.run(&apply);
        assert!(folder.contents() == before, "applied twice");
    }
}

/// What was said of a pair that the article no longer has is not said of the pair in its place.
#[test]
fn a_decision_on_a_pair_that_is_no_more_is_listed() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[3][1] = "reject".into());
    let changed = [
        (
            "ko.txt",
            "노 대통령은 30일 귀국한다.",
            "양국은 곧 회담한다. 대표단은 다음 달 1일 떠난다.",
        ),
        (
            "en.txt",
            "He returns home on the 30th.",
            "The two sides will talk soon. The delegation leaves on Oct. 1.",
        ),
    ];
    for (name, old, new) in changed {
        folder.write(name, folder.read(name).replace(old, new));
    }
    for (name, old, new) in [
        (
            "ko.txt",
            "노태우 대통령이 27일",
            "한국과 중국은 8월 24일 수교했다. 노태우 대통령이 27일",
        ),
        (
            "en.txt",
            "President Roh Tae-woo",
            "Korea and China set up ties on Aug. 24. President Roh Tae-woo",
        ),
    ] {
        folder.write(name, folder.read(name).replace(old, new));
    }
    folder.run("align ko.txt en.txt -o new.jsonl -o new.csv --document roh");
    let apply = "review apply pair.csv --alignment new.jsonl -o m.tmx";
    let output = folder.naranhi(apply).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("pair.csv, row 4, A4: the article, aligned anew, has no pair"),
        "{said}"
    );
    let memory = folder.read("m.tmx");
    assert_eq!(memory.matches("<tu ").count(), 5, "{memory}");
    assert!(!memory.contains("x-decision"), "{memory}");
}

/// A row that was merged or split holds texts that the article has changed, or a sentence that it has no more.
#[test]
fn a_row_made_of_texts_that_are_others_by_now_is_listed() {
    let changes: [fn(&mut Vec<Vec<String>>); 2] = [
        |rows| {
            let mut second = rows[3].clone();
            (rows[3][0], second[0]) = ("s-0003.1".into(), "s-0003.2".into());
            rows.push(second);
        },
        |rows| {
            let next = rows.remove(3);
            rows[2][0] = "s-0002+s-0003".into();
            for column in [4, 5] {
                rows[2][column] = format!("{} {}", rows[2][column], next[column]);
            }
        },
    ];
    for change in changes {
        let folder = Folder::with_articles();
        folder.run("align ko.txt en.txt -o old.xlsx --document roh");
        change_workbook(&folder.path("old.xlsx"), change);
        let english = folder.read("en.txt").replace("on the 30th", "on the 29th");
        folder.write("en.txt", english);
        folder.run("align ko.txt en.txt -o new.jsonl -o m.tmx --document roh");
        let before = folder.read("m.tmx");
        let apply = "review apply old.xlsx --alignment new.jsonl -o m.tmx --reviewer kim";
        let output = folder.naranhi(apply).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("the texts of s-0003 are others by now"),
            "{said}"
        );
        assert_eq!(folder.read("m.tmx"), before);
    }
}

#[test]
fn a_pair_of_which_the_article_has_one_side_left_does_not_come_back() {
    for decision in ["accept", "reject"] {
        let folder = Folder::with_articles();
        reviewed(&folder, |rows| rows[3][1] = decision.into());
        let korean = folder
            .read("ko.txt")
            .replace(" 노 대통령은 30일 귀국한다.", "");
        folder.write("ko.txt", korean);
        folder.run("align ko.txt en.txt -o new.jsonl -o m.tmx --document roh");
        let before = folder.read("m.tmx");
        let apply = "review apply pair.csv --alignment new.jsonl -o m.tmx --reviewer kim";
        let output = folder.naranhi(apply).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("row 4, A4: the texts of s-0003 are others by now"),
            "{said}"
        );
        assert_eq!(folder.read("m.tmx"), before);
    }
}

/// A CSV does not keep what its rows were written with, so that a merged row must hold what the article says by now.
#[test]
fn a_merged_row_of_a_csv_does_not_undo_what_the_article_says_by_now() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        let next = rows.remove(3);
        rows[2][0] = "s-0002+s-0003".into();
        for column in [4, 5] {
            rows[2][column] = format!("{} {}", rows[2][column], next[column]);
        }
    });
    let apply = "review apply pair.csv --alignment new.jsonl -o m.tmx --reviewer kim";
    let english = folder
        .read("en.txt")
        .replace("He returns", "He quietly returns");
    let unchanged = folder.read("en.txt");
    folder.write("en.txt", english);
    folder.run("align ko.txt en.txt -o new.jsonl -o m.tmx --document roh");
    let before = folder.read("m.tmx");
    let output = folder.naranhi(apply).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("it does not hold the text that s-0003 has by now"),
        "{said}"
    );
    assert_eq!(folder.read("m.tmx"), before);
    // Of the article as it was, the row is applied.
    folder.write("en.txt", unchanged);
    folder.run("align ko.txt en.txt -o new.jsonl -o m.tmx --document roh");
    folder.run(apply);
    assert!(folder.read("m.tmx").contains("s-0002+s-0003"));
}

#[test]
fn an_alignment_of_another_article_is_refused() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.csv --document roh");
    folder.run("align ko.txt en.txt -o other.jsonl --document park");
    let before = folder.contents();
    let (code, said) = apply(&folder, "pair.csv --alignment other.jsonl");
    assert_eq!(code, 2);
    assert!(
        said.contains("other.jsonl: it is not an alignment of roh"),
        "{said}"
    );
    assert!(folder.contents() == before);
}

/// Short answers stand several times: each goes with its own.
#[test]
fn pairs_of_the_same_texts_keep_their_order() {
    let korean = "네. 회의는 3일에 열립니다. 네. 장소는 서울입니다. 네.";
    let english = "Yes. The meeting is on the 3rd. Yes. The place is Seoul. Yes.";
    for name in ["pair.xlsx", "pair.csv"] {
        let folder = Folder::with(&[("ko.txt", korean), ("en.txt", english)]);
        folder.run(&format!("align ko.txt en.txt -o {name} --document talk"));
        if name == "pair.xlsx" {
            change_workbook(&folder.path(name), |rows| {
                assert_eq!(rows.len(), 6);
                rows[3][1] = "reject".into();
            });
        } else {
            let row = folder.read(name);
            let rows: Vec<&str> = row.split("\r\n").collect();
            let changed = rows[3].replacen("s-0003,,", "s-0003,reject,", 1);
            folder.write(name, row.replacen(rows[3], &changed, 1));
        }
        folder.write("ko.txt", format!("안녕하세요. {korean}"));
        folder.write("en.txt", format!("Hello. {english}"));
        folder.run("align ko.txt en.txt -o new.jsonl --document talk");
        let (code, said) = apply(&folder, &format!("{name} --alignment new.jsonl"));
        assert_eq!(code, 0, "{said}");
        let memory = folder.read("pair.tmx");
        assert_eq!(memory.matches("<tu ").count(), 5, "{said}");
        assert!(
            !memory.contains("talk s-0004\"") && memory.contains("talk s-0002\""),
            "{memory}"
        );
    }
}

/// A sentence came in at the top of both articles.
fn with_a_sentence_above(folder: &Folder) {
    for (name, text, before) in [
        (
            "ko.txt",
            "한국과 중국은 8월 24일 수교했다.",
            "노태우 대통령이 27일",
        ),
        (
            "en.txt",
            "Korea and China set up ties on Aug. 24.",
            "President Roh Tae-woo",
        ),
    ] {
        let above = format!("{text} {before}");
        folder.write(name, folder.read(name).replace(before, &above));
    }
}

/// The ids of a merged or split row are of the alignment before: its texts tell which pairs are its own, and where they do
/// not, it is listed, and merges no others.
#[test]
fn a_row_that_was_merged_or_split_before_goes_with_its_texts_alone() {
    for (name, is_edited) in [
        ("second.xlsx", false),
        ("second.csv", false),
        ("second.xlsx", true),
        ("second.csv", true),
    ] {
        let folder = Folder::with_articles();
        reviewed(&folder, |rows| {
            merge(rows, 2);
            if is_edited {
                rows[2][TARGET] += " So it was said.";
            }
        });
        assert_eq!(apply(&folder, "pair.csv --reviewer kim").0, 0);
        folder.run(&format!("tmx convert pair.tmx {name}"));
        with_a_sentence_above(&folder);
        std::fs::remove_file(folder.path("pair.csv")).unwrap();
        std::fs::remove_file(folder.path("pair.review.jsonl")).unwrap();
        std::fs::remove_file(folder.path("pair.tmx")).unwrap();
        folder.run("align ko.txt en.txt -o new.jsonl -o pair.tmx --document roh");
        let before = folder.read("pair.tmx");
        let arguments = format!("{name} --alignment new.jsonl --reviewer kim");
        let (code, said) = apply(&folder, &arguments);
        let memory = folder.read("pair.tmx");
        if is_edited {
            assert_eq!(code, 1, "{said}");
            assert!(
                said.contains("row 3, A3: the article, aligned anew"),
                "{said}"
            );
            assert_eq!(memory, before);
        } else {
            assert_eq!(code, 0, "{said}");
            assert!(memory.contains("s-0003+s-0004"), "{memory}");
            assert_eq!(memory.matches("<tu ").count(), 3, "{memory}");
            assert!(memory.contains("8월 24일") && memory.matches("on the 30th").count() == 1);
        }
        let before = folder.contents();
        apply(&folder, &arguments);
        assert!(folder.contents() == before, "applied twice");
    }
}

#[test]
fn the_parts_of_a_row_go_with_the_pair_that_they_are_parts_of() {
    let halves = [
        ["노 대통령은", "30일 귀국한다."],
        ["He returns home", "on the 30th."],
    ];
    for name in ["second.xlsx", "second.csv"] {
        let folder = Folder::with_articles();
        reviewed(&folder, |rows| {
            let mut second = rows[3].clone();
            (rows[3][0], second[0]) = ("s-0003.1".into(), "s-0003.2".into());
            for (column, [first, last]) in [SOURCE, TARGET].into_iter().zip(halves) {
                rows[3][column] = first.into();
                second[column] = last.into();
            }
            rows.push(second);
        });
        assert_eq!(apply(&folder, "pair.csv --reviewer kim").0, 0);
        folder.run(&format!("tmx convert pair.tmx {name}"));
        with_a_sentence_above(&folder);
        folder.run("align ko.txt en.txt -o new.jsonl -o m.tmx --document roh");
        let apply = format!("review apply {name} --alignment new.jsonl --reviewer kim -o m.tmx");
        folder.run(&apply);
        let memory = folder.read("m.tmx");
        assert_eq!(memory.matches("<tu ").count(), 5, "{memory}");
        assert!(
            memory.contains("s-0004.1") && memory.contains("s-0004.2"),
            "{memory}"
        );
        assert!(!memory.contains("s-0003.1"), "{memory}");
    }
}

/// Nothing but the id says that rows are merged: of a CSV only the first is known, and the other has another text by now.
#[test]
fn a_row_merged_by_its_id_alone_is_listed_where_its_pairs_are_elsewhere() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows.remove(3);
        rows[2][0] = "s-0002+s-0003".into();
    });
    with_a_sentence_above(&folder);
    folder.run("align ko.txt en.txt -o new.jsonl -o pair.tmx --document roh");
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "pair.csv --alignment new.jsonl --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("row 3, A3: the article, aligned anew"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx"), before);
}

/// A sentence was taken out of both articles: nobody spoke of its pair, and nothing is amiss.
#[test]
fn an_untouched_row_of_a_pair_that_is_gone_is_counted_as_that() {
    let korean = "회의는 3일 서울에서 열렸다. 장관 12명이 참석했다. 새 다리는 2027년에 완공된다.";
    let english = "The meeting was held in Seoul on the 3rd. It was attended by 12 ministers. \
                   The new bridge will be finished in 2027.";
    for (name, decision) in [("old.xlsx", ""), ("old.csv", ""), ("old.xlsx", "accept")] {
        let folder = Folder::with(&[("ko.txt", korean), ("en.txt", english)]);
        folder.run(&format!("align ko.txt en.txt -o {name} --document talk"));
        if !decision.is_empty() {
            change_workbook(&folder.path(name), |rows| rows[2][1] = decision.into());
        }
        folder.write("ko.txt", korean.replace("장관 12명이 참석했다. ", ""));
        let shorter = english.replace("It was attended by 12 ministers. ", "");
        folder.write("en.txt", shorter);
        folder.run("align ko.txt en.txt -o new.jsonl --document talk");
        let (code, said) = apply(&folder, &format!("{name} --alignment new.jsonl"));
        let (expected_code, counts) = match decision {
            "" => (0, "2 undecided, 1 untouched, of pairs that are no more;"),
            _ => (1, "2 undecided, 1 not applied;"),
        };
        assert_eq!(code, expected_code, "{said}");
        assert!(said.contains(counts), "{said}");
        let names_it = said.contains("row 3, A3: the article, aligned anew, has no pair");
        assert_eq!(names_it, !decision.is_empty(), "{said}");
        assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 2);
    }
}
