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
    /// What carries what is said, and what is said: 간다고, 인사를.
    const SAID: [&str; 4] = ["고", "며", "을", "를"];
    /// The same behind the first word, which may be who spoke: 필요성도, 사실이라, but 그도 말했다.
    const SAID_BEHIND: [&str; 4] = ["도", "까지", "라", "다"];
    /// After more words than this, 했다 is any verb: 떨어야 했다.
    const MOST_BEFORE_ANY: usize = 2;
    const ANY: &str = "했다";
    for before in 0..WORDS_OF_SAYING {
        let word = text.word_after(at, |c| {
            !is_gap(c) && !is_final(c) && !matches!(c, '“' | '"' | '‘')
        });
        at += word.len();
        let word = composed(word);
        if text.after(at).is_some_and(is_final) {
            return lists.korean.has("saying", &word) && (before <= MOST_BEFORE_ANY || word != ANY);
        }
        let next = text.skip_gap(at);
        let ends_with = |said: &[&str]| said.iter().any(|said| word.ends_with(said));
        let is_said = ends_with(&SAID) || before > 0 && ends_with(&SAID_BEHIND);
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
