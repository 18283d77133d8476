//! Output files that appear whole or not at all.

mod content;
mod lock;
mod rights;

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use naranhi::review::Reviewed;
use naranhi::{Error, Result, unpacked_name};
use tempfile::{Builder, NamedTempFile};

use super::{display, tell};

pub(super) use content::Content;
pub(super) use lock::Lock;

/// The files that are being written, and some that were.
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what is half written. What has been put in its place is not there any more. Nothing new is begun while what this
/// gives back is held.
pub(super) fn clear() -> MutexGuard<'static, Vec<PathBuf>> {
    let pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
    for path in pending.iter() {
        let _ = fs::remove_file(path);
    }
    pending
}

/// A file that is being written beside the place where it will stand.
pub(super) struct PendingFile {
    path: PathBuf,
    file: NamedTempFile,
    content: Content,
    /// The file that was there when this one was begun.
    before: Option<Version>,
    /// Whether it has the group that it should have.
    keeps_group: bool,
}

/// Which of the files is meant that stand in one place, one after the other.
#[derive(PartialEq, Eq)]
struct Version {
    number: Option<u64>,
    length: u64,
    modified: Option<SystemTime>,
}

impl Version {
    /// That which stands in a place now.
    fn at(path: &Path) -> Option<Version> {
        let metadata = fs::metadata(path).ok()?;
        Some(Version {
            number: number(&metadata),
            length: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

impl PendingFile {
    /// Makes sure that the folder is there and can be written to, before any work is done.
    pub(super) fn new(path: &Path) -> Result<PendingFile> {
        PendingFile::new_like(path, path)
    }

    /// The same of a file that is for whom another is: where it is new, it gets the rights of that.
    pub(super) fn new_like(path: &Path, other: &Path) -> Result<PendingFile> {
        // What the kernel shows as a link may lead to a pipe that has no name.
        if let Ok(metadata) = fs::metadata(path) {
            if metadata.is_dir() {
                return Err(Error::Io {
                    path: path.into(),
                    source: ErrorKind::IsADirectory.into(),
                });
            }
            if !metadata.is_file() {
                return Err(Error::NoFile { path: path.into() });
            }
        }
        let given = path;
        let path = behind_links(given);
        if path.is_symlink() {
            return Err(Error::EndlessLink { path: given.into() });
        }
        let replaced = fs::metadata(&path).ok();
        if replaced.is_some() {
            rights::refuse_protected(&path)?;
        }
        let before = Version::at(&path);
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        if !folder.is_dir() {
            return Err(Error::NoFolder { path, folder });
        }
        let mut builder = Builder::new();
        builder.prefix(".naranhi-");
        let model = replaced.or_else(|| fs::metadata(other).ok());
        // Until it has the group of its model, it is nobody else's to read.
        #[cfg(unix)]
        if model.is_none() {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        // No run is stopped between a file and its name in the list.
        let mut pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder
            .tempfile_in(&folder)
            .map_err(|error| not_made(path.clone(), folder, error))?;
        pending.push(file.path().to_owned());
        drop(pending);
        let kept = model.map(|model| rights::keep(file.as_file(), &model));
        let keeps_group = kept.transpose().map_err(|source| Error::Io {
            path: path.clone(),
            source,
        })?;
        let content = file.as_file().try_clone().map_err(|source| Error::Io {
            path: path.clone(),
            source,
        })?;
        Ok(PendingFile {
            content: Content::new(content, unpacked_name(&path).is_some()),
            path,
            file,
            before,
            keeps_group: keeps_group.unwrap_or(true),
        })
    }

    /// The same of what is made anew: no input, no other output, and nothing that a reviewer did, is replaced by it.
    ///
    /// # Errors
    /// [`Error::OutputInUse`], [`Error::Reviewed`], and where nothing can be written.
    pub(super) fn made_anew(
        path: &Path,
        inputs: &[PathBuf],
        other_outputs: &[&Path],
    ) -> Result<PendingFile> {
        refuse_used(path, inputs, other_outputs)?;
        if !Reviewed::of(path).is_empty() {
            return Err(Error::Reviewed { path: path.into() });
        }
        PendingFile::new(path)
    }

    /// Writes the whole content. What fails is named by the file's final place.
    pub(super) fn write<T>(
        &mut self,
        content: impl FnOnce(&mut dyn Write) -> Result<T>,
    ) -> Result<T> {
        let written = content(&mut self.content).map_err(|error| self.named(error))?;
        self.settle()?;
        Ok(written)
    }

    /// The place of the file, whatever links led to it.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the content stands until the file is put in its place.
    pub(super) fn draft(&self) -> &Path {
        self.file.path()
    }

    /// Where content goes that is written piece by piece.
    pub(super) fn content(&self) -> Content {
        self.content.clone()
    }

    /// The file with all of its content on the disk.
    pub(super) fn complete(self) -> Result<PendingFile> {
        self.settle()?;
        Ok(self)
    }

    fn settle(&self) -> Result<()> {
        let completed = self.content.complete();
        completed.map_err(|error| self.named(error.into()))
    }

    /// An error of writing to it, by the file's final place.
    pub(super) fn named(&self, error: Error) -> Error {
        match error {
            Error::Write(source) => Error::Io {
                path: self.path.clone(),
                source,
            },
            other => other,
        }
    }

    /// Makes sure that no other run wrote in its place since it was begun.
    ///
    /// # Errors
    /// [`Error::WrittenMeanwhile`].
    pub(super) fn check(&self) -> Result<()> {
        let now = Version::at(&self.path);
        match now.is_none() || now == self.before {
            true => Ok(()),
            false => Err(Error::WrittenMeanwhile {
                path: self.path.clone(),
            }),
        }
    }

    /// Puts the file in its place, in one step.
    ///
    /// # Errors
    /// [`Error::WrittenMeanwhile`], where a reviewer's work came in its place meanwhile, and [`Error::Io`].
    pub(super) fn finish(self) -> Result<()> {
        if let Err(error) = self.check()
            && !Reviewed::of(&self.path).is_empty()
        {
            return Err(error);
        }
        self.replace()
    }

    /// Puts the file in its place, whatever stands there.
    pub(super) fn replace(self) -> Result<()> {
        self.settle()?;
        let path = self.path;
        if let Err(error) = self.file.persist(&path) {
            let source = why(error.error);
            return Err(Error::Io { path, source });
        }
        if !self.keeps_group {
            tell(&format!(
                "{}: the group that it should have could not be given to it; see who has to read it (`chgrp`)",
                display(&path)
            ));
        }
        Ok(())
    }
}

/// Puts files in their places, one after the other. When one cannot be, it says which were.
pub(super) fn put_all(
    files: impl IntoIterator<Item = PendingFile>,
    put: fn(PendingFile) -> Result<()>,
) -> Result<()> {
    let mut written = Vec::new();
    for file in files {
        let name = display(&file.path);
        if let Err(error) = put(file) {
            if !written.is_empty() {
                tell(&format!(
                    "written already: {}; the other files are as they were",
                    written.join(", ")
                ));
            }
            return Err(error);
        }
        written.push(name);
    }
    Ok(())
}

/// Links in a row that are followed, as many as Linux does.
const MOST_LINKS: usize = 40;

/// The file that a link points to, also one that is not there yet: it is replaced and the link stays.
pub(super) fn behind_links(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    path
}

/// Why no file could be made in the folder of an output.
fn not_made(path: PathBuf, folder: PathBuf, error: io::Error) -> Error {
    // The error itself names the temporary file; what it is made of does not.
    let source = match error
        .get_ref()
        .and_then(|inner| std::error::Error::source(inner))
    {
        Some(inner) => io::Error::new(error.kind(), inner.to_string()),
        None => error.kind().into(),
    };
    match source.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::FolderNotWritable {
            path,
            folder,
            source,
        },
        _ => Error::Io { path, source },
    }
}

/// The whole name of the file that a path leads to, also of one that is not there yet, without links.
pub(super) fn whole(path: &Path) -> PathBuf {
    let path = &behind_links(path);
    fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
        folder
            .unwrap_or_default()
            .join(path.file_name().unwrap_or_default())
    })
}

/// Refuses an output that would replace a file that is read, or another output.
///
/// # Errors
/// [`Error::OutputInUse`].
pub(super) fn refuse_used(
    output: &Path,
    inputs: &[PathBuf],
    other_outputs: &[&Path],
) -> Result<()> {
    let wanted = whole(output);
    let used_as = if inputs.iter().any(|input| whole(input) == wanted) {
        "an input"
    } else if other_outputs.iter().any(|other| whole(other) == wanted) {
        "another output"
    } else {
        return Ok(());
    };
    Err(Error::OutputInUse {
        path: output.to_owned(),
        used_as,
    })
}

/// Why a file cannot be replaced, also where the system says no more than that it may not be.
fn why(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::PermissionDenied if cfg!(windows) => {
            let message = "it cannot be replaced while another program has it open; close it there, and run this again";
            io::Error::new(error.kind(), message)
        }
        _ => error,
    }
}

/// What the file system counts a file as, where it says so.
#[cfg(unix)]
fn number(metadata: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(metadata))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<u64> {
    None
}
