//! What earlier runs said of files, kept in a folder: a file of the same bytes under the same name and settings is not
//! looked at again.
//!
//! The key of an entry is the hash of everything that the answer depends on: the program itself, the form and the
//! language of the answer, the settings of the file, its name and its bytes. So an entry is never out of date; one that
//! no run asks for any more is only in the way, and goes when the folder grows over its limit. Entries are files of their
//! own, written beside and moved into place, so that several processes may share a folder; each begins with a hash of the
//! rest, so that one that was cut off or changed counts as none.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use blake3::{Hash, Hasher};
use serde::{Deserialize, Serialize};

use crate::output::Counts;
use crate::rules::{self, Severity};

/// How much the folder may hold, in bytes, before the entries that were not asked for longest go.
const LIMIT: u64 = 1 << 30;

/// How full it is left then.
const LEFT: u64 = LIMIT / 4 * 3;

/// How often the folder is measured, and how exactly it is noted when an entry was last asked for.
const DAY: Duration = Duration::from_secs(86_400);

/// The bytes of the hash before an entry.
const HASH: usize = 32;

/// Says that the folder can be made again, as other programs that keep such folders say it.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of soat; it may be deleted.\n";

/// A folder of answers.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Everything that the answers of this run depend on beside the files.
    run: Hash,
    /// The first trouble with writing.
    trouble: Mutex<Option<String>>,
}

/// What an answer depends on for one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'w> {
    /// Its name as it is told.
    pub(super) path: &'w str,
    /// Its settings and what else bears on it, as words.
    pub(super) words: &'w str,
    /// Its bytes.
    pub(super) bytes: &'w [u8],
}

/// An answer as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    citations: usize,
    terms: usize,
    pinpoints: usize,
    failing: usize,
    /// Findings by the code of the rule and the word of the severity.
    findings: Vec<(String, String, usize)>,
    /// Code and fingerprint of each finding, where a baseline asks for them.
    pub(super) prints: Vec<(String, String)>,
    /// What is written of the file.
    pub(super) text: String,
}

impl Answer {
    /// An answer with these counts.
    pub(super) fn new(counts: &Counts, prints: Vec<(String, String)>, text: &str) -> Answer {
        let findings = counts.findings.iter();
        Answer {
            citations: counts.citations,
            terms: counts.terms,
            pinpoints: counts.pinpoints,
            failing: counts.failing,
            findings: findings.map(|((code, _, severity), n)| (code.to_string(), severity.word().into(), *n)).collect(),
            prints,
            text: text.to_owned(),
        }
    }

    /// Its counts; none where it tells of a rule that is not known.
    pub(super) fn counts(&self) -> Option<Counts> {
        let mut counts = Counts {
            citations: self.citations,
            terms: self.terms,
            pinpoints: self.pinpoints,
            failing: self.failing,
            ..Counts::default()
        };
        for (code, word, count) in &self.findings {
            let rule = rules::find(code)?;
            let all = [Severity::Info, Severity::Warning, Severity::Error];
            let severity = all.into_iter().find(|severity| severity.word() == word)?;
            counts.findings.insert((rule.code, rule.name, severity), *count);
        }
        Some(counts)
    }
}

impl Cache {
    /// A cache in `folder`, which is made where it is missing, for a run whose answers depend on `words`.
    ///
    /// # Errors
    /// What the system says where the folder cannot be made.
    pub fn open(folder: &Path, words: &str) -> io::Result<Cache> {
        // The program's own bytes stand for its version, its rules and the documents it knows: a number of a version
        // would be the same for two builds.
        let program: Box<dyn Read> = match std::env::current_exe().and_then(File::open) {
            Ok(program) => Box::new(program),
            Err(_) => Box::new(env!("CARGO_PKG_VERSION").as_bytes()),
        };
        Cache::of(program, folder, words)
    }

