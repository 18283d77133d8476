//! `naranhi evaluate` gives the same figures as the scorer that its development sets came with.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Folder, project};

const SHARED: &str = "../shared/eval";

/// Scores by the names that score.py gives them, `strict_p` to `link_f1`, as text of four digits.
type Figures = BTreeMap<String, String>;

/// Whether the scorer and a Python to run it are there; says so where they are not.
fn can_compare() -> bool {
    let scorer = project(SHARED).join("score.py");
    let python = Command::new("python3").arg("--version").output();
    let can = scorer.is_file() && python.is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("skipped: needs python3 and {}", scorer.display());
    }
    can
}

/// What score.py prints: `12 documents  strict_p 0.5000  strict_r ...`, and the number of documents.
fn reference(gold: &Path, predicted: &Path) -> (String, Figures) {
    let output = Command::new("python3")
        .arg(project(SHARED).join("score.py"))
        .args([gold, predicted])
        .output()
        .unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let words: Vec<&str> = line.split_whitespace().collect();
    let figures = words[2..]
        .chunks(2)
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
    (words[0].to_owned(), figures.collect())
}

/// The same figures out of the table that `naranhi evaluate` prints.
fn ours(gold: &Path, predicted: &Path) -> (String, Figures) {
    let folder = Folder::with::<&str>(&[]);
    let evaluate = format!("evaluate {} {}", gold.display(), predicted.display());
    // Exit code 1 is a document without prediction.
    let output = folder.naranhi(&evaluate).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    let table = String::from_utf8(output.stdout).unwrap();
    let mut figures = Figures::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split_whitespace().collect();
        if let [
            name @ ("strict" | "lax" | "link"),
            precision,
            recall,
            f1,
            ..,
        ] = cells[..]
        {
            for (which, value) in [("p", precision), ("r", recall), ("f1", f1)] {
                // score.py has no precision and recall of its lax score.
                if name != "lax" || which == "f1" {
                    figures.insert(format!("{name}_{which}"), value.to_owned());
                }
            }
        }
    }
    let documents = table.split_whitespace().next().unwrap_or_default();
    (documents.to_owned(), figures)
}

/// Both must agree on ladders, each a document with its gold and what was predicted for it, if anything was.
#[track_caller]
fn agree(documents: &[(&str, &str, Option<&str>)]) -> Figures {
    let (gold, predicted) = (Folder::with::<&str>(&[]), Folder::with::<&str>(&[]));
    for (name, beads, prediction) in documents {
        gold.write(&format!("{name}.gold"), beads);
        // The texts are not looked at, but a document without them is none.
        gold.write(&format!("{name}.ko"), "가\n나\n다\n라\n마\n");
        gold.write(&format!("{name}.en"), "a\nb\nc\nd\ne\n");
        if let Some(prediction) = prediction {
            predicted.write(&format!("{name}.pred"), prediction);
        }
    }
    let (gold, predicted) = (gold.path(""), predicted.path(""));
    let ours = ours(&gold, &predicted);
    assert_eq!(ours.1.len(), 7, "{ours:?}");
    if can_compare() {
        assert_eq!(ours, reference(&gold, &predicted));
    }
    ours.1
}

/// A folder with the gold of document `a` and what was predicted for it.
fn document(gold: &str, prediction: &str) -> Folder {
    Folder::with(&[
        ("a.gold", gold),
        ("a.ko", "가\n나\n다\n라\n마\n"),
        ("a.en", "a\nb\nc\nd\ne\n"),
        ("a.pred", prediction),
    ])
}

/// The figures of a prediction that score.py does not read as we do.
fn scored(gold: &str, prediction: &str) -> Figures {
    let folder = document(gold, prediction);
    ours(&folder.path(""), &folder.path("")).1
}

#[track_caller]
fn refused(gold: &str, prediction: &str, expected: &str) {
    let output = document(gold, prediction).naranhi("evaluate . .").output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(expected), "{said}");
}

