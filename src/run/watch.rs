//! Waiting for files to change.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long it has to be quiet before what changed is told: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// How long changes without a pause are gathered.
const PATIENCE: Duration = Duration::from_secs(2);

/// Files that bear on others: where one changes, all are to be looked at again.
const RULING: &[&str] = &["soat.toml", ".gitignore", ".ignore", ".soatignore"];

/// Watches files and folders.
#[derive(Debug)]
pub struct Watch {
    events: Receiver<notify::Result<Event>>,
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Whether it may be anything.
    all: bool,
    /// Files, from the root and without links.
    files: HashSet<PathBuf>,
    /// Their last names, by which most others are told apart without asking the system.
    names: HashSet<OsString>,
    /// Folders that came into being with all that is in them.
    folders: Vec<PathBuf>,
}

/// Why nothing is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// The system watches no more files.
    TooMany,
    /// Any other reason, in the words of the system.
    System(String),
}

impl From<notify::Error> for Unwatched {
    fn from(error: notify::Error) -> Self {
        match error.kind {
            ErrorKind::MaxFilesWatch => Unwatched::TooMany,
            ErrorKind::Io(error) => Unwatched::System(error.to_string()),
            _ => Unwatched::System(error.to_string()),
        }
    }
}

impl Watch {
    /// Begins to watch files, and folders with all that is below them.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub fn over(paths: &[PathBuf]) -> Result<Watch, Unwatched> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender)?;
        let mut begun = HashSet::new();
        for path in paths {
            // An editor that saves by moving a new file into place ends the watch of the old one: its folder is watched.
            let (folder, mode) = match path.is_dir() {
                true => (path.as_path(), RecursiveMode::Recursive),
                false => match path.parent() {
                    Some(parent) if !parent.as_os_str().is_empty() => (parent, RecursiveMode::NonRecursive),
                    _ => (Path::new("."), RecursiveMode::NonRecursive),
                },
            };
            let folder = fs::canonicalize(folder).map_err(|error| Unwatched::System(error.to_string()))?;
            if begun.insert((folder.clone(), path.is_dir())) {
                watcher.watch(&folder, mode)?;
            }
        }
        Ok(Watch { events, _watcher: watcher })
    }

    /// Waits until something changed and it is quiet again. Nothing, where nothing more can be told.
    pub fn changes(&self) -> Option<Changes> {
        let mut changes = Changes::default();
        changes.take(self.events.recv().ok()?);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => changes.take(event),
                Err(_) => break,
            }
        }
        Some(changes)
    }
}

impl Changes {
    fn take(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.all = true;
            return;
        };
        // What the system could not keep count of may be anything.
        self.all |= event.need_rescan();
        let moved = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
        match event.kind {
            // To read a file, as soat itself does, is no change of it.
            EventKind::Access(_) => return,
            EventKind::Modify(ModifyKind::Metadata(_)) => return,
            _ => {}
        }
        for path in event.paths {
            let Some(name) = path.file_name() else { continue };
            self.all |= RULING.iter().any(|ruling| name == *ruling);
            if moved && path.is_dir() {
                self.folders.push(path);
                continue;
            }
            self.names.insert(name.to_owned());
            self.files.insert(path);
        }
    }

    /// Whether a file may be among them.
    pub(super) fn hold(&self, path: &Path) -> bool {
        let named = path.file_name().is_some_and(|name| self.names.contains(name));
        if self.all || self.folders.is_empty() && !named {
            return self.all;
        }
        let Ok(whole) = fs::canonicalize(path) else { return named };
        self.files.contains(&whole) || self.folders.iter().any(|folder| whole.starts_with(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_told_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in ["a.txt", "b.txt"] {
            fs::write(at(name), "x").unwrap();
        }
        let watch = Watch::over(&[dir.path().into()]).unwrap();
        // An editor that moves the new file into place.
        fs::write(at("a.txt~"), "y").unwrap();
        fs::rename(at("a.txt~"), at("a.txt")).unwrap();
        let changes = watch.changes().unwrap();
        assert!(changes.hold(&at("a.txt")) && !changes.hold(&at("b.txt")), "{changes:?}");
        fs::create_dir(at("new")).unwrap();
        fs::write(at("new/c.txt"), "x").unwrap();
        let changes = watch.changes().unwrap();
        assert!(changes.hold(&at("new/c.txt")) && !changes.hold(&at("b.txt")), "{changes:?}");
        fs::write(at("soat.toml"), "").unwrap();
        assert!(watch.changes().unwrap().hold(&at("b.txt")));
        assert!(matches!(Watch::over(&[at("none/a.txt")]), Err(Unwatched::System(_))));
    }
}
