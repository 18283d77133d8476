//! From a page's text to an [`Article`]: lines to paragraphs, the language, the headline, and what is page furniture.

mod both;
mod data;
mod encoding;
mod furniture;
mod html;
mod mail;
mod markdown;
mod mojibake;
mod office;
mod page;
mod pdf;
mod register;
mod remnants;
mod subtitles;
mod translation;
mod wrapping;

use std::fs;
use std::path::Path;

use crate::article::{Article, Layout, LeftOut, Paragraph, Role, Span};
use crate::error::{Error, Result};

pub use crate::script::{ScriptCount, recognize};
pub use both::apart;
pub use encoding::{Encoding, decode};
pub use furniture::FurnitureRules;
use furniture::leave_out;
pub(crate) use furniture::{Rival, captions, headline_and_rivals, take_back, take_for_headline};
pub use mojibake::{Mojibake, mojibake};
pub use page::{Mark, MarkKind, Page};
pub(crate) use remnants::has_html;
use wrapping::unwrapped;

/// Reads a file as text, in the encoding that is given or else found out.
///
/// # Errors
/// [`Error::Io`] when it cannot be read, and those of [`decode`].
pub fn read_file(path: &Path, encoding: Option<Encoding>) -> Result<String> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    decode(bytes, &path.display().to_string(), encoding)
}

/// What a file holds as text, whichever format it is in: plain text, HTML, Markdown (by the ending of its name), DOCX,
/// ODT, HWPX, PDF, subtitles, TMX or XLIFF. Its `name` stands in messages; an `encoding` that is given overrules the one
/// found out.
///
/// # Errors
/// Those of [`decode`]; [`Error::Document`] for a document that is damaged; [`Error::TooLarge`] and [`Error::TooDeep`]
/// for what no article needs, and [`Error::Document`] for a file of data.
pub fn page(bytes: Vec<u8>, name: &str, encoding: Option<Encoding>) -> Result<Page> {
    if office::is_zip(&bytes) {
        return office::read(&bytes, name);
    }
    if office::is_compound(&bytes) {
        let message =
            "an old document, such as Word's .doc or Hangul's .hwp; save it as DOCX, HWPX or text";
        return Err(office::damaged(name, &message));
    }
    if pdf::is_pdf(&bytes) {
        return pdf::read(bytes, name);
    }
    if let Some(error) = data::refused(&bytes, name) {
        return Err(error);
    }
    text_page(&decode(bytes, name, encoding)?, name)
}

/// What a text is a page of: plain text, HTML, Markdown (by the ending of its name), subtitles, TMX or XLIFF.
///
/// # Errors
/// As [`page()`].
fn text_page(text: &str, name: &str) -> Result<Page> {
    if let Some(kind) = translation::kind(text) {
        translation::read(text, kind, name)
    } else if html::is_html(text) {
        html::read(text, name)
    } else if subtitles::is_subtitles(text) {
        Ok(subtitles::read(text, name))
    } else if markdown::is_markdown(name) {
        Ok(markdown::read(text, name))
    } else {
        Ok(Page::plain(text, name))
    }
}

/// What a text of a collection of articles is a page of. Unlike that of a file, it may be plain text in which some HTML
/// was left, such as `&quot;`, which is taken out.
///
/// # Errors
/// As [`page()`].
pub fn collected_page(text: &str, name: &str) -> Result<Page> {
    let mut page = text_page(text, name)?;
    let is_plain = page.text == text;
    if let Some(without_html) = remnants::without_html(&page.text).filter(|_| is_plain) {
        page.text = without_html;
    }
    Ok(page)
}

