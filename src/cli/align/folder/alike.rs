//! Which of some files say the same.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use naranhi::align::{DocumentPairs, Side};
use naranhi::{Aligner, Error, Language};
use rayon::prelude::*;

use crate::cli::align::Arguments;
use crate::cli::{display, input, progress, tell};

/// Articles that were read, by their language.
pub(super) struct Articles {
    korean: Vec<(PathBuf, Side)>,
    english: Vec<(PathBuf, Side)>,
    /// Why others were not.
    unread: HashMap<PathBuf, Error>,
}

/// Which of some files say the same.
pub(super) struct Compared {
    /// Korean first.
    pub(super) pairs: Vec<[PathBuf; 2]>,
    /// All files of these pairs.
    pub(super) taken: HashSet<PathBuf>,
    /// Why others are in none.
    pub(super) why: HashMap<PathBuf, Error>,
}

impl Articles {
    pub(super) fn read(paths: Vec<PathBuf>, arguments: &Arguments, aligner: &Aligner) -> Articles {
        let mut articles = Articles {
            korean: Vec::new(),
            english: Vec::new(),
            unread: HashMap::new(),
        };
        // One has no other edition, whatever it says.
        if paths.len() < 2 {
            return articles;
        }
        let template = "reading {bar:30} {pos} of {len} articles that the names do not pair";
        let bar = progress::bar(Some(paths.len()), template);
        let read = paths.into_par_iter().map(|path| {
            let page = input::load(&path, arguments.encoding);
            let side = page.and_then(|page| aligner.side(&page));
            bar.inc(1);
            (path, side)
        });
        for (path, side) in read.collect::<Vec<_>>() {
            match side {
                Ok(side) if side.language() == Language::Korean => {
                    articles.korean.push((path, side));
                }
                Ok(side) => articles.english.push((path, side)),
                Err(error) => {
                    articles.unread.insert(path, error);
                }
            }
        }
        bar.finish_and_clear();
        articles
    }

    /// The language of all of them, if it is one.
    pub(super) fn only_language(&self) -> Option<Language> {
        match (self.korean.is_empty(), self.english.is_empty()) {
            (false, true) => Some(Language::Korean),
            (true, false) => Some(Language::English),
            _ => None,
        }
    }

    pub(super) fn compare(self, arguments: &Arguments, aligner: &Aligner) -> Compared {
        let (korean, korean_sides): (Vec<_>, Vec<_>) = self.korean.into_iter().unzip();
        let (english, english_sides): (Vec<_>, Vec<_>) = self.english.into_iter().unzip();
        let template = "comparing {bar:30} {pos} of {len} pairs of articles, {eta} left";
        let bar = progress::bar(None, template);
        let found = aligner.pair_documents(&korean_sides, &english_sides, |step| {
            bar.set_length(step.total as u64);
            bar.set_position(step.done as u64);
        });
        bar.finish_and_clear();
        if arguments.verbose {
            for pair in &found.pairs {
                tell(&format!(
                    "{} and {} say the same: {:.0} % of the shorter one is paired",
                    display(&korean[pair.korean]),
                    display(&english[pair.english]),
                    100.0 * pair.paired
                ));
            }
        }
        Compared::new(&korean, &english, &found, self.unread)
    }
}

impl Compared {
    fn new(
        korean: &[PathBuf],
        english: &[PathBuf],
        found: &DocumentPairs,
        unread: HashMap<PathBuf, Error>,
    ) -> Compared {
        let pairs = found.pairs.iter();
        let pairs = pairs.map(|pair| [&korean[pair.korean], &english[pair.english]]);
        let pairs: Vec<[&PathBuf; 2]> = pairs.collect();
        let both_ways = pairs.iter().flat_map(|&[k, e]| [(k, e), (e, k)]);
        let edition_of: HashMap<&PathBuf, &PathBuf> = both_ways.collect();
        let mut why = unread;
        for other in &found.others {
            let [k, e] = [&korean[other.korean], &english[other.english]];
            for (path, same) in [(k, e), (e, k)] {
                // The surest comes first.
                if let (None, Some(edition)) = (edition_of.get(path), edition_of.get(same)) {
                    why.entry(path.clone()).or_insert_with(|| Error::Taken {
                        path: path.clone(),
                        same: same.clone(),
                        edition: PathBuf::clone(edition),
                    });
                }
            }
        }
        Compared {
            taken: edition_of.keys().copied().cloned().collect(),
            pairs: pairs.iter().map(|pair| pair.map(PathBuf::clone)).collect(),
            why,
        }
    }

    /// Whether a file shows an article and its translation.
    pub(super) fn is_report(&self, path: &PathBuf) -> bool {
        matches!(self.why.get(path), Some(Error::Report { .. }))
    }

    /// Why a file is in no pair, if it is nothing worse than what its name says.
    pub(super) fn why_alone(&mut self, path: PathBuf, by_name: Option<Error>) -> Error {
        let why = self.why.remove(&path).or(by_name);
        why.unwrap_or(Error::NoEdition { path })
    }
}
