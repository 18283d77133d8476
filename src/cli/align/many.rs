//! Many pairs of articles, of a folder or of JSON lines, into one file of each format.

use std::io::Write;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use naranhi::export::{self, DocumentInfo, Format};
use naranhi::reader::Page;
use naranhi::{Aligner, Alignment, Distinct, Error, Extra, Result};
use rayon::prelude::*;

use super::destination::Destination;
use super::folder::LeftOver;
use super::pairs::{Pair, Pairs};
use super::summary::{PassedOver, Tally};
use super::{Arguments, names, say_what_was_left_out, summarize, warn_of_strangers};
use crate::cli::output::PendingFile;
use crate::cli::{Outcome, counted, display, input, progress, said, tell};

/// Pairs of articles that are held in memory at a time.
const AT_ONCE: usize = 256;

pub(super) fn run(
    arguments: &Arguments,
    from: Pairs,
    aligner: &Aligner,
    outputs: Vec<(Format, PendingFile)>,
    info: &DocumentInfo,
) -> Result<Outcome> {
    let mut whole = info.clone();
    whole.name = arguments.document.clone().unwrap_or(display(&from.path));
    let mut run = Run {
        arguments,
        path: &from.path,
        root: &from.root,
        info,
        destination: Destination::new(arguments, outputs, &whole)?,
        names: Distinct::default(),
        tally: Tally::default(),
        met: 0,
        aligned: 0,
        refused: 0,
        passed_over: PassedOver::default(),
        begun: Instant::now(),
        said: Instant::now(),
        bar: progress_bar(from.count),
    };
    let mut left_over = from.left_over;
    run.align(from.pairs, aligner, left_over.as_deref_mut())?;
    if let Some(left_over) = left_over {
        run.bar.finish_and_clear();
        let settled = left_over.settle(arguments, aligner)?;
        run.bar = progress_bar(Some(settled.len()));
        run.align(settled.into_iter(), aligner, None)?;
    }
    run.finish()
}

/// How far a run has come.
struct Run<'a> {
    arguments: &'a Arguments,
    /// Where the pairs come from.
    path: &'a Path,
    /// What the names of documents begin with.
    root: &'a Path,
    /// What all documents have in common.
    info: &'a DocumentInfo,
    destination: Destination,
    names: Distinct,
    tally: Tally,
    met: usize,
    aligned: usize,
    /// Documents that a workbook could not hold.
    refused: usize,
    passed_over: PassedOver,
    bar: ProgressBar,
    begun: Instant,
    /// When it was last said how far it has come.
    said: Instant,
}

