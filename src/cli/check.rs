//! `soat check`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};

use crate::config::Entry;
use crate::output::{self, Checkstyle, Concise, Csv, FindingFormat, Full, GitHub, GitLab, Json, Jsonl, Junit, Sarif};
use crate::rules::Lang;
use crate::run::{self, Cache, Inspection, Noted, Replacement};

use super::choosing::{self, Choosing};
use super::{Global, Reading, Status, error, terminal, watch};

/// Arguments of `soat check`.
#[derive(Clone, Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// How findings are written.
    #[arg(long, value_enum, default_value = "full", value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    choosing: Choosing,
    /// Write what is found to FILE, as known from now on, instead of showing it.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Print how often each rule spoke.
    #[arg(long)]
    statistics: bool,
    /// Keep what is found in the folder DIR, and look at no file again that is as it was.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Go on, and check files again as they change.
    #[arg(long, conflicts_with_all = ["output", "files_from", "stdin_filename", "write_baseline"])]
    watch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Reports with the line and its words underlined.
    Full,
    /// One line a finding.
    Concise,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Commands of a GitHub workflow.
    #[value(name = "github")]
    GitHub,
    /// GitLab's report of code quality.
    #[value(name = "gitlab")]
    GitLab,
    /// Checkstyle XML.
    Checkstyle,
    /// CSV for spreadsheets.
    Csv,
}

impl Check {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        if self.watch { watch::watch(self, global, config) } else { self.once(global, config) }
    }

    /// Why files cannot be checked again as they change.
    pub(super) fn unwatchable(&self, lang: Lang) -> Option<&'static str> {
        if self.reading.paths.iter().any(|path| path.as_os_str() == "-") {
            return Some(match lang {
                Lang::Vi => "--watch không theo dõi được đầu vào chuẩn; hãy nêu tệp hoặc thư mục",
                Lang::En => "--watch cannot follow standard input; name files or folders",
            });
        }
        // Other formats are one whole, which never ends here.
        (!matches!(self.format, Format::Full | Format::Concise | Format::Jsonl)).then_some(match lang {
            Lang::Vi => "--watch chỉ đi cùng --format full, concise hoặc jsonl",
            Lang::En => "--watch goes only with --format full, concise or jsonl",
        })
    }

    /// Checks once.
    pub(super) fn once(self, global: Global, config: Option<&Path>) -> Status {
        let new = self.write_baseline.as_deref();
        let chosen = self.choosing.inspection(config, self.reading.first(), new, global);
        let (mut inspection, global) = match chosen {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        inspection.noted = self.write_baseline.map(|path| Noted { path, entries: Mutex::default() });
        let output = self.reading.output.as_deref();
        let format: Box<dyn FindingFormat> = match self.format {
            Format::Full => Box::new(Full::new(terminal::look(global.color, output), terminal::width(output))),
            Format::Concise => Box::new(Concise),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(Jsonl),
            Format::Sarif => Box::new(Sarif::new(inspection.baseline.is_some(), lang)),
            Format::Junit => Box::new(Junit),
            Format::GitHub => Box::new(GitHub),
            Format::GitLab => Box::new(GitLab),
            Format::Checkstyle => Box::new(Checkstyle),
            Format::Csv => Box::new(Csv),
        };
        let look = terminal::look(global.color, output);
        let words = format!("{:?} {look:?} {} {lang:?}", self.format, terminal::width(output));
        let cache = match self.cache.as_deref().map(|folder| (folder, Cache::open(folder, &words))) {
            None => None,
            Some((_, Ok(cache))) => Some(cache),
            Some((folder, Err(problem))) => {
                error::tell(&unusable(folder, &problem.to_string(), lang), lang);
                return Status::Failed;
            }
        };
        let task = run::Check { inspection, format, cache, lang };
        let counts = match self.reading.run(&task, &task.inspection.settings, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
        if let Some(cache) = &task.cache {
            cache.tidy();
            if let (Some(trouble), Some(folder)) = (cache.trouble(), &self.cache) {
                error::note(&unusable(folder, &trouble, lang));
            }
        }
        if counts.files + counts.failed == 0 {
            return Status::Clean;
        }
        if let Some(noted) = &task.inspection.noted {
            if let Err(status) = write_baseline(noted, global) {
                return status;
            }
        } else {
            tell_stale(&task.inspection, global);
        }
        if self.statistics {
            error::note(output::statistics(&counts, lang).trim_end());
        }
        if !global.quiet && task.inspection.noted.is_none() && matches!(self.format, Format::Full | Format::Concise) {
            error::note(output::summary(&counts, lang).trim_end());
        }
        choosing::status(&counts)
    }
}

/// Why a cache is of no use.
fn unusable(folder: &Path, why: &str, lang: Lang) -> String {
    let folder = folder.display();
    match lang {
        Lang::Vi => {
            format!("không ghi được vào bộ nhớ đệm {folder} ({why}); hãy xem lại đĩa và quyền ghi, hoặc bỏ --cache")
        }
        Lang::En => {
            format!("cannot write to the cache {folder} ({why}); check disk and permissions, or leave --cache out")
        }
    }
}

/// Writes the new baseline. Why it could not be written has been told.
fn write_baseline(noted: &Noted, global: Global) -> Result<(), Status> {
    let lang = global.lang();
    let entries = std::mem::take(&mut *noted.entries.lock().unwrap_or_else(PoisonError::into_inner));
    let count = entries.len();
    let path = noted.path.display();
    let written = Replacement::of(&noted.path).and_then(|mut file| {
        file.write_all(Entry::all(entries).as_bytes())?;
        file.finish()
    });
    if let Err(error) = written {
        let words = match lang {
            Lang::Vi => format!("không ghi được {path}: {error}"),
            Lang::En => format!("cannot write {path}: {error}"),
        };
        error::tell(&words, lang);
        return Err(Status::Failed);
    }
    if !global.quiet {
        error::note(&match lang {
            Lang::Vi => format!("Đã ghi {count} chỗ báo vào {path}."),
            Lang::En => format!("Findings written to {path}: {count}."),
        });
    }
    Ok(())
}

/// Tells how many entries of the baseline no finding stands for any more, and on demand which.
fn tell_stale(inspection: &Inspection, global: Global) {
    let Some(baseline) = &inspection.baseline else { return };
    let stale = baseline.stale(|code| inspection.settings.may_run(code));
    if stale.is_empty() || global.quiet {
        return;
    }
    let count = stale.len();
    error::note(&match global.lang() {
        Lang::Vi => format!("Baseline còn {count} mục không ứng với chỗ báo nào nữa; ghi lại bằng --write-baseline."),
        Lang::En => {
            format!("Entries of the baseline that no finding stands for: {count}; --write-baseline drops them.")
        }
    });
    if global.verbose {
        for Entry { code, path, fingerprint } in stale {
            error::note(&output::tame(&format!("  {path}: {code} {fingerprint}")));
        }
    }
}
