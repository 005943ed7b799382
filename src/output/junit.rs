//! JUnit XML: a suite for each file, a test case for each finding, one that passes where there is none.

use std::fmt::Write;

use crate::rules::{Lang, Severity};

use super::plain::one_line;
use super::record::{self, suggested};
use super::xml::{attribute, escape, open};
use super::{Checked, FindingFormat, Frame};

/// Findings as JUnit XML.
#[derive(Clone, Copy, Debug)]
pub struct Junit;

impl FindingFormat for Junit {
    fn frame(&self) -> Frame {
        Frame {
            head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"soat\">\n".into(),
            foot: "</testsuites>\n".into(),
            ..Frame::default()
        }
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        let path = checked.file.path;
        let failures = checked.findings.iter().filter(|(_, f)| f.severity > Severity::Info).count();
        suite(out, path, checked.findings.len().max(1), failures, 0);
        if checked.findings.is_empty() {
            case(out, path, "soat", None);
            out.push_str("/>\n");
        }
        record::walk(checked, lang, |record, finding, page| {
            let place = format!("{}:{}", record.place.line, record.place.column);
            case(out, path, &format!("{} {} {place}", record.code, record.name), Some(record.place.line));
            out.push_str(">\n");
            let message = one_line(record.message);
            // Writing to a string cannot fail.
            let mut words = format!("{path}:{place}: {}: {message}\n{}", record.severity, one_line(record.text));
            if let Some(right) = suggested(finding, &page.part().text) {
                let _ = write!(words, " → {right}");
            }
            // What never fails a run must not fail a test either.
            let element = if finding.severity > Severity::Info { "failure" } else { "system-out" };
            out.push_str("      ");
            open(out, element);
            if element == "failure" {
                attribute(out, "message", &message);
                attribute(out, "type", record.severity);
            }
            out.push('>');
            lines(out, &words);
            let _ = write!(out, "</{element}>\n    </testcase>\n");
        });
        out.push_str("  </testsuite>\n");
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        suite(out, path, 1, 0, 1);
        case(out, path, "soat", None);
        out.push_str(">\n      ");
        open(out, "error");
        attribute(out, "message", error);
        attribute(out, "type", "unreadable-file");
        out.push_str("/>\n    </testcase>\n  </testsuite>\n");
    }
}

fn suite(out: &mut String, path: &str, tests: usize, failures: usize, errors: usize) {
    out.push_str("  ");
    open(out, "testsuite");
    attribute(out, "name", path);
    for (name, count) in [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", 0)] {
        attribute(out, name, &count.to_string());
    }
    attribute(out, "time", "0");
    out.push_str(">\n");
}

/// A test case up to its end, which is open.
fn case(out: &mut String, path: &str, name: &str, line: Option<usize>) {
    out.push_str("    ");
    open(out, "testcase");
    attribute(out, "classname", path);
    attribute(out, "name", name);
    attribute(out, "file", path);
    if let Some(line) = line {
        attribute(out, "line", &line.to_string());
    }
    attribute(out, "time", "0");
}

/// Text between tags, its line breaks as they are.
fn lines(out: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        escape(out, line);
    }
}
