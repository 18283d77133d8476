//! `naranhi evaluate`.

use std::io::{self, StdoutLock, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use naranhi::Result;
use naranhi::evaluate::{Calibration, GoldDocument, IdBead, Scores, read_predictions};

use super::aligners::Aligners;
use super::{Outcome, said, tell};

/// Score beads against beads made by hand
#[derive(Args)]
#[command(after_help = "\
Gold is in one of two forms, both of which may stand in one folder:
  NAME.gold  beside NAME.en and NAME.ko, which have a segment a line: a bead a line, such as
             [0, 1]:[2], the numbers of English lines, a colon, those of Korean lines; counted
             from 0, blank lines too; [] is no line
  gold.tsv   in a folder of its own beside ko.txt and en.txt, whole pages: the line ko, en, note
             with tabs between them, then a bead a line, Korean first; sentences as the page has
             them, with “ ‖ ” (U+2016 between two spaces) between two
No segment is in two beads.

Predictions are NAME.pred or, where there is none, NAME.ladder, with a line like those of
NAME.gold for each bead; a second colon and what follows it, such as vecalign's cost, is passed
over. Of pages, which have the name of their folder, the numbers are those of the sentences that
naranhi finds in them, as `naranhi align -o NAME.ladder` writes them.

Beads of one side are not scored. A bead is right
  strict     where the gold has exactly this bead
  lax        where it shares a pair of segments, one of each language, with a bead of the gold
  link       counts these pairs, not beads

Examples:
  naranhi evaluate gold predicted     score predicted/NAME.pred or .ladder against gold/NAME.gold
  naranhi evaluate --align gold       align the documents and score the outcome, confidences too
  naranhi evaluate --align pairs -v   the same, with a line for each document
  naranhi evaluate --align gold --lexicon mine.lexicon
                                      the same with a lexicon of your own: is it better with it?")]
pub(super) struct Arguments {
    /// A folder of documents with gold
    #[arg(required_unless_present = "align", requires = "predicted")]
    gold: Option<PathBuf>,

    /// A folder of predictions for them
    predicted: Option<PathBuf>,

    /// Align the documents of DIR and score the outcome
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gold", "predicted"])]
    align: Option<PathBuf>,

    /// A lexicon of your own that they are aligned with, beside the built-in one; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "predicted"])]
    lexicon: Vec<PathBuf>,

    /// A line for each document too
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match (&arguments.align, &arguments.gold, &arguments.predicted) {
        (Some(folder), ..) => score_aligner(folder, arguments),
        (None, Some(gold), Some(predicted)) => {
            score_predictions(gold, predicted, arguments.verbose)
        }
        // clap asks for one or the other.
        _ => Ok(Outcome::Done),
    }
}

fn score_aligner(folder: &Path, arguments: &Arguments) -> Result<Outcome> {
    let documents = GoldDocument::read_folder(folder)?;
    let lexicon = super::lexicon::read(&arguments.lexicon)?;
    let aligners = Aligners::new(|builder| builder.lexicon(lexicon.clone()))?;
    let mut outcome = Outcome::Done;
    let (mut pairs, mut alone) = (Calibration::default(), Calibration::default());
    let mut table = Table::new(arguments.verbose);
    for document in &documents {
        let aligner = aligners.of(document.layout);
        let predictions = document.align(aligner).unwrap_or_else(|error| {
            tell(&format!(
                "{}: not aligned, counted as no beads: {}",
                document.name,
                said(&error)
            ));
            outcome = Outcome::Incomplete;
            Vec::new()
        });
        pairs.add(&document.beads, &predictions);
        alone.add_alone(&document.beads, &predictions);
        let beads: Vec<IdBead> = predictions.into_iter().map(|p| p.bead).collect();
        table.add(document, &beads)?;
    }
    table.print_sum()?;
    let out = &mut table.out;
    writeln!(out, "\npairs\n{pairs}{}", pairs.unread())?;
    if !alone.classes().is_empty() {
        write!(
            out,
            "\nsegments alone, right where the gold has them in no pair\n{alone}"
        )?;
    }
    Ok(outcome)
}

fn score_predictions(gold: &Path, predicted: &Path, verbose: bool) -> Result<Outcome> {
    let documents = GoldDocument::read_folder(gold)?;
    let predictions = read_predictions(predicted, &documents)?;
    let mut outcome = Outcome::Done;
    for path in &predictions.strangers {
        tell(&format!(
            "{}: passed over: no document of the gold has this name",
            path.display()
        ));
        outcome = Outcome::Incomplete;
    }
    let mut table = Table::new(verbose);
    for (document, beads) in documents.iter().zip(&predictions.beads) {
        if beads.is_none() {
            tell(&format!(
                "{}: no prediction, counted as no beads",
                document.name
            ));
            outcome = Outcome::Incomplete;
        }
        table.add(document, beads.as_deref().unwrap_or_default())?;
    }
    table.print_sum()?;
    Ok(outcome)
}

/// The scores of all documents; of each too if they are asked for.
struct Table {
    out: StdoutLock<'static>,
    scores: Scores,
    verbose: bool,
}

impl Table {
    fn new(verbose: bool) -> Table {
        Table {
            out: io::stdout().lock(),
            scores: Scores::default(),
            verbose,
        }
    }

    fn add(&mut self, document: &GoldDocument, beads: &[IdBead]) -> Result<()> {
        self.scores.add(&document.beads, beads);
        if self.verbose {
            let mut alone = Scores::default();
            alone.add(&document.beads, beads);
            writeln!(self.out, "{:24} {}", document.name, alone.summary())?;
        }
        Ok(())
    }

    fn print_sum(&mut self) -> Result<()> {
        Ok(write!(self.out, "{}", self.scores)?)
    }
}
