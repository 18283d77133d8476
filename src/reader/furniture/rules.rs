//! The rules of `data/furniture.txt`.

mod filter;
mod menu;

use std::sync::OnceLock;

use foldhash::HashMap;
use rayon::prelude::*;
use regex_lite::Regex;

use super::line::is_sentence;
use super::names::PHOTO;
#[cfg(test)]
use crate::article::normalize;
use crate::data;
use filter::{Filter, Need};
use menu::Entries;

/// Longest line, in characters, that a rule may leave out: longer ones are text.
const LONGEST_FURNITURE_CHARS: usize = 200;

/// What stands before the items of a list.
const BULLETS: [char; 3] = ['•', '▪', '*'];

/// The rules of `data/furniture.txt`.
pub struct FurnitureRules {
    pub(super) rules: Vec<Rule>,
    filter: Filter,
}

debug_by_name!(FurnitureRules);

pub(in crate::reader) struct Rule {
    pub(in crate::reader) name: &'static str,
    pub(super) reach: Reach,
    may_be_sentence: bool,
    pattern: Pattern,
}

/// What a line that a rule leaves out looks like: the third column of the rules.
enum Pattern {
    Expression(Expression),
    Menu(Entries),
    Row(Entries),
    Path(Entries, Regex),
}

/// A regular expression, compiled when it is first tried: of one page, few are.
pub(super) struct Expression {
    written: String,
    compiled: OnceLock<Option<Regex>>,
}

/// Where a rule holds: the second column of the rules.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reach {
    Line,
    Below,
    Credit,
    Above,
    Box,
    Beside,
    Tail,
    Rest,
    End,
    Author,
}

impl Default for FurnitureRules {
    fn default() -> Self {
        let (mut parts, mut lines) = (Parts::default(), Vec::new());
        for line in data::entries(data::FURNITURE) {
            match line.strip_prefix("define\t") {
                Some(part) => parts.define(part),
                None => lines.push(line),
            }
        }
        let lines = lines.into_par_iter();
        let rules: Vec<Rule> = lines.filter_map(|line| Rule::parse(line, &parts)).collect();
        let needs: Vec<Need> = rules.par_iter().map(|rule| rule.pattern.need()).collect();
        FurnitureRules {
            rules,
            filter: Filter::new(&needs),
        }
    }
}

impl FurnitureRules {
    /// The first rule that leaves out a line by itself. `is_first` tells that no line above it was kept.
    pub(in crate::reader) fn matching(&self, line: &str, is_first: bool) -> Option<&Rule> {
        self.first(line, |reach| match reach {
            Reach::Line | Reach::Above | Reach::Box | Reach::Rest | Reach::End => true,
            Reach::Below | Reach::Credit => !is_first,
            Reach::Beside | Reach::Tail | Reach::Author => false,
        })
    }

    /// Whether a rule leaves out a line by itself.
    pub(super) fn leaves_out(&self, line: &str) -> bool {
        self.matching(line, false).is_some()
    }

    /// Whether a rule leaves out a line by itself as one of a photograph.
    pub(super) fn is_credit(&self, line: &str) -> bool {
        let rule = self.matching(line, false);
        rule.is_some_and(|rule| rule.name == PHOTO)
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
        // Bylines and dates stand as items of lists too.
        let item = line.strip_prefix(BULLETS).map(str::trim_start);
        self.first_of(line, &holds)
            .or_else(|| self.first_of(item?, &holds))
    }

    fn first_of(&self, line: &str, holds: &impl Fn(Reach) -> bool) -> Option<&Rule> {
        let sentence = is_sentence(line);
        let in_lower_case = line.to_lowercase();
        let chars = line.chars().count();
        let candidates = self.filter.candidates(&in_lower_case, chars);
        let mut rules = self.rules.iter().zip(candidates);
        let found = rules.find(|(rule, is_candidate)| {
            *is_candidate
                && holds(rule.reach)
                && (!sentence || rule.may_be_sentence)
                && rule.pattern.matches(line, &in_lower_case)
        });
        found.map(|(rule, _)| rule)
    }
}

impl Rule {
    fn parse(line: &'static str, parts: &Parts) -> Option<Rule> {
        let mut fields = line.splitn(3, '\t');
        let (name, reach, pattern) = (fields.next()?, fields.next()?, fields.next()?);
        let may_be_sentence = reach.ends_with('!');
        let (reach, pattern) = match reach.trim_end_matches('!') {
            "words" => (Reach::Line, Pattern::Menu(Entries::new(pattern))),
            "row" => (Reach::Line, Pattern::Row(Entries::new(pattern))),
            "path" => (
                Reach::Line,
                Pattern::Path(Entries::new(pattern), menu::below()?),
            ),
            reach => {
                let pattern = Expression {
                    written: parts.spell_out(pattern),
                    compiled: OnceLock::new(),
                };
                (Reach::parse(reach)?, Pattern::Expression(pattern))
            }
        };
        Some(Rule {
            name,
            reach,
            may_be_sentence,
            pattern,
        })
    }
}

