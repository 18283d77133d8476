//! What a run of segments says of the units of the other side, and how well that explains each segment there.

use super::Explained;
use super::vocabulary::Units;

/// The share of units that stand for themselves, whatever the other side says.
const BACKGROUND: f32 = 0.1;
/// What one unit can say at most, in nats: one rare word is not the whole sentence.
const MOST_GAIN: f32 = 5.0;

/// For each segment, that nothing explains its units.
pub(super) fn unexplained(units: &Units) -> Vec<Explained> {
    let of_segment = |units: &Vec<u32>| Explained {
        gain: 0.0,
        loss: -BACKGROUND.ln() * units.len() as f32,
    };
    units.of.iter().map(of_segment).collect()
}

/// A run of segments that grows by one after the other, and what it says of the units of the other side.
pub(super) struct Run<'a> {
    units: &'a Units,
    /// What a probability is worth, in relation to that of the unit in any text.
    worth: Vec<f32>,
    /// The units of the run itself.
    length: usize,
    /// For each unit, what is said of it; 0 for most.
    sums: Vec<f32>,
    /// The units that are said.
    met: Vec<u32>,
    /// Where each of them stands.
    standing: Vec<Standing>,
    /// What each of them comes to, in relation to chance, and what that is worth; kept for their room alone.
    ratios: Vec<f32>,
    worths: Vec<Explained>,
}

/// That a unit which is said stands in a segment.
struct Standing {
    /// Its place among those that are said.
    met: u32,
    segment: u32,
}

impl Run<'_> {
    /// A run without segments.
    pub(super) fn new(units: &Units) -> Run<'_> {
        let chance = units.chance.iter();
        Run {
            units,
            worth: chance.map(|c| (1.0 - BACKGROUND) / c).collect(),
            length: 0,
            sums: vec![0.0; units.chance.len()],
            met: Vec::new(),
            standing: Vec::new(),
            ratios: Vec::new(),
            worths: Vec::new(),
        }
    }

    /// Takes in a segment of so many units, by what it says.
    pub(super) fn add(&mut self, said: &[(u32, f32)], length: usize) {
        let Run {
            units,
            worth,
            sums,
            met,
            standing,
            ..
        } = self;
        for &(unit, probability) in said {
            let sum = &mut sums[unit as usize];
            if *sum == 0.0 {
                let segments = units.segments_of.of(unit).iter();
                standing.extend(segments.map(|&segment| Standing {
                    met: met.len() as u32,
                    segment,
                }));
                met.push(unit);
            }
            *sum += probability * worth[unit as usize];
        }
        self.length += length;
    }

    /// Adds how well the run explains each segment, given that nothing does.
    pub(super) fn explain(&mut self, segments: &mut [Explained]) {
        let least = BACKGROUND.ln();
        let share = 1.0 / self.length as f32;
        let sums = &self.sums;
        let ratio = |&unit: &u32| sums[unit as usize] * share + BACKGROUND;
        self.ratios.clear();
        self.ratios.extend(self.met.iter().map(ratio));
        // On its own, so that the processor does it for many at once.
        self.worths.clear();
        self.worths.extend(self.ratios.iter().map(|&ratio| {
            let says = logarithm(ratio).min(MOST_GAIN);
            Explained {
                gain: says.max(0.0),
                loss: least - says.min(0.0),
            }
        }));
        for standing in &self.standing {
            let worth = self.worths[standing.met as usize];
            let one = &mut segments[standing.segment as usize];
            one.gain += worth.gain;
            one.loss += worth.loss;
        }
    }

    /// Takes all segments out.
    pub(super) fn clear(&mut self) {
        self.length = 0;
        self.standing.clear();
        for unit in self.met.drain(..) {
            self.sums[unit as usize] = 0.0;
        }
    }
}

/// The natural logarithm of a positive number to within 0.00002: of the many that are taken, none needs to be exact.
///
/// The mantissa is taken by formula 4.1.44 of Abramowitz and Stegun (1964), "Handbook of Mathematical Functions".
fn logarithm(number: f32) -> f32 {
    const MANTISSA_BITS: u32 = f32::MANTISSA_DIGITS - 1;
    const MANTISSA: u32 = (1 << MANTISSA_BITS) - 1;
    let bits = number.to_bits();
    let exponent = (bits >> MANTISSA_BITS) as f32 - 127.0;
    let x = f32::from_bits(bits & MANTISSA | 1f32.to_bits()) - 1.0;
    let coefficients = [
        0.032_158_45,
        -0.136_062_75,
        0.289_474_8,
        -0.491_908_96,
        0.999_495_56,
    ];
    let of_mantissa = coefficients.iter().fold(0.0, |sum, c| (sum + c) * x);
    exponent * std::f32::consts::LN_2 + of_mantissa
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_enough() {
        for step in 1..100_000 {
            let number = step as f32 * 0.013;
            assert!((logarithm(number) - number.ln()).abs() < 2e-5, "{number}");
        }
    }
}
