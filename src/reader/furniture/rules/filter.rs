//! Which expressions may match a line at all, seen in one pass by what they spell out, and by its length. Most lines hold
//! nothing of most expressions, or are longer, and need not be compared with them.

use std::collections::BTreeMap;
use std::mem;

use aho_corasick::AhoCorasick;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{
    Ast, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, RepetitionKind,
    RepetitionRange,
};

/// Most literals of an expression.
const MOST_LITERALS: usize = 200;
/// Most characters of a class that are taken for as many literals.
const MOST_OF_CLASS: usize = 16;

/// What a line must be like for an expression to match it.
pub(super) struct Need {
    /// The literals, in lower case, of which it holds one; `None` where there are none worth looking for.
    literals: Option<Vec<String>>,
    /// The most characters that it has; `None` where there may be any number.
    most_chars: Option<usize>,
}

impl Need {
    /// That of a regular expression which matches whole lines.
    pub(super) fn of_expression(expression: &str) -> Need {
        match Parser::new().parse(expression) {
            Ok(expression) => Need {
                literals: required(&expression).filter(|literals| are_worth_it(literals)),
                most_chars: most_chars(&expression),
            },
            Err(_) => Need::NOTHING,
        }
    }

    /// That of what may match any line.
    pub(super) const NOTHING: Need = Need {
        literals: None,
        most_chars: None,
    };
}

/// Finds out what lines lack that expressions need.
pub(super) struct Filter {
    /// `None` where it could not be made: then all expressions are tried.
    literals: Option<AhoCorasick>,
    /// The expressions that each literal is of.
    owners: Vec<Vec<usize>>,
    /// Of each expression, whether it has no literals.
    unfiltered: Vec<bool>,
    /// Of each expression, the most characters of a line that it matches.
    most_chars: Vec<usize>,
}

impl Filter {
    /// A filter of expressions, each with its need.
    pub(super) fn new(needs: &[Need]) -> Filter {
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (owner, need) in needs.iter().enumerate() {
            for literal in need.literals.iter().flatten() {
                owners.entry(literal).or_default().push(owner);
            }
        }
        let most_chars = needs.iter().map(|need| need.most_chars);
        Filter {
            literals: AhoCorasick::new(owners.keys()).ok(),
            owners: owners.into_values().collect(),
            unfiltered: needs.iter().map(|need| need.literals.is_none()).collect(),
            most_chars: most_chars.map(|most| most.unwrap_or(usize::MAX)).collect(),
        }
    }

    /// Whether each expression may match a line, which is given in lower case, and has so many characters.
    pub(super) fn candidates(&self, line: &str, chars: usize) -> Vec<bool> {
        let Some(literals) = &self.literals else {
            return vec![true; self.unfiltered.len()];
        };
        let mut candidates = self.unfiltered.clone();
        let mut is_met = vec![false; self.owners.len()];
        for found in literals.find_overlapping_iter(line) {
            let literal = found.pattern().as_usize();
            if !mem::replace(&mut is_met[literal], true) {
                for &owner in &self.owners[literal] {
                    candidates[owner] = true;
                }
            }
        }
        for (is_candidate, &most) in candidates.iter_mut().zip(&self.most_chars) {
            *is_candidate &= chars <= most;
        }
        candidates
    }
}

/// Whether literals are rare enough to be looked for: lone letters and spaces stand in nearly every line.
fn are_worth_it(literals: &[String]) -> bool {
    literals.iter().all(|literal| match literal.as_bytes() {
        [lone] => lone.is_ascii_digit() || lone.is_ascii_punctuation(),
        bytes => !bytes.is_empty(),
    })
}

fn required(expression: &Ast) -> Option<Vec<String>> {
    let found = match expression {
        Ast::Literal(literal) => vec![literal.c.to_lowercase().collect()],
        Ast::ClassBracketed(class) => characters(class)?,
        Ast::ClassPerl(class) if is_digit(class) => digits(),
        Ast::Group(group) => return required(&group.ast),
        Ast::Repetition(repetition) if is_there(&repetition.op.kind) => {
            return required(&repetition.ast);
        }
        Ast::Concat(parts) => of_parts(&parts.asts)?,
        Ast::Alternation(branches) => {
            let found: Option<Vec<Vec<String>>> = branches.asts.iter().map(required).collect();
            found?.concat()
        }
        _ => return None,
    };
    (found.len() <= MOST_LITERALS).then_some(found)
}

/// Of what stands one behind the other, the literals of the part that has the longest, which are the rarest; characters
/// right behind each other are one.
fn of_parts(parts: &[Ast]) -> Option<Vec<String>> {
    let is_literal = |part: &Ast| matches!(part, Ast::Literal(_));
    let runs = parts.chunk_by(|one, next| is_literal(one) && is_literal(next));
    let found = runs.filter_map(|run| match run {
        [part] => required(part),
        run => Some(vec![run.iter().flat_map(required).flatten().collect()]),
    });
    found.max_by_key(|literals| {
        let rarity = (shortest(literals), usize::MAX - literals.len());
        (are_worth_it(literals), rarity)
    })
}

