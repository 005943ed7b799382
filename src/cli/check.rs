//! `soat check`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};

use crate::config::Entry;
use crate::output::{self, Checkstyle, Concise, Csv, FindingFormat, Full, GitHub, GitLab, Json, Jsonl, Junit, Sarif};
use crate::rules::Lang;
use crate::run::{self, Inspection, Noted, Replacement};

use super::choosing::{self, Choosing};
use super::{Global, Reading, Status, error, terminal};

/// Arguments of `soat check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    reading: Reading,
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
        let task = run::Check { inspection, format, lang };
        let counts = match self.reading.run(&task, &task.inspection.settings, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
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
