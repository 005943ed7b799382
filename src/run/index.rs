//! Taking the files of an archive into its index.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::{self, Settings};
use crate::document;
use crate::index::{Error, Indexed, Known, Stamp, Writer};
use crate::output::{self, Counts, Extracted, File, Frame};
use crate::source::Limits;
use crate::text::Search;

use super::{Job, Task, Trouble};

/// The task of `soat index`.
#[derive(Debug)]
pub struct Index {
    writer: Mutex<Writer>,
    /// What the index had of each file when the run began.
    known: HashMap<String, Known>,
    /// Whether the files were read by this version of soat.
    current: bool,
    /// The folder of the index, from which its paths are seen.
    folder: PathBuf,
    /// The sizes and times of the files in work, taken before they were read.
    stamps: Mutex<HashMap<String, Stamp>>,
    /// The files of this run.
    seen: Mutex<HashSet<String>>,
    changed: AtomicUsize,
    settings: Arc<Settings>,
}

/// How the index has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Files taken in anew.
    pub changed: usize,
    /// Files taken out.
    pub gone: usize,
}

impl Index {
    /// Opens the index, or makes one.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn new(path: &Path, settings: Arc<Settings>) -> Result<Index, Error> {
        let writer = Writer::open(path)?;
        Ok(Index {
            known: writer.files()?,
            current: writer.is_of_this_version()?,
            writer: Mutex::new(writer),
            folder: config::home(path),
            stamps: Mutex::default(),
            seen: Mutex::default(),
            changed: AtomicUsize::new(0),
            settings,
        })
    }

    /// Ends the run: takes out the files below `paths` that are there no more, and joins what is said of each document.
    ///
    /// # Errors
    /// What the database says.
    pub fn finish(self, paths: &[PathBuf]) -> Result<Renewed, Error> {
        let mut writer = self.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let roots: Vec<String> = paths.iter().map(|path| config::name(path, &self.folder)).collect();
        let below = |path: &str| {
            roots.iter().any(|root| {
                root.is_empty() && !path.starts_with("../")
                    || path
                        .strip_prefix(root.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!']))
            })
        };
        let mut gone: Vec<String> = self.known.into_keys().filter(|path| !seen.contains(path) && below(path)).collect();
        gone.sort_unstable();
        let renewed = Renewed { changed: self.changed.into_inner(), gone: gone.len() };
        for path in gone {
            writer.remove(path)?;
        }
        writer.finish()?;
        Ok(renewed)
    }

    fn name(&self, job: &Job) -> String {
        config::name(job.place(), &self.folder)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The size and time of a file. One that was changed a moment ago is waited for: another change within the same tick of
/// the file system's clock would not show.
fn stamp(path: &Path) -> Option<Stamp> {
    let look = || {
        let meta = fs::metadata(path).ok()?;
        Some((meta.len(), meta.modified().ok()?))
    };
    let (mut size, mut modified) = look()?;
    let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    // Clocks of whole seconds tick each second or two.
    let tick = if since.subsec_nanos() == 0 { Duration::from_secs(2) } else { Duration::from_millis(30) };
    let age = SystemTime::now().duration_since(modified).unwrap_or(tick);
    if age < tick {
        thread::sleep(tick - age);
        (size, modified) = look()?;
    }
    let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(Stamp { size, modified: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) })
}

impl Task for Index {
    fn frame(&self) -> Frame {
        Frame::default()
    }

    fn limits(&self, job: &Job) -> Limits {
        super::inspect::limits(&self.settings, job)
    }

    fn is_done(&self, job: &Job) -> bool {
        let Job::File(path) = job else { return false };
        let name = self.name(job);
        let Some(stamp) = stamp(path) else { return false };
        let done = self.current && self.known.get(&name).is_some_and(|known| known.stamp == stamp);
        if !done {
            held(&self.stamps).insert(name.clone(), stamp);
        }
        held(&self.seen).insert(name);
        done
    }

    fn file(&self, job: &Job, file: File, _out: &mut String) -> Result<Counts, Trouble> {
        let own = self.settings.of(job.place()).map_err(Trouble::Config)?.config().own;
        let path = self.name(job);
        let stamp = held(&self.stamps).remove(&path).unwrap_or(Stamp { size: file.bytes.len() as u64, modified: 0 });
        held(&self.seen).insert(path.clone());
        let known = Known::of(file.bytes, stamp);
        let same = self.current && self.known.get(&path).is_some_and(|before| before.hash == known.hash);
        let mut counts = Counts::default();
        let mut mentions = None;
        if !same {
            let searches: Vec<Search> = file.source.parts.iter().map(|part| Search::new(&part.text)).collect();
            let documents: Vec<_> = searches.iter().map(|search| document::read_with(search, own)).collect();
            for doc in &documents {
                counts.mentions(doc);
            }
            mentions = Some(output::mentioned(&Extracted { file, documents }));
            self.changed.fetch_add(1, Ordering::Relaxed);
        }
        held(&self.writer).put(Indexed { path, known, mentions }).map_err(Trouble::Index)?;
        Ok(counts)
    }

    fn failed(&self, path: &str, _trouble: &Trouble, _out: &mut String) {
        // What was known of it may not be true any more.
        let name = config::name(Path::new(path), &self.folder);
        if self.known.contains_key(&name) {
            held(&self.seen).remove(&name);
        }
    }
}
