//! Review sheets as they come back: what is applied, and what is left as it was.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Folder, reviewed};

#[test]
fn a_decision_stays_in_the_memory_and_in_the_log() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][1] = "ok".into();
        rows[2][5] = "The president landed in Beijing.".into();
        rows[2][6] = "shorter & better".into();
        rows[3][1] = "거부".into();
    });
    let apply = "review apply pair.csv -o pair.tmx --reviewer kim --date 20250904T073800Z";
    let printed = folder.run(apply);
    assert!(
        printed.err.contains("1 accepted, 1 rejected, 1 edited"),
        "{}",
        printed.err
    );
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 2);
    assert!(memory.contains("<seg>The president landed in Beijing.</seg>"));
    for (kind, value) in [
        ("x-decision", "accept"),
        ("x-decision", "edit"),
        ("x-reviewer", "kim"),
        ("x-comment", "shorter &amp; better"),
    ] {
        let prop = format!("<prop type=\"{kind}\">{value}</prop>");
        assert!(memory.contains(&prop), "{prop}: {memory}");
    }
    let log = folder.read("pair.review.jsonl");
    let decisions: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = decisions
        .iter()
        .map(|d| d["decision"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["accept", "edit", "reject"]);
    assert_eq!(decisions[2]["document"], "roh");
    assert_eq!(decisions[2]["row"], 4);

    let before = folder.contents();
    folder.run(apply);
    assert!(folder.contents() == before, "applied twice");
}

/// What the aligner said of a pair is not true of the texts that a reviewer put in its place.
#[test]
fn an_edited_unit_loses_bead_and_confidence_and_a_new_one_stands_at_the_end() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[2][5] = "The president landed in Beijing.".into();
        let mut new = vec![String::new(); rows[0].len()];
        new[4] = "새 문장이다.".into();
        new[5] = "A new sentence.".into();
        rows.insert(1, new);
    });
    for before in ["", "align ko.txt en.txt -o pair.tmx --document roh"] {
        if !before.is_empty() {
            std::fs::remove_file(folder.path("pair.tmx")).unwrap();
            folder.run(before);
        }
        folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
        let memory = folder.read("pair.tmx");
        let units: Vec<&str> = memory.split("<tu ").skip(1).collect();
        let [headline, edited, untouched, new] = units[..] else {
            panic!("{memory}");
        };
        assert!(
            edited.contains("landed") && !edited.contains("x-confidence"),
            "{edited}"
        );
        assert!(!edited.contains("x-bead"), "{edited}");
        for as_written in [headline, untouched] {
            assert!(as_written.contains("x-confidence"), "{as_written}");
            assert!(as_written.contains("x-bead"), "{as_written}");
        }
        assert!(new.contains("A new sentence."), "{new}");
    }
}

#[test]
fn nobody_signs_what_was_accepted_beforehand() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx --accept-above 0");
    folder.run("review apply pair.xlsx -o pair.tmx --reviewer kim");
    let memory = folder.read("pair.tmx");
    let log = folder.read("pair.review.jsonl");
    let accepted = memory
        .matches("<prop type=\"x-decision\">accept</prop>")
        .count();
    assert_eq!(accepted, 3);
    assert_eq!(log.lines().count(), 3);
    assert!(!memory.contains("kim"), "{memory}");
    assert!(!log.contains("kim"), "{log}");
}

#[test]
fn what_cannot_be_applied_is_listed_with_its_cell_and_the_rest_is_applied() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[1][1] = "perhaps".into();
        rows[2][0] = "s-0099".into();
        // By its hashes the row would be known for what it is.
        rows[2][9].clear();
        rows[3][1] = "accept".into();
    });
    folder.run("align ko.txt en.txt -o pair.jsonl --document roh");
    let output = folder
        .naranhi("review apply pair.csv -o other.tmx --alignment pair.jsonl")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("pair.csv, row 2, B2: “perhaps” is no decision"),
        "{said}"
    );
    assert!(
        said.contains("pair.csv, row 3, A3: there is no row s-0099 in roh"),
        "{said}"
    );
    let memory = folder.read("other.tmx");
    assert_eq!(memory.matches("<tu ").count(), 3, "nothing is lost");
    assert_eq!(memory.matches("x-decision").count(), 1);
}

#[test]
fn an_article_that_changed_meanwhile_is_a_conflict_where_the_sheet_changed_too() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[2][5] = "My text.".into());
    let english = folder
        .read("en.txt")
        .replace("some 50 officials", "60 officials");
    folder.write("en.txt", &english);
    folder.run("align ko.txt en.txt -o pair.jsonl --document roh");
    let apply = "review apply pair.csv --alignment pair.jsonl -o pair.tmx";
    let output = folder.naranhi(apply).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("row 3, F3: the text was changed here and"),
        "{said}"
    );
    let memory = folder.read("pair.tmx");
    assert!(memory.contains("60 officials") && !memory.contains("My text."));
}

#[test]
fn a_reviewer_may_change_his_mind_and_another_may_not_overrule_him_unseen() {
    let folder = Folder::with_articles();
    let edit = |text: &'static str| move |rows: &mut Vec<Vec<String>>| rows[2][5] = text.into();
    reviewed(&folder, edit("Kim's text."));
    folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
    reviewed(&folder, edit("Kim's second text."));
    folder.run("review apply pair.csv -o pair.tmx --reviewer kim");
    assert!(folder.read("pair.tmx").contains("Kim's second text."));
    reviewed(&folder, edit("Lee's text."));
    let apply = "review apply pair.csv -o pair.tmx --reviewer lee";
    let output = folder.naranhi(apply).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(folder.read("pair.tmx").contains("Kim's second text."));
}

