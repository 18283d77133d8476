//! English: does a sentence end at this final mark?

mod abbreviation;

use super::judgement::{Judgement, Rule};
use super::lists::Lists;
use super::scan::is_opener;
use super::text::{Text, is_gap};
use super::{Context, Mark};

pub(super) fn judge(text: Text<'_>, mark: &Mark, context: &Context<'_>) -> Judgement {
    let after = skip_remark(text, text.skip_footnotes(mark.after), context.lists);
    let next = text.skip_gap(after);
    let rule = rule(text, mark, next, next > after, context);
    if rule == Rule::BeforeEllipsis {
        return Judgement {
            at: text.skip_gap(mark.first + 1),
            rule,
        };
    }
    Judgement { at: next, rule }
}

/// Where what those who listen did ends, which stands in brackets behind a sentence: `(Applause.)` `at`, if nothing does.
fn skip_remark(text: Text<'_>, at: usize, lists: &Lists) -> usize {
    /// What is longer is a sentence of its own.
    const MOST_WORDS: usize = 4;
    let open = text.skip_gap(at);
    let closer = match text.after(open) {
        Some('(') => ')',
        Some('[') => ']',
        _ => return at,
    };
    let inside = text.word_after(open + 1, |c| {
        c.is_alphabetic() || matches!(c, ' ' | ',' | '.')
    });
    let close = open + 1 + inside.len();
    let first = inside.split([' ', ',', '.']).next().unwrap_or_default();
    let words = inside.strip_suffix('.').unwrap_or(inside);
    let is_remark = lists.english.has("remark", &first.to_lowercase())
        && !words.contains('.')
        && words.split_whitespace().count() <= MOST_WORDS
        && text.after(close) == Some(closer)
        && text.after(close + 1).is_none_or(is_gap);
    if is_remark { close + 1 } else { at }
}

fn rule(text: Text<'_>, mark: &Mark, next: usize, has_gap: bool, context: &Context<'_>) -> Rule {
    let lists = context.lists;
    let begins = text.skip(next, is_opener);
    let following = text.word_after(begins, |c| c.is_alphanumeric());
    let Some(first) = text.after(begins) else {
        // A quotation mark alone, behind a space, is no sentence.
        return match begins > next {
            true => Rule::GoesOn,
            false => Rule::FinalMark,
        };
    };
    if !has_gap {
        return glued(text, mark, following, lists);
    }
    // 1. Preheat the oven; 1.) Preheat the oven
    if let Some(end) = context.label_end
        && (end == mark.end || end == mark.after)
    {
        return Rule::ListNumber;
    }
    if is_omission(text, mark) {
        return Rule::Omission;
    }
    // "Why?" she asked; he paused. . . then went on. But iPhone is a name.
    if first.is_lowercase() && !is_camel_case(following)
        || matches!(first, ',' | ';' | ':' | ')' | ']' | '”' | '’' | '%' | '.')
    {
        return Rule::GoesOn;
    }
    if let Some(around) = context.around
        && around.is_bracket()
    {
        let closes_here = around.close < mark.after;
        if !closes_here || mark.is_sign(text) {
            return Rule::InBracket;
        }
    }
    match mark.kind(text) {
        MarkKind::Ellipsis => ellipsis(text, mark, following),
        MarkKind::FullStop if mark.after == mark.end => {
            abbreviation::judge(text, mark, begins, context)
        }
        MarkKind::FullStop if context.around.is_some() => {
            // Hyundai Motor (the maker, Hyundai Motor Co.) Chairman
            match abbreviation::judge(text, mark, begins, context) {
                rule if rule.is_end() => Rule::FinalMark,
                rule => rule,
            }
        }
        MarkKind::Sign if mark.after == mark.end => {
            let word = text.word_before(mark.first, char::is_alphanumeric);
            match lists.english.has("marked", word) && !lists.starters.contains(following) {
                true => Rule::NameWithMark,
                false => Rule::FinalMark,
            }
        }
        MarkKind::Sign if says(text, begins, lists) => Rule::Saying,
        _ => Rule::FinalMark,
    }
}

/// What a run of final marks is.
enum MarkKind {
    FullStop,
    /// `?`, `!` and mixtures of them.
    Sign,
    Ellipsis,
}

impl Mark {
    fn kind(&self, text: Text<'_>) -> MarkKind {
        match text.slice(self.first, self.end) {
            "." | ".." | "。" | "．" => MarkKind::FullStop,
            run if run.contains(['?', '!', '？', '！', '‼', '⁇', '⁈', '⁉']) => {
                MarkKind::Sign
            }
            _ => MarkKind::Ellipsis,
        }
    }

    fn is_sign(&self, text: Text<'_>) -> bool {
        matches!(self.kind(text), MarkKind::Sign)
    }
}

/// `left.The`: a small word, a full stop, and a word that starts sentences; not `example.com`.
fn glued(text: Text<'_>, mark: &Mark, following: &str, lists: &Lists) -> Rule {
    let word = text.word_before(mark.first, |c| c.is_alphanumeric() || c == '.' || c == '@');
    let is_plain = word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    if is_plain
        && mark.after == mark.end
        && following.len() > 1
        && lists.starters.contains(following)
        && text.slice(mark.first, mark.end) == "."
        && text.after(mark.after + following.len()).is_some_and(is_gap)
    {
        return Rule::ForgottenSpace;
    }
    Rule::NoSpace
}

/// `[...]` and `(…)` stand for words that were left out.
fn is_omission(text: Text<'_>, mark: &Mark) -> bool {
    matches!(text.before(mark.first), Some('[' | '('))
        && matches!(text.after(mark.end), Some(']' | ')'))
}

/// iPhone, eBay.
fn is_camel_case(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.take(2).any(char::is_uppercase)
}

/// Three dots are a pause, four a pause and a full stop. A small letter after them has shown already that the sentence
/// goes on; I is always written large, and shows nothing.
fn ellipsis(text: Text<'_>, mark: &Mark, following: &str) -> Rule {
    let run = text.slice(mark.first, mark.end);
    let dots = run.bytes().filter(|&b| b == b'.').count();
    if dots > 3 {
        let follows_word = text.before(mark.first).is_some_and(|c| !is_gap(c));
        // compounds. . . . The practice: the first is the full stop.
        let behind_first = run.strip_prefix('.');
        let first_stands_alone = behind_first.is_some_and(|rest| !rest.starts_with('.'));
        return match follows_word && first_stands_alone && mark.after == mark.end {
            true => Rule::BeforeEllipsis,
            false => Rule::FinalMark,
        };
    }
    match following {
        "I" if mark.after == mark.end => Rule::Ellipsis,
        _ => Rule::FinalMark,
    }
}

/// Whether a name of up to four words and a verb of saying begin at `at`, as in “Why?” Mayor Kim Tae-ho asked.
fn says(text: Text<'_>, mut at: usize, lists: &Lists) -> bool {
    for _ in 0..4 {
        let word = text.word_after(at, |c| {
            c.is_alphanumeric() || matches!(c, '-' | '.' | '’' | '\'')
        });
        if !word.starts_with(char::is_uppercase) || lists.starters.contains(word) {
            return false;
        }
        at = text.skip_gap(at + word.len());
        let verb = text.word_after(at, char::is_alphanumeric);
        if lists.english.has("saying", verb) {
            let after = at + verb.len();
            let next = text.word_after(text.skip_gap(after), char::is_alphanumeric);
            return text.after(after).is_none_or(|c| !is_gap(c))
                || lists.english.has("after-saying", next);
        }
    }
    false
}
