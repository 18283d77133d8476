//! The real OmegaT segments as naranhi does, given naranhi's rules.
//!
//! OmegaT 3 keeps its rules in a file of its own making (a Java bean), into which its window imports SRX. Here the rules
//! are put into that file one by one, unchanged.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use naranhi::tmx::TmxReader;
use naranhi::{Language, segment::Splitter};
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::Event;

use super::omegat::{make_project, omegat_project};
use super::{clients, naranhi, root};

/// A rule of an SRX file: whether it breaks, and what stands before and after.
type Rule = (bool, String, String);

/// The rules of each language, and the pattern of its codes.
fn rules(srx: &str) -> Vec<(String, String, Vec<Rule>)> {
    let mut reader = Reader::from_str(srx);
    let (mut languages, mut patterns) = (Vec::<(String, Vec<Rule>)>::new(), HashMap::new());
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                text.clear();
                let value = |name: &str| {
                    let attribute = tag.try_get_attribute(name).unwrap();
                    attribute.map(|attribute| attribute.value.into_owned())
                };
                match tag.name().as_ref() {
                    "languagerule" => {
                        languages.push((value("languagerulename").unwrap(), Vec::new()));
                    }
                    "languagemap" => {
                        let name = value("languagerulename").unwrap();
                        patterns.insert(name, value("languagepattern").unwrap());
                    }
                    "rule" => {
                        let breaks = value("break").unwrap() == "yes";
                        let rule = (breaks, String::new(), String::new());
                        languages.last_mut().unwrap().1.push(rule);
                    }
                    _ => {}
                }
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(part) => text.push_str(resolve_predefined_entity(&part).unwrap()),
            Event::End(tag) => {
                let rule = languages.last_mut().and_then(|(_, rules)| rules.last_mut());
                match (tag.name().as_ref(), rule) {
                    ("beforebreak", Some(rule)) => rule.1.clone_from(&text),
                    ("afterbreak", Some(rule)) => rule.2.clone_from(&text),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    languages
        .into_iter()
        .map(|(name, rules)| (name.clone(), patterns[&name].clone(), rules))
        .collect()
}

/// The rules in OmegaT's own form.
fn as_bean(srx: &str) -> String {
    let property = |name: &str, kind: &str, value: &str| {
        format!(
            "<void property=\"{name}\"><{kind}>{}</{kind}></void>",
            escape(value)
        )
    };
    let object = |class: &str, content: String| {
        format!(
            "<void method=\"add\"><object class=\"org.omegat.core.segmentation.{class}\">{content}</object></void>"
        )
    };
    let list = |name: &str, items: &str| {
        format!(
            "<void property=\"{name}\"><object class=\"java.util.ArrayList\">{items}</object></void>"
        )
    };
    let mut maps = String::new();
    for (name, pattern, rules) in rules(srx) {
        let rules: String = rules
            .into_iter()
            .map(|(breaks, before, after)| {
                let rule = property("breakRule", "boolean", &breaks.to_string())
                    + &property("beforebreak", "string", &before)
                    + &property("afterbreak", "string", &after);
                object("Rule", rule)
            })
            .collect();
        let map = property("language", "string", &name)
            + &property("pattern", "string", &pattern)
            + &list("rules", &rules);
        maps.push_str(&object("MapRule", map));
    }
    let maps = list("mappingRules", &maps);
    // Of an older version, OmegaT adds rules of its own.
    let version = property("version", "string", "0.2.2");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><java version=\"1.8.0\" class=\"java.beans.XMLDecoder\">\
         <object class=\"org.omegat.core.segmentation.SRX\">{version}{maps}</object></java>"
    )
}

/// The segments that OmegaT makes of paragraphs, with rules of its own or those given.
fn omegat_segments(tags: [&str; 2], paragraphs: &[String], bean: Option<&str>) -> Vec<String> {
    let temp = tempfile::tempdir().unwrap();
    let project = make_project(temp.path(), &omegat_project(tags, true));
    fs::write(
        project.join("source/text.txt"),
        paragraphs.join("\n\n") + "\n",
    )
    .unwrap();
    if let Some(bean) = bean {
        fs::write(project.join("omegat/segmentation.conf"), bean).unwrap();
    }
    let memory = temp.path().join("made.tmx");
    Command::new("omegat")
        .current_dir(temp.path())
        .args([
            "--mode=console-createpseudotranslatetmx",
            "--pseudotranslatetype=equal",
        ])
        .arg(format!("--pseudotranslatetmx={}", memory.display()))
        .args(["--config-dir=settings", "--quiet", "--no-team", "project"])
        .timeout(Duration::from_secs(300))
        .assert()
        .success();
    let memory = fs::read(memory).unwrap();
    let units = TmxReader::new(&memory[..], "made.tmx");
    units
        .map(|unit| unit.unwrap().variants[0].text().trim().to_owned())
        .collect()
}

/// Paragraphs of `pairs/` in one language, each once: a whole page is one, so that the sentences decide.
fn paragraphs(column: usize) -> Vec<String> {
    let mut folders: Vec<_> = fs::read_dir(root().join("pairs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path: &std::path::PathBuf| path.is_dir())
        .collect();
    folders.sort();
    let article = |folder: &Path| {
        let gold = fs::read_to_string(folder.join("gold.tsv")).unwrap();
        let cells = gold
            .lines()
            .skip(2)
            .filter_map(|row| row.split('\t').nth(column));
        let cells: Vec<String> = cells
            .filter(|cell| !cell.is_empty())
            .map(|cell| cell.replace(" ‖ ", " "))
            .collect();
        cells.join(" ")
    };
    folders.iter().map(|folder| article(folder)).collect()
}

/// The share of naranhi's sentences that OmegaT makes too, without and with naranhi's rules.
fn shares(language: Language, tags: [&str; 2], column: usize) -> [f64; 2] {
    let paragraphs = paragraphs(column);
    let splitter = Splitter::default();
    let sentences: Vec<&str> = paragraphs
        .iter()
        .flat_map(|text| {
            splitter
                .split(text, language)
                .into_iter()
                .map(|span| text[span.range()].trim())
        })
        .collect();
    assert!(sentences.len() > 500);
    let srx = naranhi().args(["split", "--srx"]).output().unwrap().stdout;
    let bean = as_bean(&String::from_utf8(srx).unwrap());
    [None, Some(bean.as_str())].map(|bean| {
        let segments = omegat_segments(tags, &paragraphs, bean);
        let same = sentences
            .iter()
            .filter(|sentence| segments.iter().any(|segment| segment == *sentence));
        same.count() as f64 / sentences.len() as f64
    })
}

/// OmegaT's own rules differ, and naranhi's make all but a few of the same sentences.
fn check(language: Language, tags: [&str; 2], column: usize) {
    if clients().is_some() {
        let [own, ours] = shares(language, tags, column);
        eprintln!("{language}: {own:.4} with OmegaT's rules, {ours:.4} with naranhi's");
        assert!(own < ours && ours >= 0.995, "{language}: {own} {ours}");
    }
}

#[test]
fn omegat_segments_korean_as_naranhi_does() {
    check(Language::Korean, ["ko", "en"], 0);
}

#[test]
fn omegat_segments_english_as_naranhi_does() {
    check(Language::English, ["en", "ko"], 1);
}
