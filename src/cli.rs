//! The command line: one file per subcommand. Exit codes are 0 done, 1 done but something was dropped or left undone,
//! 2 failed.

mod align;
mod aligners;
mod defaults;
mod evaluate;
mod input;
mod lexicon;
mod output;
mod progress;
mod review;
mod sound;
mod split;
mod stop;
mod threads;
mod tmx;
mod tune;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use naranhi::{Error, Result, default_tag, reader};

/// Pairs the sentences of a Korean news article with those of its English edition, and writes a translation memory.
#[derive(Parser)]
#[command(name = "naranhi", version, about, max_term_width = 100)]
#[command(after_help = "\
Examples:
  naranhi align ko.txt en.txt                 print the pairs side by side
  naranhi align ko.txt en.txt -o pair.tmx     write a translation memory
  naranhi align ko.txt en.txt -o pair.xlsx    write a review sheet
  naranhi review apply pair.xlsx -o pair.tmx  take the reviewed sheet over into the memory
  naranhi split en.txt                        print one sentence a line

Exit codes: 0 done; 1 done, but something was dropped or left undone, as the messages say;
2 failed.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Align(align::Arguments),
    Split(split::Arguments),
    Review(review::Arguments),
    Tmx(tmx::Arguments),
    Evaluate(evaluate::Arguments),
    Tune(tune::Arguments),
    Sound(sound::Arguments),
    Lexicon(lexicon::Arguments),
}

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// Something was dropped or left undone, and said so.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Incomplete => ExitCode::from(1),
        }
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> Result<Outcome> {
    stop::clear_when_stopped();
    let command = Cli::parse().command;
    threads::share(|| match command {
        Command::Align(arguments) => align::run(&arguments),
        Command::Split(arguments) => split::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Tmx(arguments) => tmx::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Tune(arguments) => tune::run(&arguments),
        Command::Sound(arguments) => sound::run(&arguments),
        Command::Lexicon(arguments) => lexicon::run(&arguments),
    })
}

/// Prints an error as the program's last word.
pub(crate) fn complain(error: &Error) {
    tell(&format!("error: {}", said(error)));
}

/// What an error says, with the option that helps: the library knows of none.
fn said(error: &Error) -> String {
    let option = match error {
        Error::NotUtf8 { .. } => " with --encoding",
        Error::NotDecodable { is_given: true, .. } => "; without --encoding it is found out",
        Error::OnlyFurniture { .. } => "; align it with --keep-furniture",
        Error::NoLog { .. } => " with --log",
        Error::Reversed { first, .. } => &format!(": --source-lang {}", default_tag(*first)),
        _ => "",
    };
    format!("{error}{option}")
}

/// Prints a message for the user, apart from the output. A closed standard error is no reason to stop.
fn tell(message: &str) {
    use std::io::Write;
    let _ = writeln!(anstream::stderr(), "naranhi: {message}");
}

/// A count of things whose plural ends in s.
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// A path in messages and outputs. Names that are no UTF-8 are in CP949, as old archives have them, or else unknown, and
/// remain different.
fn display(path: &Path) -> String {
    if let Some(path) = path.to_str() {
        return path.to_owned();
    }
    let name = |name: &OsStr| match name.to_str() {
        Some(name) => name.to_owned(),
        None => {
            let bytes = name.as_encoded_bytes();
            let decoded = reader::decode(bytes.to_vec(), "", "cp949".parse().ok());
            decoded.unwrap_or_else(|_| bytes.escape_ascii().to_string())
        }
    };
    let decoded: PathBuf = path.iter().map(name).collect();
    decoded.to_string_lossy().into_owned()
}

/// A confidence as an argument.
fn confidence(text: &str) -> std::result::Result<f64, String> {
    match text.parse() {
        Ok(confidence) if (0.0..=1.0).contains(&confidence) => Ok(confidence),
        _ => Err("a confidence is a number from 0 to 1, such as 0.99".into()),
    }
}
