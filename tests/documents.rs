//! Articles whose names do not tell which belong together: they are paired by what they say.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use common::{ENGLISH, Folder, KOREAN};
use serde_json::Value;

/// The files, Korean first, that an alignment says it was made of.
fn paired(alignments: &str) -> BTreeSet<[String; 2]> {
    let records = alignments
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let documents = records.filter(|record: &Value| record["record"] == "document");
    let file = |side: &Value| {
        let path = Path::new(side["file"].as_str().unwrap());
        path.file_name().unwrap().to_str().unwrap().to_owned()
    };
    let files = documents.map(|record| [file(&record["source"]), file(&record["target"])]);
    files.collect()
}

/// The pairs that belong together, Korean first.
fn gold(set: &str) -> BTreeSet<[String; 2]> {
    let gold = fs::read_to_string(format!("{set}/gold.tsv")).unwrap();
    let pairs = gold.lines().map(|line| line.split_once('\t').unwrap());
    pairs
        .map(|(korean, english)| [korean.to_owned(), english.to_owned()])
        .collect()
}

/// What is found of two folders, and is right; and what is not.
fn scored(set: &str) -> (usize, usize) {
    let set = format!("{}/tests/cases/{set}", env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::with::<&str>(&[]);
    let output = folder
        .naranhi(&format!("align {set}/ko {set}/en -o found.jsonl"))
        .output()
        .unwrap();
    // Some have no other edition.
    assert_eq!(output.status.code(), Some(1));
    let (found, gold) = (paired(&folder.read("found.jsonl")), gold(&set));
    (
        found.intersection(&gold).count(),
        found.difference(&gold).count(),
    )
}

#[test]
fn of_stories_of_one_day_the_editions_find_each_other() {
    assert_eq!(scored("same-day"), (21, 0));
    assert_eq!(scored("same-day-unseen"), (22, 0));
}

/// Pages of articles as they were copied, in one folder and under numbers that say nothing; how many articles there are.
fn numbered(wanted: &[(&str, Range<usize>)]) -> (Folder, usize) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets = [
        "pairs",
        "tests/cases/newsroom",
        "tests/cases/editions",
        "tests/cases/whole",
    ];
    let entries = sets.map(|set| fs::read_dir(project.join(set)).unwrap());
    let paths = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    let mut articles: Vec<_> = paths.filter(|path| path.join("ko.txt").exists()).collect();
    articles.sort();
    let folder = Folder::with::<&str>(&[]);
    fs::create_dir(folder.path("news")).unwrap();
    for (language, wanted) in wanted {
        for index in wanted.clone().filter(|&index| index < articles.len()) {
            let text = fs::read(articles[index].join(format!("{language}.txt"))).unwrap();
            folder.write(&format!("news/{}", number(language, index)), text);
        }
    }
    (folder, articles.len())
}

fn number(language: &str, article: usize) -> String {
    match language {
        "ko" => format!("{}.txt", 1000 + article),
        _ => format!("{}.txt", 9000 - article),
    }
}

#[test]
fn copied_pages_without_names_find_their_editions() {
    let (folder, count) = numbered(&[("ko", 0..999), ("en", 0..999)]);
    let said = folder.run("align news -v -o all.jsonl").err;
    let expected = (0..count).map(|index| ["ko", "en"].map(|language| number(language, index)));
    assert_eq!(paired(&folder.read("all.jsonl")), expected.collect());
    assert!(
        count > 130 && said.contains(&format!("not by their names: {count} pairs")),
        "{said}"
    );
    assert!(
        said.contains("news/1000.txt and news/9000.txt say the same: "),
        "{said}"
    );
}

#[test]
fn articles_whose_editions_are_not_there_take_no_others() {
    let (folder, count) = numbered(&[("ko", 0..999), ("en", 66..999)]);
    let output = folder.naranhi("align news -o all.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = (66..count).map(|index| ["ko", "en"].map(|language| number(language, index)));
    assert_eq!(paired(&folder.read("all.jsonl")), expected.collect());

    let (folder, _) = numbered(&[("ko", 0..66), ("en", 66..999)]);
    let output = folder.naranhi("align news -o all.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no pair of articles in it that the names tell, or what they say"),
        "{said}"
    );
}

#[test]
fn articles_of_one_language_are_told_so() {
    let (folder, _) = numbered(&[("ko", 0..5)]);
    let output = folder.naranhi("align news -o all.tmx").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("news: all articles in it are Korean; give the English ones too"),
        "{said}"
    );
}

