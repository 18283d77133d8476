//! What outputs say besides the texts, where the user does not: tags of languages, and the date.

use std::time::{SystemTime, UNIX_EPOCH};

use naranhi::tmx::Date;
use naranhi::{Error, Language, Result, export};

/// The tags of both sides, checked to be one Korean and one English.
pub(super) fn tags(source: Option<String>, target: Option<String>) -> Result<(String, String)> {
    let language = |tag: &String| {
        Language::from_tag(tag).ok_or_else(|| Error::UnknownTag { tag: tag.clone() })
    };
    let source_given = source.as_ref().map(language).transpose()?;
    let target_given = target.as_ref().map(language).transpose()?;
    let source_language = source_given
        .or(target_given.map(Language::other))
        .unwrap_or(Language::Korean);
    let target_language = target_given.unwrap_or(source_language.other());
    let tag = |given: Option<String>, language| {
        given.unwrap_or_else(|| export::default_tag(language).to_owned())
    };
    let source_tag = tag(source, source_language);
    let target_tag = tag(target, target_language);
    if source_language == target_language {
        return Err(Error::SameTag {
            source_tag,
            target_tag,
        });
    }
    Ok((source_tag, target_tag))
}

/// Now, to the second; none where the clock is wrong.
pub(super) fn now() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_unix_seconds(since.as_secs() as i64)
}
