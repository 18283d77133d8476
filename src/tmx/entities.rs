//! What stands for characters in XML, in texts and attributes, and what of it no other memory can hold.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::AddAssign;

use foldhash::{HashSet, HashSetExt};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::{AttrError, Attribute};

use super::name::is_name;
use super::unit::Attributes;
use crate::article::is_xml_char;

/// Why a tag is none of XML.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IllFormed {
    #[error(transparent)]
    Attribute(#[from] AttrError),
    #[error("{0:?} is no name that XML allows for an element or attribute; call it otherwise")]
    Name(String),
}

/// What was lost of a memory that was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Losses {
    /// Entities that are neither XML's own nor declared as plain text. Each stands as U+FFFD.
    pub entities: usize,
    /// References to characters that XML forbids, taken out.
    pub forbidden: usize,
    /// Attributes that an element had before, left out.
    pub attributes: usize,
    /// Prefixes of names, which TMX has none of, left out.
    pub prefixes: usize,
}

impl AddAssign for Losses {
    fn add_assign(&mut self, other: Losses) {
        self.entities += other.entities;
        self.forbidden += other.forbidden;
        self.attributes += other.attributes;
        self.prefixes += other.prefixes;
    }
}

/// What a reference stands for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning<'a> {
    /// A character, or an entity of XML's own.
    Own(char),
    /// What the DOCTYPE says.
    Declared(&'a str),
    /// No character of XML.
    Forbidden,
    Unknown,
}

/// The entities of a DOCTYPE that are plain text.
#[derive(Default)]
pub(crate) struct Entities {
    /// None for one that is not plain text.
    declared: HashMap<String, Option<String>>,
}

/// What an entity may stand for, in bytes.
const LONGEST_ENTITY: usize = 1024;
/// In a text of so many bytes no entity is followed any more, so that no memory grows without measure.
const LONGEST_TEXT: usize = 1 << 20;

