//! `naranhi tmx` on what other tools put into memories: nothing of it is lost unseen.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::Folder;
use naranhi::tmx::TmxReader;

/// A memory with this head and these units.
fn memory(before: &str, source: &str, units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n{before}<tmx version=\"1.4\"><header creationtool=\"x\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"{source}\" datatype=\"x\"/><body>\n{units}\n</body></tmx>"
    )
}

/// A unit of these variants: tag and text.
fn unit(variants: &[(&str, &str)]) -> String {
    let variants: String = variants
        .iter()
        .map(|(tag, text)| format!("<tuv xml:lang=\"{tag}\"><seg>{text}</seg></tuv>"))
        .collect();
    format!("<tu>{variants}</tu>\n")
}

fn said(folder: &Folder, arguments: &str, code: i32) -> String {
    let output = folder.naranhi(arguments).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
    said
}

/// The language of the source of a memory, and of each unit the tags with their texts.
fn outline(memory: &str) -> Vec<String> {
    let mut reader = TmxReader::new(memory.as_bytes(), "out.tmx");
    let units: Vec<String> = reader
        .by_ref()
        .map(|unit| {
            let unit = unit.unwrap();
            let variants = unit.variants.iter();
            let variants = variants.map(|of| format!("{} {}", of.tag().unwrap(), of.text()));
            variants.collect::<Vec<_>>().join(", ")
        })
        .collect();
    let head = reader.head().attributes.iter();
    let source = head.filter(|(name, _)| name == "srclang");
    source.map(|(_, tag)| tag.clone()).chain(units).collect()
}

#[test]
fn each_variant_keeps_its_region() {
    let units = [
        unit(&[("KO-kr", "색"), ("en_us", "color"), ("en-GB", "colour")]),
        unit(&[("en-GB", "grey"), ("ko-KP", "회색")]),
        unit(&[("kor", "비"), ("en-001", "rain")]),
    ]
    .concat();
    let folder = Folder::with(&[("m.tmx", memory("", "ko-kr", &units))]);
    for command in [
        "convert m.tmx out.tmx",
        "merge m.tmx m.tmx -o out.tmx",
        "clean m.tmx -o out.tmx",
    ] {
        folder.run(&format!("tmx {command}"));
        assert_eq!(
            outline(&folder.read("out.tmx")),
            [
                "ko-KR",
                "ko-KR 색, en-US color, en-GB colour",
                "ko-KP 회색, en-GB grey",
                "ko-KR 비, en-001 rain",
            ],
            "{command}"
        );
    }
    folder.run("tmx convert m.tmx out.tmx --target-lang en-GB");
    assert_eq!(
        outline(&folder.read("out.tmx")),
        [
            "ko-KR",
            "ko-KR 색, en-US color, en-GB colour",
            "ko-KP 회색, en-GB grey",
            "ko-KR 비, en-GB rain",
        ]
    );
    for (option, english) in [
        ("", ["color", "grey", "rain"]),
        (" --target-lang en-GB", ["colour", "grey", "rain"]),
    ] {
        folder.run(&format!("tmx convert m.tmx out.tsv{option}"));
        let [first, second, third] = english;
        let expected = format!("색\t{first}\n회색\t{second}\n비\t{third}\n");
        assert_eq!(folder.read("out.tsv"), expected, "{option}");
    }
    folder.run("tmx convert m.tmx out.jsonl");
    folder.run("tmx convert out.jsonl out.tmx");
    let back = outline(&folder.read("out.tmx"));
    assert_eq!(
        back[1..],
        [
            "ko-KR 색, en-US color",
            "ko-KP 회색, en-GB grey",
            "ko-KR 비, en-001 rain"
        ]
    );
}

