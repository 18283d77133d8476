//! What words mean: translation probabilities between English stems and Korean pairs of syllables.

mod places;
mod table;
mod train;
mod unit;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

pub(crate) use places::Places;
pub(crate) use table::Table;
use train::Corpus;
pub(crate) use unit::{english_units, korean_units};
pub use words::WordPair;

use crate::article::Language;
use crate::data;
use crate::error::Result;
use crate::token::{Token, TokenKind, tokens};

/// Translation probabilities, learnt from parallel text; one or more tables, of which each knows what the others do not.
#[derive(Clone)]
pub struct Lexicon {
    tables: Vec<Table>,
}

debug_by_name!(Lexicon);

/// What a word may be translated by.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The stem, or the pair of syllables, that was looked up.
    pub unit: String,
    /// Its translation, in the other language.
    pub translation: String,
    /// Probability, 0 to 1, of the translation where the unit stands.
    pub probability: f32,
    /// Probability, 0 to 1, of the unit where the translation stands.
    pub inverse: f32,
}

impl Lexicon {
    /// The lexicon that comes with naranhi.
    ///
    /// # Errors
    /// None: the bytes are tested.
    pub fn built_in() -> Result<Lexicon> {
        Lexicon::from_bytes(Cow::Borrowed(data::LEXICON), "data/lexicon.bin")
    }

    /// A lexicon of the user's own, as [`Lexicon::write`] wrote it. `name` stands for it in errors.
    ///
    /// # Errors
    /// [`Error::Data`](crate::Error::Data) when the bytes are no lexicon, or not whole.
    pub fn from_bytes(bytes: Cow<'static, [u8]>, name: &str) -> Result<Lexicon> {
        Ok(Lexicon {
            tables: Table::all_of(bytes, name)?,
        })
    }

    /// Knows what `other` knows too. Where both know a translation, the greater probability holds.
    pub fn add(&mut self, other: Lexicon) {
        self.tables.extend(other.tables);
    }

    /// Writes the lexicon, with all that was added to it.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write).
    pub fn write(&self, out: &mut dyn Write) -> Result<()> {
        for table in &self.tables {
            out.write_all(table.as_bytes())?;
        }
        Ok(())
    }

    /// Learns a lexicon from pairs of sentences, English first; `None` where they hold no words. `progress` is told of
    /// each round, from 0, and of how many there are.
    pub fn train<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        progress: impl FnMut(usize, usize),
    ) -> Option<Lexicon> {
        let mut corpus = Corpus::default();
        for (english, korean) in pairs {
            corpus.add(english, korean);
        }
        (!corpus.is_empty()).then(|| Lexicon {
            tables: vec![train::learn(&corpus, progress)],
        })
    }

    /// The translations of the words of a text, Korean or English, the likeliest first for each of its units.
    pub fn translations(&self, text: &str) -> Vec<Translation> {
        let tokens = tokens(text);
        let mut found = Vec::new();
        english_units(&tokens, |unit| {
            self.look_up(Language::English, unit, &mut found)
        });
        let mut units = Vec::new();
        korean_units(&tokens, |unit| units.push(unit.to_owned()));
        // What a word of its own is known by is known of it before particles too: 서우 of 서울, and 서울 of 서울에.
        for token in &tokens {
            if let Some(end) = last_pair(token).filter(|end| !units.iter().any(|unit| unit == end))
            {
                units.push(end.to_owned());
            }
        }
        for unit in units {
            self.look_up(Language::Korean, &unit, &mut found);
        }
        found
    }

    fn look_up(&self, language: Language, unit: &str, found: &mut Vec<Translation>) {
        let mut of_unit: BTreeMap<String, Translation> = BTreeMap::new();
        for table in &self.tables {
            let translations = match language {
                Language::English => table.of_english(unit),
                Language::Korean => table.of_korean(unit),
            };
            for entry in translations {
                let known = of_unit.entry(entry.text.clone());
                let known = known.or_insert_with(|| Translation {
                    unit: unit.to_owned(),
                    translation: entry.text,
                    probability: 0.0,
                    inverse: 0.0,
                });
                known.probability = known.probability.max(entry.probability);
                known.inverse = known.inverse.max(entry.inverse);
            }
        }
        let start = found.len();
        found.extend(of_unit.into_values());
        found[start..].sort_by(|a, b| b.probability.total_cmp(&a.probability));
    }

    pub(crate) fn tables(&self) -> &[Table] {
        &self.tables
    }
}

