//! Sheets of memories that other tools wrote.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{DECISION, SOURCE, TARGET, apply};
use common::{Folder, change_workbook};

/// A unit as Trados writes it, with further languages.
const TRADOS: &str = r#"<tu creationdate="20210315T010203Z" creationid="AGENCY\kim" changedate="20220101T000000Z" changeid="AGENCY\lee" usagecount="7">
<prop type="Client:MultiplePicklist">삼성</prop><prop type="Client:MultiplePicklist">LG</prop><note>approved</note>
<tuv xml:lang="KO"><seg><bpt i="1" type="1"/>한국은행<ept i="1"/>이 금리를 동결했다.</seg></tuv>
<tuv xml:lang="en-GB" creationid="lee"><seg>The <bpt i="1" type="1"/>Bank of Korea<ept i="1"/> held its key rate.</seg></tuv>
<tuv xml:lang="ja"><prop type="x">y</prop><seg>韓国銀行は金利を据え置いた。</seg></tuv>
<tuv xml:lang="zh-CN"><seg>韩国银行维持利率不变。</seg></tuv></tu>"#;

const PLAIN: &str = r#"<tu><tuv xml:lang="KO"><seg>바람이 분다.</seg></tuv><tuv xml:lang="en-US"><seg>The wind blows.</seg></tuv></tu>"#;

/// A unit of this number, with the attributes of its name.
fn numbered(name: &str, number: usize) -> String {
    format!(
        r#"<tu{name}><tuv xml:lang="ko"><seg>{number}번째 문장이다.</seg></tuv><tuv xml:lang="en"><seg>This is sentence {number}.</seg></tuv></tu>"#
    )
}

/// A folder with a memory of these units, and its sheet.
fn sheet_of(units: &str) -> Folder {
    let folder = Folder::with(&[("pair.tmx", memory(units))]);
    let converted = folder.naranhi("tmx convert pair.tmx pair.xlsx").output();
    assert_ne!(converted.unwrap().status.code(), Some(2));
    folder
}

fn memory(units: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header
        creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ko"
        datatype="xml"/><body>{units}</body></tmx>"#
    )
}

/// Changes a cell of the sheet and applies it; what was said.
#[track_caller]
fn change(folder: &Folder, row: usize, column: usize, cell: &str, arguments: &str) -> String {
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        rows[row][column] = cell.into()
    });
    let (code, said) = apply(folder, &format!("pair.xlsx {arguments}"));
    assert_eq!(code, 0, "{said}");
    said
}

#[test]
fn a_reject_that_is_taken_back_brings_the_unit_back_as_it_was() {
    let folder = sheet_of(&format!("{TRADOS}{PLAIN}"));
    // With the names that units without one get.
    change(&folder, 1, DECISION, "", "--reviewer kim");
    let before = folder.read("pair.tmx");
    for _ in 0..2 {
        change(&folder, 1, DECISION, "reject", "--reviewer kim");
        assert!(!folder.read("pair.tmx").contains("한국은행"));
        // The log says it once.
        change(&folder, 1, DECISION, "reject", "--reviewer kim");
        change(&folder, 1, DECISION, "", "--reviewer kim");
        assert_eq!(folder.read("pair.tmx"), before);
    }
    assert_eq!(folder.read("pair.review.jsonl").lines().count(), 4);
    // Who decides otherwise instead has it back too, with that.
    change(&folder, 1, DECISION, "reject", "--reviewer kim");
    change(&folder, 1, DECISION, "accept", "--reviewer kim");
    let after = folder.read("pair.tmx");
    for held in ["usagecount=\"7\"", "韓国銀行", "<bpt", "en-GB", ">accept<"] {
        assert!(after.contains(held), "{held}: {after}");
    }
}

#[test]
fn a_reject_of_an_older_log_is_taken_back_with_its_texts() {
    let folder = sheet_of(&format!("{TRADOS}{PLAIN}"));
    change(&folder, 1, DECISION, "reject", "--reviewer kim");
    let log = folder.read("pair.review.jsonl");
    let (before, rest) = log.split_once(",\"unit\":").unwrap();
    let (_, after) = rest.split_once(",\"sheet\"").unwrap();
    folder.write("pair.review.jsonl", format!("{before},\"sheet\"{after}"));
    change(&folder, 1, DECISION, "", "--reviewer kim");
    assert!(folder.read("pair.tmx").contains("한국은행이 금리를"));
}

