//! What a page shows beside its photographs and charts.

use crate::article::is_hangul;
use crate::reader::furniture::headline::{Said, label};
use crate::reader::furniture::line::{WORDS, is_marked, is_sentence, is_text, may_be_headline};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::PHOTO;

/// Fewest bytes of a caption that stands twice: what is shorter may be said twice, as a refrain is.
const FEWEST_TWICE: usize = 40;

/// Leaves out captions that stand twice, once in place of the photograph and once below it.
pub(in crate::reader) fn leave_out_doubled_captions(lines: &mut Lines) {
    let texts: Vec<usize> = lines.kept_texts(0..lines.len()).collect();
    let is_pair = |i: usize| match is_text(&lines[i - 1]) {
        true => is_said_again(&lines[i - 1], &lines[i]),
        false => is_pair_without_stop(lines, i, texts.first().copied()),
    };
    let long = lines
        .kept(1..lines.len())
        .filter(|&i| lines[i].len() >= FEWEST_TWICE);
    let (mut doubled, mut of_text) = (Vec::new(), 0);
    for i in long {
        if lines.is_kept(i - 1) && is_pair(i) {
            doubled.extend([i - 1, i]);
            of_text += if is_text(&lines[i]) { 2 } else { 0 };
        } else if is_twice_in_itself(&lines[i]) {
            doubled.push(i);
        }
    }
    // A page that holds each line twice shows no photograph for each.
    if of_text * 2 <= texts.len() {
        lines.leave_out_all(doubled, PHOTO);
    }
}

/// Whether two lines that are no text are the same caption. The first that stand twice may be the headline, unless what
/// speaks of the text stands above them, and the text below.
fn is_pair_without_stop(lines: &Lines, second: usize, text: Option<usize>) -> bool {
    const LEAST_SHARED: usize = 2;
    let Some(text) = text else { return false };
    if !plain(&lines[second - 1]).eq(plain(&lines[second])) {
        return false;
    }
    if text != second + 1 {
        return text < second;
    }
    let said = Said::by(lines.texts_from(text));
    lines.kept(0..second - 1).any(|i| {
        may_be_headline(&lines[i])
            && said.shared(&lines[i]) >= LEAST_SHARED
            && !label::is_one(lines, i, &said)
    })
}

/// Whether the second of two lines is the first once more, with nothing but a credit behind it.
fn is_said_again(first: &str, second: &str) -> bool {
    const LONGEST_CREDIT: usize = 40;
    let length = first.chars().count();
    let rest: String = plain(second).skip(length).collect();
    plain(second).take(length).eq(plain(first))
        && rest.chars().count() <= LONGEST_CREDIT
        && !rest.ends_with(['.', '?', '!', '”', '"'])
}

/// Whether a line is the same words twice, and no longer than captions are.
fn is_twice_in_itself(line: &str) -> bool {
    const LONGEST: usize = 1000;
    let middle = line.len() / 2;
    line.len() <= LONGEST
        && line.get(middle..=middle) == Some(" ")
        && line[..middle] == line[middle + 1..]
}

/// A line with plain quotation marks: the two copies may differ in them.
fn plain(line: &str) -> impl Iterator<Item = char> {
    line.chars().map(|c| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    })
}

/// Leaves out the captions of a page that was copied, which stand where the photograph stood.
pub(in crate::reader) fn leave_out_captions_of_copy(lines: &mut Lines) {
    let first = lines.kept_texts(0..lines.len()).next();
    let is_apart = |i: usize| {
        first == Some(i) || lines.rule(i + 1).is_some() || i > 0 && lines.rule(i - 1).is_some()
    };
    // Among its sentences, an article has some without a verb too, but they are about something.
    let shows = |i: usize| is_noun_phrase(&lines[i]) && (is_apart(i) || !has_topic(&lines[i]));
    let is_caption = |&i: &usize| is_between_credits(&lines[i]) || shows(i);
    let captions: Vec<usize> = lines.kept(0..lines.len()).filter(is_caption).collect();
    lines.leave_out_all(captions, PHOTO);
}

/// Leaves out what photographs show: what is no text above a line in brackets that says whom one is from, or what can be
/// seen above any such line.
pub(in crate::reader) fn leave_out_captions_above_credits(lines: &mut Lines, headline: usize) {
    for credit in headline + 2..lines.len() {
        let above = &lines[credit - 1];
        let is_shown = lines.rule(credit) == Some(PHOTO)
            && (lines[credit].starts_with(['[', '(']) && !is_text(above)
                || is_scene_of_a_day(above));
        if is_shown {
            lines.leave_out(credit - 1, PHOTO);
        }
    }
}

