//! What a report knows of a file.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::output::{self, Checked};
use crate::parse::{Citation, Kind};
use crate::rules::Lang;

/// Years in which a document can have been issued.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// What is known of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its findings.
    pub items: Vec<Item>,
    /// How often each document is cited in it.
    pub cited: BTreeMap<String, usize>,
    /// Year and month of its own date.
    pub month: Option<(i32, u32)>,
    /// The body that issued it, as its head says.
    pub issuer: Option<String>,
    /// Why it could not be read.
    pub error: Option<String>,
    /// Whether it was looked at as a whole, and not only what a shard tells of it.
    pub whole: bool,
}

/// A finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// The code of its rule.
    pub code: String,
    /// The name of its rule.
    pub name: String,
    /// The word of its severity.
    pub severity: String,
    /// The words that are wrong.
    pub text: String,
    /// What is wrong.
    pub message: String,
    /// What the words become.
    pub suggestion: Option<String>,
    /// The sentence before and behind the words.
    pub around: Option<(String, String)>,
    /// The part of the file.
    pub part: Option<String>,
    /// What stands for it.
    pub fingerprint: String,
}

impl Item {
    /// The place of its severity among error, warning, info.
    pub(super) fn rank(&self) -> usize {
        match self.severity.as_str() {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        }
    }
}

impl Facts {
    /// What is known of a file that was checked and read.
    pub fn new(checked: &Checked, documents: &[Document], lang: Lang) -> Facts {
        let mut facts = Facts { whole: true, ..Facts::default() };
        output::told(checked, lang, |told| {
            facts.items.push(Item {
                line: told.line,
                column: told.column,
                code: told.code.into(),
                name: told.name.into(),
                severity: told.severity.into(),
                text: told.text,
                message: told.message,
                suggestion: told.suggestion,
                around: Some((told.before, told.behind)),
                part: told.part,
                fingerprint: told.fingerprint,
            });
        });
        for doc in documents {
            facts.month = facts.month.or_else(|| month(doc));
            facts.issuer = facts.issuer.or_else(|| doc.head.issuer.map(|issuer| line(doc.slice(issuer.span))));
            facts.count_cited(doc);
        }
        facts
    }

    /// Why a file could not be read.
    pub fn unread(error: String) -> Facts {
        Facts { error: Some(error), ..Facts::default() }
    }

    fn count_cited(&mut self, doc: &Document) {
        for mention in &doc.mentions {
            let Kind::Citation(citation) = &mention.kind else { continue };
            // A short form counts for the document it means.
            let (span, citation) = match citation.target.and_then(|at| doc.mentions.get(at)) {
                Some(meant) => match &meant.kind {
                    Kind::Citation(full) => (meant.span, full),
                    _ => continue,
                },
                None => (mention.span, citation),
            };
            if let Some(name) = name(citation, line(doc.slice(span))) {
                *self.cited.entry(name).or_default() += 1;
            }
        }
    }

    /// Takes in what another shard knows of the same file.
    pub(super) fn join(&mut self, other: Facts) {
        self.items.extend(other.items);
        for (name, count) in other.cited {
            let known = self.cited.entry(name).or_default();
            *known = count.max(*known);
        }
        self.month = self.month.or(other.month);
        self.issuer = self.issuer.take().or(other.issuer);
        self.error = self.error.take().or(other.error);
        self.whole |= other.whole;
    }

    /// Sorts findings; what two shards tell stands once.
    pub(super) fn settle(&mut self) {
        self.items.sort();
        self.items.dedup_by(|b, a| {
            let key = |i: &Item| (i.line, i.column, i.code.clone(), i.fingerprint.clone());
            let same = key(a) == key(b);
            if same && a.around.is_none() {
                a.around = b.around.take();
            }
            same
        });
    }
}

/// What a cited document is called, so that it is the same in all files; none for "this decree" and the like.
fn name(citation: &Citation, words: String) -> Option<String> {
    let Some(number) = &citation.number else {
        return citation.title.map(|_| words);
    };
    let mut name = called(citation.doc_type.map(|word| word.name), &number.canonical);
    if number.year.is_none()
        && let Some(date) = citation.date.and_then(|date| date.date())
    {
        name = dated(&name, &date.to_string());
    }
    Some(name)
}

/// Type and number of a document.
pub(super) fn called(doc_type: Option<&str>, number: &str) -> String {
    match doc_type {
        Some(word) => format!("{word} {number}"),
        None => number.to_owned(),
    }
}

/// A name with the date without which it is not one document's alone: Party numbers begin anew with each term.
pub(super) fn dated(name: &str, date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{name} ({day}/{month}/{year})"),
        _ => name.to_owned(),
    }
}

fn month(doc: &Document) -> Option<(i32, u32)> {
    use chrono::Datelike;
    // A head whose year is mistyped tells no month.
    let date = doc.own_date().filter(|date| YEARS.contains(&date.year()))?;
    Some((date.year(), date.month()))
}

/// On one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
