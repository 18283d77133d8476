//! `naranhi tune`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use indicatif::ProgressBar;
use naranhi::align::{Clue, Example, Shape, Weights, tune};
use naranhi::evaluate::{Calibration, GoldDocument, IdBead, Scores};
use naranhi::{Error, Result};

use super::aligners::Aligners;
use super::output::PendingFile;
use super::{Outcome, counted, display, said, tell};

/// Learn the weights of the score from documents with gold
#[derive(Args)]
#[command(after_help = "\
With --folds, prints the scores of each folder with weights learnt from other documents than those \
measured. Documents of one name in several folders are always in one fold, and there are as many \
documents as folds at least. The forms of gold are those of `naranhi evaluate --help`.

Not learnt from are beads whose sentences are not neighbours, those of headlines and moved \
passages, and those of more than 4 sentences on a side. The weights are part of the program: to \
use others, put them in the place of data/weights.toml and build it, or give them to the aligner \
of the library (`Aligner::builder().weights`).

Example:
  naranhi tune gold pairs --folds 5 -o weights.toml
  naranhi tune gold pairs --folds 5 --ablation      what each kind of evidence is worth")]
pub(super) struct Arguments {
    /// Folders of documents with gold, as for `evaluate`
    #[arg(required = true)]
    folders: Vec<PathBuf>,

    /// Where to write the weights, learnt from all documents
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Measure what each kind of evidence is worth: length alone, then one kind more a row
    #[arg(long, requires = "folds", conflicts_with = "output")]
    ablation: bool,

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

impl Document<'_> {
    /// How many of its beads are learnt from.
    fn beads(&self) -> usize {
        self.example.as_ref().map_or(0, Example::beads)
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.ablation {
        return ablate(arguments);
    }
    let aligners = Aligners::new(|builder| builder.weights(Weights::default()))?;
    let (documents, outcome) = read(arguments, &aligners)?;
    tell_what_is_left_out(&documents);
    let files = documents.iter().flat_map(|document| &document.gold.files);
    let files: Vec<PathBuf> = files.cloned().collect();
    let mut output = arguments
        .output
        .as_deref()
        .map(|path| PendingFile::made_anew(path, &files, &[]))
        .transpose()?;
    if arguments.folds.is_some() {
        let scores = cross_validate(arguments, &documents, &Clue::ALL)?;
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
        let weights = learn(arguments, "all documents", documents.iter())?;
        output.write(|out| Ok(out.write_all(weights.to_toml().as_bytes())?))?;
    }
    if let (Some(output), Some(path)) = (output, &arguments.output) {
        output.finish()?;
        let of_each = documents.iter().map(Document::beads);
        tell(&format!(
            "learnt from {} of {}; wrote {} (to use it, put it in the place of data/weights.toml and build naranhi, or \
             give it to the aligner of the library)",
            counted(of_each.clone().sum(), "bead"),
            counted(of_each.filter(|beads| *beads > 0).count(), "document"),
            path.display()
        ));
    }
    Ok(outcome)
}

/// Prints a table: a row for each set of clues, and strict and link F1 of each folder.
fn ablate(arguments: &Arguments) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut out = std::io::stdout().lock();
    for count in 0..=Clue::ALL.len() {
        let clues = &Clue::ALL[..count];
        let aligners = Aligners::new(|builder| builder.clues(clues).weights(Weights::default()))?;
        let (documents, read) = read(arguments, &aligners)?;
        if count == 0 {
            outcome = read;
            tell_what_is_left_out(&documents);
        }
        let measured = cross_validate(arguments, &documents, clues)?;
        match clues.last() {
            None => {
                // What cannot be measured at all leaves no table behind.
                write_head(&mut out, &arguments.folders)?;
                write!(out, "| length alone |")?;
            }
            Some(clue) => write!(out, "| + {} |", clue.name())?,
        }
        for (scores, _) in measured {
            write!(
                out,
                " {:.4} / {:.4} |",
                scores.strict.f1(),
                scores.link.f1()
            )?;
        }
        writeln!(out)?;
    }
    Ok(outcome)
}

