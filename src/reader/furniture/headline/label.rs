//! Lines above a headline that say what it belongs to: the name of a paper, a section, a column; and menus.

use super::Said;
use crate::article::{Metadata, is_hangul};
use crate::reader::furniture::facts::author_of;
use crate::reader::furniture::line::{WORDS, is_quoted, is_short};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::AUTHORS;

/// Whether an English word is one that another must follow.
pub(super) fn is_followed(word: &str) -> bool {
    WORDS.has("open", word)
}

/// Whether a line is short enough for the name of a paper, a section or a column, and nobody's words.
pub(super) fn may_be_one(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    line.split_whitespace().count() <= MOST_WORDS
        && !line.contains(['…', '?', '!', '“', '‘'])
        && !is_quoted(line)
}

/// What stands between the entries of a menu, beside spaces.
const SEPARATORS: [char; 6] = ['|', '·', '/', '>', '•', '&'];

/// Whether a line is a way through the sections of a site, such as 홈 > 정치 > 선거.
pub(in crate::reader) fn is_trail(line: &str) -> bool {
    const STEPS: [&str; 4] = [" > ", " | ", " / ", " · "];
    STEPS.iter().any(|step| line.contains(step))
}

/// Whether a menu is written as few English headlines are: with separators, in Korean, or in capitals.
pub(super) fn has_entries(menu: &str) -> bool {
    menu.contains(SEPARATORS) || menu.chars().any(is_hangul) || is_in_capitals(menu)
}

/// Whether a line is written as a menu: entries that are single words, without any mark of a sentence. A headline of nouns
/// alone, or of capitalised words, is as well.
pub(super) fn may_be_menu(line: &str) -> bool {
    const FEWEST_ENTRIES: usize = 4;
    /// With nothing but spaces between them.
    const FEWEST_BY_SPACES: usize = 6;
    const LONGEST_HANGUL_CHARS: usize = 6;
    /// One entry in so many may be a word of phrases.
    const MOST_OF_A_PHRASE: usize = 6;
    let fewest = match line.contains(SEPARATORS) {
        true => FEWEST_ENTRIES,
        false => FEWEST_BY_SPACES,
    };
    let entries: Vec<&str> = line
        .split(|c| c == ' ' || SEPARATORS.contains(&c))
        .filter(|word| !word.is_empty())
        .collect();
    let is_entry = |word: &&str| match word.chars().any(is_hangul) {
        true => word.chars().count() <= LONGEST_HANGUL_CHARS,
        false => !word.starts_with(char::is_lowercase),
    };
    let is_of_a_phrase =
        |word: &&&str| WORDS.ends("ending", word) || WORDS.has("small", &word.to_lowercase());
    let of_a_phrase = entries.iter().filter(is_of_a_phrase).count();
    entries.len() >= fewest
        && entries.iter().all(is_entry)
        && of_a_phrase * MOST_OF_A_PHRASE <= entries.len()
        && !line.contains([
            '…', '.', ',', '?', '!', '%', ':', '“', '‘', '"', '\'', '[', '<', '(',
        ])
}

/// The line that a label would stand above: the next that is left, and is no entry of a menu.
pub(super) fn below(lines: &Lines, line: usize) -> Option<usize> {
    lines
        .kept(lines.below(line))
        .find(|&i| !is_short(&lines[i]))
}

/// Whether a line says what the line below it belongs to: the name of a paper or a column, or one in brackets, whatever its
/// words; else a short line that shares fewer words with the text than the line below does, and none or one, or is written
/// as a name.
pub(in crate::reader) fn is_one(lines: &Lines, line: usize, said: &Said) -> bool {
    let Some(below) = below(lines, line) else {
        return false;
    };
    let (line, below) = (&lines[line], &lines[below]);
    let is_bracketed = may_be_one(line) && is_bracketed(line);
    if is_bracketed || is_name(line, below) || is_of_a_column(line, lines) {
        return true;
    }
    let (of_line, of_below) = (said.shared(line), said.shared(below));
    let is_written_as_one = is_title_above(line, below)
        || is_in_capitals(line) && !is_in_capitals(below)
        || is_slug(line);
    let is_apart = of_line == 0 || of_line == 1 && of_below > 2 || is_written_as_one;
    of_line < of_below
        && (may_be_one(line) && is_apart && !is_phrase(line) || is_part_of_a_series(line))
}

