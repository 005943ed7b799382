//! `soat fix`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::edit::Paint;
use crate::output::{self, Counts, Look};
use crate::rules::Lang;
use crate::run::{self, Job};

use super::choosing::{self, Choosing};
use super::{Global, Reading, Status, error, terminal};

/// Arguments of `soat fix`.
#[derive(Debug, Args)]
pub(super) struct Fix {
    /// Files and folders; "-" alone is standard input, whose mended text is printed. Without any, the present folder.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Apply suggestions too that are right only as far as known.
    #[arg(long = "unsafe")]
    unsafe_too: bool,
    /// Show what would change, and write nothing.
    #[arg(long)]
    diff: bool,
    /// Read the paths in FILE too, one a line or between NUL bytes; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// What standard input is called; its ending tells the format.
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Threads; by default as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    choosing: Choosing,
}

impl Fix {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let lang = global.lang();
        let dashes = self.paths.iter().filter(|path| path.as_os_str() == "-").count();
        let stdin = dashes > 0 || self.stdin_filename.is_some() && self.paths.is_empty() && self.files_from.is_none();
        if stdin && (self.paths.len() > 1 || self.files_from.is_some()) {
            error::tell(
                match lang {
                    Lang::Vi => "\"-\" phải đứng một mình: bản đã sửa của đầu vào chuẩn được in ra đầu ra chuẩn",
                    Lang::En => "\"-\" must stand alone: the mended text of standard input is printed",
                },
                lang,
            );
            return Status::Failed;
        }
        let named = self.paths.first().map(PathBuf::as_path).filter(|path| path.as_os_str() != "-");
        let first = named.or(self.stdin_filename.as_deref().map(Path::new));
        let (inspection, global) = match self.choosing.inspection(config, first, None, global) {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        let paint = match terminal::look(global.color, None) {
            Look::Colour => Paint::Colour,
            _ => Paint::Plain,
        };
        let diff = self.diff.then_some(paint);
        let task = run::Fix { inspection, unsafe_too: self.unsafe_too, diff, quiet: global.quiet, lang };
        let counts = if stdin {
            let name = self.stdin_filename.unwrap_or_else(|| run::STDIN.into());
            match mend_stdin(&task, name, global) {
                Ok(counts) => counts,
                Err(status) => return status,
            }
        } else {
            let Fix { paths, files_from, threads, .. } = self;
            let reading = Reading { paths, files_from, threads, ..Reading::default() };
            match reading.run(&task, &task.inspection.settings, global) {
                Ok(counts) => counts,
                Err(status) => return status,
            }
        };
        if !global.quiet {
            error::note(output::mended(&counts, self.diff, lang).trim_end());
        }
        choosing::status(&counts)
    }
}

/// Prints standard input mended.
fn mend_stdin(task: &run::Fix, name: String, global: Global) -> Result<Counts, Status> {
    let lang = global.lang();
    let (bytes, counts) = task.stdin(name.clone()).map_err(|trouble| {
        error::tell(&run::sentence(&Job::Stdin(name).name(), &trouble, lang), lang);
        Status::Failed
    })?;
    let mut out = io::stdout().lock();
    match out.write_all(&bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            error::tell(
                &match lang {
                    Lang::Vi => format!("không ghi được ra đầu ra chuẩn: {error}"),
                    Lang::En => format!("cannot write to standard output: {error}"),
                },
                lang,
            );
            Err(Status::Failed)
        }
        _ => Ok(counts),
    }
}
