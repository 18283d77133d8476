//! Quoted mail: lines that each begin with `>` (RFC 3676, section 4.5).

use super::page::Page;

/// A page of plain text of which most lines are quoted, without the marks; `None` of any other.
pub(super) fn unquoted(page: &Page) -> Option<Page> {
    const FEWEST: usize = 3;
    const MOST_OF_THEM: usize = 60;
    let lines = || page.text.split_inclusive('\n');
    let of_text = lines().filter(|line| !line.trim().is_empty()).count();
    let quoted = lines().filter(|line| line.starts_with('>')).count();
    let is_quoted = quoted >= FEWEST && quoted * 100 >= of_text * MOST_OF_THEM;
    (is_quoted && page.marks.is_empty()).then(|| Page {
        text: lines().map(without_mark).collect(),
        ..page.clone()
    })
}

/// A line without the marks of quotations in quotations: `> > `.
fn without_mark(line: &str) -> &str {
    let mut rest = line;
    while let Some(behind) = rest.strip_prefix('>') {
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Layout;
    use crate::reader::{self, FurnitureRules};

    #[test]
    fn marks_are_taken_out_of_what_is_mostly_quoted() {
        let unquoted = |text: &str| unquoted(&Page::plain(text, "x")).map(|page| page.text);
        let mail = "Please translate this.\r\n\r\n> The harbor\r\n> \r\n> > The water came\r\n>at night.\r\n";
        let expected =
            "Please translate this.\r\n\r\nThe harbor\r\n\r\nThe water came\r\nat night.\r\n";
        assert_eq!(unquoted(mail).as_deref(), Some(expected));
        for text in [
            "",
            "> one",
            "One.\nTwo.\nThree.\n> a\n> b\n> c\nFour.",
            "5 > 3\n4 > 2\n3 > 1",
        ] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }

    #[test]
    fn segments_keep_their_marks() {
        let page = Page::plain("> 비가 왔다.\n> 눈이 왔다.\n> 바람이 불었다.\n", "x");
        let begins = |layout| {
            let article = reader::read(&page, layout, &FurnitureRules::default()).unwrap();
            article.text[article.paragraphs[1].span.range()]
                .chars()
                .next()
        };
        assert_eq!(begins(Layout::Presegmented), Some('>'));
        assert_eq!(begins(Layout::KeepFurniture), Some('눈'));
    }
}
