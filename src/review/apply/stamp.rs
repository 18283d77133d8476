//! What a unit of other tools says of itself when it is changed: who did so last, and when.

use super::applying::Applying;
use crate::tmx::{Attributes, Unit, Variant};

impl Applying<'_> {
    /// Dates a unit that was another before, and signs it where it says who changed it last. A text that was changed is dated
    /// and signed too, where it was before.
    pub(super) fn stamp(&self, unit: &mut Unit, before: &Unit) {
        let has_date = |attributes: &Attributes| attributes.iter().any(|(name, _)| name == DATE);
        if !has_date(&unit.attributes) && self.settings.date.is_some() {
            unit.attributes.push((DATE.into(), String::new()));
        }
        self.sign(&mut unit.attributes);
        for (variant, before) in unit.variants.iter_mut().zip(&before.variants) {
            if variant.segment != before.segment {
                self.sign(&mut variant.attributes);
            }
        }
    }

    /// Brings the date and the name up to date that stand there. Where nobody is named, nobody else is either.
    fn sign(&self, attributes: &mut Attributes) {
        let reviewer = &self.settings.reviewer;
        attributes.retain(|(name, _)| name != NAME || !reviewer.is_empty());
        for (name, value) in attributes {
            match (name.as_str(), &self.settings.date) {
                (DATE, Some(date)) => value.clone_from(date),
                (NAME, _) => value.clone_from(reviewer),
                _ => {}
            }
        }
    }
}

const DATE: &str = "changedate";
const NAME: &str = "changeid";

/// How many texts of a unit had inline tags before and have none now.
pub(super) fn untagged(unit: &Unit, before: &Unit) -> usize {
    let texts = unit.variants.iter().zip(&before.variants);
    texts
        .filter(|(now, before)| has_tags(before) && !has_tags(now))
        .count()
}

pub(super) fn has_tags(variant: &Variant) -> bool {
    variant.segment.contains('<')
}
