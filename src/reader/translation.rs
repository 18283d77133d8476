//! TMX and XLIFF as articles: each unit is a segment.

use super::page::{Mark, MarkKind, Page};
use super::{is_blank, is_line_break};
use crate::error::Result;
use crate::tmx::{TmxReader, Unit};
use crate::xliff;

/// Under which name the translations are left out of the texts that they translate.
pub(super) const RULE: &str = "translation";

/// The element that a translation file has outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Tmx,
    Xliff,
}

/// What kind of translation file a text is, if any: the outermost element stands behind the XML declaration, a DOCTYPE
/// and comments.
pub(super) fn kind(text: &str) -> Option<Kind> {
    const NEAR: usize = 2000;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let near: String = text.chars().take(NEAR).collect();
    let kinds = [("<tmx", Kind::Tmx), ("<xliff", Kind::Xliff)];
    let found = kinds.into_iter().find(|(tag, _)| near.contains(tag));
    found
        .filter(|_| near.starts_with('<'))
        .map(|(_, kind)| kind)
}

/// Reads a translation file: the segments of its source, then those of the translation, which are marked.
///
/// # Errors
/// [`Error::Memory`](crate::Error::Memory) and [`Error::Document`](crate::Error::Document) for one that is damaged.
pub(super) fn read(text: &str, kind: Kind, name: &str) -> Result<Page> {
    let units: Vec<Unit> = match kind {
        Kind::Tmx => TmxReader::new(text.as_bytes(), name).collect::<Result<_>>()?,
        Kind::Xliff => xliff::read(text.as_bytes(), name)?.units,
    };
    let mut page = Page {
        name: name.into(),
        is_segmented: true,
        ..Page::default()
    };
    for place in 0..2 {
        let variants = units.iter().filter_map(|unit| unit.variants.get(place));
        for variant in variants {
            let start = page.text.len();
            let one_line = |c| if is_line_break(c) { ' ' } else { c };
            let text = variant.text();
            page.text
                .extend(text.trim_matches(is_blank).chars().map(one_line));
            if place > 0 {
                page.marks.push(Mark {
                    span: (start..page.text.len()).into(),
                    kind: MarkKind::Outside(RULE),
                });
            }
            page.text.push('\n');
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Language, Layout};
    use crate::reader::{self, FurnitureRules};

    const TMX: &str = "<?xml version='1.0'?><tmx version='1.4'><header srclang='ko'/><body>\
        <tu><tuv xml:lang='ko'><seg>비가 <bpt i='1'>&lt;b></bpt>왔다.\n눈도.</seg></tuv>\
            <tuv xml:lang='en'><seg>It rained &amp; snowed.</seg></tuv></tu>\
        <tu><tuv xml:lang='ko'><seg>1992</seg></tuv><tuv xml:lang='en'><seg> 1992 서울</seg></tuv></tu></body></tmx>";

    fn segments(page: &Page) -> (Language, Vec<&str>) {
        let rules = FurnitureRules::default();
        let article = reader::read(page, Layout::Page, &rules).unwrap();
        let spans = article.paragraphs.iter().map(|p| p.span.range());
        (
            article.language,
            spans.map(|range| &page.text[range]).collect(),
        )
    }

    #[test]
    fn each_unit_is_a_segment_whatever_its_script() {
        let page = reader::page(TMX.into(), "x", None).unwrap();
        let korean = (Language::Korean, vec!["비가 왔다. 눈도.", "1992"]);
        assert_eq!(segments(&page), korean);
        let (first, second) = reader::apart(&page).unwrap();
        assert_eq!(segments(&first), korean);
        let english = vec!["It rained & snowed.", "1992 서울"];
        assert_eq!(segments(&second), (Language::English, english));
    }

    #[test]
    fn what_is_not_read_is_left_out_by_name() {
        let page = reader::page(TMX.into(), "x", None).unwrap();
        let rules = FurnitureRules::default();
        let article = reader::read(&page, Layout::Page, &rules).unwrap();
        assert_eq!(article.left_out.len(), 2);
        assert_eq!(article.left_out[1].rule, RULE);
        assert_eq!(&page.text[article.left_out[1].span.range()], "1992 서울");
    }

    #[test]
    fn xliff_of_both_versions() {
        let old = "<xliff version='1.2'><file source-language='ko' target-language='en'><body><trans-unit id='1'>\
            <source>비가 왔다.</source><target>It rained.</target></trans-unit></body></file></xliff>";
        let new = "<xliff version='2.1' srcLang='ko'><file id='f'><unit id='1'><segment><source>비가 왔다.</source>\
            </segment></unit></file></xliff>";
        let of = |text: &str| reader::page(text.into(), "x", None).unwrap();
        for page in [of(old), of(new)] {
            assert_eq!(segments(&page), (Language::Korean, vec!["비가 왔다."]));
        }
        assert_eq!(
            segments(&reader::apart(&of(old)).unwrap().1).0,
            Language::English
        );
        // Not translated yet.
        assert!(reader::apart(&of(new)).is_err());
    }

    #[test]
    fn damaged_ones_are_errors() {
        for text in [&TMX[..TMX.len() / 2], "<xliff><file>", "<tmx></b></tmx>"] {
            let error = reader::page(text.into(), "x.tmx", None).unwrap_err();
            assert!(error.to_string().contains("x.tmx"), "{error}");
        }
    }
}
