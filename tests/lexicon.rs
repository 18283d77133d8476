//! Lexicons of the user's own, and what is said of a bead's words, as a user sees it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::Write;

use common::{Folder, project, reviewed};
use naranhi::normalize;
use predicates::prelude::*;
use serde_json::Value;

#[test]
fn a_lexicon_learnt_from_a_memory_is_used() {
    let folder = Folder::with_articles();
    let unit = |korean: &str, english: &str| {
        format!(
            "<tu><tuv xml:lang='ko'><seg>{korean}</seg></tuv><tuv xml:lang='en'><seg>{english}</seg></tuv></tu>"
        )
    };
    let units: String = [
        ("초르블락스가 온다", "the zorblax comes"),
        ("쿠욱스가 온다", "the quux comes"),
        ("초르블락스가 간다", "the zorblax goes"),
        ("쿠욱스가 간다", "the quux goes"),
    ]
    .map(|(korean, english)| unit(korean, english))
    .concat();
    let memory = format!("<tmx version='1.4'><header/><body>{units}</body></tmx>");
    folder.write("memory.tmx", memory);
    folder.write("none.tsv", "no tab in this line\n");
    let trained = folder.run("lexicon train memory.tmx -o mine.lexicon");
    assert!(trained.err.contains("4 pairs"), "{}", trained.err);
    let shown = folder
        .run("lexicon show zorblax --lexicon mine.lexicon")
        .out;
    let first = shown.lines().next().unwrap();
    let fields: Vec<&str> = first.split('\t').collect();
    assert_eq!(fields[0], "zorblax");
    assert!("초르블락스".contains(fields[1]), "{shown}");
    folder.naranhi("lexicon show zorblax").assert().code(1);
    folder.run("align ko.txt en.txt --lexicon mine.lexicon -o a.tmx");
    // Whether it helps is measured on gold; here it makes what is right surer.
    fs::create_dir(folder.path("gold")).unwrap();
    folder.write("gold/a.ko", "쿠욱스가 온다.\n");
    folder.write("gold/a.en", "The zorblax comes.\nThe quux comes.\n");
    folder.write("gold/a.gold", "[1]:[0]\n");
    let error_of_confidence = |arguments: &str| -> f64 {
        let table = folder
            .run(&format!("evaluate --align gold {arguments}"))
            .out;
        assert!(table.contains("strict      1.0000"), "{table}");
        let (_, error) = table.split_once("calibration error ").unwrap();
        error.split(';').next().unwrap().parse().unwrap()
    };
    let with = error_of_confidence("--lexicon mine.lexicon");
    assert!(with < error_of_confidence(""), "{with}");
    // What is no lexicon, or holds no pairs, says so.
    folder
        .naranhi("align ko.txt en.txt --lexicon ko.txt -o b.tmx")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("ko.txt").and(predicate::str::contains("lexicon train")));
    let mut earlier = fs::read(folder.path("mine.lexicon")).unwrap();
    earlier[..16].copy_from_slice(b"naranhi lexicon\n");
    folder.write("earlier.lexicon", earlier);
    folder
        .naranhi("align ko.txt en.txt --lexicon earlier.lexicon -o b.tmx")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("earlier naranhi"));
    folder
        .naranhi("lexicon train none.tsv -o none.lexicon")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("none.tsv"));
    assert!(!folder.path("none.lexicon").exists());
}

/// Sentences in either order, as an alignment, or in a sheet; a file that teaches nothing is named.
#[test]
fn a_lexicon_is_learnt_from_columns_in_any_order() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o memory.tmx -o pairs.tsv -o pairs.tsv.gz -o pairs.jsonl");
    folder.run("tmx convert memory.tmx korean.tsv");
    folder.run("tmx convert memory.tmx sheet.xlsx");
    let turned = |line: &str| {
        let (korean, english) = line.split_once('\t').unwrap();
        format!("{english}\t{korean}\n")
    };
    let english: String = folder.read("korean.tsv").lines().map(turned).collect();
    folder.write("english.tsv", &english);
    folder.run("lexicon train memory.tmx -o memory.lexicon");
    let expected = fs::read(folder.path("memory.lexicon")).unwrap();
    for corpus in [
        "korean.tsv",
        "english.tsv",
        "pairs.tsv",
        "pairs.tsv.gz",
        "pairs.jsonl",
        "sheet.xlsx",
    ] {
        let said = folder
            .run(&format!("lexicon train {corpus} -o x.lexicon"))
            .err;
        assert!(said.contains("learnt from 3 pairs"), "{said}");
        let lexicon = fs::read(folder.path("x.lexicon")).unwrap();
        assert!(lexicon == expected, "{corpus}");
    }
    folder.write("numbers.tsv", "1\t2\n3\t4\n");
    let output = folder
        .naranhi("lexicon train english.tsv numbers.tsv -o x.lexicon")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("numbers.tsv: no pair") && said.contains("3 pairs"),
        "{said}"
    );
}

/// What a folder holds is learnt once, whatever the links in it, and whatever case its endings have; packed memories too.
#[test]
fn a_lexicon_is_learnt_from_a_folder() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o memory.tmx");
    folder.run("lexicon train memory.tmx -o memory.lexicon");
    let expected = fs::read(folder.path("memory.lexicon")).unwrap();
    fs::create_dir(folder.path("corpus")).unwrap();
    std::os::unix::fs::symlink(".", folder.path("corpus/again")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path("corpus/gone.txt")).unwrap();
    folder.write("corpus/notes.txt", "not learnt from");
    let memory = fs::read(folder.path("memory.tmx")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&memory).unwrap();
    for (name, bytes) in [("A.TMX", memory), ("a.tmx.gz", packed.finish().unwrap())] {
        fs::write(folder.path("corpus").join(name), bytes).unwrap();
        let said = folder.run("lexicon train corpus -o x.lexicon").err;
        assert!(said.contains("learnt from 3 pairs"), "{name}: {said}");
        let lexicon = fs::read(folder.path("x.lexicon")).unwrap();
        assert!(lexicon == expected, "{name}");
        fs::remove_file(folder.path("corpus").join(name)).unwrap();
    }
    std::os::unix::fs::symlink("nowhere", folder.path("corpus/gone.tmx")).unwrap();
    let output = folder.naranhi("lexicon train corpus -o x.lexicon").output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(said.contains("gone.tmx"), "{said}");
}

