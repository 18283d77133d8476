//! The rules of each language as regular expressions that Java and ICU both read.

use super::super::lists::{Abbreviation, Lists};
use super::SrxRule;

/// What may close after a final mark, footnote marks among it.
const CLOSERS: &str = r#"["'”’)\]」』〉》】]*(?:\[\d+\])*"#;
/// What may open before the first letter of a sentence.
const OPENERS: &str = r#"["'“‘(\[「『〈《]*"#;
const FINALS: &str = "[.?!…。？！]+";

/// English, in the order of `en::judge`.
pub(super) fn english(lists: &Lists) -> Vec<SrxRule> {
    let starters = alternatives(lists.starters.iter().copied());
    let starter = format!(r"\s+{OPENERS}(?:{starters})\b");
    let class = |class| alternatives(lists.english.words(class).into_iter());
    let never = abbreviations(lists, Abbreviation::Never);
    let numbered = abbreviations(lists, Abbreviation::BeforeNumber);
    let company = abbreviations(lists, Abbreviation::Company);
    let ambiguous = format!(
        "{company}|{}",
        abbreviations(lists, Abbreviation::Ambiguous)
    );
    let noun = format!(r"\s+{OPENERS}(?:{})\s+\p{{Ll}}", class("noun"));
    let initials = r"(?<![\p{L}\p{N}])(?:\p{L}[.&-])*\p{L}\.";
    let time = format!(r"\d\s?(?:{})\.", class("time"));
    let clock = format!(
        r"(?<![\p{{L}}])(?:{})\s[\d:.]{{1,5}}\s?(?:{})\.",
        class("before-time"),
        class("time")
    );
    let carries_time = class("after-time");
    let says = format!(
        r"\s+(?:\p{{Lu}}[\p{{L}}.’'-]*\s+){{1,4}}(?:{})(?:[.,;]|\s+(?:{})\b)",
        class("saying"),
        class("after-saying")
    );
    let remark = format!(
        r"\s+[(\[](?i:{})(?:,?\s\p{{L}}+){{0,3}}\.?[)\]]",
        class("remark")
    );
    let word = |words: &str| format!(r"(?<![\p{{L}}\p{{N}}])(?:{words})\.");
    vec![
        no(
            format!("{FINALS}{CLOSERS}"),
            format!(r"\s+{OPENERS}(?:\p{{Ll}}(?!\p{{Lu}})|[,;:)%.])"),
        ),
        no(format!("{FINALS}{CLOSERS}"), format!(r"{remark}(?:\s|$)")),
        yes(format!("{FINALS}{CLOSERS}{remark}"), r"\s"),
        no(FINALS, r"[)\]]?\s[^()]*[^()\s.?!…]\)"),
        no(r"[\[(](?:\.\.\.|…)[\])]", r"\s"),
        no(r"(?:\.\.\.|…|\. \. \.)", r"\s+I\b"),
        no(r"^\s*(?:[•⁃‣]\s?)?\d{1,3}\.\)?", r"\s"),
        yes(&time, &starter),
        no(
            &time,
            format!(
                r"\s+(?:(?:{carries_time})\b|\p{{Lu}}\p{{L}}+\s(?:\p{{Lu}}\p{{L}}+\s)?[Tt]ime\b)"
            ),
        ),
        yes(format!(r"\S+\s+\S+\s+\S.*?{clock}"), r"\s+\p{Lu}"),
        no(&time, r"\s"),
        no(word(&never), r"\s"),
        no(word(&numbered), r"\s+\d"),
        yes(word(&company), &noun),
        yes(word(&ambiguous), &starter),
        no(word(&ambiguous), r"\s"),
        no(r"(?<![\p{L}\p{N}])[A-HJ-Z]\.", r"\s+[AI]\."),
        no(
            format!(r"\b(?:{})\s\p{{L}}", class("lettered")),
            r"\.\s+\p{Ll}",
        ),
        yes(format!(r"\b(?:{})\s\p{{L}}\.", class("lettered")), r"\s"),
        yes(initials, &starter),
        no(initials, r"\s"),
        yes(r"(?:\p{L}\.)+\p{L}{2}\.|Ph\.D\.", &starter),
        no(r"Ph\.D\.", r"\s"),
        yes(format!(r"\b(?:{})!", class("marked")), &starter),
        no(format!(r"\b(?:{})!", class("marked")), r"\s"),
        no(r#"[?!]+["”’']"#, says),
        yes(format!("{FINALS}{CLOSERS}"), r"\s"),
    ]
}

/// Korean, in the order of `ko::judge`.
pub(super) fn korean(lists: &Lists) -> Vec<SrxRule> {
    let endings = lists.korean.words("ending").concat();
    let carriers = alternatives(lists.carriers.iter().copied());
    let class = |class| alternatives(lists.korean.words(class).into_iter());
    let (saying, said) = (class("saying"), class("said"));
    // Who spoke, and how.
    let who = format!(r#"[^\s"“”‘’.?!]+(?<!{said})\s+"#);
    let how = format!(r#"[^\s"“”‘’.?!]+(?<!{said}|{})\s+"#, class("said-too"));
    let latin = alternatives(lists.abbreviations.keys().map(String::as_str));
    let mark = format!("{FINALS}{CLOSERS}");
    // Looking ahead takes nothing up, so that programs which go from match to match find every place of one quotation.
    let inside = |open: char, close: char| no(FINALS, format!(r"(?=[^\{open}\{close}]*\{close})"));
    let mut rules = vec![
        // An odd number of straight quotes follows.
        no(FINALS, r#"(?=\s[^"]*"(?:[^"]*"[^"]*")*[^"]*$)"#),
        inside('“', '”'),
        inside('‘', '’'),
        inside('(', ')'),
        inside('「', '」'),
        inside('『', '』'),
        inside('〈', '〉'),
        inside('《', '》'),
        no(format!("{FINALS}{CLOSERS}"), r"\s+[,;)\]”’·.%]"),
        no(
            format!(r#"{FINALS}["'”’]"#),
            format!(r"\s+(?:{carriers})(?![\p{{L}}\p{{N}}])"),
        ),
        no(
            format!(r#"{FINALS}["'”’]"#),
            format!(
                r#"\s+(?:{who}(?:{how})?)?(?:{saying}|{})[.?!]"#,
                class("short")
            ),
        ),
        no(
            format!(r#"{FINALS}["'”’]"#),
            format!(r#"\s+{who}(?:{how}){{2,10}}(?:{saying})[.?!]"#),
        ),
        no(&mark, r"\s+\([^().?!…]*[^().?!…다요]\)(?:\s|$)"),
        no(
            format!(r"(?<![{endings}.…])(?:\.{{2,}}|…+|\. \. \.)"),
            r"\s",
        ),
        no(&mark, r"\s+\(?0[\d() -]{7,}\.?\s*$"),
        yes(r"\d[-–:]\d+\.", r"\s+\d+[만천백명여]"),
        no(r"\d\.", r"\s+\d"),
        no(r"\d\.\s?\d{1,2}\.\s?\d{1,2}\.", r"\s"),
        no(r"^\s*(?:\d{1,3}|[가나다라마바사아자차카타파하])\.", r"\s"),
        no(format!(r"(?<![A-Za-z])(?:{latin})\."), r"\s"),
        no(r"(?<![A-Za-z])(?:[A-Za-z]\.)+", r"\s"),
        yes(format!(r"{mark}\s\([^().?!…]*[^().?!…다요]\)"), r"\s"),
        yes(format!("{mark}[ㄱ-ㅣ~^]*"), r"\s"),
    ];
    let forgotten = format!(r"[가-힣][{endings}]\.");
    rules.push(no(&forgotten, format!(r"(?:{carriers})(?![가-힣])")));
    rules.push(yes(forgotten, r#"[가-힣“‘▲■◆◇▶]"#));
    rules
}

fn yes(before: impl Into<Pattern>, after: impl Into<Pattern>) -> SrxRule {
    SrxRule {
        breaks: true,
        before: before.into().0,
        after: after.into().0,
    }
}

fn no(before: impl Into<Pattern>, after: impl Into<Pattern>) -> SrxRule {
    SrxRule {
        breaks: false,
        ..yes(before, after)
    }
}

/// A regular expression, however it is owned.
struct Pattern(String);

impl From<&str> for Pattern {
    fn from(pattern: &str) -> Pattern {
        Pattern(pattern.to_owned())
    }
}

impl From<&String> for Pattern {
    fn from(pattern: &String) -> Pattern {
        Pattern(pattern.clone())
    }
}

impl From<String> for Pattern {
    fn from(pattern: String) -> Pattern {
        Pattern(pattern)
    }
}

fn abbreviations(lists: &Lists, class: Abbreviation) -> String {
    let of_class = lists.abbreviations.iter().filter(|&(_, c)| *c == class);
    alternatives(of_class.map(|(word, _)| word.as_str()))
}

/// `a|b|c`, the longest first, so that each can match; always in the same order.
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<String> = words.map(escaped).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.join("|")
}

fn escaped(word: &str) -> String {
    let mut pattern = String::new();
    for c in word.chars() {
        if !c.is_alphanumeric() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
