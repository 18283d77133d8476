//! Translation memories in front of the programs that read them: xmllint with the DTD and the schema of TMX 1.4, and
//! OmegaT; sheets in front of LibreOffice Calc; a corpus in Spark; and documents of a program that writes HWPX. What is
//! missing is installed; where that cannot be, the tests are skipped, or fail when `CI` is set.

// Here a panic is a failed test; clippy.toml excuses test functions, not their helpers.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "clients/features.rs"]
mod features;
#[path = "clients/hwpx.rs"]
mod hwpx;
#[path = "clients/libreoffice.rs"]
mod libreoffice;
#[path = "clients/omegat.rs"]
mod omegat;
#[path = "clients/spark.rs"]
mod spark;
#[path = "clients/srx.rs"]
mod srx;

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;

use assert_cmd::Command;
use naranhi::{Aligner, Alignment, Layout};

/// Where Debian's package has it. It holds the schemas too.
const OMEGAT_JAR: &str = "/usr/share/omegat/OmegaT.jar";

/// The two descriptions of TMX, as xmllint is asked to check against them.
const DTD: [&str; 2] = ["--dtdvalid", "tmx14.dtd"];
const XSD: [&str; 2] = ["--schema", "tmx14.xsd"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn naranhi() -> Command {
    assert_cmd::cargo::cargo_bin_cmd!("naranhi")
}

/// The folder of the schemas, once the clients are installed.
fn clients() -> Option<&'static Path> {
    static SCHEMAS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match SCHEMAS.get_or_init(install) {
        Ok(folder) => Some(folder),
        Err(reason) if std::env::var_os("CI").is_some() => panic!("{reason}"),
        Err(reason) => {
            eprintln!("skipped: {reason}");
            None
        }
    }
}

/// The Python of an environment that a script makes; `None`, with the reason, where it cannot be made.
fn python_with(script: &str, folder: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let script = root().join(script);
    let output = process::Command::new(script).arg(&folder).output().unwrap();
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stdout);
        eprintln!("skipped: {}", reason.trim());
        return None;
    }
    Some(folder.join("bin/python"))
}

fn install() -> Result<PathBuf, String> {
    let run = |command: &mut process::Command| {
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            let said = [output.stdout, output.stderr].concat();
            Err(String::from_utf8_lossy(&said).trim().to_owned())
        }
    };
    run(&mut process::Command::new(
        root().join("tests/install-clients.sh"),
    ))?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    // tmx14.xsd imports xml.xsd.
    for name in ["tmx14.dtd", "tmx14.xsd", "xml.xsd"] {
        let inside = format!("schemas/{name}");
        let schema = run(process::Command::new("unzip").args(["-p", OMEGAT_JAR, &inside]))?;
        fs::write(folder.join(name), schema).map_err(|error| error.to_string())?;
    }
    Ok(folder)
}

/// What xmllint says, and its exit code: 0 valid, 1 not well-formed, 3 not valid; others are faults of the schema.
fn xmllint(schemas: &Path, [option, schema]: [&str; 2], tmx: &Path) -> (i32, String) {
    let output = process::Command::new("xmllint")
        .args(["--noout", "--nonet", option])
        .args([&schemas.join(schema), tmx])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), said)
}

fn assert_valid(schemas: &Path, tmx: &Path) {
    for check in [DTD, XSD] {
        let (code, said) = xmllint(schemas, check, tmx);
        assert_eq!(code, 0, "{} {check:?}: {said}", tmx.display());
    }
}

/// The value of an XPath expression, as xmllint reads the file: a second opinion on escapes.
fn xpath(tmx: &Path, expression: &str) -> String {
    let output = process::Command::new("xmllint")
        .args(["--nonet", "--xpath", expression])
        .arg(tmx)
        .output()
        .unwrap();
    let value = String::from_utf8(output.stdout).unwrap();
    value.strip_suffix('\n').unwrap_or(&value).to_owned()
}

/// The texts of the units that a memory of this alignment should hold.
fn units(alignment: &Alignment) -> Vec<(String, String)> {
    let linked = alignment.beads.iter().filter(|bead| bead.is_linked());
    linked
        .map(|bead| (alignment.source_text(bead), alignment.target_text(bead)))
        .collect()
}

