//! XLIFF 1.2 and 2.1, bilingual: a file with a unit for each unit. Properties and notes are kept as notes.

use std::io::{BufRead, Write};

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::error::{Error, Result};
use crate::tmx::{Attributes, Entities, Losses, Meaning, Unit, allowed};

/// The versions that are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// 1.2.
    V1,
    /// 2.1.
    V2,
}

/// Writes an XLIFF file.
pub(crate) struct XliffWriter<W: Write> {
    xml: Writer<W>,
    version: Version,
    number: usize,
    forbidden: usize,
}

impl<W: Write> XliffWriter<W> {
    /// Begins a file with the tags of source and target.
    pub(crate) fn new(out: W, tags: (&str, &str), version: Version) -> Result<XliffWriter<W>> {
        let xml = Writer::new_with_indent(out, b' ', 2);
        let mut writer = XliffWriter {
            xml,
            version,
            number: 0,
            forbidden: 0,
        };
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        writer.xml.write_event(Event::Decl(declaration))?;
        match version {
            Version::V1 => {
                let versioned = [
                    ("version", "1.2"),
                    ("xmlns", "urn:oasis:names:tc:xliff:document:1.2"),
                ];
                writer.start("xliff", &versioned)?;
                let file = [
                    ("original", "memory"),
                    ("source-language", tags.0),
                    ("target-language", tags.1),
                    ("datatype", "plaintext"),
                ];
                writer.start("file", &file)?;
                writer.start("body", &[])?;
            }
            Version::V2 => {
                let versioned = [
                    ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
                    ("version", "2.1"),
                    ("srcLang", tags.0),
                    ("trgLang", tags.1),
                ];
                writer.start("xliff", &versioned)?;
                writer.start("file", &[("id", "f1")])?;
            }
        }
        Ok(writer)
    }

