//! The visible text of a page, a line for each block.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use crate::article::normalize;
use crate::data;

/// A line of the page as a reader sees it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, white space made single.
    pub(super) text: String,
    /// What leaves it out, if the element that it stands in is never part of an article.
    pub(super) outside: Option<&'static str>,
    /// Whether it stands in `h1`.
    pub(super) is_first_heading: bool,
    /// Whether it stands in any heading.
    pub(super) is_heading: bool,
}

/// Elements that are headings.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];

/// Elements whose content is not seen.
const INVISIBLE: [&str; 14] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "textarea", "rt", "rp", "title",
];

/// Elements that do not break a line.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture",
];

/// The lines of a document, in its order. Elements may be nested as deep as they like.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let root = document.root();
    let mut rendering = Rendering {
        most: root.text().len() / 2,
        ..Rendering::default()
    };
    let mut node = root;
    loop {
        let child = if rendering.enter(&node) {
            node.first_child()
        } else {
            None
        };
        if let Some(child) = child {
            node = child;
            continue;
        }
        // Up until there is a sibling.
        loop {
            rendering.leave(&node);
            if node.id == root.id {
                rendering.end_line();
                return rendering.lines;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else {
                rendering.end_line();
                return rendering.lines;
            };
            node = parent;
        }
    }
}

#[derive(Default)]
struct Rendering {
    lines: Vec<Line>,
    line: String,
    /// What leaves out the text of each element that is open and never part of an article.
    outside: Vec<&'static str>,
    first_headings: usize,
    headings: usize,
    /// The most text, in bytes, that an element holds whose name says that it is no part of the article.
    most: usize,
}

impl Rendering {
    /// Whether the content of a node is to be looked at.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.line.push_str(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else {
            return true;
        };
        let outside = outside(node, &name, self.most);
        if breaks_line(&name) || outside.is_some() {
            self.end_line();
        }
        self.outside.extend(outside);
        self.first_headings += usize::from(&*name == "h1");
        self.headings += usize::from(HEADINGS.contains(&&*name));
        !is_invisible(node, &name)
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else {
            return;
        };
        let is_outside = outside(node, &name, self.most).is_some();
        if breaks_line(&name) || is_outside {
            self.end_line();
        }
        if is_outside {
            self.outside.pop();
        }
        self.first_headings -= usize::from(&*name == "h1");
        self.headings -= usize::from(HEADINGS.contains(&&*name));
    }

    fn end_line(&mut self) {
        let text = normalize(&std::mem::take(&mut self.line));
        if !text.is_empty() {
            self.lines.push(Line {
                text,
                outside: self.outside.last().copied(),
                is_first_heading: self.first_headings > 0,
                is_heading: self.headings > 0,
            });
        }
    }
}

fn breaks_line(name: &str) -> bool {
    !INLINE.contains(&name) && !name.contains(':')
}

fn is_invisible(node: &NodeRef, name: &str) -> bool {
    let is_hidden_by_style = || {
        node.attr("style").is_some_and(|style| {
            let style: String = style.split_whitespace().collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
    };
    INVISIBLE.contains(&name) || node.has_attr("hidden") || is_hidden_by_style()
}

/// The rule that leaves out the content of an element: such as never hold a part of an article.
fn outside(node: &NodeRef, name: &str, most: usize) -> Option<&'static str> {
    match name {
        "nav" | "menu" => return Some("navigation"),
        "footer" => return Some("page footer"),
        "aside" => return Some("aside"),
        "figcaption" => return Some("photo"),
        "button" | "dialog" => return Some("button"),
        _ => {}
    }
    match node.attr("role").as_deref() {
        Some("navigation" | "menu" | "menubar" | "toolbar") => Some("navigation"),
        Some("contentinfo") => Some("page footer"),
        Some("complementary") => Some("aside"),
        Some("dialog" | "alertdialog" | "search") => Some("button"),
        _ => named_outside(node, most),
    }
}

/// The rules of `data/page-elements.txt`, by the names of elements.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rules = data::entries(data::PAGE_ELEMENTS).filter_map(|line| line.split_once('\t'));
    rules
        .flat_map(|(rule, names)| names.split('|').map(move |name| (name, rule)))
        .collect()
});

/// The rule that leaves out an element for its classes or its id, unless it holds more than `most` bytes of text or the
/// page's first heading.
fn named_outside(node: &NodeRef, most: usize) -> Option<&'static str> {
    let names = ["class", "id", "data-component"].map(|name| node.attr(name).unwrap_or_default());
    let rule = names
        .iter()
        .flat_map(|names| names.split_whitespace())
        .find_map(|name| {
            let name = name.to_lowercase().replace('_', "-");
            NAMES.get(name.as_str()).copied()
        })?;
    // A logo may be the first heading itself, but holds none.
    let holds_heading = node.descendants_it().any(|inner| inner.has_name("h1"));
    (!holds_heading && node.text().len() < most).then_some(rule)
}
