//! Many pairs of articles, of a folder or of JSON lines, into one file of each format.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use naranhi::export::{DocumentInfo, Format};
use naranhi::reader::Page;
use naranhi::{Aligner, Alignment, Error, Language, Result};
use rayon::prelude::*;

use super::destination::Destination;
use super::records::Line;
use super::summary::Tally;
use super::{Arguments, say_what_was_left_out, summarize, warn_of_strangers};
use crate::cli::output::PendingFile;
use crate::cli::{Outcome, display, input, tell};

/// Pairs of articles that are held in memory at a time.
const AT_ONCE: usize = 256;

/// Where pairs come from.
pub(super) struct Pairs {
    /// The folder or file.
    pub(super) path: PathBuf,
    /// How many there are, if that is known.
    pub(super) count: Option<usize>,
    pub(super) pairs: Box<dyn Iterator<Item = Result<Pair>>>,
}

/// A pair of articles, not yet read.
pub(super) enum Pair {
    Files {
        korean: PathBuf,
        english: PathBuf,
    },
    /// A file that is of a pair by its name, which is not to be told.
    WithoutPartner(PathBuf),
    Record(Line),
}

pub(super) fn run(
    arguments: &Arguments,
    mut from: Pairs,
    aligner: &Aligner,
    outputs: Vec<(Format, PendingFile)>,
    info: &DocumentInfo,
) -> Result<Outcome> {
    let named = |name: String| DocumentInfo {
        name,
        ..info.clone()
    };
    let whole = arguments.document.clone().unwrap_or(display(&from.path));
    let mut destination = Destination::new(arguments, outputs, &named(whole))?;
    let mut outcome = Outcome::Done;
    let (mut tally, mut met, mut aligned) = (Tally::default(), 0, 0);
    let bar = progress_bar(from.count);
    loop {
        let pairs: Vec<Pair> = from.pairs.by_ref().take(AT_ONCE).collect::<Result<_>>()?;
        if pairs.is_empty() {
            break;
        }
        met += pairs.len();
        let documents: Vec<Result<Document>> = pairs
            .par_iter()
            .map(|pair| {
                let document = Document::new(pair, arguments, aligner);
                bar.inc(1);
                document
            })
            .collect();
        for document in documents {
            match document {
                Ok(document) => {
                    bar.suspend(|| document.warn(arguments));
                    let within = Path::new(&document.name).strip_prefix(&from.path);
                    let name = match &arguments.document {
                        Some(base) => {
                            format!("{base}/{}", within.map_or(document.name.clone(), display))
                        }
                        None => document.name.clone(),
                    };
                    destination.add(&document.alignment, &named(name))?;
                    tally.add(&document.alignment);
                    aligned += 1;
                }
                Err(error) => {
                    bar.suspend(|| tell(&format!("passed over: {error}")));
                    outcome = Outcome::Incomplete;
                }
            }
        }
    }
    bar.finish_and_clear();
    if aligned == 0 {
        return Err(Error::NoneAligned {
            path: from.path,
            pairs: met,
        });
    }
    let outcome = outcome.and(destination.finish()?);
    tell(&format!("{aligned} pairs of articles"));
    summarize(arguments, &tally, info);
    Ok(outcome)
}

/// A pair of articles, aligned.
struct Document {
    name: String,
    pages: [Page; 2],
    alignment: Alignment,
}

impl Document {
    fn new(pair: &Pair, arguments: &Arguments, aligner: &Aligner) -> Result<Document> {
        let (name, korean, english) = match pair {
            Pair::Files { korean, english } => {
                let korean = input::load(korean, arguments.encoding)?;
                (None, korean, input::load(english, arguments.encoding)?)
            }
            Pair::WithoutPartner(path) => {
                return Err(Error::NoPartner { path: path.clone() });
            }
            Pair::Record(line) => {
                let (name, korean, english) = line.read()?;
                (Some(name), korean, english)
            }
        };
        let alignment = aligner.align_pages(&korean, &english, |_| {})?;
        let source = match alignment.source.language() {
            Language::Korean => &korean.name,
            Language::English => &english.name,
        };
        Ok(Document {
            name: name.unwrap_or(source.clone()),
            alignment,
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
            say_what_was_left_out(&self.alignment, &format!("{}: ", self.name));
        }
    }
}

/// A progress bar; without the number of pairs, a count.
fn progress_bar(count: Option<usize>) -> ProgressBar {
    let template = match count {
        Some(_) => "aligning {bar:30} {pos} of {len} pairs of articles, {per_sec}, {eta} left",
        None => "{pos} pairs of articles, {per_sec}, {elapsed}",
    };
    let bar = match count {
        Some(count) => ProgressBar::new(count as u64),
        None => ProgressBar::no_length(),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
