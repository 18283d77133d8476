//! What a line looks like: a sentence, running text, a word or two.

use std::sync::LazyLock;

use crate::article::is_hangul;
use crate::data::{self, Classes};

/// The words of `data/line-words.txt`.
pub(super) static WORDS: LazyLock<Classes> = LazyLock::new(|| Classes::of(data::LINE_WORDS));

/// Longest line, in characters, that is taken for a headline.
pub(super) const LONGEST_HEADLINE_CHARS: usize = 160;

/// Whether a line is running text: a sentence, several of them whatever they end with, or longer than a headline.
pub(in crate::reader) fn is_text(line: &str) -> bool {
    let asks_twice = line.contains("? ") && line.ends_with(['?', '!', '”', '"']);
    is_sentence(line)
        || begins_with_sentence(line)
        || asks_twice
        || line.chars().count() > LONGEST_HEADLINE_CHARS
}

/// Whether a line ends as a sentence does: with a final mark, and closing quotes or brackets after it.
///
/// A rate of exchange at the end, `($1 = 1,380 won)`, is a sentence as well.
pub(super) fn is_sentence(line: &str) -> bool {
    let is_amount = |side: &str| side.contains(|c: char| c.is_ascii_digit());
    let is_rate = |(one, other): (&str, &str)| is_amount(one) && is_amount(other);
    if line.starts_with('(') && line.ends_with(')') && line.split_once(" = ").is_some_and(is_rate) {
        return true;
    }
    let body = line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '」', '』', '>', '》']);
    // An ellipsis, a question and an exclamation end headlines as often as sentences.
    let stopped = body.ends_with(['.', '。']) && !body.ends_with("..");
    // No more words are counted than are asked for: of a long line, every beginning may be asked about.
    let has_words = |words: usize| body.split(' ').nth(words - 1).is_some();
    stopped && (has_words(4) || has_words(2) && body.chars().any(is_hangul))
}

/// Whether a sentence ends inside of a line. The full stops of `1. `, `Mr. ` and `U.S. ` end none.
pub(in crate::reader) fn begins_with_sentence(line: &str) -> bool {
    line.match_indices(['.', '”', '"', '’'])
        .filter(|&(at, mark)| line[at + mark.len()..].starts_with(' '))
        .map(|(at, mark)| &line[..at + mark.len()])
        .any(|sentence| {
            let last_word = sentence.rsplit(' ').next().unwrap_or(sentence);
            let stops = last_word.matches('.').count();
            let is_abbreviated = stops > 1 || last_word.starts_with(char::is_uppercase);
            is_sentence(sentence) && !is_abbreviated
        })
}

/// Whether a line is a word or two, as menu entries and kickers are.
pub(super) fn is_short(line: &str) -> bool {
    const FEW_WORDS: usize = 2;
    const FEW_CHARS: usize = 14;
    line.split(' ').filter(|&word| word != "&").count() <= FEW_WORDS
        && line.chars().count() <= FEW_CHARS
}

/// Whether a line is written as a headline may be: no word or two, no text, no item of a list.
pub(super) fn may_be_headline(line: &str) -> bool {
    !is_short(line) && !is_text(line) && !is_bulleted(line)
}

/// Whether a line is an item of a list, such as a summary.
pub(super) fn is_bulleted(line: &str) -> bool {
    ["- ", "• ", "· ", "⊙ ", "▶ ", "▷ "]
        .iter()
        .any(|bullet| line.starts_with(bullet))
}

/// Whether a line has the mark that newspapers set before a heading between paragraphs, or before a question.
pub(super) fn is_marked(line: &str) -> bool {
    line.starts_with(['■', '◆', '◇', '□', '●', '―', '—'])
}

/// Whether a line that is no text stands between lines of text rather than among links: a heading with a mark, a
/// question or an answer, a quotation, or what ends in a colon.
pub(in crate::reader) fn leads_on(line: &str) -> bool {
    const ASKED: [&str; 7] = ["Q:", "Q.", "Q ", "A:", "A.", "문:", "답:"];
    let is_asked = ASKED.iter().any(|mark| line.starts_with(mark))
        || line.starts_with("- ") && line.ends_with('?');
    is_marked(line) || is_asked || is_quotation(line) || line.ends_with(':')
}

/// Whether a line stands in quotation marks.
pub(super) fn is_quotation(line: &str) -> bool {
    line.starts_with(['“', '"']) && line.ends_with(['”', '"'])
}

/// What an item of a list begins with, the same for all numbers. Those with ▶ are links.
pub(in crate::reader) fn item_mark(line: &str) -> Option<char> {
    const MARKS: [char; 9] = ['▲', '△', '•', '·', '-', '*', '‣', '◦', '○'];
    match line.chars().next()? {
        mark if MARKS.contains(&mark) => Some(mark),
        '①'..='⑳' => Some('①'),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let mark = rest.chars().next().filter(|mark| ").".contains(*mark));
            mark.filter(|_| rest[1..].starts_with(' '))
        }
        // Each demand of a declaration.
        _ if line.starts_with("하나,") => Some('하'),
        _ => None,
    }
}

/// Whether a line is somebody's words, which a menu never is.
pub(super) fn is_quoted(line: &str) -> bool {
    line.starts_with(['“', '"', '‘', '\'', '「']) || line.ends_with(['?', '!'])
}
