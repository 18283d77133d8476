//! The rules as SRX 2.0 (Segmentation Rules eXchange, LISA 2008), as far as regular expressions before and after a
//! place can say them. Of the rules that match a place, the first decides.

mod rules;

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Splitter;
use crate::error::Result;

const NAMESPACE: &str = "http://www.lisa.org/srx20";

/// A rule: whether a place is a boundary, what stands before it, and what after.
struct SrxRule {
    breaks: bool,
    before: String,
    after: String,
}

impl Splitter {
    /// Writes the rules for both languages, with abbreviations that were added, as an SRX 2.0 file.
    ///
    /// ```
    /// let mut srx = Vec::new();
    /// naranhi::segment::Splitter::default().write_srx(&mut srx)?;
    /// assert!(String::from_utf8_lossy(&srx).contains("languagerulename=\"Korean\""));
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write) when `out` fails.
    pub fn write_srx(&self, mut out: impl Write) -> Result<()> {
        self.write(&mut out)?;
        writeln!(out)?;
        Ok(())
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let languages = [
            ("English", "(?i)en.*", rules::english(&self.lists)),
            ("Korean", "(?i)ko.*", rules::korean(&self.lists)),
        ];
        let mut xml = Writer::new_with_indent(out, b' ', 2);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let srx =
            BytesStart::new("srx").with_attributes([("xmlns", NAMESPACE), ("version", "2.0")]);
        xml.write_event(Event::Start(srx))?;
        let header = [("segmentsubflows", "yes"), ("cascade", "no")];
        xml.create_element("header")
            .with_attributes(header)
            .write_inner_content(|xml| {
                for (kind, include) in [("start", "no"), ("end", "yes"), ("isolated", "no")] {
                    xml.create_element("formathandle")
                        .with_attributes([("type", kind), ("include", include)])
                        .write_empty()?;
                }
                Ok(())
            })?;
        xml.write_event(Event::Start(BytesStart::new("body")))?;
        xml.write_event(Event::Start(BytesStart::new("languagerules")))?;
        for (name, _, rules) in &languages {
            xml.create_element("languagerule")
                .with_attribute(("languagerulename", *name))
                .write_inner_content(|xml| {
                    rules.iter().try_for_each(|rule| write_rule(xml, rule))
                })?;
        }
        xml.write_event(Event::End(BytesEnd::new("languagerules")))?;
        xml.create_element("maprules").write_inner_content(|xml| {
            for (name, pattern, _) in &languages {
                xml.create_element("languagemap")
                    .with_attributes([("languagepattern", *pattern), ("languagerulename", *name)])
                    .write_empty()?;
            }
            Ok(())
        })?;
        xml.write_event(Event::End(BytesEnd::new("body")))?;
        xml.write_event(Event::End(BytesEnd::new("srx")))
    }
}

fn write_rule<W: Write>(xml: &mut Writer<W>, rule: &SrxRule) -> io::Result<()> {
    let breaks = if rule.breaks { "yes" } else { "no" };
    xml.create_element("rule")
        .with_attribute(("break", breaks))
        .write_inner_content(|xml| {
            for (name, pattern) in [("beforebreak", &rule.before), ("afterbreak", &rule.after)] {
                xml.create_element(name)
                    .write_text_content(BytesText::new(pattern))?;
            }
            Ok(())
        })
        .map(drop)
}
