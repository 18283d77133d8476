//! The program for Windows, run by Wine: it writes what it writes here. What is missing is installed; where that cannot be,
//! the test is skipped, or fails when `CI` is set.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::team::{DECISION, sheet};
use common::{Folder, project};

const TARGET: &str = "x86_64-pc-windows-gnu";

/// Runs a command that has to work.
fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output
}

/// The program, built for Windows, or why it cannot be.
fn build() -> Result<PathBuf, String> {
    let installed = Command::new(project("tests/install-windows.sh"))
        .output()
        .unwrap();
    if !installed.status.success() {
        return Err(String::from_utf8_lossy(&installed.stdout).trim().to_owned());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("windows");
    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target", TARGET, "--target-dir"])
        .arg(&folder)
        // Symbols are 300 MB.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(project("")));
    let folder = folder.join(TARGET).join("debug");
    run(Command::new("x86_64-w64-mingw32-gcc")
        .args(["-shared", "-o"])
        .arg(folder.join("bcryptprimitives.dll"))
        .arg(project("tests/windows/bcryptprimitives.c"))
        .arg("-ladvapi32"));
    Ok(folder.join("naranhi.exe"))
}

struct Windows {
    program: PathBuf,
}

impl Windows {
    /// Runs the program in a folder; the exit code and what it said.
    ///
    /// The code is the one that the shell of Windows saw: Wine's server kills what has ended but takes more than a second to
    /// be gone, as on a busy machine, and from outside that looks as if the program had died. So arguments have no signs of
    /// that shell, such as `&` and `!`.
    fn naranhi(&self, folder: &Folder, arguments: &str) -> (i32, String) {
        let output = Command::new("wine")
            .args(["cmd", "/v:on", "/c"])
            .arg(&self.program)
            .args(arguments.split_whitespace())
            .args(["&", "echo", "code=!errorlevel!"])
            .current_dir(folder.path(""))
            .env(
                "WINEPREFIX",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("wine"),
            )
            .env("WINEDEBUG", "-all")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        let code = told.rsplit_once("code=").map(|(_, code)| code.trim());
        let code = code.and_then(|code| code.parse().ok());
        (code.unwrap_or_else(|| panic!("{told}{said}")), said)
    }
}

#[test]
fn the_program_does_on_windows_what_it_does_here() {
    let program = match build() {
        Ok(program) => program,
        Err(reason) if std::env::var_os("CI").is_some() => panic!("{reason}"),
        Err(reason) => return eprintln!("skipped: {reason}"),
    };
    let windows = Windows { program };

    // Outputs, and the names of documents in a folder, are the same to the byte.
    let [here, there] = [(); 2].map(|()| {
        let folder = Folder::with_articles();
        fs::create_dir_all(folder.path("news/roh")).unwrap();
        for name in ["ko.txt", "en.txt"] {
            fs::rename(folder.path(name), folder.path(&format!("news/roh/{name}"))).unwrap();
        }
        folder
    });
    let outputs = ["out.tmx", "out.csv", "out.jsonl", "out.tsv"];
    let named = outputs.map(|name| format!("-o {name}")).join(" ");
    let align = format!("align news --date 20250904T073800Z {named}");
    here.run(&align);
    let (code, said) = windows.naranhi(&there, &align);
    assert_eq!(code, 0, "{said}");
    for name in outputs {
        assert_eq!(here.read(name), there.read(name), "{name}");
        assert!(here.read(name).contains("news/roh/ko.txt"), "{name}");
    }
    assert_eq!(there.contents().len(), 1 + outputs.len());

    // A review, a workbook, and files that are replaced.
    let folder = Folder::with_articles();
    sheet(&folder, "kim.csv", 1, DECISION, "accept");
    let (code, said) = windows.naranhi(&folder, "review apply kim.csv --reviewer kim -o pair.tmx");
    assert_eq!(code, 0, "{said}");
    assert!(folder.read("pair.tmx").contains(">kim<"));
    let (code, said) = windows.naranhi(&folder, "tmx convert pair.tmx second.xlsx");
    assert_eq!(code, 0, "{said}");
    let (code, said) = windows.naranhi(&folder, "review apply second.xlsx -o pair.tmx");
    assert!(code == 0 && said.contains("3 rows"), "{said}");
    let (code, said) = windows.naranhi(&folder, "align ko.txt en.txt -o pair.tmx");
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("pair.tmx: holds the work of a reviewer"),
        "{said}"
    );
    let (code, said) = windows.naranhi(&folder, "align ko.txt no.txt");
    assert!(code == 2 && said.contains("no.txt"), "{said}");
    let left = folder.contents();
    assert!(
        left.keys().all(|name| !name.starts_with(".naranhi")),
        "{left:?}"
    );
}
