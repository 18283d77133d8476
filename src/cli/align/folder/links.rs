//! Files that links lead to more than once.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::names::Named;
use crate::cli::output::whole;

/// Takes each pair once, each file that has none, and each of JSON lines; how many pairs, files without their other half and
/// files of JSON lines were taken out. What is in a pair by another path lacks nothing.
pub(super) fn without_repetitions(
    folder: &Path,
    named: &mut Named,
    records: &mut Vec<PathBuf>,
) -> usize {
    let count =
        |named: &Named, records: &[PathBuf]| named.pairs.len() + named.alone.len() + records.len();
    let before = count(named, records);
    let taken = straightest(folder, named.pairs.iter().cloned());
    let in_pairs: HashSet<&PathBuf> = taken.keys().flatten().collect();
    let paths: HashSet<&[PathBuf; 2]> = taken.values().collect();
    named.pairs.retain(|pair| paths.contains(pair));
    named
        .alone
        .retain(|alone| !in_pairs.contains(&real(&alone.path)));
    let alone = named.alone.iter().map(|alone| [alone.path.clone()]);
    let once: HashSet<PathBuf> = straightest(folder, alone).into_values().flatten().collect();
    named.alone.retain(|alone| once.contains(&alone.path));
    named.unnamed.retain(|path| !in_pairs.contains(&real(path)));
    for files in [&mut named.unnamed, records] {
        let places = straightest(folder, files.drain(..).map(|path| [path]));
        files.extend(places.into_values().flatten());
        files.sort();
    }
    before - count(named, records)
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
