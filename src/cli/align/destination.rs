//! Where the alignments of many articles go.

use naranhi::export::{Collection, DocumentInfo, Format};
use naranhi::{Alignment, Error, Result};

use super::Arguments;
use crate::cli::output::{Content, PendingFile, put_all};

/// Where the alignments go.
pub(super) enum Destination {
    Files(Vec<Output>),
    /// Tab-separated rows.
    Printed(Collection<std::io::Stdout>),
}

/// A file that is being written.
pub(super) struct Output {
    pending: PendingFile,
    collection: Collection<Content>,
}

impl Destination {
    pub(super) fn new(
        arguments: &Arguments,
        outputs: Vec<(Format, PendingFile)>,
        info: &DocumentInfo,
    ) -> Result<Destination> {
        if outputs.is_empty() && !arguments.explain {
            let rows = Collection::new(Format::Tsv, std::io::stdout(), info)?;
            return Ok(Destination::Printed(rows));
        }
        let output = |(format, pending): (Format, PendingFile)| {
            Ok(Output {
                collection: Collection::new(format, pending.content(), info)?,
                pending,
            })
        };
        let outputs: Result<Vec<Output>> = outputs.into_iter().map(output).collect();
        Ok(Destination::Files(outputs?))
    }

    /// Adds a document to the files that can hold it; why the others, which are workbooks, cannot.
    pub(super) fn add(&mut self, alignment: &Alignment, info: &DocumentInfo) -> Result<Vec<Error>> {
        let outputs = match self {
            Destination::Files(outputs) => outputs,
            Destination::Printed(rows) => return rows.add(alignment, info).map(|()| Vec::new()),
        };
        let mut refused = Vec::new();
        for output in outputs {
            match output.collection.check(alignment, info) {
                Ok(()) => {
                    let added = output.collection.add(alignment, info);
                    added.map_err(|error| output.pending.named(error))?;
                }
                Err(error) => refused.push(error),
            }
        }
        Ok(refused)
    }

    /// Whether there are so many files, and no other.
    pub(super) fn is_of(&self, files: usize) -> bool {
        matches!(self, Destination::Files(outputs) if outputs.len() == files)
    }

    /// Puts the files in their places.
    pub(super) fn finish(self) -> Result<()> {
        let outputs = match self {
            Destination::Files(outputs) => outputs,
            Destination::Printed(rows) => return rows.finish(),
        };
        let mut pending = Vec::new();
        for output in outputs {
            let finished = output.collection.finish();
            finished.map_err(|error| output.pending.named(error))?;
            pending.push(output.pending.complete()?);
        }
        put_all(pending, PendingFile::finish)
    }
}