impl Entities {
    /// Takes the entities of a DOCTYPE in. One may stand in another that comes after it.
    pub(crate) fn declare(&mut self, doctype: &str) {
        let mut pieces = doctype.split("<!--");
        let first = pieces.next().unwrap_or_default();
        let others = pieces.filter_map(|piece| Some(piece.split_once("-->")?.1));
        let declarations: String = std::iter::once(first).chain(others).collect();
        for declaration in declarations.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace)
            else {
                continue;
            };
            let rest = rest.trim_start();
            let quoted = ['"', '\''].into_iter().find_map(|quote| {
                let (value, _) = rest.strip_prefix(quote)?.split_once(quote)?;
                self.plain(value)
            });
            // The first declaration is the one that counts.
            self.declared.entry(name.to_owned()).or_insert(quoted);
        }
    }

    /// The text that an entity of this value stands for, if it is plain and short.
    fn plain(&self, value: &str) -> Option<String> {
        // A reference to < or & makes markup of what follows.
        let makes_markup = ["#60;", "#38;", "#x3c;", "#x26;"];
        let lower = value.to_ascii_lowercase();
        if value.contains('<') || makes_markup.iter().any(|end| lower.contains(end)) {
            return None;
        }
        let mut losses = Losses::default();
        let text = self.expanded(value, &mut losses);
        (losses == Losses::default() && text.len() <= LONGEST_ENTITY).then_some(text)
    }

    /// What a reference stands for, `nbsp` or `#160`, behind so many bytes of text.
    pub(crate) fn meaning(&self, name: &str, behind: usize) -> Meaning<'_> {
        if let Some(number) = name.strip_prefix('#') {
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            let number = u32::from_str_radix(digits, radix).ok();
            let found = number.and_then(char::from_u32).filter(|&c| is_xml_char(c));
            return found.map_or(Meaning::Forbidden, Meaning::Own);
        }
        let own = resolve_predefined_entity(name).and_then(|own| own.chars().next());
        match (own, self.declared.get(name)) {
            (Some(own), _) => Meaning::Own(own),
            (None, Some(Some(text))) if behind <= LONGEST_TEXT => Meaning::Declared(text),
            _ => Meaning::Unknown,
        }
    }

    fn expanded(&self, raw: &str, losses: &mut Losses) -> String {
        let is_name = |c: char| c.is_alphanumeric() || "#._-:".contains(c);
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, reference)) = rest.split_once('&') {
            text.push_str(before);
            let end = reference.find(|c| !is_name(c)).unwrap_or(reference.len());
            let (name, behind) = reference.split_at(end);
            let Some(behind) = behind.strip_prefix(';').filter(|_| !name.is_empty()) else {
                text.push('&');
                rest = reference;
                continue;
            };
            rest = behind;
            match self.meaning(name, text.len()) {
                Meaning::Own(own) => text.push(own),
                Meaning::Declared(meaning) => text.push_str(meaning),
                Meaning::Forbidden => losses.forbidden += 1,
                Meaning::Unknown => {
                    losses.entities += 1;
                    text.push('\u{fffd}');
                }
            }
        }
        text.push_str(rest);
        text
    }

    /// The attributes of an element, as another memory can hold them.
    ///
    /// # Errors
    /// [`IllFormed`] where they are not XML.
    pub(crate) fn attributes(
        &self,
        tag: &BytesStart,
        losses: &mut Losses,
    ) -> Result<Attributes, IllFormed> {
        let mut attributes: Vec<(&str, Cow<str>)> = Vec::new();
        // An attribute of another namespace is not that of the same name, and comes behind all that are TMX's own.
        let mut prefixed = Vec::new();
        for attribute in written(tag) {
            let attribute = attribute?;
            let name = attribute.key.into_inner();
            match name.split_once(':') {
                Some(("xmlns", _)) => {}
                Some((prefix, name)) if prefix != "xml" => {
                    losses.prefixes += 1;
                    prefixed.push((name, attribute.value));
                }
                _ => attributes.push((name, attribute.value)),
            }
        }
        attributes.append(&mut prefixed);
        let all = attributes.len();
        if all > 1 {
            let mut names = HashSet::with_capacity(all);
            attributes.retain(|&(name, _)| names.insert(name));
        }
        losses.attributes += all - attributes.len();
        let sound = attributes.iter().map(|(name, value)| {
            let value = self.expanded(&with_spaces(value), losses);
            ((*name).to_owned(), value)
        });
        Ok(sound.collect())
    }

    /// The name and the attributes of an element of TMX.
    ///
    /// # Errors
    /// [`IllFormed`] where it is not XML.
    pub(crate) fn element(
        &self,
        tag: &BytesStart,
        losses: &mut Losses,
    ) -> Result<(String, Attributes), IllFormed> {
        refuse_ill_named(tag)?;
        let name = tag.local_name().as_ref().to_owned();
        let mut lost = Losses::default();
        let mut attributes = self.attributes(tag, &mut lost)?;
        // What TMX 1.1 calls so.
        if attributes.iter().any(|(name, _)| name == "xml:lang") {
            let all = attributes.len();
            attributes.retain(|(name, _)| name != "lang");
            lost.attributes += all - attributes.len();
        }
        // Of the others none are kept.
        if ["header", "tu", "tuv", "prop", "note", "ude"].contains(&name.as_str()) {
            *losses += lost;
        }
        Ok((name, attributes))
    }

    /// An element as another memory can hold it, without the brackets around it; as it is written where that may stay.
    ///
    /// # Errors
    /// [`IllFormed`] where it is not XML.
    pub(crate) fn sound(&self, tag: &BytesStart, losses: &mut Losses) -> Result<String, IllFormed> {
        refuse_ill_named(tag)?;
        written(tag).try_for_each(|attribute| attribute.map(drop))?;
        let name = tag.local_name();
        let is_bare = |name: &str| !name.contains(':') || name.starts_with("xml:");
        let is_sound = is_bare(tag.name().as_ref())
            && !tag.contains(['&', '<'])
            && is_spaced(tag)
            && tag
                .attributes()
                .all(|found| found.is_ok_and(|found| is_bare(found.key.as_ref())));
        if is_sound {
            return Ok(tag.to_string());
        }
        let attributes = self.attributes(tag, losses)?;
        let pairs = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let sound = BytesStart::new(name.as_ref()).with_attributes(pairs);
        Ok(sound.to_string())
    }
}

