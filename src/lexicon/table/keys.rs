//! Which unit of a table a text is.

use std::ops::Range;

/// Bytes of a key.
const KEY_BYTES: usize = 8;

/// The first eight bytes of a text, so that keys are sorted as texts are.
fn key(text: &[u8]) -> u64 {
    let mut bytes = [0; KEY_BYTES];
    let length = text.len().min(KEY_BYTES);
    bytes[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(bytes)
}

/// The key of a part of a text; whatever it is where a damaged table points outside.
fn key_at(text: &[u8], unit: Range<usize>) -> u64 {
    match text.get(unit.start..).and_then(<[u8]>::first_chunk) {
        // Read as a whole, then without what is of the next unit.
        Some(&whole) if unit.end > unit.start => {
            let behind = KEY_BYTES.saturating_sub(unit.len()) as u32 * u8::BITS;
            u64::from_be_bytes(whole) >> behind << behind
        }
        _ => key(text.get(unit).unwrap_or_default()),
    }
}

/// The first eight bytes of the text of each unit: what tells most of them apart, where it is found at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    keys: Vec<u64>,
    /// The place of a key, and one more, at the slot that its hash points to or the next free one; 0 where there is
    /// none. Of keys that are the same, the first.
    slots: Vec<u32>,
}

impl Keys {
    /// The keys of sorted texts that stand one after the other, by where each begins and the last ends.
    pub(super) fn new(mut starts: impl Iterator<Item = usize>, text: &[u8]) -> Keys {
        let mut start = starts.next().unwrap_or_default();
        let key = |end: usize| {
            let unit = start..end;
            start = end;
            key_at(text, unit)
        };
        let keys: Vec<u64> = starts.map(key).collect();
        let mut this = Keys {
            slots: vec![0; (2 * keys.len()).next_power_of_two()],
            keys,
        };
        for (place, &key) in this.keys.iter().enumerate() {
            if place == 0 || key != this.keys[place - 1] {
                let mut slot = this.slot(key);
                while this.slots[slot] != 0 {
                    slot = (slot + 1) % this.slots.len();
                }
                this.slots[slot] = place as u32 + 1;
            }
        }
        this
    }

    /// Where a key is looked for first: by multiplicative hashing (Knuth, volume 3, section 6.4).
    fn slot(&self, key: u64) -> usize {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let bits = self.slots.len().ilog2();
        key.wrapping_mul(GOLDEN).unbounded_shr(u64::BITS - bits) as usize
    }

    /// The number of a unit, by its text and the texts of the units.
    pub(super) fn position<'a>(
        &self,
        wanted: &str,
        text: impl Fn(usize) -> &'a [u8],
    ) -> Option<usize> {
        let wanted = wanted.as_bytes();
        let sought = key(wanted);
        let mut slot = self.slot(sought);
        let first = loop {
            let place = (self.slots[slot] as usize).checked_sub(1)?;
            if self.keys[place] == sought {
                break place;
            }
            slot = (slot + 1) % self.slots.len();
        };
        // A text that a key has room for is known by it.
        if wanted.len() < KEY_BYTES {
            return Some(first);
        }
        let same = self.keys[first..].iter().take_while(|&&key| key == sought);
        (first..first + same.count()).find(|&unit| text(unit) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_whatever_their_length() {
        let texts = [
            "a",
            "budget",
            "budgetar",
            "budgetari",
            "budgetary",
            "예산",
            "예산안",
        ];
        let ends = texts.iter().scan(0, |end, text| {
            *end += text.len();
            Some(*end)
        });
        let all = texts.concat();
        let keys = Keys::new([0].into_iter().chain(ends), all.as_bytes());
        let position = |wanted| keys.position(wanted, |unit| texts[unit].as_bytes());
        for (place, text) in texts.into_iter().enumerate() {
            assert_eq!(position(text), Some(place), "{text}");
        }
        for other in ["", "b", "budge", "budgets", "budgetariat", "예", "산"] {
            assert_eq!(position(other), None, "{other}");
        }
    }
}
