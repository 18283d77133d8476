//! Memories that are read and written unit by unit.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use naranhi::memory::{self, Format, Units, Writer};
use naranhi::review::{Decision, Reviewed};
use naranhi::tmx::{Head, Losses, Unit};
use naranhi::{Error, Languages, Result};

use super::Tags;
use crate::cli::output::{Content, PendingFile, refuse_used};
use crate::cli::{Outcome, counted, defaults, display, progress, tell};

/// A memory that is being written.
pub(super) struct Output {
    path: PathBuf,
    /// What reviewers did in the file that was there before.
    reviewed: Reviewed,
    kept: usize,
    format: Format,
    pending: PendingFile,
    writer: Writer<Content>,
}

impl Output {
    fn new(path: &Path, head: &Head, languages: &Languages, given: &[String]) -> Result<Output> {
        let format = Format::of_output(path)?;
        let pending = PendingFile::new(path)?;
        Ok(Output {
            path: path.to_owned(),
            reviewed: Reviewed::of(path),
            kept: 0,
            format,
            writer: Writer::new(pending.content(), format, head, languages.clone(), given)
                .map_err(|error| pending.named(error))?,
            pending,
        })
    }

    pub(super) fn keep(&mut self, unit: &Unit) -> Result<()> {
        self.reviewed.written(unit, self.kept);
        self.kept += 1;
        let kept = self.writer.unit(unit);
        kept.map_err(|error| self.pending.named(error))
    }

    fn refuse_loss(&self) -> Result<()> {
        match self.reviewed.is_kept() {
            true => Ok(()),
            false => Err(Error::Reviewed {
                path: self.path.clone(),
            }),
        }
    }

    /// Says what of the units has no place in the file: notes and properties, which may stay elsewhere, and line ends.
    fn tell_unheld(&self) {
        let path = display(&self.path);
        let stay = match is_sheet(self.format) {
            true => format!(
                " (they stay in a memory that it is applied to, with `naranhi review apply {path} -o MEMORY.tmx`; a new one lacks them)"
            ),
            false => String::new(),
        };
        if let count @ 1.. = self.writer.unheld() {
            tell(&format!(
                "{path}: notes and properties that it has no place for: {count}{stay}"
            ));
        }
        if let count @ 1.. = self.writer.respaced() {
            tell(&format!(
                "{path}: texts whose tabs and line ends became spaces, because a line of TSV holds none: {count} (JSON \
                 lines hold them)"
            ));
        }
    }

    /// Puts the file in its place; units written, units skipped and characters taken out.
    ///
    /// # Errors
    /// [`Error::Reviewed`] when a unit that a reviewer decided on would be lost by it.
    pub(super) fn finish(self) -> Result<(usize, usize, usize)> {
        self.refuse_loss()?;
        let (report, skipped) = self
            .writer
            .finish(&display(&self.path))
            .map_err(|error| self.pending.named(error))?;
        self.pending.finish()?;
        Ok((report.units, skipped, report.forbidden))
    }
}

fn is_sheet(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Xlsx)
}

/// What a unit must have to go from an input into the output.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    Nothing,
    /// No unit of a memory has an empty side: of XLIFF that is not translated yet, none is made.
    BothTexts,
    /// A row of a review sheet may stand for what no memory has.
    BothTextsNotRejected,
}

/// A memory that is read, and one that is written from it.
pub(super) struct Transfer {
    units: Units,
    /// The first unit, which was read to see the languages.
    first: Option<Unit>,
    pub(super) languages: Languages,
    /// The tags that the user gave.
    given: Vec<String>,
    output: Output,
    left_out: usize,
    /// What was lost of what was read to its end.
    losses: Losses,
}

impl Transfer {
    pub(super) fn new(inputs: &[PathBuf], output: &Path, tags: &Tags) -> Result<Transfer> {
        refuse_used(output, inputs, &[])?;
        let input = inputs.first().map_or(Path::new(""), PathBuf::as_path);
        let (source, target) = (tags.source_lang.as_deref(), tags.target_lang.as_deref());
        let languages = defaults::languages(source, target)?;
        let mut units = memory::read(input, &languages)?;
        let first = units.next().transpose()?;
        let head = units.head();
        let of_unit = first
            .as_ref()
            .and_then(|unit| Languages::of_memory(head, unit));
        // What the user does not say the memory says.
        let languages = match (source, target, of_unit.or_else(|| Languages::of_head(head))) {
            (None, None, Some(own)) => own,
            (Some(source), None, Some(own)) => Languages::new(source, own.tag(languages.target()))?,
            (None, Some(target), Some(own)) => Languages::new(own.tag(languages.source()), target)?,
            _ => languages,
        };
        let given: Vec<String> = [source, target]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect();
        let output = Output::new(output, head, &languages, &given)?;
        Ok(Transfer {
            units,
            first,
            languages,
            given,
            output,
            left_out: 0,
            losses: Losses::default(),
        })
    }

