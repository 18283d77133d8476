//! An article and its translation in one file: paragraphs in turn, or first the one and then the other.

use super::page::Page;
use super::{Line, lines, recognize};
use crate::article::{Language, Layout};
use crate::error::{Error, Result};

/// With less of the other language than this share of a language's letters, a page holds that language alone: an address or
/// a line of copyright is no article.
const LEAST_SHARE: f64 = 0.05;

/// Takes a page that holds two languages apart by the script of its lines, or as its format says: the Korean, then the
/// English. Both keep the length of the page, with spaces for the lines of the other, so that places in them are places
/// in the page. A line of neither script, such as a date, goes with the line above it.
///
/// # Errors
/// [`Error::OneLanguage`] where next to nothing is in the other language.
pub fn apart(page: &Page) -> Result<(Page, Page)> {
    let lines = lines(&page.text, Layout::Page);
    let languages = languages(page, &lines);
    let side = |language: Language| {
        let mut text = String::with_capacity(page.text.len());
        let mut marks = match page.is_segmented {
            true => Vec::new(),
            false => page.marks.clone(),
        };
        for (line, of_line) in lines.iter().zip(&languages) {
            let range = line.span.range();
            text.push_str(&page.text[text.len()..range.start]);
            if *of_line == language {
                text.push_str(&page.text[range]);
            } else {
                text.extend(std::iter::repeat_n(' ', range.len()));
                marks.retain(|mark| mark.span != line.span);
            }
        }
        text.push_str(&page.text[text.len()..]);
        Page {
            name: format!("{} ({language})", page.name),
            text,
            marks,
            ..page.clone()
        }
    };
    let letters = |language: Language| -> f64 {
        let of_lines = lines.iter().zip(&languages);
        let of_lines = of_lines.filter(|(_, of_line)| **of_line == language);
        let texts = of_lines.map(|(line, _)| &page.text[line.span.range()]);
        texts
            .map(|text| text.chars().filter(|c| c.is_alphabetic()).count() as f64)
            .sum()
    };
    for (language, missing) in [
        (Language::Korean, Language::English),
        (Language::English, Language::Korean),
    ] {
        if LEAST_SHARE * letters(language) >= letters(missing) {
            return Err(Error::OneLanguage {
                name: page.name.clone(),
                language,
                missing,
            });
        }
    }
    Ok((side(Language::Korean), side(Language::English)))
}

/// The language of each line.
fn languages(page: &Page, lines: &[Line]) -> Vec<Language> {
    let shown = |line: &Line| recognize(&page.text[line.span.range()], "").ok();
    let first = lines.iter().find_map(shown).unwrap_or(Language::Korean);
    let of_line = |above: &mut Language, line: &Line| {
        *above = match (page.is_segmented, page.mark_at(line.span.start)) {
            (true, Some(_)) => first.other(),
            (true, None) => first,
            (false, _) => shown(line).unwrap_or(*above),
        };
        Some(*above)
    };
    lines.iter().scan(first, of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart_lines(text: &str) -> (Vec<String>, Vec<String>) {
        let (korean, english) = apart(&Page::plain(text, "both.txt")).unwrap();
        assert_eq!(
            (korean.text.len(), english.text.len()),
            (text.len(), text.len())
        );
        let kept = |page: Page| {
            let lines = page.lines().map(|line| line.trim().to_owned());
            lines.filter(|line| !line.is_empty()).collect()
        };
        (kept(korean), kept(english))
    }

    #[test]
    fn in_turn_or_one_after_the_other() {
        let korean = ["비가 왔다.", "OpenAI가 KT와 협약을 맺었다.", "2025. 9. 4."];
        let english = ["It rained.", "OpenAI (오픈AI) signed a deal with KT."];
        let in_turn = "비가 왔다.\r\nIt rained.\r\n\r\nOpenAI가 KT와 협약을 맺었다.\n2025. 9. 4.\nOpenAI (오픈AI) signed a deal with KT.\n";
        let after = "비가 왔다.\nOpenAI가 KT와 협약을 맺었다.\n2025. 9. 4.\n\nIt rained.\nOpenAI (오픈AI) signed a deal with KT.";
        for text in [in_turn, after] {
            let (found_korean, found_english) = apart_lines(text);
            assert_eq!(found_korean, korean);
            assert_eq!(found_english, english);
        }
    }

    #[test]
    fn one_language_alone_is_an_error() {
        let error = apart(&Page::plain("It rained.\n1\n", "both.txt")).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("both.txt") && message.contains("Korean"),
            "{message}"
        );
    }
}
