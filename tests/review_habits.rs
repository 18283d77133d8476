//! What people and their spreadsheet programs do to sheets, though no guide says so.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use calamine::{Data, Reader, Xlsx};
use common::team::{DECISION, SOURCE, TARGET, apply, sheet_of};
use common::{Folder, change_workbook, reviewed};
use rust_xlsxwriter::Workbook;

/// Both texts pasted into the row above, the row deleted: nothing stands twice.
#[test]
fn a_row_pasted_into_another_and_deleted_is_merged() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx --document roh");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        let last = rows.pop().unwrap();
        for column in [SOURCE, TARGET] {
            rows[2][column] = format!("{}\n{}", rows[2][column], last[column]);
        }
    });
    for _ in 0..2 {
        let (code, said) = apply(&folder, "pair.xlsx");
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("1 merged"), "{said}");
        let memory = folder.read("pair.tmx");
        assert_eq!(memory.matches("30th").count(), 1, "{memory}");
        assert!(memory.contains("s-0002+s-0003"), "{memory}");
    }
}

/// What a row held all along was not pasted into it.
#[test]
fn a_row_that_was_merged_takes_no_other_pair_over() {
    let korean = "네. 그렇습니다. 회의는 3일에 열립니다. 네. 장소는 서울입니다.";
    let english = "Yes. That is so. The meeting is on the 3rd. Yes. The place is Seoul.";
    let folder = Folder::with(&[("ko.txt", korean), ("en.txt", english)]);
    folder.run("align ko.txt en.txt -o pair.xlsx --document talk");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        assert_eq!(rows.len(), 6);
        rows[1][0] = "s-0001+s-0002".into();
        for column in [SOURCE, TARGET] {
            rows[1][column] = format!("{} {}", rows[1][column], rows[2][column]);
        }
        rows.remove(4);
        rows.remove(2);
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 0, "{said}");
    let memory = folder.read("pair.tmx");
    assert!(
        memory.contains("talk s-0001+s-0002\"") && memory.contains("talk s-0004\""),
        "{memory}"
    );
}

/// Pairs that stand twice, taken out where they stand the second time: the sheet is of the same alignment still.
#[test]
fn pairs_of_the_same_texts_make_no_other_alignment() {
    let korean = "네. 감사합니다. 회의는 3일에 열립니다. 네. 감사합니다. 장소는 서울입니다.";
    let english = "Yes. Thank you. The meeting is on the 3rd. Yes. Thank you. The place is Seoul.";
    let folder = Folder::with(&[("ko.txt", korean), ("en.txt", english)]);
    folder.run("align ko.txt en.txt -o pair.xlsx -o lee.xlsx --document talk");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        assert_eq!(rows.len(), 7);
        for row in [4, 5] {
            rows[row][DECISION] = "reject".into();
        }
    });
    for sheet in [
        "pair.xlsx --reviewer kim",
        "pair.xlsx --reviewer kim",
        "lee.xlsx --reviewer lee",
    ] {
        let (code, said) = apply(&folder, sheet);
        assert_eq!(code, 0, "{sheet}: {said}");
        assert_eq!(
            folder.read("pair.tmx").matches("<tu ").count(),
            4,
            "{sheet}"
        );
    }
}

/// One text pasted, and the row deleted: who knows what became of the other.
#[test]
fn a_row_of_which_one_text_was_pasted_into_another_stays() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx --document roh");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        let last = rows.pop().unwrap();
        rows[2][TARGET] = format!("{} {}", rows[2][TARGET], last[TARGET]);
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("1 left as before, not in the sheet"),
        "{said}"
    );
    assert!(folder.read("pair.tmx").contains("roh s-0003\""));
}

#[test]
fn a_second_page_with_other_decisions_is_named() {
    let folder = Folder::with_articles();
    folder.run("align ko.txt en.txt -o pair.xlsx --document roh");
    let mut before: Xlsx<_> = calamine::open_workbook(folder.path("pair.xlsx")).unwrap();
    let mut after = Workbook::new();
    let mut copies = Vec::new();
    for name in ["review", "as written"] {
        let range = before.worksheet_range(name).unwrap();
        copies.push((name, range.clone()));
        if name == "review" {
            copies.push(("backup", range.clone()));
            copies.push(("review (2)", range));
        }
    }
    for (name, range) in copies {
        let page = after.add_worksheet().set_name(name).unwrap();
        for (line, row) in range.rows().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let is_rejected = name == "review (2)" && (line, column) == (2, DECISION);
                let cell = match is_rejected {
                    true => Data::String("reject".into()),
                    false => cell.clone(),
                };
                page.write_string(line as u32, column as u16, cell.to_string())
                    .unwrap();
            }
        }
    }
    after.save(folder.path("pair.xlsx")).unwrap();
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("the page “review (2)” looks like a review sheet too"),
        "{said}"
    );
    assert!(!said.contains("backup"), "{said}");
}

