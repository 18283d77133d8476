//! What is looked at in each part of a memory.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;
use xxhash_rust::xxh3::xxh3_64;

use super::model::{Model, models};
use super::{Finding, Severity, canonical, is_code};
use crate::article::is_xml_char;
use crate::tmx::Date;
use crate::tmx::entities::{Entities, Losses, is_spaced, refuse_ill_named};
use crate::tmx::source::Place;
use crate::tmx::unit::{Attributes, attribute};

/// Names of units that are remembered, so that memory stays small: repeats are looked for among so many.
const MOST_NAMES: usize = 3_500_000;

/// An element that has begun.
pub(super) struct Open {
    pub(super) name: String,
    /// The group of children that has been reached.
    group: usize,
    has_text: bool,
    children: usize,
    /// The child that began last.
    last: String,
}

/// The unit that is being read.
#[derive(Default)]
struct UnitSoFar {
    place: Option<Place>,
    /// Its own `srclang`.
    source: Option<String>,
    tags: Vec<String>,
    /// `bpt` that wait for their `ept`.
    pairs: Vec<String>,
}

/// Looks at the parts of a memory, one after the other.
pub(super) struct Checker<'a> {
    models: HashMap<&'static str, Model>,
    finding: &'a mut dyn FnMut(Finding),
    pub(super) place: Place,
    pub(super) open: Vec<Open>,
    /// The `srclang` of the header.
    source: String,
    has_header: bool,
    /// Whether `lang` is what it calls `xml:lang`, as before TMX 1.4.
    is_old: bool,
    /// Hashes of the names of units.
    names: HashSet<u64>,
    unit: UnitSoFar,
    pub(super) entities: Entities,
    pub(super) units: usize,
    pub(super) has_root: bool,
    pub(super) has_doctype: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn new(finding: &'a mut dyn FnMut(Finding)) -> Checker<'a> {
        Checker {
            models: models(),
            finding,
            place: Place { line: 1, column: 1 },
            open: Vec::new(),
            source: String::new(),
            has_header: false,
            is_old: false,
            names: HashSet::new(),
            unit: UnitSoFar::default(),
            entities: Entities::default(),
            units: 0,
            has_root: false,
            has_doctype: false,
        }
    }

    pub(super) fn error(&mut self, kind: &'static str, message: impl Into<String>) {
        self.find(Severity::Error, kind, message.into());
    }

    pub(super) fn warning(&mut self, kind: &'static str, message: impl Into<String>) {
        self.find(Severity::Warning, kind, message.into());
    }

    fn find(&mut self, severity: Severity, kind: &'static str, message: String) {
        (self.finding)(Finding {
            place: self.place,
            severity,
            kind,
            message,
        });
    }

    pub(super) fn start(&mut self, tag: &BytesStart) {
        let name = tag.name().as_ref().to_owned();
        if let Err(error) = refuse_ill_named(tag) {
            self.error("xml", error.to_string());
        }
        if !is_spaced(tag) {
            self.error(
                "xml",
                format!("{name} has attributes without a space between them"),
            );
        }
        self.child(&name);
        let attributes = self.read(&name, tag);
        if name == "tmx" {
            self.version(&attributes);
        }
        self.attributes(&name, &attributes);
        match name.as_str() {
            "header" => {
                self.has_header = true;
                self.source = attribute(&attributes, "srclang")
                    .unwrap_or_default()
                    .to_owned();
            }
            "body" if !self.has_header => self.error("order", "there is no header before body"),
            "tu" => self.unit(&attributes),
            "tuv" => self.variant(&attributes),
            "prop" if attribute(&attributes, "type") == Some("file") => {
                let message =
                    "a prop of type “file”: OmegaT takes the unit for an alternative of that file";
                self.warning("file", message);
            }
            "bpt" => self
                .unit
                .pairs
                .extend(attribute(&attributes, "i").map(str::to_owned)),
            "ept" => {
                let number = attribute(&attributes, "i").unwrap_or_default();
                match self.unit.pairs.iter().position(|open| open == number) {
                    Some(at) => {
                        self.unit.pairs.remove(at);
                    }
                    None => self.error("pairs", format!("ept i=\"{number}\" has no bpt before it")),
                }
            }
            _ => {}
        }
        self.open.push(Open {
            name,
            group: 0,
            has_text: false,
            children: 0,
            last: String::new(),
        });
    }

    /// The attributes of an element; what of them no other memory can hold is found.
    fn read(&mut self, name: &str, tag: &BytesStart) -> Attributes {
        let mut losses = Losses::default();
        let attributes = match self.entities.attributes(tag, &mut losses) {
            Ok(attributes) => attributes,
            Err(error) => {
                self.error("xml", format!("attributes of {name}: {error}"));
                return Attributes::new();
            }
        };
        let wrong = [
            (losses.attributes, "attribute", "has an attribute twice"),
            (
                losses.prefixes,
                "attribute",
                "has an attribute with a prefix, which TMX does not know",
            ),
            (
                losses.entities,
                "entity",
                "has an entity in an attribute that is none of XML; write the character",
            ),
            (
                losses.forbidden,
                "character",
                "has a character in an attribute that may not be in XML; OmegaT drops the whole file",
            ),
        ];
        for (count, kind, what) in wrong {
            if count > 0 {
                self.error(kind, format!("{name} {what}"));
            }
        }
        attributes
    }

    /// Whether an element may stand where it stands.
    fn child(&mut self, name: &str) {
        let Some(parent) = self.open.last_mut() else {
            if std::mem::replace(&mut self.has_root, true) {
                self.error("xml", format!("a second element outermost: {name}"));
            } else if name != "tmx" {
                self.error("xml", format!("not a TMX: its first element is {name}"));
            }
            return;
        };
        parent.children += 1;
        let Some(model) = self.models.get(parent.name.as_str()) else {
            return;
        };
        let message = match model.children.get(name) {
            None => format!("{name} may not stand in {}", parent.name),
            Some(&group) if group < parent.group => {
                format!(
                    "{name} may not stand so late in {}; put it first",
                    parent.name
                )
            }
            Some(_) if parent.last == name && ["header", "body", "seg"].contains(&name) => {
                format!("a second {name} in {}; tools take one", parent.name)
            }
            Some(&group) => {
                parent.group = group;
                parent.last = name.to_owned();
                return;
            }
        };
        self.error("order", message);
    }

    fn version(&mut self, attributes: &Attributes) {
        let version = attribute(attributes, "version").unwrap_or_default();
        self.is_old = ["1.1", "1.2", "1.3"].contains(&version);
        if self.is_old {
            let message = format!(
                "version {version}: tools of today ask for xml:lang; `naranhi tmx convert` writes 1.4"
            );
            self.warning("version", message);
        }
    }

    fn attributes(&mut self, name: &str, attributes: &Attributes) {
        let Some(model) = self.models.get(name) else {
            return;
        };
        let mut wrong = Vec::new();
        for required in &model.required {
            if attribute(attributes, required).is_none() {
                let message = match (*required, attribute(attributes, "lang")) {
                    ("xml:lang", Some(_)) if self.is_old => continue,
                    ("xml:lang", Some(_)) => "lang is of TMX 1.1; write xml:lang".to_owned(),
                    _ => format!("{name} has no {required}"),
                };
                wrong.push(message);
            }
        }
        let is_known = |found: &str| {
            let mut known = model.required.iter().chain(&model.optional);
            known.any(|known| *known == found)
        };
        for (found, value) in attributes {
            let is_namespace = found.starts_with("xmlns") || found.starts_with("xml:");
            if !is_known(found) && !is_namespace {
                wrong.push(format!(
                    "{name} has an attribute {found} that TMX does not know"
                ));
            }
            let allowed: &[&str] = match (name, found.as_str()) {
                ("header" | "tu", "segtype") => &["block", "paragraph", "sentence", "phrase"],
                ("it", "pos") => &["begin", "end"],
                _ => continue,
            };
            if !allowed.contains(&value.as_str()) {
                wrong.push(format!(
                    "{found}=\"{value}\": it is one of {}",
                    allowed.join(", ")
                ));
            }
        }
        for message in wrong {
            self.error("attribute", message);
        }
        for (found, value) in attributes {
            if found.ends_with("date") && value.parse::<Date>().is_err() {
                let message = format!(
                    "{found}=\"{value}\": tools pass over a date that is not YYYYMMDDTHHMMSSZ"
                );
                self.warning("date", message);
            }
            self.forbidden(value);
        }
    }

    fn unit(&mut self, attributes: &Attributes) {
        self.units += 1;
        self.unit = UnitSoFar {
            place: Some(self.place),
            source: attribute(attributes, "srclang").map(str::to_owned),
            ..UnitSoFar::default()
        };
        if let Some(name) = attribute(attributes, "tuid")
            && self.names.len() < MOST_NAMES
            && !self.names.insert(xxh3_64(name.as_bytes()))
        {
            self.warning("tuid", format!("tuid=\"{name}\" was there before"));
        }
    }

    fn variant(&mut self, attributes: &Attributes) {
        let found = attribute(attributes, "xml:lang").or_else(|| attribute(attributes, "lang"));
        let Some(tag) = found.map(str::to_owned) else {
            return;
        };
        if !is_code(&tag) {
            let message = format!("language {tag}: tools know codes alone, such as ko-KR");
            self.warning("language", message);
        } else if tag != canonical(&tag) {
            let message = format!(
                "language {tag}: tools compare letters; write {}",
                canonical(&tag)
            );
            self.warning("language", message);
        }
        if self.unit.tags.contains(&tag) {
            self.warning("twice", format!("two variants in {tag} in one unit"));
        }
        self.unit.tags.push(tag);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.forbidden(text);
        let is_blank = text.trim().is_empty();
        let Some(open) = self.open.last_mut() else {
            if !is_blank {
                self.error("xml", "there is text outside of tmx");
            }
            return;
        };
        open.has_text |= !is_blank;
        let name = open.name.clone();
        let may_hold = self.models.get(name.as_str());
        if !is_blank && may_hold.is_some_and(|model| !model.children.contains_key("#text")) {
            self.error(
                "order",
                format!("there is text in {name}, where none may be"),
            );
        }
    }

    fn forbidden(&mut self, text: &str) {
        if let Some(c) = text.chars().find(|&c| !is_xml_char(c)) {
            let message = format!(
                "U+{:04X} may not be in XML; OmegaT drops the whole file",
                u32::from(c)
            );
            self.error("character", message);
        }
    }

    pub(super) fn end(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        // Text in an inline tag that marks text, such as hi, is text of the segment.
        if closed.has_text
            && let Some(parent) = self.open.last_mut()
        {
            parent.has_text |= closed.name == "hi";
        }
        match closed.name.as_str() {
            "seg" => {
                if !closed.has_text {
                    self.warning("empty", "an empty seg: tools fill it in as an empty line");
                }
                for number in std::mem::take(&mut self.unit.pairs) {
                    self.error("pairs", format!("bpt i=\"{number}\" has no ept"));
                }
            }
            "tuv" if closed.group == 0 => self.error("order", "tuv has no seg"),
            "tu" => self.end_of_unit(),
            "ude" if closed.children == 0 => self.error("order", "ude has no map"),
            "tmx" if closed.group == 0 => self.error("order", "tmx has no body"),
            _ => {}
        }
    }

    fn end_of_unit(&mut self) {
        let unit = std::mem::take(&mut self.unit);
        let here = self.place;
        self.place = unit.place.unwrap_or(here);
        let (source, whose) = match &unit.source {
            Some(source) => (source.clone(), "unit"),
            None => (self.source.clone(), "header"),
        };
        if unit.tags.is_empty() {
            self.error("order", "tu has no tuv");
        } else if unit.tags.len() == 1 {
            self.warning("alone", "a unit in one language only");
        } else if source != "*all*" && !source.is_empty() {
            match unit.tags.iter().position(|tag| *tag == source) {
                Some(0) => {}
                Some(_) => self.warning(
                    "first",
                    "the source is not the first variant: some tools turn the pair round",
                ),
                None => {
                    let message = format!(
                        "no variant is in the source language of the {whose}, {source}, but in {}",
                        unit.tags.join(", ")
                    );
                    self.error("source", message);
                }
            }
        }
        self.place = here;
    }
}
