//! The visible text of a page, a line for each block.

use dom_query::{Document, NodeRef};

use super::names;
use crate::article::{normalize, tidy};

/// A line of the page as a reader sees it.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// Its text, white space made single.
    pub(super) text: String,
    /// What leaves it out, if the element that it stands in is never part of an article.
    pub(super) outside: Option<&'static str>,
    /// Whether it stands in `h1`.
    pub(super) is_first_heading: bool,
    /// Whether it stands in any heading, or in an element whose name says so.
    pub(super) is_heading: bool,
    /// The number of the innermost block that it stands in.
    pub(super) block: usize,
    /// The share of its text, 0 to 1, that is links.
    pub(super) link_share: f32,
}

/// Share of links up to which a line or a block is more than links.
pub(super) const MOST_LINKS: f32 = 0.5;

impl Line {
    /// Whether it is for the most part links.
    pub(super) fn is_links(&self) -> bool {
        self.link_share > MOST_LINKS
    }
}

/// The lines of a document, and the blocks that they stand in. Blocks are numbered from the outside in; the first is the
/// document.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) blocks: Vec<Block>,
}

/// An element that breaks lines.
#[derive(Clone, Copy, Default)]
pub(super) struct Block {
    /// The block around it; of the document, itself.
    pub(super) around: usize,
    /// Whether it is made for text: a paragraph, a heading, a quotation, a list.
    pub(super) is_textual: bool,
    /// Lines that stand in it, and in no block inside of it.
    pub(super) lines: usize,
}

/// Elements that are headings.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];

/// Elements that are made for the text of an article, not to set something apart from it.
const TEXTUAL: [&str; 17] = [
    "article",
    "section",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
];

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
pub(super) fn lines(document: &Document, most: usize) -> Lines {
    let root = document.root();
    let mut rendering = Rendering {
        most: most.min(MOST_OUTSIDE_BYTES),
        ..Rendering::default()
    };
    rendering.found.blocks.push(Block::default());
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
                return rendering.found;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else {
                rendering.end_line();
                return rendering.found;
            };
            node = parent;
        }
    }
}

#[derive(Default)]
struct Rendering {
    found: Lines,
    line: String,
    /// How much of the line so far is links, in bytes.
    link_bytes: usize,
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
    is_link: bool,
    is_first_heading: bool,
    is_heading: bool,
    block: usize,
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
            if around.is_link {
                self.link_bytes += text.trim().len();
            }
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
        let block = if breaks_line {
            self.found.blocks.push(Block {
                around: around.block,
                is_textual: TEXTUAL.contains(&&*name),
                lines: 0,
            });
            self.found.blocks.len() - 1
        } else {
            around.block
        };
        let is_first_heading = is_first_heading(node);
        let is_heading = is_first_heading || HEADINGS.contains(&&*name) || names::is_headline(node);
        self.open.push(Element {
            breaks_line,
            outside: outside.or(around.outside),
            is_time: around.is_time || &*name == "time",
            is_link: around.is_link || &*name == "a",
            block,
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
            self.found.blocks[element.block].lines += 1;
            self.found.lines.push(Line {
                link_share: self.link_bytes.min(text.len()) as f32 / text.len() as f32,
                block: element.block,
                text,
                outside: element.outside.or(self.is_time.then_some("dateline")),
                is_first_heading: element.is_first_heading,
                is_heading: element.is_heading,
            });
        }
        self.is_time = false;
        self.link_bytes = 0;
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
