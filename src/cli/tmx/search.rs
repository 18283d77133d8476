//! `naranhi tmx search`.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;

use anstyle::Style;
use clap::Args;
use naranhi::export::terminal::{visible, wrap};
use naranhi::memory;
use naranhi::memory::search::{Fit, Match, Search};
use naranhi::{Error, Result};

use super::Tags;
use super::transfer::Counter;
use crate::cli::{Outcome, counted, defaults, display, said, tell};

/// Look up how something was translated before
#[derive(Args)]
#[command(after_help = "\
Prints the units that say nearly the same as a sentence (fuzzy matches: \" 93 %\" is how much of the words is the same, a word \
that differs in a few letters counting for most of one), then those that hold the words one behind another (\"phrase\") and \
those that hold all of them (\"words\"): Korean with any particle, in compounds and with other spaces, predicates in 다 and \
English words with other regular endings. Units that a reviewer rejected are passed over.

Examples:
  naranhi tmx search 정상회담 memory.tmx
  naranhi tmx search \"interest rate\" *.tmx
  naranhi tmx search \"한국은행이 기준금리를 연 2.5%로 동결했다.\" memory.tmx --least 50")]
pub(super) struct Arguments {
    /// A sentence or a few words, Korean or English
    text: String,

    /// Memories in any of the formats of `convert`
    #[arg(required = true, value_name = "FILE")]
    memories: Vec<PathBuf>,

    /// How much of the words of a fuzzy match must be the same, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=100))]
    least: u8,

    /// How many units to print
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    most: u16,

    #[command(flatten)]
    tags: Tags,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let tags = &arguments.tags;
    let languages = defaults::languages(tags.source_lang.as_deref(), tags.target_lang.as_deref())?;
    let search = Search::new(&arguments.text, f64::from(arguments.least) / 100.0)?;
    let most = usize::from(arguments.most);
    let mut progress = Counter::new();
    let mut looked_at = 0;
    // Of what is broken, the units above are looked at, and the other memories.
    let broken = RefCell::new(Vec::new());
    let memories = arguments.memories.iter().map(|path| {
        let (units, error) = match memory::read(path, &languages) {
            Ok(units) => (Some(units), None),
            Err(error) => (None, Some(Err(error))),
        };
        let units = error.into_iter().chain(units.into_iter().flatten());
        units.map_while(|unit| match unit {
            Ok(unit) => Some(Ok(unit)),
            Err(error) => {
                broken.borrow_mut().push(error);
                None
            }
        })
    });
    let mut found = search.find(memories, most + 1, |units| {
        looked_at += units;
        progress.add(units);
    })?;
    drop(progress);
    let is_more = found.len() > most;
    found.truncate(most);
    let mut out = anstream::stdout().lock();
    for found in &found {
        let memory = match arguments.memories.as_slice() {
            [_] => String::new(),
            memories => format!("{}: ", display(&memories[found.memory])),
        };
        print(&mut out, found, &memory).map_err(Error::Write)?;
    }
    let outcome = told(broken.into_inner(), arguments.memories.len())?;
    let looked_at = counted(looked_at, "unit");
    match found.len() {
        0 => tell(&match arguments.least {
            1 => format!("nothing found in {looked_at}"),
            least => format!(
                "nothing found in {looked_at}; --least {} looks for what is less like it",
                least / 2
            ),
        }),
        count if is_more => tell(&format!(
            "the best {count} of more, found in {looked_at}; -n prints more"
        )),
        count => tell(&format!("{count} found in {looked_at}")),
    }
    Ok(outcome)
}

/// Tells what is broken of some memories.
///
/// # Errors
/// The error of the only one.
fn told(broken: Vec<Error>, memories: usize) -> Result<Outcome> {
    let outcome = match broken.is_empty() {
        true => Outcome::Done,
        false => Outcome::Incomplete,
    };
    for error in broken {
        if memories == 1 {
            return Err(error);
        }
        tell(&format!("passed over: {}", said(&error)));
    }
    Ok(outcome)
}

/// Prints a unit: how it fits, its text, its translation, and where it is from.
fn print(mut out: impl Write, found: &Match, memory: &str) -> io::Result<()> {
    const MARGIN: usize = "100 %  ".len();
    /// What floating point may lack to a whole percent.
    const ROUNDING: f64 = 1e-9;
    let fit = match found.fit {
        // Down to whole percents, so that nothing but the same is 100 %.
        Fit::Similar(similarity) => format!("{:3} %", (similarity * 100.0 + ROUNDING).floor()),
        Fit::Phrase => "phrase".to_owned(),
        Fit::Words => "words".to_owned(),
    };
    let origin = format!("{memory}{}", found.unit.id().unwrap_or_default());
    let dim = Style::new().dimmed();
    let lines = [
        (fit.as_str(), marked(&found.text, &found.found)),
        ("", visible(&found.translation)),
        ("", format!("{dim}{}{dim:#}", visible(&origin))),
    ];
    for (label, text) in lines {
        for (row, line) in rows(&text, MARGIN).iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            writeln!(out, "{label:<MARGIN$}{line}")?;
        }
    }
    Ok(())
}

/// A text as it fits beside a margin on the terminal; in a file each is a line.
fn rows(text: &str, margin: usize) -> Vec<String> {
    const NARROWEST: usize = 20;
    if !io::stdout().is_terminal() {
        return vec![text.to_owned()];
    }
    let width = textwrap::termwidth().saturating_sub(margin).max(NARROWEST);
    wrap(text, width)
}

/// A text with the words that were found in bold.
fn marked(text: &str, found: &[Range<usize>]) -> String {
    let bold = Style::new().bold();
    let mut marked = String::new();
    let mut end = 0;
    for range in found {
        marked += &visible(&text[end..range.start]);
        marked += &format!("{bold}{}{bold:#}", &text[range.clone()]);
        end = range.end;
    }
    marked + &visible(&text[end..])
}
