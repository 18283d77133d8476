//! From segments to beads: evidence for each possible bead, the best sequence of beads, and how sure each is.
//!
//! Nothing here opens a file or prints; the same input and options give the same alignment.

mod band;
mod bead;
mod evidence;
mod feature;
mod lattice;
mod tune;

use std::ops::Range;

use crate::anchor::{AnchorFinder, Anchors, Glossary};
use crate::article::{Article, Language, Layout, Role, Segment};
use crate::data;
use crate::error::{Error, Result};
use crate::reader::{self, FurnitureRules};
use crate::segment::{Splitter, one_per_line};

use band::Band;
pub use bead::{Alignment, Bead, Shape, SharedAnchor, Side};
use evidence::{Evidence, LengthModel};
pub use feature::Weights;
use feature::{COUNT, Features, SkipSide, skip_run};
use lattice::{Lattice, Scorer, Step};
pub use tune::{Example, tune};

/// Half the width of the band at first, in segments.
const FIRST_HALF_WIDTH: usize = 60;
/// The band is widened by this factor when the best path touches its edge.
const WIDENING: usize = 3;
/// Below this probability a bead says nothing of the lengths of its articles.
const SURE: f64 = 0.8;
/// The prior ratio of lengths weighs as much as this many Korean characters.
const PRIOR_CHARACTERS: f32 = 1_500.0;
/// The prior variance of lengths weighs as much as this many beads.
const PRIOR_BEADS: f32 = 30.0;
/// The confidence of a pair of headlines, which are paired whatever they say. English desks rewrite headlines, so that
/// about one pair in twenty has nothing in common.
const HEADLINE_CONFIDENCE: f64 = 0.95;

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
    weights: Weights,
    source: Language,
    layout: Layout,
}

/// Settings of an [`Aligner`].
pub struct AlignerBuilder {
    glossary: Option<Glossary>,
    weights: Option<Weights>,
    source: Language,
    layout: Layout,
}

impl AlignerBuilder {
    /// Terms of the user's own.
    pub fn glossary(mut self, glossary: Glossary) -> Self {
        self.glossary = Some(glossary);
        self
    }

