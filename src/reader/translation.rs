//! TMX and XLIFF as articles: each unit is a segment.

use super::page::{Mark, MarkKind, Page};
use crate::error::Result;
use crate::memory;
use crate::tmx::{TmxReader, Unit};

/// The element that a translation file has outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Tmx,
    Xliff,
}

/// What kind of translation file a text is, if any.
pub(super) fn kind(text: &str) -> Option<Kind> {
    const NEAR: usize = 2000;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let near = text
        .char_indices()
        .nth(NEAR)
        .map_or(text.len(), |(at, _)| at);
    let near = &text[..near];
    let kinds = [("<tmx", Kind::Tmx), ("<xliff", Kind::Xliff)];
    let mut found = kinds.into_iter().filter(|(tag, _)| near.contains(tag));
    near.starts_with('<')
        .then(|| found.next())?
        .map(|(_, kind)| kind)
}

/// Reads a translation file: the segments of its source language, then those of the other, which are marked.
///
/// # Errors
/// [`Error::Document`](crate::Error::Document) and [`Error::Data`](crate::Error::Data) for one that is damaged.
pub(super) fn read(text: &str, kind: Kind, name: &str) -> Result<Page> {
    let units: Vec<Unit> = match kind {
        Kind::Tmx => TmxReader::new(text.as_bytes(), name).collect::<Result<_>>()?,
        Kind::Xliff => memory::xliff_units(text.as_bytes(), name)?,
    };
    let mut page = Page {
        name: name.into(),
        is_segmented: true,
        ..Page::default()
    };
    for place in 0..2 {
        for unit in &units {
            let text = unit.variants.get(place).map(|variant| variant.text());
            let text = text.unwrap_or_default();
            let start = page.text.len();
            page.text
                .extend(text.trim().chars().map(|c| if c == '\n' { ' ' } else { c }));
            if place > 0 && page.text.len() > start {
                page.marks.push(Mark {
                    span: (start..page.text.len()).into(),
                    kind: MarkKind::Translation,
                });
            }
            page.text.push('\n');
        }
    }
    Ok(page)
}
