//! The numbers that a text and its translation do not share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::day::{DayWords, Published};
use super::key::Key;
use super::places::{self, Places};
use super::tail::Tails;
use super::year::YearWords;
use super::{is_small, month_name};
use crate::article::Language;
use crate::token::tokens;

/// The numbers and months that only one of two texts has, each as it is written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Those of the Korean.
    pub korean: Vec<String>,
    /// Those of the English.
    pub english: Vec<String>,
    /// Whether there may be another, which is not seen: a number that both have is told by one of them in a word that may
    /// mean another (`half` an hour), round (`nearly 5,000`), or in another unit (`390 feet` for 120m), or one of them has a
    /// small number or one in words alone, which is often idiom.
    pub is_loose: bool,
    /// Whether each of the texts has one above ten in digits, so that none was merely left out or put in, or idiom.
    pub is_certain: bool,
}

impl Difference {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.korean.is_empty() && self.english.is_empty()
    }

    /// The numbers as sheets name them, those of the source first: `17 / none`; nothing where there is no difference.
    pub fn listed(&self, source: Language) -> Option<String> {
        let listed = |language| {
            let numbers = match language {
                Language::Korean => &self.korean,
                Language::English => &self.english,
            };
            match numbers.is_empty() {
                true => "none".to_owned(),
                false => numbers.join(", "),
            }
        };
        let sides = [source, source.other()].map(listed);
        (!self.is_none()).then(|| sides.join(" / "))
    }
}

/// What one text says alone.
#[derive(Default)]
struct Alone {
    certain: Vec<String>,
    /// Small numbers and those in words, which are often idiom: they are a difference only where the other text has a
    /// number alone as well.
    idiom: Vec<Idiom>,
    /// Ones, a difference only where the other text has a greater number alone: 한 is `a` as well.
    ones: Vec<String>,
    /// Whether there is more of idiom than a pair in words: 양측 is `the two sides`.
    is_counted: bool,
    /// Those that the other text tells in another unit, with it.
    in_other_units: Vec<String>,
    /// Months, which are a difference only where the other text has another: 9월까지 is the first nine months.
    months: Vec<String>,
}

/// Compares the numbers of a Korean text and its translation, in which 28일 and Tuesday are one day if it is known when
/// they were published, and else may be; so are 2024 and last year one year.
pub fn difference(korean: &str, english: &str, published: Published) -> Difference {
    static LISTS: LazyLock<(Tails, DayWords, YearWords)> = LazyLock::new(Default::default);
    let (tails, days, years) = &*LISTS;
    let (korean, english) = (&[tokens(korean)], &[tokens(english)]);
    let mut places = BTreeMap::new();
    places::numbers(korean, english, tails, &mut places);
    for day in days.find(korean, english, tails, published) {
        places::told_as_a_day(&mut places, &day);
    }
    if !published.is_known() && days.has_day(english) {
        places::leave_out_days(&mut places);
    }
    let texts = (&*korean[0], &*english[0]);
    let mut is_loose = years.leave_out(&mut places, texts, tails, published);
    let (mut of_korean, mut of_english) = (Alone::default(), Alone::default());
    for (key, places) in &places {
        let (side, form) = match (places.korean.is_empty(), places.english.is_empty()) {
            (false, true) => (&mut of_korean, &places.korean_form),
            (true, false) => (&mut of_english, &places.english_form),
            _ => {
                is_loose |= places.is_loose;
                // 1년 is one point in time, and other idiom.
                let is_one = *key == Key::Number(1f64.to_bits());
                if !is_one && places.korean_units.differ(&places.english_units) {
                    let korean = places.korean_form.as_deref().unwrap_or_default();
                    let english = places.english_form.as_deref().unwrap_or_default();
                    let (korean, english) = (
                        places.korean_units.of_number(korean),
                        places.english_units.of_number(english),
                    );
                    of_korean.in_other_units.push(korean);
                    of_english.in_other_units.push(english);
                }
                continue;
            }
        };
        side.add(key, places, form.as_deref().unwrap_or_default());
    }
    is_loose |= of_korean.is_counted || of_english.is_counted;
    Difference {
        korean: of_korean.beside(&of_english),
        english: of_english.beside(&of_korean),
        is_loose,
        is_certain: !of_korean.certain.is_empty() && !of_english.certain.is_empty(),
    }
}

/// A small number, or one in words.
struct Idiom {
    form: String,
    in_digits: bool,
}

impl Alone {
    fn add(&mut self, key: &Key, places: &Places, form: &str) {
        match key {
            Key::Number(bits) => {
                let value = f64::from_bits(*bits);
                if !is_small(value) && places.in_digits {
                    self.certain.push(form.to_owned());
                } else if value > 1.0 {
                    self.idiom.push(Idiom {
                        form: form.to_owned(),
                        in_digits: places.in_digits,
                    });
                    self.is_counted |= value != 2.0 || places.in_digits;
                } else {
                    self.ones.push(form.to_owned());
                }
            }
            Key::Month(month) => self.months.push(if places.english.is_empty() {
                format!("{month}월")
            } else {
                month_name(*month).to_owned()
            }),
            Key::Latin(_) | Key::Term(_) => {}
        }
    }

    /// What of it is a difference beside what the other text says alone.
    fn beside(&self, other: &Alone) -> Vec<String> {
        let is_greater = !other.certain.is_empty() || !other.idiom.is_empty();
        // A certain number for another leaves nothing that an idiom could stand for.
        let is_left = other.certain.len() > self.certain.len() || !other.idiom.is_empty();
        let idiom = self.idiom.iter().filter(|number| match number.in_digits {
            true => is_greater || !other.ones.is_empty(),
            false => is_left || !other.ones.is_empty(),
        });
        let idiom = idiom.map(|number| &number.form);
        let ones = self.ones.iter().filter(|_| is_left);
        let months = self.months.iter().filter(|_| !other.months.is_empty());
        self.certain
            .iter()
            .chain(&self.in_other_units)
            .chain(ones)
            .chain(idiom)
            .chain(months)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests;
