//! What the lines that are left out say of the article: when it was published and changed, and who wrote it.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex_lite::{Captures, Regex};

use super::line::WORDS;
use super::names::{AUTHORS, DATES, ELSEWHERE};
use crate::article::{Article, Metadata, Role, normalize};

/// Longest name of an author, in characters: beyond it the line says something else.
const LONGEST_NAME: usize = 40;

/// Who wrote the article: whom the format of the page names, else the first that a byline does.
pub(super) fn author_of<'l>(
    metadata: &Metadata,
    mut bylines: impl Iterator<Item = &'l str>,
) -> Option<String> {
    let named = metadata.author.clone();
    named.or_else(|| bylines.find_map(author))
}

/// Fills in what the format of the page did not say.
pub(super) fn fill_in(article: &mut Article) {
    let lines = |rule: &'static str| -> Vec<String> {
        let left_out = article.left_out.iter().filter(|line| line.rule == rule);
        left_out
            .map(|line| normalize(&article.text[line.span.range()]))
            .collect()
    };
    let (dates, authors) = (lines(DATES), lines(AUTHORS));
    // Above the article, a date may share a block with anything.
    let mut elsewhere = lines(ELSEWHERE);
    elsewhere.retain(|line| is_dated(line));
    let headline = article
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.role == Role::Headline)
        .map(|headline| normalize(&article.text[headline.span.range()]));
    let metadata = &mut article.metadata;
    if metadata.title.is_none() {
        metadata.title = headline;
    }
    // Some pages have the date in the byline.
    for line in dates.iter().chain(&authors).chain(&elsewhere) {
        for (date, is_update) in found_dates(line) {
            let place = match is_update {
                true => &mut metadata.updated,
                false => &mut metadata.date,
            };
            place.get_or_insert(date);
        }
    }
    metadata.author = author_of(metadata, authors.iter().map(String::as_str));
}

/// The forms of dates, each with a time of the day behind it or none.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const NUMBERS: &str =
        r"(?P<y>(?:19|20)\d\d)\s?[-./년]\s?(?P<m>\d{1,2})\s?[-./월]\s?(?P<d>\d{1,2})[일.]?";
    const MONTH_FIRST: &str =
        r"(?P<name>[A-Z][A-Za-z]{2,8})\.?\s?(?P<d>\d{1,2}),?\s?(?P<y>(?:19|20)\d\d)";
    const DAY_FIRST: &str = r"(?P<d>\d{1,2}) (?P<name>[A-Z][A-Za-z]{2,8})\.? (?P<y>(?:19|20)\d\d)";
    const TIME: &str = r"(?:[T,]?\s?(?:\([^)]*\)\s?)?(?P<before>오전|오후)?\s?(?P<h>\d{1,2}):(?P<min>\d\d)\s?(?P<after>[ap]\.?m)?)?";
    [NUMBERS, MONTH_FIRST, DAY_FIRST]
        .iter()
        .filter_map(|form| Regex::new(&format!("{form}{TIME}")).ok())
        .collect()
});

/// Whether a line says when the article was published.
fn is_dated(line: &str) -> bool {
    WORDS.begins("published", &line.to_lowercase())
}

/// Whether a line has a day with its month and year.
pub(super) fn is_whole_date(line: &str) -> bool {
    !found_dates(line).is_empty()
}

