//! `naranhi split`.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use naranhi::reader::{Encoding, FurnitureRules};
use naranhi::segment::Splitter;
use naranhi::{Error, Language, Result, reader, tidy};

use super::{Outcome, display, input};

/// Print a text one sentence a line, with an empty line between the lines of the file
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi split en.txt
  naranhi split headlines.txt --lang ko
  naranhi split ko.txt --explain
  naranhi split en.txt --abbreviations mine.txt
  naranhi split --srx > naranhi.srx")]
pub(super) struct Arguments {
    /// An article, Korean or English: text, Markdown, a saved web page, DOCX, ODT, HWPX, PDF or subtitles; - is standard input
    #[arg(required_unless_present = "srx")]
    file: Option<PathBuf>,

    /// The language, where the script does not show it: ko or en
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,

    /// The encoding of the file, such as euc-kr [default: found out]
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,

    /// Say of each mark which rule ended a sentence there or kept it whole
    #[arg(long)]
    explain: bool,

    /// Abbreviations of your own: a word a line, or a class of data/abbreviations.txt, a tab and a word
    #[arg(long, value_name = "FILE")]
    abbreviations: Option<PathBuf>,

    /// Also end Korean sentences where informal writing leaves out the mark, as after 했어요
    #[arg(long)]
    informal: bool,

    /// Write the rules as SRX 2.0 instead, for OmegaT and other programs
    #[arg(long, conflicts_with_all = ["file", "lang", "encoding", "explain", "informal"])]
    srx: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut splitter = Splitter::default().informal(arguments.informal);
    if let Some(path) = &arguments.abbreviations {
        splitter = splitter.with_abbreviations(&reader::read_file(path, None)?, &display(path))?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    match &arguments.file {
        Some(file) if !arguments.srx => split(file, arguments, &splitter, &mut out)?,
        _ => splitter.write_srx(&mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn split(
    file: &Path,
    arguments: &Arguments,
    splitter: &Splitter,
    out: &mut impl Write,
) -> Result<()> {
    let page = input::read(file, arguments.encoding)?;
    if tidy(&page.text).is_empty() {
        return Err(Error::Empty { name: page.name });
    }
    let language = match &arguments.lang {
        Some(tag) => {
            Language::from_tag(tag).ok_or_else(|| Error::UnknownTag { tag: tag.clone() })?
        }
        None => reader::recognize(&page.text, &page.name)?,
    };
    let paragraphs = reader::paragraphs(&page, &FurnitureRules::default());
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        if arguments.explain {
            explain(paragraph, language, splitter, out)?;
            continue;
        }
        for sentence in splitter.split(paragraph, language) {
            writeln!(out, "{}", tidy(&paragraph[sentence.range()]))?;
        }
    }
    Ok(())
}

/// Each stretch up to a mark on a line of its own, and behind it the rule.
fn explain(
    paragraph: &str,
    language: Language,
    splitter: &Splitter,
    out: &mut impl Write,
) -> Result<()> {
    let mut start = 0;
    for judgement in splitter.explain(paragraph, language) {
        let verdict = if judgement.is_end() { "end" } else { "no end" };
        let stretch = tidy(&paragraph[start..judgement.at]);
        writeln!(out, "{stretch}\t{verdict}: {}", judgement.rule)?;
        start = judgement.at;
    }
    let rest = tidy(&paragraph[start..]);
    if !rest.is_empty() {
        writeln!(out, "{rest}\tend: end of the line")?;
    }
    Ok(())
}
