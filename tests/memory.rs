//! `naranhi tmx` on memories as they are found in the wild.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use common::{Folder, reviewed};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

/// A memory of another tool: TMX 1.1, three languages, the target first, notes, inline tags, sloppy codes.
const WILD: &str = r#"<?xml version="1.0"?>
<tmx version="1.1">
<header creationtool="Other" creationtoolversion="3" segtype="sentence" o-tmf="o" adminlang="EN" srclang="KO_kr" datatype="html">
<prop type="project">Museum &amp; more</prop><note>kept</note></header>
<body>
<tu tuid="a-1" changeid="HONG" usagecount="7"><note>first</note><prop type="x-client">K</prop>
<tuv lang="EN-US" creationid="LEE"><prop type="x-note">v</prop><seg>The <bpt i="1" type="bold">&lt;b></bpt>crown<ept i="1">&lt;/b></ept> &amp; the sword<ph x="1"/>.</seg></tuv>
<tuv lang="FR"><seg>La couronne.</seg></tuv>
<tuv lang="KO_kr"><seg>왕관<hi>과</hi> <![CDATA[<칼>]]>.</seg></tuv></tu>
<tu><tuv lang="KO_kr"><seg>이름 없는 단위.</seg></tuv><tuv lang="EN-US"><seg>A unit without a name.</seg></tuv></tu>
<tu tuid="alone"><tuv lang="KO_kr"><seg>혼자.</seg></tuv></tu>
</body></tmx>
"#;

fn said(folder: &Folder, arguments: &str, code: i32) -> String {
    let output = folder.naranhi(arguments).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
    said
}

/// Of a review sheet, a memory takes what a reviewer left in it; another sheet takes all.
#[test]
fn a_review_sheet_that_is_converted_or_merged() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][1] = "반려".into();
        let mut added = rows[2].clone();
        added[0].clear();
        added[4] = "새 문장이다.".into();
        added[5] = "A new sentence.".into();
        let mut alone = added.clone();
        alone[5].clear();
        let mut other = added.clone();
        other[4] = "다른 문장이다.".into();
        rows.extend([added, alone, other]);
    });
    let rows = folder.read("pair.csv").lines().count() - 1;
    for command in ["convert pair.csv", "merge pair.csv pair.csv -o"] {
        let told = folder.run(&format!("tmx {command} out.tmx")).err;
        assert!(told.contains("`naranhi review apply`"), "{told}");
        let memory = folder.read("out.tmx");
        let names: Vec<&str> = memory
            .split("tuid=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(names.len(), rows - 2, "{names:?}");
        let different: HashSet<&&str> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        assert!(
            !memory.contains("반려") && !memory.contains("<seg></seg>"),
            "{memory}"
        );
    }
    folder.run("tmx convert pair.csv all.csv");
    assert_eq!(folder.read("all.csv").lines().count(), rows + 1);
}

#[test]
fn a_memory_of_another_tool_keeps_all_that_it_has() {
    let folder = Folder::with(&[("wild.tmx", WILD)]);
    folder.run("tmx convert wild.tmx tame.tmx");
    let tame = folder.read("tame.tmx");
    for kept in [
        "<prop type=\"project\">Museum &amp; more</prop>",
        "<note>kept</note>",
        "<tu tuid=\"a-1\" changeid=\"HONG\" usagecount=\"7\">",
        "<note>first</note>",
        "<tuv xml:lang=\"en-US\" creationid=\"LEE\">",
        "<prop type=\"x-note\">v</prop>",
        "<seg>The <bpt i=\"1\" type=\"bold\">&lt;b></bpt>crown<ept i=\"1\">&lt;/b></ept> &amp; the sword<ph x=\"1\"/>.</seg>",
        "<seg>왕관<hi>과</hi> &lt;칼&gt;.</seg>",
        "<seg>La couronne.</seg>",
        "srclang=\"ko-KR\"",
        "creationtool=\"Other\"",
        "<tu tuid=\"alone\">",
    ] {
        assert!(tame.contains(kept), "{kept}: {tame}");
    }
    let korean = tame.find("왕관").unwrap();
    assert!(
        korean < tame.find("crown").unwrap(),
        "the source comes first"
    );
    let said = said(&folder, "tmx check tame.tmx", 0);
    assert!(said.contains("0 errors, 1 warning"), "{said}");
    // Once tame, it stays as it is.
    folder.run("tmx convert tame.tmx again.tmx");
    assert_eq!(folder.read("again.tmx"), tame);
}

