//! What the program writes, as a user or a script finds it.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use common::{ENGLISH, FIXED, Folder, KOREAN, project, rows};
use naranhi::review::{Column, csv::restore};
use naranhi::tidy;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

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
    // Also one to a file that is not there yet.
    std::os::unix::fs::symlink("new.tsv", folder.path("dangling.tsv")).unwrap();
    folder.run("align ko.txt en.txt -o dangling.tsv");
    assert!(folder.path("dangling.tsv").is_symlink());
    assert!(folder.read("new.tsv").starts_with("s-0001\t"));
}

#[test]
fn a_link_that_leads_to_itself_is_no_output() {
    let folder = Folder::with_articles();
    for (link, target) in [("a.tsv", "a.tsv"), ("b.tsv", "c.tsv"), ("c.tsv", "b.tsv")] {
        std::os::unix::fs::symlink(target, folder.path(link)).unwrap();
    }
    for link in ["a.tsv", "b.tsv"] {
        let arguments = format!("align ko.txt en.txt -o {link}");
        let output = folder.naranhi(&arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(&format!("{link}: a link that leads")),
            "{said}"
        );
        assert!(folder.path(link).is_symlink());
    }
}

/// A run that waits for more of its input, with its output half written; it was started by `nohup`, or by another such.
fn waiting(folder: &Folder, starter: &[&str]) -> Child {
    let program = cargo_bin!("naranhi").to_str().unwrap();
    let words = [starter, &[program, "align", "-", "-o", "out.tsv"]].concat();
    let mut child = Command::new(words[0])
        .args(&words[1..])
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while folder.contents().len() < 2 {
        assert!(child.try_wait().unwrap().is_none(), "it does not wait");
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_behind() {
    let folder = Folder::with::<&str>(&[("out.tsv", "as it was")]);
    for (name, signal) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        // Whoever runs the tests in the background may have them ignore signals.
        let mut child = waiting(&folder, &["env", "--default-signal"]);
        let id = child.id().to_string();
        Command::new("kill").args([name, &id]).status().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(signal));
        assert_eq!(folder.read("out.tsv"), "as it was");
        assert_eq!(folder.contents().len(), 1, "{name}");
    }
    // Who closes the terminal does not stop what was started to go on.
    let mut child = waiting(&folder, &["nohup"]);
    let id = child.id().to_string();
    Command::new("kill").args(["-HUP", &id]).status().unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none());
    Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(15));
}

#[test]
fn what_another_run_wrote_meanwhile_is_not_replaced() {
    let other = Folder::with_articles();
    common::reviewed(&other, |rows| rows[1][1] = "accept".into());
    other.run("review apply pair.csv -o pair.tmx");
    let reviewed = other.read("pair.tmx");
    for before in [None, Some("as it was")] {
        let folder = Folder::with::<&str>(&[]);
        if let Some(before) = before {
            folder.write("out.tmx", before);
        }
        let program = cargo_bin!("naranhi");
        let mut child = Command::new(program)
            .args(["align", "-", "-o", "out.tmx"])
            .current_dir(folder.path(""))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while folder.contents().len() < 1 + usize::from(before.is_some()) {
            std::thread::sleep(Duration::from_millis(10));
        }
        folder.write("other", &reviewed);
        std::fs::rename(folder.path("other"), folder.path("out.tmx")).unwrap();
        let both = format!("{KOREAN}\n{ENGLISH}");
        child
            .stdin
            .take()
            .unwrap()
            .write_all(both.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("out.tmx: another run wrote it meanwhile"),
            "{said}"
        );
        assert_eq!(folder.read("out.tmx"), reviewed);
        assert_eq!(folder.contents().len(), 1);
    }
}

#[test]
fn of_several_outputs_those_are_named_that_were_written_before_one_failed() {
    let json = serde_json::json!({"ko": KOREAN, "en": ENGLISH}).to_string();
    for (input, text) in [
        ("-", format!("{KOREAN}\n{ENGLISH}")),
        ("- --document many", json),
    ] {
        let folder = Folder::with::<&str>(&[]);
        let mut child = Command::new(cargo_bin!("naranhi"))
            .arg("align")
            .args(input.split(' '))
            .args(["-o", "a.tsv", "-o", "b.csv", "-o", "c.tmx", "-o", "d.jsonl"])
            .current_dir(folder.path(""))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while folder.contents().len() < 4 {
            std::thread::sleep(Duration::from_millis(10));
        }
        std::fs::create_dir(folder.path("c.tmx")).unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(text.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        let expected = "written already: a.tsv, b.csv; the other files are as they were\nnaranhi: error: c.tmx: ";
        assert!(said.contains(expected), "{said}");
        let names: Vec<String> = folder.contents().into_keys().collect();
        assert_eq!(names, ["a.tsv", "b.csv", "c.tmx"]);
    }
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
    let document = Column::Document as usize;
    assert_eq!(restored(document), ["=roh"; 4]);
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
