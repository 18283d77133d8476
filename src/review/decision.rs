//! What a reviewer decided on a row.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data;
use crate::tmx::{Unit, props};

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The pair is right.
    Accept,
    /// The pair is to leave the memory.
    Reject,
    /// A text was changed.
    Edit,
    /// Somebody else should look.
    Unsure,
}

impl Decision {
    /// All decisions, in the order of the data file and of the drop-down.
    pub const ALL: [Decision; 4] = [
        Decision::Accept,
        Decision::Reject,
        Decision::Edit,
        Decision::Unsure,
    ];

    /// The decision's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Accept => "accept",
            Decision::Reject => "reject",
            Decision::Edit => "edit",
            Decision::Unsure => "unsure",
        }
    }

    /// What a reviewer wrote: the name of a decision or one of its other spellings, English or Korean; none for an empty
    /// cell.
    ///
    /// # Errors
    /// The cell, when no decision is spelt so.
    pub fn read(cell: &str) -> Result<Option<Decision>, &str> {
        let written = cell.trim();
        if written.is_empty() {
            return Ok(None);
        }
        let lower = written.to_lowercase();
        let spellings = data::entries(data::DECISIONS).zip(Decision::ALL);
        let mut spelt = spellings.filter(|(line, _)| line.split('|').any(|word| word == lower));
        spelt
            .next()
            .map(|(_, decision)| Some(decision))
            .ok_or(written)
    }

    /// What was decided on a unit of a memory, if anything that is a decision was.
    pub fn of_unit(unit: &Unit) -> Option<Decision> {
        Decision::read(&unit.prop(props::DECISION)?).ok().flatten()
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_begins_with_its_decision() {
        let lines: Vec<&str> = data::entries(data::DECISIONS).collect();
        assert_eq!(lines.len(), Decision::ALL.len());
        for (line, decision) in lines.iter().zip(Decision::ALL) {
            assert_eq!(line.split('|').next(), Some(decision.name()));
        }
    }

    #[test]
    fn spellings_are_forgiven_and_nonsense_is_not() {
        assert_eq!(Decision::read(" OK "), Ok(Some(Decision::Accept)));
        assert_eq!(Decision::read("삭제"), Ok(Some(Decision::Reject)));
        for accepted in ["승인함", "승 인", "ㅇㅋ"] {
            assert_eq!(Decision::read(accepted), Ok(Some(Decision::Accept)));
        }
        assert_eq!(Decision::read("반려함"), Ok(Some(Decision::Reject)));
        assert_eq!(Decision::read(""), Ok(None));
        assert_eq!(Decision::read("perhaps not"), Err("perhaps not"));
    }
}
