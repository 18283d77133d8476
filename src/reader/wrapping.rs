//! Lines put together to paragraphs where a text is wrapped at a width, as mail and old editors do.

mod spoken;

use textwrap::core::display_width;

use super::Line;
use super::furniture::{FurnitureRules, PHOTO, begins_with_sentence, item_mark, leads_on};
use super::page::Page;
use crate::article::{Span, normalize};
use crate::script::recognize;
use spoken::spoken;

/// So many lines that plainly go on in the next one show that a text is wrapped.
const FEWEST_LINES: usize = 3;
/// The same of lines in blocks that empty lines part.
const FEWEST_IN_BLOCKS: usize = 4;
/// The share of them, in percent, that must have had no room for the next word, or of those that are spoken, be short.
const MOST_OF_THEM: usize = 80;
/// The width of the text is that of the line, among those that plainly go on, that so many in a hundred do not exceed.
const EDGE: usize = 90;

/// A way in which programs count the width of a line.
type Measure = fn(&str) -> usize;
/// Bytes, characters, columns of a screen; where they do equally well, the last one counts.
const MEASURES: [Measure; 3] = [str::len, |text| text.chars().count(), display_width];
/// No text is wrapped at less than this, in columns.
const NARROWEST: usize = 20;
/// No text is wrapped at more than this, in bytes.
const WIDEST: usize = 600;

/// The lines of a page, with those that go on in the next one put together with it; their spans then hold line breaks.
/// Lines of a text that is not wrapped stay as they are, but for one that the end of its sentence was broken off from.
pub(super) fn unwrapped(page: &Page, lines: Vec<Line>, rules: &FurnitureRules) -> Vec<Line> {
    let goes_on = spoken(page, &lines, rules)
        .or_else(|| wrapping(page, &lines, rules))
        .unwrap_or_else(|| broken_off(page, &lines));
    let mut paragraphs: Vec<Line> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on[index - 1] => {
                paragraph.span = Span::from(paragraph.span.start..line.span.end);
            }
            _ => paragraphs.push(*line),
        }
    }
    paragraphs
}

/// Of each line, whether it goes on in the next one; `None` where the text is not wrapped.
fn wrapping(page: &Page, lines: &[Line], rules: &FurnitureRules) -> Option<Vec<bool>> {
    let text = |index: usize| &page.text[lines[index].span.range()];
    let is_marked = |index: usize| page.mark_at(lines[index].span.start).is_some();
    let pairs: Vec<usize> = (1..lines.len())
        .filter(|&next| lines[next].number == lines[next - 1].number + 1)
        .map(|next| next - 1)
        .filter(|&line| text(line).len() <= WIDEST && !is_marked(line) && !is_marked(line + 1))
        .collect();
    let is_in_block = in_blocks(page, lines);
    let plainly: Vec<usize> = pairs
        .iter()
        .copied()
        .filter(|&line| plainly_goes_on(text(line), text(line + 1)))
        .collect();
    let either: Vec<usize> = pairs
        .iter()
        .copied()
        .filter(|line| is_in_block[*line] || plainly.binary_search(line).is_ok())
        .collect();
    let next_word = |line: usize| text(line + 1).split(' ').next().unwrap_or_default();
    let width = |evidence: &[usize], fewest: usize| {
        let of_lines: Vec<(&str, &str)> = evidence
            .iter()
            .map(|&line| (text(line), next_word(line)))
            .collect();
        let width = Width::of(&of_lines).filter(|_| evidence.len() >= fewest)?;
        let wider = (0..lines.len()).filter(|&line| width.is_exceeded_by(text(line)));
        (wider.count() * FEWEST_LINES < evidence.len()).then_some(width)
    };
    // Names and addresses stand in blocks too, which hide how wide the text is.
    let (width, plain) = match width(&either, FEWEST_IN_BLOCKS) {
        Some(width) => (width, either),
        None => (width(&plainly, FEWEST_LINES)?, plainly),
    };
    // What plainly goes on is text. A caption may be wrapped, and be known by one of its lines.
    let is_furniture = |line: usize| {
        let rule = rules.matching(&normalize(text(line)), false);
        rule.is_some_and(|rule| rule.name != PHOTO)
    };
    let mut goes_on = vec![false; lines.len()];
    for &line in &pairs {
        let next = line + 1;
        // The first line of a block may be its heading.
        let is_inside = is_in_block[line]
            && line > 0
            && is_in_block[line - 1]
            && width.is_half_filled_by(text(line));
        goes_on[line] = (is_inside || !width.has_room(text(line), next_word(line)))
            && text(line) != text(next)
            && !(is_title(text(line)) && is_title(text(next)))
            && are_of_one_language(text(line), text(next))
            && (plain.binary_search(&line).is_ok() || !is_furniture(line) && !is_furniture(next));
    }
    Some(goes_on)
}

