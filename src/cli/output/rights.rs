//! Who may read and write a file that takes the place of another.

use std::fs::{File, Metadata, OpenOptions, Permissions};
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
    file.set_permissions(match is_kept {
        true => of.permissions(),
        false => for_another_group(of.permissions()),
    })?;
    Ok(is_kept)
}

/// Permissions by which a group may do what everybody may, and no more: what the file's own group might was meant for that
/// alone.
#[cfg(unix)]
fn for_another_group(mut permissions: Permissions) -> Permissions {
    use std::os::unix::fs::PermissionsExt;
    const GROUP: u32 = 0o070;
    let mode = permissions.mode();
    let of_everybody = (mode & 0o007) << 3;
    permissions.set_mode(mode & (!GROUP | of_everybody));
    permissions
}

#[cfg(not(unix))]
fn for_another_group(permissions: Permissions) -> Permissions {
    permissions
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn another_group_may_do_what_everybody_may() {
        for (mode, expected) in [
            (0o640, 0o600),
            (0o664, 0o644),
            (0o666, 0o666),
            (0o600, 0o600),
        ] {
            let permissions = for_another_group(Permissions::from_mode(mode));
            assert_eq!(permissions.mode(), expected, "{mode:o}");
        }
    }
}