#[test]
fn a_memory_with_unknown_entities_is_not_written_over() {
    let folder = sheet_of(
        &TRADOS
            .replace("Bank", "Bank&nbsp;")
            .replace("金利", "&nbsp;"),
    );
    let before = folder.read("pair.tmx");
    let (code, said) = apply(&folder, "pair.xlsx --reviewer kim");
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("&nbsp;") && said.contains("hold: 2;"),
        "{said}"
    );
    assert!(said.contains("naranhi tmx convert pair.tmx"), "{said}");
    assert_eq!(folder.read("pair.tmx"), before);
    // The way out.
    let convert = folder.naranhi("tmx convert pair.tmx other.tmx").output();
    assert_eq!(convert.unwrap().status.code(), Some(1));
    folder.run("review apply pair.xlsx -o other.tmx");
    assert!(folder.read("other.tmx").contains("Bank\u{fffd}"));
}

#[test]
fn nor_is_one_with_what_no_memory_may_hold() {
    for wrong in ["Bank&#1;", "Bank<ph x=\"1\" x=\"2\"/>", "Bank<q:ph/>"] {
        let folder = sheet_of(&TRADOS.replace("Bank", wrong));
        let before = folder.read("pair.tmx");
        let (code, said) = apply(&folder, "pair.xlsx");
        assert_eq!(code, 2, "{wrong}: {said}");
        assert_eq!(folder.read("pair.tmx"), before);
    }
}