pub(in crate::reader) fn is_bracketed(line: &str) -> bool {
    let line = without_serial(line).trim_end_matches(|c: char| c == ' ' || c.is_numeric());
    let is_one = line.matches(['[', '<', '【', '〈']).count() == 1;
    is_one && line.starts_with(['[', '<', '【', '〈']) && line.ends_with([']', '>', '】', '〉'])
}

/// The name of a column without the number of the piece behind it, in brackets of its own: [시골 통신] <27>
fn without_serial(line: &str) -> &str {
    let inside = line.strip_suffix(['>', ')', ']', '〉']);
    let number = inside.map(|inside| inside.trim_end_matches(char::is_numeric));
    let before = number.and_then(|before| before.strip_suffix(['<', '(', '[', '〈']));
    before.map_or(line, str::trim_end)
}

fn is_in_capitals(line: &str) -> bool {
    let has = |of: fn(char) -> bool| line.contains(of);
    has(char::is_uppercase) && !has(char::is_lowercase) && !has(is_hangul)
}

/// Whether a line is what an agency calls its story, with the number of the version: (2nd LD) Korea-Pacific summit.
fn is_slug(line: &str) -> bool {
    let version = line.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let kind = version.and_then(|(version, _)| version.split(' ').next_back());
    kind.is_some_and(|kind| WORDS.has("slug", kind))
}

/// Whether a line is the name of a series with the number and the title of its part: 환율에 발목 잡힌 완성차 (중) 부품사의 겨울.
fn is_part_of_a_series(line: &str) -> bool {
    const PARTS: [&str; 3] = [" (상) ", " (중) ", " (하) "];
    PARTS.iter().any(|part| line.contains(part))
}

/// Whether a line is the name of a paper, and is written otherwise than the headline below it: Harbor Weekly above Port
/// workers end their strike.
pub(super) fn is_name(line: &str, headline: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() <= MOST_WORDS
        && words.last().is_some_and(|last| WORDS.has("paper", last))
        && is_title(line)
        && words_in_lower_case(headline) > 0
}

/// Whether a line is written as titles are, with capitals, and the headline below it is not.
pub(super) fn is_title_above(line: &str, headline: &str) -> bool {
    is_title(line) && words_in_lower_case(headline) > 1
}

fn is_title(line: &str) -> bool {
    let is_plain =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    line.split_whitespace()
        .all(|word| is_plain(word) || WORDS.has("small", word))
}

/// Whether a line says something in several words, of which names of papers and sections would write most with a capital.
pub(super) fn is_phrase(line: &str) -> bool {
    const FEWEST_WORDS: usize = 4;
    let small = line
        .split_whitespace()
        .filter(|word| WORDS.has("small", word));
    let small = small.filter(|word| word.chars().count() >= LONG_CHARS);
    line.split_whitespace().count() >= FEWEST_WORDS
        && words_in_lower_case(line) > 1 + small.count()
        && !is_trail(line)
}

/// Shorter words are written small in titles too.
const LONG_CHARS: usize = 4;

/// Words that titles would write with a capital.
fn words_in_lower_case(line: &str) -> usize {
    let is_one =
        |word: &&str| word.starts_with(char::is_lowercase) && word.chars().count() >= LONG_CHARS;
    line.split_whitespace().filter(is_one).count()
}

/// Whether a line is the title of a column, which has the name of its author: 홍길동의 세상 읽기.
fn is_of_a_column(line: &str, lines: &Lines) -> bool {
    let bylines = lines.left_out_by(AUTHORS);
    let author = author_of(&Metadata::default(), bylines);
    let behind = author.and_then(|author| line.strip_prefix(author.as_str()));
    behind.is_some_and(|behind| {
        ["의 ", "’s ", "'s "]
            .iter()
            .any(|of| behind.starts_with(of))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_stand_in_brackets() {
        for (line, expected) in [
            ("[시골 통신]", true),
            ("[시골 통신] <27>", true),
            ("<시골 통신> (27)", true),
            ("<시골 통신> 27", true),
            ("<27>", false),
            ("[단독] 다리 놓는다 <상>", false),
            ("다리 놓는다 <27>", false),
            ("", false),
        ] {
            assert_eq!(is_bracketed(line), expected, "{line}");
        }
    }
}
