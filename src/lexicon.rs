//! What words mean: translation probabilities between English stems and Korean pairs of syllables.

mod table;
mod train;
mod unit;

use std::borrow::Cow;
use std::io::Write;

pub(crate) use table::Table;
use train::Corpus;
pub(crate) use unit::{english_units, korean_units};

use crate::data;
use crate::error::Result;

/// Translation probabilities, learnt from parallel text.
#[derive(Clone, Debug)]
pub struct Lexicon {
    table: Table,
}

impl Lexicon {
    /// The lexicon that comes with naranhi.
    ///
    /// # Errors
    /// None: the bytes are tested.
    pub fn built_in() -> Result<Lexicon> {
        Lexicon::from_bytes(Cow::Borrowed(data::LEXICON), "data/lexicon.bin")
    }

    /// A lexicon of the user's own, as [`Lexicon::write`] wrote it.
    ///
    /// # Errors
    /// [`Error::Data`](crate::Error::Data) when the bytes are no lexicon, or not whole.
    pub fn from_bytes(bytes: Cow<'static, [u8]>, name: &str) -> Result<Lexicon> {
        Ok(Lexicon {
            table: Table::from_bytes(bytes, name)?,
        })
    }

    /// Writes the lexicon.
    ///
    /// # Errors
    /// [`Error::Write`](crate::Error::Write).
    pub fn write(&self, out: &mut dyn Write) -> Result<()> {
        Ok(out.write_all(self.table.as_bytes())?)
    }

    /// Learns a lexicon from pairs of sentences, English first. `progress` is told of each round, from 0, and of how
    /// many there are.
    pub fn train<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        progress: impl FnMut(usize, usize),
    ) -> Lexicon {
        let mut corpus = Corpus::default();
        for (english, korean) in pairs {
            corpus.add(english, korean);
        }
        Lexicon {
            table: corpus.learn(progress),
        }
    }

    pub(crate) fn table(&self) -> &Table {
        &self.table
    }
}
