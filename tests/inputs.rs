//! What is given in place of a file with an article: pipes, data, tables, packed files.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::Write;

use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use common::{ENGLISH, Folder, KOREAN};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

fn record(name: &str) -> String {
    json!({"document": name, "ko": KOREAN, "en": ENGLISH}).to_string() + "\n"
}

#[test]
fn json_lines_come_out_of_any_pipe() {
    let folder = Folder::with(&[("pairs.jsonl", record("a") + &record("b"))]);
    let expected = folder.run("align pairs.jsonl").out;
    assert_eq!(expected.lines().count(), 6);
    let program = cargo_bin!("naranhi");
    for command in [
        "<(cat pairs.jsonl)",
        "/dev/stdin < pairs.jsonl",
        "- < pairs.jsonl",
    ] {
        let output = Command::new("bash")
            .args(["-c", &format!("{} align {command}", program.display())])
            .current_dir(folder.path(""))
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            expected,
            "{command}"
        );
    }
}

/// A part of a file that was cut by its bytes, or that begins with what is no record.
#[test]
fn json_lines_on_standard_input_may_begin_with_a_line_that_is_none() {
    let folder = Folder::with::<&str>(&[]);
    let whole = record("a") + &record("b");
    let run = |input: &str| {
        let run = folder
            .naranhi("align -")
            .write_stdin(input)
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        let rows = String::from_utf8(run.stdout).unwrap().lines().count();
        (run.status.code().unwrap(), rows, said)
    };
    let (code, rows, said) = run(&format!("\n\n{whole}"));
    assert_eq!((code, rows), (0, 6), "{said}");
    for broken in ["oops\n", "\noops\n", &record("c")[9..]] {
        let (code, rows, said) = run(&format!("{broken}{whole}"));
        assert_eq!((code, rows), (1, 6), "{said}");
        assert!(said.contains("not a pair of articles"), "{said}");
    }
    let (code, rows, said) = run(&format!("oops\n{}", record("a").trim_end()));
    assert_eq!((code, rows), (1, 3), "{said}");
    // A text may speak of JSON.
    let article = format!("{KOREAN}\n{ENGLISH}\n{{\"ko\"\n{{\"officials\": 50}}\n");
    let (code, rows, said) = run(&article);
    assert_eq!(code, 0, "{said}");
    assert!(rows >= 3, "{said}");
}

#[test]
fn data_is_no_article() {
    let pretty = serde_json::to_string_pretty(&json!([{"ko": KOREAN, "en": ENGLISH}])).unwrap();
    let folder = Folder::with(&[
        ("list.json", pretty),
        (
            "table.csv",
            format!("document,ko,en\na,\"{KOREAN}\",\"{ENGLISH}\"\n"),
        ),
    ]);
    let utf_16: Vec<u8> = record("a")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("utf16.jsonl", [b"\xff\xfe".to_vec(), utf_16].concat());
    folder.write("cut-off.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00");
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(KOREAN.as_bytes()).unwrap();
    folder.write("ko.txt.gz", packed.finish().unwrap());
    for (file, expected) in [
        ("list.json", "jq -c '.[]'"),
        ("table.csv", "a table, not an article"),
        ("utf16.jsonl", "iconv -f UTF-16"),
        ("cut-off.jsonl.gz", "unexpected end of file"),
        ("ko.txt.gz", "zcat FILE | naranhi align -"),
    ] {
        let output = folder
            .naranhi(&format!("align {file} -o x.tmx"))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(file) && said.contains(expected), "{said}");
        assert!(!folder.path("x.tmx").exists());
    }
}

#[test]
fn no_output_takes_the_place_of_a_pipe() {
    let folder = Folder::with_articles();
    let made = Command::new("mkfifo").arg(folder.path("pipe.tmx")).status();
    assert!(made.unwrap().success());
    // Standard output is a pipe here, which has no name.
    std::os::unix::fs::symlink("/dev/fd/1", folder.path("stdout.tmx")).unwrap();
    for name in ["pipe.tmx", "stdout.tmx"] {
        let arguments = format!("align ko.txt en.txt -o {name}");
        let output = folder.naranhi(&arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        let expected = format!("{name}: a pipe or a device");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn memories_that_are_merged_are_no_pipes() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx");
    let made = Command::new("mkfifo").arg(folder.path("pipe.tmx")).status();
    assert!(made.unwrap().success());
    let arguments = "tmx merge pair.tmx pipe.tmx -o all.tmx";
    let output = folder.naranhi(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("pipe.tmx: a pipe or a device, and memories that are merged"),
        "{said}"
    );
}
