//! The words of two texts, and what the lexicon says that they mean.

use foldhash::HashMap;

use super::grouped::Grouped;
use crate::lexicon::{Lexicon, Places, english_units, korean_units};
use crate::token::Token;

/// The units of one side that the lexicon knows, numbered as they are met.
#[derive(Default)]
pub(in crate::align) struct Units {
    /// For each segment, its units, each once, sorted.
    pub(in crate::align) of: Vec<Vec<u32>>,
    /// For each unit, the segments that hold it.
    pub(in crate::align) segments_of: Grouped<u32>,
    /// The probability of each unit in any text.
    pub(in crate::align) chance: Vec<f32>,
}

impl Units {
    /// Takes the units of a segment in.
    fn add_segment(&mut self, mut units: Vec<u32>) {
        units.sort_unstable();
        units.dedup();
        self.of.push(units);
    }

    /// Gives a unit the next number.
    fn push(&mut self, chance: f32) -> u32 {
        self.chance.push(chance);
        self.chance.len() as u32 - 1
    }

    /// Looks up which segments hold each unit, once all are known.
    fn arrange(&mut self) {
        let held = self.of.iter().zip(0..);
        let held = held.flat_map(|(units, segment)| units.iter().map(move |&unit| (unit, segment)));
        self.segments_of = Grouped::new(self.chance.len(), held);
    }
}

/// The numbers of the units of one side by their text; `None` for those that no table knows.
#[derive(Default)]
struct Numbers(HashMap<String, Option<u32>>);

impl Numbers {
    /// The number of a unit, which is asked for once.
    fn of(&mut self, unit: &str, number: impl FnOnce() -> Option<u32>) -> Option<u32> {
        if let Some(&number) = self.0.get(unit) {
            return number;
        }
        let number = number();
        self.0.insert(unit.to_owned(), number);
        number
    }
}

/// Two units that may be translations.
#[derive(Clone, Copy, Debug)]
pub(in crate::align) struct Link {
    pub(in crate::align) korean: u32,
    /// Probability of the Korean unit where the English one stands.
    pub(in crate::align) forward: f32,
    /// Probability of the English unit where the Korean one stands.
    pub(in crate::align) backward: f32,
}

/// The units of two texts.
#[derive(Default)]
pub(in crate::align) struct Vocabulary {
    pub(in crate::align) korean: Units,
    pub(in crate::align) english: Units,
    /// The units that may be translations, by the English one.
    links: Vec<Link>,
    /// For each English unit, where its links begin.
    first_links: Vec<u32>,
}

impl Vocabulary {
    pub(in crate::align) fn new<'t>(
        korean: impl Iterator<Item: AsRef<[Token<'t>]>>,
        english: impl Iterator<Item: AsRef<[Token<'t>]>>,
        lexicon: &Lexicon,
    ) -> Vocabulary {
        let mut this = Vocabulary::default();
        // The number that each table's unit has here.
        let mut places = vec![Places::default(); lexicon.tables().len()];
        let mut numbers = Numbers::default();
        for tokens in korean {
            let mut found = Vec::new();
            korean_units(tokens.as_ref(), |unit| {
                let number = || this.add_korean(unit, lexicon, &mut places);
                found.extend(numbers.of(unit, number));
            });
            this.korean.add_segment(found);
        }
        let mut numbers = Numbers::default();
        for tokens in english {
            let mut found = Vec::new();
            english_units(tokens.as_ref(), |unit| {
                let number = || this.add_english(unit, lexicon, &places);
                found.extend(numbers.of(unit, number));
            });
            this.english.add_segment(found);
        }
        this.korean.arrange();
        this.english.arrange();
        this
    }

    /// The translations of an English unit in the Korean text.
    pub(in crate::align) fn of_english(&self, english: u32) -> &[Link] {
        let first = english as usize;
        let end = self.first_links.get(first + 1);
        let end = end.map_or(self.links.len(), |&end| end as usize);
        &self.links[self.first_links[first] as usize..end]
    }

    /// For each Korean unit, the English units that may be its translations, and the probability of each.
    pub(in crate::align) fn by_korean(&self) -> Grouped<(u32, f32)> {
        let links = (0..self.english.chance.len() as u32).flat_map(|english| {
            let links = self.of_english(english).iter();
            links.map(move |link| (link.korean, (english, link.backward)))
        });
        Grouped::new(self.korean.chance.len(), links)
    }

    /// Numbers a Korean unit, where a table knows it.
    fn add_korean(&mut self, unit: &str, lexicon: &Lexicon, places: &mut [Places]) -> Option<u32> {
        let mut number = None;
        for (table, places) in lexicon.tables().iter().zip(places) {
            if let Some(place) = table.korean(unit) {
                let chance = table.korean_probability(place);
                let number = *number.get_or_insert_with(|| self.korean.push(chance));
                places.insert(place as u16, number);
            }
        }
        number
    }

    /// Numbers an English unit, where a table knows it, and finds its translations in the Korean text.
    fn add_english(&mut self, unit: &str, lexicon: &Lexicon, places: &[Places]) -> Option<u32> {
        let mut number = None;
        let first = self.links.len();
        for (table, places) in lexicon.tables().iter().zip(places) {
            let Some(place) = table.english(unit) else {
                continue;
            };
            let chance = table.english_probability(place);
            number.get_or_insert_with(|| {
                self.first_links.push(first as u32);
                self.english.push(chance)
            });
            let known = first..self.links.len();
            for entry in table.entries_where(place, |korean| places.holds(korean)) {
                let Some(korean) = places.get(entry.korean) else {
                    continue;
                };
                let link = Link {
                    korean,
                    forward: entry.forward,
                    backward: entry.backward,
                };
                // What two tables know has the greater of both probabilities.
                let mut links = self.links[known.clone()].iter_mut();
                match links.find(|known| known.korean == korean) {
                    Some(known) => {
                        known.forward = known.forward.max(link.forward);
                        known.backward = known.backward.max(link.backward);
                    }
                    None => self.links.push(link),
                }
            }
        }
        number
    }
}
