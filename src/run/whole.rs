//! A file that is written whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// Files beside others that are not moved yet. Who stops the program by a signal leaves none of them.
static BESIDE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The exit code of a program that was stopped from the keyboard, as shells tell it.
const STOPPED: i32 = 130;

/// Makes signals that stop the program take away what stands beside other files, and the program end with the code that
/// shells know. Where the system refuses, such files stay behind.
pub fn stop_cleanly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = ctrlc::set_handler(|| {
            // Nobody begins another file while this is held.
            let beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
            for path in beside.iter() {
                let _ = fs::remove_file(path);
            }
            std::process::exit(STOPPED);
        });
    });
}

/// A file beside the one that is meant, which takes its place in the end and vanishes unless it does.
#[derive(Debug)]
pub struct Replacement {
    file: File,
    path: PathBuf,
    target: PathBuf,
    moved: bool,
}

impl Replacement {
    /// An empty file in the folder of `target`, with its permissions where it exists. A link stays a link: the file that
    /// it leads to is replaced.
    ///
    /// # Errors
    /// What the system says where the file cannot be made.
    pub fn of(target: &Path) -> io::Result<Replacement> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        if target.file_name().is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = target.with_file_name(format!(".soat-{}-{number}.tmp", std::process::id()));
        stop_cleanly();
        let file = {
            let mut beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
            let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            beside.insert(path.clone());
            file
        };
        let made = Replacement { file, path, target, moved: false };
        if let Ok(known) = fs::metadata(&made.target) {
            made.file.set_permissions(known.permissions())?;
        }
        Ok(made)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// What the system says; then the target is as before.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        self.moved = true;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.moved {
            // What stays behind is only a file too many.
            let _ = fs::remove_file(&self.path);
        }
        BESIDE.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

/// Replaces what a file holds. A file that its owner has closed to writing is left, although its folder would let it be
/// replaced.
///
/// # Errors
/// What the system says; then the file is as before.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut file = Replacement::of(path)?;
    file.write_all(bytes)?;
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        let mut file = Replacement::of(&path).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a.txt"), dir.path().join("link.txt"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert_eq!(replace(&path, b"more").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
}
