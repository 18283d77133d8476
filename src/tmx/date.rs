//! Dates as TMX writes them: the basic format of ISO 8601, in UTC.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::error::{Error, Result};

const FORM: &str = "%Y%m%dT%H%M%SZ";

/// A date in the form `YYYYMMDDTHHMMSSZ`.
///
/// ```
/// use naranhi::tmx::Date;
/// let date: Date = "20250904T073800Z".parse()?;
/// assert_eq!(date.as_str(), "20250904T073800Z");
/// assert!("2025-09-04".parse::<Date>().is_err());
/// # Ok::<(), naranhi::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date(String);

impl Date {
    /// A number of seconds after the beginning of 1970, UTC; `None` beyond the year 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Date> {
        let timestamp = Timestamp::from_second(seconds).ok()?;
        Some(Date(timestamp.strftime(FORM).to_string()))
    }

    /// Year, month, day, hour, minute and second.
    pub(crate) fn civil(&self) -> (u16, u8, u8, u16, u8, u8) {
        let number = |range: std::ops::Range<usize>| self.0[range].parse().unwrap_or_default();
        let small = |start: usize| self.0[start..start + 2].parse().unwrap_or_default();
        (
            number(0..4),
            small(4),
            small(6),
            number(9..11),
            small(11),
            small(13),
        )
    }

    /// The date as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Date> {
        let parsed = DateTime::strptime(FORM, text).ok();
        match parsed {
            // Parsing is lenient in the number of digits; TMX is not.
            Some(date) if date.strftime(FORM).to_string() == text => Ok(Date(text.to_owned())),
            _ => Err(Error::Date { date: text.into() }),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_dates() {
        for text in ["20250904T073800Z", "20240229T235959Z"] {
            assert!(text.parse::<Date>().is_ok(), "{text}");
        }
        for text in [
            "",
            "20250229T000000Z",
            "2025904T073800Z",
            "20250904",
            "20250904T073800",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!(
            Date::from_unix_seconds(0).unwrap().as_str(),
            "19700101T000000Z"
        );
    }
}
