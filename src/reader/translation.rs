//! TMX and XLIFF as articles: each unit is a segment.

use super::page::{Mark, MarkKind, Page};
use super::{is_blank, is_line_break};
use crate::article::Language;
use crate::error::Result;
use crate::tmx::{TmxReader, Unit, Variant};
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

/// Which variant of a unit is the source, and which the translation.
enum Sides {
    /// By their languages: the tag of the source, and what it is translated to.
    Tagged(String, Language),
    /// By their places, where no tag is Korean or English.
    InOrder,
}

impl Sides {
    /// By what the head names as the source, or else by what comes first.
    fn of(units: &[Unit], named: Option<String>) -> Sides {
        let tags = units.iter().flat_map(|unit| &unit.variants);
        let first = tags.filter_map(|variant| variant.tag().map(str::to_owned));
        let tags = named.into_iter().chain(first);
        let mut tagged = tags.filter_map(|tag| Some((Language::from_tag(&tag)?.other(), tag)));
        match tagged.next() {
            Some((target, tag)) => Sides::Tagged(tag, target),
            None => Sides::InOrder,
        }
    }

    fn variant<'u>(&self, unit: &'u Unit, place: usize) -> Option<&'u Variant> {
        match self {
            Sides::Tagged(source, _) if place == 0 => unit.variant_of(source),
            Sides::Tagged(_, target) => unit.variant(*target),
            Sides::InOrder => unit.variants.get(place),
        }
    }
}

/// Reads a translation file: the segments of its source, then those of the translation, which are marked.
///
/// # Errors
/// [`Error::Memory`](crate::Error::Memory) and [`Error::Document`](crate::Error::Document) for one that is damaged.
pub(super) fn read(text: &str, kind: Kind, name: &str) -> Result<Page> {
    let (units, source): (Vec<Unit>, _) = match kind {
        Kind::Tmx => {
            let mut units = TmxReader::new(text.as_bytes(), name);
            let read = units.by_ref().collect::<Result<_>>()?;
            (read, units.head().source_tag())
        }
        Kind::Xliff => (xliff::read(text.as_bytes(), name)?.units, None),
    };
    let sides = Sides::of(&units, source);
    let mut page = Page {
        name: name.into(),
        is_segmented: true,
        ..Page::default()
    };
    for place in 0..2 {
        for variant in units.iter().filter_map(|unit| sides.variant(unit, place)) {
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
    use crate::article::Layout;
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
    fn the_source_is_told_by_its_tag() {
        let turned = TMX.replacen("xml:lang='ko'", "xml:lang='fr'", 1);
        let tu = "<tuv xml:lang='en'><seg>Again.</seg></tuv><tuv xml:lang='ko-KR'><seg>눈이 또 내렸다.</seg></tuv>";
        let turned = turned.replace("</body>", &format!("<tu>{tu}</tu></body>"));
        let page = reader::page(turned.into(), "x", None).unwrap();
        assert_eq!(
            segments(&page),
            (Language::Korean, vec!["1992", "눈이 또 내렸다."])
        );
        let (_, english) = reader::apart(&page).unwrap();
        assert_eq!(segments(&english).1.last(), Some(&"Again."));
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
