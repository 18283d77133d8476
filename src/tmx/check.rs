//! What is wrong with a memory: against the DTD of TMX 1.4b, and against what CAT tools are known to stumble over. Reads
//! a stream, and keeps no more of it than the names of its units.

mod checker;
mod model;

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::entities::Meaning;
use super::source::{Counted, Place};
use super::writer::END_OF_CDATA;
use checker::Checker;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file is no TMX, or a tool refuses it or loses a unit.
    Error,
    /// Some tool stumbles.
    Warning,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// What kind of finding: the same for all of one kind.
    pub kind: &'static str,
    /// What is wrong, and what to do.
    pub message: String,
}

/// Checks a memory in UTF-8, and hands each finding on; the number of units. An XML error is a finding, and the last.
pub fn check(input: impl BufRead, finding: &mut dyn FnMut(Finding)) -> usize {
    let mut xml = Reader::from_reader(Counted::new(input));
    let mut checker = Checker::new(finding);
    let mut buffer = Vec::new();
    loop {
        checker.place = xml.get_ref().place;
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => checker.start(&tag),
            Ok(Event::Empty(tag)) => {
                checker.start(&tag);
                checker.end();
            }
            Ok(Event::End(_)) => checker.end(),
            Ok(Event::Text(text)) => {
                if text.contains(END_OF_CDATA) {
                    checker.error("xml", "]]> may not stand in a text of XML; write ]]&gt;");
                }
                checker.text(&text);
            }
            Ok(Event::CData(text)) => checker.text(&text),
            Ok(Event::GeneralRef(reference)) => {
                let (kind, what) = match checker.entities.meaning(&reference, 0) {
                    Meaning::Own(text) => {
                        checker.text(text.encode_utf8(&mut [0; 4]));
                        continue;
                    }
                    Meaning::Declared(text) => {
                        let text = text.to_owned();
                        checker.text(&text);
                        continue;
                    }
                    Meaning::Forbidden => (
                        "character",
                        "no character of XML; OmegaT drops the whole file",
                    ),
                    Meaning::Unknown => ("entity", "no entity of XML; write the character"),
                };
                checker.error(kind, format!("&{};: {what}", &*reference));
                // It stands for something.
                checker.text("&");
            }
            Ok(Event::DocType(doctype)) => {
                checker.has_doctype = true;
                checker.entities.declare(&doctype);
                if doctype.contains("<!ENTITY") {
                    checker.warning(
                        "entity",
                        "the DOCTYPE declares entities, which not all tools follow; write the characters",
                    );
                }
            }
            Ok(Event::Eof) => {
                if let Some(open) = checker.open.last() {
                    let message = format!("the memory is cut off: it ends inside {}", open.name);
                    checker.error("xml", message);
                } else if !checker.has_root {
                    checker.error("xml", "not a TMX: it has no element tmx");
                }
                if !checker.has_doctype {
                    checker.place = Place { line: 1, column: 1 };
                    checker.warning(
                        "doctype",
                        "no DOCTYPE; some tools ask for <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">",
                    );
                }
                return checker.units;
            }
            Ok(_) => {}
            Err(error) => {
                checker.place = xml.get_ref().place;
                checker.error("xml", error.to_string());
                return checker.units;
            }
        }
    }
}

