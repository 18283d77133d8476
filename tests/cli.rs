//! What the program does with its options, as a user or a script sees it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashMap;
use std::io;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use common::{ENGLISH, Folder, KOREAN, project};
use naranhi::review::{Column, csv::restore};
use naranhi::tidy;
use predicates::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Settings that make outputs depend on nothing but the texts.
const FIXED: &str = "--date 20250904T073800Z --document roh";

/// The languages of the variants of a memory, in order.
fn tags(memory: &str) -> Vec<&str> {
    memory
        .split("xml:lang=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// The rows of a CSV output that is read as spreadsheet programs read it.
fn rows(sheet: &str) -> Vec<csv::StringRecord> {
    let sheet = sheet.strip_prefix('\u{feff}').expect("no byte-order mark");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(sheet.as_bytes())
        .records()
        .map(|row| row.unwrap())
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
fn several_outputs_at_once_and_the_same_bytes_each_time() {
    let pair = project("pairs/summit-1992");
    let pair = pair.display();
    let mut earlier: Option<Vec<String>> = None;
    for _ in 0..2 {
        let folder = Folder::with::<&str>(&[]);
        let names = ["out.tmx", "out.csv", "out.jsonl", "out.tsv", "out.ladder"];
        let outputs = names.map(|name| format!("-o {name}")).join(" ");
        let printed = folder.run(&format!(
            "align {pair}/ko.txt {pair}/en.txt {FIXED} {outputs}"
        ));
        assert!(printed.out.is_empty());
        assert!(printed.err.contains(&names.join(", ")), "{}", printed.err);
        assert_eq!(folder.contents().len(), names.len());
        let contents: Vec<String> = names.iter().map(|name| folder.read(name)).collect();
        assert!(contents.iter().all(|content| content.lines().count() > 10));
        if let Some(earlier) = &earlier {
            assert_eq!(earlier, &contents);
        }
        earlier = Some(contents);
    }
}

#[test]
fn an_output_that_is_a_link_stays_one() {
    let folder = Folder::with_articles();
    folder.write("real.tsv", "old");
    std::os::unix::fs::symlink("real.tsv", folder.path("link.tsv")).unwrap();
    folder.run("align ko.txt en.txt -o link.tsv");
    assert!(folder.path("link.tsv").is_symlink());
    assert!(folder.read("real.tsv").starts_with("s-0001\t"));
}

#[test]
fn into_a_pipe_the_pairs_are_tab_separated() {
    let printed = Folder::with_articles().run("align ko.txt en.txt");
    let rows: Vec<Vec<&str>> = printed
        .out
        .lines()
        .map(|row| row.split('\t').collect())
        .collect();
    let without_confidence: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| [row[0], row[2], row[3], row[4]])
        .collect();
    assert_eq!(
        without_confidence,
        [
            [
                "s-0001",
                "1-1",
                "노태우 대통령, 베이징 도착",
                "Roh arrives in Beijing"
            ],
            [
                "s-0002",
                "2-1",
                "노태우 대통령이 27일 오후 베이징에 도착했다. 공항에는 관계자 50여 명이 나왔다.",
                "President Roh Tae-woo arrived in Beijing on the afternoon of Sept. 27, welcomed at the airport by \
                 some 50 officials."
            ],
            [
                "s-0003",
                "1-1",
                "노 대통령은 30일 귀국한다.",
                "He returns home on the 30th."
            ],
        ]
    );
    for row in &rows {
        assert_eq!(row.len(), 5);
        let confidence: f64 = row[1].parse().unwrap();
        assert!((0.0..1.0).contains(&confidence), "{confidence}");
    }
    assert!(printed.err.is_empty(), "{}", printed.err);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::with_articles();
    let gold = Folder::with(&[("a.ko", KOREAN), ("a.en", ENGLISH), ("a.gold", "[0]:[0]\n")]);
    let evaluate = format!("evaluate --align {}", gold.path("").display());
    for arguments in ["align ko.txt en.txt", "split ko.txt", &evaluate] {
        // As `head` does when it has seen enough, only surely before the first byte is written.
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = Command::new(cargo_bin!("naranhi"))
            .args(arguments.split(' '))
            .current_dir(folder.path(""))
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments}");
    }
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

#[test]
fn a_ladder_of_presegmented_text_counts_lines_with_the_empty_ones() {
    let korean = "노태우 대통령이 27일 베이징에 도착했다.\n\n공항에 관계자 50여 명이 나왔다. 비가 왔다.\n그는 30일 귀국한다.\n";
    let english = "\nPresident Roh arrived in Beijing on Sept. 27.\n\
        Some 50 officials came to the airport. It rained.\n \nHe returns home on the 30th.";
    let folder = Folder::with(&[("a.ko", korean), ("a.en", english)]);
    // Korean lines 0, 2, 3 and English lines 1, 2, 4 hold text; the second line is not split.
    let ladder = "[1]:[0]\n[2]:[2]\n[4]:[3]\n";
    for direction in ["", "--source-lang en"] {
        folder.run(&format!(
            "align a.ko a.en --presegmented {direction} -o a.ladder"
        ));
        assert_eq!(
            folder.read("a.ladder"),
            ladder,
            "English comes first, {direction:?}"
        );
    }
}

#[test]
fn the_sheet_opens_in_a_spreadsheet_program() {
    let korean = [
        "-5도까지 떨어졌다.",
        "=1+1은 2다, 그는 \"쉽다\"고 했다.",
        "@gildong 계정이 사라졌다.",
        "'봄'이 왔다.",
    ];
    let english = [
        "-5 degrees was the lowest.",
        "=1+1 is 2, and \"easy,\" he said.",
        "@gildong, the account, is gone.",
        "'Spring' is here.",
    ];
    let folder = Folder::with(&[("a.ko", korean.join("\n")), ("a.en", english.join("\n"))]);
    folder.run("align a.ko a.en --presegmented --document =roh -o out.csv");
    let sheet = folder.read("out.csv");
    assert_eq!(sheet.matches('\n').count(), sheet.matches("\r\n").count());
    let rows = rows(&sheet);
    assert_eq!(rows[0], Column::ALL.map(Column::name).to_vec());
    let column = |index: usize| -> Vec<&str> {
        rows[1..]
            .iter()
            .map(|row| &row[index])
            .filter(|cell| !cell.is_empty())
            .collect()
    };
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    let restored = |index| column(index).into_iter().map(restore).collect::<Vec<_>>();
    assert_eq!(restored(4).join(" "), korean.join(" "));
    assert_eq!(restored(5).join(" "), english.join(" "));
    assert!(restored(7).iter().all(|&document| document == "=roh"));
}

#[test]
fn json_lines_hold_every_segment_once_at_its_place_in_the_file() {
    // A byte-order mark, CRLF, letters of Hangul not composed, and white space of several kinds.
    let korean = "\u{feff}노태우 대통령, 베이징 도착\r\n\r\n 노 대통령이 27일 \u{1103}\u{1169}\u{110e}\u{1161}\u{11a8}했다.\u{3000}비가\u{a0}왔다.\r\n";
    let folder = Folder::with(&[("ko.txt", korean), ("en.txt", ENGLISH)]);
    folder.run("align ko.txt en.txt -o out.jsonl --date 20250904T073800Z --document roh");
    let records: Vec<Value> = folder
        .read("out.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (document, beads) = records.split_first().unwrap();
    assert_eq!(document["record"], "document");
    assert_eq!(document["document"], "roh");
    assert_eq!(document["date"], "20250904T073800Z");
    assert_eq!(document["source"]["language"], "ko-KR");
    assert_eq!(document["beads"], beads.len());
    for (side, text) in [("source", korean), ("target", ENGLISH)] {
        let mut indices = Vec::new();
        for segment in beads.iter().flat_map(|bead| bead[side].as_array().unwrap()) {
            let span = |end: usize| segment["span"][end].as_u64().unwrap() as usize;
            assert_eq!(
                tidy(&text[span(0)..span(1)]),
                segment["text"].as_str().unwrap()
            );
            indices.push(segment["index"].as_u64().unwrap());
        }
        indices.sort_unstable();
        let all: Vec<u64> = (0..document[side]["segments"].as_u64().unwrap()).collect();
        assert_eq!(indices, all, "{side}");
        assert_eq!(all.len(), 3, "{side}");
    }
    let left_out = &document["target"]["left_out"][0];
    assert_eq!(left_out["text"], "Posted September. 28, 1992 07:40");
}

/// Files from macOS may have their letters not composed: they are aligned as if they were, and stay as they are.
#[test]
fn letters_that_are_not_composed_stay_so() {
    let decomposed: String = KOREAN.nfd().collect();
    assert_ne!(decomposed, KOREAN);
    let page = format!("<p>{}</p>", decomposed.replace('\n', "</p><p>"));
    let folder = Folder::with_articles();
    folder.write("nfd.txt", &decomposed);
    folder.write("nfd.html", page);
    let arguments = "en.txt --date 20250904T073800Z --document roh";
    for ending in ["tsv", "csv", "tmx", "jsonl"] {
        folder.run(&format!("align ko.txt {arguments} -o nfc.{ending}"));
        for input in ["nfd.txt", "nfd.html"] {
            folder.run(&format!("align {input} {arguments} -o nfd.{ending}"));
            let (composed, found) = (
                folder.read(&format!("nfc.{ending}")),
                folder.read(&format!("nfd.{ending}")),
            );
            assert!(
                found.contains(decomposed.lines().next().unwrap()),
                "{found}"
            );
            if ["tsv", "tmx"].contains(&ending) {
                assert_eq!(found.nfc().collect::<String>(), composed);
            }
        }
    }
    // The sheet comes back as it went.
    folder.run("review apply nfd.csv --alignment nfd.jsonl -o reviewed.tmx --reviewer kim");
    assert_eq!(folder.read("reviewed.tmx").matches("<tu ").count(), 3);
}

#[test]
fn the_date_and_the_document_stand_in_the_memory() {
    let folder = Folder::with_articles();
    folder.run(&format!(
        "align ko.txt en.txt {FIXED} -o out.tmx -o out.csv"
    ));
    let memory = folder.read("out.tmx");
    // One in the header, one in each of three units.
    assert_eq!(
        memory.matches("creationdate=\"20250904T073800Z\"").count(),
        1 + 3
    );
    assert_eq!(
        memory
            .matches("<prop type=\"x-document\">roh</prop>")
            .count(),
        3
    );
    assert!(
        rows(&folder.read("out.csv"))[1..]
            .iter()
            .all(|row| &row[Column::Document as usize] == "roh")
    );
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
    let headlines: f64 = beads.split('\t').nth(1).unwrap().parse().unwrap();
    assert!(headlines < 0.5, "{beads}");
    let (said, _) = align("film-festival", "film-festival");
    assert!(!said.contains("do not look like"), "{said}");
}
