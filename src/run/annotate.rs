//! Remarks written into a document.

use std::io::Write;
use std::path::Path;

use crate::edit::{self, Pen, Remark, Remarked};
use crate::output::{self, Counts, File};
use crate::rules::{Finding, Lang};
use crate::source::{self, Format, Part};
use crate::text::sentence;

use super::{Inspection, Job, Replacement, Trouble, guard};

/// The author of remarks.
const AUTHOR: &str = "soat";

/// How many other places that bear on a finding its remark tells.
const RELATED: usize = 3;

/// What `soat annotate` does.
pub struct Annotate {
    /// What looks at the file.
    pub inspection: Inspection,
    /// Whether suggestions are put in as tracked changes.
    pub track_changes: bool,
    /// The time that remarks bear, as "2026-03-05T08:00:00Z".
    pub date: String,
    /// The language of remarks.
    pub lang: Lang,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// What was read and found.
    pub counts: Counts,
    /// Remarks in the new file.
    pub remarks: usize,
    /// Suggestions in it as tracked changes.
    pub changes: usize,
    /// Suggestions that its remarks tell only.
    pub only_told: usize,
    /// Findings without a place in it.
    pub unplaced: usize,
}

impl Annotate {
    /// Reads `path` and writes it with remarks to `output`, whole or not at all.
    ///
    /// # Errors
    /// Why it could not be done.
    pub fn run(&self, path: &Path, output: &Path) -> Result<Annotated, Trouble> {
        let job = Job::File(path.to_path_buf());
        let limits = self.inspection.limits(&job);
        let bytes = super::read(&job, limits.file_size)?;
        let name = job.name();
        let (remarked, counts) = guard::guard(|| {
            let source = source::read_within(&bytes, &name, None, &limits).map_err(Trouble::Unread)?;
            if source.format != Format::Docx {
                return Err(Trouble::Unannotated);
            }
            let file = File { path: &name, bytes: &bytes, source: &source };
            let mut inspected = self.inspection.inspect(&job, &file)?;
            self.inspection.sift(&job, &file, &mut inspected);
            let remarks: Vec<Remark> = inspected
                .findings
                .iter()
                .filter_map(|(part, finding)| {
                    let lines = self.lines(source.parts.get(*part)?, finding);
                    Some(Remark { part: *part, span: finding.span, lines, suggestion: finding.suggestion.as_ref() })
                })
                .collect();
            let pen = Pen { author: AUTHOR, date: &self.date, track_changes: self.track_changes };
            let remarked = edit::annotate(&bytes, &source, &remarks, pen).ok_or(Trouble::Unannotated)?;
            Ok((remarked, Counts { files: 1, ..inspected.counts.clone() }))
        })
        .unwrap_or_else(|message| Err(Trouble::Internal(message)))?;
        let Remarked { bytes, remarks, changes, only_told, unplaced } = remarked;
        let unwritten = |error: std::io::Error| Trouble::Unwritten(format!("{}: {error}", output.display()));
        let mut file = Replacement::of(output).map_err(unwritten)?;
        file.write_all(&bytes).map_err(unwritten)?;
        file.finish().map_err(unwritten)?;
        Ok(Annotated { counts, remarks, changes, only_told, unplaced })
    }

    /// What the remark on a finding says, a paragraph each.
    fn lines(&self, part: &Part, finding: &Finding) -> Vec<String> {
        let lang = self.lang;
        let rule = finding.rule;
        let (summary, severity) = match lang {
            Lang::Vi => (rule.summary.0, output::severity_word(finding.severity, lang)),
            Lang::En => (rule.summary.1, output::severity_word(finding.severity, lang)),
        };
        let mut out = vec![format!("{} ({severity}): {summary}", rule.code)];
        // There are no comments there, so they stand elsewhere and must say what they are about.
        let elsewhere = match (part.label.as_deref(), lang) {
            (Some("header"), Lang::Vi) => Some("Ở đầu trang"),
            (Some("header"), Lang::En) => Some("In the header"),
            (Some("footer"), Lang::Vi) => Some("Ở chân trang"),
            (Some("footer"), Lang::En) => Some("In the footer"),
            (Some("footnotes"), Lang::Vi) => Some("Trong chú thích cuối trang"),
            (Some("footnotes"), Lang::En) => Some("In the footnote"),
            (Some("endnotes"), Lang::Vi) => Some("Trong chú thích cuối văn bản"),
            (Some("endnotes"), Lang::En) => Some("In the endnote"),
            (Some("text box"), Lang::Vi) => Some("Trong khung chữ"),
            (Some("text box"), Lang::En) => Some("In the text box"),
            _ => None,
        };
        if let Some(place) = elsewhere {
            out.push(format!("{place}: “{}”", sentence(&part.text, finding.span).of(&part.text)));
        }
        out.push(finding.message.get(lang).to_owned());
        if let Some(right) = output::suggested(finding, &part.text) {
            out.push(match lang {
                Lang::Vi => format!("Sửa thành: {right}"),
                Lang::En => format!("Change to: {right}"),
            });
        }
        let related = finding.related.iter().take(RELATED);
        out.extend(related.map(|(span, message)| {
            format!("“{}”: {}", part.text.get(span.range()).unwrap_or_default(), message.get(lang))
        }));
        out
    }
}