#[test]
fn check_names_the_line_and_the_column() {
    let folder = Folder::with(&[("wild.tmx", WILD)]);
    let said = said(&folder, "tmx check wild.tmx", 0);
    for expected in [
        "wild.tmx:2:1: warning: version 1.1: tools of today ask for xml:lang",
        "wild.tmx:8:1: warning: language FR: tools compare letters; write fr",
        "wild.tmx:11:1: warning: a unit in one language only",
        "wild.tmx:6:1: warning: the source is not the first variant",
        "no DOCTYPE",
        "3 units",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

/// What an entity of a memory's own stands for is not known: that is said, in whichever memory it is.
#[test]
fn entities_that_are_not_followed_are_counted() {
    let plain = WILD.replace("Museum &amp; more", "Museum");
    let wild = plain.replace("혼자.", "혼자 &company;.");
    let folder = Folder::with(&[("plain.tmx", &*plain), ("wild.tmx", &*wild)]);
    folder.write(
        "wild.xlf",
        "<xliff version=\"1.2\"><file source-language=\"ko\" target-language=\"en\"><body><trans-unit id=\"1\">\
         <source>비 &company;</source><target>Rain</target></trans-unit></body></file></xliff>",
    );
    for command in [
        "convert wild.tmx out.tmx",
        "merge plain.tmx wild.tmx -o out.tmx",
        "merge wild.tmx plain.tmx -o out.tmx",
        "clean wild.tmx -o out.tmx",
        "convert wild.xlf out.tmx",
        "merge plain.tmx wild.xlf -o out.tmx",
    ] {
        let said = said(&folder, &format!("tmx {command}"), 1);
        assert!(said.contains("U+FFFD: 1"), "{command}: {said}");
    }
    folder.run("tmx merge plain.tmx plain.tmx -o out.tmx");
}

/// Bytes that are nothing in the encoding that a memory declares do not become U+FFFD unseen.
#[test]
fn a_memory_in_another_encoding_than_it_declares() {
    let folder = Folder::with::<&str>(&[]);
    let korean = WILD.replace("version=\"1.0\"?>", "version=\"1.0\" encoding=\"EUC-KR\"?>");
    let mut bytes = encoding_rs::EUC_KR.encode(&korean).0.into_owned();
    fs::write(folder.path("good.tmx"), &bytes).unwrap();
    folder.run("tmx convert good.tmx out.tmx");
    let at = korean.find("La couronne").unwrap();
    bytes.splice(at..at, *b"\xff\xff");
    fs::write(folder.path("bad.tmx"), &bytes).unwrap();
    let said = said(&folder, "tmx convert bad.tmx out.tmx", 2);
    assert!(
        said.contains("bad.tmx") && said.contains("not in EUC-KR"),
        "{said}"
    );
    let checked = folder.naranhi("tmx check bad.tmx").output().unwrap();
    assert_eq!(checked.status.code(), Some(1));
}

#[test]
fn any_encoding_packed_or_not() {
    let folder = Folder::with(&[("plain.tmx", WILD)]);
    folder.run("tmx convert plain.tmx plain-out.tmx");
    let expected = folder.read("plain-out.tmx");
    let units = |encoding: &[u16]| encoding.to_vec();
    let utf16 = WILD.replace(
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    );
    let wide: Vec<u16> = units(&utf16.encode_utf16().collect::<Vec<_>>());
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let korean = WILD.replace("version=\"1.0\"?>", "version=\"1.0\" encoding=\"EUC-KR\"?>");
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(WILD.as_bytes()).unwrap();
    for (name, bytes) in [
        ("bom.tmx", [&b"\xef\xbb\xbf"[..], WILD.as_bytes()].concat()),
        ("little.tmx", [&b"\xff\xfe"[..], &little].concat()),
        ("big.tmx", [&b"\xfe\xff"[..], &big].concat()),
        ("little-bare.tmx", little),
        (
            "euc-kr.tmx",
            encoding_rs::EUC_KR.encode(&korean).0.into_owned(),
        ),
        ("packed.tmx.gz", packed.finish().unwrap()),
    ] {
        folder.write(name, bytes);
        folder.run(&format!("tmx convert {name} out.tmx"));
        assert_eq!(folder.read("out.tmx"), expected, "{name}");
    }
}

#[test]
fn every_format_and_back() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document \"roh\"");
    folder.run("tmx convert pair.tmx flat.tsv");
    let expected = folder.read("flat.tsv");
    assert_eq!(expected.lines().count(), 3);
    folder.run("align ko.txt en.txt -o aligned.jsonl --document \"roh\"");
    let confidences = |memory: &str| -> Vec<String> {
        let units = folder.read(memory);
        let found = units.split("<prop type=\"x-confidence\">").skip(1);
        found.map(|rest| rest[..6].to_owned()).collect()
    };
    let of_pair = confidences("pair.tmx");
    for name in [
        "p.csv",
        "p.xlsx",
        "p.jsonl",
        "p.xlf",
        "p.xliff",
        "p.tsv",
        "p.tmx",
        "aligned.jsonl",
    ] {
        if name != "aligned.jsonl" {
            folder.run(&format!("tmx convert pair.tmx {name}"));
        }
        folder.run(&format!("tmx convert {name} back.tmx"));
        folder.run("tmx convert back.tmx back.tsv");
        assert_eq!(folder.read("back.tsv"), expected, "{name}");
        if name != "p.tsv" {
            let back = folder.read("back.tmx");
            assert_eq!(confidences("back.tmx"), of_pair, "{name}: {back}");
            assert!(back.contains(" s-0002\""), "{name}: {back}");
        }
    }
    let xliff = folder.read("p.xliff");
    assert!(
        xliff.contains("srcLang=\"ko-KR\" trgLang=\"en-US\""),
        "{xliff}"
    );
}

