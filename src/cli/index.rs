//! `soat index`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::config::{FILE_NAME, Said};
use crate::index::{self, Archive, Cite, Dated};
use crate::output::columns;
use crate::rules::Lang;
use crate::run;

use super::choosing::{self, Chosen, configured};
use super::{Global, Listing, Reading, Status, error};

/// Arguments of `soat index`.
#[derive(Debug, Args)]
pub(super) struct Index {
    /// Files and folders to take in; with --top or --outliers and without -o, the index to ask.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read the paths in FILE too, one a line or between NUL bytes; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Threads; by default as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// The index: made where it is not there, else brought up to date.
    #[arg(short, long, value_name = "ARCHIVE.db")]
    output: Option<PathBuf>,
    /// List the documents that most files cite.
    #[arg(long)]
    top: bool,
    /// List the citations that stand alone against many.
    #[arg(long, conflicts_with = "top")]
    outliers: bool,
    /// The most rows of a list.
    #[arg(long, default_value = "20", value_name = "N")]
    most: usize,
    /// How a list is written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Listing,
}

/// A document as an object.
#[derive(Serialize)]
struct TopRecord {
    name: String,
    files: u32,
    mentions: u32,
}

/// An outlier as an object.
#[derive(Serialize)]
struct OutlierRecord {
    path: String,
    line: u32,
    column: u32,
    text: String,
    number: String,
    date: String,
    usual_number: String,
    usual_date: String,
    files: u32,
}

impl Index {
    pub(super) fn run(mut self, global: Global, config: Option<&Path>) -> Status {
        let first = self.paths.first().map(PathBuf::as_path).filter(|_| self.output.is_some());
        let Chosen { settings, global, .. } = match configured(Said::default(), config, first, global) {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        let asks = self.top || self.outliers;
        let (database, mut status) = match self.output.take() {
            Some(output) => match self.write(&output, &settings, global) {
                Ok(status) => (output, status),
                Err(status) => return status,
            },
            None if asks && self.paths.len() == 1 && self.files_from.is_none() => {
                (std::mem::take(&mut self.paths).remove(0), Status::Clean)
            }
            None => {
                error::tell(
                    match lang {
                        Lang::Vi => "thiếu tệp chỉ mục: soat index THƯ-MỤC -o KHO.db, hoặc soat index KHO.db --top",
                        Lang::En => {
                            "no index is named: soat index FOLDER -o ARCHIVE.db, or soat index ARCHIVE.db --top"
                        }
                    },
                    lang,
                );
                return Status::Failed;
            }
        };
        if asks {
            let Ok(settings) = settings.of(Path::new(FILE_NAME)) else { return Status::Failed };
            let told = Archive::open(&database).and_then(|index| match self.top {
                true => self.top(&index, lang),
                false => self.outliers(&index, settings.register(), lang),
            });
            match told {
                Ok(text) if error::print(&text, lang) != Status::Clean => status = Status::Failed,
                Ok(_) => {}
                Err(problem) => status = fail(&problem, lang),
            }
        }
        status
    }

    /// Brings the index up to date.
    ///
    /// # Errors
    /// How the program ends where nothing could be written; why has been told.
    fn write(
        &mut self,
        output: &Path,
        settings: &Arc<crate::config::Settings>,
        global: Global,
    ) -> Result<Status, Status> {
        let lang = global.lang();
        let task = run::Index::new(output, Arc::clone(settings)).map_err(|problem| fail(&problem, lang))?;
        let mut paths = std::mem::take(&mut self.paths);
        if paths.is_empty() && self.files_from.is_none() {
            paths.push(".".into());
        }
        let reading = Reading {
            paths: paths.clone(),
            files_from: self.files_from.take(),
            stdin_filename: None,
            threads: self.threads,
            output: None,
            changed: None,
        };
        // Where nothing is left of a folder, its files are taken out all the same.
        let (counts, empty) = match reading.run(&task, settings, global) {
            Ok(counts) => (counts, false),
            Err(_) => (crate::output::Counts::default(), true),
        };
        let renewed = task.finish(&paths).map_err(|problem| fail(&problem, lang))?;
        if !global.quiet {
            let (path, files) = (output.display(), counts.files);
            let run::Renewed { changed, gone } = renewed;
            error::note(&match lang {
                Lang::Vi => format!("Chỉ mục {path}: {files} tệp, {changed} tệp đọc lại, {gone} tệp bỏ ra."),
                Lang::En => format!("Index {path}: files {files}, read anew {changed}, taken out {gone}."),
            });
        }
        Ok(if empty || counts.failed > 0 { Status::Failed } else { Status::Clean })
    }

    fn top(&self, index: &Archive, lang: Lang) -> Result<String, index::Error> {
        let found = index.top(self.most)?;
        if self.format == Listing::Json {
            let records = found.into_iter();
            return Ok(json(
                &records
                    .map(|top| TopRecord { name: top.name, files: top.files, mentions: top.mentions })
                    .collect::<Vec<_>>(),
            ));
        }
        let head = match lang {
            Lang::Vi => ["tệp", "lần", "văn bản"],
            Lang::En => ["files", "mentions", "document"],
        };
        let rows = found.into_iter().map(|top| vec![top.files.to_string(), top.mentions.to_string(), top.name]);
        Ok(table(head.map(String::from).to_vec(), rows))
    }

    fn outliers(
        &self,
        index: &Archive,
        register: &crate::register::Register,
        lang: Lang,
    ) -> Result<String, index::Error> {
        let mut found = index.outliers(register)?;
        found.truncate(self.most);
        if self.format == Listing::Json {
            let records = found.into_iter().map(|outlier| {
                let Cite { path, line, column, text } = outlier.cite;
                let Dated { number: usual_number, date: usual_date, files, .. } = outlier.usual;
                let Dated { number, date, .. } = outlier.odd;
                OutlierRecord { path, line, column, text, number, date, usual_number, usual_date, files }
            });
            return Ok(json(&records.collect::<Vec<_>>()));
        }
        let head = match lang {
            Lang::Vi => ["vị trí", "ghi", "tệp", "số đông ghi"],
            Lang::En => ["place", "says", "files", "which say"],
        };
        let said = |dated: &Dated| format!("{}, {}", dated.number, dated.date);
        let rows = found.iter().map(|outlier| {
            let Cite { path, line, column, .. } = &outlier.cite;
            let place = format!("{path}:{line}:{column}");
            vec![place, said(&outlier.odd), outlier.usual.files.to_string(), said(&outlier.usual)]
        });
        Ok(table(head.map(String::from).to_vec(), rows))
    }
}

/// Tells what is wrong with the index.
fn fail(problem: &index::Error, lang: Lang) -> Status {
    error::tell(&choosing::told(problem, lang), lang);
    Status::Failed
}

fn json(records: &impl Serialize) -> String {
    let mut out = serde_json::to_string_pretty(records).expect("rows hold nothing but strings and numbers");
    out.push('\n');
    out
}

/// Cells wider than this are cut.
const CELL: usize = 90;

fn table(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let mut out = String::new();
    if rows.len() > 1 {
        columns(&rows, CELL, &mut out);
    }
    out
}
