//! Sentences. The rules are in one file per language, the word lists in `data/`.
//!
//! A boundary stands after a final mark and the closing quotes, brackets and white space that follow it, so that the
//! sentences of a paragraph tile it exactly. A line break is always a boundary, because paragraphs are split one by
//! one.

mod en;
mod ko;
mod marks;

use std::collections::HashMap;

use crate::article::{Article, Language, Role, Segment, Span, normalize};
use crate::data;

/// How a full stop after an abbreviation is to be taken: the classes of `data/abbreviations.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abbreviation {
    BeforeName,
    Month,
    Ambiguous,
}

/// Splits paragraphs into sentences.
pub struct Splitter {
    abbreviations: HashMap<&'static str, Abbreviation>,
    starters: Vec<&'static str>,
    quote_particles: Vec<&'static str>,
}

impl Default for Splitter {
    fn default() -> Self {
        let abbreviations = data::entries(data::ABBREVIATIONS)
            .filter_map(|line| {
                let (class, word) = line.split_once('\t')?;
                let class = match class {
                    "before-name" => Abbreviation::BeforeName,
                    "month" => Abbreviation::Month,
                    _ => Abbreviation::Ambiguous,
                };
                Some((word, class))
            })
            .collect();
        let mut starters: Vec<&str> = data::entries(data::SENTENCE_STARTERS).collect();
        starters.sort_unstable();
        Splitter {
            abbreviations,
            starters,
            quote_particles: data::entries(data::QUOTE_PARTICLES).collect(),
        }
    }
}

impl Splitter {
    /// The sentences of one paragraph as byte ranges that tile it: each holds the white space after it.
    ///
    /// ```
    /// use naranhi::{Language, segment::Splitter};
    /// let text = "“간다. 곧 온다.”고 말했다. 비가 왔다.";
    /// let sentences = Splitter::default().split(text, Language::Korean);
    /// assert_eq!(sentences.len(), 2);
    /// assert_eq!(&text[sentences[1].range()], "비가 왔다.");
    /// ```
    pub fn split(&self, paragraph: &str, language: Language) -> Vec<Span> {
        let chars: Vec<(usize, char)> = paragraph.char_indices().collect();
        let text = marks::Text::new(paragraph, &chars);
        let mut spans = Vec::new();
        let mut start = 0;
        for mark in text.final_marks() {
            let is_end = match language {
                Language::English => en::is_end(&text, &mark, start, self),
                Language::Korean => ko::is_end(&text, &mark, start, self),
            };
            if is_end {
                let end = text.byte(text.skip_space(mark.after));
                if end < paragraph.len() {
                    spans.push(Span::from(start..end));
                    start = end;
                }
            }
        }
        if start < paragraph.len() {
            spans.push(Span::from(start..paragraph.len()));
        }
        spans
    }

    /// The segments of an article: its headline and its sentences, in order.
    pub fn segments(&self, article: &Article) -> Vec<Segment> {
        let mut segments = Vec::new();
        for (index, paragraph) in article.paragraphs.iter().enumerate() {
            let text = &article.text[paragraph.span.range()];
            // A headline is one segment, whatever marks it holds.
            let sentences = match paragraph.role {
                Role::Headline => vec![Span::from(0..text.len())],
                Role::Body => self.split(text, article.language),
            };
            for sentence in sentences {
                segments.extend(segment(article, index, sentence));
            }
        }
        segments
    }
}

/// One segment a paragraph, nothing split.
pub fn one_per_line(article: &Article) -> Vec<Segment> {
    (0..article.paragraphs.len())
        .filter_map(|index| {
            let span = article.paragraphs[index].span;
            segment(article, index, Span::from(0..span.end - span.start))
        })
        .collect()
}

/// The segment at `within` its paragraph; `None` where nothing of it can be seen.
fn segment(article: &Article, paragraph: usize, within: Span) -> Option<Segment> {
    let whole = article.paragraphs[paragraph];
    let span = Span::from(whole.span.start + within.start..whole.span.start + within.end);
    let text = normalize(&article.text[span.range()]);
    (!text.is_empty()).then_some(Segment {
        span,
        text,
        paragraph,
        role: whole.role,
    })
}
