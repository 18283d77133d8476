//! Sentences. The rules are in one file per language, the word lists in `data/`.
//!
//! A boundary stands after a final mark and the closing quotes, brackets and white space that follow it, so that the
//! sentences of a paragraph tile it exactly. Paragraphs are split one by one.

mod en;
mod enclosure;
mod judgement;
mod ko;
mod list_item;
mod lists;
mod scan;
mod splitting;
mod srx;
mod text;

use crate::article::{Article, Language, Role, Segment, Span, normalize};
use crate::error::Result;
use lists::Lists;
use splitting::{Context, Mark};

pub use judgement::{Judgement, Rule};

/// Splits paragraphs into sentences.
#[derive(Default)]
pub struct Splitter {
    lists: Lists,
    informal: bool,
}

debug_by_name!(Splitter);

impl Splitter {
    /// Whether Korean sentences also end where informal writing leaves out the mark, after endings such as 어요 and 습니다.
    /// Not by default: in a newspaper these endings stand within sentences too.
    ///
    /// ```
    /// use naranhi::{Language, segment::Splitter};
    /// let text = "정말 맛있었어요 다음에 또 갈게요";
    /// assert_eq!(Splitter::default().split(text, Language::Korean).len(), 1);
    /// assert_eq!(Splitter::default().informal(true).split(text, Language::Korean).len(), 2);
    /// ```
    #[must_use]
    pub fn informal(mut self, informal: bool) -> Self {
        self.informal = informal;
        self
    }

    /// Adds abbreviations of the user's own, which win over those that come with naranhi. A line of `list` is a word
    /// without its full stop, or, as in `data/abbreviations.txt`, a class, a tab and a word. `name` is what messages
    /// call the list.
    ///
    /// ```
    /// use naranhi::{Language, segment::Splitter};
    /// let text = "She met Ptr. Kim.";
    /// let splitter = Splitter::default().with_abbreviations("title\tPtr\n", "mine.txt")?;
    /// assert_eq!(splitter.split(text, Language::English).len(), 1);
    /// # Ok::<(), naranhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Data`](crate::Error::Data) with the line, if it has another class or its word a space.
    pub fn with_abbreviations(mut self, list: &str, name: &str) -> Result<Self> {
        self.lists.add_abbreviations(list, name)?;
        Ok(self)
    }

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
        let mut spans = Vec::new();
        let mut start = 0;
        self.judge_all(paragraph, language, |judgement| {
            if judgement.is_end() {
                spans.push(Span::from(start..judgement.at));
                start = judgement.at;
            }
        });
        if start < paragraph.len() {
            spans.push(Span::from(start..paragraph.len()));
        }
        spans
    }

    /// Each place in a paragraph where a sentence might end, save its own end, with the rule that decided.
    ///
    /// ```
    /// use naranhi::{Language, segment::{Rule, Splitter}};
    /// let judgements = Splitter::default().explain("Mr. Park left. It rained.", Language::English);
    /// assert_eq!(judgements[0].rule, Rule::BeforeName);
    /// assert_eq!((judgements[1].rule, judgements[1].at), (Rule::FinalMark, 15));
    /// ```
    pub fn explain(&self, paragraph: &str, language: Language) -> Vec<Judgement> {
        let mut judgements = Vec::new();
        self.judge_all(paragraph, language, |judgement| judgements.push(judgement));
        judgements
    }

    fn judge_all(&self, paragraph: &str, language: Language, heard: impl FnMut(Judgement)) {
        splitting::judge_all(paragraph, language, self.informal, &self.lists, heard);
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
