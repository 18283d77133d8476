//! Several memories as one, each pair once.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::distinct::Distinct;
use crate::languages::Languages;
use crate::tmx::{Unit, props};

/// Which of the units stays that have one source and several targets. Of pairs that are the same on both sides, the one
/// stays that a reviewer decided on, if there is one: what was decided on a pair is true of its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// All of them; only pairs that are the same on both sides are taken once: the first.
    All,
    /// The first.
    First,
    /// The last.
    Last,
    /// The one that was changed last, by `changedate`, else `creationdate`; of several, the last.
    Newest,
}

/// Finds out which units stay: all units are shown to it once, in order, and then asked about in the same order.
pub struct Merger {
    policy: Policy,
    languages: Languages,
    seen: usize,
    /// By the hash of the source: the unit that stays.
    winners: HashMap<u64, Seen>,
    /// By the hash of both texts: the unit that stays of those that a reviewer decided on.
    reviewed: HashMap<u64, Seen>,
    asked: usize,
    written: HashSet<u64>,
    ids: Distinct,
}

debug_by_name!(Merger);

/// A unit that was looked at.
#[derive(Clone)]
struct Seen {
    number: usize,
    /// The hash of the pair.
    pair: u64,
    /// The hash of both texts.
    texts: u64,
    date: String,
}

impl Policy {
    /// Takes in a unit where none of its key is there yet, or the one that is there does not stay beside it.
    fn put(self, units: &mut HashMap<u64, Seen>, key: u64, unit: Seen) {
        let stays = units.entry(key).or_insert_with(|| unit.clone());
        let wins = match self {
            Policy::All | Policy::First => false,
            Policy::Last => true,
            Policy::Newest => unit.date >= stays.date,
        };
        if wins {
            *stays = unit;
        }
    }
}

impl Merger {
    /// A merger of memories in these languages.
    pub fn new(policy: Policy, languages: Languages) -> Merger {
        Merger {
            policy,
            languages,
            seen: 0,
            winners: HashMap::new(),
            reviewed: HashMap::new(),
            asked: 0,
            written: HashSet::new(),
            ids: Distinct::default(),
        }
    }

    /// Looks at a unit.
    pub fn see(&mut self, unit: &Unit) {
        let number = self.seen;
        self.seen += 1;
        let Some((source, target)) = self.languages.texts(unit) else {
            return;
        };
        let texts = key(&[&source, &target]);
        let pair = self.pair(unit, texts);
        let date = match self.policy {
            Policy::Newest => changed(unit).to_owned(),
            _ => String::new(),
        };
        let seen = Seen {
            number,
            pair,
            texts,
            date,
        };
        if unit.prop(props::DECISION).is_some() {
            self.policy.put(&mut self.reviewed, pair, seen.clone());
        }
        if self.policy != Policy::All {
            let source = key(&[&source]);
            self.policy.put(&mut self.winners, source, seen);
        }
    }

    /// Whether the next unit stays.
    #[must_use]
    pub fn keeps(&mut self, unit: &Unit) -> bool {
        let number = self.asked;
        self.asked += 1;
        // What has not both languages can be no duplicate.
        let Some((source, target)) = self.languages.texts(unit) else {
            return true;
        };
        let texts = key(&[&source, &target]);
        let pair = self.pair(unit, texts);
        let winner = self.winners.get(&key(&[&source]));
        if winner.is_some_and(|winner| winner.texts != texts) {
            return false;
        }
        let winner = winner.filter(|winner| winner.pair == pair);
        let stays = self.reviewed.get(&pair).or(winner);
        if stays.is_some_and(|stays| stays.number != number) {
            return false;
        }
        self.written.insert(pair)
    }

    /// The hash of a pair. What the unit says in further languages, or in other varieties of these, is part of it, so that none
    /// is lost with a pair that is there twice.
    fn pair(&self, unit: &Unit, texts: u64) -> u64 {
        if unit.variants.len() == 2 {
            return texts;
        }
        let (source, target) = self.languages.tags();
        let taken = [source, target].map(|tag| unit.place_of(tag));
        let further = unit.variants.iter().enumerate();
        let further = further.filter(|(place, _)| !taken.contains(&Some(*place)));
        let mut further: Vec<String> = further
            .map(|(_, variant)| format!("{} {}", variant.tag().unwrap_or_default(), variant.text()))
            .collect();
        further.sort_unstable();
        let further: Vec<&str> = further.iter().map(String::as_str).collect();
        texts ^ key(&further)
    }

