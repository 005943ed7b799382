//! Checking a file.

use crate::output::{Checked, Counts, File, FindingFormat, Frame};
use crate::rules::Lang;

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

    fn file(&self, _job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let (findings, counts) = self.inspection.findings(&file);
        self.format.findings(&Checked { file, findings }, self.lang, out);
        Ok(counts)
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        self.format.failed(path, &trouble.sentence(self.lang), out);
    }
}
