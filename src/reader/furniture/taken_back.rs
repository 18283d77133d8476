//! Captions that may come back: they are left out of an article unless another edition of it tells them in its text.

use std::collections::HashSet;
use std::mem;

use super::FurnitureRules;
use super::line::{is_sentence, is_text};
use super::names::PHOTO;
use crate::article::{Article, LeftOut, Paragraph, Role, Span, normalize};
use crate::reader::lines;

/// What a sentence, or what encloses it, ends with: a credit may follow without a space.
const ENDS: [char; 7] = ['.', '!', '?', '”', '’', '"', ')'];
/// The most words of a credit that stands between two captions.
const MOST_CREDIT_WORDS: usize = 5;

/// The captions below the headline that are text, without the credits at their ends: each once, and none that the article
/// says as well; in the order of the page, in runs between which the article has a line.
pub(crate) fn captions(article: &Article, rules: &FurnitureRules) -> Vec<Vec<Span>> {
    let of_photos = || article.left_out.iter().filter(|line| line.rule == PHOTO);
    if of_photos().next().is_none() {
        return Vec::new();
    }
    let paragraphs = &article.paragraphs;
    let text = |span: Span| normalize(&article.text[span.range()]);
    let kept: Vec<String> = paragraphs.iter().map(|kept| text(kept.span)).collect();
    let headline = paragraphs.iter().find(|kept| kept.role == Role::Headline);
    let below = headline.map_or(0, |headline| headline.span.end);
    let mut met = HashSet::new();
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut kept_above = None;
    for line in of_photos().filter(|line| line.span.start >= below) {
        let Some(length) = length_of_caption(&article.text[line.span.range()], rules) else {
            continue;
        };
        let caption = Span::from(line.span.start..line.span.start + length);
        let said = text(caption);
        if kept.iter().any(|kept| kept.contains(&said)) || !met.insert(said) {
            continue;
        }
        let above = paragraphs.partition_point(|kept| kept.span.start < caption.start);
        match runs.last_mut() {
            Some(run) if kept_above == Some(above) => run.push(caption),
            _ => runs.push(vec![caption]),
        }
        kept_above = Some(above);
    }
    runs
}

/// The bytes of a line that are a caption, up to the credit at its end; none where it is no text, or holds more captions.
fn length_of_caption(line: &str, rules: &FurnitureRules) -> Option<usize> {
    let ends: Vec<usize> = sentence_ends(line).collect();
    if ends
        .iter()
        .any(|&end| begins_with_credit(&line[end..], rules))
    {
        return None;
    }
    let is_credit = |end: &&usize| {
        let rest = normalize(&line[**end..]);
        !is_text(&rest) && rules.leaves_out(&rest)
    };
    let length = ends.iter().find(is_credit).copied();
    let length = length.unwrap_or(line.len());
    is_text(&normalize(&line[..length])).then_some(length)
}

/// Where the sentences of a line end that something follows, in bytes.
fn sentence_ends(line: &str) -> impl Iterator<Item = usize> {
    let ends = line.match_indices(ENDS).map(|(at, end)| at + end.len());
    ends.filter(|&end| {
        let begins = |c: char| c == 'ⓒ' || !c.is_alphanumeric() && !ENDS.contains(&c);
        line[end..].starts_with(begins)
            && !line[end..].trim_start().is_empty()
            && is_sentence(line[..end].trim_start())
    })
}

/// Whether a credit and more stand at the beginning of a text.
fn begins_with_credit(text: &str, rules: &FurnitureRules) -> bool {
    let text = text.trim_start();
    let spaces = text.match_indices(char::is_whitespace);
    spaces.take(MOST_CREDIT_WORDS).any(|(at, _)| {
        let (credit, rest) = (&text[..at], &text[at..]);
        !is_text(credit) && rules.is_credit(credit) && is_text(rest.trim())
    })
}

/// Makes paragraphs of captions, which stand at the beginnings of lines that were left out, in the same order. The credit
/// behind one stays left out.
pub(crate) fn take_back(article: &mut Article, captions: &[Span]) {
    let of_page = lines(&article.text, article.layout);
    for line in mem::take(&mut article.left_out) {
        let told = captions.binary_search_by_key(&line.span.start, |caption| caption.start);
        let Ok(at) = told else {
            article.left_out.push(line);
            continue;
        };
        let caption = captions[at];
        let rest = &article.text[caption.end..line.span.end];
        let credit = Span::from(line.span.end - rest.trim_start().len()..line.span.end);
        if !credit.range().is_empty() {
            article.left_out.push(LeftOut {
                span: credit,
                ..line
            });
        }
        let above = of_page.partition_point(|one| one.span.start <= caption.start);
        article.paragraphs.push(Paragraph {
            span: caption,
            line: of_page[..above].last().map_or(0, |line| line.number),
            role: Role::Body,
        });
    }
    let paragraphs = &mut article.paragraphs;
    paragraphs.sort_by_key(|paragraph| paragraph.span.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_ends_before_its_credit() {
        let rules = FurnitureRules::default();
        for (caption, credit) in [
            ("고등어 경매를 시작하고 있다.", " /사진=한여울 기자"),
            (
                "종을 울렸다. 고등어 경매를 시작하고 있다.",
                " (사진=연합뉴스)",
            ),
            ("고등어 경매를 시작하고 있다.", "(사진=연합뉴스)"),
            ("고등어 경매를 시작하고 있다.", " 연합뉴스"),
            ("고등어 경매를 시작하고 있다.", "ⓒ 연합뉴스"),
            ("He opens the auction.", " Photo by Han Yeo-ul"),
            ("He rang. He opens the auction.", " (Yonhap)"),
            ("“이제 시작이다.”라고 그가 말하고 있다.", ""),
        ] {
            let line = format!("{caption}{credit}");
            assert_eq!(
                length_of_caption(&line, &rules),
                Some(caption.len()),
                "{line}"
            );
        }
        for line in [
            "고등어 경매 /사진=한여울 기자",
            "종을 울리고 있다. /사진=한여울 기자 할머니가 갈치를 늘어놓고 있다. /사진=한여울 기자",
            "A man at work (Yonhap)",
        ] {
            assert_eq!(length_of_caption(line, &rules), None, "{line}");
        }
    }
}
