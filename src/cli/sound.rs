//! `naranhi sound`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use naranhi::anchor::sound::SoundModel;
use naranhi::{Error, Result, reader};

use super::Outcome;
use super::output::PendingFile;

/// Learn the sound model from names in both scripts
#[derive(Args)]
#[command(after_help = "\
Example:
  naranhi sound names.tsv -o sound.tsv")]
pub(super) struct Arguments {
    /// Files of names: English, tab, Korean
    #[arg(required = true)]
    names: Vec<PathBuf>,

    /// Where to write the table
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut output = PendingFile::made_anew(&arguments.output, &arguments.names, &[])?;
    let texts = arguments
        .names
        .iter()
        .map(|path| reader::read_file(path, None))
        .collect::<Result<Vec<String>>>()?;
    let names = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_once('\t'));
    let model = SoundModel::train(names);
    output.write(|out: &mut dyn Write| model.write(out).map_err(Error::Write))?;
    output.finish()?;
    Ok(Outcome::Done)
}
