//! The real OmegaT, without a window: loads memories from tm/auto and fills in a project.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use naranhi::Aligner;

use super::{clients, naranhi, root, units};

/// A memory of one of `pairs/`, written with these tags.
struct Memory {
    pair: &'static str,
    tags: [&'static str; 2],
}

/// Makes the folders of a project and its description; returns the project's folder.
pub(super) fn make_project(parent: &Path, description: &str) -> PathBuf {
    let project = parent.join("project");
    for folder in [
        "source",
        "target",
        "tm/auto",
        "omegat",
        "glossary",
        "dictionary",
    ] {
        fs::create_dir_all(project.join(folder)).unwrap();
    }
    fs::write(project.join("omegat.project"), description).unwrap();
    project
}

/// The description of a project whose paragraphs are split into sentences, or taken for one segment each.
pub(super) fn omegat_project([source, target]: [&str; 2], splits: bool) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>{splits}</sentence_seg>
  </project>
</omegat>
"#
    )
}

/// Has OmegaT translate the project in a folder; its log.
pub(super) fn translate(parent: &Path) -> String {
    let run = Command::new("omegat")
        .current_dir(parent)
        .args([
            "--mode=console-translate",
            "--quiet",
            "--no-team",
            "--config-dir=settings",
            "project",
        ])
        .timeout(Duration::from_secs(300))
        .output()
        .unwrap();
    String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned()
}

/// Has OmegaT translate the Korean of the memories' units, a paragraph a unit, and compares what it fills in.
fn omegat_fills_in(project_tags: [&str; 2], memories: &[Memory]) {
    let temp = tempfile::tempdir().unwrap();
    let project = make_project(temp.path(), &omegat_project(project_tags, false));
    let text = |lines: Vec<String>| lines.join("\n\n") + "\n";
    let mut expected = Vec::new();
    for Memory { pair, tags } in memories {
        let [korean, english] =
            ["ko.txt", "en.txt"].map(|name| root().join("pairs").join(pair).join(name));
        naranhi()
            .arg("align")
            .args([&korean, &english])
            .args(["--source-lang", tags[0], "--target-lang", tags[1], "-o"])
            .arg(project.join(format!("tm/auto/{pair}.tmx")))
            .assert()
            .success();
        let [korean, english] = [korean, english].map(|path| fs::read_to_string(path).unwrap());
        let units = units(&Aligner::new().align(&korean, &english).unwrap());
        assert!(units.len() >= 8, "{pair} gives {} units", units.len());
        let (sources, targets) = units.into_iter().unzip();
        let name = format!("{pair}.txt");
        fs::write(project.join("source").join(&name), text(sources)).unwrap();
        expected.push((name, text(targets)));
    }
    // What no memory holds stays Korean: the English comes from the memories alone.
    let unknown = "이 문장은 어느 기억에도 들어 있지 않다.\n".to_owned();
    fs::write(project.join("source/unknown.txt"), &unknown).unwrap();
    expected.push(("unknown.txt".to_owned(), unknown));

    let log = translate(temp.path());
    // OmegaT exits with 0 even when a memory does not load.
    assert!(!log.contains("TF_TM_LOAD_ERROR"), "{log}");
    for Memory { pair, .. } in memories {
        assert!(
            log.contains(&format!("{pair}.tmx (TMXR_INFO_READING_FILE)")),
            "{log}"
        );
    }
    for (name, text) in expected {
        let path = project.join("target").join(&name);
        let found =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}\n{log}"));
        assert_eq!(found, text, "{name}");
    }
}

#[test]
fn omegat_fills_in_a_project_with_regions() {
    if clients().is_some() {
        let tags = ["ko-KR", "en-US"];
        omegat_fills_in(
            tags,
            &[Memory {
                pair: "summit-1992",
                tags,
            }],
        );
    }
}

/// One memory has the project's own codes, the other those that naranhi writes unless told otherwise.
#[test]
fn omegat_fills_in_a_project_without_regions() {
    if clients().is_some() {
        omegat_fills_in(
            ["ko", "en"],
            &[
                Memory {
                    pair: "typhoon",
                    tags: ["ko", "en"],
                },
                Memory {
                    pair: "rate-decision",
                    tags: ["ko-KR", "en-US"],
                },
            ],
        );
    }
}
