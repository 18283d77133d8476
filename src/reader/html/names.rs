//! What the names of an element say of its text: its classes, its id, and what scripts know it by.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::NodeRef;

use crate::data;

/// The attributes that name an element.
const ATTRIBUTES: [&str; 5] = ["class", "id", "data-component", "data-testid", "itemprop"];
/// The rule that tells the headline instead of leaving out.
const HEADLINE: &str = "headline";
/// Most parts of a name that are looked at: longer ones are made by machines.
const MOST_PARTS: usize = 8;

/// A name of `data/page-elements.txt`.
struct Name {
    rule: &'static str,
    /// Whether other parts may stand before it.
    may_follow: bool,
    /// Whether other parts may stand behind it.
    may_go_on: bool,
}

static NAMES: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<Name>> = HashMap::new();
    let rules = data::entries(data::PAGE_ELEMENTS).filter_map(|line| line.split_once('\t'));
    for (rule, written) in rules {
        for name in written.split('|') {
            names.entry(name.trim_matches('*')).or_default().push(Name {
                rule,
                may_follow: name.starts_with('*'),
                may_go_on: name.ends_with('*'),
            });
        }
    }
    names
});

/// The rule that leaves out what an element holds.
pub(super) fn outside(node: &NodeRef) -> Option<&'static str> {
    rules(node, |rule| rule != HEADLINE)
}

/// Whether an element says that it is the headline.
pub(super) fn is_headline(node: &NodeRef) -> bool {
    rules(node, |rule| rule == HEADLINE).is_some()
}

/// The first rule of those wanted that has one of an element's names.
fn rules(node: &NodeRef, is_wanted: fn(&str) -> bool) -> Option<&'static str> {
    ATTRIBUTES.iter().find_map(|attribute| {
        let value = node.attr(attribute)?;
        value
            .split_whitespace()
            .find_map(|name| matching(&with_hyphens(name), is_wanted))
    })
}

/// The rule of a name in lower case with hyphens.
fn matching(name: &str, is_wanted: fn(&str) -> bool) -> Option<&'static str> {
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    let parts = &parts[..parts.len().min(MOST_PARTS)];
    for start in 0..parts.len() {
        for end in (start + 1..=parts.len()).rev() {
            let found = NAMES.get(parts[start..end].join("-").as_str());
            let rule = found.into_iter().flatten().find(|name| {
                is_wanted(name.rule)
                    && (start == 0 || name.may_follow)
                    && (end == parts.len() || name.may_go_on)
            });
            if let Some(name) = rule {
                return Some(name.rule);
            }
        }
    }
    None
}

/// `CarouselSlide_info` as `carousel-slide-info`.
fn with_hyphens(name: &str) -> String {
    let mut written = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if c.is_uppercase() && was_small {
            written.push('-');
        }
        was_small = c.is_lowercase();
        if c == '_' {
            written.push('-');
        } else {
            written.extend(c.to_lowercase());
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_parts() {
        for (name, expected) in [
            ("CarouselSlide-infoDescription", Some("photo")),
            ("styles_imageCaption__x8Kd2", Some("photo")),
            ("img_desc", Some("photo")),
            ("article", None),
            ("description", None),
            // A part is a whole word.
            ("shareholders", None),
            ("adventure", None),
            ("", None),
            ("---", None),
        ] {
            let rule = matching(&with_hyphens(name), |rule| rule != HEADLINE);
            assert_eq!(rule, expected, "{name}");
        }
        assert_eq!(
            matching("print-title", |rule| rule == HEADLINE),
            Some(HEADLINE)
        );
    }
}
