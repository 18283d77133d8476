//! The pairs of articles among many files: told by their names, and else by what they say (`left_over`).

mod alike;
mod left_over;
mod links;
mod names;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use naranhi::{Error, Result};
use walkdir::WalkDir;

use super::pairs::{Pair, Pairs};
use super::records;
use crate::cli::output::whole;
use crate::cli::tell;
pub(super) use left_over::LeftOver;
use left_over::{MOST_NAMED, first_of};

/// Folders that file servers and archives of macOS put beside files.
const FOLDERS_BESIDE: [&str; 2] = ["@eadir", "__macosx"];
/// Endings of what editors and merge tools leave beside files.
const LEFT: [&str; 5] = ["~", ".bak", ".orig", ".swp", ".tmp"];

/// Looks for pairs among files, and those in folders and below: `NAME.ko.txt` and `NAME.en.html`, `NAME/ko.txt` and
/// `NAME/en.txt`, or `ko/NAME.txt` and `en/NAME.txt`; and for JSON lines. What the names leave over is kept for later. Hidden
/// files, and what editors leave beside others, are passed over; of those that links lead to a second time, it says how many
/// there are.
///
/// # Errors
/// [`Error::Io`] for a path that is not there.
pub(super) fn open(paths: &[PathBuf]) -> Result<Pairs> {
    let root = common_root(paths);
    let called = first_of(paths, MOST_NAMED);
    let (folders, given): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| path.is_dir());
    let mut files = Files::default();
    for folder in outermost(&folders) {
        files.list(folder);
    }
    let given = files.add(&given)?;
    // Whatever they are called: those of Spark have no ending.
    let (mut records, paths_of_articles): (Vec<PathBuf>, Vec<PathBuf>) = files
        .found
        .into_iter()
        .partition(|path| records::holds_pairs(path));
    records.sort();
    let mut named = names::pair(&names_root(paths), paths_of_articles);
    if files.has_links {
        let again = links::without_repetitions(&root, &mut named, &mut records);
        if again > 0 {
            tell(&format!(
                "{called}: passed over what links lead to a second time: {again}"
            ));
        }
    }
    let pairs = named.pairs.into_iter();
    let pairs = pairs.map(|[korean, english]| Pair::Files { korean, english });
    Ok(Pairs {
        path: paths[0].clone(),
        root,
        count: records.is_empty().then_some(pairs.len()),
        left_over: Some(Box::new(LeftOver {
            called,
            has_pairs: !records.is_empty() || pairs.len() > 0,
            alone: named.alone,
            unnamed: named.unnamed,
            failed: files.failed,
            given,
            doubtful: Vec::new(),
        })),
        pairs: Box::new(pairs.chain(records::open_all(records))),
    })
}

/// The folder that several are in as they are written, or the only one.
fn common_root(paths: &[PathBuf]) -> PathBuf {
    let mut paths = paths.iter();
    let mut root = paths.next().cloned().unwrap_or_default();
    for path in paths {
        // An absolute path and another have nothing in common.
        while !path.starts_with(&root) {
            if !root.pop() {
                return PathBuf::new();
            }
        }
    }
    root
}

/// The folder that several are in, however they are written, or the only one.
fn names_root(paths: &[PathBuf]) -> PathBuf {
    let paths: Vec<PathBuf> = paths.iter().map(|path| names::spelled_out(path)).collect();
    common_root(&paths)
}

/// The folders that are in no other of them, each once.
fn outermost<'a>(folders: &[&'a PathBuf]) -> Vec<&'a PathBuf> {
    let whole: Vec<PathBuf> = folders.iter().map(|folder| whole(folder)).collect();
    let all: HashSet<&Path> = whole.iter().map(PathBuf::as_path).collect();
    let mut taken = HashSet::new();
    let folders = folders.iter().zip(&whole);
    let outermost = folders.filter(|(_, whole)| {
        let mut above = whole.ancestors().skip(1);
        !above.any(|outer| all.contains(outer)) && taken.insert(*whole)
    });
    outermost.map(|(folder, _)| *folder).collect()
}

/// What is in folders.
#[derive(Default)]
struct Files {
    found: Vec<PathBuf>,
    /// What could not be listed.
    failed: Vec<Error>,
    has_links: bool,
}

impl Files {
    /// Adds files that were given by themselves, each once, and hands them back, as far as no folder holds them.
    ///
    /// # Errors
    /// [`Error::Io`] for one that is not there.
    fn add(&mut self, given: &[&PathBuf]) -> Result<HashSet<PathBuf>> {
        if given.is_empty() {
            return Ok(HashSet::new());
        }
        let mut known: HashSet<PathBuf> = self.found.iter().map(|path| whole(path)).collect();
        let mut added = HashSet::new();
        for &path in given {
            fs::metadata(path).map_err(|source| Error::Io {
                path: path.clone(),
                source,
            })?;
            if known.insert(whole(path)) {
                self.found.push(path.clone());
                added.insert(path.clone());
            }
        }
        Ok(added)
    }

    fn list(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).follow_links(true).min_depth(1);
        let entries = entries.into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !is_beside(entry.file_name(), entry.file_type().is_dir())
        });
        for entry in entries {
            match entry {
                Ok(entry) => {
                    self.has_links |= entry.path_is_symlink();
                    if entry.file_type().is_file() {
                        self.found.push(entry.into_path());
                    }
                }
                // The folder that a link leads back to is looked through anyway.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => match error.path() {
                    Some(path) if path.file_name().is_some_and(|name| is_beside(name, false)) => {}
                    // A link that leads nowhere.
                    Some(path) if path.is_symlink() => self.found.push(path.to_owned()),
                    _ => self.failed.push(unlisted(folder, error)),
                },
            }
        }
    }
}

/// Whether a file or folder is hidden, or what an editor or a file server left beside another: `ko.txt~`, `~$ko.docx`,
/// `#ko.txt#`, `ko.txt.bak`.
fn is_beside(name: &OsStr, is_folder: bool) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let is_left = || {
        let is_locked = name.starts_with('#') && name.ends_with('#');
        is_locked || name.starts_with("~$") || LEFT.iter().any(|ending| name.ends_with(ending))
    };
    name.starts_with('.')
        || match is_folder {
            true => FOLDERS_BESIDE.contains(&name.as_str()),
            false => is_left(),
        }
}

/// What could not be listed.
fn unlisted(folder: &Path, error: walkdir::Error) -> Error {
    let (path, said) = (error.path().unwrap_or(folder).to_owned(), error.to_string());
    let source = error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other(said));
    Error::Io { path, source }
}

/// Refuses an output among the articles of a folder whose name says a language, or that holds pairs as JSON lines: it would
/// replace articles, or be taken for one the next time.
///
/// # Errors
/// [`Error::OutputInUse`].
pub(super) fn refuse_article(paths: &[PathBuf], folder: &Path, output: &Path) -> Result<()> {
    let named = names::spelled_out(folder);
    let called = named.strip_prefix(names_root(paths)).unwrap_or(&named);
    match whole(output).strip_prefix(whole(folder)) {
        Ok(within) if names::say_a_language(&called.join(within)) => Err(Error::OutputInUse {
            path: output.to_owned(),
            used_as: "an article of the folder, by its name",
        }),
        Ok(_) if records::holds_pairs(output) => Err(Error::OutputInUse {
            path: output.to_owned(),
            used_as: "a file of articles in the folder",
        }),
        _ => Ok(()),
    }
}
