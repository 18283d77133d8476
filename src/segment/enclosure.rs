//! Quotations and brackets: which marks open and close them, and which of them stands around a place.

use super::scan::{Kind, Token};
use super::text::{Text, is_gap};
use crate::article::Language;

/// A quotation or bracket with its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enclosure {
    /// Where its opening mark begins.
    pub(super) open: usize,
    /// Where its closing mark begins; the end of the paragraph while it is not closed.
    pub(super) close: usize,
    /// One past its closing mark.
    pub(super) after: usize,
    /// What closes it, as if it were not a straight quote.
    pub(super) closer: char,
}

impl Enclosure {
    pub(super) fn is_bracket(&self) -> bool {
        matches!(self.closer, ')' | ']' | '}')
    }

    pub(super) fn is_double_quotation(&self) -> bool {
        matches!(self.closer, '”' | '"')
    }
}

/// An opening mark that stands further before its closing mark than this, in bytes, is taken for a stray.
const LONGEST: usize = 4_000;

/// Deeper nesting than this is noise: the outermost opening marks are then taken for strays.
const DEEPEST: usize = 16;

/// Pairs opening and closing marks in one pass; those that never close enclose nothing. In order of their opening
/// marks. Straight quotes that were paired become opening and closing marks.
pub(super) fn pair(tokens: &mut [Token], text: Text<'_>, language: Language) -> Vec<Enclosure> {
    let mut enclosures: Vec<Enclosure> = Vec::new();
    // Indices of the token and the enclosure of what is open.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for index in 0..tokens.len() {
        let Token { start, end, kind } = tokens[index];
        let side = match kind {
            Kind::Open(closer) if is_quote(closer) => match innermost(&open, &enclosures, closer) {
                // “그렇다“고: the wrong mark. Otherwise the one before it was never closed.
                Some(at) if !may_open(text, start, end) => Side::Closes(at),
                Some(at) => Side::OpensAgain(at, closer),
                None => Side::Opens(closer),
            },
            Kind::Open(closer) => Side::Opens(closer),
            Kind::Close('’') if is_apostrophe(text, start, end) => continue,
            Kind::Close(closer) => match innermost(&open, &enclosures, closer)
                .or_else(|| innermost(&open, &enclosures, straight(closer)?))
            {
                Some(at) => Side::Closes(at),
                None => continue,
            },
            // An English apostrophe is far more often part of a word than a quote.
            Kind::Straight('\'')
                if language == Language::English || is_apostrophe(text, start, end) =>
            {
                continue;
            }
            Kind::Straight(quote) => straight_side(
                text,
                (start, end),
                quote,
                innermost(&open, &enclosures, quote)
                    .or_else(|| innermost(&open, &enclosures, curled(quote))),
            ),
            Kind::Final | Kind::Space => continue,
        };
        match side {
            Side::Neither => {}
            Side::Closes(at) => {
                let (opener, enclosure) = open[at];
                enclosures[enclosure].close = start;
                enclosures[enclosure].after = end;
                let closer = enclosures[enclosure].closer;
                if let Kind::Straight(_) = tokens[opener].kind {
                    tokens[opener].kind = Kind::Open(closer);
                }
                tokens[index].kind = Kind::Close(closer);
                open.truncate(at);
            }
            Side::Opens(closer) | Side::OpensAgain(_, closer) => {
                if let Side::OpensAgain(stray, _) = side {
                    open.remove(stray);
                }
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((index, enclosures.len()));
                enclosures.push(Enclosure {
                    open: start,
                    close: text.0.len(),
                    after: usize::MAX,
                    closer,
                });
            }
        }
    }
    enclosures.retain(|e| e.after != usize::MAX && e.after - e.open <= LONGEST);
    enclosures
}

/// What a mark does; positions are those in the stack of what is open.
enum Side {
    Opens(char),
    /// Opens, and shows that the one at this position was never closed.
    OpensAgain(usize, char),
    Closes(usize),
    Neither,
}

fn straight_side(
    text: Text<'_>,
    (start, end): (usize, usize),
    quote: char,
    open: Option<usize>,
) -> Side {
    let follows_word = !text.before(start).is_none_or(|c| is_gap(c) || opens(c));
    let precedes_word = text.after(end).is_some_and(|c| !is_gap(c));
    match open {
        Some(stray) if !follows_word && precedes_word => Side::OpensAgain(stray, quote),
        Some(at) => Side::Closes(at),
        // 6'2" tall
        None if follows_word && !precedes_word => Side::Neither,
        None if precedes_word => Side::Opens(quote),
        None => Side::Neither,
    }
}

/// The position in the stack of the last that `closer` closes.
fn innermost(open: &[(usize, usize)], enclosures: &[Enclosure], closer: char) -> Option<usize> {
    open.iter()
        .rposition(|&(_, enclosure)| enclosures[enclosure].closer == closer)
}

fn is_quote(closer: char) -> bool {
    matches!(closer, '”' | '’')
}

fn straight(closer: char) -> Option<char> {
    match closer {
        '”' => Some('"'),
        '’' => Some('\''),
        _ => None,
    }
}

fn curled(quote: char) -> char {
    if quote == '"' { '”' } else { '’' }
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '<' | '“' | '‘' | '「' | '『' | '〈' | '《' | '"' | '\'' | '*'
    )
}

/// Whether a mark can be the first of something: a word follows, and none stands before it.
fn may_open(text: Text<'_>, start: usize, end: usize) -> bool {
    let free_before = text
        .before(start)
        .is_none_or(|c| is_gap(c) || !c.is_alphanumeric() && !super::scan::is_final(c));
    free_before && text.after(end).is_some_and(|c| !is_gap(c))
}

/// O’Neil, don’t.
fn is_apostrophe(text: Text<'_>, start: usize, end: usize) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_latin(text.before(start)) && is_latin(text.after(end))
}

/// Walks along a paragraph and knows what encloses the place it has come to.
pub(super) struct Walk<'e> {
    rest: std::slice::Iter<'e, Enclosure>,
    ahead: Option<Enclosure>,
    around: Option<Enclosure>,
}

impl<'e> Walk<'e> {
    pub(super) fn new(enclosures: &'e [Enclosure]) -> Walk<'e> {
        let mut rest = enclosures.iter();
        let ahead = rest.next().copied();
        Walk {
            rest,
            ahead,
            around: None,
        }
    }

    /// What encloses `at`, which is not before the place of the last call: the outermost that is not `transparent`.
    pub(super) fn to(
        &mut self,
        at: usize,
        transparent: impl Fn(&Enclosure) -> bool,
    ) -> Option<Enclosure> {
        while let Some(next) = self.ahead.filter(|next| next.open < at) {
            self.ahead = self.rest.next().copied();
            let inside_another = self.around.is_some_and(|around| next.open < around.close);
            if !inside_another && at <= next.close && !transparent(&next) {
                self.around = Some(next);
            }
        }
        self.around.filter(|around| at <= around.close)
    }
}