/// The width at which a text is wrapped.
struct Width {
    measure: Measure,
    edge: usize,
}

impl Width {
    /// That of lines that go on in the next one, each with the first word of that; `None` where they are not wrapped.
    fn of(lines: &[(&str, &str)]) -> Option<Width> {
        let (full, width) = MEASURES
            .iter()
            .filter_map(|&measure| {
                let mut widths: Vec<usize> = lines.iter().map(|(line, _)| measure(line)).collect();
                widths.sort_unstable();
                let edge = *widths.get(widths.len() * EDGE / 100)?;
                let width = Width { measure, edge };
                let full = lines
                    .iter()
                    .filter(|(line, next)| !width.has_room(line, next));
                Some((full.count(), width))
            })
            .max_by_key(|(full, _)| *full)?;
        let columns = lines.iter().map(|(line, _)| display_width(line)).max();
        let is_wrapped = columns >= Some(NARROWEST) && full * 100 >= lines.len() * MOST_OF_THEM;
        is_wrapped.then_some(width)
    }

    /// Whether a line had room for the next word.
    fn has_room(&self, line: &str, word: &str) -> bool {
        (self.measure)(line) + 1 + (self.measure)(word) <= self.edge
    }

    /// Whether a line is wider than any that was wrapped.
    fn is_exceeded_by(&self, line: &str) -> bool {
        (self.measure)(line) * 10 > self.edge * 11
    }

    fn is_half_filled_by(&self, line: &str) -> bool {
        2 * (self.measure)(line) >= self.edge
    }
}

/// Of each line, whether it goes on in the next one because both stand in a block that ends as a sentence does, if empty lines
/// part the blocks of the text.
fn in_blocks(page: &Page, lines: &[Line]) -> Vec<bool> {
    const FEWEST_BLOCKS: usize = 2;
    let text = |line: &Line| &page.text[line.span.range()];
    let mut goes_on = Vec::with_capacity(lines.len());
    let mut blocks = 0;
    for block in lines.chunk_by(|above, below| below.number == above.number + 1) {
        let Some((last, above)) = block.split_last() else {
            continue;
        };
        // A line of a text may begin so as well.
        let is_list = || block.iter().filter(|line| begins_item(text(line))).count() > 1;
        let is_one = !above.is_empty() && is_closed(text(last)) && !is_list();
        blocks += usize::from(is_one);
        goes_on.extend(above.iter().map(|line| is_one && is_open(text(line))));
        goes_on.push(false);
    }
    if blocks < FEWEST_BLOCKS {
        goes_on.fill(false);
    }
    goes_on
}

/// Whether a line ends as a sentence does, and what is quoted in it.
fn is_closed(line: &str) -> bool {
    let body = line.trim_end_matches(['”', '"', '’', '\'']);
    body.ends_with(['.', '?', '!'])
}

/// Whether a line is an item of a list, a question, an answer, or an entry of a timeline.
fn begins_item(line: &str) -> bool {
    let is_date = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(['일', '월', '년', '시', ':', '/'])
    };
    item_mark(line).is_some() || leads_on(line) || is_date()
}

