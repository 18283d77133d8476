//! From segments to beads: evidence for each possible bead, the best sequence of beads, and how sure each is.
//!
//! Nothing here opens a file or prints; the same input and options give the same alignment.

mod alignment;
mod band;
mod bead;
mod clue;
mod confidence;
mod crossing;
mod documents;
mod evidence;
mod explain;
mod explanation;
mod feature;
mod habits;
mod headlines;
mod lattice;
mod recalled;
mod scorer;
mod search;
mod shared;
mod strangers;
mod stretch;
mod tune;
mod weights;
mod window;
mod words;

use crate::anchor::{AnchorFinder, Glossary};
use crate::article::{Article, Language, Layout, Role, Segment};
use crate::data;
use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use crate::reader::{self, FurnitureRules, Page};
use crate::segment::{Splitter, one_per_line};

use alignment::published;
pub use alignment::{Alignment, Side};
pub(crate) use bead::label_of;
pub use bead::{Bead, Shape};
pub use clue::Clue;
pub use documents::{DocumentPair, DocumentPairs};
pub use explanation::{ExplainedAnchor, Explanation};
pub use strangers::Doubt;
use stretch::{Means, Texts};
pub use tune::{Example, tune};
pub use weights::Weights;

/// Pages of fewer bytes are taken apart before another thread has woken up.
const WORTH_A_THREAD: usize = 8_192;

/// Aligns articles. Make one and use it for many: it holds the word lists and the sound model.
///
/// ```
/// use naranhi::Aligner;
/// let alignment = Aligner::new().align(
///     "박 대통령은 3일 베이징에 도착했다. 그는 4일 돌아온다.",
///     "President Park arrived in Beijing on Sept. 3. She returns on the 4th.",
/// )?;
/// assert_eq!(alignment.beads.len(), 2);
/// # Ok::<(), naranhi::Error>(())
/// ```
pub struct Aligner {
    rules: FurnitureRules,
    splitter: Splitter,
    finder: AnchorFinder,
    lexicon: Lexicon,
    weights: Weights,
    clues: Vec<Clue>,
    explains: bool,
    source: Language,
    layout: Layout,
}

debug_by_name!(Aligner);

/// Settings of an [`Aligner`].
#[must_use]
pub struct AlignerBuilder {
    glossary: Option<Glossary>,
    lexicon: Option<Lexicon>,
    weights: Option<Weights>,
    clues: Vec<Clue>,
    explains: bool,
    source: Language,
    layout: Layout,
}

debug_by_name!(AlignerBuilder);

impl AlignerBuilder {
    /// Terms of the user's own.
    pub fn glossary(mut self, glossary: Glossary) -> Self {
        self.glossary = Some(glossary);
        self
    }

    /// Another lexicon than the one that comes with naranhi; [`Lexicon::add`] makes one of several.
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// Other weights than those that come with naranhi.
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = Some(weights);
        self
    }

    /// Only these clues, to see what the others are worth. Weights must be learnt for them.
    pub fn clues(mut self, clues: &[Clue]) -> Self {
        self.clues = clues.to_vec();
        self
    }

    /// Whether alignments say why each bead was found; not unless said otherwise, because it takes time.
    pub fn explain(mut self, explains: bool) -> Self {
        self.explains = explains;
        self
    }

    /// Which language is the source; Korean unless said otherwise.
    pub fn source_language(mut self, language: Language) -> Self {
        self.source = language;
        self
    }

    /// How the texts are taken apart; [`Layout::Page`] unless said otherwise.
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Makes the aligner.
    ///
    /// # Errors
    /// None with the data that comes with naranhi.
    pub fn build(self) -> Result<Aligner> {
        // What takes milliseconds each, side by side.
        let (rules, (mut finder, lexicon)) = rayon::join(FurnitureRules::default, || {
            rayon::join(AnchorFinder::default, || match self.lexicon {
                Some(lexicon) => Ok(lexicon),
                None => Lexicon::built_in(),
            })
        });
        if let Some(glossary) = &self.glossary {
            finder.add_glossary(glossary);
        }
        Ok(Aligner {
            rules,
            splitter: Splitter::default(),
            finder,
            lexicon: lexicon?,
            weights: match self.weights {
                Some(weights) => weights,
                None => Weights::parse(data::WEIGHTS, "data/weights.toml")?,
            },
            clues: self.clues,
            explains: self.explains,
            source: self.source,
            layout: self.layout,
        })
    }
}

/// How far an alignment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done: source segments scored.
    pub done: usize,
    /// Steps in all. A second pass, a band that must be widened, and captions that come back begin again
    /// at 0.
    pub total: usize,
}

