//! SARIF 2.1.0, the exchange format of analysers: rules with their explanations, results with fixes and fingerprints,
//! unreadable files as notifications.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::rules::{Finding, Lang, RULES, Rule, Safety, Severity, Suggestion};
use crate::source::Format;
use crate::text::Span;

use super::json::push;
use super::place::Page;
use super::record;
use super::{Checked, FindingFormat, Frame};

/// What the official schema is called.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints, with the version of how they are made.
const FINGERPRINT: &str = "soat/v1";

/// What a file that could not be read is told under.
const UNREADABLE: &str = "unreadable-file";

/// Findings as SARIF.
#[derive(Debug)]
pub struct Sarif {
    /// Whether known findings are left out, so that those that stand are new.
    baseline: bool,
    lang: Lang,
    /// Files that failed with their messages. They stand behind all results, and in an order that does not depend on
    /// the threads.
    failed: Mutex<BTreeSet<(String, String)>>,
}

impl Sarif {
    /// The format for a run with or without a baseline that leaves known findings out.
    pub fn new(baseline: bool, lang: Lang) -> Self {
        Sarif { baseline, lang, failed: Mutex::default() }
    }

    fn pick<'t>(&self, (vi, en): (&'t str, &'t str)) -> &'t str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn driver(&self) -> Value {
        let rules: Vec<Value> = RULES.iter().map(|rule| self.rule(rule)).collect();
        json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": self.language(),
            "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
            "rules": rules,
            "notifications": [{
                "id": UNREADABLE,
                "shortDescription": { "text": self.pick(("Tệp không đọc được.", "A file could not be read.")) },
                "defaultConfiguration": { "level": "error" },
            }],
        })
    }

    fn language(&self) -> &'static str {
        self.pick(("vi-VN", "en-US"))
    }

    fn rule(&self, rule: &Rule) -> Value {
        let explanation = self.pick(rule.explain).trim();
        json!({
            "id": rule.code,
            "name": rule.name,
            "shortDescription": { "text": self.pick(rule.summary) },
            "fullDescription": { "text": self.pick(rule.summary) },
            "help": { "text": explanation, "markdown": explanation },
            "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.default },
            "properties": { "tags": [rule.group()], "basis": rule.basis },
        })
    }

    /// What stands behind the results.
    fn invocation(&self) -> Value {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let notifications: Vec<Value> = failed
            .iter()
            .map(|(path, error)| {
                json!({
                    "level": "error",
                    "descriptor": { "id": UNREADABLE, "index": 0 },
                    "message": { "text": error },
                    "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }],
                })
            })
            .collect();
        json!({ "executionSuccessful": failed.is_empty(), "toolExecutionNotifications": notifications })
    }
}

impl FindingFormat for Sarif {
    fn frame(&self) -> Frame {
        let head = format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":{}}},\n\
             \"language\":\"{}\",\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n",
            self.driver(),
            self.language(),
        );
        let foot = format!("\n],\n\"invocations\":[{}]}}]}}\n", self.invocation());
        Frame { head: head.into(), between: ",\n", foot: foot.into(), empty: None }
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        let html = checked.file.source.format == Format::Html;
        record::walk(checked, lang, |record, finding, page| {
            let mut result = json!({
                "ruleId": record.code,
                "level": level(finding.severity),
                "message": { "text": record.message },
                "locations": [location(page, record.path, finding.span)],
                "partialFingerprints": { FINGERPRINT: record.fingerprint },
            });
            if let Ok(index) = RULES.binary_search_by_key(&record.code, |rule| rule.code) {
                result["ruleIndex"] = json!(index);
            }
            if self.baseline {
                result["baselineState"] = json!("new");
            }
            if !finding.related.is_empty() {
                result["relatedLocations"] = related(finding, lang, record.path, page);
            }
            if let Some(fix) = finding.suggestion.as_ref().and_then(|s| self.fix(s, record.path, page, html)) {
                result["fixes"] = json!([fix]);
            }
            push(out, &result);
        });
    }

    fn failed(&self, path: &str, error: &str, _out: &mut String) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.insert((path.to_owned(), error.to_owned()));
    }
}

impl Sarif {
    /// A suggestion, where its words stand in the file as they are read: a viewer replaces them without looking.
    fn fix(&self, suggestion: &Suggestion, path: &str, page: &Page, html: bool) -> Option<Value> {
        let mut replacements = Vec::new();
        for edit in &suggestion.edits {
            let plain = page.text.get(page.span(edit.span).range())? == page.part().text.get(edit.span.range())?;
            if !plain || html && edit.replacement.contains(['&', '<', '>']) {
                return None;
            }
            replacements.push(json!({
                "deletedRegion": region(page, edit.span),
                "insertedContent": { "text": edit.replacement },
            }));
        }
        let words = self.pick(match suggestion.safety {
            Safety::Safe => ("Sửa như gợi ý.", "Apply the suggestion."),
            Safety::Unsafe => ("Sửa như gợi ý, rồi đọc lại.", "Apply the suggestion, then read it again."),
        });
        Some(json!({
            "description": { "text": words },
            "artifactChanges": [{ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }],
        }))
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn related(finding: &Finding, lang: Lang, path: &str, page: &Page) -> Value {
    let locations = finding.related.iter().enumerate().map(|(number, (span, message))| {
        let mut location = location(page, path, *span);
        location["id"] = json!(number);
        location["message"] = json!({ "text": message.get(lang) });
        location
    });
    locations.collect()
}

fn location(page: &Page, path: &str, span: Span) -> Value {
    let mut location =
        json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) }, "region": region(page, span) } });
    if let Some(label) = &page.part().label {
        location["logicalLocations"] = json!([{ "name": label }]);
    }
    location
}

/// A place by lines, by columns in code points, and, where the text is that of the file, by its bytes.
fn region(page: &Page, span: Span) -> Value {
    let shown = page.span(span);
    let (from, to) = (page.place(shown.from()), page.place(shown.to()));
    let mut region = json!({
        "startLine": from.line,
        "startColumn": page.code_points(shown.from()),
        "endLine": to.line,
        "endColumn": page.code_points(shown.to()),
        "snippet": { "text": &page.text[shown.range()] },
    });
    if page.part().label.is_none() {
        let span = page.told_span(span);
        region["byteOffset"] = json!(span.start);
        region["byteLength"] = json!(span.end - span.start);
    }
    region
}

/// A path as a URI: relative ones stay so, for whoever knows where the repository lies.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let path = path.trim_start_matches("./");
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./kho/Nghị định: 5%.txt"), "kho/Ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh%3A%205%25.txt");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(uri("a.txt"), "a.txt");
    }

    #[cfg(not(windows))]
    #[test]
    fn paths_from_the_root_name_it() {
        assert_eq!(uri("/kho/a.txt"), "file:///kho/a.txt");
    }
}