/// Of each line of a text that is not wrapped, whether the next one is the predicate of its sentence, all alone.
fn broken_off(page: &Page, lines: &[Line]) -> Vec<bool> {
    /// Columns of a line that no headline is as wide as.
    const WIDE: usize = 72;
    let text = |line: &Line| &page.text[line.span.range()];
    let is_broken = |pair: &[Line]| {
        let (line, next) = (text(&pair[0]), text(&pair[1]));
        pair[1].number == pair[0].number + 1
            && pair
                .iter()
                .all(|line| page.mark_at(line.span.start).is_none())
            && is_open(line)
            && display_width(line) >= WIDE
            && is_predicate(next)
    };
    let mut broken: Vec<bool> = lines.windows(2).map(is_broken).collect();
    broken.push(false);
    broken
}

/// Whether a line ends within a sentence: the next one begins in lower case or is a predicate, or a sentence has ended in
/// the line and another has begun. Headlines in a list do neither.
fn plainly_goes_on(line: &str, next: &str) -> bool {
    let goes_on = || next.starts_with(char::is_lowercase) || is_predicate(next);
    is_open(line) && (goes_on() || begins_with_sentence(line))
}

/// Whether an English line is written as titles are: all words of more than a few letters begin with capitals.
fn is_title(line: &str) -> bool {
    const FEW_LETTERS: usize = 4;
    const FEWEST_WORDS: usize = 4;
    let is_small = |word: &str| word.starts_with(char::is_lowercase) && word.len() > FEW_LETTERS;
    line.starts_with(char::is_uppercase)
        && line.split(' ').count() >= FEWEST_WORDS
        && !line.split(' ').any(is_small)
}

fn is_open(line: &str) -> bool {
    !line.ends_with(['.', '?', '!', '”', '"', '’', ')', ']', ':'])
}

/// Whether a line is the predicate of a Korean sentence and nothing else, or the end of one: 밝혔다. 혔다. 있다.
fn is_predicate(line: &str) -> bool {
    const LONGEST: usize = 8;
    let is_end = ["다.", "요.", "다.”", "다.\""]
        .iter()
        .any(|end| line.ends_with(end));
    is_end && !line.contains(' ') && line.chars().count() <= LONGEST
}

