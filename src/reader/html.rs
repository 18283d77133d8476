//! Saved web pages: their visible text, a line for each block, and which lines are the article.
//!
//! Three things tell the article from its page: elements that say so (`nav`, `aside`, `footer`), names of elements, of
//! which none that holds as much as the main text of a reading mode is meant, and the block that most running text stands
//! in. Lines outside keep their place and are marked, so that nothing is lost without a trace.

mod body;
mod lines;
mod names;
mod nesting;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::page::{Mark, MarkKind, Page};
use super::register::{is_plain, is_polite};
use crate::article::{Metadata, normalize};
use crate::error::{Error, Result};
use body::Body;
use lines::{Line, Lines, lines};

/// Longest page, in bytes, that is read: a tree takes some ten times as much memory.
const LONGEST_BYTES: usize = 32 << 20;
/// Most elements among which the main text is looked for.
const MOST_ELEMENTS: usize = 100_000;
/// Deepest nesting that is read: the time that a tree takes grows with its square. No page comes near.
const DEEPEST: usize = 2_000;
/// Deepest nesting in which the main text is looked for, which takes room on the stack.
const DEEPEST_SEARCHED: usize = 200;

/// Whether a text is HTML, whole or a fragment: whether a tag that only HTML has stands near its beginning.
pub(super) fn is_html(text: &str) -> bool {
    const NEAR: usize = 2000;
    const TAGS: [&str; 14] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "div",
        "p",
        "article",
        "section",
        "h1",
        "h2",
        "table",
        "br",
        "meta",
        "span",
    ];
    const BREAKS: [&str; 2] = ["br", "/p"];
    const FEWEST_BREAKS: usize = 2;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let end = text.char_indices().nth(NEAR).map(|(end, _)| end);
    let near = &text[..end.unwrap_or(text.len())];
    let is_tag = |at: usize, names: &[&str]| {
        let tag = near[at + 1..].to_ascii_lowercase();
        names.iter().any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['>', ' ', '/', '\n', '\r', '\t']))
        })
    };
    let mut tags = near.match_indices('<').map(|(at, _)| at);
    match near.starts_with('<') {
        true => tags.any(|at| is_tag(at, &TAGS)),
        // The inside of an element, as collections of articles have it.
        false => {
            let breaks = tags.filter(|&at| is_tag(at, &BREAKS)).count();
            breaks >= FEWEST_BREAKS && breaks >= near.matches('\n').count()
        }
    }
}

/// Reads a page.
///
/// # Errors
/// [`Error::TooLarge`] for one of more than 32 MiB, [`Error::TooDeep`] for one that nests as no page does.
pub(super) fn read(html: &str, name: &str) -> Result<Page> {
    if html.len() > LONGEST_BYTES {
        return Err(Error::TooLarge {
            name: name.into(),
            most_megabytes: LONGEST_BYTES >> 20,
        });
    }
    let depth = nesting::depth(html);
    if depth > DEEPEST {
        return Err(Error::TooDeep {
            name: name.into(),
            most: DEEPEST,
        });
    }
    let document = Document::from(html);
    let (main, metadata) = if depth > DEEPEST_SEARCHED {
        (HashSet::new(), Metadata::default())
    } else {
        main_text(&document)
    };
    let article_bytes = match main.iter().map(String::len).sum() {
        0 => document.root().text().len(),
        bytes => bytes,
    };
    let all = lines(&document, article_bytes / 2);
    let lines = &all.lines;
    let headline = headline(lines, &metadata.title).or_else(|| heading_above(lines, &main));
    let inside = inside(&all, headline);

    let mut page = Page {
        name: name.into(),
        metadata,
        ..Page::default()
    };
    for (index, line) in lines.iter().enumerate() {
        let start = page.text.len();
        page.text.push_str(&line.text);
        let kind = if headline == Some(index) {
            Some(MarkKind::Headline)
        } else if inside[index] {
            None
        } else {
            Some(line.outside.map_or(MarkKind::Elsewhere, MarkKind::Outside))
        };
        page.marks.extend(kind.map(|kind| Mark {
            span: (start..page.text.len()).into(),
            kind,
        }));
        page.text.push('\n');
    }
    Ok(page)
}

