//! The endings of Korean sentences.

use super::super::Context;
use super::super::judgement::{Judgement, Rule};
use super::super::lists::Lists;
use super::super::text::{Text, composed, hangul_before};

/// The longest entry of the class `informal`, in syllables.
const LONGEST_ENDING: usize = 3;

/// Whether the syllable before `at` ends sentences in writing: 했다, 해요, 할까, 했음.
pub(super) fn ends_sentence(text: Text<'_>, at: usize, lists: &Lists) -> bool {
    let word = hangul_before(text, at);
    word.chars()
        .next_back()
        .is_some_and(|last| lists.korean.has("ending", last.encode_utf8(&mut [0; 4])))
}

/// Judges the white space at `at` by the endings of informal Korean, where marks are left out: `좋았어요 다음에는`.
/// `None` where no sentence could end.
pub(in super::super) fn judge_informal(
    text: Text<'_>,
    at: usize,
    context: &Context<'_>,
) -> Option<Judgement> {
    let lists = context.lists;
    let bracket_closes = text.before(at) == Some(')');
    if context.around.is_some_and(|around| at < around.after) {
        return None;
    }
    let sentence_end = back_over_laughter(text, at - usize::from(bracket_closes));
    let word = hangul_before(text, sentence_end);
    let ends = (1..=LONGEST_ENDING).any(|length| {
        let start = word.char_indices().rev().nth(length - 1);
        start.is_some_and(|(start, _)| lists.korean.has("informal", &word[start..]))
    });
    let next = text.skip_gap(at);
    let following = composed(text.word_after(next, char::is_alphanumeric));
    let begins = text
        .after(next)
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '"' | '“' | '\'' | '‘'));
    let goes_on =
        lists.carriers.contains(following.as_ref()) || lists.korean.has("goes-on", &following);
    (ends && begins && !goes_on).then_some(Judgement {
        at: next,
        rule: Rule::InformalEnding,
    })
}

/// Where the laughter and tears from `at` end: ㅋㅋ, ㅠㅠ, ~, ^^.
pub(super) fn skip_laughter(text: Text<'_>, at: usize) -> usize {
    text.skip(at, is_laughter)
}

/// Where the laughter and tears before `at` begin.
pub(super) fn back_over_laughter(text: Text<'_>, at: usize) -> usize {
    at - text.word_before(at, is_laughter).len()
}

fn is_laughter(c: char) -> bool {
    matches!(c, 'ㄱ'..='ㅎ' | 'ㅏ'..='ㅣ' | '~' | '^' | '♡' | '♥')
}
