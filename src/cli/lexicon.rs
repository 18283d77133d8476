//! `naranhi lexicon`.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use naranhi::lexicon::Lexicon;
use naranhi::memory::tsv::Line;
use naranhi::memory::{self, Format};
use naranhi::reader::ScriptCount;
use naranhi::review::Decision;
use naranhi::{Error, Language, Result, reader};

use walkdir::WalkDir;

use super::output::PendingFile;
use super::{Outcome, counted, defaults, display, progress, tell};

/// Learn a lexicon from parallel text, or look into one
#[derive(Args)]
#[command(after_help = "\
Examples:
  naranhi lexicon train memory.tmx -o mine.lexicon
  naranhi lexicon show 정상회담 summit")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Train(Train),
    Show(Show),
}

/// Learn a lexicon from parallel text
#[derive(Args)]
#[command(after_help = "\
A TSV file holds a pair of sentences a line, English, tab, Korean, or the other way round; an alignment will do too, \
and a memory in any format of `tmx convert`. Of a folder, all .tsv and .tmx files are read, packed or not, those in \
folders inside it too. Text that is to weigh more is given more than once.

Examples:
  naranhi lexicon train memory.tmx -o mine.lexicon
  naranhi align ko.txt en.txt --lexicon mine.lexicon -o pair.tmx")]
struct Train {
    /// Parallel text: tables and memories, or folders of .tsv and .tmx files
    #[arg(required = true)]
    corpora: Vec<PathBuf>,

    /// Where to write the lexicon
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Print the translations that a lexicon knows
#[derive(Args)]
#[command(after_help = "\
Korean words are known by pairs of syllables, without what may be an ending below the last vowel (서우 of 서울), \
English ones by stems. The two numbers are the \
probability of the translation where the unit stands, and of the unit where the translation stands.

Example:
  naranhi lexicon show 정상회담 summit")]
struct Show {
    /// Korean or English words
    #[arg(required = true)]
    words: Vec<String>,