#[test]
fn what_the_names_tell_is_asked_no_further() {
    let folder = Folder::with::<&str>(&[]);
    for name in ["ko", "en"] {
        fs::create_dir(folder.path(name)).unwrap();
    }
    let other = "오늘 날씨\n\n오늘은 맑겠다. 내일은 비가 오겠다. 모레는 흐리겠다.\n";
    folder.write("ko/1.txt", KOREAN);
    folder.write("en/1.txt", ENGLISH);
    // The same article again, and one of its name that says something else.
    folder.write("ko/a.txt", other);
    folder.write("ko/7.txt", KOREAN);
    folder.write("en/8.txt", ENGLISH);
    folder.write("en/picture.jpg", "no article");
    let output = folder
        .naranhi("align ko en ./ko -o all.jsonl")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let pair = |korean: &str, english: &str| [korean.to_owned(), english.to_owned()];
    let expected = BTreeSet::from([pair("1.txt", "1.txt"), pair("7.txt", "8.txt")]);
    assert_eq!(paired(&folder.read("all.jsonl")), expected);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ko/a.txt: no other edition"), "{said}");
}

/// The close of a day at the exchange, in Korean and in English.
fn market(day: usize) -> [String; 2] {
    let index = 2700.11 + 7.83 * day as f64;
    let (points, won) = (10.25 + day as f64, 1300.5 + 3.0 * day as f64);
    let korean = format!(
        "코스피 {index:.2}로 마감\n\n코스피가 전날보다 {points:.2}포인트 오른 {index:.2}로 장을 마쳤다.\n\n\
         개인은 팔고 외국인은 샀다.\n\n원·달러 환율은 {won:.1}원에 거래를 마쳤다.\n"
    );
    let english = format!(
        "KOSPI closes at {index:.2}\n\nThe KOSPI closed at {index:.2}, up {points:.2} points from the day before.\n\n\
         Retail investors sold, and foreigners bought.\n\nThe won closed at {won:.1} against the dollar.\n"
    );
    [korean, english]
}

#[test]
fn stories_that_differ_in_numbers_alone_are_told_by_them() {
    let folder = Folder::with::<&str>(&[]);
    fs::create_dir(folder.path("news")).unwrap();
    for day in 0..20 {
        let [korean, english] = market(day);
        // Of the last day of each there is no other edition.
        if day != 19 {
            folder.write(&format!("news/{}", number("ko", day)), korean);
        }
        if day != 18 {
            folder.write(&format!("news/{}", number("en", day)), english);
        }
    }
    let output = folder.naranhi("align news -o all.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = (0..18).map(|day| ["ko", "en"].map(|language| number(language, day)));
    assert_eq!(paired(&folder.read("all.jsonl")), expected.collect());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("2 passed over: 2 without another edition"),
        "{said}"
    );
}

#[test]
fn numbers_of_two_systems_that_are_the_same_tell_nothing() {
    let folder = Folder::with::<&str>(&[]);
    let days: Vec<[String; 2]> = (0..4).map(market).collect();
    for (place, [korean, _]) in days.iter().enumerate() {
        folder.write(&format!("{place}.ko.txt"), korean);
        folder.write(&format!("{place}.en.txt"), &days[(place + 1) % 4][1]);
    }
    folder.run("align . -o all.jsonl");
    let expected = (0..4).map(|place| {
        [
            format!("{}.ko.txt", (place + 1) % 4),
            format!("{place}.en.txt"),
        ]
    });
    assert_eq!(paired(&folder.read("all.jsonl")), expected.collect());
    // Where nothing else says the same, the name holds.
    let folder = Folder::with(&[("1.ko.txt", &days[0][0]), ("1.en.txt", &days[1][1])]);
    folder.run("align . -o all.jsonl");
    assert_eq!(paired(&folder.read("all.jsonl")).len(), 1);
}

#[test]
fn what_cannot_be_read_is_said_where_there_is_no_pair_too() {
    let folder = Folder::with(&[
        ("3.txt", &b"\xb0\xff\xff\xb1"[..]),
        ("4.txt", ENGLISH.as_bytes()),
    ]);
    let output = folder.naranhi("align . -o all.tmx").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    for message in [
        "3.txt: not UTF-8",
        "all articles in it are English",
        "no pair of articles",
    ] {
        assert!(said.contains(message), "{message}: {said}");
    }
}