#[test]
fn an_alignment_in_a_table_is_read_as_what_it_is() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pairs.tsv -o memory.tmx");
    folder.run("tmx convert pairs.tsv table.tmx");
    folder.run("tmx convert table.tmx table.tsv");
    folder.run("tmx convert memory.tmx memory.tsv");
    assert_eq!(folder.read("table.tsv"), folder.read("memory.tsv"));
    assert!(folder.read("table.tmx").contains("x-confidence"));
}

#[test]
fn a_table_in_the_other_order_is_not_taken_for_korean() {
    let folder = Folder::with(&[("english.tsv", "Rain.\t비.\nSnow.\t눈.\n")]);
    let said = said(&folder, "tmx convert english.tsv out.tmx", 2);
    assert!(
        said.contains("english.tsv, line 1") && said.contains("--source-lang en-US"),
        "{said}"
    );
    // One line may quote anything.
    folder.write("korean.tsv", "LG Day\tLG 데이\n비.\tRain.\n눈.\tSnow.\n");
    folder.run("tmx convert korean.tsv out.tmx");
    folder.run("tmx convert english.tsv out.tmx --source-lang en-US");
    assert!(folder.read("out.tmx").contains("srclang=\"en-US\""));
}

#[test]
fn memories_may_be_packed() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o memory.tmx");
    for ending in ["tmx", "tsv", "jsonl"] {
        folder.run(&format!("tmx convert memory.tmx plain.{ending}"));
        folder.run(&format!("tmx convert memory.tmx packed.{ending}.gz"));
        let packed = std::fs::read(folder.path(&format!("packed.{ending}.gz"))).unwrap();
        let mut unpacked = String::new();
        let mut reader = flate2::read::GzDecoder::new(&packed[..]);
        reader.read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, folder.read(&format!("plain.{ending}")));
        folder.run(&format!("tmx convert plain.{ending} of-plain.tmx"));
        folder.run(&format!("tmx convert packed.{ending}.gz of-packed.tmx"));
        assert_eq!(folder.read("of-packed.tmx"), folder.read("of-plain.tmx"));
    }
    let said = said(&folder, "tmx convert memory.tmx out.xlsx.gz", 2);
    assert!(said.contains("no memory has this ending"), "{said}");
    assert!(!folder.path("out.xlsx.gz").exists());
}

#[test]
fn the_english_may_be_the_source() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --source-lang en-GB");
    folder.run("tmx convert pair.tmx pair.tsv");
    assert!(
        folder
            .read("pair.tsv")
            .starts_with("Roh arrives in Beijing\t")
    );
    folder.run("tmx convert pair.tsv back.tmx --source-lang en-GB");
    let back = folder.read("back.tmx");
    assert!(back.contains("srclang=\"en-GB\"") && back.contains("xml:lang=\"ko-KR\""));
    // Nor does a CSV say them, but its texts do.
    folder.run("tmx convert pair.tmx pair.csv");
    folder.run("tmx convert pair.csv back.tmx");
    let back = folder.read("back.tmx");
    let english = back.find("xml:lang=\"en-US\"").unwrap();
    assert!(
        back.contains("srclang=\"en-US\"") && english < back.find("xml:lang=\"ko-KR\"").unwrap()
    );
    let (_, seg) = back[english..].split_once("<seg>").unwrap();
    assert!(seg.starts_with(|c: char| c.is_ascii_alphabetic()), "{seg}");
}