impl Run<'_> {
    /// Aligns pairs of articles. Those of files that do not say the same are handed back, where there is something to.
    fn align(
        &mut self,
        mut pairs: impl Iterator<Item = Pair>,
        aligner: &Aligner,
        mut left_over: Option<&mut LeftOver>,
    ) -> Result<()> {
        loop {
            let some: Vec<Pair> = pairs.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return Ok(());
            }
            let aligned = some.into_par_iter().map(|pair| {
                let document = Document::new(pair, self.arguments, aligner);
                self.bar.inc(1);
                document
            });
            for document in aligned.collect::<Vec<Result<Document>>>() {
                let doubtful = document.as_ref().ok().and_then(Document::doubtful);
                let left_over = left_over.as_deref_mut();
                if !doubtful
                    .zip(left_over)
                    .is_some_and(|(pair, left_over)| left_over.takes_back(pair))
                {
                    self.keep(document)?;
                }
            }
            self.say_how_far();
        }
    }

    /// Keeps a document, or says why there is none.
    fn keep(&mut self, document: Result<Document>) -> Result<()> {
        self.met += 1;
        let mut document = match document {
            Ok(document) => document,
            Err(error) => {
                self.pass_over(&error);
                return Ok(());
            }
        };
        self.bar.suspend(|| document.warn(self.arguments));
        let mut info = self.info.clone();
        info.name = self.name_of(&document);
        info.extra = mem::take(&mut document.extra);
        (info.source_file, info.target_file) = mem::take(&mut document.files).unzip();
        let alignment = &document.alignment;
        let refused = self.destination.add(alignment, &info)?;
        self.refused += usize::from(!refused.is_empty());
        if !refused.is_empty() && self.destination.is_of(refused.len()) {
            for error in &refused {
                self.pass_over(error);
            }
            return Ok(());
        }
        for error in &refused {
            self.bar
                .suspend(|| tell(&format!("{}: not in the workbook: {error}", info.name)));
        }
        if self.arguments.explain {
            let mut out = anstream::stdout().lock();
            writeln!(out, "{}", info.name)?;
            export::explain::write(out, alignment)?;
        }
        self.tally.add(alignment);
        self.aligned += 1;
        Ok(())
    }

    fn pass_over(&mut self, error: &Error) {
        self.bar
            .suspend(|| tell(&format!("passed over: {}", said(error))));
        self.passed_over.add(error);
    }

    /// Says now and then how far it has come, where nobody sees the bar.
    fn say_how_far(&mut self) {
        const EVERY: Duration = Duration::from_secs(60);
        if self.bar.is_hidden() && self.said.elapsed() >= EVERY {
            let rate = self.met as f64 / self.begun.elapsed().as_secs_f64();
            tell(&format!(
                "{} of articles so far, {rate:.1} a second",
                counted(self.met, "pair")
            ));
            self.said = Instant::now();
        }
    }

    /// The name of a document in the outputs, which no other has.
    fn name_of(&mut self, document: &Document) -> String {
        let name = Path::new(&document.name);
        let name = match &self.arguments.document {
            Some(base) => {
                let within = name.strip_prefix(display(self.root)).unwrap_or(name);
                format!("{base}/{}", within.display())
            }
            None => document.name.clone(),
        };
        let ending = self.names.take(&name);
        let name = name + &ending;
        if !ending.is_empty() {
            self.bar.suspend(|| {
                tell(&format!(
                    "{}: another document has this name; this one is called {name}",
                    document.name
                ));
            });
        }
        name
    }

    /// Puts the files in their places, and says what was done.
    fn finish(self) -> Result<Outcome> {
        self.bar.finish_and_clear();
        if self.aligned == 0 {
            return self.without_alignments();
        }
        self.destination.finish()?;
        tell(&format!(
            "{} of articles{}",
            counted(self.aligned, "pair"),
            self.passed_over
        ));
        summarize(self.arguments, &self.tally, self.info);
        Ok(match self.aligned == self.met && self.refused == 0 {
            true => Outcome::Done,
            false => Outcome::Incomplete,
        })
    }

    /// A failure; but a part of a corpus that is piped through is no failure of the whole.
    fn without_alignments(&self) -> Result<Outcome> {
        let error = match self.met {
            0 => Error::Empty {
                name: input::name(self.path),
            },
            pairs => Error::NoneAligned {
                path: self.path.into(),
                pairs,
            },
        };
        if input::is_standard(self.path) && self.arguments.output.is_empty() {
            tell(&error.to_string());
            return Ok(Outcome::Incomplete);
        }
        Err(error)
    }
}

/// A pair of articles, aligned.
struct Document {
    name: String,
    /// The files of source and target, if it was read from such.
    files: Option<(String, String)>,
    /// Their paths, the Korean one first by its name.
    paths: Option<[PathBuf; 2]>,
    pages: [Page; 2],
    alignment: Alignment,
    /// What else was said of it.
    extra: Extra,
}

impl Document {
    fn new(pair: Pair, arguments: &Arguments, aligner: &Aligner) -> Result<Document> {
        let (mut extra, mut paths) = (Extra::default(), None);
        let (name, korean, english) = match pair {
            Pair::Files { korean, english } => {
                let page = |path| input::load(path, arguments.encoding);
                let (korean_page, english_page) = (page(&korean)?, page(&english)?);
                paths = Some([korean, english]);
                (None, korean_page, english_page)
            }
            Pair::Failed(error) => return Err(error),
            Pair::Record(line) => {
                let given = line.read()?;
                extra = given.extra;
                (Some(given.name), given.korean, given.english)
            }
        };
        let alignment = aligner.align_pages(&korean, &english, |_| {})?;
        let files = names(&alignment, &korean, &english);
        Ok(Document {
            files: name.is_none().then(|| files.clone()),
            name: name.unwrap_or(files.0),
            alignment,
            paths,
            pages: [korean, english],
            extra,
        })
    }

    /// Its files, if they do not say the same.
    fn doubtful(&self) -> Option<&[PathBuf; 2]> {
        let paths = self.paths.as_ref();
        paths.filter(|_| !self.alignment.says_the_same())
    }

    /// Says what may be wrong with it.
    fn warn(&self, arguments: &Arguments) {
        let [korean, english] = &self.pages;
        input::warn(korean);
        input::warn(english);
        let name = format!("{}: ", self.name);
        // A file is its name.
        let told = if self.files.is_none() { &name } else { "" };
        warn_of_strangers(&self.alignment, korean, english, told);
        if arguments.verbose {
            say_what_was_left_out(&self.alignment, &name);
        }
    }
}

/// A progress bar; without the number of pairs, a count.
fn progress_bar(count: Option<usize>) -> ProgressBar {
    let template = match count {
        Some(_) => "aligning {bar:30} {pos} of {len} pairs of articles, {per_sec}, {eta} left",
        None => "{pos} pairs of articles, {per_sec}, {elapsed}",
    };
    progress::bar(count, template)
}
