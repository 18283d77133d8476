//! The pairs of articles in a folder, told by the names of the files.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Path, PathBuf};

use naranhi::{Error, Language, Result, normalize};
use walkdir::WalkDir;

use super::many::{Pair, Pairs};
use crate::cli::tell;

/// What names of files and folders call a language.
const KOREAN: [&str; 6] = ["ko", "kor", "korean", "한국어", "한글", "국문"];
const ENGLISH: [&str; 5] = ["en", "eng", "english", "영어", "영문"];
/// Countries behind a language, as in `ko-KR` and `en_US`.
const REGIONS: [&str; 7] = ["kr", "us", "gb", "uk", "au", "ca", "sg"];

/// Looks for pairs in a folder and those in it: `NAME.ko.txt` and `NAME.en.html`, `NAME/ko.txt` and `NAME/en.txt`, or
/// `ko/NAME.txt` and `en/NAME.txt`. Hidden files are passed over; of files whose names say no language it says how many
/// there are.
///
/// # Errors
/// [`Error::NoArticles`] where there is no pair.
pub(super) fn open(folder: &Path) -> Result<Pairs> {
    let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder).follow_links(true).min_depth(1);
    let entries = entries
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let (mut paths, mut failed) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => failed.push(Pair::Failed(Error::Io {
                path: error.path().unwrap_or(folder).to_owned(),
                source: error.into(),
            })),
        }
    }
    let files = paths.len();
    let (mut pairs, named) = pair(folder, paths);
    if named < files {
        tell(&format!(
            "{}: {} files passed over whose names say no language",
            folder.display(),
            files - named
        ));
    }
    pairs.extend(failed);
    if pairs.is_empty() {
        return Err(Error::NoArticles {
            folder: folder.into(),
        });
    }
    Ok(Pairs {
        path: folder.into(),
        count: Some(pairs.len()),
        pairs: Box::new(pairs.into_iter().map(Ok)),
    })
}

/// Pairs files whose names differ in the language alone, in the order of these names; and how many say a language.
fn pair(folder: &Path, paths: Vec<PathBuf>) -> (Vec<Pair>, usize) {
    let mut groups: BTreeMap<String, [Vec<PathBuf>; 2]> = BTreeMap::new();
    let mut named = 0;
    for path in paths {
        let within = path.strip_prefix(folder).unwrap_or(&path);
        if let Some((name, language)) = name_and_language(within) {
            let group = groups.entry(name).or_default();
            group[usize::from(language == Language::English)].push(path);
            named += 1;
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
            let alone = korean.into_iter().chain(english);
            pairs.extend(alone.map(|path| Pair::Failed(Error::NoPartner { path })));
        }
    }
    (pairs, named)
}

/// The language that the last such word in a path names, and the path without that word and the ending.
fn name_and_language(path: &Path) -> Option<(String, Language)> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    // `NAME.ko` has no other ending.
    let path = match language_of(&ending) {
        Some(_) => path.to_path_buf(),
        None => path.with_extension(""),
    };
    let path = normalize(&path.to_string_lossy());
    let mut words = Vec::new();
    let mut start = 0;
    for word in path.split(|c: char| !c.is_alphanumeric()) {
        words.push(start..start + word.len());
        start += word.len();
        start += path[start..].chars().next().map_or(0, char::len_utf8);
    }
    let named = |word: &Range<usize>| language_of(&path[word.clone()]);
    let last = words.iter().rposition(|word| named(word).is_some())?;
    let language = named(&words[last])?;
    let is_region = |word: &&Range<usize>| {
        let joined = path[..word.start].ends_with(['-', '_']);
        joined
            && REGIONS
                .iter()
                .any(|region| path[(*word).clone()].eq_ignore_ascii_case(region))
    };
    let end = words
        .get(last + 1)
        .filter(is_region)
        .unwrap_or(&words[last])
        .end;
    let name = format!("{}/{}", &path[..words[last].start], &path[end..]);
    Some((name, language))
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