/// Refuses an element whose name is none of XML.
///
/// # Errors
/// [`IllFormed::Name`].
pub(crate) fn refuse_ill_named(tag: &BytesStart) -> Result<(), IllFormed> {
    named(tag.name().into_inner())
}

fn named(name: &str) -> Result<(), IllFormed> {
    /// So much of a name tells which is meant.
    const MOST_SAID: usize = 40;
    match is_name(name) {
        true => Ok(()),
        false => Err(IllFormed::Name(name.chars().take(MOST_SAID).collect())),
    }
}

/// The attributes of an element as they are written, those of one name too.
fn written<'t>(
    tag: &'t BytesStart,
) -> impl Iterator<Item = Result<Attribute<'t>, IllFormed>> + use<'t> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.map(|attribute| {
        let attribute = attribute?;
        named(attribute.key.into_inner())?;
        Ok(attribute)
    })
}

/// Whether white space stands behind each attribute but the last, as XML asks.
pub(crate) fn is_spaced(tag: &str) -> bool {
    let mut rest = tag;
    while let Some((_, begun)) = rest.split_once(['"', '\'']) {
        let quote = &rest[rest.len() - begun.len() - 1..][..1];
        let Some((_, behind)) = begun.split_once(quote) else {
            return false;
        };
        if !behind.is_empty() && !behind.starts_with([' ', '\t', '\n', '\r']) {
            return false;
        }
        rest = behind;
    }
    true
}

/// The value of an attribute as XML reads it: white space in it is a space.
fn with_spaces(value: &str) -> Cow<'_, str> {
    match value.contains(['\t', '\n', '\r']) {
        true => {
            let value = value.replace("\r\n", " ");
            value.replace(['\t', '\n', '\r'], " ").into()
        }
        false => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_that_are_plain_text() {
        let mut entities = Entities::default();
        entities.declare(
            r#"tmx [<!-- <!ENTITY co "no"> --><!ENTITY co "한전"> <!ENTITY co "again">
            <!ENTITY both '&co; &amp; "&#54620;전"'> <!ENTITY % p "p"> <!ENTITY out SYSTEM "file:///etc/passwd">
            <!ENTITY tag "<b>"> <!ENTITY less "&#60;b>"> <!ENTITY later "&last;"> <!ENTITY last "z">]"#,
        );
        for (name, expected) in [
            ("co", Meaning::Declared("한전")),
            ("both", Meaning::Declared("한전 & \"한전\"")),
            ("last", Meaning::Declared("z")),
            ("amp", Meaning::Own('&')),
            ("#xAC00", Meaning::Own('가')),
            ("#0", Meaning::Forbidden),
            ("#x1F", Meaning::Forbidden),
            ("#xD800", Meaning::Forbidden),
            ("#99999999999", Meaning::Forbidden),
            ("p", Meaning::Unknown),
            ("out", Meaning::Unknown),
            ("tag", Meaning::Unknown),
            ("less", Meaning::Unknown),
            ("later", Meaning::Unknown),
            ("nbsp", Meaning::Unknown),
        ] {
            assert_eq!(entities.meaning(name, 0), expected, "{name}");
        }
    }

    #[test]
    fn a_bomb_stays_small() {
        let mut bomb = "<!ENTITY e0 'aaaaaaaaaa'>".to_owned();
        for number in 1..20 {
            let before = format!("&e{};", number - 1).repeat(10);
            bomb += &format!("<!ENTITY e{number} '{before}'>");
        }
        let mut entities = Entities::default();
        entities.declare(&bomb);
        assert!(matches!(entities.meaning("e2", 0), Meaning::Declared(text) if text.len() == 1000));
        for name in ["e3", "e4", "e19"] {
            assert_eq!(entities.meaning(name, 0), Meaning::Unknown);
        }
        let mut losses = Losses::default();
        let text = entities.expanded(&"&e2;".repeat(100_000), &mut losses);
        assert!(text.len() < 2 << 20, "{}", text.len());
        assert!(losses.entities > 90_000);
    }
}
