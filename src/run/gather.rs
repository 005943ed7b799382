//! Gathering what a report tells of files.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::document;
use crate::output::{Counts, File, Frame};
use crate::report::{Facts, Report};
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
        let mut inspected = self.inspection.inspect(job, &file)?;
        self.inspection.sift(job, &file, &mut inspected);
        // The rules keep nothing of the document; reading it once more costs less than holding it for every check.
        let own = inspected.settings.config().own;
        let searches: Vec<Search> = file.source.parts.iter().map(|part| Search::new(&part.text)).collect();
        let documents: Vec<_> = searches.iter().map(|search| document::read_with(search, own)).collect();
        let facts = inspected.with_file(&file, |checked| Facts::new(checked, &documents, self.lang));
        self.add(file.path, facts);
        Ok(inspected.counts)
    }

    fn left_out(&self, extensions: &BTreeMap<String, usize>) {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).add_left_out(extensions.clone());
    }

    fn failed(&self, path: &str, trouble: &Trouble, _out: &mut String) {
        self.add(path, Facts::unread(trouble.sentence(self.lang)));
    }
}
