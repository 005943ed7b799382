//! What a report counts.

use std::collections::BTreeMap;

use super::{Report, say};
use crate::rules::Lang;

/// A row of a table: what is counted, and how many errors, warnings and infos.
pub(super) type Row = (String, [usize; 3]);

/// All of a row.
pub(super) fn sum(counts: [usize; 3]) -> usize {
    counts.iter().sum()
}

/// Counts of the findings, most first.
pub(super) struct Tally {
    /// By rule: "TERM01 reversed-term".
    pub(super) rules: Vec<Row>,
    /// By file, worst first.
    pub(super) files: Vec<Row>,
    /// By the folder of the file.
    pub(super) folders: Vec<Row>,
    /// By the issuer that the file's head names.
    pub(super) issuers: Vec<Row>,
    /// By the month of the file, "2024-03", in the order of time; those without stand behind.
    pub(super) months: Vec<Row>,
    /// Documents with the number of files that cite them and of citations.
    pub(super) cited: Vec<(String, usize, usize)>,
}

impl Tally {
    pub(super) fn of(report: &Report, lang: Lang) -> Tally {
        let unknown = say(lang, "(không rõ)", "(not known)");
        let mut tables: [BTreeMap<String, [usize; 3]>; 5] = Default::default();
        let mut cited: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (path, facts) in &report.files {
            for (name, count) in &facts.cited {
                let known = cited.entry(name).or_default();
                *known = (known.0 + 1, known.1 + count);
            }
            for item in &facts.items {
                let rank = item.rank();
                let month =
                    facts.month.map_or_else(|| unknown.to_owned(), |(year, month)| format!("{year}-{month:02}"));
                let keys = [
                    format!("{} {}", item.code, item.name),
                    path.clone(),
                    folder(path).to_owned(),
                    facts.issuer.clone().unwrap_or_else(|| unknown.to_owned()),
                    month,
                ];
                for (table, key) in tables.iter_mut().zip(keys) {
                    table.entry(key).or_default()[rank] += 1;
                }
            }
        }
        let [rules, files, folders, issuers, mut months] = tables;
        let undated = months.remove_entry(unknown);
        let mut cited: Vec<_> =
            cited.into_iter().map(|(name, (files, times))| (name.to_owned(), files, times)).collect();
        cited.sort_by_key(|(_, files, times)| std::cmp::Reverse((*files, *times)));
        Tally {
            rules: most_first(rules),
            files: worst_first(files),
            folders: most_first(folders),
            issuers: most_first(issuers),
            months: months.into_iter().chain(undated).collect(),
            cited,
        }
    }
}

fn most_first(table: BTreeMap<String, [usize; 3]>) -> Vec<Row> {
    let mut rows: Vec<Row> = table.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(sum(*counts)));
    rows
}

/// By errors, then warnings, then the rest.
fn worst_first(table: BTreeMap<String, [usize; 3]>) -> Vec<Row> {
    let mut rows: Vec<Row> = table.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    rows
}

/// The folder of a path; "." for none.
fn folder(path: &str) -> &str {
    match path.rsplit_once(['/', '\\']) {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => ".",
    }
}