    /// A lexicon of your own to look into too
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// How many translations of each unit to print
    #[arg(short = 'n', long, value_name = "N", default_value_t = 8)]
    most: usize,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.command {
        Command::Train(arguments) => train(arguments),
        Command::Show(arguments) => show(arguments),
    }
}

/// The built-in lexicon and those of the user's own.
pub(super) fn read(paths: &[PathBuf]) -> Result<Lexicon> {
    let mut lexicon = Lexicon::built_in()?;
    for path in paths {
        let bytes = fs::read(path).map_err(|source| Error::Io {
            path: path.clone(),
            source,
        })?;
        lexicon.add(Lexicon::from_bytes(bytes.into(), &display(path))?);
    }
    Ok(lexicon)
}

fn train(arguments: &Train) -> Result<Outcome> {
    let corpora = corpora(&arguments.corpora)?;
    let mut output = PendingFile::made_anew(&arguments.output, &corpora, &[])?;
    let mut pairs = Vec::new();
    let mut useful = 0;
    let mut outcome = Outcome::Done;
    for path in &corpora {
        let known = pairs.len();
        read_corpus(path, &mut pairs)?;
        let found = pairs[known..]
            .iter()
            .filter(|(english, korean)| teaches(english, korean));
        match found.count() {
            0 => {
                tell(&format!(
                    "{}: no pair of English and Korean sentences in it",
                    display(path)
                ));
                outcome = Outcome::Incomplete;
            }
            found => useful += found,
        }
    }
    let bar = progress::bar(None, "learning {bar:30} round {pos} of {len}, {elapsed}");
    let texts = pairs
        .iter()
        .map(|(english, korean)| (english.as_str(), korean.as_str()));
    let lexicon = Lexicon::train(texts, |round, rounds| {
        bar.set_length(rounds as u64);
        bar.set_position(round as u64);
    });
    bar.finish_and_clear();
    let Some(lexicon) = lexicon else {
        return Err(Error::NoPairs {
            path: arguments.corpora[0].clone(),
        });
    };
    output.write(|out| lexicon.write(out))?;
    output.finish()?;
    tell(&format!(
        "learnt from {} of sentences; wrote {}",
        counted(useful, "pair"),
        arguments.output.display()
    ));
    Ok(outcome)
}

/// The files that are named, and the memories and tables of folders in the order of their names.
fn corpora(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let entries = WalkDir::new(path).follow_links(true).sort_by_file_name();
        let entries = entries.into_iter();
        for entry in entries.filter(|entry| !entry.as_ref().is_err_and(leads_nowhere)) {
            let entry = entry.map_err(|error| Error::Io {
                path: error.path().unwrap_or(path).to_owned(),
                source: error.into(),
            })?;
            // What is named itself may end as it likes.
            if !entry.file_type().is_dir() && (entry.depth() == 0 || is_corpus(entry.path())) {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}

/// Whether what cannot be read is a link back, to what is there already, or one that nothing stands behind and that is
/// called no corpus.
fn leads_nowhere(error: &walkdir::Error) -> bool {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let is_no_corpus = || {
        error
            .path()
            .is_some_and(|path| path.is_symlink() && !is_corpus(path))
    };
    error.loop_ancestor().is_some() || error.io_error().is_some_and(is_missing) && is_no_corpus()
}

fn is_corpus(path: &Path) -> bool {
    Format::of_path(path).is_ok_and(|format| [Format::Tsv, Format::Tmx].contains(&format))
}

/// Whether a file is read as a table: what its ending calls no memory, or one whose languages only its lines tell.
fn is_table(path: &Path) -> bool {
    Format::of_path(path).map_or(true, |format| format == Format::Tsv)
}

/// Reads the pairs of sentences of a file, English first; of a review sheet, those that were not rejected.
fn read_corpus(path: &Path, pairs: &mut Vec<(String, String)>) -> Result<()> {
    if !is_table(path) {
        for unit in memory::read(path, &defaults::languages(None, None)?)? {
            let unit = unit?;
            if Decision::of_unit(&unit) != Some(Decision::Reject) {
                let texts = unit.english_and_korean();
                pairs.extend(texts.map(|(e, k)| (e.into_owned(), k.into_owned())));
            }
        }
        return Ok(());
    }
    let text = table(path)?;
    let lines = || text.lines().filter_map(Line::parse);
    // Single lines may say anything of both languages.
    let told = lines().filter_map(|line| line.languages());
    let (korean_first, all) = told.fold((0, 0), |(korean_first, all), [first, _]| {
        (
            korean_first + usize::from(first == Language::Korean),
            all + 1,
        )
    });
    let is_korean_first = 2 * korean_first > all;
    pairs.extend(lines().map(|line| {
        let [first, second] = line.texts.map(str::to_owned);
        match is_korean_first {
            true => (second, first),
            false => (first, second),
        }
    }));
    Ok(())
}

/// The text of a table, packed or not.
fn table(path: &Path) -> Result<String> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        naranhi::unpacked(BufReader::new(File::open(path)?))?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|source| Error::Io {
        path: path.to_owned(),
        source,
    })?;
    reader::decode(bytes, &display(path), None)
}

/// Whether the lexicon learns anything from two sentences.
fn teaches(english: &str, korean: &str) -> bool {
    ScriptCount::of(english).latin > 0 && ScriptCount::of(korean).hangul > 0
}

fn show(arguments: &Show) -> Result<Outcome> {
    let lexicon = read(&arguments.lexicon)?;
    let mut out = anstream::stdout().lock();
    let mut outcome = Outcome::Done;
    for word in &arguments.words {
        let translations = lexicon.translations(word);
        if translations.is_empty() {
            tell(&format!("{word}: the lexicon does not know it"));
            outcome = Outcome::Incomplete;
        }
        for of_unit in translations.chunk_by(|a, b| a.unit == b.unit) {
            for found in of_unit.iter().take(arguments.most) {
                writeln!(
                    out,
                    "{}\t{}\t{:.3}\t{:.3}",
                    found.unit, found.translation, found.probability, found.inverse
                )?;
            }
        }
    }
    Ok(outcome)
}