impl Aligner {
    /// An aligner with the settings that fit a pair of newspaper pages, Korean the source.
    ///
    /// # Panics
    /// Never: the data that comes with naranhi is read by its tests.
    pub fn new() -> Aligner {
        match Aligner::builder().build() {
            Ok(aligner) => aligner,
            Err(error) => unreachable!("the built-in data is tested: {error}"),
        }
    }

    /// Settings to change.
    pub fn builder() -> AlignerBuilder {
        AlignerBuilder {
            glossary: None,
            lexicon: None,
            weights: None,
            clues: Clue::ALL.to_vec(),
            explains: false,
            source: Language::Korean,
            layout: Layout::default(),
        }
    }

    /// Aligns two texts, one Korean and one English, in either order.
    ///
    /// # Errors
    /// [`Error::SameLanguage`], [`Error::UnknownLanguage`], [`Error::Empty`] and [`Error::OnlyFurniture`].
    pub fn align(&self, first: &str, second: &str) -> Result<Alignment> {
        self.align_pages(
            &Page::plain(first, "the first text"),
            &Page::plain(second, "the second text"),
            |_| {},
        )
    }

    /// Aligns two pages, and tells how far it has come.
    ///
    /// # Errors
    /// As [`Aligner::align`].
    pub fn align_pages(
        &self,
        first: &Page,
        second: &Page,
        mut progress: impl FnMut(Progress),
    ) -> Result<Alignment> {
        let (korean, english) = self.sides(first, second)?;
        let alignment = self.align_sides(korean, english, &mut progress);
        let mut alignment = self.recall(alignment, &mut progress);
        if self.source == Language::English {
            alignment = alignment.turned_round();
        }
        if self.explains {
            let ratio = f64::from(self.weights.length_ratio);
            alignment.explanations = explain::explain(&alignment, &self.lexicon, ratio);
        }
        Ok(alignment)
    }

    /// The Korean and the English side of two pages.
    fn sides(&self, first: &Page, second: &Page) -> Result<(Side, Side)> {
        let sides = (|| self.side(first), || self.side(second));
        let (first_side, second_side) = match first.text.len().min(second.text.len()) {
            WORTH_A_THREAD.. => rayon::join(sides.0, sides.1),
            _ => (sides.0(), sides.1()),
        };
        let (first_side, second_side) = (first_side?, second_side?);
        if first_side.language() == second_side.language() {
            return Err(Error::SameLanguage {
                first: first.name.clone(),
                second: second.name.clone(),
                language: first_side.language(),
            });
        }
        let ((mut korean, korean_page), (mut english, english_page)) = match first_side.language() {
            Language::Korean => ((first_side, first), (second_side, second)),
            Language::English => ((second_side, second), (first_side, first)),
        };
        self.settle_headlines((&mut korean, korean_page), (&mut english, english_page));
        Ok((korean, english))
    }

    /// Reads one text and splits it into segments.
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`], [`Error::Empty`] and [`Error::OnlyFurniture`].
    pub fn segments(&self, text: &str, name: &str) -> Result<Side> {
        self.side(&Page::plain(text, name))
    }

    /// Reads a page and splits its article into segments.
    ///
    /// # Errors
    /// As [`Aligner::segments`].
    pub fn side(&self, page: &Page) -> Result<Side> {
        let article: Article = reader::read(page, self.layout, &self.rules)?;
        Ok(self.split(article))
    }

    fn split(&self, article: Article) -> Side {
        let segments = match article.layout {
            Layout::Presegmented => one_per_line(&article),
            Layout::Page | Layout::KeepFurniture => self.splitter.segments(&article),
        };
        Side { article, segments }
    }

    fn align_sides(
        &self,
        source: Side,
        target: Side,
        progress: &mut dyn FnMut(Progress),
    ) -> Alignment {
        let texts = Texts {
            source: &source.segments,
            target: &target.segments,
            headlines: headline(&source.segments).zip(headline(&target.segments)),
            may_cross: self.clues.contains(&Clue::Moves),
            published: published(&source, &target),
        };
        let stretch = self.means().align_any(texts, progress);
        let mut alignment = Alignment {
            source,
            target,
            beads: stretch.beads,
            explanations: Vec::new(),
            paired: 0.0,
            concepts: stretch.concepts,
            source_concepts: stretch.source_concepts,
            target_concepts: stretch.target_concepts,
        };
        alignment.doubt_strangers();
        alignment
    }

    fn means(&self) -> Means<'_> {
        Means {
            finder: &self.finder,
            lexicon: &self.lexicon,
            weights: &self.weights,
            clues: &self.clues,
        }
    }
}

impl Default for Aligner {
    fn default() -> Self {
        Aligner::new()
    }
}

fn headline(segments: &[Segment]) -> Option<usize> {
    segments
        .iter()
        .position(|segment| segment.role == Role::Headline)
}
