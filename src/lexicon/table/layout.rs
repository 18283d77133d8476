//! The parts of a lexicon in bytes.
//!
//! After the mark, numbers are little-endian:
//!
//! | part | content |
//! | --- | --- |
//! | counts | u32 each: English units, Korean units, entries, bytes of English text, bytes of Korean text |
//! | English | u32 a unit and one more: where its text begins; u32 a unit and one more: where its entries begin; u8 a unit: probability |
//! | Korean | u32 a unit and one more: where its text begins; u8 a unit: probability |
//! | entries | u16 Korean unit, u8 forward, u8 backward, sorted by Korean unit within an English one |
//! | text | English units, sorted, without gaps; then Korean ones |

/// Changed whenever the units are: those of another naranhi would be looked up in vain.
pub(super) const MARK: &[u8; 16] = b"naranhi lexicon2";
/// Of lexicons whose Korean units were syllables as they stand, inflection and all.
pub(super) const EARLIER_MARK: &[u8; 16] = b"naranhi lexicon\n";
const COUNTS: usize = 5;

/// Where each part begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) english_units: usize,
    pub(super) korean_units: usize,
    pub(super) english_text_starts: usize,
    pub(super) english_entry_starts: usize,
    pub(super) english_probabilities: usize,
    pub(super) korean_text_starts: usize,
    pub(super) korean_probabilities: usize,
    pub(super) entries: usize,
    pub(super) english_text: usize,
    pub(super) korean_text: usize,
    pub(super) end: usize,
}

impl Layout {
    /// That of the table that bytes begin with; `None` where it is none, or not whole.
    pub(super) fn of(bytes: &[u8]) -> Option<Layout> {
        let mut counts = [0; COUNTS];
        for (index, count) in counts.iter_mut().enumerate() {
            *count = number(bytes, MARK.len() + 4 * index);
        }
        let layout = Layout::new(counts).filter(|layout| layout.end <= bytes.len());
        layout.filter(|_| bytes.starts_with(MARK))
    }

    /// `None` where the counts are no counts of a table.
    pub(super) fn new(counts: [usize; COUNTS]) -> Option<Layout> {
        let [english, korean, entries, english_text, korean_text] = counts;
        let mut end = MARK.len() + COUNTS * 4;
        let mut part = |size: Option<usize>| -> Option<usize> {
            let start = end;
            end = end.checked_add(size?)?;
            Some(start)
        };
        let starts = |units: usize| units.checked_add(1)?.checked_mul(4);
        Some(Layout {
            english_units: english,
            korean_units: korean,
            english_text_starts: part(starts(english))?,
            english_entry_starts: part(starts(english))?,
            english_probabilities: part(Some(english))?,
            korean_text_starts: part(starts(korean))?,
            korean_probabilities: part(Some(korean))?,
            entries: part(entries.checked_mul(4))?,
            english_text: part(Some(english_text))?,
            korean_text: part(Some(korean_text))?,
            end,
        })
    }
}

/// The number at a place; 0 behind the end.
pub(super) fn number(bytes: &[u8], at: usize) -> usize {
    let Some(&[a, b, c, d]) = bytes.get(at..at.saturating_add(4)) else {
        return 0;
    };
    u32::from_le_bytes([a, b, c, d]) as usize
}
