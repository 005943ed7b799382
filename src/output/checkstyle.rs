//! Checkstyle XML: what many viewers of build results read.

use std::fmt::Write;

use crate::rules::{Lang, Severity};

use super::plain::one_line;
use super::record::{self, suggested};
use super::xml::{attribute, open};
use super::{Checked, FindingFormat, Frame};

/// Findings as Checkstyle XML.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle;

impl FindingFormat for Checkstyle {
    fn frame(&self) -> Frame {
        Frame {
            head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n".into(),
            foot: "</checkstyle>\n".into(),
            ..Frame::default()
        }
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        file(out, checked.file.path);
        record::walk(checked, lang, |record, finding, page| {
            let mut message = one_line(record.message);
            if let Some(right) = suggested(finding, &page.part().text) {
                // Writing to a string cannot fail.
                let _ = write!(message, " → {right}");
            }
            let place = Some((record.place.line, record.place.column));
            error(out, place, finding.severity, &message, &format!("soat.{}.{}", record.code, record.name));
        });
        out.push_str("  </file>\n");
    }

    fn failed(&self, path: &str, words: &str, out: &mut String) {
        file(out, path);
        error(out, None, Severity::Error, words, "soat.unreadable-file");
        out.push_str("  </file>\n");
    }
}

fn file(out: &mut String, path: &str) {
    out.push_str("  ");
    open(out, "file");
    attribute(out, "name", path);
    out.push_str(">\n");
}

fn error(out: &mut String, place: Option<(usize, usize)>, severity: Severity, message: &str, source: &str) {
    out.push_str("    ");
    open(out, "error");
    // Readers want a line, also of what has none.
    let (line, column) = place.unwrap_or((1, 1));
    attribute(out, "line", &line.to_string());
    attribute(out, "column", &column.to_string());
    attribute(out, "severity", severity.word());
    attribute(out, "message", message);
    attribute(out, "source", source);
    out.push_str("/>\n");
}