/// The last two syllables of a Korean word, as they are written.
fn last_pair<'t>(token: &Token<'t>) -> Option<&'t str> {
    let (start, _) = token.text.char_indices().rev().nth(1)?;
    (token.kind == TokenKind::Hangul).then(|| &token.text[start..])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_always_together_is_learnt() {
        let pairs = [
            ("The cat sleeps.", "고양이가 잔다."),
            ("The dog sleeps.", "강아지가 잔다."),
            ("The cat eats.", "고양이가 먹는다."),
            ("The dog eats.", "강아지가 먹는다."),
        ];
        let lexicon = Lexicon::train(pairs, |_, _| {}).unwrap();
        let best = |word: &str| lexicon.translations(word)[0].translation.clone();
        assert!("고양이".contains(&best("cat")), "{}", best("cat"));
        assert!("강아지".contains(&best("dog")), "{}", best("dog"));
        assert!(Lexicon::train([("12", "34")], |_, _| {}).is_none());
    }

    #[test]
    fn the_built_in_lexicon_fits_the_program() {
        assert!(data::LEXICON.len() <= 6_000_000);
        let lexicon = Lexicon::built_in().unwrap();
        let found = lexicon.translations("예산");
        assert_eq!(found[0].translation, "budget", "{found:?}");
        let units = lexicon.translations("서울").into_iter().map(|of| of.unit);
        let units: BTreeSet<String> = units.collect();
        assert_eq!(units.into_iter().collect::<Vec<_>>(), ["서우", "서울"]);
    }

    #[test]
    fn a_lexicon_of_the_users_own_adds_what_it_knows() {
        let pairs = [
            ("the zorblax comes", "초르블락스가 온다"),
            ("the quux comes", "쿠욱스가 온다"),
            ("the zorblax goes", "초르블락스가 간다"),
            ("the quux goes", "쿠욱스가 간다"),
        ];
        let mine = Lexicon::train(pairs, |_, _| {}).unwrap();
        let mut both = Lexicon::built_in().unwrap();
        assert!(both.translations("zorblax").is_empty());
        both.add(mine);
        assert!(!both.translations("zorblax").is_empty());
        assert!(!both.translations("budget").is_empty());
        let words = both.word_pairs("초르블락스가 간다", "the zorblax goes");
        let mut words = words.iter().map(|pair| pair.english.as_str());
        assert!(words.any(|word| word == "zorblax"));
        let mut written = Vec::new();
        both.write(&mut written).unwrap();
        let read = Lexicon::from_bytes(written.into(), "both").unwrap();
        for word in ["zorblax", "budget"] {
            assert_eq!(read.translations(word), both.translations(word));
        }
    }

    #[test]
    fn what_two_lexicons_know_is_told_once_with_the_greater_probability() {
        let pairs = [
            ("The cat sleeps.", "고양이가 잔다."),
            ("The dog sleeps.", "강아지가 잔다."),
            ("The cat eats.", "고양이가 먹는다."),
            ("The dog eats.", "강아지가 먹는다."),
            ("The cat runs.", "나비가 달린다."),
        ];
        let sure = Lexicon::train(pairs[..4].iter().copied(), |_, _| {}).unwrap();
        let unsure = Lexicon::train(pairs, |_, _| {}).unwrap();
        let probability = |lexicon: &Lexicon| {
            let mut translations = lexicon.translations("cat");
            translations.retain(|t| t.translation == "고양");
            assert_eq!(translations.len(), 1, "{translations:?}");
            translations[0].probability
        };
        let greater = probability(&sure).max(probability(&unsure));
        assert_ne!(probability(&sure), probability(&unsure));
        for (mut one, other) in [(sure.clone(), unsure.clone()), (unsure, sure)] {
            one.add(other);
            assert_eq!(probability(&one), greater);
        }
    }
}
