//! Review sheets: what goes out, read with another program's eyes.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::Folder;

/// The cells of a page, as text.
fn page(folder: &Folder, name: &str, page: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = open_workbook(folder.path(name)).unwrap();
    let range = workbook.worksheet_range(page).unwrap();
    let cells = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    range.rows().map(cells).collect()
}

/// Lines that a spreadsheet would like to read as something else than text, in both languages.
const TEMPTING: [(&str, &str); 8] = [
    ("=1+1은 수식이 아니다 1001", "=1+1 is no formula 1001"),
    ("-5도까지 떨어진 날 1002", "-5 degrees, that day 1002"),
    ("007 시리즈의 주인공 1003", "007 is the hero 1003"),
    ("1/2 정도라고 한다 1004", "1/2 of it or so 1004"),
    (
        "12345678901234567890원을 1005",
        "12345678901234567890 won 1005",
    ),
    ("\"따옴표\", 쉼표 1006", "\"quotes\", commas 1006"),
    ("😀 이모지와 ᄒᆞᆫ글 1007", "😀 an emoji 1007"),
    ("gildong@example.com 1008", "gildong@example.com 1008"),
];

#[test]
fn a_workbook_holds_what_the_csv_holds_and_all_of_it_is_text() {
    let side = |of: fn(&(&'static str, &'static str)) -> &'static str| {
        TEMPTING.iter().map(of).collect::<Vec<_>>().join("\n")
    };
    let folder = Folder::with(&[
        ("ko.txt", side(|pair| pair.0)),
        ("en.txt", side(|pair| pair.1)),
    ]);
    folder.run("align ko.txt en.txt --presegmented -o pair.xlsx -o pair.csv -o pair.jsonl");
    let mut workbook: Xlsx<_> = open_workbook(folder.path("pair.xlsx")).unwrap();
    let range = workbook.worksheet_range("review").unwrap();
    let csv = folder.read("pair.csv");
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(range.height(), rows.len());
    assert_eq!(rows.len(), 1 + TEMPTING.len());
    for (line, (cells, row)) in range.rows().zip(&rows).enumerate() {
        for (column, (cell, expected)) in cells.iter().zip(row).enumerate() {
            let expected = naranhi::review::csv::restore(expected);
            match cell {
                Data::Float(confidence) => {
                    assert_eq!((column, format!("{confidence:.3}")), (2, expected.into()));
                }
                Data::String(text) => assert_eq!(text, expected),
                Data::Empty => assert_eq!(expected, ""),
                other => panic!("row {line}, column {column}: {other:?}"),
            }
        }
    }
    for ((source, target), cells) in TEMPTING.iter().zip(range.rows().skip(1)) {
        assert_eq!(cells[4].to_string(), *source);
        assert_eq!(cells[5].to_string(), *target);
    }
}

/// What the pages say of their articles stands behind the guide.
#[test]
fn a_workbook_says_what_its_articles_are() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx");
    let guide = page(&folder, "pair.xlsx", "guide 안내");
    for expected in [
        ["source 원문: title", "노태우 대통령, 베이징 도착"],
        ["source 원문: date", "1992-09-28T03:00"],
        ["target 번역문: title", "Roh arrives in Beijing"],
    ] {
        assert!(guide.iter().any(|row| row[..] == expected), "{guide:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_workbook() {
    let folder = Folder::with_articles();
    for name in ["a.xlsx", "b.xlsx"] {
        folder.run(&format!(
            "align ko.txt en.txt --date 20250904T073800Z -o {name}"
        ));
    }
    let contents = folder.contents();
    assert!(contents["a.xlsx"] == contents["b.xlsx"]);
}

#[test]
fn the_hidden_page_keeps_the_rows_as_written_with_their_languages() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt --source-lang en-GB -o pair.xlsx");
    let kept = page(&folder, "pair.xlsx", "as written");
    assert_eq!(kept[0][5..], ["source en-GB", "target ko-KR"]);
    let shown = page(&folder, "pair.xlsx", "review");
    assert_eq!(kept.len(), shown.len());
    for (kept, shown) in kept.iter().zip(&shown).skip(1) {
        assert_eq!(kept[0], shown[0]);
        assert_eq!(kept[5..7], shown[4..6]);
    }
}

