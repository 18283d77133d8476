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
                    assert_eq!((column, format!("{confidence:.4}")), (2, expected.into()));
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
    assert_eq!(kept[0][5..7], ["source en-GB", "target ko-KR"]);
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
fn the_sheet_of_a_memory_names_numbers_that_differ() {
    let folder = Folder::with(&[
        ("ko.txt", "서울의 기온은 영하 17도였다.\n"),
        ("en.txt", "It was minus 18 degrees in Seoul.\n"),
    ]);
    for (source, numbers) in [("ko-KR", "17 / 18"), ("en-US", "18 / 17")] {
        let command =
            format!("align ko.txt en.txt --presegmented --source-lang {source} -o pair.tmx");
        folder.run(&command);
        folder.run("tmx convert pair.tmx pair.csv");
        let sheet = folder.read("pair.csv");
        assert!(
            sheet.contains(&format!(",numbers differ: {numbers},")),
            "{sheet}"
        );
    }
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

#[test]
fn a_pair_whose_numbers_differ_is_not_accepted_beforehand() {
    let folder = Folder::with_articles();
    let english = folder
        .read("en.txt")
        .replace("some 50 officials", "some 70 officials");
    folder.write("en.txt", english);
    folder.run("align ko.txt en.txt -o pair.csv --accept-above 0");
    let sheet = folder.read("pair.csv");
    let flagged = sheet
        .lines()
        .filter(|line| line.contains("numbers differ: 50"));
    let flagged: Vec<&str> = flagged.collect();
    assert_eq!(flagged.len(), 1, "{sheet}");
    assert!(flagged[0].starts_with("s-0002,,"), "{sheet}");
    assert_eq!(sheet.matches(",accept,").count(), 2, "{sheet}");
}
