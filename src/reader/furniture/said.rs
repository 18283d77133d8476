//! What the text of an article says, by which its headline is told from menus, tickers and names.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::data;
use crate::lexicon::{english_units, korean_units};
use crate::token::tokens;

/// The words that are in every text.
static COMMON: LazyLock<HashSet<String>> =
    LazyLock::new(|| data::entries(data::COMMON_WORDS).flat_map(units).collect());

/// The words of the first lines of a text, but for those that are in every text.
pub(super) struct Said(HashSet<String>);

impl Said {
    /// The words of a text, given as its lines.
    pub(super) fn by<'l>(text: impl Iterator<Item = &'l str>) -> Said {
        const MOST_LINES: usize = 12;
        let said = text.take(MOST_LINES).flat_map(units);
        Said(said.filter(|unit| !COMMON.contains(unit)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words of a line are among them.
    pub(super) fn shared(&self, line: &str) -> usize {
        units(line).intersection(&self.0).count()
    }
}

/// The words of a line as the lexicon has them, but for short English ones, which are in every text.
pub(super) fn units(line: &str) -> HashSet<String> {
    let tokens = tokens(line);
    let mut units = HashSet::new();
    english_units(&tokens, |unit| {
        if unit.len() > 3 {
            units.insert(unit.to_owned());
        }
    });
    korean_units(&tokens, |unit| {
        units.insert(unit.to_owned());
    });
    units
}
