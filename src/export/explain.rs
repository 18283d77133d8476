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
    if is_alone(explanation) {
        return of_segment_alone(explanation, false);
    }
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
    if is_alone(explanation) {
        return of_segment_alone(explanation, true);
    }
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

/// Whether a segment alone is explained.
fn is_alone(explanation: &Explanation) -> bool {
    explanation.length.is_none()
}

/// The anchors of a segment alone that the other article has, or that it has not.
fn of_segment_alone(explanation: &Explanation, is_shared: bool) -> Vec<String> {
    let place = if is_shared { "elsewhere" } else { "nowhere" };
    let facts = |other: &'static str, anchors: &[ExplainedAnchor]| -> Vec<String> {
        let is_told = |anchor: &&ExplainedAnchor| is_shared != has_one_form(anchor);
        let anchors = anchors.iter().filter(is_told);
        let facts = anchors.map(|anchor| {
            let mut forms = vec![&*anchor.korean, &*anchor.english];
            forms.retain(|form| !form.is_empty());
            forms.dedup();
            format!(
                "{} {} {place} in the {other}",
                kind(anchor.kind),
                forms.join(" = ")
            )
        });
        facts.collect()
    };
    let mut told = facts("English", &explanation.korean_only);
    told.extend(facts("Korean", &explanation.english_only));
    told
}

/// Whether one article holds an anchor, and the other does not.
fn has_one_form(anchor: &ExplainedAnchor) -> bool {
    anchor.korean.is_empty() || anchor.english.is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aligner;

    #[test]
    fn what_the_other_article_has_speaks_against_a_segment_alone() {
        let korean = "박민수가 결승골을 넣었다. 관중은 2만3750명이었다.";
        let english = "Park Min-su scored the winner. The crowd was 23,750. Tickets had cost 5,400 won since 1987, and the \
            1,987 people of the village paid half.";
        let aligner = Aligner::builder().explain(true).build().unwrap();
        let alignment = aligner
            .align(korean, &format!("{english} Of 23,750 people 312 sang."))
            .unwrap();
        let told: Vec<[String; 2]> = alignment
            .beads
            .iter()
            .zip(&alignment.explanations)
            .filter(|(bead, _)| !bead.is_linked())
            .map(|(_, explanation)| {
                [speaks_for(explanation), speaks_against(explanation)].map(|facts| facts.join("; "))
            })
            .collect();
        assert_eq!(
            told,
            [
                [
                    "number 1987 nowhere in the Korean; number 5,400 nowhere in the Korean",
                    ""
                ],
                [
                    "number 312 nowhere in the Korean",
                    "number 2만3750 = 23,750 elsewhere in the Korean"
                ],
            ]
        );
    }
}
