//! Which expressions may match a line at all, seen in one pass by what they spell out. Most lines hold nothing of most
//! expressions, and need not be compared with them.

use aho_corasick::AhoCorasick;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{
    Ast, ClassBracketed, ClassSet, ClassSetItem, RepetitionKind, RepetitionRange,
};

/// Fewest bytes of a literal: a shorter one stands in nearly every line.
const FEWEST_BYTES: usize = 2;
/// Most literals of an expression.
const MOST_LITERALS: usize = 200;
/// Most characters of a class that are taken for as many literals.
const MOST_OF_CLASS: usize = 12;

/// Finds the literals of expressions in lines.
pub(super) struct Filter {
    /// `None` where it could not be made: then all expressions are tried.
    literals: Option<AhoCorasick>,
    /// The expression that each literal is of.
    owners: Vec<usize>,
    /// Of each expression, whether it has no literals and is tried always.
    unfiltered: Vec<bool>,
}

impl Filter {
    /// A filter of expressions, each with its [`literals`].
    pub(super) fn new(expressions: &[Option<Vec<String>>]) -> Filter {
        let owned = expressions
            .iter()
            .enumerate()
            .flat_map(|(owner, literals)| {
                let literals = literals.iter().flatten();
                literals.map(move |literal| (owner, literal))
            });
        let (owners, literals): (Vec<usize>, Vec<&String>) = owned.unzip();
        Filter {
            literals: AhoCorasick::new(literals).ok(),
            owners,
            unfiltered: expressions.iter().map(Option::is_none).collect(),
        }
    }

    /// Whether each expression may match a line, which is given in lower case.
    pub(super) fn candidates(&self, line: &str) -> Vec<bool> {
        let Some(literals) = &self.literals else {
            return vec![true; self.unfiltered.len()];
        };
        let mut candidates = self.unfiltered.clone();
        for found in literals.find_overlapping_iter(line) {
            candidates[self.owners[found.pattern().as_usize()]] = true;
        }
        candidates
    }
}

/// Literals, in lower case, of which every match of an expression holds one; `None` where there are none worth looking
/// for.
pub(super) fn literals(expression: &str) -> Option<Vec<String>> {
    let expression = Parser::new().parse(expression).ok()?;
    required(&expression).filter(|literals| shortest(literals) >= FEWEST_BYTES)
}

fn required(expression: &Ast) -> Option<Vec<String>> {
    let found = match expression {
        Ast::Literal(literal) => vec![literal.c.to_lowercase().collect()],
        Ast::ClassBracketed(class) => characters(class)?,
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
    found.max_by_key(|literals| (shortest(literals), usize::MAX - literals.len()))
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
        ClassSetItem::Literal(literal) => Some(literal.c.to_lowercase().collect()),
        _ => None,
    });
    let characters: Option<Vec<String>> = characters.collect();
    characters.filter(|characters| !class.negated && characters.len() <= MOST_OF_CLASS)
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
        ] {
            let expected =
                expected.map(|literals| literals.iter().map(|l| l.to_string()).collect());
            assert_eq!(literals(expression), expected, "{expression}");
        }
    }

    #[test]
    fn candidates_are_told_by_literals() {
        let filter = Filter::new(&[
            literals("(posted|updated) on.*"),
            None,
            literals("e-?mail.*"),
        ]);
        for (line, expected) in [
            ("posted on monday", [true, true, false]),
            ("e-mail us", [false, true, true]),
            ("nothing", [false, true, false]),
            ("", [false, true, false]),
        ] {
            assert_eq!(filter.candidates(line), expected, "{line}");
        }
    }
}
