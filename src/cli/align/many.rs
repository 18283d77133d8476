//! Many pairs of articles, of a folder or of JSON lines, into one file of each format.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use naranhi::export::{self, DocumentInfo, Format};
use naranhi::reader::Page;
use naranhi::{Aligner, Alignment, Error, Result};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::destination::Destination;
use super::records::Line;
use super::summary::Tally;
use super::{Arguments, say_what_was_left_out, source_name, summarize, warn_of_strangers};
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
    Record(Line),
    /// What should be one, and is none.
    Failed(Error),
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
    let mut names = Names::default();
    let bar = progress_bar(from.count);
    loop {
        let pairs: Vec<Pair> = from.pairs.by_ref().take(AT_ONCE).collect::<Result<_>>()?;
        if pairs.is_empty() {
            break;
        }
        met += pairs.len();
        let documents: Vec<Result<Document>> = pairs
            .into_par_iter()
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
                    let (name, is_new) = names.distinct(name);
                    if !is_new {
                        bar.suspend(|| {
                            tell(&format!(
                                "{}: another document has this name; this one is called {name}",
                                document.name
                            ));
                        });
                    }
                    let info = named(name);
                    if let Err(error) = destination.check(&document.alignment, &info) {
                        bar.suspend(|| tell(&format!("passed over: {error}")));
                        outcome = Outcome::Incomplete;
                        continue;
                    }
                    if arguments.explain {
                        let mut out = anstream::stdout().lock();
                        writeln!(out, "{}", info.name)?;
                        export::explain::write(out, &document.alignment)?;
                    }
                    destination.add(&document.alignment, &info)?;
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
        let whole = from.path.clone();
        let error = match met {
            0 => Error::Empty {
                name: input::name(&from.path),
            },
            _ => Error::NoneAligned {
                path: from.path,
                pairs: met,
            },
        };
        // A part of a corpus that is piped through is no failure of the whole.
        return match input::is_standard(&whole) && arguments.output.is_empty() {
            true => {
                tell(&error.to_string());
                Ok(Outcome::Incomplete)
            }
            false => Err(error),
        };
    }
    let outcome = outcome.and(destination.finish()?);
    tell(&format!("{aligned} pairs of articles"));
    summarize(arguments, &tally, info);
    Ok(outcome)
}

/// The names of documents that were given, as hashes: a corpus has millions.
#[derive(Default)]
struct Names(HashMap<u64, u32>);

impl Names {
    /// The name, or a variation of it that no document has; and whether it is the name itself.
    fn distinct(&mut self, name: String) -> (String, bool) {
        let count = self.0.entry(xxh3_64(name.as_bytes())).or_default();
        *count += 1;
        match *count {
            1 => (name, true),
            count => (self.distinct(format!("{name}~{count}")).0, false),
        }
    }
}

/// A pair of articles, aligned.
struct Document {
    name: String,
    pages: [Page; 2],
    alignment: Alignment,
}

impl Document {
    fn new(pair: Pair, arguments: &Arguments, aligner: &Aligner) -> Result<Document> {
        let (name, korean, english) = match pair {
            Pair::Files { korean, english } => {
                let korean = input::load(&korean, arguments.encoding)?;
                (None, korean, input::load(&english, arguments.encoding)?)
            }
            Pair::Failed(error) => return Err(error),
            Pair::Record(line) => {
                let (name, korean, english) = line.read()?;
                (Some(name), korean, english)
            }
        };
        let alignment = aligner.align_pages(&korean, &english, |_| {})?;
        let source = source_name(&alignment, &korean, &english);
        Ok(Document {
            name: name.unwrap_or(source),
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