#[test]
fn figures_of_a_development_set() {
    let set = project(SHARED).join("align/abridged");
    if !can_compare() || !set.is_dir() {
        eprintln!("skipped: needs {}", set.display());
        return;
    }
    let (ladders, predictions) = (Folder::with::<&str>(&[]), Folder::with::<&str>(&[]));
    let mut documents = 0;
    for entry in fs::read_dir(&set).unwrap() {
        let gold = entry.unwrap().path();
        if gold.extension().is_none_or(|extension| extension != "gold") {
            continue;
        }
        let name = gold.file_stem().unwrap().to_string_lossy().into_owned();
        let [ko, en] = ["ko", "en"].map(|ending| gold.with_extension(ending).display().to_string());
        documents += 1;
        // Where everything was cut from one side there is nothing to align, and no bead to be found.
        if [&ko, &en]
            .iter()
            .any(|path| fs::read_to_string(path).unwrap().trim().is_empty())
        {
            continue;
        }
        ladders.run(&format!("align --presegmented {ko} {en} -o {name}.ladder"));
        predictions.write(
            &format!("{name}.pred"),
            ladders.read(&format!("{name}.ladder")),
        );
    }
    assert!(documents > 10, "{documents} documents");
    // Either ending is read, score.py reads one of them.
    let expected = reference(&set, &predictions.path(""));
    assert_eq!(expected.0, documents.to_string());
    assert_eq!(ours(&set, &ladders.path("")), expected);
    assert_eq!(ours(&set, &predictions.path("")), expected);
}

#[test]
fn figures_of_predictions_with_errors() {
    let figures = agree(&[
        // Right, one Korean segment too few, beads of one side only, one that has nothing in common with the gold.
        (
            "a",
            "[0]:[0]\n[1]:[1, 2]\n[2]:[]\n[]:[3]\n[3, 4]:[4]\n",
            Some("[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[3]\n[3, 4]:[4]\n"),
        ),
        // Not a document of the set that was aligned.
        ("b", "[0]:[0]\n[1]:[1]\n", None),
        // Segments that are not neighbours, white space, empty lines, what other aligners write after the beads.
        (
            "c",
            "[0, 2]:[0]\n[1]:[1]\n",
            Some("\n[0,2] : [0] : 0.5\n  [1]:[2]:0.25\n\n"),
        ),
        ("d", "[0]:[0]\n", Some("")),
        // One bead where the gold has two.
        ("e", "[0]:[0]\n[1]:[1]\n", Some("[0, 1]:[0]\n")),
    ]);
    // Linked beads: predicted 4 + 0 + 2 + 0 + 1, gold 3 + 2 + 2 + 1 + 2; exactly right 2 + 0 + 1 + 0 + 0.
    assert_eq!(figures["strict_p"], format!("{:.4}", 3.0 / 7.0));
    assert_eq!(figures["strict_r"], format!("{:.4}", 3.0 / 10.0));
    // Links: predicted 5 + 0 + 3 + 0 + 2, gold 5 + 2 + 3 + 1 + 2; right 4 + 0 + 2 + 0 + 1.
    assert_eq!(figures["link_p"], format!("{:.4}", 7.0 / 10.0));
    assert_eq!(figures["link_r"], format!("{:.4}", 7.0 / 13.0));
    // Lax: right of predicted 3 + 0 + 1 + 0 + 1, found of gold the same.
    let (p, r) = (5.0 / 7.0, 5.0 / 10.0);
    assert_eq!(figures["lax_f1"], format!("{:.4}", 2.0 * p * r / (p + r)));
}

#[test]
fn figures_where_nothing_is_right() {
    let figures = agree(&[("a", "[0]:[0]\n[1]:[1]\n", Some("[0]:[1]\n[1]:[0]\n"))]);
    assert!(
        figures.values().all(|figure| figure == "0.0000"),
        "{figures:?}"
    );
}

#[test]
fn figures_where_all_is_right() {
    let beads = "[0]:[0, 1]\n[1, 2, 3]:[2]\n[4]:[]\n[]:[3, 4]\n";
    let figures = agree(&[("a", beads, Some(beads))]);
    assert!(
        figures.values().all(|figure| figure == "1.0000"),
        "{figures:?}"
    );
}

#[test]
fn order_within_a_bead_means_nothing() {
    let gold = "[0, 1]:[0]\n[2]:[1, 2]\n";
    let figures = scored(gold, "[1,0]:[0]:0.5\n[2]:[2, 1]\n");
    assert!(
        figures.values().all(|figure| figure == "1.0000"),
        "{figures:?}"
    );
}

#[test]
fn a_segment_in_two_beads_is_refused_with_its_line() {
    let beads = "[0]:[0]\n[1]:[1]\n";
    let twice = "[0]:[0]\n[0]:[1]\n";
    refused(beads, twice, "a.pred, line 2: English segment 0 ");
    refused(twice, beads, "a.gold, line 2: English segment 0 ");
    refused(beads, "[0]:[1, 1]\n", "a.pred, line 1: Korean segment 1 ");
}