/// What parts of many expressions are called, `{MONTH}`, and what they stand for.
#[derive(Default)]
struct Parts(HashMap<&'static str, String>);

impl Parts {
    /// Takes in a definition: a name and, behind a tab, an expression, in which parts that are defined already may stand.
    fn define(&mut self, definition: &'static str) {
        if let Some((name, expression)) = definition.split_once('\t') {
            self.0.insert(name, self.spell_out(expression));
        }
    }

    /// An expression with what its parts stand for. Other braces are counts: `\d{4}`.
    fn spell_out(&self, expression: &str) -> String {
        let mut spelt_out = String::with_capacity(expression.len());
        let mut rest = expression;
        while let Some((before, behind)) = rest.split_once('{') {
            spelt_out.push_str(before);
            let part = behind.split_once('}');
            let part = part.and_then(|(name, behind)| Some((self.0.get(name)?, behind)));
            rest = match part {
                Some((part, behind)) => {
                    spelt_out.push_str(part);
                    behind
                }
                None => {
                    spelt_out.push('{');
                    behind
                }
            };
        }
        spelt_out + rest
    }
}

impl Reach {
    fn parse(written: &str) -> Option<Reach> {
        Some(match written {
            "line" => Reach::Line,
            "below" => Reach::Below,
            "credit" => Reach::Credit,
            "above" => Reach::Above,
            "box" => Reach::Box,
            "beside" => Reach::Beside,
            "tail" => Reach::Tail,
            "rest" => Reach::Rest,
            "end" => Reach::End,
            "author" => Reach::Author,
            _ => return None,
        })
    }
}

impl Expression {
    /// The expression compiled, to match whole lines; `None` for what is no expression.
    pub(super) fn compiled(&self) -> Option<&Regex> {
        let compile = || {
            let pattern = without_captures(&self.written);
            Regex::new(&format!("(?i)^(?:{pattern})$")).ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}

impl Pattern {
    /// What every line that it matches is like.
    fn need(&self) -> Need {
        match self {
            Pattern::Expression(expression) => Need::of_expression(&expression.written),
            Pattern::Menu(_) | Pattern::Row(_) | Pattern::Path(..) => Need::NOTHING,
        }
    }

    /// Whether it matches a line, which is given in lower case too.
    fn matches(&self, line: &str, in_lower_case: &str) -> bool {
        match self {
            Pattern::Expression(expression) => {
                let compiled = expression.compiled();
                compiled.is_some_and(|compiled| compiled.is_match(line))
            }
            Pattern::Menu(entries) => entries.make_up(in_lower_case, false),
            Pattern::Row(entries) => entries.make_up(in_lower_case, true),
            Pattern::Path(entries, below) => entries.lead(in_lower_case, below),
        }
    }
}

/// An expression whose groups capture nothing: what a group captured would be kept for each of a thousand states.
fn without_captures(expression: &str) -> String {
    let mut written = String::with_capacity(expression.len() + 32);
    let (mut is_escaped, mut is_in_class) = (false, false);
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        written.push(c);
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            '(' if !is_in_class && chars.peek() != Some(&'?') => written.push_str("?:"),
            _ => {}
        }
    }
    written
}

#[cfg(test)]
impl Rule {
    pub(super) fn compiles(&self) -> bool {
        match &self.pattern {
            Pattern::Expression(expression) => expression.compiled().is_some(),
            Pattern::Menu(_) | Pattern::Row(_) | Pattern::Path(..) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of all pages under a folder.
    fn lines(folder: &str) -> Vec<String> {
        let files = walkdir::WalkDir::new(folder).into_iter().flatten();
        let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
        let lines = texts.flat_map(|text| text.lines().map(normalize).collect::<Vec<_>>());
        lines
            .filter(|line| line.chars().count() < LONGEST_FURNITURE_CHARS)
            .collect()
    }

    #[test]
    fn no_line_that_a_rule_matches_is_kept_from_it() {
        let rules = FurnitureRules::default();
        let mut matches = 0;
        for line in ["pairs", "tests/cases/articles"]
            .into_iter()
            .flat_map(lines)
        {
            let in_lower_case = line.to_lowercase();
            let chars = line.chars().count();
            let candidates = rules.filter.candidates(&in_lower_case, chars);
            for (rule, is_candidate) in rules.rules.iter().zip(candidates) {
                if rule.pattern.matches(&line, &in_lower_case) {
                    matches += 1;
                    assert!(is_candidate, "{}: {line}", rule.name);
                }
            }
        }
        assert!(matches > 500, "{matches} matches");
    }

    #[test]
    fn parts_are_spelt_out() {
        let mut parts = Parts::default();
        parts.define("MONTH\t(jan|feb)");
        parts.define("DAY\t{MONTH} \\d{1,2}");
        assert_eq!(
            parts.spell_out("on {DAY}, \\d{4}"),
            "on (jan|feb) \\d{1,2}, \\d{4}"
        );
        assert_eq!(parts.spell_out("{YEAR"), "{YEAR");
    }

    #[test]
    fn groups_alone_are_changed() {
        for (expression, expected) in [
            ("(a|b)+", "(?:a|b)+"),
            ("(?-i:A(b))", "(?-i:A(?:b))"),
            (r"\(([a(\]]|c)\)", r"\((?:[a(\]]|c)\)"),
        ] {
            assert_eq!(without_captures(expression), expected);
        }
    }
}
