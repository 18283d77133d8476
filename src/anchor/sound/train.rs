//! Learning the table of a sound model from names in both scripts.

use super::hangul::{UNITS, units};
use super::spelling::letters;
use super::{EDGE, LONGEST_EMISSION, SoundModel};

/// Number of runs of up to [`LONGEST_EMISSION`] letters, written in base 27 with 0 for no letter.
const RUNS: usize = 27usize.pow(LONGEST_EMISSION as u32);

/// Rounds of expectation-maximisation. The likelihood changes in the fourth digit after ten.
const ROUNDS: usize = 12;
/// From this round on, pairs that are no better than chance are passed over: translations, and names that
/// Korean reads in its own way.
const FIRST_STRICT_ROUND: usize = 3;
/// Emissions rarer than this, of all that a unit emits, are noise.
const LEAST_PROBABILITY: f64 = 2e-4;
/// Added to each letter pair of the background.
const SMOOTHING: f64 = 0.5;

/// Counts or probabilities of every run for every unit: `[unit * RUNS + run]`; empty before the first round.
type Counts = Vec<f64>;

/// The number of a run of letters.
fn run_number(letters: &[u8]) -> usize {
    letters
        .iter()
        .fold(0, |number, &letter| number * 27 + usize::from(letter) + 1)
}

/// The letters of a run.
fn run_letters(mut number: usize) -> Vec<u8> {
    let mut letters = Vec::new();
    while number > 0 {
        letters.push((number % 27 - 1) as u8);
        number /= 27;
    }
    letters.reverse();
    letters
}

/// A name as units and letters.
struct Pair {
    units: Vec<u8>,
    letters: Vec<u8>,
}

impl SoundModel {
    /// Learns from pairs of a Latin and a Hangul name. Names of as many words in both are taken word by word, in
    /// the order that fits better; a Hangul name of one word is taken against all Latin words as one. None where no pair
    /// is such a name.
    pub fn train<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> Option<SoundModel> {
        let readings: Vec<Vec<Vec<Pair>>> = names
            .map(|(latin, hangul)| readings(latin, hangul))
            .filter(|readings| !readings.is_empty())
            .collect();
        if readings.is_empty() {
            return None;
        }
        let background = background(readings.iter().flatten().flatten());
        let mut probability = Counts::new();
        for round in 0..ROUNDS {
            let mut counts = vec![0.0; UNITS * RUNS];
            for choices in &readings {
                // Until the table knows something, only the order as written is believed.
                let choices = if round == 0 { &choices[..1] } else { choices };
                let best = choices
                    .iter()
                    .map(|pairs| (score(&probability, &background, pairs), pairs))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let Some((score, pairs)) = best else { continue };
                if round >= FIRST_STRICT_ROUND && score <= 0.0 {
                    continue;
                }
                for pair in pairs {
                    expect(&probability, pair, &mut counts);
                }
            }
            probability = maximize(counts);
        }
        Some(table(&probability, background))
    }
}

fn pair(latin: &str, hangul: &str) -> Option<Pair> {
    let units = hangul
        .chars()
        .map(units)
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .flat_map(|syllable| syllable.iter())
        .collect();
    let letters = letters(&[latin])?;
    (!letters.is_empty()).then_some(Pair { units, letters })
}

/// The ways to pair the words of two names, the likeliest first.
fn readings(latin: &str, hangul: &str) -> Vec<Vec<Pair>> {
    let latin: Vec<&str> = latin.split_whitespace().collect();
    let hangul: Vec<&str> = hangul.split_whitespace().collect();
    let mut orders: Vec<Vec<(String, &str)>> = Vec::new();
    if latin.len() == hangul.len() {
        let forward = latin.iter().map(|l| (*l).to_owned());
        orders.push(forward.clone().zip(hangul.iter().copied()).collect());
        if latin.len() == 2 {
            orders.push(forward.rev().zip(hangul.iter().copied()).collect());
        }
    } else if hangul.len() == 1 && latin.len() == 2 {
        orders.push(vec![(latin.concat(), hangul[0])]);
        orders.push(vec![(format!("{}{}", latin[1], latin[0]), hangul[0])]);
    }
    orders
        .into_iter()
        .filter_map(|order| {
            order
                .iter()
                .map(|(latin, hangul)| pair(latin, hangul))
                .collect()
        })
        .collect()
}

/// Log-likelihood ratio of the pairs against chance, in nats.
fn score(probability: &[f64], background: &[[f32; 27]; 27], pairs: &[Pair]) -> f64 {
    pairs
        .iter()
        .map(|pair| {
            let mut chance = 0.0;
            let mut previous = EDGE;
            for &letter in &pair.letters {
                chance += background[previous][usize::from(letter)];
                previous = usize::from(letter);
            }
            chance += background[previous][EDGE];
            let forward = forward(probability, pair);
            f64::from(chance)
                + forward[pair.units.len()][pair.letters.len()]
                    .max(1e-300)
                    .ln()
        })
        .sum()
}

