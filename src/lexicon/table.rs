//! The lexicon as bytes: looked up where they lie, so that the one in the program costs nothing to load.
//!
//! Its parts are told in `layout`. A probability p is stored as -16 ln p, rounded.

mod keys;
mod layout;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::error::{Error, Result};
use keys::Keys;
use layout::{EARLIER_MARK, Layout, MARK, number};

/// Steps a nat.
const STEPS: f32 = 16.0;

/// Translation probabilities of two units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Number of the Korean unit.
    pub(crate) korean: u16,
    /// Probability of the Korean unit where the English one stands, of all Korean units.
    pub(crate) forward: f32,
    /// Probability of the English unit where the Korean one stands, of all English units.
    pub(crate) backward: f32,
}

/// A translation that was looked up.
pub(super) struct Found {
    pub(super) text: String,
    /// Probability of the translation where the unit stands.
    pub(super) probability: f32,
    /// Probability of the unit where the translation stands.
    pub(super) inverse: f32,
}

/// A unit with its probability in text, and its translations.
pub(super) struct EnglishUnit {
    pub(super) text: String,
    pub(super) probability: f32,
    pub(super) entries: Vec<Entry>,
}

/// A unit with its probability in text.
pub(super) struct KoreanUnit {
    pub(super) text: String,
    pub(super) probability: f32,
}

/// The table.
#[derive(Clone)]
pub(crate) struct Table {
    bytes: Cow<'static, [u8]>,
    layout: Layout,
    english_keys: Keys,
    korean_keys: Keys,
}

impl Table {
    fn new(bytes: Cow<'static, [u8]>, layout: Layout) -> Table {
        let mut table = Table {
            bytes,
            layout,
            english_keys: Keys::default(),
            korean_keys: Keys::default(),
        };
        let keys = |units: usize, starts: usize, text: usize| {
            let starts = table.bytes[starts..starts + 4 * (units + 1)].chunks_exact(4);
            Keys::new(starts.map(|start| number(start, 0)), &table.bytes[text..])
        };
        (table.english_keys, table.korean_keys) = rayon::join(
            || {
                keys(
                    layout.english_units,
                    layout.english_text_starts,
                    layout.english_text,
                )
            },
            || {
                keys(
                    layout.korean_units,
                    layout.korean_text_starts,
                    layout.korean_text,
                )
            },
        );
        table
    }

