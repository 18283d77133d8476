//! What rows that were merged or split take over from the units that they replace.

use super::applying::Applying;
use super::stamp::has_tags;
use super::units::with_comment;
use crate::article::Language;
use crate::review::claim::{Claim, Kind};
use crate::tmx::check::canonical;
use crate::tmx::{Element, Unit, Variant, props};

impl Applying<'_> {
    /// The units that a row replaces or has replaced, as far as they are known.
    fn replaced_units(&self, claim: &Claim) -> Vec<&Unit> {
        let keys = claim.replaced().into_iter();
        keys.filter_map(|key| self.units.now_or_before(&key))
            .collect()
    }

    /// Gives a unit what other tools said of those that it replaces: the attributes of the first, notes, properties and comments,
    /// each once, and the texts in further languages that all of them have. Whether there is any such unit.
    pub(super) fn take_over(&self, unit: &mut Unit, claim: &Claim) -> bool {
        let replaced = self.replaced_units(claim);
        let Some(first) = replaced.first() else {
            return false;
        };
        let attributes = first.attributes.iter().filter(|(name, _)| name != "tuid");
        unit.attributes.extend(attributes.cloned());
        for language in [Language::Korean, Language::English] {
            if let (Some(now), Some(before)) = (unit.variant_mut(language), first.variant(language))
            {
                now.attributes.clone_from(&before.attributes);
            }
        }
        for replaced in &replaced {
            let is_own = |note: &Element| props::OWN.iter().any(|kind| note.is_prop(kind));
            add(
                &mut unit.notes,
                replaced.notes.iter().filter(|note| !is_own(note)),
            );
            for variant in &replaced.variants {
                let same = variant.language();
                if let Some(same) = same.and_then(|language| unit.variant_mut(language)) {
                    add(&mut same.notes, variant.notes.iter());
                }
            }
            let comment = replaced.prop(props::COMMENT).unwrap_or_default();
            let before = unit.prop(props::COMMENT).unwrap_or_default();
            if let Some(comments) = with_comment(&before, &comment, &[]) {
                unit.set_prop(props::COMMENT, &comments);
            }
        }
        unit.variants.extend(self.joined(claim));
        true
    }

    /// The texts in further languages of a row that merges others, where all of them have one.
    fn joined(&self, claim: &Claim) -> Vec<Variant> {
        let replaced = self.replaced_units(claim);
        let is_whole = replaced.len() == claim.replaced().len();
        let first = replaced
            .first()
            .filter(|_| is_whole && matches!(claim.kind, Kind::Merged(_)));
        let further = first.into_iter().flat_map(|first| &first.variants);
        let further = further.filter(|variant| variant.language().is_none());
        let joined = further.filter_map(|variant| {
            let tag = tag_of(variant);
            let same = replaced.iter().map(|unit| {
                let mut variants = unit.variants.iter();
                variants.find(|other| tag_of(other) == tag)
            });
            let same: Vec<&Variant> = same.collect::<Option<_>>()?;
            let texts: Vec<_> = same.iter().map(|variant| variant.text()).collect();
            let mut joined = variant.clone();
            joined.set_text(&texts.join(between(&tag)));
            for same in same {
                add(&mut joined.notes, same.notes.iter());
            }
            Some(joined)
        });
        joined.collect()
    }

    /// Counts what is lost of the units that a row replaces, where it is applied: `is_unit`, or rejected.
    pub(super) fn count_lost(&mut self, claim: &Claim, replaced: &[Unit], is_unit: bool) {
        let joined = match is_unit {
            true => self.joined(claim),
            false => Vec::new(),
        };
        let is_joined = |variant: &Variant| {
            let mut joined = joined.iter();
            joined.any(|joined| tag_of(joined) == tag_of(variant))
        };
        for variant in replaced.iter().flat_map(|unit| &unit.variants) {
            let is_further = variant.language().is_none();
            let summary = &mut self.out.summary;
            summary.further += usize::from(is_further && !is_joined(variant));
            summary.untagged +=
                usize::from(is_unit && has_tags(variant) && (!is_further || is_joined(variant)));
        }
    }
}

/// Adds notes, each once.
fn add<'a>(notes: &mut Vec<Element>, added: impl Iterator<Item = &'a Element>) {
    for note in added {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
}

fn tag_of(variant: &Variant) -> String {
    canonical(variant.tag().unwrap_or_default())
}

/// What stands between two sentences of a language.
fn between(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("ja" | "zh") => "",
        _ => " ",
    }
}
