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
                "ko 비, en-001 rain",
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
            "ko 비, en-GB rain",
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
            "ko 비, en-001 rain"
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
