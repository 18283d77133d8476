//! Files that their names do not pair: those that say the same are paired, and of the others it is said why they are not.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use naranhi::align::{DocumentPairs, Side};
use naranhi::{Aligner, Error, Language, Result};
use rayon::prelude::*;

use super::names::Alone;
use crate::cli::align::Arguments;
use crate::cli::align::pairs::Pair;
use crate::cli::{counted, display, input, progress, tell};

/// Endings of articles. What else lies in a folder is not opened to see what it is, and what naranhi writes is none.
const ENDINGS: [&str; 13] = [
    "txt", "text", "htm", "html", "xhtml", "md", "markdown", "docx", "odt", "hwpx", "pdf", "srt",
    "vtt",
];
/// So many pairs are set aside: all that are read anew are held in memory.
const MOST_DOUBTFUL: usize = 10_000;
/// Files named in a message.
const MOST_NAMED: usize = 5;

/// What the names of files leave over.
pub(in crate::cli::align) struct LeftOver {
    /// The folders, as messages call them.
    pub(super) called: String,
    /// Whether there are other pairs.
    pub(super) has_pairs: bool,
    /// Files whose names say a language, and that have no other half by that.
    pub(super) alone: Vec<Alone>,
    /// Files whose names say no language.
    pub(super) unnamed: Vec<PathBuf>,
    /// What could not be listed.
    pub(super) failed: Vec<Error>,
    /// Pairs by their names that do not say the same.
    pub(super) doubtful: Vec<[PathBuf; 2]>,
}

impl LeftOver {
    /// Takes a pair back that does not say the same, unless too many are; whether it did.
    pub(in crate::cli::align) fn takes_back(&mut self, pair: &[PathBuf; 2]) -> bool {
        let takes = self.doubtful.len() < MOST_DOUBTFUL;
        if takes {
            self.doubtful.push(pair.clone());
        }
        takes
    }

    /// Pairs what says the same. What was paired by its name, and says the same as nothing else, stays a pair; of the rest
    /// it is said why there is none.
    ///
    /// # Errors
    /// [`Error::NoArticles`] where there is no pair at all.
    pub(in crate::cli::align) fn settle(
        self,
        arguments: &Arguments,
        aligner: &Aligner,
    ) -> Result<Vec<Pair>> {
        let paths = self.alone.iter().map(|alone| &alone.path);
        let paths = paths.chain(self.doubtful.iter().flatten());
        let unnamed = self.unnamed.iter().filter(|path| may_be_article(path));
        let paths: Vec<PathBuf> = paths.chain(unnamed).cloned().collect();
        let articles = Articles::read(paths, arguments, aligner);
        let only = articles.only_language();
        let mut compared = articles.compare(arguments, aligner);
        if !compared.pairs.is_empty() {
            tell(&format!(
                "{}: told by what the articles say, not by their names: {}",
                self.called,
                counted(compared.pairs.len(), "pair")
            ));
        }
        let is_taken = |path: &PathBuf| compared.taken.contains(path);
        let (kept, parted): (Vec<_>, Vec<_>) = self
            .doubtful
            .into_iter()
            .partition(|pair| !pair.iter().any(is_taken));
        let has_pairs = self.has_pairs || !compared.pairs.is_empty();
        // Where names tell what belongs together, other files need no other edition.
        let (articles, others): (Vec<_>, Vec<_>) = self
            .unnamed
            .into_iter()
            .filter(|path| !is_taken(path))
            .partition(|path| !compared.pairs.is_empty() && may_be_article(path));
        if !others.is_empty() {
            let most = if arguments.verbose {
                usize::MAX
            } else {
                MOST_NAMED
            };
            tell(&format!(
                "{}: passed over {} without a language in the name: {}",
                self.called,
                counted(others.len(), "file"),
                some(&others, most)
            ));
        }
        let parted = parted.into_iter().flatten().chain(articles);
        let parted = parted.map(|path| (path, None));
        let alone = self.alone.into_iter();
        let alone = alone.map(|alone| (alone.path.clone(), Some(Error::from(alone))));
        let mut failed = self.failed;
        for (path, error) in alone.chain(parted) {
            if !compared.taken.contains(&path) {
                failed.push(compared.why_alone(path, error));
            }
        }
        if !has_pairs {
            for error in &failed {
                tell(&format!("passed over: {error}"));
            }
            if let Some(language) = only {
                let missing = language.other();
                tell(&format!(
                    "{}: all articles in it are {language}; give the {missing} ones too, or their folder",
                    self.called
                ));
            }
            return Err(Error::NoArticles {
                folder: self.called,
            });
        }
        let pairs = compared.pairs.into_iter().chain(kept);
        let pairs = pairs.map(|[korean, english]| Pair::Files { korean, english });
        Ok(pairs.chain(failed.into_iter().map(Pair::Failed)).collect())
    }
}

fn may_be_article(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut known = ENDINGS.iter();
    known.any(|known| ending.eq_ignore_ascii_case(known))
}

/// The first of many names.
fn some(paths: &[PathBuf], most: usize) -> String {
    let named = paths.iter().take(most).map(|path| display(path));
    let mut named: Vec<String> = named.collect();
    if paths.len() > most {
        named.push("…".into());
    }
    named.join(", ")
}

/// Articles that were read, by their language.
struct Articles {
    korean: Vec<(PathBuf, Side)>,
    english: Vec<(PathBuf, Side)>,
    /// Why others were not.
    unread: HashMap<PathBuf, Error>,
}

/// Which of some files say the same.
struct Compared {
    /// Korean first.
    pairs: Vec<[PathBuf; 2]>,
    /// All files of these pairs.
    taken: HashSet<PathBuf>,
    /// Why others are in none.
    why: HashMap<PathBuf, Error>,
}

impl Articles {
    fn read(paths: Vec<PathBuf>, arguments: &Arguments, aligner: &Aligner) -> Articles {
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
    fn only_language(&self) -> Option<Language> {
        match (self.korean.is_empty(), self.english.is_empty()) {
            (false, true) => Some(Language::Korean),
            (true, false) => Some(Language::English),
            _ => None,
        }
    }

    fn compare(self, arguments: &Arguments, aligner: &Aligner) -> Compared {
        let (korean, korean_sides): (Vec<_>, Vec<_>) = self.korean.into_iter().unzip();
        let (english, english_sides): (Vec<_>, Vec<_>) = self.english.into_iter().unzip();
        let template = "comparing {bar:30} {pos} of {len} pairs of articles, {eta} left";
        let bar = progress::bar(None, template);
        let found = aligner.pair_documents(&korean_sides, &english_sides, |step| {
            bar.set_length(step.total as u64);
            bar.inc(1);
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

    /// Why a file is in no pair, if it is nothing worse than what its name says.
    fn why_alone(&mut self, path: PathBuf, by_name: Option<Error>) -> Error {
        let why = self.why.remove(&path).or(by_name);
        why.unwrap_or(Error::NoEdition { path })
    }
}
