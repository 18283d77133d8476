//! Corpora as JSON lines: packed, in parts, in folders, with what else is known of each pair, and with what went wrong.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{Read, Write};

use common::{ENGLISH, Folder, KOREAN};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

fn record(document: &str, korean: &str, english: &str) -> String {
    json!({"document": document, "ko": korean, "en": english}).to_string() + "\n"
}

fn packed(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// What a command that ended with `code` said.
fn said(folder: &Folder, arguments: &str, code: i32) -> String {
    let output = folder.naranhi(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
    said
}

/// The names of the documents in rows of TSV, in their order.
fn documents(rows: &str) -> Vec<String> {
    let mut names: Vec<String> = rows
        .lines()
        .map(|row| row.split(" s-").next().unwrap().to_owned())
        .collect();
    names.dedup();
    names
}

#[test]
fn parts_are_aligned_one_behind_the_other() {
    let folder = Folder::with(&[("empty.jsonl", "")]);
    let [a, b] = ["a", "b"].map(|name| record(name, KOREAN, ENGLISH));
    folder.write("a.jsonl", &a);
    folder.write("b.jsonl.gz", packed(&b));
    folder.run("align a.jsonl empty.jsonl b.jsonl.gz -o all.tsv");
    assert_eq!(documents(&folder.read("all.tsv")), ["a", "b"]);
    let mut piped = folder.naranhi("align - -o piped.tsv");
    piped.write_stdin(packed(&(a + &b))).assert().success();
    assert_eq!(folder.read("piped.tsv"), folder.read("all.tsv"));
    // What is not there is named, and the others are aligned.
    let said = said(&folder, "align gone.jsonl a.jsonl -o rest.tsv", 1);
    assert!(said.contains("passed over: gone.jsonl: "), "{said}");
    assert_eq!(documents(&folder.read("rest.tsv")), ["a"]);
}

#[test]
fn files_of_json_lines_are_told_by_what_they_hold() {
    let long = format!("{KOREAN}{}", "눈이 내렸다. ".repeat(20_000));
    let folder = Folder::with::<&str>(&[]);
    std::fs::create_dir(folder.path("out")).unwrap();
    let broken = format!("{{\"ko\n{}", record("b", KOREAN, ENGLISH));
    for (name, text) in [
        ("out/part-00000", record("a", &long, ENGLISH)),
        ("out/part-00001", broken),
        ("out/part-00002.ndjson", record("c", KOREAN, ENGLISH)),
    ] {
        folder.write(name, text);
    }
    let parts = "out/part-00000 out/part-00001 out/part-00002.ndjson";
    for inputs in ["out", parts] {
        said(&folder, &format!("align {inputs} -o all.tsv"), 1);
        assert_eq!(
            documents(&folder.read("all.tsv")),
            ["a", "b", "c"],
            "{inputs}"
        );
    }
}

#[test]
fn several_files_are_two_articles_or_all_json_lines() {
    let folder = Folder::with(&[
        ("ko.txt", KOREAN),
        ("en.txt", ENGLISH),
        ("a.jsonl", &record("a", KOREAN, ENGLISH)),
    ]);
    for arguments in ["align - ko.txt en.txt", "align ko.txt a.jsonl"] {
        let said = said(&folder, arguments, 2);
        assert!(said.contains("give two articles, "), "{arguments}: {said}");
    }
}

#[test]
fn a_folder_may_hold_json_lines() {
    let folder = Folder::with::<&str>(&[]);
    std::fs::create_dir(folder.path("news")).unwrap();
    for (name, text) in [
        ("part-00000", record("spark", KOREAN, ENGLISH)),
        ("ko-en.json", record("json", KOREAN, ENGLISH)),
        ("x.ko.txt", KOREAN.to_owned()),
        ("x.en.txt", ENGLISH.to_owned()),
        ("_SUCCESS", String::new()),
        ("numbers.jsonl", "{\"a\": 1}\n".to_owned()),
    ] {
        folder.write(&format!("news/{name}"), text);
    }
    folder.write(
        "news/z.jsonl.gz",
        packed(&record("packed", KOREAN, ENGLISH)),
    );
    let aligned = folder.run("align news -o news/all.jsonl -o all.tsv");
    assert!(
        aligned.err.contains("4 pairs of articles\n"),
        "{}",
        aligned.err
    );
    let names = ["news/x.ko.txt", "json", "spark", "packed"];
    assert_eq!(documents(&folder.read("all.tsv")), names);
    // Its own output in the folder is no input the next time.
    let again = folder.run("align news -o again.tsv");
    assert!(again.err.contains("4 pairs of articles\n"), "{}", again.err);
    let before = folder.contents();
    let said = said(
        &folder,
        "align news -o news/part-00000.jsonl -o news/ko-en.jsonl",
        2,
    );
    assert!(said.contains("an article of the folder"), "{said}");
    assert_eq!(folder.contents(), before);
}

#[test]
fn no_output_replaces_json_lines_of_a_folder() {
    let folder = Folder::with::<&str>(&[]);
    std::fs::create_dir(folder.path("news")).unwrap();
    folder.write("news/a.jsonl", record("a", KOREAN, ENGLISH));
    let said = said(&folder, "align news -o news/a.jsonl", 2);
    assert!(said.contains("a file of articles in the folder"), "{said}");
    assert_eq!(folder.read("news/a.jsonl"), record("a", KOREAN, ENGLISH));
}

#[test]
fn what_breaks_off_is_named_and_what_was_read_stays() {
    let folder = Folder::with::<&str>(&[]);
    let corpus: String = (0..40)
        .map(|i| record(&format!("d{i}"), &format!("{KOREAN}{i}"), ENGLISH))
        .collect();
    let mut stored = GzEncoder::new(Vec::new(), Compression::none());
    stored.write_all(corpus.as_bytes()).unwrap();
    let whole = stored.finish().unwrap();
    folder.write("corpus.jsonl.gz", &whole[..whole.len() / 2]);
    let said = said(&folder, "align corpus.jsonl.gz -o all.tsv", 1);
    assert!(
        said.contains("passed over: corpus.jsonl.gz, line "),
        "{said}"
    );
    assert!(said.contains("it breaks off here"), "{said}");
    let names = documents(&folder.read("all.tsv"));
    assert!((10..=20).contains(&names.len()), "{names:?}");
    assert_eq!(names[..2], ["d0", "d1"]);
}

#[test]
fn what_is_known_of_a_pair_comes_with_it() {
    let extra =
        r#"{"url":"https://example.com/1","id":12345678901234567890123,"section":["정치",2.50]}"#;
    let [korean, english] = [KOREAN, ENGLISH].map(|text| json!(text).to_string());
    let pair = format!(
        r#"{{"document":"a","ko":{korean},"en":{english},{}"#,
        &extra[1..]
    );
    let bare = record("b", KOREAN, ENGLISH);
    let folder = Folder::with(&[("corpus.jsonl", format!("{pair}\n{bare}"))]);
    folder.run("align corpus.jsonl -o all.jsonl");
    let lines = folder.read("all.jsonl");
    let of_documents = |line: &&str| line.starts_with(r#"{"record":"document""#);
    let documents: Vec<&str> = lines.lines().filter(of_documents).collect();
    let [given, bare] = documents[..] else {
        panic!("{documents:?}");
    };
    assert!(
        given.ends_with(&format!(r#","extra":{extra}}}"#)),
        "{given}"
    );
    assert!(!bare.contains("extra"), "{bare}");
}

#[test]
fn html_that_was_left_in_a_text_is_none_of_it() {
    let with_html = |text: &str| {
        let escaped = text.replace('&', "&amp;").replace('"', "&quot;");
        escaped
            .replacen(' ', " <b>", 1)
            .replacen(' ', "</b>&nbsp;", 1)
    };
    let folder = Folder::with(&[
        ("plain.jsonl", record("a", KOREAN, ENGLISH)),
        (
            "html.jsonl",
            record("a", &with_html(KOREAN), &with_html(ENGLISH)),
        ),
    ]);
    folder.run("align plain.jsonl -o plain.tsv");
    folder.run("align html.jsonl -o html.tsv");
    let html = folder.read("html.tsv");
    assert!(!html.contains(['<', '&']), "{html}");
    assert_eq!(documents(&html).len(), 1);
    assert_eq!(
        html.lines().count(),
        folder.read("plain.tsv").lines().count()
    );
}

#[test]
fn what_was_passed_over_is_counted_by_its_cause() {
    let corpus = [
        record("a", KOREAN, ENGLISH),
        record("b", KOREAN, KOREAN),
        record("c", "", ENGLISH),
        record("d", ENGLISH, ENGLISH),
        "{\"ko\": 1}\n".to_owned(),
        record("e", "이름\u{fffd}", ENGLISH),
    ];
    let folder = Folder::with(&[("corpus.jsonl", corpus.concat())]);
    let said = said(&folder, "align corpus.jsonl -o all.tsv", 1);
    assert!(
        said.contains(
            "2 pairs of articles; 4 passed over: 2 both in one language, 1 empty, 1 no pairs of articles\n"
        ),
        "{said}"
    );
    assert!(
        said.contains("corpus.jsonl, line 6 (ko): characters were lost"),
        "{said}"
    );
}

#[test]
fn two_texts_that_are_no_article_are_told_by_their_name() {
    let article = |name: &str| {
        let path = common::project(&format!("pairs/{name}"));
        std::fs::read_to_string(path).unwrap()
    };
    let (korean, english) = (article("film-festival/ko.txt"), article("typhoon/en.txt"));
    let folder = Folder::with(&[("corpus.jsonl", record("day/7", &korean, &english))]);
    let said = said(&folder, "align corpus.jsonl -o out.tsv", 0);
    assert!(
        said.contains("day/7: corpus.jsonl, line 1 (ko) and corpus.jsonl, line 1 (en) do not look"),
        "{said}"
    );
}

#[test]
fn what_should_be_looked_at_is_in_json_lines_as_in_the_sheet() {
    let folder = Folder::with(&[
        (
            "ko.txt",
            &format!("{KOREAN}쌀값은 17% 올랐다고 통계청이 밝혔다.\n"),
        ),
        (
            "en.txt",
            &format!("{ENGLISH}Rice prices rose 19 percent, the statistics office said.\n"),
        ),
    ]);
    folder.run("align ko.txt en.txt -o pair.jsonl -o pair.csv");
    let lines = folder.read("pair.jsonl");
    let beads = lines
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).unwrap());
    let in_json: Vec<String> = beads
        .map(|bead: Value| {
            let flags = bead["flags"].as_array().unwrap().iter();
            flags
                .map(|flag| flag.as_str().unwrap())
                .collect::<Vec<_>>()
                .join("; ")
        })
        .collect();
    let sheet = folder.read("pair.csv");
    let mut rows = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let column = rows
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "flags")
        .unwrap();
    let in_sheet: Vec<String> = rows
        .records()
        .map(|row| row.unwrap()[column].to_owned())
        .collect();
    assert_eq!(in_json, in_sheet);
    assert!(
        in_json.contains(&"numbers differ: 17 / 19".to_owned()),
        "{in_json:?}"
    );
}

#[test]
fn outputs_may_be_packed() {
    let folder = Folder::with(&[("a.jsonl", record("a", KOREAN, ENGLISH))]);
    let date = "--date 20250904T073800Z";
    for ending in ["tmx", "tsv", "jsonl"] {
        folder.run(&format!(
            "align a.jsonl {date} -o all.{ending} -o all.{ending}.gz"
        ));
        let packed = std::fs::read(folder.path(&format!("all.{ending}.gz"))).unwrap();
        let mut unpacked = String::new();
        GzDecoder::new(&packed[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, folder.read(&format!("all.{ending}")));
    }
    let said = said(&folder, "align a.jsonl -o all.xlsx.gz", 2);
    assert!(said.contains("no format has this ending"), "{said}");
}

#[test]
fn a_packed_memory_that_was_reviewed_is_not_replaced() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.csv -o pair.tmx");
    let sheet = folder
        .read("pair.csv")
        .replacen("s-0002,", "s-0002,accept", 1);
    folder.write("pair.csv", sheet);
    folder.run("review apply pair.csv --reviewer kim -o pair.tmx");
    folder.run("tmx convert pair.tmx pair.tmx.gz");
    let before = folder.contents();
    let said = said(&folder, "align ko.txt en.txt -o pair.tmx.gz", 2);
    assert!(said.contains("holds the work of a reviewer"), "{said}");
    assert_eq!(folder.contents(), before);
}

/// What a shell makes of `<(cat ko.txt)` can be read once only.
#[test]
#[cfg(unix)]
fn articles_may_come_through_pipes() {
    let folder = Folder::with_articles();
    let expected = folder.run("align ko.txt en.txt").out;
    let program = assert_cmd::cargo::cargo_bin!("naranhi")
        .display()
        .to_string();
    for articles in ["<(cat ko.txt) en.txt", "<(cat ko.txt) <(cat en.txt)"] {
        let command = format!("'{program}' align {articles}");
        let mut shell = std::process::Command::new("bash");
        let output = shell
            .arg("-c")
            .arg(command)
            .current_dir(folder.path("."))
            .output();
        let Ok(output) = output else {
            eprintln!("skipped: no bash");
            return;
        };
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            expected,
            "{articles}"
        );
    }
}
