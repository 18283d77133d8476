//! Anchors: what means the same in both languages and can be found without a dictionary.
//!
//! Each segment is taken apart into numbers, months, Latin words, terms of a list and names; what stands in both
//! articles becomes a concept. The aligner sees concepts only, so that a bead's evidence is the concepts that
//! both of its sides hold, and against it speak those that one side holds and the other holds elsewhere.

mod day;
mod difference;
mod glossary;
mod key;
mod latin;
mod names;
mod number;
mod places;
mod readings;
pub mod sound;
mod tail;
mod terms;
mod units;
mod year;

use std::sync::Arc;

use foldhash::HashSet;

use crate::article::Language;
use crate::data;
use crate::token::Token;
use day::DayWords;
pub use day::Published;
pub use difference::{Difference, difference};
pub use glossary::Glossary;
pub(crate) use key::Key;
use places::{Places, leave_out_days, told_as_a_day};
use sound::SoundModel;
pub(crate) use tail::Tails;
pub(crate) use terms::TermPair;
use terms::Terms;

/// What kind of anchor a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
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
pub(crate) struct Concept {
    /// What kind of anchor it is.
    pub kind: Kind,
    /// How it is written in Korean: the number, the term, the name.
    pub korean: String,
    /// How it is written in English.
    pub english: String,
    /// What else it may be called.
    pub known_as: KnownAs,
    /// How much a meeting says, 0 to 1: certain and rare ones say most.
    pub weight: f32,
    /// Whether both articles hold it.
    pub is_shared: bool,
}

/// What else a concept may be called than its name.
#[derive(Clone, Debug)]
pub(crate) enum KnownAs {
    /// Nothing.
    Nothing,
    /// The value, in digits.
    Number(f64),
    /// The terms of its list.
    Term(Arc<TermPair>),
}

/// The anchors of two articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    /// All concepts; the lists below hold their indices.
    pub concepts: Vec<Concept>,
    /// For each Korean segment, its concepts, sorted, each once.
    pub korean: Vec<Vec<u32>>,
    /// For each English segment, its concepts, sorted, each once.
    pub english: Vec<Vec<u32>>,
}

/// Finds anchors. Holds the lists and the sound model, so that they are read once.
pub(crate) struct AnchorFinder {
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
        let mut places = places::find(korean, english, &self.terms, &self.tails);
        let days = self.days.find(korean, english, &self.tails, published);
        if !published.is_known() && self.days.has_day(english) {
            leave_out_days(&mut places);
        }
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
                known_as: KnownAs::Nothing,
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
                known_as: KnownAs::Nothing,
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

    /// The numbers, months and Latin words of a segment by itself, each once, in an order that is always the same: what another
    /// would be known by.
    pub(crate) fn keys(&self, tokens: &[Token], language: Language) -> Vec<Key> {
        places::keys(tokens, language, &self.tails)
    }

    fn concept(&self, key: &Key, places: &Places) -> Concept {
        let (kind, korean, english) = match key {
            Key::Number(bits) => {
                let value = f64::from_bits(*bits);
                let kind = if is_small(value) || !places.in_digits {
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
                let pair = self.terms.pair(*pair);
                let first = |terms: &[String]| terms.first().cloned().unwrap_or_default();
                (Kind::Term, first(&pair.korean), first(&pair.english))
            }
        };
        let known_as = match key {
            Key::Number(bits) => KnownAs::Number(f64::from_bits(*bits)),
            Key::Term(pair) => KnownAs::Term(self.terms.pair(*pair).clone()),
            Key::Month(_) | Key::Latin(_) => KnownAs::Nothing,
        };
        Concept {
            kind,
            korean,
            english,
            known_as,
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

/// Whether a number is often idiom.
fn is_small(value: f64) -> bool {
    value.abs() <= 10.0 && value.fract() == 0.0
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
