//! Many pairs of articles in one run: those of a folder, and JSON lines.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{ENGLISH, Folder, KOREAN};

const FIXED: &str = "--date 20250904T073800Z";

const OTHER_KOREAN: &str = "기준금리 3.5%로 동결
한국은행은 11일 기준금리를 3.5%로 동결했다. 물가는 2.8% 올랐다.
";
const OTHER_ENGLISH: &str = "Bank of Korea holds key rate at 3.5 percent
The Bank of Korea kept its key rate at 3.5 percent on the 11th. Prices rose 2.8 percent.
";

/// A folder `news` with two pairs, named in two ways, and what is none.
fn folder() -> Folder {
    let folder = Folder::with(&[("notes.txt", "no article")]);
    for (name, text) in [
        ("news/roh/ko.txt", KOREAN),
        ("news/roh/en.txt", ENGLISH),
        ("news/rates.ko.txt", OTHER_KOREAN),
        ("news/rates.en.txt", OTHER_ENGLISH),
        ("news/readme.txt", "About this folder"),
    ] {
        fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
        folder.write(name, text);
    }
    folder
}

/// The translation units of a memory as they are written.
fn units(memory: &str) -> Vec<&str> {
    let units = memory.split("<tu ").skip(1);
    units
        .map(|unit| unit.split("</tu>").next().unwrap())
        .collect()
}

