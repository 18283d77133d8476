//! Full stops that belong to an abbreviation, initials or the number of an item.

use super::super::judgement::Rule;
use super::super::lists::{Abbreviation, Lists};
use super::super::text::Text;
use super::super::{Context, Mark};

/// Judges the full stop at `mark`, which the word at `begins` follows.
pub(super) fn judge(text: Text<'_>, mark: &Mark, begins: usize, context: &Context<'_>) -> Rule {
    let lists = context.lists;
    let word = text.word_before(mark.first, |c| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '&' | '°')
    });
    if word.is_empty() {
        return Rule::FinalMark;
    }
    let word_start = mark.first - word.len();
    let following = text.word_after(begins, char::is_alphanumeric);
    let unless_starter = |rule| match lists.starters.contains(following) {
        true => Rule::Starter,
        false => rule,
    };
    if is_time(text, word, word_start, lists) {
        return time(text, word_start, begins, context);
    }
    match lists.abbreviations.get(word) {
        Some(Abbreviation::Never) => return Rule::BeforeName,
        Some(Abbreviation::BeforeNumber) if following.starts_with(|c: char| c.is_ascii_digit()) => {
            return Rule::BeforeNumber;
        }
        Some(Abbreviation::BeforeNumber) => return Rule::FinalMark,
        Some(Abbreviation::Company) if begins_with_noun(text, begins, lists) => return Rule::Noun,
        Some(Abbreviation::Company | Abbreviation::Ambiguous) => {
            return unless_starter(Rule::Abbreviation);
        }
        None => {}
    }
    let has_letter = word.chars().any(char::is_alphabetic);
    if has_letter
        && word
            .split(['.', '-', '&'])
            .all(|part| part.chars().count() <= 1)
    {
        // Q. Why now? No sentence is one letter.
        if word.len() == 1 && word_start == context.start {
            return Rule::ListNumber;
        }
        return initials(text, word, word_start, following, lists);
    }
    // Ph.D., Lt.Col.
    if word.contains('.')
        && word.rsplit('.').next().is_some_and(|part| part.len() <= 2)
        && has_letter
    {
        return unless_starter(Rule::Abbreviation);
    }
    Rule::FinalMark
}

/// Whether a noun begins a sentence: Co. Traffic was halted, but not Co. Traffic Division or Co. Korea is.
fn begins_with_noun(text: Text<'_>, begins: usize, lists: &Lists) -> bool {
    let noun = text.word_after(begins, char::is_alphanumeric);
    let next = text.skip_gap(begins + noun.len());
    lists.english.has("noun", noun) && text.after(next).is_some_and(char::is_lowercase)
}

/// J. H. Park, U.S. President; but “He lives in the U.S. The”, “you and I. Did”, “Vitamin C. Doctors”.
fn initials(text: Text<'_>, word: &str, word_start: usize, following: &str, lists: &Lists) -> Rule {
    let is_single = word.chars().count() == 1;
    if is_single {
        let before = text.back_over_gap(word_start);
        let word_before = text.word_before(before, char::is_alphanumeric);
        if before < word_start && lists.english.has("lettered", word_before) {
            return Rule::FinalMark;
        }
    }
    // The other initial in J. I. Park is no pronoun.
    let another_initial = is_single && word != "I" && following.chars().count() <= 1;
    match lists.starters.contains(following) && !another_initial {
        true => Rule::Starter,
        false => Rule::Initials,
    }
}

/// 5 a.m., 11:30 p.m.
fn is_time(text: Text<'_>, word: &str, word_start: usize, lists: &Lists) -> bool {
    lists.english.has("time", word)
        && text
            .before(text.back_over_gap(word_start))
            .is_some_and(|c| c.is_ascii_digit())
}

/// Whether a sentence ends with the time of day before `begins`. A name after a time begins a sentence: no zone, day or
/// noun that the time describes would be written so.
fn time(text: Text<'_>, word_start: usize, begins: usize, context: &Context<'_>) -> Rule {
    let lists = context.lists;
    let following = text.word_after(begins, char::is_alphanumeric);
    if lists.starters.contains(following) {
        return Rule::Starter;
    }
    let hour_end = text.back_over_gap(word_start);
    let hour = text.word_before(hour_end, |c| {
        c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | '–')
    });
    let hour_start = hour_end - hour.len();
    let before_hour = text.back_over_gap(hour_start);
    let preposition = text.word_before(before_hour, char::is_alphabetic);
    let clause = text.slice(context.start, before_hour);
    // At 5 a.m. Mr. Smith went: nothing has been said yet.
    let opens_sentence = clause.len() < 40 && clause.split_whitespace().count() <= 2;
    if opens_sentence
        || !lists.english.has("before-time", preposition)
        || lists.english.has("after-time", following)
        || names_a_time(text, begins)
    {
        return Rule::Time;
    }
    Rule::TimeEnds
}

/// Seoul time, Korea Standard Time.
fn names_a_time(text: Text<'_>, mut at: usize) -> bool {
    for _ in 0..3 {
        let word = text.word_after(at, char::is_alphabetic);
        at = text.skip_gap(at + word.len());
        if text
            .word_after(at, char::is_alphabetic)
            .eq_ignore_ascii_case("time")
        {
            return true;
        }
    }
    false
}
