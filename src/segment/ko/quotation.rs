//! Korean quotations: which carry on, and which stand alone.

use super::super::enclosure::Enclosure;
use super::super::lists::Lists;
use super::super::scan::is_final;
use super::super::text::{Text, composed, is_gap};
use super::super::{Context, Mark};
use super::judge_end;

/// The most words of a clause that says who spoke, and how.
const WORDS_OF_SAYING: usize = 12;

/// Whether a clause begins at `at` that says who spoke, and how, but not what: `그가 말했다.`, `주민 박모 씨(74)는 체육관에서
/// 떨리는 목소리로 말했다.`
pub(super) fn clause_of_saying(text: Text<'_>, mut at: usize, lists: &Lists) -> bool {
    /// The most words before a verb that is one of saying in short clauses alone.
    const MOST_BEFORE_SHORT: usize = 2;
    let lists = &lists.korean;
    for before in 0..WORDS_OF_SAYING {
        let word = text.word_after(at, |c| {
            !is_gap(c) && !is_final(c) && !matches!(c, '“' | '"' | '‘')
        });
        at += word.len();
        let word = composed(word);
        if text.after(at).is_some_and(is_final) {
            return lists.has("saying", &word)
                || before <= MOST_BEFORE_SHORT && lists.has("short", &word);
        }
        let next = text.skip_gap(at);
        let is_said = lists.ends("said", &word) || before > 0 && lists.ends("said-too", &word);
        if word.is_empty() || is_said || next == at {
            return false;
        }
        at = next;
    }
    false
}

/// Fewer sentences than this are one unit even where no sentence carries them: they are one turn of a conversation.
const SENTENCES_OF_A_PASSAGE: usize = 3;

/// Whether a quotation of several sentences is all there is between two ends of sentences, so that no sentence carries
/// it. Its sentences are then sentences of the article.
pub(in super::super) fn stands_alone(
    text: Text<'_>,
    quotation: &Enclosure,
    context: &Context<'_>,
) -> bool {
    if !quotation.is_double_quotation() || quotation.open != context.start {
        return false;
    }
    let marks = text.word_before(quotation.close, is_final);
    let last = Mark {
        first: quotation.close - marks.len(),
        end: quotation.close,
        after: quotation.after,
    };
    let context = Context {
        around: None,
        ..*context
    };
    !marks.is_empty()
        && sentences(text.slice(quotation.open, quotation.close)) >= SENTENCES_OF_A_PASSAGE
        && judge_end(text, &last, &context).is_end()
}

/// About how many sentences a quotation holds, the last of which ends with it.
fn sentences(quotation: &str) -> usize {
    let mut words = quotation.split_whitespace().rev();
    words.next();
    1 + words.filter(|word| word.ends_with(is_final)).count()
}
