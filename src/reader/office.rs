//! Documents of word processors: DOCX (ECMA-376, part 1), ODT (OpenDocument 1.3, part 3) and HWPX (KS X 6101). Each is a
//! zip of XML files.

mod vocabulary;

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::page::{Mark, MarkKind, Page};
use crate::article::{Metadata, normalize, tidy};
use crate::error::{Error, Result};
use vocabulary::{DOCX, HWPX, ODT, Vocabulary};

/// Most bytes that an XML file of the zip may unfold to: a document of a thousand pages has a tenth of it.
const MOST_BYTES: u64 = 64 << 20;

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Whether a file is a zip.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether a file is a compound file, as word processors wrote before their documents were zips ([MS-CFB] 2.2).
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Reads a document: a line for each paragraph, in the order of the text, notes behind the paragraph or at the end as
/// the format keeps them. Tracked changes count as accepted.
///
/// # Errors
/// [`Error::Document`] for a zip that is cut off, or is none of the three, and for XML that is not well-formed;
/// [`Error::TooLarge`] for a document that unfolds to more than 64 MiB.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Page> {
    let mut zip = Zip::new(Cursor::new(bytes)).map_err(|error| {
        let message = format!("a zip, as DOCX, ODT and HWPX are, but cut off or damaged: {error}");
        damaged(name, &message)
    })?;
    let vocabulary = [&DOCX, &ODT, &HWPX]
        .into_iter()
        .find(|vocabulary| zip.index_for_name(vocabulary.text).is_some());
    let Some(vocabulary) = vocabulary else {
        return Err(damaged(
            name,
            &"a zip, but neither DOCX nor ODT nor HWPX; save the document in one of these, or as text",
        ));
    };
    let mut page = Page {
        name: name.into(),
        ..Page::default()
    };
    let title_styles = match unfold(&mut zip, vocabulary.styles, name)? {
        Some(xml) => title_styles(&xml, vocabulary, name)?,
        None => Vec::new(),
    };
    for part in parts(&zip, vocabulary) {
        if let Some(xml) = unfold(&mut zip, &part, name)? {
            append(&mut page, &xml, vocabulary, &title_styles)?;
        }
    }
    if let Some(xml) = unfold(&mut zip, vocabulary.properties, name)? {
        page.metadata = metadata(&xml, vocabulary, name)?;
        page.is_of_file = true;
    }
    Ok(page)
}

/// The files of the zip that have text, in the order of the document.
fn parts(zip: &Zip, vocabulary: &Vocabulary) -> Vec<String> {
    let sections = vocabulary
        .sections
        .into_iter()
        .flat_map(|[before, behind]| {
            let names = (1..).map(move |number| format!("{before}{number}{behind}"));
            names.take_while(|name| zip.index_for_name(name).is_some())
        });
    let notes = vocabulary.notes.iter().map(ToString::to_string);
    std::iter::once(vocabulary.text.to_owned())
        .chain(sections)
        .chain(notes)
        .collect()
}

pub(super) fn damaged(name: &str, message: &dyn ToString) -> Error {
    Error::Document {
        name: name.into(),
        message: message.to_string(),
    }
}

/// A file of the zip as text, if it is there.
fn unfold(zip: &mut Zip, part: &str, name: &str) -> Result<Option<String>> {
    let Some(index) = zip.index_for_name(part) else {
        return Ok(None);
    };
    let file = zip.by_index(index).map_err(|error| damaged(name, &error))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(name, &format!("{part}: {error}")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::TooLarge {
            name: name.into(),
            most_megabytes: MOST_BYTES as usize >> 20,
        });
    }
    super::decode(bytes, &format!("{name}: {part}"), None).map(Some)
}

/// Calls `found` for each event, until the end.
fn for_each_event(xml: &str, name: &str, mut found: impl FnMut(Event)) -> Result<()> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => found(event),
            Err(error) => {
                let byte = reader.error_position();
                return Err(damaged(name, &format!("byte {byte} of its text: {error}")));
            }
        }
    }
}

/// The ids of the styles of titles. An id is any word, in Korean Word often one letter or figure; what a style is, its
/// name says, which is English in all languages (ECMA-376, part 1, 17.7.4.9 and 17.7.4.17).
fn title_styles(xml: &str, vocabulary: &Vocabulary, name: &str) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    let mut id = String::new();
    let value = |tag: &BytesStart, attribute: &str| {
        let found = tag.try_get_attribute(attribute).ok().flatten();
        found.map(|found| found.value.as_ref().to_owned())
    };
    for_each_event(xml, name, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match tag.name().as_ref() {
                "w:style" => id = value(&tag, "w:styleId").unwrap_or_default(),
                "w:name" => {
                    let name = value(&tag, "w:val").unwrap_or_default().to_lowercase();
                    if vocabulary.title_styles.contains(&name.as_str()) {
                        titles.push(id.clone());
                    }
                }
                _ => {}
            }
        }
    })?;
    Ok(titles)
}

