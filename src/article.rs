//! Plain values: what an article is before and after it is split.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The two languages that naranhi aligns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Korean, written in Hangul.
    Korean,
    /// English.
    English,
}

impl Language {
    /// The primary language subtag of BCP 47: `ko` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Korean => "ko",
            Language::English => "en",
        }
    }

    /// The one that is translated into it, or from it.
    pub fn other(self) -> Language {
        match self {
            Language::Korean => Language::English,
            Language::English => Language::Korean,
        }
    }

    /// What is of the source, which is in this language, and what is of the target: the Korean, then the English.
    pub(crate) fn korean_first<T>(self, of_source: T, of_target: T) -> (T, T) {
        match self {
            Language::Korean => (of_source, of_target),
            Language::English => (of_target, of_source),
        }
    }

    /// The language of a BCP 47 tag such as `ko`, `ko-KR` or `en-GB`, or `None` for any other, and for what is no tag.
    ///
    /// ```
    /// use naranhi::Language;
    /// assert_eq!(Language::from_tag("en-GB"), Some(Language::English));
    /// assert_eq!(Language::from_tag("ja"), None);
    /// ```
    pub fn from_tag(tag: &str) -> Option<Language> {
        let is_subtag = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !tag.split('-').all(is_subtag) {
            return None;
        }
        match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("ko") => Some(Language::Korean),
            Some(primary) if primary.eq_ignore_ascii_case("en") => Some(Language::English),
            _ => None,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::Korean => "Korean",
            Language::English => "English",
        })
    }
}

/// A range of bytes in the text of an [`Article`], always on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span {
            start: range.start,
            end: range.end,
        }
    }
}

/// What a text is, which decides how it is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layout {
    /// A page: furniture is left out, the headline found, paragraphs split into sentences.
    #[default]
    Page,
    /// A page whose every line is kept.
    KeepFurniture,
    /// One segment a line: nothing is left out and nothing split.
    Presegmented,
}

/// What a paragraph is in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The headline, kept once.
    Headline,
    /// Running text.
    Body,
}

/// A paragraph that is part of the article. Its span holds line breaks where the text is wrapped at a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in the text.
    pub span: Span,
    /// The number of its line in the text, from 0, empty lines counted.
    pub line: usize,
    /// Headline or body.
    pub role: Role,
}

/// A line of the page that is not part of the article: menu, date line, byline and the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands in the text.
    pub span: Span,
    /// The name of the rule that left it out, such as `byline`.
    pub rule: String,
}

/// What a page says about its article, as far as it does. Dates are as the page writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// The title, often with the name of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// When it was changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The section of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Metadata {
    /// Fills in what another says where this says nothing.
    pub(crate) fn or(&mut self, other: Metadata) {
        let fields = [
            (&mut self.title, other.title),
            (&mut self.author, other.author),
            (&mut self.date, other.date),
            (&mut self.updated, other.updated),
            (&mut self.section, other.section),
            (&mut self.url, other.url),
        ];
        for (own, other) in fields {
            *own = own.take().or(other);
        }
    }

    /// What is said, by name: `title`, `author` and so on.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [
            ("title", &self.title),
            ("author", &self.author),
            ("date", &self.date),
            ("updated", &self.updated),
            ("section", &self.section),
            ("url", &self.url),
        ];
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// The day on which it was published, or else changed last, if it is written as ISO 8601 does.
    pub fn day(&self) -> Option<Date> {
        let day = |written: &String| written.get(..10)?.parse().ok();
        let published = self.date.as_ref().and_then(day);
        published.or_else(|| self.updated.as_ref().and_then(day))
    }
}

/// A page as it was read: the whole text, and which parts of it are the article.
///
/// Paragraphs and what was left out are in the order of the text; together they hold every character that is
/// not white space.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text, exactly as it was given.
    pub text: String,
    /// The language that its script shows.
    pub language: Language,
    /// What belongs to the article.
    pub paragraphs: Vec<Paragraph>,
    /// What does not.
    pub left_out: Vec<LeftOut>,
    /// How the text was taken apart.
    pub layout: Layout,
    /// What the page says about it.
    pub metadata: Metadata,
}

/// A sentence, headline or other unit that is aligned as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the article's text. The segments of a paragraph tile it: white space between two
    /// sentences belongs to the first.
    pub span: Span,
    /// The text as it is compared: [`normalize`]d.
    pub text: String,
    /// Index of the paragraph it stands in.
    pub paragraph: usize,
    /// Headline or body.
    pub role: Role,
}

/// Normalises text for comparison: [`tidy`], and NFC, which file names and clipboards of macOS are not in.
///
/// ```
/// assert_eq!(naranhi::normalize("  1조\u{a0}\n원\u{200b} "), "1조 원");
/// ```
pub fn normalize(text: &str) -> String {
    // Nearly all text is in NFC already, and seeing that is quicker than composing it again; quickest of all it is seen
    // of ASCII and syllables of Hangul.
    let is_nfc = |c: char| c.is_ascii() || matches!(c, '가'..='힣');
    if text.chars().all(is_nfc) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        without_excess(text.chars(), text.len())
    } else {
        without_excess(text.nfc(), text.len())
    }
}

/// Tidies text for output: invisible characters out, runs of white space to one space. Letters are left as they were
/// put in, composed or not.
///
/// ```
/// assert_eq!(naranhi::tidy(" \u{1112}\u{1161}\u{11ab}\n글 "), "\u{1112}\u{1161}\u{11ab} 글");
/// ```
pub fn tidy(text: &str) -> String {
    without_excess(text.chars(), text.len())
}

/// Takes invisible characters out and makes runs of white space one space.
fn without_excess(chars: impl Iterator<Item = char>, capacity: usize) -> String {
    let mut normal = String::with_capacity(capacity);
    let mut pending_space = false;
    for c in chars {
        if c.is_whitespace() {
            pending_space = !normal.is_empty();
        } else if !is_invisible(c) {
            if pending_space {
                normal.push(' ');
                pending_space = false;
            }
            normal.push(c);
        }
    }
    normal
}

/// Zero-width spaces, direction marks, the byte-order mark and the soft hyphen, which carry no meaning in Korean or
/// English, and what cannot stand in XML and so in no memory. Joiners stay, because emoji are made with them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}'
    ) || !is_xml_char(c)
}

/// The production `Char` of XML 1.0, fifth edition.
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether `c` is Hangul: a syllable or a letter of any of the Unicode blocks.
pub(crate) fn is_hangul(c: char) -> bool {
    matches!(
        c,
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}' | '\u{ffa0}'..='\u{ffdc}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalisation_composes_and_collapses() {
        assert_eq!(normalize("\u{1112}\u{1161}\u{11ab}\u{feff}"), "한");
        assert_eq!(normalize("\u{200b}\u{200b}"), "");
        assert_eq!(normalize("\u{2068}Seoul\u{2069}\u{202c}"), "Seoul");
        assert_eq!(normalize("a \u{3000}\t b"), "a b");
    }

    #[test]
    fn tags_of_other_languages_are_refused() {
        assert_eq!(Language::from_tag("KO-kr"), Some(Language::Korean));
        assert_eq!(Language::from_tag("kor"), None);
        for no_tag in ["", "en-", "en-\"x", "ko_KR", "en-US-foo_bar"] {
            assert_eq!(Language::from_tag(no_tag), None, "{no_tag}");
        }
    }
}
