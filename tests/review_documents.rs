//! Of which document a row is that does not name it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::team::{DECISION, SOURCE, TARGET, apply, sheet_of};
use common::{ENGLISH, Folder, KOREAN, change_workbook};

/// A folder with `two.jsonl`, in which both documents, `first` and `second`, are the same pair of articles.
fn two_documents() -> Folder {
    let articles = ["first", "second"].map(|document| {
        serde_json::json!({ "document": document, "ko": KOREAN, "en": ENGLISH }).to_string()
    });
    let folder = Folder::with_articles();
    folder.write("two.jsonl", articles.join("\n"));
    folder
}

#[test]
fn an_added_row_is_of_the_document_of_the_row_above() {
    let folder = two_documents();
    folder.run("align two.jsonl -o two.xlsx");
    change_workbook(&folder.path("two.xlsx"), |rows| {
        let mut row = vec![String::new(); rows[0].len()];
        row[SOURCE] = "새 문장이다.".into();
        row[TARGET] = "A new one.".into();
        rows.insert(2, row);
    });
    let (code, said) = apply(&folder, "two.xlsx");
    assert_eq!(code, 0, "{said}");
    assert!(folder.read("pair.tmx").contains("tuid=\"first new-"));
}

#[test]
fn a_row_of_a_document_that_is_none_names_the_document() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", |rows| {
        let document = rows[0].iter().position(|name| name == "document");
        rows[2][document.unwrap()] = "Roh".into();
        rows[2][10].clear();
    });
    let (code, said) = apply(&folder, "kim.csv");
    assert_eq!(code, 1);
    let message = "kim.csv, row 3, I3: there is no document Roh; name the one that s-0002 is of";
    assert!(said.contains(message), "{said}");
}

#[test]
fn a_row_whose_document_was_cleared_is_of_the_one_that_lacks_it() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let count = || folder.read("pair.tmx").matches("<tu ").count();
    assert_eq!(count(), 3);
    for (decision, units) in [("", 3), ("accept", 3), ("reject", 2)] {
        sheet_of(&folder, "kim.csv", |rows| {
            let document = rows[0].iter().position(|name| name == "document");
            rows[2][document.unwrap()].clear();
            rows[2][DECISION] = decision.into();
        });
        let (code, said) = apply(&folder, "kim.csv");
        assert_eq!((code, count()), (0, units), "{said}");
    }
}

#[test]
fn a_row_that_may_be_of_two_documents_is_refused() {
    let folder = two_documents();
    folder.run("align two.jsonl -o two.csv -o pair.tmx");
    let sheet = folder.read("two.csv");
    // Rejects s-0002 of a document, which is then not named.
    let reject = |sheet: &str, document: &str| {
        let rows = sheet.lines().map(|row| {
            let rejected = row
                .strip_prefix("s-0002,,")
                .filter(|row| row.contains(document));
            rejected.map_or(row.to_owned(), |row| {
                format!(
                    "s-0002,reject,{}",
                    row.replace(&format!(",{document},"), ",,")
                )
            })
        });
        rows.collect::<Vec<_>>().join("\n")
    };
    // The two rows, at the end, may be of either.
    let both = reject(&reject(&sheet, "first"), "second");
    let (apart, others): (Vec<&str>, Vec<&str>) = both
        .lines()
        .partition(|row| row.starts_with("s-0002,reject"));
    assert_eq!(apart.len(), 2);
    folder.write("both.csv", [others, apart].concat().join("\n"));
    let (code, said) = apply(&folder, "both.csv");
    assert_eq!(code, 1);
    assert!(
        said.contains("the document of s-0002 is not named"),
        "{said}"
    );
    let memory = folder.read("pair.tmx");
    assert_eq!(memory.matches("<tu ").count(), 6);

    folder.write("one.csv", reject(&sheet, "second"));
    let (code, said) = apply(&folder, "one.csv");
    assert_eq!(code, 0, "{said}");
    let memory = folder.read("pair.tmx");
    assert!(memory.contains("\"first s-0002\"") && !memory.contains("\"second s-0002\""));
}

#[test]
fn a_part_and_a_merged_row_without_a_document_are_of_the_rows_around_them() {
    let folder = two_documents();
    folder.run("align two.jsonl -o two.csv -o pair.tmx");
    let sheet = folder.read("two.csv");
    let without_document = |row: &str| row.replace(",first,", ",,");
    let rows: Vec<&str> = sheet.lines().collect();
    assert!(rows[2].starts_with("s-0002,") && rows[3].starts_with("s-0003,"));
    let (first, second) = (
        rows[2].replacen("s-0002", "s-0002.1", 1),
        without_document(&rows[2].replacen("s-0002", "s-0002.2", 1)),
    );
    let split = [&[rows[0], rows[1], &first, &second], &rows[3..]].concat();
    folder.write("split.csv", split.join("\n"));
    let (code, said) = apply(&folder, "split.csv");
    assert!(code == 0 && said.contains("2 made by splitting"), "{said}");

    for (name, id) in [("close", "s-0002+s-0003"), ("apart", "s-0002 + s-0003")] {
        let name = format!("{name}.tmx");
        folder.run(&format!("align two.jsonl -o {name}"));
        let merged = without_document(&rows[2].replacen("s-0002", id, 1));
        let merged = [&[rows[0], rows[1], &merged], &rows[4..]].concat();
        folder.write("merged.csv", merged.join("\n"));
        let output = folder
            .naranhi(&format!("review apply merged.csv -o {name}"))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.success() && said.contains("1 merged"),
            "{said}"
        );
        let memory = folder.read(&name);
        assert!(memory.contains("\"first s-0002+s-0003\""), "{memory}");
    }
}

#[test]
fn a_sheet_that_names_no_document_is_of_the_only_one_of_the_memory() {
    let nameless = |rows: &mut Vec<Vec<String>>| {
        let document = rows[0].iter().position(|name| name == "document");
        for row in &mut rows[1..] {
            row[document.unwrap()].clear();
        }
        rows[2][DECISION] = "reject".into();
    };
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    sheet_of(&folder, "kim.csv", nameless);
    let (code, said) = apply(&folder, "kim.csv");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 2);

    // Of two documents, no row can tell which is its own.
    let folder = two_documents();
    folder.run("align two.jsonl -o pair.tmx");
    let before = folder.read("pair.tmx").matches("<tu ").count();
    sheet_of(&folder, "kim.csv", nameless);
    let (code, said) = apply(&folder, "kim.csv");
    assert!(code == 1 && said.contains("is not named"), "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), before);
}