#[test]
fn a_folder_is_what_its_pairs_are() {
    let folder = folder();
    let said = folder
        .run(&format!(
            "align news {FIXED} -o all.tmx -o all.jsonl -o all.csv -o all.xlsx"
        ))
        .err;
    assert!(said.contains("2 pairs of articles"), "{said}");
    folder.run(&format!(
        "align news/rates.ko.txt news/rates.en.txt {FIXED} -o a.tmx -o a.jsonl -o a.csv"
    ));
    folder.run(&format!(
        "align news/roh/ko.txt news/roh/en.txt {FIXED} -o b.tmx -o b.jsonl -o b.csv"
    ));

    let (all, a, b) = (
        folder.read("all.tmx"),
        folder.read("a.tmx"),
        folder.read("b.tmx"),
    );
    assert_eq!(units(&all).len(), 6);
    assert_eq!(units(&all), [units(&a), units(&b)].concat());
    assert_eq!(
        folder.read("all.jsonl"),
        folder.read("a.jsonl") + &folder.read("b.jsonl")
    );
    let rows = |name: &str| -> Vec<String> {
        folder
            .read(name)
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(rows("all.csv"), [rows("a.csv"), rows("b.csv")].concat());
    folder.run("tmx check all.tmx");
}

#[test]
fn rows_are_printed_with_the_names_of_their_documents() {
    let folder = folder();
    let printed = folder
        .run("align news --document 2025 --source-lang en-US")
        .out;
    let ids: Vec<&str> = printed
        .lines()
        .map(|row| row.split('\t').next().unwrap())
        .collect();
    assert_eq!(ids[0], "2025/rates.en.txt s-0001");
    assert_eq!(ids[3], "2025/roh/en.txt s-0001");
    assert_eq!(ids.len(), 6);
}

#[test]
fn a_sheet_of_a_folder_comes_back() {
    for ending in ["csv", "xlsx"] {
        let folder = folder();
        folder.run(&format!(
            "align news {FIXED} -o all.tmx -o all.{ending} --accept-above 0"
        ));
        folder.run(&format!(
            "review apply all.{ending} -o all.tmx --reviewer kim"
        ));
        let memory = folder.read("all.tmx");
        assert_eq!(units(&memory).len(), 6);
        let accepted = memory.matches("\"x-decision\">accept<").count();
        assert_eq!(accepted, 6, "{memory}");
    }
}

#[test]
fn what_cannot_be_aligned_is_named_and_the_rest_is_done() {
    let folder = folder();
    folder.write("news/alone.ko.txt", KOREAN);
    folder.write("news/same.ko.txt", ENGLISH);
    folder.write("news/same.en.txt", ENGLISH);
    folder.write("news/empty.ko.txt", "");
    folder.write("news/empty.en.txt", ENGLISH);
    let output = folder.naranhi("align news -o all.tmx").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    for named in [
        "news/alone.ko.txt: no other edition",
        "news/same.ko.txt",
        "news/empty.ko.txt: empty",
    ] {
        assert!(said.contains(named), "{said}");
    }
    assert_eq!(units(&folder.read("all.tmx")).len(), 6);
}

#[test]
fn without_a_pair_nothing_is_written() {
    let folder = folder();
    fs::create_dir(folder.path("none")).unwrap();
    folder.write("none/a.txt", KOREAN);
    fs::create_dir(folder.path("bad")).unwrap();
    folder.write("bad/ko.txt", "");
    folder.write("bad/en.txt", ENGLISH);
    for (arguments, message) in [
        ("align none -o x.tmx", "none: no pair of articles"),
        (
            "align bad -o x.tmx",
            "bad: none of its 1 pairs of articles could be aligned",
        ),
        ("align news -o x.html", "a .html is of one pair of articles"),
        (
            "align news -o x.tmx -o x.ladder",
            "a .ladder is of one pair of articles",
        ),
    ] {
        let before = folder.contents();
        let output = folder.naranhi(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
        assert!(said.contains(message), "{arguments}: {said}");
        assert_eq!(folder.contents(), before, "{arguments}");
    }
}

/// A line of JSON for a pair.
fn record(document: &serde_json::Value, korean: &str, english: &str) -> String {
    serde_json::json!({"document": document, "ko": korean, "en": english}).to_string() + "\n"
}

#[test]
fn json_lines_are_what_their_pairs_are() {
    let folder = folder();
    let roh = record(&"news/roh/ko.txt".into(), KOREAN, ENGLISH);
    let rates = record(&"news/rates.ko.txt".into(), OTHER_KOREAN, OTHER_ENGLISH);
    folder.write("corpus.jsonl", format!("\u{feff}{rates}\n{roh}"));
    folder.run(&format!("align news {FIXED} -o a.tmx -o a.tsv"));
    folder.run(&format!("align corpus.jsonl {FIXED} -o b.tmx -o b.tsv"));
    assert_eq!(folder.read("a.tmx"), folder.read("b.tmx"));
    assert_eq!(folder.read("a.tsv"), folder.read("b.tsv"));

    let mut piped = folder.naranhi("align -");
    let output = piped.write_stdin(rates + &roh).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        folder.read("b.tsv")
    );
}

#[test]
fn lines_that_are_no_pair_are_named() {
    let folder = Folder::with(&[(
        "corpus.jsonl",
        record(&7.into(), KOREAN, ENGLISH)
            + "{\"ko\": \"하나\"}\n{\"ko\n"
            + &record(&serde_json::Value::Null, KOREAN, ENGLISH)
            + &record(&"same".into(), ENGLISH, ENGLISH),
    )]);
    let output = folder.naranhi("align corpus.jsonl").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    for message in [
        "corpus.jsonl, line 2: not a pair of articles",
        "corpus.jsonl, line 3: not a pair of articles",
        "corpus.jsonl, line 5 (ko) and corpus.jsonl, line 5 (en) are both English",
        "2 pairs of articles",
    ] {
        assert!(said.contains(message), "{message}: {said}");
    }
    let rows = String::from_utf8(output.stdout).unwrap();
    let names: Vec<&str> = rows
        .lines()
        .filter_map(|row| row.split(" s-").next())
        .collect();
    assert_eq!(names, [["7"; 3], ["corpus.jsonl:4"; 3]].concat());
}

#[test]
fn what_cannot_be_listed_is_named_and_the_rest_is_done() {
    let folder = folder();
    std::os::unix::fs::symlink("nowhere", folder.path("news/gone.ko.txt")).unwrap();
    let output = folder.naranhi("align news -o all.tmx").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("news/gone.ko.txt"), "{said}");
    assert!(
        said.contains("passed over 1 file without a language in the name"),
        "{said}"
    );
    assert_eq!(units(&folder.read("all.tmx")).len(), 6);
}

