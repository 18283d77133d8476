//! Markdown (CommonMark 0.31): headings, paragraphs and items of lists as lines.

use std::mem;
use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::page::{Mark, MarkKind, Page};
use crate::article::{Span, is_hangul, tidy};

/// Whether a file's name says that it is Markdown: nothing in a text does for certain.
pub(super) fn is_markdown(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ["md", "markdown"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads the text as a reader of the rendered page sees it. Code, HTML and a head of metadata are left out of it.
pub(super) fn read(text: &str, name: &str) -> Page {
    let mut page = Page::plain("", name);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut line = String::new();
    let (mut is_headline, mut has_headline, mut hidden) = (false, false, 0_usize);
    let mut has_code = false;
    for event in Parser::new_ext(text.trim_start_matches('\u{feff}'), options) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                hidden = hidden.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                is_headline = level == HeadingLevel::H1 && !has_headline;
                has_headline |= is_headline;
            }
            Event::Text(_) | Event::Code(_) if hidden > 0 => {}
            Event::Text(piece) => line.push_str(&piece),
            Event::Code(piece) => {
                line.push_str(&piece);
                has_code = true;
            }
            Event::SoftBreak => line.push(' '),
            Event::Start(Tag::Item | Tag::List(_)) | Event::HardBreak => {
                end_line(&mut page, &mut line, &mut has_code, false);
            }
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::TableRow,
            ) => {
                end_line(&mut page, &mut line, &mut has_code, is_headline);
                is_headline = false;
            }
            _ => {}
        }
    }
    end_line(&mut page, &mut line, &mut has_code, false);
    page
}

fn end_line(page: &mut Page, line: &mut String, has_code: &mut bool, is_headline: bool) {
    // What stands in code is meant.
    let text = match mem::take(has_code) {
        true => tidy(line),
        false => without_marks_of_emphasis(&tidy(line)),
    };
    line.clear();
    if text.is_empty() {
        return;
    }
    let start = page.text.len();
    page.text.push_str(&text);
    if is_headline {
        page.marks.push(Mark {
            span: Span::from(start..page.text.len()),
            kind: MarkKind::Headline,
        });
    }
    page.text.push('\n');
}

/// A line without the pairs of marks of emphasis that CommonMark takes for text, because a particle follows a closing quotation
/// mark or bracket: **‘불빛이’**를.
fn without_marks_of_emphasis(line: &str) -> String {
    const MARK: &str = "**";
    const ENDS: [char; 8] = ['’', '”', '\'', '"', ')', '》', '」', '』'];
    let mut pieces = line.split(MARK);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    // Where the last mark without another one stands.
    let mut open: Option<usize> = None;
    for piece in pieces {
        let is_close = text.ends_with(ENDS) && piece.starts_with(is_hangul);
        match open.take_if(|_| is_close) {
            Some(at) => text.replace_range(at..at + MARK.len(), ""),
            None => {
                open = Some(text.len());
                text.push_str(MARK);
            }
        }
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_stand_right_behind_what_is_emphasized() {
        for (text, expected) in [
            (
                "로봇 **‘불빛이’**를 배치했다.",
                "로봇 ‘불빛이’를 배치했다.\n",
            ),
            ("**(정해진 시각에)**만 켠다.", "(정해진 시각에)만 켠다.\n"),
            ("**불빛이**는 켠다.", "불빛이는 켠다.\n"),
            ("`2**3`은 8이다.", "2**3은 8이다.\n"),
            ("별표 \\*\\*는 곱이다.", "별표 **는 곱이다.\n"),
        ] {
            assert_eq!(read(text, "x.md").text, expected);
        }
    }

    #[test]
    fn what_is_seen_of_it_is_read() {
        let page = read(
            "---\ntitle: x\n---\n# 해오름시, *폐교*를 도서관으로\n\n시는 4일 [계획](https://example.com)을\n발표했다.\n\n- 책 5만 권\n- `42`억 원\n\n```\ncode\n```\n<div>html</div>\n\n> 끝이다.\n",
            "a.md",
        );
        let expected =
            "해오름시, 폐교를 도서관으로\n시는 4일 계획을 발표했다.\n책 5만 권\n42억 원\n끝이다.\n";
        assert_eq!(page.text, expected);
        assert_eq!(page.marks.len(), 1);
        assert_eq!(page.marks[0].kind, MarkKind::Headline);
        assert!(is_markdown("folder/A.MD") && !is_markdown("md") && !is_markdown("a.txt"));
    }
}