/// The lines of the main text as a reading mode finds it, none where it finds none, and what the page says of itself.
fn main_text(document: &Document) -> (HashSet<String>, Metadata) {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let meta = |selector: &str| {
        let content = document.select(selector).attr("content")?;
        Some(normalize(&content)).filter(|content| !content.is_empty())
    };
    let section = meta("meta[property='article:section']");
    let Ok(mut reading) = Readability::with_document(document.clone(), None, Some(config)) else {
        return (HashSet::new(), Metadata::default());
    };
    let said = reading.get_article_metadata(reading.parse_json_ld());
    let clean = |field: Option<String>| {
        field
            .map(|field| normalize(&field))
            .filter(|field| !field.is_empty())
    };
    let canonical = document.select("link[rel='canonical']").attr("href");
    let metadata = Metadata {
        title: clean(Some(said.title)),
        author: clean(said.byline),
        date: clean(said.published_time),
        updated: clean(said.modified_time),
        section,
        url: clean(said.url.or(canonical.map(|url| url.to_string()))),
    };
    let main = match reading.parse() {
        Ok(article) => {
            let content = Document::from(article.content.as_ref());
            lines::lines(&content, 0)
                .lines
                .into_iter()
                .map(|line| line.text)
                .collect()
        }
        Err(_) => HashSet::new(),
    };
    (main, metadata)
}

/// The line that is the headline: the first of `h1`, of any heading, of all lines that is most of the title of the page;
/// else the one `h1`, or the first that the title holds.
fn headline(lines: &[Line], title: &Option<String>) -> Option<usize> {
    let title = title.as_deref().unwrap_or_default();
    let is_in_title = |line: &Line| line.outside.is_none() && title.contains(line.text.as_str());
    // The name of the site stands beside it in the title; a single word of a menu is in it too.
    let is_most_of_title = |line: &Line| line.text.len() * 2 >= title.len() && is_in_title(line);
    let first = |is_it: &dyn Fn(&Line) -> bool| lines.iter().position(is_it);
    let mut first_headings =
        (0..lines.len()).filter(|&i| lines[i].is_first_heading && lines[i].outside.is_none());
    first(&|line| line.is_first_heading && is_most_of_title(line))
        .or_else(|| first(&|line| line.is_heading && is_most_of_title(line)))
        .or_else(|| first(&is_most_of_title))
        .or_else(|| match (first_headings.next(), first_headings.next()) {
            (only, None) => only,
            _ => first(&|line| line.is_first_heading && is_in_title(line)),
        })
}

/// Lines between a heading and the main text: byline, date and the like.
const MOST_BETWEEN: usize = 8;

/// The last heading above the main text, where the title of the page does not say which it is.
fn heading_above(lines: &[Line], main: &HashSet<String>) -> Option<usize> {
    let is_text = |line: &Line| {
        let is_main = line.outside.is_none() && main.contains(&line.text);
        is_main && super::furniture::is_text(&line.text)
    };
    let first = lines.iter().position(is_text)?;
    (first.saturating_sub(MOST_BETWEEN)..first)
        .rev()
        .find(|&i| lines[i].is_heading && lines[i].outside.is_none())
}

/// Which lines are inside the article: those of its body, and a standfirst between headline and body. Where no body is
/// found, all below the headline, and all text.
fn inside(page: &Lines, headline: Option<usize>) -> Vec<bool> {
    let lines = &page.lines;
    let is_text = |i: &usize| super::furniture::is_text(&lines[*i].text);
    let Some(body) = Body::of(page) else {
        let is_below = |i: usize| headline.is_none_or(|headline| i >= headline);
        return (0..lines.len())
            .map(|i| is_below(i) || is_text(&i))
            .collect();
    };
    let mut inside: Vec<bool> = (0..lines.len()).map(|i| body.holds(i)).collect();
    let Some(first) = (0..lines.len()).find(|i| inside[*i] && is_text(i)) else {
        return inside;
    };
    let Some(headline) = headline else {
        return inside;
    };
    // What stands above the first paragraph is a sub-headline, but for the headings that it is below.
    let is_close = |i: &usize| inside[*i] && lines[*i].is_heading || lines[*i].outside.is_some();
    let close = (0..first).rev().take_while(is_close).count();
    inside[..first - close].fill(false);
    let above = headline.min(first);
    let paragraphs = (first..lines.len()).filter(|&i| inside[i]);
    let is_plain = is_plain(paragraphs.map(|i| lines[i].text.as_str()));
    let mut standfirsts = (above..first).filter(|i| {
        let line = &lines[*i];
        let is_notice = is_plain && is_polite(&line.text);
        line.outside.is_none() && !line.is_links() && is_text(i) && !is_notice
    });
    // Several are the sentences of a summary.
    if let (Some(only), None) = (standfirsts.next(), standfirsts.next()) {
        inside[only] = true;
    }
    inside
}

#[cfg(test)]
mod tests;
