//! Files of one article, told by their names.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use naranhi::{Error, Language, normalize};

use crate::cli::input;

/// What names of files and folders call a language.
const KOREAN: [&str; 6] = ["ko", "kor", "korean", "한국어", "한글", "국문"];
const ENGLISH: [&str; 5] = ["en", "eng", "english", "영어", "영문"];
/// Countries behind a language, as in `ko-KR` and `en_US`.
const REGIONS: [&str; 7] = ["kr", "us", "gb", "uk", "au", "ca", "sg"];

/// The files of a folder, by what their names say.
#[derive(Default)]
pub(super) struct Named {
    /// Korean and English, in the order of their names.
    pub(super) pairs: Vec<[PathBuf; 2]>,
    /// Files whose names say a language and have no other half, or several.
    pub(super) alone: Vec<Alone>,
    /// Files whose names say no language.
    pub(super) unnamed: Vec<PathBuf>,
}

/// A file that is not one of a pair by its name.
pub(super) struct Alone {
    pub(super) path: PathBuf,
    /// Korean files of its name.
    korean: usize,
    /// English files of its name.
    english: usize,
}

impl From<Alone> for Error {
    fn from(alone: Alone) -> Error {
        Error::NoPartner {
            path: alone.path,
            korean: alone.korean,
            english: alone.english,
        }
    }
}

/// Pairs files whose names, within a folder that is [`spelled_out`], differ in the language alone.
pub(super) fn pair(folder: &Path, mut paths: Vec<PathBuf>) -> Named {
    // Folders are listed in any order.
    paths.sort();
    let mut found = Named::default();
    let mut named = Vec::new();
    for path in paths {
        let whole = spelled_out(&path);
        match names(whole.strip_prefix(folder).unwrap_or(&whole)) {
            names if names.is_empty() => found.unnamed.push(path),
            names => named.push((path, names)),
        }
    }
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
    for [korean, english] in groups.into_values() {
        if let ([korean], [english]) = (&korean[..], &english[..]) {
            found.pairs.push([korean.clone(), english.clone()]);
        } else {
            let counts = (korean.len(), english.len());
            let alone = korean.into_iter().chain(english);
            found.alone.extend(alone.map(|path| Alone {
                path,
                korean: counts.0,
                english: counts.1,
            }));
        }
    }
    found
}

/// A path from the root on, without `.` and `..`, so that paths of one folder begin alike however they were written. Links
/// stay: it is their names that count.
pub(super) fn spelled_out(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for part in path.components() {
        match part {
            Component::ParentDir => _ = whole.pop(),
            part => whole.push(part),
        }
    }
    whole
}

/// Whether the name of a file, within a folder, says a language.
pub(super) fn say_a_language(path: &Path) -> bool {
    !names(path).is_empty()
}

/// A path without a word that says a language and without the ending, and that language.
type Name = (String, Language);

/// The names that a path may have, by each of the words that say a language, the last first.
fn names(path: &Path) -> Vec<Name> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    // `NAME.ko` has no other ending, and `2025.9.4-ko` none at all.
    let is_ending = ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && ending.chars().all(char::is_alphanumeric)
        && language_of(&ending).is_none();
    let path = match is_ending {
        true => path.with_extension(""),
        false => path.to_path_buf(),
    };
    let path = normalize(&input::name(&path));
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
        let named = pair(&spelled_out(Path::new("a")), paths);
        let shown = |pair: &[PathBuf; 2]| pair.each_ref().map(|path| path.display().to_string());
        (named.pairs.iter().map(shown).collect(), named.alone.len())
    }

    #[test]
    fn files_are_paired_by_their_names() {
        for [korean, english] in [
            ["a/x.ko.txt", "a/x.en.html"],
            ["a/x/ko.txt", "a/x/en.txt"],
            ["a/ko/x.txt", "a/en/x.docx"],
            ["a/x.ko", "a/x.en"],
            ["a/2025.9.4-ko", "a/2025.9.4-en"],
            ["a/ko/2025.001", "a/en/2025.001"],
            ["./a/ko/x.txt", "a/en/x.txt"],
            ["a/b/../ko/x.txt", "a/en/x.txt"],
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
    fn files_of_numbers_alone_are_not_one() {
        let paths = ["a/ko/2025.001", "a/en/2025.002", "a/ko/2025.002"];
        let expected = ["a/ko/2025.002", "a/en/2025.002"].map(str::to_owned);
        assert_eq!(paired(&paths), (vec![expected], 1));
    }

    #[test]
    fn the_order_of_a_folder_does_not_count() {
        let paths = ["a/x.ko.txt", "a/x.ko.md", "a/x.en.txt", "a/x.en.md"].map(PathBuf::from);
        let alone = |paths: Vec<PathBuf>| -> Vec<PathBuf> {
            let folder = spelled_out(Path::new("a"));
            let alone = pair(&folder, paths).alone.into_iter();
            alone.map(|alone| alone.path).collect()
        };
        let backwards = paths.iter().rev().cloned().collect();
        assert_eq!(alone(paths.to_vec()), alone(backwards));
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
