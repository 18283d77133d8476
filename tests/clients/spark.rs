//! A corpus in Spark, by the command that the README gives.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;

use super::{clients, naranhi, python_with, root};

/// Python with Spark, once it is installed.
fn spark() -> Option<&'static Path> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    let install = || {
        // OmegaT brings Java.
        clients()?;
        python_with("tests/install-spark.sh", "spark")
    };
    PYTHON.get_or_init(install).as_deref()
}

/// Sorted: the order of partitions is Spark's.
fn rows(output: &[u8]) -> Vec<String> {
    let mut rows: Vec<String> = String::from_utf8_lossy(output)
        .lines()
        .map(str::to_owned)
        .collect();
    rows.sort();
    rows
}

#[test]
fn spark_pipes_a_corpus() {
    let Some(python) = spark() else { return };
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let command = readme.split("rdd.pipe(\"").nth(1).unwrap();
    let command = command.split('"').next().unwrap();
    let program = assert_cmd::cargo::cargo_bin!("naranhi");
    let command = command.replace("/usr/local/bin/naranhi", &program.display().to_string());

    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    let mut lines = String::new();
    for entry in fs::read_dir(root().join("pairs")).unwrap() {
        let pair = entry.unwrap().path();
        if !pair.is_dir() {
            continue;
        }
        let text = |name: &str| fs::read_to_string(pair.join(name)).unwrap();
        let (korean, english) = (text("ko.txt"), text("en.txt"));
        let name = pair.file_name().unwrap().to_string_lossy();
        let record = serde_json::json!({"document": name, "ko": korean, "en": english});
        writeln!(lines, "{record}").unwrap();
    }
    lines += "{\"ko\": \"no pair\"}\n";
    fs::write(&corpus, lines).unwrap();
    let alone = naranhi().arg("align").arg(&corpus).output().unwrap();
    assert_eq!(alone.status.code(), Some(1));

    let piped = process::Command::new(python)
        .arg(root().join("tests/clients/pipe_with_spark.py"))
        .arg(&corpus)
        .arg(command)
        .env("PYSPARK_PYTHON", python)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&piped.stderr);
    assert!(piped.status.success(), "{said}");
    assert!(rows(&alone.stdout).len() > 400);
    assert_eq!(rows(&piped.stdout), rows(&alone.stdout), "{said}");
}
