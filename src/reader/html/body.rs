//! Which block of a page holds the article, and which lines in it are the article's.
//!
//! The paragraphs of an article are neighbours. So are comments, teasers and notices, but each stands in blocks of its
//! own, with a name, a date, a button: their text is further from any block that they share. A block is weighed by the
//! text in it, of which each block in between takes a part (as Readability weighs them; Arc90 2009). Inside of the body
//! the same holds: what stands in a block of its own among the paragraphs is a box.

use super::super::furniture::is_text;
use super::lines::{Line, Lines, MOST_LINKS};

/// What is left of the weight of a text one block further out.
const LEFT_OUTWARDS: f32 = 0.7;
/// Blocks further out than this are not weighed.
const MOST_OUTWARDS: usize = 5;
/// Share of the body's text that stands in one block where boxes can be told from paragraphs.
const LEAST_IN_ONE_BLOCK: f32 = 0.6;
/// Share of the body's text that no box holds.
const MOST_IN_A_BOX: f32 = 0.15;
/// The rule for sub-headlines. Between paragraphs, what is named so is a heading of the article.
const SUB_HEADLINE: &str = "sub-headline";

/// The body of an article.
pub(super) struct Body<'a> {
    page: &'a Lines,
    /// For each block, whether it is in the body, and in no list of links there.
    is_inside: Vec<bool>,
    /// For each block, whether it is in a box.
    is_boxed: Vec<bool>,
    /// Whether paragraphs have no block around each.
    is_direct: bool,
    /// The first paragraph.
    first: usize,
}

/// Lengths, in bytes, of what stands in a block and in those inside of it.
#[derive(Clone, Copy, Default)]
struct Lengths {
    text: f32,
    links: f32,
    paragraphs: f32,
}

impl Body<'_> {
    /// The body of a page; `None` where there is no running text.
    pub(super) fn of(page: &Lines) -> Option<Body<'_>> {
        let body = body(page)?;
        let lengths = lengths(page);
        let mut is_in = vec![false; page.blocks.len()];
        let mut is_inside = is_in.clone();
        for (block, of) in page.blocks.iter().enumerate().skip(body) {
            let is_links = lengths[block].links > MOST_LINKS * lengths[block].text;
            is_in[block] = block == body || is_in[of.around];
            is_inside[block] = block == body || is_inside[of.around] && !is_links;
        }

        let paragraphs = || {
            let lines = page.lines.iter();
            lines.filter(|line| is_paragraph(line) && is_in[line.block])
        };
        let mut held = vec![0.0; page.blocks.len()];
        for line in paragraphs() {
            held[holder(page, line.block)] += length(line);
        }
        let holder = (0..held.len()).max_by(|&a, &b| held[a].total_cmp(&held[b]))?;
        let direct = paragraphs().filter(|line| line.block == holder);
        let direct: f32 = direct.map(length).sum();

        let all = lengths[body].paragraphs;
        let mut is_boxed = vec![false; page.blocks.len()];
        if held[holder] >= LEAST_IN_ONE_BLOCK * all {
            for (block, of) in page.blocks.iter().enumerate().skip(body + 1) {
                let is_small = lengths[block].paragraphs < MOST_IN_A_BOX * all;
                let is_box = is_small && !of.is_textual;
                is_boxed[block] = block != holder && (is_box || is_boxed[of.around]);
            }
        }
        let is_first = |line: &Line| is_paragraph(line) && is_in[line.block];
        Some(Body {
            page,
            first: page.lines.iter().position(is_first)?,
            is_inside,
            is_boxed,
            is_direct: 2.0 * direct > held[holder],
        })
    }

    /// Whether a line is of the article.
    pub(super) fn holds(&self, index: usize) -> bool {
        let line = &self.page.lines[index];
        let block = self.page.blocks[line.block];
        let is_heading = index > self.first && line.outside == Some(SUB_HEADLINE);
        let is_boxed = if !self.is_direct && block.lines == 1 {
            self.is_boxed[block.around]
        } else {
            self.is_boxed[line.block]
        };
        self.is_inside[line.block]
            && !line.is_first_heading
            && (is_heading || line.outside.is_none() && !is_boxed)
    }
}

fn lengths(page: &Lines) -> Vec<Lengths> {
    let mut lengths = vec![Lengths::default(); page.blocks.len()];
    for line in &page.lines {
        let of = &mut lengths[line.block];
        of.text += length(line);
        of.links += length(line) * line.link_share;
        if is_paragraph(line) {
            of.paragraphs += length(line);
        }
    }
    for block in (1..lengths.len()).rev() {
        let inner = lengths[block];
        let outer = &mut lengths[page.blocks[block].around];
        outer.text += inner.text;
        outer.links += inner.links;
        outer.paragraphs += inner.paragraphs;
    }
    lengths
}

/// The block with the most running text near to it.
fn body(page: &Lines) -> Option<usize> {
    let mut weights = vec![0.0f32; page.blocks.len()];
    for line in page.lines.iter().filter(|line| is_paragraph(line)) {
        let mut weight = length(line);
        for block in outwards(page, holder(page, line.block)).take(MOST_OUTWARDS + 1) {
            weights[block] += weight;
            weight *= LEFT_OUTWARDS;
        }
    }
    let most = (0..weights.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]))?;
    (weights[most] > 0.0).then_some(most)
}

fn is_paragraph(line: &Line) -> bool {
    line.outside.is_none()
        && line.link_share < MOST_LINKS
        && !line.is_heading
        && is_text(&line.text)
}

fn length(line: &Line) -> f32 {
    line.text.len() as f32
}

/// The block that a paragraph stands in: around the block that is nothing else.
fn holder(page: &Lines, block: usize) -> usize {
    let of = page.blocks[block];
    if of.is_textual || of.lines == 1 {
        of.around
    } else {
        block
    }
}

/// A block and those around it, from the inside out.
fn outwards(page: &Lines, block: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(block), |&block| {
        (block > 0).then(|| page.blocks[block].around)
    })
}
