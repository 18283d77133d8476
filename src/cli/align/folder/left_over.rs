//! Files that their names do not pair: those that say the same are paired, and of the others it is said why they are not.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use naranhi::{Aligner, Error, Language, Result};

use super::alike::{Articles, Compared};
use super::names::Alone;
use crate::cli::align::Arguments;
use crate::cli::align::pairs::Pair;
use crate::cli::{counted, display, said, tell};

/// Endings of articles. What else lies in a folder is not read as one, and what naranhi writes is none.
const ENDINGS: [&str; 13] = [
    "txt", "text", "htm", "html", "xhtml", "md", "markdown", "docx", "odt", "hwpx", "pdf", "srt",
    "vtt",
];
/// So many pairs are set aside: all that are read anew are held in memory.
const MOST_DOUBTFUL: usize = 10_000;
/// Files named in a message.
pub(super) const MOST_NAMED: usize = 5;

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
    /// Files that were given by themselves, for each of which there is a reason why it is in no pair.
    pub(super) given: HashSet<PathBuf>,
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
        let may_be = |path: &&PathBuf| self.given.contains(*path) || may_be_article(path);
        let unnamed = self.unnamed.iter().filter(may_be);
        let paths: Vec<PathBuf> = paths.chain(unnamed).cloned().collect();
        let articles = Articles::read(paths, arguments, aligner);
        let only = articles.only_language();
        let mut compared = articles.compare(arguments, aligner);
        if !self.has_pairs && compared.pairs.is_empty() {
            return Err(self.without_pairs(only, &mut compared, arguments));
        }
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
        // Where names tell what belongs together, other files need no other edition.
        let (articles, others): (Vec<_>, Vec<_>) = self
            .unnamed
            .into_iter()
            .filter(|path| !is_taken(path))
            .partition(|path| {
                let may_be = !compared.pairs.is_empty() && may_be_article(path);
                self.given.contains(path) || may_be && !compared.is_report(path)
            });
        tell_of(&self.called, &others, arguments);
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
        let pairs = compared.pairs.into_iter().chain(kept);
        let pairs = pairs.map(|[korean, english]| Pair::Files { korean, english });
        Ok(pairs.chain(failed.into_iter().map(Pair::Failed)).collect())
    }

    /// Says what there is in the place of pairs.
    fn without_pairs(
        self,
        only: Option<Language>,
        compared: &mut Compared,
        arguments: &Arguments,
    ) -> Error {
        let (unread, others): (Vec<_>, Vec<_>) = self
            .unnamed
            .into_iter()
            .partition(|path| self.given.contains(path) || compared.why.contains_key(path));
        let alone = self.alone.into_iter();
        let alone = alone.map(|alone| (alone.path.clone(), Some(Error::from(alone))));
        let unread = unread.into_iter().map(|path| (path, None));
        let why = alone.chain(unread);
        let why = why.map(|(path, error)| compared.why_alone(path, error));
        for error in self.failed.into_iter().chain(why) {
            tell(&format!("passed over: {}", said(&error)));
        }
        tell_of(&self.called, &others, arguments);
        if let Some(language) = only {
            let missing = language.other();
            tell(&format!(
                "{}: all articles in it are {language}; give the {missing} ones too, or their folder",
                self.called
            ));
        }
        Error::NoArticles {
            folder: self.called,
        }
    }
}

/// Says how many files were passed over whose names say nothing.
fn tell_of(called: &str, files: &[PathBuf], arguments: &Arguments) {
    let most = match arguments.verbose {
        true => files.len(),
        false => MOST_NAMED,
    };
    if !files.is_empty() {
        tell(&format!(
            "{called}: passed over {} without a language in the name: {}",
            counted(files.len(), "file"),
            first_of(files, most)
        ));
    }
}

fn may_be_article(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut known = ENDINGS.iter();
    known.any(|known| ending.eq_ignore_ascii_case(known))
}

/// The first of many names.
pub(super) fn first_of(paths: &[PathBuf], most: usize) -> String {
    let named = paths.iter().take(most).map(|path| display(path));
    let mut named: Vec<String> = named.collect();
    if paths.len() > most {
        named.push("…".into());
    }
    named.join(", ")
}
