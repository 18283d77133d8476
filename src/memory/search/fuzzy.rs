//! Fuzzy matches: how much of a text another says in the same words.

use rapidfuzz::distance::levenshtein::BatchComparator;

/// A text, as words, that others are compared with.
pub(super) struct Pattern {
    words: Vec<Word>,
}

struct Word {
    text: String,
    letters: BatchComparator<char>,
}

impl Pattern {
    pub(super) fn new(words: &[String]) -> Pattern {
        let word = |text: &String| Word {
            text: text.clone(),
            letters: BatchComparator::new(text.chars()),
        };
        Pattern {
            words: words.iter().map(word).collect(),
        }
    }

    /// How like the text another is, from 0 to 1, if it is as like as `least`: what the longer of them has in words, less the
    /// edit distance, as a share of it (Koehn and Senellart 2010, "Convergence of translation memory and statistical machine
    /// translation"). A word in the place of another costs the share of its letters that differ, so that 제재를 and 제재가 are
    /// nearly the same; a number in the place of another costs all.
    pub(super) fn similarity(&self, other: &[String], least: f64) -> Option<f64> {
        let (long, short) = (
            self.words.len().max(other.len()),
            self.words.len().min(other.len()),
        );
        if long == 0 || (short as f64) < least * long as f64 {
            return None;
        }
        let most = (1.0 - least) * long as f64;
        // The distances of the words so far to each beginning of the other text.
        let mut before: Vec<f64> = (0..=other.len()).map(|count| count as f64).collect();
        let mut row = vec![0.0; other.len() + 1];
        for (count, word) in self.words.iter().enumerate() {
            row[0] = count as f64 + 1.0;
            for (at, there) in other.iter().enumerate() {
                row[at + 1] = (before[at] + word.distance(there))
                    .min(before[at + 1] + 1.0)
                    .min(row[at] + 1.0);
            }
            if row.iter().all(|&distance| distance > most) {
                return None;
            }
            std::mem::swap(&mut before, &mut row);
        }
        let similarity = 1.0 - before[other.len()] / long as f64;
        (similarity >= least).then_some(similarity)
    }
}

impl Word {
    /// What it costs to put another word in the place of this one, from 0 to 1.
    fn distance(&self, other: &str) -> f64 {
        if self.text == other {
            return 0.0;
        }
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        match is_number(&self.text) || is_number(other) {
            true => 1.0,
            false => self.letters.normalized_distance(other.chars()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn similarity(one: &str, other: &str) -> f64 {
        let found = Pattern::new(&words(one)).similarity(&words(other), 0.0);
        found.unwrap_or(0.0)
    }

    #[test]
    fn words_cost_what_differs() {
        for (one, other, expected) in [
            ("a b c d", "a b c d", 1.0),
            ("a b c d", "a b d", 1.0 - 1.0 / 4.0),
            ("a b c", "a x b c", 1.0 - 1.0 / 4.0),
            // One of three letters.
            (
                "대북 제재를 논의했다",
                "대북 제재가 논의했다",
                1.0 - (1.0 / 3.0) / 3.0,
            ),
            ("ships 12 sank", "ships 13 sank", 1.0 - 1.0 / 3.0),
            ("a", "b", 0.0),
            ("", "a", 0.0),
            ("", "", 0.0),
        ] {
            let found = similarity(one, other);
            assert!((found - expected).abs() < 1e-9, "{one} | {other}: {found}");
        }
    }

    /// The edit distance as it is defined, by trying every edit.
    fn slow(one: &[String], other: &[String]) -> f64 {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len() as f64,
            ([a, one @ ..], [b, other @ ..]) => {
                let replaced = Pattern::new(std::slice::from_ref(a)).words[0].distance(b);
                let taken_out =
                    1.0 + slow(one, [std::slice::from_ref(b), other].concat().as_slice());
                let put_in = 1.0 + slow([std::slice::from_ref(a), one].concat().as_slice(), other);
                (replaced + slow(one, other)).min(taken_out).min(put_in)
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn the_distance_is_the_least(
            one in prop::collection::vec("[ab가나1]{1,3}", 1..5),
            other in prop::collection::vec("[ab가나1]{1,3}", 1..5),
            least in 0.0..1.0,
        ) {
            let longest = one.len().max(other.len()) as f64;
            let expected = 1.0 - slow(&one, &other) / longest;
            let found = Pattern::new(&one).similarity(&other, least);
            if expected >= least + 1e-9 {
                prop_assert!((found.unwrap_or(-1.0) - expected).abs() < 1e-9);
            } else if expected < least - 1e-9 {
                prop_assert_eq!(found, None);
            }
        }
    }
}
