//! Names by their sound: how likely a Latin spelling is for a Hangul word.
//!
//! A transducer without memory: each unit of the Hangul word (onset, vowel, coda) emits none to three Latin letters,
//! with probabilities learnt by expectation-maximisation from names in both scripts, after Ristad and Yianilos
//! (1998), "Learning string-edit distance", with several letters an operation. The score of a pair is the
//! log-likelihood ratio of the best path against the spelling as chance letters (a letter bigram model), in nats:
//! 0 says nothing, above about 6 the two are one name. `data/sound.tsv` holds the table, written by
//! [`train`](SoundModel::train).

mod hangul;
mod train;
mod tree;

use std::io::{self, Write};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use hangul::{UNITS, unit_name, unit_of_name};
use tree::UNITS_OF_SYLLABLE;
pub(super) use tree::WordTree;

/// Longest run of letters that one unit emits.
const LONGEST_EMISSION: usize = 3;
/// Cost, in nats, of an emission that the table does not hold.
const UNSEEN_COST: f32 = 14.0;
/// Letters of a spelling: `a` to `z`, then the edge of the word.
const EDGE: usize = 26;
/// Longest spelling, in letters, that is compared.
const LONGEST_SPELLING: usize = 24;

/// A path that is this much worse than chance, in nats, does not recover.
const HOPELESS: f32 = 1.0;

/// Where any score is asked for.
const NO_LEAST: f32 = -1e9;

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
    /// For each emission, the least that it costs any unit.
    least_cost: Vec<f32>,
    /// For each emission, a bit for each unit that it costs little.
    cheap: Vec<u128>,
    /// Cost, in nats, of a letter after another, in a spelling by chance.
    background: [[f32; 27]; 27],
}

/// A Latin word made ready for comparing.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// For each position, the numbers of the emissions of 0 to 3 letters that start there; where no unit emits them, the
    /// number of emissions.
    emissions: Vec<[u16; LONGEST_EMISSION + 1]>,
    /// Cost of the first letters by chance, up to each position.
    by_chance: Vec<f32>,
    /// The least that the letters from each position on can cost, whatever units emit them.
    least_rest: Vec<f32>,
}

/// The cheapest ways to emit the first letters of a spelling by the first sounds of a word.
#[derive(Clone, Copy)]
struct Path {
    /// Infinite behind the end of the spelling, so that what is emitted there needs no check.
    costs: [f32; LONGEST_SPELLING + 1 + LONGEST_EMISSION],
    /// The positions that have hope.
    first: usize,
    last: usize,
}

impl Default for Path {
    fn default() -> Self {
        let mut costs = [f32::INFINITY; LONGEST_SPELLING + 1 + LONGEST_EMISSION];
        costs[0] = 0.0;
        Path {
            costs,
            first: 0,
            last: 0,
        }
    }
}

/// The letters of a Latin word: lower case, without diacritics, hyphens and apostrophes, as `0..26`.
/// `None` when another script is in it.
fn letters(word: &str) -> Option<Vec<u8>> {
    let mut letters = Vec::with_capacity(word.len());
    if word.is_ascii() {
        let ascii = word.bytes().filter(u8::is_ascii_alphabetic);
        letters.extend(ascii.map(|c| c.to_ascii_lowercase() - b'a'));
        return Some(letters);
    }
    for c in word.nfkd() {
        match c.to_ascii_lowercase() {
            c @ 'a'..='z' => letters.push(c as u8 - b'a'),
            'ß' => letters.extend([18, 18]),
            'ø' | 'Ø' => letters.push(14),
            'ł' | 'Ł' => letters.push(11),
            'æ' | 'Æ' => letters.extend([0, 4]),
            'đ' | 'Đ' | 'ð' | 'Ð' => letters.push(3),
            'ı' => letters.push(8),
            c if c.is_alphabetic() => return None,
            _ => {}
        }
    }
    Some(letters)
}

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

/// The place of a string of letters among all.
fn place(letters: &[u8]) -> usize {
    letters
        .iter()
        .fold(0, |place, &letter| place * 27 + usize::from(letter) + 1)
}

