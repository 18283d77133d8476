//! The lines of a page that may be its headline instead of the one that was taken for it, because the page alone does not
//! tell which is: a kicker, the name of a column, a sub-headline.

use super::headline::{HEADLINE_AGAIN, NAVIGATION};
use super::label;
use super::line::{LONGEST_HEADLINE_CHARS, is_bulleted, is_short, is_text};
use super::said::Said;
use super::{ABOVE_THE_TEXT, OUTSIDE_THE_TEXT};
use crate::article::{Article, Layout, LeftOut, Paragraph, Role, Span, normalize};
use crate::reader::lines;
use crate::reader::page::{MarkKind, Page};

/// What leaves lines out for where they stand, not for what they say.
const LEFT_OUT_BY_PLACE: [&str; 3] = [NAVIGATION, ABOVE_THE_TEXT, OUTSIDE_THE_TEXT];

/// A line of the page, and what was made of it.
struct Verdict<'a> {
    span: Span,
    text: String,
    rule: Option<&'a str>,
    role: Role,
}

/// A line that may be the headline.
pub struct Rival {
    /// Where it stands in the text.
    pub span: Span,
    /// What its page says for it, in nats: one for each word that the text says as well, four at most, less one where it is
    /// as short as the name of a section or a column.
    pub support: f32,
}

/// The headline and the lines above the text that may be it as well, in the order of the page; nothing where there is no
/// headline, or where the page itself says which it is.
pub fn headline_and_rivals(page: &Page, article: &Article) -> Vec<Rival> {
    const MOST_ABOVE: usize = 20;
    const MOST_SHARED: usize = 4;
    let is_told = page
        .marks
        .iter()
        .any(|mark| mark.kind == MarkKind::Headline);
    if is_told || article.layout != Layout::Page {
        return Vec::new();
    }
    let top = top(article);
    let text = (0..top.len()).find(|&i| is_body_text(&top[i]));
    let Some(text) = text.filter(|_| top.iter().any(|line| line.role == Role::Headline)) else {
        return Vec::new();
    };
    let lines: Vec<String> = top.iter().map(|line| line.text.clone()).collect();
    let said = Said::by(&lines, text);
    let rival = |line: &Verdict| {
        let shared = said.shared(&line.text);
        let label = usize::from(label::may_be_one(&line.text));
        let is_one = line.role == Role::Headline || shared > 0 && could_be_headline(line);
        is_one.then(|| Rival {
            span: line.span,
            support: shared.min(MOST_SHARED) as f32 - label as f32,
        })
    };
    let near = &top[text.saturating_sub(MOST_ABOVE)..text];
    near.iter().filter_map(rival).collect()
}

/// Whether a line that was not taken for the headline is written as one may be.
fn could_be_headline(line: &Verdict) -> bool {
    line.rule
        .is_none_or(|rule| LEFT_OUT_BY_PLACE.contains(&rule))
        && !is_short(&line.text)
        && !is_text(&line.text)
        && !is_bulleted(&line.text)
        && !label::is_trail(&line.text)
        && line.text.chars().count() <= LONGEST_HEADLINE_CHARS
}

fn is_body_text(line: &Verdict) -> bool {
    line.rule.is_none() && line.role == Role::Body && is_text(&line.text)
}

/// The lines of the page down to the first of the text, and the lines below it that tell what the text says.
fn top(article: &Article) -> Vec<Verdict<'_>> {
    const MOST_TEXT: usize = 12;
    let of = |span: Span, rule, role| Verdict {
        span,
        text: normalize(&article.text[span.range()]),
        rule,
        role,
    };
    let mut kept = article.paragraphs.iter().peekable();
    let mut left_out = article.left_out.iter().peekable();
    let mut top = Vec::new();
    let mut texts = 0;
    while texts < MOST_TEXT {
        let is_kept = match (kept.peek(), left_out.peek()) {
            (Some(kept), Some(out)) => kept.span.start < out.span.start,
            (kept, _) => kept.is_some(),
        };
        let next = match is_kept {
            true => kept.next().map(|line| of(line.span, None, line.role)),
            false => left_out
                .next()
                .map(|line| of(line.span, Some(line.rule.as_str()), Role::Body)),
        };
        let Some(line) = next else {
            break;
        };
        texts += usize::from(is_body_text(&line));
        top.push(line);
    }
    top
}

/// Takes another line for the headline. What stands above it is left out, and so is what repeats it.
pub fn take_for_headline(article: &mut Article, headline: Span) {
    let text = normalize(&article.text[headline.range()]);
    let mut lines = lines(&article.text, article.layout).into_iter();
    let line = lines.find(|line| line.span.start == headline.start);
    article.left_out.retain(|line| line.span != headline);
    article.paragraphs.retain(|line| line.span != headline);
    let mut paragraphs = vec![Paragraph {
        span: headline,
        line: line.map_or(0, |line| line.number),
        role: Role::Headline,
    }];
    for mut paragraph in std::mem::take(&mut article.paragraphs) {
        let rule = if paragraph.span.start < headline.start {
            Some(NAVIGATION)
        } else if normalize(&article.text[paragraph.span.range()]) == text {
            Some(HEADLINE_AGAIN)
        } else {
            None
        };
        match rule {
            Some(rule) => article.left_out.push(LeftOut {
                span: paragraph.span,
                rule: rule.into(),
            }),
            None => {
                paragraph.role = Role::Body;
                paragraphs.push(paragraph);
            }
        }
    }
    article.paragraphs = paragraphs;
    article.left_out.sort_by_key(|line| line.span.start);
}
