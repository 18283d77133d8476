//! `naranhi align FOLDER`: all pairs of articles of a folder into one file of each format.

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use naranhi::export::{self, Collection, DocumentInfo, Format};
use naranhi::reader::Page;
use naranhi::{Aligner, Alignment, Error, Language, Result};
use rayon::prelude::*;

use super::summary::Tally;
use super::{
    Arguments, pairs, say_what_was_forbidden, say_what_was_left_out, summarize, warn_of_strangers,
};
use crate::cli::output::PendingFile;
use crate::cli::{Outcome, display, input, tell};

/// Pairs of articles that are held in memory at a time.
const AT_ONCE: usize = 256;

pub(super) fn run(
    arguments: &Arguments,
    folder: &Path,
    aligner: &Aligner,
    outputs: Vec<(Format, PendingFile)>,
    info: &DocumentInfo,
) -> Result<Outcome> {
    let named = |name: String| DocumentInfo {
        name,
        ..info.clone()
    };
    let base = arguments.document.clone().unwrap_or(display(folder));
    let mut destination = Destination::new(arguments, outputs, &named(base.clone()))?;
    let found = pairs::find(folder)?;
    let mut outcome = Outcome::Done;
    for path in &found.without_partner {
        tell(&format!(
            "{}: passed over: there is not exactly one article of the other language to it",
            path.display()
        ));
        outcome = Outcome::Incomplete;
    }
    let source = |(korean, english): &(PathBuf, PathBuf)| match info.source_tag.as_str() {
        tag if Language::from_tag(tag) == Some(Language::English) => english.clone(),
        _ => korean.clone(),
    };
    let (mut tally, mut aligned) = (Tally::default(), 0);
    let bar = progress_bar(found.pairs.len());
    for chunk in found.pairs.chunks(AT_ONCE) {
        let documents: Vec<Result<Document>> = chunk
            .par_iter()
            .map(|paths| {
                let document = Document::new(paths, arguments, aligner);
                bar.inc(1);
                document
            })
            .collect();
        for (paths, document) in chunk.iter().zip(documents) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    bar.suspend(|| tell(&format!("passed over: {error}")));
                    outcome = Outcome::Incomplete;
                    continue;
                }
            };
            bar.suspend(|| document.warn(arguments));
            let source = source(paths);
            let within = source.strip_prefix(folder).unwrap_or(&source);
            let info = named(display(&Path::new(&base).join(within)));
            destination.add(&document.alignment, &info)?;
            tally.add(&document.alignment);
            aligned += 1;
        }
    }
    bar.finish_and_clear();
    if aligned == 0 {
        return Err(Error::NoneAligned {
            folder: folder.into(),
            pairs: found.pairs.len(),
        });
    }
    let outcome = outcome.and(destination.finish()?);
    tell(&format!("{aligned} pairs of articles"));
    summarize(arguments, &tally, info);
    Ok(outcome)
}

/// A pair of articles, aligned.
struct Document {
    pages: [Page; 2],
    alignment: Alignment,
}

impl Document {
    fn new(
        (korean, english): &(PathBuf, PathBuf),
        arguments: &Arguments,
        aligner: &Aligner,
    ) -> Result<Document> {
        let korean = input::load(korean, arguments.encoding)?;
        let english = input::load(english, arguments.encoding)?;
        Ok(Document {
            alignment: aligner.align_pages(&korean, &english, |_| {})?,
            pages: [korean, english],
        })
    }

    /// Says what may be wrong with it.
    fn warn(&self, arguments: &Arguments) {
        let [korean, english] = &self.pages;
        input::warn(korean);
        input::warn(english);
        warn_of_strangers(&self.alignment, korean, english);
        if arguments.verbose {
            say_what_was_left_out(&self.alignment, &format!("{}: ", korean.name));
        }
    }
}

/// Where the alignments go.
enum Destination {
    Files(Vec<Output>),
    /// What speaks for and against.
    Explained,
    /// Tab-separated rows.
    Printed(Collection<std::io::Stdout>),
}

/// A file that is being written.
struct Output {
    pending: PendingFile,
    collection: Collection<BufWriter<fs::File>>,
}

impl Destination {
    fn new(
        arguments: &Arguments,
        outputs: Vec<(Format, PendingFile)>,
        info: &DocumentInfo,
    ) -> Result<Destination> {
        if outputs.is_empty() && arguments.explain {
            return Ok(Destination::Explained);
        } else if outputs.is_empty() {
            let rows = Collection::new(Format::Tsv, std::io::stdout(), info)?;
            return Ok(Destination::Printed(rows));
        }
        let output = |(format, pending): (Format, PendingFile)| {
            let out = BufWriter::new(pending.handle()?);
            Ok(Output {
                collection: Collection::new(format, out, info)?,
                pending,
            })
        };
        let outputs: Result<Vec<Output>> = outputs.into_iter().map(output).collect();
        Ok(Destination::Files(outputs?))
    }

    fn add(&mut self, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match self {
            Destination::Files(outputs) => outputs.iter_mut().try_for_each(|output| {
                let added = output.collection.add(alignment, info);
                added.map_err(|error| output.pending.named(error))
            }),
            Destination::Explained => {
                println!("{}", info.name);
                export::explain::write(anstream::stdout().lock(), alignment)?;
                Ok(())
            }
            Destination::Printed(rows) => rows.add(alignment, info),
        }
    }

    /// Puts the files in their places.
    fn finish(self) -> Result<Outcome> {
        let mut outcome = Outcome::Done;
        match self {
            Destination::Files(outputs) => {
                let mut pending = Vec::new();
                for output in outputs {
                    let finished = output.collection.finish();
                    let report = finished.map_err(|error| output.pending.named(error))?;
                    outcome = outcome.and(say_what_was_forbidden(&output.pending, &report));
                    pending.push(output.pending);
                }
                for file in pending {
                    file.finish()?;
                }
            }
            Destination::Explained => {}
            Destination::Printed(rows) => {
                rows.finish()?;
            }
        }
        Ok(outcome)
    }
}

fn progress_bar(pairs: usize) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "aligning {bar:30} {pos} of {len} pairs of articles, {per_sec}, {eta} left",
    );
    let bar = ProgressBar::new(pairs as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
