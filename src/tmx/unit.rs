//! A memory as it stands in the file: nothing that another tool wrote is lost between reading and writing.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{partial_escape, resolve_predefined_entity};
use quick_xml::events::Event;

use super::Date;
use super::check::canonical;
use crate::article::Language;

/// Attributes in the order of the file, their values without escapes.
pub type Attributes = Vec<(String, String)>;

/// What the head of a memory says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The attributes of `header`.
    pub attributes: Attributes,
    /// Its `note`, `prop` and `ude`.
    pub notes: Vec<Element>,
}

/// An element whose inside is kept as it is: a `prop`, a `note`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The name of the element.
    pub name: String,
    /// Its attributes.
    pub attributes: Attributes,
    /// Its inside, as XML.
    pub content: String,
}

/// A translation unit (`tu`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its attributes, such as `tuid`.
    pub attributes: Attributes,
    /// Its `note` and `prop`. Types of our own begin with `x-`.
    pub notes: Vec<Element>,
    /// One for each language.
    pub variants: Vec<Variant>,
}

/// A translation unit variant (`tuv`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// Its attributes, the language among them.
    pub attributes: Attributes,
    /// Its `note` and `prop`.
    pub notes: Vec<Element>,
    /// The inside of its `seg`, as XML, with inline tags.
    pub segment: String,
}

impl Head {
    /// The head of a memory that naranhi makes, for the language of the source, with a date or none, and with
    /// properties of the memory.
    pub fn new(source_tag: &str, date: Option<&Date>, props: &[(String, String)]) -> Head {
        let tool = env!("CARGO_PKG_NAME");
        let date = |name| Some((name, date?.as_str()));
        let attributes = [
            Some(("creationtool", tool)),
            Some(("creationtoolversion", env!("CARGO_PKG_VERSION"))),
            Some(("segtype", "sentence")),
            Some(("o-tmf", "naranhi")),
            Some(("adminlang", "en")),
            Some(("srclang", source_tag)),
            Some(("datatype", "plaintext")),
            Some(("o-encoding", "UTF-8")),
            date("creationdate"),
            Some(("creationid", tool)),
            date("changedate"),
            Some(("changeid", tool)),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Head {
            attributes: attributes.into_iter().flatten().map(owned).collect(),
            notes: props
                .iter()
                .map(|(kind, value)| Element::prop(kind, value))
                .collect(),
        }
    }
}

impl Head {
    /// The tag of the language of the source, in its usual form; none where nothing is said.
    pub(crate) fn source_tag(&self) -> Option<String> {
        let tag = attribute(&self.attributes, "srclang").map(str::trim);
        tag.filter(|tag| !tag.is_empty()).map(canonical)
    }

    /// The same head with this language of the source, and with what TMX 1.4 asks for where it lacks.
    pub(crate) fn completed(&self, source_tag: &str) -> Head {
        let mut head = self.clone();
        let names = |head: &Head, wanted: &str| {
            let mut found = head.attributes.iter();
            found.position(|(name, _)| name == wanted)
        };
        match names(&head, "srclang") {
            Some(place) => head.attributes[place].1 = source_tag.to_owned(),
            None => head.attributes.push(("srclang".into(), source_tag.into())),
        }
        for (name, value) in Head::new(source_tag, None, &[]).attributes {
            // Who made it is for its maker to say.
            if names(&head, &name).is_none() && !name.ends_with("id") {
                head.attributes.push((name, value));
            }
        }
        head
    }
}

impl Element {
    /// A property.
    pub fn prop(kind: &str, value: &str) -> Element {
        Element {
            name: "prop".into(),
            attributes: vec![("type".into(), kind.into())],
            content: partial_escape(value).into_owned(),
        }
    }

    /// Its inside as text.
    pub fn text(&self) -> Cow<'_, str> {
        text(&self.content)
    }

    pub(crate) fn is_prop(&self, kind: &str) -> bool {
        self.name == "prop" && attribute(&self.attributes, "type") == Some(kind)
    }
}

impl Unit {
    /// A unit of two texts, each with the tag of its language, the source first.
    pub fn new(id: &str, source: (&str, &str), target: (&str, &str)) -> Unit {
        Unit {
            attributes: vec![("tuid".into(), id.into())],
            notes: Vec::new(),
            variants: vec![
                Variant::new(source.0, source.1),
                Variant::new(target.0, target.1),
            ],
        }
    }

    /// The unit's name (`tuid`).
    pub fn id(&self) -> Option<&str> {
        attribute(&self.attributes, "tuid")
    }

    /// Gives it another `tuid`.
    pub fn set_id(&mut self, id: &str) {
        self.attributes.retain(|(name, _)| name != "tuid");
        self.attributes.insert(0, ("tuid".into(), id.to_owned()));
    }

