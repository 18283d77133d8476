//! The visible text of a page, a line for each block.

use dom_query::{Document, NodeRef};

use super::names;
use crate::article::{normalize, tidy};

/// A line of the page as a reader sees it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, white space made single.
    pub(super) text: String,
    /// What leaves it out, if the element that it stands in is never part of an article.
    pub(super) outside: Option<&'static str>,
    /// Whether it stands in `h1`.
    pub(super) is_first_heading: bool,
    /// Whether it stands in any heading, or in an element whose name says so.
    pub(super) is_heading: bool,
}

/// Elements that are headings.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];

/// Elements whose content is not seen.
const INVISIBLE: [&str; 14] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "textarea", "rt", "rp", "title",
];

/// Most that an element may hold, in bytes of text and in nodes, to be believed when it says that it is no part of the
/// article. Elements may be nested, so that what is looked at in each must be bounded.
const MOST_OUTSIDE_BYTES: usize = 256 << 10;
const MOST_OUTSIDE_NODES: usize = 20_000;

/// Elements that do not break a line.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture",
];

/// The lines of a document, in its order. Elements may be nested as deep as they like; one whose name says that it is no
/// part of the article is believed if it holds no more than `most` bytes of text.
pub(super) fn lines(document: &Document, most: usize) -> Vec<Line> {
    let root = document.root();
    let mut rendering = Rendering {
        most: most.min(MOST_OUTSIDE_BYTES),
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
    /// Whether all of the line so far stands in `time`.
    is_time: bool,
    open: Vec<Element>,
    most: usize,
}

/// What an element that is open says of the lines inside of it, with what those around it say.
#[derive(Clone, Copy, Default)]
struct Element {
    breaks_line: bool,
    outside: Option<&'static str>,
    is_time: bool,
    is_first_heading: bool,
    is_heading: bool,
}

impl Rendering {
    /// Whether the content of a node is to be looked at.
    fn enter(&mut self, node: &NodeRef) -> bool {
        let around = self.open.last().copied().unwrap_or_default();
        if node.is_text() {
            let text = node.text();
            if !text.trim().is_empty() {
                self.is_time = around.is_time && (self.is_time || self.line.trim().is_empty());
            }
            self.line.push_str(&text);
            return false;
        }
        let Some(name) = node.node_name() else {
            return true;
        };
        let outside = outside(node, &name, self.most);
        let breaks_line = breaks_line(&name) || outside.is_some();
        if breaks_line {
            self.end_line();
        }
        let is_first_heading = is_first_heading(node);
        let is_heading = is_first_heading || HEADINGS.contains(&&*name) || names::is_headline(node);
        self.open.push(Element {
            breaks_line,
            outside: outside.or(around.outside),
            is_time: around.is_time || &*name == "time",
            is_first_heading: around.is_first_heading || is_first_heading,
            is_heading: around.is_heading || is_heading,
        });
        !is_invisible(node, &name)
    }

    fn leave(&mut self, node: &NodeRef) {
        if node.is_text() || node.node_name().is_none() {
            return;
        }
        if self.open.last().is_some_and(|element| element.breaks_line) {
            self.end_line();
        }
        self.open.pop();
    }

    fn end_line(&mut self) {
        let text = tidy(&std::mem::take(&mut self.line));
        if !text.is_empty() {
            let element = self.open.last().copied().unwrap_or_default();
            self.lines.push(Line {
                text,
                outside: element.outside.or(self.is_time.then_some("dateline")),
                is_first_heading: element.is_first_heading,
                is_heading: element.is_heading,
            });
        }
        self.is_time = false;
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

/// The rule that leaves out an element for its names, unless it holds more than `most` bytes of text or the page's
/// first heading.
fn named_outside(node: &NodeRef, most: usize) -> Option<&'static str> {
    let rule = names::outside(node).or_else(|| is_picture(node).then_some("photo"))?;
    holds_no_article(node, most).then_some(rule)
}

/// Whether an element holds no more than `most` bytes of text, and no first heading. A logo may be the first heading
/// itself.
fn holds_no_article(node: &NodeRef, most: usize) -> bool {
    let mut bytes = 0;
    for (nodes, inner) in node.descendants_it().enumerate() {
        if inner.is_text() {
            bytes += inner.text().len();
        }
        if bytes > most || nodes > MOST_OUTSIDE_NODES || is_first_heading(&inner) {
            return false;
        }
    }
    true
}

/// Whether an element is a picture with the line that tells what it shows.
fn is_picture(node: &NodeRef) -> bool {
    const IMAGES: [&str; 4] = ["img", "picture", "amp-img", "figure"];
    const PARAGRAPHS: [&str; 9] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "ul",
        "ol",
        "table",
    ];
    const FEWEST_CHARS: usize = 30;
    const MOST_CHARS: usize = 250;
    let has = |names: &[&str], node: &NodeRef| names.iter().any(|name| node.has_name(name));
    let mut children = node.children_it(false);
    has(&["div", "td", "center", "span", "em"], node)
        && children.any(|child| has(&IMAGES, &child))
        && holds_no_article(node, MOST_CHARS * 8)
        && (FEWEST_CHARS..=MOST_CHARS).contains(&normalize(&node.text()).chars().count())
        && !node.descendants_it().any(|inner| has(&PARAGRAPHS, &inner))
}

/// Whether an element is a heading of the first level.
fn is_first_heading(node: &NodeRef) -> bool {
    let is = |attribute: &str, value: &str| node.attr(attribute).as_deref() == Some(value);
    node.has_name("h1") || is("role", "heading") && is("aria-level", "1")
}
