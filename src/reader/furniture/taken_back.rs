//! Lines that were left out although they are written as text: a caption, a paragraph among boxes. The page alone does not
//! tell that they are of the article; another edition of it may.

use std::collections::HashSet;

use super::line::is_text;
use super::names::{ABOVE_THE_TEXT, ELSEWHERE, OUTSIDE_THE_TEXT, PHOTO};
use crate::article::{Article, LeftOut, Paragraph, Role, Span, normalize};
use crate::reader::lines;

/// What leaves out lines that may be text, by what they are or where they stand.
const MAY_BE_TEXT: [&str; 4] = [PHOTO, OUTSIDE_THE_TEXT, ABOVE_THE_TEXT, ELSEWHERE];

/// The lines that were left out and may be text, each once, and none that the article says as well; in the order of the
/// page, in runs between which the article has a line.
pub(crate) fn text_left_out(article: &Article) -> Vec<Vec<Span>> {
    let text = |span: Span| normalize(&article.text[span.range()]);
    let kept = article
        .paragraphs
        .iter()
        .map(|paragraph| text(paragraph.span));
    let mut said: HashSet<String> = kept.collect();
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut kept_above = None;
    for line in &article.left_out {
        let text = text(line.span);
        if !MAY_BE_TEXT.contains(&line.rule.as_str()) || !is_text(&text) || !said.insert(text) {
            continue;
        }
        let above = article
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start < line.span.start);
        match runs.last_mut() {
            Some(run) if kept_above == Some(above) => run.push(line.span),
            _ => runs.push(vec![line.span]),
        }
        kept_above = Some(above);
    }
    runs
}

/// Makes paragraphs of texts at the beginnings of lines that were left out. What follows in such a line, the credit of a
/// caption, stays left out.
pub(crate) fn take_back(article: &mut Article, texts: &[Span]) {
    let of_page = lines(&article.text, article.layout);
    for text in texts {
        let Some(at) = article
            .left_out
            .iter()
            .position(|line| line.span.start == text.start)
        else {
            continue;
        };
        let line = article.left_out.remove(at);
        let rest = &article.text[text.end..line.span.end];
        let credit = line.span.end - rest.trim_start().len();
        if credit < line.span.end {
            let span = Span::from(credit..line.span.end);
            article.left_out.insert(at, LeftOut { span, ..line });
        }
        let number = of_page.iter().find(|one| one.span.start == text.start);
        article.paragraphs.push(Paragraph {
            span: *text,
            line: number.map_or(0, |line| line.number),
            role: Role::Body,
        });
    }
    article
        .paragraphs
        .sort_by_key(|paragraph| paragraph.span.start);
}
