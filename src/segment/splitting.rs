//! One pass over a paragraph: what encloses each mark, where the sentence began, and what the rules of the language say.

use super::enclosure::{Enclosure, Walk, pair};
use super::judgement::{Judgement, Rule};
use super::list_item::Label;
use super::lists::Lists;
use super::scan::{Kind, Token, tokens};
use super::text::Text;
use super::{en, ko};
use crate::article::Language;

/// A run of final marks with what closes after it. Byte offsets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The first final mark.
    pub(super) first: usize,
    /// One past the last final mark.
    pub(super) end: usize,
    /// One past the closing quotes and brackets after it.
    pub(super) after: usize,
}

/// What the rules know of the place of a mark.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) lists: &'a Lists,
    /// Where the sentence begins.
    pub(super) start: usize,
    /// One past the number of the list item that the sentence begins with.
    pub(super) label_end: Option<usize>,
    /// The quotation or bracket around the mark.
    pub(super) around: Option<Enclosure>,
}

/// Calls `heard` with each place where a sentence might end, in order.
pub(super) fn judge_all(
    paragraph: &str,
    language: Language,
    informal: bool,
    lists: &Lists,
    mut heard: impl FnMut(Judgement),
) {
    let text = Text(paragraph);
    let informal = informal && language == Language::Korean;
    let mut tokens = tokens(text, informal);
    let enclosures = pair(&mut tokens, text, language);
    let mut walk = Walk::new(&enclosures);
    let mut start = 0;
    let mut label = Label::at(text, start);
    let mut passed = 0;
    for index in 0..tokens.len() {
        let token = tokens[index];
        if token.start < passed {
            continue; // a closing mark of the final mark before
        }
        let mut context = Context {
            lists,
            start,
            label_end: label.map(|label| label.end),
            around: None,
        };
        context.around = walk.to(token.start, |enclosure| match language {
            Language::English => !encloses_in_english(text, enclosure, start),
            Language::Korean => ko::stands_alone(text, enclosure, &context),
        });
        let next_item = || match (label, token.kind) {
            (Some(label), Kind::Final | Kind::Close(')')) if language == Language::English => {
                label.followed_by(text, token.start)
            }
            _ => None,
        };
        if let Some((at, next)) = next_item() {
            let rule = Rule::ListItem;
            heard(Judgement { at, rule });
            (start, label, passed) = (at, Some(next), next.end);
            continue;
        }
        let judgement = match token.kind {
            Kind::Final => {
                let mark = mark(&tokens, index, text);
                passed = mark.after;
                match language {
                    Language::English => Some(en::judge(text, &mark, &context)),
                    Language::Korean => Some(ko::judge(text, &mark, &context)),
                }
            }
            Kind::Space => ko::judge_informal(text, token.start, &context),
            _ => None,
        };
        if let Some(judgement) = judgement.filter(|judgement| judgement.at < paragraph.len()) {
            heard(judgement);
            if judgement.is_end() {
                start = judgement.at;
                passed = passed.max(start);
                label = Label::at(text, start);
            }
        }
    }
}

/// In English only brackets hold sentences together, and only those that stand in a sentence.
fn encloses_in_english(text: Text<'_>, enclosure: &Enclosure, start: usize) -> bool {
    let is_sentence = enclosure.open == start
        && text
            .before(enclosure.close)
            .is_some_and(super::scan::is_final);
    enclosure.is_bracket() && !is_sentence
}

/// The final marks at `index`, with the closing quotes and brackets that stand close to them.
fn mark(tokens: &[Token], index: usize, text: Text<'_>) -> Mark {
    let Token { start, end, .. } = tokens[index];
    let mut after = end;
    for token in &tokens[index + 1..] {
        let closes = match token.kind {
            Kind::Close(_) => true,
            // Nothing pairs with it: it closes if no word follows that it could open.
            Kind::Straight(_) => !text.after(token.end).is_some_and(char::is_alphanumeric),
            _ => false,
        };
        if token.start != after || !closes {
            break;
        }
        after = token.end;
    }
    Mark {
        first: start,
        end,
        after,
    }
}
