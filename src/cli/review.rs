//! `naranhi review`.

mod summary;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use naranhi::review::apply::{Applied, Settings};
use naranhi::review::{self, Log, Logged, Memory, Origins, Problem, Sheet, WayOut};
use naranhi::tmx::{self, Date, TmxReader, TmxWriter};
use naranhi::{Error, Languages, Result};

use super::output::{Lock, PendingFile, behind_links, put_all, refuse_used};
use super::{Outcome, counted, defaults, display, tell};
use summary::sentence;

/// Take reviewed sheets over into a translation memory
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi review apply pair.xlsx -o pair.tmx
  naranhi review apply pair.xlsx -o pair.tmx --dry-run")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Apply(Apply),
}

/// Apply reviewed sheets: edited texts, decisions, rows merged, split, moved or added
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi align ko.txt en.txt -o pair.xlsx --accept-above 0.99
  naranhi review apply pair.xlsx -o pair.tmx                the memory is made or brought up to date
  naranhi review apply kim.xlsx --reviewer kim -o pair.tmx  another reviewer's sheet, on top
  naranhi review apply pair.csv --alignment pair.jsonl -o pair.tmx
  naranhi review apply pair.xlsx -o pair.tmx --dry-run      say what would happen

In the sheet: a row without a decision stays as it is; s-0012+s-0013 as an id merges two rows, \
s-0012.1 and s-0012.2 split one, and an empty id adds a row. What cannot be applied is listed and left as it was.

Exit codes: 0 all was applied; 1 some rows could not be, and are listed; 2 failed.")]
struct Apply {
    /// Reviewed sheets: XLSX or ODS, or CSV divided by commas, semicolons or tabs
    #[arg(required = true, value_name = "SHEET")]
    sheets: Vec<PathBuf>,

    /// The memory; where it is there already, the sheets are applied to it, and what else it holds stays
    #[arg(short, long, value_name = "FILE.tmx")]
    output: PathBuf,

    /// What `naranhi align -o FILE.jsonl` wrote, when the article was aligned anew after the sheet was written (the rows
    /// then go with their texts), or when a CSV is all that came back; may be given several times
    #[arg(long, value_name = "FILE.jsonl")]
    alignment: Vec<PathBuf>,

    /// Who reviewed: goes into the memory and the log
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    reviewer: String,

    /// The log of all decisions, JSON lines [default: FILE.review.jsonl beside the memory]
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// BCP 47 tag of the source language [default: as in the memory or the sheet]
    #[arg(long, value_name = "TAG")]
    source_lang: Option<String>,

    /// BCP 47 tag of the target language [default: as in the memory or the sheet]
    #[arg(long, value_name = "TAG")]
    target_lang: Option<String>,

    /// Date of the changes, YYYYMMDDTHHMMSSZ [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.command {
        Command::Apply(arguments) => apply(arguments),
    }
}

fn apply(arguments: &Apply) -> Result<Outcome> {
    let path = &arguments.output;
    if path
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("tmx"))
    {
        return Err(Error::Sheet {
            message: format!(
                "{}: reviewed rows go into a memory; name a .tmx",
                path.display()
            ),
        });
    }
    let outputs = match arguments.dry_run {
        true => None,
        false => Some(Outputs::new(arguments)?),
    };
    let mut sheets: Vec<Sheet> = read_sheets(&arguments.sheets)?;
    let memory = path.exists().then(|| read_memory(path)).transpose()?;
    if let Some(memory) = &memory {
        for sheet in &mut sheets {
            sheet.name_documents_by(memory);
        }
    }
    let mut origins = Origins::of_sheets(&sheets);
    for path in &arguments.alignment {
        origins.add_alignment(tmx::open(path)?, &display(path), &sheets)?;
    }
    let settings = settings(arguments, memory.as_ref(), &origins, &sheets)?;
    let memory = match memory {
        Some(memory) => memory,
        None => origins.memory(settings.languages.tags()),
    };
    let digest = Memory::digest(&behind_links(path), path)?;
    let (log, mut unfinished) = read_log(arguments, &digest)?;
    let memory = Memory {
        name: display(path),
        said: log.said(),
        heard: log.heard(),
        ..memory
    };
    let mut applied = review::apply(memory, &origins, &sheets, &settings);
    let mut outcome = tell_problems(&applied, &sheets);
    let written = match outputs {
        None => "nothing written: a dry run".to_owned(),
        Some(outputs) => {
            let said_again = |old: &Logged| applied.log.iter().any(|new| new.key() == old.key());
            unfinished.retain(|old| !said_again(old));
            if !unfinished.is_empty() {
                outcome = Outcome::Incomplete;
            }
            let forbidden = outputs.write(&log, unfinished, &mut applied, &digest)?;
            if forbidden > 0 {
                tell(&format!(
                    "{}: characters that XML forbids were taken out: {forbidden}",
                    path.display()
                ));
                outcome = Outcome::Incomplete;
            }
            format!(
                "wrote {} with {}",
                display(path),
                counted(applied.memory.units.len(), "unit")
            )
        }
    };
    tell(&format!("{}; {written}", sentence(&applied.summary)));
    Ok(outcome)
}

