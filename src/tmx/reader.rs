//! Reading a TMX of any version as a stream, unit by unit.

use std::fmt::Write;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::partial_escape;
use quick_xml::events::Event;

use super::entities::{Entities, Losses, Meaning};
use super::source::{Counted, Place};
use super::unit::{Attributes, Element, Head, Unit, Variant};
use crate::error::{Error, Result};

/// The units of a memory, one after another.
#[must_use = "units are read when they are asked for"]
pub struct TmxReader<R: BufRead> {
    xml: Reader<Counted<R>>,
    name: String,
    buffer: Vec<u8>,
    head: Head,
    /// Where the unit that was read last begins.
    place: Place,
    entities: Entities,
    losses: Losses,
    /// What stands before the name of each element, as `t:` does.
    prefix: String,
    has_ended: bool,
    is_memory: bool,
    is_whole: bool,
}

debug_by_name!(TmxReader<R: BufRead>);

/// Where in the memory the reader is.
#[derive(Default)]
struct Reading {
    unit: Option<Unit>,
    is_in_variant: bool,
}

impl<R: BufRead> TmxReader<R> {
    /// Reads UTF-8; [`open`](super::open) makes UTF-8 of a file. `name` stands for the memory in errors. Of the entities
    /// that a DOCTYPE declares, those that are short plain text are followed.
    pub fn new(input: R, name: &str) -> TmxReader<R> {
        TmxReader {
            xml: Reader::from_reader(Counted::new(input)),
            name: name.into(),
            buffer: Vec::new(),
            head: Head::default(),
            place: Place { line: 1, column: 1 },
            entities: Entities::default(),
            losses: Losses::default(),
            prefix: String::new(),
            has_ended: false,
            is_memory: false,
            is_whole: false,
        }
    }

    /// What the head of the memory says; nothing before the first unit was read.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Where the unit that was read last begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What was lost so far.
    pub fn losses(&self) -> Losses {
        self.losses
    }

    fn error(&self, message: impl ToString) -> Error {
        let Place { line, column } = self.xml.get_ref().place;
        Error::Memory {
            name: self.name.clone(),
            line,
            column,
            message: message.to_string(),
        }
    }

