//! Final marks, and which of them stand inside a quotation or a bracket.

/// A paragraph by characters.
pub(super) struct Text<'a> {
    source: &'a str,
    chars: &'a [(usize, char)],
    /// For each character, the index of the mark that closes the quotation or bracket around it (the outermost).
    closed_at: Vec<Option<usize>>,
}

/// A final mark with its closers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Index of the first final mark: `.` of `?..”`.
    pub(super) first: usize,
    /// Index one past the last final mark.
    pub(super) end: usize,
    /// Index one past the closing quotes and brackets after it.
    pub(super) after: usize,
}

/// An opening mark that stands further before its closing mark than this, in characters, is taken for a stray.
const LONGEST_QUOTATION_CHARS: usize = 2_000;

impl<'a> Text<'a> {
    pub(super) fn new(source: &'a str, chars: &'a [(usize, char)]) -> Text<'a> {
        let mut text = Text {
            source,
            chars,
            closed_at: vec![None; chars.len()],
        };
        text.pair_marks();
        text
    }

    pub(super) fn char(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|&(_, c)| c)
    }

    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|i| self.char(i))
    }

    /// Byte offset of character `index`, which may be one past the last.
    pub(super) fn byte(&self, index: usize) -> usize {
        self.chars
            .get(index)
            .map_or(self.source.len(), |&(byte, _)| byte)
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        &self.source[self.byte(from)..self.byte(to)]
    }

    /// The index of the mark that closes the outermost quotation or bracket around `index`.
    pub(super) fn enclosed_until(&self, index: usize) -> Option<usize> {
        self.closed_at.get(index).copied().flatten()
    }

    pub(super) fn skip_space(&self, index: usize) -> usize {
        self.skip(index, |c| {
            c.is_whitespace() || crate::article::is_invisible(c)
        })
    }

    pub(super) fn skip(&self, mut index: usize, wanted: impl Fn(char) -> bool) -> usize {
        while self.char(index).is_some_and(&wanted) {
            index += 1;
        }
        index
    }

    /// The run of characters before `end` that are `wanted`.
    pub(super) fn word_before(&self, end: usize, wanted: impl Fn(char) -> bool) -> &'a str {
        let mut start = end;
        while self.before(start).is_some_and(&wanted) {
            start -= 1;
        }
        self.slice(start, end)
    }

    /// Final marks in order, runs of them as one.
    pub(super) fn final_marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut index = 0;
        while index < self.chars.len() {
            if !self.char(index).is_some_and(is_final) {
                index += 1;
                continue;
            }
            let end = self.skip(index, is_final);
            let mut after = end;
            while self.closes(after) {
                after += 1;
            }
            marks.push(Mark {
                first: index,
                end,
                after,
            });
            index = after.max(index + 1);
        }
        marks
    }

    /// Whether the character at `index` closes something. A straight quote after a final mark closes when the next
    /// character is not one that a quotation could begin with.
    fn closes(&self, index: usize) -> bool {
        match self.char(index) {
            Some('"' | '\'') => {
                let paired = self.before_is_enclosed_by(index);
                let next_is_word = self.char(index + 1).is_some_and(char::is_alphanumeric);
                paired || !next_is_word
            }
            Some(c) => is_closer(c),
            None => false,
        }
    }

    /// Whether `index` closes the quotation that the character before it stands in.
    fn before_is_enclosed_by(&self, index: usize) -> bool {
        index > 0 && self.enclosed_until(index - 1) == Some(index)
    }

    /// Finds pairs of opening and closing marks in one pass with a stack. A mark that never closes encloses nothing.
    fn pair_marks(&mut self) {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for index in 0..self.chars.len() {
            let c = self.chars[index].1;
            if is_straight(c) {
                let opens = self.opens_straight(index);
                let matching = open.iter().rposition(|&(_, closer)| closer == c);
                match matching {
                    Some(at) if !opens => {
                        pairs.push((open[at].0, index));
                        open.truncate(at);
                    }
                    _ if opens => open.push((index, c)),
                    _ => {}
                }
            } else if let Some(closer) = closer_of(c) {
                open.push((index, closer));
            } else if is_closer(c)
                && let Some(at) = open.iter().rposition(|&(_, closer)| closer == c)
            {
                pairs.push((open[at].0, index));
                open.truncate(at);
            }
            // An opener that is too far back is a stray; so is an endless nest of openers.
            if open.len() > 32 {
                open.remove(0);
            }
        }
        pairs.sort_unstable();
        let mut reached = 0;
        for (start, end) in pairs {
            if start >= reached && end - start <= LONGEST_QUOTATION_CHARS {
                self.closed_at[start..end].fill(Some(end));
                reached = end;
            }
        }
    }

    /// Whether a straight quote opens: nothing that it could close stands before it, and a word stands after it.
    fn opens_straight(&self, index: usize) -> bool {
        let after = self.char(index + 1);
        let free_before = self
            .before(index)
            .is_none_or(|c| c.is_whitespace() || closer_of(c).is_some() || c == '"' || c == '\'');
        free_before && after.is_some_and(|c| !c.is_whitespace())
    }
}

pub(super) fn is_final(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '‥' | '．')
}

fn is_straight(c: char) -> bool {
    // An apostrophe is far more often part of a word than a quote, so single straight quotes pair only by chance.
    c == '"'
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | ')' | ']' | '」' | '』' | '〉' | '》' | '】' | '）' | '»' | '}'
    )
}

fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '(' => ')',
        '[' => ']',
        '「' => '」',
        '『' => '』',
        '〈' => '〉',
        '《' => '》',
        '【' => '】',
        '（' => '）',
        '«' => '»',
        _ => return None,
    })
}

/// Whether `c` can stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    closer_of(c).is_some() || c == '"' || c == '\''
}
