//! The source and the target, and how outputs call them.

use crate::article::Language;
use crate::error::{Error, Result};

/// The languages of source and target, of which one is Korean and the other English, with a BCP 47 tag for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    source: Language,
    source_tag: String,
    target_tag: String,
}

/// `ko-KR` and `en-US`.
impl Default for Languages {
    fn default() -> Languages {
        Languages::from_source(Language::Korean)
    }
}

impl Languages {
    /// The languages of two tags, such as `ko-KR` and `en-GB`.
    ///
    /// # Errors
    /// [`Error::UnknownTag`] for a tag that is neither of Korean nor of English, and [`Error::SameTag`] for two of one
    /// language.
    ///
    /// ```
    /// use naranhi::{Language, Languages};
    /// let languages = Languages::new("en-GB", "ko")?;
    /// assert_eq!(languages.source(), Language::English);
    /// assert!(Languages::new("ko", "ja").is_err());
    /// assert!(Languages::new("ko", "ko-KR").is_err());
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    pub fn new(source_tag: impl Into<String>, target_tag: impl Into<String>) -> Result<Languages> {
        let (source_tag, target_tag) = (source_tag.into(), target_tag.into());
        let language = |tag: &String| {
            Language::from_tag(tag).ok_or_else(|| Error::UnknownTag { tag: tag.clone() })
        };
        let (source, target) = (language(&source_tag)?, language(&target_tag)?);
        match source == target {
            true => Err(Error::SameTag {
                source_tag,
                target_tag,
            }),
            false => Ok(Languages {
                source,
                source_tag,
                target_tag,
            }),
        }
    }

    /// From a language into the other, with the tags that they have unless the user gives others.
    pub fn from_source(source: Language) -> Languages {
        Languages {
            source,
            source_tag: default_tag(source).to_owned(),
            target_tag: default_tag(source.other()).to_owned(),
        }
    }

    /// The language of the source.
    pub fn source(&self) -> Language {
        self.source
    }

    /// The language of the target.
    pub fn target(&self) -> Language {
        self.source.other()
    }

    /// The tag of the source.
    pub fn source_tag(&self) -> &str {
        &self.source_tag
    }

    /// The tag of the target.
    pub fn target_tag(&self) -> &str {
        &self.target_tag
    }

    /// The same languages, the target as the source.
    #[must_use]
    pub fn turned(&self) -> Languages {
        Languages {
            source: self.target(),
            source_tag: self.target_tag.clone(),
            target_tag: self.source_tag.clone(),
        }
    }

    /// The tag of a language.
    pub fn tag(&self, language: Language) -> &str {
        match language == self.source {
            true => &self.source_tag,
            false => &self.target_tag,
        }
    }

    /// Both tags, that of the source first.
    pub fn tags(&self) -> (&str, &str) {
        (&self.source_tag, &self.target_tag)
    }
}

/// The tag that a language has unless the user gives another.
pub fn default_tag(language: Language) -> &'static str {
    match language {
        Language::Korean => "ko-KR",
        Language::English => "en-US",
    }
}
