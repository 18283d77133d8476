//! The tags of the languages of a memory: each variant has its own, unless the user gives another.

use crate::article::Language;
use crate::languages::{Languages, default_tag};
use crate::tmx::check::canonical;
use crate::tmx::{Head, Unit, Variant};

impl Languages {
    /// Those of a memory: the source is what its head names, the tags are those of a unit.
    pub fn of_memory(head: &Head, unit: &Unit) -> Option<Languages> {
        let named = head.source_tag();
        let tag = |language| {
            let of_head = named.as_deref().and_then(|tag| unit.variant_of(tag));
            let of_head = of_head.filter(|variant| variant.language() == Some(language));
            let variant = of_head.or_else(|| unit.variant(language))?;
            variant.tag().map(canonical)
        };
        let (korean, english) = (tag(Language::Korean)?, tag(Language::English)?);
        let named = named.as_deref().and_then(Language::from_tag);
        let first = unit.variants.iter().find_map(Variant::language);
        let languages = match named.or(first)? {
            Language::Korean => Languages::new(korean, english),
            Language::English => Languages::new(english, korean),
        };
        languages.ok()
    }

    /// From the language that the head of a memory names.
    pub fn of_head(head: &Head) -> Option<Languages> {
        let tag = head.source_tag()?;
        let target = Language::from_tag(&tag)?.other();
        Languages::new(tag, default_tag(target)).ok()
    }

    /// The texts of a unit, source and target, in these very tags or else the first in each language; none where it lacks
    /// one.
    pub fn texts(&self, unit: &Unit) -> Option<(String, String)> {
        let text = |tag| Some(unit.variant_of(tag)?.text().into_owned());
        text(self.source_tag()).zip(text(self.target_tag()))
    }
}

/// How the languages of a memory are called where it is written.
pub(super) struct Tags {
    pub(super) languages: Languages,
    /// The tags that the user gave.
    given: Vec<String>,
    /// Whether that of the source is among them.
    is_source_given: bool,
    /// The language of the source, which its head names.
    pub(super) source: String,
}

impl Tags {
    pub(super) fn new(head: &Head, languages: Languages, given: &[String]) -> Tags {
        let of_units = languages.source_tag().to_owned();
        let is_source_given = given.contains(&of_units);
        let of_head = head.source_tag();
        let of_head = of_head.filter(|tag| !is_source_given && may_be_source(tag, &languages));
        Tags {
            is_source_given,
            source: match of_head {
                Some(of_head) if is_bare(&of_head, &of_units) => of_units,
                of_head => of_head.unwrap_or(of_units),
            },
            languages,
            given: given.to_vec(),
        }
    }

    /// Puts the variant of the source first, and gives tags their usual form. The variant in a tag that was given, or else
    /// the first in its language, has that tag.
    pub(super) fn put_in_order(&self, unit: &mut Unit) {
        for variant in &mut unit.variants {
            let tag = variant.tag().unwrap_or_default();
            // Most have one of these.
            if ![self.languages.source_tag(), self.languages.target_tag()].contains(&tag) {
                let tag = canonical(tag);
                variant.set_tag(&tag);
            }
        }
        self.complete(unit);
        for tag in &self.given {
            if let Some(place) = unit.place_of(tag) {
                unit.variants[place].set_tag(tag);
            }
        }
        let own = unit.attributes.iter_mut();
        let mut own = own.filter(|(name, _)| name == "srclang");
        let source = match own.next() {
            Some((_, source)) => {
                let is_own = self.given.is_empty()
                    || !self.is_source_given && may_be_source(source, &self.languages);
                *source = match is_own {
                    true => canonical(source),
                    false => self.source.clone(),
                };
                source.clone()
            }
            None => self.source.clone(),
        };
        let place = unit.place_of(&source);
        let full = place.and_then(|place| unit.variants[place].tag().map(str::to_owned));
        let mut own = unit.attributes.iter_mut();
        if let (Some(full), Some((_, own))) = (full, own.find(|(name, _)| name == "srclang"))
            && is_bare(own, &full)
        {
            *own = full;
        }
        if let Some(place) = place.or_else(|| unit.place_of(self.languages.source_tag())) {
            unit.variants[..=place].rotate_right(1);
        }
    }