/// Tells the article from its page.
///
/// # Errors
/// [`Error::Empty`] for a text without characters, [`Error::UnknownLanguage`] where the script is neither Hangul nor
/// Latin, [`Error::OnlyFurniture`] where nothing but furniture was found.
pub fn read(page: &Page, layout: Layout, rules: &FurnitureRules) -> Result<Article> {
    let name = page.name.as_str();
    let layout = match page.is_segmented {
        true => Layout::Presegmented,
        false => layout,
    };
    let unquoted = match layout {
        Layout::Presegmented => None,
        Layout::Page | Layout::KeepFurniture => mail::unquoted(page),
    };
    let page = unquoted.as_ref().unwrap_or(page);
    let lines = match layout {
        Layout::Presegmented => lines(&page.text, layout),
        Layout::Page | Layout::KeepFurniture => unwrapped(page, lines(&page.text, layout), rules),
    };
    let is_translation = |line: &Line| page.is_segmented && page.mark_at(line.span.start).is_some();
    let (translation, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_translation);
    if lines.is_empty() {
        return Err(Error::Empty { name: name.into() });
    }
    // Menus and comments may be in the other language.
    let inside: Vec<&str> = page.lines().collect();
    let language = recognize(&inside.join("\n"), name).or_else(|_| recognize(&page.text, name))?;
    let article = match layout {
        Layout::Page => leave_out(page, language, &lines, rules),
        Layout::KeepFurniture | Layout::Presegmented => Article {
            text: page.text.clone(),
            language,
            paragraphs: lines
                .into_iter()
                .map(|line| line.as_paragraph(Role::Body))
                .collect(),
            left_out: translation
                .into_iter()
                .map(|line| LeftOut {
                    span: line.span,
                    rule: translation::RULE.into(),
                })
                .collect(),
            layout,
            metadata: page.metadata.clone(),
        },
    };
    if article.paragraphs.is_empty() {
        return Err(Error::OnlyFurniture { name: name.into() });
    }
    Ok(article)
}

/// The paragraphs of a page, but for those that its format marks as outside the article.
pub fn paragraphs<'p>(page: &'p Page, rules: &FurnitureRules) -> Vec<&'p str> {
    let is_outside = |line: &Line| {
        !matches!(
            page.mark_at(line.span.start),
            None | Some(MarkKind::Headline)
        )
    };
    let lines = unwrapped(page, lines(&page.text, Layout::KeepFurniture), rules);
    let inside = lines.iter().filter(|line| !is_outside(line));
    inside.map(|line| &page.text[line.span.range()]).collect()
}

/// A line that holds something.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Where it stands, without the white space around it.
    span: Span,
    /// Its number, from 0, empty lines counted.
    number: usize,
}

impl Line {
    fn as_paragraph(self, role: Role) -> Paragraph {
        Paragraph {
            span: self.span,
            line: self.number,
            role,
        }
    }
}

/// The lines that hold something. Presegmented text is made by programs, whose lines end in LF or CRLF and may hold the
/// other line breaks.
fn lines(text: &str, layout: Layout) -> Vec<Line> {
    let is_line_break = match layout {
        Layout::Presegmented => |c| c == '\n',
        Layout::Page | Layout::KeepFurniture => is_line_break,
    };
    let mut lines = Vec::new();
    let mut number = 0;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let line = &rest[..rest.find(is_line_break).unwrap_or(rest.len())];
        let leading = line.len() - line.trim_start_matches(is_blank).len();
        let trimmed = line.trim_matches(is_blank);
        if !trimmed.is_empty() {
            let first = start + leading;
            lines.push(Line {
                span: Span::from(first..first + trimmed.len()),
                number,
            });
        }
        number += 1;
        let after = &rest[line.len()..];
        start += line.len();
        start += if after.starts_with("\r\n") {
            2
        } else {
            after.chars().next().map_or(0, char::len_utf8)
        };
    }
    lines
}

/// The line breaks of Unicode (UAX #14, class BK, CR, LF, NL).
fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || crate::article::is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_breaks_them() {
        let text = "\u{feff}하나\r\n\r\n  둘 \u{2028}셋\n\u{200b}\n";
        let found: Vec<(usize, &str)> = lines(text, Layout::Page)
            .iter()
            .map(|line| (line.number, &text[line.span.range()]))
            .collect();
        assert_eq!(found, [(0, "하나"), (2, "둘"), (3, "셋")]);
    }

    #[test]
    fn presegmented_keeps_every_line() {
        let article = read(
            &Page::plain("Go to contents\nIt rained.", "x"),
            Layout::Presegmented,
            &FurnitureRules::default(),
        )
        .unwrap();
        assert_eq!(article.paragraphs.len(), 2);
        assert!(article.left_out.is_empty());
    }

    #[test]
    fn a_page_of_furniture_alone_is_an_error() {
        let read = read(
            &Page::plain(
                "입력 2025-09-04 07:38\n홍길동 기자 gildong@example.com",
                "ko.txt",
            ),
            Layout::Page,
            &FurnitureRules::default(),
        );
        assert!(matches!(read, Err(Error::OnlyFurniture { name }) if name == "ko.txt"));
    }
}
