//! `naranhi lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use naranhi::lexicon::Lexicon;
use naranhi::{Result, reader};

use super::Outcome;
use super::output::PendingFile;

/// Learn a lexicon from parallel text, or look into one
#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Train(Train),
}

/// Learn a lexicon from parallel text
#[derive(Args)]
struct Train {
    /// Files of parallel text: English, tab, Korean
    #[arg(required = true)]
    corpora: Vec<PathBuf>,

    /// Where to write the lexicon
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.command {
        Command::Train(train) => run_train(train),
    }
}

fn run_train(arguments: &Train) -> Result<Outcome> {
    let mut output = PendingFile::new(&arguments.output)?;
    let texts = arguments
        .corpora
        .iter()
        .map(|path| reader::read_file(path))
        .collect::<Result<Vec<String>>>()?;
    let pairs = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_once('\t'));
    let bar = ProgressBar::no_length();
    let lexicon = Lexicon::train(pairs, |round, rounds| {
        bar.set_length(rounds as u64);
        bar.set_position(round as u64);
    });
    bar.finish_and_clear();
    output.write(|out| lexicon.write(out))?;
    output.finish()?;
    Ok(Outcome::Done)
}
