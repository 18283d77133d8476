//! Days that depend on when the article was written: in one of the 4th of September 2025, a Thursday, `3일` is Wednesday.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::number::{self, Quantity};
use super::tail::Tails;
use crate::article::Language;
use crate::data;
use crate::token::{Token, TokenKind};

/// The days on which two articles were published, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Published {
    /// The Korean one.
    pub korean: Option<Date>,
    /// The English one.
    pub english: Option<Date>,
}

impl Published {
    pub(super) fn is_known(&self) -> bool {
        self.korean.or(self.english).is_some()
    }
}

/// A day that both articles speak of.
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) korean: Vec<usize>,
    pub(super) english: Vec<usize>,
}

/// Words for days, each with what it says.
pub(super) struct DayWords {
    korean: HashMap<&'static str, Word>,
    english: HashMap<&'static str, Word>,
}

#[derive(Clone, Copy)]
enum Word {
    Weekday(Weekday),
    /// Days from the day of writing.
    Away(i64),
}

/// A day that a segment speaks of: the dates that may be meant, the likeliest first.
struct Mention {
    segment: usize,
    dates: Vec<Date>,
    /// Whether it is told by the number of the day alone, which the numbers find already.
    is_number: bool,
}

impl Default for DayWords {
    fn default() -> Self {
        let words = |language| {
            let words = entries(language);
            words
                .filter_map(|(word, day)| Some((word, Word::parse(day)?)))
                .collect()
        };
        DayWords {
            korean: words(Language::Korean),
            english: words(Language::English),
        }
    }
}

/// The words of a language in `data/days.tsv`, each with what it says.
pub(super) fn entries(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = data::entries(data::DAYS).map(|line| line.split('\t'));
    lines
        .filter_map(|mut fields| Some((fields.next()?, fields.next()?, fields.next()?)))
        .filter(move |(of, _, _)| *of == language.code())
        .map(|(_, word, says)| (word, says))
}

impl Word {
    fn parse(day: &str) -> Option<Word> {
        Some(match day {
            "monday" => Word::Weekday(Weekday::Monday),
            "tuesday" => Word::Weekday(Weekday::Tuesday),
            "wednesday" => Word::Weekday(Weekday::Wednesday),
            "thursday" => Word::Weekday(Weekday::Thursday),
            "friday" => Word::Weekday(Weekday::Friday),
            "saturday" => Word::Weekday(Weekday::Saturday),
            "sunday" => Word::Weekday(Weekday::Sunday),
            _ => Word::Away(day.parse().ok()?),
        })
    }

    /// The dates that may be meant by a word written on a day: of a day of the week, the last, then the next.
    fn dates(self, written: Date) -> Vec<Date> {
        match self {
            Word::Away(days) => written.checked_add(days.days()).into_iter().collect(),
            Word::Weekday(weekday) => {
                let back = i64::from(weekday.until(written.weekday()));
                [-back, 7 - back]
                    .iter()
                    .filter_map(|days| written.checked_add(days.days()).ok())
                    .collect()
            }
        }
    }
}

impl DayWords {
    /// The days that both articles speak of, one of them at least by a word.
    pub(super) fn find(
        &self,
        korean: &[Vec<Token>],
        english: &[Vec<Token>],
        tails: &Tails,
        published: Published,
    ) -> Vec<Day> {
        let (Some(korean_day), Some(english_day)) = (
            published.korean.or(published.english),
            published.english.or(published.korean),
        ) else {
            return Vec::new();
        };
        let korean: Vec<Mention> = (0..)
            .zip(korean)
            .flat_map(|(segment, tokens)| {
                self.mentions(Language::Korean, segment, tokens, tails, korean_day)
            })
            .collect();
        let english: Vec<Mention> = (0..)
            .zip(english)
            .flat_map(|(segment, tokens)| {
                self.mentions(Language::English, segment, tokens, tails, english_day)
            })
            .collect();
        shared(&korean, &english)
    }

