//! JSON lines: a `document` record with what was read, given and left out, then a `bead` record for each bead with
//! everything that is known of it: its segments, what to look at, the anchors of both sides and of one alone, words that
//! translate each other, how well the lengths fit. Spans are bytes of the text as it was decoded, without HTML that was left
//! in it; of a web page, of its visible text, a line for each block.

use std::io::Write;

use serde::Serialize;

use crate::align::{Alignment, ExplainedAnchor, Explanation, Side};
use crate::article::{Metadata, Role, Span};
use crate::document::{DocumentInfo, floored};
use crate::error::Result;
use crate::extra::Extra;
use crate::review::{RowId, bead_flags};

#[derive(Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'a> {
    Document {
        document: &'a str,
        source: SideRecord<'a>,
        target: SideRecord<'a>,
        beads: usize,
        paired: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        doubt: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<&'a str>,
        tool: &'a str,
        #[serde(skip_serializing_if = "Extra::is_empty")]
        extra: &'a Extra,
    },
    Bead {
        document: &'a str,
        id: RowId,
        #[serde(rename = "type")]
        shape: String,
        moved: bool,
        confidence: f64,
        score: f64,
        flags: Vec<String>,
        source: Vec<SegmentRecord>,
        target: Vec<SegmentRecord>,
        anchors: Vec<AnchorRecord<'a>>,
        #[serde(flatten)]
        why: Option<WhyRecord<'a>>,
    },
}

#[derive(Serialize)]
struct SideRecord<'a> {
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    segments: usize,
    #[serde(flatten)]
    metadata: &'a Metadata,
    left_out: Vec<LeftOutRecord<'a>>,
}

#[derive(Serialize)]
struct LeftOutRecord<'a> {
    rule: &'a str,
    span: [usize; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct SegmentRecord {
    index: usize,
    span: [usize; 2],
    paragraph: usize,
    role: &'static str,
    text: String,
}

#[derive(Serialize)]
struct AnchorRecord<'a> {
    kind: &'static str,
    korean: &'a str,
    english: &'a str,
}

/// What an aligner says that was asked to explain.
#[derive(Serialize)]
struct WhyRecord<'a> {
    korean_only: Vec<AnchorRecord<'a>>,
    english_only: Vec<AnchorRecord<'a>>,
    words: Vec<WordRecord<'a>>,
    length: Option<f64>,
}

#[derive(Serialize)]
struct WordRecord<'a> {
    korean: &'a str,
    english: &'a str,
    probability: f64,
}

fn bytes(span: Span) -> [usize; 2] {
    [span.start, span.end]
}

pub(super) fn write(mut out: impl Write, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
    let document = Record::Document {
        document: &info.name,
        source: SideRecord {
            file: info.source_file.as_deref(),
            ..side(&alignment.source, info.languages.source_tag())
        },
        target: SideRecord {
            file: info.target_file.as_deref(),
            ..side(&alignment.target, info.languages.target_tag())
        },
        beads: alignment.beads.len(),
        paired: floored(alignment.paired()),
        doubt: alignment.doubt().map(|doubt| doubt.name()),
        date: info.date.as_ref().map(|date| date.as_str()),
        tool: concat!("naranhi ", env!("CARGO_PKG_VERSION")),
        extra: &info.extra,
    };
    record(&mut out, &document)?;
    let elsewhere = alignment.told_elsewhere();
    for (index, bead) in alignment.beads.iter().enumerate() {
        let explanation = alignment.explanations.get(index);
        let shared = match explanation {
            Some(explanation) => explanation.shared.clone(),
            None => alignment.shared_anchors(bead),
        };
        let bead = Record::Bead {
            document: &info.name,
            id: RowId::of_bead(index),
            shape: bead.shape().to_string(),
            moved: bead.is_moved,
            confidence: floored(bead.confidence),
            score: rounded(bead.score),
            flags: bead_flags(
                alignment,
                bead,
                &alignment.number_difference(bead),
                elsewhere[index],
            )
            .into_iter()
            .flatten()
            .collect(),
            source: segments(&alignment.source, bead.source.clone()),
            target: segments(&alignment.target, bead.target.clone()),
            anchors: anchors(&shared),
            why: explanation.map(why),
        };
        record(&mut out, &bead)?;
    }
    out.flush()?;
    Ok(())
}

fn anchors(anchors: &[ExplainedAnchor]) -> Vec<AnchorRecord<'_>> {
    let anchors = anchors.iter().map(|anchor| AnchorRecord {
        kind: anchor.kind.name(),
        korean: &anchor.korean,
        english: &anchor.english,
    });
    anchors.collect()
}

fn why(explanation: &Explanation) -> WhyRecord<'_> {
    WhyRecord {
        korean_only: anchors(&explanation.korean_only),
        english_only: anchors(&explanation.english_only),
        words: explanation
            .words
            .iter()
            .map(|pair| WordRecord {
                korean: &pair.korean,
                english: &pair.english,
                probability: rounded(f64::from(pair.probability)),
            })
            .collect(),
        length: explanation.length.map(rounded),
    }
}

/// Four digits: what follows differs between machines.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn record(out: &mut impl Write, record: &Record) -> Result<()> {
    serde_json::to_writer(&mut *out, record).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn side<'a>(side: &'a Side, tag: &'a str) -> SideRecord<'a> {
    SideRecord {
        language: tag,
        file: None,
        segments: side.segments.len(),
        metadata: &side.article.metadata,
        left_out: side
            .article
            .left_out
            .iter()
            .map(|left_out| LeftOutRecord {
                rule: &left_out.rule,
                span: bytes(left_out.span),
                text: &side.article.text[left_out.span.range()],
            })
            .collect(),
    }
}

fn segments(side: &Side, indices: std::ops::Range<usize>) -> Vec<SegmentRecord> {
    indices
        .map(|index| {
            let segment = &side.segments[index];
            SegmentRecord {
                index,
                span: bytes(segment.span),
                paragraph: segment.paragraph,
                role: match segment.role {
                    Role::Headline => "headline",
                    Role::Body => "body",
                },
                text: side.written(index),
            }
        })
        .collect()
}
