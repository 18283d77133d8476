//! The pairs of articles in a folder, told by the names of the files.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use naranhi::{Error, Language, Result, normalize};
use walkdir::WalkDir;

use super::pairs::{Pair, Pairs};
use super::records;
use crate::cli::output::whole;
use crate::cli::{counted, display, tell};

/// What names of files and folders call a language.
const KOREAN: [&str; 6] = ["ko", "kor", "korean", "한국어", "한글", "국문"];
const ENGLISH: [&str; 5] = ["en", "eng", "english", "영어", "영문"];
/// Countries behind a language, as in `ko-KR` and `en_US`.
const REGIONS: [&str; 7] = ["kr", "us", "gb", "uk", "au", "ca", "sg"];

/// Folders that file servers and archives of macOS put beside files.
const FOLDERS_BESIDE: [&str; 2] = ["@eadir", "__macosx"];
/// Endings of what editors and merge tools leave beside files.
const LEFT: [&str; 5] = ["~", ".bak", ".orig", ".swp", ".tmp"];

/// Looks for pairs in a folder and those in it: `NAME.ko.txt` and `NAME.en.html`, `NAME/ko.txt` and `NAME/en.txt`, or
/// `ko/NAME.txt` and `en/NAME.txt`; and for JSON lines. Hidden files, and what editors leave beside others, are passed
/// over; of files whose names say no language, and of those that links lead to a second time, it says how many there are.
///
/// # Errors
/// [`Error::NoArticles`] where there is no pair.
pub(super) fn open(folder: &Path) -> Result<Pairs> {
    let entries = WalkDir::new(folder).follow_links(true).min_depth(1);
    let entries = entries.into_iter().filter_entry(|entry| {
        entry.depth() == 0 || !is_beside(entry.file_name(), entry.file_type().is_dir())
    });
    let (mut paths, mut failed) = (Vec::new(), Vec::new());
    let mut has_links = false;
    for entry in entries {
        match entry {
            Ok(entry) => {
                has_links |= entry.path_is_symlink();
                if entry.file_type().is_file() {
                    paths.push(entry.into_path());
                }
            }
            // The folder that a link leads back to is looked through anyway.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => match error.path() {
                Some(path) if path.file_name().is_some_and(|name| is_beside(name, false)) => {}
                // A link that leads nowhere.
                Some(path) if path.is_symlink() => paths.push(path.to_owned()),
                _ => failed.push(unlisted(folder, error)),
            },
        }
    }
    // Whatever they are called: those of Spark have no ending.
    let (mut records, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .into_iter()
        .partition(|path| records::holds_pairs(path));
    records.sort();
    let (mut pairs, unnamed) = pair(folder, paths);
    if has_links {
        once(folder, &mut pairs, &mut records);
    }
    if !unnamed.is_empty() {
        tell(&format!(
            "{}: passed over {} without a language in the name: {}",
            folder.display(),
            counted(unnamed.len(), "file"),
            some(&unnamed)
        ));
    }
    pairs.extend(failed.into_iter().map(Pair::Failed));
    if records.is_empty() && !pairs.iter().any(|pair| matches!(pair, Pair::Files { .. })) {
        for pair in &pairs {
            if let Pair::Failed(error) = pair {
                tell(&format!("passed over: {error}"));
            }
        }
        return Err(Error::NoArticles {
            folder: folder.into(),
        });
    }
    Ok(Pairs {
        path: folder.into(),
        count: records.is_empty().then_some(pairs.len()),
        pairs: Box::new(pairs.into_iter().chain(records::open_all(records))),
    })
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

/// Takes each pair once, and each file of JSON lines. A file without its other half that is in a pair by another path lacks
/// nothing.
fn once(folder: &Path, pairs: &mut Vec<Pair>, records: &mut Vec<PathBuf>) {
    let files = |pair: &Pair| match pair {
        Pair::Files { korean, english } => Some([korean.clone(), english.clone()]),
        _ => None,
    };
    let count = pairs.len() + records.len();
    let taken = straightest(folder, pairs.iter().filter_map(files));
    let in_pairs: HashSet<&PathBuf> = taken.keys().flatten().collect();
    let paths: HashSet<&[PathBuf; 2]> = taken.values().collect();
    pairs.retain(|pair| match pair {
        Pair::Failed(Error::NoPartner { path, .. }) => !in_pairs.contains(&real(path)),
        pair => files(pair).is_none_or(|files| paths.contains(&files)),
    });
    let places = straightest(folder, records.drain(..).map(|path| [path]));
    records.extend(places.into_values().flatten());
    records.sort();
    let again = count - pairs.len() - records.len();
    if again > 0 {
        tell(&format!(
            "{}: passed over what links lead to a second time: {again}",
            folder.display()
        ));
    }
}

/// Of all paths to the same files of a folder those that no link is in, or else the first; by what the files really are.
fn straightest<const N: usize>(
    folder: &Path,
    all: impl Iterator<Item = [PathBuf; N]>,
) -> BTreeMap<[PathBuf; N], [PathBuf; N]> {
    let whole = whole(folder);
    let is_straight = |path: &Path, real: &Path| {
        let within = path.strip_prefix(folder).unwrap_or(path);
        whole.join(within) == real
    };
    let mut ranked: Vec<(bool, [PathBuf; N], [PathBuf; N])> = all
        .map(|paths| {
            let files = paths.each_ref().map(|path| real(path));
            let mut sides = paths.iter().zip(&files);
            let has_link = !sides.all(|(path, file)| is_straight(path, file));
            (has_link, paths, files)
        })
        .collect();
    ranked.sort();
    let mut found = BTreeMap::new();
    for (_, paths, files) in ranked {
        found.entry(files).or_insert(paths);
    }
    found
}

/// The file that a path leads to.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
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
pub(super) fn refuse_article(folder: &Path, output: &Path) -> Result<()> {
    match whole(output).strip_prefix(whole(folder)) {
        Ok(within) if !names(within).is_empty() => Err(Error::OutputInUse {
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

/// Files named in a message.
const MOST_NAMED: usize = 5;

/// The first few of many names.
fn some(paths: &[PathBuf]) -> String {
    let named = paths.iter().take(MOST_NAMED).map(|path| display(path));
    let mut named: Vec<String> = named.collect();
    if paths.len() > MOST_NAMED {
        named.push("…".into());
    }
    named.join(", ")
}

/// Pairs files whose names differ in the language alone, in the order of these names; and those whose names say none.
fn pair(folder: &Path, paths: Vec<PathBuf>) -> (Vec<Pair>, Vec<PathBuf>) {
    let (mut named, mut unnamed) = (Vec::new(), Vec::new());
    for path in paths {
        match names(path.strip_prefix(folder).unwrap_or(&path)) {
            names if names.is_empty() => unnamed.push(path),
            names => named.push((path, names)),
        }
    }
    unnamed.sort();
    // `korean-launch` may say a language, or be the subject: where the other language has the name too, it does.
    let all: HashSet<Name> = named
        .iter()
        .flat_map(|(_, names)| names.iter().cloned())
        .collect();
    let mut groups: BTreeMap<String, [Vec<PathBuf>; 2]> = BTreeMap::new();
    for (path, names) in named {
        let has_other = |(name, language): &&Name| all.contains(&(name.clone(), language.other()));
        if let Some((name, language)) = names.iter().find(has_other).or(names.first()) {
            let group = groups.entry(name.clone()).or_default();
            group[usize::from(*language == Language::English)].push(path);
        }
    }
    let mut pairs = Vec::new();
    for [korean, english] in groups.into_values() {
        if let ([korean], [english]) = (&korean[..], &english[..]) {
            pairs.push(Pair::Files {
                korean: korean.clone(),
                english: english.clone(),
            });
        } else {
            let counts = (korean.len(), english.len());
            let alone = korean.into_iter().chain(english);
            pairs.extend(alone.map(|path| {
                Pair::Failed(Error::NoPartner {
                    path,
                    korean: counts.0,
                    english: counts.1,
                })
            }));
        }
    }
    (pairs, unnamed)
}

/// A path without a word that says a language and without the ending, and that language.
type Name = (String, Language);

/// The names that a path may have, by each of the words that say a language, the last first.
fn names(path: &Path) -> Vec<Name> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    // `NAME.ko` has no other ending.
    let path = match language_of(&ending) {
        Some(_) => path.to_path_buf(),
        None => path.with_extension(""),
    };
    let path = normalize(&display(&path));
    let mut words = Vec::new();
    let mut start = 0;
    for word in path.split(|c: char| !c.is_alphanumeric()) {
        words.push(start..start + word.len());
        start += word.len();
        start += path[start..].chars().next().map_or(0, char::len_utf8);
    }
    let is_region = |word: &&Range<usize>| {
        let joined = path[..word.start].ends_with(['-', '_']);
        let text = &path[(*word).clone()];
        joined
            && REGIONS
                .iter()
                .any(|region| text.eq_ignore_ascii_case(region))
    };
    let named = |(index, word): (usize, &Range<usize>)| {
        let language = language_of(&path[word.clone()])?;
        let end = words.get(index + 1).filter(is_region).unwrap_or(word).end;
        Some((
            format!("{}/{}", &path[..word.start], &path[end..]),
            language,
        ))
    };
    words.iter().enumerate().rev().filter_map(named).collect()
}

fn language_of(word: &str) -> Option<Language> {
    let is_one_of = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is_one_of(&KOREAN) {
        Some(Language::Korean)
    } else if is_one_of(&ENGLISH) {
        Some(Language::English)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs of files, Korean first, and how many have no partner.
    fn paired(paths: &[&str]) -> (Vec<[String; 2]>, usize) {
        let paths = paths.iter().map(PathBuf::from).collect();
        let (mut pairs, mut alone) = (Vec::new(), 0);
        for pair in pair(Path::new("a"), paths).0 {
            match pair {
                Pair::Files { korean, english } => {
                    pairs.push([korean, english].map(|path| path.display().to_string()));
                }
                _ => alone += 1,
            }
        }
        (pairs, alone)
    }

    #[test]
    fn files_are_paired_by_their_names() {
        for [korean, english] in [
            ["a/x.ko.txt", "a/x.en.html"],
            ["a/x/ko.txt", "a/x/en.txt"],
            ["a/ko/x.txt", "a/en/x.docx"],
            ["a/x.ko", "a/x.en"],
            [
                "a/ko/north-korean-launch.txt",
                "a/en/north-korean-launch.txt",
            ],
            ["a/ko/english-exam.txt", "a/en/english-exam.txt"],
            ["a/2025-09-04_KOR.html", "a/2025-09-04_ENG.html"],
            ["a/korean/us/x.ko.txt", "a/korean/us/x.en.txt"],
            ["a/x.ko-KR.txt", "a/x.en_US.txt"],
            ["a/정상회담 국문.txt", "a/정상회담 영문.txt"],
        ] {
            let expected = [korean, english].map(str::to_owned);
            assert_eq!(
                paired(&["a/notes.txt", english, korean]),
                (vec![expected], 0)
            );
        }
    }

    #[test]
    fn what_has_no_partner_or_several_is_none() {
        let paths = ["a/x.ko.txt", "a/y.ko.txt", "a/y.en.txt", "a/y.en.html"];
        assert_eq!(paired(&paths), (vec![], 4));
        // A word that begins like a language names none.
        assert_eq!(
            paired(&["a/korea.txt", "a/england.txt", "a/bus.txt"]),
            (vec![], 0)
        );
    }
}
