//! Ladders that were predicted for documents with gold.

use std::fs;
use std::path::{Path, PathBuf};

use super::IdBead;
use super::gold::{GoldDocument, stem};
use super::ladder::Ladder;
use crate::align::Aligner;
use crate::error::{Error, Result};

/// The endings of predictions; the first is taken where there are both.
const ENDINGS: [&str; 2] = ["pred", "ladder"];

/// What a folder predicts.
#[derive(Clone, Debug)]
pub struct Predictions {
    /// The beads of each document, in the numbers of its gold; `None` where there is no prediction for it.
    pub beads: Vec<Option<Vec<IdBead>>>,
    /// Predictions for no document of the gold, sorted.
    pub strangers: Vec<PathBuf>,
}

/// Reads the predictions `NAME.pred` or `NAME.ladder` for documents. Of pages the numbers are those of the segments that
/// an [`Aligner`] with its usual settings finds in them, which are those of a ladder that it writes.
///
/// # Errors
/// [`Error::Io`], [`Error::NotUtf8`] and [`Error::Data`] for a file that cannot be read or does not fit its document,
/// [`Error::Gold`] when there is no prediction at all; those of [`Aligner::align`] for pages.
pub fn read_predictions(folder: &Path, documents: &[GoldDocument]) -> Result<Predictions> {
    let aligner = Aligner::new();
    let predictions = documents.iter().map(|document| {
        let mut paths = ENDINGS
            .iter()
            .map(|ending| folder.join(format!("{}.{ending}", document.name)));
        let path = paths.find(|path| path.is_file());
        path.map(|path| document.beads_of_ladder(Ladder::read(&path)?, &aligner))
            .transpose()
    });
    let beads = predictions.collect::<Result<Vec<_>>>()?;
    if beads.iter().all(Option::is_none) {
        return Err(Error::Gold {
            path: folder.into(),
            message: "holds no NAME.pred or NAME.ladder for any document of the gold".into(),
        });
    }
    let mut strangers = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        let is_prediction = ENDINGS
            .iter()
            .any(|ending| path.extension().is_some_and(|it| it == *ending));
        let name = stem(&path);
        if is_prediction && documents.iter().all(|document| document.name != name) {
            strangers.push(path);
        }
    }
    strangers.sort();
    Ok(Predictions { beads, strangers })
}
