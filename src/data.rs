//! The word lists and tables of `data/`, compiled in. Their origins and licences are in `data/README.md`.

use std::collections::{HashMap, HashSet};

pub(crate) const LINE_WORDS: &str = include_str!("../data/line-words.txt");
pub(crate) const PAGE_ELEMENTS: &str = include_str!("../data/page-elements.txt");
pub(crate) const FURNITURE: &str = include_str!("../data/furniture.txt");
pub(crate) const ABBREVIATIONS: &str = include_str!("../data/abbreviations.txt");
pub(crate) const SENTENCE_STARTERS: &str = include_str!("../data/sentence-starters.txt");
pub(crate) const QUOTE_PARTICLES: &str = include_str!("../data/quote-particles.txt");
pub(crate) const SPLITTING_EN: &str = include_str!("../data/splitting-en.txt");
pub(crate) const SPLITTING_KO: &str = include_str!("../data/splitting-ko.txt");
pub(crate) const SOUND: &str = include_str!("../data/sound.tsv");
pub(crate) const NUMBERS_EN: &str = include_str!("../data/numbers-en.txt");
pub(crate) const NUMBERS_KO: &str = include_str!("../data/numbers-ko.txt");
pub(crate) const UNITS: &str = include_str!("../data/units.tsv");
pub(crate) const TERMS: &str = include_str!("../data/terms.tsv");
pub(crate) const LEANING_WORDS: &str = include_str!("../data/leaning-words.txt");
pub(crate) const PARTICLES: &str = include_str!("../data/particles.txt");
pub(crate) const PREDICATES: &str = include_str!("../data/predicates.txt");
pub(crate) const NAME_SUFFIXES: &str = include_str!("../data/name-suffixes.txt");
pub(crate) const COMMON_WORDS: &str = include_str!("../data/common-words.txt");
pub(crate) const DAYS: &str = include_str!("../data/days.tsv");
pub(crate) const DECISIONS: &str = include_str!("../data/decisions.txt");
pub(crate) const REMARKS: &str = include_str!("../data/remarks.txt");
pub(crate) const REVIEW_GUIDE: &str = include_str!("../data/review-guide.tsv");
pub(crate) const TMX14: &str = include_str!("../data/tmx14.tsv");
pub(crate) const WEIGHTS: &str = include_str!("../data/weights.toml");

pub(crate) const LEXICON: &[u8] = include_bytes!("../data/lexicon.bin");

/// The entries of a list: its lines without comments and empty lines.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list by class: its entries are `CLASS <TAB> WORD`.
pub(crate) struct Classes(HashMap<&'static str, HashSet<&'static str>>);

impl Classes {
    pub(crate) fn of(list: &'static str) -> Classes {
        let mut classes: HashMap<_, HashSet<_>> = HashMap::new();
        for (class, word) in entries(list).filter_map(|line| line.split_once('\t')) {
            classes.entry(class).or_default().insert(word);
        }
        Classes(classes)
    }

    pub(crate) fn has(&self, class: &str, word: &str) -> bool {
        self.0.get(class).is_some_and(|words| words.contains(word))
    }

    /// Whether a text begins with a word of a class.
    pub(crate) fn begins(&self, class: &str, text: &str) -> bool {
        self.any(class, |word| text.starts_with(word))
    }

    /// Whether a text ends with a word of a class.
    pub(crate) fn ends(&self, class: &str, text: &str) -> bool {
        self.any(class, |word| text.ends_with(word))
    }

    /// Whether a word of a class stands anywhere in a text.
    pub(crate) fn stands_in(&self, class: &str, text: &str) -> bool {
        self.any(class, |word| text.contains(word))
    }

    fn any(&self, class: &str, is_so: impl Fn(&str) -> bool) -> bool {
        let mut words = self.0.get(class).into_iter().flatten();
        words.any(|word| is_so(word))
    }

    /// The words of a class, sorted.
    pub(crate) fn words(&self, class: &str) -> Vec<&'static str> {
        let mut words: Vec<_> = self.0.get(class).into_iter().flatten().copied().collect();
        words.sort_unstable();
        words
    }
}
