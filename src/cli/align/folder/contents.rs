//! Files of one article, told by what they say.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use naranhi::align::Side;
use naranhi::{Aligner, Language};
use rayon::prelude::*;

use super::names::Named;
use crate::cli::align::Arguments;
use crate::cli::{display, input, progress, tell};

/// Endings of articles. What else lies in a folder is not opened to see what it is, and what naranhi writes is none.
const ENDINGS: [&str; 13] = [
    "txt", "text", "htm", "html", "xhtml", "md", "markdown", "docx", "odt", "hwpx", "pdf", "srt",
    "vtt",
];

/// Takes the files out that are editions of each other, Korean first, of those that their names leave over. Files that
/// cannot be read stay.
pub(super) fn pair(
    named: &mut Named,
    arguments: &Arguments,
    aligner: &Aligner,
) -> Vec<[PathBuf; 2]> {
    let alone = named.alone.iter().map(|alone| &alone.path);
    let left_over = alone
        .chain(&named.unnamed)
        .filter(|path| may_be_article(path));
    let left_over: Vec<PathBuf> = left_over.cloned().collect();
    if left_over.len() < 2 {
        return Vec::new();
    }
    let bar = progress::bar(
        Some(left_over.len()),
        "reading {bar:30} {pos} of {len} articles without a pair",
    );
    let read = left_over.into_par_iter().filter_map(|path| {
        let page = input::load(&path, arguments.encoding);
        let side = page.and_then(|page| aligner.side(&page)).ok();
        bar.inc(1);
        Some((path, side?))
    });
    let read: Vec<(PathBuf, Side)> = read.collect();
    bar.finish_and_clear();
    let (korean, english): (Vec<_>, Vec<_>) = read
        .into_iter()
        .partition(|(_, side)| side.language() == Language::Korean);
    let (korean_paths, korean): (Vec<PathBuf>, Vec<Side>) = korean.into_iter().unzip();
    let (english_paths, english): (Vec<PathBuf>, Vec<Side>) = english.into_iter().unzip();
    let bar = progress::bar(
        None,
        "comparing {bar:30} {pos} of {len} pairs of articles, {eta} left",
    );
    let pairs = aligner.pair_documents(&korean, &english, |step| {
        bar.set_length(step.total as u64);
        bar.inc(1);
    });
    bar.finish_and_clear();
    let mut found = Vec::new();
    for pair in pairs {
        let [korean, english] = [&korean_paths[pair.korean], &english_paths[pair.english]];
        if arguments.verbose {
            tell(&format!(
                "{} and {} say the same: {:.0} % of the shorter one is paired",
                display(korean),
                display(english),
                100.0 * pair.paired
            ));
        }
        found.push([korean.clone(), english.clone()]);
    }
    let taken: HashSet<&PathBuf> = found.iter().flatten().collect();
    named.alone.retain(|alone| !taken.contains(&alone.path));
    named.unnamed.retain(|path| !taken.contains(path));
    found
}

fn may_be_article(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}
