//! Which of a table's Korean units a text holds.

use foldhash::HashMap;

/// A bit for each unit that a table may hold, 64 of them a word.
const WORDS_OF_BITS: usize = 1 << (u16::BITS - u64::BITS.ilog2());

/// The numbers that a table's Korean units have in the text.
#[derive(Clone)]
pub(crate) struct Places {
    numbers: HashMap<u16, u32>,
    /// A bit for each unit of the table, set for those of the text.
    bits: Box<[u64; WORDS_OF_BITS]>,
}

impl Default for Places {
    fn default() -> Self {
        Places {
            numbers: HashMap::default(),
            bits: Box::new([0; WORDS_OF_BITS]),
        }
    }
}

impl Places {
    pub(crate) fn insert(&mut self, unit: u16, number: u32) {
        self.bits[usize::from(unit >> 6)] |= 1 << (unit & 63);
        self.numbers.insert(unit, number);
    }

    pub(crate) fn holds(&self, unit: u16) -> bool {
        self.bits[usize::from(unit >> 6)] >> (unit & 63) & 1 == 1
    }

    pub(crate) fn get(&self, unit: u16) -> Option<u32> {
        self.numbers.get(&unit).copied()
    }
}