#[test]
fn numbers_beyond_the_segments_are_refused() {
    let beads = "[0]:[0]\n";
    refused(
        beads,
        "[0]:[0]\n[1]:[5]\n",
        "a.pred, line 2: Korean segment 5 ",
    );
    refused(beads, "[5]:[0]\n", "a.pred, line 1: English segment 5 ");
    refused("[0]:[5]\n", beads, "a.gold, line 1: Korean segment 5 ");
}

#[test]
fn texts_in_the_place_of_each_other_are_told() {
    let folder = document("[0]:[0]\n", "[0]:[0]\n");
    folder.write("a.ko", "It rained.\n");
    let output = folder.naranhi("evaluate --align .").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("a.ko: English; the Korean text belongs here"),
        "{said}"
    );
}

#[test]
fn what_has_no_counterpart_is_named() {
    let folder = document("[0]:[0]\n", "[0]:[0]\n");
    for (from, to) in [("a.gold", "b.gold"), ("a.ko", "b.ko"), ("a.en", "b.en")] {
        folder.write(to, folder.read(from));
    }
    folder.write("c.ladder", "[0]:[0]\n");
    let output = folder.naranhi("evaluate . .").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("b: no prediction"), "{said}");
    assert!(said.contains("c.ladder: passed over"), "{said}");
}

/// Whatever was moved on the pages, split otherwise, or not left out of them.
#[test]
fn ladders_of_pages_score_as_aligning_them_does() {
    for set in ["pairs", "tests/cases/whole"] {
        let (folder, set) = (Folder::with::<&str>(&[]), project(set));
        for entry in fs::read_dir(&set).unwrap() {
            let page = entry.unwrap().path();
            if page.is_dir() {
                let (name, page) = (page.file_name().unwrap().display(), page.display());
                folder.run(&format!(
                    "align {page}/ko.txt {page}/en.txt -o {name}.ladder"
                ));
            }
        }
        let aligned = folder
            .run(&format!("evaluate --align {}", set.display()))
            .out;
        let predicted = folder.run(&format!("evaluate {} .", set.display())).out;
        assert!(
            aligned.starts_with(&predicted) && predicted.contains("link"),
            "{aligned}{predicted}"
        );
    }
}

/// The numbers of a ladder count the captions that come back.
#[test]
fn a_ladder_of_pages_of_which_captions_came_back_is_scored() {
    let beads = [
        (
            "새벽 4시, 자갈치시장의 하루가 시작된다",
            "At 4 a.m., the day begins at Jagalchi Market",
        ),
        (
            "부산 자갈치시장은 해가 뜨기 전에 가장 바쁘다.",
            "Busan's Jagalchi Market is busiest before sunrise.",
        ),
        (
            "경매사 이정수 씨가 3월 2일 새벽 4시 종을 울리며 고등어 1200상자의 경매를 시작하고 있다.",
            "Auctioneer Lee Jeong-su rings the bell at 4 a.m. on March 2, opening the auction of 1,200 boxes of mackerel.",
        ),
        (
            "시장 상인회에 따르면 점포는 10년 전 480곳에서 310곳으로 줄었다.",
            "According to the merchants' association, the number of stalls fell from 480 ten years ago to 310.",
        ),
    ];
    let text = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        beads.iter().map(side).collect::<Vec<_>>().join("\n")
    };
    let korean = text(|bead| bead.0).replace("시작하고 있다.", "시작하고 있다. /사진=한여울 기자");
    let rows = beads.map(|(korean, english)| format!("{korean}\t{english}\t\n"));
    let folder = Folder::with::<&str>(&[]);
    fs::create_dir_all(folder.path("gold/market")).unwrap();
    folder.write("gold/market/ko.txt", korean);
    folder.write("gold/market/en.txt", text(|bead| bead.1));
    folder.write(
        "gold/market/gold.tsv",
        format!("ko\ten\tnote\n{}", rows.concat()),
    );
    fs::create_dir(folder.path("predicted")).unwrap();
    folder.run("align gold/market/ko.txt gold/market/en.txt -o predicted/market.ladder");
    let scores = folder.run("evaluate gold predicted").out;
    let strict = scores
        .lines()
        .find(|line| line.starts_with("strict"))
        .unwrap();
    let figures: Vec<&str> = strict.split_whitespace().skip(1).collect();
    assert_eq!(figures, ["1.0000", "1.0000", "1.0000", "4", "4"]);
}
