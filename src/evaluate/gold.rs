//! Documents with beads made by hand, in the two forms that there are.
//!
//! - `NAME.en`, `NAME.ko` (a segment a line) and `NAME.gold` (a ladder: `[English ids]:[Korean ids]` a line, from 0);
//! - `ID/ko.txt`, `ID/en.txt` (pages) and `ID/gold.tsv` (a bead a row: Korean, English; ` ‖ ` between sentences).

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::ladder::Ladder;
use super::{IdBead, Prediction};
use crate::align::{Aligner, Alignment, Example, Side};
use crate::article::{Language, Layout, normalize};
use crate::error::{Error, Result};
use crate::reader::Page;

/// Between two sentences in a cell of `gold.tsv`.
const SEPARATOR: &str = " ‖ ";

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

/// From the text of a segment, without white space, to its numbers in the gold.
#[derive(Clone, Debug, Default)]
struct Ids {
    numbers: HashMap<String, Vec<usize>>,
    count: usize,
}

impl Ids {
    fn add(&mut self, text: &str) -> usize {
        let number = self.count;
        self.count += 1;
        self.numbers.entry(key(text)).or_default().push(number);
        number
    }

    /// The gold number of each segment of a side; a segment that the gold does not have gets a number of its own.
    fn of(&self, side: &Side) -> Vec<usize> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        side.segments
            .iter()
            .enumerate()
            .map(|(index, segment)| {
                let key = key(&segment.text);
                let nth = seen.entry(key.clone()).or_default();
                let number = self.numbers.get(&key).and_then(|numbers| numbers.get(*nth));
                *nth += 1;
                number.copied().unwrap_or(self.count + index)
            })
            .collect()
    }
}

fn key(text: &str) -> String {
    normalize(text).split_whitespace().collect()
}

impl GoldDocument {
    /// Reads every document with gold in a folder, sorted by name.
    ///
    /// # Errors
    /// [`Error::Folder`] when there is none; [`Error::Io`], [`Error::NotUtf8`] and [`Error::Data`] for files that
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
            return Err(Error::Folder {
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
        let (korean, english) = (read_text(korean)?, read_text(english)?);
        Ok(GoldDocument {
            name: stem(path),
            files,
            beads: Ladder::read(path)?.into_beads(),
            // Segments are known by their lines.
            korean_ids: Ids::default(),
            english_ids: Ids::default(),
            korean,
            english,
            layout: Layout::Presegmented,
        })
    }

    fn read_pair(folder: &Path) -> Result<GoldDocument> {
        let files = ["gold.tsv", "ko.txt", "en.txt"].map(|name| folder.join(name));
        let [path, korean, english] = &files;
        let table = read_text(path)?;
        let (mut korean_ids, mut english_ids) = (Ids::default(), Ids::default());
        let mut beads = Vec::new();
        for (index, row) in table.lines().enumerate().skip(1) {
            let mut cells = row.split('\t');
            let (Some(korean), Some(english)) = (cells.next(), cells.next()) else {
                return Err(Error::Data {
                    name: path.display().to_string(),
                    line: index + 1,
                    message: "has fewer than two columns; give Korean, English and a note".into(),
                });
            };
            let number = |cell: &str, ids: &mut Ids| -> Vec<usize> {
                cell.split(SEPARATOR)
                    .filter(|sentence| !sentence.trim().is_empty())
                    .map(|sentence| ids.add(sentence))
                    .collect()
            };
            beads.push(IdBead::new(
                number(english, &mut english_ids),
                number(korean, &mut korean_ids),
            ));
        }
        Ok(GoldDocument {
            name: stem(folder),
            korean: read_text(korean)?,
            english: read_text(english)?,
            files,
            layout: Layout::Page,
            beads,
            korean_ids,
            english_ids,
        })
    }

    /// Aligns the document; its beads in the numbers of the gold, and how sure each is.
    ///
    /// # Errors
    /// Those of [`Aligner::align`].
    pub fn align(&self, aligner: &Aligner) -> Result<Vec<Prediction>> {
        let korean = Page::plain(&self.korean, "the Korean text");
        let english = Page::plain(&self.english, "the English text");
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

    /// The beads of an alignment of this document, in the numbers of the gold. A segment that the gold does not have,
    /// because it is furniture or was split otherwise, gets a number that the gold does not use.
    pub fn beads_of(&self, alignment: &Alignment) -> Vec<IdBead> {
        let source = self.numbers(&alignment.source);
        let target = self.numbers(&alignment.target);
        alignment
            .beads
            .iter()
            .map(|bead| {
                let sides = (
                    source[bead.source.clone()].to_vec(),
                    target[bead.target.clone()].to_vec(),
                );
                let (korean, english) = match alignment.source.language() {
                    Language::Korean => sides,
                    Language::English => (sides.1, sides.0),
                };
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

/// Reads the predictions `NAME.pred` or `NAME.ladder` for documents; a document without one has no beads.
///
/// # Errors
/// [`Error::Io`], [`Error::NotUtf8`] and [`Error::Data`] for a file that cannot be read, [`Error::Folder`] when there
/// is none at all.
pub fn read_predictions(folder: &Path, documents: &[GoldDocument]) -> Result<Vec<Vec<IdBead>>> {
    let mut any = false;
    let predictions = documents
        .iter()
        .map(|document| {
            let path = ["pred", "ladder"]
                .map(|ending| folder.join(format!("{}.{ending}", document.name)))
                .into_iter()
                .find(|path| path.is_file());
            let Some(path) = path else {
                return Ok(Vec::new());
            };
            any = true;
            Ladder::read(&path).map(Ladder::into_beads)
        })
        .collect::<Result<Vec<_>>>()?;
    if any {
        Ok(predictions)
    } else {
        Err(Error::Folder {
            path: folder.into(),
            message: "holds no NAME.pred or NAME.ladder for any document of the gold".into(),
        })
    }
}

fn stem(path: &Path) -> String {
    // A folder's name may hold a full stop; a file's last one begins its ending.
    let name = if path.is_dir() {
        path.file_name()
    } else {
        path.file_stem()
    };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

pub(super) fn read_text(path: &Path) -> Result<String> {
    crate::reader::read_file(path, None)
}
