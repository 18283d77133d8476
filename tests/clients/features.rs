//! What memories may look like, in front of each client: the table of docs/clients.md, each cell of it tried.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::omegat::{make_project, omegat_project, translate};
use super::{DTD, XSD, clients, naranhi, python_with, root, xmllint};

/// A feature of a memory: how it is made out of a plain one.
struct Feature {
    name: &'static str,
    /// The ending of its file.
    ending: &'static str,
    make: fn(String) -> Vec<u8>,
}

fn bytes(text: String) -> Vec<u8> {
    text.into_bytes()
}

const FEATURES: [Feature; 14] = [
    Feature {
        name: "as naranhi writes it",
        ending: "tmx",
        make: bytes,
    },
    Feature {
        name: "byte-order mark",
        ending: "tmx",
        make: |text| format!("\u{feff}{text}").into_bytes(),
    },
    Feature {
        name: "UTF-16",
        ending: "tmx",
        make: |text| {
            let text = text.replace("UTF-8\"?>", "UTF-16\"?>");
            let wide = format!("\u{feff}{text}");
            wide.encode_utf16().flat_map(u16::to_le_bytes).collect()
        },
    },
    Feature {
        name: "packed with gzip",
        ending: "tmx.gz",
        make: |text| {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap()
        },
    },
    Feature {
        name: "no DOCTYPE",
        ending: "tmx",
        make: |text| bytes(text.replace("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n", "")),
    },
    Feature {
        name: "`lang` for `xml:lang`",
        ending: "tmx",
        make: |text| bytes(text.replace("xml:lang=", "lang=")),
    },
    Feature {
        name: "codes `KO_kr` and `EN_us`",
        ending: "tmx",
        make: |text| bytes(text.replace("ko-KR", "KO_kr").replace("en-US", "EN_us")),
    },
    Feature {
        name: "codes without region",
        ending: "tmx",
        make: |text| bytes(text.replace("ko-KR", "ko").replace("en-US", "en")),
    },
    Feature {
        name: "source variant second",
        ending: "tmx",
        make: |text| {
            let begin = text.find("<tuv").unwrap();
            let middle = begin + 4 + text[begin + 4..].find("<tuv").unwrap();
            let end = text.rfind("</tu>").unwrap();
            let (first, second) = (&text[begin..middle], &text[middle..end]);
            bytes(format!("{}{second}{first}{}", &text[..begin], &text[end..]))
        },
    },
    Feature {
        name: "a third language",
        ending: "tmx",
        make: |text| {
            bytes(text.replace(
                "</tu>",
                "<tuv xml:lang=\"fr\"><seg>Troisième.</seg></tuv></tu>",
            ))
        },
    },
    Feature {
        name: "inline tags around nothing",
        ending: "tmx",
        make: |text| bytes(text.replace("</seg>", "<ph x=\"1\">&lt;br/></ph></seg>")),
    },
    Feature {
        name: "`hi` around words",
        ending: "tmx",
        make: |text| {
            bytes(
                text.replace("<seg>", "<seg><hi>")
                    .replace("</seg>", "</hi></seg>"),
            )
        },
    },
    Feature {
        name: "notes and properties of other tools",
        ending: "tmx",
        make: |text| {
            bytes(text.replacen(
                "<tuv ",
                "<note>seen</note><prop type=\"x-client\">K</prop><tuv ",
                1,
            ))
        },
    },
    Feature {
        name: "U+000B",
        ending: "tmx",
        make: |text| bytes(text.replace("</seg>", "\u{b}</seg>")),
    },
];

const CLIENTS: [&str; 6] = [
    "naranhi",
    "OmegaT",
    "xmllint, DTD",
    "xmllint, schema",
    "translate-toolkit",
    "hypomnema",
];

/// The texts of a feature's unit: emoji and conjoining jamo are in all of them.
fn texts(number: usize) -> (String, String) {
    (
        format!("보기 {number}번은 ᄒᆞᆫ글과 😀 & <부등호>를 담았다."),
        format!("Example {number} holds an emoji 😀 & <angle> brackets."),
    )
}