/// Whether what is repeated is there once at least.
fn is_there(repetition: &RepetitionKind) -> bool {
    match repetition {
        RepetitionKind::OneOrMore => true,
        RepetitionKind::Range(
            RepetitionRange::Exactly(least)
            | RepetitionRange::AtLeast(least)
            | RepetitionRange::Bounded(least, _),
        ) => *least > 0,
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => false,
    }
}

/// The characters of a small class that is a list of them.
fn characters(class: &ClassBracketed) -> Option<Vec<String>> {
    let ClassSet::Item(item) = &class.kind else {
        return None;
    };
    let items = match item {
        ClassSetItem::Union(union) => &union.items[..],
        item => std::slice::from_ref(item),
    };
    let characters = items.iter().map(|item| match item {
        ClassSetItem::Literal(literal) => Some(vec![literal.c.to_lowercase().collect()]),
        ClassSetItem::Perl(class) if is_digit(class) => Some(digits()),
        _ => None,
    });
    let characters: Option<Vec<Vec<String>>> = characters.collect();
    let characters = characters?.concat();
    (!class.negated && characters.len() <= MOST_OF_CLASS).then_some(characters)
}

fn is_digit(class: &ClassPerl) -> bool {
    class.kind == ClassPerlKind::Digit && !class.negated
}

fn digits() -> Vec<String> {
    ('0'..='9').map(String::from).collect()
}

/// The most characters that an expression matches; `None` where there is no most.
fn most_chars(expression: &Ast) -> Option<usize> {
    match expression {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Some(0),
        Ast::Literal(_) | Ast::Dot(_) => Some(1),
        Ast::ClassBracketed(_) | Ast::ClassPerl(_) | Ast::ClassUnicode(_) => Some(1),
        Ast::Group(group) => most_chars(&group.ast),
        Ast::Concat(parts) => parts.asts.iter().map(most_chars).sum(),
        Ast::Alternation(branches) => {
            let of_branches: Option<Vec<usize>> = branches.asts.iter().map(most_chars).collect();
            of_branches?.into_iter().max()
        }
        Ast::Repetition(repetition) => {
            let times = match repetition.op.kind {
                RepetitionKind::ZeroOrOne => 1,
                RepetitionKind::Range(
                    RepetitionRange::Exactly(most) | RepetitionRange::Bounded(_, most),
                ) => most as usize,
                RepetitionKind::Range(RepetitionRange::AtLeast(_))
                | RepetitionKind::ZeroOrMore
                | RepetitionKind::OneOrMore => return None,
            };
            Some(most_chars(&repetition.ast)? * times)
        }
    }
}

fn shortest(literals: &[String]) -> usize {
    literals.iter().map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_match_holds_one_of_the_literals() {
        for (expression, expected) in [
            ("(posted|updated) on.*", Some(vec!["posted", "updated"])),
            ("e-?mail", Some(vec!["mail"])),
            ("(?-i:The )?([A-Z][a-z]+ ){1,2}Times", Some(vec!["times"])),
            (".{2,20}( ?기자)", Some(vec!["기자"])),
            ("(기자)? ?[가-힣]{2,4}", None),
            ("(news|[a-z]+)", None),
            ("a|b", None),
            ("(ⓒ|©).*", Some(vec!["ⓒ", "©"])),
            ("[▲△] ?.{2,9}", Some(vec!["▲", "△"])),
            ("[^▲] ?.{2,9}", None),
            ("(최초 ?){0,2}입력.{0,9}", Some(vec!["입력"])),
            (r"\d{1,2}:\d{2}", Some(vec![":"])),
            (
                r"[\d,.]+ [a-z]+",
                Some("0123456789,.".split("").filter(|d| !d.is_empty()).collect()),
            ),
        ] {
            let expected =
                expected.map(|literals| literals.iter().map(|l| l.to_string()).collect());
            let need = Need::of_expression(expression);
            assert_eq!(need.literals, expected, "{expression}");
        }
    }

    #[test]
    fn the_longest_match() {
        for (expression, expected) in [
            ("(기자|특파원)?=.{2,9}", Some(13)),
            ("[a-z]{3}\\d", Some(4)),
            ("(a+|b)c", None),
            ("a{2,}", None),
            ("", Some(0)),
        ] {
            let need = Need::of_expression(expression);
            assert_eq!(need.most_chars, expected, "{expression}");
        }
    }

    #[test]
    fn candidates_are_told_by_literals_and_length() {
        let filter = Filter::new(&[
            Need::of_expression("(posted|updated) on.*"),
            Need::NOTHING,
            Need::of_expression("e-?mail.{0,5}"),
        ]);
        for (line, expected) in [
            ("posted on monday", [true, true, false]),
            ("e-mail us", [false, true, true]),
            ("e-mail us all", [false, true, false]),
            ("nothing", [false, true, false]),
            ("", [false, true, false]),
        ] {
            let candidates = filter.candidates(line, line.chars().count());
            assert_eq!(candidates, expected, "{line}");
        }
    }
}