/// Whether a line may be of the language of the one above it; a line without letters may.
fn are_of_one_language(line: &str, next: &str) -> bool {
    match (recognize(line, ""), recognize(next, "")) {
        (Ok(language), Ok(of_next)) => language == of_next,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Layout, tidy};
    use crate::reader::lines;

    #[track_caller]
    pub(super) fn check(text: &str, expected: &[&str]) {
        let page = Page::plain(text, "x.txt");
        let lines = unwrapped(&page, lines(text, Layout::Page), &FurnitureRules::default());
        let found: Vec<String> = lines
            .iter()
            .map(|line| tidy(&text[line.span.range()]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn wrapped_english_is_put_together() {
        let text = "Harbor reopens after the flood\n\n\
                    The water came at night, and it came so\n\
                    fast that nobody slept. Boats were sent\n\
                    out in the morning, when the rain had\n\
                    ended.\n\
                    The mayor thanked the crews of the two\n\
                    boats.\n\n\
                    By Hong Gil-dong\n";
        check(
            text,
            &[
                "Harbor reopens after the flood",
                "The water came at night, and it came so fast that nobody slept. Boats were sent out in the \
                 morning, when the rain had ended.",
                "The mayor thanked the crews of the two boats.",
                "By Hong Gil-dong",
            ],
        );
    }

    #[test]
    fn korean_is_wrapped_by_columns_characters_or_bytes() {
        let first = "물은 밤에 들어왔다. 너무 빨라서 아무도 잠들지 못했다. 주민 32명이 배를 탔다. \
                     시장은 다음 날 아침 구조대원들에게 고맙다고 말했다. 비는 그쳤다. 항구는 사흘 만에 다시 열린다. \
                     어민들은 그물을 손질했다. 첫 배는 새벽 4시에 나간다.";
        let second = "시는 둑을 높이기로 했다.";
        for measure in MEASURES {
            let width = 2 * measure("물은 밤에 들어왔다. 너무");
            let mut text = String::new();
            let mut line = String::new();
            for word in first.split(' ') {
                if measure(&line) + 1 + measure(word) > width {
                    text += &format!("{line}\r\n");
                    line.clear();
                }
                line += if line.is_empty() { "" } else { " " };
                line += word;
            }
            check(&format!("{text}{line}\r\n\r\n{second}"), &[first, second]);
        }
    }

    #[test]
    fn empty_lines_show_what_a_narrow_column_is_put_together_of() {
        let paragraphs = [
            "물은 밤에 들어와 주민 서른두 명이 배를 타고 학교로 갔다.",
            "시장은 다음 날 아침 구조대원들에게 고맙다고 말했다.",
            "항구는 사흘 만에 다시 열리고 첫 배는 새벽에 나간다.",
        ];
        let columns = "물은 밤에 들어와 주민 서른두\n명이 배를 타고 학교로 갔다.\n\n\
                       시장은 다음 날 아침\n구조대원들에게 고맙다고\n말했다.\n\n\
                       항구는 사흘 만에 다시 열리고\n첫 배는 새벽에 나간다.\n";
        check(columns, &paragraphs);
        // Headings above paragraphs.
        let headings = [
            "물이 들어온 그날 밤의 항구",
            "다시 여는 항구와 새벽의 배",
            "둑을 높이기로 한 시장의 말",
        ];
        let blocks = headings.iter().zip(paragraphs);
        let blocks: Vec<String> = blocks.map(|(h, p)| format!("{h}\n{p} {p}\n\n")).collect();
        let lines: Vec<&str> = blocks
            .iter()
            .flat_map(|block| block.trim_end().split('\n'))
            .collect();
        check(&blocks.concat(), &lines);
    }

    #[test]
    fn lists_and_names_between_wrapped_paragraphs_stay_as_they_are() {
        let text = "Harbor reopens after the flood\n\nBy Hong Gil-dong\nStaff reporter\n(Hangang)\n\n\
                    The water came at night, and it came so\nfast that nobody slept. Boats were sent\n\
                    out in the morning, when the rain had\nended.\n\n- Reopen the harbor\n- Pay the owners of boats.\n\n\
                    Q. Who pays for the new levee\nA. The city, with the state.\n\nContact\nPress office\n(02-123-4567)\n";
        let expected = [
            "Harbor reopens after the flood",
            "By Hong Gil-dong",
            "Staff reporter",
            "(Hangang)",
            "The water came at night, and it came so fast that nobody slept. Boats were sent out in the morning, \
             when the rain had ended.",
            "- Reopen the harbor",
            "- Pay the owners of boats.",
            "Q. Who pays for the new levee",
            "A. The city, with the state.",
            "Contact",
            "Press office",
            "(02-123-4567)",
        ];
        check(text, &expected);
    }

    #[test]
    fn the_end_of_a_korean_sentence_is_put_to_it() {
        let first = "시장은 둑을 높이고 항구를 사흘 만에 다시 여는 데 예산 32억 원을 쓸 것이라고";
        let (second, third) = ("주민은 배를 탔다.", "비는 그쳤다.");
        let sentence = format!("{first} 밝혔다.");
        check(
            &format!("{second}\n{first}\n밝혔다.\n{third}"),
            &[second, &sentence, third],
        );
        // Of a text that is wrapped, though no line holds two sentences.
        let wrapped = format!("{first}\n밝혔다.\n\n");
        check(&wrapped.repeat(3), &[&*sentence; 3]);
        let headline = "물에 잠긴 항구";
        check(&format!("{headline}\n봄이다."), &[headline, "봄이다."]);
    }

    #[test]
    fn lists_and_paragraphs_stay_as_they_are() {
        let paragraphs = [
            "The water came at night. It came so fast that nobody slept, and 32 people left by boat",
            "the mayor said. Boats were sent out",
            "in the morning, when the rain had ended. Nobody was hurt, the harbor office said on Monday",
            "but two boats were lost. The harbor reopens on Thursday",
        ];
        check(&paragraphs.join("\n"), &paragraphs);
        let headlines = [
            "시장 “둑 높이겠다”…예산 32억 원 편성하기로",
            "항구 사흘 만에 다시 열려…첫 배 새벽 4시 출항",
            "주민 32명 배 타고 대피…다친 사람은 없어",
            "비 그치자 어민들 그물 손질…“다음 주 정상화”",
        ];
        check(&headlines.join("\n"), &headlines);
    }
}
