//! Documents with beads made by hand, in the two forms that there are.
//!
//! - `NAME.en`, `NAME.ko` (a segment a line) and `NAME.gold` (a ladder: `[English ids]:[Korean ids]` a line, from 0);
//! - `ID/ko.txt`, `ID/en.txt` (pages) and `ID/gold.tsv` (a bead a row: Korean, English; ` ‖ ` between sentences).

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::ladder::Ladder;
use super::table::{Ids, Table};
use super::{IdBead, Prediction};
use crate::align::{Aligner, Alignment, Example, Side};
use crate::article::{Language, Layout};
use crate::error::{Error, Result};
use crate::reader::{Page, recognize};

/// A pair of texts with its gold beads.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// The file's stem or the folder's name.
    pub name: String,
    /// What it is read from: gold, Korean and English.
    pub files: [PathBuf; 3],
    /// The Korean text.
    pub korean: String,
    /// The English text.
    pub english: String,
    /// How the texts are to be read.
    pub layout: Layout,
    /// The beads.
    pub beads: Vec<IdBead>,
    korean_ids: Ids,
    english_ids: Ids,
}

impl GoldDocument {
    /// Reads every document with gold in a folder, sorted by name.
    ///
    /// # Errors
    /// [`Error::Gold`] when there is none; [`Error::Io`], [`Error::NotUtf8`] and [`Error::Data`] for files that
    /// cannot be read.
    pub fn read_folder(folder: &Path) -> Result<Vec<GoldDocument>> {
        let mut documents = Vec::new();
        for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
            let path = entry.map_err(Error::io(folder))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "gold")
            {
                documents.push(GoldDocument::read_ladder(&path)?);
            } else if path.join("gold.tsv").is_file() {
                documents.push(GoldDocument::read_pair(&path)?);
            }
        }
        if documents.is_empty() {
            return Err(Error::Gold {
                path: folder.into(),
                message: "holds neither NAME.gold beside NAME.en and NAME.ko, nor ID/gold.tsv beside ID/ko.txt and \
                          ID/en.txt"
                    .into(),
            });
        }
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(documents)
    }

    fn read_ladder(path: &Path) -> Result<GoldDocument> {
        let files = ["gold", "ko", "en"].map(|ending| path.with_extension(ending));
        let [_, korean, english] = &files;
        let korean = read_article(korean, Language::Korean)?;
        let english = read_article(english, Language::English)?;
        let ladder = Ladder::read(path)?;
        ladder.must_fit(&korean, &english)?;
        let document = GoldDocument {
            name: stem(path),
            files,
            beads: ladder.into_beads(),
            // Segments are known by their lines.
            korean_ids: Ids::default(),
            english_ids: Ids::default(),
            korean,
            english,
            layout: Layout::Presegmented,
        };
        document.checked()
    }

    fn read_pair(folder: &Path) -> Result<GoldDocument> {
        let files = ["gold.tsv", "ko.txt", "en.txt"].map(|name| folder.join(name));
        let [path, korean, english] = &files;
        let korean = read_article(korean, Language::Korean)?;
        let english = read_article(english, Language::English)?;
        let table = Table::read(path, &korean, &english)?;
        let document = GoldDocument {
            name: stem(folder),
            files,
            beads: table.beads,
            korean_ids: table.korean,
            english_ids: table.english,
            korean,
            english,
            layout: Layout::Page,
        };
        document.checked()
    }

    fn checked(self) -> Result<GoldDocument> {
        match self.beads.is_empty() {
            true => Err(Error::Gold {
                path: self.files[0].clone(),
                message: "no beads in it; leave the document out, or write at least one".into(),
            }),
            false => Ok(self),
        }
    }

    /// Aligns the document; its beads in the numbers of the gold, and how sure each is.
    ///
    /// # Errors
    /// Those of [`Aligner::align`].
    pub fn align(&self, aligner: &Aligner) -> Result<Vec<Prediction>> {
        let (korean, english) = self.pages();
        let alignment = aligner.align_pages(&korean, &english, |_| {})?;
        let beads = self.beads_of(&alignment).into_iter();
        Ok(beads
            .zip(&alignment.beads)
            .map(|(bead, found)| Prediction {
                bead,
                confidence: found.confidence,
            })
            .collect())
    }

    /// The texts, by the names of their files.
    fn pages(&self) -> (Page, Page) {
        let [_, korean, english] = &self.files;
        (
            Page::plain(&self.korean, korean.display().to_string()),
            Page::plain(&self.english, english.display().to_string()),
        )
    }

    /// The beads of a ladder, in the numbers of the gold. Those of the ladder are lines or, of pages, the segments that
    /// `aligner` finds in them, furniture left out.
    pub(super) fn beads_of_ladder(&self, ladder: Ladder, aligner: &Aligner) -> Result<Vec<IdBead>> {
        if self.layout == Layout::Presegmented {
            ladder.must_be_within(self.korean.lines().count(), self.english.lines().count())?;
            return Ok(ladder.into_beads());
        }
        let (korean, english) = self.pages();
        // Which captions are of the articles is known when they have been aligned.
        let alignment = aligner.align_pages(&korean, &english, |_| {})?;
        let (source, target) = (&alignment.source, &alignment.target);
        let (korean, english) = source.language().korean_first(source, target);
        let (korean, english) = (self.numbers(korean), self.numbers(english));
        ladder.must_be_within(korean.len(), english.len())?;
        let numbered =
            |ids: &[usize], numbers: &[usize]| ids.iter().map(|&id| numbers[id]).collect();
        let beads = ladder.into_beads().into_iter();
        Ok(beads
            .map(|bead| {
                IdBead::new(
                    numbered(&bead.english, &english),
                    numbered(&bead.korean, &korean),
                )
            })
            .collect())
    }

    /// The beads of an alignment of this document, in the numbers of the gold. A segment that the gold does not have,
    /// because it is furniture or was split otherwise, gets a number that the gold does not use.
    pub fn beads_of(&self, alignment: &Alignment) -> Vec<IdBead> {
        let source = self.numbers(&alignment.source);
        let target = self.numbers(&alignment.target);
        alignment
            .beads
            .iter()
            .map(|bead| {
                let source = source[bead.source.clone()].to_vec();
                let target = target[bead.target.clone()].to_vec();
                let language = alignment.source.language();
                let (korean, english) = language.korean_first(source, target);
                IdBead::new(english, korean)
            })
            .collect()
    }

    /// The document as an example to learn from.
    ///
    /// # Errors
    /// Those of [`Aligner::align`] for the texts.
    pub fn example<'a>(&self, aligner: &'a Aligner) -> Result<Example<'a>> {
        let source = aligner.segments(&self.korean, &self.name)?;
        let target = aligner.segments(&self.english, &self.name)?;
        let beads = self.runs(&source, &target);
        Ok(Example::new(aligner, source, target, &beads))
    }

    /// The gold beads as runs of neighbouring segments, sorted; those that are not are left out.
    fn runs(&self, source: &Side, target: &Side) -> Vec<(Range<usize>, Range<usize>)> {
        let (source, target) = (self.numbers(source), self.numbers(target));
        let run = |ids: &[usize], numbers: &[usize]| -> Option<Range<usize>> {
            let places: Option<Vec<usize>> = ids
                .iter()
                .map(|id| numbers.iter().position(|number| number == id))
                .collect();
            let places = places?;
            let (first, last) = (*places.iter().min()?, *places.iter().max()?);
            (last - first + 1 == places.len()).then_some(first..last + 1)
        };
        let mut runs: Vec<_> = self
            .beads
            .iter()
            .filter_map(|bead| Some((run(&bead.korean, &source)?, run(&bead.english, &target)?)))
            .collect();
        runs.sort_by_key(|(source, target)| (source.start, target.start));
        runs
    }

    /// The gold numbers of the segments of one side.
    fn numbers(&self, side: &Side) -> Vec<usize> {
        match (self.layout, side.language()) {
            (Layout::Presegmented, _) => (0..side.segments.len())
                .map(|segment| side.number(segment))
                .collect(),
            (_, Language::Korean) => self.korean_ids.of(side),
            (_, Language::English) => self.english_ids.of(side),
        }
    }
}

pub(super) fn stem(path: &Path) -> String {
    // A folder's name may hold a full stop; a file's last one begins its ending.
    let name = if path.is_dir() {
        path.file_name()
    } else {
        path.file_stem()
    };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// The text of a file, which must not be in the other language.
fn read_article(path: &Path, language: Language) -> Result<String> {
    let text = read_text(path)?;
    match recognize(&text, "") {
        Ok(found) if found != language => Err(Error::Gold {
            path: path.into(),
            message: format!("{found}; the {language} text belongs here"),
        }),
        // A text in no language has a message of its own when it is aligned.
        _ => Ok(text),
    }
}

/// A file as text, without a byte-order mark.
pub(super) fn read_text(path: &Path) -> Result<String> {
    let text = crate::reader::read_file(path, None)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
