//! Gathering what a report tells of files.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::document;
use crate::output::{Counts, File, Frame};
use crate::report::{self, Facts, Report};
use crate::rules::Lang;
use crate::source::Limits;
use crate::text::Search;

use super::{Inspection, Job, Task, Trouble};

/// The task of `soat report` over files that are checked now.
pub struct Gather {
    /// What looks at the files.
    pub inspection: Inspection,
    /// What is known so far. It sorts by path, so that the order in which threads come does not show.
    pub report: Mutex<Report>,
    /// The language of messages.
    pub lang: Lang,
}

impl Gather {
    fn add(&self, path: &str, facts: Facts) {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).add(path.to_owned(), facts);
    }
}

impl Task for Gather {
    fn frame(&self) -> Frame {
        Frame::default()
    }

    fn limits(&self, job: &Job) -> Limits {
        self.inspection.limits(job)
    }

    fn file(&self, job: &Job, file: File, _out: &mut String) -> Result<Counts, Trouble> {
        let (facts, counts) = facts(&self.inspection, job, &file, self.lang)?;
        self.add(file.path, facts);
        Ok(counts)
    }

    fn left_out(&self, extensions: &BTreeMap<String, usize>) {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).add_left_out(extensions.clone());
    }

    fn failed(&self, path: &str, trouble: &Trouble, _out: &mut String) {
        self.add(path, Facts::unread(trouble.sentence(self.lang)));
    }
}

/// The task of `soat report` that writes what is known of each file as JSON Lines, for a report to be made of them later.
pub struct Share {
    /// What looks at the files.
    pub inspection: Inspection,
    /// Files that were left out, by their extensions.
    pub left_out: Mutex<BTreeMap<String, usize>>,
    /// The language of messages.
    pub lang: Lang,
}

impl Task for Share {
    fn frame(&self) -> Frame {
        let left_out = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        Frame { foot: report::left_out_line(&left_out).into(), ..Frame::default() }
    }

    fn limits(&self, job: &Job) -> Limits {
        self.inspection.limits(job)
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let (facts, counts) = facts(&self.inspection, job, &file, self.lang)?;
        report::lines(file.path, &facts, out);
        Ok(counts)
    }

    fn left_out(&self, extensions: &BTreeMap<String, usize>) {
        let mut left_out = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        for (extension, count) in extensions {
            *left_out.entry(extension.clone()).or_default() += count;
        }
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        report::lines(path, &Facts::unread(trouble.sentence(self.lang)), out);
    }
}

/// What a report tells of a file.
fn facts(inspection: &Inspection, job: &Job, file: &File, lang: Lang) -> Result<(Facts, Counts), Trouble> {
    let mut inspected = inspection.inspect(job, file)?;
    inspection.sift(job, file, &mut inspected);
    // The rules keep nothing of the document; reading it once more costs less than holding it for every check.
    let own = inspected.settings.config().own;
    let searches: Vec<Search> = file.source.parts.iter().map(|part| Search::new(&part.text)).collect();
    let documents: Vec<_> = searches.iter().map(|search| document::read_with(search, own)).collect();
    let facts = inspected.with_file(file, |checked| Facts::new(checked, &documents, lang));
    Ok((facts, inspected.counts))
}