    pub(super) fn next(&mut self) -> Result<Option<Unit>> {
        match self.first.take() {
            Some(first) => Ok(Some(first)),
            None => {
                let next = self.units.next().transpose()?;
                if next.is_none() {
                    self.losses = self.units.losses();
                }
                Ok(next)
            }
        }
    }

    pub(super) fn keep(&mut self, unit: &Unit) -> Result<()> {
        self.output.keep(unit)
    }

    /// What is asked of the units of an input.
    pub(super) fn asks_of(&self, input: &Path) -> Asked {
        match Format::of_path(input).unwrap_or(Format::Tmx) {
            _ if is_sheet(self.output.format) => Asked::Nothing,
            format if is_sheet(format) => Asked::BothTextsNotRejected,
            // What a memory holds stays, whatever it is.
            Format::Tmx => Asked::Nothing,
            _ if self.output.format == Format::Tmx => Asked::BothTexts,
            _ => Asked::Nothing,
        }
    }

    /// Whether a unit has what is asked of it.
    pub(super) fn takes(&self, unit: &Unit, asked: Asked) -> bool {
        let has_both = || {
            let texts = self.languages.texts(unit);
            let is_text = |text: &str| !text.trim().is_empty();
            texts.is_some_and(|(source, target)| is_text(&source) && is_text(&target))
        };
        match asked {
            Asked::Nothing => true,
            Asked::BothTexts => has_both(),
            Asked::BothTextsNotRejected => {
                Decision::of_unit(unit) != Some(Decision::Reject) && has_both()
            }
        }
    }

    /// Counts what was lost of units that were read beside this transfer.
    pub(super) fn lost(&mut self, units: &Units) {
        self.losses += units.losses();
    }

    /// Counts what was not taken.
    pub(super) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    /// Another memory, for what is not written to the first.
    pub(super) fn beside(&self, path: &Path) -> Result<Output> {
        Output::new(path, self.units.head(), &self.languages, &self.given)
    }

    /// Puts a file in its place that was written [`beside`](Self::beside), if this one may be put in its own.
    ///
    /// # Errors
    /// Those of [`Output::finish`], of either.
    pub(super) fn finish_first(&self, beside: Output) -> Result<()> {
        self.output.refuse_loss()?;
        beside.finish().map(drop)
    }

    /// Puts the file in its place, and says what was done.
    pub(super) fn finish(self, said: &str) -> Result<Outcome> {
        let path = display(&self.output.path);
        let losses = self.losses;
        self.output.tell_unheld();
        let (written, skipped, forbidden) = self.output.finish()?;
        let mut outcome = Outcome::Done;
        for (count, what) in [
            (
                skipped,
                "units without a Korean and an English text were left out",
            ),
            (
                forbidden + losses.forbidden,
                "characters that XML forbids were taken out",
            ),
            (
                losses.entities,
                "entities that are neither XML's own nor declared as plain text stand as U+FFFD",
            ),
            (
                losses.attributes,
                "attributes that an element had twice were left out",
            ),
            (
                losses.prefixes,
                "prefixes of names, which TMX does not know, were left out",
            ),
        ] {
            if count > 0 {
                tell(&format!("{path}: {what}: {count}"));
                outcome = Outcome::Incomplete;
            }
        }
        if self.left_out > 0 {
            tell(&format!(
                "{path}: {} rejected or with one side alone, which no memory takes; of a review sheet, `naranhi review apply` takes over what reviewers decided",
                counted(self.left_out, "unit")
            ));
        }
        tell(&format!(
            "{said}wrote {path} with {}",
            counted(written, "unit")
        ));
        Ok(outcome)
    }
}

/// Counts units on the terminal when it takes long.
pub(super) struct Counter {
    bar: ProgressBar,
    units: u64,
}

impl Counter {
    pub(super) fn new() -> Counter {
        let bar = progress::bar(None, "{pos} units, {elapsed}");
        // Workbooks are written after the last unit.
        progress::tick(&bar);
        Counter { bar, units: 0 }
    }

    pub(super) fn count(&mut self) {
        self.units += 1;
        if self.units.is_multiple_of(1000) {
            self.bar.set_position(self.units);
        }
    }

    pub(super) fn add(&mut self, units: usize) {
        self.units += units as u64;
        self.bar.set_position(self.units);
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
