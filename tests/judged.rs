//! False alarms on real documents: every error and warning there was judged by reading, and the list is kept.
//!
//! The documents lie outside this repository, in the folder that `SOAT_CORPUS` names or beside it; without them only the
//! list itself is checked.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use soat::document;
use soat::rules::{self, Knowledge, Selection, Severity};
use soat::source;
use soat::text::Search;

/// What is judged: the code, the file below the folder, and the line of its text.
type Place = (String, String, usize);

fn judged() -> HashMap<Place, bool> {
    let list = include_str!("data/judged.tsv");
    let mut out = HashMap::new();
    for row in list.lines().filter(|l| !l.starts_with('#')) {
        let [code, severity, file, line, verdict] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not five columns: {row}")
        };
        assert!(rules::find(code).is_some(), "no such rule: {row}");
        assert!(matches!(severity, "error" | "warning") && matches!(verdict, "true" | "false"), "{row}");
        out.insert((code.into(), file.into(), line.parse().unwrap()), verdict == "true");
    }
    out
}

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("SOAT_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/text"));
    folder.is_dir().then_some(folder)
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn few_alarms_are_false() {
    let judged = judged();
    let Some(folder) = corpus() else {
        println!("no corpus here: only the list was read");
        return;
    };
    let know = Knowledge { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), ..Knowledge::default() };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    paths.sort();
    // By severity: findings, and those judged false or not judged at all.
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut unjudged = Vec::new();
    for path in &paths {
        let bytes = std::fs::read(path).unwrap();
        let file = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_string();
        let Ok(source) = source::read(&bytes, &file, None) else { continue };
        for part in &source.parts {
            let search = Search::new(&part.text);
            for f in rules::check(&document::read(&search), &know, &Selection::default()) {
                if f.severity == Severity::Info {
                    continue;
                }
                let at = part.origin.to_file(f.span).from();
                let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
                let place = (f.rule.code.to_string(), file.clone(), line);
                let row = tally.entry(f.severity.word()).or_default();
                row.0 += 1;
                match judged.get(&place) {
                    Some(true) => {}
                    Some(false) => row.1 += 1,
                    None => {
                        row.1 += 1;
                        unjudged.push(format!("{} {file}:{line}", f.rule.code));
                    }
                }
            }
        }
    }
    println!("{} files; by severity (findings, false or unjudged): {tally:?}", paths.len());
    for (severity, floor) in [("error", 0.97), ("warning", 0.90)] {
        let (all, wrong) = tally.get(severity).copied().unwrap_or_default();
        let right = (all - wrong) as f64 / all.max(1) as f64;
        assert!(all == 0 || right >= floor, "{severity}: {right:.3} right; not judged yet: {unjudged:#?}");
    }
}
