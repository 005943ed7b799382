//! What a report counts.

use std::collections::{BTreeMap, BTreeSet};

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
    /// By rule, "TERM01 reversed-term", the gravest first.
    pub(super) rules: Vec<Row>,
    /// By file, worst first.
    pub(super) files: Vec<Row>,
    /// By the folder of the file.
    pub(super) folders: Vec<Row>,
    /// By the issuer that the file's head names.
    pub(super) issuers: Vec<Row>,
    /// By the month of the file, "2024-03", in the order of time.
    pub(super) months: Vec<Row>,
    /// Findings in files whose month is not known.
    pub(super) undated: usize,
    /// Documents with the number of files that cite them and of citations.
    pub(super) cited: Vec<(String, usize, usize)>,
}

impl Tally {
    pub(super) fn of(report: &Report, lang: Lang) -> Tally {
        let unknown = say(lang, "(không rõ)", "(not known)");
        let mut tables: [BTreeMap<String, [usize; 3]>; 5] = Default::default();
        let mut cited: Cited = BTreeMap::new();
        for (file, (path, facts)) in report.files.iter().enumerate() {
            for (name, count) in &facts.cited {
                let known = cited.entry(name).or_default();
                known.0.insert(file);
                known.1 += count;
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
        let undated = months.remove(unknown).map_or(0, sum);
        join_untyped(&mut cited);
        let mut cited: Vec<_> =
            cited.into_iter().map(|(name, (files, times))| (name.to_owned(), files.len(), times)).collect();
        cited.sort_by_key(|(_, files, times)| std::cmp::Reverse((*files, *times)));
        Tally {
            rules: worst_first(rules),
            files: worst_first(files),
            folders: most_first(folders),
            issuers: most_first(issuers),
            months: months.into_iter().collect(),
            undated,
            cited,
        }
    }
}

/// Documents with the files that cite them and the number of citations.
type Cited<'n> = BTreeMap<&'n str, (BTreeSet<usize>, usize)>;

/// Counts a document that is cited by its number alone under the name it has elsewhere, where there is one such name.
fn join_untyped(cited: &mut Cited) {
    let number = |name: &str| name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let mut typed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in cited.keys().filter(|name| number(name) > 0) {
        typed.entry(&name[number(name)..]).or_default().push(name);
    }
    let bare: Vec<&str> = cited.keys().copied().filter(|name| number(name) == 0).collect();
    for name in bare {
        if let Some([whole]) = typed.get(name).map(Vec::as_slice)
            && let Some((files, times)) = cited.remove(name)
        {
            let known = cited.entry(whole).or_default();
            known.0.extend(files);
            known.1 += times;
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
