//! What the rules say of a file: what `check` shows and `fix` mends.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::config::{Baseline, Entry, FileSettings, Settings};
use crate::document;
use crate::output::{self, Checked, Counts, File};
use crate::rules::{self, Finding, Knowledge};
use crate::source::{Limits, Part, Source};
use crate::text::Search;

use super::{Job, Trouble, allow};

/// What looks at files.
#[derive(Debug)]
pub struct Inspection {
    /// Which settings hold for which file.
    pub settings: Arc<Settings>,
    /// The present day, which the rules do not ask the clock for.
    pub today: NaiveDate,
    /// Known findings, which are not shown.
    pub baseline: Option<Baseline>,
    /// Where findings are noted that are to be known from now on: the path of the new baseline, and its entries.
    pub noted: Option<Noted>,
}

/// The entries of a new baseline.
#[derive(Debug)]
pub struct Noted {
    /// Where it is written.
    pub path: PathBuf,
    /// What is in it.
    pub entries: Mutex<Vec<Entry>>,
}

/// What the rules say of one file.
pub(super) struct Inspected<'a> {
    /// Findings with the indices of their parts, in the order of the file.
    pub(super) findings: Vec<(usize, Finding)>,
    /// What was read, not yet what was found.
    pub(super) counts: Counts,
    /// The settings of the file.
    pub(super) settings: FileSettings,
    /// One more part that findings may lie in.
    extra: Option<Part<'a>>,
}

impl Inspection {
    /// How much of the file is taken in.
    pub(super) fn limits(&self, job: &Job) -> Limits {
        limits(&self.settings, job)
    }

    /// What there is to say of a file. Known findings are among it.
    ///
    /// # Errors
    /// What is wrong with the configuration of the file.
    pub(super) fn inspect(&self, job: &Job, file: &File) -> Result<Inspected<'static>, Trouble> {
        let settings = self.settings.of(job.place()).map_err(Trouble::Config)?;
        let know = Knowledge {
            document_date: settings.document_date,
            today: self.today,
            register: settings.register(),
            ..Knowledge::default()
        };
        let mut counts = Counts::default();
        let mut findings = Vec::new();
        for (index, part) in file.source.parts.iter().enumerate() {
            let search = Search::new(&part.text);
            let doc = document::read_with(&search, settings.config().own);
            counts.mentions(&doc);
            let know = Knowledge { charset: part.charset, runs: &part.runs, ..know };
            findings.extend(rules::check(&doc, &know, &settings.selection).into_iter().map(|f| (index, f)));
        }
        let allowances = allow::allowances(file.bytes, file.source);
        let extra = allowances.apply(&settings.selection, &mut findings);
        findings.iter_mut().for_each(|(_, finding)| settings.settle(finding));
        Ok(Inspected { findings, counts, settings, extra })
    }

    /// Takes the known findings away, notes the others where they are to be noted, and counts what is left.
    pub(super) fn sift(&self, job: &Job, file: &File, inspected: &mut Inspected) {
        if self.baseline.is_some() || self.noted.is_some() {
            let prints = inspected.with_file(file, output::fingerprints);
            let codes = inspected.findings.iter().map(|(_, finding)| finding.rule.code);
            let prints: Vec<(&str, String)> = codes.zip(prints).collect();
            let known = match &self.baseline {
                Some(baseline) => baseline.knows(job.place(), &prints),
                None => vec![false; prints.len()],
            };
            if let Some(noted) = &self.noted {
                let entries = prints.into_iter().map(|(code, print)| Entry::new(&noted.path, job.place(), code, print));
                noted.entries.lock().unwrap_or_else(PoisonError::into_inner).extend(entries);
                inspected.findings.clear();
            }
            let mut known = known.into_iter();
            inspected.findings.retain(|_| !known.next().unwrap_or(false));
        }
        for (_, finding) in &inspected.findings {
            inspected.counts.finding(finding);
            inspected.counts.failing += usize::from(inspected.settings.fail_on.holds(finding.severity));
        }
    }
}

impl Inspected<'_> {
    /// Hands out the findings with their file.
    pub(super) fn with_file<T>(&mut self, file: &File, take: impl FnOnce(&Checked) -> T) -> T {
        let widened: Source;
        let mut file = *file;
        if let Some(part) = &self.extra {
            widened = allow::with_part(file.source, part.borrowed());
            file.source = &widened;
        }
        let checked = Checked { file, findings: std::mem::take(&mut self.findings) };
        let result = take(&checked);
        self.findings = checked.findings;
        result
    }
}

/// How much the settings let in. What is wrong with them is told when the file is looked at.
pub(super) fn limits(settings: &Settings, job: &Job) -> Limits {
    settings.of(job.place()).map_or_else(|_| Limits::default(), |settings| settings.config().limits.source)
}

impl Job {
    /// The path whose folder tells the configuration.
    pub(super) fn place(&self) -> &Path {
        match self {
            Job::File(path) => path,
            Job::Member { path, .. } => Path::new(path),
            Job::Stdin(name) | Job::LeftOut(name, _) | Job::Failed(name, _) => Path::new(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Said;
    use crate::rules::UNUSED_ALLOWANCE;
    use crate::source;

    /// The words of the unused allowances in a text.
    fn unused(text: &str) -> Vec<String> {
        let settings = Settings::new(Said::default(), None).unwrap().unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let inspection = Inspection { settings: Arc::new(settings), today, baseline: None, noted: None };
        let source = source::read(text.as_bytes(), "a.txt", None).unwrap();
        let file = File { path: "a.txt", bytes: text.as_bytes(), source: &source };
        let inspected = inspection.inspect(&Job::Stdin("a.txt".into()), &file).unwrap();
        let mine = inspected.findings.iter().filter(|(_, finding)| *finding.rule == UNUSED_ALLOWANCE);
        mine.map(|(_, finding)| format!("{}:{}", finding.span.from(), finding.span.of(text))).collect()
    }

    #[test]
    fn unused_allowances_are_told_as_their_rule_says() {
        for case in UNUSED_ALLOWANCE.wrong {
            let open = case.text.find('⟦').unwrap();
            let word = case.text[open..].trim_start_matches('⟦').split('⟧').next().unwrap();
            let text = case.text.replace(['⟦', '⟧'], "");
            assert_eq!(unused(&text), [format!("{open}:{word}")], "{text}");
        }
        for text in UNUSED_ALLOWANCE.silent {
            assert_eq!(unused(text), [] as [&str; 0], "{text}");
        }
    }
}
