//! Checking a file.

use crate::output::{Counts, File, FindingFormat, Frame};
use crate::rules::Lang;
use crate::source::Limits;

use super::cache::{Answer, Cache, Slot};
use super::{Inspection, Job, Task, Trouble};

/// The task of `soat check`.
pub struct Check {
    /// What looks at the files.
    pub inspection: Inspection,
    /// How findings are written.
    pub format: Box<dyn FindingFormat>,
    /// What earlier runs said.
    pub cache: Option<Cache>,
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

    fn known(&self, job: &Job, path: &str, bytes: &[u8], out: &mut String) -> Option<Counts> {
        let cache = self.cache.as_ref()?;
        let words = self.inspection.words(job)?;
        let answer = cache.get(Slot { path, words: &words, bytes })?;
        let counts = answer.counts()?;
        self.inspection.meet(job, &answer.prints);
        out.push_str(&answer.text);
        Some(counts)
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let mut inspected = self.inspection.inspect(job, &file)?;
        let prints = self.inspection.sift(job, &file, &mut inspected);
        inspected.with_file(&file, |checked| self.format.findings(checked, self.lang, out));
        // What the end of a run tells of how files were read is not kept with their answers.
        let plain = || {
            let mut told = Counts::default();
            told.source(file.source);
            told == Counts::default()
        };
        if let Some(cache) = self.cache.as_ref().filter(|_| plain())
            && let Some(words) = self.inspection.words(job)
        {
            let slot = Slot { path: file.path, words: &words, bytes: file.bytes };
            cache.put(slot, &Answer::new(&inspected.counts, prints, out));
        }
        Ok(inspected.counts)
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        self.format.failed(path, &trouble.sentence(self.lang), out);
    }
}
