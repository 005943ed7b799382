//! `soat normalize`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::config::Said;
use crate::rules::Lang;
use crate::run;
use crate::text::ToneStyle;

use super::choosing::{Chosen, configured};
use super::{Global, Reading, Status, error};

/// Arguments of `soat normalize`.
#[derive(Debug, Args)]
pub(super) struct Normalize {
    /// Files and folders; "-" is standard input. Without any, standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write to FILE, whole or not at all; with several files, the folder that they are written to under their own names.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where tone marks go in oa, oe, uy.
    #[arg(long, value_enum, default_value = "keep", value_name = "STYLE")]
    tone_style: Style,
    /// What standard input is called; its ending tells the format.
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Threads; by default as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Style {
    /// hoà, khoẻ, uỷ.
    New,
    /// hòa, khỏe, ủy.
    Old,
    /// As they stand.
    Keep,
}

impl Normalize {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let lang = global.lang();
        let Normalize { mut paths, output, tone_style, stdin_filename, threads } = self;
        if paths.is_empty() {
            paths.push("-".into());
        }
        let several = paths.len() > 1 || paths.iter().any(|path| path.is_dir());
        let is_folder = |path: &PathBuf| path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        let folder = output.clone().filter(is_folder);
        if several && folder.is_none() {
            error::tell(
                match lang {
                    Lang::Vi => "nhiều tệp thì cần một thư mục để ghi: hãy nêu -o THƯ-MỤC/",
                    Lang::En => "several files need a folder to be written to: give -o FOLDER/",
                },
                lang,
            );
            return Status::Failed;
        }
        let reading = Reading {
            paths,
            files_from: None,
            stdin_filename,
            threads,
            changed: None,
            output: output.filter(|_| folder.is_none()),
        };
        let Chosen { settings, global, .. } = match configured(Said::default(), config, reading.first(), global) {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let style = match tone_style {
            Style::New => Some(ToneStyle::New),
            Style::Old => Some(ToneStyle::Old),
            Style::Keep => None,
        };
        let lang = global.lang();
        let task = run::Normalize { settings, style, folder, quiet: global.quiet, lang };
        let counts = match reading.run(&task, &task.settings, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
        let charsets: Vec<String> =
            counts.charsets.iter().map(|(charset, n)| format!("{} {n}", charset.name())).collect();
        if !global.quiet && !charsets.is_empty() {
            let charsets = charsets.join(", ");
            error::note(&match lang {
                Lang::Vi => format!("Số tệp đã đổi từ bảng mã cũ sang Unicode: {charsets}."),
                Lang::En => format!("Files converted from a legacy charset to Unicode: {charsets}."),
            });
        }
        if counts.failed > 0 { Status::Failed } else { Status::Clean }
    }
}
