//! Anchors: what means the same in both languages and can be found without a dictionary.
//!
//! Each segment is taken apart into numbers, months, Latin words, terms of a list and names; what stands in both
//! articles becomes a [`Concept`]. The aligner sees concepts only, so that a bead's evidence is the concepts that
//! both of its sides hold, and against it speak those that one side holds and the other holds elsewhere.

mod day;
mod glossary;
mod latin;
mod names;
mod number;
pub mod sound;
mod tail;
mod terms;

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use crate::article::Language;
use crate::data;

use crate::token::{Token, TokenKind, tokens};
pub use day::Published;
use day::{Day, DayWords};
pub use glossary::Glossary;
use number::{Found, Quantity, is_rounding};
use sound::SoundModel;
use tail::Tails;
use terms::Terms;

/// What kind of anchor a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number up to ten, or one written in words: often idiom.
    SmallNumber,
    /// Any other number.
    Number,
    /// A month, or a day told by a word.
    Date,
    /// A Latin word that stands in the Korean too.
    Latin,
    /// A pair of the list of terms, or of the user's glossary.
    Term,
    /// A name by its sound.
    Name,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 6] = [
        Kind::SmallNumber,
        Kind::Number,
        Kind::Date,
        Kind::Latin,
        Kind::Term,
        Kind::Name,
    ];

    /// The kind's name in files: `number`, `name` and so on.
    pub fn name(self) -> &'static str {
        match self {
            Kind::SmallNumber => "small_number",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Latin => "latin",
            Kind::Term => "term",
            Kind::Name => "name",
        }
    }
}

/// Something that stands in at least one of the two articles and would be recognised in the other.
#[derive(Clone, Debug)]
pub struct Concept {
    /// What kind of anchor it is.
    pub kind: Kind,
    /// How it is written in Korean: the number, the term, the name.
    pub korean: String,
    /// How it is written in English.
    pub english: String,
    /// How much a meeting says, 0 to 1: certain and rare ones say most.
    pub weight: f32,
    /// Whether both articles hold it.
    pub is_shared: bool,
}

/// The anchors of two articles.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// All concepts; the lists below hold their indices.
    pub concepts: Vec<Concept>,
    /// For each Korean segment, its concepts, sorted, each once.
    pub korean: Vec<Vec<u32>>,
    /// For each English segment, its concepts, sorted, each once.
    pub english: Vec<Vec<u32>>,
}

/// Finds anchors. Holds the lists and the sound model, so that they are read once.
pub struct AnchorFinder {
    sound: SoundModel,
    tails: Tails,
    terms: Terms,
    days: DayWords,
    common_words: HashSet<String>,
}

impl Default for AnchorFinder {
    fn default() -> Self {
        AnchorFinder {
            sound: SoundModel::parse(data::SOUND),
            tails: Tails::default(),
            terms: Terms::built_in(),
            days: DayWords::default(),
            common_words: data::entries(data::COMMON_WORDS)
                .chain(data::entries(data::SENTENCE_STARTERS))
                .map(str::to_lowercase)
                .collect(),
        }
    }
}

/// What tells one concept from another before names are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// The bits of the value.
    Number(u64),
    Month(u8),
    Latin(String),
    Term(u32),
}

/// The segments that hold a key, on each side, whether it was ever written in digits, and how a number is written where it
/// first stands.
#[derive(Default)]
struct Places {
    korean: Vec<usize>,
    english: Vec<usize>,
    in_digits: bool,
    korean_form: Option<String>,
    english_form: Option<String>,
}

impl AnchorFinder {
    /// Adds the user's own terms to the list.
    pub fn add_glossary(&mut self, glossary: &Glossary) {
        for (korean, english) in glossary.pairs() {
            self.terms.add(&[korean], &[english]);
        }
    }