    /// Gives a unit that stays another id where one before it has its id: an id is of one unit alone.
    pub fn name(&mut self, unit: &mut Unit) {
        let Some(id) = unit.id().map(str::to_owned) else {
            return;
        };
        let ending = self.ids.take(&id);
        if !ending.is_empty() {
            unit.set_id(&format!("{id}{ending}"));
        }
    }
}

/// Texts that differ in nothing but the form of their characters and white space are the same.
fn key(texts: &[&str]) -> u64 {
    let mut key = String::new();
    for text in texts {
        for word in text.split_whitespace() {
            key.extend(word.nfc());
            key.push(' ');
        }
        key.push('\n');
    }
    xxh3_64(key.as_bytes())
}

fn changed(unit: &Unit) -> &str {
    let of = |wanted: &str| {
        let of_unit = unit.attributes.iter();
        let of_variants = unit.variants.iter().flat_map(|variant| &variant.attributes);
        let dates = of_unit
            .chain(of_variants)
            .filter(|(name, _)| name == wanted);
        dates.map(|(_, date)| date.as_str()).max()
    };
    of("changedate")
        .or_else(|| of("creationdate"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tmx::Variant;

    fn unit(source: &str, target: &str, date: &str) -> Unit {
        let mut unit = Unit::new("u", ("ko", source), ("en", target));
        let changed = ("changedate".to_owned(), date.to_owned());
        unit.attributes.push(changed);
        unit
    }

    #[test]
    fn each_policy_keeps_what_it_says() {
        let units = [
            unit("비", "rain", "20200101T000000Z"),
            unit("비", "shower", "20250101T000000Z"),
            unit(" 비 ", "rain", "20210101T000000Z"),
            unit("눈", "snow", ""),
        ];
        for (policy, expected) in [
            (Policy::All, vec![0, 1, 3]),
            (Policy::First, vec![0, 3]),
            (Policy::Last, vec![2, 3]),
            (Policy::Newest, vec![1, 3]),
        ] {
            let languages = Languages::new("ko", "en").unwrap();
            let mut merger = Merger::new(policy, languages);
            units.iter().for_each(|unit| merger.see(unit));
            let numbered = units.iter().enumerate();
            let kept = numbered.filter(|(_, unit)| merger.keeps(unit));
            let kept: Vec<usize> = kept.map(|(number, _)| number).collect();
            assert_eq!(kept, expected, "{policy:?}");
        }
    }

    #[test]
    fn a_pair_with_a_further_language_is_another() {
        let mut units = [
            unit("비", "rain", ""),
            unit("비", "rain", ""),
            unit("비", "rain", ""),
            unit("비", "rain", ""),
        ];
        for (unit, japanese) in units.iter_mut().skip(1).zip(["雨", "雨", "あめ"]) {
            unit.variants.push(Variant::new("ja", japanese));
        }
        units[0].set_prop(props::DECISION, "edit");
        for (policy, expected) in [
            (Policy::All, [true, true, false, true]),
            (Policy::First, [true, true, false, true]),
            (Policy::Last, [true, true, false, true]),
        ] {
            let mut merger = Merger::new(policy, Languages::new("ko", "en").unwrap());
            units.iter().for_each(|unit| merger.see(unit));
            let kept = units.each_ref().map(|unit| merger.keeps(unit));
            assert_eq!(kept, expected, "{policy:?}");
        }
    }

    #[test]
    fn of_the_same_pair_the_one_stays_that_was_reviewed() {
        for policy in [Policy::All, Policy::First, Policy::Last, Policy::Newest] {
            let mut units = [
                unit("비", "rain", "20200101T000000Z"),
                unit("비", "rain", "20210101T000000Z"),
                unit("비", "rain", "20220101T000000Z"),
            ];
            units[1].set_prop(props::DECISION, "accept");
            let mut merger = Merger::new(policy, Languages::new("ko", "en").unwrap());
            units.iter().for_each(|unit| merger.see(unit));
            let kept = units.map(|unit| merger.keeps(&unit));
            assert_eq!(kept, [false, true, false], "{policy:?}");
        }
    }

    #[test]
    fn an_id_is_of_one_unit() {
        let mut merger = Merger::new(Policy::All, Languages::new("ko", "en").unwrap());
        let mut given = |id: &str| {
            let mut unit = Unit::new(id, ("ko", "비"), ("en", "rain"));
            merger.name(&mut unit);
            unit.id().map(str::to_owned)
        };
        for (id, expected) in [
            ("u~2", "u~2"),
            ("u", "u"),
            ("u", "u~3"),
            ("u", "u~4"),
            ("v", "v"),
            ("u~2", "u~2~2"),
        ] {
            assert_eq!(given(id).as_deref(), Some(expected));
        }
    }
}