fn write_head(out: &mut impl Write, folders: &[PathBuf]) -> Result<()> {
    write!(out, "| evidence |")?;
    for path in folders {
        write!(out, " {} |", path.file_name().unwrap_or_default().display())?;
    }
    writeln!(out, "\n| --- |{}", " --- |".repeat(folders.len()))?;
    Ok(())
}

/// Reads the documents of all folders; those that cannot be aligned are named.
fn read<'a>(arguments: &Arguments, aligners: &'a Aligners) -> Result<(Vec<Document<'a>>, Outcome)> {
    let mut outcome = Outcome::Done;
    let mut documents = Vec::new();
    for (folder, path) in arguments.folders.iter().enumerate() {
        for gold in GoldDocument::read_folder(path)? {
            let example = match gold.example(aligners.of(gold.layout)) {
                Ok(example) => Some(example),
                Err(error) => {
                    tell(&format!(
                        "{}: {}: passed over: {}",
                        path.display(),
                        gold.name,
                        said(&error)
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
    Ok((documents, outcome))
}

/// Says how many gold beads are not learnt from, and why.
fn tell_what_is_left_out(documents: &[Document]) {
    let (mut apart, mut untried) = (0, 0);
    for document in documents {
        if let Some(example) = &document.example {
            let linked = document.gold.beads.iter().filter(|bead| bead.is_linked());
            apart += linked.count() - example.beads() - example.left_out();
            untried += example.left_out();
        }
    }
    if apart > 0 {
        tell(&format!(
            "not learnt from: {} whose sentences are not neighbours, or are split otherwise or left out by naranhi",
            counted(apart, "bead")
        ));
    }
    if untried > 0 {
        tell(&format!(
            "not learnt from: {} of headlines, of moved passages, of more than {} sentences on a side or of texts that are too long",
            counted(untried, "bead"),
            Shape::MOST
        ));
    }
}

/// Learns from documents, which must hold beads to learn from.
fn learn<'a>(
    arguments: &Arguments,
    what: &str,
    documents: impl Iterator<Item = &'a Document<'a>>,
) -> Result<Weights> {
    let examples: Vec<&Example> = documents.filter_map(|d| d.example.as_ref()).collect();
    if examples.iter().all(|example| example.beads() == 0) {
        return Err(Error::Gold {
            path: arguments.folders[0].clone(),
            message: format!("no beads to learn from ({what}); give more documents with gold"),
        });
    }
    let bar = ProgressBar::no_length().with_message(what.to_owned());
    let weights = tune(&examples, &Weights::default(), |round, rounds, _| {
        bar.set_length(rounds as u64);
        bar.set_position(round as u64);
    });
    bar.finish_and_clear();
    Ok(weights)
}

fn cross_validate(
    arguments: &Arguments,
    documents: &[Document],
    clues: &[Clue],
) -> Result<Vec<(Scores, Calibration)>> {
    let folds = usize::from(arguments.folds.unwrap_or(2));
    let mut names: Vec<&str> = documents.iter().map(|d| d.gold.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < folds {
        let names = counted(names.len(), "document");
        return Err(Error::Gold {
            path: arguments.folders[0].clone(),
            message: format!(
                "{names} cannot be put into {folds} parts; give more documents, or less to --folds (those of one name, \
                 in several folders, count once)"
            ),
        });
    }
    let fold_of = |document: &Document| {
        names
            .binary_search(&document.gold.name.as_str())
            .unwrap_or_default()
            % folds
    };
    let mut scores = vec![<(Scores, Calibration)>::default(); arguments.folders.len()];
    for fold in 0..folds {
        let what = format!("all but part {} of {folds}", fold + 1);
        let others = documents.iter().filter(|d| fold_of(d) != fold);
        let weights = learn(arguments, &what, others)?;
        let aligners = Aligners::new(|builder| builder.clues(clues).weights(weights.clone()))?;
        for document in documents.iter().filter(|d| fold_of(d) == fold) {
            let aligner = aligners.of(document.gold.layout);
            let predictions = document.gold.align(aligner).unwrap_or_default();
            let (scores, calibration) = &mut scores[document.folder];
            calibration.add(&document.gold.beads, &predictions);
            let beads: Vec<IdBead> = predictions.into_iter().map(|p| p.bead).collect();
            scores.add(&document.gold.beads, &beads);
        }
    }
    Ok(scores)
}