#[test]
fn sure_rows_are_accepted_beforehand_where_that_is_wished() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o all.csv");
    assert!(!folder.read("all.csv").contains(",accept,"));
    folder.run("align ko.txt en.txt -o some.csv --accept-above 0.95");
    let sheet = folder.read("some.csv");
    for line in sheet.lines().skip(1) {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        let is_sure = cells[2].parse::<f64>().unwrap() >= 0.95;
        assert_eq!(cells[1], if is_sure { "accept" } else { "" }, "{line}");
    }
    assert!(sheet.contains(",accept,"));
    let output = folder
        .naranhi("align ko.txt en.txt -o x.csv --accept-above 95")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn numbers_that_differ_and_sentences_alone_are_flagged() {
    let folder = Folder::with(&[
        (
            "ko.txt",
            "정부는 올해 예산 5300억 원을 편성했다.\n서울의 기온은 영하 17도였다.\n",
        ),
        (
            "en.txt",
            "The government set aside 530 billion won this year.\nIt was minus 18 degrees in Seoul.\n",
        ),
    ]);
    folder.run("align ko.txt en.txt --presegmented -o pair.csv");
    let sheet = folder.read("pair.csv");
    let flagged: Vec<&str> = sheet
        .lines()
        .filter(|line| line.contains("numbers differ"))
        .collect();
    assert_eq!(flagged.len(), 1, "{sheet}");
    assert!(flagged[0].contains("numbers differ: 17 / 18"), "{sheet}");
}

#[test]
fn a_text_that_no_cell_holds_is_named() {
    let long = format!("{}다.\n", "가나다라 ".repeat(7_000));
    let folder = Folder::with(&[
        ("ko.txt", long.as_str()),
        ("en.txt", "A long text it was.\n"),
    ]);
    let output = folder
        .naranhi("align ko.txt en.txt --presegmented -o pair.xlsx")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("s-0001") && said.contains(".csv"), "{said}");
    assert!(!folder.contents().contains_key("pair.xlsx"));
}

/// A sheet of three rows out of [`KOREAN`](common::KOREAN) and its edition, as its lines.
fn reviewed(folder: &Folder, change: impl Fn(&mut Vec<Vec<String>>)) {
    let _ = std::fs::remove_file(folder.path("pair.csv"));
    folder.run("align ko.txt en.txt -o pair.csv --document roh");
    let text = folder.read("pair.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    let mut rows: Vec<Vec<String>> = records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect();
    change(&mut rows);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).unwrap();
    }
    folder.write("pair.csv", writer.into_inner().unwrap());
}

#[test]
fn a_decision_stays_in_the_memory_and_in_the_log() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][1] = "ok".into();
        rows[2][5] = "The president landed in Beijing.".into();
        rows[2][6] = "shorter & better".into();
        rows[3][1] = "거부".into();
    });
    let apply = "review apply pair.csv -o pair.tmx --reviewer kim --date 20250904T073800Z";
    let printed = folder.run(apply);
    assert!(
        printed.err.contains("1 accepted, 1 rejected, 1 edited"),
        "{}",
        printed.err
    );
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 2);
    assert!(memory.contains("<seg>The president landed in Beijing.</seg>"));
    for (kind, value) in [
        ("x-decision", "accept"),
        ("x-decision", "edit"),
        ("x-reviewer", "kim"),
        ("x-comment", "shorter &amp; better"),
    ] {
        let prop = format!("<prop type=\"{kind}\">{value}</prop>");
        assert!(memory.contains(&prop), "{prop}: {memory}");
    }
    let log = folder.read("pair.review.jsonl");
    let decisions: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = decisions
        .iter()
        .map(|d| d["decision"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["accept", "edit", "reject"]);
    assert_eq!(decisions[2]["document"], "roh");
    assert_eq!(decisions[2]["row"], 4);

    let before = folder.contents();
    folder.run(apply);
    assert!(folder.contents() == before, "applied twice");
}

