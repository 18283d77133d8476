//! Other articles on a page, told by their leads: `[한빛뉴스=홍길동 기자]` and `SEOUL, March 4 (Hanbit) --` begin an article, and
//! no other paragraph of it.

use std::ops::Range;

use crate::reader::furniture::line::{WORDS, is_text};
use crate::reader::furniture::lines::Lines;
use crate::reader::furniture::names::RELATED;

/// Leaves out the leads of other articles, with the headlines above them. Where more than the lead of another stands there, or
/// no more of any, the page is an overview of several, and stays whole.
pub(in crate::reader) fn leave_out_other_articles(lines: &mut Lines) {
    let texts = lines.kept_texts(0..lines.len());
    let mut leads = texts.filter(|&i| is_lead(&lines[i]));
    // Dates may stand above the first; without a headline of its own, a later one is a caption.
    let first = leads.next();
    let headlines = leads.filter_map(|lead| headline_of(lead, lines));
    let begins: Vec<usize> = first.into_iter().chain(headlines).collect();
    if begins.len() < 2 {
        return;
    }
    let ends = begins.iter().copied().skip(1).chain([lines.len()]);
    let articles: Vec<Range<usize>> = begins
        .iter()
        .zip(ends)
        .map(|(&begin, end)| begin..end)
        .collect();
    let length = |article: &Range<usize>| lines.kept_texts(article.clone()).count();
    let lengths: Vec<usize> = articles.iter().map(length).collect();
    let Some(longest) = (0..lengths.len()).max_by_key(|&article| lengths[article]) else {
        return;
    };
    let others = || (0..lengths.len()).filter(|&article| article != longest);
    if lengths[longest] < 2 || others().any(|other| lengths[other] > 1) {
        return;
    }
    let of_others = others().flat_map(|other| articles[other].clone());
    lines.leave_out_all(of_others, RELATED);
    if longest > 0
        && let Some(headline) = headline_of(articles[0].start, lines)
    {
        lines.leave_out(headline, RELATED);
    }
}

/// The line right above a lead, if it is kept and no text: its headline.
fn headline_of(lead: usize, lines: &Lines) -> Option<usize> {
    let is_headline = |&above: &usize| lines.is_kept(above) && !is_text(&lines[above]);
    lead.checked_sub(1).filter(is_headline)
}

/// Whether a line begins as the first paragraph of an article alone does.
fn is_lead(line: &str) -> bool {
    is_korean_lead(line) || is_english_lead(line)
}

/// `[한빛뉴스=홍길동 기자]`, `(서울=한빛뉴스) 홍길동 기자 =`
fn is_korean_lead(line: &str) -> bool {
    const LONGEST_CHARS: usize = 40;
    const LONGEST_NAME_CHARS: usize = 12;
    let mut chars = line.chars();
    let Some(close) = chars.next().and_then(closing) else {
        return false;
    };
    let inside = chars.as_str();
    let Some((end, _)) = inside
        .char_indices()
        .take(LONGEST_CHARS)
        .find(|&(_, c)| c == close)
    else {
        return false;
    };
    let behind: String = inside[end..]
        .chars()
        .skip(1)
        .take(LONGEST_NAME_CHARS)
        .collect();
    let inside = &inside[..end];
    inside.contains('=') && (WORDS.stands_in("lead", inside) || WORDS.stands_in("lead", &behind))
}

fn closing(opening: char) -> Option<char> {
    match opening {
        '[' => Some(']'),
        '(' => Some(')'),
        '【' => Some('】'),
        '<' => Some('>'),
        _ => None,
    }
}

/// `SEOUL, March 4 (Hanbit) --`
fn is_english_lead(line: &str) -> bool {
    const FEWEST_CAPITALS: usize = 3;
    const LONGEST_CHARS: usize = 60;
    let capitals = line.chars().take_while(char::is_ascii_uppercase).count();
    let beginning: String = line.chars().take(LONGEST_CHARS).collect();
    let dashes = [") --", ") —", ") –"];
    let place_and_day = dashes.iter().find_map(|dash| beginning.split_once(dash));
    capitals >= FEWEST_CAPITALS
        && place_and_day.is_some_and(|(before, _)| {
            before.contains(", ") && before.contains(|c: char| c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_begin_articles() {
        for (line, expected) in [
            ("[한빛뉴스=홍길동 기자] 항구가 다시 열렸다.", true),
            ("(서울=한빛뉴스) 홍길동 기자 = 항구가 다시 열렸다.", true),
            ("SEOUL, March 4 (Hanbit) -- The harbor reopened.", true),
            ("(1달러=1380원) 환율이 올랐다.", false),
            ("(사진=한빛뉴스) 항구가 다시 열렸다.", false),
            (
                "NATO said (on Monday) that ships -- and planes -- were sent.",
                false,
            ),
            (
                "NATO (North Atlantic Treaty Organization) -- the alliance -- met.",
                false,
            ),
            ("<자료=한빛시> 시민들은 항구를 반겼다.", false),
            ("[단독] 항구가 다시 열렸다.", false),
            ("[", false),
            ("", false),
        ] {
            assert_eq!(is_lead(line), expected, "{line}");
        }
    }

    #[test]
    fn the_longest_article_stays_and_an_overview_whole() {
        let article = |letter: &str, paragraphs: usize| {
            let lead = format!("[한빛뉴스=홍길동 기자] {letter} 항구가 다시 열렸다.");
            let headline = format!("{letter} 항구 열려");
            let more =
                (1..paragraphs).map(|count| format!("{letter} 배 {count}척이 항구에 들어왔다."));
            [headline, lead]
                .into_iter()
                .chain(more)
                .collect::<Vec<String>>()
        };
        let left_out = |articles: [Vec<String>; 3]| {
            let mut lines = Lines::new(articles.concat());
            leave_out_other_articles(&mut lines);
            let is_left_out = |i| !lines.is_kept(i);
            (0..lines.len()).map(is_left_out).collect::<Vec<bool>>()
        };
        let found = left_out([article("가", 1), article("나", 4), article("다", 1)]);
        let kept = vec![false; 5];
        assert_eq!(found, [vec![true; 2], kept, vec![true; 2]].concat());
        let overview = left_out([article("가", 2), article("나", 2), article("다", 3)]);
        assert!(!overview.contains(&true));
        let leads = left_out([article("가", 1), article("나", 1), article("다", 1)]);
        assert!(!leads.contains(&true));
        // A caption is written as leads are.
        let mut lines = article("가", 3);
        lines.insert(
            2,
            "[한빛=한빛뉴스] 홍길동 기자 = 배가 들어오고 있다.".into(),
        );
        let mut lines = Lines::new(lines);
        leave_out_other_articles(&mut lines);
        assert_eq!(lines.kept(0..lines.len()).count(), lines.len());
    }
}
