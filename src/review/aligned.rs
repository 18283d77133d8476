//! The rows of an alignment, out of what `naranhi align -o FILE.jsonl` wrote.

use serde::Deserialize;

use super::row::{Column, Row};
use crate::align::label_of;

/// What is known of the lines so far.
#[derive(Default)]
pub(crate) struct Aligned {
    /// The document that the last of them are of.
    pub(crate) document: String,
    /// The tags of its source and target language.
    pub(crate) tags: Option<(String, String)>,
}

#[derive(Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record {
    Document {
        document: String,
        source: Side,
        target: Side,
    },
    Bead {
        id: String,
        #[serde(rename = "type")]
        shape: String,
        moved: bool,
        confidence: f64,
        source: Vec<Segment>,
        target: Vec<Segment>,
    },
}

#[derive(Deserialize)]
struct Side {
    language: String,
}

#[derive(Deserialize)]
struct Segment {
    text: String,
}

impl Aligned {
    /// Of what does not say its languages.
    pub(crate) fn of_tags((source, target): (&str, &str)) -> Aligned {
        Aligned {
            document: String::new(),
            tags: Some((source.to_owned(), target.to_owned())),
        }
    }

    /// The row of the bead that a line tells of; none of a line that tells of a document.
    ///
    /// # Errors
    /// Where it tells of neither.
    pub(crate) fn row(&mut self, line: &str) -> serde_json::Result<Option<Row>> {
        match serde_json::from_str(line)? {
            Record::Document {
                document,
                source,
                target,
            } => {
                self.document = document;
                self.tags = Some((source.language, target.language));
                Ok(None)
            }
            Record::Bead {
                id,
                shape,
                moved,
                confidence,
                source,
                target,
            } => {
                let mut row = Row::default();
                row[Column::Id] = id;
                row[Column::Document].clone_from(&self.document);
                row[Column::Type] = label_of(&shape, moved);
                row[Column::Confidence] = format!("{confidence:.4}");
                row[Column::Source] = joined(source);
                row[Column::Target] = joined(target);
                Ok(Some(row))
            }
        }
    }
}

fn joined(segments: Vec<Segment>) -> String {
    let texts: Vec<String> = segments.into_iter().map(|segment| segment.text).collect();
    texts.join(" ")
}