    /// Takes bytes for tables, one behind the other.
    ///
    /// # Errors
    /// [`Error::Data`] where they are none, or not whole.
    pub(super) fn all_of(bytes: Cow<'static, [u8]>, name: &str) -> Result<Vec<Table>> {
        let error = |message: &str| Error::Data {
            name: name.into(),
            line: 1,
            message: message.into(),
        };
        if bytes.starts_with(EARLIER_MARK) {
            return Err(error(
                "a lexicon that an earlier naranhi learnt; make it again with `naranhi lexicon train`",
            ));
        }
        if !bytes.starts_with(MARK) {
            return Err(error(
                "not a lexicon; make one with `naranhi lexicon train`",
            ));
        }
        let mut tables = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let layout = Layout::of(&rest)
                .ok_or_else(|| error("the lexicon is cut off or damaged; make it again"))?;
            let (bytes, behind) = split(rest, layout.end);
            tables.push(Table::new(bytes, layout));
            rest = behind;
        }
        Ok(tables)
    }

    /// Writes a table. Units are sorted by their text, and entries by Korean unit.
    pub(super) fn build(english: &[EnglishUnit], korean: &[KoreanUnit]) -> Table {
        let entries: usize = english.iter().map(|unit| unit.entries.len()).sum();
        let text = |lengths: &mut dyn Iterator<Item = usize>| lengths.sum::<usize>();
        let counts = [
            english.len(),
            korean.len(),
            entries,
            text(&mut english.iter().map(|unit| unit.text.len())),
            text(&mut korean.iter().map(|unit| unit.text.len())),
        ];
        let mut bytes = MARK.to_vec();
        let starts = |bytes: &mut Vec<u8>, lengths: &mut dyn Iterator<Item = usize>| {
            let mut start = 0u32;
            bytes.extend(start.to_le_bytes());
            for length in lengths {
                start += length as u32;
                bytes.extend(start.to_le_bytes());
            }
        };
        for count in counts {
            bytes.extend((count as u32).to_le_bytes());
        }
        starts(&mut bytes, &mut english.iter().map(|unit| unit.text.len()));
        starts(
            &mut bytes,
            &mut english.iter().map(|unit| unit.entries.len()),
        );
        bytes.extend(english.iter().map(|unit| quantised(unit.probability)));
        starts(&mut bytes, &mut korean.iter().map(|unit| unit.text.len()));
        bytes.extend(korean.iter().map(|unit| quantised(unit.probability)));
        for entry in english.iter().flat_map(|unit| &unit.entries) {
            bytes.extend(entry.korean.to_le_bytes());
            bytes.extend([quantised(entry.forward), quantised(entry.backward)]);
        }
        for text in english
            .iter()
            .map(|unit| &unit.text)
            .chain(korean.iter().map(|unit| &unit.text))
        {
            bytes.extend(text.as_bytes());
        }
        let table = Layout::new(counts).map(|layout| Table::new(bytes.into(), layout));
        table.unwrap_or_else(|| unreachable!("what is in memory can be counted"))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The translations of an English unit, as texts.
    pub(super) fn of_english(&self, unit: &str) -> Vec<Found> {
        let Some(unit) = self.english(unit) else {
            return Vec::new();
        };
        let found = |entry: Entry| Found {
            text: String::from_utf8_lossy(self.korean_text(usize::from(entry.korean))).into_owned(),
            probability: entry.forward,
            inverse: entry.backward,
        };
        self.entries(unit).map(found).collect()
    }

    /// The translations of a Korean unit, as texts. Looks at all entries.
    pub(super) fn of_korean(&self, unit: &str) -> Vec<Found> {
        let Some(unit) = self.korean(unit) else {
            return Vec::new();
        };
        let english = 0..self.layout.english_units;
        let pairs = english.flat_map(|e| self.entries(e).map(move |entry| (e, entry)));
        pairs
            .filter(|(_, entry)| usize::from(entry.korean) == unit)
            .map(|(e, entry)| Found {
                text: String::from_utf8_lossy(self.english_text(e)).into_owned(),
                probability: entry.backward,
                inverse: entry.forward,
            })
            .collect()
    }

    /// The number of an English unit.
    pub(crate) fn english(&self, unit: &str) -> Option<usize> {
        self.english_keys
            .position(unit, |index| self.english_text(index))
    }

    /// The number of a Korean unit.
    pub(crate) fn korean(&self, unit: &str) -> Option<usize> {
        self.korean_keys
            .position(unit, |index| self.korean_text(index))
    }

    /// The text of an English unit, as bytes of UTF-8.
    fn english_text(&self, unit: usize) -> &[u8] {
        let range = self.range(self.layout.english_text_starts, unit);
        self.slice(self.layout.english_text, range, 1)
    }

    /// The text of a Korean unit, as bytes of UTF-8.
    fn korean_text(&self, unit: usize) -> &[u8] {
        let range = self.range(self.layout.korean_text_starts, unit);
        self.slice(self.layout.korean_text, range, 1)
    }

    /// The probability of an English unit in text.
    pub(crate) fn english_probability(&self, unit: usize) -> f32 {
        self.probability(self.layout.english_probabilities + unit)
    }

    /// The probability of a Korean unit in text.
    pub(crate) fn korean_probability(&self, unit: usize) -> f32 {
        self.probability(self.layout.korean_probabilities + unit)
    }

    /// The translations of an English unit.
    pub(crate) fn entries(&self, english: usize) -> impl Iterator<Item = Entry> {
        self.entries_where(english, |_| true)
    }

    /// The translations of an English unit of which the Korean number is wanted. Frequent words have thousands, of
    /// which a text holds a few: what is not wanted costs next to nothing.
    pub(crate) fn entries_where(
        &self,
        english: usize,
        is_wanted: impl Fn(u16) -> bool,
    ) -> impl Iterator<Item = Entry> {
        let range = self.range(self.layout.english_entry_starts, english);
        let entries = self.slice(self.layout.entries, range, 4).chunks_exact(4);
        entries.filter_map(move |bytes| {
            let korean = u16::from_le_bytes([bytes[0], bytes[1]]);
            is_wanted(korean).then(|| Entry {
                korean,
                forward: probability(bytes[2]),
                backward: probability(bytes[3]),
            })
        })
    }

    fn range(&self, starts: usize, unit: usize) -> Range<usize> {
        number(&self.bytes, starts + 4 * unit)..number(&self.bytes, starts + 4 * unit + 4)
    }

    /// Items of a part; nothing where a damaged table points outside.
    fn slice(&self, part: usize, range: Range<usize>, size: usize) -> &[u8] {
        let start = part.saturating_add(range.start.saturating_mul(size));
        let end = part.saturating_add(range.end.saturating_mul(size));
        self.bytes.get(start..end).unwrap_or_default()
    }

    fn probability(&self, at: usize) -> f32 {
        self.bytes.get(at).copied().map_or(0.0, probability)
    }
}