/// Whether a tag begins with the code of a language, as `Korean` does not.
fn is_code(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let is_special = |code: &str| primary.eq_ignore_ascii_case(code);
    let is_short = matches!(primary.len(), 2 | 3) || is_special("i") || is_special("x");
    is_short && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A language tag as BCP 47 recommends to write it: `ko-KR` for `KO_kr` and `kor`. What is no tag stays.
pub fn canonical(tag: &str) -> String {
    if !is_code(tag) {
        return tag.to_owned();
    }
    let tag = tag.replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_lowercase();
    let mut canonical = match language.as_str() {
        "kor" => "ko".to_owned(),
        "eng" => "en".to_owned(),
        _ => language,
    };
    for part in parts {
        canonical.push('-');
        match part.len() {
            2 => canonical.push_str(&part.to_uppercase()),
            // A script: Hang.
            4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                canonical.push_str(&part[..1].to_uppercase());
                canonical.push_str(&part[1..].to_lowercase());
            }
            _ => canonical.push_str(&part.to_lowercase()),
        }
    }
    canonical
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(tmx: &str) -> Vec<(&'static str, usize)> {
        let mut kinds = Vec::new();
        check(tmx.as_bytes(), &mut |finding| {
            kinds.push((finding.kind, finding.place.line))
        });
        kinds
    }

    fn memory(units: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header creationtool=\"x\" \
             creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"ko\" datatype=\"x\"/>\
             <body>\n{units}\n</body></tmx>"
        )
    }

    const GOOD: &str = "<tu tuid=\"1\"><prop type=\"x\">y</prop><tuv xml:lang=\"ko\"><seg><hi>비</hi></seg></tuv>\
        <tuv xml:lang=\"en\"><seg><bpt i=\"1\">x</bpt>rain<ept i=\"1\"/></seg></tuv></tu>";

    #[test]
    fn a_good_memory_has_nothing_wrong() {
        assert_eq!(kinds(&memory(GOOD)), []);
    }

    #[test]
    fn each_fault_is_found_where_it_is() {
        for (from, to, kind) in [
            ("<hi>비</hi>", "", "empty"),
            ("<hi>비</hi>", "&nbsp;", "entity"),
            ("<hi>비</hi>", "&#11;비", "character"),
            ("<ept i=\"1\"/>", "", "pairs"),
            ("<bpt i=\"1\">x</bpt>", "", "pairs"),
            ("xml:lang=\"en\"", "lang=\"en\"", "attribute"),
            ("xml:lang=\"en\"", "xml:lang=\"EN_us\"", "language"),
            ("xml:lang=\"ko\"", "xml:lang=\"ko-KR\"", "source"),
            ("xml:lang=\"en\"", "xml:lang=\"ko\"", "twice"),
            ("<tu tuid=\"1\">", "<tu changedate=\"2025-09-04\">", "date"),
            ("<tu tuid=\"1\">", "<tu colour=\"red\">", "attribute"),
            ("<prop type=\"x\">y</prop>", "<prop>y</prop>", "attribute"),
            ("<prop type=\"x\">", "<prop type=\"file\">", "file"),
            ("</tuv></tu>", "</tuv><note>n</note></tu>", "order"),
            ("</tuv></tu>", "</tuv>words</tu>", "order"),
            (
                "<tuv xml:lang=\"en\">",
                "<tuv xml:lang=\"en\"><seg>a</seg>",
                "order",
            ),
            ("<tu tuid=\"1\">", "<tu tuid=\"1\" tuid=\"2\">", "attribute"),
            ("i=\"1\">x", "i=\"1\" type=\"&nbsp;\">x", "entity"),
            ("i=\"1\">x", "i=\"1\" type=\"&#11;\">x", "character"),
            ("<hi>", "<hi x=1>", "xml"),
            ("<hi>비", "<hi>]]>비", "xml"),
            ("<bpt i=\"1\">", "<bpt i=\"1\"type='\"'>", "xml"),
            ("<tu tuid=\"1\">", "<tu tuid=\"1\" 1t=\"2\">", "xml"),
            ("<tu tuid=\"1\">", "<tu srclang=\"en\">", "first"),
            ("<tu tuid=\"1\">", "<tu srclang=\"ja\">", "source"),
            ("xml:lang=\"en\"", "xml:lang=\"English\"", "language"),
        ] {
            let broken = GOOD.replace(from, to);
            assert_ne!(broken, GOOD, "{from}");
            assert_eq!(kinds(&memory(&broken)), [(kind, 4)], "{from} to {to}");
        }
        assert_eq!(kinds(&memory(&format!("{GOOD}\n{GOOD}"))), [("tuid", 5)]);
    }

    #[test]
    fn what_is_no_memory_is_said_at_once() {
        assert_eq!(kinds("<html></html>")[0].0, "xml");
        assert_eq!(kinds("")[0].0, "xml");
        let cut = memory(GOOD);
        assert_eq!(kinds(&cut[..cut.len() - 20])[0].0, "xml");
    }

    #[test]
    fn what_is_around_the_units() {
        let good = memory(GOOD);
        let head = good.find("<header").unwrap()..good.find("<body>").unwrap();
        let headless = [&good[..head.start], &good[head.end..]].concat();
        assert_eq!(kinds(&headless), [("order", 3)]);
        assert_eq!(kinds(&format!("{good} <!-- more -->\n")), []);
        assert_eq!(kinds(&format!("{good}\njunk")), [("xml", 5)]);
        assert_eq!(kinds(&format!("{good}\n&amp;")), [("xml", 6)]);
        assert_eq!(
            kinds(&format!("{good}\n<tmx version=\"1.4\"/>"))[0],
            ("xml", 6)
        );
        let twice = good.replace("<body>", &format!("{}<body>", &good[head]));
        assert_eq!(kinds(&twice), [("order", 3)]);
    }

    #[test]
    fn each_unit_may_name_its_source() {
        let good = memory(GOOD).replace("srclang=\"ko\"", "srclang=\"en\"");
        assert_eq!(kinds(&good), [("first", 4)]);
        assert_eq!(kinds(&good.replace("<tu ", "<tu srclang=\"ko\" ")), []);
        assert_eq!(kinds(&good.replace("<tu ", "<tu srclang=\"*all*\" ")), []);
    }

    #[test]
    fn lang_is_right_where_it_was() {
        let old = memory(GOOD).replace("xml:lang", "lang");
        assert_eq!(kinds(&old), [("attribute", 4); 2]);
        assert_eq!(kinds(&old.replace("\"1.4\"", "\"1.1\"")), [("version", 3)]);
    }

    #[test]
    fn tags_in_their_usual_form() {
        for (tag, form) in [
            ("KO_kr", "ko-KR"),
            ("kor", "ko"),
            ("en-us", "en-US"),
            ("ko-hang-kr", "ko-Hang-KR"),
            ("I-Klingon", "i-klingon"),
            ("Korean", "Korean"),
            ("*all*", "*all*"),
        ] {
            assert_eq!(canonical(tag), form);
        }
    }
}