impl SoundModel {
    /// Reads a table; lines that cannot be read are passed over.
    pub fn parse(table: &'static str) -> SoundModel {
        let mut model = SoundModel {
            emissions: Vec::new(),
            numbers: vec![None; PLACES],
            cost: Vec::new(),
            cost_by_unit: Vec::new(),
            least_cost: Vec::new(),
            cheap: Vec::new(),
            background: [[UNSEEN_COST; 27]; 27],
        };
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

    /// Arranges the costs for comparing, once all are known.
    fn arrange(&mut self) {
        let of_unit = |unit: usize| {
            let costs = self.cost.iter().skip(unit).step_by(UNITS).copied();
            costs.chain([f32::INFINITY])
        };
        self.cost_by_unit = (0..UNITS).flat_map(of_unit).collect();
        let least = |costs: &[f32]| costs.iter().copied().fold(UNSEEN_COST, f32::min);
        self.least_cost = self.cost.chunks_exact(UNITS).map(least).collect();
        self.least_cost.push(f32::INFINITY);
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
        let place = place(letters);
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

    /// Makes a Latin word ready for comparing; `None` when it has letters of another script, none, or too many.
    pub fn spelling(&self, word: &str) -> Option<Spelling> {
        let letters = letters(word)?;
        if letters.is_empty() || letters.len() > LONGEST_SPELLING {
            return None;
        }
        let none = self.emissions.len() as u16;
        let number = |start: usize, length: usize| {
            let run = letters.get(start..start + length);
            run.and_then(|run| self.numbers[place(run)]).unwrap_or(none)
        };
        let emissions: Vec<[u16; LONGEST_EMISSION + 1]> = (0..=letters.len())
            .map(|start| std::array::from_fn(|length| number(start, length)))
            .collect();
        let mut by_chance = vec![0.0];
        let mut previous = EDGE;
        let mut cost = 0.0;
        for &letter in &letters {
            cost += self.background[previous][usize::from(letter)];
            previous = usize::from(letter);
            by_chance.push(cost);
        }
        if let Some(last) = by_chance.last_mut() {
            *last += self.background[previous][EDGE];
        }
        let mut least_rest = vec![f32::INFINITY; letters.len() + 1];
        least_rest[letters.len()] = 0.0;
        for start in (0..letters.len()).rev() {
            for taken in 1..=LONGEST_EMISSION.min(letters.len() - start) {
                let cost = self.least_cost[usize::from(emissions[start][taken])];
                least_rest[start] = least_rest[start].min(cost + least_rest[start + taken]);
            }
        }
        Some(Spelling {
            emissions,
            by_chance,
            least_rest,
        })
    }

    /// A bit for each unit that may follow the first onset of a spelling: any that costs little where an emission of
    /// the onset may end.
    fn vowels(&self, spelling: &Spelling) -> u128 {
        let positions = 0..=LONGEST_EMISSION.min(spelling.by_chance.len() - 1);
        positions.fold(0, |units, position| {
            units | self.cheap_at(spelling, position)
        })
    }

    /// A bit for each unit that costs little at a position of a spelling.
    fn cheap_at(&self, spelling: &Spelling, position: usize) -> u128 {
        let emissions = spelling.emissions[position].iter();
        emissions.fold(0, |units, &emission| {
            units | self.cheap[usize::from(emission)]
        })
    }

    /// Compares a Latin word with every beginning of Hangul words, because what follows a name in its eojeol is a
    /// particle or a title. Calls `found` with the words that begin so, the number of syllables and the score in nats of
    /// each beginning that scores at least `least`.
    pub(super) fn compare(
        &self,
        words: &WordTree,
        spelling: &Spelling,
        least: f32,
        mut found: impl FnMut(Range<usize>, usize, f32),
    ) {
        let length = spelling.by_chance.len() - 1;
        let by_chance = spelling.by_chance[length];
        if by_chance - spelling.least_rest[0] < least {
            return;
        }
        let (onsets, vowels) = (self.cheap_at(spelling, 0), self.vowels(spelling));
        // What a path may cost at each position: little worse than chance, and enough left for the rest.
        let mut hope = [f32::NEG_INFINITY; LONGEST_SPELLING + 1];
        let (chances, rests) = (&spelling.by_chance, &spelling.least_rest);
        for ((hope, chance), rest) in hope.iter_mut().zip(chances).zip(rests) {
            *hope = (chance + HOPELESS).min(by_chance - least - rest);
        }
        // The paths to the node that is looked at: of no sounds, of its first one, of its first two ...
        let mut paths = vec![Path::default()];
        let mut at = 0;
        while let Some(node) = words.nodes.get(at) {
            if paths.len() == node.depth {
                paths.push(Path::default());
            }
            let [before, here, ..] = &mut paths[node.depth - 1..] else {
                break;
            };
            let goes_on = match (node.depth, node.unit) {
                (1, Some(onset)) if onsets >> onset & 1 == 0 => false,
                (2, Some(vowel)) if vowels >> vowel & 1 == 0 => false,
                (_, Some(unit)) => self.advance(before, here, unit, spelling, &hope),
                (_, None) => {
                    *here = *before;
                    true
                }
            };
            if !goes_on {
                at = node.end;
                continue;
            }
            let score = by_chance - here.costs[length];
            if node.depth % UNITS_OF_SYLLABLE == 0 && here.last == length && score >= least {
                found(node.words.clone(), node.depth / UNITS_OF_SYLLABLE, score);
            }
            at += 1;
        }
    }

    /// The path on by a sound; `false` when nothing of it costs at most what its position has hope at.
    fn advance(
        &self,
        path: &Path,
        next: &mut Path,
        unit: u8,
        spelling: &Spelling,
        hope: &[f32; LONGEST_SPELLING + 1],
    ) -> bool {
        let length = spelling.by_chance.len() - 1;
        let costs = usize::from(unit) * (self.emissions.len() + 1);
        let cost_of = &self.cost_by_unit[costs..=costs + self.emissions.len()];
        // What lies outside was never reached, or has no hope.
        next.costs[path.first..=path.last + LONGEST_EMISSION].fill(f32::INFINITY);
        for position in path.first..=path.last {
            let so_far = path.costs[position];
            let slots = &mut next.costs[position..=position + LONGEST_EMISSION];
            for (slot, emission) in slots.iter_mut().zip(spelling.emissions[position]) {
                *slot = slot.min(so_far + cost_of[usize::from(emission)]);
            }
        }
        let mut positions = path.first..=(path.last + LONGEST_EMISSION).min(length);
        let has_hope = |position: &usize| next.costs[*position] <= hope[*position];
        let Some(first) = positions.find(has_hope) else {
            return false;
        };
        let last = positions.rfind(has_hope).unwrap_or(first);
        (next.first, next.last) = (first, last);
        true
    }

    /// The score of a whole Hangul word against a Latin word, in nats, or `None` when they cannot be compared.
    pub fn score(&self, hangul: &str, latin: &str) -> Option<f32> {
        let words = WordTree::new([hangul].into_iter());
        let spelling = self.spelling(latin)?;
        let syllables = hangul.chars().count();
        let mut whole = None;
        self.compare(&words, &spelling, NO_LEAST, |_, compared, score| {
            if compared == syllables {
                whole = Some(score);
            }
        });
        whole
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
            &model.spelling("Beijing").unwrap(),
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