fn split(bytes: Cow<'static, [u8]>, at: usize) -> (Cow<'static, [u8]>, Cow<'static, [u8]>) {
    match bytes {
        Cow::Borrowed(bytes) => (bytes[..at].into(), bytes[at..].into()),
        Cow::Owned(mut bytes) => {
            let behind = bytes.split_off(at);
            (bytes.into(), behind.into())
        }
    }
}

fn quantised(probability: f32) -> u8 {
    (-STEPS * probability.ln()).round().clamp(0.0, 255.0) as u8
}

fn probability(quantised: u8) -> f32 {
    /// The probability that each byte stands for.
    static PROBABILITIES: LazyLock<[f32; 256]> =
        LazyLock::new(|| std::array::from_fn(|byte| (-(byte as f32) / STEPS).exp()));
    PROBABILITIES[usize::from(quantised)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let entry = |korean, forward, backward| Entry {
            korean,
            forward,
            backward,
        };
        let english = |text: &str, entries| EnglishUnit {
            text: text.into(),
            probability: 0.01,
            entries,
        };
        let korean = |text: &str| KoreanUnit {
            text: text.into(),
            probability: 0.02,
        };
        Table::build(
            &[
                english("budget", vec![entry(1, 0.5, 0.25)]),
                english("budgetari", vec![entry(0, 0.1, 0.1), entry(1, 0.3, 0.05)]),
            ],
            &[korean("산안"), korean("예산")],
        )
    }

    #[test]
    fn what_was_built_is_found() {
        let bytes = table().as_bytes().to_vec();
        let tables = Table::all_of(bytes.into(), "t").unwrap();
        let table = &tables[0];
        // The first eight bytes of both English units are "budget" and nothing, and "budgetar".
        assert_eq!(table.english("budget"), Some(0));
        assert_eq!(table.english("budgetari"), Some(1));
        assert_eq!(table.english("budgetar"), None);
        assert_eq!(table.korean("예산"), Some(1));
        assert_eq!(table.korean("예"), None);
        let entries: Vec<Entry> = table.entries(1).collect();
        assert_eq!(entries.len(), 2);
        // Steps of a sixteenth of a nat: 3 % at most.
        assert!((entries[1].forward / 0.3 - 1.0).abs() < 0.04, "{entries:?}");
        assert!((table.korean_probability(1) / 0.02 - 1.0).abs() < 0.04);
        let korean = table.of_korean("예산");
        let texts: Vec<&str> = korean.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(texts, ["budget", "budgetari"]);
        assert!((korean[0].probability / 0.25 - 1.0).abs() < 0.04);
    }

    #[test]
    fn damaged_tables_are_errors_or_empty_but_never_panic() {
        let whole = table().as_bytes().to_vec();
        let message = |bytes: &[u8]| {
            let result = Table::all_of(bytes.to_vec().into(), "mine.lexicon");
            result.map(|_| ()).unwrap_err().to_string()
        };
        assert!(message(b"# not a table").contains("not a lexicon"));
        for end in MARK.len()..whole.len() {
            assert!(message(&whole[..end]).contains("cut off"), "{end}");
            let behind = [&whole[..], &whole[..end]].concat();
            assert!(message(&behind).contains("cut off"), "{end}");
        }
        for at in MARK.len()..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] = 0xff;
            for table in Table::all_of(bytes.into(), "t").into_iter().flatten() {
                for unit in ["budget", "budgetari", "예산"] {
                    let units = [table.english(unit), table.korean(unit)];
                    for unit in units.into_iter().flatten() {
                        table.entries(unit).for_each(drop);
                    }
                    table.of_english(unit);
                    table.of_korean(unit);
                }
            }
        }
    }
}
