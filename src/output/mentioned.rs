//! Mentions with their words, for what joins those of many files: an index, a graph, a table.

use super::{Extracted, record};

/// A mention; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// "citation", "own", "term" or "pinpoint".
    pub kind: &'static str,
    /// Of a citation "numbered", "named", "short" or "self".
    pub class: &'static str,
    /// First byte, counted as in the JSON contract.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// Its words on one line.
    pub text: String,
    /// The part of the file that it stands in.
    pub part: String,
    /// The usual name of the type.
    pub doc_type: &'static str,
    /// The number in its canonical form.
    pub number: String,
    /// The day as `YYYY-MM-DD`.
    pub date: String,
    /// The issuer as written.
    pub issuer: String,
    /// The title of a law.
    pub title: String,
    /// The subject.
    pub subject: String,
    /// Index of the citation meant, among the mentions of the file.
    pub target: Option<usize>,
    /// The word of a term.
    pub term: &'static str,
    /// The ordinal of a term as written.
    pub ordinal: String,
    /// The first year of a term as written.
    pub from: Option<u32>,
    /// The last year of a term as written.
    pub to: Option<u32>,
    /// The levels of a pinpoint: "điểm a khoản 2 Điều 5".
    pub levels: String,
}

/// The mentions of a file, in its order.
#[must_use]
pub fn mentioned(extracted: &Extracted) -> Vec<Mentioned> {
    let mut out = Vec::new();
    record::mentions(extracted, |mention| out.push(mention.mentioned()));
    out
}