    /// Finds the anchors of two articles, given as tokens of their segments, in which `3일` and `Wednesday` are one day
    /// if it is known when they were published.
    pub(crate) fn find(
        &self,
        korean: &[Vec<Token>],
        english: &[Vec<Token>],
        published: Published,
    ) -> Anchors {
        let mut places = self.places(korean, english);
        join_roundings(&mut places);
        let days = self.days.find(korean, english, &self.tails, published);
        for day in &days {
            told_as_a_day(&mut places, day);
        }
        let mut anchors = Anchors {
            concepts: Vec::new(),
            korean: vec![Vec::new(); korean.len()],
            english: vec![Vec::new(); english.len()],
        };
        for (key, places) in &places {
            let concept = self.concept(key, places);
            anchors.add(concept, &places.korean, &places.english);
        }
        for day in days {
            let concept = Concept {
                kind: Kind::Date,
                korean: format!("{}월 {}일", day.date.month(), day.date.day()),
                english: day.date.strftime("%A, %B %-d").to_string(),
                weight: 1.0,
                is_shared: true,
            };
            anchors.add(concept, &day.korean, &day.english);
        }
        for name in names::find(
            korean,
            english,
            &self.sound,
            &self.tails,
            &self.common_words,
        ) {
            let concept = Concept {
                kind: Kind::Name,
                korean: name.korean,
                english: name.english,
                weight: name.certainty,
                is_shared: true,
            };
            anchors.add(concept, &name.korean_segments, &name.english_segments);
        }
        for concepts in anchors.korean.iter_mut().chain(&mut anchors.english) {
            concepts.sort_unstable();
            concepts.dedup();
        }
        anchors
    }

    /// The numbers of a Korean text that its translation lacks, and the other way round; small ones and those in words
    /// are passed over, because they are often idiom.
    pub fn lone_numbers(&self, korean: &str, english: &str) -> (Vec<f64>, Vec<f64>) {
        let mut places = self.places(&[tokens(korean)], &[tokens(english)]);
        join_roundings(&mut places);
        let (mut korean, mut english) = (Vec::new(), Vec::new());
        for (key, places) in &places {
            let concept = self.concept(key, places);
            if let (Key::Number(bits), Kind::Number, false) = (key, concept.kind, concept.is_shared)
            {
                let side = if places.english.is_empty() {
                    &mut korean
                } else {
                    &mut english
                };
                side.push(f64::from_bits(*bits));
            }
        }
        (korean, english)
    }

    /// Numbers, months, Latin words and terms, and where they stand.
    fn places(&self, korean: &[Vec<Token>], english: &[Vec<Token>]) -> BTreeMap<Key, Places> {
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
            self.terms.in_korean(tokens, &self.tails, |pair| {
                places
                    .entry(Key::Term(pair))
                    .or_default()
                    .korean
                    .push(segment);
            });
            for found in number::find(tokens, Language::Korean, &self.tails) {
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
            self.terms.in_english(tokens, |pair| {
                places
                    .entry(Key::Term(pair))
                    .or_default()
                    .english
                    .push(segment);
            });
            for found in number::find(tokens, Language::English, &self.tails) {
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
        places
    }

    fn concept(&self, key: &Key, places: &Places) -> Concept {
        let (kind, korean, english) = match key {
            Key::Number(bits) => {
                let value = f64::from_bits(*bits);
                let kind = if value.abs() <= 10.0 && value.fract() == 0.0 || !places.in_digits {
                    Kind::SmallNumber
                } else {
                    Kind::Number
                };
                let form =
                    |form: &Option<String>| form.clone().unwrap_or_else(|| value.to_string());
                (kind, form(&places.korean_form), form(&places.english_form))
            }
            Key::Month(month) => (Kind::Date, format!("{month}월"), month_name(*month).into()),
            Key::Latin(word) => (Kind::Latin, word.clone(), word.clone()),
            Key::Term(pair) => {
                let (korean, english) = self.terms.name(*pair);
                (Kind::Term, korean.into(), english.into())
            }
        };
        Concept {
            kind,
            korean,
            english,
            weight: 1.0,
            is_shared: !places.korean.is_empty() && !places.english.is_empty(),
        }
    }
}

impl Anchors {
    /// Adds a concept to the segments that hold it. The rarer it is in the articles, the more it says.
    fn add(&mut self, mut concept: Concept, korean: &[usize], english: &[usize]) {
        let index = self.concepts.len() as u32;
        let segments = self.korean.len().max(self.english.len()).max(2) as f32;
        let most = korean.len().max(english.len()).max(1) as f32;
        concept.weight *= (1.0 + segments / most).ln() / (1.0 + segments).ln();
        self.concepts.push(concept);
        for (lists, segments) in [(&mut self.korean, korean), (&mut self.english, english)] {
            for &segment in segments {
                lists[segment].push(index);
            }
        }
    }
}

/// Whether a number of the English stands in the Korean, or one that it is the rounding of.
fn is_in_korean(places: &BTreeMap<Key, Places>, found: &Found) -> bool {
    let Quantity::Number(value) = found.quantity else {
        return false;
    };
    places.iter().any(|(key, places)| match key {
        Key::Number(bits) => {
            let other = f64::from_bits(*bits);
            !places.korean.is_empty() && (other == exact(value) || is_rounding(other, value))
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
fn told_as_a_day(places: &mut BTreeMap<Key, Places>, day: &Day) {
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

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}