    /// Gives tags without a region that of the memory: tools take `ko` for another language than `ko-KR`.
    fn complete(&self, unit: &mut Unit) {
        let of_memory = [
            &*self.source,
            self.languages.source_tag(),
            self.languages.target_tag(),
        ];
        for full in of_memory {
            let tags = || {
                unit.variants
                    .iter()
                    .map(|variant| variant.tag().unwrap_or_default())
            };
            let bare = tags().position(|tag| is_bare(tag, full));
            if let Some(bare) = bare.filter(|_| tags().all(|tag| tag != full)) {
                unit.variants[bare].set_tag(full);
            }
        }
    }

    /// The tag that the variant of a unit has which is taken for this one.
    pub(super) fn tag(&self, unit: &Unit, tag: &str) -> String {
        let is_given = self.given.iter().any(|given| given == tag);
        let own = unit.variant_of(tag).and_then(Variant::tag);
        own.filter(|_| !is_given).map_or(tag.to_owned(), canonical)
    }
}

/// Whether a memory in these languages may name this tag as that of its source: of the same language, or of none of the two.
fn may_be_source(tag: &str, languages: &Languages) -> bool {
    Language::from_tag(&canonical(tag)).is_none_or(|language| language == languages.source())
}

/// Whether a tag is that of a language alone, of which another is with its region.
fn is_bare(tag: &str, full: &str) -> bool {
    let rest = full.strip_prefix(tag);
    !tag.is_empty() && rest.is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_without_a_region_has_that_of_the_memory() {
        let written = |head: &str, (source, target): (&str, &str), unit: [&str; 3]| {
            let head = Head::new(head, None, &[]);
            let tags = Tags::new(&head, Languages::new(source, target).unwrap(), &[]);
            let [one, other, further] = unit;
            let mut unit = Unit::new("u", (one, "비"), (other, "rain"));
            unit.variants.push(Variant::new(further, "雨"));
            tags.put_in_order(&mut unit);
            let found = unit
                .variants
                .iter()
                .map(|variant| variant.tag().unwrap().to_owned());
            (tags.source.clone(), found.collect::<Vec<_>>().join(" "))
        };
        for (head, languages, unit, source, expected) in [
            (
                "ko-KR",
                ("ko-KR", "en-US"),
                ["ko", "en", "ja"],
                "ko-KR",
                "ko-KR en-US ja",
            ),
            (
                "ko-KR",
                ("ko", "en"),
                ["ko", "en", "ja"],
                "ko-KR",
                "ko-KR en ja",
            ),
            (
                "ko",
                ("ko-KR", "en-US"),
                ["ko-KR", "en-GB", "ja"],
                "ko-KR",
                "ko-KR en-GB ja",
            ),
            (
                "ko-KR",
                ("ko-KR", "en-US"),
                ["ko", "en-US", "en"],
                "ko-KR",
                "ko-KR en-US en",
            ),
            (
                "ko",
                ("ko", "en"),
                ["ko-KR", "en-US", "ja"],
                "ko",
                "ko-KR en-US ja",
            ),
        ] {
            let (of_head, found) = written(head, languages, unit);
            assert_eq!((&*of_head, &*found), (source, expected), "{head} {unit:?}");
        }
    }

    #[test]
    fn who_names_the_target_says_nothing_of_the_source() {
        for (head, languages, given, expected) in [
            ("*all*", ("ko-KR", "en-GB"), "en-GB", "*all*"),
            ("fr-FR", ("ko-KR", "en-GB"), "en-GB", "fr-FR"),
            ("ko-KR", ("en-US", "ko-KR"), "ko-KR", "en-US"),
            ("*all*", ("ko-KR", "en-GB"), "ko-KR", "ko-KR"),
        ] {
            let languages = Languages::new(languages.0, languages.1).unwrap();
            let tags = Tags::new(&Head::new(head, None, &[]), languages, &[given.to_owned()]);
            assert_eq!(tags.source, expected, "{head} {given}");
        }
    }

    #[test]
    fn the_source_of_a_unit_is_called_as_its_variant() {
        let head = Head::new("ko-KR", None, &[]);
        let tags = Tags::new(&head, Languages::default(), &[]);
        let mut unit = Unit::new("u", ("en", "rain"), ("ko", "비"));
        unit.attributes.push(("srclang".into(), "ko".into()));
        tags.put_in_order(&mut unit);
        assert!(
            unit.attributes
                .contains(&("srclang".into(), "ko-KR".into()))
        );
        assert_eq!(unit.variants[0].tag(), Some("ko-KR"));
    }
}
