//! Files of data, which are no articles though they may hold some, and what naranhi made of articles.

use std::path::Path;

use serde::de::IgnoredAny;

use super::office::damaged;
use crate::error::Error;

/// How files begin that were packed, by the programs that unpack them.
const PACKED: [(&[u8], &str); 4] = [
    (b"\x1f\x8b", "zcat"),
    (b"BZh", "bzcat"),
    (b"\xfd7zXZ\0", "xzcat"),
    (b"\x28\xb5\x2f\xfd", "zstdcat"),
];

/// What the head of a report of naranhi holds, and of no other page.
const REPORT: &str = r#"<meta name="generator" content="naranhi">"#;

/// Endings of tables.
const TABLES: [&str; 2] = ["csv", "tsv"];

/// Why a file is data or a report and no article, if it is.
pub(super) fn refused(bytes: &[u8], name: &str) -> Option<Error> {
    let unpacking = PACKED.iter().find(|(begin, _)| bytes.starts_with(begin));
    if let Some((_, program)) = unpacking {
        let message =
            format!("packed; unpack it, or pipe it in: `{program} FILE | naranhi align -`");
        return Some(damaged(name, &message));
    }
    let message = if is_table(name) {
        "a table, not an article; give each article in a file, or pairs of them as JSON lines ({\"ko\": TEXT, \"en\": TEXT})"
    } else if is_json(bytes) {
        "JSON, not an article; pairs of articles are JSON lines, an object a line ({\"ko\": TEXT, \"en\": TEXT}): \
         `jq -c '.[]' FILE > FILE.jsonl` makes them of a list, `jq -c . FILE` of objects"
    } else if is_report(bytes) {
        return Some(Error::Report { name: name.into() });
    } else {
        return None;
    };
    Some(damaged(name, &message))
}

fn is_report(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2 * REPORT.len() + 400)];
    String::from_utf8_lossy(head).contains(REPORT)
}

fn is_table(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    TABLES
        .iter()
        .any(|table| ending.eq_ignore_ascii_case(table))
}

/// Whether a text is lists or objects of JSON, one or several.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let begins = text.trim_ascii_start().first();
    begins.is_some_and(|first| b"[{".contains(first))
        && serde_json::Deserializer::from_slice(text)
            .into_iter::<IgnoredAny>()
            .all(|value| value.is_ok())
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
        for (begin, program) in PACKED {
            let error = refused(&[begin, b"\x08"].concat(), "a.txt").unwrap();
            assert!(error.to_string().contains(program), "{error}");
        }
        let objects = "{\n  \"ko\": \"눈\"\n}\n{\n  \"ko\": \"비\"\n}\n";
        assert!(refused(objects.as_bytes(), "a.txt").is_some());
    }
}
