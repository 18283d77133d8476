//! What stands in `tm/` is what `tm/make.sh` makes of `pairs/`, byte for byte.

// Here a panic is a failed test; clippy.toml excuses test functions, not their helpers.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The endings of the files that each pair gives.
const ENDINGS: [&str; 3] = ["csv", "jsonl", "tmx"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder that have one of the endings.
fn made(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| ENDINGS.iter().any(|e| path.extension() == Some(e.as_ref())))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            (name.to_owned(), fs::read(&path).unwrap())
        })
        .collect()
}

/// Runs the script as a user would from another folder, with the program that this test was built with.
fn make(out: &Path) -> BTreeMap<String, Vec<u8>> {
    Command::new(root().join("tm/make.sh"))
        .env("NARANHI", assert_cmd::cargo::cargo_bin!("naranhi"))
        .current_dir(out)
        .arg("made")
        .assert()
        .success();
    made(&out.join("made"))
}

#[test]
fn the_memories_are_those_that_the_script_makes() {
    let temp = tempfile::tempdir().unwrap();
    let fresh = make(temp.path());
    let shipped = made(&root().join("tm"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&shipped),
        names(&fresh),
        "tm/ has other files: run tm/make.sh, and remove those of pairs that are gone"
    );
    let stale: Vec<&String> = fresh
        .keys()
        .filter(|name| fresh[*name] != shipped[*name])
        .collect();
    assert!(
        stale.is_empty(),
        "tm/ is not what naranhi makes: run tm/make.sh, and read what changed in {stale:?}"
    );
}

#[test]
fn every_pair_gives_every_file() {
    let expected: BTreeSet<String> = fs::read_dir(root().join("pairs"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .flat_map(|id| ENDINGS.map(|ending| format!("{id}.{ending}")))
        .collect();
    assert!(expected.len() >= 8 * ENDINGS.len());
    let shipped: BTreeSet<String> = made(&root().join("tm")).into_keys().collect();
    assert_eq!(shipped, expected);
}
