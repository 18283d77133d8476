//! What a file holds as text, before the article is told from its page.

use crate::article::{Metadata, Span, is_xml_char};

/// A file as text, with what its format says of it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Stands for the text in messages, such as the file's path.
    pub name: String,
    /// The text, a paragraph a line. That of a plain file is the file's, to the byte.
    pub text: String,
    /// What the format says of lines, in the order of the text; a line has one mark at most.
    pub marks: Vec<Mark>,
    /// What the format says of the article.
    pub metadata: Metadata,
    /// Whether that is what a program says of the file, so that the article knows its title, dates and author better.
    pub is_of_file: bool,
    /// Whether each line is a segment, not to be split, and without furniture. A line with a mark is then of the
    /// translation that the file holds beside them.
    pub is_segmented: bool,
    /// What whoever uses the text should know of how it was read.
    pub warning: Option<&'static str>,
}

/// What the format of a file says of one of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line, in the page's text.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a line can be marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The headline.
    Headline,
    /// No part of the article, by the rule of this name.
    Outside(&'static str),
    /// Not in the main text.
    Elsewhere,
}

impl Page {
    /// A plain text.
    pub fn plain(text: impl Into<String>, name: impl Into<String>) -> Page {
        Page {
            name: name.into(),
            text: text.into(),
            ..Page::default()
        }
    }

    /// How many characters of the text are in no segment because they cannot stand in XML: control characters, which
    /// say nothing.
    pub fn forbidden(&self) -> usize {
        let is_forbidden = |c: &char| !is_xml_char(*c) && !c.is_whitespace();
        self.text.chars().filter(is_forbidden).count()
    }

    /// The lines that the format does not mark as outside the article.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let mut outside = self
            .marks
            .iter()
            .filter(|mark| mark.kind != MarkKind::Headline);
        let mut next = outside.next();
        let mut end = 0;
        self.text.split_inclusive('\n').filter_map(move |line| {
            let start = end;
            end += line.len();
            if next.is_some_and(|mark| mark.span.start == start) {
                next = outside.next();
                return None;
            }
            Some(
                line.strip_suffix('\n')
                    .map_or(line, |line| line.strip_suffix('\r').unwrap_or(line)),
            )
        })
    }

    /// The mark of the line that begins at a byte of the text.
    pub(super) fn mark_at(&self, start: usize) -> Option<MarkKind> {
        let found = self
            .marks
            .binary_search_by_key(&start, |mark| mark.span.start);
        found.ok().map(|i| self.marks[i].kind)
    }
}
