//! `naranhi tmx`.

mod search;
mod transfer;

use std::collections::HashMap;
use std::fs;
use std::io::{BufReader, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use naranhi::memory;
use naranhi::memory::clean::{Cleaner, Rule, Verdict};
use naranhi::memory::merge::{Merger, Policy};
use naranhi::tmx;
use naranhi::tmx::check::{Finding, Severity};
use naranhi::{Error, Result};

use super::output::refuse_used;
use super::{Outcome, confidence, counted, progress, tell};
use transfer::{Counter, Transfer};

/// Check, convert, merge, clean and search translation memories
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi tmx check memory.tmx
  naranhi tmx convert memory.tmx memory.xlsx
  naranhi tmx merge old.tmx new.tmx -o all.tmx
  naranhi tmx clean all.tmx -o clean.tmx --removed removed.tmx
  naranhi tmx search 정상회담 clean.tmx")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Check),
    Convert(Convert),
    Merge(Merge),
    Clean(Clean),
    Search(search::Arguments),
}

/// Say what is wrong with memories: against the DTD of TMX 1.4, and against what CAT tools stumble over
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi tmx check memory.tmx
  naranhi tmx check *.tmx --all

Exit codes: 0 no error (warnings may be); 1 errors; 2 a file cannot be read.")]
struct Check {
    /// Memories, also packed with gzip
    #[arg(required = true, value_name = "FILE.tmx")]
    memories: Vec<PathBuf>,

    /// List all findings, not only the first ten of each kind
    #[arg(long)]
    all: bool,
}

/// Turn a memory into another format
#[derive(Args)]
#[command(after_help = "\
Formats, by the file's ending: .tmx, .xlsx and .csv (review sheets), .tsv (source, tab, target), .jsonl, .xlf \
(XLIFF 1.2), .xliff (XLIFF 2.1); .tmx.gz, .tsv.gz and .jsonl.gz are packed. Sheets, XLIFF, TSV and JSON lines hold the texts of \
Korean and English without inline tags; TMX keeps everything.

Examples:
  naranhi tmx convert memory.tmx memory.xlsx
  naranhi tmx convert memory.tmx.gz memory.tsv
  naranhi tmx convert trados.tmx clean.tmx --source-lang ko-KR --target-lang en-GB
  naranhi tmx convert reviewed.xlf memory.tmx")]
struct Convert {
    /// The memory
    input: PathBuf,

    /// The file to write
    output: PathBuf,

    #[command(flatten)]
    tags: Tags,
}

/// Make one memory of several, each pair once
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi tmx merge a.tmx b.tmx -o all.tmx
  naranhi tmx merge old.tmx new.tmx -o all.tmx --same-source last")]
struct Merge {
    /// Memories in any of the formats of `convert`
    #[arg(required = true, value_name = "FILE")]
    memories: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Which units stay that have one source text and several targets
    #[arg(long, value_enum, default_value = "all")]
    same_source: SameSource,

    #[command(flatten)]
    tags: Tags,
}

#[derive(Clone, Copy, ValueEnum)]
enum SameSource {
    /// All; only pairs that are the same on both sides are taken once
    All,
    /// The first
    First,
    /// The last
    Last,
    /// The one that was changed last
    Newest,
}

/// Take out of a memory what does not belong there
#[derive(Args)]
#[command(after_help = "\
Rules:
  empty      a side lacks, or has no letter or digit
  identical  both sides are the same
  language   no Hangul in the Korean, or mostly Hangul in the English
  mojibake   characters of an encoding that was read as another
  markup     HTML left in a text
  length     one side is far longer than the other allows
  numbers    each side has a number above ten that the other lacks, brackets aside
  doubtful   its confidence is below that of --below
  duplicate  the pair was there before, but for case, spaces and punctuation

Examples:
  naranhi tmx clean memory.tmx -o clean.tmx --removed removed.tmx
  naranhi tmx clean memory.tmx -o clean.tmx --except numbers,duplicate
  naranhi tmx clean memory.tmx -o sure.tmx --below 0.95")]