/// What the aligner said of a pair is not true of the texts that a reviewer put in its place.
#[test]
fn an_edited_unit_loses_bead_and_confidence_and_a_new_one_stands_at_the_end() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[2][5] = "The president landed in Beijing.".into();
        let mut new = vec![String::new(); rows[0].len()];
        new[4] = "새 문장이다.".into();
        new[5] = "A new sentence.".into();
        rows.insert(1, new);
    });
    for before in ["", "align ko.txt en.txt -o pair.tmx --document roh"] {
        if !before.is_empty() {
            std::fs::remove_file(folder.path("pair.tmx")).unwrap();
            folder.run(before);
        }
        folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
        let memory = folder.read("pair.tmx");
        let units: Vec<&str> = memory.split("<tu ").skip(1).collect();
        let [headline, edited, untouched, new] = units[..] else {
            panic!("{memory}");
        };
        assert!(
            edited.contains("landed") && !edited.contains("x-confidence"),
            "{edited}"
        );
        assert!(!edited.contains("x-bead"), "{edited}");
        for as_written in [headline, untouched] {
            assert!(as_written.contains("x-confidence"), "{as_written}");
            assert!(as_written.contains("x-bead"), "{as_written}");
        }
        assert!(new.contains("A new sentence."), "{new}");
    }
}

#[test]
fn nobody_signs_what_was_accepted_beforehand() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx --accept-above 0");
    folder.run("review apply pair.xlsx -o pair.tmx --reviewer kim");
    let memory = folder.read("pair.tmx");
    let log = folder.read("pair.review.jsonl");
    let accepted = memory
        .matches("<prop type=\"x-decision\">accept</prop>")
        .count();
    assert_eq!(accepted, 3);
    assert_eq!(log.lines().count(), 3);
    assert!(!memory.contains("kim"), "{memory}");
    assert!(!log.contains("kim"), "{log}");
}

#[test]
fn what_cannot_be_applied_is_listed_with_its_cell_and_the_rest_is_applied() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][1] = "perhaps".into();
        rows[2][0] = "s-0099".into();
        rows[3][1] = "accept".into();
    });
    folder.run("align ko.txt en.txt -o pair.jsonl --document roh");
    let output = folder
        .naranhi("review apply pair.csv -o other.tmx --alignment pair.jsonl")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("pair.csv, row 2, B2: “perhaps” is no decision"),
        "{said}"
    );
    assert!(
        said.contains("pair.csv, row 3, A3: there is no row s-0099 in roh"),
        "{said}"
    );
    let memory = folder.read("other.tmx");
    assert_eq!(memory.matches("<tu ").count(), 3, "nothing is lost");
    assert_eq!(memory.matches("x-decision").count(), 1);
}

#[test]
fn an_article_that_changed_meanwhile_is_a_conflict_where_the_sheet_changed_too() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[2][5] = "My text.".into());
    let english = folder
        .read("en.txt")
        .replace("some 50 officials", "60 officials");
    folder.write("en.txt", &english);
    folder.run("align ko.txt en.txt -o pair.jsonl --document roh");
    let apply = "review apply pair.csv --alignment pair.jsonl -o pair.tmx";
    let output = folder.naranhi(apply).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("row 3, F3: the text was changed here and"),
        "{said}"
    );
    let memory = folder.read("pair.tmx");
    assert!(memory.contains("60 officials") && !memory.contains("My text."));
}

#[test]
fn a_reviewer_may_change_his_mind_and_another_may_not_overrule_him_unseen() {
    let folder = Folder::with_articles();
    let edit = |text: &'static str| move |rows: &mut Vec<Vec<String>>| rows[2][5] = text.into();
    reviewed(&folder, edit("Kim's text."));
    folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
    reviewed(&folder, edit("Kim's second text."));
    folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
    assert!(folder.read("pair.tmx").contains("Kim's second text."));
    reviewed(&folder, edit("Lee's text."));
    let apply = "review apply pair.csv -o pair.tmx --reviewer lee";
    let output = folder.naranhi(apply).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(folder.read("pair.tmx").contains("Kim's second text."));
}

/// Two articles whose files have the same names, in two folders.
fn two_articles() -> Folder {
    let folder = Folder::with_articles();
    for (name, text) in [
        ("b/ko.txt", "비가 왔다. 강이 넘쳤다. 다리가 7개 무너졌다."),
        (
            "b/en.txt",
            "It rained. The river rose over its banks. Seven bridges fell.",
        ),
    ] {
        std::fs::create_dir_all(folder.path("b")).unwrap();
        folder.write(name, text);
    }
    folder
}

