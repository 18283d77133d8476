//! What the program does with its options, as a user or a script sees it.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::HashMap;

use common::{ENGLISH, FIXED, Folder, KOREAN, project, rows};
use predicates::prelude::*;

/// The languages of the variants of a memory, in order.
fn tags(memory: &str) -> Vec<&str> {
    memory
        .split("xml:lang=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn the_order_of_the_arguments_does_not_matter() {
    let folder = Folder::with_articles();
    folder.run(&format!("align ko.txt en.txt {FIXED} -o a.tmx -o a.jsonl"));
    folder.run(&format!("align en.txt ko.txt {FIXED} -o b.tmx -o b.jsonl"));
    assert_eq!(folder.read("a.tmx"), folder.read("b.tmx"));
    assert_eq!(folder.read("a.jsonl"), folder.read("b.jsonl"));
    // A headline, the two sentences that became one, and the last.
    assert_eq!(tags(&folder.read("a.tmx")), ["ko-KR", "en-US"].repeat(3));
}

#[test]
fn encodings_of_old_and_of_windows_are_found_out() {
    let folder = Folder::with_articles();
    let plain = folder.run("align ko.txt en.txt --document x").out;
    folder.write("cp949.txt", encoding_rs::EUC_KR.encode(KOREAN).0);
    let marked = format!("\u{feff}{ENGLISH}");
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("utf16.txt", utf16);
    let found = folder.run("align cp949.txt utf16.txt --document x").out;
    assert_eq!(found, plain);
    let given = folder.run("align cp949.txt en.txt --encoding cp949 --document x");
    assert_eq!(given.out, plain);
}

#[test]
fn an_article_may_come_from_standard_input() {
    let folder = Folder::with_articles();
    let plain = folder.run("align ko.txt en.txt").out;
    let output = folder
        .naranhi("align - en.txt")
        .write_stdin(KOREAN)
        .output();
    assert_eq!(String::from_utf8(output.unwrap().stdout).unwrap(), plain);
    folder
        .naranhi("align - en.txt")
        .write_stdin("")
        .assert()
        .code(2)
        .stderr(predicates::str::contains("standard input: empty"));
}

#[test]
fn mojibake_is_named_with_its_line() {
    let folder = Folder::with_articles();
    let garbled = encoding_rs::WINDOWS_1252.decode_without_bom_handling("비가 왔다.".as_bytes());
    folder.write("ko.txt", format!("{KOREAN}{}\n", garbled.0));
    let said = folder.run("align ko.txt en.txt").err;
    assert!(
        said.contains("ko.txt: 1 line is mojibake") && said.contains("line 4"),
        "{said}"
    );
}

#[test]
fn one_file_may_hold_both_articles() {
    let folder = Folder::with_articles();
    let plain = folder.run("align ko.txt en.txt").out;
    let in_turn = KOREAN.lines().zip(ENGLISH.lines());
    let in_turn: String = in_turn.map(|(k, e)| format!("{k}\n{e}\n\n")).collect();
    folder.write("after.txt", format!("{KOREAN}\n{ENGLISH}"));
    folder.write("turn.txt", in_turn);
    assert_eq!(folder.run("align after.txt").out, plain);
    assert_eq!(folder.run("align turn.txt").out, plain);
}

#[test]
fn the_document_is_named_after_the_source_whatever_the_order() {
    let folder = Folder::with_articles();
    folder.run("align en.txt ko.txt -o a.tmx");
    folder.run("align en.txt ko.txt -o b.tmx --source-lang en");
    let prop = |file| format!("<prop type=\"x-document\">{file}</prop>");
    assert!(folder.read("a.tmx").contains(&prop("ko.txt")));
    assert!(folder.read("b.tmx").contains(&prop("en.txt")));
}

#[test]
fn the_source_language_turns_direction_and_tags() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt --source-lang en-GB -o out.tmx -o out.csv");
    let memory = folder.read("out.tmx");
    assert!(memory.contains("srclang=\"en-GB\""), "{memory}");
    assert_eq!(tags(&memory), ["en-GB", "ko-KR"].repeat(3));
    let last = rows(&folder.read("out.csv")).pop().unwrap();
    let cells = (&last[4], &last[5]);
    assert_eq!(
        cells,
        ("He returns home on the 30th.", "노 대통령은 30일 귀국한다.")
    );
}