    /// A cache of the answers of a program.
    fn of(program: impl Read, folder: &Path, words: &str) -> io::Result<Cache> {
        fs::create_dir_all(folder)?;
        for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")] {
            if let Err(error) = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(folder.join(name))
                .and_then(|mut f| f.write_all(text.as_bytes()))
                && error.kind() != io::ErrorKind::AlreadyExists
            {
                return Err(error);
            }
        }
        let mut hash = Hasher::new();
        hash.update_reader(program)?;
        add(&mut hash, words.as_bytes());
        Ok(Cache { folder: folder.to_path_buf(), run: hash.finalize(), trouble: Mutex::default() })
    }

    /// The answer kept for a file.
    pub(super) fn get(&self, slot: Slot) -> Option<Answer> {
        let path = self.path(slot);
        let mut file = File::open(&path).ok()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        let (hash, rest) = bytes.split_at_checked(HASH)?;
        if hash != blake3::hash(rest).as_bytes() {
            return None;
        }
        let answer = serde_json::from_slice(rest).ok()?;
        let old = file.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if old.is_some_and(|old| old > DAY) {
            // Where it cannot be noted, the entry only goes earlier.
            let touched = OpenOptions::new().append(true).open(&path);
            let _ = touched.and_then(|file| file.set_times(FileTimes::new().set_modified(SystemTime::now())));
        }
        Some(answer)
    }

    /// Keeps an answer. A folder that takes no more ends no run; [`Cache::trouble`] tells it.
    pub(super) fn put(&self, slot: Slot, answer: &Answer) {
        if let Err(error) = self.write(&self.path(slot), answer) {
            let mut trouble = self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            trouble.get_or_insert_with(|| error.to_string());
        }
    }

    fn write(&self, path: &Path, answer: &Answer) -> io::Result<()> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let rest = serde_json::to_vec(answer).map_err(io::Error::other)?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}.tmp", std::process::id()));
        let mut file = match File::create(&beside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
                File::create(&beside)?
            }
            made => made?,
        };
        // Not forced to the disk: an entry that a crash leaves unfinished is found out by its hash.
        let written = file.write_all(blake3::hash(&rest).as_bytes()).and_then(|()| file.write_all(&rest));
        let moved = written.and_then(|()| fs::rename(&beside, path));
        if moved.is_err() {
            let _ = fs::remove_file(&beside);
        }
        moved
    }

    /// Why entries could not be kept, in the words of the system.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn path(&self, slot: Slot) -> PathBuf {
        let mut hash = Hasher::new();
        add(&mut hash, self.run.as_bytes());
        add(&mut hash, slot.path.as_bytes());
        add(&mut hash, slot.words.as_bytes());
        hash.update(slot.bytes);
        let name = hash.finalize().to_hex();
        self.folder.join(&name[..2]).join(&name[2..])
    }

    /// Measures the folder, no more than once a day, and takes out the entries not asked for longest where it holds too
    /// much. What goes wrong is left to the next time.
    pub fn tidy(&self) {
        self.tidy_to(LIMIT, LEFT, DAY);
    }

    fn tidy_to(&self, limit: u64, left: u64, pause: Duration) {
        let mark = self.folder.join("measured");
        let age = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok()?.elapsed().ok();
        if age(&mark).is_some_and(|age| age < pause) || File::create(&mark).is_err() {
            return;
        }
        let mut entries = Vec::new();
        let mut sum = 0;
        for shelf in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = shelf.file_name();
            // Only what this program puts there may go.
            if name.len() != 2 || !name.to_string_lossy().bytes().all(|b| b.is_ascii_hexdigit()) {
                continue;
            }
            for entry in fs::read_dir(shelf.path()).into_iter().flatten().flatten() {
                let Ok(meta) = entry.metadata() else { continue };
                let time = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                if entry.file_name().to_string_lossy().ends_with(".tmp") {
                    if time.elapsed().is_ok_and(|age| age > DAY) {
                        let _ = fs::remove_file(entry.path());
                    }
                    continue;
                }
                // A small file takes a whole block of the disk.
                let size = meta.len().div_ceil(4096) * 4096;
                sum += size;
                entries.push((time, size, entry.path()));
            }
        }
        if sum <= limit {
            return;
        }
        entries.sort();
        for (_, size, path) in entries {
            if sum <= left {
                break;
            }
            if fs::remove_file(path).is_ok() {
                sum -= size;
            }
        }
    }
}

