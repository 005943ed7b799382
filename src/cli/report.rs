//! `soat report`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use crate::config::Settings;
use crate::report::{Dress, Facts, Report as Told, Shard};
use crate::rules::Lang;
use crate::run::{self, Trouble};
use crate::source::{self, Line};

use super::choosing::{self, Choosing};
use super::sink::Sink;
use super::{Global, Reading, Status, error};

/// Arguments of `soat report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// Files and folders to check, and JSON Lines (.jsonl) that earlier runs of report, check or extract wrote.
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// Read the paths in FILE too, one a line or between NUL bytes; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The report; its ending tells the form: .html, .xlsx, .csv, or .jsonl, from which reports are made; "-" is
    /// standard output as .jsonl.
    #[arg(short, long, value_name = "REPORT", required = true)]
    output: PathBuf,
    /// Threads; by default as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    choosing: Choosing,
}

/// What a report is written as.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Xlsx,
    Csv,
    Lines,
}

impl Form {
    fn of(path: &Path) -> Option<Form> {
        if path.as_os_str() == "-" {
            return Some(Form::Lines);
        }
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" => Some(Form::Html),
            "xlsx" => Some(Form::Xlsx),
            "csv" => Some(Form::Csv),
            "jsonl" | "ndjson" => Some(Form::Lines),
            _ => None,
        }
    }
}

impl Report {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let Some(form) = Form::of(&self.output) else {
            let (path, lang) = (self.output.display(), global.lang());
            let words = match lang {
                Lang::Vi => format!("{path}: đuôi của báo cáo phải là .html, .xlsx, .csv hoặc .jsonl"),
                Lang::En => format!("{path}: a report ends with .html, .xlsx, .csv or .jsonl"),
            };
            error::tell(&words, lang);
            return Status::Failed;
        };
        let (shards, paths): (Vec<PathBuf>, Vec<PathBuf>) = self.paths.into_iter().partition(|path| is_shard(path));
        let chosen = self.choosing.inspection(config, paths.first().map(PathBuf::as_path), None, global);
        let (inspection, global) = match chosen {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        let today = inspection.today;
        let limit = inspection.settings.of(Path::new(".")).map(|settings| settings.fail_on);
        let left_out = left_out(&paths, &inspection.settings);
        if matches!(form, Form::Lines) && shards.is_empty() {
            // Nothing but the files in work is held, however many there are.
            let task = run::Share { inspection, left_out: Mutex::new(left_out), lang };
            let reading = Reading {
                paths,
                files_from: self.files_from,
                threads: self.threads,
                output: Some(self.output),
                ..Reading::default()
            };
            return match reading.run(&task, &task.inspection.settings, global) {
                Ok(counts) => choosing::status(&counts),
                Err(status) => status,
            };
        }
        let mut report = Told::default();
        report.add_left_out(left_out);
        for path in &shards {
            match fs::read(path) {
                Ok(bytes) => report.add_shard(Shard::read(&path.to_string_lossy(), &bytes)),
                Err(problem) => {
                    let trouble = Trouble::from(problem);
                    error::tell(&run::sentence(&path.to_string_lossy(), &trouble, lang), lang);
                    report.add(path.to_string_lossy().into_owned(), Facts::unread(trouble.sentence(lang)));
                }
            }
        }
        let from_shards = report.severities();
        let task = run::Gather { inspection, report: Mutex::new(report), lang };
        let mut failing = 0;
        if !paths.is_empty() || self.files_from.is_some() {
            let reading = Reading { paths, files_from: self.files_from, threads: self.threads, ..Reading::default() };
            match reading.work(&task, &task.inspection.settings, global, &mut io::sink(), true) {
                Ok(counts) => failing = counts.failing,
                Err(_) => return Status::Failed,
            }
        }
        let mut report = task.report.into_inner().unwrap_or_else(PoisonError::into_inner);
        report.settle();
        if let Ok(limit) = limit {
            use crate::rules::Severity::{Error, Info, Warning};
            let grave =
                [Error, Warning, Info].into_iter().zip(from_shards).filter(|(severity, _)| limit.holds(*severity));
            failing += grave.map(|(_, count)| count).sum::<usize>();
        }
        let back = back(&self.output);
        let dress = Dress { lang, today, back: &back };
        let bytes = match form {
            Form::Html => report.html(dress).into_bytes(),
            Form::Csv => report.csv().into_bytes(),
            Form::Lines => report.lines().into_bytes(),
            Form::Xlsx => match report.xlsx(dress) {
                Ok(bytes) => bytes,
                Err(problem) => {
                    let words = match lang {
                        Lang::Vi => format!("bảng tính không chứa hết ({problem}); hãy chia nhỏ hoặc dùng .csv"),
                        Lang::En => format!("a workbook cannot hold it ({problem}); divide it or use .csv"),
                    };
                    error::tell(&words, lang);
                    return Status::Failed;
                }
            },
        };
        if let Err(problem) = written(&self.output, &bytes) {
            let path = self.output.display();
            let words = match lang {
                Lang::Vi => format!("không ghi được {path}: {problem}"),
                Lang::En => format!("cannot write {path}: {problem}"),
            };
            error::tell(&words, lang);
            return Status::Failed;
        }
        if !global.quiet {
            let (files, findings) = report.size();
            let path = self.output.display();
            error::note(&match lang {
                Lang::Vi => format!("Đã ghi {path}: {files} tệp, {findings} chỗ báo."),
                Lang::En => format!("Wrote {path}: files {files}, findings {findings}."),
            });
        }
        match (report.unread(), failing) {
            (0, 0) => Status::Clean,
            (0, _) => Status::Found,
            _ => Status::Failed,
        }
    }
}

/// What leads from the folder of a file to the present one; nothing where it lies in it.
fn back(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.is_absolute() || folder.components().any(|part| part == Component::ParentDir) {
        let here = std::env::current_dir().unwrap_or_default();
        return format!("{}/", here.to_string_lossy().trim_end_matches('/'));
    }
    "../".repeat(folder.components().filter(|part| matches!(part, Component::Normal(_))).count())
}

/// Whether a file holds lines of an earlier run, and not documents: its first line tells.
fn is_shard(path: &Path) -> bool {
    if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson")) {
        return false;
    }
    let Ok(file) = File::open(path) else { return true };
    let mut first = Vec::new();
    let mut lines = BufReader::new(file);
    while first.trim_ascii().is_empty() {
        first.clear();
        if !lines.read_until(b'\n', &mut first).is_ok_and(|read| read > 0) {
            return true;
        }
    }
    !matches!(source::line(&first), Ok(Line::Document { .. }))
}

/// The files of the folders that are of no format that is read, by their extensions.
fn left_out(paths: &[PathBuf], settings: &Arc<Settings>) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for folder in paths.iter().filter(|path| path.is_dir()) {
        for extension in run::left_out(folder, Some(super::leave_out(settings))) {
            *out.entry(extension).or_default() += 1;
        }
    }
    out
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut sink = Sink::open(Some(path))?;
    sink.write_all(bytes)?;
    sink.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_back_from_the_report() {
        assert_eq!(back(Path::new("r.xlsx")), "");
        assert_eq!(back(Path::new("./a/b/r.xlsx")), "../../");
        assert!(back(Path::new("../r.xlsx")).len() > 3);
    }
}