/// The memory of a feature's unit as `naranhi` writes it.
fn plain(folder: &Path, number: usize) -> String {
    let (korean, english) = texts(number);
    let (tsv, tmx) = (folder.join("plain.tsv"), folder.join("plain.tmx"));
    fs::write(&tsv, format!("{korean}\t{english}\n")).unwrap();
    naranhi()
        .args(["tmx", "convert"])
        .args([&tsv, &tmx])
        .assert()
        .success();
    fs::read_to_string(tmx).unwrap()
}

/// The Python of the clients that are libraries.
pub(super) fn python() -> Option<&'static Path> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    let install = || python_with("tests/install-python-clients.sh", "python-clients");
    PYTHON.get_or_init(install).as_deref()
}

fn reads_with(python: &Path, library: &str, memory: &Path, expected: &str) -> bool {
    let output = process::Command::new(python)
        .arg(root().join("tests/clients/read_memory.py"))
        .arg(library)
        .arg(memory)
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    output.status.success() && String::from_utf8_lossy(&output.stdout) == expected
}

/// Which of the clients take each memory: a row a memory, in the order of [`CLIENTS`].
fn taken(folder: &Path, schemas: &Path, python: &Path, memories: &[PathBuf]) -> Vec<[bool; 6]> {
    let project = make_project(folder, &omegat_project(["ko-KR", "en-US"], false));
    let mut paragraphs = Vec::new();
    for (number, memory) in memories.iter().enumerate() {
        fs::copy(
            memory,
            project.join("tm/auto").join(memory.file_name().unwrap()),
        )
        .unwrap();
        paragraphs.push(texts(number).0);
    }
    fs::write(
        project.join("source/all.txt"),
        paragraphs.join("\n\n") + "\n",
    )
    .unwrap();
    translate(folder);
    let translated = fs::read_to_string(project.join("target/all.txt")).unwrap();
    let mut rows = Vec::new();
    for (number, memory) in memories.iter().enumerate() {
        let (korean, english) = texts(number);
        let pair = format!("{korean}\t{english}\n");
        let out = folder.join("out.tsv");
        let status = naranhi()
            .args(["tmx", "convert"])
            .args([memory, &out])
            .output()
            .unwrap();
        let converted = fs::read_to_string(&out).unwrap_or_default();
        let _ = fs::remove_file(&out);
        rows.push([
            status.status.code() != Some(2) && converted.replace('\u{b}', "") == pair,
            translated.lines().any(|line| line == english),
            xmllint(schemas, DTD, memory).0 == 0,
            xmllint(schemas, XSD, memory).0 == 0,
            reads_with(python, "translate-toolkit", memory, &pair),
            reads_with(python, "hypomnema", memory, &pair),
        ]);
    }
    rows
}

/// A copy of each memory that `naranhi tmx convert` has made.
fn converted(folder: &Path, memories: &[PathBuf]) -> Vec<PathBuf> {
    let convert = |(number, memory): (usize, &PathBuf)| {
        let out = folder.join(format!("converted-{number}.tmx"));
        let output = naranhi()
            .args(["tmx", "convert"])
            .args([memory, &out])
            .output()
            .unwrap();
        assert_ne!(output.status.code(), Some(2), "{}", memory.display());
        out
    };
    memories.iter().enumerate().map(convert).collect()
}

