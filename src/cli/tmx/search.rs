//! `naranhi tmx search`.

use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

use anstyle::Style;
use clap::Args;
use naranhi::memory;
use naranhi::memory::search::{Fit, Match, Search};
use naranhi::{Error, Result};

use super::Tags;
use super::transfer::Counter;
use crate::cli::{Outcome, counted, defaults, display, tell};

/// Look up how something was translated before
#[derive(Args)]
#[command(after_help = "\
Of a sentence, prints the units that say nearly the same (fuzzy matches), with how much of its words they share; of a word \
or a few, those that hold them (a concordance), whatever particles or endings they have there.

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
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    most: usize,

    #[command(flatten)]
    tags: Tags,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let tags = &arguments.tags;
    let (source_tag, target_tag) =
        defaults::tags(tags.source_lang.clone(), tags.target_lang.clone())?;
    let search = Search::new(&arguments.text, f64::from(arguments.least) / 100.0)?;
    let mut memories = Vec::new();
    for path in &arguments.memories {
        memories.push(memory::read(path, (&source_tag, &target_tag))?);
    }
    let mut progress = Counter::new();
    let mut looked_at = 0;
    let found = search.find(memories, arguments.most, |units| {
        looked_at += units;
        progress.add(units);
    })?;
    drop(progress);
    let mut out = anstream::stdout().lock();
    for found in &found {
        let memory = match arguments.memories.as_slice() {
            [_] => String::new(),
            memories => format!("{}: ", display(&memories[found.memory])),
        };
        print(&mut out, found, &memory).map_err(Error::Write)?;
    }
    let looked_at = counted(looked_at, "unit");
    match found.len() {
        0 => tell(&format!(
            "none of {looked_at} holds it, or is like it by {} % or more; --least finds others",
            arguments.least
        )),
        count if count == arguments.most => {
            tell(&format!("the best {count} of {looked_at}; -n prints more"))
        }
        count => tell(&format!("{count} of {looked_at}")),
    }
    Ok(Outcome::Done)
}

/// Prints a unit: how it fits, its text, its translation, and where it is from.
fn print(mut out: impl Write, found: &Match, memory: &str) -> std::io::Result<()> {
    const MARGIN: usize = "100 %  ".len();
    let fit = match found.fit {
        // Rounded down, so that nothing but the same is 100 %.
        Fit::Similar(similarity) => format!("{:3} %", (similarity * 100.0).floor()),
        Fit::Phrase => "phrase".to_owned(),
        Fit::Words => "words".to_owned(),
    };
    writeln!(out, "{fit:<MARGIN$}{}", marked(&found.text, &found.found))?;
    writeln!(out, "{:MARGIN$}{}", "", visible(&found.translation))?;
    let origin = format!("{memory}{}", found.unit.id().unwrap_or_default());
    let dim = Style::new().dimmed();
    writeln!(out, "{:MARGIN$}{dim}{}{dim:#}", "", visible(&origin))
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

/// A text without control characters, which must not reach the terminal.
fn visible(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
