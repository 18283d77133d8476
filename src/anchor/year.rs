//! Years that depend on when the article was written: in one of 2025, `지난해` and `last year` are 2024.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::day::{Published, entries};
use super::key::Key;
use super::number::{self, Quantity, YEARS};
use super::places::Places;
use super::tail::Tails;
use crate::article::Language;
use crate::token::{Token, TokenKind};

/// Words for years.
pub(super) struct YearWords {
    korean: Words,
    english: Words,
}

/// Those of a language.
struct Words {
    years: Vec<Word>,
    seasons: Vec<&'static str>,
}

/// 지난해, last year.
struct Word {
    words: Vec<&'static str>,
    /// Whether a month or a season follows it: last June.
    is_before_month: bool,
    /// How far the year is from that of writing.
    away: RangeInclusive<i16>,
}

impl Default for YearWords {
    fn default() -> Self {
        YearWords {
            korean: Words::of(Language::Korean),
            english: Words::of(Language::English),
        }
    }
}

impl Words {
    fn of(language: Language) -> Words {
        let years = entries(language).filter_map(|(word, says)| Word::parse(word, says));
        let seasons = entries(language).filter(|(_, says)| *says == "season");
        Words {
            years: years.collect(),
            seasons: seasons.map(|(word, _)| word).collect(),
        }
    }
}

/// Whether a token is a word, in Korean with particles.
fn is_word(word: &str, token: &Token, language: Language, tails: &Tails) -> bool {
    match language {
        Language::English => token.text.eq_ignore_ascii_case(word),
        Language::Korean => {
            let tail = token.text.strip_prefix(word);
            tail.is_some_and(|tail| tails.is_particle(tail))
        }
    }
}

impl Word {
    fn parse(word: &'static str, year: &str) -> Option<Word> {
        let away = year.strip_prefix("year")?;
        let (first, last) = away.split_once("..").unwrap_or((away, away));
        Some(Word {
            words: word.trim_end_matches('_').split(' ').collect(),
            is_before_month: word.ends_with('_'),
            away: first.parse().ok()?..=last.parse().ok()?,
        })
    }

    /// Whether it stands at the beginning of some tokens.
    fn begins(&self, tokens: &[Token], language: Language, tails: &Tails) -> bool {
        let mut both = self.words.iter().zip(tokens);
        tokens.len() >= self.words.len()
            && both.all(|(word, token)| is_word(word, token, language, tails))
    }
}

impl YearWords {
    /// Takes years that only one of two texts has in digits out of the numbers that they do not share, where the other has
    /// a word for a year that it does not have; says whether one may have been another year.
    pub(super) fn leave_out(
        &self,
        places: &mut BTreeMap<Key, Places>,
        (korean, english): (&[Token], &[Token]),
        tails: &Tails,
        published: Published,
    ) -> bool {
        let year_alone = |key: &Key, places: &Places| {
            let found = year_alone(key, places);
            found.filter(|(of, year)| *of == Language::Korean || is_year(english, *year))
        };
        let is_alone = |(key, places): (&Key, &Places)| year_alone(key, places).is_some();
        if !places.iter().any(is_alone) {
            return false;
        }
        let told = [
            (
                Language::Korean,
                korean,
                published.korean.or(published.english),
            ),
            (
                Language::English,
                english,
                published.english.or(published.korean),
            ),
        ];
        let [of_korean, of_english] =
            told.map(|(language, tokens, _)| self.told(language, tokens, tails));
        let mut is_loose = false;
        for (own, other, (language, _, written)) in [
            (&of_korean, &of_english, told[0]),
            (&of_english, &of_korean, told[1]),
        ] {
            let is_of_other = |key: &Key, places: &Places| {
                year_alone(key, places).filter(|(of, _)| *of == language.other())
            };
            if let Some(written) = written {
                places.retain(|key, places| {
                    let year = is_of_other(key, places).map(|(_, year)| year - written.year());
                    !year.is_some_and(|away| own.iter().any(|word| word.contains(&away)))
                });
                continue;
            }
            let alone = places
                .iter()
                .filter(|(key, places)| is_of_other(key, places).is_some());
            let count = alone.count();
            // 지난해 may be told by "last year" as well, beside another year.
            if count > 0 && count <= own.len().saturating_sub(other.len()) {
                places.retain(|key, places| is_of_other(key, places).is_none());
                is_loose = true;
            }
        }
        is_loose
    }

    /// How far the years that a text tells by words are from that of writing.
    fn told(
        &self,
        language: Language,
        tokens: &[Token],
        tails: &Tails,
    ) -> Vec<&RangeInclusive<i16>> {
        let words = match language {
            Language::Korean => &self.korean,
            Language::English => &self.english,
        };
        let found = number::find(tokens, language, tails);
        let months: Vec<usize> = found
            .iter()
            .filter(|found| matches!(found.quantity, Quantity::Month(_)))
            .map(|found| found.tokens.0)
            .collect();
        let is_month = |at: usize| {
            let is_season = |token: &Token| {
                let mut seasons = words.seasons.iter();
                seasons.any(|season| is_word(season, token, language, tails))
            };
            months.binary_search(&at).is_ok() || tokens.get(at).is_some_and(is_season)
        };
        let of_place = |at: usize| {
            words.years.iter().find(|word| {
                word.begins(&tokens[at..], language, tails)
                    && (!word.is_before_month || is_month(at + word.words.len()))
            })
        };
        (0..tokens.len())
            .filter_map(of_place)
            .map(|word| &word.away)
            .collect()
    }
}

/// Whether an English text has a number as a year, not as a number of something: in 2024, but not 2024 people.
fn is_year(english: &[Token], year: i16) -> bool {
    let year = year.to_string();
    let is_counted =
        |next: &Token| next.kind == TokenKind::Latin && !next.is_capitalized() && !next.attached;
    let is_since = |before: &Token| ["in", "since"].contains(&before.text);
    (0..english.len())
        .filter(|&at| english[at].text == year)
        .any(|at| {
            at.checked_sub(1)
                .is_some_and(|before| is_since(&english[before]))
                || !english.get(at + 1).is_some_and(is_counted)
        })
}

/// The language that alone has a year in digits, and the year: in 2024, 2024년; but not 2000명 and 2,000 people.
fn year_alone(key: &Key, places: &Places) -> Option<(Language, i16)> {
    let &Key::Number(bits) = key else {
        return None;
    };
    let year = f64::from_bits(bits);
    let (language, form, is_year) = match (places.korean.is_empty(), places.english.is_empty()) {
        (false, true) => (
            Language::Korean,
            &places.korean_form,
            places.korean_units.are_years(),
        ),
        (true, false) => (
            Language::English,
            &places.english_form,
            places.english_units.are_none(),
        ),
        _ => return None,
    };
    let in_digits = form
        .as_ref()
        .is_some_and(|form| form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit()));
    (is_year && in_digits && YEARS.contains(&year)).then_some((language, year as i16))
}
