//! An article and its translation in one file: paragraphs in turn, or first the one and then the other.

use std::ops::Range;

use super::page::Page;
use super::{Line, lines, recognize};
use crate::article::{Language, Layout, is_hangul};
use crate::error::{Error, Result};
use crate::script::{ScriptCount, is_latin};

/// With less of the other language than this share of a language's letters, a page holds that language alone: an address or
/// a line of copyright is no article.
const LEAST_SHARE: f64 = 0.05;

/// A piece of a line is English with so many Latin letters for each Hangul one, as names in Hangul are glossed; else it is
/// Korean.
const LATIN_LETTERS_PER_GLOSS: usize = 6;

/// Takes a page that holds two languages apart by the script of its lines, or as its format says: the Korean, then the
/// English. A line that holds sentences of both is taken apart where the script changes behind a sentence. Both keep the
/// length of the page, with spaces for what is in the other language, so that places in them are places in the page. A line
/// of neither script, such as a date, goes with the line above it.
///
/// # Errors
/// [`Error::OneLanguage`] where next to nothing is in the other language.
pub fn apart(page: &Page) -> Result<(Page, Page)> {
    let lines = lines(&page.text, Layout::Page);
    let languages = languages(page, &lines);
    let of_lines = lines.iter().zip(&languages);
    let pieces: Vec<(Range<usize>, Language)> = of_lines
        .flat_map(|(line, &language)| match page.is_segmented {
            true => vec![(line.span.range(), language)],
            false => pieces(&page.text, line.span.range(), language),
        })
        .collect();
    let side = |language: Language| {
        let mut text = String::with_capacity(page.text.len());
        for (range, of_piece) in &pieces {
            text.push_str(&page.text[text.len()..range.start]);
            if *of_piece == language {
                text.push_str(&page.text[range.clone()]);
            } else {
                text.extend(std::iter::repeat_n(' ', range.len()));
            }
        }
        text.push_str(&page.text[text.len()..]);
        let mut marks = match page.is_segmented {
            true => Vec::new(),
            false => page.marks.clone(),
        };
        marks.retain(|mark| !text[mark.span.range()].trim().is_empty());
        Page {
            name: format!("{} ({language})", page.name),
            text,
            marks,
            ..page.clone()
        }
    };
    let letters = |language: Language| -> f64 {
        let of_language = pieces.iter().filter(|(_, other)| *other == language);
        let texts = of_language.map(|(range, _)| &page.text[range.clone()]);
        texts
            .map(|text| text.chars().filter(|c| c.is_alphabetic()).count() as f64)
            .sum()
    };
    for (language, missing) in [
        (Language::Korean, Language::English),
        (Language::English, Language::Korean),
    ] {
        if LEAST_SHARE * letters(language) >= letters(missing) {
            return Err(Error::OneLanguage {
                name: page.name.clone(),
                language,
                missing,
            });
        }
    }
    Ok((side(Language::Korean), side(Language::English)))
}

/// The language of each line.
fn languages(page: &Page, lines: &[Line]) -> Vec<Language> {
    let shown = |line: &Line| recognize(&page.text[line.span.range()], "").ok();
    let first = lines.iter().find_map(shown).unwrap_or(Language::Korean);
    let of_line = |above: &mut Language, line: &Line| {
        *above = match (page.is_segmented, page.mark_at(line.span.start)) {
            (true, Some(_)) => first.other(),
            (true, None) => first,
            (false, _) => shown(line).unwrap_or(*above),
        };
        Some(*above)
    };
    lines.iter().scan(first, of_line).collect()
}

/// The pieces of a line that are in one language each: a single one, unless it holds sentences of both.
fn pieces(text: &str, line: Range<usize>, language: Language) -> Vec<(Range<usize>, Language)> {
    let mut pieces: Vec<(Range<usize>, Language)> = Vec::new();
    let mut start = line.start;
    let mut changes: Vec<usize> = changes(&text[line.clone()]).collect();
    if changes.is_empty() {
        changes.extend(change_of_headline(&text[line.clone()]));
    }
    let changes = changes.into_iter().map(|at| line.start + at);
    for end in changes.chain([line.end]) {
        let of_piece = piece_language(&text[start..end]).unwrap_or(language);
        match pieces.last_mut() {
            Some((range, last)) if *last == of_piece => range.end = end,
            _ => pieces.push((start..end, of_piece)),
        }
        start = end;
    }
    if let [(_, only)] = &mut pieces[..] {
        *only = language;
    }
    pieces
}

/// The places behind the ends of sentences where the next letter is of another script than the last.
fn changes(line: &str) -> impl Iterator<Item = usize> {
    // Hanja are of either, as what stands beside them.
    let script = |c: char| (is_hangul(c) || is_latin(c)).then(|| is_hangul(c));
    let mut last = None;
    let mut end = None;
    line.char_indices().filter_map(move |(at, c)| {
        match (script(c), c) {
            (Some(next), _) => {
                // Hangul right behind an abbreviation is a particle: Washington, D.C.의.
                let is_particle = |end| next && end == at && !ends_with_word(&line[..end]);
                let changes = |&end: &usize| last == Some(!next) && !is_particle(end);
                let changed = end.take().filter(changes);
                last = Some(next);
                return changed;
            }
            (None, c) if is_final(c) || c == '…' => end = Some(at + c.len_utf8()),
            (None, '"' | '”' | '’' | '\'' | ')' | ']') => {
                end = end.filter(|&end| end == at).map(|end| end + c.len_utf8());
            }
            // A quotation mark or bracket that opens belongs to what follows.
            (None, _) => {}
        }
        None
    })
}

