//! A report to look at in a browser: both articles side by side with their beads, in one file that needs no network. The
//! page itself is in `templates/`.

use std::io::Write;

use askama::Template;

use super::explain::{speaks_against, speaks_for};
use crate::align::{Alignment, Bead, Side};
use crate::article::Role;
use crate::document::{DOUBTFUL, DocumentInfo, SURE, UNLIKELY, confidence};
use crate::error::Result;
use crate::review::RowId;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    name: &'a str,
    pairs: usize,
    doubtful: usize,
    alone: usize,
    left_out: usize,
    sides: [Column<'a>; 2],
    beads: Vec<Card>,
}

struct Column<'a> {
    tag: &'a str,
    blocks: Vec<Block>,
}

/// A segment, or a line that was left out.
struct Block {
    /// The number of its bead, from 0; none for what was left out.
    bead: Option<usize>,
    /// How sure the bead is; of what was left out, the rule.
    class: String,
    text: String,
    is_first: bool,
    is_headline: bool,
}

struct Card {
    number: usize,
    id: RowId,
    label: String,
    confidence: String,
    class: String,
    source: String,
    target: String,
    speaks_for: String,
    speaks_against: String,
}

/// Writes the report of an alignment that was asked to explain itself.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(mut out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let beads = &alignment.beads;
    let linked = || beads.iter().filter(|bead| bead.is_linked());
    let sides = [&alignment.source, &alignment.target];
    let page = Page {
        name: &info.name,
        pairs: linked().count(),
        doubtful: linked().filter(|bead| bead.confidence < DOUBTFUL).count(),
        alone: beads.len() - linked().count(),
        left_out: sides.iter().map(|side| side.article.left_out.len()).sum(),
        sides: [
            column(
                &alignment.source,
                info.languages.source_tag(),
                beads,
                |bead| bead.source.clone(),
            ),
            column(
                &alignment.target,
                info.languages.target_tag(),
                beads,
                |bead| bead.target.clone(),
            ),
        ],
        beads: (0..beads.len())
            .map(|number| card(alignment, number))
            .collect(),
    };
    out.write_all(page.render().map_err(std::io::Error::other)?.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn class(bead: &Bead) -> String {
    let sureness = match bead.confidence {
        c if c < UNLIKELY => "low",
        c if c < DOUBTFUL => "middle",
        c if c < SURE => "high",
        _ => "sure",
    };
    let alone = if bead.is_linked() { "" } else { " alone" };
    let moved = if bead.is_moved { " moved" } else { "" };
    format!("{sureness}{alone}{moved}")
}

fn column<'a>(
    side: &'a Side,
    tag: &'a str,
    beads: &[Bead],
    segments: impl Fn(&Bead) -> std::ops::Range<usize>,
) -> Column<'a> {
    let mut bead_of = vec![0; side.segments.len()];
    for (number, bead) in beads.iter().enumerate() {
        bead_of[segments(bead)].fill(number);
    }
    let mut paragraph = None;
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    for (index, number) in bead_of.into_iter().enumerate() {
        let segment = &side.segments[index];
        let is_first = paragraph.replace(segment.paragraph) != Some(segment.paragraph);
        let block = Block {
            bead: Some(number),
            class: class(&beads[number]),
            text: side.written(index),
            is_first,
            is_headline: segment.role == Role::Headline,
        };
        blocks.push((segment.span.start, block));
    }
    for left_out in &side.article.left_out {
        let block = Block {
            bead: None,
            class: left_out.rule.clone(),
            text: side.article.text[left_out.span.range()].to_owned(),
            is_first: false,
            is_headline: false,
        };
        blocks.push((left_out.span.start, block));
    }
    blocks.sort_by_key(|(start, _)| *start);
    Column {
        tag,
        blocks: blocks.into_iter().map(|(_, block)| block).collect(),
    }
}

fn card(alignment: &Alignment, number: usize) -> Card {
    let bead = &alignment.beads[number];
    let explanation = alignment.explanations.get(number);
    Card {
        number,
        id: RowId::of_bead(number),
        label: bead.label(),
        confidence: confidence(bead),
        class: class(bead),
        source: alignment.source_text(bead),
        target: alignment.target_text(bead),
        speaks_for: explanation.map(speaks_for).unwrap_or_default().join("; "),
        speaks_against: explanation
            .map(speaks_against)
            .unwrap_or_default()
            .join("; "),
    }
}
