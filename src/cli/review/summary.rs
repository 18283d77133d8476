//! What was done with the rows of the sheets, in a sentence.

use naranhi::review::apply::Summary;

use crate::cli::counted;

/// How many rows became what, and what was lost on the way.
pub(super) fn sentence(summary: &Summary) -> String {
    let said = |counts: &[(usize, &str)]| {
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = counts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        said.join(", ")
    };
    let rows = said(&[
        (summary.accepted, "accepted"),
        (summary.rejected, "rejected"),
        (summary.edited, "edited"),
        (summary.unsure, "unsure"),
        (summary.undecided, "undecided"),
        (summary.merged, "merged"),
        (summary.parts, "made by splitting"),
        (summary.added, "new"),
        (summary.repeated, "said by another row"),
        (summary.gone, "untouched, of pairs that are no more"),
        (summary.refused, "not applied"),
    ]);
    let besides = said(&[(summary.alone, "of them with one side, and no unit")]);
    let besides = [
        besides,
        lost("inline tags lost with edited texts", summary.untagged),
        lost(
            "texts in further languages left out of merged or split rows",
            summary.further,
        ),
        not_in_the_memory(&summary.absent),
        not_in_the_sheet(&summary.missing),
    ];
    let besides = besides.iter().filter(|said| !said.is_empty());
    let besides: String = besides.map(|said| format!("; {said}")).collect();
    format!("{}: {rows}{besides}", counted(summary.rows, "row"))
}

/// How much of what other tools wrote the sheet had no place for.
fn lost(what: &str, count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!("{what}: {count}"),
    }
}

/// How many pairs the memory lacks, though nobody took them out.
fn not_in_the_memory(absent: &[String]) -> String {
    match absent.is_empty() {
        true => String::new(),
        false => format!(
            "{}; accept adds what is to be there",
            some(absent, "left out, not in the memory")
        ),
    }
}

/// How many rows no sheet had.
fn not_in_the_sheet(missing: &[String]) -> String {
    match missing.is_empty() {
        true => String::new(),
        false => some(missing, "left as before, not in the sheet"),
    }
}

/// How many rows something is true of, and which, as far as that is short.
fn some(rows: &[String], what: &str) -> String {
    const MOST_NAMED: usize = 3;
    let count = rows.len();
    match count <= MOST_NAMED {
        true => format!("{count} {what} ({})", rows.join(", ")),
        false => format!("{count} {what}"),
    }
}