/// Adds a field to a hash, its length before it, so that no two rows of fields run into the same bytes.
fn add(hash: &mut Hasher, field: &[u8]) {
    hash.update(&(field.len() as u64).to_le_bytes());
    hash.update(field);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Answer {
        Answer { text: text.into(), findings: vec![("TERM01".into(), "error".into(), 2)], ..Answer::default() }
    }

    fn opened(dir: &tempfile::TempDir, words: &str) -> Cache {
        Cache::of(&b"program"[..], dir.path(), words).unwrap()
    }

    fn slot<'w>(path: &'w str, words: &'w str, bytes: &'w [u8]) -> Slot<'w> {
        Slot { path, words, bytes }
    }

    #[test]
    fn an_answer_is_kept_for_its_own_key_only() {
        let dir = tempfile::tempdir().unwrap();
        let cache = opened(&dir, "jsonl");
        let here = slot("a.txt", "all", b"x");
        assert_eq!(cache.get(here), None);
        cache.put(here, &answer("found"));
        assert_eq!(cache.get(here), Some(answer("found")));
        assert_eq!(answer("").counts().unwrap().findings[&("TERM01", "reversed-term", Severity::Error)], 2);
        for other in [slot("b.txt", "all", b"x"), slot("a.txt", "al", b"lx"), slot("a.txt", "all", b"y")] {
            assert_eq!(cache.get(other), None);
        }
        assert_eq!(opened(&dir, "csv").get(here), None);
        assert_eq!(opened(&dir, "jsonl").get(here), Some(answer("found")));
        assert_eq!(Cache::of(&b"other program"[..], dir.path(), "jsonl").unwrap().get(here), None);
    }

    #[test]
    fn a_broken_entry_counts_as_none() {
        let dir = tempfile::tempdir().unwrap();
        let cache = opened(&dir, "");
        let here = slot("a.txt", "", b"x");
        cache.put(here, &answer("found"));
        let path = cache.path(here);
        let whole = fs::read(&path).unwrap();
        let mut turned = whole.clone();
        *turned.last_mut().unwrap() ^= 1;
        for broken in [&turned[..], &whole[..whole.len() - 1], &whole[..10], &[]] {
            fs::write(&path, broken).unwrap();
            assert_eq!(cache.get(here), None);
        }
        cache.put(here, &answer("found"));
        assert_eq!(cache.get(here), Some(answer("found")));
    }

    #[test]
    fn the_oldest_entries_go_first() {
        let dir = tempfile::tempdir().unwrap();
        let cache = opened(&dir, "");
        let names: Vec<String> = (0..8).map(|n| n.to_string()).collect();
        for (age, name) in names.iter().enumerate() {
            cache.put(slot(name, "", b""), &answer(name));
            let time = SystemTime::now() - Duration::from_secs(100 - age as u64);
            let file = OpenOptions::new().append(true).open(cache.path(slot(name, "", b""))).unwrap();
            file.set_times(FileTimes::new().set_modified(time)).unwrap();
        }
        fs::write(dir.path().join("mine.txt"), "not an entry").unwrap();
        cache.tidy_to(5 * 4096, 3 * 4096, Duration::ZERO);
        let left: Vec<&str> = names.iter().filter(|n| cache.get(slot(n, "", b"")).is_some()).map(|n| &**n).collect();
        assert_eq!(left, ["5", "6", "7"]);
        assert!(dir.path().join("mine.txt").exists());
    }
}
