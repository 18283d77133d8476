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
mod tests {
    use super::*;
    use crate::reader::read;

    fn sort(page: &str) -> (Vec<String>, Vec<String>) {
        let article = read(page, "page", Layout::Page, &FurnitureRules::default()).unwrap();
        let kept = article
            .paragraphs
            .iter()
            .map(|p| {
                let mark = if p.role == Role::Headline { "# " } else { "" };
                format!("{mark}{}", &article.text[p.span.range()])
            })
            .collect();
        let left = article
            .left_out
            .iter()
            .map(|l| format!("{}: {}", l.rule, &article.text[l.span.range()]))
            .collect();
        (kept, left)
    }

    #[test]
    fn every_rule_compiles() {
        let written = data::entries(data::FURNITURE).count();
        assert_eq!(FurnitureRules::default().rules.len(), written);
        assert!(written > 20);
    }

    #[test]
    fn an_english_page() {
        let page = "Go to contents\nPark visits Beijing\nPark visits Beijing\nPosted September. 04, 2025 07:38,   \n\
            Updated September. 04, 2025 07:38\nPark visits Beijing\nThe president arrived in Beijing on Sept. 3.\n\
            Na-Ri Shin journari@example.com";
        let (kept, left) = sort(page);
        assert_eq!(
            kept,
            [
                "# Park visits Beijing",
                "The president arrived in Beijing on Sept. 3."
            ]
        );
        assert_eq!(left.len(), 6);
    }

    #[test]
    fn a_korean_page() {
        let page = "본문 바로가기\n정치\n박 대통령, 베이징 도착\n입력 2025-09-04 07:38\n업데이트 2025-09-04 09:10\n\
            신나리 기자 journari@example.com\n박 대통령이 3일 베이징에 도착했다.\n[사진] 베이징 서우두 공항\n\
            ⓒ 나란히일보. 무단전재 및 재배포 금지\n많이 본 뉴스\n태풍 북상\n금리 동결";
        let (kept, left) = sort(page);
        assert_eq!(
            kept,
            [
                "# 박 대통령, 베이징 도착",
                "박 대통령이 3일 베이징에 도착했다."
            ]
        );
        assert_eq!(left[8], "after the end: 태풍 북상");
    }

    #[test]
    fn headlines_that_speak_of_furniture_stay() {
        for headline in [
            "New copyright law passes parliament",
            "정부, 취약층에 마스크 제공",
            "무단복제 드라마 기승… 단속 강화",
            "태풍 ‘마루’ 남해안 강타… 3명 사망·1만2000가구 정전",
            "More shared housing planned for Seoul",
            "By the river, a city wakes up",
            "‘많이 본 뉴스’ 없앤 포털",
            "Reuters names new editor",
            "Minister meets the press",
            "Korea enters hard times",
            "Revised 2025 budget passes",
            "Korean film industry",
            "Sports and politics",
            "[영상] 태풍 마루 남해안 강타",
            "돌아온 앵커",
            "“떠나라”",
        ] {
            let (kept, left) = sort(&format!("{headline}\nIt happened here on Monday morning."));
            assert_eq!(kept[0], format!("# {headline}"), "{left:?}");
        }
    }

    #[test]
    fn a_kicker_is_not_the_headline() {
        for (kicker, headline) in [
            ("사회일반", "정부, 취약층에 마스크 제공"),
            ("삼성전자", "삼성전자·SK하이닉스 동반 상승"),
        ] {
            let (kept, left) = sort(&format!("{kicker}\n{headline}\n3일 오전의 일이었다."));
            assert!(kept.contains(&format!("# {headline}")), "{kept:?} {left:?}");
        }
    }

    #[test]
    fn an_interview_keeps_its_headline() {
        let page = "Kim on his new film\nQ\nWhy this story?\nA\nI had to tell it once.\nQ\nAnd now?\nA\nNow I will rest a while.";
        assert_eq!(sort(page).0[0], "# Kim on his new film");
    }

    #[test]
    fn a_list_of_articles_ends_where_text_begins() {
        let page = "금리 동결\n한국은행은 3일 금리를 묶었다.\n관련기사\n집값 오른다\n\
            그는 물었다. 왜 이제야 나섰는가? 언제까지 기다려야 하는가?\n답은 없었다고 한다.";
        let (kept, left) = sort(page);
        assert_eq!(kept.len(), 4, "{left:?}");
        assert_eq!(left, ["related: 관련기사", "after the end: 집값 오른다"]);
    }

    #[test]
    fn sentences_that_speak_of_furniture_stay() {
        for sentence in [
            "Posted prices rose 3 percent in September 2025, the bureau said.",
            "사진=기억이라는 말을 그는 자주 했다.",
            "By Monday, the river had risen again.",
            "홍길동 기자는 3일 베이징에 도착했다.",
            "그는 새 법이 무단 복제를 금지한다고 말했다.",
            "SEOUL, Sept. 3 (Yonhap) -- President Lee left for Beijing Wednesday.",
            "The Environmental Protection Agency (EPA) said it would sue the company.",
            "Video from the scene showed smoke rising over the plant.",
            "Published in 2019, the novel sold well.",
            "The law bans unauthorized reproduction of webtoons.",
            "He was given the copyright by his father.",
            "다음 달 금리 추가 인하",
            "The photo: a boy on a beach, alone, in the rain that did not stop.",
        ] {
            let (kept, left) = sort(&format!("Headline\n{sentence}\nThe end came soon after."));
            assert!(kept.iter().any(|k| k == sentence), "{left:?}");
        }
    }
}
