//! What outputs say besides the texts, where the user does not: languages, and the date.

use std::time::{SystemTime, UNIX_EPOCH};

use naranhi::tmx::Date;
use naranhi::{Error, Language, Languages, Result, default_tag};

/// The languages of both sides, by the tags that were given.
pub(super) fn languages(source: Option<&str>, target: Option<&str>) -> Result<Languages> {
    let other = |tag: &str| {
        let language = Language::from_tag(tag).ok_or_else(|| Error::UnknownTag { tag: tag.into() });
        language.map(|language| default_tag(language.other()))
    };
    match (source, target) {
        (Some(source), Some(target)) => Languages::new(source, target),
        (Some(source), None) => Languages::new(source, other(source)?),
        (None, Some(target)) => Languages::new(other(target)?, target),
        (None, None) => Ok(Languages::default()),
    }
}

/// Now, to the second; none where the clock is wrong.
pub(super) fn now() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_unix_seconds(since.as_secs() as i64)
}
