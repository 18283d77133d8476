//! What the tests of several reviewers share: the columns that these fill in, and what they do with sheets.

use super::{Folder, reviewed};

/// The decision.
pub const DECISION: usize = 1;
/// The source text.
pub const SOURCE: usize = 4;
/// The target text.
pub const TARGET: usize = 5;
/// The comment.
pub const COMMENT: usize = 6;

/// A sheet under a name of its own, with one cell of the row changed.
pub fn sheet(folder: &Folder, name: &str, row: usize, column: usize, cell: &str) {
    sheet_of(folder, name, |rows| rows[row][column] = cell.into());
}

/// A sheet under a name of its own.
pub fn sheet_of(folder: &Folder, name: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    reviewed(folder, change);
    std::fs::rename(folder.path("pair.csv"), folder.path(name)).unwrap();
}

/// Runs `review apply` onto `pair.tmx`; the exit code and what was said.
pub fn apply(folder: &Folder, arguments: &str) -> (i32, String) {
    let command = format!("review apply {arguments} -o pair.tmx --date 20250904T073800Z");
    let output = folder.naranhi(&command).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// `kim.csv` applied by Kim, then `lee.csv` by Lee, which is refused with `said` and changes nothing; nor does either,
/// given once more.
#[track_caller]
pub fn stands(folder: &Folder, said: &str) {
    assert_eq!(apply(folder, "kim.csv --reviewer kim").0, 0);
    let before = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
    for _ in 0..2 {
        let (code, message) = apply(folder, "lee.csv --reviewer lee");
        assert_eq!(code, 1, "{message}");
        assert!(message.contains(said), "{message}");
        apply(folder, "kim.csv --reviewer kim");
        let after = (folder.read("pair.tmx"), folder.read("pair.review.jsonl"));
        assert_eq!(after, before);
    }
}

/// Makes two parts of the second row.
pub fn split(rows: &mut Vec<Vec<String>>, decisions: [&str; 2]) {
    let mut second = rows[2].clone();
    rows[2][0] += ".1";
    second[0] += ".2";
    rows[2][DECISION] = decisions[0].into();
    second[DECISION] = decisions[1].into();
    rows.insert(3, second);
}

/// Makes one row of two.
pub fn merge(rows: &mut Vec<Vec<String>>, first: usize) {
    let next = rows.remove(first + 1);
    rows[first][0] = format!("{}+{}", rows[first][0], next[0]);
    for column in [SOURCE, TARGET] {
        rows[first][column] = format!("{} {}", rows[first][column], next[column]);
    }
}