#[test]
fn the_target_language_alone_says_which_is_the_source() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt --target-lang en-GB -o a.tmx");
    assert_eq!(tags(&folder.read("a.tmx"))[..2], ["ko-KR", "en-GB"]);
    folder.run("align ko.txt en.txt --target-lang ko -o b.tmx");
    assert_eq!(tags(&folder.read("b.tmx"))[..2], ["en-US", "ko"]);
}

#[test]
fn verbose_names_the_rule_of_each_line_left_out() {
    let folder = Folder::with_articles();
    folder.write("en.txt", format!("Roh arrives in Beijing\n{ENGLISH}"));
    let told = folder.run("align ko.txt en.txt -v").err;
    for line in [
        "naranhi: left out of the Korean, dateline: 입력 1992-09-28 03:00",
        "naranhi: left out of the English, headline again: Roh arrives in Beijing",
        "naranhi: left out of the English, dateline: Posted September. 28, 1992 07:40",
    ] {
        assert!(
            told.lines().any(|told| told == line),
            "{line:?} is not in: {told}"
        );
    }
    assert_eq!(told.lines().count(), 3, "{told}");
}

#[test]
fn furniture_is_kept_when_asked_for() {
    let folder = Folder::with_articles();
    let printed = folder.run("align ko.txt en.txt --keep-furniture -v");
    assert!(
        printed.out.contains("입력 1992-09-28 03:00"),
        "{}",
        printed.out
    );
    assert!(printed.out.contains("Posted September. 28, 1992 07:40"));
    assert_eq!(printed.err.matches("nothing left out of the").count(), 2);
}

/// Which Korean line the one English line is paired with when `glossary` says what zorbite is.
fn paired_with(english: &str, glossary: &str) -> String {
    // Nothing but the two kinds of rock and the two directions tells the Korean lines apart.
    let korean = "현무암이 남쪽을 덮고 있다.\n화강암이 북쪽을 덮고 있다.\n";
    let folder = Folder::with(&[("a.ko", korean), ("a.en", english), ("terms.csv", glossary)]);
    let printed = folder.run("align a.ko a.en --presegmented --glossary terms.csv -v");
    assert!(
        printed.err.contains("terms.csv: 1 term pairs"),
        "{}",
        printed.err
    );
    let rows: HashMap<&str, &str> = printed
        .out
        .lines()
        .map(|row| row.split('\t').collect::<Vec<_>>())
        .map(|cells| (cells[4], cells[3]))
        .collect();
    rows[english].to_owned()
}

#[test]
fn a_glossary_decides_between_lines_that_are_alike() {
    let english = "Most of it is covered by zorbite.";
    for [south, north] in [
        ["현무암,zorbite\n", "화강암,zorbite\n"],
        [
            "korean,english\n현무암,zorbite\n",
            "english,korean\nzorbite,화강암\n",
        ],
    ] {
        assert_eq!(paired_with(english, south), "현무암이 남쪽을 덮고 있다.");
        assert_eq!(paired_with(english, north), "화강암이 북쪽을 덮고 있다.");
    }
}

#[test]
fn a_term_of_the_glossary_is_found_where_it_begins_a_sentence() {
    let english = "Zorbite is what covers most of it.";
    assert_eq!(
        paired_with(english, "현무암,zorbite\n"),
        "현무암이 남쪽을 덮고 있다."
    );
    assert_eq!(
        paired_with(english, "화강암,zorbite\n"),
        "화강암이 북쪽을 덮고 있다."
    );
}

#[test]
fn split_prints_a_sentence_a_line() {
    let folder = Folder::with(&[(
        "a.txt",
        "“간다. 곧 온다.”고 그는 말했다. 비가  왔다.\r\n\r\n\n둘째 줄이다.",
    )]);
    let sentences = "“간다. 곧 온다.”고 그는 말했다.\n비가 왔다.\n\n둘째 줄이다.\n";
    assert_eq!(folder.run("split a.txt").out, sentences);
}