    /// Whether an English article tells a day by a word: Tuesday, yesterday.
    pub(super) fn has_day(&self, english: &[Vec<Token>]) -> bool {
        let mut words = english.iter().flatten();
        words.any(|token| match self.in_english(token) {
            Some(Word::Weekday(_)) => token.is_capitalized(),
            Some(Word::Away(_)) => true,
            None => false,
        })
    }

    /// The days that a segment speaks of.
    fn mentions(
        &self,
        language: Language,
        segment: usize,
        tokens: &[Token],
        tails: &Tails,
        written: Date,
    ) -> Vec<Mention> {
        let mut found = days_of_months(tokens, language, tails, written, segment);
        let words = tokens.iter().filter_map(|token| match language {
            Language::Korean => self.in_korean(token, tails),
            Language::English => self.in_english(token),
        });
        found.extend(words.map(|word| Mention {
            segment,
            dates: word.dates(written),
            is_number: false,
        }));
        found
    }

    fn in_korean(&self, token: &Token, tails: &Tails) -> Option<&Word> {
        if token.kind != TokenKind::Hangul || token.attached {
            return None;
        }
        let ends = token.text.char_indices().skip(1).map(|(at, _)| at);
        ends.chain([token.text.len()]).find_map(|end| {
            let (word, tail) = token.text.split_at(end);
            self.korean.get(word).filter(|_| tails.is_particle(tail))
        })
    }

    fn in_english(&self, token: &Token) -> Option<&Word> {
        if token.kind != TokenKind::Latin {
            return None;
        }
        self.english.get(token.text.to_lowercase().as_str())
    }
}

/// What may stand between the month and the day of an English date: Sept. 28, the 28th of September.
const JOINS_DATES: [&str; 6] = [".", "of", "st", "nd", "rd", "th"];

/// The days of months that a segment names: `9월 3일`, `3일`, `Sept. 3`. Without a year, or a month, the nearest is meant.
fn days_of_months(
    tokens: &[Token],
    language: Language,
    tails: &Tails,
    written: Date,
    segment: usize,
) -> Vec<Mention> {
    let mut found = number::find(tokens, language, tails);
    found.retain(|found| !found.is_weak);
    let month = |i: usize| match found.get(i)?.quantity {
        Quantity::Month(month) => Some(month as i8),
        Quantity::Number(_) => None,
    };
    let whole = |i: usize| match found.get(i)?.quantity {
        Quantity::Number(number) if number.fract() == 0.0 => Some(number as i16),
        _ => None,
    };
    let year = |i: usize| whole(i).filter(|&year| number::YEARS.contains(&f64::from(year)));
    // In September, 28 people met is no date.
    let month_beside = |of: usize, day: usize| {
        let (first, second) = (found.get(of.min(day))?, found.get(of.max(day))?);
        // Nothing stands between the numbers of one token, 2025.9.4.
        let between = tokens.get(first.tokens.1..second.tokens.0);
        let between = between.unwrap_or_default();
        let are_one = between
            .iter()
            .all(|token| JOINS_DATES.contains(&token.text));
        are_one.then(|| month(of))?
    };
    // Of Sept. 2-3 the 3 is a day as well.
    let ends_range = |i: usize| match (found.get(i.wrapping_sub(1)), found.get(i)) {
        (Some(begin), Some(end)) => {
            let between = tokens.get(begin.tokens.1..end.tokens.0);
            matches!(between, Some([sign]) if sign.is_range_sign())
        }
        _ => false,
    };
    // Nothing stands between two Korean numbers: 9월 3일, but not 7월 취임한 그는 3일.
    let beside = |i: usize| {
        let before = i.checked_sub(1)?;
        (found.get(before)?.tokens.1 == found.get(i)?.tokens.0).then_some(before)
    };
    // Of the last date, the number that tells its day, its year and its month.
    let mut last = None;
    let mut mentions = Vec::new();
    for (i, number) in found.iter().enumerate() {
        let Some(day) = whole(i).and_then(|day| i8::try_from(day).ok()) else {
            continue;
        };
        let before = i.wrapping_sub(1);
        let carried = |joins: bool| last.filter(|&(of, _)| of == before && joins);
        let of = match language {
            Language::Korean if !is_day(tokens, number.tokens, tails) => continue,
            Language::Korean => {
                let of = beside(i).and_then(|of| Some((of, month(of)?)));
                let of = of.map(|(of, month)| (month, beside(of).and_then(year)));
                let joins = ends_range(i) || beside(i).is_some();
                of.or_else(|| carried(joins).map(|(_, of)| of))
            }
            Language::English => {
                let months = (month_beside(before, i), month_beside(i + 1, i));
                match (months, carried(ends_range(i))) {
                    ((Some(month), _), _) => Some((month, year(i + 1))),
                    ((None, Some(month)), _) => Some((month, year(i + 2))),
                    ((None, None), Some((_, (month, _)))) => Some((month, year(i + 1))),
                    _ => None,
                }
            }
        };
        last = of.map(|of| (i, of)).or(last);
        let date = match (of, language) {
            (Some((month, year)), _) => nearest(written, year, Some(month), day),
            (None, Language::Korean) => nearest(written, None, None, day),
            (None, Language::English) => None,
        };
        mentions.extend(date.map(|date| Mention {
            segment,
            dates: vec![date],
            is_number: true,
        }));
    }
    mentions
}

