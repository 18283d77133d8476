//! The rules of `data/furniture.txt`.

use regex_lite::Regex;

use super::line::is_sentence;
use crate::data;

/// Longest line, in characters, that a rule may leave out: longer ones are text.
const LONGEST_FURNITURE_CHARS: usize = 200;

/// The rules of `data/furniture.txt`, compiled.
pub struct FurnitureRules {
    pub(super) rules: Vec<Rule>,
}

pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) reach: Reach,
    may_be_sentence: bool,
    pattern: Regex,
}

/// Where a rule holds: the second column of the rules.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reach {
    Line,
    Below,
    Credit,
    Beside,
    Tail,
    Rest,
    End,
    Author,
}

impl Default for FurnitureRules {
    fn default() -> Self {
        FurnitureRules {
            rules: data::entries(data::FURNITURE)
                .filter_map(Rule::parse)
                .collect(),
        }
    }
}

impl FurnitureRules {
    /// The first rule that leaves out a line by itself. `is_first` tells that no line above it was kept.
    pub(super) fn matching(&self, line: &str, is_first: bool) -> Option<&Rule> {
        self.first(line, |reach| match reach {
            Reach::Line | Reach::Rest | Reach::End => true,
            Reach::Below | Reach::Credit => !is_first,
            Reach::Beside | Reach::Tail | Reach::Author => false,
        })
    }

    /// The first rule that leaves out a line because of the furniture beside it. `is_below` tells that no text of the
    /// article follows.
    pub(super) fn matching_beside(&self, line: &str, is_below: bool) -> Option<&Rule> {
        self.first(line, |reach| {
            reach == Reach::Beside || is_below && reach == Reach::Tail
        })
    }

    /// The rule that leaves out a line that begins with the author's name, by what comes behind it.
    pub(super) fn matching_author(&self, behind: &str) -> Option<&Rule> {
        self.first(behind, |reach| reach == Reach::Author)
    }

    fn first(&self, line: &str, holds: impl Fn(Reach) -> bool) -> Option<&Rule> {
        if line.chars().count() > LONGEST_FURNITURE_CHARS {
            return None;
        }
        let sentence = is_sentence(line);
        self.rules.iter().find(|rule| {
            holds(rule.reach) && (!sentence || rule.may_be_sentence) && rule.pattern.is_match(line)
        })
    }
}

impl Rule {
    fn parse(line: &'static str) -> Option<Rule> {
        let mut fields = line.splitn(3, '\t');
        let (name, reach, pattern) = (fields.next()?, fields.next()?, fields.next()?);
        let may_be_sentence = reach.ends_with('!');
        let (reach, pattern) = match reach.trim_end_matches('!') {
            "line" => (Reach::Line, pattern.to_owned()),
            "words" => (Reach::Line, menu(pattern)),
            "row" => (Reach::Line, row(pattern)),
            "path" => (Reach::Line, path(pattern)),
            "below" => (Reach::Below, pattern.to_owned()),
            "credit" => (Reach::Credit, pattern.to_owned()),
            "beside" => (Reach::Beside, pattern.to_owned()),
            "tail" => (Reach::Tail, pattern.to_owned()),
            "rest" => (Reach::Rest, pattern.to_owned()),
            "end" => (Reach::End, pattern.to_owned()),
            "author" => (Reach::Author, pattern.to_owned()),
            _ => return None,
        };
        Some(Rule {
            name,
            reach,
            may_be_sentence,
            pattern: Regex::new(&format!("(?i)^(?:{pattern})$")).ok()?,
        })
    }
}

/// A pattern for lines that hold nothing but the words and what separates menu entries.
fn menu(words: &str) -> String {
    let words = words.replace('+', "\\+");
    format!("(?:{words})(?:(?: *[>›»|·•/&,]+ *| {{2,}})(?:{words}))*")
}

/// As a menu, or with no more than single spaces between three words or more.
fn row(words: &str) -> String {
    let menu = menu(words);
    let words = words.replace('+', "\\+");
    format!("{menu}|(?:{words})(?: (?:{words})){{2,}}")
}

/// A pattern for the way to a page: one of the words, and what is below it. `Culture | Festival opens` may be a
/// headline, so that only after `>` an entry may have two words.
fn path(words: &str) -> String {
    const WORD: &str = "[^ .!?>›»|/]{1,14}";
    format!("(?:{words})(?: *[|/] *{WORD}| *[>›»] *{WORD}(?: {WORD})?){{1,4}}")
}
