//! `naranhi evaluate`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use naranhi::evaluate::{Calibration, GoldDocument, IdBead, Scores, read_predictions};
use naranhi::{Aligner, Layout, Result};

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

Beads of one side are not counted. A bead is right
  strict     where the gold has exactly this bead
  lax        where it shares a pair of segments, one of each language, with a bead of the gold
  link       counts these pairs, not beads

Examples:
  naranhi evaluate gold predicted     score predicted/NAME.pred or .ladder against gold/NAME.gold
  naranhi evaluate --align gold       align the documents and score the outcome, confidences too
  naranhi evaluate --align pairs -v   the same, with a line for each document")]
pub(super) struct Arguments {
    /// A folder of documents with gold
    #[arg(required_unless_present = "align", requires = "predicted")]
    gold: Option<PathBuf>,

    /// A folder of predictions for them
    predicted: Option<PathBuf>,

    /// Align the documents of DIR and score the outcome
    #[arg(long, value_name = "DIR", conflicts_with_all = ["gold", "predicted"])]
    align: Option<PathBuf>,

    /// A line for each document too
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut scores = Scores::default();
    let mut calibration = Calibration::default();
    let mut out = std::io::stdout().lock();
    let mut count = |document: &GoldDocument, beads: &[_]| -> Result<()> {
        scores.add(&document.beads, beads);
        if arguments.verbose {
            let mut alone = Scores::default();
            alone.add(&document.beads, beads);
            writeln!(out, "{:24} {}", document.name, alone.summary())?;
        }
        Ok(())
    };
    if let Some(folder) = &arguments.align {
        let documents = GoldDocument::read_folder(folder)?;
        let aligner = |layout| Aligner::builder().layout(layout).build();
        let (pages, lines) = (aligner(Layout::Page)?, aligner(Layout::Presegmented)?);
        for document in &documents {
            let aligner = match document.layout {
                Layout::Presegmented => &lines,
                Layout::Page | Layout::KeepFurniture => &pages,
            };
            match document.align(aligner) {
                Ok(predictions) => {
                    calibration.add(&document.beads, &predictions);
                    let beads: Vec<IdBead> = predictions.into_iter().map(|p| p.bead).collect();
                    count(document, &beads)?;
                }
                Err(error) => {
                    tell(&format!(
                        "{}: not aligned, counted as no beads: {}",
                        document.name,
                        said(&error)
                    ));
                    outcome = Outcome::Incomplete;
                    calibration.add(&document.beads, &[]);
                    count(document, &[])?;
                }
            }
        }
    } else if let (Some(gold), Some(predicted)) = (&arguments.gold, &arguments.predicted) {
        let documents = GoldDocument::read_folder(gold)?;
        let predictions = read_predictions(predicted, &documents)?;
        for path in &predictions.strangers {
            tell(&format!(
                "{}: passed over: no document of the gold has this name",
                path.display()
            ));
            outcome = Outcome::Incomplete;
        }
        for (document, beads) in documents.iter().zip(&predictions.beads) {
            if beads.is_none() {
                tell(&format!(
                    "{}: no prediction, counted as no beads",
                    document.name
                ));
                outcome = Outcome::Incomplete;
            }
            count(document, beads.as_deref().unwrap_or_default())?;
        }
    }
    write!(out, "{scores}")?;
    if arguments.align.is_some() {
        write!(out, "\n{calibration}")?;
    }
    Ok(outcome)
}
