//! Which rules run, what they know, and when the run fails: options that `check` and `fix` share.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};
use clap::{Args, ValueEnum};

use crate::output::Counts;
use crate::rules::{Knowledge, Lang, Selection, Severity};
use crate::run::Inspection;

use super::{Status, error};

/// Options that choose rules.
#[derive(Debug, Args)]
pub(super) struct Choosing {
    /// Run only these rules: codes, names, groups (TERM), ALL; separated by commas.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run these rules.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// From which severity on findings give exit code 1.
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    fail_on: FailOn,
    /// The date of the documents, where their heads do not tell it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    document_date: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Whether findings of that severity fail the run.
    fn holds(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

impl Choosing {
    /// What looks at the files. Why there is none has been told.
    pub(super) fn inspection(&self, lang: Lang) -> Result<Inspection, Status> {
        let selection = match Selection::new(&trimmed(&self.select), &trimmed(&self.ignore)) {
            Ok(selection) => selection,
            Err(unknown) => {
                error::tell(&error::unknown_rule(&unknown.word, unknown.near.as_deref(), lang), lang);
                return Err(Status::Failed);
            }
        };
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
        Ok(Inspection { selection, know: Knowledge { document_date, today: today() } })
    }

    /// How a run with these counts ends.
    pub(super) fn status(&self, counts: &Counts) -> Status {
        match counts.worst() {
            _ if counts.failed > 0 => Status::Failed,
            Some(severity) if self.fail_on.holds(severity) => Status::Found,
            _ => Status::Clean,
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

    #[test]
    fn the_limit_holds_what_is_graver() {
        assert!(FailOn::Warning.holds(Severity::Error) && !FailOn::Warning.holds(Severity::Info));
        assert!(FailOn::Info.holds(Severity::Info) && !FailOn::Never.holds(Severity::Error));
    }
}
