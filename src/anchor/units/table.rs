//! The units of `data/units.tsv`.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::article::is_hangul;
use crate::data;
use crate::token::{Token, tokens};

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The units, and the ways that they are written in each language.
pub(super) struct Table {
    pub(super) units: Vec<Unit>,
    pub(super) korean: Forms,
    pub(super) english: Forms,
    /// The bit of the won.
    pub(super) won: u64,
    /// The bit of the day.
    pub(super) days: u64,
    /// The bit of the year.
    pub(super) years: u64,
}

/// A line of the table.
pub(super) struct Unit {
    /// What it measures, if numbers are converted.
    pub(super) kind: Option<&'static str>,
    /// How many of a unit that all of a kind share it is: from, to.
    pub(super) size: (f64, f64),
    /// What is added then.
    add: f64,
    /// The numbers that are told in it.
    values: RangeInclusive<f64>,
}

/// A way to write a unit: the words before the number, if any, and those behind it.
#[derive(Debug)]
pub(super) struct Form {
    line: usize,
    pub(super) written: (&'static str, &'static str),
    pub(super) before: Vec<&'static str>,
    pub(super) behind: Vec<&'static str>,
}

/// The ways to write units in a language, by how the word begins that stands nearest to the number.
#[derive(Default)]
pub(super) struct Forms {
    behind: HashMap<char, Vec<Form>>,
    before: HashMap<char, Vec<Form>>,
}

impl Table {
    fn read() -> Table {
        let mut table = Table {
            units: Vec::new(),
            korean: Forms::default(),
            english: Forms::default(),
            won: 0,
            days: 0,
            years: 0,
        };
        for line in data::entries(data::UNITS) {
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let (kind, size, korean, english, values) =
                (field(), field(), field(), field(), field());
            let line = table.units.len();
            match korean {
                "원" => table.won = 1 << line,
                "일" => table.days = 1 << line,
                "년" => table.years = 1 << line,
                _ => {}
            }
            table.korean.add(line, korean);
            table.english.add(line, english);
            table.units.push(Unit::parse(kind, size, values));
        }
        table
    }
}

impl Unit {
    fn parse(kind: &'static str, size: &str, values: &str) -> Unit {
        let number = |text: &str| text.parse().unwrap_or(1.0);
        let (size, add) = size.split_once(' ').unwrap_or((size, "0"));
        let (least, most) = size.split_once("..").unwrap_or((size, size));
        let (first, last) = values.split_once("..").unwrap_or(("0", "inf"));
        Unit {
            kind: (kind != "-").then_some(kind),
            size: (number(least), number(most)),
            add: number(add),
            values: number(first)..=number(last),
        }
    }

    pub(super) fn is_of(&self, value: f64) -> bool {
        self.values.contains(&value)
    }

    /// Whether only some numbers are told in it.
    pub(super) fn is_of_some(&self) -> bool {
        self.values.end().is_finite()
    }

    /// Whether how many of the shared unit it is changes.
    pub(super) fn changes(&self) -> bool {
        self.size.0 < self.size.1
    }

    /// What a number of this unit is in another of its kind.
    pub(super) fn convert(&self, value: f64, other: &Unit) -> f64 {
        (value * self.size.0 + self.add - other.add) / other.size.0
    }
}

impl Form {
    /// How long it is, in characters without white space.
    fn length(&self) -> usize {
        let words = self.before.iter().chain(&self.behind);
        words.map(|word| word.chars().count()).sum()
    }

    /// Whether a number between these tokens and words is told in it; `ends` says what a Korean word may end with.
    fn stands(&self, before: &[Token], behind: &[&str], ends: impl Fn(&str) -> bool) -> bool {
        let is = |(unit, text): (&&str, &&str)| match unit.starts_with(is_hangul) {
            true => text.strip_prefix(unit).is_some_and(&ends),
            false => text.eq_ignore_ascii_case(unit),
        };
        let mut words_before = self.before.iter().rev().zip(before.iter().rev());
        behind.len() >= self.behind.len()
            && self.behind.iter().zip(behind).all(is)
            && before.len() >= self.before.len()
            && words_before.all(|(unit, token)| token.text.eq_ignore_ascii_case(unit))
    }
}

impl Forms {
    fn add(&mut self, line: usize, written: &'static str) {
        for form in written.split('|') {
            let written = form.split_once('_').unwrap_or(("", form));
            let words = |text: &'static str| tokens(text).iter().map(|token| token.text).collect();
            let form = Form {
                line,
                written,
                before: words(written.0),
                behind: words(written.1),
            };
            let (of, nearest) = match (form.behind.first(), form.before.last()) {
                (Some(nearest), _) => (&mut self.behind, nearest),
                (None, Some(nearest)) => (&mut self.before, nearest),
                (None, None) => continue,
            };
            of.entry(first_of(nearest)).or_default().push(form);
        }
    }

    /// The units that a number between these tokens and words is told in, those that are written in the longest way, a bit
    /// a line of the table: %포인트 is no %, and 영하 3도 no 3도; and how it is written.
    pub(super) fn of(
        &self,
        (before, behind): (&[Token], &[&str]),
        is_of_value: impl Fn(usize) -> bool,
        ends: impl Fn(&str) -> bool,
    ) -> (u64, Option<&Form>) {
        let by_behind = behind
            .first()
            .and_then(|word| self.behind.get(&first_of(word)));
        let by_before = before
            .last()
            .and_then(|token| self.before.get(&first_of(token.text)));
        let forms = by_behind.into_iter().chain(by_before).flatten();
        let (mut lines, mut longest) = (0, None::<&Form>);
        for form in forms {
            let shorter = longest.map_or(0, Form::length);
            if form.length() < shorter
                || !is_of_value(form.line)
                || !form.stands(before, behind, &ends)
            {
                continue;
            }
            if form.length() > shorter {
                lines = 0;
                longest = Some(form);
            }
            lines |= 1 << form.line;
        }
        (lines, longest)
    }
}

fn first_of(word: &str) -> char {
    word.chars().next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::units::LONGEST_UNIT;

    #[test]
    fn every_line_is_read() {
        assert_eq!(TABLE.units.len(), data::entries(data::UNITS).count());
        assert!(TABLE.units.len() <= u64::BITS as usize);
        assert_eq!(TABLE.won.count_ones(), 1);
        assert_eq!(TABLE.days.count_ones(), 1);
        assert_eq!(TABLE.years.count_ones(), 1);
        for forms in [&TABLE.korean, &TABLE.english] {
            for form in forms.behind.values().chain(forms.before.values()).flatten() {
                assert!(form.behind.len() <= LONGEST_UNIT, "{form:?}");
            }
        }
        for unit in &TABLE.units {
            assert!(unit.size.0 <= unit.size.1 && unit.size.0 != 0.0);
        }
    }
}