fn append(
    page: &mut Page,
    xml: &str,
    vocabulary: &'static Vocabulary,
    title_styles: &[String],
) -> Result<()> {
    let mut text = Text {
        vocabulary,
        title_styles,
        open: Vec::new(),
        finished: Vec::new(),
        skipped: 0,
        in_text: 0,
    };
    for_each_event(xml, &page.name, |event| match event {
        Event::Start(tag) => text.enter(&tag),
        Event::End(tag) => text.leave(tag.name().as_ref()),
        Event::Empty(tag) => {
            text.enter(&tag);
            text.leave(tag.name().as_ref());
        }
        event => push_text(&event, &mut |part| text.push(part)),
    })?;
    for paragraph in text.finished {
        for (i, line) in paragraph.text.split('\n').map(tidy).enumerate() {
            if line.is_empty() {
                continue;
            }
            let start = page.text.len();
            page.text.push_str(&line);
            if paragraph.is_title && i == 0 && page.marks.is_empty() {
                page.marks.push(Mark {
                    span: (start..page.text.len()).into(),
                    kind: MarkKind::Headline,
                });
            }
            page.text.push('\n');
        }
    }
    Ok(())
}

#[derive(Default)]
struct Paragraph {
    text: String,
    is_title: bool,
    /// Paragraphs of text boxes and notes that stand in it: they follow it.
    inner: Vec<Paragraph>,
}

/// The text of a document while it is read.
struct Text<'a> {
    vocabulary: &'static Vocabulary,
    /// The ids of styles of titles.
    title_styles: &'a [String],
    open: Vec<Paragraph>,
    finished: Vec<Paragraph>,
    /// Open elements whose content is no text of the document as it stands.
    skipped: usize,
    /// Open elements that hold text.
    in_text: usize,
}

impl Text<'_> {
    fn enter(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = name.as_ref();
        let vocabulary = self.vocabulary;
        let [begin, end] = vocabulary.deletion.unwrap_or_default();
        if vocabulary.skipped.contains(&name) || name == begin {
            self.skipped += 1;
        } else if name == end {
            self.skipped = self.skipped.saturating_sub(1);
        } else if vocabulary.paragraphs.contains(&name) {
            self.open.push(Paragraph {
                is_title: vocabulary.titles.contains(&name),
                ..Paragraph::default()
            });
        } else if vocabulary.runs.contains(&name) {
            self.in_text += 1;
        } else if vocabulary.breaks.contains(&name) {
            self.space('\n');
        } else if vocabulary.spaces.contains(&name) {
            self.space(' ');
        } else if name == vocabulary.style
            && let Some(paragraph) = self.open.last_mut()
        {
            let style = tag.try_get_attribute("w:val").ok().flatten();
            paragraph.is_title |=
                style.is_some_and(|style| self.title_styles.iter().any(|id| *id == style.value));
        }
    }

    fn leave(&mut self, name: &str) {
        let vocabulary = self.vocabulary;
        if vocabulary.skipped.contains(&name) {
            self.skipped = self.skipped.saturating_sub(1);
        } else if vocabulary.runs.contains(&name) {
            self.in_text = self.in_text.saturating_sub(1);
        } else if vocabulary.paragraphs.contains(&name)
            && let Some(mut paragraph) = self.open.pop()
        {
            let inner = std::mem::take(&mut paragraph.inner);
            let outer = match self.open.last_mut() {
                Some(outer) => &mut outer.inner,
                None => &mut self.finished,
            };
            outer.push(paragraph);
            outer.extend(inner);
        }
    }

    fn space(&mut self, c: char) {
        if self.skipped == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.text.push(c);
        }
    }

    fn push(&mut self, text: &str) {
        let is_text = self.vocabulary.runs.is_empty() || self.in_text > 0;
        if is_text
            && self.skipped == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            // Line breaks of the XML are no line breaks of the text.
            paragraph
                .text
                .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }
}

fn metadata(xml: &str, vocabulary: &Vocabulary, name: &str) -> Result<Metadata> {
    let mut metadata = Metadata::default();
    let mut value = String::new();
    for_each_event(xml, name, |event| match event {
        Event::Start(_) => value.clear(),
        Event::End(tag) => {
            let place = match tag.name().as_ref() {
                "dc:title" => &mut metadata.title,
                "dc:creator" => &mut metadata.author,
                name if name == vocabulary.created => &mut metadata.date,
                name if name == vocabulary.changed => &mut metadata.updated,
                _ => return,
            };
            *place = Some(normalize(&value)).filter(|text| !text.is_empty());
            value.clear();
        }
        event => push_text(&event, &mut |part| value.push_str(part)),
    })?;
    Ok(metadata)
}

/// Hands on what an event adds to a text, if anything.
fn push_text(event: &Event, push: &mut dyn FnMut(&str)) {
    match event {
        Event::Text(part) => push(&part.xml10_content()),
        Event::CData(part) => push(&part.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(c)) => push(c.encode_utf8(&mut [0; 4])),
            _ => push(resolve_predefined_entity(reference).unwrap_or("\u{fffd}")),
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests;