struct Clean {
    /// The memory, in any of the formats of `convert`
    input: PathBuf,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Where the units go that are taken out, each with its rule as the property x-removed
    #[arg(long, value_name = "FILE")]
    removed: Option<PathBuf>,

    /// Rules to leave out, with commas between
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    except: Vec<Rule>,

    /// Take out pairs of a lower confidence too, 0 to 1; what a reviewer accepted or edited stays
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence, default_value = "0", hide_default_value = true)]
    below: f64,

    #[command(flatten)]
    tags: Tags,
}

#[derive(Args)]
struct Tags {
    /// BCP 47 tag of the source language [default: as the memory has it]
    #[arg(long, value_name = "TAG")]
    source_lang: Option<String>,

    /// BCP 47 tag of the target language [default: as the memory has it]
    #[arg(long, value_name = "TAG")]
    target_lang: Option<String>,
}

fn rule(name: &str) -> std::result::Result<Rule, String> {
    let names = || Rule::ALL.map(Rule::name).join(", ");
    let found = Rule::ALL
        .into_iter()
        .find(|rule| rule.name() == name.trim());
    found.ok_or_else(|| format!("no rule of this name; there are {}", names()))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.command {
        Command::Check(arguments) => check(arguments),
        Command::Convert(arguments) => convert(arguments),
        Command::Merge(arguments) => merge(arguments),
        Command::Clean(arguments) => clean(arguments),
        Command::Search(arguments) => search::run(arguments),
    }
}

/// Findings of one kind that are listed.
const MOST_OF_A_KIND: usize = 10;

fn check(arguments: &Check) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut out = anstream::stdout().lock();
    for path in &arguments.memories {
        let mut kinds: HashMap<(&'static str, bool), usize> = HashMap::new();
        let mut failed = None;
        let bar = progress::bar(None, "{bytes} of the text read, {elapsed}");
        let memory = BufReader::new(bar.wrap_read(tmx::open(path)?));
        let units = tmx::check::check(memory, &mut |finding: Finding| {
            let is_error = finding.severity == Severity::Error;
            let count = kinds.entry((finding.kind, is_error)).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND || arguments.all {
                let severity = if is_error { "error" } else { "warning" };
                let (place, path) = (finding.place, path.display());
                let (line, column) = (place.line, place.column);
                let message = finding.message;
                let written =
                    bar.suspend(|| writeln!(out, "{path}:{line}:{column}: {severity}: {message}"));
                failed = failed.take().or(written.err());
            }
        });
        bar.finish_and_clear();
        if let Some(error) = failed {
            return Err(Error::Write(error));
        }
        let count = |errors: bool| -> usize {
            let of_kind = kinds
                .iter()
                .filter(|((_, is_error), _)| *is_error == errors);
            of_kind.map(|(_, count)| count).sum()
        };
        let more: usize = match arguments.all {
            true => 0,
            false => kinds
                .values()
                .map(|count| count.saturating_sub(MOST_OF_A_KIND))
                .sum(),
        };
        let rest = match more {
            0 => String::new(),
            more => format!(" ({more} more of the same kinds; --all lists them)"),
        };
        tell(&format!(
            "{}: {}, {}, {}{rest}",
            path.display(),
            counted(units, "unit"),
            counted(count(true), "error"),
            counted(count(false), "warning")
        ));
        if count(true) > 0 {
            outcome = Outcome::Incomplete;
        }
    }
    Ok(outcome)
}

fn convert(arguments: &Convert) -> Result<Outcome> {
    let mut transfer = Transfer::new(
        std::slice::from_ref(&arguments.input),
        &arguments.output,
        &arguments.tags,
    )?;
    let mut progress = Counter::new();
    let asked = transfer.asks_of(&arguments.input);
    while let Some(unit) = transfer.next()? {
        match transfer.takes(&unit, asked) {
            true => transfer.keep(&unit)?,
            false => transfer.leave_out(),
        }
        progress.count();
    }
    transfer.finish("")
}

