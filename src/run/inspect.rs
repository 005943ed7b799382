//! What the rules say of a file: what `check` shows and `fix` mends.

use crate::document;
use crate::output::{Counts, File};
use crate::rules::{self, Finding, Knowledge, Selection};
use crate::text::Search;

/// Which rules look at files, and what they know.
#[derive(Debug)]
pub struct Inspection {
    /// Which rules run.
    pub selection: Selection,
    /// What they may know beside the document.
    pub know: Knowledge,
}

impl Inspection {
    /// The findings of a file with the indices of their parts, in its order, and what was read in it.
    pub(super) fn findings(&self, file: &File) -> (Vec<(usize, Finding)>, Counts) {
        let mut counts = Counts::default();
        let mut findings = Vec::new();
        for (index, part) in file.source.parts.iter().enumerate() {
            let search = Search::new(&part.text);
            let doc = document::read(&search);
            counts.mentions(&doc);
            findings.extend(rules::check(&doc, &self.know, &self.selection).into_iter().map(|f| (index, f)));
        }
        for (_, finding) in &findings {
            counts.finding(finding);
        }
        (findings, counts)
    }
}