/// The probability of an emission; before the first round, one that prefers a letter a unit.
fn emission(probability: &[f64], unit: u8, run: &[u8]) -> f64 {
    const BY_LENGTH: [f64; LONGEST_EMISSION + 1] = [0.15, 0.6, 0.2, 0.05];
    if probability.is_empty() {
        return BY_LENGTH[run.len()] / 26f64.powi(run.len() as i32);
    }
    probability[usize::from(unit) * RUNS + run_number(run)]
}

/// `forward[u][l]`: probability that the first `u` units emit the first `l` letters.
fn forward(probability: &[f64], pair: &Pair) -> Vec<Vec<f64>> {
    let mut forward = vec![vec![0.0; pair.letters.len() + 1]; pair.units.len() + 1];
    forward[0][0] = 1.0;
    for (u, &unit) in pair.units.iter().enumerate() {
        for start in 0..=pair.letters.len() {
            let so_far = forward[u][start];
            if so_far == 0.0 {
                continue;
            }
            for length in 0..=LONGEST_EMISSION.min(pair.letters.len() - start) {
                let end = start + length;
                forward[u + 1][end] +=
                    so_far * emission(probability, unit, &pair.letters[start..end]);
            }
        }
    }
    forward
}

/// Adds the expected emissions of a pair to the counts.
fn expect(probability: &[f64], pair: &Pair, counts: &mut [f64]) {
    let forward = forward(probability, pair);
    let total = forward[pair.units.len()][pair.letters.len()];
    if total <= 0.0 {
        return;
    }
    let mut after = vec![0.0; pair.letters.len() + 1];
    after[pair.letters.len()] = 1.0;
    for (u, &unit) in pair.units.iter().enumerate().rev() {
        let mut before = vec![0.0; pair.letters.len() + 1];
        for start in 0..=pair.letters.len() {
            for length in 0..=LONGEST_EMISSION.min(pair.letters.len() - start) {
                let end = start + length;
                if after[end] == 0.0 {
                    continue;
                }
                let run = &pair.letters[start..end];
                let through = emission(probability, unit, run) * after[end];
                before[start] += through;
                let expected = forward[u][start] * through / total;
                if expected > 1e-6 {
                    counts[usize::from(unit) * RUNS + run_number(run)] += expected;
                }
            }
        }
        after = before;
    }
}

fn maximize(mut counts: Counts) -> Counts {
    for of_unit in counts.chunks_mut(RUNS) {
        let total: f64 = of_unit.iter().sum();
        for count in of_unit {
            let probability = *count / total.max(1.0);
            *count = if probability < LEAST_PROBABILITY {
                0.0
            } else {
                probability
            };
        }
    }
    counts
}

/// Letter bigrams, as costs in nats.
fn background<'a>(pairs: impl Iterator<Item = &'a Pair>) -> [[f32; 27]; 27] {
    let mut counts = [[SMOOTHING; 27]; 27];
    for pair in pairs {
        let mut previous = EDGE;
        for letter in pair.letters.iter().map(|&l| usize::from(l)).chain([EDGE]) {
            counts[previous][letter] += 1.0;
            previous = letter;
        }
    }
    counts.map(|row| {
        let total: f64 = row.iter().sum();
        row.map(|count| -((count / total).ln() as f32))
    })
}

fn table(probability: &[f64], background: [[f32; 27]; 27]) -> SoundModel {
    let mut model = SoundModel::empty(background);
    for (index, probability) in probability.iter().enumerate().filter(|(_, p)| **p > 0.0) {
        let emission = usize::from(model.emission_number(&run_letters(index % RUNS)));
        model.cost[emission * UNITS + index / RUNS] = -(probability.ln()) as f32;
    }
    model.arrange();
    model
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_table_learns_what_it_is_shown() {
        let names = [
            ("Kim", "김"),
            ("Min", "민"),
            ("Na", "나"),
            ("Mina", "미나"),
            ("Nami", "나미"),
            ("Kimi", "기미"),
            ("Mika", "미카"),
            ("Nik", "닉"),
            ("Kan", "칸"),
            ("Mani", "마니"),
        ];
        let model = SoundModel::train(names.into_iter()).unwrap();
        let same = model.score("나민", "Namin").unwrap();
        let other = model.score("나민", "Kami").unwrap_or(f32::MIN);
        assert!(same > 2.0 && same > other, "{same} {other}");
        let reversed = names.into_iter().map(|(latin, hangul)| (hangul, latin));
        assert!(SoundModel::train(reversed).is_none());
    }
}
