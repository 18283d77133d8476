//! Names by their sound: how likely a Latin spelling is for a Hangul word.
//!
//! A transducer without memory: each unit of the Hangul word (onset, vowel, coda) emits none to three Latin letters,
//! with probabilities learnt by expectation-maximisation from names in both scripts, after Ristad and Yianilos
//! (1998), "Learning string-edit distance", with several letters an operation. The score of a pair is the
//! log-likelihood ratio of the best path against the spelling as chance letters (a letter bigram model), in nats:
//! 0 says nothing, above about 6 the two are one name. `data/sound.tsv` holds the table, written by
//! [`train`](SoundModel::train).

mod compare;
mod hangul;
mod spelling;
mod train;
mod tree;

use std::io::{self, Write};

use hangul::{KINDS, UNITS, UNITS_OF_KIND, unit_name, unit_of_name};
pub use spelling::Spelling;
pub(super) use tree::WordTree;

/// Longest run of letters that one unit emits.
const LONGEST_EMISSION: usize = 3;
/// Cost, in nats, of an emission that the table does not hold.
const UNSEEN_COST: f32 = 14.0;
/// Letters of a spelling: `a` to `z`, then the edge of the word.
const EDGE: usize = 26;

/// What stands above the table in its file.
const HEADER: &str = "\
# Sound model: what Latin letters each unit of a Hangul word stands for.
#
# UNIT <TAB> LETTERS <TAB> COST   a unit (ㅂ- onset, -ㅏ- vowel, -ㅂ coda) emits the letters, none to three
# chance <TAB> AB <TAB> COST      the letter B after A in a spelling (^ and $ are the edges of a word)
# COST is in nats: the negative natural logarithm of the probability. What is not listed costs 14.
#
# Learnt by `naranhi sound` from names in both scripts; origin and licence: see data/README.md.
";

/// The table of a sound model.
pub struct SoundModel {
    /// Strings of letters that some unit emits.
    emissions: Vec<Box<[u8]>>,
    /// The number of the emission of each string of letters, by `place`.
    numbers: Vec<Option<u16>>,
    /// Cost, in nats, of each emission for each unit: `cost[emission * UNITS + unit]`.
    cost: Vec<f32>,
    /// The same by units, `[unit * (emissions + 1) + emission]`: those of one unit are compared one after the other. Here
    /// and below, one more than the emissions stands for letters that no unit emits; it costs infinitely much.
    cost_by_unit: Vec<f32>,
    /// For each emission, the least that it costs any unit of each kind.
    least_cost: Vec<[f32; KINDS]>,
    /// For each emission, a bit for each unit that it costs little.
    cheap: Vec<u128>,
    /// Cost, in nats, of a letter after another, in a spelling by chance.
    background: [[f32; 27]; 27],
}

debug_by_name!(SoundModel);

/// A unit costs at most this much, in nats, where it is likely at all; names like 이 = Lee are about 5.
const MOST_FOR_CHEAP: f32 = 5.5;

fn cheap_units(costs: &[f32]) -> u128 {
    let cheap = costs
        .iter()
        .enumerate()
        .filter(|(_, cost)| **cost <= MOST_FOR_CHEAP);
    cheap.fold(0, |units, (unit, _)| units | 1 << unit)
}

/// Strings of at most three letters, with room for those that are shorter.
const PLACES: usize = 27 * 27 * 27;

/// The places of the strings of 0, 1, 2 and 3 letters that some letters begin with, as far as there are letters.
fn places(letters: &[u8]) -> impl Iterator<Item = usize> {
    let places = letters
        .iter()
        .take(LONGEST_EMISSION)
        .scan(0, |place, &letter| {
            *place = *place * 27 + usize::from(letter) + 1;
            Some(*place)
        });
    [0].into_iter().chain(places)
}

impl SoundModel {
    /// Reads a table; lines that cannot be read are passed over.
    pub fn parse(table: &'static str) -> SoundModel {
        let mut model = SoundModel::empty([[UNSEEN_COST; 27]; 27]);
        for line in crate::data::entries(table) {
            let mut fields = line.split('\t');
            if let (Some(unit), Some(text), Some(Ok(cost))) = (
                fields.next(),
                fields.next(),
                fields.next().map(str::parse::<f32>),
            ) {
                model.set(unit, text, cost);
            }
        }
        model.arrange();
        model
    }

    /// A model that knows no sound, with the cost of each letter behind each other one in any text.
    fn empty(background: [[f32; 27]; 27]) -> SoundModel {
        SoundModel {
            emissions: Vec::new(),
            numbers: vec![None; PLACES],
            cost: Vec::new(),
            cost_by_unit: Vec::new(),
            least_cost: Vec::new(),
            cheap: Vec::new(),
            background,
        }
    }