/// How the sheets are applied: the tags are those of the memory, or of what the sheets were written with.
fn settings(
    arguments: &Apply,
    memory: Option<&Memory>,
    origins: &Origins,
    sheets: &[Sheet],
) -> Result<Settings> {
    let of_texts = || {
        let first = sheets.iter().find(|sheet| !sheet.rows.is_empty());
        let is_english_first = first.is_some_and(Sheet::is_english_first);
        let is_told_by_texts = is_english_first && arguments.source_lang.is_none();
        is_told_by_texts.then(|| ("en-US".into(), "ko-KR".into()))
    };
    let said = memory.and_then(tags_of_memory);
    let said = said.or(origins.tags.clone()).or_else(of_texts).unzip();
    let (source, target) = (&arguments.source_lang, &arguments.target_lang);
    let languages = defaults::languages(
        source.as_ref().or(said.0.as_ref()).map(String::as_str),
        target.as_ref().or(said.1.as_ref()).map(String::as_str),
    )?;
    let date = arguments.date.clone().or_else(defaults::now);
    let mut settings = Settings::default();
    settings.reviewer = arguments.reviewer.trim().to_owned();
    settings.date = date.map(|date| date.to_string());
    settings.languages = languages;
    Ok(settings)
}

/// Names what could not be applied, and the pages of workbooks that were not read.
fn tell_problems(applied: &Applied, sheets: &[Sheet]) -> Outcome {
    for problem in &applied.problems {
        tell(&told(problem));
    }
    let pages = sheets
        .iter()
        .flat_map(|sheet| sheet.unread.iter().map(|page| (&sheet.name, page)));
    for (name, page) in pages.clone() {
        tell(&format!(
            "{name}: the page “{page}” looks like a review sheet too and was not read; give it in a file of its own"
        ));
    }
    match applied.problems.is_empty() && pages.count() == 0 {
        true => Outcome::Done,
        false => Outcome::Incomplete,
    }
}

/// What a problem says, with the options that help.
fn told(problem: &Problem) -> String {
    let options = match &problem.way_out {
        Some(WayOut::Reviewer(reviewer)) => &format!(" (--reviewer {reviewer} may change it)"),
        Some(WayOut::EachSheet) => {
            " (apply the sheets one after the other, each with its --reviewer)"
        }
        Some(WayOut::Alignment) => {
            "; give the alignment (--alignment FILE.jsonl), or reject the row"
        }
        Some(WayOut::AlignmentOrName) => {
            " (of the one, give what `naranhi align -o FILE.jsonl` wrote of it, --alignment FILE.jsonl; align the other \
             again with a name of its own, --document)"
        }
        _ => "",
    };
    format!("{problem}{options}")
}