#[test]
fn what_is_not_translated_yet_makes_no_unit() {
    let xliff = "<xliff version='1.2'><file source-language='ko-KR' target-language='en-US'><body>\
        <trans-unit id='1'><source>비가 왔다.</source><target>It rained.</target></trans-unit>\
        <trans-unit id='2'><source>눈도 왔다.</source><target/></trans-unit>\
        <trans-unit id='3'><source>바람도 불었다.</source></trans-unit></body></file></xliff>";
    let folder = Folder::with(&[("half.xlf", xliff)]);
    let said = said(&folder, "tmx convert half.xlf half.tmx", 0);
    assert!(
        said.contains("2 units rejected or with one side alone") && said.contains("with 1 unit"),
        "{said}"
    );
    assert_eq!(folder.read("half.tmx").matches("<tu ").count(), 1);
    // Where it is still to be translated, it stays.
    folder.run("tmx convert half.xlf again.xlf");
    assert_eq!(folder.read("again.xlf").matches("<trans-unit").count(), 3);
}

#[test]
fn sheets_of_libreoffice_are_read_alone() {
    let folder = Folder::with(&[("wild.tmx", WILD)]);
    let said = said(&folder, "tmx convert wild.tmx wild.ods", 2);
    assert!(
        said.contains("wild.ods: no memory has this ending") && said.contains(".xlsx"),
        "{said}"
    );
    assert!(!folder.path("wild.ods").exists());
}

#[test]
fn units_that_a_format_has_no_room_for_are_counted() {
    let folder = Folder::with(&[("wild.tmx", WILD)]);
    let said = said(&folder, "tmx convert wild.tmx wild.tsv", 1);
    assert!(
        said.contains("units without a Korean and an English text were left out: 1"),
        "{said}"
    );
    assert_eq!(
        folder.read("wild.tsv"),
        "왕관과 <칼>.\tThe crown & the sword.\n이름 없는 단위.\tA unit without a name.\n"
    );
}

#[test]
fn a_table_says_that_its_lines_hold_no_line_ends() {
    let lines = WILD
        .replace("혼자.", "a")
        .replace("없는 단위", "없는\n단위\t");
    let folder = Folder::with(&[("wild.tmx", lines)]);
    let told = said(&folder, "tmx convert wild.tmx wild.tsv", 1);
    assert!(
        told.contains("became spaces, because a line of TSV holds none: 1"),
        "{told}"
    );
    assert!(folder.read("wild.tsv").contains("\n이름 없는 단위 .\t"));
    let told = said(&folder, "tmx convert wild.tsv again.tsv", 0);
    assert!(!told.contains("became spaces"), "{told}");
}

#[test]
fn memories_are_merged_by_policy() {
    let folder = Folder::with(&[
        ("a.tsv", "비\train\n눈\tsnow\n"),
        ("b.tsv", "비\tshower\n비\train\n바람\twind\n"),
    ]);
    for (policy, expected) in [
        ("all", "비\train\n눈\tsnow\n비\tshower\n바람\twind\n"),
        ("first", "비\train\n눈\tsnow\n바람\twind\n"),
        ("last", "눈\tsnow\n비\train\n바람\twind\n"),
    ] {
        folder.run(&format!(
            "tmx merge a.tsv b.tsv -o all.tsv --same-source {policy}"
        ));
        assert_eq!(folder.read("all.tsv"), expected, "{policy}");
    }
}

#[test]
fn what_was_reviewed_is_not_cleaned_away() {
    let folder = Folder::with(&[(
        "a.tsv",
        "예산은 530억 원이다.\tThe budget is 540 billion won.\n",
    )]);
    folder.run("tmx convert a.tsv a.tmx");
    let clean = "tmx clean a.tmx -o clean.tmx";
    assert!(said(&folder, clean, 0).contains("taken out: 1 numbers"));
    let reviewed =
        folder
            .read("a.tmx")
            .replacen("<tuv", "<prop type=\"x-decision\">accept</prop><tuv", 1);
    folder.write("a.tmx", reviewed);
    let said = said(&folder, clean, 0);
    assert!(
        said.contains("nothing taken out; kept as reviewed, though they break a rule: 1; "),
        "{said}"
    );
    assert!(folder.read("clean.tmx").contains("540 billion"));
}

