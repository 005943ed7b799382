//! Commands of GitHub workflows: a line each, which GitHub shows beside the line of the file.

use std::fmt::Write;

use crate::rules::{Lang, Severity};

use super::plain::one_line;
use super::record::{self, suggested};
use super::{Checked, FindingFormat};

/// Findings as commands of a GitHub workflow.
#[derive(Clone, Copy, Debug)]
pub struct GitHub;

impl FindingFormat for GitHub {
    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        let file = property(checked.file.path);
        record::walk(checked, lang, |record, finding, page| {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let (line, end) = (record.place.line, record.end_line);
            // Writing to a string cannot fail.
            let _ = write!(out, "::{command} file={file},line={line},endLine={end}");
            // Columns over several lines are refused.
            if line == end {
                let _ = write!(out, ",col={},endColumn={}", record.place.column, record.end_column);
            }
            let title = property(&format!("{} {}", record.code, record.name));
            let mut message = one_line(record.message);
            if let Some(right) = suggested(finding, &page.part().text) {
                let _ = write!(message, " → {right}");
            }
            let _ = writeln!(out, ",title={title}::{}", data(&message));
        });
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        let _ = writeln!(out, "::error file={},title=soat::{}", property(path), data(error));
    }
}

/// A message: what would end the line is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what would end it is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_ends_a_command() {
        assert_eq!(property("50%,a:b\r\n::error ::x"), "50%25%2Ca%3Ab%0D%0A%3A%3Aerror %3A%3Ax");
        assert_eq!(data("a, b: 5%\n::error ::x"), "a, b: 5%25%0A::error ::x");
    }
}