#[test]
fn without_apt_get_the_installer_says_so_in_one_line() {
    let empty = tempfile::tempdir().unwrap();
    let output = process::Command::new("/bin/bash")
        .arg(root().join("tests/install-clients.sh"))
        .env("PATH", empty.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    // Calc is looked for by its file, which is there or not whatever the PATH is.
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.starts_with("cannot install xmllint, omegat, unzip"),
        "{said}"
    );
    assert!(
        said.ends_with(": there is no apt-get\n") && said.lines().count() == 1,
        "{said}"
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn xmllint_accepts_every_memory_that_ships() {
    let Some(schemas) = clients() else { return };
    let tmx: Vec<PathBuf> = fs::read_dir(root().join("tm"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension() == Some("tmx".as_ref()))
        .collect();
    assert!(tmx.len() >= 8, "tm/ holds {} memories", tmx.len());
    for path in &tmx {
        assert_valid(schemas, path);
    }
}

/// Characters that XML 1.0 forbids, all of which are in [`HOSTILE`].
const FORBIDDEN: [char; 6] = ['\u{1}', '\u{7}', '\u{8}', '\u{1b}', '\u{fffe}', '\u{ffff}'];

/// What a page may hold and XML trips over: put into both languages.
const HOSTILE: [&str; 10] = [
    "R&D <b>AT&T</b>",
    r#""a" 'b' “c” ‘d’ `e`"#,
    "<![CDATA[ x ]]> <!-- y -- z --> <?php ?>",
    "&amp; &lt; &#0; &nbsp; &",
    "bell\u{7} start\u{1} back\u{8} escape\u{1b}[0m",
    "not\u{fffe}characters\u{ffff}",
    "emoji 😀 👍🏽 🇰🇷 \u{20000}",
    "</seg></tuv></tu></body></tmx>",
    "delete\u{7f} next\u{9f} private\u{e000} last\u{10ffff}",
    "=SUM(1;2) %s {0} \\n \\",
];

/// A Korean and an English article: a sentence a line, each with a figure of its own that ties the two together.
fn hostile_articles() -> (String, String) {
    let lines = |sentence: fn(usize, &str) -> String| {
        let numbered = HOSTILE.iter().enumerate();
        numbered
            .map(|(index, piece)| sentence(1234 + 1111 * index, piece))
            .collect::<Vec<_>>()
            .join("\n")
    };
    (
        lines(|figure, piece| {
            format!("이 회사는 올해 직원 {figure}명에게 {piece} 문서를 나눠 주었다고 밝혔다.")
        }),
        lines(|figure, piece| {
            format!("The company said it gave the {piece} paper to {figure} workers this year.")
        }),
    )
}

#[test]
fn xmllint_accepts_and_reads_back_hostile_text() {
    let Some(schemas) = clients() else { return };
    let temp = tempfile::tempdir().unwrap();
    let (korean, english) = hostile_articles();
    fs::write(temp.path().join("ko.txt"), &korean).unwrap();
    fs::write(temp.path().join("en.txt"), &english).unwrap();
    let tmx = temp.path().join("out.tmx");
    let document = "<\"R&D\" 'ㄱ' ]]>\u{b}";
    for options in [
        vec!["--keep-furniture"],
        vec!["--source-lang", "en-GB", "--target-lang", "ko"],
        vec!["--presegmented"],
    ] {
        naranhi()
            .current_dir(temp.path())
            .args(["align", "ko.txt", "en.txt", "-o", "out.tmx"])
            .args(["--document", document])
            .args(&options)
            .assert()
            .success();
        assert_valid(schemas, &tmx);
    }

    // The memory of the last run, against the library's own view of the same text.
    let aligner = Aligner::builder().layout(Layout::Presegmented);
    let alignment = aligner.build().unwrap().align(&korean, &english).unwrap();
    let expected = units(&alignment);
    assert_eq!(xpath(&tmx, "count(//tu)"), expected.len().to_string());
    for (index, (source, target)) in expected.iter().enumerate() {
        let seg = |side| {
            xpath(
                &tmx,
                &format!("string(//tu[{}]/tuv[{side}]/seg)", index + 1),
            )
        };
        assert_eq!(seg(1), *source);
        assert_eq!(seg(2), *target);
    }
    let all = expected.iter().flat_map(|(s, t)| [s.as_str(), t]);
    let all = all.collect::<String>();
    for piece in HOSTILE {
        let count = all.matches(&piece.replace(FORBIDDEN, "")).count();
        assert_eq!(count, 2, "{piece:?} should be tried in both languages");
    }
    assert_eq!(
        xpath(&tmx, "string(//tu[1]/prop[@type='x-document'])"),
        document.replace('\u{b}', "")
    );
}

#[test]
fn xmllint_refuses_memories_broken_on_purpose() {
    let Some(schemas) = clients() else { return };
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("broken.tmx");
    let good = temp.path().join("good.tmx");
    naranhi()
        .current_dir(root().join("pairs/typhoon"))
        .args(["align", "ko.txt", "en.txt", "-o"])
        .arg(&good)
        .assert()
        .success();
    let good = fs::read_to_string(good).unwrap();
    for (from, to, check, code) in [
        (" srclang=\"ko-KR\"", "", DTD, 3),
        (" srclang=\"ko-KR\"", "", XSD, 3),
        (
            "</tuv>\n    </tu>",
            "</tuv><prop type=\"x\">y</prop></tu>",
            DTD,
            3,
        ),
        ("xml:lang=", "lang=", XSD, 3),
        ("<seg>", "<seg>\u{b}", DTD, 1),
        ("<seg>", "<seg>&", XSD, 1),
    ] {
        let broken = good.replace(from, to);
        assert_ne!(broken, good, "{from:?} is not in the memory");
        fs::write(&path, broken).unwrap();
        let (found, said) = xmllint(schemas, check, &path);
        assert_eq!(found, code, "{from:?} to {to:?}, {check:?}: {said}");
    }
}
