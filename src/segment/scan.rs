//! Finds the marks in a paragraph that the rules look at, byte by byte: most text is none of them.

use super::text::Text;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of final marks: `.`, `?!`, `. . .`.
    Final,
    /// An opening quote or bracket, and what closes it.
    Open(char),
    /// A closing quote or bracket.
    Close(char),
    /// A quote that opens and closes alike.
    Straight(char),
    /// A run of white space, looked at only where endings of informal Korean count.
    Space,
}

/// A mark, from byte `start` to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// The marks of a paragraph in order.
pub(super) fn tokens(text: Text<'_>, with_spaces: bool) -> Vec<Token> {
    let bytes = text.0.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 64 + 4);
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| position(rest, with_spaces)) {
        let start = at + found;
        let Some(c) = text.after(start) else {
            at = start + 1;
            continue;
        };
        at = start + c.len_utf8();
        let kind = match kind(c) {
            Some(Kind::Final) => {
                at = end_of_run(text, start);
                Kind::Final
            }
            Some(kind) => kind,
            None if c == ' ' => {
                at = text.skip_gap(start);
                Kind::Space
            }
            None => continue,
        };
        tokens.push(Token {
            start,
            end: at,
            kind,
        });
    }
    tokens
}

/// The first byte with which a mark may begin.
fn position(bytes: &[u8], with_spaces: bool) -> Option<usize> {
    if with_spaces {
        let may_begin = |&b: &u8| MAY_BEGIN[usize::from(b)] || b == b' ';
        bytes.iter().position(may_begin)
    } else {
        bytes.iter().position(|&b| MAY_BEGIN[usize::from(b)])
    }
}

/// First bytes of marks in UTF-8. No byte of a Hangul syllable is among them, nor any inside another character.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let first = b".?!\"'()[]{}<>\xc2\xe2\xe3\xef";
    let mut index = 0;
    while index < first.len() {
        table[first[index] as usize] = true;
        index += 1;
    }
    table
};

/// Where the run of final marks from `start` ends. Full stops with a space between them are one run, an ellipsis.
fn end_of_run(text: Text<'_>, start: usize) -> usize {
    let mut end = text.skip(start, is_final);
    while text.0.as_bytes().get(end - 1..=end + 1) == Some(b". .".as_slice()) {
        let next = text.skip(end + 1, is_final);
        if text.after(next).is_some_and(char::is_alphanumeric) {
            break; // He uses . .NET
        }
        end = next;
    }
    end
}

pub(super) fn is_final(c: char) -> bool {
    matches!(
        c,
        '.' | '?' | '!' | '…' | '‥' | '。' | '．' | '｡' | '？' | '！' | '‼' | '⁇' | '⁈' | '⁉'
    )
}

/// Whether `c` can stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(kind(c), Some(Kind::Open(_) | Kind::Straight(_)))
}

fn kind(c: char) -> Option<Kind> {
    Some(match c {
        '"' | '＂' => Kind::Straight('"'),
        '\'' | '＇' => Kind::Straight('\''),
        '“' | '〝' => Kind::Open('”'),
        '‘' => Kind::Open('’'),
        '(' | '（' => Kind::Open(')'),
        '[' | '［' => Kind::Open(']'),
        '{' | '｛' => Kind::Open('}'),
        '<' | '＜' => Kind::Open('>'),
        '「' | '｢' => Kind::Open('」'),
        '『' => Kind::Open('』'),
        '〈' => Kind::Open('〉'),
        '《' => Kind::Open('》'),
        '【' => Kind::Open('】'),
        '〔' => Kind::Open('〕'),
        '«' => Kind::Open('»'),
        '”' | '〞' | '〟' => Kind::Close('”'),
        '’' => Kind::Close('’'),
        ')' | '）' => Kind::Close(')'),
        ']' | '］' => Kind::Close(']'),
        '}' | '｝' => Kind::Close('}'),
        '>' | '＞' => Kind::Close('>'),
        '」' | '｣' => Kind::Close('」'),
        '』' => Kind::Close('』'),
        '〉' => Kind::Close('〉'),
        '》' => Kind::Close('》'),
        '】' => Kind::Close('】'),
        '〕' => Kind::Close('〕'),
        '»' => Kind::Close('»'),
        _ if is_final(c) => Kind::Final,
        _ => return None,
    })
}