    pub(crate) fn unit(
        &mut self,
        name: &str,
        unit: &Unit,
        source: &str,
        target: &str,
    ) -> Result<()> {
        self.number += 1;
        let id = self.number.to_string();
        let name = self.allowed(name);
        let props = unit.props().into_iter();
        let mut notes: Vec<String> = props
            .map(|(kind, value)| format!("{kind}: {value}"))
            .collect();
        let said = unit.notes.iter().filter(|note| note.name == "note");
        notes.extend(said.map(|note| note.text().into_owned()));
        match self.version {
            Version::V1 => {
                self.start("trans-unit", &[("id", &id), ("resname", &name)])?;
                self.texts("source", &[source.to_owned()])?;
                self.texts("target", &[target.to_owned()])?;
                self.texts("note", &notes)?;
                self.end("trans-unit")
            }
            Version::V2 => {
                self.start("unit", &[("id", &id), ("name", &name)])?;
                if !notes.is_empty() {
                    self.start("notes", &[])?;
                    self.texts("note", &notes)?;
                    self.end("notes")?;
                }
                self.start("segment", &[])?;
                self.texts("source", &[source.to_owned()])?;
                self.texts("target", &[target.to_owned()])?;
                self.end("segment")?;
                self.end("unit")
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        Ok(self.xml.write_event(Event::Start(start))?)
    }

    fn end(&mut self, name: &str) -> Result<()> {
        Ok(self.xml.write_event(Event::End(BytesEnd::new(name)))?)
    }

    fn texts(&mut self, element: &str, texts: &[String]) -> Result<()> {
        for text in texts {
            let text = self.allowed(text);
            let element = self.xml.create_element(element);
            element.write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    }

    fn allowed(&mut self, text: &str) -> String {
        let (text, forbidden) = allowed(text);
        self.forbidden += forbidden;
        text.into_owned()
    }

    /// Writes the end; how many characters XML forbids.
    pub(crate) fn finish(mut self) -> Result<usize> {
        if self.version == Version::V1 {
            self.end("body")?;
        }
        self.end("file")?;
        self.end("xliff")?;
        let out = self.xml.get_mut();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(self.forbidden)
    }
}

/// What an XLIFF file holds.
pub(crate) struct Content {
    /// Segments of one unit are joined.
    pub(crate) units: Vec<Unit>,
    pub(crate) source_tag: String,
    pub(crate) losses: Losses,
}

/// Reads an XLIFF file of either version.
pub(crate) fn read(input: impl BufRead, name: &str) -> Result<Content> {
    let mut xml = Reader::from_reader(input);
    let mut buffer = Vec::new();
    let mut reading = Reading::default();
    let mut entities = Entities::default();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer);
        let failed = |message: String| Error::Document {
            name: name.into(),
            message: format!("byte {}: {message}", xml.buffer_position()),
        };
        match event {
            Ok(Event::Start(tag)) => {
                let mut lost = Losses::default();
                let attributes = entities.attributes(&tag, &mut lost);
                let attributes = attributes.map_err(|error| failed(error.to_string()))?;
                reading.losses.entities += lost.entities;
                reading.losses.forbidden += lost.forbidden;
                reading.start(tag.local_name().as_ref(), &attributes);
            }
            Ok(Event::DocType(doctype)) => entities.declare(&doctype),
            Ok(Event::End(tag)) => reading.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => reading.push(&text.xml10_content()),
            Ok(Event::CData(text)) => reading.push(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                let behind = reading.source.len() + reading.target.len();
                reading.refer(entities.meaning(&reference, behind));
            }
            Ok(Event::Eof) if !reading.is_xliff => {
                return Err(failed("not XLIFF: it has no element xliff".into()));
            }
            Ok(Event::Eof) if !reading.is_whole => {
                return Err(failed("cut off: it ends before </xliff>".into()));
            }
            Ok(Event::Eof) => {
                return Ok(Content {
                    units: reading.units,
                    source_tag: reading.source_tag,
                    losses: reading.losses,
                });
            }
            Ok(_) => {}
            Err(error) => return Err(failed(error.to_string())),
        }
    }
}

#[derive(Default)]
struct Reading {
    source_tag: String,
    target_tag: String,
    units: Vec<Unit>,
    id: String,
    source: String,
    target: String,
    notes: Vec<String>,
    /// The element whose text is being read.
    inside: Option<&'static str>,
    /// How many elements around the text hold codes of another format.
    codes: usize,
    /// How many elements around the text hold other suggestions than the translation.
    alternatives: usize,
    losses: Losses,
    is_xliff: bool,
    is_whole: bool,
}

/// Elements inside a text whose content is no text of it (XLIFF 1.2).
const CODES: [&str; 4] = ["bpt", "ept", "ph", "it"];

impl Reading {
    fn start(&mut self, name: &str, attributes: &Attributes) {
        let take = |names: &[&str], into: &mut String| {
            let mut found = attributes.iter();
            if let Some((_, value)) = found.find(|(name, _)| names.contains(&name.as_str())) {
                into.clone_from(value);
            }
        };
        match name {
            "xliff" | "file" => {
                self.is_xliff = true;
                take(&["srcLang", "source-language"], &mut self.source_tag);
                take(&["trgLang", "target-language"], &mut self.target_tag);
            }
            "trans-unit" | "unit" => {
                self.id.clear();
                take(&["id"], &mut self.id);
                take(&["resname", "name"], &mut self.id);
                self.source.clear();
                self.target.clear();
                self.notes.clear();
            }
            "alt-trans" | "matches" => self.alternatives += 1,
            "source" if self.alternatives == 0 => self.begin("source"),
            "target" if self.alternatives == 0 => self.begin("target"),
            "note" => {
                self.notes.push(String::new());
                self.inside = Some("note");
            }
            name if CODES.contains(&name) => self.codes += 1,
            _ => {}
        }
    }

    /// Segments of one unit are divided by a space.
    fn begin(&mut self, side: &'static str) {
        self.inside = Some(side);
        let text = match side {
            "source" => &mut self.source,
            _ => &mut self.target,
        };
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
    }

    fn refer(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Own(own) => self.push(own.encode_utf8(&mut [0; 4])),
            Meaning::Declared(text) => self.push(text),
            Meaning::Forbidden => self.losses.forbidden += 1,
            Meaning::Unknown => {
                self.losses.entities += 1;
                self.push("\u{fffd}");
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.codes > 0 {
            return;
        }
        match self.inside {
            Some("source") => self.source.push_str(text),
            Some("target") => self.target.push_str(text),
            Some(_) => {
                if let Some(note) = self.notes.last_mut() {
                    note.push_str(text);
                }
            }
            None => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "source" | "target" | "note" => self.inside = None,
            "alt-trans" | "matches" => self.alternatives = self.alternatives.saturating_sub(1),
            "trans-unit" | "unit" => {
                let mut unit = Unit::new(
                    &self.id,
                    (&self.source_tag, &self.source),
                    (&self.target_tag, &self.target),
                );
                for note in &self.notes {
                    match note.split_once(": ") {
                        Some((kind, value)) if kind.starts_with("x-") => unit.set_prop(kind, value),
                        _ => unit.add_note(note),
                    }
                }
                self.units.push(unit);
            }
            "xliff" => self.is_whole = true,
            name if CODES.contains(&name) => self.codes = self.codes.saturating_sub(1),
            _ => {}
        }
    }
}