#[test]
fn the_table_of_the_docs_is_what_the_clients_do() {
    let (Some(schemas), Some(python)) = (clients(), python()) else {
        return;
    };
    let temp = tempfile::tempdir().unwrap();
    let mut memories = Vec::new();
    for (number, feature) in FEATURES.iter().enumerate() {
        let path = temp
            .path()
            .join(format!("feature-{number}.{}", feature.ending));
        fs::write(&path, (feature.make)(plain(temp.path(), number))).unwrap();
        memories.push(path);
    }
    let rows = taken(&temp.path().join("found"), schemas, python, &memories);
    let mut table = format!(
        "| a memory with | {} |\n| --- |{}\n",
        CLIENTS.join(" | "),
        " --- |".repeat(6)
    );
    for (feature, row) in FEATURES.iter().zip(&rows) {
        let cells = row.map(|taken| if taken { "yes" } else { "no" });
        writeln!(table, "| {} | {} |", feature.name, cells.join(" | ")).unwrap();
    }
    let docs = fs::read_to_string(root().join("docs/clients.md")).unwrap();
    assert!(
        docs.contains(&table),
        "docs/clients.md should hold\n{table}"
    );

    // Whatever it was, what naranhi makes of it is taken by all, unless a tag that it must keep stands in the text.
    let converted = converted(temp.path(), &memories);
    let found = rows;
    let rows = taken(&temp.path().join("converted"), schemas, python, &converted);
    for ((feature, before), after) in FEATURES.iter().zip(found).zip(rows) {
        let keeps_tags = feature.name.contains("inline") || feature.name.contains("`hi`");
        for ((client, before), after) in CLIENTS.iter().zip(before).zip(after) {
            let expected = before || !keeps_tags;
            assert!(
                after || !expected,
                "{}, converted, in {client}",
                feature.name
            );
        }
    }
}

/// A large memory: one hundred thousand units, of which OmegaT fills in the last.
#[test]
fn omegat_loads_a_hundred_thousand_units() {
    if clients().is_none() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let project = make_project(temp.path(), &omegat_project(["ko", "en"], false));
    let mut lines = String::new();
    for number in 0..100_000 {
        writeln!(
            lines,
            "{number}번째 문장은 여기에 있다.\tHere is sentence number {number}."
        )
        .unwrap();
    }
    let tsv = temp.path().join("many.tsv");
    fs::write(&tsv, lines).unwrap();
    naranhi()
        .args(["tmx", "convert"])
        .arg(&tsv)
        .arg(project.join("tm/auto/many.tmx"))
        .assert()
        .success();
    fs::write(
        project.join("source/one.txt"),
        "99999번째 문장은 여기에 있다.\n",
    )
    .unwrap();
    translate(temp.path());
    let target = fs::read_to_string(project.join("target/one.txt")).unwrap();
    assert_eq!(target, "Here is sentence number 99999.\n");
}

/// XLIFF 1.2, as another library reads it.
#[test]
fn translate_toolkit_reads_xliff() {
    let Some(python) = python() else { return };
    let temp = tempfile::tempdir().unwrap();
    let (korean, english) = texts(1);
    let pair = format!("{korean}\t{english}\n");
    let (tsv, xliff) = (temp.path().join("pair.tsv"), temp.path().join("pair.xlf"));
    fs::write(&tsv, &pair).unwrap();
    naranhi()
        .args(["tmx", "convert"])
        .args([&tsv, &xliff])
        .assert()
        .success();
    assert!(reads_with(python, "translate-toolkit", &xliff, &pair));
}

/// Its check for numbers finds nothing in a memory that `clean` has gone through, and something before.
#[test]
fn pofilter_finds_no_numbers_that_differ_in_a_clean_memory() {
    let Some(python) = python() else { return };
    let temp = tempfile::tempdir().unwrap();
    let pairs = "예산은 530이다.\tThe budget is 530.\n예산은 540이다.\tThe budget is 550.\n";
    fs::write(temp.path().join("all.tsv"), pairs).unwrap();
    for arguments in [
        "tmx convert all.tsv all.tmx",
        "tmx clean all.tmx -o clean.tmx",
    ] {
        let mut command = naranhi();
        command.current_dir(temp.path());
        command.args(arguments.split(' ')).assert().success();
    }
    let differing = |name: &str| {
        let output = process::Command::new(python.with_file_name("pofilter"))
            .current_dir(temp.path())
            .args(["-t", "numbers", name])
            .output()
            .unwrap();
        let found = String::from_utf8_lossy(&output.stdout).into_owned();
        found.matches("<tu>").count() + found.matches("<tu ").count()
    };
    assert_eq!(differing("all.tmx"), 1);
    assert_eq!(differing("clean.tmx"), 0);
}
