//! Broadcasts that are told in short lines, as they are spoken.

use textwrap::core::display_width;

use super::{FEWEST_LINES, MOST_OF_THEM, is_open};
use crate::article::{is_hangul, normalize};
use crate::reader::Line;
use crate::reader::furniture::{BROADCAST, FurnitureRules};
use crate::reader::page::Page;
use crate::reader::register::is_polite;

/// So many sentences must be broken where no cues tell that it is a broadcast.
const FEWEST_WITHOUT_CUES: usize = 5;
/// A broadcast has so many cues, or none.
const FEWEST_CUES: usize = 2;
/// Columns that hold what is spoken in a breath; text that is wrapped is wider.
const SHORT: usize = 48;

/// Of each line of a broadcast whether it goes on in the next one; `None` of other texts. A broadcast is known by its cues, such
/// as ◀ANC▶, or by its polite sentences, most of which are broken.
pub(super) fn spoken(page: &Page, lines: &[Line], rules: &FurnitureRules) -> Option<Vec<bool>> {
    let text = |line: usize| &page.text[lines[line].span.range()];
    let may_go_on = may_go_on(page, lines);
    if may_go_on.iter().filter(|&&may| may).count() < FEWEST_LINES {
        return None;
    }
    let rule = |line: usize| rules.matching(&normalize(text(line)), false);
    // Names and offices stand in brackets on other pages too: [정치부 / 국회].
    let is_cue = |&line: &usize| {
        begins_anew(text(line))
            && !text(line).contains(" / ")
            && rule(line).is_some_and(|rule| rule.name == BROADCAST)
    };
    let mut cues = (0..lines.len()).filter(is_cue);
    let cue = cues.next().filter(|_| cues.count() + 1 >= FEWEST_CUES);
    // The first line may be the headline.
    let first = cue.unwrap_or(0) + 1;
    let apart = match cue {
        Some(_) => lines_apart(lines.get(first..)?),
        None => 1,
    };
    let is_text = |line: usize| {
        let is_asked = may_go_on[line] || line > 0 && may_go_on[line - 1];
        is_asked && rule(line).is_none()
    };
    let is_text: Vec<bool> = (0..lines.len()).map(is_text).collect();
    let goes_on = |line: usize| {
        may_go_on[line]
            && lines[line + 1].number <= lines[line].number + apart
            && is_text[line]
            && is_text[line + 1]
    };
    sentences(page, lines, first, goes_on, cue.is_some())
}

/// Of each line, whether it is open, and the next one may be the rest of its sentence.
fn may_go_on(page: &Page, lines: &[Line]) -> Vec<bool> {
    let text = |line: usize| &page.text[lines[line].span.range()];
    let is_marked = |line: usize| page.mark_at(lines[line].span.start).is_some();
    let may_go_on = |line: usize| {
        let is_followed = line + 1 < lines.len() && !begins_anew(text(line + 1));
        let is_open = text(line).ends_with(',') || text(line).ends_with(is_hangul);
        is_followed && is_open && !is_polite(text(line)) && !is_marked(line) && !is_marked(line + 1)
    };
    (0..lines.len()).map(may_go_on).collect()
}

/// Of each line from the first on, whether it is put together with the next one, if enough sentences are broken.
fn sentences(
    page: &Page,
    lines: &[Line],
    first: usize,
    goes_on: impl Fn(usize) -> bool,
    has_cues: bool,
) -> Option<Vec<bool>> {
    let text = |line: usize| &page.text[lines[line].span.range()];
    let mut all = vec![false; lines.len()];
    let (mut broken, mut whole) = (0, 0);
    let mut line = first;
    while line < lines.len() {
        let end = (line..lines.len()).find(|&line| !goes_on(line));
        let end = end.unwrap_or(lines.len() - 1);
        // What does not end as a sentence does is a list; without a cue, so is what is not said politely.
        let said = text(end).trim_end_matches(['"', '”']);
        if !is_open(text(end)) && (has_cues || is_polite(said)) {
            all[line..end].fill(true);
            broken += usize::from(end > line);
        }
        whole += usize::from(!is_open(text(end)) && end == line);
        line = end + 1;
    }
    let joined = || (0..lines.len()).filter(|&line| all[line]);
    let short = joined().filter(|&line| display_width(text(line)) <= SHORT);
    let is_short = short.count() * 100 >= joined().count() * MOST_OF_THEM;
    let is_broadcast = match has_cues {
        true => broken >= FEWEST_LINES,
        false => broken >= FEWEST_WITHOUT_CUES && broken > whole,
    };
    (is_broadcast && is_short).then_some(all)
}

