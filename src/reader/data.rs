//! Files of data, which are no articles though they may hold some.

use std::path::Path;

use serde::de::IgnoredAny;

use super::office::damaged;
use crate::error::Error;

/// How a file begins that was packed with gzip (RFC 1952, section 2.3.1).
const GZIP: &[u8] = b"\x1f\x8b";

/// Endings of tables.
const TABLES: [&str; 2] = ["csv", "tsv"];

/// Why a file holds data and no article, if it does.
pub(super) fn refused(bytes: &[u8], name: &str) -> Option<Error> {
    let message = if bytes.starts_with(GZIP) {
        "packed with gzip; unpack it, or pipe it in: `zcat FILE | naranhi align -`"
    } else if is_table(name) {
        "a table, not an article; give each article in a file, or pairs of them as JSON lines ({\"ko\": TEXT, \"en\": TEXT})"
    } else if is_json(bytes) {
        "JSON, not an article; pairs of articles are JSON lines, an object a line ({\"ko\": TEXT, \"en\": TEXT}): \
         `jq -c '.[]' FILE > FILE.jsonl`"
    } else {
        return None;
    };
    Some(damaged(name, &message))
}

fn is_table(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    TABLES
        .iter()
        .any(|table| ending.eq_ignore_ascii_case(table))
}

/// Whether a text is a list or an object of JSON.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let begins = text.trim_ascii_start().first();
    begins.is_some_and(|first| b"[{".contains(first))
        && serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_begins_with_a_bracket_is_one() {
        for article in [
            "[앵커] 눈이 왔습니다.",
            "[1] It snowed.\n",
            "{news} It snowed.",
        ] {
            assert!(refused(article.as_bytes(), "a.txt").is_none(), "{article}");
        }
        for data in [
            "[{\"ko\": \"눈이\n왔다.\"}]".replace('\n', " "),
            "[\n]".into(),
            "{\"ko\": 1}".into(),
        ] {
            assert!(refused(data.as_bytes(), "a.json").is_some(), "{data}");
        }
        assert!(refused("눈이 왔다.".as_bytes(), "a.CSV").is_some());
        assert!(refused(&[GZIP, b"\x08"].concat(), "a.jsonl.gz").is_some());
    }
}
