//! Korean: does a sentence end at this final mark?

mod ending;
mod quotation;

pub(super) use ending::judge_informal;
pub(super) use quotation::stands_alone;

use super::judgement::{Judgement, Rule};
use super::lists::{Abbreviation, Lists};
use super::scan::{is_final, is_opener};
use super::text::{Text, composed, is_gap};
use super::{Context, Mark};
use crate::article::is_hangul;
use ending::{ends_sentence, skip_laughter};

pub(super) fn judge(text: Text<'_>, mark: &Mark, context: &Context<'_>) -> Judgement {
    // A quotation stays whole, and with the sentence that carries it.
    if let Some(around) = context.around.filter(|around| around.close >= mark.after) {
        let rule = match around.is_bracket() {
            true => Rule::InBracket,
            false => Rule::InQuotation,
        };
        return Judgement {
            at: mark.after,
            rule,
        };
    }
    judge_end(text, mark, context)
}

/// Judges a mark that nothing encloses.
fn judge_end(text: Text<'_>, mark: &Mark, context: &Context<'_>) -> Judgement {
    let after = skip_remark(text, after_mark(text, mark), context.lists);
    let next = text.skip_gap(after);
    Judgement {
        at: next,
        rule: rule(text, mark, after, next, context),
    }
}

/// Where a mark ends with what is written close to it: laughter, footnotes.
fn after_mark(text: Text<'_>, mark: &Mark) -> usize {
    text.skip_footnotes(skip_laughter(text, mark.after))
}

fn rule(text: Text<'_>, mark: &Mark, after: usize, next: usize, context: &Context<'_>) -> Rule {
    let lists = context.lists;
    let Some(first) = text.after(next) else {
        return Rule::FinalMark;
    };
    if next == after {
        return glued(text, mark, after, lists);
    }
    // A quotation mark alone, behind a space, is no sentence.
    let is_left = text.after(text.skip(next, is_opener)).is_none();
    if is_left || matches!(first, ',' | ';' | ')' | ']' | '”' | '’' | '·' | '.' | '%') {
        return Rule::GoesOn;
    }
    if is_telephone(text, next) {
        return Rule::GoesOn; // 발인은 15일 오전 7시. (02)000-4567
    }
    let closed = mark.after > mark.end;
    if let Some(around) = context.around
        && around.is_bracket()
        && around.open > context.start
        && text
            .before(text.back_over_gap(around.open))
            .is_some_and(|c| !is_final(c))
    {
        return Rule::InBracket; // 그는(말이 없는 사람이다.) 웃었다
    }
    if closed && matches!(text.before(mark.first), Some('[' | '(')) {
        return Rule::Omission;
    }
    if closed && text.before(mark.after) != Some(')') {
        let word = composed(text.word_after(next, char::is_alphanumeric));
        if lists.carriers.contains(word.as_ref()) {
            return Rule::Carried; // “간다.” 라고 말했다
        }
        if quotation::clause_of_saying(text, next, lists) {
            return Rule::Saying;
        }
    }
    let run = text.slice(mark.first, mark.end);
    match run {
        "." => full_stop(text, mark, next, first, context),
        _ if run.chars().all(|c| matches!(c, '.' | '…' | '‥' | ' ')) => {
            // An ellipsis inside a headline or a list of catchwords ends nothing.
            match closed || ends_sentence(text, mark.first, lists) || after > mark.after {
                true => Rule::FinalMark,
                false => Rule::Ellipsis,
            }
        }
        _ => Rule::FinalMark,
    }
}

fn full_stop(text: Text<'_>, mark: &Mark, next: usize, first: char, context: &Context<'_>) -> Rule {
    if context.label_end == Some(mark.end) {
        return Rule::ListNumber;
    }
    match text.before(mark.first) {
        Some(c) if c.is_ascii_digit() => match is_score(text, mark.first, next) {
            true => Rule::FinalMark,
            false => number(text, mark, first),
        },
        Some(c) if c.is_ascii_alphabetic() => latin(text, mark, first, context.lists),
        // 가. 개요: the letter of an item.
        Some(c)
            if text.back_over_gap(mark.first) == context.start + c.len_utf8()
                && "가나다라마바사아자차카타파하".contains(c) =>
        {
            Rule::ListNumber
        }
        _ => Rule::FinalMark,
    }
}