/// Whether the tokens of a Korean number name a day of a month: 3일에, but not 3일간, 3일 동안 or 3일본.
pub(super) fn is_day(tokens: &[Token], (first, end): (usize, usize), tails: &Tails) -> bool {
    // The 14 of 14∼15일 is one too.
    let (first, end) = match &tokens[end..] {
        [sign, last, day, ..]
            if sign.is_range_sign() && last.kind == TokenKind::Digits && day.attached =>
        {
            (end + 1, end + 3)
        }
        _ => (first, end),
    };
    let tail = (end == first + 2).then(|| tokens[first + 1].text.strip_prefix('일'));
    let is_lasting =
        |text: &str| number::rests("lasting", text).any(|rest| tails.is_particle(rest));
    tail.flatten()
        .is_some_and(|tail| tails.is_particle(tail) && !is_lasting(tail))
        && !tokens.get(end).is_some_and(|next| is_lasting(next.text))
}

/// The date nearest to the day of writing that a year, a month and a day allow.
fn nearest(written: Date, year: Option<i16>, month: Option<i8>, day: i8) -> Option<Date> {
    let candidates: Vec<Date> = match (year, month) {
        (Some(year), Some(month)) => Date::new(year, month, day).into_iter().collect(),
        (_, Some(month)) => (-1..=1)
            .filter_map(|years| Date::new(written.year() + years, month, day).ok())
            .collect(),
        (_, None) => (-1..=1)
            .filter_map(|months| written.first_of_month().checked_add(months.months()).ok())
            .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
            .collect(),
    };
    candidates
        .into_iter()
        .min_by_key(|&date| days_between(written, date).abs())
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The days that both sides speak of. Where a word may mean two dates, it means the one that the other side names.
fn shared(korean: &[Mention], english: &[Mention]) -> Vec<Day> {
    let certain = |mentions: &[Mention]| -> BTreeSet<Date> {
        let only = mentions.iter().filter(|mention| mention.dates.len() == 1);
        only.map(|mention| mention.dates[0]).collect()
    };
    let (korean_dates, english_dates) = (certain(korean), certain(english));
    let meant = |mention: &Mention, others: &BTreeSet<Date>| {
        let named = mention.dates.iter().find(|date| others.contains(date));
        named.or(mention.dates.first()).copied()
    };
    let mut days: BTreeMap<Date, (Day, bool)> = BTreeMap::new();
    for (mentions, others, is_korean) in [
        (korean, &english_dates, true),
        (english, &korean_dates, false),
    ] {
        for mention in mentions {
            let Some(date) = meant(mention, others) else {
                continue;
            };
            let (day, by_word) = days.entry(date).or_insert_with(|| {
                let (korean, english) = (Vec::new(), Vec::new());
                (
                    Day {
                        date,
                        korean,
                        english,
                    },
                    false,
                )
            });
            *by_word |= !mention.is_number;
            let segments = if is_korean {
                &mut day.korean
            } else {
                &mut day.english
            };
            segments.push(mention.segment);
        }
    }
    days.into_values()
        .filter(|(day, by_word)| *by_word && !day.korean.is_empty() && !day.english.is_empty())
        .map(|(day, _)| day)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;
    use jiff::civil::date;

    #[test]
    fn words_and_numbers_of_days_meet() {
        let published = Published {
            korean: Some(date(2025, 9, 4)), // a Thursday
            english: Some(date(2025, 9, 5)),
        };
        for (korean, english, expected) in [
            (
                "대통령은 3일 떠났다",
                "The president left Wednesday",
                Some(date(2025, 9, 3)),
            ),
            (
                "대통령은 8일 떠난다",
                "She leaves on Monday",
                Some(date(2025, 9, 8)),
            ),
            ("4일 오전에", "on Thursday morning", Some(date(2025, 9, 4))),
            ("어제 떠났다", "left on Sept. 3", Some(date(2025, 9, 3))),
            (
                "어제 떠났다",
                "left on the 3rd of September",
                Some(date(2025, 9, 3)),
            ),
            ("어제 떠났다", "stayed on Sept. 2-3", Some(date(2025, 9, 3))),
            (
                "9월 1∼3일 열렸다",
                "ended on Wednesday",
                Some(date(2025, 9, 3)),
            ),
            ("10월 3∼5일 열린다", "is held from Friday", None),
            ("10월 3일부터 5일까지 열린다", "is held from Friday", None),
            (
                "지난해 7월 취임한 그는 3일 떠났다",
                "left on Wednesday",
                Some(date(2025, 9, 3)),
            ),
            (
                "4일 떠났다",
                "left at 0715 GMT yesterday",
                Some(date(2025, 9, 4)),
            ),
            ("2025.9.3 떠났다", "left yesterday", None),
            ("어제 떠났다", "left on Sept. 2, 3 of them", None),
            ("어제 떠났다", "2-3 of them left on Sept. 1", None),
            ("어제 떠났다", "left in September, 3 of them", None),
            ("어제 떠났다", "left in September the 3 boats", None),
            (
                "어제 떠났다",
                "left two days ago, on Wednesday",
                Some(date(2025, 9, 3)),
            ),
            ("4일 떠난다", "leaves today", None),
            ("5일 떠난다", "leaves tonight", Some(date(2025, 9, 5))),
            ("오늘 떠난다", "leaves on Thursday", Some(date(2025, 9, 4))),
            ("지난달 31일에는", "on Sunday", Some(date(2025, 8, 31))),
            ("8월 31일부터", "since Sunday", Some(date(2025, 8, 31))),
            ("3일 동안 머물렀다", "stayed until Wednesday", None),
            ("3일간 머물렀다", "stayed until Wednesday", None),
            ("3일 떠났다", "left on Tuesday", None),
            // Their numbers meet already.
            ("9월 3일 떠났다", "left on Sept. 3", None),
            ("2024년 9월 4일", "on Thursday", None),
            ("99일 떠났다", "left on Tuesday", None),
        ] {
            let found = DayWords::default().find(
                &[tokens(korean)],
                &[tokens(english)],
                &Tails::default(),
                published,
            );
            let found = found.first().map(|day| day.date);
            assert_eq!(found, expected, "{korean} / {english}");
        }
    }

    #[test]
    fn without_a_date_no_day_is_known() {
        let (korean, english) = ([tokens("3일 떠났다")], [tokens("left Wednesday")]);
        let words = DayWords::default();
        let tails = Tails::default();
        assert!(
            words
                .find(&korean, &english, &tails, Published::default())
                .is_empty()
        );
    }
}
