//! The baseline: findings that are known and not to be shown again.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use crate::source;

use super::path::{home, name};

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code of its rule.
    pub code: String,
    /// The file, seen from the folder of the baseline.
    pub path: String,
    /// What stands for its words and their sentence.
    pub fingerprint: String,
}

/// Why there is no baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such file.
    Missing,
    /// It could not be read, or is no baseline, in these words.
    Unusable(String),
}

/// Known findings, each of which remembers whether it was met.
#[derive(Debug)]
pub struct Baseline {
    folder: PathBuf,
    files: HashMap<String, Known>,
}

/// The known findings of a file.
#[derive(Debug, Default)]
struct Known {
    /// Whether the file was looked at.
    seen: AtomicBool,
    findings: Vec<(Entry, AtomicBool)>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn read(file: &Path) -> Result<Baseline, Problem> {
        let text = fs::read_to_string(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Problem::Missing,
            _ => Problem::Unusable(error.to_string()),
        })?;
        let entries: Vec<Entry> = serde_json::from_str(&text).map_err(|error| Problem::Unusable(error.to_string()))?;
        let mut files: HashMap<String, Known> = HashMap::new();
        for entry in entries {
            files.entry(entry.path.clone()).or_default().findings.push((entry, AtomicBool::new(false)));
        }
        Ok(Baseline { folder: home(file), files })
    }

    /// Whether findings of a file, given by code and fingerprint, are known, one answer for each.
    pub fn knows(&self, file: &Path, findings: &[(String, String)]) -> Vec<bool> {
        let Some(known) = self.files.get(&name(file, &self.folder)) else { return vec![false; findings.len()] };
        known.seen.store(true, Ordering::Relaxed);
        let met = |code: &str, fingerprint: &str| {
            let entry = known.findings.iter().find(|(e, _)| e.code == code && e.fingerprint == fingerprint);
            entry.inspect(|(_, met)| met.store(true, Ordering::Relaxed)).is_some()
        };
        findings.iter().map(|(code, fingerprint)| met(code, fingerprint)).collect()
    }

    /// What is known of a file, as words: codes and fingerprints.
    pub fn words(&self, file: &Path) -> Vec<(&str, &str)> {
        let known = self.files.get(&name(file, &self.folder));
        let entries = known.iter().flat_map(|known| &known.findings);
        entries.map(|(entry, _)| (entry.code.as_str(), entry.fingerprint.as_str())).collect()
    }

    /// The entries that no finding was met for, in their order: those of files that were looked at, and of files that
    /// are gone. `ran` tells whether a rule ran at all.
    pub fn stale(&self, ran: impl Fn(&str) -> bool) -> Vec<Entry> {
        let mut out: Vec<Entry> = Vec::new();
        for (path, known) in &self.files {
            // A document in an archive is there as long as the archive is.
            let file = source::outermost(path).unwrap_or(path);
            let gone = || !self.folder.join(file).exists();
            if !known.seen.load(Ordering::Relaxed) && !gone() {
                continue;
            }
            let unmet = known.findings.iter().filter(|(_, met)| !met.load(Ordering::Relaxed));
            out.extend(unmet.map(|(entry, _)| entry).filter(|entry| ran(&entry.code)).cloned());
        }
        out.sort();
        out
    }
}

impl Entry {
    /// An entry of the baseline `baseline` for a finding in `file`.
    pub fn new(baseline: &Path, file: &Path, code: &str, fingerprint: String) -> Entry {
        Entry { code: code.to_owned(), path: name(file, &home(baseline)), fingerprint }
    }

    /// The text of a baseline: sorted, an entry a line, so that changes to it read well.
    pub fn all(mut entries: Vec<Entry>) -> String {
        entries.sort();
        entries.dedup();
        let lines: Vec<String> = entries
            .iter()
            .map(|entry| serde_json::to_string(entry).expect("an entry holds nothing but strings"))
            .collect();
        if lines.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_findings_are_known_and_stale_ones_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("known.json");
        let at = |name: &str| dir.path().join(name);
        let entry = |name: &str, print: &str| Entry::new(&file, &at(name), "TERM01", print.into());
        fs::write(at("c.txt"), "").unwrap();
        fs::write(at("k.zip"), "").unwrap();
        let all = vec![
            entry("b/a.txt", "2"),
            entry("a.txt", "1"),
            entry("a.txt", "3"),
            entry("c.txt", "4"),
            entry("k.zip!/a.txt", "5"),
        ];
        let text = Entry::all(all);
        assert!(text.starts_with("[\n{\"code\":\"TERM01\",\"path\":\"a.txt\",\"fingerprint\":\"1\"},\n"), "{text}");
        fs::write(&file, text).unwrap();
        let baseline = Baseline::read(&file).unwrap();
        let found = [("TERM01", "1"), ("TERM02", "1"), ("TERM01", "2")].map(|(c, p)| (c.to_owned(), p.to_owned()));
        assert_eq!(baseline.knows(&at("a.txt"), &found), [true, false, false]);
        // The file of the second is gone, the third was looked for in vain, the others were not looked for.
        let stale: Vec<String> = baseline.stale(|_| true).into_iter().map(|e| e.fingerprint).collect();
        assert_eq!(stale, ["3", "2"]);
        assert!(baseline.stale(|_| false).is_empty());
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("known.json");
        assert_eq!(Baseline::read(&file).unwrap_err(), Problem::Missing);
        fs::write(&file, "{}").unwrap();
        assert!(matches!(Baseline::read(&file), Err(Problem::Unusable(_))));
        assert_eq!(Entry::all(Vec::new()), "[]\n");
    }
}