    /// The value of a property.
    pub fn prop(&self, kind: &str) -> Option<Cow<'_, str>> {
        let prop = self.notes.iter().find(|note| note.is_prop(kind))?;
        Some(prop.text())
    }

    /// All properties that have a type, as type and value.
    pub fn props(&self) -> Vec<(String, String)> {
        let props = self.notes.iter().filter(|note| note.name == "prop");
        let typed = props.filter_map(|prop| {
            let kind = attribute(&prop.attributes, "type")?;
            Some((kind.to_owned(), prop.text().into_owned()))
        });
        typed.collect()
    }

    /// Gives a property a value, where it stands or behind the others; an empty one is taken away.
    pub fn set_prop(&mut self, kind: &str, value: &str) {
        let place = self.notes.iter().position(|note| note.is_prop(kind));
        match (place, value.is_empty()) {
            (Some(place), false) => {
                self.notes[place].content = partial_escape(value).into_owned();
            }
            (Some(place), true) => {
                self.notes.remove(place);
            }
            (None, false) => self.notes.push(Element::prop(kind, value)),
            (None, true) => {}
        }
    }

    /// Adds a note.
    pub fn add_note(&mut self, text: &str) {
        self.notes.push(Element {
            name: "note".into(),
            attributes: Vec::new(),
            content: partial_escape(text).into_owned(),
        });
    }

    /// The first variant in a language.
    pub fn variant(&self, language: Language) -> Option<&Variant> {
        self.variants
            .iter()
            .find(|variant| variant.language() == Some(language))
    }

    /// The variant with this very tag, else the first in its language.
    pub(crate) fn variant_of(&self, tag: &str) -> Option<&Variant> {
        self.place_of(tag).map(|place| &self.variants[place])
    }

    /// Where [that variant](Self::variant_of) is.
    pub(crate) fn place_of(&self, tag: &str) -> Option<usize> {
        let mut variants = self.variants.iter();
        if let Some(place) = variants.position(|variant| variant.tag() == Some(tag)) {
            return Some(place);
        }
        let wanted = canonical(tag);
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let tags = self.variants.iter().map(Variant::tag);
        let tags: Vec<String> = tags
            .map(|tag| tag.map(canonical).unwrap_or_default())
            .collect();
        let same = |tag: &String| !tag.is_empty() && primary(tag) == primary(&wanted);
        let exact = tags.iter().position(|tag| *tag == wanted);
        exact.or_else(|| tags.iter().position(same))
    }

    /// The first variant in a language, to be changed.
    pub fn variant_mut(&mut self, language: Language) -> Option<&mut Variant> {
        self.variants
            .iter_mut()
            .find(|variant| variant.language() == Some(language))
    }

    /// The English and the Korean text, without inline tags, where it has both.
    pub fn english_and_korean(&self) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
        let text = |language| self.variant(language).map(Variant::text);
        text(Language::English).zip(text(Language::Korean))
    }
}

impl Variant {
    /// A text in a language.
    pub fn new(tag: &str, text: &str) -> Variant {
        Variant {
            attributes: vec![("xml:lang".into(), tag.into())],
            notes: Vec::new(),
            segment: partial_escape(text).into_owned(),
        }
    }

    /// The tag of its language as the file has it: `xml:lang`, or the `lang` of TMX 1.1.
    pub fn tag(&self) -> Option<&str> {
        attribute(&self.attributes, "xml:lang").or_else(|| attribute(&self.attributes, "lang"))
    }

    /// Calls its language otherwise, if it says one.
    pub(crate) fn set_tag(&mut self, tag: &str) {
        let is_tag = |name: &str| name == "xml:lang" || name == "lang";
        let mut attributes = self.attributes.iter_mut();
        if let Some(language) = attributes.find(|(name, _)| is_tag(name)) {
            *language = ("xml:lang".into(), tag.into());
        }
    }

    /// Its language. Tags may be written `KO_kr` and `kor` too, as some tools do.
    pub fn language(&self) -> Option<Language> {
        Language::from_tag(&canonical(self.tag()?))
    }

    /// The text, without inline tags and their codes.
    pub fn text(&self) -> Cow<'_, str> {
        text(&self.segment)
    }

    /// Puts another text in the place of this one, inline tags included.
    pub fn set_text(&mut self, text: &str) {
        self.segment = partial_escape(text).into_owned();
    }
}

/// The value of an attribute, if it is there.
pub(super) fn attribute<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(found, _)| found == name);
    found.map(|(_, value)| value.as_str())
}

/// Elements inside a segment whose content is no text of it.
const CODES: [&str; 5] = ["bpt", "ept", "ph", "it", "ut"];

/// The text in a piece of XML that the reader has made, without tags and codes.
fn text(xml: &str) -> Cow<'_, str> {
    if !xml.contains(['<', '&']) {
        return Cow::Borrowed(xml);
    }
    let mut text = String::with_capacity(xml.len());
    let mut codes = 0_usize;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    // What the reader has made has been read once, so that it does not fail here.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if CODES.contains(&tag.local_name().as_ref()) => codes += 1,
            Event::End(tag) if CODES.contains(&tag.local_name().as_ref()) => {
                codes = codes.saturating_sub(1);
            }
            Event::Text(piece) if codes == 0 => text.push_str(&piece),
            Event::GeneralRef(reference) if codes == 0 => match reference.resolve_char_ref() {
                Ok(Some(c)) => text.push(c),
                _ => text.push_str(resolve_predefined_entity(&reference).unwrap_or("\u{fffd}")),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Cow::Owned(text)
}