/// What the head of a memory or a unit names comes first, whichever language it is.
#[test]
fn the_source_stays_what_the_memory_says() {
    let french = unit(&[("de-DE", "Guten Tag."), ("FR-fr", "Bonjour.")]);
    let korean = unit(&[("en", "Rain."), ("ko", "비.")]);
    let of_unit = korean.replace("<tu>", "<tu srclang=\"EN\">");
    for (source, units, expected) in [
        (
            "fr-FR",
            &french,
            ["fr-FR", "fr-FR Bonjour., de-DE Guten Tag."],
        ),
        (
            "*all*",
            &french,
            ["*all*", "de-DE Guten Tag., fr-FR Bonjour."],
        ),
        ("*all*", &korean, ["*all*", "en Rain., ko 비."]),
        ("ko", &korean, ["ko", "ko 비., en Rain."]),
        ("ko", &of_unit, ["ko", "en Rain., ko 비."]),
        ("", &korean, ["en", "en Rain., ko 비."]),
    ] {
        let folder = Folder::with(&[("m.tmx", memory("", source, units))]);
        folder.run("tmx convert m.tmx out.tmx");
        assert_eq!(outline(&folder.read("out.tmx")), expected, "{source}");
    }
    let folder = Folder::with(&[("m.tmx", memory("", "*all*", &of_unit))]);
    folder.run("tmx convert m.tmx out.tmx --source-lang ko-KR");
    let out = folder.read("out.tmx");
    assert_eq!(outline(&out), ["ko-KR", "ko-KR 비., en Rain."]);
    assert!(out.contains("<tu srclang=\"ko-KR\">"), "{out}");
}

/// What no TMX can hold comes out of it, is counted, and is found by `check`.
#[test]
fn a_memory_that_is_no_xml_comes_out_as_xml() {
    let sound =
        unit(&[("ko-KR", "가<ph x=\"1\"/>"), ("en-US", "a")]).replace("<tu>", "<tu tuid=\"1\">");
    for (from, to, lost, kind) in [
        (
            "\"ko-KR\">",
            "\"ko-KR\" lang=\"KO\">",
            "twice were left out: 1",
            "",
        ),
        (
            "x=\"1\"",
            "x=\"1\" type=\"a&#x1F;b\"",
            "forbids were taken out: 1",
            "error: ph has a character",
        ),
        (
            "x=\"1\"",
            "x=\"&nbsp;\"",
            "U+FFFD: 1",
            "error: ph has an entity",
        ),
        (
            "\"1\">",
            "\"1\" tuid=\"2\">",
            "twice were left out: 1",
            "error: tu has an attribute twice",
        ),
        (
            "<ph",
            "<q:ph",
            "prefixes of names, which TMX does not know, were left out: 1",
            "error: q:ph may not",
        ),
        (
            "가",
            "가&#x1F;나",
            "forbids were taken out: 1",
            "error: &#x1F;: no character",
        ),
        (
            "가",
            "가&#0;나",
            "forbids were taken out: 1",
            "error: &#0;: no character",
        ),
        ("가", "가&nbsp;나", "U+FFFD: 1", "error: &nbsp;: no entity"),
    ] {
        let broken = sound.replacen(from, to, 1);
        assert_ne!(broken, sound, "{from}");
        let folder = Folder::with(&[("m.tmx", memory("", "ko-KR", &broken))]);
        for command in ["convert m.tmx out.tmx", "merge m.tmx -o out.tmx"] {
            let told = said(&folder, &format!("tmx {command}"), 1);
            assert!(told.contains(lost), "{to}: {told}");
        }
        let checked = said(&folder, "tmx check m.tmx", i32::from(!kind.is_empty()));
        assert!(checked.contains(kind), "{to}: {checked}");
        assert_eq!(folder.read("out.tmx").matches("tuid=").count(), 1);
        // What came out has lost all that it can lose.
        folder.run("tmx convert out.tmx again.tmx");
        assert_eq!(folder.read("again.tmx"), folder.read("out.tmx"), "{to}");
    }
    // Nothing is lost where XML has another way to write it.
    for (from, to, written) in [
        (
            "x=\"1\"",
            "x=\"1\"type='\"'",
            "<ph x=\"1\" type=\"&quot;\"/>",
        ),
        ("가", "가]]>나]]<!-- -->>", "가]]&gt;나]]&gt;<ph"),
    ] {
        let broken = memory("", "ko-KR", &sound.replace(from, to));
        let folder = Folder::with(&[("m.tmx", broken)]);
        said(&folder, "tmx convert m.tmx out.tmx", 0);
        let out = folder.read("out.tmx");
        assert!(out.contains(written), "{out}");
        let checked = said(&folder, "tmx check m.tmx", 1);
        assert!(checked.contains("3:"), "{checked}");
    }
    // What nobody can read as it was meant is refused.
    for (from, to, wrong) in [
        ("x=\"1\"", "x=1", ""),
        ("tuid", "tu&amp;id", "\"tu&amp;id\" is no name"),
        ("ph x", "ph&y; x", "\"ph&y;\" is no name"),
        ("x=\"1\"", "x\u{ffff}=\"1\"", "\"x\\u{ffff}\" is no name"),
    ] {
        let broken = memory("", "ko-KR", &sound.replace(from, to));
        let folder = Folder::with(&[("m.tmx", broken)]);
        let told = said(&folder, "tmx convert m.tmx out.tmx", 2);
        assert!(told.contains("m.tmx, line 3, column"), "{told}");
        assert!(told.contains(wrong), "{told}");
        assert!(!folder.path("out.tmx").exists());
        let checked = said(&folder, "tmx check m.tmx", 1);
        assert!(
            checked.contains("3:") && checked.contains(wrong),
            "{checked}"
        );
    }
}

