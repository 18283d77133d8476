//! Which expressions may match a line at all, seen in one pass by what they spell out. Most lines hold nothing of most
//! expressions, and need not be compared with them.

use aho_corasick::AhoCorasick;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Fewest bytes of a literal: a shorter one stands in nearly every line.
const FEWEST_BYTES: usize = 2;
/// Most literals of an expression.
const MOST_LITERALS: usize = 200;
/// Most characters of a class that are taken for as many literals.
const MOST_OF_CLASS: u32 = 12;

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
    let expression = ParserBuilder::new().build().parse(expression).ok()?;
    required(&expression).filter(|literals| shortest(literals) >= FEWEST_BYTES)
}

fn required(expression: &Hir) -> Option<Vec<String>> {
    let found = match expression.kind() {
        HirKind::Literal(literal) => vec![std::str::from_utf8(&literal.0).ok()?.to_lowercase()],
        HirKind::Class(class) => characters(class)?,
        HirKind::Capture(capture) => return required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => return required(&repetition.sub),
        HirKind::Concat(parts) => {
            // The longer the rarer.
            let found = parts.iter().filter_map(required);
            found.max_by_key(|literals| (shortest(literals), usize::MAX - literals.len()))?
        }
        HirKind::Alternation(branches) => {
            let found: Option<Vec<Vec<String>>> = branches.iter().map(required).collect();
            found?.concat()
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => return None,
    };
    (found.len() <= MOST_LITERALS).then_some(found)
}

/// The characters of a small class.
fn characters(class: &Class) -> Option<Vec<String>> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let size = |range: &regex_syntax::hir::ClassUnicodeRange| {
        u32::from(range.end()) - u32::from(range.start()) + 1
    };
    if class.iter().map(size).sum::<u32>() > MOST_OF_CLASS {
        return None;
    }
    let ranges = class.iter().flat_map(|range| range.start()..=range.end());
    Some(ranges.map(String::from).collect())
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
            ("(ⓒ|©).*", Some(vec!["©", "ⓒ"])),
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