#[test]
fn what_stands_beside_articles_changes_nothing() {
    let folder = folder();
    let expected = folder.naranhi("align news").output().unwrap().stdout;
    for name in [
        "roh/ko.txt~",
        "roh/~$ko.docx",
        "roh/ko.txt.BAK",
        "roh/#ko.txt#",
        "rates.ko.txt.orig",
        "roh/.ko.txt.swp",
    ] {
        folder.write(&format!("news/{name}"), KOREAN);
    }
    for (target, link) in [
        ("kim@desk.1", "roh/.#ko.txt"), // An editor's lock.
        ("nowhere", "latest"),
        (".", "all"),
        ("roh", "today"),
    ] {
        std::os::unix::fs::symlink(target, folder.path(&format!("news/{link}"))).unwrap();
    }
    let output = folder.naranhi("align news").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(output.stdout == expected, "{said}");
    for message in [
        "passed over what links lead to a second time: 1",
        "passed over 2 files without a language in the name: news/latest, news/readme.txt",
    ] {
        assert!(said.contains(message), "{message}: {said}");
    }
}

#[test]
fn links_may_say_what_files_are() {
    let folder = folder();
    let link = |target: &str, link: &str| {
        let link = folder.path(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, link).unwrap();
    };
    // A store whose files have no names, and a second edition of an article that is there once.
    fs::create_dir(folder.path("store")).unwrap();
    folder.write("store/111.txt", KOREAN);
    folder.write("store/222.txt", ENGLISH);
    link("../111.txt", "store/ko/x.txt");
    link("../222.txt", "store/en/x.txt");
    fs::create_dir(folder.path("news/late")).unwrap();
    folder.write("news/late/en.txt", ENGLISH);
    link("../roh/ko.txt", "news/late/ko.txt");
    for (name, pairs) in [("store", "1 pair of"), ("news", "3 pairs of")] {
        let output = folder
            .naranhi(&format!("align {name} -o out.tmx"))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(
            said.contains(pairs) && !said.contains("second time"),
            "{said}"
        );
    }
}

#[test]
fn what_links_lead_to_again_lacks_no_edition() {
    let folder = folder();
    fs::create_dir_all(folder.path("days/a")).unwrap();
    folder.write("days/a/x.ko.txt", KOREAN);
    folder.write("days/a/story.txt", ENGLISH);
    std::os::unix::fs::symlink("a", folder.path("days/b")).unwrap();
    let said = folder.run("align days -o out.tmx").err;
    assert!(said.contains("1 pair of articles"), "{said}");
    assert!(!said.contains("says the same as"), "{said}");
}

#[test]
fn names_in_an_old_encoding_are_told_apart() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    let name = |name: &[u8], language: &str| {
        let name = [b"news/", name, b".", language.as_bytes(), b".txt"].concat();
        folder.path("").join(std::ffi::OsStr::from_bytes(&name))
    };
    // 경제 and 날씨 in CP949, the second in a folder in UTF-8, and what is neither.
    fs::create_dir(folder.path("news/올해")).unwrap();
    let weather = ["올해/".as_bytes(), b"\xb3\xaf\xbe\xbe"].concat();
    for bytes in [&b"\xb0\xe6\xc1\xa6"[..], &weather, b"\xff"] {
        fs::write(name(bytes, "ko"), KOREAN).unwrap();
        fs::write(name(bytes, "en"), ENGLISH).unwrap();
    }
    let output = folder.naranhi("align news").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let rows = String::from_utf8(output.stdout).unwrap();
    for document in [
        "news/경제.ko.txt s-0001",
        "news/올해/날씨.ko.txt s-0001",
        "news/\\xff.ko.txt s-0001",
    ] {
        assert!(rows.contains(document), "{document}: {rows}");
    }
}

#[test]
fn a_link_to_an_article_of_the_folder_is_no_output() {
    let folder = folder();
    let article = folder.path("news/rates.ko.txt");
    std::os::unix::fs::symlink(&article, folder.path("out.tsv")).unwrap();
    let before = std::fs::read(&article).unwrap();
    let output = folder.naranhi("align news -o out.tsv").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("an article of the folder"), "{said}");
    assert!(std::fs::read(&article).unwrap() == before);
}

/// Rows that Python printed are no article.
#[test]
fn what_is_no_json_is_not_aligned_as_an_article() {
    let folder = folder();
    for input in ["Row(document='1', ko='가', en='A')\n", "('1', '가', 'A')\n"] {
        let output = folder
            .naranhi("align -")
            .write_stdin(input)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("toJSON"), "{said}");
    }
    let input = format!("null\n{}", record(&"roh".into(), KOREAN, ENGLISH));
    let output = folder
        .naranhi("align -")
        .write_stdin(input)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .starts_with("roh s-0001")
    );
}

