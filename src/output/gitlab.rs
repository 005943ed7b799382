//! The report of code quality that GitLab shows in a merge request.

use std::fmt::Write;

use serde::Serialize;

use crate::rules::{Lang, Severity};

use super::json::{array, push};
use super::plain::one_line;
use super::record::{self, print_of, suggested};
use super::{Checked, FindingFormat, Frame};

/// Findings as GitLab's report of code quality.
#[derive(Clone, Copy, Debug)]
pub struct GitLab;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl FindingFormat for GitLab {
    fn frame(&self) -> Frame {
        array()
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        let path = relative(checked.file.path);
        record::walk(checked, lang, |record, finding, page| {
            let mut description = format!("{} {}: {}", record.code, record.name, one_line(record.message));
            if let Some(right) = suggested(finding, &page.part().text) {
                // Writing to a string cannot fail.
                let _ = write!(description, " → {right}");
            }
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            push(
                out,
                &Issue {
                    description: &description,
                    check_name: record.code,
                    // GitLab merges equal ones, also of two files.
                    fingerprint: print_of(&[path, &record.fingerprint]),
                    severity,
                    location: Location { path, lines: Lines { begin: record.place.line, end: record.end_line } },
                },
            );
        });
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        let path = relative(path);
        push(
            out,
            &Issue {
                description: error,
                check_name: "unreadable-file",
                fingerprint: print_of(&[path, "unreadable-file"]),
                severity: "blocker",
                location: Location { path, lines: Lines { begin: 1, end: 1 } },
            },
        );
    }
}

/// The path as seen from the repository, where it is given so: GitLab knows no `./`.
fn relative(path: &str) -> &str {
    path.trim_start_matches("./")
}