#[test]
fn split_can_be_told_the_language() {
    let folder = Folder::with(&[("a.txt", "2025. 9. 4.\n")]);
    folder
        .naranhi("split a.txt")
        .assert()
        .code(2)
        .stderr(predicate::str::contains(
            "a.txt: neither Korean nor English",
        ));
    assert_eq!(folder.run("split a.txt --lang ko").out, "2025. 9. 4.\n");
}

#[test]
fn help_has_examples_for_every_subcommand() {
    let folder = Folder::with::<&str>(&[]);
    let help = folder.run("--help").out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let mut names: Vec<&str> = commands
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    names.retain(|&name| name != "help");
    for expected in ["align", "split", "evaluate"] {
        assert!(names.contains(&expected), "{names:?}");
    }
    for name in names {
        folder
            .naranhi(&format!("{name} --help"))
            .assert()
            .code(0)
            .stdout(predicate::str::contains("Example"))
            .stdout(predicate::str::contains(format!("\n  naranhi {name} ")));
    }
    assert!(help.contains("\n  naranhi align "), "{help}");
}

#[test]
fn two_articles_that_are_not_one_are_told() {
    let article = |name: &str| project(&format!("pairs/{name}")).display().to_string();
    let folder = Folder::with_articles();
    let align = |korean: &str, english: &str| {
        let pair = format!(
            "align {}/ko.txt {}/en.txt -o pair.tsv",
            article(korean),
            article(english)
        );
        let printed = folder.run(&pair);
        (printed.err, folder.read("pair.tsv"))
    };
    let (said, beads) = align("film-festival", "typhoon");
    assert!(
        said.contains("do not look like editions of one article"),
        "{said}"
    );
    let linked = beads
        .lines()
        .filter(|bead| !bead.contains("1-0") && !bead.contains("0-1"));
    let surest = linked.map(|bead| bead.split('\t').nth(1).unwrap().parse::<f64>().unwrap());
    assert!(surest.fold(0.0, f64::max) < 0.35, "{beads}");
    let (said, _) = align("film-festival", "film-festival");
    assert!(!said.contains("do not look like"), "{said}");
    // Nor is a text of which nothing is paired.
    folder.write("hi.txt", "Zip\n");
    let said = folder.run("align ko.txt hi.txt -o pair.tsv").err;
    assert!(said.contains("editions of one article: 0 %"), "{said}");
}

#[test]
fn what_is_no_article_is_told_with_the_way_out() {
    let folder = Folder::with_articles();
    // The page has an address and a line of copyright in English.
    let korean = std::fs::read_to_string(project("pairs/film-festival/ko.txt")).unwrap();
    folder.write(
        "copyright.txt",
        format!(
            "{korean}{}",
            "Copyright 2025 Example News. All rights reserved.\n".repeat(9)
        ),
    );
    folder.write("page.txt", korean + "kim@example.com\n© Example News\n");
    for (arguments, said) in [
        (
            "https://example.com/a.html en.txt",
            "addresses are not fetched; save the page",
        ),
        (
            "page.txt",
            "it holds Korean alone; give the English article too",
        ),
        (
            "copyright.txt",
            "copyright.txt: it holds Korean alone; give the English article too",
        ),
    ] {
        let output = folder
            .naranhi(&format!("align {arguments}"))
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn acceptance_beforehand_needs_a_sheet() {
    let folder = Folder::with_articles();
    for (output, is_told) in [
        ("pair.tmx", true),
        ("pair.csv", false),
        ("pair.xlsx", false),
    ] {
        let command = format!("align ko.txt en.txt --accept-above 0.9 -o {output}");
        let said = folder.naranhi(&command).output().unwrap().stderr;
        let said = String::from_utf8(said).unwrap();
        assert_eq!(
            said.contains("accepts nothing without a review sheet"),
            is_told,
            "{said}"
        );
    }
}
