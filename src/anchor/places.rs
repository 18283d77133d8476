//! Where numbers, months, Latin words and terms stand in two articles, before it is known which of them both have.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::day::{Day, is_day};
use super::key::{Key, key_of};
use super::number::{self, About, Found, is_rounding};
use super::readings::Numbers;
use super::tail::Tails;
use super::terms::Terms;
use super::units::{Units, conversions};
use crate::article::Language;
use crate::token::{Token, TokenKind};

/// The segments that hold a key, on each side, whether it was ever written in digits, and how a number is written where it
/// first stands.
#[derive(Default)]
pub(super) struct Places {
    pub(super) korean: Vec<usize>,
    pub(super) english: Vec<usize>,
    pub(super) in_digits: bool,
    /// Whether it is told by a word that may mean another, `half`, by a round number for an exact one, or in another unit.
    pub(super) is_loose: bool,
    /// How exact the English says that it is, where it first stands.
    about: Option<About>,
    /// What it is told in.
    pub(super) korean_units: Units,
    pub(super) english_units: Units,
    /// How many of the Korean segments hold it as the day of a month.
    days: usize,
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
            let places = places.entry(Key::Latin(word)).or_default();
            places.korean.push(segment);
        }
        terms.in_korean(tokens, tails, |pair| {
            let places = places.entry(Key::Term(pair)).or_default();
            places.korean.push(segment);
        });
    }
    for (segment, tokens) in english.iter().enumerate() {
        for token in tokens.iter().filter(|token| is_latin_anchor(token)) {
            let word = token.text.to_lowercase();
            if latin.contains(&word) {
                let places = places.entry(Key::Latin(word)).or_default();
                places.english.push(segment);
            }
        }
        terms.in_english(tokens, |pair| {
            let places = places.entry(Key::Term(pair)).or_default();
            places.english.push(segment);
        });
    }
    numbers(korean, english, tails, &mut places);
    places
}

