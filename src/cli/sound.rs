//! `naranhi sound`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use naranhi::anchor::sound::SoundModel;
use naranhi::{Error, Result, reader};

use super::output::PendingFile;
use super::{Outcome, counted, display, tell};

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
    let lines = || texts.iter().flat_map(|text| text.lines());
    let is_blank = |line: &&str| line.trim().is_empty();
    let names = || lines().filter_map(|line| line.split_once('\t'));
    let Some(model) = SoundModel::train(names()) else {
        return Err(Error::NoNames {
            path: arguments.names[0].clone(),
        });
    };
    let others = lines().count() - lines().filter(is_blank).count() - names().count();
    output.write(|out: &mut dyn Write| model.write(out).map_err(Error::Write))?;
    output.finish()?;
    let path = display(&arguments.output);
    tell(&format!(
        "learnt from {}; wrote {path}",
        counted(names().count(), "name")
    ));
    if others > 0 {
        tell(&format!("lines without a tab, passed over: {others}"));
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Done)
}
