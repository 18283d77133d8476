//! Which of the numbers that a text may mean is meant: the one that the other article has.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::key::{Key, key_of, number_key};
use super::number::{self, Found, Quantity, is_rounding, rounding_slack, roundings};
use super::tail::Tails;
use crate::article::Language;
use crate::token::Token;

/// The numbers and months of an article, each with its segment.
pub(super) struct Numbers {
    found: Vec<(usize, Found)>,
    segments: usize,
}

/// The segments in which each number of an article stands beyond doubt.
pub(super) struct Firm {
    places: BTreeMap<Key, Vec<usize>>,
    segments: usize,
}

/// A number, its segment, and the reading that is meant.
pub(super) type Settled<'a> = (usize, &'a Found, Key);

/// How far from where the other article has a number a weak one may stand, as a share of the article.
const FARTHEST: f64 = 0.2;

impl Numbers {
    pub(super) fn find(segments: &[Vec<Token>], language: Language, tails: &Tails) -> Numbers {
        let of_segments = segments.iter().enumerate();
        let found = of_segments.flat_map(|(segment, tokens)| {
            let found = number::find(tokens, language, tails);
            found.into_iter().map(move |found| (segment, found))
        });
        Numbers {
            found: found.collect(),
            segments: segments.len(),
        }
    }

    /// The numbers of two articles, each with the reading that is meant: those of the first beside what stands in the
    /// second beyond doubt, and those of the second beside what the first turned out to say.
    pub(super) fn settle<'a>(
        first: &'a Numbers,
        second: &'a Numbers,
    ) -> (Vec<Settled<'a>>, Vec<Settled<'a>>) {
        let of_first = first.settled(&second.firm());
        let places = of_first.iter().map(|(segment, _, key)| (*segment, key));
        let of_second = second.settled(&Firm::new(places, first.segments));
        (of_first, of_second)
    }

    fn firm(&self) -> Firm {
        let firm = self.found.iter().filter(|(_, found)| !found.is_weak);
        let firm: Vec<(usize, Key)> = firm
            .map(|(segment, found)| (*segment, key_of(found.quantity)))
            .collect();
        Firm::new(firm.iter().map(|(at, key)| (*at, key)), self.segments)
    }

    /// Each with what is meant by it. Those that are weak are left out where the other article has no such number near
    /// by, or where more of them would be it than there are.
    fn settled(&self, other: &Firm) -> Vec<Settled<'_>> {
        let own = self.firm();
        let mut settled: Vec<Settled> = Vec::with_capacity(self.found.len());
        let mut weak: BTreeMap<Key, usize> = BTreeMap::new();
        for (segment, found) in &self.found {
            let Some(key) = self.reading(*segment, found, &own, other) else {
                continue;
            };
            if found.is_weak {
                *weak.entry(key.clone()).or_default() += 1;
            }
            settled.push((*segment, found, key));
        }
        let places = |key: &Key| other.places(key).len();
        settled.retain(|(_, found, key)| !found.is_weak || weak[key] <= places(key));
        // Where 1시간 30분 is 90 minutes, it is no 30.
        let weak = settled.iter().filter(|(_, found, _)| found.is_weak);
        let told: HashSet<(usize, usize)> = weak
            .flat_map(|(at, found, _)| (found.tokens.0..found.tokens.1).map(|token| (*at, token)))
            .collect();
        settled.retain(|(segment, found, key)| {
            let mut tokens = found.tokens.0..found.tokens.1;
            found.is_weak
                || places(key) > 0
                || !tokens.all(|token| told.contains(&(*segment, token)))
        });
        settled
    }

    /// The reading of a number that is meant; none for a weak one that the other article does not have.
    fn reading(&self, segment: usize, found: &Found, own: &Firm, other: &Firm) -> Option<Key> {
        let others = found.others.iter().map(|&value| Quantity::Number(value));
        let mut readings = [found.quantity].into_iter().chain(others).map(key_of);
        let place = segment as f64 / self.segments as f64;
        if !found.is_weak {
            let as_written = key_of(found.quantity);
            let shared = readings.find(|key| match *key == as_written {
                true => !other.places(key).is_empty(),
                false => other.is_near(key, place),
            });
            return Some(shared.unwrap_or(as_written));
        }
        readings.find(|key| !own.places.contains_key(key) && other.is_near(key, place))
    }
}

impl Firm {
    fn new<'a>(numbers: impl Iterator<Item = (usize, &'a Key)>, segments: usize) -> Firm {
        let mut places: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (segment, key) in numbers {
            places.entry(key.clone()).or_default().push(segment);
        }
        Firm { places, segments }
    }

    /// The segments in which a number stands, or else one that it is a rounding of, or that is a rounding of it.
    fn places(&self, key: &Key) -> &[usize] {
        if let Some(places) = self.places.get(key) {
            return places;
        }
        let &Key::Number(bits) = key else {
            return &[];
        };
        let value = f64::from_bits(bits);
        let roundings = roundings(value).find_map(|rounded| self.places.get(&number_key(rounded)));
        roundings.map_or_else(|| self.rounded_to(value), Vec::as_slice)
    }

    /// The segments of a number that a value is the rounding of.
    fn rounded_to(&self, value: f64) -> &[usize] {
        let Some(slack) = rounding_slack(value) else {
            return &[];
        };
        // The bits of numbers above 0 are in the order of the numbers.
        let [least, most] =
            [value - slack, value + slack].map(|value| Key::Number(value.to_bits()));
        let mut near = self.places.range(least..=most);
        let rounded = near.find(|(key, _)| match key {
            &&Key::Number(bits) => is_rounding(f64::from_bits(bits), value),
            _ => false,
        });
        rounded.map_or(&[], |(_, places)| places)
    }

    /// Whether a number stands at most a share of the article away from a place, 0 to 1.
    fn is_near(&self, key: &Key, place: f64) -> bool {
        let of_article = |segment: usize| segment as f64 / self.segments as f64;
        let places = self.places(key);
        let first = places.partition_point(|&at| of_article(at) < place - FARTHEST);
        places
            .get(first)
            .is_some_and(|&at| of_article(at) <= place + FARTHEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    #[test]
    fn a_word_counts_only_near_the_number_that_it_may_be() {
        let english: Vec<_> = ["It rained."; 9]
            .iter()
            .chain(&["It was half."])
            .map(|text| tokens(text))
            .collect();
        for (at, expected) in [(0, 0), (9, 1)] {
            let mut korean = vec![tokens("비가 왔다."); 10];
            korean[at] = tokens("50명이 왔다.");
            let [korean, english] = [(&korean, Language::Korean), (&english, Language::English)]
                .map(|(segments, language)| Numbers::find(segments, language, &Tails::default()));
            assert_eq!(Numbers::settle(&korean, &english).1.len(), expected, "{at}");
        }
    }
}