    fn next_unit(&mut self) -> Result<Option<Unit>> {
        let mut reading = Reading::default();
        loop {
            let place = self.xml.get_ref().place;
            self.buffer.clear();
            let event = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.error(error)),
            };
            match event {
                Event::Start(tag) => {
                    let (name, attributes) = match self.entities.element(&tag, &mut self.losses) {
                        Ok(element) => element,
                        Err(error) => return Err(self.error(error)),
                    };
                    if name == "tmx" {
                        let prefixed = tag.name().as_ref().to_owned();
                        self.prefix = prefixed.trim_end_matches("tmx").to_owned();
                    }
                    if name == "tu" {
                        self.place = place;
                    }
                    self.open(&mut reading, name, attributes, false)?;
                }
                Event::Empty(tag) => {
                    let (name, attributes) = match self.entities.element(&tag, &mut self.losses) {
                        Ok(element) => element,
                        Err(error) => return Err(self.error(error)),
                    };
                    self.open(&mut reading, name.clone(), attributes, true)?;
                    if name == "tu" {
                        self.place = place;
                        return Ok(reading.unit);
                    }
                }
                Event::DocType(doctype) => self.entities.declare(&doctype),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "tu" if reading.unit.is_some() => return Ok(reading.unit),
                    "tuv" => reading.is_in_variant = false,
                    "tmx" => self.is_whole = true,
                    _ => {}
                },
                Event::Eof if !self.is_memory => {
                    return Err(self.error("not a TMX: it has no element tmx"));
                }
                Event::Eof if !self.is_whole => {
                    return Err(self.error("the memory is cut off: it ends before </tmx>"));
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Takes an element in, with its inside where that is kept as it is.
    fn open(
        &mut self,
        reading: &mut Reading,
        name: String,
        attributes: Attributes,
        is_empty: bool,
    ) -> Result<()> {
        match name.as_str() {
            "tmx" => self.is_memory = true,
            "header" => {
                self.head.attributes = attributes;
            }
            "tu" => {
                reading.unit = Some(Unit {
                    attributes,
                    ..Unit::default()
                })
            }
            "tuv" => {
                if let Some(unit) = &mut reading.unit {
                    unit.variants.push(Variant {
                        attributes,
                        ..Variant::default()
                    });
                    reading.is_in_variant = !is_empty;
                }
            }
            "seg" | "prop" | "note" | "ude" => {
                let content = if is_empty {
                    String::new()
                } else {
                    self.inside(&name)?
                };
                let (notes, segment) = match &mut reading.unit {
                    Some(unit) => match unit.variants.last_mut() {
                        Some(variant) if reading.is_in_variant => {
                            (&mut variant.notes, Some(&mut variant.segment))
                        }
                        _ => (&mut unit.notes, None),
                    },
                    None => (&mut self.head.notes, None),
                };
                if name != "seg" {
                    notes.push(Element {
                        name,
                        attributes,
                        content,
                    });
                } else if let Some(segment) = segment {
                    *segment = content;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The inside of the element that has just begun, as XML that any other memory can hold: without comments,
    /// CDATA sections, entities of a DOCTYPE and prefixes of names.
    fn inside(&mut self, name: &str) -> Result<String> {
        let mut content = String::new();
        let mut depth = 0_usize;
        loop {
            self.buffer.clear();
            let event = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.error(error)),
            };
            match event {
                Event::Start(ref tag) | Event::Empty(ref tag) => {
                    let (begun, mut lost) = (tag.local_name(), Losses::default());
                    let whole = tag.name();
                    let prefix = whole.as_ref().strip_suffix(begun.as_ref());
                    let is_foreign = prefix.is_some_and(|it| !it.is_empty() && it != self.prefix);
                    lost.prefixes += usize::from(is_foreign);
                    let sound = match self.entities.sound(tag, &mut lost) {
                        Ok(sound) => sound,
                        Err(error) => return Err(self.error(error)),
                    };
                    self.losses += lost;
                    let end = match event {
                        Event::Empty(_) => "/",
                        _ => "",
                    };
                    depth += usize::from(end.is_empty() && begun.as_ref() == name);
                    let _ = write!(content, "<{sound}{end}>");
                }
                Event::End(tag) => {
                    if tag.local_name().as_ref() == name {
                        match depth.checked_sub(1) {
                            Some(outer) => depth = outer,
                            None => return Ok(content),
                        }
                    }
                    let _ = write!(content, "</{}>", tag.local_name().as_ref());
                }
                Event::Text(text) => content.push_str(&text.xml10_content()),
                Event::CData(text) => content.push_str(&partial_escape(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    match self.entities.meaning(&reference, content.len()) {
                        // Kept as it is written.
                        Meaning::Own(_) => {
                            let _ = write!(content, "&{};", &*reference);
                        }
                        Meaning::Declared(text) => content.push_str(&partial_escape(text)),
                        Meaning::Forbidden => self.losses.forbidden += 1,
                        Meaning::Unknown => {
                            self.losses.entities += 1;
                            content.push('\u{fffd}');
                        }
                    }
                }
                Event::Eof => {
                    return Err(self.error("the memory is cut off: it ends before </tmx>"));
                }
                _ => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for TmxReader<R> {
    type Item = Result<Unit>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let unit = self.next_unit().transpose();
        self.has_ended = !matches!(unit, Some(Ok(_)));
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tmx: &str) -> Result<Vec<Unit>> {
        TmxReader::new(tmx.as_bytes(), "m.tmx").collect()
    }

    #[test]
    fn texts_without_tags_in_any_order() {
        let units = read(
            r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header/><body>
            <tu><prop type="x">no</prop><tuv lang="KO_kr"><seg>A&amp;B는 <bpt i="1">&lt;b></bpt>큰<ept i="1">&lt;/b></ept> 회사다.</seg></tuv>
            <tuv lang="EN"><seg>A&#38;B is <hi>big</hi>.</seg></tuv></tu></body></tmx>"#,
        )
        .unwrap();
        assert_eq!(units.len(), 1);
        assert_eq!(
            units[0].english_and_korean(),
            Some(("A&B is big.".into(), "A&B는 큰 회사다.".into()))
        );
    }

    #[test]
    fn a_memory_that_is_cut_off_is_an_error_after_its_units() {
        let whole = r#"<tmx><body><tu><tuv xml:lang="ko"><seg>비</seg></tuv></tu><tu><tuv"#;
        let mut reader = TmxReader::new(whole.as_bytes(), "m.tmx");
        assert!(reader.next().unwrap().is_ok());
        let error = reader.next().unwrap().unwrap_err().to_string();
        assert!(error.contains("m.tmx"), "{error}");
        assert!(reader.next().is_none());
        assert!(
            read("<tmx><body>")
                .unwrap_err()
                .to_string()
                .contains("cut off")
        );
        assert!(
            read("<html></html>")
                .unwrap_err()
                .to_string()
                .contains("not a TMX")
        );
    }

    #[test]
    fn entities_of_a_doctype_are_followed_where_they_are_plain_text() {
        let memory = r#"<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c "<hi>c</hi>">]>
            <tmx><body><tu tuid="&a;"><tuv xml:lang="en"><seg>&b; &c; &d;</seg></tuv></tu></body></tmx>"#;
        let mut reader = TmxReader::new(memory.as_bytes(), "m.tmx");
        let unit = reader.next().unwrap().unwrap();
        assert_eq!(unit.variants[0].text(), "aaaa \u{fffd} \u{fffd}");
        assert_eq!(unit.id(), Some("aa"));
        assert_eq!(reader.losses().entities, 2);
    }

    #[test]
    fn a_memory_with_names_that_are_none_of_xml_is_refused() {
        for unit in [
            r#"<tu ty&pe="x"/>"#,
            r#"<tu><prop 1t="x"/></tu>"#,
            "<tu t\u{ffff}=\"x\"/>",
            "<t,u/>",
            r#"<tu q:1="x"/>"#,
            r#"<tu><tuv><seg><b,pt i="1"/></seg></tuv></tu>"#,
            "<tu><tuv><seg><ph&x;/></seg></tuv></tu>",
            r#"<tu><tuv><seg><ph x,y="1"/></seg></tuv></tu>"#,
        ] {
            let error = read(&format!("<tmx><body>\n{unit}</body></tmx>"));
            let error = error.unwrap_err().to_string();
            assert!(error.contains("m.tmx, line 2, column"), "{error}");
            assert!(error.contains("no name that XML allows"), "{error}");
        }
        let error = read(r#"<tmx><header admin,lang="en"/><body/></tmx>"#).unwrap_err();
        assert!(error.to_string().contains("\"admin,lang\""), "{error}");
    }

    #[test]
    fn what_no_memory_can_hold_is_taken_out_and_counted() {
        let memory = r#"<t:tmx xmlns:t="u"><t:body><t:tu tuid="1" tuid="2" t:x="&nbsp;&#31;"><t:tuv xml:lang="ko" lang="KO">
            <t:seg>&#0;가<t:hi x="&#31;&lt;">나</t:hi><q:ph x="1" x='2'/><ph xml:lang='a' q:x="&nbsp;"/><ph x='&amp;'/>&#x1F;</t:seg>
            </t:tuv></t:tu></t:body></t:tmx>"#;
        let mut reader = TmxReader::new(memory.as_bytes(), "m.tmx");
        let unit = reader.next().unwrap().unwrap();
        assert_eq!(
            unit.variants[0].segment,
            "가<hi x=\"&lt;\">나</hi><ph x=\"1\"/><ph xml:lang=\"a\" x=\"\u{fffd}\"/><ph x=\"&amp;\"/>"
        );
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(unit.attributes, [pair("tuid", "1"), pair("x", "\u{fffd}")]);
        let losses = Losses {
            entities: 2,
            forbidden: 4,
            attributes: 3,
            prefixes: 3,
        };
        assert_eq!(reader.losses(), losses);
        // One of another namespace is not TMX's own, wherever it stands.
        let memory = r#"<tmx xmlns:q="u"><body><tu q:tuid="2" tuid="1" q:x="3"/></body></tmx>"#;
        let attributes = read(memory).unwrap()[0].attributes.clone();
        assert_eq!(attributes, [pair("tuid", "1"), pair("x", "3")]);
        let error = read("<tmx><body>\n<tu tuid=1/></body></tmx>").unwrap_err();
        assert!(
            error.to_string().contains("m.tmx, line 2, column"),
            "{error}"
        );
    }
}
