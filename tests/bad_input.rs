//! Input that cannot be used: exit code 2, a message that names the file and the way out, and nothing left behind.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::process::Command;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use common::{ENGLISH, Folder, KOREAN};

/// The program must refuse `arguments` with a message that holds every one of `parts`, and leave the folder as it was.
#[track_caller]
fn refuses_in(folder: &Folder, arguments: &str, parts: &[&str]) {
    let before = folder.contents();
    let output = folder.naranhi(arguments).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in: {message}");
    }
    assert!(output.stdout.is_empty());
    assert_eq!(folder.contents(), before, "the folder changed");
}

/// [`refuses_in`] with the two articles in the folder.
#[track_caller]
fn refuses(arguments: &str, parts: &[&str]) {
    refuses_in(&Folder::with_articles(), arguments, parts);
}

/// `content` in place of the English article must be refused.
#[track_caller]
fn refuses_text(content: impl AsRef<[u8]>, parts: &[&str]) {
    let folder = Folder::with_articles();
    folder.write("bad.txt", content);
    refuses_in(&folder, "align ko.txt bad.txt -o out.tmx -o out.csv", parts);
}

#[test]
fn an_empty_file() {
    refuses_text("", &["bad.txt", "empty"]);
}

#[test]
fn a_file_of_white_space() {
    refuses_text("\u{feff} \r\n\t\u{3000}\n\u{200b}\n", &["bad.txt", "empty"]);
}

#[test]
fn a_file_of_furniture_alone() {
    refuses_text(
        "Go to contents\nPosted September. 28, 1992 07:40\n",
        &["bad.txt", "furniture", "--keep-furniture"],
    );
}

#[test]
fn a_file_that_does_not_exist() {
    refuses(
        "align ko.txt none.txt -o out.tmx",
        &["none.txt", "No such file"],
    );
    refuses("align none.txt en.txt", &["none.txt", "No such file"]);
}

#[test]
fn one_argument_alone() {
    refuses(
        "align ko.txt -o out.tmx",
        &["ko.txt", "Korean alone", "second file"],
    );
}

#[test]
fn a_folder_in_place_of_an_article() {
    let folder = Folder::with_articles();
    fs::create_dir(folder.path("pages")).unwrap();
    refuses_in(
        &folder,
        "align ko.txt pages -o out.tmx",
        &["ko.txt, pages", "no pair of articles", "NAME.ko.txt"],
    );
    refuses_in(
        &folder,
        "split pages",
        &["pages", "a folder", "give an article"],
    );
}

#[test]
fn text_that_is_not_utf8() {
    // The first line takes 3 + 1 + 3 + 1 = 8 bytes; what follows is 가나 in CP949.
    let bytes = [("첫 줄\n").as_bytes(), b"\xb0\xa1\xb3\xaa\n"].concat();
    refuses_text(
        bytes,
        &["bad.txt", "not UTF-8", "byte 8", "line 2", "--encoding"],
    );
}

#[test]
fn text_that_is_not_in_the_encoding_given() {
    refuses(
        "align ko.txt en.txt --encoding euc-kr -o out.tmx",
        &["ko.txt", "not EUC-KR", "line 1", "without --encoding"],
    );
    refuses(
        "align ko.txt en.txt --encoding hangul",
        &["hangul", "cp949"],
    );
}

#[test]
fn text_that_ends_within_a_character() {
    refuses_text(
        &"It rained. 가".as_bytes()[..13],
        &["bad.txt", "damaged UTF-8", "byte 11", "line 1"],
    );
}

#[test]
fn a_document_that_is_cut_off() {
    refuses_text(b"PK\x03\x04\x14\0\0\0\x08\0", &["bad.txt"]);
}

#[test]
fn a_page_that_nests_without_end() {
    refuses_text("<div>".repeat(100_000), &["bad.txt", "nested"]);
}

#[test]
fn the_same_file_twice() {
    refuses(
        "align ko.txt ko.txt -o out.tmx",
        &[
            "ko.txt and ko.txt",
            "both Korean",
            "one Korean and one English",
        ],
    );
}