/// `밝혔다.다음`: the space was forgotten. Only a mark between an ending of two syllables and what begins a sentence is
/// taken for one, so that `가.나.다.라` and `다.”라고` are not.
fn glued(text: Text<'_>, mark: &Mark, after: usize, lists: &Lists) -> Rule {
    let run = text.slice(mark.first, mark.end);
    let is_sign = matches!(run, "?" | "!");
    let Some(first) = text.after(after) else {
        return Rule::FinalMark;
    };
    // After a quote or bracket comes a particle: “간다.”고, (…말이다.)에.
    if mark.after > mark.end || !(run == "." || is_sign) || !ends_sentence(text, mark.first, lists)
    {
        return Rule::NoSpace;
    }
    let ending = text.before(mark.first).map_or(0, char::len_utf8);
    let follows_hangul = text.before(mark.first - ending).is_some_and(is_hangul);
    let word = composed(text.word_after(after, is_hangul));
    let begins = match first {
        c if is_hangul(c) => {
            !(lists.carriers.contains(word.as_ref()) || is_sign && word.chars().count() < 2)
        }
        // 밝혔다.2024년
        c if c.is_ascii_digit() => {
            let digits = text.word_after(after, |c| c.is_ascii_digit());
            text.after(after + digits.len()).is_some_and(is_hangul)
        }
        '[' => names_speaker(text, after),
        '(' => false,
        c => is_opener(c) || "▲△■□◆◇▶▷●○".contains(c),
    };
    match follows_hangul && begins {
        true => Rule::ForgottenSpace,
        false => Rule::NoSpace,
    }
}

/// Whether brackets open that say who speaks: `[홍길동/시장 : “…”]`.
fn names_speaker(text: Text<'_>, open: usize) -> bool {
    const LONGEST: usize = 40;
    let inside = text.slice(open, text.0.len()).chars().skip(1).take(LONGEST);
    inside.take_while(|&c| c != ']').any(|c| c == ':')
}

/// Where a remark in brackets after the end of a sentence ends, which has no sentence in it: `왔다. (사진=연합뉴스)`,
/// `한다.”(요한 3:13)`. `at`, if there is none.
fn skip_remark(text: Text<'_>, at: usize, lists: &Lists) -> usize {
    let open = text.skip_gap(at);
    if text.after(open) != Some('(') {
        return at;
    }
    let inside = text.word_after(open + 1, |c| c != ')' && c != '(' && !is_final(c));
    let close = open + 1 + inside.len();
    let after = close + 1;
    let is_remark = text.after(close) == Some(')')
        && text.after(after).is_none_or(is_gap)
        && !ends_sentence(text, text_end(text, close), lists);
    if is_remark { after } else { at }
}

/// Where a sentence before `close` ends, apart from laughter.
fn text_end(text: Text<'_>, close: usize) -> usize {
    ending::back_over_laughter(text, close)
}

/// Whether nothing but a telephone number is left.
fn is_telephone(text: Text<'_>, at: usize) -> bool {
    const FEWEST_DIGITS: usize = 8;
    let number = text.word_after(at, |c| {
        c.is_ascii_digit() || matches!(c, '(' | ')' | '-' | ' ')
    });
    let is_left = || {
        let behind = text.skip(at + number.len(), |c| c == '.' || is_gap(c));
        text.after(behind).is_none()
    };
    number.trim_start_matches('(').starts_with('0')
        && number.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS
        && number.contains(['-', ')'])
        && is_left()
}

/// Whether a score ends at `end`, and a number of people or the like follows at `next`: 2-2. 1만 명이 숨을 죽였다. Numbers of
/// tables and sections are written as scores are: 표 1-2. 3월 수출액
fn is_score(text: Text<'_>, end: usize, next: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let points = text.word_before(end, is_digit);
    let number = text.word_after(next, is_digit);
    matches!(text.before(end - points.len()), Some('-' | '–' | ':'))
        && !number.is_empty()
        && matches!(
            text.after(next + number.len()),
            Some('만' | '천' | '백' | '명' | '여')
        )
}

/// `2025. 9. 4.`, `2025.9.4.`, `6. 25`.
fn number(text: Text<'_>, mark: &Mark, first: char) -> Rule {
    let date = text.word_before(mark.first, |c| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let parts = date
        .trim_start_matches(['.', ' '])
        .split('.')
        .map(str::trim);
    let is_date = date.contains(". ") || parts.clone().count() == 3;
    let plain = parts
        .clone()
        .all(|part| (1..=4).contains(&part.len()) && !part.contains(' '));
    match first.is_ascii_digit() || is_date && plain && parts.count() >= 2 {
        true => Rule::Date,
        false => Rule::FinalMark,
    }
}

/// Latin abbreviations in Korean text: `St. Louis`, `Co. 대표`.
fn latin(text: Text<'_>, mark: &Mark, first: char, lists: &Lists) -> Rule {
    let word = text.word_before(mark.first, |c| c.is_ascii_alphabetic() || c == '.');
    match lists.abbreviations.get(word) {
        Some(Abbreviation::Never) => Rule::BeforeName,
        Some(Abbreviation::BeforeNumber) if first.is_ascii_digit() => Rule::BeforeNumber,
        Some(_) => Rule::Abbreviation,
        None if !word.is_empty() && word.split('.').all(|part| part.len() <= 1) => Rule::Initials,
        None => Rule::FinalMark,
    }
}
