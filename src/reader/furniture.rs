//! What on a page is not the article, and which line is the headline.
//!
//! The rules are data (`data/furniture.txt`); three things need the whole page and are code: a headline that is
//! repeated, the menu above it, and a list of other articles at the end.

use std::collections::HashMap;

use regex_lite::Regex;

use super::Line;
use crate::article::{Article, Language, Layout, LeftOut, Role, normalize};
use crate::data;

/// Longest line, in characters, that a rule may leave out: longer ones are text.
const LONGEST_FURNITURE_CHARS: usize = 200;
/// Longest line, in characters, that is taken for a headline.
const LONGEST_HEADLINE_CHARS: usize = 160;
/// A headline stands within so many lines of the page's beginning.
const LAST_HEADLINE_LINE: usize = 100;

/// The rules of `data/furniture.txt`, compiled.
pub struct FurnitureRules {
    rules: Vec<Rule>,
}

struct Rule {
    name: &'static str,
    reach: Reach,
    may_be_sentence: bool,
    pattern: Regex,
}

/// Where a rule holds: the second column of the rules.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Line,
    Below,
    Rest,
}

impl Default for FurnitureRules {
    fn default() -> Self {
        let rules = data::entries(data::FURNITURE)
            .filter_map(|line| {
                let mut fields = line.splitn(3, '\t');
                let (name, reach, pattern) = (fields.next()?, fields.next()?, fields.next()?);
                let may_be_sentence = reach.ends_with('!');
                let (reach, pattern) = match reach.trim_end_matches('!') {
                    "words" => (Reach::Line, only_words(pattern)),
                    "below" => (Reach::Below, pattern.to_owned()),
                    "rest" => (Reach::Rest, pattern.to_owned()),
                    _ => (Reach::Line, pattern.to_owned()),
                };
                Some(Rule {
                    name,
                    reach,
                    may_be_sentence,
                    pattern: Regex::new(&format!("(?i)^(?:{pattern})$")).ok()?,
                })
            })
            .collect();
        FurnitureRules { rules }
    }
}

/// A pattern for lines that hold nothing but the words and what separates menu entries. A single space does so only
/// between three Korean words or more: "Sports and politics" and "Korean film industry" are headlines.
fn only_words(words: &str) -> String {
    let words = words.replace('+', "\\+");
    let menu = format!("(?:{words})(?:(?: *[>›»|·•/&,]+ *| {{2,}})(?:{words}))*");
    if words.chars().any(crate::article::is_hangul) && words.starts_with(crate::article::is_hangul)
    {
        format!("{menu}|(?:{words})(?: (?:{words})){{2,}}")
    } else {
        menu
    }
}

impl FurnitureRules {
    fn matching(&self, line: &str, is_first: bool) -> Option<&Rule> {
        if line.chars().count() > LONGEST_FURNITURE_CHARS {
            return None;
        }
        let sentence = is_sentence(line);
        self.rules.iter().find(|rule| {
            (rule.reach != Reach::Below || !is_first)
                && (!sentence || rule.may_be_sentence)
                && rule.pattern.is_match(line)
        })
    }
}

/// Tells the article from the furniture of its page. `lines` are the lines that hold something.
pub fn leave_out(
    text: &str,
    language: Language,
    lines: &[Line],
    rules: &FurnitureRules,
) -> Article {
    let normal: Vec<String> = lines
        .iter()
        .map(|line| normalize(&text[line.span.range()]))
        .collect();
    let mut verdicts: Vec<Option<&str>> = vec![None; lines.len()];
    let (mut in_rest, mut is_first, mut has_begun) = (false, true, false);
    for (line, verdict) in normal.iter().zip(&mut verdicts) {
        let sentence = is_sentence(line);
        in_rest &= !is_text(line);
        match rules.matching(line, is_first) {
            Some(rule) => {
                *verdict = Some(rule.name);
                in_rest |= rule.reach == Reach::Rest && has_begun;
            }
            None if in_rest => *verdict = Some("after the end"),
            None => {
                // A kicker above the headline is not yet the headline.
                is_first &= is_short(line);
                has_begun |= sentence;
            }
        }
    }
    let headline = find_headline(&normal, &mut verdicts);

    let mut article = Article {
        text: text.to_owned(),
        language,
        paragraphs: Vec::new(),
        left_out: Vec::new(),
        layout: Layout::Page,
    };
    for (i, (line, verdict)) in lines.iter().zip(&verdicts).enumerate() {
        match verdict {
            Some(rule) => article.left_out.push(LeftOut {
                span: line.span,
                rule: (*rule).to_owned(),
            }),
            None => article
                .paragraphs
                .push(line.as_paragraph(if headline == Some(i) {
                    Role::Headline
                } else {
                    Role::Body
                })),
        }
    }
    article
}

