//! The word lists that the rules look at.

use std::collections::{HashMap, HashSet};

use crate::data::{self, Classes};
use crate::error::{Error, Result};

/// What a full stop after an abbreviation means: the classes of `data/abbreviations.txt`, those together that the
/// rules treat alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Never an end: `title` and `always`.
    Never,
    /// No end before a number: `month` and `number`.
    BeforeNumber,
    /// An end before a word that starts a sentence, or before a noun that begins one: `company`.
    Company,
    /// An end before a word that starts a sentence: the others.
    Ambiguous,
}

impl Abbreviation {
    fn of_class(class: &str) -> Option<Abbreviation> {
        Some(match class {
            "title" | "always" => Abbreviation::Never,
            "month" | "number" => Abbreviation::BeforeNumber,
            "company" => Abbreviation::Company,
            "place" | "ambiguous" => Abbreviation::Ambiguous,
            _ => return None,
        })
    }
}

/// All lists of both languages.
pub(super) struct Lists {
    pub(super) abbreviations: HashMap<String, Abbreviation>,
    pub(super) starters: HashSet<&'static str>,
    pub(super) carriers: HashSet<&'static str>,
    pub(super) english: Classes,
    pub(super) korean: Classes,
}

impl Default for Lists {
    fn default() -> Lists {
        let mut lists = Lists {
            abbreviations: HashMap::new(),
            starters: data::entries(data::SENTENCE_STARTERS).collect(),
            carriers: data::entries(data::QUOTE_PARTICLES).collect(),
            english: Classes::of(data::SPLITTING_EN),
            korean: Classes::of(data::SPLITTING_KO),
        };
        for line in data::entries(data::ABBREVIATIONS) {
            lists.add_abbreviation(line);
        }
        lists
    }
}

impl Lists {
    /// Adds the abbreviations of a list in the form of `data/abbreviations.txt`.
    pub(super) fn add_abbreviations(&mut self, list: &str, name: &str) -> Result<()> {
        for (index, line) in list.lines().enumerate() {
            let line = line.trim_end().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if self.add_abbreviation(line).is_none() {
                return Err(Error::Data {
                    name: name.to_owned(),
                    line: index + 1,
                    message: format!(
                        "{line}: not an abbreviation; write a word, or one of title, always, month, number, place, \
                         company and ambiguous, a tab, and a word"
                    ),
                });
            }
        }
        Ok(())
    }

    /// `CLASS <TAB> WORD`, or a word alone, which is ambiguous.
    fn add_abbreviation(&mut self, line: &str) -> Option<()> {
        let (class, word) = line.split_once('\t').unwrap_or(("ambiguous", line));
        let word = word.trim().trim_end_matches('.');
        if word.is_empty() || word.contains(char::is_whitespace) {
            return None;
        }
        let class = Abbreviation::of_class(class)?;
        self.abbreviations.insert(word.to_owned(), class);
        Some(())
    }
}
