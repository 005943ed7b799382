//! Which rules run, what they know, and when the run fails: options that `check` and `fix` share, and settings in files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};
use clap::{Args, ValueEnum};

use crate::config::{self, Baseline, Problem, Said, Settings};
use crate::index::{self, Archive};
use crate::output::{self, Counts};
use crate::rules::Lang;
use crate::run::Inspection;
use crate::text::Span;

use super::{Global, Status, error, terminal};

/// Options that choose rules.
#[derive(Clone, Debug, Args)]
pub(super) struct Choosing {
    /// Run only these rules: codes, names, groups (TERM), ALL; separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run these rules.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// From which severity on findings give exit code 1; "error" unless told otherwise.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// The date of the documents, where their heads do not tell it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    document_date: Option<String>,
    /// Do not show the findings that FILE knows; --write-baseline makes it.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Know too what the archive cites whose index is ARCHIVE.db; soat index makes it.
    #[arg(long, value_name = "ARCHIVE.db")]
    index: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl From<FailOn> for config::FailOn {
    fn from(limit: FailOn) -> config::FailOn {
        match limit {
            FailOn::Error => config::FailOn::Error,
            FailOn::Warning => config::FailOn::Warning,
            FailOn::Info => config::FailOn::Info,
            FailOn::Never => config::FailOn::Never,
        }
    }
}

/// Settings, and what they say of the run as a whole.
pub(super) struct Chosen {
    /// Which settings hold for which file.
    pub(super) settings: Arc<Settings>,
    /// Options of every subcommand, with the language that the configuration sets.
    pub(super) global: Global,
    /// The baseline that the configuration names.
    baseline: Option<PathBuf>,
}

/// Reads the configuration of a run: the one named, else the one that holds for the first path. Why there is none has
/// been told.
pub(super) fn configured(
    said: Said,
    only: Option<&Path>,
    first: Option<&Path>,
    global: Global,
) -> Result<Chosen, Status> {
    let lang = global.lang();
    let settings = match Settings::new(said, only) {
        Ok(Ok(settings)) => settings,
        Ok(Err(error)) => {
            tell(&error, global);
            return Err(Status::Failed);
        }
        Err(unknown) => {
            error::tell(&error::unknown_rule(&unknown.word, unknown.near.as_deref(), lang), lang);
            return Err(Status::Failed);
        }
    };
    // A folder's own configuration holds for it; a name in it stands for its files.
    let place = match first {
        Some(path) if path.is_dir() => path.join(config::FILE_NAME),
        Some(path) if path.as_os_str() != "-" => path.to_path_buf(),
        _ => config::FILE_NAME.into(),
    };
    match settings.of(&place) {
        Ok(file) => Ok(Chosen {
            global: global.with(file.config().lang),
            baseline: file.config().baseline.as_ref().map(|written| file.path(written)),
            settings: Arc::new(settings),
        }),
        Err(error) => {
            tell(&error, global);
            Err(Status::Failed)
        }
    }
}

/// Tells what is wrong with a configuration, with the line of it.
pub(super) fn tell(error: &config::Error, global: Global) {
    let lang = global.lang();
    let Some((text, span)) = &error.place else {
        error::tell(&error.sentence(lang), lang);
        return;
    };
    let span = Span::new(span.start, span.end.max(span.start));
    let (look, width) = terminal::of_errors(global.color);
    let path = error.path.to_string_lossy();
    error::note(output::framed(&path, text, span, error.message.get(lang), look, width).trim_end());
}

impl Choosing {
    /// What looks at the files, and the options with the language of the configuration. `new` is the baseline that will
    /// be written. Why there is nothing has been told.
    pub(super) fn inspection(
        &self,
        only: Option<&Path>,
        first: Option<&Path>,
        new: Option<&Path>,
        global: Global,
    ) -> Result<(Inspection, Global), Status> {
        let lang = global.lang();
        let document_date = match self.document_date.as_deref().map(date).transpose() {
            Ok(date) => date,
            Err(word) => {
                error::tell(
                    &match lang {
                        Lang::Vi => {
                            format!("--document-date: \"{word}\" không phải một ngày có thật; hãy viết như 2024-03-05")
                        }
                        Lang::En => format!("--document-date: \"{word}\" is no day; write it like 2024-03-05"),
                    },
                    lang,
                );
                return Err(Status::Failed);
            }
        };
        let said = Said {
            select: trimmed(&self.select),
            ignore: trimmed(&self.ignore),
            fail_on: self.fail_on.map(Into::into),
            document_date,
        };
        let Chosen { settings, global, baseline } = configured(said, only, first, global)?;
        let lang = global.lang();
        // A baseline of the configuration that is about to be made anew may be missing, and hides nothing.
        let path = self.baseline.clone().or_else(|| baseline.filter(|_| new.is_none()));
        let baseline = match path.as_deref().map(|path| (path, Baseline::read(path))) {
            None => None,
            Some((_, Ok(baseline))) => Some(baseline),
            Some((path, Err(problem))) => {
                error::tell(&unusable(path, &problem, lang), lang);
                return Err(Status::Failed);
            }
        };
        let index = match self.index.as_deref().map(Archive::open).transpose() {
            Ok(index) => index,
            Err(problem) => {
                error::tell(&told(&problem, lang), lang);
                return Err(Status::Failed);
            }
        };
        Ok((Inspection { settings, index, today: today(), baseline, noted: None }, global))
    }
}

/// What is wrong with an index.
pub(super) fn told(problem: &index::Error, lang: Lang) -> String {
    let (vi, en) = problem.message();
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// How a run with these counts ends.
pub(super) fn status(counts: &Counts) -> Status {
    match counts.failing {
        _ if counts.failed > 0 => Status::Failed,
        0 => Status::Clean,
        _ => Status::Found,
    }
}

/// Why a baseline is of no use.
fn unusable(path: &Path, problem: &Problem, lang: Lang) -> String {
    let path = path.display();
    match (lang, problem) {
        (Lang::Vi, Problem::Missing) => format!("không có baseline {path}; --write-baseline {path} sẽ tạo ra nó"),
        (Lang::En, Problem::Missing) => format!("no baseline {path}; --write-baseline {path} makes it"),
        (Lang::Vi, Problem::Unusable(words)) => {
            format!("không dùng được baseline {path} ({words}); hãy ghi lại bằng --write-baseline")
        }
        (Lang::En, Problem::Unusable(words)) => {
            format!("cannot use the baseline {path} ({words}); write it anew with --write-baseline")
        }
    }
}

/// The words of a list, without blanks around and without empty ones.
fn trimmed(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The day, where the word is one written `YYYY-MM-DD`.
fn date(word: &str) -> Result<NaiveDate, &str> {
    let plain = word.len() == 10 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    NaiveDate::parse_from_str(word, "%Y-%m-%d").ok().filter(|_| plain).ok_or(word)
}

/// The present day by world time: a setting for the rules, which never look at the clock.
fn today() -> NaiveDate {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    NaiveDate::default().checked_add_days(Days::new(days)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_dates() {
        assert_eq!(date("2024-02-29"), Ok(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()));
        for word in ["2023-02-29", "29/02/2024", "2024-2-29", "+024-02-29", ""] {
            assert_eq!(date(word), Err(word));
        }
    }

    #[test]
    fn today_is_after_this_was_written() {
        assert!(today() > NaiveDate::from_ymd_opt(2024, 1, 1).unwrap());
    }
}
