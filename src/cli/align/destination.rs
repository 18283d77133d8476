//! Where the alignments of many articles go.

use std::fs;
use std::io::BufWriter;

use naranhi::export::{Collection, DocumentInfo, Format};
use naranhi::{Alignment, Result};

use super::Arguments;
use crate::cli::output::PendingFile;

/// Where the alignments go.
pub(super) enum Destination {
    Files(Vec<Output>),
    /// Tab-separated rows.
    Printed(Collection<std::io::Stdout>),
}

/// A file that is being written.
pub(super) struct Output {
    pending: PendingFile,
    collection: Collection<BufWriter<fs::File>>,
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
            let out = BufWriter::new(pending.handle()?);
            Ok(Output {
                collection: Collection::new(format, out, info)?,
                pending,
            })
        };
        let outputs: Result<Vec<Output>> = outputs.into_iter().map(output).collect();
        Ok(Destination::Files(outputs?))
    }

    /// Refuses a document that one of the files cannot hold.
    ///
    /// # Errors
    /// [`naranhi::Error::Sheet`].
    pub(super) fn check(&self, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match self {
            Destination::Files(outputs) => outputs
                .iter()
                .try_for_each(|output| output.collection.check(alignment, info)),
            Destination::Printed(_) => Ok(()),
        }
    }

    pub(super) fn add(&mut self, alignment: &Alignment, info: &DocumentInfo) -> Result<()> {
        match self {
            Destination::Files(outputs) => outputs.iter_mut().try_for_each(|output| {
                let added = output.collection.add(alignment, info);
                added.map_err(|error| output.pending.named(error))
            }),
            Destination::Printed(rows) => rows.add(alignment, info),
        }
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
            pending.push(output.pending);
        }
        pending.into_iter().try_for_each(PendingFile::finish)
    }
}