/// Whether a line is one sentence that shows people on a day: 28일 여울역에서 승객들이 열차를 기다리고 있다. Whom a text is
/// about is its topic (은, 는).
fn is_scene_of_a_day(line: &str) -> bool {
    let mut words = line.split(' ');
    let is_day = |word: &str| {
        let day = word.strip_suffix('일');
        day.is_some_and(|day| day.parse::<u8>().is_ok())
    };
    words.next().is_some_and(is_day)
        && line.ends_with("고 있다.")
        && line.matches(". ").count() == 0
        && !words.any(|word| word.ends_with(['은', '는']))
}

/// Whether a line is what a photograph shows between whom it is from, twice: the credit on the picture, and the one
/// behind the text that stands in for it, are one line in a copy.
fn is_between_credits(line: &str) -> bool {
    const FEWEST_WORDS: usize = 2;
    const MOST_WORDS: usize = 4;
    const SHORTEST_BETWEEN: usize = 10;
    let ends: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).collect();
    (FEWEST_WORDS..=MOST_WORDS).any(|words| {
        ends.get(words - 1).is_some_and(|&end| {
            let between = line.strip_suffix(&line[..end]).map(str::len);
            between.is_some_and(|between| between > end + SHORTEST_BETWEEN)
        })
    })
}

/// Whether a line begins with a sentence of Korean that ends in a noun: 여울분교 복도에 걸린 할머니들의 시화.
fn is_noun_phrase(line: &str) -> bool {
    const FEWEST_WORDS: usize = 4;
    const MOST_CHARS: usize = 60;
    let first = line.split_inclusive(". ").next().unwrap_or(line).trim_end();
    let words: Vec<&str> = first.trim_end_matches('.').split(' ').collect();
    let [.., before, last] = words.as_slice() else {
        return false;
    };
    is_sentence(line)
        && line.chars().count() <= MOST_CHARS
        && !is_marked(line)
        && first.ends_with('.')
        && words.len() >= FEWEST_WORDS
        && last.chars().all(is_hangul)
        && !ends_as_predicate(last)
        && describes(before)
        && !words.iter().any(|word| WORDS.ends("time", word))
}

/// Whether a word ends as the predicate of a sentence does, or as a noun made of one: 한다, 했죠, 함.
fn ends_as_predicate(word: &str) -> bool {
    word.is_empty() || WORDS.ends("predicate", word)
}

/// Whether a word before the last two of a line is marked as its topic (은, 는): 다음은 교수가 권하는 요령.
fn has_topic(line: &str) -> bool {
    let mut words = line.split(' ').rev().skip(2);
    words.any(|word| word.ends_with(['은', '는']))
}

/// Whether a word describes the noun behind it: 걸린, 쌓인, 들어선, 할머니들의.
fn describes(word: &str) -> bool {
    /// The final consonant ㄴ, as Unicode counts them in a syllable.
    const FINAL: u32 = 4;
    let Some(last) = word.chars().next_back() else {
        return false;
    };
    let is_syllable = ('가'..='힣').contains(&last);
    last == '의' || is_syllable && (last as u32 - '가' as u32) % 28 == FINAL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_end_in_a_noun() {
        for (line, expected) in [
            ("마을회관 담벼락에 그려진 아이들의 얼굴.", true),
            ("역 앞 광장에 새로 세운 시계탑. 바늘이 없다.", true),
            ("주민들은 새로 세운 시계탑을 반겼다.", false),
            ("역 앞 광장에 새로 세운 시계탑", false),
            ("돈이 들지 않는 셈.", false),
            ("지난 3일 새벽 대전 둔산동.", false),
            ("", false),
        ] {
            assert_eq!(is_noun_phrase(line), expected, "{line}");
        }
    }

    #[test]
    fn credits_stand_on_both_sides() {
        for (line, expected) in [
            ("Harbour Images A ferry at its pierHarbour Images", true),
            ("A ferry at its pier is a ferry", false),
            ("no news no news", false),
            ("", false),
        ] {
            assert_eq!(is_between_credits(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_that_stands_twice_is_a_caption() {
        let lines: Vec<String> = [
            "비가 그친 길을 한 사람이 걷고 있다.",
            "비가 그친 길을 한 사람이 걷고 있다.",
            "비는 사흘 만에 그쳤다.",
            "물은 아직 빠지지 않았다.",
        ]
        .map(String::from)
        .to_vec();
        let left_out = |lines: &[String]| {
            let mut lines = Lines::new(lines.to_vec());
            leave_out_doubled_captions(&mut lines);
            lines.left_out_by(PHOTO).count()
        };
        assert_eq!(left_out(&lines), 2);
        let twice: Vec<String> = lines
            .iter()
            .flat_map(|line| [line.clone(), line.clone()])
            .collect();
        assert_eq!(left_out(&twice), 0);
    }
}
