//! The beads with what speaks for and against each, for reading.

use std::io::Write;

use crate::align::{Alignment, ExplainedAnchor, Explanation};
use crate::anchor::Kind;
use crate::document::confidence;
use crate::error::Result;
use crate::review::RowId;

/// English that is longer or shorter than expected by this factor is remarked on.
const REMARKABLE: f64 = 1.4;

/// Writes the beads of an alignment that was asked to explain itself.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) when `out` fails.
pub fn write(mut out: impl Write, alignment: &Alignment) -> Result<()> {
    for (index, (bead, explanation)) in alignment
        .beads
        .iter()
        .zip(&alignment.explanations)
        .enumerate()
    {
        writeln!(
            out,
            "{} {} {}",
            RowId::of_bead(index),
            bead.label(),
            confidence(bead)
        )?;
        for text in [alignment.source_text(bead), alignment.target_text(bead)] {
            if !text.is_empty() {
                writeln!(out, "  {text}")?;
            }
        }
        for (heading, facts) in [
            ("for", speaks_for(explanation)),
            ("against", speaks_against(explanation)),
        ] {
            if !facts.is_empty() {
                writeln!(out, "  {heading:8} {}", facts.join("; "))?;
            }
        }
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
}

pub(super) fn speaks_for(explanation: &Explanation) -> Vec<String> {
    let mut facts: Vec<String> = explanation
        .shared
        .iter()
        .map(|anchor| {
            format!(
                "{} {} = {}",
                kind(anchor.kind),
                anchor.korean,
                anchor.english
            )
        })
        .collect();
    let words: Vec<String> = explanation
        .words
        .iter()
        .map(|pair| format!("{} = {}", pair.korean, pair.english))
        .collect();
    if !words.is_empty() {
        facts.push(format!("words {}", words.join(", ")));
    }
    if explanation
        .length
        .is_some_and(|length| (1.0 / REMARKABLE..=REMARKABLE).contains(&length))
    {
        facts.push("length".into());
    }
    facts
}

pub(super) fn speaks_against(explanation: &Explanation) -> Vec<String> {
    let only = |language: &str,
                anchors: &[ExplainedAnchor],
                text: fn(&ExplainedAnchor) -> &str|
     -> Vec<String> {
        let anchors = anchors.iter();
        let facts = anchors.map(|anchor| {
            format!(
                "{} {} in the {language} alone",
                kind(anchor.kind),
                text(anchor)
            )
        });
        facts.collect()
    };
    let mut facts = only("Korean", &explanation.korean_only, |anchor| &anchor.korean);
    facts.extend(only("English", &explanation.english_only, |anchor| {
        &anchor.english
    }));
    match explanation.length {
        Some(length) if length > REMARKABLE => {
            facts.push(format!(
                "the English is {length:.1} times as long as expected"
            ));
        }
        Some(length) if length < 1.0 / REMARKABLE => {
            facts.push(format!(
                "the English has {:.0} % of the length expected",
                100.0 * length
            ));
        }
        _ => {}
    }
    facts
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SmallNumber | Kind::Number => "number",
        Kind::Date => "date",
        Kind::Latin => "word",
        Kind::Term => "term",
        Kind::Name => "name",
    }
}
