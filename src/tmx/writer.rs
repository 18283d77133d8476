//! Writing TMX so that every client reads it: UTF-8 without a byte-order mark, the DOCTYPE, properties before the
//! variants, the source variant first, its code exactly the header's `srclang`.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Date, TranslationUnit};
use crate::error::Result;
use crate::export::Report;

/// What the head of a memory says.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// BCP 47 tag of the source.
    pub source_tag: &'a str,
    /// BCP 47 tag of the target.
    pub target_tag: &'a str,
    /// Date of creation, of the memory and of each unit.
    pub date: Option<&'a Date>,
    /// Properties of the memory, as type and value. Types of our own begin with `x-`.
    pub props: &'a [(&'static str, String)],
}

/// Writes a memory unit by unit.
pub struct TmxWriter<'a, W: Write> {
    xml: Writer<W>,
    header: Header<'a>,
    report: Report,
}

impl<'a, W: Write> TmxWriter<'a, W> {
    /// Writes the head of the memory.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when `out` fails.
    pub fn new(out: W, header: Header<'a>) -> Result<TmxWriter<'a, W>> {
        let mut writer = TmxWriter {
            xml: Writer::new_with_indent(out, b' ', 2),
            header,
            report: Report::default(),
        };
        let xml = &mut writer.xml;
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.write_event(Event::DocType(BytesText::from_escaped(
            "tmx SYSTEM \"tmx14.dtd\"",
        )))?;
        let tmx = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
        xml.write_event(Event::Start(tmx))?;
        let mut head = BytesStart::new("header").with_attributes([
            ("creationtool", env!("CARGO_PKG_NAME")),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "naranhi"),
            ("adminlang", "en"),
            ("srclang", header.source_tag),
            ("datatype", "plaintext"),
            ("o-encoding", "UTF-8"),
        ]);
        if let Some(date) = header.date {
            head.push_attribute(("creationdate", date.as_str()));
        }
        head.push_attribute(("creationid", env!("CARGO_PKG_NAME")));
        if let Some(date) = header.date {
            head.push_attribute(("changedate", date.as_str()));
        }
        head.push_attribute(("changeid", env!("CARGO_PKG_NAME")));
        if header.props.is_empty() {
            xml.write_event(Event::Empty(head))?;
        } else {
            xml.write_event(Event::Start(head))?;
            for (kind, value) in header.props {
                writer.prop(kind, value)?;
            }
            let end = Event::End(BytesEnd::new("header"));
            writer.xml.write_event(end)?;
        }
        let body = Event::Start(BytesStart::new("body"));
        writer.xml.write_event(body)?;
        Ok(writer)
    }

    /// Writes a unit. One with an empty side is passed over: clients fill it in as an empty line.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails.
    pub fn unit(&mut self, unit: &TranslationUnit) -> Result<()> {
        let source = self.allowed(&unit.source).into_owned();
        let target = self.allowed(&unit.target).into_owned();
        if source.trim().is_empty() || target.trim().is_empty() {
            return Ok(());
        }
        let id = self.allowed(&unit.id).into_owned();
        let mut tu = BytesStart::new("tu").with_attributes([("tuid", id.as_str())]);
        if let Some(date) = self.header.date {
            tu.push_attribute(("creationdate", date.as_str()));
        }
        self.xml.write_event(Event::Start(tu))?;
        for (kind, value) in &unit.props {
            self.prop(kind, value)?;
        }
        for (tag, text) in [
            (self.header.source_tag, &source),
            (self.header.target_tag, &target),
        ] {
            self.xml
                .create_element("tuv")
                .with_attribute(("xml:lang", tag))
                .write_inner_content(|xml| {
                    xml.create_element("seg")
                        .write_text_content(BytesText::new(text))?;
                    Ok::<(), io::Error>(())
                })?;
        }
        self.xml.write_event(Event::End(BytesEnd::new("tu")))?;
        self.report.rows += 1;
        Ok(())
    }

    fn prop(&mut self, kind: &str, value: &str) -> Result<()> {
        let value = self.allowed(value).into_owned();
        self.xml
            .create_element("prop")
            .with_attribute(("type", kind))
            .write_text_content(BytesText::new(&value))?;
        Ok(())
    }

    /// Writes the end of the memory.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails.
    pub fn finish(mut self) -> Result<Report> {
        self.xml.write_event(Event::End(BytesEnd::new("body")))?;
        self.xml.write_event(Event::End(BytesEnd::new("tmx")))?;
        let out = self.xml.get_mut();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(self.report)
    }

    /// Takes out what XML 1.0 forbids, and counts it.
    fn allowed<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let forbidden = text.chars().filter(|&c| !is_xml_char(c)).count();
        if forbidden == 0 {
            return Cow::Borrowed(text);
        }
        self.report.forbidden += forbidden;
        Cow::Owned(text.chars().filter(|&c| is_xml_char(c)).collect())
    }
}

/// The production `Char` of XML 1.0, fifth edition.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(units: &[TranslationUnit]) -> (String, Report) {
        let mut out = Vec::new();
        let date = "20250904T073800Z".parse().unwrap();
        let header = Header {
            source_tag: "ko-KR",
            target_tag: "en-US",
            date: Some(&date),
            props: &[],
        };
        let mut writer = TmxWriter::new(&mut out, header).unwrap();
        for unit in units {
            writer.unit(unit).unwrap();
        }
        let report = writer.finish().unwrap();
        (String::from_utf8(out).unwrap(), report)
    }

    fn unit(source: &str, target: &str) -> TranslationUnit {
        TranslationUnit {
            id: "a s-0001".into(),
            props: vec![("x-bead".into(), "1-1".into())],
            source: source.into(),
            target: target.into(),
        }
    }

    #[test]
    fn a_unit_as_it_is_written() {
        let (text, report) = write(&[unit("“1 < 2”", "a & b")]);
        insta::assert_snapshot!(text);
        assert_eq!(report.rows, 1);
    }

    #[test]
    fn forbidden_characters_are_taken_out_and_counted() {
        let (text, report) = write(&[unit("가\u{b}나\u{fffe}", "a\u{1}b")]);
        assert!(text.contains("<seg>가나</seg>") && text.contains("<seg>ab</seg>"));
        assert_eq!(report.forbidden, 3);
    }

    #[test]
    fn a_unit_that_is_empty_on_one_side_is_not_written() {
        let (text, report) = write(&[unit("가", "\u{1}")]);
        assert!(!text.contains("<tu "));
        assert_eq!(report.rows, 0);
    }
}
