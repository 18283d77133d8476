//! The lines of a page that may be its headline instead of the one that was taken for it, because the page alone does not
//! tell which is: a kicker, the name of a column, a sub-headline.

use super::{Said, label, units};
use crate::article::{Article, Layout, LeftOut, Paragraph, Role, Span, normalize};
use crate::reader::furniture::line::{is_text, may_be_headline};
use crate::reader::furniture::names::{
    ABOVE_THE_TEXT, FACTS, HEADLINE_AGAIN, NAVIGATION, OUTSIDE_THE_TEXT,
};
use crate::reader::furniture::rules::FurnitureRules;
use crate::reader::lines;
use crate::reader::page::{MarkKind, Page};

/// What leaves out lines that no rule of the lists names.
const LEFT_OUT_BY_PLACE: [&str; 3] = [NAVIGATION, ABOVE_THE_TEXT, OUTSIDE_THE_TEXT];

/// A line of the page, and what was made of it.
struct Judged<'a> {
    span: Span,
    text: String,
    rule: Option<&'a str>,
    role: Role,
}

/// A line that may be the headline.
pub(crate) struct Rival {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// What its page says for it, in nats: one for each word that the text says as well, four at most, less one where it is
    /// as short as the name of a section or a column.
    pub(crate) support: f32,
    /// Whether it is of the article, though it be no headline.
    pub(crate) is_text: bool,
}

/// The headline and the lines near the beginning of the text that may be it as well, in the order of the page; nothing
/// where the headline is not among them, or where the page itself says which it is. One that stands alone has no support.
pub(crate) fn headline_and_rivals(
    page: &Page,
    article: &Article,
    rules: &FurnitureRules,
) -> Vec<Rival> {
    const MOST_ABOVE: usize = 20;
    const MOST_SHARED: usize = 4;
    /// A line of which the text says so many words as well is no line of anything else.
    const LEAST_SHARED: usize = 3;
    let is_told = page
        .marks
        .iter()
        .any(|mark| mark.kind == MarkKind::Headline);
    if is_told || article.layout != Layout::Page {
        return Vec::new();
    }
    let top = lines_of_top(article);
    let text = (0..top.len()).find(|&i| is_body_text(&top[i]));
    let Some(text) = text else {
        return Vec::new();
    };
    let near = &top[text.saturating_sub(MOST_ABOVE)..text];
    let Some(taken) = near.iter().position(|line| line.role == Role::Headline) else {
        return Vec::new();
    };
    let is_rival = |line: &Judged| {
        line.role == Role::Headline
            || could_be_headline(line)
                && page.mark_at(line.span.start).is_none()
                && rules.matching(&line.text, false).is_none()
    };
    let is_rival: Vec<bool> = near.iter().map(is_rival).collect();
    if is_rival.iter().filter(|&&is_rival| is_rival).count() == 1 {
        return vec![Rival {
            span: near[taken].span,
            support: 0.0,
            is_text: false,
        }];
    }
    let is_fact = |line: &Judged| line.rule.is_some_and(|rule| FACTS.contains(&rule));
    let said = Said::by(top[text..].iter().map(|line| line.text.as_str()));
    let is_about_it = |line: &Judged| said.shared(&line.text) >= LEAST_SHARED;
    // Below a headline and its date stands the text, of which a line may lack its full stop.
    let end = (taken..near.len()).find(|&i| is_fact(&near[i]) && is_about_it(&near[taken]));
    let rival = |line: &Judged| {
        let shared = said.shared(&line.text);
        let label = usize::from(label::may_be_one(&line.text));
        let is_one = line.role == Role::Headline || shared > 0;
        is_one.then(|| Rival {
            span: line.span,
            support: shared.min(MOST_SHARED) as f32 - label as f32,
            is_text: is_about_it(line) || is_mostly_said(&line.text, shared),
        })
    };
    let rivals = near.iter().zip(is_rival).take(end.unwrap_or(near.len()));
    let rivals = rivals.filter_map(|(line, is_rival)| is_rival.then_some(line));
    rivals.filter_map(rival).collect()
}

/// Whether a line is a phrase of few words, of which the text says most: a short headline has no more to share.
fn is_mostly_said(line: &str, shared: usize) -> bool {
    label::is_phrase(line) && shared > 1 && 2 * shared > units(line).len()
}

/// Whether a line that was not taken for the headline is written as one may be.
fn could_be_headline(line: &Judged) -> bool {
    line.rule
        .is_none_or(|rule| LEFT_OUT_BY_PLACE.contains(&rule))
        && may_be_headline(&line.text)
        && !label::is_trail(&line.text)
        && !label::is_bracketed(&line.text)
}

fn is_body_text(line: &Judged) -> bool {
    line.rule.is_none() && line.role == Role::Body && is_text(&line.text)
}

/// The lines of the page down to the first of the text, and the lines below it that tell what the text says.
fn lines_of_top(article: &Article) -> Vec<Judged<'_>> {
    const MOST_TEXT: usize = 12;
    let of = |span: Span, rule, role| Judged {
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

/// Takes another line, of those that [`headline_and_rivals`] found, for the headline. What stands above it is left out but
/// for `kept`, and so is what repeats it; what was taken for the title because it was the headline is no longer.
pub(crate) fn take_for_headline(article: &mut Article, headline: Span, kept: Option<Span>) {
    let text = normalize(&article.text[headline.range()]);
    let of_page = lines(&article.text, article.layout);
    let line = of_page
        .iter()
        .find(|line| line.span.start == headline.start);
    let mut paragraphs = article.paragraphs.iter();
    let former = paragraphs.find(|paragraph| paragraph.role == Role::Headline);
    let former = former.map(|former| normalize(&article.text[former.span.range()]));
    if article.metadata.title == former {
        article.metadata.title = Some(text.clone());
    }
    article.left_out.retain(|line| line.span != headline);
    article.paragraphs.retain(|line| line.span != headline);
    let mut paragraphs = vec![Paragraph {
        span: headline,
        line: line.map_or(0, |line| line.number),
        role: Role::Headline,
    }];
    for mut paragraph in std::mem::take(&mut article.paragraphs) {
        let rule = if Some(paragraph.span) == kept {
            None
        } else if paragraph.span.start < headline.start {
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
    paragraphs.sort_by_key(|paragraph| paragraph.span.start);
    article.paragraphs = paragraphs;
    article.left_out.sort_by_key(|line| line.span.start);
}