#[test]
fn what_is_taken_out_is_counted_and_kept_elsewhere() {
    let folder = Folder::with(&[(
        "dirty.tsv",
        "비가 왔다.\tIt rained.\n예산은 530억 원이다.\tThe budget is 540 billion won.\n비가 왔다.\tit rained!\n비.\t\n",
    )]);
    let said = said(
        &folder,
        "tmx clean dirty.tsv -o clean.tsv --removed out.tmx",
        0,
    );
    assert!(
        said.contains("taken out: 1 empty, 1 numbers, 1 duplicate"),
        "{said}"
    );
    assert_eq!(folder.read("clean.tsv"), "비가 왔다.\tIt rained.\n");
    let removed = folder.read("out.tmx");
    assert!(
        removed.contains("<prop type=\"x-removed\">numbers</prop>"),
        "{removed}"
    );
    assert_eq!(removed.matches("<tu ").count(), 3);
    folder.run("tmx clean dirty.tsv -o most.tsv --except numbers,empty,duplicate");
    assert_eq!(folder.read("most.tsv").lines().count(), 4);
}

#[test]
fn broken_memories_leave_nothing_behind() {
    let (cut, _) = WILD.split_once("</body>").unwrap();
    let folder = Folder::with(&[
        ("cut.tmx", cut.as_bytes()),
        ("page.tmx", b"<html><body>no memory</body></html>"),
        ("empty.tmx", b""),
        ("bad.jsonl", b"{\"id\": 1}\n"),
        ("bad.tsv", b"no tab here\n"),
        ("bad.xlf", b"<tmx/>"),
        ("wrong.gz", b"\x1f\x8bnot gzip"),
        ("bytes.tmx", b"<tmx version='1.4'><header/><body><tu><tuv xml:lang='ko'><seg>\xb0\xa1</seg></tuv></tu></body></tmx>"),
    ]);
    for (name, what) in [
        ("cut.tmx", "cut off"),
        ("page.tmx", "not a TMX"),
        ("empty.tmx", "not a TMX"),
        ("bad.jsonl", "bad.jsonl, line 1: not a unit"),
        ("bad.tsv", "bad.tsv, line 1: no tab"),
        ("bad.xlf", "not XLIFF"),
        ("wrong.gz", "no memory has this ending"),
        ("bytes.tmx", "bytes.tmx, line 1"),
        ("gone.tmx", "gone.tmx"),
    ] {
        let said = said(&folder, &format!("tmx convert {name} out.tmx"), 2);
        assert!(said.contains(what), "{name}: {said}");
    }
    let left = folder.contents();
    assert!(!left.contains_key("out.tmx"));
    assert!(
        !left.keys().any(|name| name.starts_with(".naranhi")),
        "{:?}",
        left.keys()
    );
    let said = said(&folder, "tmx convert cut.tmx cut.tmx", 2);
    assert!(said.contains("is an input too"), "{said}");
}

#[test]
fn no_output_replaces_what_is_read_or_written_beside_it() {
    let folder = Folder::with(&[("a.tsv", "비\train\n"), ("b.tsv", "눈\tsnow\n")]);
    let before = folder.contents();
    for arguments in [
        "tmx merge a.tsv b.tsv -o b.tsv",
        "tmx clean a.tsv -o c.tsv --removed ./c.tsv",
        "tmx clean a.tsv -o c.tsv --removed a.tsv",
    ] {
        let said = said(&folder, arguments, 2);
        let is_refused = said.contains("is an input too") || said.contains("is another output too");
        assert!(is_refused, "{said}");
        assert!(folder.contents() == before, "{arguments}");
    }
}

proptest! {
    /// Bytes changed, cut out and put in at random: an error or units, never a panic, and never without an end.
    #[test]
    fn broken_bytes_are_no_reason_to_panic(
        places in prop::collection::vec((0..WILD.len(), any::<u8>(), 0_usize..40), 1..6),
    ) {
        let mut bytes = WILD.as_bytes().to_vec();
        for (place, byte, length) in places {
            let place = place.min(bytes.len() - 1);
            let end = (place + length).min(bytes.len());
            bytes.splice(place..end, [byte]);
        }
        let folder = Folder::with(&[("x.tmx", &bytes), ("x.xlf", &bytes), ("x.jsonl", &bytes), ("x.csv", &bytes)]);
        let languages = naranhi::Languages::default();
        for name in ["x.tmx", "x.xlf", "x.jsonl", "x.csv"] {
            if let Ok(units) = naranhi::memory::read(&folder.path(name), &languages) {
                prop_assert!(units.count() <= bytes.len());
            }
        }
        let mut findings = 0;
        naranhi::tmx::check::check(&bytes[..], &mut |_| findings += 1);
        prop_assert!(findings > 0, "the memory was no good before");
    }
}

