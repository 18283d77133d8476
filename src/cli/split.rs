//! `naranhi split`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use naranhi::segment::Splitter;
use naranhi::{Error, Language, Result, normalize, reader};

use super::{Outcome, display};

/// Print a text one sentence a line, with an empty line between the lines of the file
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi split en.txt
  naranhi split headlines.txt --lang ko")]
pub(super) struct Arguments {
    /// A text file in UTF-8, Korean or English
    file: PathBuf,

    /// The language, where the script does not show it: ko or en
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let text = reader::read_file(&arguments.file)?;
    let name = display(&arguments.file);
    if normalize(&text).is_empty() {
        return Err(Error::Empty { name });
    }
    let language = match &arguments.lang {
        Some(tag) => {
            Language::from_tag(tag).ok_or_else(|| Error::UnknownTag { tag: tag.clone() })?
        }
        None => reader::recognize(&text, &name)?,
    };
    let splitter = Splitter::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let paragraphs = text.lines().filter(|line| !normalize(line).is_empty());
    for (index, paragraph) in paragraphs.enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        for sentence in splitter.split(paragraph, language) {
            writeln!(out, "{}", normalize(&paragraph[sentence.range()]))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