#[test]
fn both_korean_and_both_english() {
    let folder = Folder::with_articles();
    folder.write("ko2.txt", "비가 왔다.\n");
    folder.write("en2.txt", "It rained.\n");
    refuses_in(
        &folder,
        "align ko.txt ko2.txt -o out.tmx",
        &[
            "ko.txt and ko2.txt",
            "both Korean",
            "one Korean and one English",
        ],
    );
    refuses_in(
        &folder,
        "align en2.txt en.txt -o out.tmx",
        &[
            "en2.txt and en.txt",
            "both English",
            "one Korean and one English",
        ],
    );
}

#[test]
fn neither_korean_nor_english() {
    let what = [
        "bad.txt",
        "neither Korean nor English",
        "one Korean and one English",
    ];
    refuses_text("盧泰愚大統領は二十七日、北京に到着した。\n", &what);
    refuses_text("Президент прибыл в Пекин 27 сентября.\n", &what);
    refuses_text("1992. 9. 27.\n", &what);
}

#[test]
fn the_message_counts_the_letters_that_it_saw() {
    // Eight letters: two Hangul, six Cyrillic.
    refuses_text("가나 Москва\n", &["of 8 letters 2 are Hangul and 0 Latin"]);
}

#[test]
fn an_output_folder_that_does_not_exist() {
    let arguments = "align ko.txt en.txt -o out.csv -o none/out.tmx";
    refuses(arguments, &["none/out.tmx", "folder"]);
    // The name of the temporary file means nothing to the user.
    let output = Folder::with_articles().naranhi(arguments).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(!message.contains(".out.tmx."), "{message}");
}

#[test]
fn a_folder_in_place_of_an_output() {
    let folder = Folder::with_articles();
    fs::create_dir(folder.path("out.tmx")).unwrap();
    refuses_in(
        &folder,
        "align ko.txt en.txt -o out.csv -o out.tmx",
        &["out.tmx", "directory"],
    );
}

#[test]
fn a_write_that_fails_midway() {
    if Command::new("bash").arg("-c").arg("true").status().is_err() {
        eprintln!("skipped: there is no bash to set a limit of file size");
        return;
    }
    // Forty pairs of some 60 characters are several times the limit of one block of 1024 bytes; forty lines of a ladder
    // such as `[10]:[10]` are below it.
    let korean = "노태우 대통령이 27일 오후 베이징에 도착했다.\n".repeat(40);
    let english = "President Roh arrived in Beijing on the afternoon of Sept. 27.\n".repeat(40);
    for (outputs, at_fault) in [
        (["old.tmx", "new.csv"], "old.tmx"),
        (["new.csv", "old.tmx"], "new.csv"),
        // What was written well must not appear alone.
        (["old.ladder", "new.tmx"], "new.tmx"),
        (["new.ladder", "old.tmx"], "old.tmx"),
    ] {
        let folder = Folder::with(&[("ko.txt", &korean), ("en.txt", &english)]);
        folder.write("old.tmx", "what stood here before");
        folder.write("old.ladder", "what stood here before");
        let before = folder.contents();
        let output = Command::new("bash")
            .args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#])
            .arg(cargo_bin!("naranhi"))
            .args(["align", "--presegmented", "ko.txt", "en.txt"])
            .args(["-o", outputs[0], "-o", outputs[1]])
            .current_dir(folder.path(""))
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(at_fault), "{message}");
        assert!(message.contains("too large"), "{message}");
        assert_eq!(folder.contents(), before, "the folder changed");
    }
}