/// Two articles whose files have the same names, in two folders.
fn two_articles() -> Folder {
    let folder = Folder::with_articles();
    for (name, text) in [
        ("b/ko.txt", "비가 왔다. 강이 넘쳤다. 다리가 7개 무너졌다."),
        (
            "b/en.txt",
            "It rained. The river rose over its banks. Seven bridges fell.",
        ),
    ] {
        std::fs::create_dir_all(folder.path("b")).unwrap();
        folder.write(name, text);
    }
    folder
}

#[test]
fn another_article_of_the_same_name_is_refused_and_not_lost_unseen() {
    let folder = two_articles();
    folder.run("align ko.txt en.txt -o a.xlsx --document ko.txt");
    folder.run("align b/ko.txt b/en.txt -o b.xlsx --document ko.txt");
    folder.run("review apply a.xlsx -o memory.tmx");
    let before = folder.read("memory.tmx");
    for sheets in ["b.xlsx", "a.xlsx b.xlsx"] {
        let apply = format!("review apply {sheets} -o memory.tmx");
        let output = folder.naranhi(&apply).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("nothing of ko.txt was applied"), "{said}");
        assert_eq!(folder.read("memory.tmx"), before);
    }
    folder
        .naranhi("review apply a.xlsx b.xlsx -o new.tmx")
        .output()
        .unwrap();
    let units = |name: &str| folder.read(name).matches("<tu ").count();
    assert_eq!(units("new.tmx"), units("memory.tmx"));
    folder.run("align b/ko.txt b/en.txt -o b.xlsx --document b/ko.txt");
    folder.run("review apply b.xlsx -o memory.tmx");
    assert!(folder.read("memory.tmx").contains("다리가 7개"));
}

#[test]
fn what_a_reviewer_did_is_not_replaced() {
    let folder = Folder::with_articles();
    let align = "align ko.txt en.txt --accept-above 0.5 -o pair.csv -o pair.xlsx -o pair.tmx";
    folder.run(align);
    // Nobody has reviewed them yet.
    folder.run(align);
    folder.run("review apply pair.xlsx -o pair.tmx --reviewer kim");
    let refused = |arguments: &str, name: &str| {
        let before = folder.contents();
        let output = folder.naranhi(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(&format!("{name}: holds the work of a reviewer")),
            "{said}"
        );
        assert!(folder.contents() == before);
    };
    refused("align ko.txt en.txt -o pair.tmx", "pair.tmx");
    folder.write("PAIR.TMX", folder.read("pair.tmx"));
    refused("align ko.txt en.txt -o PAIR.TMX", "PAIR.TMX");
    reviewed(&folder, |rows| rows[1][1] = "reject".into());
    refused("align ko.txt en.txt -o pair.csv", "pair.csv");
    folder.run("align ko.txt en.txt -o pair.xlsx");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    let before = folder.contents();
    let printed = folder.run("review apply pair.csv -o pair.tmx --dry-run");
    assert!(printed.err.contains("1 accepted"), "{}", printed.err);
    assert!(folder.contents() == before);
}

#[test]
fn sheets_that_are_none_say_so() {
    let folder = Folder::with(&[
        ("empty.csv", &b""[..]),
        ("other.csv", b"name,price\na,1\n"),
        ("head.csv", b"id,decision,source,target\n"),
        (
            "renamed.csv",
            b"id,verdict,source,target\ns-0001,reject,a,b\n",
        ),
        ("broken.xlsx", b"PK\x03\x04 and no more"),
        ("memory.tmx", b"<tmx version=\"1.4\">\n<body/>\n</tmx>\n"),
    ]);
    for (sheet, what) in [
        ("empty.csv", "id, decision, source, target"),
        ("other.csv", "id, decision, source, target"),
        ("renamed.csv", "does not name the columns decision"),
        ("head.csv", "no row"),
        ("broken.xlsx", "cannot be read as a workbook"),
        ("other.csv", "saved as XLSX or CSV UTF-8"),
        (
            "memory.tmx",
            "`naranhi tmx convert memory.tmx FILE.xlsx` makes one",
        ),
        ("gone.csv", "gone.csv"),
    ] {
        let output = folder
            .naranhi(&format!("review apply {sheet} -o x.tmx"))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{sheet}: {said}");
        assert!(said.contains(what), "{sheet}: {said}");
        assert!(!folder.contents().contains_key("x.tmx"));
    }
}

#[test]
fn the_log_replaces_nothing_that_is_read() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[1][1] = "accept".into());
    let before = folder.contents();
    for log in ["pair.csv", "./pair.tmx"] {
        let output = folder
            .naranhi(&format!("review apply pair.csv -o pair.tmx --log {log}"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{log}");
        assert!(folder.contents() == before, "{log}");
    }
}

#[test]
fn a_sheet_in_the_encoding_of_korean_windows_is_read() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| rows[2][1] = "수정".into());
    let apply = "review apply pair.csv -o pair.tmx --date 20250904T073800Z";
    folder.run(apply);
    let expected = folder.read("pair.tmx");
    let sheet = folder.read("pair.csv");
    let (bytes, _, is_lossy) = encoding_rs::EUC_KR.encode(&sheet);
    assert!(!is_lossy);
    folder.write("old.csv", &bytes);
    folder.run("review apply old.csv -o old.tmx --date 20250904T073800Z");
    assert_eq!(folder.read("old.tmx"), expected);
    assert!(expected.contains("x-decision"));
}
