//! `naranhi tune`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use indicatif::ProgressBar;
use naranhi::align::{Example, Weights, tune};
use naranhi::evaluate::{Calibration, GoldDocument, IdBead, Scores};
use naranhi::{Aligner, Layout, Result};

use super::output::PendingFile;
use super::{Outcome, display, tell};

/// Learn the weights of the score from documents with gold
#[derive(Args)]
#[command(after_help = "\
With --folds, prints the scores of each folder with weights learnt from other documents than those
measured. Documents of one name in several folders are always in one fold.

Example:
  naranhi tune gold pairs --folds 5 -o weights.toml")]
pub(super) struct Arguments {
    /// Folders of documents with gold, as for `evaluate`
    #[arg(required = true)]
    folders: Vec<PathBuf>,

    /// Where to write the weights, learnt from all documents
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Measure by cross-validation in N parts
    #[arg(long, value_name = "N", required_unless_present = "output", value_parser = clap::value_parser!(u16).range(2..=100))]
    folds: Option<u16>,
}

/// A document with the folder that it is of.
struct Document<'a> {
    folder: usize,
    gold: GoldDocument,
    /// `None` where it cannot be aligned.
    example: Option<Example<'a>>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut output = arguments
        .output
        .as_deref()
        .map(PendingFile::new)
        .transpose()?;
    let mut outcome = Outcome::Done;
    let pages = aligner(Layout::Page, None)?;
    let lines = aligner(Layout::Presegmented, None)?;
    let mut documents = Vec::new();
    for (folder, path) in arguments.folders.iter().enumerate() {
        for gold in GoldDocument::read_folder(path)? {
            let aligner = match gold.layout {
                Layout::Presegmented => &lines,
                Layout::Page | Layout::KeepFurniture => &pages,
            };
            let example = match Example::new(aligner, &gold) {
                Ok(example) => Some(example),
                Err(error) => {
                    tell(&format!(
                        "{}: {}: passed over: {error}",
                        path.display(),
                        gold.name
                    ));
                    outcome = Outcome::Incomplete;
                    None
                }
            };
            documents.push(Document {
                folder,
                gold,
                example,
            });
        }
    }
    if let Some(folds) = arguments.folds {
        let scores = cross_validate(arguments, &documents, usize::from(folds))?;
        let mut out = std::io::stdout().lock();
        for (path, (scores, calibration)) in arguments.folders.iter().zip(&scores) {
            writeln!(
                out,
                "{:40} {}  {}",
                display(path),
                scores.summary(),
                calibration.summary()
            )?;
        }
    }
    if let Some(output) = &mut output {
        let weights = learn("all documents", documents.iter());
        output.write(|out| Ok(out.write_all(weights.to_toml().as_bytes())?))?;
    }
    output.map(PendingFile::finish).transpose()?;
    Ok(outcome)
}

fn aligner(layout: Layout, weights: Option<Weights>) -> Result<Aligner> {
    let builder = Aligner::builder().layout(layout);
    match weights {
        Some(weights) => builder.weights(weights).build(),
        None => builder.build(),
    }
}

fn learn<'a>(what: &str, documents: impl Iterator<Item = &'a Document<'a>>) -> Weights {
    let examples: Vec<&Example> = documents.filter_map(|d| d.example.as_ref()).collect();
    let bar = ProgressBar::no_length().with_message(what.to_owned());
    let weights = tune(&examples, &Weights::default(), |round, rounds, _| {
        bar.set_length(rounds as u64);
        bar.set_position(round as u64);
    });
    bar.finish_and_clear();
    weights
}

fn cross_validate(
    arguments: &Arguments,
    documents: &[Document],
    folds: usize,
) -> Result<Vec<(Scores, Calibration)>> {
    let mut names: Vec<&str> = documents.iter().map(|d| d.gold.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let fold_of = |document: &Document| {
        names
            .binary_search(&document.gold.name.as_str())
            .unwrap_or_default()
            % folds
    };
    let mut scores = vec![<(Scores, Calibration)>::default(); arguments.folders.len()];
    for fold in 0..folds {
        let what = format!("part {} of {folds}", fold + 1);
        let weights = learn(&what, documents.iter().filter(|d| fold_of(d) != fold));
        for document in documents.iter().filter(|d| fold_of(d) == fold) {
            let aligner = aligner(document.gold.layout, Some(weights.clone()))?;
            let predictions = document.gold.align(&aligner).unwrap_or_default();
            let (scores, calibration) = &mut scores[document.folder];
            calibration.add(&document.gold.beads, &predictions);
            let beads: Vec<IdBead> = predictions.into_iter().map(|p| p.bead).collect();
            scores.add(&document.gold.beads, &beads);
        }
    }
    Ok(scores)
}