#[test]
fn what_is_learnt_replaces_no_input_and_nothing_of_a_reviewer() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o memory.tmx --document roh");
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    folder.run("review apply pair.csv -o kept.tmx");
    fs::create_dir(folder.path("gold")).unwrap();
    folder.write("gold/roh.ko", "비가 왔다.\n바람이 불었다.\n");
    folder.write("gold/roh.en", "It rained.\nThe wind blew.\n");
    folder.write("gold/roh.gold", "[0]:[0]\n[1]:[1]\n");
    for (arguments, said) in [
        ("lexicon train memory.tmx -o memory.tmx", "an input"),
        ("lexicon train . -o memory.tmx", "an input"),
        (
            "lexicon train memory.tmx -o kept.tmx",
            "the work of a reviewer",
        ),
        (
            "lexicon train memory.tmx -o pair.csv",
            "the work of a reviewer",
        ),
        ("tune gold -o kept.tmx", "the work of a reviewer"),
        ("tune gold -o gold/roh.gold", "an input"),
        ("tune gold -o gold/roh.en", "an input"),
        ("sound ko.txt -o ko.txt", "an input"),
    ] {
        let before = folder.contents();
        let output = folder.naranhi(arguments).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {message}");
        assert!(message.contains(said), "{arguments}: {message}");
        assert!(folder.contents() == before, "{arguments}");
    }
}

#[test]
fn a_sound_model_is_learnt_from_names_alone() {
    let folder = Folder::with(&[
        ("names.tsv", "Kim\t김\n\nno tab\nMina\t미나\n"),
        ("none.tsv", "김\tKim\n"),
    ]);
    let run = |arguments: &str| {
        let output = folder.naranhi(arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, said) = run("sound names.tsv -o sound.tsv");
    assert!(
        code == Some(1) && said.contains("learnt from 2 names"),
        "{said}"
    );
    assert!(
        said.contains("lines without a tab, passed over: 1"),
        "{said}"
    );
    let (code, said) = run("sound none.tsv -o none.sound");
    assert!(
        code == Some(2) && said.contains("none.tsv: no name"),
        "{said}"
    );
    assert!(!folder.path("none.sound").exists());
}

#[test]
fn an_explanation_names_what_speaks_for_a_bead() {
    let folder = Folder::with::<&str>(&[
        (
            "ko.txt",
            "정부는 3월 5일 예산 1조2000억 원을 국회에 제출했다.\n직원 3500명이 일한다.",
        ),
        (
            "en.txt",
            "The government submitted a budget of 1.2 trillion won to the assembly.\nSome 4,500 people work there.",
        ),
    ]);
    let printed = folder.run("align ko.txt en.txt --explain -o a.jsonl").out;
    for fact in [
        "number 1조2000억 = 1.2 trillion",
        "정부는 = government",
        "number 3500 in the Korean alone",
        "number 4,500 in the English alone",
    ] {
        assert!(printed.contains(fact), "{fact}: {printed}");
    }
    let record: Value =
        serde_json::from_str(folder.read("a.jsonl").lines().nth(1).unwrap()).unwrap();
    let words = record["words"].as_array().unwrap();
    assert!(
        words.iter().any(|pair| pair["english"] == "budget"),
        "{record}"
    );
    assert!(record["length"].as_f64().unwrap() > 0.0);
}

#[test]
fn the_texts_of_its_own_are_pairs_of_english_and_korean() {
    let mut seen = HashSet::new();
    let mut files = 0;
    for entry in fs::read_dir(project("data/news")).unwrap() {
        let path = entry.unwrap().path();
        files += 1;
        for (index, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let place = format!("{}:{}", path.display(), index + 1);
            let cells: Vec<&str> = line.split('\t').collect();
            let [english, korean] = cells[..] else {
                panic!("{place}: {} cells", cells.len());
            };
            let is_hangul = |c: char| ('가'..='힣').contains(&c);
            assert!(korean.contains(is_hangul), "{place}");
            assert!(!english.contains(is_hangul), "{place}");
            assert!(
                english.contains(|c: char| c.is_ascii_alphabetic()),
                "{place}"
            );
            for cell in [english, korean] {
                assert_eq!(cell, normalize(cell), "{place}");
            }
            assert!(
                seen.insert((english.to_lowercase(), korean.to_owned())),
                "{place}: twice"
            );
        }
    }
    assert!(files > 10);
}

#[test]
fn the_built_in_lexicon_knows_the_words_of_newspapers() {
    let folder = Folder::with::<&str>(&[]);
    for (korean, english) in [
        ("검찰", "prosecutor"),
        ("산불", "wildfire"),
        ("가뭄", "drought"),
        ("파업", "strike"),
        ("관람객", "visitor"),
    ] {
        let shown = folder.run(&format!("lexicon show {korean} -n 5")).out;
        let known: Vec<&str> = shown
            .lines()
            .filter_map(|row| row.split('\t').nth(1))
            .collect();
        assert!(
            known.iter().any(|word| english.starts_with(word)),
            "{korean}: {shown}"
        );
    }
}
