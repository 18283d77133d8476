//! Who may read and write the files that the program writes, and what it does where the user may not.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use common::{Folder, reviewed};
use tempfile::TempDir;

/// A user and a group that nobody is in.
const OTHER: u32 = 65_533;

/// Mode, group and owner of a file.
fn rights(folder: &Folder, name: &str) -> (u32, u32, u32) {
    let metadata = fs::metadata(folder.path(name)).unwrap();
    (metadata.mode() & 0o777, metadata.gid(), metadata.uid())
}

fn set_mode(folder: &Folder, name: &str, mode: u32) {
    fs::set_permissions(folder.path(name), Permissions::from_mode(mode)).unwrap();
}

fn is_root(folder: &Folder) -> bool {
    rights(folder, "").2 == 0
}

/// Gives a file to another owner and group, as root, or to another group that the user is in.
fn give_away(folder: &Folder, name: &str) {
    let path = folder.path(name);
    if chown(&path, Some(OTHER), Some(OTHER)).is_err() {
        let groups = Command::new("id").arg("-G").output().unwrap().stdout;
        let groups = String::from_utf8(groups).unwrap();
        let last = groups.split_whitespace().last().unwrap().parse();
        chown(&path, None, Some(last.unwrap())).unwrap();
    }
}

/// Runs the program as a user who is not root.
fn run_as_user(folder: &Folder, arguments: &str) -> (Option<i32>, String) {
    // The folder that the program is built in may be root's alone.
    let open = TempDir::new().unwrap();
    fs::set_permissions(open.path(), Permissions::from_mode(0o755)).unwrap();
    let program = open.path().join("naranhi");
    fs::hard_link(cargo_bin!("naranhi"), &program)
        .or_else(|_| fs::copy(cargo_bin!("naranhi"), &program).map(drop))
        .unwrap();
    let mut command = Command::new(program);
    command
        .args(arguments.split_whitespace())
        .current_dir(folder.path(""));
    if is_root(folder) {
        command.uid(OTHER - 1).gid(OTHER - 1);
    }
    said(&command.output().unwrap())
}

fn said(output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (output.status.code(), said)
}

#[test]
fn a_file_that_is_replaced_keeps_mode_group_and_owner() {
    let folder = Folder::with_articles();
    let outputs = ["out.tmx", "out.csv", "out.tsv", "copy.tsv"];
    for name in outputs {
        folder.write(name, "");
        give_away(&folder, name);
        set_mode(&folder, name, 0o664);
    }
    let before = outputs.map(|name| rights(&folder, name));
    folder.run("align ko.txt en.txt -o out.tmx -o out.csv -o out.tsv");
    folder.run("tmx convert out.tmx copy.tsv");
    assert_eq!(outputs.map(|name| rights(&folder, name)), before);
}

#[test]
fn memory_and_log_keep_their_group() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    folder.run("review apply pair.csv -o pair.tmx");
    let files = ["pair.tmx", "pair.review.jsonl"];
    for name in files {
        give_away(&folder, name);
        set_mode(&folder, name, 0o660);
    }
    let before = files.map(|name| rights(&folder, name));
    folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
    assert_eq!(files.map(|name| rights(&folder, name)), before);
}

#[test]
fn a_new_log_has_the_rights_of_its_memory() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    give_away(&folder, "pair.tmx");
    for (mode, log) in [(0o600, "pair.review.jsonl"), (0o660, "another.jsonl")] {
        set_mode(&folder, "pair.tmx", mode);
        reviewed(&folder, |rows| rows[1][1] = "accept".into());
        folder.run(&format!(
            "review apply pair.csv -o pair.tmx --log {}",
            folder.path(log).display()
        ));
        assert_eq!(rights(&folder, log), rights(&folder, "pair.tmx"));
        assert_eq!(rights(&folder, log).0, mode);
    }
}

#[test]
fn a_group_that_cannot_be_kept_is_told() {
    let folder = Folder::with_articles();
    folder.write("out.tsv", "");
    // None but root can have made such a file.
    if !is_root(&folder) {
        return;
    }
    give_away(&folder, "out.tsv");
    set_mode(&folder, "out.tsv", 0o666);
    set_mode(&folder, "", 0o777);
    let (code, said) = run_as_user(&folder, "align ko.txt en.txt -o out.tsv");
    assert_eq!(code, Some(0), "{said}");
    let expected = "out.tsv: the group that it should have could not be given";
    assert!(said.contains(expected), "{said}");
    assert_eq!(rights(&folder, "out.tsv"), (0o666, OTHER - 1, OTHER - 1));
}

#[test]
fn a_file_that_may_not_be_written_to_is_not_replaced() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    folder.run("review apply pair.csv -o pair.tmx");
    folder.run("tmx convert pair.tmx copy.tmx");
    folder.write("out.tsv", "as it was");
    set_mode(&folder, "", 0o777);
    let outputs = [
        ("out.tsv", "align ko.txt en.txt -o out.tsv"),
        ("copy.tmx", "tmx convert pair.tmx copy.tmx"),
        ("pair.tmx", "review apply pair.csv -o pair.tmx"),
        ("pair.review.jsonl", "review apply pair.csv -o pair.tmx"),
    ];
    for (output, arguments) in outputs {
        for (name, _) in outputs {
            set_mode(&folder, name, if name == output { 0o444 } else { 0o666 });
        }
        let before = folder.contents();
        let (code, said) = run_as_user(&folder, arguments);
        assert_eq!(code, Some(2), "{said}");
        let expected = format!("{output}: is write-protected");
        assert!(said.contains(&expected), "{said}");
        assert!(folder.contents() == before);
    }
}

#[test]
fn root_may_write_to_every_file() {
    let folder = Folder::with_articles();
    folder.write("out.tsv", "as it was");
    set_mode(&folder, "out.tsv", 0o444);
    if is_root(&folder) {
        folder.run("align ko.txt en.txt -o out.tsv");
        assert_eq!(rights(&folder, "out.tsv").0, 0o444);
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named_and_no_temporary_file() {
    let folder = Folder::with_articles();
    fs::create_dir(folder.path("shut")).unwrap();
    folder.write("shut/out.tsv", "as it was");
    set_mode(&folder, "shut/out.tsv", 0o666);
    set_mode(&folder, "", 0o755);
    for (name, mode) in [
        ("shut/out.tsv", 0o555),
        ("shut/new.tsv", 0o555),
        ("shut/out.tsv", 0o444),
    ] {
        set_mode(&folder, "shut", mode);
        let (code, said) = run_as_user(&folder, &format!("align ko.txt en.txt -o {name}"));
        assert_eq!(code, Some(2), "{said}");
        let expected = format!(
            "{name}: no file can be made in the folder shut: permission denied; naranhi puts"
        );
        assert!(said.contains(&expected), "{said}");
        assert!(!said.contains(".naranhi-"), "{said}");
    }
    // So that it can be removed.
    set_mode(&folder, "shut", 0o755);
}
