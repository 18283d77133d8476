//! The walk through a pair in the READMEs is what the program prints, and the fields in docs/jsonl.md are those that it
//! writes.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const KOREAN: &str = "pairs/summit-1992/ko.txt";
const ENGLISH: &str = "pairs/summit-1992/en.txt";

fn output(arguments: &[&str]) -> (String, String) {
    let output = assert_cmd::cargo::cargo_bin_cmd!("naranhi")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["align", KOREAN, ENGLISH])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success());
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Whether the pieces between `…` stand in a text, in order.
fn shortened(excerpt: &str, text: &str) -> bool {
    let mut rest = text;
    excerpt.split('…').map(str::trim).all(|piece| {
        let found = rest.find(piece);
        if let Some(at) = found {
            rest = &rest[at + piece.len()..];
        }
        found.is_some()
    })
}

/// `s-0017 1-1↕ 0.9989  Korean │ English` against the row of that id: id, confidence, type, source, target.
fn check_bead(line: &str, rows: &str) {
    let fields: Vec<&str> = line.split_whitespace().take(3).collect();
    let row = rows.lines().find(|row| row.starts_with(fields[0])).unwrap();
    let cells: Vec<&str> = row.split('\t').collect();
    assert_eq!(fields[1].replace('↕', " moved"), cells[2], "{line}");
    assert_eq!(fields[2], cells[1], "{line}");
    let texts = line.split_once(fields[2]).unwrap().1;
    let (source, target) = texts.split_once('│').unwrap();
    assert!(
        shortened(source, cells[3]) && shortened(target, cells[4]),
        "{line}"
    );
}

#[test]
fn the_walk_is_what_the_program_prints() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (memory, sheet) = (file("summit.tmx"), file("summit.csv"));
    let (rows, _) = output(&[]);
    let (explained, _) = output(&["--explain"]);
    let (_, messages) = output(&["-v", "-o", &memory, "-o", &sheet]);
    let messages = messages.replace(&format!("{}/", folder.path().display()), "");
    let written = [memory, sheet].map(|path| fs::read_to_string(path).unwrap());
    for name in ["README.md", "README.ko.md"] {
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let readme = fs::read_to_string(readme).unwrap();
        let (mut beads, mut reasons) = (0, 0);
        for line in readme.lines() {
            if line.starts_with("naranhi: ") {
                assert!(
                    messages.lines().any(|message| message == line),
                    "{name}: {line}"
                );
            } else if line.starts_with("s-") && line.contains('│') {
                check_bead(line, &rows);
                beads += 1;
            } else if line.starts_with("s-") || line.trim_start().starts_with("<seg>") {
                let stands = |text: &String| text.lines().any(|other| shortened(line, other));
                assert!(
                    written.iter().chain([&explained]).any(stands),
                    "{name}: {line}"
                );
            } else if ["  for  ", "  against  "]
                .iter()
                .any(|heading| line.starts_with(heading))
            {
                assert!(
                    explained.lines().any(|other| other == line),
                    "{name}: {line}"
                );
                reasons += 1;
            }
        }
        assert_eq!(reasons, 2, "{name}");
        assert!(beads >= 8, "{name}: only {beads} beads");
    }
}

#[test]
#[cfg(unix)]
fn searches_print_what_the_readmes_say() {
    let program = assert_cmd::cargo::cargo_bin!("naranhi")
        .display()
        .to_string();
    for name in ["README.md", "README.ko.md"] {
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let readme = fs::read_to_string(readme).unwrap();
        let mut searches = 0;
        for search in readme.split("\n$ naranhi tmx search ").skip(1) {
            let (arguments, rest) = search.split_once('\n').unwrap();
            let expected = rest.split("\n```").next().unwrap();
            let output = std::process::Command::new("sh")
                .arg("-c")
                .arg(format!("'{program}' tmx search {arguments}"))
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .output()
                .unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            assert_eq!(printed.trim_end(), expected, "{name}: {arguments}");
            searches += 1;
        }
        assert_eq!(searches, 2, "{name}");
    }
}

/// The names of all fields of a JSON value.
fn fields(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    if let Some(object) = value.as_object() {
        found.extend(object.keys().cloned());
        object.values().for_each(|value| fields(value, found));
    }
    let items = value.as_array().into_iter().flatten();
    items.for_each(|item| fields(item, found));
}

#[test]
fn the_fields_of_json_lines_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let (corpus, lines) = ["corpus.jsonl", "out.jsonl"]
        .map(|name| folder.path().join(name))
        .into();
    let [korean, english] =
        [KOREAN, ENGLISH].map(|path| fs::read_to_string(root.join(path)).unwrap());
    let other = fs::read_to_string(root.join("pairs/chip-plant/en.txt")).unwrap();
    let records = [
        serde_json::json!({"document": "summit", "ko": korean, "en": english, "url": "https://example.com"}),
        serde_json::json!({"document": "of two articles", "ko": korean, "en": other}),
    ]
    .map(|record| record.to_string() + "\n");
    fs::write(&corpus, records.concat()).unwrap();
    let mut program = assert_cmd::cargo::cargo_bin_cmd!("naranhi");
    program
        .arg("align")
        .args([&corpus])
        .arg("-o")
        .arg(&lines)
        .assert()
        .success();
    let mut written = BTreeSet::new();
    for line in fs::read_to_string(&lines).unwrap().lines() {
        let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(extra) = record.get_mut("extra") {
            assert_eq!(extra["url"].take(), "https://example.com");
            *extra = true.into();
        }
        fields(&record, &mut written);
    }
    let docs = fs::read_to_string(root.join("docs/jsonl.md")).unwrap();
    let named: BTreeSet<&str> = docs.split('`').skip(1).step_by(2).collect();
    for field in &written {
        assert!(
            named.contains(field.as_str()),
            "{field} is not in docs/jsonl.md"
        );
    }
    for row in docs.lines().filter(|line| line.starts_with("| `")) {
        let names = row
            .split(" | ")
            .next()
            .unwrap()
            .split('`')
            .skip(1)
            .step_by(2);
        for name in names {
            assert!(written.contains(name), "{name} is written nowhere");
        }
    }
}
