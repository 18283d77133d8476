//! What the text of an article says, by which its headline is told from menus, tickers and names.

use std::sync::LazyLock;

use foldhash::{HashSet, HashSetExt};

use crate::data;
use crate::lexicon::{english_units, korean_units};
use crate::token::tokens;

/// The words that are in every text.
static COMMON: LazyLock<HashSet<String>> =
    LazyLock::new(|| data::entries(data::COMMON_WORDS).flat_map(units).collect());

/// The words of the first lines of a text, but for those that are in every text.
pub(in crate::reader) struct Said(HashSet<String>);

impl Said {
    /// The words of a text, given as its lines.
    pub(in crate::reader) fn by<'l>(text: impl Iterator<Item = &'l str>) -> Said {
        const MOST_LINES: usize = 12;
        let mut said = HashSet::new();
        for line in text.take(MOST_LINES) {
            each_unit(line, |unit| {
                if !said.contains(unit) && !COMMON.contains(unit) {
                    said.insert(unit.to_owned());
                }
            });
        }
        Said(said)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words of a line are among them.
    pub(in crate::reader) fn shared(&self, line: &str) -> usize {
        let mut shared = HashSet::new();
        each_unit(line, |unit| shared.extend(self.0.get(unit)));
        shared.len()
    }
}

/// The words of a line as the lexicon has them, but for short English ones, which are in every text.
pub(super) fn units(line: &str) -> HashSet<String> {
    let mut units = HashSet::new();
    each_unit(line, |unit| {
        units.insert(unit.to_owned());
    });
    units
}

fn each_unit(line: &str, mut found: impl FnMut(&str)) {
    let tokens = tokens(line);
    english_units(&tokens, |unit| {
        if unit.len() > 3 {
            found(unit);
        }
    });
    korean_units(&tokens, found);
}