/// Whether a line begins with a mark of its own, as what somebody says does, an item of a list, a question or an answer.
fn begins_anew(line: &str) -> bool {
    const LETTERS: [char; 11] = ['◀', '▶', '【', '[', '(', '<', '‹', '〈', '-', '"', '“'];
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !matches!(c, '‘' | '\'');
    line.starts_with(LETTERS)
        || line.starts_with(is_mark)
        || is_numbered
        || ["Q ", "A ", "* "].iter().any(|mark| line.starts_with(mark))
}

/// How far apart the lines of a text are: 2 where an empty one stands between nearly all of them, else 1.
fn lines_apart(lines: &[Line]) -> usize {
    let steps = lines.windows(2).map(|pair| pair[1].number - pair[0].number);
    let beside = steps.filter(|&step| step == 1).count();
    if beside * 10 < lines.len() { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use crate::reader::wrapping::tests::check;

    #[test]
    fn a_broadcast_in_short_lines_is_put_together() {
        let text = "물에 잠긴 항구\n\
                    ◀ANC▶\n\
                    밤사이 내린 비에\n\
                    항구가 물에 잠겼습니다.\n\
                    ◀VCR▶\n\
                    주민들은 배를 타고\n\
                    집을 나왔고, 시장은\n\
                    구조대원들에게 고맙다고 말했습니다.\n\
                    ◀SYN▶ 어민\n\
                    \"이런 비는\n\
                    처음입니다.\"\n\
                    비는 그쳤습니다.\n\
                    다른 소식\n\
                    첫 배는 새벽에\n";
        let sentences = [
            "물에 잠긴 항구",
            "◀ANC▶",
            "밤사이 내린 비에 항구가 물에 잠겼습니다.",
            "◀VCR▶",
            "주민들은 배를 타고 집을 나왔고, 시장은 구조대원들에게 고맙다고 말했습니다.",
            "◀SYN▶ 어민",
            "\"이런 비는 처음입니다.\"",
            "비는 그쳤습니다.",
            "다른 소식",
            "첫 배는 새벽에",
        ];
        check(text, &sentences);
        // An empty line between all lines.
        let apart = text.replace("\n\n", "\n").replace('\n', "\n\n");
        check(&apart, &sentences);
        // Without cues, most of the sentences must be broken.
        let without = text.replace("◀ANC▶\n", "\n").replace("◀VCR▶\n", "\n");
        let without = without.replace("◀SYN▶ 어민\n", "");
        let mut sentences = sentences.to_vec();
        sentences.retain(|sentence| !sentence.starts_with('◀'));
        check(&without.repeat(2), &[&*sentences, &*sentences].concat());
        let headlines = ["물에 잠긴 항구", "둑을 높이기로", "시장이 말했다."];
        check(&headlines.join("\n"), &headlines);
        for others in [
            "감자볶음\n재료\n감자 두 개\n양파 한 개\n감자는 껍질을 벗겨 썹니다.\n양파도\n썹니다.\n다 됐습니다.",
            "물에 잠긴 항구\n둑을 높입니다\n시는 올해 둑을 높입니다.\n길을 냅니다\n시는 길도 냅니다.\n배를 삽니다\n배도 삽니다.",
            "항구를 묻다\n[정치부 / 국회]\n둑\n시장은 둑을 높였다.\n길\n시장은 길을 냈다.\n배\n시장은 배를 샀다.",
            "◀ANC▶\n시가 할 일은\n1. 둑을 높이기로\n2. 길을 내기로\n○ 배를 사기로\nQ 언제 하나\nA 곧 합니다.\n◀END▶",
        ] {
            check(others, &others.split('\n').collect::<Vec<_>>());
        }
    }
}
