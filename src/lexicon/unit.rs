//! What the lexicon counts: stems of English words, and pairs of neighbouring syllables of Korean ones.

mod english;
mod korean;

pub(crate) use english::english_units;
pub(crate) use korean::korean_units;