#[test]
fn an_edit_says_who_made_it_and_counts_the_inline_tags_that_it_took_away() {
    let folder = sheet_of(&format!("{TRADOS}{PLAIN}"));
    let lost = "inline tags lost with edited texts: 1";
    let text = "The Bank of Korea kept its key rate.";
    let said = change(&folder, 1, TARGET, text, "--reviewer park --dry-run");
    assert!(said.contains(lost), "{said}");
    let said = change(&folder, 1, TARGET, text, "--reviewer park");
    assert!(said.contains(lost), "{said}");
    let after = folder.read("pair.tmx");
    for held in [
        r#"changedate="20250904T073800Z" changeid="park" usagecount="7""#,
        r#"<tuv xml:lang="en-GB" creationid="lee">"#,
        "<bpt",
    ] {
        assert!(after.contains(held), "{held}: {after}");
    }
    let said = change(&folder, 1, TARGET, text, "--reviewer park");
    assert!(!said.contains("inline tags"), "{said}");
    // A text of OmegaT's has a date and a name of its own, and who is not named is not somebody else.
    let omegat = PLAIN.replace(
        "-US\"",
        "-US\" changeid=\"lee\" changedate=\"20200101T000000Z\"",
    );
    for (arguments, held) in [
        (
            "--reviewer park",
            r#"changeid="park" changedate="20250904T073800Z">"#,
        ),
        ("", r#""en-US" changedate="20250904T073800Z">"#),
    ] {
        let folder = sheet_of(&omegat);
        change(&folder, 1, TARGET, "It blows.", arguments);
        let after = folder.read("pair.tmx");
        assert!(after.contains(held), "{after}");
        assert!(!after.contains("lee"), "{after}");
    }
}

#[test]
fn units_of_one_name_or_none_have_ids_of_their_own_in_the_sheet() {
    let alone = r#"<tu><tuv xml:lang="ko"><seg>홀로.</seg></tuv></tu>"#;
    for (name, ids) in [
        (r#" tuid="1""#, ["1", "1~2", "1~3"]),
        (r#" tuid=" ""#, ["u-0002", "u-0003", "u-0004"]),
        ("", ["u-0002", "u-0003", "u-0004"]),
    ] {
        let units: String = (1..4).map(|number| numbered(name, number)).collect();
        let folder = sheet_of(&format!("{alone}{units}"));
        let said = change(&folder, 2, DECISION, "reject", "--reviewer kim");
        assert!(said.contains("1 rejected, 2 undecided"), "{said}");
        let after = folder.read("pair.tmx");
        assert!(!after.contains("sentence 2"), "{after}");
        for (number, id) in [(1, ids[0]), (3, ids[2])] {
            let unit = after
                .split("<tu ")
                .find(|unit| unit.contains(&format!("sentence {number}")));
            assert!(
                unit.unwrap().starts_with(&format!("tuid=\"{id}\"")),
                "{after}"
            );
        }
    }
}

#[test]
fn a_sheet_of_other_texts_than_the_memory_has_by_now_says_what_to_do() {
    let units: String = (2..6).map(|number| numbered("", number)).collect();
    let folder = sheet_of(&units);
    folder.write("pair.tmx", memory(&(numbered("", 1) + &units)));
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 1);
    assert!(
        said.contains("nothing was applied: pair.tmx has other texts"),
        "{said}"
    );
    assert!(said.contains("`naranhi tmx convert pair.tmx"), "{said}");
}

#[test]
fn a_text_that_no_cell_holds_is_named_with_its_file() {
    let long = numbered("", 1).replace("문장", &"문장 ".repeat(12_000));
    let folder = Folder::with(&[("pair.tmx", memory(&long))]);
    let convert = folder
        .naranhi("tmx convert pair.tmx pair.xlsx")
        .output()
        .unwrap();
    let said = String::from_utf8(convert.stderr).unwrap();
    assert!(
        said.contains("pair.xlsx: u-0001: its source has 36"),
        "{said}"
    );
}

/// Merges the rows of a sheet of two.
fn merge_both(rows: &mut Vec<Vec<String>>) {
    rows[1][0] = "u-0001+u-0002".into();
    for column in [SOURCE, TARGET] {
        rows[1][column] = format!("{} {}", rows[1][column], rows[2][column]);
    }
    rows.truncate(2);
}

#[test]
fn rows_that_are_merged_keep_what_the_first_says_and_further_languages_of_both() {
    let both = PLAIN.replace(
        "</tu>",
        r#"<tuv xml:lang="JA"><seg>風が吹く。</seg></tuv></tu>"#,
    );
    let folder = sheet_of(&format!("{TRADOS}{both}"));
    change_workbook(&folder.path("pair.xlsx"), merge_both);
    for said in [
        "inline tags lost with edited texts: 2; texts in further languages left out of merged or split rows: 1;",
        "merged; wrote",
    ] {
        let (code, message) = apply(&folder, "pair.xlsx --reviewer park");
        assert_eq!(code, 0, "{message}");
        assert!(message.contains(said), "{message}");
        let after = folder.read("pair.tmx");
        for held in [
            r#"<tu tuid="u-0001+u-0002" creationdate="20210315T010203Z" creationid="AGENCY\kim" changedate="20250904T073800Z" changeid="park" usagecount="7">"#,
            "<seg>韓国銀行は金利を据え置いた。風が吹く。</seg>",
            r#"<tuv xml:lang="en-GB" creationid="lee">"#,
        ] {
            assert!(after.contains(held), "{held}: {after}");
        }
        assert!(!after.contains("zh-CN"), "{after}");
    }
}

#[test]
fn a_row_that_is_split_says_how_many_texts_in_further_languages_it_leaves_out() {
    let folder = sheet_of(TRADOS);
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        let mut second = rows[1].clone();
        rows[1][0] += ".1";
        second[0] += ".2";
        for (column, [first, rest]) in [
            (SOURCE, ["한국은행이", "금리를 동결했다."]),
            (TARGET, ["The Bank of Korea", "held its key rate."]),
        ] {
            rows[1][column] = first.into();
            second[column] = rest.into();
        }
        rows.push(second);
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("merged or split rows: 2;"), "{said}");
    assert_eq!(
        folder
            .read("pair.tmx")
            .matches("creationid=\"AGENCY")
            .count(),
        2
    );
}

#[test]
fn a_row_that_was_merged_and_rejected_comes_back_with_what_its_units_held() {
    for is_merged_before in [true, false] {
        let folder = sheet_of(&format!("{TRADOS}{PLAIN}"));
        change_workbook(&folder.path("pair.xlsx"), merge_both);
        if is_merged_before {
            change(&folder, 1, DECISION, "", "--reviewer park");
        }
        change(&folder, 1, DECISION, "reject", "--reviewer park");
        assert!(!folder.read("pair.tmx").contains("<tu "));
        change(&folder, 1, DECISION, "", "--reviewer park");
        let after = folder.read("pair.tmx");
        for held in ["u-0001+u-0002", "usagecount=\"7\"", ">LG<", "en-GB"] {
            assert!(after.contains(held), "{is_merged_before} {held}: {after}");
        }
    }
}