/// The dates of a line in the form of ISO 8601, with the time where it is said, and whether each is one of a change.
fn found_dates(line: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for form in FORMS.iter() {
        let mut end = 0;
        for captures in form.captures_iter(line) {
            let Some(whole) = captures.get(0) else {
                continue;
            };
            let before = line[end..whole.start()].to_lowercase();
            let is_update = WORDS.stands_in("updated", &before);
            end = whole.end();
            found.extend(iso(&captures).map(|date| (date, is_update)));
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn iso(captures: &Captures) -> Option<String> {
    let number = |name: &str| captures.name(name)?.as_str().parse::<i16>().ok();
    let month = match captures.name("name") {
        Some(name) => month(name.as_str())?,
        None => number("m")?,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(number("d")?).ok()?);
    let date = Date::new(number("y")?, month, day).ok()?;
    let (Some(hour), Some(minute)) = (number("h"), number("min")) else {
        return Some(date.to_string());
    };
    let half = captures.name("before").or(captures.name("after"));
    let hour = match half.map(|half| half.as_str()) {
        Some("오후") | Some("pm") | Some("p.m") if hour < 12 => hour + 12,
        Some("오전") | Some("am") | Some("a.m") if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    Some(format!("{date}T{}", time.strftime("%H:%M")))
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = name.get(..3)?.to_lowercase();
    let place = MONTHS.iter().position(|month| *month == start)?;
    i16::try_from(place + 1).ok()
}

/// Who a byline names, without address and office.
fn author(line: &str) -> Option<String> {
    let in_lower_case = line.to_lowercase();
    if WORDS.stands_in("asks", &in_lower_case) && !in_lower_case.starts_with("by ") {
        return None;
    }
    // A date may stand before it, and the headline before that.
    let line = match [" by ", " By ", " BY "]
        .iter()
        .filter_map(|by| line.rfind(by))
        .max()
    {
        Some(at) if line[..at].contains(char::is_numeric) => &line[at + 1..],
        _ => line,
    };
    let without_address: Vec<&str> = line
        .split([' ', '|', '/', '(', ')', '[', ']', '<', '>'])
        .map(|word| match word.split_once('@') {
            // The address may be glued to what stands before it.
            Some((before, _)) => before.trim_end_matches(|c: char| c.is_ascii()),
            None => word,
        })
        // What ends in a colon says what follows.
        .filter(|word| !word.is_empty() && !word.ends_with(':') && !is_of_date(word))
        .collect();
    let line = without_address.join(" ");
    let name = line.rsplit('=').next().unwrap_or_default().trim();
    // A reporter signs off: 한빛 뉴스 홍길동입니다.
    let signed = ["입니다.", "이었습니다.", "였습니다."];
    let signed = signed.iter().find_map(|said| name.strip_suffix(said));
    let name = signed.map_or(name, |signed| signed.rsplit(' ').next().unwrap_or(signed));
    let name = match name.split_once(' ') {
        Some((by, name)) if by.eq_ignore_ascii_case("by") || WORDS.has("work", by) => name,
        _ => name,
    };
    // Another's work stands behind a dot: 글 홍길동 기자 · 사진 김철수 기자.
    let name = name.split(" · ").next().unwrap_or(name);
    // What stands behind a comma is an office, a newspaper or another name.
    let mut name = match name.split_once(", ") {
        Some((name, behind)) if !is_another_name(behind) => name,
        _ => name,
    };
    name = name.strip_prefix("기자 ").unwrap_or(name);
    let offices = WORDS.words("office");
    while let Some(before) = offices.iter().find_map(|office| name.strip_suffix(office)) {
        name = before.trim_end();
    }
    if let Some((before, expert)) = name.rsplit_once(' ')
        && WORDS.ends("expert", expert)
    {
        name = before;
    }
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",.·;:-–—".contains(c));
    let length = name.chars().count();
    // A colon stands behind an office, as of the camera: 촬영기자:홍길동.
    let is_name = (2..=LONGEST_NAME).contains(&length)
        && name.chars().any(char::is_alphabetic)
        && !name.contains(':');
    is_name.then(|| name.to_owned())
}

/// Whether a word is of a date or of a count, and no name: 2025-09-04, (목), 입력, 조회수.
fn is_of_date(word: &str) -> bool {
    let has_digits = word.contains(|c: char| c.is_ascii_digit());
    let is_weekday = word.chars().count() == 1 && "월화수목금토일".contains(word);
    has_digits || is_weekday || WORDS.has("published", word) || WORDS.has("updated", word)
}

/// Whether an English name stands there: two words or more that begin as names do, the last of which is no office.
fn is_another_name(text: &str) -> bool {
    text.contains(' ')
        && text
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || word == "and")
        && !WORDS.ends("post", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_pages_have_them() {
        for (line, expected) in [
            ("입력 2025-09-04 07:38", vec![("2025-09-04T07:38", false)]),
            (
                "Posted September. 04, 2025 07:38,",
                vec![("2025-09-04T07:38", false)],
            ),
            (
                "Updated September. 04, 2025 09:01",
                vec![("2025-09-04T09:01", true)],
            ),
            ("4 Sept 2025", vec![("2025-09-04", false)]),
            (
                "입력 : 2025.09.04. 오후 1:05 수정 2025.09.05. 오전 12:30",
                vec![("2025-09-04T13:05", false), ("2025-09-05T00:30", true)],
            ),
            (
                "2025년 9월 4일 (목) 03:00",
                vec![("2025-09-04T03:00", false)],
            ),
            ("Sep. 4, 2025, 7:38 p.m.", vec![("2025-09-04T19:38", false)]),
            (
                "Posted on : Sep.4,2025 07:38 KST",
                vec![("2025-09-04T07:38", false)],
            ),
            ("2025-13-40", vec![]),
            ("", vec![]),
        ] {
            let found = found_dates(line);
            let found: Vec<(&str, bool)> = found
                .iter()
                .map(|(date, update)| (&**date, *update))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn authors_as_bylines_have_them() {
        for (line, expected) in [
            ("홍길동 기자 gildong@example.com", Some("홍길동")),
            ("홍길동기자gildong@example.com", Some("홍길동")),
            ("베이징=홍길동 특파원", Some("홍길동")),
            ("기자 홍길동", Some("홍길동")),
            ("By Hong Gil-dong, Staff Reporter", Some("Hong Gil-dong")),
            ("By Danielle Brooks, CNN", Some("Danielle Brooks")),
            ("By Hana Lim, staff reporter", Some("Hana Lim")),
            (
                "By Hana Lim, Paul Renner and Min Park",
                Some("Hana Lim, Paul Renner and Min Park"),
            ),
            ("Na-Ri Shin journari@example.com", Some("Na-Ri Shin")),
            (
                "September. 04, 2025 07:38. by Na-Ri Shin journari@example.com.",
                Some("Na-Ri Shin"),
            ),
            (
                "Talks led by Kim end. Sept. 4, 2025 07:38 By Na-Ri Shin.",
                Some("Na-Ri Shin"),
            ),
            (
                "By Kim Min-su (Contact: kim@example.com)",
                Some("Kim Min-su"),
            ),
            ("Send a letter to letters@example.com", None),
            ("gildong@example.com", None),
            ("July 21, 2019 - 16:10 By Na-Ri Shin", Some("Na-Ri Shin")),
            ("JUNE 16, 2026 10:37 BY SHIN NA-RI", Some("SHIN NA-RI")),
            ("2019년 08월 22일 (목) 14:10:14 홍길동 .", Some("홍길동")),
            ("홍길동 기자 입력 2002-08-20 18:59:36", Some("홍길동")),
            ("강릉=홍길동 과학전문기자", Some("홍길동")),
            ("글 홍길동 기자 · 사진 김철수 기자", Some("홍길동")),
            ("유시민 기자", Some("유시민")),
            ("홍길동 시민기자", Some("홍길동")),
            ("홍길동 선임기자", Some("홍길동")),
            ("촬영기자:홍길동/영상편집:김철수", None),
            ("한빛 뉴스 홍길동입니다.", Some("홍길동")),
            ("의견 보내기 opinion@example.com", None),
            ("Terms of use | Contact: english@example.com", None),
        ] {
            assert_eq!(author(line).as_deref(), expected, "{line}");
        }
    }
}