#[test]
fn an_old_document_is_called_one() {
    let folder = Folder::with(&[("en.txt", ENGLISH)]);
    folder.write("ko.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
    let parts = ["ko.hwp", "an old document", "save it as DOCX, HWPX"];
    refuses_in(&folder, "align ko.hwp en.txt -o out.tmx", &parts);
}

#[test]
fn an_ending_that_names_no_format() {
    let endings = ".tmx .xlsx .csv .html .jsonl .tsv .ladder";
    refuses(
        "align ko.txt en.txt -o out.tmx -o out.docx",
        &["out.docx", "ending", endings],
    );
    refuses("align ko.txt en.txt -o out", &["out", "ending", endings]);
}

#[test]
fn an_output_that_is_an_input() {
    let folder = Folder::with(&[("ko.tsv", KOREAN), ("en.tsv", ENGLISH)]);
    folder.write("terms.csv", "관계자,official\n");
    let way_out = "another name";
    for (arguments, file) in [
        ("align ko.tsv en.tsv -o ko.tsv", "ko.tsv"),
        ("align ko.tsv en.tsv -o ./en.tsv", "en.tsv"),
        (
            "align ko.tsv en.tsv --glossary terms.csv -o terms.csv",
            "terms.csv",
        ),
    ] {
        refuses_in(&folder, arguments, &[file, "an input too", way_out]);
    }
    std::os::unix::fs::symlink(folder.path("en.tsv"), folder.path("link.tsv")).unwrap();
    refuses_in(
        &folder,
        "align ko.tsv en.tsv -o link.tsv",
        &["link.tsv", "an input too", way_out],
    );
}

#[test]
fn one_output_twice() {
    let parts = ["out.tmx", "another output", "another name"];
    refuses("align ko.txt en.txt -o out.tmx -o out.tmx", &parts);
    refuses("align ko.txt en.txt -o out.tmx -o ./out.tmx", &parts);
}

#[test]
fn a_date_that_is_none() {
    for date in [
        "2025-09-04",
        "20251304T073800Z",
        "20250230T073800Z",
        "20250904T073800",
    ] {
        refuses(
            &format!("align ko.txt en.txt -o out.tmx --date {date}"),
            &[date, "YYYYMMDDTHHMMSSZ"],
        );
    }
}

#[test]
fn tags_that_cannot_be() {
    refuses(
        "align ko.txt en.txt -o out.tmx --source-lang ja",
        &["ja", "ko-KR", "en-US"],
    );
    refuses(
        "align ko.txt en.txt -o out.tmx --target-lang eng",
        &["eng", "ko-KR", "en-US"],
    );
    refuses(
        "align ko.txt en.txt -o out.tmx --source-lang en --target-lang en-GB",
        &[
            "en",
            "en-GB",
            "one language",
            "one of Korean and one of English",
        ],
    );
}

#[test]
fn a_glossary_with_a_bad_row() {
    let folder = Folder::with_articles();
    let arguments = "align ko.txt en.txt -o out.tmx --glossary terms.csv";
    folder.write("terms.csv", "korean,english\n현무암,basalt\n화강암\n");
    refuses_in(&folder, arguments, &["terms.csv, line 3", "two"]);
    folder.write("terms.csv", "현무암,basalt\n화강암,석영\n");
    refuses_in(&folder, arguments, &["terms.csv, line 2", "화강암", "석영"]);
    let damaged = ["현무암,basalt\n화강".as_bytes(), b"\xec\x95,granite\n"].concat();
    folder.write("terms.csv", damaged);
    refuses_in(
        &folder,
        arguments,
        &["terms.csv", "damaged UTF-8", "line 2", "iconv"],
    );
    fs::remove_file(folder.path("terms.csv")).unwrap();
    refuses_in(&folder, arguments, &["terms.csv", "No such file"]);
}

#[test]
fn a_glossary_without_terms_is_named() {
    let folder = Folder::with_articles();
    for empty in ["", "korean,english\n"] {
        folder.write("terms.csv", empty);
        let output = folder
            .naranhi("align ko.txt en.txt -o out.tmx --glossary terms.csv")
            .output()
            .unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("terms.csv: no term pairs"),
            "{empty:?}: {said}"
        );
    }
}