#[test]
fn what_is_rejected_may_hold_an_error() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        rows[3][TARGET] = "#VALUE!".into();
        rows[3][DECISION] = "reject".into();
    });
    let (code, said) = apply(&folder, "pair.csv");
    assert!(code == 0 && said.contains("1 rejected"), "{said}");
}

#[test]
fn an_error_of_the_spreadsheet_program_is_no_text() {
    for error in ["#VALUE!", "#NAME?", "Err:509"] {
        let folder = Folder::with_articles();
        reviewed(&folder, |rows| rows[3][TARGET] = error.into());
        let (code, said) = apply(&folder, "pair.csv --reviewer kim");
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("pair.csv, row 4, F4"), "{said}");
        assert!(!folder.read("pair.tmx").contains(error));
    }
}

/// A CSV that went through an encoding without some of its characters.
#[test]
fn a_question_mark_for_a_lost_character_is_no_edit() {
    let folder = Folder::with_articles();
    let english = folder
        .read("en.txt")
        .replace("returns home", "returns home – via Besançon –");
    folder.write("en.txt", english);
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let before = folder.read("pair.tmx");
    let lossy = |text: &str| text.replace(['–', 'ç'], "?");
    reviewed(&folder, |rows| rows[3][TARGET] = lossy(&rows[3][TARGET]));
    let (code, said) = apply(&folder, "pair.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    assert_eq!(folder.read("pair.tmx"), before);

    // A workbook loses nothing, and Korean Windows has most of what Koreans write.
    folder.run("align ko.txt en.txt -o book.xlsx --document roh");
    change_workbook(&folder.path("book.xlsx"), |rows| {
        rows[3][TARGET] = lossy(&rows[3][TARGET]);
    });
    let edited = folder
        .naranhi("review apply book.xlsx -o book.tmx")
        .output()
        .unwrap();
    assert_eq!(edited.status.code(), Some(0));
    assert!(folder.read("book.tmx").contains("? via Besan?on ?"));

    // What was edited besides is not guessed at.
    reviewed(&folder, |rows| {
        rows[3][TARGET] = lossy(&rows[3][TARGET]).replace("home", "to Seoul");
    });
    let (code, said) = apply(&folder, "pair.csv --reviewer kim");
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("pair.csv, row 4, F4: characters became"),
        "{said}"
    );
    assert_eq!(folder.read("pair.tmx"), before);
}

/// A hash of digits alone is a number to a spreadsheet program, and comes back as `3.45678E+15`.
#[test]
fn no_cell_of_a_hash_looks_like_a_number() {
    let folder = Folder::with_articles();
    reviewed(&folder, |rows| {
        for row in &rows[1..] {
            for hash in &row[row.len() - 2..] {
                assert!(hash.starts_with('h') && hash.len() == 17, "{hash}");
            }
        }
    });
}

/// A memory of a tool that writes its tags in a way of its own.
#[test]
fn a_memory_may_have_tags_in_any_form() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        rows[1][DECISION] = "accept".into();
    });
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let memory = folder.read("pair.tmx");
    let memory = memory.replace("ko-KR", "KO_kr").replace("en-US", "EN");
    folder.write("pair.tmx", memory);
    let (code, said) = apply(&folder, "kim.csv --reviewer kim");
    assert_eq!(code, 0, "{said}");
    let reviewed = folder.read("pair.tmx");
    assert!(reviewed.contains("<prop type=\"x-reviewer\">kim</prop>"));
    assert!(reviewed.contains("xml:lang=\"KO_kr\"") && reviewed.contains("xml:lang=\"EN\""));
}

/// The sheet of an article into which a paragraph came, given to the memory of the article before, or the other way
/// round: most pairs of both are the same.
#[test]
fn a_sheet_of_another_alignment_is_refused_though_most_of_it_fits() {
    let korean = "눈이 왔다. 김민수 시장은 길을 막았다. 버스 12대가 멈췄다. 학교 30곳이 쉰다. 시장은 오늘 문을 연다.";
    let english = "It snowed. Mayor Kim Min-su closed the roads. 12 buses stopped. 30 schools are closed. The market \
        opens today.";
    let longer = [
        korean.replace("학교", "전기가 2시간 끊겼다. 학교"),
        english.replace("30 schools", "Power was out for two hours. 30 schools"),
    ];
    for is_older in [true, false] {
        let folder = Folder::with(&[("ko.txt", korean), ("en.txt", english)]);
        folder.run("align ko.txt en.txt -o old.tmx -o old.csv --document snow");
        folder.write("ko.txt", &longer[0]);
        folder.write("en.txt", &longer[1]);
        folder.run("align ko.txt en.txt -o new.tmx -o new.csv --document snow");
        let (sheet, memory) = if is_older {
            ("old", "new")
        } else {
            ("new", "old")
        };
        folder.write("pair.tmx", folder.read(&format!("{memory}.tmx")));
        let before = folder.read("pair.tmx");
        let (code, said) = apply(&folder, &format!("{sheet}.csv"));
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("nothing of snow was applied"), "{said}");
        assert!(said.contains("--alignment FILE.jsonl"), "{said}");
        assert_eq!(folder.read("pair.tmx"), before);
    }
}

