//! What the rules say of a file: what `check` shows and `fix` mends.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::config::{self, Baseline, Entry, FileSettings, Settings};
use crate::document::{self, Document};
use crate::index::Archive;
use crate::output::{self, Checked, Counts, File};
use crate::parse::{Class, DateRef};
use crate::register::{Register, key_of};
use crate::rules::{self, Cut, Finding, Knowledge, TOO_MANY_FINDINGS};
use crate::source::{Limits, Part, Source};
use crate::text::{Search, Span};

use super::{Job, Trouble, allow};

/// What looks at files.
#[derive(Debug)]
pub struct Inspection {
    /// Which settings hold for which file.
    pub settings: Arc<Settings>,
    /// The present day, which the rules do not ask the clock for.
    pub today: NaiveDate,
    /// The index of an archive that the rules may ask.
    pub index: Option<Archive>,
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
    /// Findings that are too many to be told, and the part in which they begin.
    cut: Option<(usize, Cut)>,
    /// What is to be said of parts that were not read to their ends.
    notes: Vec<(usize, Finding)>,
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
        let limit = usize::try_from(settings.config().limits.findings).unwrap_or(usize::MAX);
        let mut counts = Counts::default();
        let mut findings = Vec::new();
        let mut cut: Option<(usize, Cut)> = None;
        let mut notes = Vec::new();
        for (index, part) in file.source.parts.iter().enumerate() {
            let search = Search::new(&part.text);
            let doc = document::read_with(&search, settings.config().own);
            counts.mentions(&doc);
            let asked = self.asked(job, &doc, settings.register())?;
            let register = asked.as_ref().unwrap_or(know.register);
            let know = Knowledge { charset: part.charset, runs: &part.runs, register, ..know };
            let left = limit.saturating_sub(findings.len());
            let (found, behind) = rules::check_within(&doc, &know, &settings.selection, left);
            findings.extend(found.into_iter().map(|f| (index, f)));
            cut = join(cut, behind.map(|behind| (index, behind)));
            if let Some(at) = doc.cut {
                notes.push((index, told_unread(doc.original(Span::new(at, at)))));
            }
        }
        let allowances = allow::allowances(file.bytes, file.source);
        let extra = allowances.apply(&settings.selection, &mut findings);
        if let Some((part, first)) = findings.get(limit) {
            let (part, mut behind) = (*part, Cut { from: first.span, counts: Vec::new() });
            findings.drain(limit..).for_each(|(_, finding)| behind.add(&finding));
            cut = join(Some((part, behind)), cut);
        }
        findings.iter_mut().for_each(|(_, finding)| settings.settle(finding));
        Ok(Inspected { findings, counts, settings, extra, cut, notes })
    }

    /// The known documents with what the index says of those that the document cites; none without an index.
    fn asked(&self, job: &Job, doc: &Document, register: &Register) -> Result<Option<Register>, Trouble> {
        let Some(index) = &self.index else { return Ok(None) };
        let cited = doc.mentions.iter().filter_map(|m| m.citation()).filter(|c| c.class == Class::Numbered);
        let mut keys: Vec<_> = cited
            .filter_map(|c| Some((key_of(c.number.as_ref()?)?, c.date.as_ref().and_then(DateRef::date))))
            .collect();
        keys.sort_by(|a, b| (&a.0.symbol, a.0.year, &a.0.digits, a.1).cmp(&(&b.0.symbol, b.0.year, &b.0.digits, b.1)));
        keys.dedup();
        let name = config::name(job.place(), &config::home(index.path()));
        let said = index.said_of(&keys, Some(&name)).map_err(Trouble::Index)?;
        Ok(Some(register.with_archive(said)))
    }

    /// Takes the known findings away, notes the others where they are to be noted, and counts what is left. Returns code
    /// and fingerprint of all, where a baseline asks for them.
    pub(super) fn sift(&self, job: &Job, file: &File, inspected: &mut Inspected) -> Vec<(String, String)> {
        let mut prints: Vec<(String, String)> = Vec::new();
        if self.baseline.is_some() || self.noted.is_some() {
            let codes: Vec<String> = inspected.findings.iter().map(|(_, f)| f.rule.code.to_owned()).collect();
            prints = codes.into_iter().zip(inspected.with_file(file, output::fingerprints)).collect();
            let mut known = self.meet(job, &prints).into_iter();
            if self.noted.is_some() {
                inspected.findings.clear();
            }
            inspected.findings.retain(|_| !known.next().unwrap_or(false));
        }
        if let Some((part, cut)) = inspected.cut.take() {
            // What is only counted fails the run as what is shown does.
            for (rule, severity, count) in &cut.counts {
                let severity = inspected.settings.severity(rule, *severity);
                *inspected.counts.findings.entry((rule.code, rule.name, severity)).or_default() += count;
                inspected.counts.failing += if inspected.settings.fail_on.holds(severity) { *count } else { 0 };
            }
            let note = told_cut(&cut, inspected.settings.config().limits.findings);
            inspected.notes.insert(0, (part, note));
        }
        for (part, mut note) in inspected.notes.drain(..) {
            inspected.settings.settle(&mut note);
            inspected.findings.push((part, note));
        }
        for (_, finding) in &inspected.findings {
            inspected.counts.finding(finding);
            inspected.counts.failing += usize::from(inspected.settings.fail_on.holds(finding.severity));
        }
        prints
    }

    /// Asks the baseline for findings given by code and fingerprint, one answer for each, and notes them where they are
    /// to be noted.
    pub(super) fn meet(&self, job: &Job, prints: &[(String, String)]) -> Vec<bool> {
        let known = match &self.baseline {
            Some(baseline) => baseline.knows(job.place(), prints),
            None => vec![false; prints.len()],
        };
        if let Some(noted) = &self.noted {
            let entries = prints.iter().map(|(code, print)| Entry::new(&noted.path, job.place(), code, print.clone()));
            noted.entries.lock().unwrap_or_else(PoisonError::into_inner).extend(entries);
        }
        known
    }

    /// Everything that bears on what is said of a file beside its name and bytes, as words for a key; none where its
    /// configuration is wrong, and where an index is asked.
    pub(super) fn words(&self, job: &Job) -> Option<String> {
        // An index may change while it is asked, and with it what is said of any file.
        if self.index.is_some() {
            return None;
        }
        let settings = self.settings.of(job.place()).ok()?;
        // Rules ask for the year of the present day and for nothing smaller; a test holds them to it.
        let year = chrono::Datelike::year(&self.today);
        let known = self.baseline.as_ref().map(|baseline| baseline.words(job.place()));
        Some(format!("{year} {} {known:?} {} {:?}", settings.words(), self.noted.is_some(), job.format()))
    }
}