fn read_sheets(paths: &[PathBuf]) -> Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    for path in paths {
        let sheet = Sheet::read(path)?;
        if sheet.rows.is_empty() {
            return Err(Error::Sheet {
                message: format!("{}: there is no row in it", path.display()),
            });
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn read_memory(path: &Path) -> Result<Memory> {
    let mut reader = TmxReader::new(tmx::open(path)?, &display(path));
    let units = reader.by_ref().collect::<Result<Vec<_>>>()?;
    let lost = reader.losses();
    if let count @ 1.. = lost.entities + lost.forbidden + lost.attributes + lost.prefixes {
        let name = display(path);
        return Err(Error::Sheet {
            message: format!(
                "{name}: entities that mean nothing in it, such as &nbsp;, and what else no TMX may hold: {count}; each would \
                 be lost where the memory is written over, so nothing was applied; make another of it without them, and \
                 apply the sheet to that: `naranhi tmx convert {name} OTHER.tmx`"
            ),
        });
    }
    Ok(Memory {
        head: reader.head().clone(),
        units,
        ..Memory::default()
    })
}

/// The tags of a memory, by the first unit that has a Korean and an English variant.
fn tags_of_memory(memory: &Memory) -> Option<(String, String)> {
    let mut units = memory.units.iter();
    let languages = units.find_map(|unit| Languages::of_memory(&memory.head, unit))?;
    let (source_tag, target_tag) = languages.tags();
    Some((source_tag.to_owned(), target_tag.to_owned()))
}

/// The log: as it was named, else beside the memory itself, so that it is the same by whatever link a reviewer comes to it.
fn log_path(arguments: &Apply) -> PathBuf {
    let log = arguments.log.clone();
    log.unwrap_or_else(|| Log::beside(&behind_links(&arguments.output)))
}

/// The log, as far as the memory of this digest knows of it, and what is not in the memory.
fn read_log(arguments: &Apply, digest: &str) -> Result<(Log, Vec<Logged>)> {
    let path = log_path(arguments);
    let (log, unfinished) = Log::read(&path)?.without_unfinished(digest);
    if !unfinished.is_empty() {
        tell(&format!(
            "{}: the last review is not in {}, because it was stopped midway or the memory was put back; what it logged \
             decides nothing: {}; apply its sheet again",
            display(&path),
            display(&arguments.output),
            counted(unfinished.len(), "line")
        ));
    }
    Ok((log, unfinished))
}

/// The memory and the log, held and begun before anything is read, so that no other run changes them unseen.
struct Outputs {
    _lock: Lock,
    memory: PendingFile,
    log: PendingFile,
}

impl Outputs {
    fn new(arguments: &Apply) -> Result<Outputs> {
        let path = &arguments.output;
        let log_path = log_path(arguments);
        let inputs = [&arguments.sheets[..], &arguments.alignment[..]].concat();
        refuse_used(path, &inputs, &[])?;
        refuse_used(&log_path, &inputs, &[path])?;
        Ok(Outputs {
            _lock: Lock::of(&behind_links(path)),
            memory: PendingFile::new(path)?,
            log: PendingFile::new_like(&log_path, path)?,
        })
    }

    /// Writes both; how many characters the memory cannot hold. `unfinished` stays in the log, `digest` is that of the memory
    /// as it was.
    fn write(
        mut self,
        log: &Log,
        mut unfinished: Vec<Logged>,
        applied: &mut Applied,
        digest: &str,
    ) -> Result<usize> {
        let report = self.memory.write(|out| {
            let mut writer = TmxWriter::new(out, &applied.memory.head)?;
            for unit in &applied.memory.units {
                writer.unit(unit)?;
            }
            writer.finish()
        })?;
        if Memory::digest(self.memory.path(), self.memory.draft())? != digest {
            for logged in &mut applied.log {
                logged.onto = Some(digest.to_owned());
            }
        }
        for logged in &mut unfinished {
            logged.unfinished = true;
        }
        let all = [&unfinished[..], &applied.log].concat();
        self.log.write(|out| log.write_with(out, &all))?;
        self.memory.check()?;
        self.log.check()?;
        // A log whose last lines the memory lacks can be told, a memory that its log does not know of cannot.
        put_all([self.log, self.memory], PendingFile::replace)?;
        Ok(report.forbidden)
    }
}
