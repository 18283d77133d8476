//! What segments look like: their length, their marks, and whether they lean on the one before.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::article::Segment;
use crate::data;

/// Words that begin a sentence which leans on the one before it.
static LEANING_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| data::entries(data::LEANING_WORDS).collect());

/// The share of segments that end in a mark, from which on one without is a heading: subtitles have none.
const LEAST_MARKED: f32 = 0.75;

/// What a segment looks like.
#[derive(Default)]
pub(super) struct Look {
    /// Characters without white space.
    pub(super) length: f32,
    pub(super) has_quotes: bool,
    pub(super) has_question: bool,
    /// Characters within double quotation marks, without white space.
    pub(super) quoted: f32,
    pub(super) lean: Option<Lean>,
    /// Whether it ends with a letter or a digit, as headings and sub-headlines do.
    pub(super) is_heading: bool,
}

/// How a segment leans on the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// A quotation and nothing else, behind a segment that quotes: what somebody goes on to say.
    Quotation,
    /// It begins with a pronoun, or a word that carries on.
    Word,
}

/// What each segment looks like; without marks, its length alone.
pub(super) fn looks(segments: &[Segment], with_marks: bool) -> Vec<Look> {
    let mut looks: Vec<Look> = segments
        .iter()
        .map(|segment| Look {
            length: segment.text.chars().filter(|c| !c.is_whitespace()).count() as f32,
            ..Look::default()
        })
        .collect();
    if with_marks {
        let has_mark =
            |segment: &Segment| !segment.text.trim_end().ends_with(char::is_alphanumeric);
        let marked = segments.iter().filter(|segment| has_mark(segment)).count();
        let is_punctuated = LEAST_MARKED * segments.len() as f32 <= marked as f32;
        let mut speech = Speech::default();
        for (at, look) in looks.iter_mut().enumerate() {
            let text = &segments[at].text;
            look.has_quotes = text.contains(['"', '“', '”', '「', '『']);
            look.has_question = text.contains(['?', '？']);
            look.is_heading = is_punctuated && !has_mark(&segments[at]);
            look.quoted = speech.quoted(&segments[at]);
            let before = at.checked_sub(1).map(|before| &segments[before]);
            look.lean = before.and_then(|before| Lean::of(&segments[at], before));
        }
    }
    looks
}

impl Lean {
    fn of(segment: &Segment, before: &Segment) -> Option<Lean> {
        let is_quote = |c: char| matches!(c, '"' | '“' | '”');
        let text = segment.text.trim();
        if text.starts_with(is_quote) {
            let goes_on = text.ends_with(is_quote)
                && text.matches(is_quote).count() == 2
                && before.text.contains(is_quote)
                && before.paragraph == segment.paragraph;
            return goes_on.then_some(Lean::Quotation);
        }
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let first = words.find(|word| !word.is_empty())?;
        LEANING_WORDS.contains(first).then_some(Lean::Word)
    }
}

/// Whether somebody speaks where a segment begins: a quotation may go on to the end of its paragraph.
#[derive(Default)]
struct Speech {
    is_open: bool,
    paragraph: Option<usize>,
}

impl Speech {
    /// How many characters of the next segment stand within double quotation marks, without white space.
    fn quoted(&mut self, segment: &Segment) -> f32 {
        if self.paragraph.replace(segment.paragraph) != Some(segment.paragraph) {
            self.is_open = false;
        }
        let is_quoted = |&c: &char| {
            match c {
                '“' => self.is_open = true,
                '”' => self.is_open = false,
                '"' => self.is_open = !self.is_open,
                _ => return self.is_open && !c.is_whitespace(),
            }
            false
        };
        segment.text.chars().filter(is_quoted).count() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Aligner;

    #[test]
    fn a_quotation_goes_on_within_its_paragraph_alone() {
        for (english, expected) in [
            (
                "\"It rose,\" she said. \"It will rise again.\"",
                Some(Lean::Quotation),
            ),
            (
                "\"It rose,\" she said.\n\n\"It will rise again.\" So it was.",
                None,
            ),
            (
                "\"It rose,\" she said. \"It will,\" he said, \"rise.\"",
                None,
            ),
            ("Prices rose in May. \"It will rise again.\"", None),
            (
                "Prices rose in May. They will rise again.",
                Some(Lean::Word),
            ),
            ("Prices rose in May. Wages will rise again.", None),
        ] {
            let segments = Aligner::new().segments(english, "en").unwrap().segments;
            let looks = looks(&segments, true);
            assert!(looks[0].lean.is_none(), "{english}");
            assert!(looks[1].lean == expected, "{english}");
        }
    }

    #[test]
    fn headings_are_told_among_sentences_alone() {
        for (korean, expected) in [
            (
                "비가 왔다. 길이 막혔다.\n\n물이 불었다\n\n강이 넘쳤다.",
                [false, false, true, false],
            ),
            (
                "비가 왔다\n길이 막혔다\n물이 불었다\n강이 넘쳤다",
                [false; 4],
            ),
        ] {
            let segments = Aligner::new().segments(korean, "ko").unwrap().segments;
            let looks = looks(&segments, true);
            let headings: Vec<bool> = looks.iter().map(|look| look.is_heading).collect();
            assert_eq!(headings, expected, "{korean}");
        }
    }
}
