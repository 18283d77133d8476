//! Writing TMX so that every client reads it: UTF-8 without a byte-order mark, the DOCTYPE, properties before the
//! variants, the variants in the order of the unit.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::unit::{Attributes, Element, Head, Unit};
use crate::article::is_xml_char;
use crate::error::Result;

/// What may stand in no text.
pub(super) const END_OF_CDATA: &str = "]]>";

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Units.
    pub units: usize,
    /// Characters that XML forbids, taken out.
    pub forbidden: usize,
}

/// Writes a memory unit by unit.
pub struct TmxWriter<W: Write> {
    xml: Writer<W>,
    report: Report,
}

debug_by_name!(TmxWriter<W: Write>);

impl<W: Write> TmxWriter<W> {
    /// Writes the head of the memory.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when `out` fails.
    pub fn new(out: W, head: &Head) -> Result<TmxWriter<W>> {
        let mut writer = TmxWriter {
            xml: Writer::new_with_indent(out, b' ', 2),
            report: Report::default(),
        };
        let xml = &mut writer.xml;
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let doctype = BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"");
        xml.write_event(Event::DocType(doctype))?;
        let tmx = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
        xml.write_event(Event::Start(tmx))?;
        let header = writer.start("header", &head.attributes);
        if head.notes.is_empty() {
            writer.xml.write_event(Event::Empty(header))?;
        } else {
            writer.xml.write_event(Event::Start(header))?;
            writer.elements(&head.notes)?;
            writer.end("header")?;
        }
        let body = Event::Start(BytesStart::new("body"));
        writer.xml.write_event(body)?;
        Ok(writer)
    }

    /// Writes a unit.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails.
    pub fn unit(&mut self, unit: &Unit) -> Result<()> {
        let tu = self.start("tu", &unit.attributes);
        self.xml.write_event(Event::Start(tu))?;
        self.elements(&unit.notes)?;
        for variant in &unit.variants {
            let tuv = self.start("tuv", &variant.attributes);
            self.xml.write_event(Event::Start(tuv))?;
            self.elements(&variant.notes)?;
            let seg = BytesStart::new("seg");
            self.element(seg, &variant.segment)?;
            self.end("tuv")?;
        }
        self.end("tu")?;
        self.report.units += 1;
        Ok(())
    }

    fn elements(&mut self, elements: &[Element]) -> Result<()> {
        for element in elements {
            let start = self.start(&element.name, &element.attributes);
            self.element(start, &element.content)?;
        }
        Ok(())
    }

    /// An element whose inside is XML already.
    fn element(&mut self, start: BytesStart, content: &str) -> Result<()> {
        let end = start.to_end().into_owned();
        self.xml.write_event(Event::Start(start))?;
        // Comments and what else was taken out may have stood between.
        let mut content = self.allowed(content);
        if content.contains(END_OF_CDATA) {
            content = content.replace(END_OF_CDATA, "]]&gt;").into();
        }
        let text = BytesText::from_escaped(content);
        self.xml.write_event(Event::Text(text))?;
        self.xml.write_event(Event::End(end))?;
        Ok(())
    }

    fn start(&mut self, name: &str, attributes: &Attributes) -> BytesStart<'static> {
        let mut start = BytesStart::new(name.to_owned());
        for (name, value) in attributes {
            let value = self.allowed(value);
            // The `lang` of TMX 1.1 is no attribute of 1.4.
            let name = if name == "lang" { "xml:lang" } else { name };
            start.push_attribute((name, value.as_ref()));
        }
        start
    }

    fn end(&mut self, name: &str) -> Result<()> {
        Ok(self.xml.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// Writes the end of the memory.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when the output fails.
    pub fn finish(mut self) -> Result<Report> {
        self.end("body")?;
        self.end("tmx")?;
        let out = self.xml.get_mut();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(self.report)
    }

    /// Takes out what XML 1.0 forbids, and counts it.
    fn allowed<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let (text, forbidden) = allowed(text);
        self.report.forbidden += forbidden;
        text
    }
}

/// The element of a unit, in one line.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write), which memory never gives.
pub(crate) fn element_of(unit: &Unit) -> Result<String> {
    let mut writer = TmxWriter {
        xml: Writer::new(Vec::new()),
        report: Report::default(),
    };
    writer.unit(unit)?;
    Ok(String::from_utf8_lossy(&writer.xml.into_inner()).into_owned())
}

/// A text without what XML 1.0 forbids, and how many characters that was.
pub(crate) fn allowed(text: &str) -> (Cow<'_, str>, usize) {
    let forbidden = text.chars().filter(|&c| !is_xml_char(c)).count();
    if forbidden == 0 {
        return (Cow::Borrowed(text), 0);
    }
    let allowed = text.chars().filter(|&c| is_xml_char(c)).collect();
    (Cow::Owned(allowed), forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tmx::props;

    fn write(units: &[Unit]) -> (String, Report) {
        let mut out = Vec::new();
        let date = "20250904T073800Z".parse().unwrap();
        let head = Head::new("ko-KR", Some(&date), &[]);
        let mut writer = TmxWriter::new(&mut out, &head).unwrap();
        for unit in units {
            writer.unit(unit).unwrap();
        }
        let report = writer.finish().unwrap();
        (String::from_utf8(out).unwrap(), report)
    }

    fn unit(source: &str, target: &str) -> Unit {
        let mut unit = Unit::new("a s-0001", ("ko-KR", source), ("en-US", target));
        let date = ("creationdate".into(), "20250904T073800Z".into());
        unit.attributes.push(date);
        unit.set_prop(props::BEAD, "1-1");
        unit
    }

    #[test]
    fn a_unit_as_it_is_written() {
        let (text, report) = write(&[unit("“1 < 2”", "a & b")]);
        insta::assert_snapshot!(text);
        assert_eq!(report.units, 1);
    }

    #[test]
    fn forbidden_characters_are_taken_out_and_counted() {
        let (text, report) = write(&[unit("가\u{b}나\u{fffe}", "a\u{1}b")]);
        assert!(text.contains("<seg>가나</seg>") && text.contains("<seg>ab</seg>"));
        assert_eq!(report.forbidden, 3);
    }
}