    /// Other weights than those that come with naranhi.
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = Some(weights);
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
        let mut finder = AnchorFinder::default();
        if let Some(glossary) = &self.glossary {
            finder.add_glossary(glossary);
        }
        Ok(Aligner {
            rules: FurnitureRules::default(),
            splitter: Splitter::default(),
            finder,
            weights: match self.weights {
                Some(weights) => weights,
                None => Weights::parse(data::WEIGHTS, "data/weights.toml")?,
            },
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
    /// Steps in all, as far as is known; more come when the band must be widened.
    pub total: usize,
}

/// The two texts to be aligned, with names for messages.
struct Named<'a> {
    text: &'a str,
    name: &'a str,
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
            weights: None,
            source: Language::Korean,
            layout: Layout::default(),
        }
    }

    /// Aligns two texts, one Korean and one English, in either order.
    ///
    /// # Errors
    /// [`Error::SameLanguage`], [`Error::UnknownLanguage`], [`Error::Empty`] and [`Error::OnlyFurniture`].
    pub fn align(&self, first: &str, second: &str) -> Result<Alignment> {
        self.align_named(
            (first, "the first text"),
            (second, "the second text"),
            |_| {},
        )
    }

    /// Aligns two texts that have names, which stand in errors, and tells how far it has come.
    ///
    /// # Errors
    /// As [`Aligner::align`].
    pub fn align_named(
        &self,
        first: (&str, &str),
        second: (&str, &str),
        mut progress: impl FnMut(Progress),
    ) -> Result<Alignment> {
        let [first, second] = [first, second].map(|(text, name)| Named { text, name });
        let first_side = self.side(&first)?;
        let second_side = self.side(&second)?;
        if first_side.language() == second_side.language() {
            return Err(Error::SameLanguage {
                first: first.name.into(),
                second: second.name.into(),
                language: first_side.language(),
            });
        }
        let (source, target) = if first_side.language() == self.source {
            (first_side, second_side)
        } else {
            (second_side, first_side)
        };
        Ok(self.align_sides(source, target, &mut progress))
    }

    /// Reads one text and splits it into segments.
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`], [`Error::Empty`] and [`Error::OnlyFurniture`].
    pub fn segments(&self, text: &str, name: &str) -> Result<Side> {
        self.side(&Named { text, name })
    }

    fn side(&self, named: &Named) -> Result<Side> {
        let article: Article = reader::read(named.text, named.name, self.layout, &self.rules)?;
        let segments = match self.layout {
            Layout::Presegmented => one_per_line(&article),
            Layout::Page | Layout::KeepFurniture => self.splitter.segments(&article),
        };
        Ok(Side { article, segments })
    }

    fn align_sides(
        &self,
        source: Side,
        target: Side,
        progress: &mut impl FnMut(Progress),
    ) -> Alignment {
        let anchors = self.anchors(&source, &target);
        let (source_concepts, target_concepts) = match source.language() {
            Language::Korean => (anchors.korean, anchors.english),
            Language::English => (anchors.english, anchors.korean),
        };
        // The headlines are paired; what is around them is aligned for itself.
        let headlines = (headline(&source.segments), headline(&target.segments));
        let mut beads = Vec::new();
        let mut align_part = |s: Range<usize>, t: Range<usize>| {
            let evidence = Evidence::new(
                (&source.segments[s.clone()], &source_concepts[s.clone()]),
                (&target.segments[t.clone()], &target_concepts[t.clone()]),
                &anchors.concepts,
                source.language(),
                LengthModel {
                    ratio: self.weights.length_ratio,
                    variance: self.weights.length_variance,
                },
            );
            beads.extend(
                align_part(evidence, &self.weights, progress)
                    .into_iter()
                    .map(|bead| Bead {
                        source: bead.source.start + s.start..bead.source.end + s.start,
                        target: bead.target.start + t.start..bead.target.end + t.start,
                        ..bead
                    }),
            );
        };
        if let (Some(s), Some(t)) = headlines {
            align_part(0..s, 0..t);
            align_part(s + 1..source.segments.len(), t + 1..target.segments.len());
            beads.push(Bead {
                source: s..s + 1,
                target: t..t + 1,
                confidence: HEADLINE_CONFIDENCE,
                score: 0.0,
            });
            // The headline comes after what stands above it on either side.
            beads.sort_by_key(|bead| (bead.source.end, bead.target.end, bead.is_linked()));
        } else {
            align_part(0..source.segments.len(), 0..target.segments.len());
        }
        Alignment {
            source,
            target,
            beads,
            concepts: anchors.concepts,
            source_concepts,
            target_concepts,
        }
    }

    fn anchors(&self, source: &Side, target: &Side) -> Anchors {
        match source.language() {
            Language::Korean => self.finder.find(&source.segments, &target.segments),
            Language::English => self.finder.find(&target.segments, &source.segments),
        }
    }
}

impl Default for Aligner {
    fn default() -> Self {
        Aligner::new()
    }
}

fn headline(segments: &[Segment]) -> Option<usize> {
    let is_headline = |segment: &Segment| segment.role == Role::Headline;
    let index = segments.iter().position(is_headline)?;
    // A headline that was split into sentences is aligned like any text.
    (segments.iter().filter(|s| is_headline(s)).count() == 1).then_some(index)
}

/// Scores beads by weighing their features.
struct WeighedScorer<'a> {
    evidence: &'a Evidence<'a>,
    weights: &'a Weights,
    features: Features,
    progress: &'a mut dyn FnMut(Progress),
    scored: usize,
}

impl<'a> WeighedScorer<'a> {
    fn new(
        evidence: &'a Evidence<'a>,
        weights: &'a Weights,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Self {
        WeighedScorer {
            evidence,
            weights,
            features: [0.0; COUNT],
            progress,
            scored: 0,
        }
    }
}

impl Scorer for WeighedScorer<'_> {
    fn linked(&mut self, shape: usize, source: Range<usize>, target: Range<usize>) -> f32 {
        if source.end > self.scored {
            self.scored = source.end;
            (self.progress)(Progress {
                done: self.scored,
                total: self.evidence.source_segments(),
            });
        }
        if self
            .evidence
            .linked(shape, source, target, &mut self.features)
        {
            self.weights.score(&self.features)
        } else {
            f32::NEG_INFINITY
        }
    }

    fn skipped(&mut self, side: SkipSide, segment: usize) -> f32 {
        self.evidence.skipped(side, segment, &mut self.features);
        self.weights.score(&self.features)
    }

    fn run(&self, side: SkipSide) -> f32 {
        self.weights.values[skip_run(side)]
    }
}

/// Aligns twice: once expecting lengths as in any text, then as the surest beads of this one have them.
fn align_part(
    mut evidence: Evidence,
    weights: &Weights,
    progress: &mut impl FnMut(Progress),
) -> Vec<Bead> {
    let (rows, columns) = (evidence.source_segments(), evidence.target_segments());
    let diagonal: Vec<usize> = (0..=rows).map(|row| row * columns / rows.max(1)).collect();
    let mut half_width = FIRST_HALF_WIDTH;
    let first = loop {
        let pass = search(&evidence, weights, &diagonal, half_width, progress);
        if !pass.widen {
            break pass;
        }
        half_width *= WIDENING;
    };
    evidence.set_length_model(lengths_of(&first.beads, &evidence, weights));
    // The second pass follows the path of the first, and needs no more than its surroundings.
    let line = line_through(&first.beads, rows);
    search(&evidence, weights, &line, FIRST_HALF_WIDTH, progress).beads
}

struct Pass {
    beads: Vec<Bead>,
    /// Whether the path comes near an edge of the band.
    widen: bool,
}

fn search(
    evidence: &Evidence,
    weights: &Weights,
    line: &[usize],
    half_width: usize,
    progress: &mut impl FnMut(Progress),
) -> Pass {
    let band = Band::around(line, evidence.target_segments(), half_width);
    let is_whole = band.is_whole();
    let mut scorer = WeighedScorer::new(evidence, weights, progress);
    let lattice = Lattice::new(band, &mut scorer);
    let best = lattice.best();
    if best.touches_edge && !is_whole {
        return Pass {
            beads: Vec::new(),
            widen: true,
        };
    }
    let sums = lattice.sums();
    let beads = best
        .steps
        .into_iter()
        .map(|step: Step| Bead {
            confidence: sums.probability(&step),
            score: lattice.score(&step).into(),
            source: step.0,
            target: step.1,
        })
        .collect();
    Pass {
        beads,
        widen: false,
    }
}

/// The column at which a path crosses each row.
fn line_through(beads: &[Bead], rows: usize) -> Vec<usize> {
    let mut line = vec![0; rows + 1];
    for bead in beads {
        for row in bead.source.start + 1..=bead.source.end {
            line[row] = bead.target.end;
        }
    }
    for row in 1..=rows {
        line[row] = line[row].max(line[row - 1]);
    }
    line
}

/// The length ratio and variance of this text, from its surest beads and the prior.
fn lengths_of(beads: &[Bead], evidence: &Evidence, weights: &Weights) -> LengthModel {
    let (mut korean, mut english) = (PRIOR_CHARACTERS, PRIOR_CHARACTERS * weights.length_ratio);
    let sure = || {
        beads
            .iter()
            .filter(|bead| bead.is_linked() && bead.confidence >= SURE)
            .map(|bead| evidence.lengths(&bead.source, &bead.target))
    };
    for (k, e) in sure() {
        korean += k;
        english += e;
    }
    let ratio = english / korean;
    let (mut squares, mut count) = (PRIOR_BEADS * weights.length_variance, PRIOR_BEADS);
    for (k, e) in sure() {
        let expected = k * ratio;
        squares += (e - expected).powi(2) / ((e + expected).max(2.0) / 2.0);
        count += 1.0;
    }
    LengthModel {
        ratio,
        variance: squares / count,
    }
}
