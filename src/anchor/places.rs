//! Where numbers, months, Latin words and terms stand in two articles, before it is known which of them both have.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::day::Day;
use super::number::{self, Found, Quantity, is_rounding};
use super::tail::Tails;
use super::terms::Terms;
use crate::article::Language;
use crate::token::{Token, TokenKind};

/// What tells one concept from another before names are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// The bits of the value.
    Number(u64),
    Month(u8),
    Latin(String),
    Term(u32),
}

/// The segments that hold a key, on each side, whether it was ever written in digits, and how a number is written where it
/// first stands.
#[derive(Default)]
pub(super) struct Places {
    pub(super) korean: Vec<usize>,
    pub(super) english: Vec<usize>,
    pub(super) in_digits: bool,
    pub(super) korean_form: Option<String>,
    pub(super) english_form: Option<String>,
}

/// Numbers, months, Latin words and terms, and where they stand; a number and its rounding are one.
pub(super) fn find(
    korean: &[Vec<Token>],
    english: &[Vec<Token>],
    terms: &Terms,
    tails: &Tails,
) -> BTreeMap<Key, Places> {
    let mut places: BTreeMap<Key, Places> = BTreeMap::new();
    let mut latin: HashSet<String> = HashSet::default();
    for (segment, tokens) in korean.iter().enumerate() {
        for token in tokens.iter().filter(|token| is_latin_anchor(token)) {
            let word = token.text.to_lowercase();
            latin.insert(word.clone());
            places
                .entry(Key::Latin(word))
                .or_default()
                .korean
                .push(segment);
        }
        terms.in_korean(tokens, tails, |pair| {
            places
                .entry(Key::Term(pair))
                .or_default()
                .korean
                .push(segment);
        });
        for found in number::find(tokens, Language::Korean, tails) {
            let places = places.entry(key_of(&found)).or_default();
            places.in_digits |= !found.in_words;
            places.korean.push(segment);
            places
                .korean_form
                .get_or_insert_with(|| form(tokens, &found));
        }
    }
    for (segment, tokens) in english.iter().enumerate() {
        for token in tokens.iter().filter(|token| is_latin_anchor(token)) {
            let word = token.text.to_lowercase();
            if latin.contains(&word) {
                places
                    .entry(Key::Latin(word))
                    .or_default()
                    .english
                    .push(segment);
            }
        }
        terms.in_english(tokens, |pair| {
            places
                .entry(Key::Term(pair))
                .or_default()
                .english
                .push(segment);
        });
        for found in number::find(tokens, Language::English, tails) {
            let key = key_of(&found);
            // What the English adds in dollars does not speak against a pair.
            if found.is_aside && !is_in_korean(&places, &found) {
                continue;
            }
            let places = places.entry(key).or_default();
            places.in_digits |= !found.in_words;
            places.english.push(segment);
            places
                .english_form
                .get_or_insert_with(|| form(tokens, &found));
        }
    }
    join_roundings(&mut places);
    places
}

/// Whether a number of the English stands in the Korean, or one that it is the rounding of.
fn is_in_korean(places: &BTreeMap<Key, Places>, found: &Found) -> bool {
    /// A rounding is nearer, as it has two significant digits or more.
    const FARTHEST: f64 = 0.06;
    let Quantity::Number(value) = found.quantity else {
        return false;
    };
    let value = exact(value);
    // The bits of numbers above 0 are in the order of the numbers.
    let near = |share: f64| Key::Number((value * share).to_bits());
    let mut near = places.range(near(1.0 - FARTHEST)..=near(1.0 + FARTHEST));
    near.any(|(key, places)| match key {
        Key::Number(bits) => {
            let other = f64::from_bits(*bits);
            !places.korean.is_empty() && (other == value || is_rounding(other, value))
        }
        _ => false,
    })
}

fn key_of(found: &Found) -> Key {
    match found.quantity {
        Quantity::Number(value) => Key::Number(exact(value).to_bits()),
        Quantity::Month(month) => Key::Month(month),
    }
}

/// A number as it is written, without what it counts: 2조3000억, 2.3 trillion.
fn form(tokens: &[Token], found: &Found) -> String {
    let (first, end) = found.tokens;
    let mut form = String::new();
    for token in &tokens[first..end] {
        if !token.attached && !form.is_empty() {
            form.push(' ');
        }
        form.push_str(token.text);
    }
    form.truncate(form.len() - found.counted);
    form.trim_end().to_owned()
}

/// The number of a day that the other article tells by a word, 28일 and Tuesday, is not missing there.
pub(super) fn told_as_a_day(places: &mut BTreeMap<Key, Places>, day: &Day) {
    let key = Key::Number(f64::from(day.date.day()).to_bits());
    if let Some(number) = places.get_mut(&key) {
        if number.english.is_empty() {
            number
                .korean
                .retain(|segment| !day.korean.contains(segment));
        } else if number.korean.is_empty() {
            number
                .english
                .retain(|segment| !day.english.contains(segment));
        }
        if number.korean.is_empty() && number.english.is_empty() {
            places.remove(&key);
        }
    }
}

/// Numbers are compared for roundings only when there are at most so many pairs of them.
const MOST_ROUNDINGS: usize = 1_000_000;

/// Joins numbers that stand on one side only with the rounding of them that stands on the other only.
fn join_roundings(places: &mut BTreeMap<Key, Places>) {
    let alone = |korean: bool| -> Vec<f64> {
        places
            .iter()
            .filter(|(_, places)| {
                places.korean.is_empty() != korean && places.english.is_empty() == korean
            })
            .filter_map(|(key, _)| match key {
                Key::Number(bits) => Some(f64::from_bits(*bits)),
                _ => None,
            })
            .collect()
    };
    let (korean, english) = (alone(true), alone(false));
    // Two tables of figures are no articles, and comparing each with each would take long.
    if korean.len() * english.len() > MOST_ROUNDINGS {
        return;
    }
    let mut joins: HashMap<u64, u64> = HashMap::default();
    for &value in &korean {
        let partner = english
            .iter()
            .copied()
            .filter(|&other| is_rounding(value, other) || is_rounding(other, value))
            .min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()));
        if let Some(partner) = partner {
            joins.insert(partner.to_bits(), value.to_bits());
        }
    }
    for (english, korean) in joins {
        if let Some(english) = places.remove(&Key::Number(english))
            && let Some(joined) = places.get_mut(&Key::Number(korean))
        {
            joined.english.extend(english.english);
            joined.english_form = joined.english_form.take().or(english.english_form);
        }
    }
}

/// The value without what doubles add: 4.1 times a million is 4,100,000, not 4,099,999.9999999995.
fn exact(value: f64) -> f64 {
    if value >= 10_000.0 {
        value.round()
    } else {
        value
    }
}

/// Latin letters in Korean text are kept as they are by translators; a single one is a list's letter or a unit.
fn is_latin_anchor(token: &Token) -> bool {
    token.kind == TokenKind::Latin && token.text.chars().nth(1).is_some()
}
