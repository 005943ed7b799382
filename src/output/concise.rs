//! One line a finding, in the form that editors and `grep` read: `path:line:column: severity CODE name: message`;
//! in a file of parts and paragraphs with the part and the paragraph behind it.

use std::fmt::Write;

use crate::rules::Lang;

use super::place::{Page, whereabouts};
use super::plain::{one_line, tame};
use super::record::suggested;
use super::{Checked, FindingFormat};

/// Findings as one line each.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl FindingFormat for Concise {
    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        for group in checked.findings.chunk_by(|a, b| a.0 == b.0) {
            let part = &checked.file.source.parts[group[0].0];
            let page = Page::new(&checked.file, part);
            for (_, finding) in group {
                let place = page.place(page.span(finding.span).from());
                let rule = finding.rule;
                let message = one_line(finding.message.get(lang));
                let mut line = format!(
                    "{}:{}:{}: {} {} {}: {message}",
                    checked.file.path,
                    place.line,
                    place.column,
                    finding.severity.word(),
                    rule.code,
                    rule.name,
                );
                if let Some(place) = whereabouts(part, finding.span.start, lang) {
                    // Writing to a string cannot fail.
                    let _ = write!(line, " [{place}]");
                }
                if let Some(right) = suggested(finding, &part.text) {
                    let _ = write!(line, " → {right}");
                }
                out.push_str(&tame(&line));
                out.push('\n');
            }
        }
    }
}