/// The numbers that a text says beyond doubt, months and Latin words, sorted, each once.
pub(super) fn keys(tokens: &[Token], language: Language, tails: &Tails) -> Vec<Key> {
    let found = number::find(tokens, language, tails);
    let firm = found.iter().filter(|found| !found.is_weak);
    let numbers = firm.map(|found| key_of(found.quantity));
    let latin = tokens.iter().filter(|token| is_latin_anchor(token));
    let latin = latin.map(|token| Key::Latin(token.text.to_lowercase()));
    let mut keys: Vec<Key> = numbers.chain(latin).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Numbers and months, and where they stand.
pub(super) fn numbers(
    korean: &[Vec<Token>],
    english: &[Vec<Token>],
    tails: &Tails,
    places: &mut BTreeMap<Key, Places>,
) {
    let (of_korean, of_english) = (
        Numbers::find(korean, Language::Korean, tails),
        Numbers::find(english, Language::English, tails),
    );
    let (of_korean, of_english) = Numbers::settle(&of_korean, &of_english);
    let is_as_written = |found: &Found, key: &Key| !found.is_weak && *key == key_of(found.quantity);
    for (segment, found, key) in of_korean {
        let tokens = &korean[segment];
        let places = places.entry(key.clone()).or_default();
        places.in_digits |= !found.in_words;
        places.is_loose |= found.is_weak && found.in_words;
        let is_day = is_day(tokens, found.tokens, tails);
        places.days += usize::from(is_day);
        places
            .korean_units
            .add(match (is_day, is_as_written(found, &key)) {
                (true, _) => Units::bare(), // The 3rd of a month is no three days.
                (false, true) => Units::in_korean(tokens, found, tails),
                (false, false) => Units::of_hour(tokens, found, tails),
            });
        places.korean.push(segment);
        places
            .korean_form
            .get_or_insert_with(|| form(tokens, found));
    }
    for (segment, found, key) in of_english {
        let tokens = &english[segment];
        let places = places.entry(key.clone()).or_default();
        places.in_digits |= !found.in_words;
        places.is_loose |= found.is_weak && found.in_words;
        places.english_units.add(match is_as_written(found, &key) {
            true => Units::in_english(tokens, found),
            false => Units::bare(),
        });
        if places.english.is_empty() {
            places.about = found.about;
        }
        places.english.push(segment);
        places
            .english_form
            .get_or_insert_with(|| form(tokens, found));
    }
    join_roundings(places);
    join_conversions(places);
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

/// The days of months of a Korean article whose English edition names them by the day of the week are not missing there.
pub(super) fn leave_out_days(places: &mut BTreeMap<Key, Places>) {
    places.retain(|_, places| !places.english.is_empty() || places.days < places.korean.len());
}

/// Numbers that may be each other are looked for only when there are at most so many pairs of them: two tables of figures
/// are no articles, and comparing each with each would take long.
const MOST_COMPARED: usize = 10_000;

fn numbers_of(places: &BTreeMap<Key, Places>) -> impl Iterator<Item = (f64, &Places)> {
    places.iter().filter_map(|(key, places)| match key {
        Key::Number(bits) => Some((f64::from_bits(*bits), places)),
        _ => None,
    })
}

/// Numbers that one language has alone, and where they stand.
type Alone<'a> = Vec<(f64, &'a Places)>;

/// The numbers that the Korean alone has, and those that the English alone has; none where they are too many.
fn alone(places: &BTreeMap<Key, Places>) -> (Alone<'_>, Alone<'_>) {
    let alone = numbers_of(places)
        .filter(|(_, places)| places.korean.is_empty() != places.english.is_empty());
    let (korean, english): (Alone, Alone) =
        alone.partition(|(_, places)| places.english.is_empty());
    match korean.len() * english.len() {
        0..=MOST_COMPARED => (korean, english),
        _ => (Vec::new(), Vec::new()),
    }
}

/// Joins numbers that stand on one side only with the rounding of them that stands on the other only.
fn join_roundings(places: &mut BTreeMap<Key, Places>) {
    let (korean, english) = alone(places);
    let rounded = korean.iter().filter_map(|&(value, _)| {
        let is_round = |(other, places): &&(f64, &Places)| {
            is_rounding(value, *other)
                || is_rounding(*other, value)
                || places.about.is_some_and(|about| about.tells(value, *other))
        };
        let rounded = english.iter().filter(is_round);
        let partner =
            rounded.min_by(|(a, _), (b, _)| (a - value).abs().total_cmp(&(b - value).abs()));
        partner.map(|&(english, of_english)| (value, english, of_english.about.is_some()))
    });
    let joins: Vec<_> = rounded.collect();
    for (korean, english, is_loose) in joins {
        join(places, korean, english, is_loose);
    }
}

/// Joins numbers that the English alone has with what they are in another unit in the Korean: `$165 million` with 2400억 원,
/// also where the English says that too, `240 billion won, or $165 million`; and those that the Korean alone has with what
/// it says of them in another unit: 25평 with the 84 square meters of 84㎡(약 25평).
fn join_conversions(places: &mut BTreeMap<Key, Places>) {
    let (korean, english) = alone(places);
    if !english.is_empty() {
        let beside = shared_beside(places, &english, |places| &places.english);
        let korean: Vec<_> = korean.iter().copied().chain(beside).collect();
        for (korean, english) in converted(&korean, &english) {
            let key = Key::Number(korean.to_bits());
            let is_alone = |places: &Places| places.english.is_empty();
            let is_loose = places.get(&key).is_some_and(is_alone);
            join(places, korean, english, is_loose);
            if let Some(joined) = places.get_mut(&key) {
                joined.english_units = joined.korean_units;
            }
        }
    }
    let (korean, _) = alone(places);
    let beside = shared_beside(places, &korean, |places| &places.korean);
    for (korean, english) in converted(&korean, &beside) {
        let [korean, english] = [korean, english].map(|value| Key::Number(value.to_bits()));
        if let Some(korean) = places.remove(&korean)
            && let Some(shared) = places.get_mut(&english)
        {
            shared.korean.extend(korean.korean);
        }
    }
}

/// The numbers of both texts that stand on a side in a segment with one of these.
fn shared_beside<'a>(
    places: &'a BTreeMap<Key, Places>,
    alone: &Alone,
    side: fn(&Places) -> &Vec<usize>,
) -> Alone<'a> {
    let segments: HashSet<usize> = alone
        .iter()
        .flat_map(|(_, places)| side(places))
        .copied()
        .collect();
    let is_beside = |(_, places): &(f64, &Places)| {
        let is_shared = !places.korean.is_empty() && !places.english.is_empty();
        is_shared
            && side(places)
                .iter()
                .any(|segment| segments.contains(segment))
    };
    numbers_of(places).filter(is_beside).collect()
}

/// The numbers of the English that tell one of the Korean in another unit; none where there are too many.
fn converted(korean: &Alone, english: &Alone) -> Vec<(f64, f64)> {
    if korean.len() * english.len() > MOST_COMPARED {
        return Vec::new();
    }
    let korean = korean.iter().map(|(value, of)| (*value, of.korean_units));
    let english = english.iter().map(|(value, of)| (*value, of.english_units));
    conversions(&korean.collect::<Vec<_>>(), &english.collect::<Vec<_>>())
}

/// Makes a number of the English the one of the Korean that it tells, unless it has been made another.
fn join(places: &mut BTreeMap<Key, Places>, korean: f64, english: f64, is_loose: bool) {
    let [korean, english] = [korean, english].map(|value| Key::Number(value.to_bits()));
    if !places.contains_key(&korean) {
        return;
    }
    if let Some(english) = places.remove(&english)
        && let Some(joined) = places.get_mut(&korean)
    {
        joined.is_loose |= is_loose;
        joined.english.extend(english.english);
        joined.english_form = joined.english_form.take().or(english.english_form);
        joined.english_units = english.english_units;
    }
}

/// Latin letters in Korean text are kept as they are by translators; a single one is a list's letter or a unit.
fn is_latin_anchor(token: &Token) -> bool {
    token.kind == TokenKind::Latin && token.text.chars().nth(1).is_some()
}