#[test]
fn entities_that_are_plain_text_are_followed() {
    let doctype = "<!DOCTYPE tmx [<!ENTITY co \"한전\"><!ENTITY full '&co; &amp; Co'>]>";
    let units = unit(&[("ko-KR", "&full;가 밝혔다."), ("en-US", "&full; said.")]);
    let folder = Folder::with(&[("m.tmx", memory(doctype, "ko-KR", &units))]);
    folder.run("tmx convert m.tmx out.tsv");
    let expected = "한전 & Co가 밝혔다.\t한전 & Co said.\n";
    assert_eq!(folder.read("out.tsv"), expected);
    folder.run("tmx convert m.tmx out.tmx");
    folder.run("tmx convert out.tmx out.tsv");
    assert_eq!(folder.read("out.tsv"), expected);
}

#[test]
fn encodings_by_the_names_that_tools_give_them() {
    let units = unit(&[("ko-KR", "똠방각하"), ("en-US", "Ttombang")]);
    let declared = |label: &str| {
        let memory = memory("", "ko-KR", &units);
        memory.replace("\"1.0\"?>", &format!("\"1.0\" encoding=\"{label}\"?>"))
    };
    let folder = Folder::with::<&str>(&[]);
    for label in [
        "CP949",
        "MS949",
        "UHC",
        "cp949",
        "windows-949",
        "ks_c_5601-1987",
    ] {
        folder.write("m.tmx", encoding_rs::EUC_KR.encode(&declared(label)).0);
        folder.run("tmx convert m.tmx out.tsv");
        assert_eq!(folder.read("out.tsv"), "똠방각하\tTtombang\n", "{label}");
    }
    for label in ["johab", "iso-2022-kr"] {
        folder.write("m.tmx", encoding_rs::EUC_KR.encode(&declared(label)).0);
        let told = said(&folder, "tmx convert m.tmx out.tsv", 2);
        let expected = format!("it declares the encoding {label}, which is not known");
        assert!(told.contains(&expected), "{told}");
    }
    folder.write("m.tmx", declared("utf-eight"));
    folder.run("tmx convert m.tmx out.tsv");
}

/// The rules of `clean` look at the text that is taken for the target.
#[test]
fn what_is_asked_for_is_what_is_cleaned() {
    let units = unit(&[("ko-KR", "색"), ("en-US", ""), ("en-GB", "colour")]);
    let folder = Folder::with(&[("m.tmx", memory("", "ko-KR", &units))]);
    let told = folder.run("tmx clean m.tmx -o out.tmx").err;
    assert!(told.contains("taken out: 1 empty"), "{told}");
    folder.run("tmx clean m.tmx -o out.tsv --target-lang en-GB");
    assert_eq!(folder.read("out.tsv"), "색\tcolour\n");
}