#[test]
fn how_something_was_translated_is_found_in_several_memories() {
    let line = |korean: &str, english: &str| format!("{korean}\t{english}\n");
    let harbor = line(
        "항구가 사흘 만에 다시 열렸다.",
        "The harbor reopened after three days.",
    );
    let ferry = line("여객선이 항구에 들어왔다.", "A ferry came into the harbor.");
    let folder = Folder::with(&[
        ("harbor.tsv", &format!("{harbor}{ferry}")),
        ("again.tsv", &harbor),
    ]);
    let search = |arguments: &str, code| said(&folder, &format!("tmx search {arguments}"), code);

    let words = search("harbors harbor.tsv again.tsv", 0);
    let expected = "phrase A ferry came into the harbor.\n       여객선이 항구에 들어왔다.\n       harbor.tsv: u-0002\n\
                    phrase The harbor reopened after three days.\n       항구가 사흘 만에 다시 열렸다.\n       harbor.tsv: u-0001\n\
                    naranhi: 2 found in 3 units\n";
    assert_eq!(words, expected);
    let mut sentence = folder.naranhi("tmx search");
    sentence.args(["항구는 사흘 만에 다시 열렸다.", "again.tsv"]);
    let sentence = String::from_utf8(sentence.output().unwrap().stdout).unwrap();
    // One of the three letters of one of five words differs: 1 - (1/3) / 5.
    assert!(sentence.starts_with(" 93 %  항구가 사흘"), "{sentence}");
    let best = search("항구 harbor.tsv -n 1", 0);
    assert!(
        best.contains("the best 1 of more, found in 2 units; -n prints more"),
        "{best}"
    );
    let none = search("등대 harbor.tsv", 0);
    assert_eq!(
        none,
        "naranhi: nothing found in 2 units; --least 35 looks for what is less like it\n"
    );
    assert!(search("?! harbor.tsv", 2).contains("no word to look for"));
    assert!(search("항구 missing.tmx", 2).contains("missing.tmx"));
    assert!(search("항구 harbor.tsv --least 0", 2).contains("1..=100"));
    let others = search("항구 missing.tmx harbor.tsv", 1);
    assert!(others.contains("passed over: missing.tmx"), "{others}");
    assert!(others.contains("2 found in 2 units"), "{others}");
}

#[test]
fn what_is_found_holds_no_control_characters() {
    let memory = WILD.replace("이름 없는 단위.", "이름 \u{9b}31m없는 단위.");
    let folder = Folder::with(&[("wild.tmx", &memory)]);
    let found = said(&folder, "tmx search 단위 wild.tmx", 0);
    assert!(found.contains("이름 \u{fffd}31m없는 단위."), "{found}");
}

/// What `naranhi align` writes for people and programs is a memory as well.
#[test]
fn every_output_of_an_alignment_is_a_memory() {
    let pair = Path::new(env!("CARGO_MANIFEST_DIR")).join("pairs/typhoon");
    let [korean, english] =
        ["ko.txt", "en.txt"].map(|name| fs::read_to_string(pair.join(name)).unwrap());
    let folder = Folder::with(&[("ko.txt", &korean), ("en.txt", &english)]);
    folder.run("align ko.txt en.txt -o a.tmx -o a.tsv -o a.jsonl");
    folder.run("tmx convert a.tmx tmx.tsv");
    folder.run("tmx convert a.jsonl jsonl.tsv");
    assert_eq!(folder.read("tmx.tsv"), folder.read("jsonl.tsv"));
    folder.run("tmx convert a.jsonl jsonl.tmx");
    for kept in [
        "<prop type=\"x-bead\">1-1 moved</prop>",
        "<prop type=\"x-document\">ko.txt</prop>",
        "tuid=\"ko.txt s-0002\"",
    ] {
        assert!(folder.read("jsonl.tmx").contains(kept), "{kept}");
        assert!(folder.read("a.tmx").contains(kept), "{kept}");
    }
}
