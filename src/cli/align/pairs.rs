//! The pairs of articles in a folder, told by the names of the files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use naranhi::{Error, Language, Result, normalize};
use walkdir::WalkDir;

/// What names of files and folders call a language.
const KOREAN: [&str; 6] = ["ko", "kor", "korean", "한국어", "한글", "국문"];
const ENGLISH: [&str; 5] = ["en", "eng", "english", "영어", "영문"];
/// Countries behind a language, as in `ko-KR` and `en_US`.
const REGIONS: [&str; 7] = ["kr", "us", "gb", "uk", "au", "ca", "sg"];

/// What a folder holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Korean and English, in the order of their names.
    pub(super) pairs: Vec<(PathBuf, PathBuf)>,
    /// Files of one language without exactly one of the other.
    pub(super) without_partner: Vec<PathBuf>,
}

/// Looks for pairs in a folder and those in it: `NAME.ko.txt` and `NAME.en.html`, `NAME/ko.txt` and `NAME/en.txt`, or
/// `ko/NAME.txt` and `en/NAME.txt`. Hidden files are passed over.
///
/// # Errors
/// [`Error::Io`] for what cannot be listed, and [`Error::NoArticles`] where there is no pair.
pub(super) fn find(folder: &Path) -> Result<Found> {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder).follow_links(true).min_depth(1);
    let mut paths = Vec::new();
    for entry in entries
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
    {
        let entry = entry.map_err(|error| Error::Io {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into(),
        })?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    let found = pair(folder, paths);
    if found.pairs.is_empty() {
        return Err(Error::NoArticles {
            folder: folder.into(),
        });
    }
    Ok(found)
}

/// Pairs files whose names differ in the language alone.
fn pair(folder: &Path, paths: Vec<PathBuf>) -> Found {
    let mut groups: BTreeMap<String, [Vec<PathBuf>; 2]> = BTreeMap::new();
    for path in paths {
        let within = path.strip_prefix(folder).unwrap_or(&path);
        if let Some((name, language)) = name_and_language(within) {
            let group = groups.entry(name).or_default();
            group[usize::from(language == Language::English)].push(path);
        }
    }
    let mut found = Found::default();
    for [mut korean, mut english] in groups.into_values() {
        match (korean.len(), english.len()) {
            (1, 1) => found.pairs.extend(korean.pop().zip(english.pop())),
            _ => found
                .without_partner
                .extend(korean.into_iter().chain(english)),
        }
    }
    found.without_partner.sort();
    found
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

    fn paired(paths: &[&str]) -> Vec<(String, String)> {
        let paths = paths.iter().map(PathBuf::from).collect();
        let name = |path: PathBuf| path.display().to_string();
        let pairs = pair(Path::new("a"), paths).pairs.into_iter();
        pairs
            .map(|(korean, english)| (name(korean), name(english)))
            .collect()
    }

    #[test]
    fn files_are_paired_by_their_names() {
        for (korean, english) in [
            ("a/x.ko.txt", "a/x.en.html"),
            ("a/x/ko.txt", "a/x/en.txt"),
            ("a/ko/x.txt", "a/en/x.docx"),
            ("a/x.ko", "a/x.en"),
            ("a/2025-09-04_KOR.html", "a/2025-09-04_ENG.html"),
            ("a/korean/us/x.ko.txt", "a/korean/us/x.en.txt"),
            ("a/x.ko-KR.txt", "a/x.en_US.txt"),
            ("a/정상회담 국문.txt", "a/정상회담 영문.txt"),
        ] {
            let expected = vec![(korean.to_owned(), english.to_owned())];
            assert_eq!(paired(&["a/notes.txt", english, korean]), expected);
        }
    }

    #[test]
    fn what_has_no_partner_or_several_is_named() {
        let paths = ["a/x.ko.txt", "a/y.ko.txt", "a/y.en.txt", "a/y.en.html"];
        let found = pair(Path::new("a"), paths.iter().map(PathBuf::from).collect());
        assert!(found.pairs.is_empty());
        assert_eq!(found.without_partner.len(), 4);
        // A word that begins like a language is none.
        assert!(paired(&["a/korea.txt", "a/england.txt", "a/bus.txt"]).is_empty());
    }
}