#[test]
fn a_file_of_one_line_is_aligned() {
    let folder = Folder::with(&[
        ("ko.txt", "노태우 대통령이 27일 베이징에 도착했다."),
        (
            "en.txt",
            "President Roh Tae-woo arrived in Beijing on Sept. 27.",
        ),
    ]);
    let printed = folder.run("align ko.txt en.txt").out;
    let rows: Vec<Vec<&str>> = printed
        .lines()
        .map(|row| row.split('\t').collect())
        .collect();
    assert_eq!(rows.len(), 1, "{printed}");
    assert_eq!(
        rows[0][2..],
        [
            "1-1",
            "노태우 대통령이 27일 베이징에 도착했다.",
            "President Roh Tae-woo arrived in Beijing on Sept. 27."
        ]
    );
}

#[test]
fn a_megabyte_without_a_full_stop_is_one_segment() {
    const MEGABYTE: usize = 1 << 20;
    let fill = |part: &str| part.repeat(MEGABYTE / part.len() + 1);
    let folder = Folder::with(&[
        ("words.ko", fill("대통령이 베이징에 도착했고 ")),
        ("words.en", fill("the president arrived in Beijing and ")),
        // Nor a space, a digit or a quotation mark that is closed.
        ("solid.ko", fill("“가1나")),
        ("solid.en", fill("\"a1b")),
        // What may end a sentence stands behind each word.
        ("quoted.ko", fill("“가” ")),
        ("quoted.en", fill("\"a\" ")),
    ]);
    for name in ["words", "solid", "quoted"] {
        folder
            .naranhi(&format!("align {name}.ko {name}.en -o {name}.ladder"))
            // A build without optimisation takes seconds; what grows with the square of the length would take hours.
            .timeout(Duration::from_secs(60))
            .assert()
            .code(0);
        // Whether the two are a pair is a matter of what they say, and these say nothing.
        let ladder = folder.read(&format!("{name}.ladder"));
        assert!(
            ["[0]:[0]\n", "[]:[0]\n[0]:[]\n"].contains(&ladder.as_str()),
            "{name}: {ladder}"
        );
    }
}

#[test]
fn characters_that_xml_forbids_are_taken_out_everywhere() {
    // U+000B is white space and breaks the line; U+0001 and U+FFFE mean nothing and cannot stand in XML.
    let folder = Folder::with(&[
        ("ko.txt", "27일 베이징에\u{1} 도착했다.\u{b}30일 귀국한다."),
        (
            "en.txt",
            "He arrived in Beijing on Sept. 27.\nHe returns on the 30th\u{fffe}.",
        ),
    ]);
    let command = "align ko.txt en.txt -o out.tmx -o out.csv -o out.jsonl";
    let output = folder.naranhi(command).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{message}");
    for file in ["ko.txt", "en.txt"] {
        let said =
            format!("{file}: control characters were taken out, which no memory can hold: 1");
        assert!(message.contains(&said), "{message}");
    }
    for (name, korean, english) in [
        (
            "out.tmx",
            "<seg>27일 베이징에 도착했다.</seg>",
            "<seg>He returns on the 30th.</seg>",
        ),
        (
            "out.csv",
            ",27일 베이징에 도착했다.,",
            ",He returns on the 30th.,",
        ),
        (
            "out.jsonl",
            r#""text":"27일 베이징에 도착했다.""#,
            r#""text":"He returns on the 30th.""#,
        ),
    ] {
        let written = folder.read(name);
        assert!(!written.contains(['\u{1}', '\u{b}', '\u{fffe}']), "{name}");
        assert!(
            written.contains(korean) && written.contains(english),
            "{written}"
        );
    }
    // So the sheet fits the memory that was written beside it.
    let applied = folder.naranhi("review apply out.csv -o out.tmx").output();
    assert_eq!(applied.unwrap().status.code(), Some(0));
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_grow_is_told_as_a_full_disk_is() {
    let folder = Folder::with_articles();
    let program = assert_cmd::cargo::cargo_bin!("naranhi")
        .display()
        .to_string();
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!(
            "ulimit -f 1; '{program}' align ko.txt en.txt -o big.tmx"
        ))
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("big.tmx: File too large"), "{said}");
    let left = std::fs::read_dir(folder.path("")).unwrap();
    assert_eq!(left.count(), 2);
}
