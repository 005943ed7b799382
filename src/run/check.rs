//! Checking a file.

use crate::output::{Counts, File, FindingFormat, Frame};
use crate::rules::Lang;
use crate::source::Limits;

use super::{Inspection, Job, Task, Trouble};

/// The task of `soat check`.
pub struct Check {
    /// What looks at the files.
    pub inspection: Inspection,
    /// How findings are written.
    pub format: Box<dyn FindingFormat>,
    /// The language of messages.
    pub lang: Lang,
}

impl Task for Check {
    fn frame(&self) -> Frame {
        self.format.frame()
    }

    fn limits(&self, job: &Job) -> Limits {
        self.inspection.limits(job)
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let mut inspected = self.inspection.inspect(job, &file)?;
        self.inspection.sift(job, &file, &mut inspected);
        inspected.with_file(&file, |checked| self.format.findings(checked, self.lang, out));
        Ok(inspected.counts)
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        self.format.failed(path, &trouble.sentence(self.lang), out);
    }
}
