//! Subtitles: SubRip (`.srt`) and WebVTT (W3C). A sentence often runs over several cues.

use super::is_blank;
use super::page::Page;
use crate::article::tidy;

/// Whether a text is subtitles: a line with two times stands near its beginning.
pub(super) fn is_subtitles(text: &str) -> bool {
    const NEAR: usize = 10;
    let is_vtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut lines = text.lines().take(NEAR);
    let times = lines.position(is_times);
    // In SubRip only the number of the first cue stands above its times.
    times.is_some_and(|line| is_vtt || text.lines().take(line).all(is_number_or_blank))
}

/// Reads subtitles: a line for each run of cues that ends as a sentence does. Numbers, times, tags and notes are left
/// out of the text, because a viewer does not see them.
pub(super) fn read(text: &str, name: &str) -> Page {
    let mut page = Page::plain("", name);
    let mut run = String::new();
    let mut end_cue = |run: &mut String| {
        let ends = ['.', '?', '!', '…', '"', '”', '♪', ')', ']'];
        if run.trim_end_matches(is_blank).ends_with(ends) {
            page.text.push_str(&tidy(run));
            page.text.push('\n');
            run.clear();
        }
    };
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    // Cues of WebVTT have names, which stand where those of SubRip have numbers.
    let is_vtt = lines.first().is_some_and(|line| line.starts_with("WEBVTT"));
    let is_name = |at: usize| {
        let is_above_times = lines.get(at + 1).is_some_and(|next| is_times(next));
        is_above_times && (is_vtt || is_number_or_blank(lines[at]))
    };
    let mut is_in_cue = false;
    for (at, line) in lines.iter().enumerate() {
        let is_end = line.trim().is_empty() || is_name(at);
        if is_in_cue && (is_end || is_times(line)) {
            end_cue(&mut run);
        }
        if is_times(line) {
            is_in_cue = true;
        } else if is_end {
            is_in_cue = false;
        } else if is_in_cue {
            run.push(' ');
            run.push_str(&without_tags(line));
        }
    }
    end_cue(&mut run);
    page.text.push_str(&tidy(&run));
    page
}

/// `00:01:02,345 --> 00:01:04,000`, with a point in WebVTT, and perhaps settings behind it.
fn is_times(line: &str) -> bool {
    let is_time = |part: &str| {
        part.contains(':')
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | ',' | '.'))
    };
    line.split_once("-->").is_some_and(|(from, to)| {
        is_time(from.trim()) && to.split_whitespace().next().is_some_and(is_time)
    })
}

fn is_number_or_blank(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '\u{feff}')
}

/// Takes out `<i>`, `</c.yellow>`, `<00:01:02.000>` and `{\an8}`.
fn without_tags(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let close = if rest[at..].starts_with('<') {
            '>'
        } else {
            '}'
        };
        let is_tag =
            rest[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/\\".contains(c));
        match rest[at..].find(close) {
            Some(length) if is_tag => {
                text.push_str(&rest[..at]);
                rest = &rest[at + length + 1..];
            }
            _ => {
                text.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_joined_to_sentences() {
        let srt = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>대통령은 3일\r\n베이징에</i>\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000\r\n{\\an8}도착했다.\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\n1 < 2라고";
        assert!(is_subtitles(srt));
        assert_eq!(
            read(srt, "x").text,
            "대통령은 3일 베이징에 도착했다.\n1 < 2라고"
        );
    }

    #[test]
    fn cues_need_no_empty_line_between() {
        let srt = "1\n00:00:01,000 --> 00:00:02,000\nHello, friend.\n \n2\n00:00:03,000 --> 00:00:04,000\nIn the year\n\
            3\n00:00:05,000 --> 00:00:06,000\n2025\nit ended.\n";
        assert_eq!(
            read(srt, "x").text,
            "Hello, friend.\nIn the year 2025 it ended.\n"
        );
    }

    #[test]
    fn notes_and_styles_of_webvtt_are_no_text() {
        let vtt = "WEBVTT - title\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:04.000 align:start\n<v Kim>It <b>rained</b>.</v>\n";
        assert!(is_subtitles(vtt));
        assert_eq!(read(vtt, "x").text, "It rained.\n");
        let named = "WEBVTT\n\nfirst\n00:01.000 --> 00:04.000\nIt rained.\nsecond\n00:05.000 --> 00:06.000\nIt ended.\n";
        assert_eq!(read(named, "x").text, "It rained.\nIt ended.\n");
    }

    #[test]
    fn articles_that_speak_of_times_are_no_subtitles() {
        for text in [
            "Title\n00:01:02,345 --> 00:01:04,000",
            "1\n2\n3",
            "10:00 --> noon",
            "",
            "WEBVTT is a format.",
        ] {
            assert!(!is_subtitles(text), "{text}");
        }
    }
}
