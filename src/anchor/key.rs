//! What tells one concept from another.

use super::number::Quantity;

/// What tells one concept from another before names are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// The bits of the value.
    Number(u64),
    Month(u8),
    Latin(String),
    Term(u32),
}

/// The key of a number.
pub(super) fn number_key(value: f64) -> Key {
    Key::Number(exact(value).to_bits())
}

/// The key of what a text says.
pub(super) fn key_of(quantity: Quantity) -> Key {
    match quantity {
        Quantity::Number(value) => number_key(value),
        Quantity::Month(month) => Key::Month(month),
    }
}

/// The value without what doubles add: 4.1 times a million is 4,100,000, not 4,099,999.9999999995.
fn exact(value: f64) -> f64 {
    if value >= 10_000.0 {
        value.round()
    } else {
        value
    }
}