    /// Arranges the costs for comparing, once all are known.
    fn arrange(&mut self) {
        let of_unit = |unit: usize| {
            let costs = self.cost.iter().skip(unit).step_by(UNITS).copied();
            costs.chain([f32::INFINITY])
        };
        self.cost_by_unit = (0..UNITS).flat_map(of_unit).collect();
        let least = |costs: &[f32]| {
            UNITS_OF_KIND.map(|units| {
                let costs = costs[units].iter();
                costs.copied().fold(UNSEEN_COST, f32::min)
            })
        };
        self.least_cost = self.cost.chunks_exact(UNITS).map(least).collect();
        self.least_cost.push([f32::INFINITY; KINDS]);
        self.cheap = self.cost.chunks_exact(UNITS).map(cheap_units).collect();
        self.cheap.push(0);
    }

    fn set(&mut self, unit: &str, text: &str, cost: f32) {
        let code = |c: u8| match c {
            b'a'..=b'z' => Some(usize::from(c - b'a')),
            b'^' | b'$' => Some(EDGE),
            _ => None,
        };
        if unit == "chance" {
            if let &[first, second] = text.as_bytes()
                && let (Some(first), Some(second)) = (code(first), code(second))
            {
                self.background[first][second] = cost;
            }
        } else if let Some(unit) = unit_of_name(unit)
            && text.len() <= LONGEST_EMISSION
            && text.bytes().all(|c| c.is_ascii_lowercase())
        {
            let emission = self.emission_number(
                &text
                    .bytes()
                    .map(|b| b.wrapping_sub(b'a'))
                    .collect::<Vec<u8>>(),
            );
            self.cost[usize::from(emission) * UNITS + usize::from(unit)] = cost;
        }
    }

    fn emission_number(&mut self, letters: &[u8]) -> u16 {
        let place = places(letters).last().unwrap_or_default();
        if let Some(number) = self.numbers[place] {
            return number;
        }
        let number = self.emissions.len() as u16;
        self.emissions.push(letters.into());
        self.numbers[place] = Some(number);
        self.cost.extend([UNSEEN_COST; UNITS]);
        number
    }

    /// Writes the table in the form that [`SoundModel::parse`] reads, sorted, with its meaning above it.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        out.write_all(HEADER.as_bytes())?;
        let letter = |code: usize, edge: char| match code {
            EDGE => edge,
            code => char::from(b'a' + code as u8),
        };
        for (first, row) in self.background.iter().enumerate() {
            for (second, cost) in row.iter().enumerate() {
                if *cost < UNSEEN_COST {
                    let (first, second) = (letter(first, '^'), letter(second, '$'));
                    writeln!(out, "chance\t{first}{second}\t{cost:.2}")?;
                }
            }
        }
        let mut emissions: Vec<(&[u8], usize)> =
            self.emissions.iter().map(|e| &**e).zip(0..).collect();
        emissions.sort_unstable();
        for unit in 0..UNITS {
            for &(letters, number) in &emissions {
                let cost = self.cost[number * UNITS + unit];
                if cost < UNSEEN_COST {
                    let text: String = letters.iter().map(|&l| char::from(b'a' + l)).collect();
                    writeln!(out, "{}\t{text}\t{cost:.2}", unit_name(unit as u8))?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> SoundModel {
        SoundModel::parse(crate::data::SOUND)
    }

    #[test]
    fn names_that_are_one_score_high() {
        for (hangul, latin) in [
            ("시진핑", "XiJinping"),
            ("댜오위타이", "Diaoyutai"),
            ("박병광", "ParkByeong-kwang"),
            ("신나리", "ShinNa-Ri"),
            ("레인저스", "Rangers"),
            ("제라드", "Gerrard"),
            ("베이징", "Beijing"),
            ("스티븐", "Stephen"),
            ("클라크", "Clark"),
            ("이순신", "YiSun-sin"),
        ] {
            let score = model().score(hangul, latin).unwrap_or(f32::MIN);
            assert!(score > 6.0, "{hangul} {latin} {score}");
        }
    }

    #[test]
    fn names_that_are_two_score_low() {
        for (hangul, latin) in [
            ("시진핑", "Beijing"),
            ("레인저스", "Gerrard"),
            ("박병광", "ShinNa-Ri"),
            ("대통령", "President"),
            ("그러나", "Greece"),
        ] {
            let score = model().score(hangul, latin).unwrap_or(f32::MIN);
            assert!(score < 2.0, "{hangul} {latin} {score}");
        }
    }

    #[test]
    fn a_beginning_is_enough() {
        let model = model();
        let mut best = (0, f32::MIN);
        let words = WordTree::new(["베이징에서는", "베이컨"].into_iter());
        model.compare(
            &words,
            &model.spelling(&["Beijing"]).unwrap(),
            6.0,
            |words, syllables, score| {
                assert_eq!(words, 0..1);
                if score > best.1 {
                    best = (syllables, score);
                }
            },
        );
        assert_eq!(best.0, 3);
    }

    #[test]
    fn the_table_reads_back() {
        let model = model();
        let mut table = Vec::new();
        model.write(&mut table).unwrap();
        let table: &'static str = String::from_utf8(table).unwrap().leak();
        let again = SoundModel::parse(table);
        assert_eq!(
            again.score("시진핑", "XiJinping"),
            model.score("시진핑", "XiJinping")
        );
    }
}
