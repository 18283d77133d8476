//! What every output calls a pair of articles and its beads.

use crate::align::{Alignment, Bead};
use crate::extra::Extra;
use crate::languages::Languages;
use crate::tmx::Date;

/// What outputs say of the pair of articles besides the beads.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DocumentInfo {
    /// The document's name: goes into `x-document` and into the sheet.
    pub name: String,
    /// The file that the source was read from, if it was one of its own: goes into JSON lines.
    pub source_file: Option<String>,
    /// The same of the target.
    pub target_file: Option<String>,
    /// Its languages.
    pub languages: Languages,
    /// Date of creation, or none, so that outputs do not depend on a clock.
    pub date: Option<Date>,
    /// Confidence, 0 to 1, from which on the rows of a sheet are accepted before anybody has looked at them; none
    /// where all are asked for.
    pub accept_above: Option<f64>,
    /// What else is known of the pair, such as its address: goes into JSON lines as it is.
    pub extra: Extra,
}

impl DocumentInfo {
    /// The information for an alignment with the default tags, `ko-KR` and `en-US`, and no date.
    pub fn new(name: impl Into<String>, alignment: &Alignment) -> DocumentInfo {
        DocumentInfo {
            name: name.into(),
            languages: Languages::from_source(alignment.source.language()),
            ..DocumentInfo::default()
        }
    }
}

/// Below this confidence a pair is rather wrong than right.
pub const UNLIKELY: f64 = 0.5;
/// Below this confidence a pair should be looked at.
pub const DOUBTFUL: f64 = 0.8;
/// From this confidence on a pair needs no look, for most purposes.
pub const SURE: f64 = 0.95;

/// A confidence as every output has it: four digits, never rounded up to certainty. What may be accepted unread is told
/// by the third and the fourth.
pub(crate) fn confidence(bead: &Bead) -> String {
    format!("{:.4}", floored(bead.confidence))
}

/// A confidence, 0 to 1, to four digits.
pub(crate) fn floored(confidence: f64) -> f64 {
    (confidence * 10_000.0).floor() / 10_000.0
}
