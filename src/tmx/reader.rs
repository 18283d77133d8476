//! Reading the texts of a TMX, of any version and in any order of its variants, as a stream.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::article::Language;
use crate::error::{Error, Result};

/// A unit's variants: the tag of a language and the text in it, inline tags and their codes taken out.
pub type Variants = Vec<(String, String)>;

/// The units of a memory, one after another.
pub struct TmxReader<R: BufRead> {
    xml: Reader<R>,
    name: String,
    buffer: Vec<u8>,
    has_ended: bool,
    is_memory: bool,
    is_whole: bool,
}

impl<R: BufRead> TmxReader<R> {
    /// Reads UTF-8. `name` stands for the memory in errors. Entities that a DOCTYPE declares are never followed.
    pub fn new(input: R, name: &str) -> TmxReader<R> {
        TmxReader {
            xml: Reader::from_reader(input),
            name: name.into(),
            buffer: Vec::new(),
            has_ended: false,
            is_memory: false,
            is_whole: false,
        }
    }

    fn error(&self, message: impl ToString) -> Error {
        Error::Memory {
            name: self.name.clone(),
            byte: self.xml.buffer_position(),
            message: message.to_string(),
        }
    }

    fn next_unit(&mut self) -> Result<Option<Variants>> {
        let mut unit = Unit::default();
        loop {
            self.buffer.clear();
            let event = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.error(error)),
            };
            match event {
                Event::Start(tag) => {
                    self.is_memory |= tag.local_name().as_ref() == "tmx";
                    unit.open(&tag);
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "tu" => return Ok(Some(unit.variants)),
                    "tmx" => self.is_whole = true,
                    name => unit.close(name),
                },
                Event::Text(text) => unit.push(&text.xml10_content()),
                Event::CData(text) => unit.push(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => unit.push(c.encode_utf8(&mut [0; 4])),
                    Ok(None) => {
                        unit.push(resolve_predefined_entity(&reference).unwrap_or("\u{fffd}"))
                    }
                    Err(error) => return Err(self.error(error)),
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
}

impl<R: BufRead> Iterator for TmxReader<R> {
    type Item = Result<Variants>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let unit = self.next_unit().transpose();
        self.has_ended = !matches!(unit, Some(Ok(_)));
        unit
    }
}

/// The unit that is being read.
#[derive(Default)]
struct Unit {
    variants: Variants,
    is_in_segment: bool,
    /// How many elements around the text hold codes of another format, not text.
    codes: usize,
}

/// Elements inside a segment whose content is no text of it.
const CODES: [&str; 5] = ["bpt", "ept", "ph", "it", "ut"];

impl Unit {
    fn open(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "tuv" => {
                let attributes = ["xml:lang", "lang"].into_iter();
                let found = attributes
                    .filter_map(|name| tag.try_get_attribute(name).ok().flatten())
                    .find_map(|attribute| {
                        Some(
                            attribute
                                .normalized_value(XmlVersion::Implicit1_0)
                                .ok()?
                                .into_owned(),
                        )
                    });
                self.variants
                    .push((found.unwrap_or_default(), String::new()));
            }
            "seg" => self.is_in_segment = true,
            name if self.is_in_segment && CODES.contains(&name) => self.codes += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "seg" {
            (self.is_in_segment, self.codes) = (false, 0);
        } else if CODES.contains(&name) {
            self.codes = self.codes.saturating_sub(1);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, variant)) = self.variants.last_mut()
            && self.is_in_segment
            && self.codes == 0
        {
            variant.push_str(text);
        }
    }
}

/// The English and the Korean text of a unit that has both. Tags may be written `KO_kr` too, as some tools do.
pub fn english_and_korean(variants: &Variants) -> Option<(&str, &str)> {
    let text = |language| {
        let found = variants
            .iter()
            .find(|(tag, _)| Language::from_tag(&tag.replace('_', "-")) == Some(language));
        found.map(|(_, text)| text.as_str())
    };
    text(Language::English).zip(text(Language::Korean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tmx: &str) -> Result<Vec<Variants>> {
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
            english_and_korean(&units[0]),
            Some(("A&B is big.", "A&B는 큰 회사다."))
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
    fn entities_of_a_doctype_are_not_followed() {
        let bomb = r#"<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>
            <tmx><body><tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu></body></tmx>"#;
        assert_eq!(read(bomb).unwrap()[0][0].1, "\u{fffd}");
    }
}