/// Whether a line ends in a word in small letters and a full stop, which is no abbreviation.
fn ends_with_word(line: &str) -> bool {
    const SHORTEST: usize = 4;
    let body = line.trim_end_matches(['.', '!', '?', '"', '”', ')']);
    let letters = body.bytes().rev();
    let length = letters.take_while(u8::is_ascii_lowercase).count();
    let before = &body[..body.len() - length];
    length >= SHORTEST && (before.is_empty() || before.ends_with(' '))
}

/// Where a headline in both languages changes from English to Korean: no sentence ends in it, and each has a few words.
fn change_of_headline(line: &str) -> Option<usize> {
    const FEWEST: (usize, usize) = (3, 2);
    let at = line.find(is_hangul)?;
    let (english, korean) = line.split_at(at);
    let is_english = !english.contains(is_final) && english.ends_with(' ');
    let is_korean = !korean.contains(|c: char| c.is_ascii_alphabetic() || is_final(c));
    let words = |text: &str| text.split_whitespace().count();
    (is_english && is_korean && words(english) >= FEWEST.0 && words(korean) >= FEWEST.1)
        .then_some(at)
}

fn is_final(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。')
}

/// The language of a piece of a line; none where it has no letters.
fn piece_language(piece: &str) -> Option<Language> {
    let count = ScriptCount::of(piece);
    match (count.hangul, count.latin) {
        (0, 0) => None,
        (hangul, latin) if latin > LATIN_LETTERS_PER_GLOSS * hangul => Some(Language::English),
        _ => Some(Language::Korean),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart_lines(text: &str) -> (Vec<String>, Vec<String>) {
        let (korean, english) = apart(&Page::plain(text, "both.txt")).unwrap();
        assert_eq!(
            (korean.text.len(), english.text.len()),
            (text.len(), text.len())
        );
        let kept = |page: Page| {
            let lines = page.lines().map(|line| line.trim().to_owned());
            lines.filter(|line| !line.is_empty()).collect()
        };
        (kept(korean), kept(english))
    }

    #[test]
    fn in_turn_or_one_after_the_other() {
        let korean = ["비가 왔다.", "OpenAI가 KT와 협약을 맺었다.", "2025. 9. 4."];
        let english = ["It rained.", "OpenAI (오픈AI) signed a deal with KT."];
        let in_turn = "비가 왔다.\r\nIt rained.\r\n\r\nOpenAI가 KT와 협약을 맺었다.\n2025. 9. 4.\nOpenAI (오픈AI) signed a deal with KT.\n";
        let after = "비가 왔다.\nOpenAI가 KT와 협약을 맺었다.\n2025. 9. 4.\n\nIt rained.\nOpenAI (오픈AI) signed a deal with KT.";
        for text in [in_turn, after] {
            let (found_korean, found_english) = apart_lines(text);
            assert_eq!(found_korean, korean);
            assert_eq!(found_english, english);
        }
    }

    #[test]
    fn sentences_of_both_in_a_line() {
        let text = "It rained. 비가 왔다. OpenAI (오픈AI) met KT. 오픈AI와 KT Corp. 사람들이 만났다.He said, “No.” “아니요.”라고 했다.\n\
            미국 워싱턴 D.C.의 Apple Inc. 매장에 갔다.";
        let (korean, english) = apart_lines(text);
        let words = |line: &str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.join(" ")
        };
        assert_eq!(
            words(&english.join(" ")),
            "It rained. OpenAI (오픈AI) met KT. He said, “No.”"
        );
        assert_eq!(
            words(&korean.join(" ")),
            "비가 왔다. 오픈AI와 KT Corp. 사람들이 만났다. “아니요.”라고 했다. 미국 워싱턴 D.C.의 Apple Inc. 매장에 갔다."
        );
    }

    #[test]
    fn a_headline_of_both_in_a_line() {
        let text = "Boats Leave the Port at Dawn 새벽에 항구 떠난 배들\n\
            The mayor visited the port.시장이 항구를 찾았다.\nNew York Times 보도\n\
            Boats Leave the Port 항구 떠난 배들… 李 시장은 침묵";
        let (korean, english) = apart_lines(text);
        let told = [
            "Boats Leave the Port at Dawn",
            "The mayor visited the port.",
            "New York Times 보도",
            "Boats Leave the Port",
        ];
        assert_eq!(english, told);
        let told = [
            "새벽에 항구 떠난 배들",
            "시장이 항구를 찾았다.",
            "항구 떠난 배들… 李 시장은 침묵",
        ];
        assert_eq!(korean, told);
    }

    proptest! {
        /// Whatever marks and scripts follow each other, what is in one text is not in the other, and stands where it stood.
        #[test]
        fn each_letter_is_in_one_text(
            text in "([a-z]{1,5}|[A-Z][a-z]{0,4}|[가-힣]{1,4}|[李天é]|[.!?…。”’\"')(\\[ \n]){0,40}",
        ) {
            let page = Page::plain(format!("{text}\n비가 왔다.\nIt rained.\n"), "both.txt");
            let Ok((korean, english)) = apart(&page) else {
                return Ok(());
            };
            let places = |text: &str| -> Vec<(usize, char)> {
                text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect()
            };
            let mut both = [places(&korean.text), places(&english.text)].concat();
            both.sort_unstable();
            prop_assert_eq!(both, places(&page.text));
        }
    }

    #[test]
    fn one_language_alone_is_an_error() {
        let error = apart(&Page::plain("It rained.\n1\n", "both.txt")).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("both.txt") && message.contains("Korean"),
            "{message}"
        );
    }
}
