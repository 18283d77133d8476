//! One run at a time on a file that is read, changed and replaced.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::{display, tell};

/// How long a run waits before it says that it does.
const SILENCE: Duration = Duration::from_secs(2);
/// How long a run waits before it looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// What a run holds while it works on a file. The system lets go of it when the run ends, however it does.
pub(in crate::cli) struct Lock {
    _held: Option<File>,
}

impl Lock {
    /// Waits until no other run holds the file. Where the system knows no locks, as on some network drives, nothing is held:
    /// that the file was written meanwhile is then seen before it is replaced.
    pub(in crate::cli) fn of(path: &Path) -> Lock {
        let begin = Instant::now();
        let mut is_told = false;
        loop {
            match try_hold(path) {
                Ok(Some(file)) => return Lock { _held: Some(file) },
                Err(_) => return Lock { _held: None },
                Ok(None) if !is_told && begin.elapsed() >= SILENCE => {
                    is_told = true;
                    tell(&format!(
                        "{}: another run is at work on it, or makes a memory beside it; this one goes on when that is done (Ctrl+C \
                         ends it)",
                        display(path)
                    ));
                }
                Ok(None) => thread::sleep(PAUSE),
            }
        }
    }
}

/// Locks the file itself, so that nothing stands beside it, or where it is not there yet, its folder. A run puts the file in
/// its place last, so that whoever then locks the new one finds its work done.
#[cfg(unix)]
fn try_hold(path: &Path) -> io::Result<Option<File>> {
    use std::fs::{OpenOptions, TryLockError, metadata};
    use std::io::ErrorKind;
    use std::os::unix::fs::MetadataExt;

    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    // Network drives lock only what may be written.
    let (place, file) = match OpenOptions::new().read(true).write(true).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => (folder, File::open(folder)?),
        file => (path, file?),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let held = file.metadata()?;
    let now = metadata(place).ok();
    let is_same = now.is_some_and(|now| (now.dev(), now.ino()) == (held.dev(), held.ino()));
    let is_made_meanwhile = place == folder && path.exists();
    // Else it is to be held anew, in its new form.
    Ok((is_same && !is_made_meanwhile).then_some(file))
}

/// Opens a file beside it for this run alone, which the system removes when the run ends: a lock on the file itself would keep
/// its own run from reading it.
#[cfg(windows)]
fn try_hold(path: &Path) -> io::Result<Option<File>> {
    use std::ffi::OsString;
    use std::fs::OpenOptions;
    use std::os::windows::fs::OpenOptionsExt;

    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const SHARING_VIOLATION: i32 = 32;
    let mut name = OsString::from(".naranhi-");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).share_mode(0);
    options.custom_flags(DELETE_ON_CLOSE);
    match options.open(path.with_file_name(name)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(not(any(unix, windows)))]
fn try_hold(_: &Path) -> io::Result<Option<File>> {
    Err(io::ErrorKind::Unsupported.into())
}