#[test]
fn a_part_of_a_corpus_may_hold_nothing() {
    let folder = folder();
    for input in ["", "{\"ko\": 1}\n"] {
        let output = folder
            .naranhi("align -")
            .write_stdin(input)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{input}"
        );
        let output = folder
            .naranhi("align - -o x.tmx")
            .write_stdin(input)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{input}");
    }
    assert!(!folder.path("x.tmx").exists());
}

#[test]
fn a_first_line_that_is_no_record_does_not_hide_the_others() {
    let folder = folder();
    let roh = record(&"roh".into(), KOREAN, ENGLISH);
    folder.write("corpus.jsonl", format!("# pairs\n{roh}"));
    let output = folder.naranhi("align corpus.jsonl").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("corpus.jsonl, line 1: not a pair"), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
}

#[test]
fn an_alignment_is_not_taken_for_a_corpus() {
    let folder = folder();
    folder.run("align news -o all.jsonl");
    let output = folder.naranhi("align all.jsonl").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("all.jsonl, line 1: an alignment, not pairs of articles"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn documents_of_one_name_are_told_apart() {
    let folder = folder();
    let records = [
        (KOREAN, ENGLISH),
        (OTHER_KOREAN, OTHER_ENGLISH),
        (KOREAN, ENGLISH),
    ];
    let lines = records.map(|(korean, english)| record(&" a ".into(), korean, english));
    folder.write("corpus.jsonl", lines.concat());
    let said = folder.run("align corpus.jsonl -o all.tmx -o all.csv").err;
    assert!(
        said.contains("this one is called a~2") && said.contains("a~3"),
        "{said}"
    );
    folder.run("review apply all.csv -o all.tmx --reviewer kim");
    assert_eq!(units(&folder.read("all.tmx")).len(), 9);
}

#[test]
fn an_explanation_is_printed_beside_the_files() {
    let folder = folder();
    let printed = folder.run("align news --explain -o all.tmx").out;
    assert!(
        printed.contains("news/roh/ko.txt\n") && printed.contains("  for "),
        "{printed}"
    );
    assert_eq!(units(&folder.read("all.tmx")).len(), 6);
}

#[test]
fn no_output_takes_the_place_of_an_article() {
    let folder = folder();
    for output in ["news/rates.ko.tsv", "news/roh/ko.tmx", "news/new.en.tmx"] {
        let run = folder
            .naranhi(&format!("align news -o {output}"))
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(2), "{output}");
        assert!(!folder.path(output).exists(), "{output}");
    }
    folder.run("align news -o news/all.tmx");
}

/// A cell of a workbook holds 32,767 characters; a memory more.
#[test]
fn what_a_workbook_cannot_hold_is_in_the_other_files() {
    let folder = folder();
    let long = "가나다 ".repeat(12_000);
    fs::create_dir(folder.path("news/long")).unwrap();
    folder.write("news/long/ko.txt", format!("{KOREAN}\n{long}."));
    folder.write("news/long/en.txt", ENGLISH);
    let run = folder
        .naranhi("align news -o all.xlsx -o all.tmx")
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(
        said.contains("news/long/ko.txt: not in the workbook") && said.contains("3 pairs"),
        "{said}"
    );
    assert_eq!(units(&folder.read("all.tmx")).len(), 9);
    folder.run("tmx convert all.xlsx sheet.csv");
    let sheet = folder.read("sheet.csv");
    assert!(sheet.contains("news/roh") && !sheet.contains("news/long"));

    let alone = folder.naranhi("align news -o alone.xlsx").output().unwrap();
    let said = String::from_utf8(alone.stderr).unwrap();
    assert_eq!(alone.status.code(), Some(1), "{said}");
    assert!(
        said.contains("passed over: news/long/ko.txt s-") && said.contains("2 pairs"),
        "{said}"
    );
}

#[test]
fn a_pipe_is_read_from_its_beginning() {
    let folder = folder();
    let both = format!("{KOREAN}\n{ENGLISH}");
    let piped = folder
        .naranhi("align /dev/stdin --document x")
        .write_stdin(both.clone())
        .output()
        .unwrap();
    folder.write("both.txt", both);
    assert_eq!(
        piped.stdout,
        folder.run("align both.txt --document x").out.into_bytes()
    );
}