/// What was cut before and behind, told from the place of the first.
fn join(before: Option<(usize, Cut)>, behind: Option<(usize, Cut)>) -> Option<(usize, Cut)> {
    match (before, behind) {
        (Some((part, before)), Some((_, behind))) => {
            let from = before.from;
            Some((part, Cut { from, ..before.join(Some(behind)) }))
        }
        (before, behind) => before.or(behind),
    }
}

/// What is said of a text that is not read to its end.
fn told_unread(span: Span) -> Finding {
    let (vi, en) = unread();
    Finding::new(&TOO_MANY_FINDINGS, span, vi, en)
}

/// The sentence for a text that is not read to its end, in both languages.
pub(super) fn unread() -> (String, String) {
    let most = document::MOST;
    (
        format!(
            "Từ đây tệp này không được đọc tiếp, vì mỗi văn bản chỉ được đọc đến {most} viện dẫn, nhiệm kỳ và ngày; hãy \
             chia tệp thành nhiều phần nhỏ hơn."
        ),
        format!(
            "From here on this file is not read, as no more than {most} citations, terms and dates of a text are; split \
             it into smaller files."
        ),
    )
}

/// What is said of findings that are not told.
fn told_cut(cut: &Cut, limit: u64) -> Finding {
    let count = cut.sum();
    Finding::new(
        &TOO_MANY_FINDINGS,
        cut.from,
        format!(
            "Từ đây còn {count} chỗ báo của tệp này không hiện ra, vì mỗi tệp chỉ hiện {limit}; hãy sửa những chỗ trên rồi \
             soát lại, hoặc tăng findings trong [limits] của soat.toml."
        ),
        format!(
            "From here on findings of this file are not told, {count} of them, as no more than {limit} of a file are; mend \
             those above and check again, or raise findings under [limits] in soat.toml."
        ),
    )
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

/// How much the settings let in.
pub(super) fn limits(settings: &Settings, job: &Job) -> Limits {
    settings.source_limits(job.place())
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
        let inspection = Inspection { settings: Arc::new(settings), today, index: None, baseline: None, noted: None };
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
