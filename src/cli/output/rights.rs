//! Who may read and write a file that takes the place of another.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use naranhi::{Error, Result};

/// Refuses to replace a file that the user may not write to: to replace it, the rights of its folder would do.
///
/// # Errors
/// [`Error::WriteProtected`].
pub(super) fn refuse_protected(path: &Path) -> Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(Error::WriteProtected { path: path.into() })
        }
        _ => Ok(()),
    }
}

/// Gives a file the mode, the group and the owner of another, as far as the user may; whether it has the group.
pub(super) fn keep(file: &File, of: &Metadata) -> io::Result<bool> {
    let is_kept = keep_group(file, of);
    // The user's mask does not hold for a file that is replaced.
    file.set_permissions(of.permissions())?;
    Ok(is_kept)
}

#[cfg(unix)]
fn keep_group(file: &File, of: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    // None but root can give a file away, and some file systems know of no owners: only what comes of it counts.
    let _ = fchown(file, Some(of.uid()), Some(of.gid()))
        .or_else(|_| fchown(file, None, Some(of.gid())));
    file.metadata()
        .is_ok_and(|metadata| metadata.gid() == of.gid())
}

#[cfg(not(unix))]
fn keep_group(_: &File, _: &Metadata) -> bool {
    true
}