#[test]
fn copies_of_a_story_find_copies_of_its_edition_and_always_the_same() {
    let folder = Folder::with::<&str>(&[]);
    for copy in 0..8 {
        folder.write(&format!("k{copy}.txt"), KOREAN);
        folder.write(&format!("e{copy}.txt"), ENGLISH);
    }
    let mut all = BTreeSet::new();
    for _ in 0..4 {
        folder.run("align . -o all.jsonl --date 20250904T073800Z");
        let aligned = folder.read("all.jsonl");
        assert_eq!(paired(&aligned).len(), 8);
        all.insert(aligned);
        fs::remove_file(folder.path("all.jsonl")).unwrap();
    }
    assert_eq!(all.len(), 1);
}

#[test]
fn folders_may_be_absolute_and_relative_and_hold_the_output() {
    let folder = Folder::with::<&str>(&[]);
    for name in ["ko", "en"] {
        fs::create_dir(folder.path(name)).unwrap();
    }
    folder.write("ko/a.txt", KOREAN);
    folder.write("en/b.txt", ENGLISH);
    let absolute = folder.path("ko");
    let said = folder
        .run(&format!(
            "align {} en --encoding utf-8 -o all.jsonl",
            absolute.display()
        ))
        .err;
    assert!(!said.contains("JSON lines"), "{said}");
    assert_eq!(paired(&folder.read("all.jsonl")).len(), 1);
    // It would be taken for an article the next time.
    let output = folder
        .naranhi("align ko en -o ko/out.tmx")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path("ko/out.tmx").exists());
}

#[test]
fn names_tell_the_same_however_folders_are_written() {
    let folder = Folder::with::<&str>(&[]);
    for name in ["ko", "en"] {
        fs::create_dir(folder.path(name)).unwrap();
    }
    // Too short to be told by what they say.
    folder.write("ko/1.txt", "비가 왔다.\n");
    folder.write("en/1.txt", "It rained.\n");
    let absolute = folder.path("ko");
    for korean in ["ko", "./ko", "en/../ko", absolute.to_str().unwrap()] {
        let said = folder.run(&format!("align {korean} en -o all.tmx")).err;
        assert!(said.contains("1 pair of articles"), "{said}");
        assert!(!said.contains("told by what"), "{said}");
    }
}

#[test]
fn of_files_that_are_given_none_is_dropped_without_a_word() {
    let folder = Folder::with(&[
        ("a.ko.txt", KOREAN),
        ("a.en.txt", ENGLISH),
        (
            "c.txt",
            "It rained all day in Busan. The port was closed.\n",
        ),
    ]);
    let output = folder
        .naranhi("align a.ko.txt a.en.txt c.txt -o all.jsonl")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("c.txt: no other edition of it"), "{said}");
    // Nor where there is no pair at all.
    folder.write(
        "d.txt",
        "은행은 금리를 올렸다. 환율은 내렸다. 주가는 그대로였다.\n",
    );
    let output = folder
        .naranhi("align a.en.txt c.txt d.txt")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    for file in ["a.en.txt", "c.txt", "d.txt"] {
        let why = format!("{file}: no other edition of it: ");
        assert!(said.contains(&why), "{said}");
    }
    // A report that lies in a folder is neither an article nor missed.
    fs::create_dir(folder.path("news")).unwrap();
    folder.write("news/1.txt", KOREAN);
    folder.write("news/2.txt", ENGLISH);
    folder.run("align news/1.txt news/2.txt -o news/pair.html");
    folder.run("align news -o all.jsonl");
}

#[test]
fn why_an_article_is_in_no_pair_is_said() {
    let [korean, english] = market(1);
    let cut = &english[..english.rfind("The won").unwrap()];
    let files = [
        ("a.txt", korean.as_bytes()),
        ("b.txt", english.as_bytes()),
        ("c.txt", cut.as_bytes()),
        ("d.txt", b"\xb0\xff\xff\xb1"),
        ("e.bin", b"\0\0"),
    ];
    let folder = Folder::with(&files);
    // As files of which there are many, and as a folder.
    for arguments in ["align a.txt b.txt c.txt d.txt", "align ."] {
        let output = folder.naranhi(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        let said = String::from_utf8(output.stderr).unwrap().replace("./", "");
        for message in [
            "c.txt: it says the same as a.txt, which is paired with b.txt",
            "d.txt: not UTF-8",
            "1 pair of articles; 2 passed over",
        ] {
            assert!(said.contains(message), "{message}: {said}");
        }
        let is_folder = arguments == "align .";
        assert_eq!(
            said.contains("1 file without a language in the name: e.bin"),
            is_folder
        );
    }
}