/// A workbook that was made of a memory, given to another in which its merged pair is two.
#[test]
fn a_decision_on_a_pair_that_the_memory_lacks_is_listed() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| common::team::merge(rows, 2));
    assert_eq!(apply(&folder, "kim.csv --reviewer kim").0, 0);
    folder.run("tmx convert pair.tmx second.xlsx");
    for name in ["pair.tmx", "pair.review.jsonl"] {
        std::fs::remove_file(folder.path(name)).unwrap();
    }
    folder.run("align ko.txt en.txt -o pair.tmx --document roh");
    let (code, said) = apply(&folder, "second.xlsx");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the memory has no s-0002+s-0003"), "{said}");
}

/// What belongs into another column is no translation.
#[test]
fn a_decision_in_the_place_of_a_text_is_listed() {
    for column in [SOURCE, TARGET] {
        for cell in [
            "삭제",
            "-",
            "x",
            " OK. ",
            "reject",
            "확인필요",
            "(확인 필요?)",
            "삭제 요망",
            "(번역 없음)",
            "n/a",
        ] {
            let folder = Folder::with_articles();
            folder.run("align ko.txt en.txt -o pair.xlsx -o pair.tmx --document roh");
            let before = folder.read("pair.tmx");
            change_workbook(&folder.path("pair.xlsx"), |rows| {
                rows[2][column] = cell.into();
                rows[3][DECISION] = "reject".into();
                rows[3][column] = cell.into();
            });
            let (code, said) = apply(&folder, "pair.xlsx");
            assert_eq!(code, 1, "{cell}: {said}");
            assert!(
                said.contains(&format!("“{}” is no text; it was not applied", cell.trim())),
                "{said}"
            );
            assert!(said.contains("1 rejected"), "{said}");
            let memory = folder.read("pair.tmx");
            let second = |memory: &str| {
                let unit = memory.split("<tu ").nth(2).unwrap();
                unit.split("</tu>").next().unwrap().to_owned()
            };
            assert_eq!(second(&memory), second(&before), "{cell}");
        }
    }
}

/// A sentence alone has no translation by a mark beside it.
#[test]
fn a_mark_beside_a_sentence_alone_makes_no_unit() {
    let folder = Folder::with(&[
        ("ko.txt", "회의는 3일에 열렸다. 날씨가 매우 맑고 따뜻했다."),
        ("en.txt", "The meeting was held on the 3rd."),
    ]);
    folder.run("align ko.txt en.txt -o pair.xlsx -o pair.tmx --document roh");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        assert_eq!(rows[2][TARGET], "");
        rows[2][TARGET] = "—".into();
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("row 3, F3: “—” is no text"), "{said}");
    assert_eq!(folder.read("pair.tmx").matches("<tu ").count(), 1);
}

#[test]
fn a_text_that_is_as_short_as_a_decision_is_a_text() {
    let folder = Folder::with(&[
        (
            "ko.txt",
            "좋아. 회의는 3일에 서울에서 열렸다고 한다. 이의는 없음.",
        ),
        (
            "en.txt",
            "All right. The meeting was held in Seoul on the 3rd, they say. No objection.",
        ),
    ]);
    folder.run("align ko.txt en.txt -o pair.xlsx -o pair.tmx --document roh");
    change_workbook(&folder.path("pair.xlsx"), |rows| {
        assert_eq!(rows[1][SOURCE], "좋아.");
        rows[1][TARGET] = "OK.".into();
        // Who insists is believed.
        rows[2][TARGET] = "Confirmed.".into();
        rows[2][DECISION] = "edit".into();
        assert_eq!(rows[3][SOURCE], "이의는 없음.");
        rows[3][SOURCE] = "없음.".into();
    });
    let (code, said) = apply(&folder, "pair.xlsx");
    assert_eq!(code, 0, "{said}");
    let memory = folder.read("pair.tmx");
    for text in [
        "<seg>OK.</seg>",
        "<seg>Confirmed.</seg>",
        "<seg>없음.</seg>",
    ] {
        assert!(memory.contains(text), "{memory}");
    }
}

/// In the sheet of a memory, the decision of an edited row reads `edit` already.
#[test]
fn a_text_in_a_row_that_was_edited_before_may_be_as_short_as_a_decision() {
    let folder = Folder::with_articles();
    sheet_of(&folder, "kim.csv", |rows| {
        rows[2][TARGET] += " So it is said.";
    });
    apply(&folder, "kim.csv --reviewer kim");
    folder.run("tmx convert pair.tmx conv.xlsx");
    change_workbook(&folder.path("conv.xlsx"), |rows| {
        assert_eq!(rows[2][DECISION], "edit");
        rows[2][TARGET] = "Confirmed.".into();
    });
    let (code, said) = apply(&folder, "conv.xlsx --reviewer kim");
    assert_eq!(code, 0, "{said}");
    let memory = folder.read("pair.tmx");
    assert!(memory.contains("<seg>Confirmed.</seg>"), "{memory}");
}
