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
A folder of gold holds NAME.gold beside NAME.en and NAME.ko (a segment a line), or ID/gold.tsv \
beside ID/ko.txt and ID/en.txt (whole pages, which are then read, split and aligned).

Examples:
  naranhi evaluate gold predicted     score predicted/NAME.pred or .ladder against gold/NAME.gold
  naranhi evaluate --align gold       align the documents and score the outcome
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