#[test]
fn another_article_of_the_same_name_is_refused_and_not_lost_unseen() {
    let folder = two_articles();
    folder.run("align ko.txt en.txt -o a.xlsx --document ko.txt");
    folder.run("align b/ko.txt b/en.txt -o b.xlsx --document ko.txt");
    folder.run("review apply a.xlsx -o memory.tmx");
    let before = folder.read("memory.tmx");
    for sheets in ["b.xlsx", "a.xlsx b.xlsx"] {
        let apply = format!("review apply {sheets} -o memory.tmx");
        let output = folder.naranhi(&apply).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("nothing of ko.txt was applied"), "{said}");
        assert_eq!(folder.read("memory.tmx"), before);
    }
    folder
        .naranhi("review apply a.xlsx b.xlsx -o new.tmx")
        .output()
        .unwrap();
    let units = |name: &str| folder.read(name).matches("<tu ").count();
    assert_eq!(units("new.tmx"), units("memory.tmx"));
    folder.run("align b/ko.txt b/en.txt -o b.xlsx --document b/ko.txt");
    folder.run("review apply b.xlsx -o memory.tmx");
    assert!(folder.read("memory.tmx").contains("다리가 7개"));
}

#[test]
fn what_a_reviewer_did_is_not_replaced() {
    let folder = Folder::with_articles();
    let align = "align ko.txt en.txt --accept-above 0.5 -o pair.csv -o pair.xlsx -o pair.tmx";
    folder.run(align);
    // Nobody has reviewed them yet.
    folder.run(align);
    folder.run("review apply pair.xlsx -o pair.tmx --reviewer kim");
    let refused = |arguments: &str, name: &str| {
        let before = folder.contents();
        let output = folder.naranhi(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(&format!("{name}: holds the work of a reviewer")),
            "{said}"
        );
        assert!(folder.contents() == before);
    };
    refused("align ko.txt en.txt -o pair.tmx", "pair.tmx");
    folder.write("PAIR.TMX", folder.read("pair.tmx"));
    refused("align ko.txt en.txt -o PAIR.TMX", "PAIR.TMX");
    reviewed(&folder, |rows| rows[1][1] = "reject".into());
    refused("align ko.txt en.txt -o pair.csv", "pair.csv");
    folder.run("align ko.txt en.txt -o pair.xlsx");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    let before = folder.contents();
    let printed = folder.run("review apply pair.csv -o pair.tmx --dry-run");
    assert!(printed.err.contains("1 accepted"), "{}", printed.err);
    assert!(folder.contents() == before);
}

#[test]
fn sheets_that_are_none_say_so() {
    let folder = Folder::with(&[
        ("empty.csv", &b""[..]),
        ("other.csv", b"name,price\na,1\n"),
        ("head.csv", b"id,source,target\n"),
        ("broken.xlsx", b"PK\x03\x04 and no more"),
    ]);
    for (sheet, what) in [
        ("empty.csv", "id, source, target"),
        ("other.csv", "id, source, target"),
        ("head.csv", "no row"),
        ("broken.xlsx", "cannot be read as a workbook"),
        ("gone.csv", "gone.csv"),
    ] {
        let output = folder
            .naranhi(&format!("review apply {sheet} -o x.tmx"))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{sheet}: {said}");
        assert!(said.contains(what), "{sheet}: {said}");
        assert!(!folder.contents().contains_key("x.tmx"));
    }
}

#[test]
fn the_log_replaces_nothing_that_is_read() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    let before = folder.contents();
    for log in ["pair.csv", "./pair.tmx"] {
        let output = folder
            .naranhi(&format!("review apply pair.csv -o pair.tmx --log {log}"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{log}");
        assert!(folder.contents() == before, "{log}");
    }
}

#[test]
fn a_sheet_in_the_encoding_of_korean_windows_is_read() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[2][1] = "수정".into());
    let apply = "review apply pair.csv -o pair.tmx --date 20250904T073800Z";
    folder.run(apply);
    let expected = folder.read("pair.tmx");
    let sheet = folder.read("pair.csv");
    let (bytes, _, is_lossy) = encoding_rs::EUC_KR.encode(&sheet);
    assert!(!is_lossy);
    folder.write("old.csv", &bytes);
    folder.run("review apply old.csv -o old.tmx --date 20250904T073800Z");
    assert_eq!(folder.read("old.tmx"), expected);
    assert!(expected.contains("x-decision"));
}