fn merge(arguments: &Merge) -> Result<Outcome> {
    let policy = match arguments.same_source {
        SameSource::All => Policy::All,
        SameSource::First => Policy::First,
        SameSource::Last => Policy::Last,
        SameSource::Newest => Policy::Newest,
    };
    let is_pipe =
        |path: &&PathBuf| fs::metadata(path).is_ok_and(|of| !of.is_file() && !of.is_dir());
    if let Some(path) = arguments.memories.iter().find(is_pipe) {
        return Err(Error::ReadOnce { path: path.clone() });
    }
    let mut transfer = Transfer::new(&arguments.memories, &arguments.output, &arguments.tags)?;
    let mut merger = Merger::new(policy, transfer.languages.clone());
    let mut progress = Counter::new();
    // Twice over the files, so that no unit has to be held.
    for path in &arguments.memories {
        let asked = transfer.asks_of(path);
        for unit in memory::read(path, &transfer.languages)? {
            let unit = unit?;
            if transfer.takes(&unit, asked) {
                merger.see(&unit);
            }
            progress.count();
        }
    }
    let (mut read, mut dropped) = (0, 0);
    for path in &arguments.memories {
        let asked = transfer.asks_of(path);
        let mut units = memory::read(path, &transfer.languages)?;
        for unit in units.by_ref() {
            let mut unit = unit?;
            read += 1;
            if !transfer.takes(&unit, asked) {
                transfer.leave_out();
            } else if merger.keeps(&unit) {
                merger.name(&mut unit);
                transfer.keep(&unit)?;
            } else {
                dropped += 1;
            }
            progress.count();
        }
        transfer.lost(&units);
    }
    transfer.finish(&format!(
        "{} read, {dropped} of them duplicates; ",
        counted(read, "unit")
    ))
}

fn clean(arguments: &Clean) -> Result<Outcome> {
    let rules: Vec<Rule> = Rule::ALL
        .into_iter()
        .filter(|rule| !arguments.except.contains(rule))
        .collect();
    let mut transfer = Transfer::new(
        std::slice::from_ref(&arguments.input),
        &arguments.output,
        &arguments.tags,
    )?;
    let mut removed = match &arguments.removed {
        Some(path) => {
            let inputs = std::slice::from_ref(&arguments.input);
            refuse_used(path, inputs, &[&arguments.output])?;
            Some(transfer.beside(path)?)
        }
        None => None,
    };
    let mut cleaner = Cleaner::new(&rules, arguments.below, transfer.languages.clone());
    let mut counts: HashMap<Rule, usize> = HashMap::new();
    let (mut reviewed, mut unrated) = (0, 0);
    let mut progress = Counter::new();
    while let Some(mut unit) = transfer.next()? {
        progress.count();
        unrated += usize::from(arguments.below > 0.0 && unit.prop("x-confidence").is_none());
        let verdict = cleaner.verdict(&unit);
        let Verdict::Breaks(rule) = verdict else {
            reviewed += usize::from(verdict == Verdict::Reviewed);
            transfer.keep(&unit)?;
            continue;
        };
        *counts.entry(rule).or_default() += 1;
        if let Some(removed) = &mut removed {
            unit.set_prop("x-removed", rule.name());
            removed.keep(&unit)?;
        }
    }
    if let Some(removed) = removed {
        transfer.finish_first(removed)?;
    }
    let said: Vec<String> = Rule::ALL
        .into_iter()
        .filter_map(|rule| Some(format!("{} {}", counts.get(&rule)?, rule.name())))
        .collect();
    let said = match said.is_empty() {
        true => "nothing taken out; ".to_owned(),
        false => format!("taken out: {}; ", said.join(", ")),
    };
    let kept = match reviewed {
        0 => String::new(),
        _ => format!("kept as reviewed, though they break a rule: {reviewed}; "),
    };
    let unrated = match unrated {
        0 => String::new(),
        _ => format!("without a confidence, which --below says nothing of: {unrated}; "),
    };
    transfer.finish(&(said + &kept + &unrated))
}
