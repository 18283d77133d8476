//! One pair of articles, from two files or from one that holds both.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use naranhi::align::{AlignerBuilder, Progress};
use naranhi::export::{self, DocumentInfo, Format};
use naranhi::reader::{self, Page};
use naranhi::{Aligner, Alignment, Error, Language, Result};

use super::summary::Tally;
use super::{Arguments, names, say_what_was_left_out, summarize, warn_of_strangers};
use crate::cli::output::{PendingFile, put_all};
use crate::cli::{Outcome, input, progress};

/// Aligns the articles and writes what was asked for; `read_once` is what was read already of what cannot be read again.
pub(super) fn run(
    arguments: &Arguments,
    read_once: Option<Vec<u8>>,
    builder: AlignerBuilder,
    outputs: Vec<(Format, PendingFile)>,
    mut info: DocumentInfo,
) -> Result<Outcome> {
    let (aligner, pages) = rayon::join(|| builder.build(), || read(arguments, read_once));
    // Kept until the program ends: to take it apart takes longer than some alignments.
    let aligner = Box::leak(Box::new(aligner?));
    let (first, second) = pages?;
    let alignment = align(arguments, aligner, &first, &second)?;
    warn_of_strangers(&alignment, &first, &second, "");
    let (source, target) = names(&alignment, &first, &second);
    if arguments.document.is_none() {
        info.name = source.clone();
    }
    (info.source_file, info.target_file) = (Some(source), Some(target));
    if arguments.verbose {
        say_what_was_left_out(&alignment, "");
    }
    if arguments.explain {
        export::explain::write(anstream::stdout().lock(), &alignment)?;
    } else if outputs.is_empty() {
        print(&alignment)?;
    }
    if !outputs.is_empty() {
        write(outputs, &alignment, &info)?;
        let mut tally = Tally::default();
        tally.add(&alignment);
        summarize(arguments, &tally, &info);
    }
    Ok(Outcome::Done)
}

/// Reads both articles.
fn read(arguments: &Arguments, read_once: Option<Vec<u8>>) -> Result<(Page, Page)> {
    match &arguments.articles[..] {
        [first, second] => input::read_both(first, second, arguments.encoding),
        [both, ..] => reader::apart(&match read_once {
            Some(bytes) => input::page(bytes, both, arguments.encoding)?,
            None => input::read(both, arguments.encoding)?,
        }),
        [] => unreachable!("clap asks for an article"),
    }
}

/// Aligns both articles, with a progress bar if it takes long.
fn align(
    arguments: &Arguments,
    aligner: &Aligner,
    first: &Page,
    second: &Page,
) -> Result<Alignment> {
    let mut progress = BookProgress::new();
    let aligned = aligner.align_pages(first, second, |step| progress.show(step));
    let alignment = aligned.map_err(|error| match &arguments.articles[..] {
        [both] => of_one_file(error, both, second),
        _ => error,
    })?;
    progress.finish();
    Ok(alignment)
}

/// Writes the output files, and puts them in their places once all are written.
fn write(
    mut outputs: Vec<(Format, PendingFile)>,
    alignment: &Alignment,
    info: &DocumentInfo,
) -> Result<()> {
    for (format, file) in &mut outputs {
        file.write(|out| format.write(out, alignment, info))?;
    }
    let files = outputs.into_iter().map(|(_, file)| file);
    put_all(files, PendingFile::finish)
}

/// Side by side on a terminal, tab-separated into a pipe.
fn print(alignment: &Alignment) -> Result<()> {
    let stdout = std::io::stdout();
    if stdout.is_terminal() {
        export::terminal::write(anstream::stdout().lock(), alignment, textwrap::termwidth())?;
    } else {
        Format::Tsv.write(stdout.lock(), alignment, &DocumentInfo::new("", alignment))?;
    }
    Ok(())
}

/// What is wrong with a file that holds an article of one language and nothing but furniture in the other.
fn of_one_file(error: Error, both: &Path, english: &Page) -> Error {
    let Error::OnlyFurniture { name } = &error else {
        return error;
    };
    let missing = match *name == english.name {
        true => Language::English,
        false => Language::Korean,
    };
    Error::OneLanguage {
        name: both.display().to_string(),
        language: missing.other(),
        missing,
    }
}

/// A progress bar that appears when the work takes longer than an article does.
struct BookProgress {
    started: Instant,
    bar: Option<ProgressBar>,
}

impl BookProgress {
    fn new() -> BookProgress {
        BookProgress {
            started: Instant::now(),
            bar: None,
        }
    }

    fn show(&mut self, step: Progress) {
        if self.bar.is_none() && self.started.elapsed() > Duration::from_secs(1) {
            let template = "aligning {bar:30} {pos}/{len} segments, {elapsed}";
            self.bar = Some(progress::bar(Some(step.total), template));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(step.done as u64);
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