/// Finds the headline, and marks its repetitions and the menu above it as left out.
///
/// A line that stands twice or more and is no sentence is the headline; without one, it is the first line that is
/// left, provided that it is short, is no sentence, and that something follows it. A word or two above a line that
/// is much longer are the menu.
fn find_headline(lines: &[String], verdicts: &mut [Option<&str>]) -> Option<usize> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (line, verdict) in lines.iter().zip(verdicts.iter()) {
        if verdict.is_none() {
            *count.entry(line).or_default() += 1;
        }
    }
    let kept = |verdicts: &[Option<&str>], i: usize| verdicts[i].is_none();
    let looks_like =
        |line: &str| line.chars().count() <= LONGEST_HEADLINE_CHARS && !is_sentence(line);
    let first_sentence = (0..lines.len())
        .find(|&i| kept(verdicts, i) && is_sentence(&lines[i]))
        .unwrap_or(lines.len());
    let repeated = (0..first_sentence.min(LAST_HEADLINE_LINE)).find(|&i| {
        kept(verdicts, i)
            && looks_like(&lines[i])
            && !is_short(&lines[i])
            && (count[lines[i].as_str()] > 1 || with_site_name(lines, verdicts, i).next().is_some())
    });
    let headline = match repeated {
        Some(headline) => {
            for i in 0..headline {
                if kept(verdicts, i) && is_short(&lines[i]) && !is_quoted(&lines[i]) {
                    verdicts[i] = Some("navigation");
                }
            }
            // A line longer than a menu entry above the repeated headline is the same headline with the
            // site's name, or a sentence of its own that must stay.
            headline
        }
        None => {
            let mut candidates = (0..first_sentence)
                .filter(|&i| kept(verdicts, i))
                .peekable();
            let mut menu = Vec::new();
            while let Some(i) = candidates.next() {
                let next = candidates.peek().map_or("", |&next| &lines[next]);
                if !is_menu_above(&lines[i], next) {
                    break;
                }
                menu.push(i);
            }
            for i in menu {
                verdicts[i] = Some("navigation");
            }
            let first = (0..lines.len()).find(|&i| kept(verdicts, i))?;
            let followed = (first + 1..lines.len()).any(|i| kept(verdicts, i));
            if !followed || !looks_like(&lines[first]) {
                return None;
            }
            first
        }
    };
    let again: Vec<usize> = (0..lines.len())
        .filter(|&i| i != headline && kept(verdicts, i) && lines[i] == lines[headline])
        .chain(with_site_name(lines, verdicts, headline))
        .collect();
    for i in again {
        verdicts[i] = Some("headline again");
    }
    Some(headline)
}

/// Whether a line is too short for a headline, and the next one is not.
fn is_menu_above(line: &str, next: &str) -> bool {
    let chars = |text: &str| text.chars().count();
    is_short(line)
        && !is_quoted(line)
        && !is_short(next)
        && chars(next) >= 2 * chars(line)
        && !is_sentence(next)
}

/// Whether a line is a word or two, as menu entries and kickers are.
fn is_short(line: &str) -> bool {
    const FEW_WORDS: usize = 2;
    const FEW_CHARS: usize = 14;
    line.split(' ').count() <= FEW_WORDS && line.chars().count() <= FEW_CHARS
}

/// Whether a line is somebody's words, which a menu never is.
fn is_quoted(line: &str) -> bool {
    line.starts_with(['“', '"', '‘', '\'', '「']) || line.ends_with(['?', '!'])
}

/// The lines that are line `headline` and the name of the site: `Headline | The Daily`, `Headline : 나란히일보`.
fn with_site_name(
    lines: &[String],
    verdicts: &[Option<&str>],
    headline: usize,
) -> impl Iterator<Item = usize> {
    const SEPARATORS: [char; 10] = ['|', '-', '–', '—', ':', '<', '>', '«', '·', '/'];
    const LONGEST_SITE_CHARS: usize = 40;
    (0..lines.len()).filter(move |&i| {
        verdicts[i].is_none()
            && lines[i]
                .strip_prefix(lines[headline].as_str())
                .is_some_and(|rest| {
                    rest.chars().count() <= LONGEST_SITE_CHARS
                        && rest.starts_with(' ')
                        && rest.trim_start().starts_with(SEPARATORS)
                })
    })
}

/// Whether a line is running text: a sentence, several of them whatever they end with, or longer than a headline.
fn is_text(line: &str) -> bool {
    let has_sentences = line.contains(". ") || line.contains("? ") || line.contains("! ");
    is_sentence(line) || has_sentences || line.chars().count() > LONGEST_HEADLINE_CHARS
}

/// Whether a line ends as a sentence does: with a final mark, and closing quotes or brackets after it.
fn is_sentence(line: &str) -> bool {
    let body = line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '」', '』', '>', '》']);
    // An ellipsis, a question and an exclamation end headlines as often as sentences.
    let stopped = body.ends_with(['.', '。']) && !body.ends_with("..");
    let words = body.split(' ').count();
    stopped && (words >= 4 || body.chars().any(crate::article::is_hangul) && words >= 2)
}

#[cfg(test)]
mod tests;
