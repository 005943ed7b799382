//! Checking a file.

use crate::document;
use crate::output::{Checked, Counts, File, FindingFormat, Frame};
use crate::rules::{self, Knowledge, Lang, Selection};
use crate::text::Search;

use super::{Task, Trouble};

/// The task of `soat check`.
pub struct Check {
    /// Which rules run.
    pub selection: Selection,
    /// What they may know beside the document.
    pub know: Knowledge,
    /// How findings are written.
    pub format: Box<dyn FindingFormat>,
    /// The language of messages.
    pub lang: Lang,
}

impl Task for Check {
    fn frame(&self) -> Frame {
        self.format.frame()
    }

    fn file(&self, file: File, out: &mut String) -> Counts {
        let mut counts = Counts::default();
        let mut findings = Vec::new();
        for (index, part) in file.source.parts.iter().enumerate() {
            let search = Search::new(&part.text);
            let doc = document::read(&search);
            counts.mentions(&doc);
            for finding in rules::check(&doc, &self.know, &self.selection) {
                counts.finding(&finding);
                findings.push((index, finding));
            }
        }
        self.format.findings(&Checked { file, findings }, self.lang, out);
        counts
    }

    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String) {
        self.format.failed(path, &trouble.sentence(self.lang), out);
    }
}
